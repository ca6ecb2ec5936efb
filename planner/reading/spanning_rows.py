"""Whether a row sums up rows below it: it has their dates, or what they add up to."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from planner.reading.dates import when
from planner.reading.profile import as_number
from planner.reading.row_content import said_by
from planner.reading.span_texts import is_date
from planner.reading.tables import Row
from planner.reading.values import BadValueError

_FEWEST_BELOW, _FEWEST_BLOCKS = 2, 2
_Ends = tuple[datetime, datetime]


def spans(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether a row has no more than what its rows add up to or lie within, and unknown values."""
    if not any(parent.has(field) for field in said_by(parent)):
        return True
    ends = {field: _dates(rows, field) for field in ("start", "finish")}
    own = {field: _dates([parent], field) for field in ("start", "finish")}
    if own["start"] and own["finish"] and ends["start"] and ends["finish"]:
        return own["start"][0] <= min(ends["start"]) and own["finish"][0] >= max(ends["finish"])
    return adds_up(parent, rows) or _is_all(parent, rows)


def adds_up(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether a length or the work of a row is the sum of those of some rows."""
    for field in ("duration", "work", "points"):
        total = [number for row in rows if (number := _number(row, field)) is not None]
        told = _number(parent, field)
        if told is not None and len(total) > 1:
            return abs(told - sum(total)) < 1e-6 + told / 1e6
    return False


def _is_all(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether the length or work of a row is that of the only other that has one, or none is."""
    for field in ("duration", "work", "points"):
        told = _number(parent, field)
        numbers = [number for row in rows if (number := _number(row, field))]
        if told is not None:
            return len(numbers) <= 1 and told == sum(numbers)
    return False


def _dates(rows: Sequence[Row], field: str) -> list[datetime]:
    """The dates of some rows, without those out of range."""
    found: list[datetime] = []
    for row in rows:
        if row.has(field) and is_date(row.cells[field]):
            with suppress(BadValueError):
                found.append(when(row.cells[field], "dmy"))
    return found


def _number(row: Row, field: str) -> float | None:
    return as_number(row.cells[field]) if row.has(field) else None


def depths_by_spans(rows: Sequence[Row]) -> list[int] | None:
    """Makes rows summaries whose start and finish are the first and the last of those below.

    From the first row on, all rows but those whose dates are unknown belong to such blocks; so may
    those of each block, or of the whole project in the first row.
    """
    dated = [_ends(row) for row in rows]
    if len(rows) > _FEWEST_BELOW and _is_block(dated):
        below = _depths_of_blocks(dated[1:])
        return [0, *(depth + 1 for depth in below)] if below is not None else None
    return _depths_of_blocks(dated)


def _is_block(dated: Sequence[_Ends | None]) -> bool:
    """Whether the first of some dates spans the others, and begins and ends as they do."""
    head, inside = dated[0], [one for one in dated[1:] if one]
    return head is not None and len(inside) >= _FEWEST_BELOW and _outer(inside) == head


def _depths_of_blocks(dated: Sequence[_Ends | None]) -> list[int] | None:
    """The depths of rows that are all in blocks, two or more; None where one is in none."""
    depths: list[int] = []
    heads, at = 0, 0
    while at < len(dated):
        head, end = dated[at], at + 1
        while head and end < len(dated) and _within(dated[end], head):
            end += 1
        if not _is_block(dated[at:end]):
            return None
        below = _depths_of_blocks(dated[at + 1 : end]) or [0] * (end - at - 1)
        depths += [0, *(depth + 1 for depth in below)]
        heads, at = heads + 1, end
    return depths if heads >= _FEWEST_BLOCKS else None


def depths_by_sums(rows: Sequence[Row]) -> list[int] | None:
    """Makes rows summaries whose lengths or work are the sums of the two or more rows below.

    All rows belong to such blocks, three or more, so that it cannot be by chance.
    """
    for field in ("duration", "work", "points"):
        depths = _depths_of_sums([_number(row, field) for row in rows])
        if depths is not None:
            return depths
    return None


def _depths_of_sums(numbers: Sequence[float | None]) -> list[int] | None:
    depths: list[int] = []
    at = 0
    while at < len(numbers):
        head, end, total = numbers[at], at + 1, 0.0
        while head and end < len(numbers) and total < head - _EXACT:
            total, end = total + (numbers[end] or 0), end + 1
        if not head or abs(total - head) > _EXACT or end - at <= _FEWEST_BELOW:
            return None
        depths += [0, *[1] * (end - at - 1)]
        at = end
    return depths if depths.count(0) >= _FEWEST_SUMS else None


_EXACT, _FEWEST_SUMS = 1e-6, 3


def says_all(parent: Row, rows: Sequence[Row]) -> bool:
    """Whether a row starts with the first and finishes with the last of some rows."""
    own = _ends(parent)
    first, last = _dates(rows, "start"), _dates(rows, "finish")
    return own is not None and bool(first and last) and own == (min(first), max(last))


def _ends(row: Row) -> _Ends | None:
    """The start and the finish of a row; None where one is missing, or before the other."""
    first, last = _dates([row], "start"), _dates([row], "finish")
    return (first[0], last[0]) if first and last and first[0] <= last[0] else None


def _within(one: _Ends | None, head: _Ends) -> bool:
    return one is None or (head[0] <= one[0] and one[1] <= head[1] and one != head)


def _outer(inside: Sequence[_Ends]) -> _Ends:
    return min(first for first, _ in inside), max(last for _, last in inside)
