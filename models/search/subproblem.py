"""A small problem out of a large one: some activities are free, everything else stays.

What stays becomes reservations, tighter dates, smaller budgets and stocks; the axis is cut to the
time around the free activities and begins at 0 again. What spans a free activity is free with it;
those it spans that stay become one activity at a fixed time, cut to the axis. Lateness, cost and
the like of the small problem differ from those of the large one by constants.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from models.bookings import chosen, evenings, moved
from models.calendars import Calendar
from models.cut import Cut
from models.measures import MEASURES
from models.measures.cost import may_exceed
from models.measures.goals import Goal, value
from models.measures.spending import overhead, spent, stands, timed_days
from models.overhead import Overhead
from models.problem import Activity, Budget, Mode, Problem, Reservation, Resource, Seat
from models.schedule import Assignment, Schedule, Task
from models.search.goal_sum import sum_of_goals
from models.search.params import DEFAULT, NeighbourhoodParams
from models.search.partial_schedule import PartialSchedule
from models.timing.instants import Ties, carries, instants, marks, own_dates
from models.timing.lags import earliest_after, lag_of, latest_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Subproblem:
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
        extras = tuple(
            moved(extra, self.offset, self.resources[extra.resource]) for extra in task.overtime
        )
        return replace(task.shifted(self.offset), assignments=assignments, overtime=extras)


def subproblem(
    partial: PartialSchedule,
    free: Iterable[int],
    goals: tuple[Goal, ...],
    random: Random,
    settled: tuple[tuple[int, int], ...] = (),
    params: NeighbourhoodParams = DEFAULT.neighbourhoods,
) -> Subproblem:
    """The problem of planning the free activities anew.

    Args:
        partial: The present schedule.
        free: Activities that may change; those left out may come in.
        goals: In strict order; the small problem minimises one sum that keeps the order.
        random: Chooses among candidates where there are many, and how far the window reaches.
        settled: Value at present, and the most it may be, of the first goals; the small problem
            minimises the others.
        params: How many candidates are looked at, and how often breaks are.
    """
    chosen = set(free)
    chosen.update(whole for i in tuple(chosen) for whole in partial.problem.spanned_by[i])
    return _Part(partial, sorted(chosen), random, params).step(goals, settled)


class _Part:
    """Collects what a small problem says, in terms of the large one; `cut` turns it into its own.

    What stands for those that stay has positions behind those of the large problem, and so has the
    calendar that always works.
    """

    def __init__(
        self,
        partial: PartialSchedule,
        free: list[int],
        random: Random,
        params: NeighbourhoodParams,
    ) -> None:
        self.partial = partial
        self.problem = partial.problem
        self.free = free
        self.random = random
        self.most = params.candidates
        splits = any(self.problem.activities[i].split is not None for i in free)
        self.whole = splits and random.random() < params.whole
        self.always = len(self.problem.calendars)
        stays = self._stays()
        count = len(self.problem.activities)
        self.stand_ins = {i: count + n for n, i in enumerate(stays)}
        self.stays = stays
        self.cut = Cut(self.problem, (*free, *self.stand_ins.values()), *self._window())
        at_hand = (partial.tasks[i] for i in free)
        self.crew = {one.resource for task in at_hand if task for one in task.assignments}

    def _window(self) -> tuple[int, int]:
        free = [i for i in self.free if not self.problem.activities[i].spans] or self.free
        placed = [task for i in free if (task := self.partial.tasks[i]) is not None]
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
            others = (k for k in self.problem.activities[i].spans if k not in self.free)
            tasks = [task for k in others if (task := self.partial.tasks[k]) is not None]
            if tasks:
                start, end = min(t.start for t in tasks), max(t.end for t in tasks)
                found[i] = Task(start=start, end=end)
        return found

    def step(self, goals: tuple[Goal, ...], settled: tuple[tuple[int, int], ...]) -> Subproblem:
        """The small problem."""
        tasks = [self.partial.tasks[i] for i in self.free]
        for i in self.free:
            self.partial.remove(i)
        try:
            small = self._problem(tasks)
        finally:
            for i, task in zip(self.free, tasks, strict=True):
                self.partial.put(i, task)
        staying = map(self._on_axis, self.stays.values())
        schedule = Schedule(tasks=(*map(self._task, self.free, tasks), *staying))
        return Subproblem(
            problem=small,
            goal=sum_of_goals(small, self._open(goals[len(settled) :])),
            limits=tuple(self._limits(goals, settled, small, schedule)),
            schedule=schedule,
            activities=tuple(self.free),
            resources=tuple(self.cut.resources),
            offset=self.cut.low,
        )

    def _problem(self, tasks: list[Task | None]) -> Problem:
        problem, cut = self.problem, self.cut
        free = map(self._activity, self.free, tasks)
        activities = [cut.of(one) for one in (*free, *map(self._staying, self.stays.values()))]
        small = cut.problem(
            activities,
            (taken for r in tuple(cut.resources) for taken in self._taken(r)),
            resources=self._resources(),
            calendars=(*problem.calendars, Calendar.always(problem.horizon)),
            precedences=(link for i in self.free for link in problem.outgoing[i]),
            budgets=map(self._budget, problem.budgets),
            overhead=self._overhead(),
            materials=self.partial.stocks.materials(),
        )
        # rows of money by month take a step's model seven times as long as all others
        budgets = tuple(budget for budget in small.budgets if may_exceed(small, budget))
        return small if budgets == small.budgets else replace(small, budgets=budgets)

    def _limits(
        self,
        goals: tuple[Goal, ...],
        settled: tuple[tuple[int, int], ...],
        small: Problem,
        schedule: Schedule,
    ) -> Iterator[tuple[Goal, int]]:
        """The limits of the first goals here; the caller checks the others."""
        for goal, (now, most) in zip(goals, settled, strict=False):
            measures = [MEASURES[name] for name, _ in goal.terms]
            if all(one.separable_in(small) for one in measures):
                yield goal, value(small, schedule, goal) + max(0, most - now)
            elif all(one.of_finish for one in measures):
                weight = sum(weight for _, weight in goal.terms)
                yield goal, max(value(small, schedule, goal), most - weight * self.cut.low)

    def _open(self, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        """The goals without the makespan where something that stays ends after all that is free."""
        inside = self.cut.activities
        stays = (t.end for i, t in enumerate(self.partial.tasks) if t and i not in inside)
        if max(stays, default=0) < self.cut.high:
            return goals
        kept = (
            replace(goal, terms=tuple((n, w) for n, w in goal.terms if not MEASURES[n].of_finish))
            for goal in goals
        )
        return tuple(goal for goal in kept if goal.terms) or goals[:1]

    # Activities

    def _staying(self, task: Task) -> Activity:
        """What stands for those that stay of what is spanned."""
        here = self._on_axis(task)
        start = here.start + self.cut.low
        modes = (Mode(work=here.end - here.start),)
        return Activity(modes=modes, calendar=self.always, start_min=start, start_max=start)

    def _activity(self, i: int, task: Task | None) -> Activity:
        activity = self.problem.activities[i]
        inside, end = self.cut.activities, self.cut.high
        low = {"S": activity.start_min, "F": activity.end_min}
        high = {
            "S": end if activity.start_max is None else activity.start_max,
            "F": end if activity.end_max is None else activity.end_max,
        }
        for link in self.problem.incoming[i]:
            other = self.partial.tasks[link.first]
            if link.first not in inside and other is not None:
                bound = earliest_after(self.problem, link, other)
                low[link.kind[1]] = max(low[link.kind[1]], bound)
        for link in self.problem.outgoing[i]:
            other = self.partial.tasks[link.second]
            if link.second not in inside and other is not None:
                bound = latest_before(self.problem, link, other, None)
                high[link.kind[0]] = min(high[link.kind[0]], bound)
        self._loosen(i, low, high)
        stand_in = (self.stand_ins[i],) if i in self.stand_ins else ()
        return replace(
            activity,
            modes=tuple(self._mode(i, mode, task) for mode in activity.modes),
            split=None if self.whole and not (task and task.breaks) else activity.split,
            spans=(*activity.spans, *stand_in),
            edges=() if stand_in else activity.edges,
            drop_cost=None if stand_in else activity.drop_cost,
            moment=self._moment(i),
            start_min=max(0, low["S"]),
            end_min=max(0, low["F"]),
            start_max=min(high["S"], end),
            end_max=min(high["F"], end),
        )

    def _moment(self, i: int) -> int | None:
        """Of a milestone that floats on the clock: what its date and those that stay allow."""
        moment = self.problem.activities[i].moment
        if (i, "S") not in Ties.of(self.problem).floating:
            return moment
        found = [] if moment is None else [moment]
        for link in self.problem.incoming[i]:
            other = self.partial.tasks[link.first]
            if link.first not in self.cut.activities and other is not None:
                lag = lag_of(self.problem, link, other)
                if link.elapsed or carries(link):
                    found.append(self._instants[link.first, link.kind[0]] + lag)
        return max(found, default=None)

    @cached_property
    def _instants(self) -> dict[tuple[int, str], int]:
        """Those of what stays."""
        problem = self.problem
        return instants(problem, self.partial.schedule(), marks(problem), own_dates(problem))

    def _loosen(self, i: int, low: dict[str, int], high: dict[str, int]) -> None:
        """Takes bounds away from a start or an end that lies with those that stay off the axis."""
        staying, cut = self.stays.get(i), self.cut
        if staying is not None and staying.start < cut.low:
            low["S"], high["S"] = 0, cut.high
        if staying is not None and staying.end > cut.high:
            low["F"], high["F"] = 0, cut.high

    def _mode(self, i: int, mode: Mode, task: Task | None) -> Mode:
        must, never = self.partial.staffing(i)
        present = {one.resource for one in task.assignments} if task else set()
        return replace(
            mode,
            seats=tuple(self._seat(seat, present, never, kept=bool(must)) for seat in mode.seats),
        )

    def _seat(self, seat: Seat, present: set[int], never: set[int], *, kept: bool) -> Seat:
        able = [c for c in seat.candidates if c.resource not in never or c.resource in present]
        if kept:
            chosen = [c for c in able if c.resource in present]
            able = chosen if len(chosen) >= seat.count else able
        if len(able) > self.most:
            told = any(c.strange for c in able)
            near = [c for c in able if c.resource in self.crew or (told and not c.strange)]
            others = [c for c in able if c not in near]
            least = max(seat.count, self.most - len(near))
            able = near + self.random.sample(others, min(len(others), least))
        return seat if len(able) == len(seat.candidates) else replace(seat, candidates=tuple(able))

    def _task(self, i: int, task: Task | None) -> Task | None:
        if task is None:
            return None
        here = self.cut.task(task)
        if i not in self.stays:
            return here
        times = self._on_axis(task)
        return replace(here, start=times.start, end=times.end)

    def _on_axis(self, task: Task) -> Task:
        """The times of what stays, as far as they are on the small axis."""
        return Task(start=self.cut.slot(task.start), end=self.cut.slot(task.end))

    # The rest

    def _resources(self) -> Sequence[Resource]:
        """Everybody, those who are kept with what is left of their overtime."""
        people = self.problem.resources
        if all(people[r].overtime is None for r in self.cut.resources):
            return people
        return [self._resource(r) if r in self.cut.resources else p for r, p in enumerate(people)]

    def _resource(self, r: int) -> Resource:
        """What is left of each ceiling beside what stays; a share of a slot counts as none."""
        resource = self.problem.resources[r]
        if resource.overtime is None:
            return resource
        left = []
        for one in resource.overtime.ceilings:
            worked = sum(
                units * max(0, min(end, one.end) - max(start, one.start))
                for units, start, end in self._worked_late.get(r, ())
            )
            most = max(0, one.most - -(-worked // max(1, resource.capacity)))
            left.append(replace(one, most=most))
        return replace(resource, overtime=replace(resource.overtime, ceilings=tuple(left)))

    @cached_property
    def _worked_late(self) -> dict[int, list[tuple[int, int, int]]]:
        """Overtime of what stays by resource, as units, start and end."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for i, task in enumerate(self.partial.tasks):
            if task is not None and i not in self.cut.activities:
                for one in chosen(self.problem, i, task):
                    for start, end in evenings(self.problem, one, task):
                        found.setdefault(one.resource, []).append((one.units, start, end))
        return found

    def _taken(self, r: int) -> Iterator[Reservation]:
        """What the others take of a resource, in terms of the small problem."""
        place, low = self.cut.resources[r], self.cut.low
        for start, end, units in self.partial.profiles[r].steps(low, self.cut.high):
            yield Reservation(resource=place, start=start - low, end=end - low, units=units)

    def _budget(self, budget: Budget) -> Budget:
        """What is left of the budget beside what stays; the free ones are out of the partial.

        The cost of days counts in full, see `_overhead`.
        """
        schedule, named = self.partial.schedule(), budget.activities
        left = budget.limit - spent(self.problem, schedule, budget)
        if named is None and self.problem.overhead is not None:
            left += overhead(self.problem, schedule, budget.days)
        elif named is None:
            named = tuple(self.free)
        return replace(budget, activities=named, limit=left)

    def _overhead(self) -> Overhead | None:
        """The cost of days, with those of what stays."""
        paid = self.problem.overhead
        if paid is None:
            return None
        tasks = ((i, t) for i in paid.activities if (t := self.partial.tasks[i]) is not None)
        found = [stands(self.problem.activities[i], task) for i, task in tasks]
        firsts = [paid.day(first) for first, _ in found]
        lasts = [paid.day(last) for _, last in found]
        lasts += timed_days(self.problem, self.partial.schedule()).values()
        firsts += [] if paid.since is None else [paid.since]
        lasts += [] if paid.until is None else [paid.until]
        return replace(paid, since=min(firsts, default=None), until=max(lasts, default=None))
