"""Sheet Levers: what would help, each change planned again, the best first."""

import math

from planner.plan import Lever, Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet

KEY = "Levers"
_HEAD_ROW = 3
_HEADS = (
    *("What is changed", "Cell", "What it brings", "Days less late", "Finish earlier (days)"),
    *("More cost", "More penalties", "Deadlines"),
)
_WIDTHS = (58.0, 16.0, 46.0, 11.0, 11.0, 14.0, 14.0, 46.0)
_MONEY = "#,##0 ;-#,##0 ;– "
_CELL = 1


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_RESULT), book.say
    good = sum(lever.gain > 0 for lever in plan.levers)
    text = say("changes that help: {n} of {m}; all else as it is", n=good, m=len(plan.levers))
    sheet.title(say("Levers"), text)
    for at, lever in enumerate(plan.levers, _HEAD_ROW + 1):
        _write_lever(sheet, plan, lever, at)
    last = _HEAD_ROW + max(len(plan.levers), 1)
    heads = [say(head) for head in _HEADS]
    currency = f" ({plan.project.currency})" if plan.project.currency else ""
    heads = [head + currency if 5 <= k <= 6 else head for k, head in enumerate(heads)]
    sheet.table((_HEAD_ROW, 0, last, len(heads) - 1), heads, book.format(style.HEAD))
    sheet.height(_HEAD_ROW, 30)
    note = say(
        "At least: proved, as no plan without the change is that good. "
        "About: the best that was found in the time given."
    )
    if any(lever.unit == "weighted days" for lever in plan.levers):
        note += " " + say("A weighted day is a day late, counted by the priority of its task.")
    sheet.put(last + 1, 0, note, book.format(style.SUBTITLE))
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.page(last + 1, len(_HEADS) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write_lever(sheet: ResultSheet, plan: Plan, lever: Lever, at: int) -> None:
    book = sheet.book
    look = {**style.TOP, **({"font_color": style.MUTED} if lever.gain <= 0 else {})}
    text = book.format(style.ROW, look, text_wrap=True)
    days = book.format(style.ROW, look, style.CENTER, num_format=style.DAYS_FORMAT)
    money = book.format(style.ROW, look, num_format=_MONEY)
    deadlines = deadlines_text(plan, lever, sheet)
    sheet.put(at, 0, lever.text, text)
    place = f"{lever.sheet}!{lever.cell}" if lever.cell else ""
    sheet.input_link(at, _CELL, lever.sheet, lever.cell, place, **look)
    sheet.put(at, 2, lever.verdict, text)
    sheet.row(at, 3, (lever.days, lever.finish), days)
    sheet.row(at, 5, (lever.cost + lever.price, lever.penalties), money)
    sheet.put(at, 7, deadlines, text)
    texts = zip((lever.text, lever.verdict, deadlines), (0, 2, 7), strict=True)
    lines = max(math.ceil(len(one) / _WIDTHS[column]) for one, column in texts)
    sheet.height(at, 13.0 * max(1, lines) + 3)


def deadlines_text(plan: Plan, lever: Lever, sheet: ResultSheet) -> str:
    """Which deadlines it helps, and by how much; others may lose."""
    titles = {row.task.id: row.task.title for row in plan.rows}
    say = sheet.book.say
    return ", ".join(
        f"{titles.get(task, task)} {'−' if days > 0 else '+'}{say.count(abs(days), 'day')}"
        for task, days in lever.deadlines
    )
