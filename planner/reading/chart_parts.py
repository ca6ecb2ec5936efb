"""Charts whose rows have several bars: a sheet in which each bar has a row of its own.

A row with gaps between its bars, or with bars of colours that a legend explains, is repeated for
each of them; the names then say which part it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise

from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import MARKS, ChartBar
from planner.reading.chart_people import is_wordy
from planner.reading.chart_table import as_table
from planner.reading.charts import Chart, find_chart
from planner.reading.header_names import HeaderWishes
from planner.reading.legends import says_nothing_more
from planner.reading.people_evidence import likeness
from planner.reading.progress import state_of
from planner.schema.columns import TASKS

_SATURDAY = 5
_SIZES = frozenset(["duration", "work"])


def as_parts(sheet: Sheet, start: datetime | None) -> Sheet | None:
    """The sheet with a row for each bar; None where no row of a chart has several.

    Args:
        sheet: The sheet.
        start: The project's start, if known.
    """
    chart = find_chart(sheet, start)
    table = as_table(sheet, chart, TASKS, HeaderWishes()) if chart else None
    if chart is None or table is None:
        return None
    fields = {heading.field: heading.column for heading in table[1].headings}
    parts = {bar.row: _parts(bar, chart, _words(sheet, bar)) for bar in chart.bars}
    several = {row: found for row, found in parts.items() if len(found) > 1}
    name = fields.get("name", 0)
    if not several or not name or name in chart.axis.spans or _SIZES & fields.keys():
        return None
    return _repeated(sheet, chart, several, name)


def rows_of_colours(chart: Chart) -> list[int]:
    """The rows whose bars have several colours that a legend calls by different names.

    None where they are states, or tell plans, records and days off apart.
    """
    names = _names(chart)
    texts = set(names.values())
    if says_nothing_more(texts) or any(map(state_of, texts)):
        return []
    found = {bar.row: {names[look] for look in bar.looks.values() if look in names}
             for bar in chart.bars}  # fmt: skip
    return [row for row, said in found.items() if len(said) > 1]


def _names(chart: Chart) -> dict[str, str]:
    """Colour → what the legend calls it."""
    return {**chart.legend.others, **chart.legend.names}


def _words(sheet: Sheet, bar: ChartBar) -> dict[int, str]:
    """Column → text in a bar, where it is more than a mark."""
    cells = sheet.rows.get(bar.row, {})
    return {c: cells[c].text for c in bar.looks if c in cells and is_wordy(cells[c])}


def _parts(bar: ChartBar, chart: Chart, words: Mapping[int, str]) -> list[dict[int, str]]:
    """The bars of a row, each as column → colour or mark; weekends do not divide them.

    Other colours with a name do, and other texts.
    """
    known = _names(chart)
    found: list[dict[int, str]] = []
    before, said = 0, ""
    for column, look in sorted(bar.looks.items()):
        last = found[-1][before] if found else ""
        other = look != last and look in known and last in known
        other |= bool(said) and words.get(column, said) != said
        if not found or other or not _is_weekend(range(before + 1, column), chart):
            found.append({})
            said = ""
        found[-1][column] = look
        before, said = column, words.get(column, said)
    return found


def _is_weekend(columns: range, chart: Chart) -> bool:
    """Whether the columns are days on which nobody works; so they are where there are none."""
    spans = [chart.axis.spans[column] for column in columns if column in chart.axis.spans]
    return all(first == last and first.weekday() >= _SATURDAY for first, last in spans)


def _repeated(
    sheet: Sheet, chart: Chart, parts: Mapping[int, list[dict[int, str]]], name: int
) -> Sheet:
    rows: dict[int, Mapping[int, Cell]] = {}
    fills: dict[tuple[int, int], str] = {}
    origins: dict[int, int] = {}
    colours: dict[int, dict[int, str]] = {}
    for (row, column), colour in sheet.fills.items():
        colours.setdefault(row, {})[column] = colour
    names = [sheet.rows[n][name].text for n in parts if name in sheet.rows.get(n, {})]
    whose = likeness(names) > 0 >= likeness(_names(chart).values())
    at = 0
    numbers = sorted(sheet.rows.keys() | colours.keys())
    if min(chart.headers) > chart.bars[0].row:  # it stands below the bars, maybe too far
        numbers.sort(key=lambda number: (number not in chart.headers, number))
    for above, number in pairwise([0, *numbers]):
        at += max(0, number - above - 1)
        cells = sheet.rows.get(number, {})
        beside = {
            c: look for c, look in colours.get(number, {}).items() if c not in chart.axis.spans
        }
        own = [(cells, colours.get(number, {}))]
        if number in parts:
            copies = _copies(cells, chart, parts[number], name)
            if whose:
                copies = ((_turned(copied, name), filled) for copied, filled in copies)
            own = [(copied, beside | filled) for copied, filled in copies]
        for copied, filled in own:
            at += 1
            origins[at] = number
            rows[at] = {c: cell._replace(row=at) for c, cell in copied.items()}
            fills |= {(at, column): colour for column, colour in filled.items()}
    return replace(
        sheet,
        rows={number: cells for number, cells in rows.items() if cells},
        fills=fills,
        merged=tuple(_moved(sheet, chart, origins, frozenset(parts))),
        formulas={},
        levels={n: sheet.levels[row] for n, row in origins.items() if row in sheet.levels},
        hidden_rows=frozenset(n for n, row in origins.items() if row in sheet.hidden_rows),
        file_rows=origins,
    )


def _copies(
    cells: Mapping[int, Cell], chart: Chart, parts: list[dict[int, str]], name: int
) -> Iterator[tuple[dict[int, Cell], dict[int, str]]]:
    """Yields the cells and the colours of a row once for each of its bars, its name made longer."""
    said: dict[str, int] = {}
    names = _names(chart)
    beside = {c: cell for c, cell in cells.items() if c not in chart.axis.spans}
    for place, part in enumerate(parts, 1):
        marks = {c for c, look in part.items() if look in MARKS}
        words = {cells[c].text for c in part if c in cells and is_wordy(cells[c])}
        label = next((one for look in part.values() if (one := names.get(look))), "")
        label = words.pop() if len(words) == 1 else label
        said[label] = said.get(label, 0) + 1
        label = f"{label} {said[label]}" if label and said[label] > 1 else label
        copied = beside | {c: cells[c] for c in marks if c in cells}
        if name in copied:
            text = f"{copied[name].text} ({label or place})"
            copied[name] = copied[name]._replace(kind="text", value=text)
        yield copied, {c: look for c, look in part.items() if c not in marks}


def _turned(cells: Mapping[int, Cell], name: int) -> dict[int, Cell]:
    """The cells with what a part is called before the one whose row it stands in."""
    cell = cells.get(name)
    found = _PART.fullmatch(cell.text) if cell is not None else None
    if cell is None or found is None or found[2].isdigit():
        return dict(cells)
    return {**cells, name: cell._replace(value=f"{found[2]} ({found[1]})")}


_PART = re.compile(r"(.*) \((.*)\)", re.DOTALL)


def _moved(
    sheet: Sheet, chart: Chart, origins: Mapping[int, int], repeated: frozenset[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yields the merged ranges where their rows stand now; bars of repeated rows have none."""
    places = {
        row: [number for number, _ in every]
        for row, every in groupby(origins.items(), key=lambda pair: pair[1])
    }
    for top, left, bottom, right in sheet.merged:
        barred = left in chart.axis.spans and not repeated.isdisjoint(range(top, bottom + 1))
        if top in places and bottom in places and not barred:
            yield places[top][0], left, places[bottom][-1], right
