"""Plans of small projects together with what changes begin with."""

from collections.abc import Iterable
from typing import Any

from planner.pipeline import Draft, Options, solve
from planner.plan import Lever, Plan
from planner.project import Project
from planner.whatif.advise import with_levers

OPTIONS = Options(deterministic_limit=0.1)


def planned(project: Project, options: Options = OPTIONS) -> tuple[Plan, Draft]:
    """A plan and its last draft."""
    drafts: list[Draft] = []
    plan = solve(project, options, keep=drafts.append)
    return plan, drafts[-1]


def helped(project: Project, options: Options = OPTIONS, **more: Any) -> Plan:
    """A plan with its levers."""
    plan, draft = planned(project, options)
    return with_levers(plan, draft, options, **more)[0]


def of_kind(levers: Iterable[Lever], kind: str) -> list[Lever]:
    """The levers of a kind."""
    return [lever for lever in levers if lever.kind == kind]
