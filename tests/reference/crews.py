"""Who may do a task, and the share of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product

from tests.reference.clock import Clock, WorkTime, common, either
from tests.reference.spec import Person, Seat, Spec, Task, UnsupportedError


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


def is_event(crew: Crew) -> bool:
    """Whether it takes no time and nobody: a milestone."""
    return crew.unstaffed is not None and not crew.amount


def common_time(crews: Iterable[Crew]) -> WorkTime | None:
    """When some of the people of a task work on it, if that is the same for all its crews."""
    times = {tuple((p.start, p.end) for p in crew.time.pieces): crew.time for crew in crews}
    return next(iter(times.values())) if len(times) == 1 else None


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


def crews_of(spec: Spec, clock: Clock, task: Task) -> Iterator[Crew]:
    """Every crew that may do a task, with the share of each."""
    duration = Fraction(task.duration or 0)
    if not task.seats:
        time = clock.calendar(task.calendar)
        heads = task.heads[0] if task.heads else 1
        amount = Fraction(task.work, max(1, heads)) if task.work else duration
        yield Crew((), together=False, unstaffed=time, amount=amount)
        return
    for staffing in staffings(spec, task):
        yield _crew(spec, clock, task, staffing)


def _crew(spec: Spec, clock: Clock, task: Task, staffing: tuple[tuple[Seat, str], ...]) -> Crew:
    """Together asks for all at the same time: the default with equipment."""
    rows = [clock.rows(name) for _, name in staffing]
    together = task.together
    if together is None:
        together = spec.settings.team_works == "together"
        together = together or any(row[0].type == "Equipment" for row in rows)
    times = [clock.people[name] for _, name in staffing]
    if task.calendar:
        times = [common(time, clock.calendar(task.calendar)) for time in times]
    if together:
        for _, name in staffing:
            times = [common(time, clock.people[name]) for time in times]
    units = [
        tuple(share(seat, row) for row in of) for (seat, _), of in zip(staffing, rows, strict=True)
    ]
    turns = tuple(
        _turn(spec, clock, task, seat, name, time, mine, units)
        for (seat, name), time, mine in zip(staffing, times, units, strict=True)
    )
    return Crew(turns, together=together and len(turns) > 1)


def _turn(
    spec: Spec,
    clock: Clock,
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
    rows = clock.rows(name)
    if task.duration is not None:
        filled = not named(spec, seat) and seat.units is None
        speeds = mine if filled else (Fraction(1),) * len(rows)
        return Turn(name, time, Fraction(task.duration), mine, speeds)
    if len(units) > 1 and any(len(set(each)) > 1 for each in units):
        raise UnsupportedError("work shared by people whose share changes")
    total = sum(each[0] for each in units)
    amount = Fraction(task.work or 0) * (mine[0] / total)
    speeds = tuple(u * row.efficiency for u, row in zip(mine, rows, strict=True))
    return Turn(name, time, amount, mine, speeds)
