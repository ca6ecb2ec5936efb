"""Which sheet of a workbook is what: by its name, its headers, or what its cells say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.errors import Issue
from planner.language.text import did_you_mean, fold
from planner.project import Settings
from planner.reading.cells import Book, Sheet
from planner.reading.content import guess_header, with_guesses
from planner.reading.dates import Order
from planner.reading.headers import IGNORE, Header, Heading, Reading, find_header
from planner.reading.mapping import say_mapping
from planner.reading.settings import Told, Wanted, read_settings, settings_sheet, wanted_columns
from planner.reading.tables import Log, Table, find_table, make_table
from planner.schema.columns import KINDS, TASKS
from planner.schema.more_columns import ASSIGNMENTS, LINKS


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of a workbook by kind of sheet, and its settings."""

    by_kind: dict[str, list[Table]]
    told: Told

    @property
    def settings(self) -> Settings:
        """The project's settings."""
        return self.told.settings

    @property
    def order(self) -> Order:
        """How dates typed as text are meant, if the settings say."""
        return self.told.order


def find_tables(book: Book, log: Log, columns: Mapping[str, str]) -> Tables:
    """Which sheet is what: by its name, the tasks also by their columns and cells."""
    settings = settings_sheet(book)
    told = read_settings(settings, log)
    wanted = wanted_columns(settings, columns)
    reading = Reading(wanted={fold(want.header): fold(want.ours) for want in wanted})
    found = [
        (sheet, _named_table(sheet, log, reading)) for sheet in book.sheets if sheet is not settings
    ]
    by_kind: dict[str, list[Table]] = {kind.name: [] for kind in (*KINDS, ASSIGNMENTS, LINKS)}
    for _, table in found:
        if table is not None:
            by_kind[table.kind.name].append(table)
    others = [sheet for sheet, table in found if table is None]
    by_kind[TASKS.name] = _task_tables(by_kind[TASKS.name], others, log, reading)
    used_by_tasks = {table.sheet.name for table in by_kind[TASKS.name]}
    for sheet in others:
        table = _telling_table(sheet, log, reading)
        if table is not None and sheet.name not in used_by_tasks:
            by_kind[table.kind.name].append(table)
    if not by_kind[TASKS.name]:
        log.add(_no_tasks(book))
    elif not any(True for _ in by_kind[TASKS.name][0].rows()):
        where = by_kind[TASKS.name][0].sheet.name
        message = "there is no task below the header row"
        log.add(Issue(code="no-tasks", sheet=where, message=message, remedy="add a row"))
    used = [table for tables in by_kind.values() for table in tables]
    log.issues += _not_mapped(wanted, used)
    say_mapping(book, used, settings, log)
    return Tables(by_kind=by_kind, told=told)


def _not_mapped(wanted: Sequence[Wanted], tables: Sequence[Table]) -> Iterator[Issue]:
    """What the user wants mapped and is not there: a column of ours, or a header of the file."""
    kinds = (*KINDS, ASSIGNMENTS, LINKS)
    ours = {name for kind in kinds for name in kind.by_key} | {IGNORE}
    captions = [column.caption for kind in kinds for column in kind.columns]
    headers = [heading.text for table in tables for heading in table.headings if heading.text]
    there = set(map(fold, headers))
    for want in wanted:
        if fold(want.ours) not in ours:
            remedy = did_you_mean(want.ours, captions, "see the list in the manual")
            yield want.issue("unknown-column", "there is no such column to map to", "ours", remedy)
        elif tables and fold(want.header) not in there:
            remedy = did_you_mean(want.header, headers, "write it as in the file's header row")
            yield want.issue("unknown-header", "no column is called so", "header", remedy)


def _named_table(sheet: Sheet, log: Log, reading: Reading) -> Table | None:
    """The sheet as the kind of table its name says."""
    kind = next(
        (kind for kind in (*KINDS, ASSIGNMENTS, LINKS) if fold(sheet.name) in kind.keys), None
    )
    return find_table(sheet, kind, log, reading) if kind else None


def _telling_table(sheet: Sheet, log: Log, reading: Reading) -> Table | None:
    """The sheet as the kind of table that its headers leave no doubt of."""
    for kind in KINDS:
        header = find_header(sheet, kind, reading) if kind.telling else None
        if header and all(header.fields & set(choice) for choice in kind.telling):
            return make_table(sheet, kind, header, log)
    return None


def _task_tables(
    named: Sequence[Table], others: Sequence[Sheet], log: Log, reading: Reading
) -> list[Table]:
    """The table of tasks: by the sheet's name, else by its headers, else by its cells."""
    tables = list(named)
    if not tables:
        found = [find_table(sheet, TASKS, log, reading) for sheet in others]
        tables = [table for table in found if table is not None]
    if not tables:
        guesses = [(sheet, guess_header(sheet, TASKS, reading)) for sheet in others]
        tables = [make_table(sheet, TASKS, h, log) for sheet, h in guesses if h is not None]
    best = sorted(tables, key=_fitness, reverse=True)[:1]
    return [replace(table, headings=_guessed(table)) for table in best]


def _guessed(table: Table) -> tuple[Heading, ...]:
    header = Header(row=table.header, headings=table.headings)
    return with_guesses(table.sheet, header).headings


def _fitness(table: Table) -> tuple[bool, bool, int, int]:
    """How likely this is the table of tasks."""
    exact = fold(table.sheet.name) == fold(TASKS.name)
    return exact, not table.sheet.hidden, len(table.fields), len(table.sheet.rows)


def _no_tasks(book: Book) -> Issue:
    names = ", ".join(sheet.name for sheet in book.sheets[:10])
    return Issue(
        code="no-tasks-sheet",
        message="no sheet has a header row with Task Name and Duration (or Start, Predecessors)",
        got=names,
        remedy="name the sheet Tasks and its columns as in the template",
    )
