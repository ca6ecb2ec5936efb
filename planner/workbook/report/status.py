"""Sheet Status: one page for those above."""

import math

from planner.plan import Plan, PlannedTask
from planner.workbook.report import style
from planner.workbook.report.book import Book, Sheet, Value
from planner.workbook.report.measures import last_day, late_rows, work_rows
from planner.workbook.report.verdict import Light, decisions, headline, lights, money

KEY = "Status"
_WIDTHS = (4.0, 13.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0)
_LAST = len(_WIDTHS) - 1
_MOST_LATE = 8
_MOST_MILESTONES = 8
_CARD_EDGE: style.Look = {"left": 5, "left_color": style.NAVY, "bg_color": style.NEUTRAL}
_LINE = 100
"""Characters that fit across the page."""


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    say = book.say
    period = say("{start} to {finish}", start=say.day(plan.start), finish=say.day(plan.finish))
    sheet.title(plan.project.name or say("Status"), f"{say('Project status')} · {period}")
    sheet.widths(_WIDTHS)
    text = headline(plan, say)
    sheet.height(2, 8)
    sheet.height(3, 20.0 * math.ceil(len(text) / 92))
    look = book.format(style.WRAP, font_size=13, font_color=style.INK)
    sheet.merge(3, 0, _LAST, text, look)
    _write_cards(sheet, plan, 5)
    at = _write_lights(sheet, lights(plan, say), 9)
    at = _write_decisions(sheet, decisions(plan, say), at + 1)
    at = _write_late(sheet, [r for r in late_rows(plan) if not r.task.summary], at + 1)
    at = _write_milestones(sheet, plan, at + 1)
    sheet.page(at, _LAST, portrait=True)


def _write_cards(sheet: Sheet, plan: Plan, at: int) -> None:
    """Four figures in large type, each two columns wide with a note below."""
    book, say = sheet.book, sheet.book.say
    due = [row for row in plan.rows if row.task.deadline and not row.task.summary]
    met = sum((row.days_late or 0) <= 0 for row in due)
    work = sum(day.worked for days in plan.load.values() for day in days.values())
    tasks = sum(not row.task.milestone for row in (w.row for w in work_rows(plan)))
    cards = [
        (say("Finish"), say.day(last_day(plan.finish)), say("from {day}", day=say.day(plan.start))),
        (say("Deadlines met"), f"{met} / {len(due)}" if due else "–", ""),
        (say("Cost"), money(plan.cost, plan) if plan.cost else "–", ""),
        (say("Work"), f"{work / 60:,.0f} h", say.count(tasks, "task")),
    ]
    label = book.format(_CARD_EDGE, font_color=style.MUTED, font_size=9, indent=1)
    value = book.format(_CARD_EDGE, bold=True, font_size=15, font_color=style.NAVY, indent=1)
    note = book.format(_CARD_EDGE, font_color=style.MUTED, font_size=9, indent=1)
    sheet.height(at, 16)
    sheet.height(at + 1, 24)
    sheet.height(at + 2, 15)
    spans = ((0, 2), (3, 4), (5, 7), (8, 9))
    for (first, last), card in zip(spans, cards, strict=True):
        for offset, (text, form) in enumerate(zip(card, (label, value, note), strict=True)):
            sheet.merge(at + offset, first, last, text, form)


def _heading(sheet: Sheet, at: int, text: str) -> int:
    sheet.height(at, 20)
    sheet.put(at, 0, sheet.book.say(text), sheet.book.format(style.SECTION))
    return at + 1


def _write_lights(sheet: Sheet, found: list[Light], at: int) -> int:
    at = _heading(sheet, at, "Where it stands")
    for light in found:
        book = sheet.book
        badge = book.format(style.ROW, style.LEVELS[light.level], style.CENTER, font_size=12)
        name = book.format(style.ROW, bold=True, indent=1)
        text = book.format(style.ROW)
        sheet.height(at, 19)
        sheet.put(at, 0, style.LIGHTS[light.level], badge)
        sheet.merge(at, 1, 2, light.name, name)
        sheet.merge(at, 3, 4, light.planned, text)
        sheet.merge(at, 5, 6, light.limit, book.format(style.ROW, style.SUBTITLE))
        sheet.merge(at, 7, _LAST, light.remark, text)
        at += 1
    return at


def _write_decisions(sheet: Sheet, texts: list[str], at: int) -> int:
    at = _heading(sheet, at, "Decisions needed")
    book = sheet.book
    for number, text in enumerate(texts, 1):
        sheet.height(at, 15.0 * math.ceil(len(text) / _LINE) + 3)
        sheet.put(at, 0, number, book.format(style.ROW, style.CENTER, bold=True))
        sheet.merge(at, 1, _LAST, text, book.format(style.ROW, text_wrap=True))
        at += 1
    if not texts:
        sheet.merge(at, 0, _LAST, book.say("None: the plan keeps every deadline and budget."),
                    book.format(style.ROW))  # fmt: skip
        at += 1
    return at


def _write_late(sheet: Sheet, rows: list[PlannedTask], at: int) -> int:
    if not rows:
        return at
    at = _heading(sheet, at, "Late, and why")
    at = _table_head(sheet, at, ("Task", "Deadline", "Finish", "Days late", "Why it starts then"))
    for row in rows[:_MOST_LATE]:
        finish = last_day(row.finish) if row.finish else None
        due = row.task.deadline.date() if row.task.deadline else None
        late = round(row.days_late or 0, 2)
        sheet.height(at, 15.0 * max(1, math.ceil(len(row.reason) / 56)) + 3)
        _table_row(sheet, at, (row.task.name, due, finish, late, row.reason))
        at += 1
    if len(rows) > _MOST_LATE:
        more = sheet.book.say("and {n} more in sheet Plan", n=len(rows) - _MOST_LATE)
        sheet.put(at, 1, more, sheet.book.format(style.SUBTITLE))
        at += 1
    return at


def _write_milestones(sheet: Sheet, plan: Plan, at: int) -> int:
    """The next milestones after the status date (or the first ones)."""
    status = plan.project.settings.status_date or plan.start
    rows = [work.row for work in work_rows(plan) if work.row.task.milestone]
    coming = [row for row in rows if row.finish and row.finish >= status]
    coming.sort(key=lambda row: row.finish or plan.finish)
    if not coming:
        return at
    at = _heading(sheet, at, "Next milestones")
    at = _table_head(sheet, at, ("Milestone", "Deadline", "Planned", "Days late", ""))
    for row in coming[:_MOST_MILESTONES]:
        due = row.task.deadline.date() if row.task.deadline else None
        late = None if row.days_late is None else round(row.days_late, 2)
        sheet.height(at, 16)
        _table_row(sheet, at, (row.task.name, due, row.finish, late, ""))
        at += 1
    return at


_TABLE = ((0, 2), (3, 3), (4, 4), (5, 5), (6, _LAST))


def _table_head(sheet: Sheet, at: int, heads: tuple[str, ...]) -> int:
    form = sheet.book.format(style.HEAD, font_size=9)
    for (first, last), head in zip(_TABLE, heads, strict=True):
        sheet.merge(at, first, last, sheet.book.say(head), form)
    return at + 1


def _table_row(sheet: Sheet, at: int, values: tuple[Value, ...]) -> None:
    book = sheet.book
    date = book.format(style.ROW, style.CENTER, style.TOP, num_format=book.date_format)
    late = values[3] if isinstance(values[3], int | float) else 0
    bad = style.BAD_LOOK if late > 0 else {}
    days = book.format(style.ROW, style.CENTER, style.TOP, bad, num_format=style.DAYS_FORMAT)
    text = book.format(style.ROW, style.WRAP)
    forms = (text, date, date, days, text)
    for (first, last), value, form in zip(_TABLE, values, forms, strict=True):
        sheet.merge(at, first, last, value, form)
