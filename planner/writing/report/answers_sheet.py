"""Sheet Answers: what was asked on the sheet Ask, with the answers."""

import math

from planner.plan import Answer, Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet

KEY = "Answers"
_HEAD_ROW = 3
_HEADS = ("Question", "Cell", "Possible", "Answer", "What comes with it")
_WIDTHS = (36.0, 14.0, 12.0, 46.0, 82.0)
_CELL, _TEXT, _MORE = 1, 3, 4
_POSSIBLE = {True: ("yes", "good"), False: ("no", "bad"), None: ("not known", "watch")}


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_RESULT), book.say
    text = say("each planned again with what is asked for, all else as it is")
    sheet.title(say("Answers"), text)
    for at, answer in enumerate(plan.answers, _HEAD_ROW + 1):
        _write(sheet, answer, at)
    last = _HEAD_ROW + len(plan.answers)
    heads = [say(head) for head in _HEADS]
    sheet.table((_HEAD_ROW, 0, last, len(heads) - 1), heads, book.format(style.HEAD))
    sheet.height(_HEAD_ROW, 20)
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.page(last, len(heads) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write(sheet: ResultSheet, answer: Answer, at: int) -> None:
    book = sheet.book
    text = book.format(style.ROW, style.TOP, text_wrap=True)
    sheet.put(at, 0, answer.question, text)
    place = f"{answer.sheet}!{answer.cell}" if answer.cell else ""
    sheet.input_link(at, _CELL, answer.sheet, answer.cell, place, **style.TOP)
    word, level = _POSSIBLE[answer.possible]
    sheet.put(at, 2, book.say(word), book.format(style.ROW, style.TOP, style.LEVELS[level]))
    sheet.put(at, _TEXT, answer.text, text)
    sheet.put(at, _MORE, "\n".join(answer.lines), text)
    lines = sum(_lines(line, _MORE) for line in answer.lines)
    lines = max(lines, _lines(answer.text, _TEXT), _lines(answer.question, 0))
    sheet.height(at, 13.0 * min(lines, 30) + 3)


def _lines(text: str, column: int) -> int:
    return max(1, math.ceil(len(text) / _WIDTHS[column]))
