"""Reads days off in one cell: ``2027-07-05 to 2027-07-16; 2027-08-02`` or ``8.-12.3.2027``."""

import re
from contextlib import suppress
from datetime import datetime

from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import Order, order_of, when
from planner.reading.values import BadValueError

_PIECES = re.compile(r"[;\n]|,(?!\s*\d{4}(?![-/.\d]))")
"""Separators of days off; a comma before a year is none."""
_BETWEEN = re.compile(
    r"\s+(?:-|–|—|to|bis|until|till|through|thru|au|al|a|hasta|até|tot)\s+|\s*[–—→]\s*|\s*\.\.\.?\s*"
    r"|\s*/\s*(?=\d{4}-)|(?<=[\d.])\s*-\s*(?=\d{1,2}[./ ]|[^\W\d_]|\d{1,2},|\d{4}-\d)"
    r"|(?<=[^\W\d_])\s*-\s*(?=\d)"
)
_BAD = BadValueError(
    "bad-leave",
    phrase("must be days off such as 2027-07-05 to 2027-07-16; 2027-08-02"),
    phrase("correct it, or use a sheet called Leave"),
)


def days_off(cell: Cell, order: Order) -> list[tuple[datetime, datetime]]:
    """The first and last day of each span in a cell; one of its days may tell their order.

    Raises:
        BadValueError: if the cell holds anything else.
    """
    if cell.kind != "text":
        day = when(cell, order)
        return [(day, day)]
    order = order or order_of([cell])
    pieces = (re.sub(r"\s+", " ", piece.strip()) for piece in _PIECES.split(cell.text))
    return [_span(cell._replace(value=piece), order) for piece in pieces if piece]


def days_or_spans(cell: Cell, order: Order) -> list[tuple[datetime, datetime]]:
    """The first and last day of what is in a cell for a date: a date, or spans as `days_off` has.

    Raises:
        BadValueError: if it is neither, about the date.
    """
    try:
        day = when(cell, order)
    except BadValueError as fault:
        spans: list[tuple[datetime, datetime]] = []
        if cell.kind == "text" and fault.code != "ambiguous-date":
            with suppress(BadValueError):
                spans = days_off(cell, order)
        if not spans:
            raise
        return spans
    return [(day, day)]


def _span(cell: Cell, order: Order) -> tuple[datetime, datetime]:
    with suppress(BadValueError):
        day = when(cell, order)
        return day, day
    for match in _BETWEEN.finditer(cell.text):
        ends = _ends(cell, cell.text[: match.start()], cell.text[match.end() :], order)
        if ends is not None:
            return ends
    _day_off(cell, order)
    raise _BAD


def _ends(cell: Cell, one: str, two: str, order: Order) -> tuple[datetime, datetime] | None:
    """Both ends of a span; each gets from the other the parts that it lacks."""
    if not one.strip() or not two.strip():
        return None
    last = _maybe(cell, two, order)
    if last is None:  # Mar 8-12, 2027: the month comes before
        year = re.search(r"\d{4}$", two.strip())
        month = re.match(r"[^\W\d_]+", one.strip())
        day = re.match(r"\d{1,2}", two.strip())
        if not (year and month and day):
            return None
        last = _maybe(cell, f"{day[0]} {month[0]} {year[0]}", order)
    if last is None:
        return None
    bare = one.strip(" .")
    tries = (one, f"{one} {last.year}", f"{one}{last.year}", f"{bare}.{last.year}")
    first = next((d for text in tries if (d := _maybe(cell, text, order))), None)
    if first is None and re.fullmatch(r"\d{1,2}", bare):
        with suppress(ValueError):
            first = last.replace(day=int(bare))
    if first is None:
        return None
    if last < first:
        raise _BAD
    return first, last


def _maybe(cell: Cell, text: str, order: Order) -> datetime | None:
    """The date in a text, None if it is none.

    Raises:
        BadValueError: if it can be two dates.
    """
    try:
        return when(cell._replace(value=text.strip()), order)
    except BadValueError as bad:
        if bad.code == "ambiguous-date":
            raise
    return None


def _day_off(cell: Cell, order: Order) -> datetime:
    try:
        return when(cell, order)
    except BadValueError as error:
        if error.code == "ambiguous-date":
            raise
        remedy = phrase("write it as 2027-07-05 to 2027-07-16, or use a sheet called Leave")
        raise BadValueError(error.code, phrase("must be days off"), remedy) from None
