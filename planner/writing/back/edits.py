"""Changes to single cells of the user's tables, said field by field, as somebody would type them.

A cell is written, the workbook is read again, and the change counts only if that task says
something else then, and no other task does. So what it means is decided where it always is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.analysis.stated import stated
from planner.errors import InputError, Issue
from planner.language.words import LANGUAGES
from planner.ooxml.fill import Entry
from planner.ooxml.guard import column_number
from planner.ooxml.package import GraftRefusedError
from planner.phrase import NO_REMEDY, Phrase, verbatim
from planner.project import Project, Source, Task
from planner.reading.cells import Cell, Sheet, letters, read_book
from planner.schema.columns import TASKS
from planner.writing.back.shares import ShareColumn
from planner.writing.write import write_cells

EDITED: Mapping[str, str] = {
    "duration": "duration",
    "deadline": "deadline",
    "earliest_start": "dates",
    "resources": "people",
    "predecessors": "predecessors",
    "priority": "priority",
    "percent_complete": "",
    "pin": "",
}
"""The fields that can be changed, and under which name `stated` tells them, if it does."""

_DATES = ("%Y-%m-%d", "%d.%m.%Y")
_EPOCH = date(1899, 12, 30)
_SHORT_DATE = 14
"""The id of the number format of a date."""

Read = Callable[[bytes], Project]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEdit:
    """A field of a task (by id) that is to say something else; of links, one more."""

    task: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A workbook with a change in it, what it says now, and where and what was written.

    `sheet` and `entries` are the cells, the header of a new column among them. `before` and
    `after` are what the task said, in the way of `stated`; `remarks` what reading it has to say now
    that it had not.
    """

    data: bytes
    project: Project
    sheet: str
    entries: Mapping[str, Entry]
    cell: str
    before: str
    after: str
    remarks: tuple[Issue, ...] = ()


def edited(data: bytes, project: Project, edit: TaskEdit, read: Read) -> Edited:
    """The workbook with a change in it.

    Args:
        data: The workbook.
        project: What it says.
        edit: What to change.
        read: Reads a workbook as this one was read.

    Raises:
        InputError: if it cannot be written there, or would not mean that.
    """
    say = LANGUAGES[project.language]
    task = next((one for one in project.tasks if one.id == edit.task), None)
    if task is None or not task.source.row or edit.field not in EDITED:
        raise _fault(verbatim(say("there is no such cell")), edit)
    place = _Place(data, project, task, edit.field)
    if place.formula:
        text = verbatim(say("the cell has a formula, which is left as it is"))
        raise _fault(text, edit, place.cell, verbatim(say("change it in Excel")))
    entries = {place.ref: place.entry(edit.text.strip()), **place.header()}
    try:
        written = write_cells(data, {place.sheet.name: entries})
    except GraftRefusedError as error:
        raise _fault(verbatim(str(error)), edit, place.cell) from error
    if written.left:
        raise InputError(written.left)
    after = read(written.data)
    told = _said(project, edit), _said(after, edit)
    if told[0] == told[1]:
        raise _fault(
            verbatim(say("it says so already, or would not be understood")), edit, place.cell
        )
    if _others(project, edit.task) != _others(after, edit.task):
        text = verbatim(say("other tasks would then be read otherwise"))
        raise _fault(text, edit, place.cell, verbatim(say("change it in Excel")))
    new = tuple(
        one for one in after.remarks if one.severity != "info" and one not in project.remarks
    )
    return Edited(
        data=written.data,
        project=after,
        sheet=place.sheet.name,
        entries=entries,
        cell=place.cell,
        before=told[0],
        after=told[1],
        remarks=new,
    )


class _Place:
    """Where a field of a task stands, or would stand in a new column behind the table."""

    def __init__(self, data: bytes, project: Project, task: Task, field: str) -> None:
        book = read_book(data)
        self.sheet: Sheet = next(one for one in book.sheets if one.name == task.source.sheet)
        self._field, self._row = field, task.source.row
        self._heads = [one for one in project.columns if one.sheet == self.sheet.name]
        known = task.source.columns.get(field, "")
        self._new = not known
        used = [column for cells in self.sheet.rows.values() for column in cells]
        self._column = column_number(known) if known else max(used, default=0) + 1
        rows = {one.source.row for one in project.tasks if one.source.sheet == self.sheet.name}
        self._rows = sorted(rows)

    @property
    def ref(self) -> str:
        return f"{letters(self._column)}{self._row}"

    @property
    def cell(self) -> str:
        return f"{self.sheet.name}!{self.ref}"

    @property
    def formula(self) -> bool:
        return (self._row, self._column) in self.sheet.formulas

    def header(self) -> dict[str, Entry]:
        """The header of a new column, in English, which is read in a table of any language."""
        if not self._new or not self._heads:
            return {}
        row = self._heads[0].cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        caption = TASKS.column(self._field).caption
        return {f"{letters(self._column)}{row}": Entry(value=caption)}

    def entry(self, text: str) -> Entry:
        """What to put into the cell."""
        if self._field in ("deadline", "earliest_start") and (day := _day(text)):
            like = next((one.ref for one in self._cells() if one.kind == "date"), "")
            return Entry(value=(day - _EPOCH).days, like=like, form=_SHORT_DATE)
        number = _number(text.removesuffix("%").strip())
        if self._field == "percent_complete" and number is not None:
            made = ShareColumn(self._cells()).entry(self._at(), number / 100)
            return made or Entry(value=text)
        if self._field == "predecessors":
            return Entry(value=self._more(text))
        return Entry(value=text if number is None else number)

    def _more(self, text: str) -> str:
        """The links there are, and one more."""
        old = self._at()
        if old is None or not old.text.strip():
            return text
        mark = ";" if any(";" in one.text for one in self._cells()) else ","
        return f"{old.text.strip()}{mark} {text}"

    def _at(self) -> Cell | None:
        return self.sheet.rows.get(self._row, {}).get(self._column)

    def _cells(self) -> list[Cell]:
        """What stands in the column beside the tasks."""
        found = (self.sheet.rows.get(row, {}).get(self._column) for row in self._rows)
        return [cell for cell in found if cell is not None]


def _day(text: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) if text[:1].isdecimal() else None
    except ValueError:
        return None


def _said(project: Project, edit: TaskEdit) -> str:
    """What a task says in the field that is changed."""
    if name := EDITED[edit.field]:
        return stated(project)[edit.task].get(name, "")
    task = next(one for one in project.tasks if one.id == edit.task)
    if edit.field == "pin":
        return task.pin
    share = task.percent_complete
    return "" if share is None else f"{share:.0%}"


def _others(project: Project, task: str) -> list[Task]:
    """What all other tasks mean, wherever it stands."""
    return [replace(one, source=Source()) for one in project.tasks if one.id != task]


def _fault(text: Phrase, edit: TaskEdit, place: str = "", remedy: Phrase = NO_REMEDY) -> InputError:
    sheet, _, cell = place.rpartition("!")
    issue = Issue(
        code="not-changed", message=text, sheet=sheet, cell=cell, got=edit.text, remedy=remedy
    )
    return InputError([issue])
