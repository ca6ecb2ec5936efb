"""Single tasks moved about in a finished schedule: same way, same people, another time."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from models.calendars import Calendar, intersection
from models.problem import Candidate, Precedence, Problem
from models.schedule import Schedule, Task
from models.search.tidy import pinned
from models.timing.lags import earliest_second, latest_first, settled


class Timing:
    """How long each planned activity would take from another start, and what its lags allow."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.problem, self.schedule = problem, schedule
        self._joint: dict[tuple[int, ...], Calendar] = {}

    def task(self, activity: int) -> Task:
        """An activity that is planned, as it is planned."""
        task = self.schedule.tasks[activity]
        if task is None:
            raise ValueError(f"activity {activity} is left out")
        return task

    @cached_property
    def makespan(self) -> int:
        """The last end."""
        return self.schedule.makespan

    @cached_property
    def planned(self) -> tuple[int, ...]:
        """The activities that are not left out."""
        return tuple(k for k, task in enumerate(self.schedule.tasks) if task is not None)

    @cached_property
    def crews(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each activity who is on it: resources and the units taken."""
        return tuple(
            tuple((candidate.resource, units) for candidate, units in self.sitting(k))
            for k in range(len(self.problem.activities))
        )

    @cached_property
    def parts(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each activity the work in it: calendars, by position, and working slots."""
        return tuple(tuple(self._parts(k)) for k in range(len(self.problem.activities)))

    @cached_property
    def links(self) -> tuple[Precedence, ...]:
        """The precedences that bind in the plan, between activities that span nothing."""
        return tuple(
            link for precedence in self.problem.precedences for link in self.passed_on(precedence)
        )

    def passed_on(self, precedence: Precedence) -> Iterator[Precedence]:
        """A link with those that decide, as planned, in the place of what spans them.

        What waits for the start of what spans others waits for the first of them; what waits for
        its end, for all. What is waited for by its end binds the last of them; by its start, all.
        """
        if None in (self.schedule.tasks[precedence.first], self.schedule.tasks[precedence.second]):
            return
        link = self.settled(precedence)
        for first in self._deciding(link.first, "S" if link.kind[0] == "S" else ""):
            for second in self._deciding(link.second, "F" if link.kind[1] == "F" else ""):
                yield replace(link, first=first, second=second)

    def settled(self, precedence: Precedence) -> Precedence:
        """The link with the lag that a share of its first's time comes to, as planned."""
        task = self.schedule.tasks[precedence.first]
        if task is None:
            return precedence
        return settled(self.problem, precedence, task.start, task.end)

    def _deciding(self, activity: int, letter: str) -> tuple[int, ...]:
        """What an activity spans, or those whose event is its own; else the activity itself."""
        inside = self.problem.activities[activity].spans
        if not inside:
            return (activity,)
        there = [k for k in inside if self.schedule.tasks[k] is not None]
        whole = self.task(activity)
        if letter == "S":
            return tuple(k for k in there if self.task(k).start == whole.start)
        if letter == "F":
            return tuple(k for k in there if self.task(k).end == whole.end)
        return tuple(there)

    def sitting(self, activity: int) -> Iterator[tuple[Candidate, int]]:
        """Who is on an activity, and the units taken of each; nobody if it is left out."""
        task = self.schedule.tasks[activity]
        if task is None:
            return
        seats = self.problem.activities[activity].modes[task.mode].seats
        for assignment in task.assignments:
            seat = seats[assignment.seat]
            for candidate in seat.candidates:
                if candidate.resource == assignment.resource:
                    yield candidate, seat.units

    def hours(self, candidate: Candidate) -> int:
        """The calendar on which a candidate works, by position."""
        own = self.problem.resources[candidate.resource].calendar
        return own if candidate.calendar is None else candidate.calendar

    def _parts(self, activity: int) -> list[tuple[int, int]]:
        task = self.schedule.tasks[activity]
        if task is None:
            return []
        what = self.problem.activities[activity]
        found = {(what.calendar, what.modes[task.mode].work)}
        found |= {
            (self.hours(candidate), candidate.work) for candidate, _ in self.sitting(activity)
        }
        return sorted((calendar, work) for calendar, work in found if work)

    def joint(self, activity: int) -> Calendar | None:
        """When everybody on it works; None for what takes no time."""
        key = tuple(sorted({calendar for calendar, _ in self.parts[activity]}))
        if not key:
            return None
        if key not in self._joint:
            self._joint[key] = intersection(self.problem.calendars[k] for k in key)
        return self._joint[key]

    def next_start(self, activity: int, slot: int) -> int | None:
        """The first slot from this one on at which all are there."""
        joint = self.joint(activity)
        return slot if joint is None else joint.next_working(slot)

    def end(self, activity: int, start: int) -> int | None:
        """When it ends if it starts at a slot where all are there; None: not on the axis."""
        end = start
        for calendar, work in self.parts[activity]:
            finish = self.problem.calendars[calendar].finish(start, work)
            if finish is None:
                return None
            end = max(end, finish)
        return end

    def latest_start(self, activity: int, start: int, end: int) -> int:
        """The latest start that is no later than `start` and ends no later than `end`.

        Its planned start has to be early enough.
        """
        latest = min(start, end)
        for calendar, work in self.parts[activity]:
            found = self.problem.calendars[calendar].latest_start(end, work)
            latest = min(latest, -1 if found is None else found)
        joint = self.joint(activity)
        if joint is None:
            return latest
        # The last slot at or before `latest` at which all are there.
        found = joint.latest_start(latest + 1, 1)
        return self.task(activity).start if found is None else found

    def earliest_event(self, precedence: Precedence, before: int | None = None) -> int:
        """The least slot at which the second's event keeps the lag to the first's at `before`.

        By default the first's is as planned; so are the people of both.
        """
        if before is None:
            before = self._event(precedence.first, precedence.kind[0])
        link = self.settled(precedence)
        return max(0, earliest_second(self.planned_problem, link, before))

    def latest_event(self, precedence: Precedence, after: int) -> int:
        """The greatest slot at which the first's event keeps the lag to the second's at `after`."""
        return latest_first(self.planned_problem, self.settled(precedence), after)

    @cached_property
    def planned_problem(self) -> Problem:
        """The problem with nobody left to choose: who tells two instants apart is settled."""
        return pinned(self.problem, self.schedule)

    def _event(self, activity: int, letter: str) -> int:
        task = self.task(activity)
        return task.end if letter == "F" else task.start
