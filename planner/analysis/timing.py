"""Single tasks moved about in a finished schedule: same way, same people, another time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from models.bookings import Booking, bookings, chosen, own
from models.calendars import Calendar, intersection, union
from models.cut import pinned
from models.problem import Precedence, Problem
from models.schedule import Schedule, Task
from models.timing.calm import Calm
from models.timing.instants import instants, marks, own_dates
from models.timing.lags import at_or_after, earliest_second, latest_first, settled


class Timing:
    """The duration of each planned activity from another start, and what its lags allow."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.problem, self.schedule = problem, schedule
        self._joint: dict[tuple[bool, tuple[int, ...]], Calendar] = {}

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
    def taken(self) -> tuple[tuple[Booking, ...], ...]:
        """For each activity who is taken by it, and from when to when; nobody if left out."""
        return tuple(
            () if task is None else tuple(bookings(self.problem, k, task))
            for k, task in enumerate(self.schedule.tasks)
        )

    def taken_from(self, activity: int, start: int, end: int) -> Iterator[Booking]:
        """The same for one planned activity that runs in ``[start, end)`` instead."""
        return bookings(self.problem, activity, replace(self.task(activity), start=start, end=end))

    def latest_for(self, activity: int, resource: int, slot: int) -> int:
        """The latest start from which the activity is done with a resource by a slot, or -1."""
        together = self.problem.activities[activity].together
        parts = [
            (self.problem.calendar_position(one.candidate), one.candidate.work)
            for one in self.taken[activity]
            if one.candidate.resource == resource
        ]
        starts = [
            self.problem.calendars[calendar].latest_start(slot, work)
            for calendar, work in (self.parts[activity] if together else parts)
        ]
        return min((-1 if start is None else start for start in starts), default=slot)

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
                same = (first, second) == (link.first, link.second)
                yield link if same else replace(link, first=first, second=second)

    def settled(self, precedence: Precedence) -> Precedence:
        """The link with the lag that a share of time, or a mode, comes to as planned."""
        first = self.schedule.tasks[precedence.first]
        if first is None:
            return precedence
        return settled(self.problem, precedence, first, self.schedule.tasks[precedence.second])

    def _deciding(self, activity: int, letter: str) -> tuple[int, ...]:
        """The activities that decide an event: members of a span, or the activity itself."""
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

    def _parts(self, activity: int) -> list[tuple[int, int]]:
        task = self.schedule.tasks[activity]
        if task is None:
            return []
        what = self.problem.activities[activity]
        found = {(what.calendar, what.modes[task.mode].work)}
        found |= {
            (self.problem.calendar_position(one.candidate), one.candidate.work)
            for one in self.taken[activity]
        }
        return sorted((calendar, work) for calendar, work in found if work)

    @cached_property
    def _calm(self) -> Calm:
        return Calm.of(self.problem)

    def joint(self, activity: int) -> Calendar | None:
        """When it can start: when everybody on it works, or somebody; None if it takes no time."""
        together = self.problem.activities[activity].together
        calendars = tuple(sorted({calendar for calendar, _ in self.parts[activity]}))
        if not calendars:
            return None
        key = (together, calendars)
        if key not in self._joint:
            common = intersection if together else union
            self._joint[key] = common(self.problem.calendars[k] for k in calendars)
        return self._joint[key]

    def next_start(self, activity: int, slot: int) -> int | None:
        """The first slot from this one on at which it can start."""
        joint = self.joint(activity)
        return slot if joint is None else joint.next_working(slot)

    def end(self, activity: int, start: int) -> int | None:
        """When it ends if it starts at a slot where it can; None: not on the axis."""
        end = start
        for calendar, work in self.parts[activity]:
            span = own(self.problem.calendars[calendar], work, start)
            if span is None:
                return None
            end = max(end, span[1])
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
        # The last slot at or before `latest` at which it can start, and nobody is torn from.
        task = self.task(activity)
        calm = [self._calm.starts(one) for one in chosen(self.problem, activity, task)]
        if any(starts is not None for starts in calm):
            joint = intersection((joint, *(starts for starts in calm if starts is not None)))
        found = joint.latest_start(latest + 1, 1)
        return self.task(activity).start if found is None else found

    def earliest_event(self, precedence: Precedence, inside: Sequence[int] = ()) -> int:
        """The least slot at which the second's event keeps the lag to the first's, as planned.

        The first's is the last end of those `inside`, where it stands for them. The people of both
        are as planned, and so is the true instant of a milestone.
        """
        events = [(k, "F") for k in inside] or [(precedence.first, precedence.kind[0])]
        link = self.settled(precedence)
        if link.elapsed:
            moment = max(self._instants[event] for event in events) + link.lag
            instant = self.problem.activities[link.second].instant
            return max(0, at_or_after(self.problem, moment, "S" if instant else link.kind[1]))
        before = max(self._event(*event) for event in events)
        return max(0, earliest_second(self.planned_problem, link, before))

    def latest_event(self, precedence: Precedence, after: int) -> int:
        """The greatest slot at which the first's event keeps the lag to the second's at `after`.

        A milestone that moves there lies at the close before it.
        """
        link = self.settled(precedence)
        return latest_first(self.planned_problem, link, after, relaxed=link.elapsed)

    @cached_property
    def _instants(self) -> Mapping[tuple[int, str], int]:
        """The true instant of every planned event, on the problem's clock."""
        dates = own_dates(self.problem)
        return instants(self.problem, self.schedule, marks(self.problem), dates)

    @cached_property
    def planned_problem(self) -> Problem:
        """The problem with nobody left to choose: who tells two instants apart is settled."""
        return pinned(self.problem, self.schedule)

    def _event(self, activity: int, letter: str) -> int:
        task = self.task(activity)
        return task.end if letter == "F" else task.start
