"""When the calendars of a draft work, what they inherit resolved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from planner.interchange.draft import DraftCalendar, Spans

Minutes = tuple[tuple[int, int], ...]
"""Spans of minutes of a day."""
STANDARD: tuple[Spans, ...] = (*(((time(8), time(12)), (time(13), time(17))),) * 5, (), ())
"""The week of a calendar that says nothing and inherits from nothing."""
_MOST_DAYS = 40 * 366


@dataclass(frozen=True)
class Calendars:
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

    def week(self, uid: str) -> tuple[Spans, ...]:
        """The usual hours of each weekday, Monday first."""
        line = self.line(uid)
        return tuple(
            next((told for one in line if (told := one.days[day]) is not None), STANDARD[day])
            for day in range(7)
        )

    def exceptions(self, uid: str) -> Mapping[date, Spans]:
        """Hours on each day that is an exception; a calendar's own go before inherited ones."""
        found: dict[date, Spans] = {}
        for one in reversed(self.line(uid)):
            for exception in one.exceptions:
                for ahead in range(min((exception.finish - exception.start).days + 1, _MOST_DAYS)):
                    found[exception.start + timedelta(days=ahead)] = exception.hours
        return found

    def names(self, uid: str) -> Mapping[date, str]:
        """What the exceptions are called."""
        return {
            exception.start: exception.name
            for one in reversed(self.line(uid))
            for exception in one.exceptions
            if exception.name
        }

    def on(self, uid: str, day: date) -> Minutes:
        """The minutes worked on a day."""
        line = self.line(uid)
        for one in line:
            told = next((e for e in reversed(one.exceptions) if e.start <= day <= e.finish), None)
            if told is not None:
                return minutes(told.hours)
            usual = one.days[day.weekday()]
            if usual is not None and not _excepted_above(line, one, day):
                return minutes(usual)
        return minutes(self.week(uid)[day.weekday()])


def _excepted_above(line: Sequence[DraftCalendar], one: DraftCalendar, day: date) -> bool:
    """Whether what is inherited has an exception then, which goes before a usual week."""
    above = line[line.index(one) + 1 :]
    return any(e.start <= day <= e.finish for base in above for e in base.exceptions)


def minutes(spans: Iterable[tuple[time, time]]) -> Minutes:
    """Spans in minutes of the day; an end of 00:00 is midnight at the end of the day."""
    return tuple(
        (start.hour * 60 + start.minute, finish.hour * 60 + finish.minute or 1440)
        for start, finish in spans
    )
