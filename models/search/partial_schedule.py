"""A schedule under construction or change: what is placed, and what it takes of everybody.

One `Profile` per resource, so memory grows with what is placed and not with the time axis.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.bookings import Booking, bookings
from models.measures.spending import spent
from models.problem import Precedence, Problem, Staffing
from models.schedule import Schedule, Task
from models.search.resource_profile import profile
from models.search.stocks import Stocks
from models.timing.lags import earliest_after


class PartialSchedule:
    """A schedule to which tasks are added and from which they are taken; it checks when asked."""

    def __init__(self, problem: Problem, schedule: Schedule | None = None) -> None:
        self.problem = problem
        self.tasks: list[Task | None] = [None] * len(problem.activities)
        self.stocks = Stocks(problem)
        self.profiles = [profile(resource) for resource in problem.resources]
        for taken in problem.reservations:
            self.profiles[taken.resource].add(taken.start, taken.end, taken.units)
        self._pairs: dict[int, list[tuple[int, Staffing]]] = {}
        for pair in problem.staffing:
            self._pairs.setdefault(pair.first, []).append((pair.second, pair))
            self._pairs.setdefault(pair.second, []).append((pair.first, pair))
        self._unable = {i: self._never_able(i) for i in self._pairs}
        for i, task in enumerate(schedule.tasks if schedule else ()):
            self.put(i, task)

    def schedule(self) -> Schedule:
        """The schedule of the tasks that are placed."""
        return Schedule(tasks=tuple(self.tasks))

    def put(self, activity: int, task: Task | None) -> None:
        """Places an activity that is not placed."""
        self._take(activity, task, 1)
        self.tasks[activity] = task

    def remove(self, activity: int) -> None:
        """Takes the activity out, if it is in."""
        self._take(activity, self.tasks[activity], -1)
        self.tasks[activity] = None

    def _take(self, activity: int, task: Task | None, sign: int) -> None:
        self.stocks.take(activity, task, sign)
        for one in () if task is None else bookings(self.problem, activity, task):
            who = one.candidate
            self.profiles[who.resource].add(one.start, one.end, sign * who.units)

    def change(self, tasks: Mapping[int, Task | None]) -> bool:
        """Replaces tasks if what results keeps every rule that they touch; else nothing changes.

        The tasks themselves must be well formed: dates, durations and seats are not checked.
        What spans them follows, with the people it has.
        """
        followed = self._followed(tasks)
        if followed is None:
            return False
        tasks = followed
        before = {i: self.tasks[i] for i in tasks}
        for i in tasks:
            self.remove(i)
        for i, task in tasks.items():
            if not self._fits(i, task):
                break
            self.put(i, task)
        else:
            if self._kept(tasks):
                return True
        for i in tasks:
            self.remove(i)
        for i, task in before.items():
            self.put(i, task)
        return False

    def _followed(self, tasks: Mapping[int, Task | None]) -> Mapping[int, Task | None] | None:
        """Adds the changes of spans to those of members; None where somebody is to be chosen."""
        if not self.problem.spanning:
            return tasks
        found = dict(tasks)
        wholes = {i for i in tasks if self.problem.activities[i].spans}
        wholes.update(whole for i in tasks for whole in self.problem.spanned_by[i])
        for i in sorted(wholes):
            inside = [found.get(k, self.tasks[k]) for k in self.problem.activities[i].spans]
            planned = [task for task in inside if task is not None]
            old = found.get(i, self.tasks[i])
            if not planned:
                found[i] = None
            elif old is None:
                return None
            else:
                start, end = min(t.start for t in planned), max(t.end for t in planned)
                found[i] = replace(old, start=start, end=end)
        return found

    def _fits(self, activity: int, task: Task | None) -> bool:
        if task is None:
            return True
        return all(
            self.profiles[one.candidate.resource].blocked(one.start, one.end, self._room(one))
            is None
            for one in bookings(self.problem, activity, task)
        )

    def _room(self, one: Booking) -> int:
        """The units that others may take beside the booking."""
        return self.problem.resources[one.candidate.resource].capacity - one.candidate.units

    def _kept(self, changed: Iterable[int]) -> bool:
        for i in changed:
            links = (*self.problem.incoming[i], *self.problem.outgoing[i])
            if not all(self._holds(link) for link in links) or not self._staffed(i):
                return False
        if self.stocks.short:
            return False
        hard = [budget for budget in self.problem.budgets if budget.price is None]
        whole = self.schedule() if hard else None
        return whole is None or all(spent(self.problem, whole, b) <= b.limit for b in hard)

    def _holds(self, link: Precedence) -> bool:
        first, second = self.tasks[link.first], self.tasks[link.second]
        if first is None or second is None:
            return True
        after = second.end if link.kind[1] == "F" else second.start
        return after >= earliest_after(self.problem, link, first, second)

    def _staffed(self, activity: int) -> bool:
        task = self.tasks[activity]
        must, never = self.staffing(activity)
        people = set() if task is None else {one.resource for one in task.assignments}
        return task is None or (must <= people and not never & people)

    def staffing(self, activity: int) -> tuple[set[int], set[int]]:
        """The resources that must, and must not, be on the activity for those on others."""
        must: set[int] = set()
        if activity not in self._pairs:
            return must, set()
        mine, never = self._able(activity), set(self._unable[activity])
        for partner, pair in self._pairs[activity]:
            task = self.tasks[partner]
            if task is None:
                continue
            there = {one.resource for one in task.assignments if pair.counts(one.resource)}
            if pair.same:
                must |= there
                never |= {r for r in mine if pair.counts(r)} - there
            else:
                never |= there
        return must, never

    def _able(self, activity: int) -> set[int]:
        return {candidate.resource for _, _, candidate in self.problem.choices(activity)}

    def _never_able(self, activity: int) -> set[int]:
        """The resources that cannot do all activities which need the same people as this one."""
        found, todo, unable = {activity}, [activity], set[int]()
        mine = self._able(activity)
        while todo:
            for partner, pair in self._pairs.get(todo.pop(), ()):
                if pair.same and partner not in found and self._both_planned(pair):
                    found.add(partner)
                    todo.append(partner)
                    unable |= {r for r in mine - self._able(partner) if pair.counts(r)}
        return unable

    def _both_planned(self, pair: Staffing) -> bool:
        activities = self.problem.activities
        return not (activities[pair.first].optional or activities[pair.second].optional)
