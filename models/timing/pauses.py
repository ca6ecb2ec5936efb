"""From where work is not torn apart, see `models.problem.Pause`."""

from collections.abc import Iterator
from itertools import pairwise

from models.calendars import Calendar
from models.problem import Candidate, Problem, once
from models.schedule import Task


class Calm:
    """The starts from which candidates make no longer pause than they may; get it by `of`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, int, int, int], Calendar] = {}

    @classmethod
    def of(cls, problem: Problem) -> "Calm":
        """That of a problem."""
        return _calm(problem)

    def starts(self, candidate: Candidate) -> Calendar | None:
        """As a calendar; None if every start will do."""
        pause = candidate.pause
        if pause is None or not candidate.work:
            return None
        at = self.problem.calendar_position(candidate)
        key = (at, candidate.work, pause.calendar, pause.most)
        if key not in self._known:
            calendars = self.problem.calendars
            torn = _torn(calendars[at], candidate.work, calendars[pause.calendar], pause.most)
            self._known[key] = _without(torn, self.problem.horizon)
        return self._known[key]

    def keeps(self, activity: int, task: Task) -> bool:
        """Whether nobody on an activity as planned makes a longer pause."""
        seats = self.problem.activities[activity].modes[task.mode].seats
        sitting = {(one.seat, one.resource) for one in task.assignments}
        calm = (
            self.starts(candidate)
            for s, seat in enumerate(seats)
            for candidate in seat.candidates
            if candidate.pause is not None and (s, candidate.resource) in sitting
        )
        return all(starts is None or starts.works(task.start) for starts in calm)


@once
def _calm(problem: Problem) -> Calm:
    return Calm(problem)


def _torn(calendar: Calendar, work: int, usual: Calendar, most: int) -> Iterator[tuple[int, int]]:
    """The spans of starts from which `work` goes over a pause with more usual slots than most."""
    for (_, last), (first, _) in pairwise(calendar.spans):
        if usual.worked(first) - usual.worked(last) > most:
            low = calendar.first_reaching(last + 1, work, apart=True)
            if low < last:
                yield low, last


def _without(spans: Iterator[tuple[int, int]], horizon: int) -> Calendar:
    """All slots up to the horizon but those of some spans, which come in order."""
    left, at = [], 0
    for low, high in spans:
        if low > at:
            left.append((at, low))
        at = max(at, high)
    return Calendar(spans=(*left, *([(at, horizon)] if at < horizon else [])))
