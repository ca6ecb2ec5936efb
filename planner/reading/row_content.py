"""Decides what a row of tasks contains besides its name."""

from planner.reading.dates import month_number
from planner.reading.tables import Row

_NOT_KNOWN = frozenset(["-", "?", "tbd", "TBD", "tba", "TBA", "n/a", "N/A", "–", "—", "tbc", "TBC"])
ESTIMATES = ("duration", "work")
SIZES = frozenset([*ESTIMATES, "start", "finish", "predecessors"])
SAYING = frozenset(
    [
        "duration",
        "work",
        "heads",
        "predecessors",
        "successors",
        "resources",
        "skills",
        "start",
        "finish",
        "deadline",
        "baseline_start",
        "baseline_finish",
        "earliest_start",
        "milestone",
        "constraint",
        "fixed_cost",
    ]
)
"""Fields that make a row more than a name."""


def says_more(row: Row) -> bool:
    """Whether a row contains more than a name, a number and notes.

    A word for an unknown estimate also shows that it is a task.
    """
    if any(
        field in SAYING and cell.kind != "bool" and row.has(field)
        for field, cell in row.cells.items()
    ):
        return True
    return any(field in row.cells and row.cells[field].text in _NOT_KNOWN for field in ESTIMATES)


def said_by(row: Row) -> set[str]:
    """The fields that make a row more than a name."""
    return {field for field in row.cells if field in SAYING and row.has(field)}


def words_for_date(row: Row, field: str) -> bool:
    """Whether a cell for a day holds words without a number or month, as those of a legend do."""
    cell = row.cells[field]
    words = cell.kind == "text" and not any(map(str.isdigit, cell.text))
    return field in _DAYS and words and month_number(cell.text) is None


_DAYS = frozenset(["start", "finish", "deadline"])
