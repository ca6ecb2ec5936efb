"""Followed to its root: what a late task, and the project, waited for from the beginning.

From a task back to what decided its start, be it a link or a person who came from another task, and
so on until something decides that is no task: the resource-critical chain (the critical sequence of
Wiest 1964), as the plan has it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from planner.analysis.causes import Cause
from planner.analysis.meanwhile import meanwhile
from planner.analysis.reasons import AWAY, Teller
from planner.plan import Chain, ChainStep, Reason


def chains(
    teller: Teller, late: Mapping[str, float | None], latest: Sequence[int | None]
) -> tuple[Chain, ...]:
    """The chain of the project, then those of late tasks and summaries, the worst first.

    Args:
        teller: Of the schedule.
        late: By task, working days after its deadline.
        latest: Of each activity the latest start, None where it has no slack of its own.
    """
    translation, timing = teller.translation, teller.causes.timing
    ends = {k: timing.task(k).end for k in timing.planned if translation.origins[k].role == "task"}
    if not ends:
        return ()
    causes = cache(partial(_causes, teller, latest))  # many chains have their ends in common
    more = cache(partial(_more, teller))
    found = [Chain(of="", steps=_steps(teller, causes, more, _last(ends)))]
    tasks, structure = translation.project.tasks, translation.structure
    worst = sorted((row for row in range(len(tasks)) if late.get(tasks[row].id)), key=lambda row: (
        -(late[tasks[row].id] or 0), row))  # fmt: skip
    for row in worst:
        leaves = structure.leaves[row] if tasks[row].summary else (row,)
        inside = {translation.activity[leaf, "task"] for leaf in leaves}
        there = {k: end for k, end in ends.items() if k in inside}
        if there:
            steps = _steps(teller, causes, more, _last(there))
            found.append(Chain(of=tasks[row].id, days_late=late[tasks[row].id], steps=steps))
    return tuple(found)


def _last(ends: Mapping[int, int]) -> int:
    """The activity that ends last; of several the first in the order of the rows."""
    return max(ends, key=lambda k: (ends[k], -k))


Causing = Callable[[int], list[tuple[int, Reason, int | None]]]
Telling = Callable[[int, Reason], tuple[Reason, ...]]


def _steps(teller: Teller, causes: Causing, more: Telling, last: int) -> tuple[ChainStep, ...]:
    """The chain that leads to an activity, from its root.

    Of several causes one with the least slack that has a root: maximum lags make circles.
    """
    following: dict[int, tuple[int, Reason] | None] = {last: None}
    waiting = [*causes(last)]
    steps: list[tuple[int, Reason]] = []
    while waiting and not steps:
        at, reason, before = waiting.pop()
        if before is None:
            steps.append((at, reason))
        elif before not in following:
            following[before] = at, reason
            waiting += causes(before)
    while steps and (after := following[steps[-1][0]]) is not None:
        steps.append(after)
    origins, tasks = teller.translation.origins, teller.translation.project.tasks
    return tuple(
        ChainStep(task=tasks[origins[at].row].id, reason=reason, more=more(at, reason))
        for at, reason in steps
        if origins[at].role == "task"
    )


def _more(teller: Teller, activity: int, reason: Reason) -> tuple[Reason, ...]:
    """Who is away after what has let an activity go, and while it goes on."""
    away = (one for one in teller.all(activity) if one.kind in AWAY and one != reason)
    found = dict.fromkeys((*away, *meanwhile(teller, activity)))
    return tuple(one for one in found if one.text != reason.text)


def _causes(
    teller: Teller, latest: Sequence[int | None], activity: int
) -> list[tuple[int, Reason, int | None]]:
    """The activity, each of its causes, and the activity that leads to: what decides most last.

    That is what could not be later itself, as of a lag that ends on a weekend; then what is told
    first. Who is away after something else has let the activity go is no root.
    """
    inside = _decisive(teller, activity, "F")
    if inside != activity:
        return [(activity, teller.all(activity)[0], inside)]
    first, *more = teller.causes.of(activity)
    causes = (first, *(cause for cause in more if cause.kind != "away"))
    found = [
        (activity, teller.reason(activity, cause), _before(teller, cause))
        for cause in reversed(causes)
    ]
    return sorted(found, key=lambda one: -_slack(teller, latest, one[2]))


def _slack(teller: Teller, latest: Sequence[int | None], activity: int | None) -> int:
    """Slots by which an activity could be later; 0 of what is none."""
    until = None if activity is None else latest[activity]
    if activity is None or until is None:
        return 0
    return until - teller.causes.timing.task(activity).start


def _before(teller: Teller, cause: Cause) -> int | None:
    """The activity that a cause leads to, if any."""
    timing, problem = teller.causes.timing, teller.translation.problem
    if cause.others:
        return _last({k: timing.task(k).end for k in cause.others})
    if cause.kind not in ("link", "end-link"):
        return None
    link = problem.precedences[cause.source]
    there = timing.schedule.tasks[link.first] is not None
    return _decisive(teller, link.first, link.kind[0]) if there else None


def _decisive(teller: Teller, activity: int, letter: str) -> int:
    """The activity itself; of what stands for several tasks the one that makes its event."""
    timing, translation = teller.causes.timing, teller.translation
    inside: tuple[int, ...] = translation.problem.activities[activity].spans
    if translation.origins[activity].role == "finish":
        inside = tuple(link.first for link in translation.problem.incoming[activity])
    there = [k for k in inside if timing.schedule.tasks[k] is not None]
    if not there:
        return activity
    if letter == "S":
        return min(there, key=lambda k: (timing.task(k).start, k))
    return _last({k: timing.task(k).end for k in there})
