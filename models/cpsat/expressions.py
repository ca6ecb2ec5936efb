"""Expressions that several rules share: the working time and the wall clock at an event.

Both are piecewise linear in the event's slot. Where the slot axis and the calendar agree they are
the event itself; elsewhere one literal per piece links them exactly, see `models.cpsat.piecewise`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ortools.sat.python import cp_model

from models.calendars import Calendar
from models.cpsat.piecewise import Piece, of_clock, of_work
from models.cpsat.variables import Linear, ValueOf, Variables, domain
from models.schedule import Schedule
from models.timing.instants import Ties, instants, marks, own_dates

LinkEnd = Literal["S", "F"]
EVENTS: tuple[LinkEnd, LinkEnd] = ("S", "F")
"""Start and end."""


def event(variables: Variables, i: int, letter: LinkEnd) -> Linear:
    """The slot at which activity i (S)tarts or (F)inishes."""
    return variables.start[i] if letter == "S" else variables.end[i]


def worked(variables: Variables, i: int, letter: LinkEnd, calendar: int) -> Linear:
    """Working slots of a calendar before the event."""
    what = variables.problem.calendars[calendar]
    if what.gapless(variables.problem.horizon):
        return event(variables, i, letter)
    return _linked(variables, i, letter, ("worked", calendar), lambda: of_work(what), what.worked)


def worked_on(variables: Variables, i: int, letter: LinkEnd, calendar: Calendar) -> Linear:
    """Working slots before the event, of a calendar that need not be one of the problem's."""
    known = variables.problem.calendars
    if calendar in known:
        return worked(variables, i, letter, known.index(calendar))
    key = ("worked", calendar)
    return _linked(variables, i, letter, key, lambda: of_work(calendar), calendar.worked)


def following(variables: Variables, i: int, calendar: int) -> cp_model.LinearExpr:
    """The first working slot of a calendar from the start on; past the end where there is none.

    It is the start itself, or the slot after a gap of g slots that the start lies in: one literal
    for each length of a gap, as calendars have few of them.
    """
    memo = ("following", calendar, i)
    found = variables.memo.get(memo)
    if not isinstance(found, cp_model.LinearExpr):
        found = variables.memo[memo] = _following(variables, i, calendar)
    return found


def _following(variables: Variables, i: int, calendar: int) -> cp_model.LinearExpr:
    what, never = variables.problem.calendars[calendar], variables.problem.horizon + 1
    low, high = variables.window[i][0], variables.window[i][1] - variables.span[i][0]
    gaps = variables.gaps(calendar)
    touched = [
        length
        for length, (after, _) in gaps.items()
        if bisect_right(after, low) < bisect_left(after, high + length + 1)
    ]
    if not touched:
        return variables.start[i]

    def after(slot: int) -> int:
        found = what.next_working(slot)
        return never if found is None else found

    def begun(schedule: Schedule) -> int:
        return variables.span_in(schedule, i)[0]

    def gap(schedule: Schedule) -> int:
        slot = begun(schedule)
        return 0 if what.works(slot) else after(slot) - what.idle_since(slot)

    model, start = variables.model, variables.start[i]
    first = variables.integer(after(low), after(high), f"next[{i}]", lambda s: after(begun(s)))
    if what.worked(high + 1) > what.worked(low):
        touched.insert(0, 0)
    for length, literal in variables.cases(touched, variables.true, gap, f"gap[{i}]"):
        model.add_linear_expression_in_domain(first, gaps[length][1]).only_enforce_if(literal)
        model.add_linear_constraint(first - start, min(length, 1), length).only_enforce_if(literal)
    return first


def clock(variables: Variables, i: int, letter: LinkEnd) -> Linear:
    """The wall clock at the event, see `Problem.clock`."""
    ties = Ties.of(variables.problem)
    if (i, letter) not in ties.floating:
        return _at_boundary(variables, i, letter, ties.letter(i, letter))
    milestone = variables.problem.activities[i].instant
    memo = ("instant", i, "" if milestone else letter)
    if memo not in variables.memo:
        make = _floating if milestone else _of_spanned
        variables.memo[memo] = make(variables, i, letter)
    return variables.memo[memo]


def _at_boundary(variables: Variables, i: int, letter: LinkEnd, side: str | None = None) -> Linear:
    """The clock when the slot of an event opens (S), or when that before it closes (F)."""
    side = letter if side is None else side
    times = marks(variables.problem).opens if side == "S" else marks(variables.problem).closes
    return _linked(variables, i, letter, (side,), lambda: of_clock(times), partial(_at, times))


def _instant(variables: Variables, i: int, letter: LinkEnd) -> cp_model.IntVar:
    """A variable for the true instant of an event that the slot does not settle."""
    clock = marks(variables.problem)
    low, high = variables.window[i]

    def value(schedule: Schedule) -> int:
        if schedule.tasks[i] is None:
            return clock.closes[low]
        return _instants(variables, schedule)[i, letter]

    high = clock.opens[high]
    return variables.integer(clock.closes[low], high, f"instant[{i},{letter}]", value)


def _instants(variables: Variables, schedule: Schedule) -> dict[tuple[int, str], int]:
    """The true instants of a schedule; the result for the last schedule is kept."""
    if variables.instants is None or variables.instants[0] is not schedule:
        problem = variables.problem
        found = instants(problem, schedule, marks(problem), own_dates(problem))
        variables.instants = schedule, found
    return variables.instants[1]


def _floating(variables: Variables, i: int, letter: LinkEnd) -> Linear:
    """The instant of a milestone: between the two sides of its slot, not before its own date."""
    at, what = _instant(variables, i, letter), variables.problem.activities[i]
    opens = _at_boundary(variables, i, letter, "S")
    variables.model.add(at >= _at_boundary(variables, i, letter, "F"))
    variables.model.add(at <= opens)
    if what.moment is not None:
        variables.model.add(at >= what.moment).only_enforce_if(variables.present[i])
    for mode, chosen in zip(what.modes, variables.mode[i], strict=True):
        if what.sided and mode.accrual == "start":
            variables.model.add(at >= opens).only_enforce_if(chosen)
    return at


def _of_spanned(variables: Variables, i: int, letter: LinkEnd) -> Linear:
    """The instant of what spans milestones: the first, or the last, of those present."""
    model, present = variables.model, variables.present
    at = _instant(variables, i, letter)
    decides: list[cp_model.IntVar] = []
    for k in variables.problem.activities[i].spans:
        other = clock(variables, k, letter)
        model.add(at <= other if letter == "S" else at >= other).only_enforce_if(present[k])

        def value(schedule: Schedule, k: int = k) -> bool:
            if schedule.tasks[k] is None or schedule.tasks[i] is None:
                return False
            found = _instants(variables, schedule)
            return found[k, letter] == found[i, letter]

        literal = variables.boolean(f"first[{i},{k},{letter}]", value)
        model.add_implication(literal, present[k])
        model.add(at >= other if letter == "S" else at <= other).only_enforce_if(literal)
        decides.append(literal)
    model.add_bool_or([*decides, ~present[i]])
    return at


def _at(times: Sequence[int], slot: int) -> int:
    """The clock at a slot; it runs on past the end, where only what is left out can lie."""
    last = len(times) - 1
    return times[min(slot, last)] + max(0, slot - last)


def _linked(
    variables: Variables,
    i: int,
    letter: LinkEnd,
    key: tuple[object, ...],
    pieces: Callable[[], tuple[Piece, ...]],
    function: Callable[[int], int],
) -> Linear:
    """``function(event)``, where the function is made of these pieces."""
    memo = (*key, i, letter)
    if memo not in variables.memo:
        point = at_event(variables, i, letter)
        variables.memo[memo] = linked(variables, point, key, pieces, function)
    return variables.memo[memo]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A slot as an expression, what it is in a schedule, and the least and the most it can be.

    Of an `event` of an activity what is linked to it is made once.
    """

    at: Linear
    slot: ValueOf
    window: tuple[int, int]
    event: tuple[int, LinkEnd] | None = None

    def worked(self, variables: Variables, calendar: int) -> Linear:
        """Working slots of a calendar before it."""
        if self.event is not None:
            return worked(variables, *self.event, calendar)
        what = variables.problem.calendars[calendar]
        key = ("worked", calendar)
        return linked(variables, self, key, lambda: of_work(what), what.worked)


def at_event(variables: Variables, i: int, letter: LinkEnd) -> Point:
    """An event of an activity."""

    def slot(schedule: Schedule) -> int:
        start, size = variables.span_in(schedule, i)
        return start if letter == "S" else start + size

    low, high = variables.window[i]
    least = variables.span[i][0]
    low, high = (low, high - least) if letter == "S" else (low + least, high)
    window = (low, max(low, high))
    return Point(at=event(variables, i, letter), slot=slot, window=window, event=(i, letter))


def linked(
    variables: Variables,
    point: Point,
    key: tuple[object, ...],
    pieces: Callable[[], tuple[Piece, ...]],
    function: Callable[[int], int],
    extent: tuple[int, int] | None = None,
) -> Linear:
    """``function(point)``, with one literal per piece; the pieces of a `key` are made once.

    It only grows, or has an `extent`. `turn` counts how often the pattern that is on has come
    before.
    """
    if key not in variables.pieces:
        variables.pieces[key] = pieces()
    at, slot, window = point.at, point.slot, point.window
    cut = (piece.inside(*window) for piece in variables.pieces[key])
    found = [piece for piece in cut if piece is not None]
    if len(found) == 1 and found[0].times == 1:
        (piece,) = found
        return at + (piece.value - piece.first) if piece.slope else piece.value
    low, high = map(function, window) if extent is None else extent
    result = variables.integer(low, high, "measure", lambda s: function(slot(s)))
    turn = _turn(variables, found, slot)

    def here(schedule: Schedule) -> int | None:
        now = slot(schedule)
        return next((k for k, one in enumerate(found) if one.turn(now) is not None), None)

    for k, literal in variables.cases(range(len(found)), variables.true, here, "piece"):
        piece, model = found[k], variables.model
        ranges = domain(piece.ranges(*window))
        model.add_linear_expression_in_domain(at, ranges).only_enforce_if(literal)
        rise = turn * (piece.gain - piece.slope * piece.period)
        value = rise + (piece.value - piece.slope * piece.first)
        tied: cp_model.BoundedLinearExpression | bool = (
            result == at + value if piece.slope else result == value
        )
        model.add(tied).only_enforce_if(literal)
        if isinstance(turn, cp_model.IntVar):
            phase = at - turn * piece.period if piece.times > 1 else turn
            first, last = (piece.first, piece.last) if piece.times > 1 else (0, 0)
            model.add_linear_constraint(phase, first, last).only_enforce_if(literal)
    return result


def _turn(variables: Variables, pieces: list[Piece], slot: ValueOf) -> Linear:
    """The turn of the piece that the slot is in; 0 where no piece comes twice."""
    most = max(piece.times for piece in pieces) - 1

    def value(schedule: Schedule) -> int:
        turns = (piece.turn(slot(schedule)) for piece in pieces)
        return next((turn for turn in turns if turn is not None), 0)

    return variables.integer(0, most, "turn", value) if most else 0
