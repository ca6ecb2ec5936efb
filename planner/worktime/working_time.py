"""Working time in the user's terms: a week, its exceptions, days and hours off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from planner.worktime.moments import DAY, clock_time, minute_of_day
from planner.worktime.shapes import MinuteSpans

Week = tuple[MinuteSpans, ...]
"""The spans of each weekday, Monday first."""


def week_of(days: Sequence[Sequence[tuple[time, time]]]) -> Week:
    """A week in minutes. A span that ends at or before its start goes on into the next day."""
    spans: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, hours in enumerate(days):
        for start, end in hours:
            first, last = minute_of_day(start), minute_of_day(end)
            if first < last:
                spans[weekday].append((first, last))
            else:
                spans[weekday].append((first, DAY))
                spans[(weekday + 1) % 7].append((0, last))
    return tuple(map(union, spans))


def early(week: Week, day: int) -> int:
    """The minute of a day up to which the usual shift of the day before goes on; 0 for none.

    What goes on over midnight belongs to the day before, unless it fills the whole day.
    """
    before, here = week[(day - 2) % 7], week[(day - 1) % 7]
    goes_on = bool(before and here) and before[-1][1] == DAY and here[0][0] == 0
    return here[0][1] if goes_on and here[0][1] < DAY else 0


def default_days(hours: float, days: float) -> tuple[tuple[tuple[time, time], ...], ...]:
    """The hours of each weekday where no calendar is given.

    The first `days` days from Monday; 8 h are 08:00–12:00 and 13:00–17:00, other hours run from
    08:00 without a break (from midnight where they would not fit).
    """
    if hours == 8:
        worked: tuple[tuple[time, time], ...] = (
            (time(8), time(12)),
            (time(13), time(17)),
        )
    else:
        minutes = min(DAY, round(hours * 60))
        start = 8 * 60 if minutes <= DAY - 8 * 60 else 0
        worked = ((clock_time(start), clock_time(start + minutes)),)
    return tuple(worked if day < days else () for day in range(7))


def spans_of(hours: Iterable[tuple[time, time]]) -> MinuteSpans:
    """The hours of one day in its minutes; 24:00 is written 00:00."""
    return union((minute_of_day(start), minute_of_day(end) or DAY) for start, end in hours)


def union(spans: Iterable[tuple[int, int]]) -> MinuteSpans:
    """Merges spans: the same minutes, disjoint and in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def without(spans: MinuteSpans, off: MinuteSpans) -> MinuteSpans:
    """The spans less what is off."""
    for start, end in off:
        pieces = [((a, min(b, start)), (max(a, end), b)) for a, b in spans]
        spans = tuple(piece for pair in pieces for piece in pair if piece[0] < piece[1])
    return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTime:
    """The working time of a person or a calendar.

    Args:
        week: The usual hours.
        holidays: Day ordinal → spans in which nobody works; one mapping shared by all.
        special: Day ordinal → the spans worked on that day, in place of the usual ones and of
            holidays; one mapping shared by all with the same calendar.
        off: Day ordinal → spans in which this one does not work.
        first, last: Day ordinals outside which there is no work.
    """

    week: Week
    holidays: Mapping[int, MinuteSpans] = field(default_factory=dict)
    special: Mapping[int, MinuteSpans] = field(default_factory=dict)
    off: Mapping[int, MinuteSpans] = field(default_factory=dict)
    first: int = 0
    last: int = date.max.toordinal()

    def on(self, day: int) -> MinuteSpans:
        """The spans worked on a day."""
        if not self.first <= day <= self.last:
            return ()
        off = self.off.get(day)
        return without(self.usual(day), off) if off else self.usual(day)

    def usual(self, day: int) -> MinuteSpans:
        """The spans of a day by the week, its exceptions and the holidays alone."""
        if day in self.special:
            return self.special[day]
        spans = self.week[(day - 1) % 7]
        return without(spans, self.holidays[day]) if day in self.holidays else spans

    @property
    def daily(self) -> float:
        """Minutes worked per calendar day in a usual week."""
        return sum(end - start for spans in self.week for start, end in spans) / 7
