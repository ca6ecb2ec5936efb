"""Finds the tables: the kind of each sheet, its header row, and the field of each column.

The result is a `Table` of `Row` objects, whose fields `Row.take` reads; a `Log` collects all notes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from planner.errors import Issue, Severity
from planner.language.text import fold
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.project import Source
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.column_kinds import explaining, fields_of_ticks, numbering
from planner.reading.header_names import HeaderWishes
from planner.reading.headers import find_header
from planner.reading.heading import Header, Heading
from planner.reading.labels_below import is_header_again, labels_below
from planner.reading.names_of_codes import named_by_code
from planner.reading.naming import is_caption
from planner.reading.other_tables import other_table, until
from planner.reading.people_columns import people_cells
from planner.reading.span_cells import ends_in
from planner.reading.title_in_header import title_in_header
from planner.reading.values import NOTHING, BadValueError, OutOfRangeError
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import meanings

_T = TypeVar("_T")
_CODES = frozenset(["id", "wbs", "uid"])
_REMARKS = frozenset(["status", "notes", "stakeholders"])
"""Fields without which a task can be planned all the same."""
_LONGEST = 40
"""A word for nothing has fewer characters, the space around it included."""
_CAPTIONS = 2
"""A row below the header with this many known captions is no task."""


class Log:
    """Collects all issues of reading."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def add(self, issue: Issue) -> None:
        """Adds an issue."""
        self.issues.append(issue)

    def once(self, issue: Issue) -> None:
        """Adds a remark that many cells of a column may cause, only for the first of them."""
        place = (issue.code, issue.sheet, re.sub(r"\d", "", issue.cell))
        self._seen[place] += 1
        if self._seen[place] == 1:
            self.issues.append(issue)


def in_order(issues: Sequence[Issue], sheets: Sequence[Sheet]) -> tuple[Issue, ...]:
    """The issues in the order of sheets, rows and columns."""
    order = {sheet.name: number for number, sheet in enumerate(sheets)}

    def place(issue: Issue) -> tuple[int, int, int, str]:
        column = issue.cell.rstrip("0123456789")
        row = issue.cell[len(column) :]
        return order.get(issue.sheet, -1), int(row or 0), len(column), column

    return tuple(sorted(issues, key=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a table's row, by field."""

    source: Source
    cells: Mapping[str, Cell]
    log: Log = field(repr=False)

    def has(self, field_name: str) -> bool:
        """Whether the cell holds more than a word for nothing."""
        cell = self.cells.get(field_name)
        if cell is None or cell.kind != "text":
            return cell is not None
        written = cell.value
        long = isinstance(written, str) and len(written.strip()) > _LONGEST and "[" not in written
        return long or not _nothing(cell.text)

    def text(self, field_name: str) -> str:
        """The cell's text, "" if blank; notes an error cell, which stops no plan in a remark."""
        cell = self.cells.get(field_name)
        if cell is None or cell.kind in ("error", "uncached"):
            severity: Severity = "warning" if field_name in _REMARKS else "error"
            return self.take(field_name, lambda cell: cell.text, severity) or ""
        return cell.text

    def take(
        self, field_name: str, parse: Callable[[Cell], _T], severity: Severity = "error"
    ) -> _T | None:
        """The parsed cell; None if it is blank or wrong, which is noted with the given severity."""
        if field_name not in self.cells or not self.has(field_name):
            return None
        cell = self.cells[field_name]
        try:
            _check(cell)
            return parse(cell)
        except BadValueError as bad:
            told: Severity = "warning" if isinstance(bad, OutOfRangeError) else severity
            self.note(told, bad.code, bad.message, field_name, bad.remedy)
            return None

    def note(
        self,
        severity: Severity,
        code: str,
        message: Phrase,
        field_name: str = "",
        remedy: Phrase = NO_REMEDY,
    ) -> None:
        """Notes something about a field of this row."""
        cell = self.cells.get(field_name)
        got = cell.text if cell else ""
        self.log.add(
            self.source.issue(code, message, field_name, got=got, remedy=remedy, severity=severity)
        )


def _nothing(text: str) -> bool:
    """Whether it is a word for nothing, or a gap of a template such as [Name]."""
    if text[:1] != "[" or text[-1:] != "]":
        return not text or text.casefold() in NOTHING
    inner = fold(text[1:-1])
    return not inner or inner in _TO_FILL_IN or any(w in _FORM_WORDS for w in meanings_of(inner))


_TO_FILL_IN = frozenset(
    ["insertname", "entername", "taskname", "yourname", "text", "nn", "startdate", "enddate"]
)
_FORM_WORDS = frozenset(
    ["task", "name", "responsible", "person", "resource", "start", "finish", "duration", "due"]
)


def meanings_of(folded: str) -> set[str]:
    """The fields that a folded text means as a header."""
    return {word.meaning for word in meanings(folded)}


def _check(cell: Cell) -> None:
    if cell.kind == "error":
        raise BadValueError(
            "error-cell", phrase("the cell holds an error"), phrase("correct its formula")
        )
    if cell.kind == "uncached":
        raise BadValueError(
            "formula-without-value",
            phrase("the formula has no stored result"),
            phrase("open the workbook in Excel or LibreOffice and save it"),
        )


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet read as one kind of table: its header row, its columns, and the rows below.

    `language` is the language of the headers, "" if unknown. `cut` is the row in which another
    table begins that was cut off, 0 without one.
    """

    kind: SheetKind
    sheet: Sheet
    header: int
    headings: tuple[Heading, ...]
    log: Log = field(repr=False)
    language: str = ""
    cut: int = 0

    @cached_property
    def fields(self) -> Mapping[str, Heading]:
        """Field → heading; the first one where a header is repeated."""
        return {heading.field: heading for heading in reversed(self.headings) if heading.field}

    def unit(self, field_name: str, default: str) -> str:
        """The unit in the header of a field."""
        heading = self.fields.get(field_name)
        return (heading.unit if heading else "") or default

    def note(
        self,
        severity: Severity,
        code: str,
        message: Phrase,
        heading: Heading,
        remedy: Phrase = NO_REMEDY,
    ) -> None:
        """Notes something about a column, at its header."""
        self.log.add(
            Issue(
                severity=severity,
                code=code,
                sheet=self.sheet.name,
                cell=f"{letters(heading.column)}{self.header}",
                message=message,
                got=heading.text,
                remedy=remedy,
            )
        )

    def rows(self, also: AbstractSet[int] = frozenset()) -> Iterator[Row]:
        """Yields the rows below the header with anything in a known column, or one of some others.

        A row with nothing but a text left of the names is among them: it is the title of the rows
        below. Where the header is repeated, each table after the first has its title above its
        header, and so has the first.
        """
        places = {
            h.column: h.field for h in self.headings if h.field and not h.person and not h.span
        }
        spans = [h.column for h in self.headings if h.span and h.field == "start"]
        columns = {name: letters(heading.column) for name, heading in self.fields.items()}
        again = bool(self.headers_again)
        title = title_in_header(self.sheet, self.header, self.kind, self.fields.get("name"))
        known = {h.column: h.field for h in self.headings if h.field}
        headers = self.headers_again | labels_below(self.sheet, self.header, known)
        for number in sorted(self.sheet.rows):
            if number < self.header - again or (number == self.header and title is None):
                continue
            if number < self.header and len(self.sheet.rows[number]) > 1:  # a row of the header
                continue
            above = title if number == self.header else None
            cells = {"name": above} if above else self._cells(number, places, spans)
            if number not in headers and (cells or self.sheet.rows[number].keys() & also):
                source = Source(sheet=self.sheet.name, row=number, columns=columns)
                yield Row(source=source, cells=cells, log=self.log)

    def _cells(
        self, number: int, places: Mapping[int, str], spans: Sequence[int]
    ) -> dict[str, Cell]:
        """The cells of a row by field; `places`: column → field, `spans`: columns of both ends."""
        cells: dict[str, Cell] = {}
        for column, cell in self.sheet.rows[number].items():
            name = places.get(column)
            if name is not None:
                cells[name] = _joined(cells[name], cell) if name in cells else cell
        if any(heading.person for heading in self.headings):
            cells |= self._people(number)
        for column in spans:
            cells |= ends_in(self.sheet.rows[number].get(column))
        others = cells.keys() - _CODES
        title = None if others and not others <= self._ticked else self._title(number)
        if title is not None:
            return {"name": title}
        if self.kind.name == "Tasks" and "name" in self.fields:
            return named_by_code(cells)
        return cells

    @cached_property
    def headers_again(self) -> frozenset[int]:
        """The rows below the header that repeat it, in the same or in other words."""
        known = [(h.column, fold(h.text)) for h in self.headings if h.field]
        above = [self.sheet.rows.get(row, {}) for row in (self.header - 1, self.header)]
        heads = [{c: fold(cell.text) for c, cell in cells.items()} for cells in above]
        named = self.fields["name"].column if "name" in self.fields else 0
        return frozenset(
            number
            for number, cells in self.sheet.rows.items()
            if number > self.header
            and (self._is_header(number, known) or is_header_again(cells, heads, self.kind, named))
        )

    def _people(self, number: int) -> dict[str, Cell]:
        """The cells of the columns of people in a row; a cell for nothing is no person."""
        who, hours = people_cells(self.sheet.rows[number], self.headings)
        found = {"resources": who, "work": hours}
        return {field: cell for field, cell in found.items() if cell is not None}

    def _title(self, number: int) -> Cell | None:
        """The only cell of a row, if it is a text left of the names and no code."""
        end = max((h.column for h in self.headings if h.field), default=0)
        cells = {c: cell for c, cell in self.sheet.rows[number].items() if c <= end}
        name = self.fields.get("name")
        if name is None or self.kind.name != "Tasks" or len(cells) != 1:
            return None
        ((column, cell),) = cells.items()
        coded = any(h.column == column and h.field in _CODES for h in self.headings)
        code = coded and " " not in cell.text and not self._is_word(column, cell)
        if column >= name.column or cell.kind != "text" or code:
            return None
        if column in self._explaining:
            return None
        return cell

    def _is_word(self, column: int, cell: Cell) -> bool:
        """Whether a text is a word in a column of codes, most of which are numbers."""
        return len(cell.text) >= _WORD and cell.text.isalpha() and column in self._numbering

    @cached_property
    def _ticked(self) -> frozenset[str]:
        return fields_of_ticks(self.sheet, self.header, self.headings)

    @cached_property
    def _numbering(self) -> frozenset[int]:
        return numbering(self.sheet, self.header)

    @cached_property
    def _explaining(self) -> frozenset[int]:
        return explaining(self.sheet, self.header)

    def _is_header(self, number: int, known: Sequence[tuple[int, str]]) -> bool:
        """Whether a row below repeats the header, or has it in other words (Primavera P6).

        `known` has the columns of the fields with their folded headers.
        """
        cells = self.sheet.rows[number]
        for column, folded in known:
            if column not in cells or fold(cells[column].text) != folded:
                break
        else:
            return True
        if number != self.header + 1:
            return False
        names = [cells[column].text for column, _ in known if column in cells]
        captions = sum(1 for name in names if is_caption(name, self.kind))
        return captions > max(_CAPTIONS, len(names) / 2)


_WORD = 4
"""A word of so many letters is no code."""


def _joined(one: Cell, two: Cell) -> Cell:
    """Joins two cells of a repeated column to one list."""
    return one._replace(kind="text", value=f"{one.text};{two.text}")


def find_table(sheet: Sheet, kind: SheetKind, log: Log, reading: HeaderWishes) -> Table | None:
    """The sheet as a table of this kind, None if no row can be its header."""
    header = find_header(sheet, kind, reading)
    return None if header is None else make_table(sheet, kind, header, log)


def make_table(sheet: Sheet, kind: SheetKind, header: Header, log: Log) -> Table:
    """The table below a header; notes repeated headers."""
    table = Table(kind=kind, sheet=sheet, header=header.row, headings=header.headings, log=log)
    if kind.name == "Tasks":
        table = _without_other_table(table)
    for heading in table.headings:
        if heading.repeats and heading.column not in sheet.hidden_columns:
            _note_repeated(table, heading)
    return table


def _without_other_table(table: Table) -> Table:
    """The table without another one of other columns below it."""
    known = {h.column: h.field for h in table.headings if h.field}
    end = other_table(table.sheet, table.header, known)
    if not end or end in table.headers_again or end + 1 in table.headers_again:
        return table
    return replace(table, sheet=until(table.sheet, end), cut=end)


def _note_repeated(table: Table, heading: Heading) -> None:
    """A repeated header is a fault, except right of a blank column, where it heads another list."""
    if _stands_apart(table, heading):
        message = phrase("stands apart from the table and is left out")
        table.note("info", "list-beside", message, heading)
        return
    message = phrase(
        "{repeats}{header} has the same header",
        repeats=letters(heading.repeats),
        header=table.header,
    )
    remedy = phrase("rename or delete one of the two columns")
    added = any(h.field == "name" and h.column == heading.repeats for h in table.headings)
    few = not heading.filled or _has_few_cells(table, heading)
    severity: Severity = "info" if few else "warning" if added else "error"
    table.note(severity, "duplicate-column", message, heading, remedy)


def _has_few_cells(table: Table, heading: Heading) -> bool:
    """Whether a repeated header has hardly any cells below it, as one of a small list beside."""
    rows = [cells for number, cells in table.sheet.rows.items() if number > table.header]
    here, first = (
        sum(column in cells for cells in rows) for column in (heading.column, heading.repeats)
    )
    return here * _FEW_OF <= first


_FEW_OF = 5


def _stands_apart(table: Table, heading: Heading) -> bool:
    """Whether a blank column lies between a repeated header and the one that is read."""
    first, last = sorted((heading.column, heading.repeats))
    used = {column for cells in table.sheet.rows.values() for column in cells}
    return any(column not in used for column in range(first + 1, last))
