"""Sheet Issues: everything wrong or noteworthy, each with a link to its cell."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from planner.errors import Issue
from planner.language.issues import said
from planner.plan import Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet

KEY = "Issues"
_HEAD_ROW = 3
_HEADS = ("Severity", "Sheet", "Cell", "Problem", "Found", "What to do", "Code")
_WIDTHS = (10.0, 16.0, 9.0, 58.0, 24.0, 50.0, 18.0)
_RANK = {"error": 0, "warning": 1, "info": 2}
_LEVEL = {"error": "bad", "warning": "watch", "info": "none"}
_SHOWN = 200


def all_issues(plan: Plan) -> list[Issue]:
    """The plan's issues and the remarks made while reading, each once, worst first."""
    return worst_first([*plan.issues, *plan.project.remarks])


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """Each issue once, errors before warnings before notes."""
    return sorted(dict.fromkeys(issues), key=lambda issue: _RANK[issue.severity])


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    write_list(book, all_issues(plan))


def write_list(book: ReportBook, issues: Sequence[Issue]) -> None:
    """Add the sheet with these issues."""
    sheet = book.sheet(KEY, tab=style.TAB_NOTES)
    sheet.title(book.say("Issues"), _subtitle(book, issues))
    sheet.raw.set_row(_HEAD_ROW, 22)
    for offset, issue in enumerate(issues):
        _write_issue(sheet, issue, _HEAD_ROW + 1 + offset)
    last = _HEAD_ROW + max(len(issues), 1)
    heads = [book.say(head) for head in _HEADS]
    sheet.table((_HEAD_ROW, 0, last, len(heads) - 1), heads, book.format(style.HEAD))
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(last, len(heads) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _subtitle(book: ReportBook, issues: Sequence[Issue]) -> str:
    if not issues:
        return book.say("Nothing to report: every cell was understood.")
    counts = Counter(issue.severity for issue in issues)
    say = book.say
    errors, warnings = say.count(counts["error"], "error"), say.count(counts["warning"], "warning")
    text = ", ".join((errors, warnings, say.count(counts["info"], "note")))
    return f"{text} · {book.say('click a cell to go there')}"


def _write_issue(sheet: ResultSheet, issue: Issue, at: int) -> None:
    book = sheet.book
    badge = book.format(style.ROW, style.LEVELS[_LEVEL[issue.severity]], style.TOP)
    issue = said(issue, book.say)
    found = issue.got if len(issue.got) <= _SHOWN else issue.got[: _SHOWN - 1] + "…"
    wrapped = book.format(style.ROW, style.WRAP)
    sheet.height(at, 14.0 * _lines(issue, found) + 3)
    sheet.put(at, 0, book.say(issue.severity), badge)
    sheet.put(at, 1, issue.sheet, wrapped)
    sheet.input_link(at, 2, issue.sheet, issue.cell, issue.cell, **style.TOP)
    sheet.row(at, 3, (issue.message, found, issue.remedy), wrapped)
    sheet.put(at, 6, issue.code, book.format(style.ROW, style.SUBTITLE, style.TOP))


def _lines(issue: Issue, found: str) -> int:
    texts = zip((issue.message, found, issue.remedy), _WIDTHS[3:6], strict=True)
    return max(1, *(math.ceil(len(text) * 0.95 / width) for text, width in texts))
