"""Numbers of work, or of nothing named, that count the days from start to finish: durations."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.header_names import IN_PART
from planner.reading.heading import Heading
from planner.reading.profile import ColumnProfile, as_number
from planner.reading.span_texts import is_date
from planner.reading.values import BadValueError

_FEWEST, _MOSTLY = 3, 0.6
_FRIDAY = 4


def with_spanned_days(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """Makes a column of days of work the duration where most numbers are those between the dates.

    Args:
        headings: The headings with their fields; one with a clear name for work stays so.
        every: Column → what its cells hold.
    """
    columns = {h.field: h for h in headings if h.field}
    work = columns.get("work") or _free(headings, every)
    sure = work is None or (work.field and work.rank < IN_PART) or work.person
    if "duration" in columns or work is None or sure or work.unit not in ("", "d"):
        return list(headings)
    ends = [every.get(columns[f].column) for f in ("start", "finish") if f in columns]
    numbers = every.get(work.column)
    if len(ends) < 2 or numbers is None or ends[0] is None or ends[1] is None:
        return list(headings)
    starts, finishes = (_days(one) for one in ends if one is not None)
    told = {row: n for row, cell in numbers.cells if (n := as_number(cell)) is not None}
    both = [row for row in told if row in starts and row in finishes]
    spans = {row: _spans(starts[row], finishes[row]) for row in both}
    same = [row for row in both if told[row] in spans[row][0 if work.field else -1 :]]
    several = len({told[row] for row in same}) > 1
    if len(same) < _FEWEST or len(same) < _MOSTLY * len(both) or not several:
        return list(headings)
    why = phrase("its numbers count the days from start to finish")
    made = replace(work, field="duration", unit="d", by_content=why)
    return [made if h is work else h for h in headings]


def _free(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> Heading | None:
    """The first column of numbers that means nothing yet, behind the start."""
    start = next((h.column for h in headings if h.field == "start"), 0)
    for heading in headings:
        one = every.get(heading.column)
        closed = heading.field or heading.chart or heading.ignored or heading.column < start
        if not closed and one is not None and one.count and one.kinds["number"] > _MOSTLY:
            return heading
    return None


def _days(profile: ColumnProfile) -> dict[int, datetime]:
    return {row: day for row, cell in profile.cells if (day := _day(cell)) is not None}


def _day(cell: Cell) -> datetime | None:
    if isinstance(cell.value, datetime):
        return cell.value
    with suppress(BadValueError):
        return when(cell, "dmy") if is_date(cell) else None
    return None


def _spans(start: datetime, finish: datetime) -> tuple[int, ...]:
    """The days between two dates: without and with the first one, and the working days."""
    days = (finish.date() - start.date()).days
    if not 0 < days < _MOST:
        return ()
    worked = sum((start + timedelta(days=n)).weekday() <= _FRIDAY for n in range(days + 1))
    return days, days + 1, worked


_MOST = 4000
