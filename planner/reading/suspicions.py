"""Finds what looks wrong about a whole column although each of its cells can be read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell
from planner.reading.dates import is_serial, order_of
from planner.reading.heading import Heading
from planner.reading.profile import is_bare
from planner.reading.tables import Table

_CUT = 255
_DIGITS = 15


def suspect(table: Table) -> Iterator[Issue]:
    """Yields a warning for each column of a table that looks wrong."""
    for heading in table.headings:
        if heading.field:
            look = table.kind.column(heading.field).look
            cells = _cells(table, heading)
            for check in _CHECKS:
                found = check(heading, look, cells)
                if found is not None:
                    yield _warning(table, *found)


Found = tuple[Cell, str, Phrase, Phrase]
"""The first cell concerned, a code, what is wrong, and what to do."""


def _cells(table: Table, heading: Heading) -> list[Cell]:
    return [
        cells[heading.column]
        for number, cells in table.sheet.rows.items()
        if number > table.header and heading.column in cells
    ]


def _warning(table: Table, cell: Cell, code: str, message: Phrase, remedy: Phrase) -> Issue:
    return Issue(
        severity="warning",
        code=code,
        sheet=table.sheet.name,
        cell=cell.ref,
        message=message,
        got=cell.text,
        remedy=remedy,
    )


def _swapped(_heading: Heading, look: str, cells: Sequence[Cell]) -> Found | None:
    """Excel with another country's settings takes 13/04 for text and 03/04 for the wrong day."""
    if look != "date":
        return None
    typed = [cell for cell in cells if cell.kind == "text"]
    real = [cell for cell in cells if cell.kind == "date"]
    days = [cell.value.day for cell in real if isinstance(cell.value, datetime)]
    if len(real) < 2 or order_of(typed) != "dmy" or any(day > 12 for day in days):
        return None
    message = phrase(
        "some dates of this column are text with the day first, and no real date "
        "has a day above 12: Excel may have swapped day and month in the real "
        "ones"
    )
    return (
        real[0],
        "swapped-dates",
        message,
        phrase("check them; type the dates anew as 2026-03-31"),
    )


def _numbers(_heading: Heading, look: str, cells: Sequence[Cell]) -> Found | None:
    numbers = (cell for cell in cells if cell.kind == "number" and is_serial(cell.value))
    first = next(numbers, None) if look == "date" else None
    if first is None:
        return None
    message = phrase("numbers in this column are read as Excel's count of days")
    return first, "number-as-date", message, phrase("format the column as date")


def _long_ids(heading: Heading, _look: str, cells: Sequence[Cell]) -> Found | None:
    for cell in cells if heading.field in ("id", "wbs") else ():
        if cell.kind == "number" and len(cell.text.replace(".", "").lstrip("-")) > _DIGITS:
            message = phrase(
                "Excel keeps only {digits} digits of a number; the rest is lost", digits=_DIGITS
            )
            return (
                cell,
                "long-number",
                message,
                phrase("format the column as text and type the IDs anew"),
            )
    return None


def _lost_zeros(heading: Heading, _look: str, cells: Sequence[Cell]) -> Found | None:
    """WBS 1.10 typed as a number becomes 1.1, which is already there."""
    seen: set[str] = set()
    for cell in cells if heading.field == "wbs" else ():
        fraction = cell.kind == "number" and "." in cell.text
        if fraction and cell.text in seen and cell.form in ("", "General"):
            message = phrase("this WBS is there twice; Excel makes 1.1 of a 1.10 that is a number")
            return (
                cell,
                "wbs-as-number",
                message,
                phrase("format the column as text and type it anew"),
            )
        seen.add(cell.text)
    return None


def _cut_names(heading: Heading, _look: str, cells: Sequence[Cell]) -> Found | None:
    for cell in cells if heading.field == "resources" else ():
        text = cell.text
        if len(text) >= _CUT and text.endswith(("…", "...")):
            message = phrase("the list of resources was cut when it was exported")
            return cell, "cut-list", message, phrase("complete it")
    return None


def _mixed_percent(heading: Heading, _look: str, cells: Sequence[Cell]) -> Found | None:
    """Some cells say 0.5 and others 50, all without a per cent sign."""
    if heading.field != "percent_complete":
        return None
    plain = [cell for cell in cells if cell.kind == "number" and not cell.percent]
    values = [cell.value for cell in plain if isinstance(cell.value, int | float)]
    if not any(0 < value < 1 for value in values) or not any(value > 1 for value in values):
        return None
    large = next(c for c in plain if isinstance(c.value, int | float) and c.value > 1)
    message = phrase("numbers above 1 are read as per cent, those up to 1 as shares of 1")
    return large, "mixed-percent", message, phrase("format the column as percentage")


def _bare_materials(heading: Heading, _look: str, cells: Sequence[Cell]) -> Found | None:
    """Numbers below Materials without a name of one: money, or a quantity of something."""
    if heading.field != "materials":
        return None
    bare = [cell for cell in cells if is_bare(cell)]
    if not bare or 2 * len(bare) < len(cells):
        return None
    message = phrase("numbers without the name of a material are not planned with")
    remedy = phrase(
        'if they are money, say --map "Fixed Cost={header}", or write them in a column Fixed Cost; '
        "else write what is used: Cement 20",
        header=heading.text,
    )
    return bare[0], "numbers-of-no-material", message, remedy


_CHECKS: tuple[Callable[[Heading, str, Sequence[Cell]], Found | None], ...] = (
    _swapped,
    _numbers,
    _long_ids,
    _lost_zeros,
    _cut_names,
    _mixed_percent,
    _bare_materials,
)
