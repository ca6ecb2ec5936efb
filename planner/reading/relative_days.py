"""Days counted from an event: ``T-30``, ``2 weeks before``, ``the day after``.

The event is on the day that the title names; the cells become days on which tasks are due.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.durations import unit_of
from planner.reading.naming import HeaderWishes, names
from planner.reading.tables import Log
from planner.reading.times_of_day import by_columns, day_in
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_COUNTED = re.compile(r"(?i)[tdj]\s*(?P<sign>[-–−+])\s*(?P<n>\d{1,3})\s*(?P<unit>[^\W\d_]*)")
_NUMBER = re.compile(r"(?:\d{1,2}\s*[-–]\s*)?(\d{1,3})")
_FEWEST, _MOSTLY, _TITLE_ROWS, _LONGEST = 3, 0.7, 15, 40
_ONE = frozenset(["a", "an", "one", "the", "ein", "eine", "einen", "un", "une", "una", "uno", "um",
                  "uma", "een", "en", "ett", "jeden", "1"])  # fmt: skip
_DATED = frozenset(["start", "finish", "deadline"])


class _Distance(NamedTuple):
    """So many days, weeks or months after an event; negative before it."""

    amount: int
    unit: str

    def of(self, event: datetime) -> datetime:
        """The day that lies so far from the event."""
        if self.unit != "mo":
            return event + timedelta(days=self.amount * (7 if self.unit == "w" else 1))
        years, month = divmod(event.year * 12 + event.month - 1 + self.amount, 12)
        last = monthrange(years, month + 1)[1]
        return event.replace(year=years, month=month + 1, day=min(event.day, last))


def with_relative_days(sheet: Sheet, year: int, reading: HeaderWishes, log: Log) -> Sheet:
    """The sheet with such cells as days, if a column has them, with a note.

    Where nothing names the day of the event, they are left out, which is told.

    Args:
        sheet: Any sheet.
        year: The year of a day in the title that has none.
        reading: What headers may be called.
        log: Receives the note.
    """
    found = _column(sheet)
    if found is None:
        return sheet
    column, own = found
    header = min(own) - 1
    told = _for_rows_below(sheet, column, own)
    event = _event(sheet, header, year)
    log.add(_note(sheet, header, column, event))
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for number in own:
        del rows[number][column]
    if event is not None:
        for number, distance in told.items():
            rows[number][column] = Cell(number, column, "date", distance.of(event))
    head = rows[header].get(column)
    meant = names(head.text, TASKS, reading) if head else ()
    if event is not None and (not meant or meant[0].field not in _DATED):
        rows[header][column] = Cell(header, column, "text", "Deadline")
    return replace(sheet, rows={number: cells for number, cells in rows.items() if cells})


def _column(sheet: Sheet) -> tuple[int, Mapping[int, _Distance]] | None:
    """The first column whose cells mostly are such days, below a header; else None."""
    found = by_columns(sheet, _distance)
    for column, told in sorted(found.items()):
        below = [n for n, cells in sheet.rows.items() if n >= min(told) and column in cells]
        away = any(one.amount for one in told.values())
        enough = len(told) >= max(_FEWEST, _MOSTLY * len(below))
        if enough and away and min(told) - 1 in sheet.rows and not _are_codes(sheet, column, told):
            return column, told
    return None


def _for_rows_below(
    sheet: Sheet, column: int, told: Mapping[int, _Distance]
) -> Mapping[int, _Distance]:
    """Row → distance, where one that stands alone in its row counts for the rows below it."""
    alone = {number for number in told if len(sheet.rows[number]) == 1}
    below = [number for number in sorted(sheet.rows) if number > min(told) - 1]
    if not alone or any(column in sheet.rows[n] and n not in told for n in below):
        return told
    found: dict[int, _Distance] = {}
    above: _Distance | None = None
    for number in below:
        above = told[number] if number in alone else above
        if number in told and number not in alone:
            found[number] = told[number]
        elif number not in alone and above is not None:
            found[number] = above
    return found


def _are_codes(sheet: Sheet, column: int, told: Mapping[int, _Distance]) -> bool:
    """Whether these are codes of tasks, T-1, T-2, T-3: events of a plan come one after another."""
    if not all(_COUNTED.fullmatch(sheet.rows[number][column].text) for number in told):
        return False
    amounts = [told[number].amount for number in sorted(told)]
    return sum(one > two for one, two in pairwise(amounts)) > (1 - _MOSTLY) * (len(amounts) - 1)


def _distance(cell: Cell) -> _Distance | None:
    text = cell.value if isinstance(cell.value, str) else ""
    if len(text) > _LONGEST:
        return None
    if counted := _COUNTED.fullmatch(text.strip()):
        unit = unit_of(counted["unit"]) if counted["unit"] else "d"
        amount = int(counted["n"]) * (1 if counted["sign"] == "+" else -1)
        return _Distance(amount, unit) if unit in ("d", "w", "mo") else None
    words = text.replace(",", " ").split()
    folded = list(map(fold, words))
    sides = [(-1, word) for word in folded if word in words_for("before")]
    sides += [(1, word) for word in folded if word in words_for("after")]
    units = [unit for word in words if (unit := unit_of(word)) in ("d", "w", "mo")]
    if len(sides) != 1 or len(units) != 1:
        return _Distance(0, "d") if " ".join(folded) in _SAME else None
    numbers = [told[1] for word in words if (told := _NUMBER.fullmatch(word))]
    alone = len(words) <= 2 or bool(_ONE & set(folded))  # the day before, week after
    if len(numbers) > 1 or not (numbers or alone):
        return None
    return _Distance(sides[0][0] * int(numbers[0] if numbers else 1), units[0])


_SAME = frozenset(
    ["on the day", "day of", "the day", "the big day", "day of event", "event day", "am tag",
     "le jour j", "jour j", "dia del evento", "op de dag"]
)  # fmt: skip


def _event(sheet: Sheet, header: int, year: int) -> datetime | None:
    """The last day that a title above the header names."""
    found = [
        day
        for number, cells in sorted(sheet.rows.items())
        if header - _TITLE_ROWS <= number < header
        for cell in cells.values()
        if (day := day_in(cell, month_first=False, year=year))
    ]
    named = day_in(Cell(1, 1, "text", sheet.name), month_first=False, year=year)
    return found[-1] if found else named


def _note(sheet: Sheet, header: int, column: int, event: datetime | None) -> Issue:
    head = sheet.rows[header].get(column)
    message = phrase("counts from an event whose day nothing names; not planned with")
    if event is not None:
        message = phrase("counts from the event on {day}", day=f"{event:%Y-%m-%d}")
    return Issue(
        severity="warning" if event is None else "info",
        code="relative-days",
        sheet=sheet.name,
        cell=f"{letters(column)}{header}",
        message=message,
        got=head.text if head else "",
        remedy=phrase("write the day of the event above the table"),
    )
