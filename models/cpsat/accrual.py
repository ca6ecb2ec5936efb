"""Amounts that fall due, or are used up, before a slot or in a period, as CP-SAT expressions.

At an event it falls in one slot; evenly over work it is a step function of the start.
"""

from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from models.calendars import Calendar
from models.cpsat.variables import Linear, ValueOf, Variables, domain, holding
from models.measures import spending
from models.schedule import Schedule
from models.timing.durations import Ranges

PayPeriod = tuple[int, int]
"""``[start, end)`` in slots."""


def falls_in(
    variables: Variables, i: int, active: cp_model.IntVar, event: str, period: PayPeriod
) -> Linear:
    """Whether the event is in the period and `active` is true.

    A start is in the slot it begins, an end in the slot before it (at 0 in the first).
    """
    ends = event == "end"
    at = variables.end[i] if ends else variables.start[i]

    def slot(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, i)
        return start + size if ends else start

    horizon, (first, after) = variables.problem.horizon, period
    low, high = first + (ends and first > 0), after - (not ends)
    if after <= first:
        low, high = 1, 0
    groups: dict[int, Ranges] = {1: [(low, high)], 0: [(0, low - 1), (high + 1, horizon)]}
    return _chosen(variables, active, at, slot, groups)


def spread(
    variables: Variables,
    i: int,
    active: cp_model.IntVar,
    calendar: Calendar,
    load: tuple[int, int],
    period: PayPeriod,
) -> Linear:
    """The part of an amount that falls in the period; `load` is (work, amount)."""
    shares = _shares(calendar, load, variables.window[i], period)
    return over_starts(variables, i, active, shares)


def over_starts(
    variables: Variables,
    i: int,
    active: cp_model.IntVar,
    pieces: Iterable[tuple[int, int, int]],
) -> Linear:
    """A step function ``(first, last, value)`` of the start; 0 where `active` is false."""
    groups: dict[int, Ranges] = {}
    for first, last, cents in pieces:
        groups.setdefault(cents, []).append((first, last))
    start = variables.start[i]
    return _chosen(variables, active, start, lambda s: variables.span_in(s, i)[0], groups)


def _shares(
    calendar: Calendar, load: tuple[int, int], window: PayPeriod, period: PayPeriod
) -> Iterator[tuple[int, int, int]]:
    """``(first start, last start, cents in the period)`` for the starts in a window."""
    work, cents = load
    start, last = window
    while start <= last:
        following = start
        if start >= period[1]:
            following = last
        elif start >= period[0]:
            inside = calendar.latest_start(period[1], work)
            following = max(start, min(last, -1 if inside is None else inside))
        else:
            before = calendar.latest_start(period[0], work)
            following = max(start, min(last, period[0] - 1, -1 if before is None else before))
        yield start, following, spending.share(calendar, work, cents, start, period)
        start = following + 1


def _chosen(
    variables: Variables,
    active: cp_model.IntVar,
    at: Linear,
    slot: ValueOf,
    groups: dict[int, Ranges],
) -> Linear:
    """The value whose ranges hold `at`, or 0 where `active` is false."""
    model = variables.model
    where = variables.value_of(active)
    groups = {
        value: kept
        for value, ranges in groups.items()
        if (kept := [(first, last) for first, last in ranges if first <= last])
    }
    terms: list[Linear] = []

    def found(schedule: Schedule) -> int | None:
        return holding(groups, slot(schedule)) if where(schedule) else None

    for value, literal in variables.cases(groups, active, found, "share"):
        model.add_linear_expression_in_domain(at, domain(groups[value])).only_enforce_if(literal)
        terms.append(value * literal)
    return cp_model.LinearExpr.sum(terms)
