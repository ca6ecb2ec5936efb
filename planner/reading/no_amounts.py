"""Handles words among amounts of time or dates: a task with such a cell has none yet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import day_and_month
from planner.reading.profile import kind_of
from planner.reading.row_content import words_for_date
from planner.reading.span_texts import is_date
from planner.reading.tables import Row

_FIELDS = ("duration", "work")
_FEWEST, _FEW = 4, 0.25
_FEWEST_DATES = 2


def without_words(rows: Sequence[Row], language: str) -> list[Row]:
    """Drops durations that are words or dates, if they are few, or signs, with a note at each."""
    found = list(rows)
    for field in _FIELDS:
        kind = cache(partial(kind_of, language=language))
        texts = [at for at, row in enumerate(found) if row.has(field) and _is_text(row, field)]
        words = [
            at
            for at in texts
            if found[at].cells[field].kind == "date"
            or (kind(found[at].cells[field]) == "text" and _is_wordy(found[at].text(field)))
        ]
        count = sum(row.has(field) for row in found)
        good = count - len(words)
        if good < _FEWEST or len(words) > _FEW * count:
            words = [at for at in words if not any(map(str.isalnum, found[at].text(field)))]
        for at in words:
            row = found[at]
            row.note(
                "warning",
                "bad-duration",
                phrase("is no amount of time; planned as if it were blank"),
                field,
                phrase("write a number and a unit: m, h, d, w or mo"),
            )
            cells = {name: cell for name, cell in row.cells.items() if name != field}
            found[at] = replace(row, cells=cells)
    return found


def _is_wordy(text: str) -> bool:
    """Whether a text has no number, or is a sentence with one: *until 7 days after the end*."""
    return not any(map(str.isdigit, text)) or len(_WORD.findall(text)) >= _SENTENCE


_WORD, _SENTENCE = re.compile(r"[^\W\d_]+"), 5


def without_date_words(rows: Sequence[Row]) -> list[Row]:
    """Drops deadlines that are no days, such as `exam week` or 31/11/2027, beside others."""
    told = [row for row in rows if row.has("deadline")]
    words = {
        row.source.row
        for row in told
        if words_for_date(row, "deadline") or _is_no_day(row.cells["deadline"])
    }
    dates = sum(is_date(row.cells["deadline"]) for row in told)
    if not words or dates < _FEWEST_DATES or dates < len(words):
        return list(rows)
    found = []
    for row in rows:
        cells = row.cells
        if row.source.row in words:
            message = phrase("is no date; planned as if it were blank")
            row.note("warning", "bad-date", message, "deadline", phrase("write a date"))
            cells = {name: cell for name, cell in row.cells.items() if name != "deadline"}
        found.append(row if cells is row.cells else replace(row, cells=cells))
    return found


def _is_no_day(cell: Cell) -> bool:
    """Whether a cell is a time of the day, or has the numbers of a day that no month has."""
    if cell.kind == "text" and _HOUR.fullmatch(cell.text.strip()):
        return True
    return cell.kind == "text" and bool(_DAY.fullmatch(cell.text.strip())) and not is_date(cell)


_HOUR = re.compile(r"(?i)\d{1,2}(?:[:.]\d{2})?\s*(?:uhr|h|[ap]\.?m\.?)|\d{1,2}:\d{2}")
_DAY = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")


def without_milestone_days(rows: Sequence[Row]) -> list[Row]:
    """Drops days without a year, such as ``5.12.``, where a column says yes or no to milestones."""
    found = []
    for row in rows:
        cells, cell = row.cells, row.cells.get("milestone")
        if cell is not None and cell.kind == "text" and day_and_month(cell.text) is not None:
            message = phrase("is a day, not yes or no; planned as if it were blank")
            remedy = phrase("write the day as the task's start and finish")
            row.note("warning", "bad-yes-no", message, "milestone", remedy)
            cells = {field: one for field, one in cells.items() if field != "milestone"}
        found.append(row if cells is row.cells else replace(row, cells=cells))
    return found


def _is_text(row: Row, field: str) -> bool:
    return row.cells[field].kind in ("text", "date")
