"""Changes to single cells of the user's tables, field by field, as somebody would type them.

Cells are written, the workbook is read again, and the change counts only if what it is about says
something else then, and nothing else does. So what it means is decided where it always is.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.choice import ELSEWHERE
from planner.errors import InputError, Issue
from planner.language.text import key
from planner.ooxml.fill import Entry
from planner.ooxml.package import GraftRefusedError
from planner.phrase import phrase, verbatim
from planner.project import Project, Task
from planner.reading.look import Look
from planner.schema.columns import TASKS
from planner.schema.day_sheets import LEAVE
from planner.schema.people_sheets import PEOPLE
from planner.writing.back.cell_edit import (
    FORMULA_KEPT,
    OF_PEOPLE,
    OF_PROJECT,
    OF_TASKS,
    CellEdit,
    fault,
)
from planner.writing.back.effect import as_meant, first_other, joined, said
from planner.writing.back.places import NewCells, UserTable, UserTables
from planner.writing.back.task_rows import new_row, phase_values, task_called
from planner.writing.back.typed import day_of
from planner.writing.write import write_cells

_SPAN = re.compile(r"(\S+)\s+(?:to|bis|-|–)\s+(\S+)")
_PIECES = re.compile(r"\s*[;,\n]\s*")
_LIST = "; "
_MOST_NAMED = 8

ReadBook = Callable[[bytes], Look]


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
    if project.choice.form in ELSEWHERE:
        raise fault(phrase("the tasks do not stand in rows below headers"), edit, remedy=in_excel)
    try:
        cells = _over(_Cells(data, look, project, taken).of(edit), edit)
        written = write_cells(data, {cells.sheet: cells.entries})
    except GraftRefusedError as error:
        raise fault(verbatim(str(error)), edit) from error
    if written.left:
        raise InputError(written.left)
    seen = read(written.data)
    after = seen.project
    if after is None:
        raise InputError(seen.issues)
    told = said(project, edit), said(after, edit)
    if edit.field == "phase" and not as_meant(after, edit):
        text = phrase("the rows of this phase stand together, further up")
        raise fault(text, edit, cells.cell, phrase("move the row there in Excel"))
    same = told[0] == told[1] and edit.field != "phase"
    if same or not as_meant(after, edit):
        text = phrase("it says so already, or would not be understood")
        raise fault(text, edit, cells.cell)
    if other := first_other(project, after, edit):
        text = phrase("{name} would then be read otherwise", name=other.name)
        raise fault(text, edit, other.place or cells.cell, in_excel)
    return Edited(
        data=written.data,
        look=seen,
        project=after,
        sheet=cells.sheet,
        entries=cells.entries,
        cell=cells.cell,
        before=told[0],
        after=told[1],
        remarks=tuple(_remarks(project, after, edit, cells)),
    )


def _remarks(project: Project, after: Project, edit: CellEdit, cells: NewCells) -> Iterator[Issue]:
    """What there is to say of a change, and what reading it has to say that it had not."""
    if tasks := joined(project, after, edit):
        yield _for_all(tasks, edit, cells)
    if cells.formula:
        yield _replaced(cells)
    for one in after.remarks:
        if one.severity != "info" and one not in project.remarks:
            yield one


def _for_all(tasks: Sequence[Task], edit: CellEdit, cells: NewCells) -> Issue:
    """Which tasks are for somebody new too."""
    sheet, _, cell = cells.cell.rpartition("!")
    shown = ", ".join(task.title for task in tasks[:_MOST_NAMED])
    text = phrase(
        "tasks for everybody, now for {name} too: {n}, {tasks}",
        name=edit.of.strip(),
        n=len(tasks),
        tasks=shown + (", …" if len(tasks) > _MOST_NAMED else ""),
    )
    return Issue(severity="info", code="joins-tasks", message=text, sheet=sheet, cell=cell)


def _over(cells: NewCells, edit: CellEdit) -> NewCells:
    """The cells, in place of formulas if that is wanted.

    Raises:
        InputError: if there is a formula and it is not.
    """
    if not cells.formula:
        return cells
    if edit.formula == "keep":
        text = phrase("the cell has a formula, which is left as it is")
        remedy = phrase("change it in Excel, or have the formula replaced")
        raise fault(text, edit, cells.cell, remedy, code=FORMULA_KEPT)
    over = {cell: replace(entry, over_formula=True) for cell, entry in cells.entries.items()}
    return replace(cells, entries=over)


def _replaced(cells: NewCells) -> Issue:
    sheet, _, cell = cells.cell.rpartition("!")
    text = phrase("the formula {formula} is replaced", formula=cells.formula)
    return Issue(severity="warning", code="formula-replaced", message=text, sheet=sheet, cell=cell)


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
        elif field == "predecessors":
            text, old = self._as_named_there(text, table), table.text(row, field)
            text = f"{old}{table.mark(field)} {text}" if old else text
        return table.written(row, {field: text})

    def _as_named_there(self, text: str, table: UserTable) -> str:
        """The ID of a task as its name where the column names tasks and the table has no IDs."""
        task = next((one for one in self._project.tasks if one.id == text), None)
        texts = {key(one) for one in table.texts("predecessors")}
        named = any(key(one.name) in texts for one in self._project.tasks)
        return task.name if task and named and not (table.has("id") or table.has("wbs")) else text

    def _new_task(self, edit: CellEdit) -> NewCells:
        """A new row below the other tasks."""
        name, size = edit.of.strip(), edit.text.strip()
        table = self._tables.first(TASKS)
        known = {key(text) for one in self._project.tasks for text in (one.id, one.name)}
        if key(name) in known:
            message = phrase("there is a task with this name or ID already")
            raise fault(message, edit, remedy=phrase("give it another name"))
        if table is None or not name or not size:
            raise self._nowhere(edit)
        return new_row(table, self._project, name, size, self._taken)

    def _nothing_waits(self, edit: CellEdit, task: Task) -> None:
        """Refuse to take away what another task waits for."""
        for one in self._project.tasks:
            if any(link.task == task.id for link in one.dependencies):
                message = phrase("{task} waits for it", task=one.title)
                place = f"{one.source.sheet}!{one.source.cell('predecessors')}"
                raise fault(message, edit, place, phrase("take that link away first"))

    def _in_phase(self, edit: CellEdit, table: UserTable) -> Mapping[str, str]:
        """What tells that a task stands in a phase."""
        wanted = key(edit.text)
        phases = [one for one in self._project.tasks if one.summary]
        phase = next((one for one in phases if wanted in (key(one.id), key(one.name))), None)
        found = phase_values(table, self._project, phase) if phase else {}
        if phase is None:
            raise fault(phrase("there is no such phase"), edit)
        if not found:
            message = phrase("no column says in which phase a task stands")
            raise fault(message, edit, remedy=phrase("change it in Excel"))
        return found

    def _without(self, edit: CellEdit, task: Task, text: str) -> str:
        """The links of a cell without one of them."""
        links = [one.task for one in task.dependencies]
        pieces = [one for one in _PIECES.split(text) if one]
        if edit.text not in links or len(links) != len(pieces):
            message = phrase("the link does not stand alone in a cell of this task")
            raise fault(message, edit, remedy=phrase("change it in Excel"))
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
            raise fault(message, edit)
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
            raise fault(message, edit)
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
        return fault(phrase("there is no such cell"), edit)
