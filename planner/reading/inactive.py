"""Tasks that are kept in the list but are not done: Active is No, or Archived is Yes."""

from contextlib import suppress

from planner.language.text import key
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError, yes


def is_inactive(row: Row) -> bool:
    """Whether a row says that it is not active; words that are neither yes nor no say nothing."""
    for field, gone in _TELLING.items():
        if row.has(field):
            with suppress(BadValueError):
                if yes(row.cells[field]) is gone:
                    return True
    return False


_TELLING = {"active": False, "archived": True}
"""Field → its answer for a task that is not done."""


def inactive_keys(table: Table) -> frozenset[str]:
    """The IDs and names by which other rows may refer to the tasks of a table that are not done."""
    if not _TELLING.keys() & table.fields.keys():
        return frozenset()
    gone = [row for row in table.rows() if is_inactive(row)]
    if "id" not in table.fields:  # rows are counted then
        return frozenset(str(row.source.row - table.header) for row in gone)
    return frozenset(
        key(row.text(field)) for row in gone for field in ("id", "uid", "wbs", "name")
        if row.has(field)
    )  # fmt: skip
