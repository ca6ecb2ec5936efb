"""Drops rows at the ends of a table of tasks: leftovers of templates, and overviews."""

import re

from planner.language.text import key
from planner.phrase import phrase
from planner.reading.row_content import says_more
from planner.reading.tables import Row, Table

_NUMBERED = re.compile(
    r"(?i)(?:(?:titre|title|título|titel|titolo)(?: de| da| der)? )?"
    r"(?:(?:sub)?task|(?:sous-)?tâche|(?:sub)?tarea|(?:sub)?tarefa|aufgabe|vorgang|attività|taak|"
    r"phase|fase|activity|actividad|atividade|activité|zadanie|задача|görev|milestone)"
    r" #?\d{1,2}(?: title)?"
)
"""Names of unused rows in templates."""


def without_nameless_end(rows: list[Row]) -> list[Row]:
    """Drops what has no name below a blank row after the last name, as in a template's rows."""
    end = len(rows)
    while end and not rows[end - 1].has("name"):
        end -= 1
    if not end or end == len(rows) or rows[end].source.row - rows[end - 1].source.row == 1:
        return rows
    for row in rows[end:]:
        message = phrase("has no name and stands below blank rows; left out")
        row.note("info", "nameless-row", message, "duration")
    return rows[:end]


def without_left_over(rows: list[Row]) -> list[Row]:
    """Drops rows at the end that still have a template's name: Task 1, Phase 3 title."""
    end = len(rows)
    while end and not says_more(rows[end - 1]) and _NUMBERED.fullmatch(rows[end - 1].text("name")):
        end -= 1
    if 2 * end <= len(rows):
        return rows
    for row in rows[end:]:
        note_placeholder(row)
    return rows[:end]


def note_placeholder(row: Row) -> None:
    """Notes that a row is one of a template."""
    row.note("info", "placeholder-row", phrase("is a placeholder, not a task; left out"), "name")


def without_overview(rows: list[Row], table: Table) -> list[Row]:
    """Drops a first table that only lists the tables below it."""
    end = min(table.headers_again, default=0)
    first = [row for row in rows if row.source.row < end]
    below = {key(row.text("id")) for row in rows[len(first) :]}
    if not first or not all(row.has("id") and key(row.text("id")) in below for row in first):
        return rows
    for row in first:
        message = phrase("stands again, with its parts, in a table below; left out")
        row.note("info", "overview-row", message, "name")
    return rows[len(first) :]
