"""Sheet Status: one page for those above."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.control.phase_figures import phases
from planner.language.words import Words
from planner.plan import Plan, PlannedTask
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue
from planner.writing.report.light import Light, LightLevel
from planner.writing.report.sheet_figures import (
    days_long,
    due_rows,
    is_missed,
    late_rows,
    tallies,
    work_rows,
)
from planner.writing.report.verdict import decisions, lights, nothing_to_decide, overall

KEY = "Status"
_COLUMNS = 44
"""The page is a grid of narrow columns; everything on it spans some of them."""
_LAST = _COLUMNS - 1
_WIDTH = 1.95
_CARDS = ((0, 10), (11, 21), (22, 32), (33, _LAST))
_LIGHT = ((0, 1), (2, 12), (13, 20), (21, 29), (30, _LAST))
_TABLE = ((0, 13), (14, 18), (19, 23), (24, 27), (28, _LAST))
_CHARACTERS = 3.2
"""Characters that a column has room for."""
_BARS = 24
"""First column of the phases' bars."""
_MOST_LATE = 8
_MOST_MILESTONES = 8
_MOST_PHASES = 12
_MOST_CRITICAL = 8
_CARD: style.Style = {
    "left": 5, "bg_color": style.NEUTRAL, "indent": 1,
}  # fmt: skip


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet; its dates are all spelled as those in the reasons are."""
    with book.saying(book.say.spelled):
        _write(book, plan)


def _write(book: ReportBook, plan: Plan) -> None:
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    say = book.say
    period = say("{start} to {finish}", start=say.day(plan.start), finish=say.day(plan.finish))
    status = plan.project.settings.status_date
    until = say("status date {day}", day=say.day(status)) if status else ""
    subtitle = " · ".join(filter(None, (say("Project status"), period, until)))
    sheet.title(plan.project.name or say("Status"), subtitle)
    sheet.widths([_WIDTH] * _COLUMNS)
    sheet.height(2, 8)
    found, needed = lights(plan, say), decisions(plan, say)
    _write_banner(sheet, overall(plan, found, needed, say), 3)
    _write_cards(sheet, plan, found, 6)
    at = _write_lights(sheet, found, 10)
    at = _write_decisions(sheet, plan, needed, at + 1)
    at = _write_late(sheet, plan, [r for r in late_rows(plan) if not r.task.summary], at + 1)
    at = _write_phases(sheet, plan, at + 1)
    at = _write_milestones(sheet, plan, at + 1)
    at = _write_critical(sheet, plan, at + 1)
    sheet.page(at, _LAST, portrait=True, pages=1)


def _write_banner(sheet: ResultSheet, light: Light, at: int) -> None:
    """The whole in one light: sign and verdict in large type, the headline below."""
    book, look = sheet.book, style.LEVELS[light.level]
    sign = book.format(look, style.CENTER, font_size=20)
    verdict = book.format(look, bold=True, font_size=14)
    text = book.format(look, style.WRAP, bold=False, font_size=11)
    sheet.height(at, 26)
    sheet.height(at + 1, 16.0 * math.ceil(len(light.planned) / 112) + 4)
    rows = ((style.LIGHTS[light.level], sign, light.name, verdict), ("", sign, light.planned, text))
    for offset, (mark, mark_form, line, form) in enumerate(rows):
        sheet.merge(at + offset, 0, 2, mark, mark_form)
        sheet.merge(at + offset, 3, _LAST, line, form)


def _cards(plan: Plan, found: list[Light], say: Words) -> list[tuple[LightLevel, str, str, str]]:
    """Level, name, value and note of each card."""
    by_name = {light.name: light for light in reversed(found)}
    finish, cost = by_name[say("Finish")], by_name.get(say("Cost"))
    due = by_name.get(say("Deadlines"))
    work = sum(day.worked for days in plan.load.values() for day in days.values())
    rows = [found.row for found in work_rows(plan) if not found.row.task.milestone]
    minutes = sum(row.duration for row in rows)
    done = sum(row.duration * (row.percent or 0) for row in rows)
    note = say.count(len(rows), "task")
    if done and minutes:
        note += f" · {say('{share} done', share=say.number(done / minutes, '.0%'))}"
    numbers = due_rows(plan)
    met = sum(not is_missed(row) for row in numbers)
    return [
        (finish.level, say("Finish"), finish.planned, _beside(finish)),
        (due.level if due else "none", say("Deadlines met"),
         f"{met} / {len(numbers)}" if due else "–", (due.remark if due else say("none set"))),
        (cost.level if cost else "none", say("Cost"), cost.planned if cost else "–",
         _beside(cost) if cost else say("none given")),
        ("none", say("Work"), f"{say.number(work / 60)} h", note),
    ]  # fmt: skip


def _beside(light: Light) -> str:
    return " · ".join(filter(None, (light.limit, light.remark)))


def _write_cards(sheet: ResultSheet, plan: Plan, found: list[Light], at: int) -> None:
    """Four figures in large type, each with its name above and what it compares with below."""
    book = sheet.book
    for offset, height in enumerate((16, 24, 26)):
        sheet.height(at + offset, height)
    for (first, last), (level, *texts) in zip(_CARDS, _cards(plan, found, book.say), strict=True):
        edge = style.LEVELS[level]["font_color"] if level != "none" else style.NAVY
        card: style.Style = {**_CARD, "left_color": edge}
        note = book.format(card, style.WRAP, align="left", font_color=style.MUTED, font_size=9)
        value = book.format(card, bold=True, font_size=15, font_color=edge)
        sign = f"{style.LIGHTS[level]} " if level != "none" else ""
        texts[0] = sign + texts[0]
        for offset, (text, form) in enumerate(zip(texts, (note, value, note), strict=True)):
            sheet.merge(at + offset, first, last, text, form)


def _lines(texts: Sequence[str], places: Sequence[tuple[int, int]]) -> int:
    """How many lines the longest of some texts takes, each wrapped in its columns."""
    room = (int(_CHARACTERS * (last - first + 1)) for first, last in places)
    return max(1, *(math.ceil(len(text) / most) for text, most in zip(texts, room, strict=False)))


def _heading(sheet: ResultSheet, at: int, text: str) -> int:
    sheet.height(at, 21)
    sheet.put(at, 0, sheet.book.say(text), sheet.book.format(style.SECTION))
    return at + 1


def _write_lights(sheet: ResultSheet, found: list[Light], at: int) -> int:
    at = _heading(sheet, at, "Where it stands")
    book = sheet.book
    text = book.format(style.ROW, text_wrap=True)
    for light in found:
        badge = book.format(style.ROW, style.LEVELS[light.level], style.CENTER, font_size=12)
        name = book.format(style.ROW, text_wrap=True, bold=True, indent=1)
        forms = (badge, name, text, book.format(style.ROW, style.SUBTITLE, text_wrap=True), text)
        sign = style.LIGHTS[light.level]
        values = (sign, light.name, light.planned, light.limit, light.remark)
        sheet.height(at, 14.0 * _lines(values, _LIGHT) + 5)
        for (first, last), value, form in zip(_LIGHT, values, forms, strict=True):
            sheet.merge(at, first, last, value, form)
        at += 1
    return at


def _write_decisions(sheet: ResultSheet, plan: Plan, texts: list[str], at: int) -> int:
    at = _heading(sheet, at, "Decisions needed")
    book = sheet.book
    for number, text in enumerate(texts, 1):
        sheet.height(at, 14.0 * math.ceil(len(text) / 105) + 4)
        sheet.merge(at, 0, 1, number, book.format(style.ROW, style.CENTER, bold=True))
        sheet.merge(at, 2, _LAST, text, book.format(style.ROW, text_wrap=True))
        at += 1
    if not texts:
        text = nothing_to_decide(plan, book.say)
        sheet.merge(at, 0, _LAST, text, book.format(style.ROW))
        at += 1
    return at


def _why_late(plan: Plan, row: PlannedTask) -> str:
    """Why a task starts when it does, and what makes it take longer then, such as leave."""
    chain = next((chain for chain in plan.chains if chain.of == row.task.id), None)
    steps = chain.steps if chain else ()
    more = [cause.text for step in steps if step.task == row.task.id for cause in step.more]
    return "; ".join([row.reason, *(text for text in more if text not in row.reason)])


def _write_late(sheet: ResultSheet, plan: Plan, rows: list[PlannedTask], at: int) -> int:
    if not rows:
        return at - 1
    at = _heading(sheet, at, "Late, and why")
    at = _table_head(sheet, at, ("Task", "Deadline", "Finish", "Days late", "Why it starts then"))
    for row in rows[:_MOST_LATE]:
        finish = last_day(row.finish) if row.finish else None
        due = row.task.due.date() if row.task.due else None
        late = round(row.days_late or 0, 2)
        why = _why_late(plan, row)
        sheet.height(at, _tall(row, why))
        _table_row(sheet, at, (row.task.name, due, finish, late, why))
        at += 1
    if len(rows) > _MOST_LATE:
        more = sheet.book.say("and {n} more in sheet Plan", n=len(rows) - _MOST_LATE)
        sheet.put(at, 0, more, sheet.book.format(style.SUBTITLE))
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _Strip:
    """The time of the project over the columns of the bars."""

    first: date
    days: int

    def column(self, day: date) -> int:
        """The column a day falls in."""
        share = (day - self.first).days * (_COLUMNS - _BARS) // max(self.days, 1)
        return _BARS + min(max(share, 0), _COLUMNS - _BARS - 1)

    def begins(self, column: int) -> date:
        """The first day of a column."""
        return self.first + timedelta(
            days=-(-(column - _BARS) * self.days // (_COLUMNS - _BARS))
        )  # fmt: skip


def _write_phases(sheet: ResultSheet, plan: Plan, at: int) -> int:
    """The phases as a small Gantt chart."""
    places = dict.fromkeys(at for at in phases(plan.rows) if at is not None)
    rows = [plan.rows[at] for at in places if plan.rows[at].start and plan.rows[at].finish]
    rows = rows[:_MOST_PHASES]
    if not rows:
        return at - 1
    book, say = sheet.book, sheet.book.say
    first = plan.start.date()
    strip = _Strip(first, (last_day(plan.finish) - first).days + 1)
    at = _heading(sheet, at, "Phases")
    head = book.format(style.HEAD, font_size=9)
    for (left, right), text in zip(_TABLE[:3], ("Phase", "Start", "Finish"), strict=True):
        sheet.merge(at, left, right, say(text), head)
    _write_months(sheet, strip, at)
    dates = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    held = tallies(plan)
    for row in rows:
        at += 1
        late = held.get(row.task.id, (0, 0))[1]
        name = row.task.title
        if late:
            name = f"{style.LIGHTS['bad']} {name} · {say('{n} late', n=late)}"
        look = style.BAD_LOOK if late else {}
        sheet.height(at, 13.0 * _lines([name], _TABLE) + 3)
        sheet.merge(at, 0, 13, name, book.format(style.ROW, look, text_wrap=True))
        sheet.merge(at, 14, 18, row.start, dates)
        sheet.merge(at, 19, 23, row.finish, dates)
        _write_strip(sheet, plan, strip, at, row, late=bool(late))
    return at + 1


def _write_months(sheet: ResultSheet, strip: _Strip, at: int) -> None:
    """Name the months above the bars, as far as there is room."""
    book, say = sheet.book, sheet.book.say
    band = book.format(font_size=8, font_color=style.NAVY, bg_color=style.BAND, bold=True)
    free = _BARS
    for column in range(_BARS, _COLUMNS):
        day, before = strip.begins(column), strip.begins(max(column - 1, _BARS))
        opens = column == _BARS or day.month != before.month
        fits = opens and free <= column <= _COLUMNS - 3
        text = f"{say.months[day.month - 1]} {day:%y}" if fits else ""
        free = column + 3 if text else free
        sheet.put(at, column, text, band)


def _write_strip(
    sheet: ResultSheet, plan: Plan, strip: _Strip, at: int, row: PlannedTask, *, late: bool
) -> None:
    """One phase's bar, and the status date as a line."""
    if row.start is None or row.finish is None:
        return
    status = plan.project.settings.status
    today = strip.column(status.date()) if status and plan.start <= status <= plan.finish else -1
    first, last = strip.column(row.start.date()), strip.column(last_day(row.finish))
    gap: style.Style = {
        "top": 5,
        "top_color": style.WHITE,
        "bottom": 5,
        "bottom_color": style.WHITE,
    }
    for column in range(_BARS, _COLUMNS):
        look: dict[str, object] = {}
        if first <= column <= last:
            look |= {**gap, "bg_color": style.CRITICAL if late else style.BAR_DONE}
        if column == today:
            look |= {"left": 2, "left_color": style.TODAY}
        if look:
            sheet.put(at, column, None, sheet.book.format(look))


def _write_milestones(sheet: ResultSheet, plan: Plan, at: int) -> int:
    """The next milestones after the status date (or the first ones)."""
    rows = [row for row in _coming(plan) if row.task.milestone]
    if not rows:
        return at - 1
    rows.sort(key=lambda row: row.finish or plan.finish)
    at = _heading(sheet, at, "Next milestones")
    heads = ("Milestone", "Deadline", "Planned", "Days late", "Why it starts then")
    at = _table_head(sheet, at, heads)
    for row in rows[:_MOST_MILESTONES]:
        due = row.task.due.date() if row.task.due else None
        late = None if row.days_late is None else round(row.days_late, 2)
        sheet.height(at, _tall(row))
        _table_row(sheet, at, (row.task.name, due, row.finish, late, row.reason))
        at += 1
    return at


def _write_critical(sheet: ResultSheet, plan: Plan, at: int) -> int:
    """The next critical tasks: those whose delay is a delay of the whole."""
    rows = [row for row in _coming(plan) if row.critical and not row.task.milestone]
    if not rows:
        return at - 1
    rows.sort(key=lambda row: row.start or plan.start)
    at = _heading(sheet, at, "Next critical tasks")
    at = _table_head(sheet, at, ("Task", "Start", "Finish", "Days", "Why it starts then"))
    for row in rows[:_MOST_CRITICAL]:
        sheet.height(at, _tall(row))
        values = (row.task.name, row.start, row.finish, days_long(plan, row), row.reason)
        _table_row(sheet, at, values, bad=False)
        at += 1
    return at


def _coming(plan: Plan) -> list[PlannedTask]:
    """The rows of work that are not over at the status date, or all without one."""
    status = plan.project.settings.status or plan.start
    return [work.row for work in work_rows(plan) if work.finish >= status]


def _tall(row: PlannedTask, why: str = "") -> float:
    """Height of a row with the task's name and reason, each wrapped."""
    lines = max(math.ceil(len(why or row.reason) / 64), math.ceil(len(row.task.name) / 44), 1)
    return 13.0 * lines + 4


def _table_head(sheet: ResultSheet, at: int, heads: tuple[str, ...]) -> int:
    form = sheet.book.format(style.HEAD, font_size=9)
    for (first, last), head in zip(_TABLE, heads, strict=True):
        sheet.merge(at, first, last, sheet.book.say(head), form)
    return at + 1


def _table_row(
    sheet: ResultSheet, at: int, values: tuple[SheetValue, ...], *, bad: bool = True
) -> None:
    book = sheet.book
    when = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    late = values[3] if isinstance(values[3], int | float) else 0
    look = style.BAD_LOOK if bad and late > 0 else {}
    days = book.format(style.ROW, style.CENTER, look, num_format=style.DAYS_FORMAT)
    text = book.format(style.ROW, text_wrap=True)
    why = book.format(style.ROW, text_wrap=True, font_size=9, font_color=style.MUTED)
    for (first, last), value, form in zip(
        _TABLE, values, (text, when, when, days, why), strict=True
    ):
        sheet.merge(at, first, last, value, form)
