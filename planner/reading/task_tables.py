"""Finds the tables of tasks: by name, headers, a chart of bars, or cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from planner.choice import Choice
from planner.errors import Issue
from planner.language.text import did_you_mean, fold
from planner.phrase import phrase
from planner.reading.cells import Sheet
from planner.reading.chart_bars import mark_of
from planner.reading.chart_finishes import with_finishes
from planner.reading.chart_remarks import say_chart
from planner.reading.chart_table import as_table, with_bars
from planner.reading.charts import find_chart
from planner.reading.clock_columns import with_clock
from planner.reading.colours_shown import with_colours_shown
from planner.reading.content import understood
from planner.reading.forms import REWRITTEN
from planner.reading.header_guess import guess_header
from planner.reading.header_names import IN_PART, REDUCED, HeaderWishes
from planner.reading.headers import find_header, named_otherwise, read_header
from planner.reading.heading import Header, Heading
from planner.reading.people_shown import with_people_shown
from planner.reading.placeholder_names import are_unfilled
from planner.reading.row_content import ESTIMATES
from planner.reading.settings import read_title
from planner.reading.several import alike, distinct
from planner.reading.shares_of_people import with_shares
from planner.reading.staggered import unshifted
from planner.reading.tables import Log, Table, find_table, make_table
from planner.reading.timetables import days_of_timetable, say_timetable
from planner.reading.turned_cells import turned_back
from planner.reading.unit_columns import with_unit_columns
from planner.schema.columns import TASKS
from planner.schema.people_sheets import PEOPLE
from planner.schema.schema import SheetKind


class Starts(NamedTuple):
    """When the periods of a chart begin, and what bare numbers of them count.

    Args:
        told: The project's start as the user or the Settings say it.
        otherwise: The start where nothing says it.
        unit: d, w or mo as the user says; "" for what fits best.
    """

    told: datetime | None
    otherwise: datetime | None
    unit: str = ""


_TITLE_ROWS = 15
"""The title of a chart has at most this many rows."""


def task_tables(
    named: Sequence[Table],
    others: Sequence[Sheet],
    log: Log,
    reading: HeaderWishes,
    starts: Starts,
    form: str = "",
) -> list[Table]:
    """The tables of tasks: by the sheet's name, else by their headers, their chart, or their cells.

    Args:
        named: Those that their sheets' names tell.
        others: The other sheets.
        log: For what is noted on the way.
        reading: What headers may be called.
        starts: The project's start, and the unit of bare numbers.
        form: Where dates stand, as in `planner.choice.FORMS`; "" for what fits best.
    """
    tables = list(named)
    sheets = [*(table.sheet for table in named), *others]
    if form in REWRITTEN:
        tables = _rewritten(sheets, form, log, reading, starts)
    elif form == "together":
        return _together(sheets, log, reading, starts)
    elif form == "bars":
        charts = [_charted(sheet, log, reading, starts, alone=True) for sheet in sheets]
        tables = [table for table in charts if table is not None]
    else:
        tables = _in_columns(tables, others, log, reading, None if form else starts)
    if not tables:
        return []
    best = max(tables, key=_fitness)
    if len(tables) == 1 and form in ("", "columns"):  # sheets of the same form beside one
        more = [sheet for sheet in others if sheet.name != best.sheet.name]
        found = [find_table(sheet, TASKS, log, reading) for sheet in more]
        tables = [best, *(table for table in found if table is not None)]
    finished = [_finished(table, reading) for table in alike(best, tables)]
    return finished if form else [_with_chart(table, starts) for table in finished]


def _together(
    sheets: Sequence[Sheet], log: Log, reading: HeaderWishes, starts: Starts
) -> list[Table]:
    """The tables of all sheets, each as it would be read alone; copies and templates left out."""
    every = [_in_columns([], [sheet], log, reading, starts)[:1] for sheet in sheets if sheet.rows]
    tables = [table for found in every for table in found if any(True for _ in table.rows())]
    if not tables:
        return []
    finished = [_finished(table, reading) for table in distinct(max(tables, key=_fitness), tables)]
    return [_with_chart(table, starts) for table in finished]


def _rewritten(
    sheets: Sequence[Sheet], form: str, log: Log, reading: HeaderWishes, starts: Starts
) -> list[Table]:
    """The tables of sheets made into such with tasks in rows."""
    start = starts.told or starts.otherwise
    filled = [sheet for sheet in sheets if sheet.rows]
    made = [REWRITTEN[form](sheet, start) for sheet in filled]
    if form == "board":  # a list of tasks that says nothing of when is as good as a board
        plain = [board or sheet for board, sheet in zip(made, filled, strict=True)]
        lists = [_only_listed(sheet, log, reading, _NAMED) or _numbered(sheet, log, reading)
                 for sheet in plain]  # fmt: skip
        return [table for table in lists if table is not None]
    rows = [sheet for sheet in made if sheet is not None and sheet.rows]
    return _in_columns([], rows, log, reading, starts) if rows else []


def _numbered(sheet: Sheet, log: Log, reading: HeaderWishes) -> Table | None:
    """The sheet as tasks with numbers of levels before them, without headers; else None."""
    header = guess_header(sheet, _OUTLINED, reading)
    return make_table(sheet, TASKS, header, log) if header else None


def _in_columns(
    named: list[Table],
    others: Sequence[Sheet],
    log: Log,
    reading: HeaderWishes,
    starts: Starts | None,
) -> list[Table]:
    """The tables by their headers, else their chart unless `starts` is None, else their cells."""
    tables = named
    if not tables:
        found = [find_table(sheet, TASKS, log, reading) for sheet in others]
        tables = [table for table in found if table is not None]
    unfilled = tables and all(map(_is_unfilled, tables))
    if unfilled and (other := _beside_unfilled(tables, others, log, reading, starts)):
        return other
    if not tables:
        tables = _dated_guesses(others, log, reading)
    if starts is not None and not any(_sized(table) for table in tables):
        known = {table.sheet.name for table in tables}
        more = [sheet for sheet in others if sheet.name not in known]
        sheets = [*(table.sheet for table in tables), *more]
        charts = [
            _charted(sheet, log, reading, starts)
            for sheet in sheets
            if not days_of_timetable(sheet)
        ]
        tables = [table for table in charts if table is not None] or tables
    return tables or _told_by_cells(others, log, reading)


def _is_unfilled(table: Table) -> bool:
    """Whether a table still has the names that its template has."""
    return are_unfilled([row.text("name") for row in table.rows() if row.has("name")])


def _beside_unfilled(
    unfilled: Sequence[Table],
    others: Sequence[Sheet],
    log: Log,
    reading: HeaderWishes,
    starts: Starts | None,
) -> list[Table]:
    """The tables on other sheets than those that are as their template made them; [] without."""
    names = {table.sheet.name for table in unfilled}
    rest = [sheet for sheet in others if sheet.name not in names and sheet.rows]
    found = _in_columns([], rest, log, reading, starts) if rest else []
    if not any(sum(1 for _ in table.rows()) >= _FEWEST_TASKS for table in found):
        return []
    message = phrase("has the names of a template, beside a sheet with others; left out")
    remedy = phrase("choose it with --sheet if it is the one that counts")
    for name in sorted(names):
        issue = Issue(code="template-sheet", severity="info", sheet=name, message=message)
        log.add(replace(issue, remedy=remedy))
    return found


_FEWEST_TASKS = 4


def _told_by_cells(sheets: Sequence[Sheet], log: Log, reading: HeaderWishes) -> list[Table]:
    """Reads sheets as tasks by their cells; a header of a mere list counts before no header."""
    sheets = [sheet for sheet in sheets if not say_timetable(sheet, log)]
    guesses = [(sheet, guess_header(sheet, TASKS, reading)) for sheet in sheets]
    found = [make_table(sheet, TASKS, h, log) for sheet, h in guesses if h is not None]
    headed = [table for table in found if any(h.field and h.text for h in table.headings)]
    listed = [_only_listed(sheet, log, reading) for sheet in sheets]
    lists = [table for table in listed if table is not None]
    known = max(map(_well_named, headed), default=0)
    better = [table for table in lists if _well_named(table) > max(known, _CLEAR - 1)]
    return better or headed or lists or found or _tracked(sheets, log, reading)


def _tracked(sheets: Sequence[Sheet], log: Log, reading: HeaderWishes) -> list[Table]:
    """Sheets whose headers name two of who does it, its state and its priority; cells tell what."""
    guesses = [(sheet, guess_header(sheet, _TRACKED, reading)) for sheet in sheets]
    found = [make_table(sheet, TASKS, header, log) for sheet, header in guesses if header]
    return [table for table in found if _says_who_or_state(table)]


def _says_who_or_state(table: Table) -> bool:
    told = {h.field for h in table.headings if not h.by_content and h.rank < IN_PART and h.filled}
    return len(told & {"resources", "status", "priority"}) > 1


def _well_named(table: Table) -> int:
    """How many columns have a header that leaves little doubt."""
    return sum(bool(heading.field) and heading.rank < REDUCED for heading in table.headings)


def _with_chart(table: Table, starts: Starts) -> Table:
    """The table, with what the bars beside it say where it has only lengths, or only starts."""
    fields = {field for field, heading in table.fields.items() if heading.filled}
    lasting = not fields.isdisjoint(ESTIMATES)
    adding = with_bars if lasting else with_finishes
    started = fields & _ENDS == {"start"} and not table.fields["start"].by_content
    wanted = fields.isdisjoint(_DATED) if lasting else started
    if not wanted or not _is_marked(table):
        return table
    chart = find_chart(table.sheet, starts.told or starts.otherwise, starts.unit)
    return (adding(table, chart) if chart else None) or table


def first_drawn(table: Table, otherwise: datetime | None) -> tuple[datetime, int] | None:
    """The first day of the bars beside tasks, and its year where that is assumed, else 0.

    None where nothing in the chart names its days.

    Args:
        table: The tasks.
        otherwise: The start that is taken without any other; days without a year are after it.
    """
    chart = find_chart(table.sheet, otherwise) if _is_marked(table) else None
    if chart is None or not chart.axis.dated:
        return None
    rows = {row.source.row for row in table.rows()}
    first = min((bar.start for bar in chart.bars if bar.row in rows), default=None)
    return None if first is None else (first, chart.axis.assumed)


def _is_marked(table: Table) -> bool:
    """Whether cells have colours, or columns that look like a chart hold marks such as x."""
    beside = [heading.column for heading in table.headings if heading.chart]
    return bool(table.sheet.fills) or any(
        column in cells and mark_of(cells[column])
        for number, cells in table.sheet.rows.items()
        for column in beside
        if number > table.header
    )


_ENDS = frozenset(["start", "finish", "milestone", "points", "predecessors", "successors"])
_DATED = frozenset(["start", "finish", "deadline", "predecessors", "successors", "baseline_start"])


def _dated_guesses(sheets: Sequence[Sheet], log: Log, reading: HeaderWishes) -> list[Table]:
    """Sheets whose headers name a start and a finish or duration, and whose cells name tasks."""
    found = []
    for sheet in sheets:
        header = guess_header(sheet, TASKS, reading)
        good = {h.field for h in header.headings if h.rank < IN_PART} if header else set()
        if header and "start" in good and good & {"finish", "duration"}:
            found.append(make_table(sheet, TASKS, header, log))
    return found


def _only_listed(
    sheet: Sheet, log: Log, reading: HeaderWishes, kind: SheetKind | None = None
) -> Table | None:
    """The sheet as tasks with codes, phases or people, but without durations and dates.

    A given `kind` asks for less beside the names.
    """
    header = find_header(sheet, kind or _LISTED, reading)
    if header is None or (kind is None and header.known < _CLEAR):
        return None
    described = frozenset(h.column for h in header.headings if h.field == "notes")
    header = replace(header, headings=named_otherwise(header.headings, described, ("notes",)))
    names = [heading.text for heading in header.headings if heading.field == "name"]
    people = any(fold(name) in PEOPLE.by_key for name in names)  # the names may be people
    return make_table(sheet, TASKS, header, log) if names and not people else None


_BESIDE = ("wbs", "phase", "level", "parent", "subname", "resources", "status", "priority")
_LISTED = replace(TASKS, needs=(("name",), _BESIDE))
_TRACKED = replace(TASKS, needs=(("name",), ("resources", "status"), ("status", "priority")))
_OUTLINED = replace(TASKS, needs=(("name",), ("wbs",)))
_NAMED = replace(TASKS, needs=(("name",),))
_CLEAR = 4
"""Two well-known names of columns; see `Header.known`."""


def _finished(table: Table, reading: HeaderWishes) -> Table:
    found = replace(table, headings=_guessed(table, reading), language=reading.language)
    found = with_unit_columns(with_clock(turned_back(unshifted(found))))
    return with_colours_shown(with_people_shown(with_shares(found)), reading)


def chosen_table(
    sheets: Sequence[Sheet], choice: Choice, log: Log, reading: HeaderWishes
) -> list[Table]:
    """The table in the sheet and below the row that the user chose."""
    wanted = [
        sheet for sheet in sheets if not choice.sheet or fold(sheet.name) == fold(choice.sheet)
    ]
    if not wanted:
        names = [sheet.name for sheet in sheets]
        remedy = did_you_mean(
            choice.sheet, names, phrase("write one of {names}", names=", ".join(names))
        )
        message = phrase("no sheet has this name")
        log.add(Issue(code="unknown-sheet", message=message, got=choice.sheet, remedy=remedy))
        return []
    found = []
    for sheet in wanted:
        row = choice.header_row
        header = (
            read_header(sheet, row, TASKS, reading, _filled_below(sheet, row))
            if row
            else find_header(sheet, TASKS, reading) or guess_header(sheet, TASKS, reading)
        )
        if header is not None and (not row or row in sheet.rows):
            table = make_table(sheet, TASKS, header, log)
            found.append(_finished(table, reading))
    return sorted(found, key=_fitness, reverse=True)[:1]


def _filled_below(sheet: Sheet, row: int) -> Counter[int]:
    counts: Counter[int] = Counter()
    for number, cells in sheet.rows.items():
        counts.update(cells.keys() if number > row else ())
    return counts


def _sized(table: Table) -> bool:
    """Whether the columns of a table give the durations or the dates of tasks."""
    sized = {"duration", "work", "points", "likely", "start", "finish", "deadline"}
    return any(table.fields[field].filled for field in sized & table.fields.keys())


def _charted(
    sheet: Sheet, log: Log, reading: HeaderWishes, starts: Starts, *, alone: bool = False
) -> Table | None:
    """The sheet as a table of the bars of its chart; `alone`: whatever columns beside it say."""
    titled = read_title(sheet, min(sheet.rows, default=1) + _TITLE_ROWS, "").start
    chart = find_chart(sheet, starts.told or titled or starts.otherwise, starts.unit)
    found = as_table(sheet, chart, TASKS, reading, alone=alone) if chart else None
    if chart is None or found is None:
        return None
    say_chart(sheet, chart, found[0], log)
    return make_table(found[0], TASKS, found[1], log)


def _guessed(table: Table, reading: HeaderWishes) -> tuple[Heading, ...]:
    header = Header(row=table.header, headings=table.headings)
    made = any(heading.by_content for heading in table.headings)
    if made or not any(heading.text for heading in table.headings):
        return table.headings
    return understood(table.sheet, header, table.kind, reading).headings


def _fitness(table: Table) -> tuple[bool, bool, int, int]:
    """How likely this is the table of tasks; a larger tuple is better."""
    exact = fold(table.sheet.name) == fold(TASKS.name)
    return exact, not table.sheet.hidden, len(table.fields), len(table.sheet.rows)
