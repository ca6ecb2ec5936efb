"""Tells the background of a chart, such as weekends, from its bars."""

from collections import Counter
from collections.abc import Mapping

from planner.reading.axis_labels import HeaderAxis
from planner.reading.cells import Sheet

NEARLY, FEWEST_ROWS = 0.8, 5
"""A background is in nearly all rows, of which there are at least so many."""
BANDED = 0.9
"""The share of a row or column that a band or stripe covers."""


def background(looks: Mapping[int, Mapping[int, str]]) -> set[tuple[int, str]]:
    """The pairs of column and colour that nearly all rows have, such as weekends."""
    if len(looks) < FEWEST_ROWS:
        return set()
    counts = Counter((c, look) for found in looks.values() for c, look in found.items())
    nearly = {place for place, count in counts.items() if count >= NEARLY * len(looks)}
    bars = {look for _, look in nearly if _runs_on(look, nearly, looks)}
    kept = {place for place in nearly if place[1] not in bars}
    return kept | _striped(counts, len(looks))


def below_header(
    sheet: Sheet, axis: HeaderAxis, looks: Mapping[int, Mapping[int, str]]
) -> set[tuple[int, str]]:
    """The pairs of column and colour that the header and most rows have, as weekends in few rows.

    Not where most of the header is coloured.
    """
    top, rows = min(looks, default=0), [one for one in looks.values() if one]
    for row in range(top - 1, top - 1 - _HEADERS, -1):
        above = {c: sheet.fills[row, c] for c in axis.columns if (row, c) in sheet.fills}
        if above and 2 * len(above) < len(axis.columns):
            counts = Counter(place for one in rows for place in one.items())
            return {one for one in above.items() if counts[one] >= max(2, len(rows) / 2)}
    return set()


_HEADERS = 2
"""Rows above the first of a chart that may be its header."""


def _runs_on(
    look: str, nearly: set[tuple[int, str]], looks: Mapping[int, Mapping[int, str]]
) -> bool:
    """Whether a colour also adjoins its background in other columns of many rows, as bars do.

    A background of one or two columns, such as a weekend, may lie beside bars of its colour.
    """
    columns = {column for column, one in nearly if one == look}
    if not any({column + 1, column + 2} <= columns for column in columns):
        return False
    rows = sum(
        any(
            one == look
            and (column, look) not in nearly
            and {(column - 1, look), (column + 1, look)} & nearly
            for column, one in found.items()
        )
        for found in looks.values()
    )
    return rows >= _RUNNING * len(looks)


_RUNNING = 0.3


def _striped(counts: Mapping[tuple[int, str], int], rows: int) -> set[tuple[int, str]]:
    """The pairs of a colour that stripes columns: each is full of it, but for bars above it."""
    filled: Counter[int] = Counter()
    columns: dict[str, set[int]] = {}
    for (column, look), count in counts.items():
        filled[column] += count
        columns.setdefault(look, set()).add(column)
    found: set[tuple[int, str]] = set()
    for look, where in columns.items():
        full = all(filled[column] >= BANDED * rows for column in where)
        most = sum(counts[column, look] for column in where) >= rows * len(where) / 2
        apart = len({other for other, places in columns.items() if places - where}) > 0
        if full and most and apart and len(where) >= _FEWEST_STRIPES:
            found |= {(column, look) for column in where}
    return found


_FEWEST_STRIPES = 3
