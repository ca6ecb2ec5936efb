"""Words before a date that leave its day as it is: ``w/c 1 March``, ``by 12.5.2027``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.reading.cells import Cell
from planner.reading.span_texts import span_parts
from planner.reading.tables import Row

_WEEK = r"(?:w|wk|week)\W{0,2}"
_FIRST = re.compile(
    rf"(?i)(?:{_WEEK}(?:c|b|commencing|beginning|starting|of)|from|ab|du|dal|desde|from the)\b\W*"
)
"""Before the first day of something."""
_LAST = re.compile(
    rf"(?i)(?:{_WEEK}(?:e|ending)|by|until|till|bis(?: zum)?|jusqu'au|hasta|entro)\b\W*"
)
"""Before the last day of something."""
_WORDS = {
    **dict.fromkeys(("start", "baseline_start", "earliest_start", "actual_start"), _FIRST),
    **dict.fromkeys(("finish", "baseline_finish", "deadline", "actual_finish"), _LAST),
}


def without_words_before_dates(rows: Sequence[Row]) -> list[Row]:
    """The rows whose dates have no such word before them."""
    found = []
    for row in rows:
        there = {field: cell for field, cell in row.cells.items() if field in _WORDS}
        cells = {field: _plain(cell, _WORDS[field]) for field, cell in there.items()}
        changed = any(cells[field] is not cell for field, cell in there.items())
        found.append(replace(row, cells={**row.cells, **cells}) if changed else row)
    return found


def _plain(cell: Cell, words: re.Pattern[str]) -> Cell:
    """The cell without a word before the first number or name in it."""
    told = words.match(cell.text.strip()) if cell.kind == "text" else None
    parts = span_parts(cell.text) if cell.kind == "text" and words is _LAST else ()
    if len(parts) > 1:  # of a span, its last day
        return cell._replace(value=parts[-1])
    return cell._replace(value=cell.text.strip()[told.end() :]) if told else cell
