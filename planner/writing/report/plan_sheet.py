"""Sheet Plan: every task with its people, dates, cost and reason, as the Excel table tblPlan."""

import math
from collections.abc import Sequence
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
_COMPARED = 11
"""The first column of variances, where there are any."""
_SIGNED = "+0.##;-0.##;0"
_MORE = "+#,##0;-#,##0;–"
_REASON = 66.0
"""Widest column for reasons; longer ones are wrapped."""


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    look: style.Look
    narrow: float
    wide: float
    suffix: str = ""


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
        _write_row(sheet, plan, row, FIRST_ROW + offset, columns, before)
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
    currency = f" ({plan.project.currency})" if plan.project.currency else ""
    return [
        _Column("ID", {}, 6, 12),
        _Column("Task", {}, 24, 48),
        _Column("People", {}, 12, 30),
        _Column("Start", when, 11, 16),
        _Column("Finish", when, 11, 16),
        _Column("Days", days, 7, 7),
        _Column("Deadline", due, 11, 16),
        _Column("Days late", days, 7, 7),
        _Column("Cost", money, 9, 14, currency),
        _Column("Critical", style.CENTER, 8, 8),
        _Column("Slack (days)", days, 8, 8),
        *_compared(book, plan, days, money),
        *([_Column("Overtime", {}, 12, 40)] if plan.has_overtime else []),
        _Column("Why it starts then", {"text_wrap": True}, 30, _REASON),
    ]


def _compared(book: Book, plan: Plan, days: style.Look, money: style.Look) -> list[_Column]:
    """The columns of variances, as far as the baseline tells."""
    known = variances(plan).values()
    if not known:
        return []
    when: style.Look = {"num_format": book.date_format, **style.CENTER}
    found = [
        _Column("Baseline start", when, 11, 11),
        _Column("Baseline finish", when, 11, 11),
        _Column("Start variance (days)", {**days, "num_format": _SIGNED}, 9, 9),
        _Column("Finish variance (days)", {**days, "num_format": _SIGNED}, 9, 9),
    ]
    if any(one.work is not None for one in known):
        found.append(_Column("Work variance (h)", {**days, "num_format": _SIGNED}, 9, 9))
    if any(one.budget for one in known):
        found.append(_Column("Cost variance", {**money, "num_format": _MORE}, 9, 12))
    return found


def _variance(columns: Sequence[_Column], before: Variance | None) -> list[Value]:
    """The cells of these columns, blank where the baseline does not have the row."""
    if before is None:
        return [None] * len(columns)
    values: dict[str, Value] = {
        "Baseline start": before.start.date(),
        "Baseline finish": last_day(before.finish),
        "Start variance (days)": before.start_days,
        "Finish variance (days)": before.finish_days,
        "Work variance (h)": None if before.work is None else before.work / 60,
        "Cost variance": before.cost,
    }
    return [values[column.head] for column in columns]


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


def _values(
    book: Book, plan: Plan, row: PlannedTask, columns: Sequence[_Column], before: Variance | None
) -> list[Value]:
    late = row.days_late if row.days_late is None else round(row.days_late, 2)
    return [
        row.task.label,
        row.task.name,
        people(row),
        row.start,
        row.finish,
        days_long(plan, row),
        row.task.deadline,
        late,
        round(row.cost, 2),
        book.say("yes") if row.critical else "",
        row.slack if row.slack is None else round(row.slack, 2),
        *_variance([c for c in columns[_COMPARED:-1] if c.head != "Overtime"], before),
        *([overtime(book, row)] if plan.has_overtime else []),
        row.reason if row.start else book.say("left out of the plan"),
    ]


def _write_row(
    sheet: ResultSheet,
    plan: Plan,
    row: PlannedTask,
    at: int,
    columns: list[_Column],
    before: Variance | None,
) -> None:
    book = sheet.book
    base = {**style.ROW, **(style.SUM_ROW if row.task.summary else {})}
    late = is_late(row)
    for position, value in enumerate(_values(book, plan, row, columns, before)):
        column = columns[position]
        look = {**base, **column.look}
        if position == 1:
            look["indent"] = min(max(row.task.level - 1, 0), 10)
        if (late and position in (4, 7)) or (row.critical and position == 9):
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
