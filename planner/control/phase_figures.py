"""Phases: the summaries of the level that says most."""

from collections import Counter
from collections.abc import Sequence

from planner.plan import PlannedTask


def phases(rows: Sequence[PlannedTask]) -> list[int | None]:
    """For each row, the position of the phase it is or stands under; None without.

    Phases are the summaries of the topmost level that has several of them; a single one that
    holds everything says nothing. Where no level has several, it is the topmost of all.
    """
    counts = Counter(row.task.level for row in rows if row.task.summary)
    level = next((at for at in sorted(counts) if counts[at] > 1), min(counts, default=0))
    at = {row.task.id: position for position, row in enumerate(rows)}
    found: list[int | None] = []
    for position, row in enumerate(rows):
        parent = at.get(row.task.parent, position)
        if row.task.summary and row.task.level == level:
            found.append(position)
        else:
            found.append(found[parent] if parent < position else None)
    return found
