"""Finds the fields of a sheet of people from the words of its headers and from its cells."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.availability import counted_per, weekdays
from planner.reading.cells import Cell, Sheet
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.headers import filled_columns, find_header, read_header
from planner.reading.heading import Header, Heading
from planner.reading.profile import (
    CURRENCY,
    ColumnProfile,
    is_leave,
    is_rate,
    is_time,
    pieces,
    profiles,
    share_of,
)
from planner.reading.tables import Table
from planner.reading.weighing import weigh
from planner.schema.columns import TASKS
from planner.schema.day_sheets import LEAVE
from planner.schema.people_sheets import PEOPLE
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import meanings

_MOSTLY, _FEWEST, _ONCE = 0.8, 2, 0.8
_GUESSES: tuple[tuple[str, Callable[[Cell], bool], str], ...] = (
    ("working_time", is_time, phrase("its cells are weekdays, hours or shares of working time")),
    ("rate", is_rate, phrase("its cells are amounts of money")),
    ("leave", is_leave, phrase("its cells are days off")),
)


def people_understood(table: Table, reading: HeaderWishes) -> Table:
    """The table with the field of each column, by its name and its cells."""
    header = Header(row=table.header, headings=table.headings)
    header = weigh(table.sheet, header, table.kind, reading.language)
    columns = [h.column for h in header.headings]
    by_column = {
        one.column: one for one in profiles(table.sheet, table.header, columns, reading.language)
    }
    taken = header.fields
    found: list[Heading] = []
    for heading in header.headings:
        guess = _guess(heading, by_column[heading.column], taken)
        if guess is not None:
            taken.add(guess.field)
        found.append(guess or heading)
    return replace(table, headings=tuple(found), language=reading.language)


def _guess(heading: Heading, profile: ColumnProfile, taken: set[str]) -> Heading | None:
    """The heading with the field that its cells show, None where they leave doubt."""
    closed = heading.field or heading.names or heading.repeats or heading.ignored
    free = not closed and heading.text
    if not free or not profile.count:
        return None
    if profile.count < _FEWEST:
        (text,) = profile.texts
        days = "working_time" not in taken and len(weekdays(text)) > 1
        (field, _, why), *_ = _GUESSES
        return replace(heading, field=field, by_content=why) if days else None
    per = counted_per(heading.text)
    numbers = profile.kinds["number"] >= _MOSTLY
    if numbers and per in ("h/w", "h/d", "d/w") and "working_time" not in taken:
        counted = phrase("its header counts hours or days of a week")
        return replace(heading, field="working_time", by_content=counted)
    if numbers and CURRENCY.search(heading.text) and "rate" not in taken:
        return replace(heading, field="rate", by_content=phrase("its header names a currency"))
    for field, test, why in () if meanings(fold(heading.text)) else _GUESSES:
        if field in taken or share_of(profile, test) < _MOSTLY:
            continue
        if field == "leave" and not any(_span(cell) for _, cell in profile.cells):
            continue  # a single date may be anything, such as a birthday or the first day of work
        return replace(heading, field=field, by_content=why)
    return None


def _span(cell: Cell) -> bool:
    """Whether a cell is a span of days and not one date."""
    return cell.kind == "text" and sum(map(str.isdigit, cell.text)) > 8


def names_in(tables: Sequence[Table], field: str, beside: str = "") -> set[str]:
    """The keys of the names in a column of some tables; only of rows with the field `beside`."""
    return {
        key(piece)
        for table in tables
        if field in table.fields
        for row in table.rows()
        if row.has(field) and (not beside or row.has(beside))
        for piece in pieces(row.text(field))
    }


def about_people(
    sheet: Sheet, tasks: Sequence[Table], reading: HeaderWishes
) -> tuple[SheetKind, Header] | None:
    """The kind and header of an otherwise unknown sheet about the people whom tasks name."""
    named = names_in(tasks, "resources")
    for kind, field, needed in ((LEAVE, "who", {"start", "finish"}), (PEOPLE, "name", set())):
        header = find_header(sheet, kind, reading)
        if header is None or field not in header.fields or not needed <= header.fields:
            continue
        column = next(h.column for h in header.headings if h.field == field)
        if _names_tasks(sheet, header.row, column, reading):
            continue
        cells = [
            row[column].text for n, row in sheet.rows.items() if n > header.row and column in row
        ]
        told = {key(text) for text in cells}
        if kind is PEOPLE and len(told) < _ONCE * len(cells):  # a person has one row
            continue
        shared = len(told & named)
        if shared >= _FEWEST and 2 * shared >= min(len(told), len(named)):
            return kind, header
    return None


def _names_tasks(sheet: Sheet, row: int, people: int, reading: HeaderWishes) -> bool:
    """Whether a column other than that of the people names tasks, so that the sheet lists tasks."""
    header = read_header(sheet, row, TASKS, reading, filled_columns(sheet))
    found = find_header(sheet, TASKS, reading)
    names = (*header.headings, *(found.headings if found else ()))
    return any(h.field == "name" and h.column != people and h.rank < IN_PART for h in names)
