"""Handles words and dates among amounts of time: a task with such a cell has no estimate yet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from planner.phrase import phrase
from planner.reading.profile import kind_of
from planner.reading.tables import Row

_FIELDS = ("duration", "work")
_FEWEST, _FEW = 4, 0.25


def without_words(rows: Sequence[Row], language: str) -> list[Row]:
    """Drops durations that are words or dates, if they are few, with a note at each cell."""
    found = list(rows)
    for field in _FIELDS:
        kind = cache(partial(kind_of, language=language))
        texts = [at for at, row in enumerate(found) if row.has(field) and _is_text(row, field)]
        words = [
            at
            for at in texts
            if found[at].cells[field].kind == "date"
            or (
                kind(found[at].cells[field]) == "text"
                and not any(map(str.isdigit, found[at].text(field)))
            )
        ]
        if not words:
            continue
        count = sum(row.has(field) for row in found)
        good = count - len(words)
        if good < _FEWEST or len(words) > _FEW * count:
            continue
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


def _is_text(row: Row, field: str) -> bool:
    return row.cells[field].kind in ("text", "date")
