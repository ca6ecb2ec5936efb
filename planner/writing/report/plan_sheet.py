"""Sheet Plan: every task with its people, dates, cost and reason, as the Excel table tblPlan."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from planner.control.variance import Variance, variances
from planner.plan import Plan, PlannedTask
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.book import Book, ResultSheet, Value
from planner.writing.report.light import money
from planner.writing.report.measures import (
    days_long,
    deadline_times,
    is_late,
    open_level,
    people,
    shows_times,
)

KEY = "Plan"
PUBLISHED = "Published"
_HEAD_ROW = 3
FIRST_ROW = _HEAD_ROW + 1
"""Of the tasks, counted from 0."""
_SIGNED = "+0.##;-0.##;0"
_MORE = "+#,##0;-#,##0;–"
_REASON = 66.0
"""Widest column for reasons; longer ones are wrapped."""


_Get = Callable[[PlannedTask, Variance | None], Value]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, what stands in a row of it, and how.

    Args:
        get: The cell of a task, told with its variance from the baseline, if it has one.
        narrow, wide: Bounds of its width.
        bad: Whether the cell of a task stands out.
    """

    head: str
    get: _Get
    look: style.Look
    narrow: float
    wide: float
    suffix: str = ""
    bad: Callable[[PlannedTask], bool] = lambda _: False


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    columns = _columns(book, plan)
    sheet.title(book.say("Plan"), subtitle(book, plan))
    _write_published(sheet, plan)
    sheet.raw.set_row(_HEAD_ROW, 30)
    shown, known = open_level(plan), variances(plan)
    for offset, row in enumerate(plan.rows):
        before = known.get(row.task.id)
        _write_row(sheet, row, FIRST_ROW + offset, columns, before)
        level = max(row.task.level - 1, 0)
        hidden = {"hidden": level >= shown, "collapsed": row.task.summary and level == shown - 1}
        lines = max(1, math.ceil(len(row.reason) * 0.78 / _REASON))
        sheet.height(FIRST_ROW + offset, 13.0 * lines + 3, level, **hidden)
    last = _HEAD_ROW + max(len(plan.rows), 1)
    _add_table(sheet, columns, last)
    sheet.widths([_width(plan, column) for column in columns])
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.page(last, len(columns) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write_published(sheet: ResultSheet, plan: Plan) -> None:
    """The day people were told of the plan, which is read again from here."""
    published, book = plan.project.settings.published, sheet.book
    if published is None:
        sheet.raw.set_row(2, 6)
        return
    sheet.put(2, 0, book.say(PUBLISHED), book.format(style.SUBTITLE))
    look = {**style.SUBTITLE, "num_format": book.date_format, "align": "left"}
    sheet.put(2, 1, published, book.format(look))


def subtitle(book: Book, plan: Plan) -> str:
    """One line on what the plan comes to."""
    say = book.say
    parts = [
        say("{n} rows", n=len(plan.rows)),
        say("{start} to {finish}", start=say.day(plan.start), finish=say.day(plan.finish)),
    ]
    if plan.cost:
        parts.append(say("cost {cost}", cost=money(plan.cost, plan, say)))
    if plan.penalties:
        parts.append(say("late penalties {money}", money=money(plan.penalties, plan, say)))
    parts.append(say(plan.status))
    return " · ".join(parts)


def _columns(book: Book, plan: Plan) -> list[_Column]:
    moment = book.date_format + (" hh:mm" if shows_times(plan) else "")
    money: style.Look = {"num_format": "#,##0;-#,##0;–", **style.RIGHT}
    days: style.Look = {"num_format": style.DAYS_FORMAT, **style.CENTER}
    when: style.Look = {"num_format": moment, **style.CENTER}
    due: style.Look = {"num_format": book.date_format, **style.CENTER}
    if deadline_times(plan):
        due = when
    yes, left = book.say("yes"), book.say("left out of the plan")
    currency = f" ({plan.project.currency})" if plan.project.currency else ""
    late = is_late
    return [
        _Column("ID", lambda row, _: row.task.label, {}, 6, 12),
        _Column("Task", lambda row, _: row.task.name, {}, 24, 48),
        _Column("People", lambda row, _: people(row), {}, 12, 30),
        _Column("Start", lambda row, _: row.start, when, 11, 16),
        _Column("Finish", lambda row, _: row.finish, when, 11, 16, bad=late),
        _Column("Days", lambda row, _: days_long(plan, row), days, 7, 7),
        _Column("Deadline", lambda row, _: row.task.deadline, due, 11, 16),
        _Column("Days late", lambda row, _: _rounded(row.days_late), days, 7, 7, bad=late),
        _Column("Cost", lambda row, _: round(row.cost, 2), money, 9, 14, currency),
        _Column("Critical", lambda row, _: yes if row.critical else "", style.CENTER, 8, 8,
                bad=lambda row: row.critical),
        _Column("Slack (days)", lambda row, _: _rounded(row.slack), days, 8, 8),
        *_compared(book, plan, days, money),
        *([_Column("Overtime", lambda row, _: overtime(book, row), {}, 12, 40)]
          if plan.has_overtime else []),
        _Column("Why it starts then", lambda row, _: row.reason if row.start else left,
                {"text_wrap": True}, 30, _REASON),
    ]  # fmt: skip


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 2)


def _compared(book: Book, plan: Plan, days: style.Look, money: style.Look) -> list[_Column]:
    """The columns of variances, as far as the baseline tells."""
    known = variances(plan).values()
    if not known:
        return []
    when: style.Look = {"num_format": book.date_format, **style.CENTER}
    signed: style.Look = {**days, "num_format": _SIGNED}
    found = [
        _Column("Baseline start", _of(lambda one: one.start.date()), when, 11, 11),
        _Column("Baseline finish", _of(lambda one: last_day(one.finish)), when, 11, 11),
        _Column("Start variance (days)", _of(lambda one: one.start_days), signed, 9, 9),
        _Column("Finish variance (days)", _of(lambda one: one.finish_days), signed, 9, 9),
    ]
    if any(one.work is not None for one in known):
        hours = _of(lambda one: None if one.work is None else one.work / 60)
        found.append(_Column("Work variance (h)", hours, signed, 9, 9))
    if any(one.budget for one in known):
        look: style.Look = {**money, "num_format": _MORE}
        found.append(_Column("Cost variance", _of(lambda one: one.cost), look, 9, 12))
    return found


def _of(get: Callable[[Variance], Value]) -> _Get:
    """The cell of a variance, blank where the baseline does not have the row."""
    return lambda _, before: None if before is None else get(before)


def overtime(book: Book, row: PlannedTask) -> str:
    """The overtime on a task, in all and by day: ``3 h: 1 Mar 2 h, 2 Mar 1 h``."""
    days: dict[date, float] = {}
    for booking in row.bookings:
        for day, hours in booking.overtime_by_day.items():
            days[day] = days.get(day, 0) + hours
    if not days:
        return ""

    def told(hours: float) -> str:
        return book.say("{n} h", n=book.say.number(hours, ".4g"))

    listed = ", ".join(f"{book.say.day(day)} {told(hours)}" for day, hours in sorted(days.items()))
    return f"{told(sum(days.values()))}: {listed}"


def _write_row(
    sheet: ResultSheet,
    row: PlannedTask,
    at: int,
    columns: list[_Column],
    before: Variance | None,
) -> None:
    book = sheet.book
    base = {**style.ROW, **(style.SUM_ROW if row.task.summary else {})}
    for position, column in enumerate(columns):
        value = column.get(row, before)
        look = {**base, **column.look}
        if position == 1:
            look["indent"] = min(max(row.task.level - 1, 0), 10)
        if column.bad(row):
            look |= style.BAD_LOOK
        if position == 0:
            source = row.task.source
            sheet.input_link(at, 0, source.sheet, source.cell("id"), str(value), **look)
        else:
            sheet.put(at, position, value, book.format(look))


def _add_table(sheet: ResultSheet, columns: list[_Column], last: int) -> None:
    say = sheet.book.say
    head = sheet.book.format(style.HEAD)
    sheet.table(
        (_HEAD_ROW, 0, last, len(columns) - 1),
        [say(column.head) + column.suffix for column in columns],
        head,
    )


def _width(plan: Plan, column: _Column) -> float:
    """Wide enough for most entries of a text column, within the column's bounds."""
    if column.narrow == column.wide or "num_format" in column.look:
        return column.wide if "hh:mm" in str(column.look.get("num_format")) else column.narrow
    if column.head == "Overtime":
        return column.wide
    lengths = sorted(_length(row, column.head) for row in plan.rows)
    typical = lengths[int(len(lengths) * 0.97)] if lengths else 0
    return min(max(typical * 1.05 + 2, column.narrow), column.wide)


def _length(row: PlannedTask, head: str) -> int:
    if head == "ID":
        return len(row.task.label)
    if head == "Task":
        return len(row.task.name) + 2 * row.task.level
    return len(people(row)) if head == "People" else len(row.reason)
