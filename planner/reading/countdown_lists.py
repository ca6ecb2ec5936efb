"""Checklists that count down to an event: *12 months before* above lines with a box to tick.

They have no header; each line is a task, in one column or beside the box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.reading.cells import Cell, Sheet
from planner.reading.distances import distance_in
from planner.reading.values import OPEN_BOXES, TICKED_BOXES

_FEWEST, _FEWEST_LINES, _MOST_LINES = 2, 3, 400
_OPEN = (*sorted(OPEN_BOXES), "○", "O ", "o ")
_DONE = tuple(sorted(TICKED_BOXES))
_TICKS = frozenset(["x", "X", *_DONE])
_BOXES = frozenset(one.strip() for one in (*_OPEN, *_TICKS)) | {"", "TRUE", "FALSE"}
_HEADS = ("Outline Level", "Task Name", "Deadline", "Status")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the list; a head says how long before the event the lines below it are."""

    head: Cell | None
    name: str
    done: bool = False


def as_countdown(sheet: Sheet) -> Sheet:
    """The sheet as a table of its lines below heads, if it is such a checklist; else itself."""
    if len(sheet.rows) > _MOST_LINES:
        return sheet
    first = next((n for n in sorted(sheet.rows) if _line(sheet.rows[n], first=True)), 0)
    rows = [n for n in sorted(sheet.rows) if n >= first]
    lines = {n: _line(sheet.rows[n]) for n in rows} if first else {}
    heads = [n for n, line in lines.items() if line is not None and line.head is not None]
    boxes = sum(_has_box(sheet.rows[n]) for n in rows)
    count = len(lines) - len(heads)
    if len(heads) < _FEWEST or count < _FEWEST_LINES or None in lines.values() or 2 * boxes < count:
        return sheet
    header = {c: Cell(first, c, "text", head) for c, head in enumerate(_HEADS, 1)}
    below = {n + 1: _cells(n + 1, line) for n, line in lines.items() if line is not None}
    above = {n: cells for n, cells in sheet.rows.items() if n < first}
    origins = {n + 1: n for n in rows}
    return replace(sheet, rows={**above, first: header, **below}, merged=(), file_rows=origins)


def _line(cells: Mapping[int, Cell], *, first: bool = False) -> _Line | None:
    """What a row of one text says, beside a box; None for any other row, or for no `first` head."""
    texts = [cell for cell in cells.values() if cell.text.strip() not in _BOXES]
    if len(texts) != 1 or texts[0].kind != "text":
        return None
    told = distance_in(texts[0])
    if told is not None:
        return _Line(head=texts[0], name=texts[0].text.strip())
    text = texts[0].text.strip()
    box = next((one for one in (*_OPEN, *_DONE) if text.startswith(one)), "")
    ticked = box in _DONE or any(cell.text.strip() in _TICKS for cell in cells.values())
    return None if first else _Line(head=None, name=text.removeprefix(box).strip(), done=ticked)


def _has_box(cells: Mapping[int, Cell]) -> bool:
    """Whether a row has a box to tick, alone in a cell or before its text."""
    texts = [cell.text.strip() for cell in cells.values()]
    return any(text in _BOXES or text.startswith((*_OPEN, *_DONE)) for text in texts)


def _cells(number: int, line: _Line) -> dict[int, Cell]:
    """The cells of a line in the columns of `_HEADS`."""
    found = {
        1: Cell(number, 1, "number", 1 if line.head is not None else 2),
        2: Cell(number, 2, "text", line.name),
    }
    if line.head is not None:
        found[3] = line.head._replace(row=number, column=3)
    elif line.done:
        found[4] = Cell(number, 4, "text", "Done")
    return found
