"""Days counted from an event: ``T-30``, ``2 weeks before``, ``the day after``.

The event is on the day that the title names; the cells become days on which tasks are due.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.countdown_lists import as_countdown
from planner.reading.distances import COUNTED, Distance, distance_in
from planner.reading.durations import unit_of
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.tables import Log
from planner.reading.times_of_day import by_columns, day_in
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_FEWEST, _MOSTLY, _TITLE_ROWS, _LONGEST = 3, 0.7, 15, 40
_DATED = frozenset(["start", "finish", "deadline"])


def with_relative_days(sheet: Sheet, year: int, reading: HeaderWishes, log: Log) -> Sheet:
    """The sheet with such cells as days, if a column has them, with a note.

    Where nothing names the day of the event, they are left out, which is told.

    Args:
        sheet: Any sheet.
        year: The year of a day in the title that has none.
        reading: What headers may be called.
        log: Receives the note.
    """
    sheet = as_countdown(sheet)
    found = _column(sheet) or _numbers(sheet, year)
    if found is None:
        return sheet
    column, own = found
    header = min(own) - 1
    told = _for_rows_below(sheet, column, own)
    event = event_above(sheet, header, year)
    filled = not told.keys() <= own.keys() and event is not None
    log.add(_note(sheet, header, column, event, filled=filled))
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
    if event is not None:
        _not_before(event, told, rows, header)
    return replace(sheet, rows={number: cells for number, cells in rows.items() if cells})


def _not_before(
    event: datetime,
    told: Mapping[int, Distance],
    rows: Mapping[int, dict[int, Cell]],
    header: int,
) -> None:
    """Adds a column: what is on the day of the event, or after it, does not start before it."""
    later = [number for number, distance in told.items() if distance.amount >= 0]
    right = max(max(cells) for cells in rows.values() if cells) + 1
    if later:
        rows[header][right] = Cell(header, right, "text", "Earliest Start")
    for number in later:
        rows[number][right] = Cell(number, right, "date", event)


def _column(sheet: Sheet) -> tuple[int, Mapping[int, Distance]] | None:
    """The first column whose cells mostly are such days, below a header; else None."""
    found = by_columns(sheet, distance_in)
    for column, every in sorted(found.items()):
        told = _without_header(every)
        below = [n for n, cells in sheet.rows.items() if n >= min(told) and column in cells]
        away = any(one.amount for one in told.values())
        enough = len(told) >= max(_FEWEST, _MOSTLY * len(below))
        if enough and away and min(told) - 1 in sheet.rows and not _are_codes(sheet, column, told):
            return column, told
    return None


def _without_header(told: Mapping[int, Distance]) -> Mapping[int, Distance]:
    """The distances without a header *D-Day* above days before it."""
    first, *others = sorted(told)
    headed = not told[first].amount and any(told[number].amount < 0 for number in others[:1])
    return {number: told[number] for number in others} if headed else told


def _for_rows_below(
    sheet: Sheet, column: int, told: Mapping[int, Distance]
) -> Mapping[int, Distance]:
    """Row → distance, where one that stands alone in its row counts for the rows below it.

    So does each, for those without one, where none is said twice.
    """
    alone = {number for number in told if len(sheet.rows[number]) == 1}
    below = [number for number in sorted(sheet.rows) if number > min(told) - 1]
    heads = alone or (set(told) if len(set(told.values())) == len(told) else set())
    if not heads or any(column in sheet.rows[n] and n not in told for n in below):
        return told
    found: dict[int, Distance] = {}
    above: Distance | None = None
    for number in below:
        above = told[number] if number in heads else above
        if number in told and number not in alone:
            found[number] = told[number]
        elif number not in alone and above is not None:
            found[number] = above
    return found


def _are_codes(sheet: Sheet, column: int, told: Mapping[int, Distance]) -> bool:
    """Whether these are codes of tasks, T-1, T-2, T-3: events of a plan come one after another."""
    if not all(COUNTED.fullmatch(sheet.rows[number][column].text) for number in told):
        return False
    amounts = [told[number].amount for number in sorted(told)]
    return sum(one > two for one, two in pairwise(amounts)) > (1 - _MOSTLY) * (len(amounts) - 1)


def _numbers(sheet: Sheet, year: int) -> tuple[int, Mapping[int, Distance]] | None:
    """The column of numbers below *Weeks before launch* or *T-minus (weeks)*, if the event is told.

    They are negative before the event where some are negative below T-minus.
    """
    for number in sorted(sheet.rows)[:_TITLE_ROWS]:
        for column, cell in sheet.rows[number].items():
            unit = _unit_of_distance(cell)
            if not unit:
                continue
            cells = {
                n: row[column] for n, row in sheet.rows.items() if n > number and column in row
            }
            values = {
                n: one.value for n, one in cells.items() if isinstance(one.value, int | float)
            }
            enough = len(values) >= max(_FEWEST, _MOSTLY * len(cells))
            if not enough or event_above(sheet, number, year) is None or number + 1 not in values:
                continue
            first = -1 if values[min(values)] > 0 else 1
            return column, {n: Distance(first * int(v), unit) for n, v in values.items()}
    return None


def _unit_of_distance(cell: Cell) -> str:
    """The unit in a header that says how long before an event something is; "" in any other."""
    text = cell.value if isinstance(cell.value, str) and len(cell.value) <= _LONGEST else ""
    words = re.findall(r"[^\W\d_]+", text)
    before = any(fold(word) in words_for("before") for word in words[1:])
    if not before and not _COUNTDOWN.match(text):
        return ""
    units = {
        unit for word in words if len(word) > 1 and (unit := unit_of(word)) in ("d", "w", "mo")
    }
    return units.pop() if len(units) == 1 else ""


_COUNTDOWN = re.compile(r"(?i)[tdj]\s*(?:[-–−]|\+/-|minus\b)")


def event_above(sheet: Sheet, header: int, year: int) -> datetime | None:
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


def _note(sheet: Sheet, header: int, column: int, event: datetime | None, *, filled: bool) -> Issue:
    head = sheet.rows[header].get(column)
    message = phrase("counts from an event whose day nothing names; not planned with")
    if event is not None:
        message = phrase("counts from the event on {day}", day=f"{event:%Y-%m-%d}")
    if event is not None and filled:
        message = phrase(
            "counts from the event on {day}; blank cells count as the one above them",
            day=f"{event:%Y-%m-%d}",
        )
    return Issue(
        severity="warning" if event is None else "info",
        code="relative-days",
        sheet=sheet.name,
        cell=f"{letters(column)}{header}",
        message=message,
        got=head.text if head else "",
        remedy=phrase("write the day of the event above the table"),
    )
