"""Drops rows at the ends of a table of tasks: leftovers of templates, and overviews."""

import re
from collections.abc import Sequence
from itertools import pairwise

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.profile import kind_of, pieces
from planner.reading.row_content import said_by, says_more, words_for_date
from planner.reading.tables import Row, Table
from planner.schema.vocabulary import words_for

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


def without_template_rows(rows: list[Row]) -> list[Row]:
    """Drops the rows to copy for new tasks that a template has below a headline of their own."""
    end = next((n for n, row in enumerate(rows) if n and _TO_COPY.match(row.text("name"))), None)
    for row in [] if end is None else rows[end:]:
        note_placeholder(row)
    return rows[:end]


_TO_COPY = re.compile(r"(?i)template rows?\b")


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


def without_legend(rows: list[Row], table: Table) -> list[Row]:
    """Cuts what follows the last row that has more than a name: a legend, or numbers of a chart.

    That is what a blank row divides from the tasks, or several from single names at their end, or
    what stands below a word for a legend. Texts beside the names are left out in any case. Where
    rows have dates or sizes, a text for people that no row above has does not count.
    """
    said = next((n for n, row in enumerate(rows) if n and _is_legend(row, rows[n - 1])), len(rows))
    backwards = range(said - 1, -1, -1)
    last = next((n for n in backwards if _says_of_task(rows[n], rows[:n])), -1)
    if last < 0:
        return rows
    end = said if said < len(rows) else _end(rows, last, table)
    while said < len(rows) and not rows[end - 1].has("name"):
        end -= 1
    for row in rows[end:]:
        message = phrase("stands below the table and says nothing of a task; left out")
        row.note("info", "below-the-table", message, "name")
    return rows[:end]


def _end(rows: Sequence[Row], last: int, table: Table) -> int:
    """Where the tasks end, of which one row is the last that has more than a name."""
    left = rows[last + 1 :]
    numbered = all(row.text("id").isdigit() for row in rows[: last + 1] if row.has("id"))
    lone = not any(
        row.has("wbs") or (row.has("id") and not (numbered and _is_word(row.text("id"))))
        for row in left
    )
    if not left or not lone:
        return len(rows)
    gaps = [two.source.row - one.source.row for one, two in pairwise(rows[last:])]
    if all(row.has("id") for row in rows[: last + 1]) and _are_colours(left, table):
        return last + 1
    if gaps[0] > 1 or all(is_left(row, table) for row in left):
        return last + 1
    return next((last + 1 + n for n, gap in enumerate(gaps) if gap > _WIDE), len(rows))


def _are_colours(rows: Sequence[Row], table: Table) -> bool:
    """Whether several names have a colour each, another one than the others: those of a legend."""
    cells = [row.cells["name"] for row in rows if "name" in row.cells]
    fills = table.sheet.fills
    looks = [look for cell in cells if (look := fills.get((cell.row, cell.column)))]
    return len(looks) > 1 and len(set(looks)) == len(looks)


_WIDE = 3
"""So many blank rows divide single names from the tasks above them."""


def _is_legend(row: Row, above: Row) -> bool:
    """Whether a row's name is a word for a legend, and it has no ID as the row above has one."""
    numbered = row.has("id") and above.has("id")
    return not numbered and fold(row.text("name").rstrip(" :")) in words_for("legend")


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def _says_of_task(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row says more than a name, and not only a text that is nobody's name above.

    A date in the place of a name is none, where those above are texts.
    """
    if "name" in row.cells and kind_of(row.cells["name"]) == "date":
        names = [kind_of(one.cells["name"]) for one in above if "name" in one.cells]
        return 2 * names.count("date") > len(names)
    said = {field for field in said_by(row) if not words_for_date(row, field)}
    if row.has("name") and _is_recorded(row):
        return True
    if said != {"resources"}:
        return bool(said) and says_more(row)
    tasks = [one for one in above if said_by(one) - {"resources"}]
    known = {key(text) for one in tasks for text in pieces(one.text("resources"))}
    if known & set(map(key, pieces(row.text("resources")))):
        return True
    return len(known) < 2 and _NAMES.fullmatch(row.text("resources")) is not None


def _is_recorded(row: Row) -> bool:
    """Whether a row has a tick for what is done, or a day on which something was."""
    ticked = "percent_complete" in row.cells and row.cells["percent_complete"].value is True
    return ticked or any(
        row.has(field) and kind_of(row.cells[field]) == "date"
        for field in ("actual_start", "actual_finish")
    )


_NAMES = re.compile(r"[^\W\d]\S*(?:\s[^\W\d]\S*){0,2}(?:[,;/&+\n].*)?", re.DOTALL)
"""One to three words without numbers, or a list that begins with them."""


def is_left(row: Row, table: Table) -> bool:
    """Whether a row's name lies left of the other names."""
    heading, cell = table.fields.get("name"), row.cells.get("name")
    return heading is not None and cell is not None and cell.column < heading.column
