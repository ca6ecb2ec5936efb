"""Expressions that several rules share: the working time and the wall clock at an event.

Both are piecewise linear in the event's slot. Where the slot axis and the calendar agree they are
the event itself; elsewhere one literal per piece links them exactly.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Literal

from ortools.sat.python import cp_model

from models.calendars import Calendar
from models.schedule import Schedule
from models.variables import Linear, Variables

Event = Literal["S", "F"]
Piece = tuple[int, int, int, int]
"""``(first, last, slope, value at first)`` on a closed range of slots; slope 0 or 1."""

_FOREVER = 2**40


def event(variables: Variables, i: int, letter: Event) -> Linear:
    """The slot at which activity i (S)tarts or (F)inishes."""
    return variables.start[i] if letter == "S" else variables.end[i]


def worked(variables: Variables, i: int, letter: Event, calendar: int) -> Linear:
    """Working slots of a calendar before the event."""
    what = variables.problem.calendars[calendar]
    if what.gapless(variables.problem.horizon):
        return event(variables, i, letter)
    return _linked(variables, i, letter, ("worked", calendar), lambda: _worked(what), what.worked)


def clock(variables: Variables, i: int, letter: Event) -> Linear:
    """The wall clock at the event, see `Problem.clock`."""
    times = variables.problem.clock
    assert times is not None  # noqa: S101 - Problem checks it
    if letter == "S" or variables.problem.activities[i].instant:
        return _linked(variables, i, letter, ("opens",), lambda: _runs(times), partial(_at, times))
    closes = (times[0], *(time + 1 for time in times[:-1]))
    return _linked(variables, i, letter, ("closes",), lambda: _runs(closes), partial(_at, closes))


def _at(times: tuple[int, ...], slot: int) -> int:
    """The clock at a slot; it runs on past the end, where only what is left out can lie."""
    last = len(times) - 1
    return times[min(slot, last)] + max(0, slot - last)


def _linked(
    variables: Variables,
    i: int,
    letter: Event,
    key: tuple[object, ...],
    pieces: Callable[[], Iterator[Piece]],
    function: Callable[[int], int],
) -> Linear:
    """``function(event)``, where the function is made of these pieces."""
    memo = (*key, i, letter)
    if memo not in variables.memo:
        low, high = variables.window[i]
        least = variables.span[i][0]
        low, high = (low, high - least) if letter == "S" else (low + least, high)
        high = max(low, high)
        inside = [
            (max(first, low), min(last, high), slope, value + slope * (max(first, low) - first))
            for first, last, slope, value in pieces()
            if first <= high and last >= low
        ]
        variables.memo[memo] = _sum(variables, i, letter, inside, function)
    return variables.memo[memo]


def _sum(
    variables: Variables,
    i: int,
    letter: Event,
    pieces: list[Piece],
    function: Callable[[int], int],
) -> Linear:
    at = event(variables, i, letter)
    if len(pieces) == 1:
        first, _, slope, value = pieces[0]
        return at + (value - first) if slope else value
    high = max((value + slope * (last - first) for first, last, slope, value in pieces), default=0)

    def slot(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, i)
        return start if letter == "S" else start + size

    low = min((value for _, _, _, value in pieces), default=0)
    result = variables.integer(low, high, f"measure[{i}]", lambda s: function(slot(s)))
    groups = {k: [(first, last)] for k, (first, last, _, _) in enumerate(pieces)}
    for k, literal, domain in variables.cases(groups, variables.true, slot, f"piece[{i}]"):
        first, _, slope, value = pieces[k]
        model = variables.model
        model.add_linear_expression_in_domain(at, domain).only_enforce_if(literal)
        linked: cp_model.BoundedLinearExpression | bool = (
            result == at + (value - first) if slope else result == value
        )
        model.add(linked).only_enforce_if(literal)
    return result


def _worked(calendar: Calendar) -> Iterator[Piece]:
    """Pieces of ``W``: rising within a span, flat between."""
    done, last = 0, -1
    for start, end in calendar.spans:
        if start > last + 1:
            yield last + 1, start - 1, 0, done
        yield start, end, 1, done
        done, last = done + end - start, end
    yield last + 1, _FOREVER, 0, done


def _runs(times: tuple[int, ...]) -> Iterator[Piece]:
    """Maximal runs of slots over which the clock rises by one a slot."""
    first = 0
    for t, (now, then) in enumerate(pairwise(times)):
        if then != now + 1:
            yield first, t, 1, times[first]
            first = t + 1
    yield first, _FOREVER, 1, times[first]
