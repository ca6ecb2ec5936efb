"""The cost of calendar days, as a CP-SAT expression.

With E the last and S the first instant of what counts, see `models.measures.spending.stands`,
the days are a sum over the days d that come one after the other on the axis, each with the instant
p at which it begins and the days g since the one before:

    days = d₀ + Σ g · [E ≥ p]  −  (d₀ + Σ g · [S ≥ p])  +  1

E is no earlier and S no later than any event, so that the sum is at least what is paid, and can be
equal to it. Of a period only the days inside count. Where elapsed lags make milestones later than
their slots, every day d has its literal in the first sum, and it holds too if the wall clock at
such a milestone is past the midnight before d.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ortools.sat.python import cp_model

from models.cpsat.expressions import clock
from models.cpsat.variables import Linear, Variables
from models.measures import spending
from models.overhead import Overhead
from models.problem import Budget
from models.schedule import Schedule
from models.timing.instants import timed

_EVER = (-(10**9), 10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfInstant:
    """The day of an instant: `first`, and for each later day whether it has come."""

    first: int
    steps: tuple[tuple[int, cp_model.IntVar], ...]


def cost(variables: Variables, budget: Budget | None = None) -> Linear:
    """At least the cents that the calendar days of the whole cost, or that are under a budget."""
    paid = variables.problem.overhead
    if paid is None or not paid.activities or (budget and budget.activities is not None):
        return 0
    if variables.days is None:
        variables.days = _Instants(variables, paid).days()
    begun, ended = variables.days
    days = None if budget is None else budget.days
    since, until = days or _EVER

    def low(day: int) -> int:
        return min(max(day if paid.since is None else min(day, paid.since), since), until + 1)

    def high(day: int) -> int:
        return min(max(day if paid.until is None else max(day, paid.until), since - 1), until)

    terms: list[Linear] = [1 + high(ended.first) - low(begun.first)]
    before = ended.first
    for day, literal in ended.steps:
        terms.append((high(day) - high(before)) * literal)
        before = day
    before = begun.first
    for day, literal in begun.steps:
        terms.append((low(before) - low(day)) * literal)
        before = day
    count: Linear = cp_model.LinearExpr.sum(terms)
    if paid.since is None and all(
        variables.problem.activities[i].optional for i in paid.activities
    ):
        count = _none_without(variables, paid, count, days)
    return paid.cents * count


def _none_without(
    variables: Variables, paid: Overhead, count: Linear, days: tuple[int, int] | None
) -> Linear:
    """The count of days, or 0 where nothing is planned."""

    def value(schedule: Schedule) -> int:
        cents = spending.overhead(variables.problem, schedule, days)
        return cents // paid.cents if paid.cents else 0

    result = variables.integer(0, 10**6, "days", value)
    for i in paid.activities:
        variables.model.add(result >= count).only_enforce_if(variables.present[i])
    return result


class _Instants:
    """The first and the last instant of what counts, and their days."""

    def __init__(self, variables: Variables, paid: Overhead) -> None:
        self.variables, self.paid = variables, paid
        low = min(variables.window[i][0] for i in paid.activities)
        high = max(variables.window[i][1] for i in paid.activities)
        self.range = max(0, 2 * low - 1), 2 * high + 1
        made = variables.integer
        self.first = made(*self.range, "first instant", lambda s: self._ends(s)[0])
        self.last = made(*self.range, "last instant", lambda s: self._ends(s)[1])

    def _ends(self, schedule: Schedule) -> tuple[int, int]:
        found = [
            spending.stands(self.variables.problem.activities[i], task)
            for i in self.paid.activities
            if (task := schedule.tasks[i]) is not None
        ]
        first = min((a for a, _ in found), default=self.range[0])
        return first, max([first, *(b for _, b in found)])

    def days(self) -> tuple[DayOfInstant, DayOfInstant]:
        """The days of the first and of the last instant."""
        model = self.variables.model
        model.add(self.first <= self.last)
        for i in self.paid.activities:
            present = self.variables.present[i]
            start, end = self._stands(i)
            model.add(self.first <= start).only_enforce_if(present)
            model.add(self.last >= end).only_enforce_if(present)
        return self._days(0), self._timed() or self._days(1)

    def _stands(self, i: int) -> tuple[Linear, Linear]:
        """Start and end as instants."""
        variables, what = self.variables, self.variables.problem.activities[i]
        if not what.sided:
            return 2 * variables.start[i] + 1, 2 * variables.end[i]
        modes = zip(variables.mode[i], what.modes, strict=True)
        opens = (literal for literal, mode in modes if mode.accrual == "start")
        at = 2 * variables.start[i] + variables.total(tuple(opens))
        return at, at

    def _changes(self) -> Iterator[tuple[int, int]]:
        """Yields each later day of the range with the first of its instants."""
        low, high = self.range
        day = self.paid.day
        at, last = low, day(high)
        while day(at) < last:
            at = bisect_left(range(high + 1), day(at) + 1, lo=at, key=day)
            yield day(at), at

    def _days(self, which: Literal[0, 1]) -> DayOfInstant:
        event = (self.first, self.last)[which]
        steps = []
        for day, at in self._changes():
            literal = self.variables.boolean(f"day[{day}]", partial(self._after, which, at))
            self.variables.model.add(event >= at).only_enforce_if(literal)
            self.variables.model.add(event < at).only_enforce_if(~literal)
            steps.append((day, literal))
        return DayOfInstant(first=self.paid.day(self.range[0]), steps=tuple(steps))

    def _timed(self) -> DayOfInstant | None:
        """The last day where it may be that of a milestone on the wall clock."""
        variables, paid = self.variables, self.paid
        known = {i: clock(variables, i, "F") for i in timed(variables.problem)}
        if not known:
            return None
        low, high = self.range
        first, last = paid.day(low), paid.day(high)
        literals = []
        for day in range(first + 1, last + 1):
            begins = bisect_left(range(high + 1), day, lo=low, key=paid.day)
            literal = variables.boolean(f"day[{day}]", partial(self._by, day))
            variables.model.add(self.last < begins).only_enforce_if(~literal)
            for i, at in known.items():
                there = (~literal, variables.present[i])
                variables.model.add(at < paid.begins(day)).only_enforce_if(*there)
            literals.append((day, literal))
        return DayOfInstant(first=first, steps=tuple(literals))

    def _by(self, day: int, schedule: Schedule) -> bool:
        """Whether the last day is a day or a later one."""
        found = spending.timed_days(self.variables.problem, schedule).values()
        return max([self.paid.day(self._ends(schedule)[1]), *found]) >= day

    def _after(self, which: Literal[0, 1], at: int, schedule: Schedule) -> bool:
        return self._ends(schedule)[which] >= at
