"""Chart headers of days or weeks below months that are numbers, or ``Month 1``, ``Month 2``."""

from collections.abc import Mapping

from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, made
from planner.reading.axis_week_days import NUMBERED_WEEK
from planner.reading.cells import Cell
from planner.reading.durations import unit_of
from planner.reading.profile import as_number

_FEWEST, _MONTHS = 3, 12
_MOST_WEEKS, _LONGEST_MONTH = 6, 31


def days_of_numbered_months(header: HeaderCells, labels: Mapping[int, Cell]) -> HeaderAxis | None:
    """An axis of days below the numbers of their months, which begin with 1 from the second on."""
    spans: dict[int, Span] = {}
    before: tuple[int, int] = (0, 0)
    year = months = 0
    for cell in header.cells:
        label, number = labels.get(cell.column), as_number(cell)
        month = as_number(label) if label is not None else None
        days = number is not None and 1 <= number <= _LONGEST_MONTH
        if month is None or number is None or not days or not 1 <= month <= _MONTHS:
            if spans:
                break
            continue
        at = int(month), int(number)
        year = year or header.year_of(at[0])
        gap = bool(spans) and cell.column > max(spans) + 1
        if before[0] and at[0] != before[0]:
            if at[0] != before[0] % _MONTHS + 1 or (at[1] > 1 and not gap):
                return None
            year, months = year + (at[0] == 1), months + 1
        day = made(year, *at) if year else None
        on = at[1] > before[1] if gap else at[1] == before[1] + 1
        if day is None or (at[0] == before[0] and not on):
            return None
        before, spans[cell.column] = at, (day, day)
    enough = months and len(spans) >= _FEWEST
    return HeaderAxis(spans=spans, how="days") if enough else None


def weeks_of_numbered_months(header: HeaderCells, labels: Mapping[int, Cell]) -> HeaderAxis | None:
    """An axis of weeks that restart at 1 below ``Month 1``, ``Month 2``; they count on."""
    if header.start is None:
        return None
    monday = header.start.replace(hour=0, minute=0) - header.start.weekday() * DAY
    spans: dict[int, Span] = {}
    latest, week = 0, 0
    for cell in header.cells:
        label = labels.get(cell.column)
        worded = NUMBERED_WEEK.fullmatch(label.text) if label is not None else None
        if worded is None or unit_of(worded[1]) != "mo":
            if spans:
                break
            continue
        month = int(worded[2])
        week = week + 1 if month == latest else 1
        if as_number(cell) != week or week > _MOST_WEEKS or month not in (latest, latest + 1):
            return None
        latest, first = month, monday + 7 * len(spans) * DAY
        spans[cell.column] = first, first + 4 * DAY
    enough = latest > 1 and len(spans) > latest
    return HeaderAxis(spans=spans, how="weeks", dated=False) if enough else None
