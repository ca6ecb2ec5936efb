"""Every way to do a task: who, when it starts, when each is free again, what it costs."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise, product

from tests.reference.clock import DAY, Clock, Piece, WorkTime, common, dated, either, month_of
from tests.reference.spec import HardDate, Person, Seat, Spec, Task, UnsupportedError, When

Month = tuple[int, int]
Span = tuple[int, Fraction, int]
"""Worked from an instant, for so many minutes, under this row of the person."""

MOST = 12_000
"""Options of a task beyond which the reference gives up."""


@dataclass(frozen=True)
class Turn:
    """A person on a task.

    `amount` is counted in minutes of the clock, or with `effort` in minutes of work of which
    `speeds` (by row) are done in a minute. `units` (by row) are paid and taken.
    """

    name: str
    time: WorkTime
    amount: Fraction
    units: tuple[Fraction, ...]
    speeds: tuple[Fraction, ...]

    def clock_minutes(self) -> Fraction:
        """The working time it takes if the first row holds."""
        return self.amount / self.speeds[0]


@dataclass(frozen=True)
class Crew:
    """Those who do a task together or each for themselves; nobody for a task without seats."""

    turns: tuple[Turn, ...]
    together: bool
    unstaffed: WorkTime | None = None
    amount: Fraction = Fraction(0)

    @cached_property
    def names(self) -> frozenset[str]:
        """Who they are."""
        return frozenset(turn.name for turn in self.turns)

    @cached_property
    def times(self) -> tuple[WorkTime, ...]:
        """When each of them works on the task."""
        if self.unstaffed is not None:
            return (self.unstaffed,)
        return tuple(turn.time for turn in self.turns)

    @cached_property
    def time(self) -> WorkTime:
        """When some of them work on the task."""
        return either(self.times)

    @cached_property
    def duration(self) -> Fraction:
        """The duration of a task is the longest share of its people."""
        return max([self.amount, *(turn.clock_minutes() for turn in self.turns)])


@dataclass(frozen=True)
class Option:
    """A crew and a start, with all that follows. `cost` is by month."""

    crew: int
    start: int
    end: int
    taken: tuple[tuple[str, int, int], ...] = ()
    cost: dict[Month, Fraction] = field(default_factory=dict, hash=False, compare=False)


def candidates(spec: Spec, task: Task, seat: Seat) -> list[str]:
    """Who may fill a seat: of its names or groups, with its skill, and not excluded."""
    first: dict[str, Person] = {}
    for person in spec.people:
        first.setdefault(person.name, person)
    found = []
    for name, person in first.items():
        called = not seat.names or name in seat.names or set(person.groups) & set(seat.names)
        able = not seat.skill or dict(person.skills).get(seat.skill, -1) >= seat.level
        if called and able and name not in task.excluded:
            found.append(name)
    return found


def named(spec: Spec, seat: Seat) -> bool:
    """Whether the user named the very person; else the planner fills the seat."""
    names = {person.name for person in spec.people}
    return len(seat.names) == 1 and not seat.skill and seat.names[0] in names


def share(seat: Seat, row: Person) -> Fraction:
    """The share is what the user wrote, or all that there is of one person."""
    return seat.units if seat.units is not None else min(Fraction(1), row.units)


def staffings(spec: Spec, task: Task) -> Iterator[tuple[tuple[Seat, str], ...]]:
    """Who sits where: one person fills one seat of a task.

    A range of people with a Work takes so many of all who are named or have the skill.
    """
    seats = task.seats
    if task.heads and task.work and seats:
        pool = list(dict.fromkeys(n for seat in seats for n in candidates(spec, task, seat)))
        shared = Seat(names=tuple(pool), skill=seats[0].skill, level=seats[0].level)
        for count in range(max(1, task.heads[0]), min(task.heads[1], len(pool)) + 1):
            for chosen in combinations(pool, count):
                yield tuple((shared, name) for name in chosen)
        return
    choices = [list(combinations(candidates(spec, task, s), s.count)) for s in seats]
    known = set()
    for choice in product(*choices):
        placed = tuple(
            (seat, name) for seat, names in zip(seats, choice, strict=True) for name in names
        )
        key = frozenset(placed)
        if len({name for _, name in placed}) == len(placed) and key not in known:
            known.add(key)
            yield placed


class Options:
    """The options of every task of a workbook, with instants that are multiples of `tick`."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock = spec, clock
        self.crews = {task.id: tuple(self.crews_of(task)) for task in spec.leaves}
        self.crews |= {task.id: tuple(self.crews_of(task)) for task in spec.hammocks}
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
            for when in _dates(task):
                yield dated(when)[1] or DAY
            for link in task.links:
                for lag in (link.lag, link.longest or link.lag):
                    yield from self._lag_amounts(lag, link.first)

    def _lag_amounts(self, lag: object, first: str) -> Iterator[int]:
        from tests.reference.spec import Lag

        assert isinstance(lag, Lag)
        if "percent" not in lag.unit:
            yield int(lag.amount)
        elif first in self.crews:
            yield from (math.ceil(c.duration * lag.amount / 100) for c in self.crews[first])
        else:
            yield math.ceil(60 * lag.amount / 100)

    def crews_of(self, task: Task) -> Iterator[Crew]:
        """Every crew that may do a task, with the share of each."""
        duration = Fraction(task.duration or 0)
        if not task.seats:
            time = self.clock.calendar(task.calendar)
            heads = task.heads[0] if task.heads else 1
            amount = Fraction(task.work, max(1, heads)) if task.work else duration
            yield Crew((), together=False, unstaffed=time, amount=amount)
            return
        for staffing in staffings(self.spec, task):
            yield self._crew(task, staffing)

    def _crew(self, task: Task, staffing: tuple[tuple[Seat, str], ...]) -> Crew:
        """Together asks for all at the same time: the default with equipment."""
        rows = [self.clock.rows(name) for _, name in staffing]
        together = task.together
        if together is None:
            together = self.spec.settings.team_works == "together"
            together = together or any(row[0].type == "Equipment" for row in rows)
        times = [self.clock.people[name] for _, name in staffing]
        if task.calendar:
            times = [common(time, self.clock.calendar(task.calendar)) for time in times]
        if together:
            for _, name in staffing:
                times = [common(time, self.clock.people[name]) for time in times]
        units = [
            tuple(share(seat, row) for row in of)
            for (seat, _), of in zip(staffing, rows, strict=True)
        ]
        turns = tuple(
            self._turn(task, seat, name, time, mine, units)
            for (seat, name), time, mine in zip(staffing, times, units, strict=True)
        )
        return Crew(turns, together=together and len(turns) > 1)

    def _turn(
        self,
        task: Task,
        seat: Seat,
        name: str,
        time: WorkTime,
        mine: tuple[Fraction, ...],
        units: list[tuple[Fraction, ...]],
    ) -> Turn:
        """A Duration with named people stays as it is; a Work, or a seat that the planner fills,
        is done at the person's share. A Work is shared in proportion to the shares, and done
        with each one's efficiency.
        """
        rows = self.clock.rows(name)
        if task.duration is not None:
            filled = not named(self.spec, seat) and seat.units is None
            speeds = mine if filled else (Fraction(1),) * len(rows)
            return Turn(name, time, Fraction(task.duration), mine, speeds)
        if len(units) > 1 and any(len(set(each)) > 1 for each in units):
            raise UnsupportedError("work shared by people whose share changes")
        total = sum(each[0] for each in units)
        amount = Fraction(task.work or 0) * (mine[0] / total)
        speeds = tuple(u * row.efficiency for u, row in zip(mine, rows, strict=True))
        return Turn(name, time, amount, mine, speeds)

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


def _dates(task: Task) -> Iterable[When]:
    fixed = (task.earliest_start, task.blocked_until, task.deadline)
    return [*(when for when in fixed if when), *(rule.when for rule in task.dates)]


class Dates:
    """What dates mean for those who do a task."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock = spec, clock

    def start(self, crew: Crew, when: When) -> int:
        """A date means the earliest start of that day's work of the people who do the task; where
        they do not work, the next time they do. A milestone stays on the very date.
        """
        day, instant = dated(when)
        if is_event(crew):
            if instant is not None:
                return instant
            opens = self.clock.project.day_start(day)
            return day * DAY if opens is None else opens
        if instant is not None:
            starts = [time.next_start(instant) for time in crew.times]
        else:
            starts = [p.start for time in crew.times for p in time.pieces if p.day >= day]
        return min((s for s in starts if s is not None), default=self.clock.end + DAY)

    def finish(self, crew: Crew, when: When) -> int:
        """A date means the latest end of that day's work of the people who do the task; where
        they do not work, their last end before it.
        """
        day, instant = dated(when)
        if is_event(crew):
            if instant is not None:
                return instant
            closes = self.clock.project.day_end(day)
            return (day + 1) * DAY if closes is None else closes
        if instant is not None:
            ends = [time.last_end(instant) for time in crew.times]
        else:
            ends = [p.end for time in crew.times for p in time.pieces if p.day <= day]
        return max((e for e in ends if e is not None), default=self.clock.begin - DAY)

    def allow(self, task: Task, crew: Crew, option: Option) -> bool:
        """Whether a start keeps the dates of the task, and those of its phases that all keep."""
        if option.start < self.start(crew, self.spec.settings.start):
            return False
        for row in (task, *self.spec.above(task)):
            for when in (row.earliest_start, row.blocked_until):
                if when and option.start < self.start(crew, when):
                    return False
            for rule in row.dates:
                if (row is task or rule.kind in ("SNET", "FNLT")) and not self.keeps(
                    crew, option, rule
                ):
                    return False
        return True

    def keeps(self, crew: Crew, option: Option, rule: HardDate) -> bool:
        """Whether an option keeps a hard date."""
        if rule.kind in ("SNET", "SNLT", "MSO"):
            at, event = self.start(crew, rule.when), option.start
        else:
            at, event = self.finish(crew, rule.when), option.end
        if rule.kind in ("MSO", "MFO"):
            return event == at
        return event >= at if rule.kind in ("SNET", "FNET") else event <= at

    def late(self, crew: Crew, option: Option, deadline: When) -> int:
        """Lateness is the project's working time from the deadline to the finish."""
        due = self.finish(crew, deadline)
        return max(0, self.clock.project.worked(option.end) - self.clock.project.worked(due))


def is_event(crew: Crew) -> bool:
    """Whether it takes no time and nobody: a milestone."""
    return crew.unstaffed is not None and not crew.amount
