"""The whole audit of a plan, as data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.audit.dated import DatedPlan, as_it_stands, as_planned
from planner.audit.dcma import AuditPoint, points
from planner.audit.findings import findings
from planner.audit.hours_of_work import efforts
from planner.audit.judged import judge
from planner.audit.link_network import ScheduleNetwork
from planner.errors import Issue
from planner.language.words import ENGLISH, Words
from planner.plan import Plan
from planner.project import Project


@dataclass(frozen=True, kw_only=True)
class Audit:
    """The audit of a dated plan.

    Args:
        tasks, undated: How many tasks have dates, and how many have none.
        hours: Planned hours of people and equipment that are named.
        share: The share of these that break no rule; None without any.
        issues: What the dates break, each at its cell.
        points: The fourteen points of the DCMA assessment.
        tight: How many tasks have no float.
    """

    tasks: int
    undated: int
    hours: float
    share: float | None
    issues: tuple[Issue, ...]
    points: tuple[AuditPoint, ...]
    tight: int

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of findings of each kind, by the codes of the issues."""
        return Counter(issue.code for issue in self.issues)


def audit(found: Project | Plan, words: Words = ENGLISH) -> Audit:
    """Judges the plan that a project's dates are, or one that was made for it.

    Where the file has no dates nothing is judged: `Audit.tasks` is 0. `words` is the language.
    """
    schedule = as_planned(found) if isinstance(found, Plan) else as_it_stands(found)
    return _judged(schedule, words)


def has_dates(project: Project) -> bool:
    """Whether any task has dates of a plan, so that there is one to judge; records are none."""
    return any(
        task.current_start or task.current_finish or task.baseline_start
        for task in project.tasks
        if not task.summary
    )


def _judged(schedule: DatedPlan, words: Words) -> Audit:
    network = ScheduleNetwork(schedule)
    floats = network.floats()
    judged = judge(schedule, network, tuple(efforts(schedule)))
    day = schedule.project.settings.day
    return Audit(
        tasks=len(schedule.dated),
        undated=len(schedule.undated),
        hours=judged.hours,
        share=judged.share,
        issues=tuple(sorted(findings(judged, words), key=lambda issue: issue.severity == "info")),
        points=points(schedule, network, floats),
        tight=sum(
            abs(floats[one.row]) < day / 100 for one in schedule.dated if not one.task.milestone
        ),
    )
