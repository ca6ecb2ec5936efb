"""Work takes the time it takes, pauses included.

Each part (a resource's or the mode's own work ``w`` on a calendar, see
`models.timing.durations`) spans
``σ(start) = W⁻¹(W(start) + w) − start`` slots, a step function of the start with few values. For a
part that is done:

* the start is one of its working slots;
* ``size ≥ σ(start)``, and ``size = σ(start)`` for at least one of the parts done.

One literal per value of ``σ`` holds its ranges of starts, so that periodic calendars stay cheap.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Problem
from models.schedule import Schedule
from models.timing import durations
from models.timing.durations import Part, Ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Parts with the same work on the same calendar: they take the same time."""

    activity: int
    calendar: int
    work: int
    parts: tuple[Part, ...]


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        if not activity.instant and not activity.spans:
            _add(model, problem, variables, i)


def _add(model: cp_model.CpModel, problem: Problem, variables: Variables, i: int) -> None:
    exclusive = durations.exclusive(problem, i)
    last: list[cp_model.IntVar] = []
    for group in _groups(problem, i):
        active = variables.either(_literals(variables, group), f"active[{i}]")
        ends_last = None if exclusive else _ends_last(variables, group, active)
        _span(variables, group, active, ends_last)
        last.append(active if ends_last is None else ends_last)
    idle = [
        _idle(variables, i, m)
        for m in range(len(problem.activities[i].modes))
        if not durations.takes_time(problem, i, m)
    ]
    if idle or not exclusive:
        model.add_bool_or([*last, *idle, ~variables.present[i]])


def _groups(problem: Problem, i: int) -> Iterable[_Group]:
    found: dict[tuple[int, int], list[Part]] = {}
    for part in durations.parts(problem, i):
        found.setdefault((part.calendar, part.work), []).append(part)
    for (calendar, work), parts in found.items():
        yield _Group(activity=i, calendar=calendar, work=work, parts=tuple(parts))


def _literals(variables: Variables, group: _Group) -> list[cp_model.IntVar]:
    return [_literal(variables, group.activity, part) for part in group.parts]


def _literal(variables: Variables, i: int, part: Part) -> cp_model.IntVar:
    if part.seat is None or part.resource is None:
        return variables.mode[i][part.mode]
    return variables.sits[i][part.mode, part.seat, part.resource]


def _span(
    variables: Variables,
    group: _Group,
    active: cp_model.IntVar,
    ends_last: cp_model.IntVar | None,
) -> None:
    """Tie start and size where the group is active; the size is its own if it ends last."""
    model, i = variables.model, group.activity
    start, size = variables.start[i], variables.size[i]
    earliest, latest_end = variables.window[i]

    def at(schedule: Schedule) -> int:
        return variables.span_in(schedule, i)[0] if _is_active(group, schedule) else -1

    calendar = variables.problem.calendars[group.calendar]
    groups: dict[int, Ranges] = durations.sizes(calendar, group.work, variables.window[i])
    starts = variables.starts(group.calendar, group.work)
    for value, literal in variables.cases(groups, active, at, f"size[{i}]"):
        if groups[value] != [(earliest, latest_end - variables.span[i][0])]:
            model.add_linear_expression_in_domain(start, starts[value]).only_enforce_if(literal)
        if isinstance(size, int):
            continue
        if ends_last is None:
            model.add(size == value).only_enforce_if(literal)
        else:
            model.add(size >= value).only_enforce_if(literal)
            model.add(size <= value).only_enforce_if(literal, ends_last)


def _is_active(group: _Group, schedule: Schedule) -> bool:
    task = schedule.tasks[group.activity]
    if task is None:
        return False
    sitting = {(a.seat, a.resource) for a in task.assignments} | {(None, None)}
    return any(p.mode == task.mode and (p.seat, p.resource) in sitting for p in group.parts)


def _ends_last(variables: Variables, group: _Group, active: cp_model.IntVar) -> cp_model.IntVar:
    """A literal that implies that the group is active and that its end is the activity's."""
    calendar = variables.problem.calendars[group.calendar]

    def value(schedule: Schedule) -> bool:
        start, size = variables.span_in(schedule, group.activity)
        own = calendar.finish(start, group.work)
        return _is_active(group, schedule) and own == start + size

    literal = variables.boolean(f"last[{group.activity}]", value)
    variables.model.add_implication(literal, active)
    return literal


def _idle(variables: Variables, i: int, m: int) -> cp_model.IntVar:
    """A literal that implies that the mode is chosen, no part of it is done, and the size is 0."""
    own = [part for part in durations.parts(variables.problem, i) if part.mode == m]

    def value(schedule: Schedule) -> bool:
        task = schedule.tasks[i]
        return task is not None and task.mode == m and task.end == task.start

    literal = variables.boolean(f"idle[{i},{m}]", value)
    variables.model.add_implication(literal, variables.mode[i][m])
    for part in own:
        variables.model.add_implication(literal, ~_literal(variables, i, part))
    if isinstance(variables.size[i], int) and variables.size[i] != 0:
        variables.model.add(literal == 0)
    else:
        variables.model.add(variables.size[i] == 0).only_enforce_if(literal)
    return literal
