"""Reads how long a task takes from the cells of its row; some say that nobody knows it yet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.durations import TimeUnits, duration, is_range
from planner.reading.jira import is_jira
from planner.reading.profile import SIZES
from planner.reading.progress import read_progress
from planner.reading.span_texts import is_date
from planner.reading.tables import Row, Table
from planner.reading.terms import DAYS_PER_POINT, Terms
from planner.reading.units import POINTS, mean, three_points
from planner.reading.values import count, integer, yes
from planner.schema.vocabulary import words_for

_VAGUE = re.compile(
    r"(?i)[^\d]*\b(?:vari(?:es|able|abel|ables|iert)|unknown|unbekannt|inconnue?|desconocid[ao])"
    r"\b[^\d]*"
)


def length(row: Row, field: str, clock: TimeUnits, unit: str) -> int | None:
    """Working minutes of a duration or of work; None where it is blank, wrong or still unknown.

    Args:
        row: The row, which receives faults.
        field: ``duration`` or ``work``.
        clock: The length of a day.
        unit: The unit of a bare number.
    """
    cell = row.cells.get(field)
    if cell is not None and cell.kind == "text" and _VAGUE.fullmatch(cell.text):
        message = phrase("says that it is not known; planned as if nothing stood there")
        row.note("warning", "unknown-length", message, field, phrase("write an estimate"))
        return None
    if cell is not None and cell.kind == "text" and cell.text.strip().upper() in SIZES:
        message = phrase("sizes such as S, M and L are no amounts of time; not planned with")
        remedy = phrase("write how long each takes, such as 1d, 3d and 5d")
        row.log.once(
            row.source.issue(
                "shirt-sizes", message, field, got=cell.text, remedy=remedy, severity="warning"
            )
        )
        return None
    return row.take(field, lambda cell: duration(cell, clock, unit))


def amounts(
    row: Row, table: Table, terms: Terms, elapsed: int | None
) -> tuple[int | None, int | None]:
    """Duration and work in minutes, as far as given; no duration where it is `elapsed` time."""
    jira = is_jira(table)
    unit = table.unit("duration", "d")
    minutes = length(row, "duration", terms.clock, unit) if elapsed is None else elapsed
    _say_range(row)
    work_unit = table.unit("work", "s" if jira else "h")
    work = length(row, "work", terms.clock, work_unit)
    estimate = three_points(row, table, terms.clock)
    if estimate is not None and minutes is None and work is None:
        return mean(estimate), None
    if minutes is None and work is None:
        points = row.take("points", count)
        factor = (terms.days_per_point or DAYS_PER_POINT) * terms.clock.day
        work = None if points is None else round(points * factor)
    nothing = work == 0 and minutes is None and "duration" not in table.fields
    nothing = nothing or lists_milestones(table)
    if nothing or _milestone(row, minutes, work):
        return 0, None
    if minutes is None and work is None:
        return _remaining(row, table, terms)
    return minutes, work


def _remaining(row: Row, table: Table, terms: Terms) -> tuple[int | None, int | None]:
    """The remaining and the actual work, where no cell has the whole."""
    told = read_progress(row, table, terms.order, terms.clock)
    work = None
    if told.remaining_work is not None or told.actual_work:
        work = (told.remaining_work or 0) + (told.actual_work or 0)
    elif is_jira(table) and told.done:
        return 0, None
    return told.remaining_duration, work


def longest_pause(row: Row, table: Table, terms: Terms) -> int | None:
    """The longest pause in minutes; 0 for a task without pauses, None if nothing limits them."""
    if row.take("no_pause", yes):
        return 0
    unit = table.unit("longest_pause", "d")
    return row.take("longest_pause", lambda cell: duration(cell, terms.clock, unit))


_PIECES = 3
"""The most pieces of a task with no other limit."""
_MANY = 20


def piece_sizes(row: Row, table: Table, terms: Terms) -> tuple[int | None, int]:
    """Minutes of the smallest piece of a splittable task, else None; and the most pieces.

    A size or a number of pieces is enough to make a task splittable.
    """
    said = row.take("splittable", yes)
    unit = table.unit("smallest_piece", "d")
    smallest = row.take("smallest_piece", lambda cell: duration(cell, terms.clock, unit))
    most = row.take("most_pieces", lambda cell: integer(cell, 1, _MANY))
    if said is False:
        for field in ("smallest_piece", "most_pieces"):
            if row.has(field):
                message = phrase("counts only where Splittable is Yes")
                row.note(
                    "warning", "not-splittable", message, field, phrase("write Yes, or clear it")
                )
        return None, _PIECES
    if most == 1 or (said is None and smallest is None and most is None):
        return None, _PIECES
    half = int(terms.clock.day) // 2
    return max(1, half if smallest is None else smallest), most or _PIECES


def dated_milestone(row: Row) -> Row:
    """The row with the date of its milestone as start and finish, if it has no other."""
    cell = row.cells.get("milestone")
    if cell is None or not is_date(cell) or row.has("start") or row.has("finish"):
        return row
    return replace(row, cells={**row.cells, "start": cell, "finish": cell})


def with_due_milestones(table: Table, rows: Sequence[Row]) -> tuple[Table, list[Row]]:
    """The table with dates of milestones that several tasks share as the deadlines of these.

    So they are where nearly all tasks have one; else a date makes its task a milestone.
    """
    heading = table.fields.get("milestone")
    dates = [row.cells["milestone"] for row in rows if row.has("milestone")]
    dated = sum(map(is_date, dates))
    shared = len({cell.value for cell in dates}) <= _SHARED * dated
    if heading is None or "deadline" in table.fields or dated < max(_FEWEST_DUE, _DUE * len(rows)):
        return table, list(rows)
    if not shared:
        return table, list(rows)
    message = phrase("several tasks share each of these dates, so they are the deadlines of tasks")
    remedy = phrase("name the column Deadline to be sure, or write Yes beside milestones")
    table.note("info", "due-milestones", message, heading, remedy)
    named = replace(heading, field="deadline")
    headings = tuple(named if h is heading else h for h in table.headings)
    return replace(table, headings=headings), [_due(row) for row in rows]


def _due(row: Row) -> Row:
    cells = {field: cell for field, cell in row.cells.items() if field != "milestone"}
    if row.has("milestone") and is_date(row.cells["milestone"]):
        cells["deadline"] = row.cells["milestone"]
    return replace(row, cells=cells)


_FEWEST_DUE, _DUE, _SHARED = 4, 0.8, 0.5


def lists_milestones(table: Table) -> bool:
    """Whether the names are milestones, and no column has durations."""
    name = table.fields.get("name")
    called = name is not None and fold(name.text) in words_for("milestone")
    return called and not any(fields <= table.fields.keys() for fields in LENGTHS)


LENGTHS = (
    {"duration"},
    {"work"},
    {"points"},
    {POINTS[0], POINTS[-1]},
    {"start", "finish"},
    {"milestone"},
    {"remaining_duration"},
    {"remaining_work"},
)
"""Each of these sets of columns gives the durations of tasks."""


def _milestone(row: Row, minutes: int | None, work: int | None) -> bool:
    """Whether a row is a milestone; a date in that column makes one if the row has no duration."""
    if not row.has("milestone"):
        return False
    if not is_date(row.cells["milestone"]):
        return bool(row.take("milestone", yes))
    return minutes is None and work is None and not row.has("finish")


def _say_range(row: Row) -> None:
    """Notes that the middle of a range is planned."""
    for field in ("duration", "work"):
        cell = row.cells.get(field)
        if cell is not None and cell.kind == "text" and is_range(cell.text):
            message = phrase("the middle of this range is planned")
            row.note("info", "range-of-durations", message, field)
