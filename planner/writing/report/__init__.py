"""The result sheets: one file per sheet, `SHEETS` is the list of them in the order they come."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.audit import has_dates
from planner.plan import Plan
from planner.writing.report import (
    answers,
    audit_sheet,
    away,
    baselines,
    budget,
    changes_sheet,
    costs,
    earned_value,
    gantt,
    history_sheet,
    issues,
    levers,
    load,
    people,
    plan_sheet,
    run,
    status,
    stock_sheet,
    update_sheet,
    why,
)
from planner.writing.report.book import Frame, ReportBook


def _always(_plan: Plan) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A result sheet.

    Args:
        key: What it is known by in the file, whatever it is called there; its English name.
        write: Adds it to a book.
        wanted: Whether a plan has anything to show on it.
        table: Name of the Excel table on it, or "".
        other: What to call it where the user has a sheet of its usual name.
    """

    key: str
    write: Callable[[ReportBook, Plan], None]
    wanted: Callable[[Plan], bool] = _always
    table: str = ""
    other: str = ""


SHEETS: tuple[ReportSheet, ...] = (
    ReportSheet(key=status.KEY, write=status.write),
    ReportSheet(key=plan_sheet.KEY, write=plan_sheet.write, table="tblPlan"),
    ReportSheet(key=gantt.KEY, write=gantt.write),
    ReportSheet(key=changes_sheet.KEY, write=changes_sheet.write, wanted=changes_sheet.wanted),
    ReportSheet(
        key=why.KEY,
        write=why.write,
        table="tblWhy",
        wanted=lambda plan: any(row.causes for row in plan.rows),
    ),
    ReportSheet(
        key=levers.KEY, write=levers.write, table="tblLevers", wanted=lambda p: bool(p.levers)
    ),
    ReportSheet(
        key=answers.KEY, write=answers.write, table="tblAnswers", wanted=lambda p: bool(p.answers)
    ),
    ReportSheet(
        key=people.KEY,
        write=people.write,
        other="Work by person",
        wanted=lambda plan: bool(people.lists(plan)),
    ),
    ReportSheet(key=update_sheet.KEY, write=update_sheet.write, wanted=update_sheet.wanted),
    ReportSheet(key=load.KEY, write=load.write, wanted=lambda plan: bool(plan.load)),
    ReportSheet(
        key=costs.KEY, write=costs.write, wanted=lambda plan: bool(plan.cost or plan.penalties)
    ),
    ReportSheet(key=budget.KEY, write=budget.write, wanted=lambda p: bool(p.project.budgets)),
    ReportSheet(
        key=stock_sheet.KEY,
        write=stock_sheet.write,
        other="Stock curve",
        wanted=lambda plan: bool(plan.project.limited_materials),
    ),
    ReportSheet(key=earned_value.KEY, write=earned_value.write, wanted=earned_value.wanted),
    ReportSheet(key=away.KEY, write=away.write, wanted=lambda p: bool(p.project.days_off)),
    ReportSheet(
        key=audit_sheet.KEY,
        write=audit_sheet.write,
        other="Plan audit",
        wanted=lambda plan: has_dates(plan.project),
    ),
    ReportSheet(key=issues.KEY, write=issues.write, table="tblIssues"),
    ReportSheet(key=history_sheet.KEY, write=history_sheet.write),
    ReportSheet(key=baselines.KEY, write=baselines.write, wanted=lambda p: bool(baselines.kept(p))),
    ReportSheet(key=run.KEY, write=run.write),
)


def wanted(plan: Plan) -> tuple[ReportSheet, ...]:
    """The sheets that have something to show for this plan."""
    return tuple(kind for kind in SHEETS if kind.wanted(plan))


def build(plan: Plan, frame: Frame) -> bytes:
    """A workbook of result sheets only, those that `frame` names."""
    book = ReportBook(frame)
    for kind in SHEETS:
        if kind.key in frame.names:
            kind.write(book, plan)
    return book.data()
