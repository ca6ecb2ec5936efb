"""The effect of a change to a cell: its old and new meaning, and whether nothing else changes."""

from dataclasses import replace

from planner.analysis.stated_cells import stated
from planner.language.text import key
from planner.project import DayOff, Project, Resource, Source, Task
from planner.tracking.records import NOTHING
from planner.writing.back.cell_edit import OF_TASKS, CellEdit
from planner.writing.back.task_rows import task_called
from planner.writing.input_rows import resource_texts

_LIST = "; "


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
    found = {
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


def rest_stays(before: Project, after: Project, edit: CellEdit) -> bool:
    """Whether everything else keeps its meaning, at whatever place it stands."""
    mine = key(edit.of)
    tasks = [_tasks(one, edit) for one in (before, after)]
    off = [_off(one, mine if edit.field == "leave" else "") for one in (before, after)]
    people = [_people(one, mine if edit.subject == "person" else "") for one in (before, after)]
    return tasks[0] == tasks[1] and off[0] == off[1] and people[0] == people[1]


def _tasks(project: Project, edit: CellEdit) -> list[Task]:
    """Those that are not changed; of the progress the status date decides what it means."""
    mine = task_called(project, edit.of) if edit.subject == "task" else None
    others = (one for one in project.tasks if mine is None or one.id != mine.id)
    tasks = [replace(one, source=Source()) for one in others]
    if edit.subject == "project":
        tasks = [replace(one, progress=NOTHING) for one in tasks]
    return tasks


def _off(project: Project, but: str) -> list[DayOff]:
    off = [replace(one, source=Source()) for one in project.days_off]
    return [one for one in off if not but or key(one.who) != but]


def _people(project: Project, but: str) -> list[Resource]:
    """The people that a sheet describes."""
    listed = [one for one in project.resources if one.source.row and key(one.name) != but]
    return [
        replace(
            one,
            source=Source(),
            terms=tuple(replace(term, source=Source()) for term in one.terms),
        )
        for one in listed
    ]
