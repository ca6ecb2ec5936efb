"""Cents, with the prices of activities left out and of soft budgets exceeded."""

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from models.measures.base import Measure, Placement, planned
from models.measures.spending import earned, overhead, spent, task_cost
from models.problem import Activity, Budget, Candidate, Mode, Problem
from models.schedule import Schedule
from models.timing.network import windows

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Cost(Measure):
    """All money that the schedule costs."""

    name = "cost"
    separable = True
    price = "cost"

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Cents of what is done and by day, of what is left out, and of soft budgets exceeded."""
        total = 0
        for activity, task in zip(problem.activities, schedule.tasks, strict=True):
            total += activity.drop_cost or 0 if task is None else 0
        total += overhead(problem, schedule)
        total += sum(task_cost(problem, i, task) for i, task in planned(schedule))
        return total + sum(
            max(0, spent(problem, schedule, budget) - budget.limit) * budget.price
            for budget in problem.budgets
            if budget.price is not None
        )

    def expression(self, variables: "Variables") -> "Linear":
        """The cost in CP-SAT; money above a soft budget is at least the excess."""
        from models.cpsat import calendar_days, cost_terms

        terms: list[Linear] = [calendar_days.cost(variables)]
        for i, activity in enumerate(variables.problem.activities):
            terms.append(cost_terms.cost(variables, i))
            if activity.drop_cost is not None:
                terms.append(activity.drop_cost * ~variables.present[i])
        terms += [
            budget.price * self._excess(variables, budget)
            for budget in variables.problem.budgets
            if budget.price is not None
        ]
        return variables.total(terms)

    def _excess(self, variables: "Variables", budget: Budget) -> "Linear":
        """Cents above the limit, at least."""
        from models.cpsat import cost_terms

        def over(schedule: Schedule) -> int:
            return max(0, spent(variables.problem, schedule, budget) - budget.limit)

        excess = variables.integer(0, 2**40, "excess", over)
        variables.model.add(excess >= cost_terms.spent(variables, budget) - budget.limit)
        return excess

    def bound(self, problem: Problem) -> int:
        """Everything in the cheapest way."""
        lows = sum(cheapest(activity) for activity in problem.activities)
        return lows + _least_earned(problem) + _least_days(problem)

    def range(self, problem: Problem) -> int:
        """Everything in the dearest way instead of the cheapest, budgets exceeded by as much."""
        extremes = (_extremes(activity, problem.horizon) for activity in problem.activities)
        most = sum(high - low for low, high in extremes)
        if problem.overhead is not None and problem.horizon:
            paid = problem.overhead
            most += paid.cents * (paid.closes[-1] - paid.opens[0] + 1)
        return most + sum((budget.price or 0) * most for budget in problem.budgets)

    def separable_in(self, problem: Problem) -> bool:
        """Only where no budget has a price, and a day has none."""
        return problem.overhead is None and all(budget.price is None for budget in problem.budgets)

    def of_placement(self, placement: Placement) -> int:
        """Its cost."""
        return placement.cost


def cheapest(activity: Activity) -> int:
    """Cents of the cheapest way of the activity, leaving it out among them."""
    return _extremes(activity, 0)[0]


def dearest(activity: Activity, most: int) -> int:
    """Cents of the dearest way of the activity; rates count for at most `most` slots."""
    return _extremes(activity, most)[1]


def may_exceed(problem: Problem, budget: Budget) -> bool:
    """Whether a budget may be exceeded: not if the dearest way of everything is within it."""
    if budget.activities is None and problem.overhead is not None:
        return True
    named = range(len(problem.activities)) if budget.activities is None else budget.activities
    most = sum(dearest(problem.activities[i], problem.horizon) for i in named)
    return most > budget.limit


def _extremes(activity: Activity, most: int) -> tuple[int, int]:
    """The cheapest and the dearest way of the activity, leaving it out among them.

    Rates count for at most `most` slots.
    """
    lows, highs = [], []
    for mode in activity.modes:
        pairs = [(seat, sorted(c.least for c in seat.candidates)) for seat in mode.seats]
        lows.append(mode.cost + sum(sum(row[: seat.count]) for seat, row in pairs))
        pairs = [(seat, sorted(map(_most, seat.candidates))) for seat in mode.seats]
        paid = (c for seat in mode.seats for c in seat.candidates if not c.work)
        rates = (rate for c in paid for rate in (c.rate, *(pay.rate for pay in c.pays)))
        highest = sum(ceil(rate * most) for rate in rates)
        highs.append(mode.cost + highest + sum(sum(row[-seat.count :]) for seat, row in pairs))
    if activity.drop_cost is not None:
        lows.append(activity.drop_cost)
        highs.append(activity.drop_cost)
    return min(lows), max(highs)


def _most(candidate: Candidate) -> int:
    """Cents a candidate costs at most for its own work."""
    if not candidate.pays and candidate.overtime is None:  # nearly all, and fractions are slow
        return candidate.cost
    dearest = max((pay.rate for pay in candidate.pays), default=Fraction(0))
    once = max((pay.once for pay in candidate.pays), default=0)
    dearest += candidate.overtime or 0
    return candidate.cost + ceil(dearest * candidate.work) + once


def _least_earned(problem: Problem) -> int:
    """The least that people on activities that span others earn."""
    paid = [i for i in problem.spanning if any(c.rate or c.pays for _, _, c in problem.choices(i))]
    if not paid:
        return 0
    found = windows(problem)
    return sum(
        min(_earned(problem, mode, *span) for mode in problem.activities[i].modes)
        for i in paid
        for span in [(found.latest_start[i], found.earliest_end[i])]
        if span[0] < span[1] and not problem.activities[i].optional
    )


def _least_days(problem: Problem) -> int:
    """The least cost of calendar days: one day, if there is anything to plan."""
    paid = problem.overhead
    if paid is None:
        return 0
    needed = any(not problem.activities[i].optional for i in paid.activities)
    return paid.cents if needed or paid.since is not None else 0


def _earned(problem: Problem, mode: Mode, start: int, end: int) -> int:
    """The least earned in a mode between two slots."""
    rows = (
        sorted(earned(problem, candidate, start, end) for candidate in seat.candidates)
        for seat in mode.seats
    )
    return sum(sum(row[: seat.count]) for seat, row in zip(mode.seats, rows, strict=True))
