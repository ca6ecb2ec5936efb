"""How long candidates with overtime work, and how much of it falls in which stretch of time.

Work ``w`` of somebody with own working time ``W`` and evenings ``E``, from ``s`` to ``e``:

    W(e) − W(s) + Σ x_k = w,    0 ≤ x_k ≤ evenings in stretch k between s and e

Stretches are cut where a ceiling or the period of a budget begins or ends. The first and the last
slot are worked: where ``e`` lies in an evening all of that before ``e`` is, where ``s`` does its
first slot. Any such amounts can be spread over the evenings (`models.bookings.distributed`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from models.bookings import evenings, stint
from models.calendars import Calendar
from models.cpsat.expressions import Point, at_event, linked
from models.cpsat.piecewise import of_evening
from models.cpsat.variables import Linear, Variables, domain, holding
from models.overtime import Overtime
from models.problem import Candidate, Problem
from models.schedule import Schedule, Task
from models.timing.durations import Ranges

SlotStretch = tuple[int, int]
SeatPlace = tuple[int, int, int]
"""Activity, mode and seat."""

_OWN = -1
"""Where an event is that lies in no evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertimeWork:
    """The work of a candidate: from when to when, and its overtime by stretch."""

    start: Point
    end: Point
    size: Linear
    least: int
    amounts: Mapping[SlotStretch, cp_model.IntVar]

    def before(self, slot: int) -> Linear:
        """Overtime before a slot between two stretches."""
        return cp_model.LinearExpr.sum(
            [x for (first, _), x in self.amounts.items() if first < slot]
        )


def effort(variables: Variables, place: SeatPlace, candidate: Candidate) -> OvertimeWork:
    """The overtime work of a candidate on a seat; it is made once."""
    key = (*place, candidate.resource)
    if key not in variables.efforts:
        variables.efforts[key] = _Maker(variables, place, candidate).made()
    return variables.efforts[key]


def stretches(problem: Problem, overtime: Overtime) -> list[SlotStretch]:
    """Spans of slots with evenings in them, cut at the edges of ceilings and periods."""
    edges = {0, problem.horizon}
    edges.update(edge for one in overtime.ceilings for edge in (one.start, one.end))
    edges.update(edge for budget in problem.budgets for edge in budget.period or ())
    inside = sorted(min(max(edge, 0), problem.horizon) for edge in edges)
    late = problem.calendars[overtime.calendar]
    return [(a, b) for a, b in pairwise(inside) if late.worked(a) < late.worked(b)]


class _Maker:
    """Makes the variables of one effort."""

    def __init__(self, variables: Variables, place: SeatPlace, candidate: Candidate) -> None:
        self.variables, self.model = variables, variables.model
        self.candidate, self.place = candidate, place
        problem = variables.problem
        who = problem.resources[candidate.resource]
        assert who.overtime is not None  # noqa: S101 - the problem has looked at that
        self.own, self.usual = who.calendar, problem.calendars[who.calendar]
        self.evening, self.late = who.overtime.calendar, problem.calendars[who.overtime.calendar]
        self.stretches = stretches(problem, who.overtime)
        self.literal = variables.sits[place[0]][(*place[1:], candidate.resource)]
        self.start, self.end, self.size, self.least = self._points()

    def made(self) -> OvertimeWork:
        """Makes the variables, and the constraints that tie them."""
        amounts = dict(self._amounts())
        used = [x for x, _ in amounts.values()]
        total = cp_model.LinearExpr.sum(used)
        done = self.end.worked(self.variables, self.own)
        done -= self.start.worked(self.variables, self.own)
        self.model.add(done + total == self.candidate.work).only_enforce_if(self.literal)
        self._edges(amounts, done)
        return OvertimeWork(
            start=self.start,
            end=self.end,
            size=self.size,
            least=self.least,
            amounts={stretch: x for stretch, (x, _) in amounts.items()},
        )

    # In a schedule

    def _task(self, schedule: Schedule) -> Task | None:
        """The task, if the candidate is on it."""
        task = schedule.tasks[self.place[0]]
        return task if self.variables.value_of(self.literal)(schedule) else None

    def _stay(self, schedule: Schedule) -> tuple[int, int] | None:
        task = self._task(schedule)
        return None if task is None else stint(self.variables.problem, self.candidate, task)

    def _amount(self, schedule: Schedule, stretch: SlotStretch) -> int:
        task = self._task(schedule)
        if task is None:
            return 0
        spans = evenings(self.variables.problem, self.candidate, task)
        return sum(end - start for start, end in spans if stretch[0] <= start < stretch[1])

    # Variables

    def _points(self) -> tuple[Point, Point, Linear, int]:
        """The own start and end: those of the activity where nobody else works beside."""
        i = self.place[0]
        variables = self.variables
        start, end = at_event(variables, i, "S"), at_event(variables, i, "F")
        if variables.exclusive[i]:
            return start, end, variables.size[i], variables.span[i][0]
        (low, high), least = variables.window[i], 1
        most = max(least, high - low)
        if variables.apart[i]:
            start = self._begun(start)

        def length(schedule: Schedule) -> int:
            stay = self._stay(schedule)
            return least if stay is None else stay[1] - stay[0]

        size = variables.integer(least, most, f"effort[{i}]", length)
        window = (start.window[0] + least, start.window[1] + most)
        first = start.slot

        def last(schedule: Schedule) -> int:
            return first(schedule) + length(schedule)

        end = Point(at=variables.integer(*window, f"done[{i}]", last), slot=last, window=window)
        self.model.add(end.at == start.at + size)
        self.model.add(end.at <= variables.end[i]).only_enforce_if(self.literal)
        return start, end, size, least

    def _begun(self, whole: Point) -> Point:
        """The own start: in the next slot of own work, or with the activity in an evening."""
        low = whole.window[0]

        def first(schedule: Schedule) -> int:
            stay = self._stay(schedule)
            return low if stay is None else stay[0]

        variables, last = self.variables, self.variables.problem.horizon
        at = variables.integer(low, last, f"begun[{self.place[0]}]", first)
        start = Point(at=at, slot=first, window=(low, last))
        self.model.add(at >= whole.at).only_enforce_if(self.literal)
        before = whole.worked(variables, self.own)
        self.model.add(start.worked(variables, self.own) == before).only_enforce_if(self.literal)
        same = variables.boolean(
            "with the rest", lambda s: self._stay(s) is not None and first(s) == whole.slot(s)
        )
        self.model.add(at == whole.at).only_enforce_if(same, self.literal)
        usual = domain([(opens, closes - 1) for opens, closes in self.usual.spans])
        self.model.add_linear_expression_in_domain(at, usual).only_enforce_if(~same, self.literal)
        return start

    def _amounts(self) -> Iterator[tuple[SlotStretch, tuple[cp_model.IntVar, cp_model.IntVar]]]:
        """Overtime by stretch, and whether there is any."""
        low, high = self.start.window[0], self.end.window[1]
        late, add = self.late, self.model.add
        until = self.end.worked(self.variables, self.evening)
        since = self.start.worked(self.variables, self.evening)
        for stretch in self.stretches:
            first, last = late.worked(stretch[0]), late.worked(stretch[1])
            if stretch[1] <= low or stretch[0] >= high:
                continue

            def amount(schedule: Schedule, stretch: SlotStretch = stretch) -> int:
                return self._amount(schedule, stretch)

            def some(schedule: Schedule, stretch: SlotStretch = stretch) -> bool:
                return self._amount(schedule, stretch) > 0

            most = min(last - first, self.candidate.work)
            x = self.variables.integer(0, most, "overtime", amount)
            used = self.variables.boolean("evening", some)
            self.model.add_implication(used, self.literal)
            add(x == 0).only_enforce_if(~used)
            add(x >= 1).only_enforce_if(used)
            add(x <= until - first).only_enforce_if(used)
            add(x <= last - since).only_enforce_if(used)
            add(x <= until - since).only_enforce_if(used)
            yield stretch, (x, used)

    # Where the first and the last slot lie

    def _edges(
        self, amounts: Mapping[SlotStretch, tuple[cp_model.IntVar, cp_model.IntVar]], done: Linear
    ) -> None:
        starts = dict(self._located(self.start, amounts, 0))
        for k, literal in starts.items():
            if k != _OWN:
                self.model.add(list(amounts.values())[k][0] >= 1).only_enforce_if(literal)
        ends = {k: h for k, h in self._located(self.end, amounts, 1) if k != _OWN}
        if not ends:
            return
        longest = max(end - start for start, end in self.late.spans)
        inside = linked(
            self.variables,
            self.end,
            ("evening", self.evening),
            lambda: of_evening(self.late),
            lambda slot: _since(self.late, slot),
            (0, longest),
        )
        within = self._within(done, longest)
        for k, literal in ends.items():
            x = list(amounts.values())[k][0]
            self.model.add(x >= inside + starts.get(k, 0)).only_enforce_if(
                literal, *([~within] if within is not None else [])
            )

    def _located(
        self,
        point: Point,
        amounts: Mapping[SlotStretch, object],
        shift: int,
    ) -> Iterator[tuple[int, cp_model.IntVar]]:
        """For each stretch, and for none, whether the point lies there; `shift` 1 for an end."""
        low, high = point.window
        groups: dict[int, Ranges] = {}
        for k, (first, last) in enumerate(amounts):
            spans = self.late.within(first, last)
            groups[k] = [(a + shift, b - 1 + shift) for a, b in spans]
        groups[_OWN] = [(a + shift, b - 1 + shift) for a, b in self.usual.spans]
        inside = {
            k: [(max(a, low), min(b, high)) for a, b in ranges if a <= high and b >= low]
            for k, ranges in groups.items()
        }
        inside = {k: ranges for k, ranges in inside.items() if ranges}

        def found(schedule: Schedule) -> int | None:
            return holding(inside, point.slot(schedule)) if self._task(schedule) else None

        for k, literal in self.variables.cases(inside, self.literal, found, "located"):
            self.model.add_linear_expression_in_domain(point.at, domain(inside[k])).only_enforce_if(
                literal
            )
            yield k, literal

    def _within(self, done: Linear, longest: int) -> cp_model.IntVar | None:
        """Whether all of the work is done within one evening."""
        work = self.candidate.work
        if work > longest:
            return None

        def one(schedule: Schedule) -> bool:
            stay = self._stay(schedule)
            return stay is not None and self.usual.worked(stay[0]) == self.usual.worked(stay[1])

        within = self.variables.boolean("within", one)
        self.model.add_implication(within, self.literal)
        self.model.add(done == 0).only_enforce_if(within)
        self.model.add(self.end.at - self.start.at == work).only_enforce_if(within)
        return within


def _since(late: Calendar, slot: int) -> int:
    """The number of slots of an evening that lie before a slot in it or at its end."""
    before = slot
    while before and late.works(before - 1):
        before -= 1
    return slot - before
