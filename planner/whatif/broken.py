"""What a change breaks of a plan as it stands: asked of the referee, before anything is planned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.check import violations
from planner.project import Project, end_of
from planner.translate import to_problem
from planner.whatif.replan import Stands, placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rule that no longer holds, and for which tasks (ids); the rules are the referee's.

    ``deadline`` is one that is missed now; ``gone``, that somebody is not there any more whom the
    plan has, or that a task cannot be done the way it is planned.
    """

    rule: str
    tasks: tuple[str, ...] = ()


def breaks(
    project: Project, stands: Stands, finishes: Mapping[str, datetime], *, stretch: float
) -> Iterator[Break]:
    """What a plan, as it stands, breaks in a project that says something else now.

    Args:
        project: With the changes, and no faults.
        stands: The plan's schedule, by names.
        finishes: By id when tasks finish that were not late.
        stretch: Length of the plan's time axis.
    """
    translation = to_problem(project, stretch=stretch, from_scratch=True)
    schedule = placed(translation, stands)
    if schedule is None:
        yield Break(rule="gone")
        return
    tasks, told = project.tasks, set[Break]()
    for one in violations(translation.problem, schedule):
        rows = dict.fromkeys(translation.origins[at].row for at in one.activities)
        found = Break(rule=one.rule, tasks=tuple(tasks[row].id for row in rows))
        if found not in told:
            told.add(found)
            yield found
    yield from _missed(project, finishes)


def _missed(project: Project, finishes: Mapping[str, datetime]) -> Iterator[Break]:
    """Deadlines that are missed as the tasks stand, and were not before."""
    for task in project.tasks:
        finish = finishes.get(task.id)
        if finish and task.deadline and finish > end_of(task.deadline):
            yield Break(rule="deadline", tasks=(task.id,))
