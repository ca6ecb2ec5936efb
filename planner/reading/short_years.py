"""Tells months with short years, ``mar/27``, from days, in the header of a chart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from planner.reading.cells import Cell
from planner.reading.dates import month_number

_MONTH_NUMBER = re.compile(r"([^\W\d_]{3,})\.?\s*[/.\-'’ ]?\s*(\d\d)")
_FEWEST, _CENTURY = 3, 2000


def with_whole_years(run: Sequence[Cell]) -> list[Cell]:
    """The cells with the years of their months written out, where these are months of years.

    The number behind the months then stays the same, or goes up by one with the new year; days
    would not.
    """
    told = [(place, *found) for place, cell in enumerate(run) if (found := _month_and_number(cell))]
    steps = list(pairwise((number, month) for _, month, number in told))
    if len(told) < _FEWEST or not all(_goes_on(*one, *two) for one, two in steps):
        return list(run)
    cells = list(run)
    for place, _, number in told:
        name = _MONTH_NUMBER.fullmatch(cells[place].text.strip())
        if name is not None:
            cells[place] = cells[place]._replace(value=f"{name[1]} {_CENTURY + number}")
    return cells


def _month_and_number(cell: Cell) -> tuple[int, int] | None:
    """The month in a cell and the two digits behind it; None for any other cell."""
    found = _MONTH_NUMBER.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    month = month_number(found[1]) if found else None
    return (month, int(found[2])) if found and month else None


def _goes_on(year: int, month: int, next_year: int, next_month: int) -> bool:
    """Whether a month of a year follows another one."""
    forward = (year, month) < (next_year, next_month) and month != next_month
    return forward and next_year - year == (next_month < month)
