"""The effect of a change to a cell: its old and new meaning, and whether nothing else changes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import zip_longest

from planner.analysis.stated_cells import stated
from planner.language.text import key
from planner.project import Constraint, DayOff, Project, Resource, Source, Task
from planner.tracking.records import NOTHING
from planner.writing.back.cell_edit import OF_TASKS, CellEdit
from planner.writing.back.task_rows import task_called
from planner.writing.input_rows import resource_texts

_LIST = "; "
_COLUMNS = {"needs": "resources", "dependencies": "predecessors"}
"""What is read from cells of another name."""

_Stated = Task | DayOff | Resource


def said(project: Project, edit: CellEdit) -> str:
    """The value in the field that is changed."""
    if edit.subject == "project":
        when = project.settings.status_date
        return f"{when:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if when else ""
    if edit.subject == "person":
        return _said_of_person(project, edit)
    task = task_called(project, edit.of)
    if task is None:
        return ""
    facts = stated(project)[task.id]
    if name := OF_TASKS[edit.field]:
        return facts.get(name, "").replace(" 00:00", "")
    share, started, finished = (
        task.percent_complete,
        task.progress.actual_start,
        task.progress.actual_finish,
    )
    held = {kind: f"{when:%Y-%m-%d %H:%M}".removesuffix(" 00:00") for kind, when in task.hard_dates}
    found = {
        "must_start": held.get(Constraint.MSO, ""),
        "must_finish": held.get(Constraint.MFO, ""),
        "together": {True: "yes", False: "no", None: ""}[task.together],
        "fixed_cost": f"{task.fixed_cost:f}" if task.fixed_cost else "",
        "added": facts.get("duration") or facts.get("work", ""),
        "removed": task.name,
        "pin": task.pin,
        "phase": next((one.name for one in project.tasks if one.id == task.parent), ""),
        "percent_complete": "" if share is None else f"{share:.0%}",
        "actual_start": f"{started:%Y-%m-%d}" if started else "",
        "actual_finish": f"{finished:%Y-%m-%d}" if finished else "",
    }
    return found[edit.field]


def _said_of_person(project: Project, edit: CellEdit) -> str:
    name = key(edit.of)
    if edit.field == "leave":
        off = (one for one in project.days_off if key(one.who) == name)
        return _LIST.join(sorted(f"{one.start} – {one.finish}" for one in off))
    one = next((one for one in project.resources if key(one.name) == name), None)
    if one is None:
        return ""
    if edit.field == "newcomer":
        return one.name
    return str(resource_texts(one).get(edit.field, ""))


def as_meant(after: Project, edit: CellEdit) -> bool:
    """Whether what can be understood as something else is not: a phase is that which was meant."""
    if edit.field == "added":
        task = task_called(after, edit.of)
        return task is not None and not task.summary and task.name == edit.of.strip()
    if edit.field != "phase":
        return True
    task = task_called(after, edit.of)
    phase = next((one for one in after.tasks if task and one.id == task.parent), None)
    return phase is not None and key(edit.text) in (key(phase.id), key(phase.name))


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that a change would change: what it is called, and its cell, if it has one."""

    name: str
    place: str


def first_other(before: Project, after: Project, edit: CellEdit) -> Other | None:
    """The first thing beside the change that gets another meaning, at whatever place it stands.

    That what is for everybody is for a newcomer too is meant, see `joined`.
    """
    came = key(edit.of) if edit.field == "newcomer" else ""
    for rest in (_tasks, _people, _off):
        for one, other in zip_longest(rest(before, edit), rest(after, edit)):
            if one is None or other is None:
                return _other(one or other, "")
            old, new = _bare(one, ""), _bare(other, came)
            if old != new:
                names = (part.name for part in fields(old) if part.name != "source")
                differs = (name for name in names if getattr(old, name) != getattr(new, name, None))
                return _other(one, next(differs, ""))
    return None


def joined(before: Project, after: Project, edit: CellEdit) -> tuple[Task, ...]:
    """The tasks that are for a newcomer too, because they are for everybody."""
    if edit.field != "newcomer":
        return ()
    old = {task.id: task.needs for task in before.tasks}
    return tuple(task for task in after.tasks if task.needs != old.get(task.id, task.needs))


def _other(one: _Stated, field: str) -> Other:
    name = one.title if isinstance(one, Task) else one.name
    name = one.who or name if isinstance(one, DayOff) else name
    sheet, cell = one.source.place(_COLUMNS.get(field, field))
    return Other(name, f"{sheet}!{cell}" if cell else "")


def _bare(one: _Stated, came: str) -> _Stated:
    """Without places, and without the seats and the name of a newcomer."""
    if isinstance(one, Resource):
        terms = tuple(replace(term, source=Source()) for term in one.terms)
        return replace(one, source=Source(), terms=terms)
    if isinstance(one, Task) and came:
        left = ((need, tuple(n for n in need.names if key(n) != came)) for need in one.needs)
        needs = (replace(need, names=names) for need, names in left if names or not need.names)
        return replace(one, source=Source(), needs=tuple(needs))
    return replace(one, source=Source())


def _tasks(project: Project, edit: CellEdit) -> Sequence[_Stated]:
    """Those that are not changed; of the progress the status date decides what it means."""
    mine = task_called(project, edit.of) if edit.subject == "task" else None
    others = [one for one in project.tasks if mine is None or one.id != mine.id]
    return (
        [replace(one, progress=NOTHING) for one in others] if edit.subject == "project" else others
    )


def _off(project: Project, edit: CellEdit) -> Sequence[_Stated]:
    but = key(edit.of) if edit.field == "leave" else ""
    return [one for one in project.days_off if not but or key(one.who) != but]


def _people(project: Project, edit: CellEdit) -> Sequence[_Stated]:
    """The people that a sheet describes."""
    but = key(edit.of) if edit.subject == "person" else ""
    return [one for one in project.resources if one.source.row and key(one.name) != but]
