"""Cells that are merged over several rows: what counts for all of them, and what for the first."""

from collections.abc import Mapping

from planner.phrase import phrase
from planner.reading.cells import Cell, letters
from planner.reading.span_cells import ends_in
from planner.reading.tables import Row, Table

_CARRIED = frozenset(
    [
        "phase",
        "resources",
        "skills",
        "calendar",
        "priority",
        "deadline",
        "blocked_until",
        "start",
        "finish",
        "baseline_start",
        "baseline_finish",
        "parent",
        "preferred",
        "excluded",
    ]
)
"""Fields whose merged cell counts for all its rows."""


def carried_down(table: Table) -> dict[int, dict[str, Cell]]:
    """Row → field → the cell that a merged range above gives it."""
    fields = {heading.column: heading for heading in table.headings if heading.field}
    found: dict[int, dict[str, Cell]] = {}
    for top, left, bottom, _ in table.sheet.merged:
        cell = table.sheet.rows.get(top, {}).get(left)
        heading = fields.get(left)
        if top <= table.header or bottom == top or cell is None or heading is None:
            continue
        told = ends_in(cell) if heading.span else {heading.field: cell}
        if heading.field in _CARRIED and told:
            for number in range(top + 1, bottom + 1):
                found.setdefault(number, {}).update(told)
    return found


def merged_faults(table: Table, rows: Mapping[int, Row]) -> None:
    """Notes merged cells that count for their first row only."""
    fields = {heading.column: heading.field for heading in table.headings if heading.field}
    for top, left, bottom, _ in table.sheet.merged:
        field = fields.get(left, "")
        below = any(number in rows for number in range(top + 1, bottom + 1))
        if not field or field in _CARRIED or top not in rows or not below:
            continue
        if field in ("name", "subname") and _names_of_parts(rows, top, bottom, left):
            continue
        place = f"{letters(left)}{top}:{letters(left)}{bottom}"
        rows[top].note(
            "warning",
            "merged-cell",
            phrase("the merged cells {place} count for row {top} only", place=place, top=top),
            field,
            phrase("unmerge them and fill in each row"),
        )


def _names_of_parts(rows: Mapping[int, Row], top: int, bottom: int, column: int) -> bool:
    """Whether the rows of a merged name have names of their own to its right."""
    names = [rows[n].cells.get("name") for n in range(top, bottom + 1) if n in rows]
    return all(name is not None and name.column > column for name in names)
