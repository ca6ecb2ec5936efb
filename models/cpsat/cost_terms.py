"""Cost as CP-SAT expressions: of an activity, and what falls under a budget."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest
from math import ceil, lcm

from ortools.sat.python import cp_model

from models.cpsat import calendar_days
from models.cpsat.accrual import PayPeriod, falls_in, over_starts, spread
from models.cpsat.expressions import EVENTS, worked
from models.cpsat.overtime_work import SeatPlace, effort
from models.cpsat.variables import Linear, ValueOf, Variables
from models.measures import spending
from models.problem import Budget, Candidate, Mode, Pay
from models.schedule import Schedule, Task


def cost(variables: Variables, i: int) -> Linear:
    """Cents activity i costs; 0 if it is left out."""
    key = ("cost", i)
    if key not in variables.memo:
        variables.memo[key] = cp_model.LinearExpr.sum(list(_lines(variables, i)))
    return variables.memo[key]


def _lines(variables: Variables, i: int) -> Iterator[Linear]:
    problem = variables.problem
    for m, mode in enumerate(problem.activities[i].modes):
        if mode.cost:
            yield variables.mode[i][m] * mode.cost
    for m, s, candidate in problem.choices(i):
        active = variables.sits[i][m, s, candidate.resource]
        if candidate.pays:
            yield from _paid(variables, i, active, candidate)
        if candidate.rate:
            yield _earned(variables, i, active, candidate)
        if candidate.cost:
            yield active * candidate.cost
        if candidate.overtime:
            yield _surcharge(variables, (i, m, s), candidate, problem.horizon)


def spent(variables: Variables, budget: Budget) -> Linear:
    """Cents that fall under the budget, see `models.measures.spending.spent`."""
    everything = range(len(variables.problem.activities))
    activities = everything if budget.activities is None else sorted(set(budget.activities))
    terms: list[Linear] = [calendar_days.cost(variables, budget)]
    for i in activities:
        if budget.period is None:
            terms.append(cost(variables, i))
        else:
            terms.extend(_in_period(variables, i, budget.period))
    return cp_model.LinearExpr.sum(terms)


def _in_period(variables: Variables, i: int, period: PayPeriod) -> Iterator[Linear]:
    problem = variables.problem
    what = problem.activities[i]
    for m, s, candidate in problem.choices(i):
        active = variables.sits[i][m, s, candidate.resource]
        if candidate.pays:
            yield from _paid(variables, i, active, candidate, period)
        if candidate.rate:
            first, until = period
            yield _earned(variables, i, active, candidate, until)
            yield -_earned(variables, i, active, candidate, first)
        if candidate.overtime is not None:
            first, until = period
            yield _due(variables, (i, m, s), candidate, until)
            yield -_due(variables, (i, m, s), candidate, first)
        elif candidate.cost and candidate.work:
            calendar = problem.calendar_of(candidate)
            yield spread(variables, i, active, calendar, (candidate.work, candidate.cost), period)
        elif candidate.cost:
            accrual = what.modes[m].accrual if what.instant else "end"
            yield candidate.cost * falls_in(variables, i, active, accrual, period)
    for m, mode in enumerate(what.modes):
        if mode.cost:
            yield _of_mode(variables, i, mode, variables.mode[i][m], period)


def _earned(
    variables: Variables,
    i: int,
    active: cp_model.IntVar,
    candidate: Candidate,
    until: int | None = None,
) -> Linear:
    """Cents of the rate up to the end, or up to a slot if that is earlier, see `spending.earned`.

    With ``r = p / q`` and w working slots it is the c with ``2qc ≤ 2pw + q < 2qc + 2q``.
    """
    model, problem = variables.model, variables.problem
    low, high = variables.window[i]
    last = high if until is None else max(low, min(until, high))
    most = spending.earned(problem, candidate, low, last)

    def value(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, i)
        end = start + size if until is None else min(max(until, start), start + size)
        return spending.earned(problem, candidate, start, end) if where(schedule) else 0

    where = variables.value_of(active)
    cents = variables.integer(0, most, f"earned[{i}]", value)
    exact, q = _exactly(variables, i, candidate, until)
    model.add(2 * q * cents <= 2 * exact + q).only_enforce_if(active)
    model.add(2 * q * cents + q >= 2 * exact + 1).only_enforce_if(active)
    if active.index != variables.true.index:
        model.add(cents == 0).only_enforce_if(~active)
    return cents


def _exactly(
    variables: Variables, i: int, candidate: Candidate, until: int | None
) -> tuple[Linear, int]:
    """Cents earned by the end, or up to a slot, as whole parts of a cent, and how many those are.

    Of each stretch between two changes of the rate: what is before the later, less the rest.
    """
    pays = candidate.pays or (Pay(rate=candidate.rate),)
    parts = lcm(*(pay.rate.denominator for pay in pays))
    terms: list[Linear] = []
    position = variables.problem.calendar_position(candidate)
    for pay, following in zip_longest(pays, pays[1:]):
        if until is not None and pay.since >= until:
            break
        last = until if following is None else min(following.since, until or following.since)
        slots = _slots(variables, i, position, last)
        if pay.since:
            slots -= _slots(variables, i, position, pay.since)
        terms.append(int(pay.rate * parts) * slots)
    return cp_model.LinearExpr.sum(terms), parts


def _paid(
    variables: Variables,
    i: int,
    active: cp_model.IntVar,
    candidate: Candidate,
    period: PayPeriod | None = None,
) -> Iterator[Linear]:
    """The cost of a candidate whose price changes, in all or in a period."""
    problem = variables.problem
    whole = (0, problem.horizon + 1)
    if candidate.work:
        yield over_starts(variables, i, active, _paid_starts(variables, i, candidate, period))
        return
    if any(pay.once for pay in candidate.pays):
        free = replace(candidate, pays=tuple(replace(p, rate=Fraction(0)) for p in candidate.pays))
        yield over_starts(variables, i, active, _paid_starts(variables, i, free, period))
    first, until = period or whole
    if until > 0 and any(pay.rate for pay in candidate.pays):
        yield _earned(variables, i, active, candidate, until if period else None)
        if first > 0:
            yield -_earned(variables, i, active, candidate, first)


def _paid_starts(
    variables: Variables, i: int, candidate: Candidate, period: PayPeriod | None
) -> Iterator[tuple[int, int, int]]:
    """Yields ``(first start, last start, cents)`` for ranges of starts with equal cost."""
    problem = variables.problem
    calendar = problem.calendar_of(candidate)
    first, after = period or (0, problem.horizon + 1)
    edges = sorted({*(pay.since for pay in candidate.pays), first, after, problem.horizon + 1})
    start, last = variables.window[i]
    while start <= last:
        end = problem.horizon if candidate.work else start
        cents = spending.paid_in(problem, candidate, start, end, (first, after))
        edge = next((edge for edge in edges if edge > start), last + 1)
        inside = calendar.latest_start(edge, candidate.work) if candidate.work else edge - 1
        following = max(start, min(last, -1 if inside is None else inside))
        yield start, following, cents
        start = following + 1


def _slots(variables: Variables, i: int, position: int, until: int | None) -> Linear:
    """Working slots of a calendar from the start to the end, or to a slot if that is earlier."""
    problem = variables.problem
    begin, end = (worked(variables, i, letter, position) for letter in EVENTS)
    if until is None:
        return end - begin
    calendar = problem.calendars[position]
    done = calendar.worked(until)

    def stopped(schedule: Schedule) -> int:
        return min(calendar.worked(sum(variables.span_in(schedule, i))), done)

    def reached(schedule: Schedule) -> int:
        return max(calendar.worked(variables.span_in(schedule, i)[0]), stopped(schedule))

    stop = variables.integer(0, done, f"stopped[{i}]", stopped)
    reach = variables.integer(0, calendar.total, f"reached[{i}]", reached)
    variables.model.add_min_equality(stop, [end, done])
    variables.model.add_max_equality(reach, [begin, stop])
    return reach - begin


def _of_mode(
    variables: Variables, i: int, mode: Mode, active: cp_model.IntVar, period: PayPeriod
) -> Linear:
    if mode.spread:
        calendar = variables.problem.calendars[variables.problem.activities[i].calendar]
        return spread(variables, i, active, calendar, (mode.spread, mode.cost), period)
    return mode.cost * falls_in(variables, i, active, mode.accrual, period)


def _surcharge(variables: Variables, place: SeatPlace, candidate: Candidate, until: int) -> Linear:
    """Cents that overtime before a slot between two stretches costs more, halves up."""
    slots = effort(variables, place, candidate).before(until)
    price = candidate.overtime or Fraction(0)
    if price.denominator == 1:
        return int(price) * slots

    def value(schedule: Schedule) -> int:
        task = _done_by(variables, place, candidate, schedule)
        return 0 if task is None else spending.surcharge(variables.problem, candidate, task, until)

    most = ceil(price * candidate.work)
    cents = variables.integer(0, most, "surcharge", value)
    exact, q = price.numerator * slots, price.denominator
    variables.model.add(2 * q * cents <= 2 * exact + q)
    variables.model.add(2 * q * cents + q >= 2 * exact + 1)
    return cents


def _due(variables: Variables, place: SeatPlace, candidate: Candidate, until: int) -> Linear:
    """Cents due before a slot for a candidate with overtime, see `spending`.

    Of the cost c with d of w slots done it is the n with ``wn ≤ cd < wn + w``.
    """
    i, problem = place[0], variables.problem
    low, high = variables.window[i]
    dearer = _surcharge(variables, place, candidate, until)
    literal = variables.sits[i][(*place[1:], candidate.resource)]
    if not candidate.cost or until <= low:
        return dearer
    if until >= high:
        return dearer + candidate.cost * literal

    def value(schedule: Schedule) -> int:
        task = _done_by(variables, place, candidate, schedule)
        if task is None:
            return 0
        return candidate.cost * spending.done(problem, candidate, task, until) // candidate.work

    own = problem.resources[candidate.resource].calendar
    done = _slots(variables, i, own, until) + effort(variables, place, candidate).before(until)
    cents = variables.integer(0, candidate.cost, "due", value)
    reached = variables.integer(
        0, candidate.work, "reached", _reached(variables, place, candidate, until)
    )
    model, work = variables.model, candidate.work
    model.add_min_equality(reached, [done, work])
    model.add(work * cents <= candidate.cost * reached).only_enforce_if(literal)
    model.add(work * cents + work >= candidate.cost * reached + 1).only_enforce_if(literal)
    model.add(cents == 0).only_enforce_if(~literal)
    return dearer + cents


def _reached(variables: Variables, place: SeatPlace, candidate: Candidate, until: int) -> ValueOf:
    """The work done before a slot; for a candidate who is not assigned, what it would be."""
    own = variables.problem.resources[candidate.resource].calendar
    calendar = variables.problem.calendars[own]
    amounts = effort(variables, place, candidate).amounts

    def value(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, place[0])
        last = max(start, min(until, start + size))
        late = (variables.value_of(x)(schedule) for (a, _), x in amounts.items() if a < until)
        return min(candidate.work, calendar.worked(last) - calendar.worked(start) + sum(late))

    return value


def _done_by(
    variables: Variables, place: SeatPlace, candidate: Candidate, schedule: Schedule
) -> Task | None:
    """The task in a schedule, if the candidate is on it."""
    literal = variables.sits[place[0]][(*place[1:], candidate.resource)]
    return schedule.tasks[place[0]] if variables.value_of(literal)(schedule) else None
