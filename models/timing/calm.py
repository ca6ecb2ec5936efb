"""Starts from which the pauses of work keep their limit, see `models.problem.Pause`."""

from collections.abc import Iterator
from itertools import pairwise

from models.bookings import chosen, stint
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
        """The calm of a problem, derived once."""
        return _calm(problem)

    def starts(self, candidate: Candidate) -> Calendar | None:
        """The starts that keep the limit, as a calendar; None if all do, overtime aside."""
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

    def torn(self, candidate: Candidate) -> list[tuple[int, int]]:
        """The times off ``[start, end)`` that work of somebody with overtime may not span."""
        pause = candidate.pause
        if pause is None or candidate.overtime is None:
            return []
        calendars = self.problem.calendars
        own = calendars[self.problem.resources[candidate.resource].calendar]
        return list(_breaks(own, calendars[pause.calendar], pause.most))

    def keeps(self, activity: int, task: Task) -> bool:
        """Whether nobody on an activity as planned makes a longer pause."""
        return all(
            self._keeps(candidate, task)
            for candidate in chosen(self.problem, activity, task)
            if candidate.pause is not None
        )

    def _keeps(self, candidate: Candidate, task: Task) -> bool:
        if candidate.overtime is None:
            starts = self.starts(candidate)
            return starts is None or starts.works(task.start)
        stay = stint(self.problem, candidate, task)
        torn = self.torn(candidate)
        return stay is None or not any(stay[0] < last < stay[1] for _, last in torn)


@once
def _calm(problem: Problem) -> Calm:
    return Calm(problem)


def _torn(calendar: Calendar, work: int, usual: Calendar, most: int) -> Iterator[tuple[int, int]]:
    """The spans of starts from which `work` goes over a pause with more usual slots than most."""
    for last, _ in _breaks(calendar, usual, most):
        low = calendar.first_reaching(last + 1, work, apart=True)
        if low < last:
            yield low, last


def _breaks(calendar: Calendar, usual: Calendar, most: int) -> Iterator[tuple[int, int]]:
    """The times off a calendar in which there are more usual slots than most."""
    for (_, last), (first, _) in pairwise(calendar.spans):
        if usual.worked(first) - usual.worked(last) > most:
            yield last, first


def _without(spans: Iterator[tuple[int, int]], horizon: int) -> Calendar:
    """All slots up to the horizon outside some spans, which come in order."""
    left, at = [], 0
    for low, high in spans:
        if low > at:
            left.append((at, low))
        at = max(at, high)
    return Calendar(spans=(*left, *([(at, horizon)] if at < horizon else [])))
