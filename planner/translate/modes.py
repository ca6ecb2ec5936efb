"""Turns the ways of doing a task into modes of an activity: who works when, for how much."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from models.calendars import Calendar, intersection, union
from models.problem import FREE, Bounds, Candidate, Edge, Mode, Pause, Pay, Seat
from models.uneven_calendars import Paced
from planner.project import Resource, Settings, Task
from planner.translate.prices_in_cents import cents, materials, slot_rate, surcharge, work_cost
from planner.translate.ways import Crew, Way, WaySeat, units, whole
from planner.translate.worker_terms import Period, paces, pays
from planner.worktime.grid import Grid

if TYPE_CHECKING:
    from planner.translate.known_plan import Nearness
    from planner.translate.meaning import Hand
    from planner.translate.task_dates import Window


class Begun(NamedTuple):
    """The cents of a task's fixed cost that have fallen due, and the people who were on it."""

    due: int = 0
    people: tuple[str, ...] = ()


NOT_BEGUN = Begun()


class Calendars:
    """The calendars of a problem, without doubles, and which is whose.

    Args:
        names: Of the project's named calendars; "" is the project's own.
        workers: How many workers there are.
        overtime: Positions of those who may work overtime, of whom their evenings count.
        usual: Positions of those whose usual time counts.
        calendars: Of all of these, in that order.
    """

    def __init__(
        self,
        names: Sequence[str],
        workers: int,
        overtime: Sequence[int],
        usual: Sequence[int],
        calendars: Sequence[Calendar],
    ) -> None:
        self.all: list[Calendar] = []
        self._known: dict[Calendar, int] = {}
        by_id = {id(calendar): self.add(calendar) for calendar in calendars}
        numbers = [by_id[id(calendar)] for calendar in calendars]
        self.named = dict(zip(names, numbers, strict=False))
        self.workers = tuple(numbers[len(names) : len(names) + workers])
        rest = numbers[len(names) + workers :]
        self.overtime = dict(zip(overtime, rest, strict=False))
        self.usual = dict(zip(usual, rest[len(overtime) :], strict=True))
        self.longer: dict[int, int] = {}
        self._common: dict[tuple[int, int], int] = {}

    def add(self, calendar: Calendar) -> int:
        """The calendar's position; it is added if it is new."""
        if calendar not in self._known:
            self._known[calendar] = len(self.all)
            self.all.append(calendar)
        return self._known[calendar]

    def paced(self, position: int, paces: tuple[tuple[int, int], ...], full: int) -> int:
        """The calendar with a pace that changes, see `models.uneven_calendars.Paced`."""
        return self.add(Paced(spans=self.all[position].spans, paces=paces, full=full))

    def common(self, one: int, other: int) -> int:
        """The calendar of when both work."""
        if one == other:
            return one
        if (one, other) not in self._common:
            both = intersection((self.all[one], self.all[other]))
            self._common[one, other] = self.add(both)
        return self._common[one, other]

    def reach(self, worker: int) -> Calendar:
        """The time in which a worker can work at most, overtime included."""
        return union((self.all[self.workers[worker]], self.all[self.overtime[worker]]))

    def of(self, worker: int, task: str, *, joint: Sequence[int] = ()) -> int:
        """The calendar of a worker on a task with a calendar ("": none of its own).

        Args:
            worker: By position.
            task: The task's calendar.
            joint: Others in whose time too it is done.
        """
        at = self.workers[worker]
        at = self.common(at, self.named[task]) if task else at
        for other in joint:
            at = self.common(at, self.of(other, task))
        return at


class _Turn(NamedTuple):
    """What decides a candidate: large projects ask for few different ones."""

    worker: int
    minutes: Fraction
    units: Fraction
    calendar: str
    overtime: bool
    joint: tuple[int, ...]
    unwanted: bool
    spans: bool
    pause: Pause | None
    bounds: Bounds
    due: int | None
    paced: bool
    used: bool
    strange: int


@dataclass(frozen=True, kw_only=True)
class Modes:
    """Makes modes on a grid; `full` is how many units one full person is.

    `periods` are those of the workers who have several rows.
    """

    crew: Crew
    grid: Grid
    settings: Settings
    calendars: Calendars
    full: int
    periods: Mapping[int, tuple[Period, ...]]
    near: "Nearness"
    _candidates: dict[_Turn, Candidate] = field(default_factory=dict)

    def mode(self, task: Task, way: Way, window: "Window", begun: Begun = NOT_BEGUN) -> Mode:
        """A way as a mode; it costs the task's fixed cost and materials, due as the task says.

        Where nothing may interrupt it, one slot of work on its calendar says when it may start.
        Of what has `begun` it costs what has not fallen due.
        """
        costs = (cost for _, _, cost in materials(self.crew, task, self.settings))
        fixed = cents(task.fixed_cost) + sum(costs) - begun.due
        spread = fixed and task.accrual == "prorated" and way.longest
        return Mode(
            seats=tuple(self._seat(task, way, part, window, begun) for part in way.parts),
            work=1 if task.unbroken and way.parts else self.grid.slots(way.minutes),
            cost=fixed,
            accrual="start" if task.accrual == "start" else "end",
            spread=self.grid.slots(way.longest) if spread else 0,
        )

    def _seat(
        self, task: Task, way: Way, part: WaySeat, window: "Window", begun: Begun = NOT_BEGUN
    ) -> Seat:
        preferred = task.needs[part.need].preferred
        liked = set(self.crew.called(preferred))
        strange, workers = self.near.strange(task), self.crew.workers
        depends = window.depends
        turns = (
            _Turn(
                worker,
                minutes,
                share,
                task.calendar,
                self._longer(way, worker) and minutes > 0,
                way.joint,
                bool(preferred) and worker not in liked,
                bool(task.spans),
                self._pause(task, worker),
                window.of(hand) if depends else FREE,
                window.due_of(hand),
                part.paced,
                workers[worker].name in begun.people,
                strange(workers[worker].name),
            )
            for worker, minutes, share in part.stints
            for hand in [self._hand(way, worker)]
        )
        return Seat(
            candidates=tuple(map(self._candidate, turns)),
            count=part.count,
        )

    def _hand(self, way: Way, worker: int) -> "Hand":
        return worker, way.overtime and worker in self.calendars.overtime, way.joint

    def edges(self, activity: int, ways: Sequence[Way], window: "Window") -> Iterator[Edge]:
        """The limits that dates set for an activity: for all candidates, or for each of them."""
        yield Edge(activity=activity, bounds=window.bounds)
        for mode, way in enumerate(ways if window.depends else ()):
            for worker in dict.fromkeys(s.worker for part in way.parts for s in part.stints):
                bounds = window.of(self._hand(way, worker))
                yield Edge(activity=activity, mode=mode, resource=worker, bounds=bounds)

    def _longer(self, way: Way, worker: int) -> bool:
        """Whether a worker may work overtime in a way."""
        return way.overtime and worker in self.calendars.overtime

    def _pause(self, task: Task, worker: int) -> Pause | None:
        """The longest pause of a worker on a task; its usual time on the task counts."""
        if task.longest_pause is None:
            return None
        usual = self.calendars.usual[worker]
        if task.calendar:
            usual = self.calendars.common(usual, self.calendars.named[task.calendar])
        return Pause(calendar=usual, most=task.longest_pause // self.grid.slot_minutes)

    def _candidate(self, turn: _Turn) -> Candidate:
        known = self._candidates.get(turn)
        if known is None:
            known = self._candidates[turn] = self._made(turn)
        return known

    def _made(self, turn: _Turn) -> Candidate:
        worker = self.crew.workers[turn.worker]
        if turn.worker in self.periods:  # earlier rows may lie before the axis
            worker = self.periods[turn.worker][0].term
        if turn.used:  # it was paid for the use when it began
            worker = replace(worker, cost_per_use=Decimal(0))
        pays, slot, settings = self._pays(turn), self.grid.slot_minutes, self.settings
        more = surcharge(worker, slot, turn.units, settings) if turn.overtime else None
        return Candidate(
            resource=turn.worker,
            work=self.grid.slots(whole(turn.minutes)),
            cost=0 if pays else work_cost(worker, turn.minutes, turn.units, settings),
            calendar=self._calendar(turn),
            overtime=more,
            unwanted=int(turn.unwanted),
            strange=turn.strange,
            bounds=turn.bounds,
            due=turn.due,
            pause=turn.pause,
            units=units(turn.units, self.full),
            rate=self._rate(worker, turn) if turn.spans and not pays else Fraction(0),
            pays=pays,
        )

    def _pays(self, turn: _Turn) -> tuple[Pay, ...]:
        """The prices of a worker whose price or share changes with its rows."""
        found, slots = self.periods.get(turn.worker, ()), self.grid.slots(whole(turn.minutes))
        load = turn.minutes, slots
        if turn.spans or not slots:
            load = Fraction(self.grid.slot_minutes), 1
        if not found:
            return ()
        return pays(found, self.settings, turn.units, load, paced=turn.paced)

    def _rate(self, worker: Resource, turn: _Turn) -> Fraction:
        """Cents for each slot of something whose length follows from others."""
        return slot_rate(worker, self.grid.slot_minutes, turn.units, self.settings)

    def _calendar(self, turn: _Turn) -> int | None:
        """The worker's calendar on the task, if it is not the worker's own."""
        if turn.overtime:
            return self.calendars.longer[turn.worker]
        at = self.calendars.of(turn.worker, turn.calendar, joint=turn.joint)
        found = self.periods.get(turn.worker, ())
        if found and turn.paced and turn.units:
            changes, full = paces(found, turn.units)
            at = self.calendars.paced(at, changes, full) if changes else at
        return None if at == self.calendars.workers[turn.worker] else at
