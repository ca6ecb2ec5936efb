"""Leaves out rows that record what was done, below the tasks of each group: ``Actual time``."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from planner.language.text import first_few, key
from planner.phrase import phrase
from planner.reading.recorded_names import is_record
from planner.reading.tables import Row

_FEWEST, _MOST, _SHOWN = 2, 0.5, 8


def without_records(rows: Sequence[Row]) -> list[Row]:
    """The rows without records, which are noted once.

    Records come again by the same name, at most once below each other task.
    """
    names = [key(row.text("name")) for row in rows]
    counts = Counter(names)
    again = {name for name, count in counts.items() if count >= _FEWEST and is_record(name)}
    found = [at for at, name in enumerate(names) if name in again]
    beside = any(two == one + 1 for one, two in pairwise(found))
    if not found or 0 in found or beside or len(found) > _MOST * len(rows):
        return list(rows)
    message = phrase(
        "rows of this name record what was done and are no tasks; left out: {rows}",
        rows=first_few([rows[at].source.row for at in found], _SHOWN),
    )
    remedy = phrase("call them otherwise if they are tasks")
    rows[found[0]].note("info", "recorded-rows", message, "name", remedy)
    gone = set(found)
    return [row for at, row in enumerate(rows) if at not in gone]
