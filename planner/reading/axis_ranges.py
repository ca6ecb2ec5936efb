"""Chart headers whose cells name several numbered periods: ``Week 1-2``, ``Month 3 to 4``."""

from itertools import pairwise

from planner.reading.axis_labels import HeaderAxis, HeaderCells
from planner.reading.chart_headers import periods_of
from planner.reading.period_scale import Scale

_FEWEST = 3
_HOW = {"d": "working days", "w": "weeks", "mo": "months"}


def by_ranges(header: HeaderCells) -> HeaderAxis | None:
    """An axis of cells that name the first and last of some weeks, days or months.

    They count from the start of the project. A cell begins where the one before ends, or with the
    period after it; some may name one period only.
    """
    found: list[tuple[int, str, int, int]] = []
    for cell in header.cells:
        told = periods_of(cell.text) if cell.kind == "text" else None
        if told is not None:
            found.append((cell.column, *told))
        elif found:
            break
    units = {unit for _, unit, _, _ in found}
    several = sum(last > first for _, _, first, last in found)
    on = all(two[2] - one[3] in (0, 1) for one, two in pairwise(found))
    if len(found) < _FEWEST or len(units) > 1 or not several or not on:
        return None
    if header.start is None or found[0][2] > 1:
        return None
    scale = Scale(unit=units.pop(), first=header.start.replace(hour=0, minute=0))
    spans = {
        column: (scale.day(first, end=False), scale.day(last, end=True))
        for column, _, first, last in found
    }
    return HeaderAxis(spans=spans, how=_HOW[scale.unit], dated=False)
