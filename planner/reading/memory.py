"""What our own result sheets remember: baselines, earlier plannings, progress that was filled in.

Columns are found by their heads in any language we write, wherever they were moved to.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

from planner.language.text import fold
from planner.reading.cells import Book, Cell, Sheet
from planner.reading.dates import when
from planner.reading.language import LANGUAGES
from planner.reading.values import BadValueError, money
from planner.tracking.records import Baseline, BaselineTask

_HEAD_ROWS = 12
BASELINE_HEADS = ("Baseline", "Saved", "ID", "Task", "Start", "Finish", "Work (h)", "Cost")
"""Of the sheet Baselines."""


def records(sheet: Sheet | None, heads: Sequence[str]) -> Iterator[Mapping[str, Cell]]:
    """The rows below a table's heads, each as our (English) head → cell."""
    if sheet is None:
        return
    known = {fold(words(head)): head for words in LANGUAGES.values() for head in heads}
    places: dict[int, str] = {}
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        if places:
            row = {places[column]: cell for column, cell in cells.items() if column in places}
            if row:
                yield row
        elif number <= _HEAD_ROWS:
            found = {c: known[f] for c, cell in cells.items() if (f := _head(cell)) in known}
            places = found if len(found) > len(heads) / 2 else {}


def _head(cell: Cell) -> str:
    """A head without the currency or unit behind it."""
    text = cell.text
    return fold(text if text.endswith("(h)") else text.partition(" (")[0])


def saved_baselines(book: Book) -> tuple[Baseline, ...]:
    """The baselines that were saved into the workbook."""
    tasks: dict[str, dict[str, BaselineTask]] = {}
    saved: dict[str, date | None] = {}
    for row in records(book.results.get("Baselines"), BASELINE_HEADS):
        if "Baseline" not in row or "ID" not in row:
            continue
        name = row["Baseline"].text
        day = moment(row.get("Saved"))
        saved.setdefault(name, day.date() if day else None)
        hours = amount(row.get("Work (h)"))
        tasks.setdefault(name, {})[row["ID"].text] = BaselineTask(
            start=moment(row.get("Start")),
            finish=moment(row.get("Finish")),
            work=None if hours is None else round(hours * 60),
            cost=amount(row.get("Cost")),
        )
    return tuple(Baseline(name=name, saved=saved[name], tasks=tasks[name]) for name in tasks)


def moment(cell: Cell | None) -> datetime | None:
    """The date in a cell, None if there is none."""
    with suppress(BadValueError):
        return None if cell is None else when(cell)
    return None


def amount(cell: Cell | None) -> Decimal | None:
    """The number in a cell, None if there is none."""
    with suppress(BadValueError):
        return None if cell is None else money(cell)
    return None
