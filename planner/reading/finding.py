"""Finds the meaning of each sheet: by its name, its headers, or its cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice

from planner.choice import Choice
from planner.errors import Issue
from planner.language.text import did_you_mean, fold, key
from planner.phrase import phrase
from planner.project import Settings
from planner.reading.budget_content import budgets_understood
from planner.reading.cells import Book, Sheet, letters
from planner.reading.clock_numbers import with_clock_numbers
from planner.reading.columns_said import Wanted, wanted_columns
from planner.reading.date_order import common_order
from planner.reading.dated_times import with_dated_times
from planner.reading.dates import Order
from planner.reading.error_cells import without_errors
from planner.reading.header_names import IGNORE, HeaderWishes
from planner.reading.headers import find_header
from planner.reading.hour_columns import with_hour_columns
from planner.reading.mapping import say_mapping
from planner.reading.month_sections import with_days_of_months
from planner.reading.no_tasks import say_no_tasks
from planner.reading.other_kinds import of_tasks
from planner.reading.people_content import about_people, people_understood
from planner.reading.plan_lines import plan_lines
from planner.reading.regions import apart
from planner.reading.relative_days import with_relative_days
from planner.reading.run_sheets import with_moments
from planner.reading.settings import Told, read_settings, settings_sheet
from planner.reading.span_orders import with_ordered_spans
from planner.reading.tables import Log, Table, make_table
from planner.reading.task_tables import Starts, chosen_table, task_tables
from planner.reading.whose_leave import tell_leave_from_holidays, with_people
from planner.reading.worded_periods import with_numbered_periods
from planner.schema.columns import ALL_KINDS, KINDS, TASKS
from planner.schema.day_sheets import HOLIDAYS, LEAVE
from planner.schema.people_sheets import BUDGETS, PEOPLE
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import language_of, parts_of_name, sheet_names

_FIRST_ROWS = 15


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of a workbook by kind of sheet, its settings, and the language of its headers.

    `order` is the order of day and month in typed dates, as far as the settings, other dates of the
    workbook or its language decide it.
    """

    by_kind: dict[str, list[Table]]
    told: Told
    order: Order = ""
    language: str = ""

    @property
    def settings(self) -> Settings:
        """The settings of the project."""
        return self.told.settings


def find_tables(book: Book, log: Log, choice: Choice) -> Tables:
    """Finds the kind of each sheet by its name; tasks also by their columns and cells."""
    settings = settings_sheet(book)
    alone = Log()
    told = read_settings(settings, alone)
    wanted = wanted_columns(settings, choice)
    reading = HeaderWishes(
        wanted={header_key(want.header): fold(want.ours) for want in wanted},
        proposed=frozenset(header_key(header) for _, header in choice.proposed),
        language=header_language(book),
    )
    sheets = [sheet for sheet in book.sheets if sheet is not settings]
    starts = Starts(choice.start or told.settings.start, choice.otherwise, choice.unit)
    sheets = [_with_days(sheet, starts, reading, log) for sheet in sheets]
    by_kind, found = _named_tables(sheets, log, reading)
    others = [sheet for sheet, table in found if table is None]
    gone = choice.sheet and not _on_sheet(choice, [sheet for sheet, _ in found])
    if choice.header_row or gone:
        by_kind[TASKS.name] = chosen_table([sheet for sheet, _ in found], choice, log, reading)
    else:
        named = by_kind[TASKS.name]
        rest = others if choice.sheet else of_tasks(others, log, reading)
        if choice.sheet:
            named = [table for table in named if fold(table.sheet.name) == fold(choice.sheet)]
            known = {table.sheet.name for table in named}
            rest = _on_sheet(choice, [sheet for sheet, _ in found if sheet.name not in known])
        by_kind[TASKS.name] = task_tables(named, rest, log, reading, starts, choice.form)
    _add_told(by_kind, others, log, reading)
    _understand_people(by_kind, log, reading)
    say_no_tasks(by_kind[TASKS.name], book, sheets, reading, log)
    used = [table for tables in by_kind.values() for table in tables]
    log.issues += _not_mapped(wanted, used)
    say_mapping(book, used, settings, log)
    said: Order = "mdy" if choice.dates == "mdy" else "dmy" if choice.dates else told.order
    order = said or common_order(used, reading.language, log)
    told = _by_order(settings, told, order, alone, log)
    return Tables(by_kind=by_kind, told=told, order=order, language=reading.language)


def _understand_people(by_kind: dict[str, list[Table]], log: Log, reading: HeaderWishes) -> None:
    """Gives the tables of people, leave and budgets the fields that other tables tell."""
    people = by_kind[PEOPLE.name]
    by_kind[PEOPLE.name] = [people_understood(table, reading) for table in people]
    tell_leave_from_holidays(by_kind, log, reading)
    by_kind[LEAVE.name] = [with_people(table) for table in by_kind[LEAVE.name]]
    by_kind[TASKS.name] = _with_trades(by_kind)
    by_kind[BUDGETS.name] = [
        budgets_understood(table, by_kind[TASKS.name], by_kind[PEOPLE.name], reading.language)
        for table in by_kind[BUDGETS.name]
    ]


def _with_days(sheet: Sheet, starts: Starts, reading: HeaderWishes, log: Log) -> Sheet:
    """The sheet with times of the day, and days before an event, as the moments that they mean."""
    start = starts.told or starts.otherwise
    sheet = with_numbered_periods(sheet, reading)
    sheet = with_days_of_months(sheet, start, reading, log)
    sheet = with_relative_days(sheet, start.year if start else 0, reading, log)
    sheet = with_hour_columns(sheet, start, reading, log)
    sheet = with_dated_times(with_clock_numbers(with_ordered_spans(sheet), reading), reading)
    return with_moments(sheet, start, reading, log)


def _by_order(settings: Sheet | None, told: Told, order: Order, alone: Log, log: Log) -> Told:
    """The settings, with dates that may be read both ways in the order of the workbook's.

    Args:
        settings: The sheet.
        told: What it says alone.
        order: Of the dates in the workbook.
        alone: What was wrong with it.
        log: Receives what is, and in which order such dates are read.
    """
    unclear = [issue for issue in alone.issues if issue.code == "ambiguous-date"]
    if not order or not unclear:
        log.issues += alone.issues
        return told
    message = phrase("day first") if order == "dmy" else phrase("month first")
    for issue in unclear:
        log.add(
            Issue(
                severity="info",
                code="date-order",
                sheet=issue.sheet,
                cell=issue.cell,
                message=phrase("read {how}, as dates are in this workbook", how=message),
                got=issue.got,
                remedy=phrase('say otherwise with "Date order" in Settings'),
            )
        )
    return read_settings(settings, log, order)


def _on_sheet(choice: Choice, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that may have the tasks, as the user says."""
    wanted = fold(choice.sheet)
    return [sheet for sheet in sheets if not wanted or fold(sheet.name) == wanted]


def _named_tables(
    sheets: Sequence[Sheet], log: Log, reading: HeaderWishes
) -> tuple[dict[str, list[Table]], list[tuple[Sheet, Table | None]]]:
    """The tables whose sheets' names tell their kind, and each sheet with its table, if any.

    Lists that are separate from the main table of a sheet become tables of their own.
    """
    by_kind: dict[str, list[Table]] = {kind.name: [] for kind in ALL_KINDS}
    found: list[tuple[Sheet, Table | None]] = []
    for sheet in sheets:
        main, parts = apart(without_errors(plan_lines(sheet, log), log), reading)
        found.append((main, _named_table(main, log, reading)))
        for part, kind, header in parts:
            by_kind[kind.name].append(make_table(part, kind, header, log))
    for _, table in found:
        if table is not None:
            by_kind[table.kind.name].append(table)
    return by_kind, found


def _add_told(
    by_kind: dict[str, list[Table]], sheets: Sequence[Sheet], log: Log, reading: HeaderWishes
) -> None:
    """Adds the tables that headers identify, and those about the people whom tasks name."""
    used_by_tasks = {table.sheet.name for table in by_kind[TASKS.name]}
    for sheet in sheets:
        if sheet.name in used_by_tasks:
            continue
        table = _telling_table(sheet, log, reading)
        table = table or _table_of_people(sheet, by_kind[TASKS.name], log, reading)
        if table is not None:
            by_kind[table.kind.name].append(table)


def header_language(book: Book) -> str:
    """The language of the headers, which the first rows decide."""
    rows = (row for sheet in book.sheets for row in islice(sheet.rows.values(), _FIRST_ROWS))
    return language_of(cell.text for row in rows for cell in row.values() if cell.kind == "text")


def _not_mapped(wanted: Sequence[Wanted], tables: Sequence[Table]) -> Iterator[Issue]:
    """Faults of what the user wants mapped but is not there: a column of ours or a header."""
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
    """The key that finds a header, or the place of a column such as ``Tasks!C``."""
    return key(header) if _PLACE.search(header) else fold(header)


_PLACE = re.compile(r".![A-Z]{1,3}$")


def _named_table(sheet: Sheet, log: Log, reading: HeaderWishes) -> Table | None:
    """The sheet as the kind of table that its name says; of several, the best known headers decide.

    In many languages the days off of everybody and of one person have the same name.
    """
    called = {fold(part) for part in (sheet.name, *parts_of_name(sheet.name))}
    kinds = [kind for kind in ALL_KINDS if _called(called, kind)]
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
        kind, header = first, other  # a later step checks whether the names are people's
    return make_table(sheet, kind, header, log)


def _called(names: AbstractSet[str], kind: SheetKind) -> bool:
    """Whether a name of a sheet is one of a kind; ``Holidays and leave`` has those of two."""
    return not names.isdisjoint(kind.keys | sheet_names(kind.name))


def _telling_table(sheet: Sheet, log: Log, reading: HeaderWishes) -> Table | None:
    """The sheet as the one kind of table that fits its headers."""
    for kind in KINDS:
        header = find_header(sheet, kind, reading) if kind.telling else None
        if header and all(header.fields & set(choice) for choice in kind.telling):
            return make_table(sheet, kind, header, log)
    return None


def _table_of_people(
    sheet: Sheet, tasks: Sequence[Table], log: Log, reading: HeaderWishes
) -> Table | None:
    """The sheet as a table about the people whom the tasks name."""
    found = about_people(sheet, tasks, reading)
    return make_table(sheet, *found, log) if found else None


def _with_trades(by_kind: Mapping[str, Sequence[Table]]) -> list[Table]:
    """The tables of tasks; where no sheet lists people, the required skills become people.

    Beside named people, skills that nobody is said to have are left out.
    """
    tables = list(by_kind[TASKS.name])
    if any("skills" in table.fields for table in by_kind[PEOPLE.name]):
        return tables
    named = any("resources" in table.fields for table in tables)
    if by_kind[PEOPLE.name] and not named:
        return tables
    return [_with_skills_as("" if named else "resources", table) for table in tables]


def _with_skills_as(field: str, table: Table) -> Table:
    """The table with its column of skills read as another field, "" for none, which is told."""
    heading = table.fields.get("skills")
    if heading is None:
        return table
    if not field:
        message = phrase("nobody is said to have a skill, so this column is not planned with")
        remedy = phrase("list the people with their skills on a sheet called People")
        table.note("warning", "skills-of-nobody", message, heading, remedy)
    headings = tuple(replace(h, field=field) if h.field == "skills" else h for h in table.headings)
    return replace(table, headings=headings)
