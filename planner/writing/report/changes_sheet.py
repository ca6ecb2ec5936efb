"""Sheet Changes: every difference to the plan before, its causes, and whom to tell."""

import math
from collections.abc import Sequence

from planner.control.change_notices import Notice, notices, paragraph
from planner.control.freedom import price
from planner.control.plan_changes import Change, since_baseline, since_previous
from planner.plan import Plan
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue

KEY = "Changes"
_HEADS = ("ID", "Task", "Change", "Days", "Finish before", "Finish", "People before", "People",
          "Cost", "Cause")  # fmt: skip
_WIDTHS = (9.0, 38.0, 20.0, 7.0, 12.0, 12.0, 24.0, 24.0, 11.0, 70.0)
_LAST = len(_HEADS) - 1
_LINE = 190
"""Characters that fit on a line across the sheet."""
_PEOPLE = 26
"""Characters that fit on a line of the columns of people."""
_CAUSE = 78
"""Characters that fit on a line of the column of causes."""
KINDS = {
    "new": "new",
    "gone": "gone",
    "finished": "finished",
    "people": "other people",
    "moved": "moved",
    "longer": "longer",
    "dearer": "dearer",
}
"""What each kind of change is called."""


def wanted(plan: Plan) -> bool:
    """Whether there is an earlier plan."""
    return plan.project.previous is not None


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet; its dates are all spelled as those in the reasons are."""
    with book.saying(book.say.spelled):
        _write(book, plan)


def _write(book: ReportBook, plan: Plan) -> None:
    sheet, say = book.sheet(KEY, tab=style.TAB_RESULT), book.say
    changes = since_previous(plan, say)
    sheet.title(say("Changes"), _subtitle(book, plan))
    sheet.widths(_WIDTHS)
    text = paragraph(plan, changes, say)
    sheet.height(3, 14.0 * math.ceil(len(text) / _LINE) + 6)
    sheet.merge(3, 0, _LAST, text, book.format(style.WRAP, bg_color=style.NEUTRAL))
    if told := price(plan, say):
        sheet.height(4, 14.0 * math.ceil(len(told) / _LINE) + 6)
        sheet.merge(4, 0, _LAST, told, book.format(style.WRAP))
    at = _write_table(sheet, plan, 5, say("Since the plan before"), changes)
    baseline = since_baseline(plan, say)
    if baseline:
        at = _write_table(sheet, plan, at + 1, say("Since the baseline"), baseline)
    at = _write_notices(sheet, notices(plan, changes, say), at + 1)
    sheet.raw.freeze_panes(2, 2)
    sheet.page(max(at - 1, 5), _LAST)


def _subtitle(book: ReportBook, plan: Plan) -> str:
    say, before = book.say, plan.project.previous
    if before is not None and before.published and not before.near:
        return say("Compared with the published plan before; positive days are later")
    return say("Compared with the plan before, which is not published; positive days are later")


def _write_table(
    sheet: ResultSheet, plan: Plan, at: int, title: str, changes: Sequence[Change]
) -> int:
    """Write a table of changes; the row after it."""
    book, say = sheet.book, sheet.book.say
    sheet.height(at, 21)
    sheet.put(at, 0, title, book.format(style.SECTION))
    if not changes:
        sheet.put(at + 1, 0, say("Nothing changed."), book.format(style.SUBTITLE))
        return at + 2
    sheet.row(at + 1, 0, [say(head) for head in _HEADS], book.format(style.HEAD))
    rows = {row.task.id: row for row in plan.rows}
    for number, change in enumerate(changes, at + 2):
        people = (", ".join(change.people_before), ", ".join(change.people_after))
        lines = max(
            1,
            math.ceil(len(change.cause) / _CAUSE),
            *(math.ceil(len(text) / _PEOPLE) for text in people),
        )
        sheet.height(number, 13.0 * lines + 3)
        row = rows.get(change.task)
        _write_change(sheet, number, change, row.task.label if row else change.task)
        if row is not None:
            source = row.task.source
            sheet.input_link(number, 0, source.sheet, source.cell("id"), row.task.label)
    return at + 2 + len(changes)


def _write_change(sheet: ResultSheet, at: int, change: Change, label: str) -> None:
    book, say = sheet.book, sheet.book.say
    text, wrapped = book.format(style.ROW), book.format(style.ROW, text_wrap=True)
    late = style.BAD_LOOK if change.days > 0 else {}
    days = book.format(style.ROW, style.CENTER, late, num_format="+0.##;-0.##;–")
    when = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    money = book.format(style.ROW, style.RIGHT, num_format="+#,##0;-#,##0;–")
    name = change.name.removeprefix(label).strip() or change.name
    values: Sequence[tuple[SheetValue, object]] = (
        (label, text),
        (name, text),
        (", ".join(say(KINDS[kind]) for kind in change.kinds), text),
        (change.days, days),
        (last_day(change.before[1]) if change.before else None, when),
        (last_day(change.after[1]) if change.after else None, when),
        (", ".join(change.people_before), wrapped),
        (", ".join(change.people_after), wrapped),
        (round(change.cost, 2), money),
        (change.cause, book.format(style.ROW, text_wrap=True, indent=1)),
    )
    for column, (value, form) in enumerate(values):
        sheet.put(at, column, value, form)


def _write_notices(sheet: ResultSheet, found: Sequence[Notice], at: int) -> int:
    """Write a block for each person and stakeholder; the row after them."""
    book, say = sheet.book, sheet.book.say
    if not found:
        return at
    sheet.height(at, 21)
    sheet.put(at, 0, say("Whom to tell"), book.format(style.SECTION))
    hint = say("“planner export --notices DIR” writes these as messages and calendar updates")
    sheet.put(at, 4, hint, book.format(style.SUBTITLE))
    for notice in found:
        at += 1
        band = book.format(style.SUM_ROW, font_color=style.NAVY)
        sheet.row(at, 0, [None] * (_LAST + 1), band)
        role = say("works on it") if notice.works else say("stakeholder")
        sheet.put(at, 0, f"{notice.name} ({role})", band)
        for line in notice.lines:
            at += 1
            sheet.height(at, 14.0 * math.ceil(len(line) / _LINE) + 2)
            sheet.merge(at, 0, _LAST, line, book.format(style.WRAP, indent=1))
    return at + 1
