"""Which sheet of a workbook is what: by its name, its headers, or what its cells say."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from planner.choice import Choice
from planner.errors import Issue
from planner.language.text import did_you_mean, fold, key
from planner.phrase import NO_REMEDY, Phrase, joined, phrase
from planner.project import Settings
from planner.reading.cells import Book, Sheet, letters
from planner.reading.chart_table import as_table, with_bars
from planner.reading.charts import Chart, find_chart
from planner.reading.columns_said import Wanted, wanted_columns
from planner.reading.content import guess_header, understood
from planner.reading.date_order import common_order
from planner.reading.dates import Order
from planner.reading.headers import Header, Heading, filled_columns, find_header, read_header
from planner.reading.mapping import say_mapping
from planner.reading.naming import IGNORE, IN_PART, Reading
from planner.reading.people_content import about_people, names_in, people_understood
from planner.reading.regions import apart
from planner.reading.settings import (
    Told,
    read_settings,
    read_title,
    settings_sheet,
)
from planner.reading.several import alike
from planner.reading.staggered import unshifted
from planner.reading.tables import Log, Table, find_table, make_table
from planner.schema.columns import ALL_KINDS, HOLIDAYS, KINDS, LEAVE, PEOPLE, TASKS
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import language_of, sheet_names

_FIRST_ROWS = 15


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of a workbook by kind of sheet, its settings, the language of its headers.

    `order` is how dates typed as text are meant, as far as the settings, other dates of the
    workbook or its language tell.
    """

    by_kind: dict[str, list[Table]]
    told: Told
    order: Order = ""
    language: str = ""

    @property
    def settings(self) -> Settings:
        """The project's settings."""
        return self.told.settings


def find_tables(book: Book, log: Log, choice: Choice) -> Tables:
    """Which sheet is what: by its name, the tasks also by their columns and cells."""
    settings = settings_sheet(book)
    told = read_settings(settings, log)
    wanted = wanted_columns(settings, choice)
    reading = Reading(
        wanted={header_key(want.header): fold(want.ours) for want in wanted},
        language=header_language(book),
    )
    by_kind: dict[str, list[Table]] = {kind.name: [] for kind in ALL_KINDS}
    sheets = [sheet for sheet in book.sheets if sheet is not settings]
    found: list[tuple[Sheet, Table | None]] = []
    for sheet in sheets:
        main, parts = apart(sheet, reading)
        found.append((main, _named_table(main, log, reading)))
        for part, kind, header in parts:
            by_kind[kind.name].append(make_table(part, kind, header, log))
    for _, table in found:
        if table is not None:
            by_kind[table.kind.name].append(table)
    others = [sheet for sheet, table in found if table is None]
    starts = (choice.start or told.settings.start, choice.otherwise)
    if choice.sheet or choice.header_row:
        by_kind[TASKS.name] = _chosen_table([sheet for sheet, _ in found], choice, log, reading)
    else:
        by_kind[TASKS.name] = _task_tables(by_kind[TASKS.name], others, log, reading, starts)
    used_by_tasks = {table.sheet.name for table in by_kind[TASKS.name]}
    for sheet in others:
        if sheet.name in used_by_tasks:
            continue
        table = _telling_table(sheet, log, reading)
        table = table or _table_of_people(sheet, by_kind[TASKS.name], log, reading)
        if table is not None:
            by_kind[table.kind.name].append(table)
    people = by_kind[PEOPLE.name]
    by_kind[PEOPLE.name] = [people_understood(table, reading) for table in people]
    _tell_leave_from_holidays(by_kind, log, reading)
    _say_no_tasks(by_kind[TASKS.name], book, sheets, reading, log)
    used = [table for tables in by_kind.values() for table in tables]
    log.issues += _not_mapped(wanted, used)
    say_mapping(book, used, settings, log)
    order = told.order or common_order(used, reading.language, log)
    return Tables(by_kind=by_kind, told=told, order=order, language=reading.language)


def header_language(book: Book) -> str:
    """The language of the headers, by all that stands in the first rows."""
    rows = (row for sheet in book.sheets for row in islice(sheet.rows.values(), _FIRST_ROWS))
    return language_of(cell.text for row in rows for cell in row.values() if cell.kind == "text")


def _not_mapped(wanted: Sequence[Wanted], tables: Sequence[Table]) -> Iterator[Issue]:
    """What the user wants mapped and is not there: a column of ours, or a header of the file."""
    kinds = ALL_KINDS
    ours = {name for kind in kinds for name in kind.by_key} | {IGNORE}
    captions = [column.caption for kind in kinds for column in kind.columns]
    headers = [heading.text for table in tables for heading in table.headings if heading.text]
    there = set(map(fold, headers))
    there |= {key(f"{t.sheet.name}!{letters(h.column)}") for t in tables for h in t.headings}
    for want in wanted:
        if fold(want.ours) not in ours:
            remedy = did_you_mean(want.ours, captions, phrase("see the list in the manual"))
            yield want.issue(
                "unknown-column", phrase("there is no such column to map to"), "ours", remedy
            )
        elif tables and header_key(want.header) not in there:
            remedy = did_you_mean(
                want.header, headers, phrase("write it as in the file's header row")
            )
            yield want.issue("unknown-header", phrase("no column is called so"), "header", remedy)


def header_key(header: str) -> str:
    """By what a header, or the place of a column such as ``Tasks!C``, is found."""
    return key(header) if _PLACE.search(header) else fold(header)


_PLACE = re.compile(r".![A-Z]{1,3}$")


def _named_table(sheet: Sheet, log: Log, reading: Reading) -> Table | None:
    """The sheet as the kind of table its name says; of several the one that knows most headers.

    Days off are called the same in many languages, everybody's and one person's.
    """
    kinds = [kind for kind in ALL_KINDS if _called(fold(sheet.name), kind)]
    if HOLIDAYS in kinds and LEAVE not in kinds:
        kinds.append(LEAVE)
    headers = [(kind, find_header(sheet, kind, reading)) for kind in kinds]
    fitting = [(kind, header) for kind, header in headers if header is not None]
    if not fitting:
        return None
    kind, header = max(fitting, key=lambda one: one[1].known)
    first, other = fitting[0]
    undecided = kind is LEAVE and first is HOLIDAYS and "name" in other.fields
    if undecided and "finish" not in header.fields:
        kind, header = first, other  # unless the names are people's, which is looked at later
    return make_table(sheet, kind, header, log)


def _called(folded: str, kind: SheetKind) -> bool:
    return folded in kind.keys or folded in sheet_names(kind.name)


def _telling_table(sheet: Sheet, log: Log, reading: Reading) -> Table | None:
    """The sheet as the kind of table that its headers leave no doubt of."""
    for kind in KINDS:
        header = find_header(sheet, kind, reading) if kind.telling else None
        if header and all(header.fields & set(choice) for choice in kind.telling):
            return make_table(sheet, kind, header, log)
    return None


def _table_of_people(
    sheet: Sheet, tasks: Sequence[Table], log: Log, reading: Reading
) -> Table | None:
    """The sheet as one about the people whom the tasks name."""
    found = about_people(sheet, tasks, reading)
    return make_table(sheet, *found, log) if found else None


def _tell_leave_from_holidays(by_kind: dict[str, list[Table]], log: Log, reading: Reading) -> None:
    """Days off in a table of holidays whose names are people's are the leave of these people."""
    known = names_in(by_kind[TASKS.name], "resources") | names_in(by_kind[PEOPLE.name], "name")
    for table in list(by_kind[HOLIDAYS.name]):
        named = names_in([table], "name")
        leave = find_header(table.sheet, LEAVE, reading)
        if leave is not None and 2 * len(named & known) > len(named):
            by_kind[HOLIDAYS.name].remove(table)
            by_kind[LEAVE.name].append(make_table(table.sheet, LEAVE, leave, log))


def _task_tables(
    named: Sequence[Table],
    others: Sequence[Sheet],
    log: Log,
    reading: Reading,
    starts: tuple[datetime | None, datetime | None],
) -> list[Table]:
    """The table of tasks: by the sheet's name, else by its headers, its chart, or its cells."""
    tables = list(named)
    if not tables:
        found = [find_table(sheet, TASKS, log, reading) for sheet in others]
        tables = [table for table in found if table is not None]
    if not tables:
        tables = _dated_guesses(others, log, reading)
    if not any(_sized(table) for table in tables):
        known = {table.sheet.name for table in tables}
        more = [sheet for sheet in others if sheet.name not in known]
        sheets = [*(table.sheet for table in tables), *more]
        charts = [_charted(sheet, log, reading, starts) for sheet in sheets]
        tables = [table for table in charts if table is not None] or tables
    if not tables:
        guesses = [(sheet, guess_header(sheet, TASKS, reading)) for sheet in others]
        tables = [make_table(sheet, TASKS, h, log) for sheet, h in guesses if h is not None]
    if not tables:
        lists = [_only_listed(sheet, log, reading) for sheet in others]
        tables = [table for table in lists if table is not None]
    if not tables:
        return []
    best = max(tables, key=_fitness)
    if len(tables) == 1:  # sheets of the same form beside one that is called Tasks
        more = [sheet for sheet in others if sheet.name != best.sheet.name]
        found = [find_table(sheet, TASKS, log, reading) for sheet in more]
        tables = [best, *(table for table in found if table is not None)]
    finished = [_finished(table, reading) for table in alike(best, tables)]
    return [_with_chart(table, starts) for table in finished]


def _with_chart(table: Table, starts: tuple[datetime | None, datetime | None]) -> Table:
    """The table, with the dates of the bars beside it where it says only how long tasks take."""
    fields = table.fields.keys()
    if not fields & {"duration", "work"} or fields & _DATED or not table.sheet.fills:
        return table
    chart = find_chart(table.sheet, starts[0] or starts[1])
    return (with_bars(table, chart) if chart else None) or table


_DATED = frozenset(["start", "finish", "deadline", "predecessors", "successors", "baseline_start"])


def _dated_guesses(sheets: Sequence[Sheet], log: Log, reading: Reading) -> list[Table]:
    """The sheets whose headers name a start and a finish or duration, and whose cells the tasks."""
    found = []
    for sheet in sheets:
        header = guess_header(sheet, TASKS, reading)
        good = {h.field for h in header.headings if h.rank < IN_PART} if header else set()
        if header and "start" in good and good & {"finish", "duration"}:
            found.append(make_table(sheet, TASKS, header, log))
    return found


def _only_listed(sheet: Sheet, log: Log, reading: Reading) -> Table | None:
    """The sheet as tasks with their codes, phases or people, without how long they take or when."""
    header = find_header(sheet, _LISTED, reading)
    if header is None or header.known < _CLEAR:
        return None
    names = [heading.text for heading in header.headings if heading.field == "name"]
    people = any(fold(name) in PEOPLE.by_key for name in names)  # they may be people as well
    return make_table(sheet, TASKS, header, log) if names and not people else None


_LISTED = replace(
    TASKS, needs=(("name",), ("wbs", "phase", "level", "parent", "subname", "resources"))
)
_CLEAR = 4
"""Two good names of columns; see `Header.known`."""


def _finished(table: Table, reading: Reading) -> Table:
    found = replace(table, headings=_guessed(table, reading), language=reading.language)
    return unshifted(found)


def _chosen_table(
    sheets: Sequence[Sheet], choice: Choice, log: Log, reading: Reading
) -> list[Table]:
    """The table in the sheet and below the row that the user names."""
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
    """Whether the columns of a table tell how long tasks take, or when they are."""
    sized = {"duration", "work", "points", "likely", "start", "finish", "deadline"}
    return any(table.fields[field].filled for field in sized & table.fields.keys())


def _charted(
    sheet: Sheet,
    log: Log,
    reading: Reading,
    starts: tuple[datetime | None, datetime | None],
) -> Table | None:
    """The sheet as a table of the bars of its chart."""
    titled = read_title(sheet, min(sheet.rows, default=1) + _FIRST_ROWS, "").start
    chart = find_chart(sheet, starts[0] or titled or starts[1])
    found = as_table(sheet, chart, TASKS, reading) if chart else None
    if chart is None or found is None:
        return None
    _say_gaps(sheet, chart, log)
    return make_table(found[0], TASKS, found[1], log)


def _say_gaps(sheet: Sheet, chart: Chart, log: Log) -> None:
    broken = [bar for bar in chart.bars if bar.runs > 1]
    if broken:
        first = broken[0]
        log.add(
            Issue(
                severity="info",
                code="broken-bars",
                sheet=sheet.name,
                cell=f"{letters(first.first)}{first.row}",
                message=phrase(
                    "bars with gaps are read from their first to their last cell; rows: {rows}",
                    rows=", ".join(str(bar.row) for bar in broken[:_MANY_ROWS]),
                ),
                remedy=phrase("make each part a row of its own where it is a task of its own"),
            )
        )


_MANY_ROWS = 8


def _guessed(table: Table, reading: Reading) -> tuple[Heading, ...]:
    header = Header(row=table.header, headings=table.headings)
    made = any(heading.by_content for heading in table.headings)
    if made or not any(heading.text for heading in table.headings):
        return table.headings
    return understood(table.sheet, header, table.kind, reading).headings


def _fitness(table: Table) -> tuple[bool, bool, int, int]:
    """How likely this is the table of tasks."""
    exact = fold(table.sheet.name) == fold(TASKS.name)
    return exact, not table.sheet.hidden, len(table.fields), len(table.sheet.rows)


def _say_no_tasks(
    tables: Sequence[Table], book: Book, sheets: Sequence[Sheet], reading: Reading, log: Log
) -> None:
    """A fault where no sheet has tasks, or the one that has their header no row."""
    if not tables:
        if not any(issue.code == "unknown-sheet" for issue in log.issues):
            log.add(_no_tasks(book, sheets, reading))
    elif not any(True for _ in tables[0].rows()):
        where = tables[0].sheet.name
        message = phrase("there is no task below the header row")
        log.add(Issue(code="no-tasks", sheet=where, message=message, remedy=phrase("add a row")))


def _no_tasks(book: Book, sheets: Sequence[Sheet], reading: Reading) -> Issue:
    names = ", ".join(sheet.name for sheet in book.sheets[:10])
    message = phrase(
        "no sheet has a header row with Task Name and Duration (or Start, Predecessors)"
    )
    return Issue(
        code="no-tasks-sheet",
        message=joined("; ", filter(None, (message, _nearest(sheets, reading)))),
        got=names,
        remedy=phrase("name the sheet Tasks and its columns as in the template"),
    )


def _nearest(sheets: Sequence[Sheet], reading: Reading) -> Phrase:
    """The row that is most like a header of tasks, and what it lacks; "" if none is like one."""
    best: tuple[int, Sheet, Header] | None = None
    for sheet in sheets:
        filled = filled_columns(sheet)
        for number in sorted(sheet.rows)[:_FIRST_ROWS]:
            filled.subtract(sheet.rows[number].keys())
            header = read_header(sheet, number, TASKS, reading, filled)
            if header.fields and (best is None or header.known > best[0]):
                best = header.known, sheet, header
    if best is None:
        return NO_REMEDY
    _, sheet, header = best
    has = ", ".join(TASKS.column(field).caption for field in sorted(header.fields))
    named = header.fields & set(TASKS.needs[0])
    lacks = (
        phrase("how long they take or when they are") if named else phrase("the names of the tasks")
    )
    return phrase(
        "nearest is row {row} of {sheet} with {headers}, which lacks {lacks}",
        row=header.row,
        sheet=sheet.name,
        headers=has,
        lacks=lacks,
    )
