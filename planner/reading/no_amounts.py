"""Words where nearly all other cells are amounts: such a task has no estimate yet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from planner.phrase import phrase
from planner.reading.profile import kind_of
from planner.reading.tables import Row

_FIELDS = ("duration", "work")
_FEWEST, _FEW = 4, 0.25


def without_words(rows: Sequence[Row], language: str) -> list[Row]:
    """The rows without durations that are words, if these are few, each told at its cell."""
    found = list(rows)
    for field in _FIELDS:
        kind = cache(partial(kind_of, language=language))
        kinds = {
            at: kind(row.cells[field]._replace(row=0))
            for at, row in enumerate(found)
            if row.has(field)
        }
        good = sum(one in ("number", "amount") for one in kinds.values())
        words = [
            at
            for at, one in kinds.items()
            if one == "text" and not any(map(str.isdigit, found[at].text(field)))
        ]
        if good < _FEWEST or len(words) > _FEW * len(kinds):
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
