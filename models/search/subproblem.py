"""A small problem out of a large one: some activities are free, everything else stays.

What stays becomes reservations, tighter dates and smaller budgets; the axis is cut to the time
around the free activities and begins at 0 again. What spans a free activity is free with it; those
it spans that stay become one activity at a fixed time, cut to the axis. Lateness, cost and the like
of the small problem differ from those of the large one by constants.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from models.bookings import chosen, evenings, moved
from models.calendars import Calendar
from models.measures import MEASURES
from models.measures.goals import Goal, value
from models.measures.spending import overhead, spent, stands, timed_days
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    FREE,
    Activity,
    Budget,
    Candidate,
    Level,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from models.schedule import Assignment, Schedule, Task
from models.search.ledger import Ledger
from models.timing.instants import Ties, carries, instants, marks, own_dates
from models.timing.lags import earliest_after, lag_of, latest_first

_CANDIDATES = 10
"""Most candidates of a seat that are looked at: those at hand, and others by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A small problem, its schedule at present, and the way back.

    Args:
        problem: What to plan.
        goal: One sum to minimise.
        limits: Other goals and the most that each may reach.
        schedule: The present one, of the small problem.
        activities: For each of its activities the position in the large problem, but for those at
            its end that stand for what stays.
        resources: The same for its resources.
        offset: The slot of the large axis at which the small one begins.
    """

    problem: Problem
    goal: Goal
    limits: tuple[tuple[Goal, int], ...]
    schedule: Schedule
    activities: tuple[int, ...]
    resources: tuple[int, ...]
    offset: int

    def back(self, schedule: Schedule) -> dict[int, Task | None]:
        """The tasks in terms of the large problem."""
        return {
            i: None if task is None else self._moved(task)
            for i, task in zip(self.activities, schedule.tasks, strict=False)
        }

    def _moved(self, task: Task) -> Task:
        assignments = tuple(
            Assignment(seat=one.seat, resource=self.resources[one.resource])
            for one in task.assignments
        )
        start, end = task.start + self.offset, task.end + self.offset
        extras = tuple(
            moved(extra, self.offset, self.resources[extra.resource]) for extra in task.overtime
        )
        return replace(task, start=start, end=end, assignments=assignments, overtime=extras)


def subproblem(
    ledger: Ledger,
    free: Iterable[int],
    goals: tuple[Goal, ...],
    random: Random,
    settled: tuple[tuple[int, int], ...] = (),
) -> Step:
    """The problem of planning the free activities anew.

    Args:
        ledger: The present schedule.
        free: Activities that may change; those left out may come in.
        goals: In strict order; the small problem minimises one sum that keeps the order.
        random: Chooses among candidates where there are many, and how far the window reaches.
        settled: Value at present, and the most it may be, of the first goals; the small problem
            minimises the others.
    """
    chosen = set(free)
    chosen.update(whole for i in tuple(chosen) for whole in ledger.problem.spanned_by[i])
    return _Cut(ledger, sorted(chosen), random).step(goals, settled)


class _Cut:
    """Collects the parts of a small problem."""

    def __init__(self, ledger: Ledger, free: list[int], random: Random) -> None:
        self.ledger = ledger
        self.problem = ledger.problem
        self.free = free
        self.inside = {i: k for k, i in enumerate(free)}
        self.random = random
        self.low, self.high = self._window()
        self.stays = self._stays()
        self.calendars: dict[int, int] = {}
        self.resources: dict[int, int] = {}
        at_hand = (ledger.tasks[i] for i in free)
        self.crew = {one.resource for task in at_hand if task for one in task.assignments}

    def _window(self) -> tuple[int, int]:
        free = [i for i in self.free if not self.problem.activities[i].spans] or self.free
        placed = [task for i in free if (task := self.ledger.tasks[i]) is not None]
        low = min((task.start for task in placed), default=0)
        high = max((task.end for task in placed), default=self.problem.horizon)
        if len(placed) < len(free):
            low = min(low, *(self.problem.activities[i].start_min for i in free))
        room = 1 + (high - low) // 2
        return max(0, low - room), min(self.problem.horizon, high + room // 2)

    def _stays(self) -> dict[int, Task]:
        """For what spans others, the time on the large axis of those that stay."""
        found: dict[int, Task] = {}
        for i in self.free:
            others = (k for k in self.problem.activities[i].spans if k not in self.inside)
            tasks = [task for k in others if (task := self.ledger.tasks[k]) is not None]
            if tasks:
                start, end = min(t.start for t in tasks), max(t.end for t in tasks)
                found[i] = Task(start=start, end=end)
        return found

    def _cut(self, slot: int) -> int:
        """A slot on the small axis, or the end of that next to it."""
        return min(max(slot, self.low), self.high) - self.low

    def step(self, goals: tuple[Goal, ...], settled: tuple[tuple[int, int], ...]) -> Step:
        """The small problem."""
        tasks = [self.ledger.tasks[i] for i in self.free]
        for i in self.free:
            self.ledger.remove(i)
        try:
            small = self._problem(tasks)
        finally:
            for i, task in zip(self.free, tasks, strict=True):
                self.ledger.put(i, task)
        staying = (
            Task(start=self._cut(task.start), end=self._cut(task.end))
            for task in self.stays.values()
        )
        schedule = Schedule(tasks=(*map(self._task, self.free, tasks), *staying))
        return Step(
            problem=small,
            goal=_sum(small, self._open(goals[len(settled) :])),
            limits=tuple(self._limits(goals, settled, small, schedule)),
            schedule=schedule,
            activities=tuple(self.free),
            resources=tuple(self.resources),
            offset=self.low,
        )

    def _problem(self, tasks: list[Task | None]) -> Problem:
        problem = self.problem
        free = (self._activity(i, task) for i, task in zip(self.free, tasks, strict=True))
        activities = (*free, *map(self._staying, self.stays.values()))
        links = tuple(
            self._link(link)
            for i in self.free
            for link in problem.outgoing[i]
            if link.second in self.inside
        )
        due_calendar = problem.due_calendar
        due_calendar = None if due_calendar is None else self._calendar(due_calendar)
        resources = tuple(self._resource(r) for r in self.resources)
        clock = problem.clock
        return Problem(
            horizon=self.high - self.low,
            activities=activities,
            resources=resources,
            calendars=tuple(self._cropped(c) for c in self.calendars),
            precedences=links,
            reservations=tuple(taken for r in self.resources for taken in self._taken(r)),
            staffing=tuple(
                self._pair(pair)
                for pair in problem.staffing
                if pair.first in self.inside and pair.second in self.inside
            ),
            budgets=tuple(self._budget(b) for b in problem.budgets),
            clock=None if clock is None else clock[self.low : self.high + 1],
            due_calendar=due_calendar,
            overhead=self._overhead(),
        )

    def _limits(
        self,
        goals: tuple[Goal, ...],
        settled: tuple[tuple[int, int], ...],
        small: Problem,
        schedule: Schedule,
    ) -> Iterator[tuple[Goal, int]]:
        """What the first goals may reach here; whoever adopts the outcome looks at the others."""
        for goal, (now, most) in zip(goals, settled, strict=False):
            measures = [MEASURES[name] for name, _ in goal.terms]
            if all(one.separable_in(small) for one in measures):
                yield goal, value(small, schedule, goal) + max(0, most - now)
            elif all(one.of_finish for one in measures):
                weight = sum(weight for _, weight in goal.terms)
                yield goal, max(value(small, schedule, goal), most - weight * self.low)

    def _open(self, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        """The goals without the makespan where something that stays ends after all that is free."""
        stays = (t.end for i, t in enumerate(self.ledger.tasks) if t and i not in self.inside)
        if max(stays, default=0) < self.high:
            return goals
        kept = (
            replace(goal, terms=tuple((n, w) for n, w in goal.terms if not MEASURES[n].of_finish))
            for goal in goals
        )
        return tuple(goal for goal in kept if goal.terms) or goals[:1]

    # Activities

    def _staying(self, task: Task) -> Activity:
        """What stands for those that stay of what is spanned."""
        start, end = self._cut(task.start), self._cut(task.end)
        always = self._calendar(-1)
        modes = (Mode(work=end - start),)
        return Activity(modes=modes, calendar=always, start_min=start, start_max=start)

    def _spanned(self, i: int) -> tuple[int, ...]:
        """What the activity spans in the small problem."""
        spans = self.problem.activities[i].spans
        staying = list(self.stays)
        fixed = (len(self.free) + staying.index(i),) if i in self.stays else ()
        return (*(self.inside[k] for k in spans if k in self.inside), *fixed)

    def _activity(self, i: int, task: Task | None) -> Activity:
        activity = self.problem.activities[i]
        low = {"S": activity.start_min, "F": activity.end_min}
        high = {
            "S": self.high if activity.start_max is None else activity.start_max,
            "F": self.high if activity.end_max is None else activity.end_max,
        }
        for link in self.problem.incoming[i]:
            other = self.ledger.tasks[link.first]
            if link.first not in self.inside and other is not None:
                bound = earliest_after(self.problem, link, other)
                low[link.kind[1]] = max(low[link.kind[1]], bound)
        for link in self.problem.outgoing[i]:
            other = self.ledger.tasks[link.second]
            if link.second not in self.inside and other is not None:
                event = other.end if link.kind[1] == "F" else other.start
                bound = latest_first(self.problem, link, event)
                high[link.kind[0]] = min(high[link.kind[0]], bound)
        self._loosen(i, low, high)
        return replace(
            activity,
            calendar=self._calendar(activity.calendar),
            modes=tuple(self._mode(i, mode, task) for mode in activity.modes),
            spans=self._spanned(i),
            drop_cost=None if i in self.stays else activity.drop_cost,
            moment=self._moment(i),
            start_min=max(0, low["S"] - self.low),
            end_min=max(0, low["F"] - self.low),
            start_max=min(high["S"], self.high) - self.low,
            end_max=min(high["F"], self.high) - self.low,
            due=None if activity.due is None else activity.due - self.low,
            previous=None if activity.previous is None else activity.previous - self.low,
            stay=None if activity.stay is None else activity.stay.shifted(self.low),
        )

    def _moment(self, i: int) -> int | None:
        """Of a milestone that floats on the clock: what its date and those that stay allow."""
        moment = self.problem.activities[i].moment
        if (i, "S") not in Ties.of(self.problem).floating:
            return moment
        found = [] if moment is None else [moment]
        for link in self.problem.incoming[i]:
            other = self.ledger.tasks[link.first]
            if link.first not in self.inside and other is not None:
                lag = lag_of(self.problem, link, other)
                if link.elapsed or carries(link):
                    found.append(self._instants[link.first, link.kind[0]] + lag)
        return max(found, default=None)

    @cached_property
    def _instants(self) -> dict[tuple[int, str], int]:
        """Those of what stays."""
        problem = self.problem
        return instants(problem, self.ledger.schedule(), marks(problem), own_dates(problem))

    def _loosen(self, i: int, low: dict[str, int], high: dict[str, int]) -> None:
        """Takes bounds away from a start or an end that lies with those that stay off the axis."""
        staying = self.stays.get(i)
        if staying is not None and staying.start < self.low:
            low["S"], high["S"] = 0, self.high
        if staying is not None and staying.end > self.high:
            low["F"], high["F"] = 0, self.high

    def _mode(self, i: int, mode: Mode, task: Task | None) -> Mode:
        must, never = self.ledger.staffing(i)
        present = {one.resource for one in task.assignments} if task else set()
        bounds = mode.bounds
        if bounds != FREE:
            bounds = bounds.shifted(self.low)
        return replace(
            mode,
            bounds=bounds,
            seats=tuple(self._seat(seat, present, never, kept=bool(must)) for seat in mode.seats),
        )

    def _seat(self, seat: Seat, present: set[int], never: set[int], *, kept: bool) -> Seat:
        able = [c for c in seat.candidates if c.resource not in never or c.resource in present]
        if kept:
            chosen = [c for c in able if c.resource in present]
            able = chosen if len(chosen) >= seat.count else able
        if len(able) > _CANDIDATES:
            near = [c for c in able if c.resource in self.crew]
            others = [c for c in able if c.resource not in self.crew]
            least = max(seat.count, _CANDIDATES - len(near))
            able = near + self.random.sample(others, min(len(others), least))
        return replace(seat, candidates=tuple(map(self._candidate, able)))

    def _candidate(self, candidate: Candidate) -> Candidate:
        calendar = None if candidate.calendar is None else self._calendar(candidate.calendar)
        place = self.resources.setdefault(candidate.resource, len(self.resources))
        bounds = candidate.bounds
        if bounds != FREE:
            bounds = bounds.shifted(self.low)
        pause = candidate.pause
        if pause is not None:
            pause = replace(pause, calendar=self._calendar(pause.calendar))
        pays = tuple(replace(pay, since=max(0, pay.since - self.low)) for pay in candidate.pays)
        begun = sum(1 for pay in candidate.pays[1:] if pay.since <= self.low)
        return replace(
            candidate,
            resource=place,
            calendar=calendar,
            bounds=bounds,
            due=None if candidate.due is None else candidate.due - self.low,
            pause=pause,
            pays=pays[begun:],
        )

    def _task(self, i: int, task: Task | None) -> Task | None:
        if task is None:
            return None
        assignments = tuple(
            Assignment(seat=one.seat, resource=self.resources[one.resource])
            for one in task.assignments
        )
        start, end = task.start - self.low, task.end - self.low
        if i in self.stays:
            start, end = self._cut(task.start), self._cut(task.end)
        extras = tuple(
            moved(extra, -self.low, self.resources[extra.resource]) for extra in task.overtime
        )
        return replace(task, start=start, end=end, assignments=assignments, overtime=extras)

    # The rest

    def _link(self, link: Precedence) -> Precedence:
        calendar = None if link.calendar is None else self._calendar(link.calendar)
        first, second = self.inside[link.first], self.inside[link.second]
        return replace(link, first=first, second=second, calendar=calendar)

    def _pair(self, pair: Staffing) -> Staffing:
        among = pair.among
        if among is not None:
            among = frozenset(self.resources[r] for r in among if r in self.resources)
        first, second = self.inside[pair.first], self.inside[pair.second]
        return replace(pair, first=first, second=second, among=among)

    def _calendar(self, calendar: int) -> int:
        """The position of a calendar of the large problem in the small one; -1 is always."""
        return self.calendars.setdefault(calendar, len(self.calendars))

    def _cropped(self, calendar: int) -> Calendar:
        if calendar < 0:
            return Calendar.always(self.high - self.low)
        return self.problem.calendars[calendar].cropped(self.low, self.high)

    def _resource(self, r: int) -> Resource:
        resource = self.problem.resources[r]
        levels = tuple(
            Level(start=max(0, one.start - self.low), end=one.end - self.low, capacity=one.capacity)
            for one in resource.levels
            if one.end > self.low and one.start < self.high
        )
        calendar, overtime = self._calendar(resource.calendar), resource.overtime
        if overtime is not None:
            overtime = self._overtime(r, overtime)
        return replace(resource, calendar=calendar, levels=levels, overtime=overtime)

    def _overtime(self, r: int, overtime: Overtime) -> Overtime:
        """The evenings, and what is left of each ceiling beside what stays.

        A share of a slot that is left counts as none.
        """
        spans = self._worked_late.get(r, ())
        capacity, left = self.problem.resources[r].capacity, []
        for one in overtime.ceilings:
            if one.start < self.high and one.end > self.low:
                worked = sum(
                    units * max(0, min(end, one.end) - max(start, one.start))
                    for units, start, end in spans
                )
                start, end = max(one.start, self.low) - self.low, one.end - self.low
                most = max(0, one.most - -(-worked // max(1, capacity)))
                left.append(Ceiling(start=start, end=end, most=most))
        return Overtime(calendar=self._calendar(overtime.calendar), ceilings=tuple(left))

    @cached_property
    def _worked_late(self) -> dict[int, list[tuple[int, int, int]]]:
        """Overtime of what stays by resource, as units, start and end."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for i, task in enumerate(self.ledger.tasks):
            if task is not None and i not in self.inside:
                for one in chosen(self.problem, i, task):
                    for start, end in evenings(self.problem, one, task):
                        found.setdefault(one.resource, []).append((one.units, start, end))
        return found

    def _taken(self, r: int) -> Iterable[Reservation]:
        place = self.resources[r]
        for start, end, units in self.ledger.profiles[r].steps(self.low, self.high):
            yield Reservation(
                resource=place, start=start - self.low, end=end - self.low, units=units
            )

    def _budget(self, budget: Budget) -> Budget:
        """What is left of the budget beside what stays; the free ones are out of the ledger.

        The cost of days counts in full, see `_overhead`.
        """
        wanted = None if budget.activities is None else set(budget.activities)
        inside = [k for i, k in self.inside.items() if wanted is None or i in wanted]
        period = budget.period
        if period is not None:
            start, end = (min(max(t, self.low), self.high) - self.low for t in period)
            period = (start, end)
        schedule = self.ledger.schedule()
        named: tuple[int, ...] | None = tuple(inside)
        left = budget.limit - spent(self.problem, schedule, budget)
        if wanted is None and self.problem.overhead is not None:
            left, named = left + overhead(self.problem, schedule, budget.days), None
        return replace(budget, activities=named, period=period, limit=left)

    def _overhead(self) -> Overhead | None:
        """The cost of days, with those of what stays."""
        paid = self.problem.overhead
        if paid is None:
            return None
        tasks = ((i, t) for i in paid.activities if (t := self.ledger.tasks[i]) is not None)
        found = [stands(self.problem.activities[i], task) for i, task in tasks]
        firsts = [paid.day(first) for first, _ in found]
        lasts = [paid.day(last) for _, last in found]
        lasts += timed_days(self.problem, self.ledger.schedule()).values()
        firsts += [] if paid.since is None else [paid.since]
        lasts += [] if paid.until is None else [paid.until]
        return replace(
            paid.among(self.inside).between(self.low, self.high),
            since=min(firsts, default=None),
            until=max(lasts, default=None),
        )


def _sum(problem: Problem, goals: tuple[Goal, ...]) -> Goal:
    """The goals as one sum in which a later one never outweighs an earlier one.

    Later goals whose weights would make the sum too large for exact arithmetic are left out.
    """
    ranges = [sum(w * MEASURES[name].range(problem) for name, w in goal.terms) for goal in goals]
    kept = 1
    size = ranges[0]
    while kept < len(goals) and size * (ranges[kept] + 1) < _LARGEST:
        size *= ranges[kept] + 1
        kept += 1
    factor = 1
    terms: list[tuple[str, int]] = []
    for k in reversed(range(kept)):
        terms += [(name, factor * w) for name, w in goals[k].terms]
        factor *= ranges[k] + 1
    return Goal(name="all", terms=tuple(terms))


_LARGEST = 2**46
