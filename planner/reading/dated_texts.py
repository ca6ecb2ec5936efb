"""Dates that stand in texts beside or below what they are of: *Coding* above *24 July – 15 Aug*.

Such a list has no columns of dates; each date, span or numbered day is that of the nearest text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import day_and_month, when
from planner.reading.durations import unit_of
from planner.reading.values import BadValueError

_FEWEST = 3
_LONGEST = 40
_TILDES = re.compile(r"\s*[~～〜]\s*")
_DASHES = re.compile(r"\s*(?:→|–|—|-|\s(?:to|bis|until|au|al|a|à)\s)\s*")
_COUNTED = re.compile(
    r"第?\s*(?P<first>\d{1,3})(?:\s*[-–~～]\s*(?P<last>\d{1,3}))?\s*(?P<after>[^\W\d_]{1,12})"
    r"|(?P<word>[^\W\d_]{1,12})\.?\s*(?P<one>\d{1,3})(?:\s*[-–~～]\s*(?P<two>\d{1,3}))?"
)
_STARTS = {"d": "Start Day", "w": "Start Week", "mo": "Start Month"}
_ENDS = {"d": "End Day", "w": "End Week", "mo": "End Month"}
_BULLETS = "・•*–-· \u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a text says of when something is: two days, or two numbers of a unit."""

    first: str
    last: str
    unit: str = ""


def as_list(sheet: Sheet) -> Sheet | None:
    """The sheet as a table of its texts and the dates beside or below them; None without such."""
    told = _told(sheet)
    units = [one.unit for one in told.values()]
    unit = max(set(units), key=units.count) if units else ""
    named = {
        place: (name, one)
        for place, one in told.items()
        if one.unit == unit and (name := _name_of(sheet, place, told)) is not None
    }
    rows = {name.row: (name, one) for name, one in named.values()}
    if len(rows) < _FEWEST:
        return None
    right = max(column for cells in sheet.rows.values() for column in cells) + 1
    header = max(0, min(rows) - 1) or min(rows)
    moved = 1 if header == min(rows) else 0
    heads = ("Task Name", _STARTS.get(unit, "Start"), _ENDS.get(unit, "Finish"))
    table = {header: {right + n: Cell(header, right + n, "text", h) for n, h in enumerate(heads)}}
    for number, (name, one) in sorted(rows.items()):
        texts = (name.text.strip(_BULLETS), one.first, one.last)
        row = number + moved
        table[row] = {
            right + n: Cell(row, right + n, "text", text) for n, text in enumerate(texts) if text
        }
    return replace(sheet, rows=table, fills={}, merged=(), formulas={}, levels={})


def _told(sheet: Sheet) -> dict[tuple[int, int], When]:
    found: dict[tuple[int, int], When] = {}
    for number, cells in sheet.rows.items():
        for column, cell in cells.items():
            one = _when(cell)
            if one is not None:
                found[number, column] = one
    return found


def _when(cell: Cell) -> When | None:
    """The days, or numbered periods, that a cell names and nothing else."""
    if isinstance(cell.value, datetime):
        return When(first=f"{cell.value:%Y-%m-%d}", last=f"{cell.value:%Y-%m-%d}")
    text = cell.text.strip()
    if cell.kind != "text" or len(text) > _LONGEST:
        return None
    for divider in (_TILDES, _DASHES):
        parts = [part for part in divider.split(text) if part]
        if len(parts) in (1, 2) and all(map(_is_day, parts)):
            return When(first=parts[0], last=parts[-1])
    return _counted(text)


def _is_day(text: str) -> bool:
    if day_and_month(text) is not None:
        return not re.fullmatch(r"[\d.,]+", text) or text.count(".") > 1
    try:
        when(Cell(1, 1, "text", text), "dmy")
    except BadValueError:
        return False
    return True


def _counted(text: str) -> When | None:
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    first, last = found["first"] or found["one"], found["last"] or found["two"]
    unit = unit_of(found["after"] or found["word"])
    if unit not in _STARTS:
        return None
    return When(first=first, last=last or first, unit=unit)


def _name_of(
    sheet: Sheet, place: tuple[int, int], told: Mapping[tuple[int, int], When]
) -> Cell | None:
    """The longest text in the row of a date, else the text above it."""
    row, column = place
    beside = [
        cell
        for c, cell in sheet.rows[row].items()
        if cell.kind == "text" and (row, c) not in told and len(cell.text) > 1
    ]
    if beside:
        return max(beside, key=lambda cell: len(cell.text))
    for above in (row - 1, row - 2):
        cell = sheet.rows.get(above, {}).get(column)
        if cell is not None:
            return cell if cell.kind == "text" and (above, column) not in told else None
    return None
