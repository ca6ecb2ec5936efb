"""Shares done in the way a column of the user's holds them."""

from collections.abc import Sequence

from planner.ooxml.fill import Entry
from planner.reading.cells import Cell
from planner.reading.progress import complete
from planner.reading.rewriting import share_text
from planner.reading.values import BadValueError

_PERCENT = 9
"""The number format 0%."""
_SAME, _NEAR = 5e-5, 1e-3


class ShareColumn:
    """A column of shares done, by its cells."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._like = next((one for one in cells if one.kind in ("number", "text")), None)
        plain = [one for one in cells if one.kind == "number" and not one.percent]
        self._hundred = any(float(str(one.value)) > 1 for one in plain)

    def says(self, cell: Cell | None, share: float) -> bool:
        """Whether a cell says so already."""
        found = _read(cell)
        return found is not None and abs(found - share) < _SAME

    def entry(self, cell: Cell | None, share: float) -> Entry | None:
        """The share in the way of the cell, or of others where it is blank; None: not known."""
        like = cell or self._like
        if like is None:
            return Entry(value=share, form=_PERCENT)
        if like.kind == "number":
            factor = 100 if self._hundred and not like.percent else 1
            entry = Entry(value=round(share * factor, 4), like=like.ref)
        elif like.kind == "text" and any(map(str.isdigit, like.text)):
            entry = Entry(value=share_text(share, like.text))
        else:
            return None
        found = _read(like._replace(value=entry.value))
        return entry if found is not None and abs(found - share) < _NEAR else None


def _read(cell: Cell | None) -> float | None:
    try:
        return None if cell is None else complete(cell)
    except BadValueError:
        return None
