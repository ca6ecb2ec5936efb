"""The start and the finish that one cell tells."""

import re

from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.numbered_labels import counted_period
from planner.reading.span_texts import span_parts
from planner.reading.vague_dates import whole_period


def ends_in(cell: Cell | None) -> dict[str, Cell]:
    """The start and the finish in a cell such as ``2027-01-11 → 2027-01-14``."""
    parts = span_parts(cell.text) if cell is not None else ()
    if cell is None:
        return {}
    if not parts and _PERIOD.fullmatch(cell.text):  # the number of a week, with or without a word
        first, _, last = cell.text.replace("–", "-").partition("-")
        parts = (first.strip(), last.strip() or first.strip())
    if not parts and (counted := counted_period(cell.text)):
        parts = (str(counted[0]),)
    if not parts and (month_number(cell.text.strip()) or _OF_A_YEAR.fullmatch(cell.text.strip())):
        parts = (cell.text.strip(),)
    if not parts and whole_period(cell.text):
        parts = (cell.text.strip(),)
    if not parts:
        return {"start": cell} if any(map(str.isdigit, cell.text)) else {}
    return {
        "start": cell._replace(kind="text", value=parts[0]),
        "finish": cell._replace(kind="text", value=parts[-1]),
    }


_OF_A_YEAR = re.compile(
    r"(?i)(?:[^\W\d_]{3,12}|q[1-4])\.?[\s,/-]*(?:de\s+)?20\d\d|20\d\d[\s-]*q[1-4]"
)
"""A month or a quarter: August 2027, Q1 2027."""
_PERIOD = re.compile(r"(?:[^\W\d_]+\.?\s*)?\d{1,3}(?:\s*[-–]\s*\d{1,3})?")
