"""Sheet Plan: every task with its people, dates, cost and reason, as the Excel table tblPlan."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from planner.fields import FieldKind, PlanField, RowFacts, Writers, columns, fields_in, row_facts
from planner.plan import Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue
from planner.writing.report.light import money
from planner.writing.report.sheet_figures import deadline_times, open_level, shows_times

KEY = "Plan"
PUBLISHED = "Published"
_HEAD_ROW = 3
FIRST_ROW = _HEAD_ROW + 1
"""Of the tasks, counted from 0."""
_SIGNED = "+0.##;-0.##;0"
_MORE = "+#,##0;-#,##0;–"
_REASON = fields_in("sheet")["reason"].width[1]
"""Widest column for reasons; longer ones are wrapped."""


_Cell = Callable[[PlanField, RowFacts], SheetValue]
"""What stands in the cell of a field in a row."""


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    rows = tuple(row_facts(plan))
    looks, cell = _looks(book, plan), _cell(book, times=shows_times(plan))
    own = {one: looks[one.kind] for one in columns("sheet", rows)}
    sheet.title(book.say("Plan"), subtitle(book, plan))
    _write_published(sheet, plan)
    sheet.raw.set_row(_HEAD_ROW, 30)
    shown = open_level(plan)
    for offset, of in enumerate(rows):
        row = of.row
        _write_row(sheet, of, FIRST_ROW + offset, own, cell)
        level = max(row.task.level - 1, 0)
        hidden = {"hidden": level >= shown, "collapsed": row.task.summary and level == shown - 1}
        lines = max(1, math.ceil(len(row.reason) * 0.78 / _REASON))
        sheet.height(FIRST_ROW + offset, 13.0 * lines + 3, level, **hidden)
    last = _HEAD_ROW + max(len(plan.rows), 1)
    _add_table(sheet, plan, tuple(own), last)
    sheet.widths([_width(one, own[one], _lengths(one, rows, cell)) for one in own])
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.page(last, len(own) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write_published(sheet: ResultSheet, plan: Plan) -> None:
    """The day of publication, which later plannings read from here."""
    published, book = plan.project.settings.published, sheet.book
    if published is None:
        sheet.raw.set_row(2, 6)
        return
    sheet.put(2, 0, book.say(PUBLISHED), book.format(style.SUBTITLE))
    look = {**style.SUBTITLE, "num_format": book.date_format, "align": "left"}
    sheet.put(2, 1, published, book.format(look))


def subtitle(book: ReportBook, plan: Plan) -> str:
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


def _looks(book: ReportBook, plan: Plan) -> Mapping[FieldKind, style.Style]:
    """The look of each kind of field."""
    moment = book.date_format + (" hh:mm" if shows_times(plan) else "")
    day: style.Style = {"num_format": book.date_format, **style.CENTER}
    when: style.Style = {**day, "num_format": moment}
    days: style.Style = {"num_format": style.DAYS_FORMAT, **style.CENTER}
    more: style.Style = {**days, "num_format": _SIGNED}
    money: style.Style = {"num_format": "#,##0;-#,##0;–", **style.RIGHT}
    return {
        "text": {},
        "name": {},
        "people": {},
        "overtime": {},
        "pieces": {},
        "reason": {"text_wrap": True},
        "flag": style.CENTER,
        "moment": when,
        "deadline": when if deadline_times(plan) else day,
        "date": day,
        "days": days,
        "more days": more,
        "more hours": more,
        "money": money,
        "more money": {**money, "num_format": _MORE},
    }


def _cell(book: ReportBook, *, times: bool) -> _Cell:
    """Says how a value is written in the language of the workbook."""
    yes, left = book.say("yes"), book.say("left out of the plan")
    writers: Writers = {
        "flag": lambda value: yes if value else "",
        "days": lambda value: None if value is None else round(value, 2),
        "money": lambda value: round(value, 2),
        "overtime": lambda value: overtime(book, value),
        "pieces": lambda value: book.say.stretches(value, times=times),
    }

    def cell(field: PlanField, of: RowFacts) -> SheetValue:
        left_out = field.kind == "reason" and of.row.start is None
        value: SheetValue = left if left_out else field.written(of, writers)
        return value

    return cell


def overtime(book: ReportBook, days: Mapping[date, float]) -> str:
    """Overtime, in all and by day: ``3 h: 1 Mar 2 h, 2 Mar 1 h``; "" for none."""
    if not days:
        return ""

    def told(hours: float) -> str:
        return book.say("{n} h", n=book.say.number(hours, ".4g"))

    listed = ", ".join(f"{book.say.day(day)} {told(hours)}" for day, hours in sorted(days.items()))
    return f"{told(sum(days.values()))}: {listed}"


def _write_row(
    sheet: ResultSheet, of: RowFacts, at: int, looks: Mapping[PlanField, style.Style], cell: _Cell
) -> None:
    book, row = sheet.book, of.row
    base = {**style.ROW, **(style.SUM_ROW if row.task.summary else {})}
    for position, (column, own) in enumerate(looks.items()):
        value = cell(column, of)
        look = {**base, **own}
        if column.kind == "name":
            look["indent"] = min(max(row.task.level - 1, 0), 10)
        if column.bad(row):
            look |= style.BAD_LOOK
        if position == 0:
            source = row.task.source
            sheet.input_link(at, 0, source.sheet, source.cell("id"), str(value), **look)
        else:
            sheet.put(at, position, value, book.format(look))


def _add_table(sheet: ResultSheet, plan: Plan, shown: Sequence[PlanField], last: int) -> None:
    say, currency = sheet.book.say, plan.project.currency
    head = sheet.book.format(style.HEAD)
    sheet.table(
        (_HEAD_ROW, 0, last, len(shown) - 1),
        [
            say(one.caption) + (f" ({currency})" if currency and one.kind == "money" else "")
            for one in shown
        ],
        head,
    )


def _lengths(column: PlanField, rows: Sequence[RowFacts], cell: _Cell) -> list[int]:
    """The number of characters in each cell, indentation included."""
    indent = 2 if column.kind == "name" else 0
    return sorted(len(str(cell(column, of))) + indent * of.row.task.level for of in rows)


def _width(column: PlanField, look: style.Style, lengths: Sequence[int]) -> float:
    """Wide enough for most entries of a text column, within the column's bounds."""
    narrow, wide = column.width
    if narrow == wide or "num_format" in look:
        return wide if "hh:mm" in str(look.get("num_format")) else narrow
    if column.kind in ("overtime", "pieces"):
        return wide
    typical = lengths[int(len(lengths) * 0.97)] if lengths else 0
    return min(max(typical * 1.05 + 2, narrow), wide)
