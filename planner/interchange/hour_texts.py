"""Working times of the calendars of a draft, with inheritance resolved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from planner.interchange.draft import DraftCalendar, DraftHours

Minutes = tuple[tuple[int, int], ...]
"""Spans of minutes of a day."""
STANDARD: tuple[DraftHours, ...] = (*(((time(8), time(12)), (time(13), time(17))),) * 5, (), ())
"""The week of a calendar that says nothing and inherits from nothing."""
_MOST_DAYS = 40 * 366


@dataclass(frozen=True)
class InheritedCalendars:
    """Calendars by uid; a circle of inheritance ends where it closes."""

    calendars: Sequence[DraftCalendar]

    @cached_property
    def _by_uid(self) -> Mapping[str, DraftCalendar]:
        return {one.uid: one for one in reversed(self.calendars)}

    def line(self, uid: str) -> list[DraftCalendar]:
        """The calendar and those it inherits from, itself first."""
        found: list[DraftCalendar] = []
        while uid in self._by_uid and self._by_uid[uid] not in found:
            found.append(self._by_uid[uid])
            uid = found[-1].base
        return found

    def week(self, uid: str) -> tuple[DraftHours, ...]:
        """The usual hours of each weekday, Monday first."""
        line = self.line(uid)
        return tuple(
            next((told for one in line if (told := one.days[day]) is not None), STANDARD[day])
            for day in range(7)
        )

    def exceptions(self, uid: str) -> Mapping[date, DraftHours]:
        """Hours on each day that is an exception; a calendar's own go before inherited ones."""
        if uid not in self._exceptions:
            self._exceptions[uid] = dict(self._unfolded(uid))
        return self._exceptions[uid]

    @cached_property
    def _exceptions(self) -> dict[str, Mapping[date, DraftHours]]:
        return {}

    def _unfolded(self, uid: str) -> Iterator[tuple[date, DraftHours]]:
        for one in reversed(self.line(uid)):
            for exception in one.exceptions:
                for ahead in range(min((exception.finish - exception.start).days + 1, _MOST_DAYS)):
                    yield exception.start + timedelta(days=ahead), exception.hours

    def names(self, uid: str) -> Mapping[date, str]:
        """The names of the exceptions."""
        return {
            exception.start: exception.name
            for one in reversed(self.line(uid))
            for exception in one.exceptions
            if exception.name
        }

    def on(self, uid: str, day: date) -> Minutes:
        """The minutes worked on a day; an exception, also an inherited one, goes before a week."""
        hours = self.exceptions(uid).get(day)
        return minutes(self.week(uid)[day.weekday()] if hours is None else hours)


def minutes(spans: Iterable[tuple[time, time]]) -> Minutes:
    """Spans in minutes of the day; an end of 00:00 is midnight at the end of the day."""
    return tuple(
        (start.hour * 60 + start.minute, finish.hour * 60 + finish.minute or 1440)
        for start, finish in spans
    )
