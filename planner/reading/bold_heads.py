"""Finds bold rows that are summaries: they sum up the rows below them, or have a name only."""

from collections.abc import Sequence
from datetime import datetime

from planner.reading.dates import when
from planner.reading.profile import as_number, is_date
from planner.reading.row_content import said_by, says_more
from planner.reading.tables import Row

FEWEST_HEADS, _TO_ONE = 2, 2
"""So many bold rows that span those below are needed for each that does not."""


def depths_by_two_heads(rows: Sequence[Row]) -> list[int] | None:
    """Makes bold names that stand alone summaries, and below them other names that stand alone.

    The first row is bold, no bold row is a task, and the other names head rows that say more.
    """
    bare = [not says_more(row) for row in rows]
    bold = [is_bold(row) for row in rows]
    plain = [n for n, one in enumerate(bare) if one and not bold[n]]
    heads = sum(bold) >= FEWEST_HEADS and bold[0] and not bold[-1]
    alone = all(bare[n] for n, one in enumerate(bold) if one)
    follow = all(n + 1 < len(rows) and not bare[n + 1] for n in plain)
    if not (heads and alone and follow) or len(plain) < FEWEST_HEADS:
        return None
    return [0 if bold[n] else 1 if one else 2 for n, one in enumerate(bare)]


def depths_by_bold(rows: Sequence[Row]) -> list[int] | None:
    """Makes bold rows summaries of the rows up to the next bold one, if they sum these up.

    A bold row before another bold one is a task beside them.
    """
    bold = [bool((cell := row.cells.get("name")) and cell.bold) for row in rows]
    if all(bold) or not any(bold):
        return None
    bare = not any(one and says_more(row) for one, row in zip(bold, rows, strict=True))
    if not bold[0] and (not bare or sum(bold) < FEWEST_HEADS):
        return None
    heads = [n for n, one in enumerate(bold) if one]
    fits = [
        _spans(rows[head], rows[head + 1 : end])
        for head, end in zip(heads, [*heads[1:], len(rows)], strict=True)
        if end > head + 1
    ]
    alone = [head for head in heads if not says_more(rows[head])]
    if False in fits and len(alone) >= FEWEST_HEADS and alone[0] == 0:
        heads = alone  # the other bold rows are tasks
    elif fits.count(False) * _TO_ONE > fits.count(True):
        return None
    return [0 if n in heads or n < heads[0] else 1 for n in range(len(rows))]


def adds_up(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether a length or the work of a row is the sum of those of some rows."""
    for field in ("duration", "work", "points"):
        total = [number for row in rows if (number := _number(row, field)) is not None]
        told = _number(parent, field)
        if told is not None and len(total) > 1:
            return abs(told - sum(total)) < 1e-6 + told / 1e6
    return False


def _spans(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether a row has no more than what its rows add up to or lie within, and unknown values."""
    if not any(parent.has(field) for field in said_by(parent)):
        return True
    ends = {field: _dates(rows, field) for field in ("start", "finish")}
    own = {field: _dates([parent], field) for field in ("start", "finish")}
    if own["start"] and own["finish"] and ends["start"] and ends["finish"]:
        return own["start"][0] <= min(ends["start"]) and own["finish"][0] >= max(ends["finish"])
    return adds_up(parent, rows) or _is_all(parent, rows)


def _is_all(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether the length or work of a row is that of the only other that has one, or none is."""
    for field in ("duration", "work", "points"):
        told = _number(parent, field)
        numbers = [number for row in rows if (number := _number(row, field))]
        if told is not None:
            return len(numbers) <= 1 and told == sum(numbers)
    return False


def _dates(rows: Sequence[Row], field: str) -> list[datetime]:
    cells = [row.cells[field] for row in rows if row.has(field) and is_date(row.cells[field])]
    return [when(cell, "dmy") for cell in cells]


def _number(row: Row, field: str) -> float | None:
    return as_number(row.cells[field]) if row.has(field) else None


def is_bold(row: Row) -> bool:
    """Whether the name of a row is bold."""
    cell = row.cells.get("name")
    return cell is not None and cell.bold
