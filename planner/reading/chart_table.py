"""Turns a sheet with a chart into a table: bars are starts and finishes, colours people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from planner.language.text import fold, key
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import ChartBar
from planner.reading.chart_codes import names_of_codes
from planner.reading.chart_names import above_captions, first_name, names_of_rows
from planner.reading.chart_people import people_in_bars
from planner.reading.charts import Chart
from planner.reading.content import outlined, upper_first
from planner.reading.everybody import names_nobody
from planner.reading.header_names import HeaderWishes
from planner.reading.headers import filled_columns, read_header
from planner.reading.heading import Header, Heading
from planner.reading.people_evidence import likeness
from planner.reading.phase_columns import with_phases_beside
from planner.reading.profile import kind_of, profiles
from planner.reading.progress import state_of
from planner.reading.rows_of_days import rows_of_days
from planner.reading.staggered import with_levels
from planner.reading.tables import Table
from planner.reading.text_grid import who_or_phase
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import meanings

_DAY_HOURS = 8
_NEAR = 2
_FEWEST = 2
_NEARLY = 0.8
_TIMES = frozenset(["start", "finish", "duration", "work", "deadline"])


def as_table(
    sheet: Sheet, chart: Chart, kind: SheetKind, reading: HeaderWishes, *, alone: bool = False
) -> tuple[Sheet, Header] | None:
    """The sheet with the content of its bars in columns of the chart, and its header.

    None if nothing names the rows, or dates beside the chart already say everything, unless
    the chart counts `alone`.
    """
    sheet = _with_merged(sheet, chart)
    header = read_header(sheet, chart.header, kind, reading, filled_columns(sheet))
    beside = _columns_beside(sheet, chart, header, alone=alone)
    if beside is None:
        return None
    names = names_of_rows(sheet, chart, beside, alone=alone)
    return None if names is None else _table_of_bars(sheet, chart, header, beside, names, kind)


def _table_of_bars(
    sheet: Sheet,
    chart: Chart,
    header: Header,
    beside: Sequence[Heading],
    names: Mapping[int, Cell],
    kind: SheetKind,
) -> tuple[Sheet, Header]:
    """The sheet with the bars of its rows, and the header with the columns that have them."""
    column = next((h.column for h in beside if h.field == "name"), 0)
    first = first_name(sheet, chart, column, kind)
    chart = replace(chart, bars=_beside_names(sheet, chart.bars, column))
    bars, merged = _one_bar_a_name(sheet, chart, column)
    known = {h.field for h in beside}
    people = people_in_bars(sheet, chart) if not names and "resources" not in known else {}
    in_names = bool(sheet.file_rows) and likeness(chart.legend.names.values()) <= 0
    if people or in_names:  # a legend then says something else, or stands in the names of parts
        chart = replace(chart, legend=replace(chart.legend, names={}))
    made = _made_headings(chart, known, header, people=bool(people))
    places = {h.field: h.column for h in made}
    told = {bar.row: _cells(bar, chart, places, {**names, **people}) for bar in bars}
    explained, listed = names_of_codes(sheet, column, [bar.row for bar in bars], chart.header)
    for number, cell in explained.items():
        told[number][column] = cell
    above = above_captions(sheet, chart, column, kind)
    gone = chart.legend.rows | chart.headers - {chart.header} | merged | above | listed
    gone |= rows_of_days(sheet, chart)
    changed = {
        n: _row(n, sheet.rows.get(n, {}), told.get(n, {}), chart)
        for n in sorted(sheet.rows.keys() | told.keys())
        if (n not in gone or n < chart.header) and (not chart.end or n < chart.end)
    }
    if first is not None:
        changed[chart.header] = {column: first}
    kept = [
        _named_so(h, first, explained=bool(explained)) if h.column == column else h
        for h in beside
        if h.field not in places
    ]
    table = replace(sheet, rows=changed)
    headings = _with_groups(table, chart.header, [*kept, *made], column)
    return table, Header(row=chart.header - (first is not None), headings=headings)


def _columns_beside(
    sheet: Sheet, chart: Chart, header: Header, *, alone: bool
) -> list[Heading] | None:
    """The headings of the columns beside a chart; None where their dates say everything."""
    beside = [h for h in header.headings if h.column not in chart.axis.spans]
    if alone:
        beside = [replace(h, field="", names=()) if h.field in _TIMES else h for h in beside]
    elif _dated(sheet, beside):
        return None
    return beside if _texts_named(sheet, chart, beside) else _named(sheet, chart, beside)


def _named_so(heading: Heading, first: Cell | None, *, explained: bool) -> Heading:
    """The heading of the names without a text that is a name itself, and with what tells them."""
    if first is not None:
        heading = replace(heading, text="")
    return (
        replace(heading, by_content=phrase("a list explains its codes")) if explained else heading
    )


def _with_groups(
    table: Sheet, header: int, headings: Sequence[Heading], column: int
) -> tuple[Heading, ...]:
    """The headings in order, with the levels and phases that columns beside the names tell."""
    ordered = tuple(upper_first(sorted(headings, key=lambda h: h.column)))
    column = next((h.column for h in ordered if h.field == "name"), column)
    numbers = profiles(table, header, range(1, max(1, column)), "")
    ordered = tuple(outlined(ordered, {one.column: one for one in numbers}))
    return with_phases_beside(table, header, with_levels(table, header, ordered))


def with_bars(table: Table, chart: Chart) -> Table | None:
    """Adds the starts and finishes of bars to a table that has durations.

    None if the chart does not lie beside the rows of the table.
    """
    rows = {row.source.row for row in table.rows() if row.has("name")}
    barred = [bar for bar in chart.bars if bar.row in rows]
    near = abs(table.header - chart.header) <= _NEAR
    if not near or len(barred) < _FEWEST or 2 * len(barred) < len(rows):
        return None
    why = _evidence(chart)
    places = dict(zip(("start", "finish"), chart.axis.columns, strict=False))
    made = [Heading(column=c, text="", field=f, by_content=why, rank=90) for f, c in places.items()]
    told = {bar.row: _cells(bar, chart, places, {}) for bar in barred}
    changed = {
        number: _row(number, cells, told.get(number, {}), chart)
        for number, cells in table.sheet.rows.items()
        if number not in chart.headers or number <= table.header
    }
    kept = (h for h in table.headings if h.column not in chart.axis.spans)
    headings = tuple(sorted((*kept, *made), key=lambda h: h.column))
    return replace(table, sheet=replace(table.sheet, rows=changed), headings=headings)


def _row(
    number: int, cells: Mapping[int, Cell], told: Mapping[int, Cell], chart: Chart
) -> dict[int, Cell]:
    if number <= chart.header:
        return dict(cells)
    return {**{c: cell for c, cell in cells.items() if c not in chart.axis.spans}, **told}


def _with_merged(sheet: Sheet, chart: Chart) -> Sheet:
    """The sheet, with cells that are merged down to the lowest header row copied into that row."""
    number = chart.header
    cells = {
        left: sheet.rows[top][left]
        for top, left, bottom, _ in sheet.merged
        if top < number <= bottom and left in sheet.rows.get(top, {})
    }
    row = {**cells, **sheet.rows.get(number, {})}
    return replace(sheet, rows={**sheet.rows, number: row}) if cells else sheet


def _dated(sheet: Sheet, beside: Sequence[Heading]) -> bool:
    """Whether columns beside the chart give the dates of tasks."""
    filled = filled_columns(sheet)
    fields = {h.field for h in beside}
    dated = {"start", "finish"} & {h.field for h in beside if filled[h.column] > 1}
    return dated == {"start", "finish"} or ("start" in dated and "duration" in fields)


def _texts_named(sheet: Sheet, chart: Chart, beside: Sequence[Heading]) -> bool:
    """Whether a column with the header of names holds texts, not numbers, beside the bars."""
    column = next((h.column for h in beside if h.field == "name"), 0)
    cells = [sheet.rows.get(bar.row, {}).get(column) for bar in chart.bars]
    texts = sum(cell is not None and kind_of(cell) == "text" for cell in cells)
    return bool(column) and (2 * texts > len(cells) or not any(cells))


def _named(sheet: Sheet, chart: Chart, beside: Sequence[Heading]) -> list[Heading]:
    """The headings, with the nearest text column to the left that names most bars as the name."""
    rows = [bar.row for bar in chart.bars]
    first = chart.axis.columns[0]
    counts = {
        column: len({sheet.rows[row][column].text for row in rows
                     if column in sheet.rows.get(row, {})
                     and kind_of(sheet.rows[row][column]) == "text"})
        for column in range(1, first)
    }  # fmt: skip
    most = max(counts.values(), default=0)
    best = max((c for c in counts if counts[c] >= _NEARLY * most), default=0)
    if not best or 2 * counts[best] < len(rows):
        return list(beside)
    others = [h for h in beside if h.column != best and h.field != "name"]
    text = next((h.text for h in beside if h.column == best), "")
    why = phrase("its texts stand beside the bars")
    return [*others, Heading(column=best, text=text, field="name", by_content=why, rank=90)]


def _beside_names(sheet: Sheet, bars: Sequence[ChartBar], column: int) -> list[ChartBar]:
    """The bars; those in the lower rows of a merged name go to its first row, if that has none.

    One that is the same as in the first row is left out.
    """
    tops = {
        row: top
        for top, left, bottom, _ in sheet.merged
        if left == column
        for row in range(top + 1, bottom + 1)
    }
    barred = {bar.row: bar for bar in bars}
    found: list[ChartBar] = []
    for bar in bars:
        top = tops.get(bar.row, bar.row)
        if top != bar.row and barred.get(top) == replace(bar, row=top):
            continue
        moved = top not in barred and column in sheet.rows.get(top, {})
        found.append(replace(bar, row=top) if moved else bar)
        barred.setdefault(found[-1].row, found[-1])
    return sorted(found, key=lambda bar: bar.row)


def _one_bar_a_name(
    sheet: Sheet, chart: Chart, column: int
) -> tuple[list[ChartBar], frozenset[int]]:
    """Merges the bars of a name that returns below a further header; also returns their rows."""
    rows = sorted(n for n in chart.headers if n > chart.header)
    if not column or not rows or any(_is_titled(sheet, chart, row) for row in rows):
        return list(chart.bars), frozenset()
    first: dict[str, int] = {}
    merged: dict[int, int] = {}
    for number in sorted(n for n in sheet.rows if n > chart.header):
        cell = sheet.rows[number].get(column)
        if cell is None or number in chart.headers:
            continue
        before = first.setdefault(key(cell.text), number)
        if before != number and any(before < row < number for row in rows):
            merged[number] = before
    bars: dict[int, ChartBar] = {}
    for bar in chart.bars:
        row = merged.get(bar.row, bar.row)
        one = bars.get(row)
        bars[row] = replace(bar, row=row) if one is None else _both(one, bar)
    return [bars[row] for row in sorted(bars)], frozenset(merged)


def _is_titled(sheet: Sheet, chart: Chart, row: int) -> bool:
    """Whether a later header has a title beside it that heads the rows below: other tasks."""
    first = chart.axis.columns[0]
    above = {cell.text for n in (chart.header - 1, chart.header) for cell in _left(sheet, n, first)}
    return any(cell.kind == "text" and cell.text not in above for cell in _left(sheet, row, first))


def _left(sheet: Sheet, row: int, first: int) -> list[Cell]:
    return [cell for column, cell in sheet.rows.get(row, {}).items() if column < first]


def _both(one: ChartBar, two: ChartBar) -> ChartBar:
    return replace(
        one,
        start=min(one.start, two.start),
        finish=max(one.finish, two.finish),
        days=one.days + two.days,
        runs=one.runs + two.runs,
    )


def _made_headings(chart: Chart, known: set[str], header: Header, *, people: bool) -> list[Heading]:
    """The headings of the columns that hold what bars say: those of the chart and right of it."""
    why = _evidence(chart)
    wanted: list[tuple[str, Phrase, str]] = [("start", why, ""), ("finish", why, "")]
    if chart.legend.names:
        states = any(map(state_of, chart.legend.names.values()))
        said = set(chart.legend.names.values())  # Red: Easter
        named = who_or_phase(said) != "Phase" and not any(":" in text for text in said)
        named = named and likeness(said) >= 0 and not any(map(_is_word_of_plans, said))
        phases = _in_blocks(chart) and not any(map(names_nobody, said))
        field = "status" if states else "phase" if phases else "resources"
        if (named or field != "resources") and field not in known:
            wanted.append((field, phrase("a legend explains the colours of the bars"), ""))
    if people:
        wanted.append(("resources", phrase("the texts in its bars come again"), ""))
    if any(bar.hours for bar in chart.bars):
        if not known & {"duration", "work"}:
            wanted.append(("work", why, "h"))
    elif chart.axis.shares and not known & {"duration", "work"}:
        wanted.append(("duration", phrase("its bars are parts of days"), "h"))
    if "milestone" not in known and any(bar.is_milestone for bar in chart.bars):
        wanted.append(("milestone", phrase("its marks are milestones"), ""))
    if "name" not in known:
        wanted.append(("name", phrase("its texts stand in the bars"), ""))
    texts = {h.column: h.text for h in header.headings}
    columns = iter((*chart.axis.columns, *range(chart.axis.columns[-1] + 1, 10**5)))
    return [
        Heading(column=column, text=texts.get(column, ""), field=field, by_content=reason,
                rank=90, unit=unit)
        for column, (field, reason, unit) in zip(columns, wanted, strict=False)
    ]  # fmt: skip


def _is_word_of_plans(text: str) -> bool:
    """Whether a text is a word for what plans have, such as milestones, and for no people."""
    meant = {word.meaning for word in meanings(fold(text))}
    return bool(meant) and meant.isdisjoint(_OF_PEOPLE)


_OF_PEOPLE = frozenset(
    ["responsible", "person", "resource", "trade", "role", "team", "department", "group", "members",
     "everybody", "nobody", "name", "oversees", "some people", "people 2", "people 3", "people 4"]
)  # fmt: skip


def _evidence(chart: Chart) -> Phrase:
    axis = chart.axis
    if any(bar.hours for bar in chart.bars) and not axis.assumed:
        return phrase("its cells hold the hours of {axis}", axis=axis.how)
    if not chart.bars[0].look and not axis.assumed:
        return phrase("its cells name days of {axis}", axis=axis.how)
    if not axis.assumed:
        return phrase("its coloured or marked cells are bars over {axis}", axis=axis.how)
    return phrase(
        "its coloured or marked cells are bars over {axis}; no year is named, so {year} is taken",
        axis=axis.how,
        year=str(axis.assumed),
    )


def _in_blocks(chart: Chart) -> bool:
    """Whether the bars of each colour form one block of two or more rows."""
    runs = [(look, len(list(bars))) for look, bars in groupby(bar.look for bar in chart.bars)]
    return len(runs) == len({look for look, _ in runs}) and all(count > 1 for _, count in runs)


def _cells(
    bar: ChartBar, chart: Chart, places: Mapping[str, int], texts: Mapping[int, Cell]
) -> dict[int, Cell]:
    first = bar.finish if bar.is_milestone else bar.start
    found = {
        places["start"]: Cell(bar.row, places["start"], "date", first, "yyyy-mm-dd"),
        places["finish"]: Cell(bar.row, places["finish"], "date", bar.finish, "yyyy-mm-dd"),
    }
    meaning = chart.legend.names.get(bar.look, "")
    column = next((places[f] for f in ("phase", "resources", "status") if f in places), 0)
    if meaning and column:
        found[column] = Cell(bar.row, column, "text", meaning)
    if "work" in places and bar.hours:
        found[places["work"]] = Cell(bar.row, places["work"], "number", bar.hours)
    if "duration" in places and bar.days:
        hours = bar.days * _DAY_HOURS
        found[places["duration"]] = Cell(bar.row, places["duration"], "number", hours)
    if "milestone" in places and bar.is_milestone:
        found[places["milestone"]] = Cell(bar.row, places["milestone"], "text", "yes")
    told = next((places[f] for f in ("name", "resources") if f in places), 0)
    if told and bar.row in texts:
        found[told] = texts[bar.row]._replace(column=told)
    return found
