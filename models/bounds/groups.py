"""Groups in place of people: a problem in which nobody is chosen, and no makespan is greater.

Of a group of people no more can be taken at a time than there are: the condition of Hall (1935) for
staffing, at every instant and over starts alone. The problem in groups has one way to do each
activity, and a resource for each group: the candidates of a seat, unions of two or three of these,
and everybody. A schedule that keeps all rules of the problem keeps these too, so that a lower bound
of the makespan in groups is one of the makespan. It grows faster than the bound of a model in which
people are chosen: that one sees that people lack only once most of them are chosen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.restated import ending
from models.schedule import Assignment, Schedule, Task
from models.timing.durations import DurationKind, works

Group = frozenset[int]

_UNITED = 3
"""Groups of candidates that are united at most; beside these there is the group of everybody."""

_MOST = 400
"""Groups at most."""

_LARGEST = 40_000
"""Activities times groups at most: beyond it the model takes seconds to build."""


def in_groups(problem: Problem) -> Problem | None:
    """The problem with groups in place of people; None where it says less or other things.

    It takes activities that must be done, in one mode and in one piece, and that take equally long
    whoever does them. Of their people, dates and links it keeps what it can say in groups.
    """
    kinds = [alike_kind(problem, i) for i in range(len(problem.activities))]
    chosen = any(not seat.forced for seat in _seats(problem.activities))
    if not chosen or None in kinds or problem.changing:
        return None
    groups = _tight(problem)
    if len(groups) * len(problem.activities) > _LARGEST:
        return None
    activities = tuple(
        _in_groups(activity, kind, groups)
        for activity, kind in zip(problem.activities, kinds, strict=True)
        if kind is not None
    )
    return Problem(
        horizon=problem.horizon,
        activities=activities,
        resources=tuple(Resource(capacity=_units(problem, group)) for group in groups),
        calendars=problem.calendars,
        precedences=tuple(filter(_plain, problem.precedences)),
    )


def _plain(link: Precedence) -> bool:
    """Whether a link says the same whoever is assigned, on the axis or a calendar."""
    return not (link.idle or link.elapsed or link.share or link.lags)


def alike_kind(problem: Problem, i: int) -> DurationKind | None:
    """The calendar and the work of an activity, whoever does it; None where they may differ."""
    activity, table = problem.activities[i], works(problem)[i]
    kinds = {part.kind for part in table.parts}
    strict = activity.optional or activity.spans or activity.split or len(activity.modes) > 1
    choices = [candidate for _, _, candidate in problem.choices(i)]
    plain = all(c.work and c.overtime is None for c in choices)
    if strict or not plain or not table.alike or len(kinds) > 1:
        return None
    return next(iter(kinds), (activity.calendar, 0, None))


def _seats(activities: Iterable[Activity]) -> Iterator[Seat]:
    return (seat for activity in activities for mode in activity.modes for seat in mode.seats)


def _tight(problem: Problem) -> list[Group]:
    """The groups of which more may be wanted than there is, and that others do not imply."""
    single = sorted({seat.group for seat in _seats(problem.activities)}, key=sorted)
    found = dict.fromkeys([frozenset[int]().union(*single), *single])
    for size in range(2, _UNITED + 1):
        if len(single) ** (size - 1) > _MOST:
            break
        for some in combinations(single, size):
            if all(_touches(group, some) for group in some):
                found.setdefault(frozenset[int]().union(*some))
    wanted = {group: sum(_wanted(a, group) for a in problem.activities) for group in found}
    return [group for group in found if wanted[group] > _units(problem, group)][:_MOST]


def _units(problem: Problem, group: Group) -> int:
    return sum(problem.resources[r].capacity for r in group)


def _touches(group: Group, some: Iterable[Group]) -> bool:
    """Whether a group shares somebody with another of some; else its own limit says as much."""
    return any(group & other for other in some if other != group)


def _wanted(activity: Activity, group: Group) -> int:
    """The units of a group that an activity takes in any case."""
    found = 0
    for seat in activity.modes[0].seats:
        units = sorted(c.units for c in seat.candidates if c.resource in group)
        found += sum(units[: max(0, seat.count - len(seat.group - group))])
    return found


def _in_groups(activity: Activity, kind: DurationKind, groups: Sequence[Group]) -> Activity:
    calendar, work, _ = kind
    seats = tuple(
        Seat(candidates=(Candidate(resource=g, work=work, calendar=calendar, units=units),))
        for g, group in enumerate(groups)
        if (units := _wanted(activity, group))
    )
    return Activity(
        modes=(Mode(seats=seats, work=work),),
        calendar=calendar,
        together=True,
        start_min=activity.start_min,
        start_max=activity.start_max,
        end_min=activity.end_min,
        end_max=activity.end_max,
    )


def told_in_groups(groups: Problem, schedule: Schedule) -> Schedule:
    """A schedule of the whole as one of the problem `in_groups`."""
    found = []
    for activity, task in zip(groups.activities, schedule.tasks, strict=True):
        assert task is not None  # noqa: S101 - nothing is optional where groups are told
        seats = enumerate(activity.modes[0].seats)
        who = tuple(Assignment(seat=s, resource=seat.candidates[0].resource) for s, seat in seats)
        found.append(Task(start=task.start, end=task.end, mode=0, assignments=who))
    return Schedule(tasks=tuple(found))


def sooner(problem: Problem, last: int) -> Problem:
    """The problem with all ends at slot `last` at the latest."""
    return ending(problem, dict.fromkeys(range(len(problem.activities)), last))


def near_starts(problem: Problem, schedule: Schedule, slack: int) -> Problem:
    """The problem with all starts near those of a schedule in groups, and no later last end.

    Args:
        problem: The whole.
        schedule: Of the problem `in_groups`.
        slack: How many slots earlier or later something may start.
    """
    activities = []
    for activity, task in zip(problem.activities, schedule.tasks, strict=True):
        assert task is not None  # noqa: S101 - nothing is optional where groups are told
        latest, last = task.start + slack, activity.start_max
        one = replace(
            activity,
            start_min=max(activity.start_min, task.start - slack),
            start_max=latest if last is None else min(latest, last),
        )
        activities.append(one)
    return sooner(replace(problem, activities=tuple(activities)), schedule.makespan)
