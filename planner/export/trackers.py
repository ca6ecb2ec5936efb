"""The plan as CSV files that issue trackers import: Jira, GitHub and Asana.

Their columns are those of the importers' own documentation; what they have no column for is left
out and stands in the description.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from planner.export.csv_tables import table
from planner.plan import Plan, PlannedTask
from planner.project import Task

TrackerRow = Mapping[str, str]
TaskById = Mapping[str, Task]
"""All tasks by id."""


def tracker_csv(plan: Plan, program: str) -> bytes:
    """The plan for one of `PROGRAMS`, a row for each task."""
    heads, row = PROGRAMS[program]
    tasks = {planned.task.id: planned.task for planned in plan.rows}
    rows = [row(planned, tasks) for planned in plan.rows]
    width = max((len(one.get(_BLOCKED, "").split(";")) for one in rows), default=1)
    columns = [head for head in heads for _ in range(width if head == _BLOCKED else 1)]
    return table(columns, (list(_cells(heads, one, width)) for one in rows))


_BLOCKED = "Inward issue link (Blocks)"
"""Jira takes one link a column; the column comes as often as there are links at most."""


def _cells(heads: Sequence[str], row: TrackerRow, width: int) -> Iterator[str]:
    for head in heads:
        if head != _BLOCKED:
            yield row.get(head, "")
            continue
        links = [link for link in row.get(head, "").split(";") if link]
        yield from links + [""] * (width - len(links))


def _jira(row: PlannedTask, _tasks: TaskById) -> TrackerRow:
    task = row.task
    return {
        "Issue Id": task.id,
        "Issue Type": "Epic" if task.summary else "Task",
        "Summary": task.name,
        "Description": _description(row),
        "Parent Id": task.parent,
        "Assignee": _people(row)[0] if _people(row) else "",
        "Start date": _day(row.start),
        "Due date": _day(row.finish),
        "Original Estimate": f"{_minutes(row) * 60:.0f}",
        "Status": _state(task, ("To Do", "In Progress", "Done")),
        _BLOCKED: ";".join(link.task for link in task.dependencies),
    }


def _github(row: PlannedTask, tasks: TaskById) -> TrackerRow:
    task = row.task
    return {
        "Title": task.name,
        "Body": _description(row),
        "Assignees": ",".join(_people(row)),
        "Labels": "phase" if task.summary else "",
        "Milestone": tasks[task.parent].name if task.parent in tasks else "",
        "Status": _state(task, ("Todo", "In Progress", "Done")),
        "Start date": _day(row.start),
        "Target date": _day(row.finish),
        "Estimate": f"{_minutes(row) / 60:g}",
    }


def _asana(row: PlannedTask, tasks: TaskById) -> TrackerRow:
    task = row.task
    return {
        "Task ID": task.id,
        "Name": task.name,
        "Section/Column": _section(task, tasks),
        "Assignee": _people(row)[0] if _people(row) else "",
        "Start Date": _day(row.start),
        "Due Date": _day(row.finish),
        "Notes": _description(row),
        "Parent task": tasks[task.parent].name if task.parent in tasks else "",
        "Blocked By (Dependencies)": ",".join(
            tasks[link.task].name for link in task.dependencies if link.task in tasks
        ),
    }


PROGRAMS: Mapping[str, tuple[Sequence[str], Callable[[PlannedTask, TaskById], TrackerRow]]] = {
    "jira": (
        (
            "Issue Id", "Issue Type", "Summary", "Description", "Parent Id", "Assignee",
            "Start date", "Due date", "Original Estimate", "Status", _BLOCKED,
        ),
        _jira,
    ),
    "github": (
        (
            "Title", "Body", "Assignees", "Labels", "Milestone", "Status", "Start date",
            "Target date", "Estimate",
        ),
        _github,
    ),
    "asana": (
        (
            "Task ID", "Name", "Section/Column", "Assignee", "Start Date", "Due Date", "Notes",
            "Parent task", "Blocked By (Dependencies)",
        ),
        _asana,
    ),
}  # fmt: skip
"""For each program its columns, and a task as a row of them."""


def _description(row: PlannedTask) -> str:
    """What has no column: everybody on it, the hours of its start and finish, the reason, notes."""
    people = ", ".join(_people(row))
    when = ""
    if row.start is not None and row.finish is not None:
        when = f"{row.start:%Y-%m-%d %H:%M} – {row.finish:%Y-%m-%d %H:%M}"
    return "\n".join(filter(None, (when, people, row.reason, row.task.notes)))


def _people(row: PlannedTask) -> list[str]:
    return list(dict.fromkeys(one.resource for one in row.bookings))


def _minutes(row: PlannedTask) -> float:
    """Effort of people; of a task without any its duration."""
    if row.task.summary:
        return 0
    effort = sum(one.minutes * one.units for one in row.bookings)
    return effort or row.duration


def _section(task: Task, tasks: TaskById) -> str:
    """The name of the phase at the top that it stands in."""
    top, seen = task, {task.id}
    while top.parent in tasks and top.parent not in seen:
        seen.add(top.parent)
        top = tasks[top.parent]
    return top.name if top is not task else ""


def _day(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d}" if when else ""


def _state(task: Task, words: tuple[str, str, str]) -> str:
    return words[2] if task.progress.done else words[1] if task.progress.begun else words[0]
