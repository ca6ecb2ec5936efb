"""Sheet Audit: what the file's own dates break, and the DCMA points, beside the plan made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.audit import Audit, AuditPoint, audit
from planner.language.text import first_few
from planner.language.words import Words
from planner.plan import Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue

if TYPE_CHECKING:
    from xlsxwriter.format import Format

KEY = "Audit"
_HEAD_ROW = 3
_WIDTHS = (44.0, 15.0, 15.0, 15.0, 64.0)
_LISTED = 12
RULES: tuple[tuple[str, str], ...] = (
    ("double-booked", "People planned for more than there is of them"),
    ("work-on-away", "Work while somebody is away"),
    ("work-on-holiday", "Work on days off for all"),
    ("dates-too-close", "Work with no time between its dates"),
    ("broken-link", "Links that the dates break"),
    ("hard-date-missed", "Hard dates missed"),
    ("deadline-missed", "Deadlines missed"),
    ("start-in-the-past", "Work that should have started, nothing recorded"),
    ("over-budget", "Budgets exceeded"),
    ("nobody-named", "Tasks for which nobody is named"),
    ("still-to-choose", "Tasks whose people are still to be chosen"),
)
"""Kinds of findings, by the codes of their issues, and what they are called."""


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet: the dates of the file, and beside them the plan."""
    write_audit(book, audit(plan.project, book.say), audit(plan, book.say))


def write_audit(book: ReportBook, before: Audit, after: Audit | None = None) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_RESULT), book.say
    sheet.title(say("Audit"), headline(before, after, say))
    at = _write_rules(sheet, _HEAD_ROW, before, after)
    at = _write_points(sheet, at + 1, before, after)
    _write_findings(sheet, at + 1, before)
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(at + 2 + len(before.issues), len(_WIDTHS) - 1)


def headline(before: Audit, after: Audit | None, say: Words) -> str:
    """The one number."""
    if before.share is None:
        text = say("No person is named, so no hours can be judged")
    else:
        text = say(
            "{share} of {hours} planned hours break no rule as dated",
            share=_share(before.share, say),
            hours=say.number(before.hours),
        )
    if after is not None and after.share is not None:
        text += "; " + say("{share} in the plan", share=_share(after.share, say))
    return text


def _share(share: float, say: Words) -> str:
    """A share that is not all is never shown as all."""
    return say.number(min(share, 0.999), ".1%") if share < 1 - 1e-9 else say.number(1, ".0%")


def _write_rules(sheet: ResultSheet, at: int, before: Audit, after: Audit | None) -> int:
    say = sheet.book.say
    heads = [say("What the dates break"), say("As dated"), *_planned(after, say)]
    sheet.row(at, 0, heads, sheet.book.format(style.HEAD))
    sheet.raw.set_row(at, 20)
    for code, name in RULES:
        counts = [before.counts.get(code, 0)]
        counts += [] if after is None else [after.counts.get(code, 0)]
        if any(counts):
            at += 1
            _write_counts(sheet, at, say(name), counts)
    return at + 1


def _planned(after: Audit | None, say: Words) -> list[str]:
    return [] if after is None else [say("In the plan")]


def _write_counts(sheet: ResultSheet, at: int, name: str, counts: Sequence[int]) -> None:
    book = sheet.book
    sheet.put(at, 0, name, book.format(style.ROW))
    for column, count in enumerate(counts, 1):
        level = "watch" if count else "good"
        look = book.format(style.ROW, style.LEVELS[level], style.CENTER, num_format="0")
        sheet.put(at, column, count, look)


def _write_points(sheet: ResultSheet, at: int, before: Audit, after: Audit | None) -> int:
    book, say = sheet.book, sheet.book.say
    heads = [say("Schedule assessment (DCMA)"), say("As dated"), *_planned(after, say)]
    sheet.row(at, 0, [*heads, say("Limit"), say("Tasks")], book.format(style.HEAD))
    sheet.raw.set_row(at, 20)
    others = before.points if after is None else after.points
    for point, other in zip(before.points, others, strict=True):
        at += 1
        sheet.put(at, 0, f"{point.number}. {say(point.name)}", book.format(style.ROW))
        shown = (point,) if after is None else (point, other)
        for column, one in enumerate(shown, 1):
            sheet.put(at, column, *_value(book, one))
        centred = book.format(style.ROW, style.CENTER)
        sheet.put(at, 1 + len(shown), point.held_against, centred)
        labels = first_few(point.tasks, _LISTED)
        sheet.put(at, 2 + len(shown), labels or say(point.note), book.format(style.ROW))
    return at + 1


def _value(book: ReportBook, point: AuditPoint) -> tuple[SheetValue, "Format"]:
    level = {True: "good", False: "bad", None: "none"}[point.met]
    formats = {"share": "0.0%", "tasks": "0", "index": "0.00"}
    looks = (style.ROW, style.LEVELS[level], style.CENTER)
    value: SheetValue = "–" if point.value is None else point.value
    return value, book.format(*looks, num_format=formats[point.unit])


def _write_findings(sheet: ResultSheet, at: int, found: Audit) -> None:
    """Every finding with a link to its cell."""
    book, say = sheet.book, sheet.book.say
    sheet.row(at, 0, (say("Found"), say("Sheet"), say("Cell")), book.format(style.HEAD))
    sheet.merge(at, 3, 4, say("What it is"), book.format(style.HEAD))
    names = dict(RULES)
    wrapped = book.format(style.ROW, style.WRAP)
    for issue in found.issues:
        at += 1
        sheet.put(at, 0, say(names[issue.code]), book.format(style.ROW, style.TOP))
        sheet.put(at, 1, issue.sheet, book.format(style.ROW, style.TOP))
        sheet.input_link(at, 2, issue.sheet, issue.cell, issue.cell, **style.TOP)
        sheet.merge(at, 3, 4, say(issue.message), wrapped)
        sheet.height(at, 14.0 * max(1, -(-len(say(issue.message)) // 82)) + 3)
