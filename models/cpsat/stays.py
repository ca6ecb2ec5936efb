"""The stay of each person in an activity that people do each for themselves.

Work ``w`` on a calendar with working time ``W``, in an activity that starts at ``s``:

    own start = first working slot from s on,    own end = W⁻¹(W(s) + w)

The own start is ``s`` itself where all work by one calendar, elsewhere `expressions.following`; the
size of the stay is a step function of the own start, one literal a value, as in
`models.rules.duration`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.bookings import own
from models.cpsat.expressions import following
from models.cpsat.overtime_work import OvertimeWork
from models.cpsat.variables import Linear, Variables
from models.schedule import Schedule
from models.timing import durations
from models.timing.durations import DurationKind, WorkPart


@dataclass(frozen=True, slots=True, kw_only=True)
class StayVariables:
    """Start, size and end; `least` is the least size. They count where the work is done."""

    start: cp_model.LinearExpr
    size: Linear
    end: Linear
    least: int

    def interval(
        self, variables: Variables, literal: cp_model.IntVar, name: str
    ) -> cp_model.IntervalVar:
        """The stay as an interval that is there if the literal is true."""
        model = variables.model
        if isinstance(self.size, int):
            return model.new_optional_fixed_size_interval_var(self.start, self.size, literal, name)
        return model.new_optional_interval_var(self.start, self.size, self.end, literal, name)


def done(variables: Variables, i: int, part: WorkPart) -> cp_model.IntVar:
    """The literal that says whether a part of activity i is done."""
    if part.seat is None or part.resource is None:
        return variables.mode[i][part.mode]
    return variables.sits[i][part.mode, part.seat, part.resource]


def groups(variables: Variables, i: int) -> dict[DurationKind, tuple[WorkPart, ...]]:
    """The parts of activity i in groups; the parts of a group take the same time."""
    if i not in variables.groups:
        found: dict[DurationKind, list[WorkPart]] = {}
        for part in durations.parts(variables.problem, i):
            found.setdefault(part.kind, []).append(part)
        variables.groups[i] = {key: tuple(parts) for key, parts in found.items()}
    return variables.groups[i]


def works(schedule: Schedule, i: int, parts: tuple[WorkPart, ...]) -> bool:
    """Whether one of the parts of activity i is done in a schedule."""
    task = schedule.tasks[i]
    if task is None:
        return False
    sitting = {(a.seat, a.resource) for a in task.assignments} | {(None, None)}
    return any(p.mode == task.mode and (p.seat, p.resource) in sitting for p in parts)


def of_effort(found: OvertimeWork) -> StayVariables:
    """The stay of a candidate with overtime."""
    start = cp_model.LinearExpr.sum([found.start.at])
    return StayVariables(start=start, size=found.size, end=found.end.at, least=found.least)


def stay(variables: Variables, i: int, calendar: int, work: int) -> StayVariables:
    """The stay of those with so much work on a calendar in activity i; made once."""
    known = variables.stays
    if (i, calendar, work) not in known:
        known[i, calendar, work] = _made(variables, i, calendar, work)
    return known[i, calendar, work]


def _made(variables: Variables, i: int, calendar: int, work: int) -> StayVariables:
    what = variables.problem.calendars[calendar]
    parts = groups(variables, i)[calendar, work, None]
    start: cp_model.LinearExpr = variables.start[i]
    if variables.apart[i]:
        start = following(variables, i, calendar)
    sizes = durations.sizes(what, work, variables.window[i])
    least = min(sizes, default=0)

    def length(schedule: Schedule) -> int | None:
        begun = variables.span_in(schedule, i)[0]
        found = own(what, work, begun) if works(schedule, i, parts) else None
        return found and found[1] - found[0]

    size: Linear = least
    end: Linear = start + least
    if len(sizes) > 1:
        size, end = _measured(variables, (i, calendar, least, max(sizes)), start, length)
    active = variables.either([done(variables, i, part) for part in parts], f"active[{i}]")
    starts = variables.starts(calendar, work)
    for value, literal in variables.cases(sizes, active, length, f"stay[{i}]"):
        variables.model.add_linear_expression_in_domain(start, starts[value]).only_enforce_if(
            literal
        )
        if not isinstance(size, int):
            variables.model.add(size == value).only_enforce_if(literal)
    return StayVariables(start=start, size=size, end=end, least=least)


def _measured(
    variables: Variables,
    about: tuple[int, int, int, int],
    start: cp_model.LinearExpr,
    length: Callable[[Schedule], int | None],
) -> tuple[cp_model.IntVar, cp_model.IntVar]:
    """Variables for the size, between the least and the most, and the end of a stay."""
    i, calendar, least, most = about
    what, horizon = variables.problem.calendars[calendar], variables.problem.horizon
    moves = variables.apart[i]

    def span(schedule: Schedule) -> int:
        found = length(schedule)
        return least if found is None else found

    def close(schedule: Schedule) -> int:
        begun = variables.span_in(schedule, i)[0]
        if moves:
            found = what.next_working(begun)
            begun = horizon + 1 if found is None else found
        return begun + span(schedule)

    size = variables.integer(least, most, f"stay[{i}]", span)
    end = variables.integer(0, horizon + 1 + most, f"stayed[{i}]", close)
    variables.model.add(end == start + size)
    return size, end
