"""Handles exports from Jira: estimates in seconds, story points, finished work."""

from collections.abc import Sequence

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.tables import Row, Table

_KEYS = frozenset(
    map(fold, ("Issue key", "Clave de incidencia", "Vorgangsschlüssel", "Clé de ticket"))
)
DONE = frozenset(
    map(fold, ("Done", "Closed", "Resolved", "Fertig", "Erledigt", "Listo", "Terminé", "Concluído"))
)
"""Statuses of finished work."""


def is_jira(table: Table) -> bool:
    """Whether the table comes from Jira: the header of its ID column is Issue key."""
    heading = table.fields.get("id")
    return heading is not None and fold(heading.text) in _KEYS


def say_export(table: Table, rows: Sequence[Row], days_per_point: float | None) -> None:
    """Notes how finished work and story points were read."""
    done = sum(1 for row in rows if fold(row.text("status")) in DONE) if is_jira(table) else 0
    if done:
        message = phrase("what is done is history; tasks done: {done}", done=done)
        table.note("info", "done-work", message, table.fields["status"])
    points = sum(row.has("points") and not (row.has("duration") or row.has("work")) for row in rows)
    if points and days_per_point is None:
        message = phrase(
            "{points} tasks have story points only, so a point is taken to be one working day",
            points=points,
        )
        remedy = phrase(
            'write "Days per point" and a number above the table or in a sheet called Settings'
        )
        table.note("warning", "points-without-factor", message, table.fields["points"], remedy)
