"""Makes lines with a bullet below a task the notes of that task, where they say nothing else.

Below a heading without an amount or a date such lines are tasks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.language.text import first_few
from planner.phrase import phrase
from planner.reading.row_content import ESTIMATES
from planner.reading.tables import Row

_BULLET = re.compile(r"^\s*[-–—•*·]\s*[^\W\d_].*", re.DOTALL)
_FEWEST, _MOSTLY, _SHOWN = 2, 0.7, 8
_SAYING_ITSELF = frozenset(["name", "phase"])
_WHEN = frozenset([*ESTIMATES, "start", "finish", "deadline"])


def without_details(rows: Sequence[Row]) -> list[Row]:
    """The rows without such lines, which are noted once."""
    heads: dict[int, int] = {}
    head = -1
    for at, row in enumerate(rows):
        if not _is_detail(row):
            head = -1 if _is_bullet(row) else at
        elif head >= 0:
            heads[at] = head
    above = set(heads.values())
    sized = [head for head in above if any(rows[head].has(field) for field in _WHEN)]
    estimated = any(rows[head].has(field) for head in above for field in ESTIMATES)
    bullets = sum(map(_is_bullet, rows))
    if len(heads) < max(_FEWEST, bullets) or not estimated or len(sized) < _MOSTLY * len(above):
        return list(rows)
    _note(rows, heads)
    found = list(rows)
    for at, head in heads.items():
        found[head] = _with_detail(found[head], rows[at])
    return [row for at, row in enumerate(found) if at not in heads]


def _is_bullet(row: Row) -> bool:
    return _BULLET.fullmatch(row.text("name")) is not None


def _is_detail(row: Row) -> bool:
    told = {field for field in row.cells if row.has(field)}
    return told <= _SAYING_ITSELF and "name" in told and _is_bullet(row)


def _note(rows: Sequence[Row], heads: dict[int, int]) -> None:
    message = phrase(
        "lines with a bullet below a task that has its own amount or date are its notes; rows: "
        "{rows}",
        rows=first_few([rows[at].source.row for at in heads], _SHOWN),
    )
    remedy = phrase("write an amount of time beside those that are tasks of their own")
    rows[next(iter(heads))].note("info", "details-below", message, "name", remedy)


def _with_detail(row: Row, detail: Row) -> Row:
    text = detail.cells["name"].text
    known = row.cells.get("notes")
    told = f"{known.text}\n{text}" if known is not None else text
    cell = (known or detail.cells["name"])._replace(kind="text", value=told)
    return replace(row, cells={**row.cells, "notes": cell})
