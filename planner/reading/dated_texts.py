"""Dates that stand in texts beside or below what they are of: *Coding* above *24 July – 15 Aug*.

Such a list has no columns of dates; each date, span or numbered day is that of the nearest text.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
_ONE_MONTH = re.compile(
    r"(\d{1,2})\.?\s*(?:-|–|al?|y|to|bis|au|et|до|по)\s*(\d{1,2})\.?\s*(?:de\s+)?([^\W\d_]{3,12})\.?"
)
_MONTH_DAYS = re.compile(
    r"(1[0-2]|0?[1-9])[./](\d{1,2})\s*[-–—~～]\s*(1[0-2]|0?[1-9])[./](\d{1,2})(?:\s*[（(].{1,8}[)）])?"
)
"""Spans of days with the month first, such as 7.10-7.22."""
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
    best = _column_of_names(sheet, told)
    units = [one.unit for one in told.values()]
    unit = max(set(units), key=units.count) if units else ""
    named = {
        place: (name, one)
        for place, one in told.items()
        if one.unit == unit and (name := _name_of(sheet, place, told, best)) is not None
    }
    rows = {name.row: (name, one) for name, one in named.values()}
    if len(rows) < _FEWEST:
        return None
    heads = ("Task Name", _STARTS.get(unit, "Start"), _ENDS.get(unit, "Finish"))
    kept = {place: one for place, one in told.items() if one.unit == unit}
    headed = _with_columns(sheet, kept, best, heads)
    if headed is not None:
        return headed
    right = max(column for cells in sheet.rows.values() for column in cells) + 1
    header = max(0, min(rows) - 1) or min(rows)
    moved = 1 if header == min(rows) else 0
    table = {header: {right + n: Cell(header, right + n, "text", h) for n, h in enumerate(heads)}}
    for number, (name, one) in sorted(rows.items()):
        texts = (name.text.strip(_BULLETS), one.first, one.last)
        row = number + moved
        table[row] = {
            right + n: Cell(row, right + n, "text", text) for n, text in enumerate(texts) if text
        }
    return replace(sheet, rows=table, fills={}, merged=(), formulas={}, levels={})


def _with_columns(
    sheet: Sheet, told: Mapping[tuple[int, int], When], best: int, heads: Sequence[str]
) -> Sheet | None:
    """The sheet with columns for both ends of the dates in a column; None without headers.

    All else stays, such as people and states beside the names.
    """
    columns = Counter(column for _, column in told)
    column, count = columns.most_common(1)[0]
    rows = sorted(row for row, c in told if c == column)
    above = [n for n in sheet.rows if n < rows[0] and {column, best} <= sheet.rows[n].keys()]
    header = max(above, default=0)
    if not best or not header or count < _IN_ONE * len(told):
        return None
    right = max(c for cells in sheet.rows.values() for c in cells) + 1
    table = {n: dict(cells) for n, cells in sheet.rows.items()}
    table[header][best] = Cell(header, best, "text", heads[0])
    for at, head in enumerate(heads[1:]):
        table[header][right + at] = Cell(header, right + at, "text", head)
    for row in rows:
        one = told[row, column]
        for at, text in enumerate((one.first, one.last)):
            table[row][right + at] = Cell(row, right + at, "text", text)
    for n in (header, *rows):
        del table[n][column]
    return replace(sheet, rows=table)


_IN_ONE = 0.8


def _told(sheet: Sheet) -> dict[tuple[int, int], When]:
    found: dict[tuple[int, int], When] = {}
    month_first = _month_first(sheet)
    for number, cells in sheet.rows.items():
        for column, cell in cells.items():
            one = _when(cell, month_first=month_first)
            if one is not None:
                found[number, column] = one
    return found


def _month_first(sheet: Sheet) -> bool:
    """Whether spans such as 7.10-7.22 have the month first: a second number is above 12."""
    texts = (cell.text.strip() for cells in sheet.rows.values() for cell in cells.values())
    pairs = [pair for text in texts if (pair := _MONTH_DAYS.fullmatch(text))]
    return any(int(pair[place]) > 12 for pair in pairs for place in (2, 4))


def _when(cell: Cell, *, month_first: bool) -> When | None:
    """The days, or numbered periods, that a cell names and nothing else."""
    if isinstance(cell.value, datetime):
        return When(first=f"{cell.value:%Y-%m-%d}", last=f"{cell.value:%Y-%m-%d}")
    text = cell.text.strip()
    if cell.kind != "text" or len(text) > _LONGEST:
        return None
    if spoken := _ONE_MONTH.fullmatch(text):
        return When(first=f"{spoken[1]} {spoken[3]}", last=f"{spoken[2]} {spoken[3]}")
    if month_first and (pair := _MONTH_DAYS.fullmatch(text)):
        first, last = (f"{pair[n]}月{pair[n + 1]}日" for n in (1, 3))
        return When(first=first, last=last) if _is_day(first) and _is_day(last) else None
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


def _column_of_names(sheet: Sheet, told: Mapping[tuple[int, int], When]) -> int:
    """The column beside the dates whose texts differ most, of such the one with the longest; or 0.

    What people are called comes again.
    """
    texts: dict[int, list[str]] = {}
    for row in {row for row, _ in told}:
        for column, cell in sheet.rows[row].items():
            if cell.kind == "text" and (row, column) not in told and len(cell.text) > 1:
                texts.setdefault(column, []).append(cell.text)
    return max(texts, key=lambda c: (len(set(texts[c])), sum(map(len, texts[c]))), default=0)


def _name_of(
    sheet: Sheet, place: tuple[int, int], told: Mapping[tuple[int, int], When], best: int
) -> Cell | None:
    """The text in the column of names in the row of a date, else the longest, else that above."""
    row, column = place
    beside = [
        cell
        for c, cell in sheet.rows[row].items()
        if cell.kind == "text" and (row, c) not in told and len(cell.text) > 1
    ]
    named = next((cell for cell in beside if cell.column == best), None)
    if named is not None:
        return named
    if beside:
        return max(beside, key=lambda cell: len(cell.text))
    for above in (row - 1, row - 2):
        cell = sheet.rows.get(above, {}).get(column)
        if cell is not None:
            return cell if cell.kind == "text" and (above, column) not in told else None
    return None
