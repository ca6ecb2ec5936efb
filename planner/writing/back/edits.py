"""Changes to single cells of the user's tables, field by field, as somebody would type them.

Cells are written, the workbook is read again, and the change counts only if what it is about says
something else then, and nothing else does. So what it means is decided where it always is.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from planner.analysis.stated_cells import stated
from planner.errors import InputError, Issue
from planner.language.text import key
from planner.ooxml.fill import Entry
from planner.ooxml.package import GraftRefusedError
from planner.phrase import NO_REMEDY, Phrase, phrase, verbatim
from planner.project import DayOff, Project, Resource, Source, Task
from planner.reading.look import Look
from planner.schema.columns import TASKS
from planner.schema.day_sheets import LEAVE
from planner.schema.people_sheets import PEOPLE
from planner.tracking.records import NOTHING
from planner.writing.back.places import NewCells, UserTable, UserTables
from planner.writing.back.task_rows import new_row, phase_values, task_called
from planner.writing.back.typed import day_of
from planner.writing.input_rows import resource_texts
from planner.writing.write import write_cells

OF_TASKS: Mapping[str, str] = {
    "duration": "duration",
    "deadline": "deadline",
    "earliest_start": "dates",
    "resources": "people",
    "predecessors": "predecessors",
    "unlink": "predecessors",
    "priority": "priority",
    "percent_complete": "",
    "actual_start": "",
    "actual_finish": "",
    "pin": "",
    "skills": "people",
    "phase": "",
    "added": "",
    "removed": "",
}
"""What can be changed of a task, and under which name `stated` tells it, if it does.

``predecessors`` is one more link, ``unlink`` one less: that to the task with this id. ``phase`` is
the phase it stands in, by its id or name. ``added`` is that there is a task of this name, whose
duration, or work, is the text; ``removed``, that it is not there any more.
"""

OF_PEOPLE = (
    "leave",
    "skills",
    "rate",
    "max_units",
    "available_from",
    "available_until",
    "newcomer",
)
"""What can be changed of somebody. ``leave`` is one more, ``newcomer`` is that they are there."""

OF_PROJECT = ("status_date",)
"""What can be changed of the whole project."""

_SPAN = re.compile(r"(\S+)\s+(?:to|bis|-|–)\s+(\S+)")
_PIECES = re.compile(r"\s*[;,\n]\s*")
_LIST = "; "

ReadBook = Callable[[bytes], Look]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """A field of a task, of a person (by name) or of the project, and its new value.

    A task is told by its id, or by its name if no other has that.
    """

    subject: Literal["task", "person", "project"] = "task"
    of: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A workbook with a change in it, what it says now, and where and what was written.

    `sheet` and `entries` are the cells, the header of a new column among them. `before` and
    `after` are what was said, in the way of `stated`; `remarks` what reading it has to say now
    that it had not.
    """

    data: bytes
    look: Look
    project: Project
    sheet: str
    entries: Mapping[str, Entry]
    cell: str
    before: str
    after: str
    remarks: tuple[Issue, ...] = ()


def edited(
    data: bytes, look: Look, edit: CellEdit, read: ReadBook, taken: Collection[str] = ()
) -> Edited:
    """The workbook with a change in it.

    Args:
        data: The workbook.
        look: How it is read, without faults.
        edit: What to change.
        read: Reads a workbook as this one was read.
        taken: IDs that a new task must not get, such as those of tasks that have gone.

    Raises:
        InputError: if it cannot be written there, or would not mean that.
    """
    project = look.project
    if project is None:
        raise InputError(look.issues)
    in_excel = phrase("change it in Excel")
    try:
        cells = _Cells(data, look, project, taken).of(edit)
        if cells.formula:
            text = phrase("the cell has a formula, which is left as it is")
            raise _fault(text, edit, cells.cell, in_excel)
        written = write_cells(data, {cells.sheet: cells.entries})
    except GraftRefusedError as error:
        raise _fault(verbatim(str(error)), edit) from error
    if written.left:
        raise InputError(written.left)
    seen = read(written.data)
    after = seen.project
    if after is None:
        raise InputError(seen.issues)
    told = _said(project, edit), _said(after, edit)
    if edit.field == "phase" and not _as_meant(after, edit):
        text = phrase("the rows of this phase stand together, further up")
        raise _fault(text, edit, cells.cell, phrase("move the row there in Excel"))
    same = told[0] == told[1] and edit.field != "phase"
    if same or not _as_meant(after, edit):
        text = phrase("it says so already, or would not be understood")
        raise _fault(text, edit, cells.cell)
    if not _rest_stays(project, after, edit):
        text = phrase("other tasks or people would then be read otherwise")
        raise _fault(text, edit, cells.cell, in_excel)
    new = tuple(
        one for one in after.remarks if one.severity != "info" and one not in project.remarks
    )
    return Edited(
        data=written.data,
        look=seen,
        project=after,
        sheet=cells.sheet,
        entries=cells.entries,
        cell=cells.cell,
        before=told[0],
        after=told[1],
        remarks=new,
    )


class _Cells:
    """Finds the cells of a change.

    Raises:
        InputError: if there are none.
        GraftRefusedError: if nothing can be put into this file.
    """

    def __init__(self, data: bytes, look: Look, project: Project, taken: Collection[str]) -> None:
        self._project, self._taken = project, taken
        self._tables = UserTables(data, look)

    def of(self, edit: CellEdit) -> NewCells:
        """The cells, and what they are to hold."""
        if edit.subject == "task" and edit.field in OF_TASKS:
            return self._of_task(edit)
        if edit.subject == "person" and edit.field in OF_PEOPLE and edit.of.strip():
            found = {"leave": self._leave, "newcomer": self._newcomer}
            return found.get(edit.field, self._of_person)(edit)
        if edit.subject == "project" and edit.field in OF_PROJECT:
            return self._status_date(edit)
        raise self._nowhere(edit)

    def _of_task(self, edit: CellEdit) -> NewCells:
        if edit.field == "added":
            return self._new_task(edit)
        task = task_called(self._project, edit.of)
        table = self._tables.first(TASKS, task.source.sheet) if task else None
        if task is None or table is None or not task.source.row:
            raise self._nowhere(edit)
        row, field, text = task.source.row, edit.field, edit.text.strip()
        if field == "removed":
            self._nothing_waits(edit, task)
            return table.cleared(row, "name")
        if field == "phase":
            return table.written(row, self._in_phase(edit, table))
        if field == "unlink":
            field, text = "predecessors", self._without(edit, task, table.text(row, "predecessors"))
        elif field == "predecessors" and (old := table.text(row, field)):
            text = f"{old}{table.mark(field)} {text}"
        return table.written(row, {field: text})

    def _new_task(self, edit: CellEdit) -> NewCells:
        """A new row below the other tasks."""
        name, size = edit.of.strip(), edit.text.strip()
        table = self._tables.first(TASKS)
        known = {key(text) for one in self._project.tasks for text in (one.id, one.name)}
        if key(name) in known:
            message = phrase("there is a task with this name or ID already")
            raise _fault(message, edit, remedy=phrase("give it another name"))
        if table is None or not name or not size:
            raise self._nowhere(edit)
        return new_row(table, self._project, name, size, self._taken)

    def _nothing_waits(self, edit: CellEdit, task: Task) -> None:
        """Refuse to take away what another task waits for."""
        for one in self._project.tasks:
            if any(link.task == task.id for link in one.dependencies):
                message = phrase("{task} waits for it", task=one.title)
                place = f"{one.source.sheet}!{one.source.cell('predecessors')}"
                raise _fault(message, edit, place, phrase("take that link away first"))

    def _in_phase(self, edit: CellEdit, table: UserTable) -> Mapping[str, str]:
        """What tells that a task stands in a phase."""
        wanted = key(edit.text)
        phases = [one for one in self._project.tasks if one.summary]
        phase = next((one for one in phases if wanted in (key(one.id), key(one.name))), None)
        found = phase_values(table, self._project, phase) if phase else {}
        if phase is None:
            raise _fault(phrase("there is no such phase"), edit)
        if not found:
            message = phrase("no column says in which phase a task stands")
            raise _fault(message, edit, remedy=phrase("change it in Excel"))
        return found

    def _without(self, edit: CellEdit, task: Task, text: str) -> str:
        """The links of a cell without one of them."""
        links = [one.task for one in task.dependencies]
        pieces = [one for one in _PIECES.split(text) if one]
        if edit.text not in links or len(links) != len(pieces):
            message = phrase("the link does not stand alone in a cell of this task")
            raise _fault(message, edit, remedy=phrase("change it in Excel"))
        at = links.index(edit.text)
        mark = ", " if ";" not in text else _LIST
        return mark.join(pieces[:at] + pieces[at + 1 :])

    def _of_person(self, edit: CellEdit) -> NewCells:
        table = self._tables.first(PEOPLE)
        row = table.row_named(edit.of) if table else 0
        if table is None or not row:
            raise self._nowhere(edit)
        return table.written(row, {edit.field: edit.text.strip()})

    def _status_date(self, edit: CellEdit) -> NewCells:
        """In the settings; an earlier one than there is would not count beside our sheet Update."""
        day, known = day_of(edit.text), self._project.settings.status_date
        if day is not None and known is not None and day < known.date():
            message = phrase("the workbook has a later status date, {day:%Y-%m-%d}", day=known)
            raise _fault(message, edit)
        return self._tables.setting(edit.field, edit.text.strip())

    def _newcomer(self, edit: CellEdit) -> NewCells:
        """Somebody who was not there: a new row."""
        values, table = {"name": edit.of.strip()}, self._tables.first(PEOPLE)
        if table is None:
            return self._tables.fresh(PEOPLE, values)
        return table.written(table.next_row, values)

    def _leave(self, edit: CellEdit) -> NewCells:
        """On the sheet of leave, or else beside their name, or else on a new sheet."""
        if not any(key(one.name) == key(edit.of) for one in self._project.resources):
            raise self._nowhere(edit)
        text = edit.text.strip()
        match = _SPAN.fullmatch(text)
        first, last = match.groups() if match else (text, text)
        if day_of(first) is None or day_of(last) is None:
            message = phrase("leave needs a first and a last day such as 2027-07-05")
            raise _fault(message, edit)
        values = {"who": edit.of, "start": first, "finish": last}
        if leave := self._tables.first(LEAVE):
            return leave.written(leave.next_row, values)
        people = self._tables.first(PEOPLE)
        row = people.row_named(edit.of) if people else 0
        if people is None or not row:
            return self._tables.fresh(LEAVE, values)
        span = f"{day_of(first)} to {day_of(last)}"
        old = people.text(row, "leave")
        return people.written(row, {"leave": f"{old}{_LIST}{span}" if old else span})

    def _nowhere(self, edit: CellEdit) -> InputError:
        return _fault(phrase("there is no such cell"), edit)


def _said(project: Project, edit: CellEdit) -> str:
    """What is said in the field that is changed."""
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


def _as_meant(after: Project, edit: CellEdit) -> bool:
    """Whether what can be understood as something else is not: a phase is that which was meant."""
    if edit.field == "added":
        task = task_called(after, edit.of)
        return task is not None and not task.summary and task.name == edit.of.strip()
    if edit.field != "phase":
        return True
    task = task_called(after, edit.of)
    phase = next((one for one in after.tasks if task and one.id == task.parent), None)
    return phase is not None and key(edit.text) in (key(phase.id), key(phase.name))


def _rest_stays(before: Project, after: Project, edit: CellEdit) -> bool:
    """Whether all else means what it meant, wherever it stands."""
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
    """Those of whom a sheet says something."""
    listed = [one for one in project.resources if one.source.row and key(one.name) != but]
    return [
        replace(
            one,
            source=Source(),
            terms=tuple(replace(term, source=Source()) for term in one.terms),
        )
        for one in listed
    ]


def _fault(text: Phrase, edit: CellEdit, place: str = "", remedy: Phrase = NO_REMEDY) -> InputError:
    sheet, _, cell = place.rpartition("!")
    issue = Issue(
        code="not-changed", message=text, sheet=sheet, cell=cell, got=edit.text, remedy=remedy
    )
    return InputError([issue])
