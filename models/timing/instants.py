"""True instants: where milestones lie on the wall clock, and which calendars part two instants.

A slot boundary is the time from the close of the slot before it to the opening of the slot after
it, in which nobody works. Work that ends there ends at the close, work that starts there starts
at the opening; a milestone may lie anywhere between. It lies as early as its own date, and what
it waits for there, allow: a least fixed point, since all that is asked of it are lower bounds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from models.calendars import Calendar, union
from models.problem import Activity, Precedence, Problem, once
from models.schedule import Schedule, Task

ActivityEvent = tuple[int, str]
"""An activity, and whether its start (S) or its end (F)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The wall clock at each boundary: `closes` and `opens`; a lag of one is `unit` on it."""

    closes: Sequence[int]
    opens: Sequence[int]
    unit: int = 1


def marks(problem: Problem) -> Marks:
    """The marks of the problem's own clock."""
    clock = problem.clock
    assert clock is not None  # noqa: S101 - Problem checks it where there is an elapsed lag
    return Marks(closes=(clock[0], *(time + 1 for time in clock[:-1])), opens=clock)


def carries(link: Precedence) -> bool:
    """Whether all it says is: not before the first's true instant."""
    return not (link.elapsed or link.lag or link.share or link.idle)


class Ties:
    """The links of a problem as seen by instants, derived once; `of` gives it.

    Args:
        closing: Milestones that lie at the close before their boundary in any case: nothing that
            they wait for can be later.
        floating: Events on whose instant something elapsed, or the cost of days, depends and that
            is not settled by the slot: of the other milestones, and of what spans milestones.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        instant = [activity.instant for activity in problem.activities]
        self.closing = self._closing(instant)
        self.floating = frozenset(self._floating(instant)) if problem.clock else frozenset()
        self._quiet: dict[tuple[Precedence, bool], Calendar] = {}

    @classmethod
    def of(cls, problem: Problem) -> "Ties":
        """The ties of a problem."""
        return _ties(problem)

    def letters(self, link: Precedence, *, relaxed: bool) -> tuple[str, str]:
        """Whether each event of an elapsed link counts as a start or as an end on the clock."""
        first, second = (link.first, link.kind[0]), (link.second, link.kind[1])
        early, late = ("F", "S") if relaxed else ("S", "F")
        return (
            early if first in self.floating else self.letter(*first),
            self._late(late, second) if second in self.floating else self.letter(*second),
        )

    def letter(self, i: int, letter: str) -> str:
        """Whether an event that does not float counts as a start or as an end."""
        if not self.problem.activities[i].instant:
            return letter
        return "F" if i in self.closing else "S"

    def _late(self, late: str, event: ActivityEvent) -> str:
        """A milestone may always lie at the opening, if what follows takes it to lie there."""
        return "S" if self.problem.activities[event[0]].instant else late

    def quiet(self, link: Precedence, *, relaxed: bool) -> Calendar:
        """The calendar of all who part the events of an idle link: who may be, or are, on it."""
        key = link, relaxed
        if key not in self._quiet:
            both = concerned(self.problem, link)
            found = [
                c
                for i in both
                for c in calendars(self.problem, self.problem.activities[i], relaxed)
            ]
            assert link.calendar is not None  # noqa: S101 - Precedence checks it
            self._quiet[key] = union(self.problem.calendars[c] for c in (link.calendar, *found))
        return self._quiet[key]

    def _closing(self, instant: Sequence[bool]) -> frozenset[int]:
        problem = self.problem
        out = [
            i
            for i, activity in enumerate(problem.activities)
            if activity.moment is not None
            or activity.sided
            or not instant[i]
            or any(self._opens(i, instant))
        ]
        found = {i for i, milestone in enumerate(instant) if milestone} - set(out)
        while out:
            for link in problem.outgoing[out.pop()]:
                if carries(link) and instant[link.first] and link.second in found:
                    found.discard(link.second)
                    out.append(link.second)
        return frozenset(found)

    def _opens(self, i: int, instant: Sequence[bool]) -> Iterator[bool]:
        """Whether a link alone may put the milestone after the close."""
        for link in self.problem.incoming[i]:
            spans = self.problem.activities[link.first].spans
            starts = link.kind[0] == "S" or any(instant[k] for k in spans)
            yield link.elapsed or (carries(link) and not instant[link.first] and starts)

    def _floating(self, instant: Sequence[bool]) -> Iterator[ActivityEvent]:
        """Yields the events that elapsed links count from, what those depend on, and spans."""
        problem = self.problem
        spans = [activity.spans for activity in problem.activities]
        wanted = {
            event
            for link in problem.precedences
            if link.elapsed
            for event in ((link.first, link.kind[0]), (link.second, link.kind[1]))
        }
        wholes = {(i, e) for i, e in wanted if any(instant[k] for k in spans[i])}
        todo = [link.first for link in problem.precedences if link.elapsed]
        todo += problem.overhead.activities if problem.overhead else ()
        todo += [k for i, _ in wholes for k in spans[i]]
        matters = set[int]()
        while todo:
            i = todo.pop()
            if instant[i] and i not in matters and i not in self.closing:
                matters.add(i)
                todo += [link.first for link in problem.incoming[i] if carries(link)]
        yield from wholes
        yield from ((i, letter) for i in matters for letter in "SF")


@once
def _ties(problem: Problem) -> Ties:
    return Ties(problem)


def concerned(problem: Problem, link: Precedence) -> list[int]:
    """Both activities of a link, and those that they span."""
    both = (link.first, link.second)
    return [*both, *(k for i in both for k in problem.activities[i].spans)]


def calendars(problem: Problem, activity: Activity, sure: bool) -> Iterator[int]:
    """Positions of the calendars of all who may be assigned, or surely are."""
    for mode in activity.modes:
        if mode.work and not (sure and (len(activity.modes) > 1 or activity.optional)):
            yield activity.calendar
        for seat in mode.seats:
            alone = len(activity.modes) == 1 and not activity.optional
            if not sure or (seat.forced and alone):
                yield from map(problem.idle_position, seat.candidates)


def instants(
    problem: Problem, schedule: Schedule, clock: Marks, dates: Mapping[int, int]
) -> dict[ActivityEvent, int]:
    """The true instant of every event that is planned.

    Args:
        problem: What is planned.
        schedule: Its times.
        clock: What the instants are told on.
        dates: On that clock, before when some milestones do not lie; see `own_dates`.
    """
    at: dict[ActivityEvent, int] = {}
    for i, task in enumerate(schedule.tasks):
        if task is not None:
            at[i, "S"] = clock.opens[task.start]
            at[i, "F"] = clock.closes[task.end]
            what = problem.activities[i]
            if what.instant:
                low = max(clock.closes[task.start], dates.get(i, 0))
                if what.sided and what.modes[task.mode].accrual == "start":
                    low = clock.opens[task.start]
                at[i, "S"] = at[i, "F"] = min(low, clock.opens[task.start])
    rules = list(_rules(problem, schedule, clock, at))
    while sum(rule() for rule in rules):
        pass
    return at


def timed(problem: Problem) -> list[int]:
    """Milestones whose true instant decides a day that costs."""
    paid, floating = problem.overhead, Ties.of(problem).floating
    found = paid.activities if paid is not None and paid.length else ()
    return [i for i in found if problem.activities[i].instant and (i, "F") in floating]


def own_dates(problem: Problem) -> dict[int, int]:
    """The moments of the problem's milestones."""
    found = ((i, activity.moment) for i, activity in enumerate(problem.activities))
    return {i: moment for i, moment in found if moment is not None}


def _rules(
    problem: Problem, schedule: Schedule, clock: Marks, at: dict[ActivityEvent, int]
) -> Iterator[Callable[[], bool]]:
    """Yields the rules that raise instants; each says whether it raised one."""
    for link in problem.precedences:
        first, second = schedule.tasks[link.first], schedule.tasks[link.second]
        if first is None or second is None or not problem.activities[link.second].instant:
            continue
        if link.elapsed or carries(link):
            yield _follows(problem, link, (first, second), clock, at)
    for i, activity in enumerate(problem.activities):
        inside = [k for k in activity.spans if schedule.tasks[k] is not None]
        if schedule.tasks[i] is not None and any(problem.activities[k].instant for k in inside):
            yield _spans(i, inside, at)


def _follows(
    problem: Problem,
    link: Precedence,
    pair: tuple[Task, Task],
    clock: Marks,
    at: dict[ActivityEvent, int],
) -> Callable[[], bool]:
    first, second = pair
    lag = link.lag_in(first.mode, second.mode)
    if link.calendar is not None:
        worked = problem.calendars[link.calendar].worked
        lag += ceil(link.share * (worked(first.end) - worked(first.start)))

    def rule() -> bool:
        wanted = at[link.first, link.kind[0]] + lag * clock.unit
        wanted = min(wanted, clock.opens[second.start])
        if wanted <= at[link.second, "S"]:
            return False
        at[link.second, "S"] = at[link.second, "F"] = wanted
        return True

    return rule


def _spans(i: int, inside: Sequence[int], at: dict[ActivityEvent, int]) -> Callable[[], bool]:
    def rule() -> bool:
        before = at[i, "S"], at[i, "F"]
        at[i, "S"] = min(at[k, "S"] for k in inside)
        at[i, "F"] = max(at[k, "F"] for k in inside)
        return before != (at[i, "S"], at[i, "F"])

    return rule
