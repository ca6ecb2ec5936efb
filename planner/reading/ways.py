"""What else may be said of a workbook: each way is a choice, and in words what it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.choice import FORMS, Choice
from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.reading.bare_lists import bare_lists
from planner.reading.blocks import as_one
from planner.reading.cells import Book, Sheet
from planner.reading.column_ways import (
    PEOPLE,
    OtherReading,
    by_columns,
    by_columns_aside,
    by_meanings,
    mostly_wrong,
    without,
)
from planner.reading.coverage import Aside, left_aside, tells_of_task, tells_when
from planner.reading.finding import Tables
from planner.reading.look import Look
from planner.reading.settings import settings_sheet
from planner.reading.stages import as_stages
from planner.reading.tables import Table
from planner.schema.columns import TASKS

_FEWEST = 3


def ways(
    look: Look, book: Book, tables: Tables, choice: Choice, *, doubted: bool
) -> Iterator[OtherReading]:
    """What else may be said of the workbook, the likeliest first.

    Of a table that is not doubted only who does the tasks may be another's.
    """
    found = tables.by_kind[TASKS.name]
    yield from _by_order(look, choice)
    yield from by_lists(look, book, choice)
    if found and not doubted:
        for said, how in by_columns(found[0], choice):
            if any(ours == PEOPLE for ours, _ in said.columns):
                yield said, how
        return
    for table, heading in mostly_wrong(look, tables):
        yield without(table, heading, choice)
    yield from _by_bare_unit(look, choice)
    for table in found[:1]:
        yield from by_meanings(look, table, choice)
        yield from by_columns(table, choice)
    yield from _by_unit(look, choice)
    if look.project is not None:
        yield from _by_rows_aside(left_aside(look.project, tables, book), found, choice)
        yield from _by_sheets(look, book, tables, choice)
    used = [table.sheet.name for table in found]
    none = {issue.sheet for issue in look.issues if issue.code in _NO_PLANS}
    sheets = [sheet for sheet in book.sheets if sheet.name not in none]
    sheets.sort(key=lambda sheet: (sheet.name not in used, sheet.hidden))
    for sheet in sheets:
        yield from _by_form(sheet, choice, read=sheet.name in used)
        if sheet is sheets[0] and look.project is None and not found:
            yield from bare_lists(sheets, choice)


def possible_ways(look: Look, book: Book, tables: Tables, choice: Choice) -> Iterator[OtherReading]:
    """What else may be said of a workbook whose reading hangs together: what it leaves aside.

    Numbers of periods without a unit, columns of dates that have no meaning, bars beside dates,
    actual dates where those of the plan are all the same, rows that are not read, and sheets that
    are not, together or one by one.
    """
    aside = left_aside(look.project, tables, book) if look.project else []
    yield from _by_bare_unit(look, choice)
    yield from by_lists(look, book, choice)
    found = tables.by_kind[TASKS.name]
    for table in found[:1]:
        yield from by_meanings(look, table, choice)
        yield from by_columns_aside(table, choice)
        yield from _by_bars(table, choice)
        yield from _by_blocks(book, table.sheet.name, choice)
    for name in dict.fromkeys(i.sheet for i in look.issues if i.code in _DIVIDED):
        yield replace(choice, sheet=name, form="parts"), _forms(name)["parts"]
    for name in dict.fromkeys(i.sheet for i in look.issues if i.code == "texts-in-bars"):
        yield replace(choice, sheet=name, form="grid"), _forms(name)["grid"]
    yield from _by_rows_aside(aside, found, choice)
    yield from _by_sheets(look, book, tables, choice)


_DIVIDED = frozenset(["broken-bars", "bars-of-colours", "texts-in-bars"])
"""Remarks on bars that may be several tasks."""


def _by_sheets(look: Look, book: Book, tables: Tables, choice: Choice) -> Iterator[OtherReading]:
    """The sheets that are not read, together with those that are, and one by one.

    Their rows say when something is, or, if no task that is read does, are texts beside each other.
    """
    timeless = not look.counts.dated and any(i.code == "no-durations" for i in look.issues)
    tells = tells_of_task if timeless else tells_when
    used = {table.sheet.name for tables_ in tables.by_kind.values() for table in tables_}
    settings = settings_sheet(book)
    used |= {issue.sheet for issue in look.issues if issue.code in _NO_PLANS}
    others = []
    for sheet in book.sheets:
        rows = sum(tells(cells) for cells in sheet.rows.values())
        read = sheet.name in used or sheet is settings
        if not (read or sheet.hidden) and rows > _FEWEST:
            others.append(sheet)
    if others and tables.by_kind[TASKS.name]:
        yield replace(choice, form="together"), _TOGETHER
    for sheet in others:
        here = replace(choice, sheet=sheet.name)
        yield here, phrase("the sheet {sheet}", sheet=sheet.name)


_NO_PLANS = frozenset(["template-sheet", "other-kind", "timetable"])
"""Remarks on sheets that are left out."""
_TOGETHER = phrase("all sheets of tasks together")


def _by_rows_aside(
    aside: Sequence[Aside], found: Sequence[Table], choice: Choice
) -> Iterator[OtherReading]:
    """Where a sheet that is read has many rows that are not: headers above them, or other forms."""
    headers = {table.sheet.name: table.header for table in found}
    for one in aside:
        name = one.sheet.name
        if name not in headers or not one.much:
            continue
        header = headers[name]
        above = [row for row in one.rows if row < header]
        if len(above) >= _FEWEST:
            row = max((n for n in one.sheet.rows if n < above[0]), default=above[0])
            yield _from_row(name, row, choice)
        for form in ("blocks", "grid"):
            yield replace(choice, sheet=name, form=form), _forms(name)[form]


def _from_row(name: str, row: int, choice: Choice) -> OtherReading:
    how = phrase("{sheets}, headers in row {row}", sheets=name, row=row)
    return replace(choice, sheet=name, header_row=row), how


def _by_bare_unit(look: Look, choice: Choice) -> Iterator[OtherReading]:
    """The units of numbers above a chart that no word explains."""
    if not choice.unit and any(_is_bare(issue) for issue in look.issues):
        for unit, words in _UNITS.items():
            yield replace(choice, unit=unit), words


def _is_bare(issue: Issue) -> bool:
    """Whether a remark says that nothing tells what numbers of periods count."""
    return issue.code == "bare-periods" or (issue.code, issue.severity) == ("periods", "warning")


def _by_bars(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Bars beside columns of dates, and columns of dates beside bars."""
    here = replace(choice, sheet=table.sheet.name)
    bars = any(h.by_content and h.field == "start" for h in table.headings)
    meant = {h.column for h in table.headings if h.text and not h.chart}
    filled = sum(column not in meant for _, column in table.sheet.fills)
    if not bars and filled > len(table.sheet.rows):
        yield replace(here, form="bars"), _forms(table.sheet.name)["bars"]


def _by_blocks(book: Book, name: str, choice: Choice) -> Iterator[OtherReading]:
    """The tables of the same form on the sheet that is read, where there are several."""
    sheet = next((one for one in book.sheets if one.name == name), None)
    if sheet is not None and (as_stages(sheet) or as_one(sheet)) is not None:
        yield replace(choice, sheet=name, form="blocks"), _forms(name)["blocks"]


def by_lists(look: Look, book: Book, choice: Choice) -> Iterator[OtherReading]:
    """All tables of the same form, where headers come again that are not planned with."""
    told = (i.sheet for i in look.issues if i.code in _AGAIN and i.severity != "info")
    for name in dict.fromkeys(told):
        yield from _by_blocks(book, name, choice)


_AGAIN = frozenset(["further-list", "duplicate-column"])


def by_colours(look: Look, choice: Choice) -> Iterator[OtherReading]:
    """Each part of bars a task of its own, where most have several colours with names."""
    for issue in look.issues:
        if issue.code == "bars-of-colours" and issue.severity == "warning":
            yield replace(choice, sheet=issue.sheet, form="parts"), _forms(issue.sheet)["parts"]


def by_steps(book: Book, tables: Tables, choice: Choice) -> Iterator[OtherReading]:
    """The rows of a register with a milestone for each of their dates, where no header is known."""
    for table in tables.by_kind[TASKS.name]:
        sheet = next((one for one in book.sheets if one.name == table.sheet.name), None)
        bare = not any(heading.text and heading.field for heading in table.headings)
        if bare and sheet is not None and as_stages(sheet) is not None:
            how = phrase("{sheet}, each date of a row a milestone", sheet=sheet.name)
            yield replace(choice, sheet=sheet.name, form="blocks"), how


def _by_form(sheet: Sheet, choice: Choice, *, read: bool) -> Iterator[OtherReading]:
    if not sheet.rows:
        return
    here = replace(choice, sheet=sheet.name)
    if not read:
        yield here, phrase("the sheet {sheet}", sheet=sheet.name)
    told = _forms(sheet.name)
    for form in FORMS:
        if form != "together" and not (
            read and form == "board"
        ):  # a table says more than a board of its texts
            yield replace(here, form=form), told[form]


def _forms(sheet: str) -> Mapping[str, Phrase]:
    return {
        "columns": phrase("{sheet}, dates in its columns", sheet=sheet),
        "bars": phrase("{sheet}, dates by the bars of its chart", sheet=sheet),
        "parts": phrase("{sheet}, each bar of its chart a task of its own", sheet=sheet),
        "across": phrase("{sheet}, its columns read as rows", sheet=sheet),
        "calendar": phrase("{sheet}, what stands on the days of its calendar", sheet=sheet),
        "lists": phrase("{sheet}, texts with the dates beside or below them", sheet=sheet),
        "grid": phrase("{sheet}, texts below or beside their days, weeks or months", sheet=sheet),
        "blocks": phrase("{sheet}, all its tables of the same form", sheet=sheet),
        "board": phrase("{sheet}, texts below states or people, without dates", sheet=sheet),
    }


def _by_unit(look: Look, choice: Choice) -> Iterator[OtherReading]:
    codes = {issue.code for issue in look.issues if issue.severity == "warning"}
    if choice.unit or not codes & {"periods", "unit-assumed"}:
        return
    for unit, words in _UNITS.items():
        yield replace(choice, unit=unit), words


_UNITS = {
    "h": phrase("its numbers counting hours"),
    "d": phrase("its numbers counting days"),
    "w": phrase("its numbers counting weeks"),
    "mo": phrase("its numbers counting months"),
}


def _by_order(look: Look, choice: Choice) -> Iterator[OtherReading]:
    if choice.dates or not has_two_orders(look):
        return
    yield replace(choice, dates="dmy"), phrase("its dates day first")
    yield replace(choice, dates="mdy"), phrase("its dates month first")


def has_two_orders(look: Look) -> bool:
    """Whether dates may be read day first and month first."""
    return any(issue.code == "ambiguous-date" for issue in look.issues)
