"""Expressions that several rules share: the working time and the wall clock at an event.

Both are piecewise linear in the event's slot. Where the slot axis and the calendar agree they are
the event itself; elsewhere one literal per piece links them exactly, see `models.cpsat.pieces`.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal

from ortools.sat.python import cp_model

from models.cpsat.pieces import Piece, of_clock, of_next, of_work
from models.cpsat.variables import Linear, Value, Variables, domain
from models.schedule import Schedule

Event = Literal["S", "F"]


def event(variables: Variables, i: int, letter: Event) -> Linear:
    """The slot at which activity i (S)tarts or (F)inishes."""
    return variables.start[i] if letter == "S" else variables.end[i]


def worked(variables: Variables, i: int, letter: Event, calendar: int) -> Linear:
    """Working slots of a calendar before the event."""
    what = variables.problem.calendars[calendar]
    if what.gapless(variables.problem.horizon):
        return event(variables, i, letter)
    return _linked(variables, i, letter, ("worked", calendar), lambda: of_work(what), what.worked)


def following(variables: Variables, i: int, calendar: int) -> cp_model.LinearExpr:
    """The first working slot of a calendar from the start on; past the end where there is none."""
    what, never = variables.problem.calendars[calendar], variables.problem.horizon + 1

    def function(slot: int) -> int:
        found = what.next_working(slot)
        return never if found is None else found

    key = ("following", calendar)
    found = _linked(variables, i, "S", key, lambda: of_next(what, never), function)
    if isinstance(found, int):
        return variables.integer(found, found, "following", lambda _: found)
    return found


def clock(variables: Variables, i: int, letter: Event) -> Linear:
    """The wall clock at the event, see `Problem.clock`."""
    times = variables.problem.clock
    assert times is not None  # noqa: S101 - Problem checks it
    if letter == "S" or variables.problem.activities[i].instant:
        return _linked(
            variables, i, letter, ("opens",), lambda: of_clock(times), partial(_at, times)
        )
    closes = (times[0], *(time + 1 for time in times[:-1]))
    return _linked(
        variables, i, letter, ("closes",), lambda: of_clock(closes), partial(_at, closes)
    )


def _at(times: tuple[int, ...], slot: int) -> int:
    """The clock at a slot; it runs on past the end, where only what is left out can lie."""
    last = len(times) - 1
    return times[min(slot, last)] + max(0, slot - last)


def _linked(
    variables: Variables,
    i: int,
    letter: Event,
    key: tuple[object, ...],
    pieces: Callable[[], tuple[Piece, ...]],
    function: Callable[[int], int],
) -> Linear:
    """``function(event)``, where the function is made of these pieces."""
    memo = (*key, i, letter)
    if memo not in variables.memo:
        if key not in variables.pieces:
            variables.pieces[key] = pieces()
        low, high = variables.window[i]
        least = variables.span[i][0]
        low, high = (low, high - least) if letter == "S" else (low + least, high)
        window = (low, max(low, high))
        found = (piece.inside(*window) for piece in variables.pieces[key])
        inside = [piece for piece in found if piece is not None]
        variables.memo[memo] = _sum(variables, (i, letter), inside, window, function)
    return variables.memo[memo]


def _sum(
    variables: Variables,
    where: tuple[int, Event],
    pieces: list[Piece],
    window: tuple[int, int],
    function: Callable[[int], int],
) -> Linear:
    """One literal per piece; `turn` counts how often the pattern that is on has come before."""
    i, letter = where
    at = event(variables, i, letter)
    if len(pieces) == 1 and pieces[0].times == 1:
        (piece,) = pieces
        return at + (piece.value - piece.first) if piece.slope else piece.value

    def slot(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, i)
        return start if letter == "S" else start + size

    low, high = map(function, window)
    result = variables.integer(low, high, f"measure[{i}]", lambda s: function(slot(s)))
    turn = _turn(variables, pieces, slot)
    groups = {k: piece.ranges(*window) for k, piece in enumerate(pieces)}
    for k, literal in variables.cases(groups, variables.true, slot, f"piece[{i}]"):
        piece, model = pieces[k], variables.model
        model.add_linear_expression_in_domain(at, domain(groups[k])).only_enforce_if(literal)
        rise = turn * (piece.gain - piece.slope * piece.period)
        value = rise + (piece.value - piece.slope * piece.first)
        linked: cp_model.BoundedLinearExpression | bool = (
            result == at + value if piece.slope else result == value
        )
        model.add(linked).only_enforce_if(literal)
        if isinstance(turn, cp_model.IntVar):
            phase = at - turn * piece.period if piece.times > 1 else turn
            first, last = (piece.first, piece.last) if piece.times > 1 else (0, 0)
            model.add_linear_constraint(phase, first, last).only_enforce_if(literal)
    return result


def _turn(variables: Variables, pieces: list[Piece], slot: Value) -> Linear:
    """The turn of the piece that the slot is in; 0 where no piece comes twice."""
    most = max(piece.times for piece in pieces) - 1

    def value(schedule: Schedule) -> int:
        turns = (piece.turn(slot(schedule)) for piece in pieces)
        return next((turn for turn in turns if turn is not None), 0)

    return variables.integer(0, most, "turn", value) if most else 0
