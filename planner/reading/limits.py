"""Reads the dates and date limits of a row of tasks."""

from datetime import datetime
from typing import Any

from planner.errors import Severity
from planner.language.text import fold
from planner.phrase import phrase
from planner.project import Constraint
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.tables import Row, Table
from planner.reading.terms import Terms
from planner.reading.values import BadValueError
from planner.schema.languages import CONSTRAINT_WORDS
from planner.schema.schema import listed

_CONSTRAINT = {
    fold(text): kind
    for kind in Constraint
    for text in (kind.value, kind.name, *listed(CONSTRAINT_WORDS[kind.name]))
}
_DATED = {
    "must_start": Constraint.MSO,
    "must_finish": Constraint.MFO,
    "finish_no_earlier": Constraint.FNET,
    "start_no_later": Constraint.SNLT,
    "finish_no_later": Constraint.FNLT,
}
_DATES: dict[str, tuple[str, Severity]] = {
    "earliest_start": ("earliest_start", "error"),
    "blocked_until": ("blocked_until", "error"),
    "deadline": ("deadline", "error"),
    "baseline_start": ("baseline_start", "warning"),
    "baseline_finish": ("baseline_finish", "warning"),
    "current_start": ("start", "warning"),
    "current_finish": ("finish", "warning"),
}
"""Field of a task → its column, and the severity of a fault: some dates are only compared with."""


def dates_of(row: Row, table: Table, terms: Terms) -> dict[str, Any]:
    """Field of a task → its date in a row."""
    return {
        field: row.take(name, lambda cell: when(cell, terms.order), severity)
        for field, (name, severity) in _DATES.items()
        if name in table.fields
    }


def constraint_of(row: Row, terms: Terms) -> tuple[Constraint, datetime | None]:
    """The kind and date of a row's constraint; it is a fault if a date that it needs is missing."""
    kind = row.take("constraint", _constraint_kind) or Constraint.ASAP
    moment = row.take("constraint_date", lambda cell: when(cell, terms.order))
    if kind in (Constraint.ASAP, Constraint.ALAP):
        return kind, None
    if moment is None and not row.has("constraint_date"):
        row.note(
            "error",
            "missing-constraint-date",
            phrase("this constraint type needs a date"),
            "constraint",
            phrase("add it in the Constraint Date column"),
        )
    return (kind, moment) if moment else (Constraint.ASAP, None)


def more_dates(row: Row, terms: Terms) -> tuple[tuple[Constraint, datetime], ...]:
    """The hard dates in columns of their own."""
    found = (
        (kind, row.take(field, lambda cell: when(cell, terms.order)))
        for field, kind in _DATED.items()
    )
    return tuple((kind, moment) for kind, moment in found if moment is not None)


def _constraint_kind(cell: Cell) -> Constraint:
    kind = _CONSTRAINT.get(fold(cell.text))
    if kind is None:
        raise BadValueError(
            "bad-constraint",
            phrase("is no constraint type"),
            phrase("choose one such as Start No Earlier Than, or leave it blank"),
        )
    return kind
