"""Tells levels that the dates and lengths of the rows contradict, so that they are no levels.

Spaces before some names, or names in two columns, may be mere looks. A summary cannot be due before
its tasks are, nor end before they begin, nor be shorter than one of them.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from planner.phrase import phrase
from planner.reading.dates import when
from planner.reading.level_numbers import RowPlace
from planner.reading.profile import as_number
from planner.reading.tables import Row
from planner.reading.values import BadValueError

_ENDS = ("finish", "deadline")


def contradicted(rows: Sequence[Row], found: Sequence[RowPlace]) -> bool:
    """Whether at least half of the summaries that can be compared with their tasks contradict them.

    The first of them is noted.
    """
    below: dict[int, list[Row]] = {}
    for n, place in enumerate(found):
        if place.parent is not None:
            below.setdefault(place.parent, []).append(rows[n])
    verdicts = {n: _verdict(rows[n], tasks) for n, tasks in below.items()}
    against = [n for n, verdict in verdicts.items() if verdict]
    compared = sum(verdict is not None for verdict in verdicts.values())
    if not against or 2 * len(against) < compared:
        return False
    message = phrase(
        "names further right are read as tasks beside those above, not below them: they would be "
        "due later, begin later or be longer than their summary"
    )
    remedy = phrase("write the levels in a column Outline Level, if they are")
    rows[against[0]].note("info", "levels-against-dates", message, "name", remedy)
    return True


def _verdict(summary: Row, tasks: Iterable[Row]) -> bool | None:
    """Whether a task lies outside its summary; None where nothing can be compared."""
    known = [one for task in tasks for one in _compared(summary, task)]
    return any(known) if known else None


def _compared(summary: Row, task: Row) -> Iterable[bool]:
    """For each property that both have, whether the task's is beyond the summary's."""
    for field in _ENDS:
        end, own, begun = _day(summary, field), _day(task, field), _day(task, "start")
        if end and (own or begun):
            yield bool((own and own > end) or (begun and begun > end))
    for field in ("duration", "work"):
        whole, part = (_number(row, field) for row in (summary, task))
        if whole and part:
            yield part > whole


def _day(row: Row, field: str) -> datetime | None:
    if row.has(field):
        with suppress(BadValueError):
            return when(row.cells[field]).replace(hour=0, minute=0, second=0)
    return None


def _number(row: Row, field: str) -> float | None:
    return as_number(row.cells[field]) if row.has(field) else None
