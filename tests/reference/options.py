"""Every way to do a task: who, when it starts, when each is free again, what it costs."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from tests.reference.clock import DAY, Clock, Piece, WorkTime, dated, either, month_of
from tests.reference.crews import Crew, Turn, crews_of
from tests.reference.dates import Dates, dates_of
from tests.reference.spec import Lag, Person, Spec, Task, UnsupportedError

Month = tuple[int, int]
Span = tuple[int, Fraction, int]
"""Worked from an instant, for so many minutes, under this row of the person."""

MOST = 12_000
"""Options of a task beyond which the reference gives up."""


@dataclass(frozen=True)
class Option:
    """A crew and a start, with all that follows. `cost` is by month."""

    crew: int
    start: int
    end: int
    taken: tuple[tuple[str, int, int], ...] = ()
    cost: dict[Month, Fraction] = field(default_factory=dict, hash=False, compare=False)


class Options:
    """The options of every task of a workbook, with instants that are multiples of `tick`."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock = spec, clock
        self.crews = {task.id: tuple(crews_of(spec, clock, task)) for task in spec.leaves}
        self.crews |= {task.id: tuple(crews_of(spec, clock, task)) for task in spec.hammocks}
        self.tick = math.gcd(*self._amounts())
        self.of: dict[str, list[Option]] = {}
        tick = 0
        while tick != self.tick:
            tick = self.tick
            self.of = {task.id: list(self._options(task)) for task in spec.leaves}
            ends = (o.end for options in self.of.values() for o in options)
            self.tick = math.gcd(tick, *ends)

    def _amounts(self) -> Iterator[int]:
        """All that can move an instant: edges of working time, durations, lags, dates."""
        yield from (DAY, self.clock.begin)
        times = [self.clock.project, *self.clock.people.values()]
        times += [self.clock.calendar(t.calendar) for t in self.spec.tasks if t.calendar]
        for time in times:
            yield from (edge for piece in time.pieces for edge in (piece.start, piece.end))
        for task in self.spec.tasks:
            crews = self.crews.get(task.id, ())
            yield from (math.ceil(crew.duration) for crew in crews)
            for when in dates_of(task):
                yield dated(when)[1] or DAY
            for link in task.links:
                for lag in (link.lag, link.longest or link.lag):
                    yield from self._lag_amounts(lag, link.first)

    def _lag_amounts(self, lag: Lag, first: str) -> Iterator[int]:
        if "percent" not in lag.unit:
            yield int(lag.amount)
        elif first in self.crews:
            yield from (math.ceil(c.duration * lag.amount / 100) for c in self.crews[first])
        else:
            yield math.ceil(60 * lag.amount / 100)

    def _options(self, task: Task) -> Iterator[Option]:
        options = list(self._all(task))
        if len(options) > MOST:
            raise UnsupportedError("too many options")
        dates = Dates(self.spec, self.clock)
        for option in options:
            if dates.allow(task, self.crews[task.id][option.crew], option):
                yield option

    def _all(self, task: Task) -> Iterator[Option]:
        for number, crew in enumerate(self.crews[task.id]):
            if crew.unstaffed is not None and not crew.amount:
                for instant in range(self.clock.begin, self.clock.end + 1, self.tick):
                    cost = {month_of(instant): task.fixed_cost}
                    yield Option(number, instant, instant, (), cost)
                continue
            for piece in crew.time.pieces:
                first = -(-piece.start // self.tick) * self.tick
                for start in range(first, piece.end, self.tick):
                    option = self._option(task, number, crew, start)
                    if option is not None:
                        yield option

    def _option(self, task: Task, number: int, crew: Crew, start: int) -> Option | None:
        """All are taken at the start, or at their first working instant after it, pause only for
        their own time off, and are free when their own share is done; together, all at the end.
        """
        walked: list[tuple[Turn, list[Span]]] = []
        for turn in crew.turns:
            spans = walk(turn.time, start, turn.amount, turn.speeds)
            if spans is None or not self._unbroken(task, turn.name, spans):
                return None
            walked.append((turn, spans))
        alone = Turn("", crew.times[0], crew.amount, (Fraction(1),), (Fraction(1),))
        if not crew.turns:
            spans = walk(alone.time, start, alone.amount, alone.speeds)
            if spans is None:
                return None
            walked.append((alone, spans))
        end = max(finish(spans) for _, spans in walked)
        taken = tuple(
            (turn.name, spans[0][0], end if crew.together else finish(spans))
            for turn, spans in walked
            if turn.name
        )
        return Option(number, start, end, taken, self._cost(task, walked, start, end))

    def _unbroken(self, task: Task, name: str, spans: list[Span]) -> bool:
        """No pause holds more of the person's usual working time than the longest pause."""
        if task.longest_pause is None:
            return True
        usual = self.clock.usual(name)
        return all(
            usual.worked(later[0]) - usual.worked(math.ceil(before[0] + before[1]))
            <= task.longest_pause
            for before, later in pairwise(spans)
        )

    def _cost(
        self, task: Task, walked: list[tuple[Turn, list[Span]]], start: int, end: int
    ) -> dict[Month, Fraction]:
        """Money falls in a month as the hours do; a cost per use at the start of the booking."""
        cost: dict[Month, Fraction] = defaultdict(Fraction)
        for turn, spans in walked:
            if not turn.name:
                continue
            rows = self.clock.rows(turn.name)
            first = rows[walk_row(spans)]
            cost[month_of(spans[0][0])] += first.cost_per_use * turn.units[walk_row(spans)]
            for begin, length, row in spans:
                rate = hourly(self.spec, rows[row]) * turn.units[row] / 60
                for month, minutes in by_month(begin, length):
                    cost[month] += minutes * rate
        for month, amount in self._fixed(task, walked, start, end):
            cost[month] += amount
        return dict(cost)

    def _fixed(
        self, task: Task, walked: list[tuple[Turn, list[Span]]], start: int, end: int
    ) -> Iterator[tuple[Month, Fraction]]:
        """Fixed cost falls due at the start, at the end, or evenly as the task is worked on."""
        if not task.fixed_cost:
            return
        if task.accrual == "Start":
            yield month_of(start), task.fixed_cost
        elif task.accrual == "End":
            yield month_of(end - 1), task.fixed_cost
        else:
            pieces = [Piece(s, math.ceil(s + length), 0) for _, ss in walked for s, length, _ in ss]
            worked = either([WorkTime((piece,)) for piece in pieces])
            whole = worked.before[-1]
            for piece in worked.pieces:
                for month, minutes in by_month(piece.start, Fraction(piece.end - piece.start)):
                    yield month, task.fixed_cost * minutes / whole


def hourly(spec: Spec, row: Person) -> Fraction:
    """A rate per day, week or month is for the project's hours of a day, week or month."""
    day = spec.settings.hours_per_day
    week, month = day * spec.settings.days_per_week, day * spec.settings.days_per_month
    return row.rate / {"h": Fraction(1), "d": day, "w": week, "mo": month}[row.per]


def walk(
    time: WorkTime, start: int, amount: Fraction, speeds: tuple[Fraction, ...]
) -> list[Span] | None:
    """Works an amount off from an instant on; None if there is not enough time."""
    spans: list[Span] = []
    for piece in time.pieces:
        if piece.end <= start:
            continue
        begin = max(start, piece.start)
        speed = speeds[piece.row]
        length = min(Fraction(piece.end - begin), amount / speed)
        spans.append((begin, length, piece.row))
        amount -= length * speed
        if not amount:
            return spans
    return None


def walk_row(spans: list[Span]) -> int:
    """The row that holds when the work begins."""
    return spans[0][2]


def finish(spans: list[Span]) -> int:
    """When the work is done; a part of a minute is a minute of time (but paid as it is)."""
    begin, length, _ = spans[-1]
    return math.ceil(begin + length)


def by_month(begin: int, length: Fraction) -> Iterator[tuple[Month, Fraction]]:
    """Minutes by month, cut at midnight."""
    at, end = Fraction(begin), begin + length
    while at < end:
        midnight = (math.floor(at) // DAY + 1) * DAY
        until = min(end, Fraction(midnight))
        yield month_of(math.floor(at)), until - at
        at = until
