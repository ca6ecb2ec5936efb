"""Finds other tables on the sheet of the tasks: people below or beside them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from planner.reading.cells import Cell, Sheet
from planner.reading.header_cells import merged_over
from planner.reading.header_names import IN_PART, SLIP, HeaderWishes
from planner.reading.headers import filled_columns, read_header
from planner.reading.heading import Header
from planner.schema.columns import TASKS
from planner.schema.day_sheets import LEAVE
from planner.schema.people_sheets import PEOPLE
from planner.schema.schema import SheetKind

_KINDS = (PEOPLE, LEAVE)
_TELLING = {"People": {"rate", "max_units", "skills", "cost_per_use"}, "Leave": {"start"}}
_FEWEST_CELLS, _FEWEST_ROWS = 2, 2
Rows = Mapping[int, Mapping[int, Cell]]


def apart(
    sheet: Sheet, reading: HeaderWishes
) -> tuple[Sheet, list[tuple[Sheet, SheetKind, Header]]]:
    """The sheet without its other tables, and those tables with kind and header.

    Another table begins below a blank row or right of a blank column.
    """
    found: list[tuple[Sheet, SheetKind, Header]] = []
    for place in (_below, _beside):
        region = place(sheet, reading)
        if region is not None:
            found.append(region)
            sheet = _without(sheet, region[0].rows)
    return sheet, found


def _below(sheet: Sheet, reading: HeaderWishes) -> tuple[Sheet, SheetKind, Header] | None:
    numbers = sorted(sheet.rows)
    for before, number in pairwise(numbers):
        if number - before < 2 or len(sheet.rows[number]) < 2 or not _is_table(sheet, number):
            continue
        rows = {n: sheet.rows[n] for n in numbers if n >= number}
        rows = _until_blank(rows)
        found = _table(replace(sheet, rows=rows), number, reading)
        if found is not None:
            return found
    return None


def _is_table(sheet: Sheet, end: int) -> bool:
    """Whether what stands above a row is a table, not just a title with a label or two."""
    above = [cells for number, cells in sheet.rows.items() if number < end]
    return sum(len(cells) >= _FEWEST_CELLS for cells in above) >= _FEWEST_ROWS


def _until_blank(rows: Rows) -> dict[int, Mapping[int, Cell]]:
    """The rows up to the first blank one."""
    kept: dict[int, Mapping[int, Cell]] = {}
    for number in sorted(rows):
        if kept and number - max(kept) > 1:
            break
        kept[number] = rows[number]
    return kept


def _beside(sheet: Sheet, reading: HeaderWishes) -> tuple[Sheet, SheetKind, Header] | None:
    filled = filled_columns(sheet)
    for number in sorted(sheet.rows)[:20]:
        columns = sorted(sheet.rows[number])
        covered = merged_over(sheet, number)
        for before, first in pairwise(columns):
            between = set(range(before + 1, first)) - covered
            if between and not any(filled[c] for c in between):
                rows = {
                    n: {c: cell for c, cell in cells.items() if c >= first}
                    for n, cells in sheet.rows.items()
                    if n >= number and any(c >= first for c in cells)
                }
                found = _table(replace(sheet, rows=rows), number, reading)
                if found is not None:
                    return found
    return None


def _table(
    part: Sheet, number: int, reading: HeaderWishes
) -> tuple[Sheet, SheetKind, Header] | None:
    """A part of a sheet as a table of people or leave, if its first row is such a header."""
    if any(cell.kind != "text" for cell in part.rows[number].values()) or len(part.rows) < 2:
        return None
    filled: Counter[int] = filled_columns(part)
    alone = replace(part, rows={n: part.rows[n] for n in part.rows if n >= number})
    tasks = read_header(alone, number, TASKS, reading, filled)
    if {"start", "finish", "duration", "predecessors"} & tasks.fields and "name" in tasks.fields:
        return None
    for kind in _KINDS:
        header = read_header(alone, number, kind, reading, filled)
        good = {h.field for h in header.headings if h.field and h.rank < IN_PART}
        likely = {h.field for h in header.headings if h.field and h.rank < SLIP}
        named = all(likely & set(choice) for choice in kind.needs)
        if named and good & _TELLING[kind.name] and header.known >= tasks.known:
            return alone, kind, header
    return None


def _without(sheet: Sheet, rows: Rows) -> Sheet:
    left = {
        number: {c: cell for c, cell in cells.items() if c not in rows.get(number, {})}
        for number, cells in sheet.rows.items()
    }
    gone = {number for number in rows if not left.get(number)}
    fills = {place: look for place, look in sheet.fills.items() if place[0] not in gone}
    return replace(sheet, rows={n: cells for n, cells in left.items() if cells}, fills=fills)
