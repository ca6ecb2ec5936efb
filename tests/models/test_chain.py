"""Machine code for lists beside the serial scheme in plain Python."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.calendars import Calendar
from models.measures.goals import Goal, value
from models.problem import Candidate, Problem
from models.schedule import Task
from models.search.chain import chain, walk
from models.search.size import places
from models.timing.lags import earliest_second
from models.timing.network import windows
from tests.models.problems import problems
from tests.models.test_annealing import listed, paid, seen

DATES = Goal(name="dates", terms=(("lateness", 20), ("finish", 3)))


class Scheme:
    """The serial scheme without insertion, an activity at a time."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.free = [[0] * count for _, count in places(problem)]
        self.size = [size for size, _ in places(problem)]
        self.times: dict[int, tuple[int, int]] = {}

    def put(self, i: int, task: Task) -> None:
        """Puts an activity after what is put already, with the mode and people of a task."""
        problem, mode = self.problem, self.problem.activities[i].modes[task.mode]
        people = list(self._people(i, task))
        works = [(problem.calendar_of(who), who.work) for who in people if who.work]
        if mode.work:
            works.append((problem.calendars[problem.activities[i].calendar], mode.work))
        length = max((work for _, work in works), default=0)
        taking = [who for who in people if self._taken(i, task, who)]
        at = max(self._after(i, length), *(self._room(who) for who in taking), 0)
        apart, gappy = not problem.activities[i].throughout, list(self._gappy(works))
        waits = [calendar for calendar, _ in (works if apart else gappy)]
        while gappy and not (any if apart else all)(calendar.works(at) for calendar in waits):
            at += 1
        ends = [self._end(calendar, at, work) for calendar, work in self._gappy(works)]
        end = max([at + length, *ends])
        for who in taking:
            lanes = self.free[who.resource]
            count = self._lanes(who)
            until = self._end(problem.calendar_of(who), at, who.work) if apart else end
            lanes[:] = sorted([until] * count + lanes[count:])
        self.times[i] = at, end

    def _people(self, i: int, task: Task) -> Iterator[Candidate]:
        for one in task.assignments:
            seat = self.problem.activities[i].modes[task.mode].seats[one.seat]
            yield next(c for c in seat.candidates if c.resource == one.resource)

    def _taken(self, i: int, task: Task, who: Candidate) -> bool:
        """Whether somebody is taken at all: for own work, or until the others are done."""
        mode = self.problem.activities[i].modes[task.mode]
        busy = mode.work or any(c.work for seat in mode.seats for c in seat.candidates)
        together = self.problem.activities[i].together and bool(busy)
        return bool(self._lanes(who)) and (bool(who.work) or together)

    def _lanes(self, who: Candidate) -> int:
        return who.units // self.size[who.resource] if who.units else 0

    def _room(self, who: Candidate) -> int:
        return self.free[who.resource][self._lanes(who) - 1]

    def _after(self, i: int, length: int) -> int:
        floor = windows(self.problem).earliest_start[i]
        for link in self.problem.incoming[i]:
            start, end = self.times[link.first]
            at = earliest_second(self.problem, link, end if link.kind[0] == "F" else start)
            floor = max(floor, at - length if link.kind[1] == "F" else at)
        return floor

    def _gappy(self, works: list[tuple[Calendar, int]]) -> list[tuple[Calendar, int]]:
        """Those who do not work all the time."""
        return [(c, work) for c, work in works if not c.gapless(self.problem.horizon)]

    def _end(self, calendar: Calendar, at: int, work: int) -> int:
        end = calendar.finish(at, work)
        assert end is not None
        return end


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    deadline=None,
)
@given(problem=problems(max_activities=6), seed=st.integers(0, 9))
def test_every_list_on_the_way_has_the_times_of_the_plain_scheme(
    problem: Problem, seed: int
) -> None:
    problem, lists, first = listed(problem)
    walked = chain(lists.tables, first, seed)
    for moves in (0, 1, 3, 10):
        walk(lists.tables, walked, 1e15, moves)
        now, starts, ends = seen(walked)
        if max(ends) > problem.horizon:
            continue  # how work goes on after the axis ends is nobody's promise
        planned = lists.schedule(now, starts, ends)
        scheme = Scheme(problem)
        for i in now.order.tolist():
            task = planned.tasks[i]
            assert task is not None
            scheme.put(i, task)
            assert scheme.times[i] == (starts[i], ends[i])
        price = value(problem, planned, DATES) + paid(problem, planned)
        assert abs(walked.value[0] - price) < 1e-6 * max(1.0, price)
