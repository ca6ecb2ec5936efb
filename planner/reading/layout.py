"""Which rows below the header of a Tasks sheet are tasks, and what merged cells say about them.

Left out, with a note: placeholders, totals, and what stands below the table, such as a legend.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.cells import Cell, letters
from planner.reading.tables import Row, Table

_PLACEHOLDERS = (
    *("<task", "<insert", "insert new rows above", "do not delete this row", "template rows"),
    *(
        "inserir novas linhas acima",
        "insérez de nouvelles lignes au-dessus",
        "neue zeilen oberhalb",
    ),
)
_TO_FILL_IN = re.compile(r"[^\w\[]*\[[^\[\]]+\]")
"""What templates write where a name is to be filled in, such as ``[Task]``."""
_TOTALS = frozenset(
    [
        "total",
        "totals",
        "sum",
        "subtotal",
        "grandtotal",
        "projecttotal",
        "gesamt",
        "summe",
        "gesamtsumme",
        "somme",
        "totale",
        "suma",
        "итого",
        "всего",
        "合計",
        "合计",
        "总计",
    ]
)
_SAYING = frozenset(
    [
        "duration",
        "work",
        "heads",
        "predecessors",
        "successors",
        "resources",
        "skills",
        "start",
        "finish",
        "deadline",
        "baseline_start",
        "baseline_finish",
        "earliest_start",
        "milestone",
        "constraint",
        "fixed_cost",
    ]
)
"""Fields by which a row is more than a name."""
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


def task_rows(table: Table) -> list[Row]:
    """The rows that are tasks or summaries."""
    rows = [row for row in _with_names(table) if _is_task(row)]
    return _without_legend(rows)


def says_more(row: Row) -> bool:
    """Whether a row says more than a name, a number and notes."""
    return any(row.has(field) for field in _SAYING)


def _with_names(table: Table) -> Iterator[Row]:
    """The rows, with merged cells and phases carried down and names from columns beside."""
    carried = _carried(table)
    beside = beside_name(table)
    full = _mostly_filled(table, beside)
    phase: Cell | None = None
    for row in table.rows():
        cells = row.cells
        extra = carried.get(row.source.row)
        if extra:
            cells = {**extra, **cells}
        found = _name_beside(table, row, beside) if beside else None
        if found is not None and "name" not in cells:
            cells = {**cells, "name": found}
        elif found is not None and found.column in full:
            cells = {"phase": cells["name"], **cells, "name": found}
        phase = cells.get("phase", phase)
        if phase is not None and "phase" not in cells:
            cells = {**cells, "phase": phase}
        yield row if cells is row.cells else replace(row, cells=cells)


def _carried(table: Table) -> dict[int, dict[str, Cell]]:
    """Row → field → cell that a merged range above says for it too."""
    fields = {heading.column: heading.field for heading in table.headings if heading.field}
    found: dict[int, dict[str, Cell]] = {}
    for top, left, bottom, _ in table.sheet.merged:
        cell = table.sheet.rows.get(top, {}).get(left)
        if top <= table.header or bottom == top or cell is None:
            continue
        if fields.get(left, "") in _CARRIED:
            for number in range(top + 1, bottom + 1):
                found.setdefault(number, {})[fields[left]] = cell
    return found


def beside_name(table: Table) -> list[int]:
    """Columns right of the name that are deeper levels of names: by their header, or without."""
    heading = table.fields.get("name")
    if heading is None:
        return []
    named = {other.column for other in table.headings if other.field != "subname"}
    columns = []
    for column in range(heading.column + 1, heading.column + 6):
        if column in named:
            break
        columns.append(column)
    return columns


def _mostly_filled(table: Table, columns: Sequence[int]) -> set[int]:
    """The columns that name the tasks of most rows, not one remark or another."""
    below = [cells for number, cells in table.sheet.rows.items() if number > table.header]
    counts = Counter(column for cells in below for column in columns if column in cells)
    return {column for column, count in counts.items() if 2 * count > len(below)}


def _name_beside(table: Table, row: Row, columns: Sequence[int]) -> Cell | None:
    cells = table.sheet.rows[row.source.row]
    for depth, column in enumerate(columns, 1):
        cell = cells.get(column)
        if cell is not None and cell.kind == "text":
            return cell._replace(indent=cell.indent + depth * 10)
    return None


def _is_task(row: Row) -> bool:
    name = row.text("name")
    empty = _TO_FILL_IN.fullmatch(name) and not says_more(row)
    if empty or name.casefold().startswith(_PLACEHOLDERS):
        row.note("info", "placeholder-row", "is a placeholder, not a task; left out", "name")
        return False
    if fold(name) in _TOTALS and not row.has("predecessors"):
        row.note("info", "total-row", "is a total, not a task; left out", "name")
        return False
    if name or row.has("duration") or row.has("work"):
        return True
    if says_more(row):
        row.note(
            "warning",
            "row-without-name",
            "this row has no task name and is left out",
            "name",
            "name the task, or clear the row",
        )
    return False


def _without_legend(rows: list[Row]) -> list[Row]:
    """The rows up to the last that says more than a name, if blank rows follow it."""
    last = max((n for n, row in enumerate(rows) if says_more(row)), default=-1)
    if last < 0 or last == len(rows) - 1:
        return rows
    gap = rows[last + 1].source.row - rows[last].source.row > 1
    lone = all(not row.has("id") and not row.has("wbs") for row in rows[last + 1 :])
    if not gap or not lone:
        return rows
    for row in rows[last + 1 :]:
        message = "stands below the table and says nothing of a task; left out"
        row.note("info", "below-the-table", message, "name")
    return rows[: last + 1]


def sections(rows: Sequence[Row]) -> list[bool] | None:
    """Which rows are headings of the rows below them, if some are.

    Such a row has a name only. One alone might be a task whose duration was forgotten, so there
    must be two, the first row among them, or the tasks must have an ID that it lacks.
    """
    bare = [not says_more(row) for row in rows]
    if not any(bare) or all(bare):
        return None
    follows = [not bare[n + 1] if n + 1 < len(rows) else False for n in range(len(rows))]
    heading = [one and next_one for one, next_one in zip(bare, follows, strict=True)]
    numbered = [row.has("id") or row.has("wbs") for row in rows]
    apart = all(numbered[n] != bare[n] for n in range(len(rows)))
    if heading != bare or not (apart or (bare[0] and sum(bare) > 1)):
        return None
    return heading


def merged_faults(table: Table, rows: Mapping[int, Row]) -> None:
    """Note merged cells that count for their first row only."""
    fields = {heading.column: heading.field for heading in table.headings if heading.field}
    for top, left, bottom, _ in table.sheet.merged:
        field = fields.get(left, "")
        below = any(number in rows for number in range(top + 1, bottom + 1))
        if not field or field in _CARRIED or top not in rows or not below:
            continue
        place = f"{letters(left)}{top}:{letters(left)}{bottom}"
        rows[top].note(
            "warning",
            "merged-cell",
            f"the merged cells {place} count for row {top} only",
            field,
            "unmerge them and fill in each row",
        )
