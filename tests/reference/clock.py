"""Instants and working time, by counting minutes on the wall clock.

An instant is a number of minutes since Monday 1 January 2001. Working time is a row of pieces
``[start, end)``, each with the day its shift belongs to and the row of the People sheet that holds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from tests.reference.spec import Calendar, Leave, Meeting, Person, Spec, When

DAY = 1440
EPOCH = date(2001, 1, 1)
OFFICE = (((480, 720), (780, 1020)),) * 5 + ((),) * 2
"""08:00-12:00 and 13:00-17:00 from Monday to Friday, where there is no calendar."""


def day_of(when: date) -> int:
    """The number of a day; day 0 is a Monday."""
    return when.toordinal() - EPOCH.toordinal()


def minute_of(when: datetime) -> int:
    """The instant of a date with a time."""
    return day_of(when) * DAY + when.hour * 60 + when.minute


def stamp(instant: int) -> datetime:
    """The date and time of an instant."""
    return datetime(EPOCH.year, EPOCH.month, EPOCH.day) + timedelta(minutes=instant)


def month_of(instant: int) -> tuple[int, int]:
    """Year and month of an instant."""
    when = stamp(instant)
    return when.year, when.month


@dataclass(frozen=True, slots=True)
class Piece:
    """Working time without a pause."""

    start: int
    end: int
    day: int
    row: int = 0


@dataclass(frozen=True)
class WorkTime:
    """When somebody works: pieces in order, none overlapping."""

    pieces: tuple[Piece, ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where the pieces start."""
        return [piece.start for piece in self.pieces]

    @cached_property
    def ends(self) -> list[int]:
        """Where the pieces end."""
        return [piece.end for piece in self.pieces]

    @cached_property
    def before(self) -> list[int]:
        """Minutes worked before each piece, and in all."""
        sums = [0]
        for piece in self.pieces:
            sums.append(sums[-1] + piece.end - piece.start)
        return sums

    def worked(self, instant: int) -> int:
        """Minutes worked before an instant."""
        k = bisect_right(self.starts, instant)
        return self.before[k] - (max(0, self.ends[k - 1] - instant) if k else 0)

    def works(self, instant: int) -> bool:
        """Whether the minute that begins at this instant is worked."""
        k = bisect_right(self.starts, instant)
        return k > 0 and instant < self.ends[k - 1]

    def next_start(self, instant: int) -> int | None:
        """The first instant at or after this one at which work can start."""
        k = bisect_right(self.ends, instant)
        return max(instant, self.starts[k]) if k < len(self.pieces) else None

    def last_end(self, instant: int) -> int | None:
        """The last instant at or before this one at which work can end."""
        k = bisect_left(self.starts, instant)
        return min(instant, self.ends[k - 1]) if k else None

    def day_start(self, day: int) -> int | None:
        """The start of the first shift that starts on this day."""
        return min((p.start for p in self.pieces if p.day == day), default=None)

    def day_end(self, day: int) -> int | None:
        """The end of the last shift that starts on this day."""
        return max((p.end for p in self.pieces if p.day == day), default=None)


def common(one: WorkTime, other: WorkTime) -> WorkTime:
    """The time in which both work; days and rows are those of the first."""
    found = [
        Piece(max(a.start, b.start), min(a.end, b.end), a.day, a.row)
        for a in one.pieces
        for b in other.pieces
        if a.start < b.end and b.start < a.end
    ]
    return WorkTime(tuple(found))


def either(times: Iterable[WorkTime]) -> WorkTime:
    """The time in which somebody works."""
    pieces: list[Piece] = []
    every = sorted((p for time in times for p in time.pieces), key=lambda p: (p.start, p.end))
    for piece in every:
        if pieces and piece.start <= pieces[-1].end:
            last = pieces.pop()
            pieces.append(Piece(last.start, max(last.end, piece.end), last.day))
        else:
            pieces.append(Piece(piece.start, piece.end, piece.day))
    return WorkTime(tuple(pieces))


def without(time: WorkTime, off: Sequence[tuple[int, int]]) -> WorkTime:
    """Working time less some spans of the wall clock."""
    pieces = list(time.pieces)
    for first, last in off:
        cut: list[Piece] = []
        for p in pieces:
            cut.append(Piece(p.start, min(p.end, first), p.day, p.row))
            cut.append(Piece(max(p.start, last), p.end, p.day, p.row))
        pieces = [piece for piece in cut if piece.start < piece.end]
    return WorkTime(tuple(pieces))


class Clock:
    """The working times of a workbook, from its first day to the last one looked at."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        start = spec.settings.start
        self.first = day_of(start)
        self.last = day_of(spec.last_day())
        self.begin = minute_of(start) if isinstance(start, datetime) else self.first * DAY
        self.end = (self.last + 1) * DAY
        self.project = self.calendar("")
        names = dict.fromkeys(person.name for person in spec.people)
        self.people = {name: self._person(name) for name in names}
        self.always = WorkTime((Piece(self.begin - 99 * DAY, self.end + 99 * DAY, 0),))

    def rows(self, name: str) -> tuple[Person, ...]:
        """The rows of a person."""
        return tuple(person for person in self.spec.people if person.name == name)

    def calendar(self, name: str) -> WorkTime:
        """The time of a calendar by its name; holidays are days on which nobody works."""
        return WorkTime(tuple(self._shifts(self._week(name))))

    def usual(self, name: str) -> WorkTime:
        """A person's week less holidays, as if there were neither leave nor meetings."""
        return self.calendar(self.rows(name)[0].calendar)

    def _week(self, name: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The project's calendar is the one called Standard, or else the first."""
        calendars = {calendar.name: calendar for calendar in self.spec.calendars}
        if not calendars:
            return OFFICE
        standard: Calendar = calendars.get("Standard", self.spec.calendars[0])
        return calendars.get(name, standard).days if name else standard.days

    def _shifts(self, week: Sequence[Sequence[tuple[int, int]]]) -> Iterable[Piece]:
        """A shift belongs to the day it starts: a holiday takes the shifts that start on it.

        So nobody works on in the first night what began on the day before the project's start.
        """
        off = {
            day
            for holiday in self.spec.holidays
            for day in range(day_of(holiday.first), day_of(holiday.last) + 1)
        }
        for day in range(self.first, self.last + 1):
            for start, end in () if day in off else week[day % 7]:
                opens = day * DAY + start
                closes = day * DAY + end + (DAY if end <= start else 0)
                if closes > self.begin:
                    yield Piece(max(self.begin, opens), closes, day)

    def _person(self, name: str) -> WorkTime:
        """Rows of one name change share, rate and calendar on the shifts of their days."""
        pieces: list[Piece] = []
        for number, row in enumerate(self.rows(name)):
            since = day_of(row.since) if row.since else self.first
            until = day_of(row.until) if row.until else self.last
            pieces += [
                Piece(p.start, p.end, p.day, number)
                for p in self.calendar(row.calendar).pieces
                if since <= p.day <= until
            ]
        time = WorkTime(tuple(sorted(pieces, key=lambda piece: piece.start)))
        mine = [leave for leave in self.spec.leave if leave.who == name]
        time = away(time, mine)
        meetings = [m for m in self.spec.meetings if name in m.who or "all" in m.who]
        return without(time, [s for m in meetings for s in self.occurrences(m)])

    def occurrences(self, meeting: Meeting) -> Iterable[tuple[int, int]]:
        """A planned meeting that falls on a holiday loses that occurrence."""
        step = {"": 0, "daily": 1, "weekly": 7}[meeting.repeat]
        last = day_of(meeting.until) if meeting.until and step else day_of(meeting.start)
        for day in range(day_of(meeting.start), last + 1, step or 1):
            shift = (day - day_of(meeting.start)) * DAY
            yield minute_of(meeting.start) + shift, minute_of(meeting.finish) + shift


def away(time: WorkTime, leaves: Sequence[Leave]) -> WorkTime:
    """Leave takes the shifts that start on its days, or the hours it names."""
    for leave in leaves:
        days = range(day_of(leave.first), day_of(leave.last) + 1)
        if leave.hours is None:
            time = WorkTime(tuple(p for p in time.pieces if p.day not in days))
        else:
            first, last = leave.hours
            time = without(time, [(d * DAY + first, d * DAY + last) for d in days])
    return time


def dated(when: When) -> tuple[int, int | None]:
    """The day of a date, and its instant if it has a time."""
    return day_of(when), minute_of(when) if isinstance(when, datetime) else None
