"""Finds the ID of each row of tasks."""

from collections import Counter
from collections.abc import Sequence

from planner.language.text import key
from planner.phrase import phrase
from planner.reading.layout import task_rows
from planner.reading.tables import Row, Table


def row_ids(table: Table, rows: Sequence[Row]) -> list[str]:
    """The ID of each row: as written, or its position; unique where no cell refers to IDs."""
    has_column = "id" in table.fields
    ids: list[str] = []
    made: set[str] = set()
    for position, row in enumerate(rows, 1):
        text = row.text("id") if has_column else str(position)
        if not text:
            text = f"row {row.source.row}"
            while text in made:  # several levels are in one row
                text += "'"
            made.add(text)
        ids.append(text)
    return _apart(rows, ids) if _only_numbers(table, rows) else ids


def ids_elsewhere(tables: Sequence[Table]) -> list[dict[str, str]]:
    """For each of several tables, the IDs of the tasks of the others, by ID and by name.

    Only names that are unique in all tables count.
    """
    found: list[dict[str, str]] = []
    for table in tables if len(tables) > 1 else ():
        rows = task_rows(table)
        ids = row_ids(table, rows) if "id" in table.fields else []
        named = {key(text): text for text in ids}
        found.append(named | {key(row.text("name")): i for row, i in zip(rows, ids, strict=False)})
    counts = Counter(text for one in found for text in one)
    return [
        {
            text: i
            for other in found
            if other is not one
            for text, i in other.items()
            if text and counts[text] == 1
        }
        for one in found
    ] or [{} for _ in tables]


def _only_numbers(table: Table, rows: Sequence[Row]) -> bool:
    """Whether the IDs only number a list: no cell refers to any; if called ID, none could."""
    if "id" not in table.fields or any(row.has(field) for row in rows for field in _REFERRING):
        return False
    return table.fields["id"].rank > 0 or not table.fields.keys() & set(_REFERRING)


_REFERRING = ("predecessors", "successors", "parent", "same_as", "different_from", "spans")
"""Fields whose cells refer to other rows by their IDs."""


def _apart(rows: Sequence[Row], ids: Sequence[str]) -> list[str]:
    """The IDs where no cell refers to them; a repeated one gets the number of its row."""
    first: dict[str, Row] = {}
    found: list[str] = []
    for row, text in zip(rows, ids, strict=True):
        earlier = first.setdefault(key(text), row)
        if earlier is not row:
            message = phrase(
                "{cell} has the same ID; as no cell refers to it, this row goes by its number",
                cell=earlier.source.cell("id"),
            )
            row.note("warning", "repeated-id", message, "id", phrase("give each its own"))
        found.append(text if earlier is row else f"row {row.source.row}")
    return found


def other_codes(table: Table, rows: Sequence[Row]) -> list[str]:
    """The cells of the column of codes that is not the ID, as other cells may refer to them."""
    spare = [
        h.column for h in table.headings if not h.field and any(n.field == "id" for n in h.names)
    ]
    for column in spare:
        cells = [table.sheet.rows[row.source.row].get(column) for row in rows]
        texts = [cell.text if cell else "" for cell in cells]
        if len(set(texts)) == len(texts):
            return texts
    return []
