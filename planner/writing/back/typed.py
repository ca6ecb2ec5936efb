"""Turns a typed text into the content of a cell: a number, a date, or the text."""

import re
from datetime import date, datetime

from planner.ooxml.fill import Entry

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The day before the first, from which Excel counts; that of workbooks which count from 1904."""
_DATES = ("%Y-%m-%d", "%d.%m.%Y")
SHORT_DATE = 14
"""The id of the number format of a date."""
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")


def typed(text: str, *, date_1904: bool = False) -> Entry:
    """The content of a cell for a text.

    Args:
        text: As typed; dates as 2027-03-01 or 1.3.2027.
        date_1904: Whether the workbook counts days from 1904.
    """
    if day := day_of(text):
        serial = (day - (EPOCH_1904 if date_1904 else EPOCH)).days
        return Entry(value=serial, form=SHORT_DATE)
    number = number_of(text)
    return Entry(value=text if number is None else number)


def day_of(text: str) -> date | None:
    """The date that a text is, if it is one."""
    for pattern in _DATES:
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def number_of(text: str) -> float | None:
    """The number that a text is, if it is one beyond doubt: 1,500 may be two."""
    plain = text.strip()
    try:
        known = plain[:1].isdecimal() and not _THOUSANDS.fullmatch(plain)
        return float(plain.replace(",", ".")) if known else None
    except ValueError:
        return None
