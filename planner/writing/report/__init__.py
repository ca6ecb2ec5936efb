"""The result sheets: one file per sheet, `SHEETS` is the list of them in the order they come."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.audit import has_dates
from planner.ooxml.package import Package
from planner.plan import Plan
from planner.writing.report import (
    answers_sheet,
    audit_sheet,
    away_sheet,
    baselines_sheet,
    budget_sheet,
    changes_sheet,
    costs_sheet,
    earned_value_sheet,
    gantt_sheet,
    history_sheet,
    issues_sheet,
    levers_sheet,
    load_sheet,
    people_sheet,
    plan_sheet,
    run_sheet,
    status_sheet,
    stock_sheet,
    update_sheet,
    why_sheet,
)
from planner.writing.report.book import Frame, ReportBook


def _always(_plan: Plan) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A result sheet.

    Args:
        key: Its English name, by which the file knows it under any caption.
        write: Adds it to a book.
        wanted: Whether a plan has content for it.
        table: Name of the Excel table on it, or "".
        other: Its caption where the user has a sheet of its usual name.
    """

    key: str
    write: Callable[[ReportBook, Plan], None]
    wanted: Callable[[Plan], bool] = _always
    table: str = ""
    other: str = ""


SHEETS: tuple[ReportSheet, ...] = (
    ReportSheet(key=status_sheet.KEY, write=status_sheet.write),
    ReportSheet(key=plan_sheet.KEY, write=plan_sheet.write, table="tblPlan"),
    ReportSheet(key=gantt_sheet.KEY, write=gantt_sheet.write),
    ReportSheet(key=changes_sheet.KEY, write=changes_sheet.write, wanted=changes_sheet.wanted),
    ReportSheet(
        key=why_sheet.KEY,
        write=why_sheet.write,
        table="tblWhy",
        wanted=lambda plan: any(row.causes for row in plan.rows),
    ),
    ReportSheet(
        key=levers_sheet.KEY,
        write=levers_sheet.write,
        table="tblLevers",
        wanted=lambda p: bool(p.levers),
    ),
    ReportSheet(
        key=answers_sheet.KEY,
        write=answers_sheet.write,
        table="tblAnswers",
        wanted=lambda p: bool(p.answers),
    ),
    ReportSheet(
        key=people_sheet.KEY,
        write=people_sheet.write,
        other="Work by person",
        wanted=lambda plan: bool(people_sheet.lists(plan)),
    ),
    ReportSheet(key=update_sheet.KEY, write=update_sheet.write, wanted=update_sheet.wanted),
    ReportSheet(key=load_sheet.KEY, write=load_sheet.write, wanted=lambda plan: bool(plan.load)),
    ReportSheet(
        key=costs_sheet.KEY,
        write=costs_sheet.write,
        wanted=lambda plan: bool(plan.cost or plan.penalties),
    ),
    ReportSheet(
        key=budget_sheet.KEY, write=budget_sheet.write, wanted=lambda p: bool(p.project.budgets)
    ),
    ReportSheet(
        key=stock_sheet.KEY,
        write=stock_sheet.write,
        other="Stock curve",
        wanted=lambda plan: bool(plan.project.limited_materials),
    ),
    ReportSheet(
        key=earned_value_sheet.KEY, write=earned_value_sheet.write, wanted=earned_value_sheet.wanted
    ),
    ReportSheet(key=away_sheet.KEY, write=away_sheet.write, wanted=away_sheet.wanted),
    ReportSheet(
        key=audit_sheet.KEY,
        write=audit_sheet.write,
        other="Plan audit",
        wanted=lambda plan: has_dates(plan.project),
    ),
    ReportSheet(key=issues_sheet.KEY, write=issues_sheet.write, table="tblIssues"),
    ReportSheet(key=history_sheet.KEY, write=history_sheet.write),
    ReportSheet(
        key=baselines_sheet.KEY,
        write=baselines_sheet.write,
        wanted=lambda p: bool(baselines_sheet.kept(p)),
    ),
    ReportSheet(key=run_sheet.KEY, write=run_sheet.write),
)


def wanted(plan: Plan) -> tuple[ReportSheet, ...]:
    """The sheets that have something to show for this plan."""
    return tuple(kind for kind in SHEETS if kind.wanted(plan))


def build(plan: Plan, frame: Frame) -> Package:
    """A workbook of result sheets only, those that `frame` names."""
    book = ReportBook(frame)
    for kind in SHEETS:
        if kind.key in frame.names:
            kind.write(book, plan)
    return book.package()
