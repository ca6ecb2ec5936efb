"""Every way to do a task: who, when it starts, when each is free again, what it costs."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product

from tests.reference.clock import DAY, Clock, Piece, WorkTime, dated, either, month_of
from tests.reference.crews import Crew, Turn, crews_of
from tests.reference.dates import Dates, dates_of
from tests.reference.overtime import Extra, Overtime, Span
from tests.reference.spec import Lag, Person, Spec, Task, UnsupportedError

Month = tuple[int, int]
Walked = list[tuple[Turn, list[Span]]]
RASTER = 15
"""Minutes between the instants looked at where no greatest common divisor is enough."""

MOST = 12_000
"""Options of a task beyond which the reference gives up."""


@dataclass(frozen=True)
class Option:
    """A crew and a start, with all that follows.

    `taken` has who is taken from when to when, `overtime` who works how many minutes of it in
    which week, `cost` money by month.
    """

    crew: int
    start: int
    end: int
    taken: tuple[tuple[str, int, int], ...] = ()
    overtime: tuple[tuple[str, int, int], ...] = ()
    cost: dict[Month, Fraction] = field(default_factory=dict, hash=False, compare=False)


class Options:
    """The options of every task of a workbook, with instants that are multiples of `tick`."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock, self.overtime = spec, clock, Overtime(spec, clock)
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

    @property
    def rastered(self) -> bool:
        """Whether the best instants may lie between multiples of all amounts: where a budget
        limits what is spent before an instant.
        """
        budgets, people = self.spec.budgets, self.spec.people
        names = {person.name for person in people}
        by_time = len(names) < len(people) or any(person.overtime_hours for person in people)
        return any(b.month for b in budgets) or (by_time and bool(budgets))

    def _amounts(self) -> Iterator[int]:
        """All that can move an instant: edges of working time, durations, lags, dates."""
        yield from (DAY, self.clock.begin, self.spec.settings.overtime_per_day)
        if self.rastered:
            yield RASTER
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
                    yield Option(number, instant, instant, (), (), cost)
                continue
            evenings = [e for turn in crew.turns for e in self.overtime.evenings(task, crew, turn)]
            for piece in (*crew.time.pieces, *evenings):
                first = -(-piece.start // self.tick) * self.tick
                for start in range(first, piece.end, self.tick):
                    yield from self._from(task, number, crew, start)

    def _from(self, task: Task, number: int, crew: Crew, start: int) -> Iterator[Option]:
        """All are taken at the start, or at their first working instant after it, pause only for
        their own time off, and are free when their own share is done; together, all at the end.
        """
        alone = (Turn("", crew.times[0], crew.amount, (Fraction(1),), (Fraction(1),)),)
        for ways in product(*(self._ways(task, crew, t, start) for t in crew.turns or alone)):
            walked = [(turn, spans) for turn, spans, _ in ways]
            if not any(spans[0].start == start for _, spans in walked):
                continue
            end = max(finish(spans) for _, spans in walked)
            taken = tuple(
                (turn.name, spans[0].start, end if crew.together else finish(spans))
                for turn, spans in walked
                if turn.name
            )
            extra = tuple((turn.name, week, m) for turn, _, more in ways for week, m in more)
            yield Option(number, start, end, taken, extra, self._cost(task, walked, start, end))

    def _ways(
        self, task: Task, crew: Crew, turn: Turn, start: int
    ) -> list[tuple[Turn, list[Span], Extra]]:
        evenings = self.overtime.evenings(task, crew, turn) if turn.name else []
        return [
            (turn, spans, extra)
            for spans, extra in self.overtime.walks(turn, evenings, start, self.tick)
            if not turn.name or self._unbroken(task, turn.name, spans)
        ]

    def _unbroken(self, task: Task, name: str, spans: list[Span]) -> bool:
        """No pause holds more of the person's usual working time than the longest pause."""
        if task.longest_pause is None:
            return True
        usual = self.clock.usual(name)
        return all(
            usual.worked(later.start) - usual.worked(math.ceil(before.start + before.length))
            <= task.longest_pause
            for before, later in pairwise(spans)
        )

    def _cost(self, task: Task, walked: Walked, start: int, end: int) -> dict[Month, Fraction]:
        """Money falls in a month as the hours do; a cost per use at the start of the booking."""
        cost: dict[Month, Fraction] = defaultdict(Fraction)
        for turn, spans in walked:
            if not turn.name:
                continue
            rows = self.clock.rows(turn.name)
            row = spans[0].row
            cost[month_of(spans[0].start)] += rows[row].cost_per_use * turn.units[row]
            for span in spans:
                rate = hourly(self.spec, rows[span.row], overtime=span.overtime)
                for month, minutes in by_month(span.start, span.length):
                    cost[month] += minutes * rate * turn.units[span.row] / 60
        for month, amount in self._fixed(task, walked, start, end):
            cost[month] += amount
        return dict(cost)

    def _fixed(
        self, task: Task, walked: Walked, start: int, end: int
    ) -> Iterator[tuple[Month, Fraction]]:
        """Fixed cost falls due at the start, at the end, or evenly as the task is worked on."""
        if not task.fixed_cost:
            return
        if task.accrual == "Start":
            yield month_of(start), task.fixed_cost
        elif task.accrual == "End":
            yield month_of(end - 1), task.fixed_cost
        else:
            spans = [span for _, mine in walked for span in mine]
            pieces = [Piece(s.start, math.ceil(s.start + s.length), 0) for s in spans]
            worked = either([WorkTime((piece,)) for piece in pieces])
            whole = worked.before[-1]
            for piece in worked.pieces:
                for month, minutes in by_month(piece.start, Fraction(piece.end - piece.start)):
                    yield month, task.fixed_cost * minutes / whole


def hourly(spec: Spec, row: Person, *, overtime: bool = False) -> Fraction:
    """A rate per day, week or month is for the project's hours of a day, week or month."""
    day = spec.settings.hours_per_day
    week, month = day * spec.settings.days_per_week, day * spec.settings.days_per_month
    rate = row.overtime_rate if overtime and row.overtime_rate is not None else row.rate
    return rate / {"h": Fraction(1), "d": day, "w": week, "mo": month}[row.per]


def finish(spans: list[Span]) -> int:
    """When the work is done; a part of a minute is a minute of time (but paid as it is)."""
    return math.ceil(spans[-1].start + spans[-1].length)


def by_month(begin: int, length: Fraction) -> Iterator[tuple[Month, Fraction]]:
    """Minutes by month, cut at midnight."""
    at, end = Fraction(begin), begin + length
    while at < end:
        midnight = (math.floor(at) // DAY + 1) * DAY
        until = min(end, Fraction(midnight))
        yield month_of(math.floor(at)), until - at
        at = until
