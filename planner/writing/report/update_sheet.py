"""Sheet Update: what is due, running or overdue, by person, to be filled in and read back.

What was filled in stands nowhere else, so the sheet goes on remembering it, below.
"""

from datetime import datetime, time

from planner.control.due_tasks import Due, due, period
from planner.plan import Plan
from planner.reading.updates import STATUS_DATE, UPDATE_HEADS
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue

KEY = "Update"
_HEAD_ROW = 4
_WIDTHS = (
    *(20.0, 8.0, 36.0, 18.0, 15.0, 15.0),
    *(15.0, 15.0, 7.0, 7.0),
    *(9.0, 15.0, 15.0, 9.0, 9.0, 28.0),
)
_FIRST_TOLD = UPDATE_HEADS.index("Started")
_FIRST_INPUT = UPDATE_HEADS.index("As planned")


def wanted(plan: Plan) -> bool:
    """Whether there is anything to ask about, or to remember."""
    return bool(due(plan) or _status_date(plan))


def _status_date(plan: Plan) -> datetime | None:
    """The stated status date; one that was assumed is assumed again next time."""
    assumed = any(issue.code == "assumed-status-date" for issue in plan.issues)
    return None if assumed else plan.project.settings.status_date


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_PEOPLE), book.say
    found = due(plan)
    begin, end = period(plan)
    days = say("{start} to {finish}", start=say.day(begin), finish=say.day(end))
    sheet.title(say("Update"), f"{say('Due, running or overdue')} · {days}")
    hint = (
        "Fill in the yellow cells, the status date first, and plan this workbook again. "
        "x in As planned: it went as planned up to the status date. Blank says nothing."
    )
    sheet.put(2, 0, say(hint), book.format(style.SUBTITLE))
    _write_status_date(sheet, plan)
    sheet.height(_HEAD_ROW, 30)
    sheet.row(_HEAD_ROW, 0, [say(head) for head in UPDATE_HEADS], book.format(style.HEAD))
    for at, one in enumerate(found, _HEAD_ROW + 1):
        _write_row(sheet, plan, one, at)
    last = _HEAD_ROW + max(len(found), 1)
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 3)
    sheet.raw.autofilter(_HEAD_ROW, 0, last, len(UPDATE_HEADS) - 1)
    sheet.page(last, len(UPDATE_HEADS) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write_status_date(sheet: ResultSheet, plan: Plan) -> None:
    """The cell for the status date, above the table, from where it is read again."""
    book, status = sheet.book, _status_date(plan)
    sheet.height(3, 18)
    sheet.put(3, 0, book.say(STATUS_DATE), book.format(style.ROW, bold=True))
    form = book.date_format if status is None or status.time() == time() else _date(book)
    look = book.format(style.ROW, bg_color=style.WATCH, num_format=form, align="left")
    sheet.merge(3, 1, 2, status, look)


def _write_row(sheet: ResultSheet, plan: Plan, one: Due, at: int) -> None:
    book, say, task = sheet.book, sheet.book.say, one.row.task
    bad = style.BAD_LOOK if one.state.startswith("should") else {}
    text, when = (
        book.format(style.ROW),
        book.format(style.ROW, style.CENTER, num_format=_date(book)),
    )
    sheet.put(at, 0, one.people, text)
    source = task.source
    sheet.input_link(at, 1, source.sheet, source.cell("id"), task.label)
    sheet.put(at, 2, task.name, text)
    state = say(one.state) if one.state else say("told before")
    sheet.put(at, 3, state, book.format(style.ROW, bad))
    before = plan.project.previous.tasks.get(task.id) if plan.project.previous else None
    late = before is not None and one.state.startswith("should")
    dates = (before.start, before.finish) if late and before else (one.row.start, one.row.finish)
    sheet.row(at, 4, dates, when)
    _write_told(sheet, plan, one, at)
    for column in range(_FIRST_INPUT, len(UPDATE_HEADS)):
        form = _INPUTS.get(UPDATE_HEADS[column], _date(book))
        sheet.put(at, column, None, book.format(_INPUT, num_format=form))
    note = plan.project.update_notes.get(one.row.task.id)
    sheet.put(at, len(UPDATE_HEADS) - 1, note, book.format(_INPUT, align="left"))


_INPUT: style.Style = {**style.ROW, **style.CENTER, "bg_color": style.WATCH}
_INPUTS = {
    "As planned": "General",
    "% complete": "0%",
    "Days left": style.DAYS_FORMAT,
    "Note": "General",
}
"""Cells to fill in that are no dates, and their formats."""


def _write_told(sheet: ResultSheet, plan: Plan, one: Due, at: int) -> None:
    """Writes earlier entries of this sheet, from where they are read again."""
    book, day, told = sheet.book, plan.project.day_of(one.row.task), one.row.task.progress
    known = one.row.task.id in plan.project.updated
    left = None if told.remaining_duration is None else told.remaining_duration / day
    values: tuple[tuple[SheetValue, str], ...] = (
        (told.actual_start, _date(book)),
        (told.actual_finish, _date(book)),
        (told.percent, "0%"),
        (left, style.DAYS_FORMAT),
    )
    for column, (value, form) in enumerate(values, _FIRST_TOLD):
        look = book.format(style.ROW, style.CENTER, style.SUBTITLE, num_format=form)
        sheet.put(at, column, value if known else None, look)


def _date(book: ReportBook) -> str:
    return f"{book.date_format} hh:mm"
