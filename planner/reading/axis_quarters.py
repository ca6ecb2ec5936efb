"""Chart headers of numbered quarters: 1, 2 and 3 below each of them are its months."""

import re
from datetime import datetime
from itertools import dropwhile, takewhile

from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, month_end
from planner.reading.profile import as_number

_FEWEST = 2
_MONTHS = 3
_WORD = re.compile(r"(?i)(?<![^\W\d_])(?:quart|trim|kwart|kvart|кварт|çeyrek|季度|四半期|분기)")


def by_months_of_quarters(header: HeaderCells) -> HeaderAxis | None:
    """An axis of the months 1 to 3 of each quarter, from the month of the project's start on."""
    numbered = [(cell.column, as_number(cell)) for cell in header.cells]
    begun = list(dropwhile(lambda one: one[1] != 1, numbered))
    in_step = takewhile(lambda one: one[1][1] == one[0] % _MONTHS + 1, enumerate(begun))
    columns = [column for _, (column, _) in in_step]
    if header.start is None or len(columns) < _MONTHS * _FEWEST or not header.above:
        return None
    labels = [header.above[0].get(column) for column in columns]
    quarters = [as_number(label) if label is not None else None for label in labels]
    called = any(_WORD.search(cell.text) for row in header.above for cell in row.values())
    if not called or quarters != [at // _MONTHS + 1 for at in range(len(columns))]:
        return None
    first = datetime(header.start.year, header.start.month, 1)
    spans: dict[int, Span] = {}
    for column in columns:
        spans[column] = (first, month_end(first))
        first = month_end(first) + DAY
    return HeaderAxis(spans=spans, how="months", dated=False)
