"""How long a task takes by a cell of it, also where the cell says that nobody knows yet."""

import re

from planner.phrase import phrase
from planner.reading.profile import SIZES
from planner.reading.tables import Row
from planner.reading.values import Clock, duration

_VAGUE = re.compile(
    r"(?i)[^\d]*\b(?:vari(?:es|able|abel|ables|iert)|unknown|unbekannt|inconnue?|desconocid[ao])"
    r"\b[^\d]*"
)


def length(row: Row, field: str, clock: Clock, unit: str) -> int | None:
    """Working minutes of a duration or work; None where it is blank, wrong or not known yet.

    Args:
        row: The row; what is wrong is noted there.
        field: ``duration`` or ``work``.
        clock: How long a day is.
        unit: What a bare number counts.
    """
    cell = row.cells.get(field)
    if cell is not None and cell.kind == "text" and _VAGUE.fullmatch(cell.text):
        message = phrase("says that it is not known; planned as if nothing stood there")
        row.note("warning", "unknown-length", message, field, phrase("write an estimate"))
        return None
    if cell is not None and cell.kind == "text" and cell.text.strip().upper() in SIZES:
        message = phrase("sizes such as S, M and L are no amounts of time; not planned with")
        remedy = phrase("write how long each takes, such as 1d, 3d and 5d")
        row.log.once(
            row.source.issue(
                "shirt-sizes", message, field, got=cell.text, remedy=remedy, severity="warning"
            )
        )
        return None
    return row.take(field, lambda cell: duration(cell, clock, unit))
