"""Reads a file with the user's choices and reports its tables, its columns and the result.

`planner check` prints it, and the page shows it beside its form. Planning reads files the same way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.choice import Choice
from planner.errors import Issue
from planner.ooxml.fill import CellPlace, place_of
from planner.project import Project, ReadColumn
from planner.reading.cells import Book, Cell, Sheet, letters
from planner.reading.finding import Tables
from planner.reading.tables import Table
from planner.schema.columns import TASKS
from planner.schema.schema import SheetKind

if TYPE_CHECKING:
    from planner.reading.offers import Offer

_FIRST = 15
_ROWS, _COLUMNS, _LONGEST = 25, 40, 60
_DOUBTFUL, _LONGEST_DOUBTFUL = 60, 300
_BLANK = Cell(row=0, column=0, kind="text", value="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The size of a project: numbers of objects, and sums over the tasks that are no summaries.

    `days_off` counts each day of each entry.
    """

    tasks: int = 0
    summaries: int = 0
    links: int = 0
    people: int = 0
    named: int = 0
    dated: int = 0
    days_off: int = 0
    minutes: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenColumn:
    """A column of a sheet: its letters, header, and our caption for its field, or "".

    `chosen` says that the user chose the field, `sure` that the header leaves no doubt.
    """

    letters: str
    header: str = ""
    meaning: str = ""
    unit: str = ""
    evidence: str = ""
    sure: bool = True
    chosen: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sheet as it stands in the file, and as it is read.

    Args:
        kind: The kind of sheet it is read as, such as Tasks or People; "" for none.
        header: The row of its headers, 0 without one.
        rows: Number and texts (of `columns`) of some rows: the first ones, and those of `doubtful`.
        captions: The fields that its columns may be read as.
        doubtful: Cell → its whole text, for cells below the headers with a fault or a remark, and
            those that were asked for; no formulas.
    """

    name: str
    kind: str = ""
    header: int = 0
    columns: tuple[SeenColumn, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    captions: tuple[str, ...] = ()
    doubtful: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Look:
    """The result of reading a file.

    Args:
        project: The project, None where there are faults.
        issues: Faults and remarks.
        columns: How each column that planning uses was read.
        own: The file's own choices on how it is read, from its Settings or a plan of ours.
        book: The sheets; None for the file of another planning program.
        tables: What the sheets were read as.
        language: The code of the language of the texts.
        offers: The readings to choose from where it is doubtful, this one first if there is one.
    """

    project: Project | None
    issues: tuple[Issue, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    own: Choice = field(default_factory=Choice)
    book: Book | None = field(default=None, repr=False)
    tables: Tables | None = field(default=None, repr=False)
    language: str = "en"
    offers: "tuple[Offer, ...]" = ()

    @property
    def counts(self) -> Counts:
        """The size of the project; all 0 where it cannot be read."""
        return Counts() if self.project is None else counted(self.project)

    @property
    def sheets(self) -> Mapping[str, str]:
        """Name of each sheet → the kind it is read as, "" for none."""
        kinds = {table.sheet.name: table.kind.name for table in self._tables()}
        sheets = self.book.sheets if self.book else ()
        return {sheet.name: kinds.get(sheet.name, "") for sheet in sheets}

    @property
    def headers(self) -> tuple[tuple[str, int], ...]:
        """The places of the headers of tasks: sheet and row."""
        tasks = (table for table in self._tables() if table.kind.name == TASKS.name)
        return tuple((table.sheet.name, table.header) for table in tasks)

    def seen(self, name: str = "", cells: Iterable[str] = ()) -> Seen | None:
        """A sheet; without a name the first of tasks, or the longest sheet where none has tasks.

        `cells` are places such as ``Tasks!C7`` that are shown like doubtful ones.
        """
        if self.book is None:
            return None
        tasks = [table.sheet.name for table in self._tables() if table.kind.name == "Tasks"]
        known = {sheet.name: sheet for sheet in self.book.sheets}
        longest = max(self.book.sheets, key=lambda sheet: len(sheet.rows))
        sheet = known.get(name) or known.get(tasks[0] if tasks else "") or longest
        table = next((t for t in self._tables() if t.sheet.name == sheet.name), None)
        kind, header = (table.kind, table.header) if table else (None, 0)
        read_as = kind.name if kind else ""
        if table is None and not tasks:  # the sheet that the user chose for them
            kind, header = TASKS, _texts_row(sheet)
        doubtful = self._doubtful(sheet, header, cells)
        return _seen(sheet, kind, read_as, header, self.columns, doubtful)

    def _doubtful(self, sheet: Sheet, header: int, cells: Iterable[str]) -> dict[CellPlace, str]:
        """Place → text of the cells of a sheet that have an issue."""
        found = {one.place for one in self.issues if one.severity != "info"} | set(cells)
        places = sorted(
            place
            for name, _, ref in (one.rpartition("!") for one in found)
            if name == sheet.name and (place := place_of(ref)) and place[0] > header
        )
        return {
            place: cell.text
            for place in places[:_DOUBTFUL]
            if place not in sheet.formulas
            and (cell := sheet.rows.get(place[0], {}).get(place[1], _BLANK))
            and len(cell.text) <= _LONGEST_DOUBTFUL
        }

    def _tables(self) -> Iterator[Table]:
        if self.tables is not None:
            for found in self.tables.by_kind.values():
                yield from found


def counted(project: Project) -> Counts:
    """The size of a project."""
    tasks = [task for task in project.tasks if not task.summary]
    return Counts(
        tasks=len(tasks),
        summaries=len(project.tasks) - len(tasks),
        links=sum(len(task.dependencies) for task in project.tasks),
        people=len(project.resources),
        named=sum(1 for task in tasks if task.needs),
        dated=sum(1 for task in tasks if task.current_start or task.current_finish),
        days_off=sum((one.finish - one.start).days + 1 for one in project.days_off),
        minutes=sum(task.work or task.duration or 0 for task in tasks),
        cost=float(sum(task.fixed_cost for task in project.tasks)),
    )


def _texts_row(sheet: Sheet) -> int:
    """The row among the first that resembles a header most: the one with most texts."""
    rows = sorted(sheet.rows)[:_FIRST]
    texts = {n: sum(c.kind == "text" for c in sheet.rows[n].values()) for n in rows}
    return max(rows, key=lambda number: texts[number], default=0)


def _seen(
    sheet: Sheet,
    kind: SheetKind | None,
    read_as: str,
    header: int,
    read: Sequence[ReadColumn],
    doubtful: Mapping[CellPlace, str],
) -> Seen:
    numbers = sorted(sheet.rows)
    first = max(0, header - 3)
    numbers = [number for number in numbers if number >= first][:_ROWS]
    filled = sorted({column for number in numbers for column in sheet.rows[number]})[:_COLUMNS]
    filled = sorted({*filled, *(column for _, column in doubtful)})
    numbers = sorted({*numbers, *(row for row, _ in doubtful)})
    by_cell = {one.cell.rstrip("0123456789"): one for one in read if one.sheet == sheet.name}
    texts = sheet.rows.get(header, {})
    columns = [
        _column(letters(c), texts[c].text if c in texts else "", by_cell.get(letters(c)))
        for c in filled
    ]
    rows = [
        (number, tuple(_short(sheet, number, column) for column in filled)) for number in numbers
    ]
    return Seen(
        name=sheet.name,
        kind=read_as,
        header=header,
        columns=tuple(columns),
        rows=tuple(rows),
        captions=tuple(column.caption for column in kind.columns) if kind else (),
        doubtful={f"{letters(column)}{row}": text for (row, column), text in doubtful.items()},
    )


def _column(letter: str, header: str, read: ReadColumn | None) -> SeenColumn:
    if read is None:
        return SeenColumn(letters=letter, header=header)
    return SeenColumn(
        letters=letter,
        header=header,
        meaning=read.meaning,
        unit=read.unit,
        evidence=read.evidence,
        sure=read.sure,
        chosen=read.chosen,
        others=read.others,
    )


def _short(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.rows.get(row, {}).get(column)
    text = cell.text.replace("\n", " ") if cell else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
