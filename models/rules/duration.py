"""Work takes the time it takes, pauses included.

Each part (a resource's or the mode's own work ``w`` on a calendar, see
`models.timing.durations`) spans
``σ(start) = W⁻¹(W(start) + w) − start`` slots, a step function of the start with few values. For a
part that is done, where people are all taken from start to end:

* the start is one of its working slots;
* ``size ≥ σ(start)``, and ``size = σ(start)`` for at least one of the parts done.

Where each is taken for their own work, with the stays of `models.cpsat.stays`:

* ``end ≥ own end``, and ``end = own end`` for at least one of the parts done;
* ``start = own start`` for at least one of the parts done.

Those who may work overtime have an end of their own, see `models.cpsat.overtime_work`. What may be
interrupted is done in pieces, see `models.cpsat.splits`.

One literal per value of ``σ`` holds its ranges of starts, so that periodic calendars stay cheap.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.bookings import own, stint
from models.cpsat import overtime_work, stays
from models.cpsat.splits import split_of
from models.cpsat.variables import ValueOf, Variables
from models.problem import Candidate, Problem
from models.schedule import Schedule
from models.splitting import without
from models.timing import durations
from models.timing.durations import Ranges, WorkPart


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Parts with the same work on the same calendar: they take the same time."""

    activity: int
    calendar: int
    work: int
    parts: tuple[WorkPart, ...]

    @property
    def elastic(self) -> bool:
        """Whether some of the work may be done in overtime; it is then one part."""
        return self.parts[0].elastic


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        if not activity.instant and not activity.spans:
            _add(model, problem, variables, i)


def _add(model: cp_model.CpModel, problem: Problem, variables: Variables, i: int) -> None:
    exclusive, alike = variables.exclusive[i], variables.alike[i]
    last: list[cp_model.IntVar] = []
    for group in _groups(variables, i):
        active = variables.either(_literals(variables, group), f"active[{i}]")
        ends_last = None if exclusive else _ends_last(variables, group, active)
        if problem.activities[i].split is not None:
            pieces, ends = split_of(variables, i), active if ends_last is None else ends_last
            pieces.work(group.calendar, group.work, active, ends)
        elif group.elastic:
            _effort(variables, group, ends_last)
        elif alike or ends_last is None:
            _span(variables, group, active, ends_last)
        else:
            _stays(variables, group, active, ends_last)
        last.append(active if ends_last is None else ends_last)
    idle = [
        _idle(variables, i, m)
        for m in range(len(problem.activities[i].modes))
        if not durations.takes_time(problem, i, m)
    ]
    if idle or not exclusive:
        model.add_bool_or([*last, *idle, ~variables.present[i]])
    if variables.apart[i]:
        model.add_bool_or([*_firsts(variables, i), *idle, ~variables.present[i]])


def _groups(variables: Variables, i: int) -> Iterable[_Group]:
    for (calendar, work, _), parts in stays.groups(variables, i).items():
        yield _Group(activity=i, calendar=calendar, work=work, parts=parts)


def _literals(variables: Variables, group: _Group) -> list[cp_model.IntVar]:
    return [stays.done(variables, group.activity, part) for part in group.parts]


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

    def length(schedule: Schedule) -> int | None:
        if not stays.works(schedule, i, group.parts):
            return None
        begun = variables.span_in(schedule, i)[0]
        done = calendar.finish(begun, group.work)
        return None if done is None else done - begun

    calendar = variables.problem.calendars[group.calendar]
    groups: dict[int, Ranges] = durations.sizes(calendar, group.work, variables.window[i])
    starts = variables.starts(group.calendar, group.work)
    for value, literal in variables.cases(groups, active, length, f"size[{i}]"):
        if groups[value] != [(earliest, latest_end - variables.span[i][0])]:
            model.add_linear_expression_in_domain(start, starts[value]).only_enforce_if(literal)
        if isinstance(size, int):
            continue
        if ends_last is None:
            model.add(size == value).only_enforce_if(literal)
        else:
            model.add(size >= value).only_enforce_if(literal)
            model.add(size <= value).only_enforce_if(literal, ends_last)


def _stays(
    variables: Variables, group: _Group, active: cp_model.IntVar, ends_last: cp_model.IntVar
) -> None:
    """Tie the end where the group is active; it is the group's own if that ends last."""
    end = variables.end[group.activity]
    stay = stays.stay(variables, group.activity, group.calendar, group.work)
    variables.model.add(end >= stay.end).only_enforce_if(active)
    variables.model.add(end == stay.end).only_enforce_if(ends_last)


def _effort(variables: Variables, group: _Group, ends_last: cp_model.IntVar | None) -> None:
    """Tie the end to that of somebody who may work overtime, if that ends last."""
    found = _effort_of(variables, group)
    if ends_last is not None:
        variables.model.add(variables.end[group.activity] == found.end.at).only_enforce_if(
            ends_last
        )


def _effort_of(variables: Variables, group: _Group) -> overtime_work.OvertimeWork:
    (part,) = group.parts
    seat = 0 if part.seat is None else part.seat
    place = (group.activity, part.mode, seat)
    return overtime_work.effort(variables, place, _candidate(variables, group))


def _candidate(variables: Variables, group: _Group) -> Candidate:
    (part,) = group.parts
    mode = variables.problem.activities[group.activity].modes[part.mode]
    seat = mode.seats[0 if part.seat is None else part.seat]
    return next(c for c in seat.candidates if c.resource == part.resource)


def _firsts(variables: Variables, i: int) -> Iterator[cp_model.IntVar]:
    """Literals that imply that somebody works at the start: one for each calendar."""
    found: dict[int, list[_Group]] = {}
    for group in _groups(variables, i):
        if group.elastic:
            yield _first_effort(variables, group)
        else:
            found.setdefault(group.calendar, []).append(group)
    for calendar, groups in found.items():
        works = variables.problem.calendars[calendar].works
        literals = [literal for group in groups for literal in _literals(variables, group)]
        active = variables.either(literals, f"active[{i}]")
        there = variables.value_of(active)
        first = variables.boolean(f"first[{i}]", _first(variables, i, there, works))
        variables.model.add_implication(first, active)
        begun = stays.stay(variables, i, calendar, groups[0].work).start
        variables.model.add(begun == variables.start[i]).only_enforce_if(first)
        yield first


def _first_effort(variables: Variables, group: _Group) -> cp_model.IntVar:
    """The same for somebody who may work overtime."""
    i, start = group.activity, _effort_of(variables, group).start
    (active,) = _literals(variables, group)
    there = variables.value_of(active)
    first = variables.boolean(
        f"first[{i}]",
        lambda s: bool(there(s)) and start.slot(s) == variables.span_in(s, i)[0],
    )
    variables.model.add_implication(first, active)
    variables.model.add(start.at == variables.start[i]).only_enforce_if(first)
    return first


def _first(
    variables: Variables, i: int, there: ValueOf, works: Callable[[int], bool]
) -> Callable[[Schedule], bool]:
    """Whether those of a calendar are there and work at the start, in a schedule."""
    return lambda schedule: bool(there(schedule)) and works(variables.span_in(schedule, i)[0])


def _ends_last(variables: Variables, group: _Group, active: cp_model.IntVar) -> cp_model.IntVar:
    """A literal that implies that the group is active and that its end is the activity's."""
    calendar = variables.problem.calendars[group.calendar]

    def value(schedule: Schedule) -> bool:
        task = schedule.tasks[group.activity]
        if task is None or not stays.works(schedule, group.activity, group.parts):
            return False
        if group.elastic:
            done = stint(variables.problem, _candidate(variables, group), task)
        else:
            done = own(without(calendar, task.breaks), group.work, task.start)
        return done is not None and done[1] == task.end

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
        variables.model.add_implication(literal, ~stays.done(variables, i, part))
    if isinstance(variables.size[i], int) and variables.size[i] != 0:
        variables.model.add(literal == 0)
    else:
        variables.model.add(variables.size[i] == 0).only_enforce_if(literal)
    return literal
