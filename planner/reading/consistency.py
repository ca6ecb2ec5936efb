"""How well a whole reading hangs together: a figure from 0 to 1, by which readings are compared.

Each share is of what a plan should have: rows that are tasks, tasks with a length or dates, names
that differ and have letters, finishes after their starts, cells that can be read, a plausible time
in all. The figure is their product.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.language.text import key
from planner.project import Project, Task
from planner.reading.finding import Tables
from planner.reading.naming import is_caption
from planner.reading.tables import Table
from planner.schema.columns import TASKS

_LONGEST = timedelta(days=5 * 366)
_FIRST, _LAST = datetime(1990, 1, 1), datetime(2060, 1, 1)
_DIFFERENT = 0.5
_GUESSED = 0.93
_CENTRAL = frozenset(["name", "start", "finish", "duration", "work", "deadline"])
_TIMED = (
    *("duration", "work", "points", "likely", "optimistic", "start", "finish", "deadline"),
    *("milestone", "percent_complete", "baseline_start", "earliest_start", "actual_start"),
)
_NUMBERS = frozenset(["id", "wbs", "uid", "level"])
_FEWEST, _CAPTIONS = 3, 0.1
_HARDLY = 0.2
_WIDE, _MOSTLY, _TITLE = 3, 0.8, 2
"""A row above the header counts from so many cells, and such a share of the columns, on; so many
rows next to the header do not count.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The shares, each from 0 to 1.

    Args:
        rows: Rows that became tasks or summaries, of all like them, also above the header.
        timed: Tasks of which the file says how long they take or when they are.
        named: Tasks whose names have letters, as far as names differ, or people or phases do.
        ordered: Tasks that finish after they start.
        readable: Rows without a cell that is wrong.
        lasting: 1 if all lies within five years of our time.
        sure: Below 1 for each column that counts and was guessed.
    """

    rows: float
    timed: float
    named: float
    ordered: float
    readable: float
    lasting: float
    sure: float

    @property
    def nonsense(self) -> bool:
        """Whether it is no plan: what it names has no letters, or hardly anything says when."""
        return self.named < _HARDLY or (0 < self.timed < _HARDLY and self.sure < 1)

    @property
    def structure(self) -> float:
        """The product without what is wrong in single cells, where headers say which they are."""
        return self.timed * self.lasting * float(self.rows**0.5)

    @property
    def points(self) -> float:
        """The product of all; rows that were left aside count half."""
        return self.structure * self.named * self.sure * self.ordered * self.readable


def consistency_of(project: Project, tables: Tables) -> Consistency:
    """How well a project hangs together that was read from some tables."""
    tasks = [task for task in project.tasks if not task.summary]
    found = tables.by_kind[TASKS.name]
    told = {(one.sheet, one.row) for one in project.remarks if one.code in _TOLD_ASIDE}
    rows = [
        row
        for table in found
        for row in table.rows()
        if row.cells.keys() - _NUMBERS and (row.source.sheet, str(row.source.row)) not in told
    ]
    used = {(task.source.sheet, task.source.row) for task in project.tasks}
    read = [row for row in rows if (row.source.sheet, row.source.row) in used]
    leaves = {(task.source.sheet, task.source.row) for task in tasks}
    dated = {
        (task.source.sheet, task.source.row)
        for task in tasks
        if task.current_start or task.current_finish or task.deadline
    }
    timed = [
        any(row.has(field) for field in _TIMED) or (row.source.sheet, row.source.row) in dated
        for row in read
        if (row.source.sheet, row.source.row) in leaves
    ]
    wrong = {
        (issue.sheet, issue.row)
        for issue in project.remarks
        if issue.severity == "warning" and issue.code in _FAULTS
    }
    return Consistency(
        rows=len(read) / max(1, len(rows) + sum(map(_above, found))),
        timed=sum(timed) / max(1, len(timed)),
        named=_named(tasks),
        ordered=_ordered(tasks),
        readable=1 - min(1.0, len(wrong) / max(1, len(rows))),
        lasting=_lasting(tasks),
        sure=_sure(found),
    )


def _above(table: Table) -> int:
    """How many rows well above the header have as many cells in its columns as those of tasks."""
    columns = {h.column for h in table.headings if h.field}
    wide = max(_WIDE, _MOSTLY * len(columns))
    above = (cells for n, cells in table.sheet.rows.items() if n < table.header - _TITLE)
    return sum(len(columns & cells.keys()) >= wide for cells in above)


def facts_of(project: Project) -> int:
    """How much a reading says: the names of its tasks, their dates, lengths, people and links."""
    return sum(
        1
        + bool(task.current_start)
        + bool(task.current_finish)
        + bool(task.duration or task.work)
        + len(task.needs)
        + len(task.dependencies)
        for task in project.tasks
        if not task.summary
    )


_TOLD_ASIDE = frozenset(["nameless-row", "placeholder-row", "total-row", "below-the-table"])
"""Remarks that say why a row is no task."""
_FAULTS = frozenset(
    [
        "bad-date",
        "ambiguous-date",
        "bad-duration",
        "bad-amount",
        "finish-before-start",
        "swapped-dates",
    ]
)
"""Remarks that a cell of the tasks could not be read, or contradicts another."""


def _named(tasks: list[Task]) -> float:
    """The share of the tasks with a name of their own; next to none if most are captions."""
    names = [task.name for task in tasks if any(map(str.isalpha, task.name))]
    if 2 * sum(is_caption(name, TASKS) for name in names) > len(names):
        return _CAPTIONS
    if len(tasks) < _FEWEST:
        return len(names) / max(1, len(tasks))
    whose = {(key(t.name), t.parent, *(need.names for need in t.needs)) for t in tasks}
    different = len(whose) / max(1, len(tasks))
    return len(names) / len(tasks) * min(1.0, different / _DIFFERENT)


def _ordered(tasks: list[Task]) -> float:
    both = [(t.current_start, t.current_finish) for t in tasks]
    pairs = [(one, two) for one, two in both if one and two]
    return sum(one <= two for one, two in pairs) / len(pairs) if pairs else 1.0


def _lasting(tasks: list[Task]) -> float:
    days = [d for t in tasks for d in (t.current_start, t.current_finish) if d is not None]
    if not days:
        return 1.0
    first, last = min(days), max(days)
    return 1.0 if last - first <= _LONGEST and first >= _FIRST and last <= _LAST else 0.3


def is_sure(tables: Tables) -> bool:
    """Whether there are tables of tasks, and no column that counts was guessed."""
    found = tables.by_kind[TASKS.name]
    return bool(found) and _sure(found) == 1


def _sure(tables: list[Table]) -> float:
    guessed = {
        (table.sheet.name, h.field)
        for table in tables
        for h in table.headings
        if h.by_content and h.field in _CENTRAL
    }
    return float(_GUESSED ** len(guessed))
