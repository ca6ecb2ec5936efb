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
from planner.writing.report.book import Book, Frame


def _always(_plan: Plan) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A result sheet.

    Args:
        key: What it is known by in the file, whatever it is called there; its English name.
        write: Adds it to a book.
        wanted: Whether a plan has anything to show on it.
        table: Name of the Excel table on it, or "".
        other: What to call it where the user has a sheet of its usual name.
    """

    key: str
    write: Callable[[Book, Plan], None]
    wanted: Callable[[Plan], bool] = _always
    table: str = ""
    other: str = ""


SHEETS: tuple[SheetKind, ...] = (
    SheetKind(key=status.KEY, write=status.write),
    SheetKind(key=plan_sheet.KEY, write=plan_sheet.write, table="tblPlan"),
    SheetKind(key=gantt.KEY, write=gantt.write),
    SheetKind(key=changes_sheet.KEY, write=changes_sheet.write, wanted=changes_sheet.wanted),
    SheetKind(
        key=why.KEY,
        write=why.write,
        table="tblWhy",
        wanted=lambda plan: any(row.causes for row in plan.rows),
    ),
    SheetKind(
        key=levers.KEY, write=levers.write, table="tblLevers", wanted=lambda p: bool(p.levers)
    ),
    SheetKind(
        key=answers.KEY, write=answers.write, table="tblAnswers", wanted=lambda p: bool(p.answers)
    ),
    SheetKind(
        key=people.KEY,
        write=people.write,
        other="Work by person",
        wanted=lambda plan: bool(people.lists(plan)),
    ),
    SheetKind(key=update_sheet.KEY, write=update_sheet.write, wanted=update_sheet.wanted),
    SheetKind(key=load.KEY, write=load.write, wanted=lambda plan: bool(plan.load)),
    SheetKind(
        key=costs.KEY, write=costs.write, wanted=lambda plan: bool(plan.cost or plan.penalties)
    ),
    SheetKind(key=budget.KEY, write=budget.write, wanted=lambda p: bool(p.project.budgets)),
    SheetKind(
        key=stock_sheet.KEY,
        write=stock_sheet.write,
        other="Stock curve",
        wanted=lambda plan: bool(plan.project.limited_materials),
    ),
    SheetKind(key=earned_value.KEY, write=earned_value.write, wanted=earned_value.wanted),
    SheetKind(key=away.KEY, write=away.write, wanted=lambda p: bool(p.project.days_off)),
    SheetKind(
        key=audit_sheet.KEY,
        write=audit_sheet.write,
        other="Plan audit",
        wanted=lambda plan: has_dates(plan.project),
    ),
    SheetKind(key=issues.KEY, write=issues.write, table="tblIssues"),
    SheetKind(key=history_sheet.KEY, write=history_sheet.write),
    SheetKind(key=baselines.KEY, write=baselines.write, wanted=lambda p: bool(baselines.kept(p))),
    SheetKind(key=run.KEY, write=run.write),
)


def wanted(plan: Plan) -> tuple[SheetKind, ...]:
    """The sheets that have something to show for this plan."""
    return tuple(kind for kind in SHEETS if kind.wanted(plan))


def build(plan: Plan, frame: Frame) -> bytes:
    """A workbook of result sheets only, those that `frame` names."""
    book = Book(frame)
    for kind in SHEETS:
        if kind.key in frame.names:
            kind.write(book, plan)
    return book.data()
