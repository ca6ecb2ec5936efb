"""A schedule under construction or change: what is placed, and what it takes of everybody.

One `Profile` per resource, so memory grows with what is placed and not with the time axis.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.measures.spending import spent
from models.problem import Precedence, Problem
from models.schedule import Schedule, Task
from models.search.profile import Profile
from models.timing.lags import earliest_after


class Ledger:
    """Who is taken when. Tasks are put in and taken out; nothing is checked unless asked."""

    def __init__(self, problem: Problem, schedule: Schedule | None = None) -> None:
        self.problem = problem
        self.tasks: list[Task | None] = [None] * len(problem.activities)
        self.profiles = [Profile() for _ in problem.resources]
        for taken in problem.reservations:
            self.profiles[taken.resource].add(taken.start, taken.end, taken.units)
        self._partners: dict[int, list[tuple[int, bool]]] = {}
        for pair in problem.staffing:
            self._partners.setdefault(pair.first, []).append((pair.second, pair.same))
            self._partners.setdefault(pair.second, []).append((pair.first, pair.same))
        for i, task in enumerate(schedule.tasks if schedule else ()):
            self.put(i, task)

    def schedule(self) -> Schedule:
        """What is placed."""
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
        if task is not None and task.start < task.end:
            seats = self.problem.activities[activity].modes[task.mode].seats
            for one in task.assignments:
                units = sign * seats[one.seat].units
                self.profiles[one.resource].add(task.start, task.end, units)

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
        """The changes and those of what spans them; None where somebody would have to be chosen."""
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
        seats = self.problem.activities[activity].modes[task.mode].seats
        return all(
            self.profiles[one.resource].blocked(
                task.start,
                task.end,
                self.problem.resources[one.resource].capacity - seats[one.seat].units,
            )
            is None
            for one in task.assignments
        )

    def _kept(self, changed: Iterable[int]) -> bool:
        for i in changed:
            links = (*self.problem.incoming[i], *self.problem.outgoing[i])
            if not all(self._holds(link) for link in links) or not self._staffed(i):
                return False
        hard = [budget for budget in self.problem.budgets if budget.price is None]
        whole = self.schedule() if hard else None
        return whole is None or all(spent(self.problem, whole, b) <= b.limit for b in hard)

    def _holds(self, link: Precedence) -> bool:
        first, second = self.tasks[link.first], self.tasks[link.second]
        if first is None or second is None:
            return True
        after = second.end if link.kind[1] == "F" else second.start
        return after >= earliest_after(self.problem, link, first.start, first.end)

    def _staffed(self, activity: int) -> bool:
        task = self.tasks[activity]
        must, never = self.staffing(activity)
        people = set() if task is None else {one.resource for one in task.assignments}
        return task is None or (must <= people and not never & people)

    def staffing(self, activity: int) -> tuple[set[int], set[int]]:
        """Who must, and who must not, be on the activity because of who is on others."""
        must: set[int] = set()
        never: set[int] = set()
        if activity not in self._partners:
            return must, never
        mine = {candidate.resource for _, _, candidate in self.problem.choices(activity)}
        for partner, same in self._partners[activity]:
            task = self.tasks[partner]
            if task is None:
                continue
            there = {one.resource for one in task.assignments} & mine
            if same:
                common = {c.resource for _, _, c in self.problem.choices(partner)} & mine
                must |= there
                never |= common - there
            else:
                never |= there
        return must, never
