"""Writes workbooks: result sheets, baselines, publishing, progress, audits."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.errors import InputError, Issue
from planner.phrase import phrase
from planner.pipeline.open_file import as_workbook, read_project
from planner.pipeline.plan_project import solve
from planner.pipeline.search_options import Options
from planner.plan import Plan
from planner.project import Project

if TYPE_CHECKING:
    from planner.audit import Audit
    from planner.writing.write import Written


def audit(found: "Project | Plan") -> "Audit":
    """Judges the dates that a project has in its file, or those of a plan; changes nothing.

    Returns:
        What they break, the share of hours that break nothing, and the fourteen points of the
        DCMA schedule assessment. `Audit.tasks` is 0 where there are no dates.
    """
    from planner.audit import audit as judge
    from planner.language.words import LANGUAGES
    from planner.plan import Plan

    project = found.project if isinstance(found, Plan) else found
    return judge(found, LANGUAGES[project.language])


def with_dates(data: bytes, project: Project) -> "Project | Plan":
    """The project with its own dates; where it has none, the plan kept in the workbook."""
    from planner.audit import has_dates
    from planner.writing.keep import kept_plan

    if has_dates(project):
        return project
    try:
        return kept_plan(data, project)
    except InputError:
        return project


def write_plan(
    source: bytes | None, plan: Plan, *, made: datetime | None = None, write_back: bool = False
) -> "Written":
    """The plan as a workbook, a copy of `source` with result sheets wherever that is possible.

    Args:
        source: What the plan was made of. Of another program's file it is a copy of the workbook
            that `as_workbook` makes of it.
        plan: The plan.
        made: The creation date of a new workbook, the plan's start if not given.
        write_back: In the copy also put dates, people and shares done into the user's columns.
            A file that is no workbook has none: `Written.left` then says so.
    """
    from planner.writing.write import write_plan as write

    book = None if source is None else as_workbook(source)
    back = write_back and book is source
    written = write(book, plan, made=made, write_back=back)
    if write_back and not back:
        written = replace(written, left=(*written.left, _no_own_cells()))
    return written


def _no_own_cells() -> Issue:
    return Issue(
        severity="info",
        code="no-own-cells",
        message=phrase("no dates are written into the file's own columns: it is no workbook"),
        remedy=phrase("take them from the sheet Plan"),
    )


def write_audit(source: bytes, found: "Audit") -> "Written":
    """A copy of the workbook with the sheet Audit, its cells marked; see `audit`."""
    from planner.writing.write import write_audit as write

    return write(as_workbook(source), found)


def for_team(plan: Plan) -> Plan:
    """The plan for those who may not see money: without amounts, rates and budgets."""
    from planner.control.audience import for_team as without_money

    return without_money(plan)


def set_baseline(data: bytes, name: str, saved: date, project: Project | None = None) -> "Written":
    """Keeps the plan in a workbook as a baseline, in place of one of the same name.

    Args:
        data: A workbook that was planned.
        name: What to call it.
        saved: The day.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.control.baseline_of_plan import baseline_of
    from planner.reading.baselines import with_baselines
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    plan = kept_plan(data, project or read_project(data))
    known = with_baselines(plan.project.baselines, (baseline_of(plan, name, saved),))
    return write(data, replace(plan, project=replace(plan.project, baselines=known)))


def publish(data: bytes, day: date, project: Project | None = None) -> "Written":
    """Notes in a workbook that people know its plan: the next plan stays near it.

    Args:
        data: A workbook that was planned.
        day: When they were told.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    plan = kept_plan(data, project or read_project(data))
    settings = replace(plan.project.settings, published=day)
    return write(data, replace(plan, project=replace(plan.project, settings=settings)))


def record_as_planned(
    data: bytes, status_date: datetime, project: Project | None = None
) -> "Written":
    """Records in a workbook that its plan went as planned up to a date, on the sheet Update.

    Args:
        data: A workbook that was planned.
        status_date: Up to when; a date without a time is its end.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.control.asplanned import as_planned
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    return write(data, as_planned(kept_plan(data, project or read_project(data)), status_date))


def make_template(*, example: bool = False) -> bytes:
    """A workbook to fill in, or one filled with a small example."""
    from planner.writing.template import make_template as make

    return make(example)


def plan_workbook(data: bytes, options: Options | None = None, *, name: str = "") -> bytes:
    """Plans a workbook, and returns the same workbook with its plan.

    Args:
        data: Content of the file.
        options: How to plan.
        name: The file's name, for messages only.

    Raises:
        InputError: with everything that is wrong in it, or why there is no plan.
    """
    return write_plan(data, solve(read_project(data, name), options)).data
