"""Finds the place of a change in the user's sheets, also in new columns, rows and sheets.

A missing column is put behind what is used of the sheet, a row below the table, a sheet behind all
others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.language.text import key
from planner.ooxml.fill import Entry
from planner.ooxml.graft import inspect
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.look import Look
from planner.reading.settings import setting_of, settings_sheet
from planner.reading.tables import Table
from planner.schema.caption_words import SHEET
from planner.schema.captions import caption, spoken
from planner.schema.columns import TASKS
from planner.schema.schema import SheetKind
from planner.schema.setting_columns import SETTINGS
from planner.writing.back.measure import NumberMeaning
from planner.writing.back.shares import ShareColumn
from planner.writing.back.typed import EPOCH, EPOCH_1904, SHORT_DATE, day_of, number_of, typed
from planner.writing.write import free_name


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCells:
    """New contents of cells of a sheet; `cell` is the one that matters, like ``Tasks!E14``.

    `formula` is one that stands in such a cell, "" if there is none.
    """

    sheet: str
    cell: str
    entries: Mapping[str, Entry]
    formula: str = ""


class UserTable:
    """A table of the user's as cells to be written.

    Args:
        look: How the workbook is read.
        table: One of its tables.
        date_1904: Whether the workbook counts days from 1904.
        others: Headers of another table, which tell the language where its own are too few.
    """

    def __init__(
        self, look: Look, table: Table, *, date_1904: bool, others: Sequence[str] = ()
    ) -> None:
        self.kind = table.kind
        self._others = others
        book = look.book.sheets if look.book else ()
        self._sheet: Sheet = next(one for one in book if one.name == table.sheet.name)
        self._header, self._epoch = table.header, EPOCH_1904 if date_1904 else EPOCH
        self._columns = {name: heading.column for name, heading in table.fields.items()}
        self._headed = [heading.column for heading in table.headings]
        self._rows = [row for row in sorted(table.sheet.rows) if row > table.header]
        self._measure = NumberMeaning(look, table)

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self._sheet.name

    @property
    def next_row(self) -> int:
        """The first row below the table."""
        return max(self._rows, default=self._header) + 1

    @property
    def headers(self) -> list[str]:
        """What its columns are called, as they stand there."""
        return [cell.text for cell in self._sheet.rows.get(self._header, {}).values()]

    def row_below(self, row: int) -> int:
        """The row below one of the table's if nothing stands in it; else the first below all."""
        return self.next_row if row + 1 in self._sheet.rows else row + 1

    def has(self, name: str) -> bool:
        """Whether it has a column for a field."""
        return name in self._columns

    def row_named(self, name: str, field: str = "name") -> int:
        """The first row with a name; 0 if there is none."""
        found = (row for row in self._rows if key(self.text(row, field)) == key(name))
        return next(found, 0)

    def text(self, row: int, field: str) -> str:
        """The text of a cell."""
        found = self._at(row, self._columns.get(field, 0))
        return found.text.strip() if found else ""

    def texts(self, field: str) -> list[str]:
        """The texts of a column, below its header."""
        return [cell.text.strip() for cell in self._cells(self._columns.get(field, 0))]

    def mark(self, field: str) -> str:
        """The mark that separates items in the column of a field."""
        return ";" if any(";" in text for text in self.texts(field)) else ","

    def written(self, row: int, values: Mapping[str, str]) -> NewCells:
        """Texts for a row, by field; the first one matters."""
        entries: dict[str, Entry] = {}
        places = list[tuple[int, int]]()
        for field, text in values.items():
            column = self._columns.get(field, 0)
            if not column:
                column = self._free_column(field)
                entries |= self._caption(field, column)
            places.append((row, column))
            entries[f"{letters(column)}{row}"] = self._entry(row, column, field, text)
        first = f"{letters(places[0][1])}{row}"
        return NewCells(
            sheet=self._sheet.name,
            cell=f"{self._sheet.name}!{first}",
            entries=entries,
            formula=next((said for one in places if (said := self._formula(*one))), ""),
        )

    def cleared(self, row: int, field: str) -> NewCells:
        """A row with nothing in it but formulas; it matters what stands in the cell of a field."""
        matters = self._columns.get(field, 0)
        columns = [one for one in self._headed if self._at(row, one)]
        free = [one for one in columns if one == matters or not self._formula(row, one)]
        return NewCells(
            sheet=self._sheet.name,
            cell=f"{self._sheet.name}!{letters(matters)}{row}",
            entries={f"{letters(one)}{row}": Entry(value="") for one in free},
            formula=self._formula(row, matters),
        )

    def _free_column(self, field: str) -> int:
        """A new column behind what is used of the sheet."""
        used = [column for cells in self._sheet.rows.values() for column in cells]
        self._columns[field] = max([*used, *self._columns.values()]) + 1
        return self._columns[field]

    def _caption(self, field: str, column: int) -> dict[str, Entry]:
        """The header of a new column, in the language of the others."""
        if not self._header:
            return {}
        heads = self._sheet.rows.get(self._header, {})
        like = f"{letters(max(heads))}{self._header}" if heads else ""
        english = self.kind.column(field).caption
        said = caption(self.kind.name, field, spoken(self.headers, self._others), english)
        return {f"{letters(column)}{self._header}": Entry(value=said, like=like, dressed=True)}

    def _entry(self, row: int, column: int, field: str, text: str) -> Entry:
        """An entry like the others of its column."""
        cells = self._cells(column)
        new = row not in self._sheet.rows
        above = next((one for one in reversed(cells) if one.row < row), None) if new else None
        if self.kind.column(field).look == "date" and (day := day_of(text)):
            like = next((one.ref for one in cells if one.kind == "date"), "")
            serial = (day - self._epoch).days
            return Entry(value=serial, like=like, form=SHORT_DATE, dressed=new)
        if field == "percent_complete" and (share := number_of(text.removesuffix("%"))) is not None:
            made = ShareColumn(cells).entry(self._at(row, column), share / 100)
            return made or Entry(value=text)
        if self.kind.column(field).look == "duration":
            text = self._measure.in_numbers(cells, field, text)
        others = [one.kind for one in cells if one.row != row]
        counted = bool(others) and {*others} == {"number"} and text.isdecimal()
        said = counted or self.kind.column(field).look != "text"
        number = number_of(text) if said else None
        like = above.ref if above else ""
        return Entry(value=text if number is None else number, like=like, dressed=new)

    def _formula(self, row: int, column: int) -> str:
        return self._sheet.formulas.get((row, column), "")

    def _at(self, row: int, column: int) -> Cell | None:
        return self._sheet.rows.get(row, {}).get(column)

    def _cells(self, column: int) -> list[Cell]:
        """The cells of a column, below its header."""
        found = (self._at(row, column) for row in self._rows)
        return [cell for cell in found if cell is not None]


class UserTables:
    """The tables of a workbook, by the kind of what they hold."""

    def __init__(self, data: bytes, look: Look) -> None:
        host = inspect(data)
        self._look, self._date_1904 = look, host.date_1904
        self._taken = {name.casefold() for name in host.sheets}

    def first(self, kind: SheetKind, sheet: str = "") -> UserTable | None:
        """The first table of a kind, on a sheet if one is named; None if there is none."""
        found = self._look.tables.by_kind[kind.name] if self._look.tables else []
        table = next((one for one in found if sheet in ("", one.sheet.name)), None)
        if table is None:
            return None
        others = () if kind is TASKS else self._headers()
        return UserTable(self._look, table, date_1904=self._date_1904, others=others)

    def setting(self, field: str, text: str) -> NewCells:
        """A setting: in its cell, or in a new row of the sheet Settings, which may be new too."""
        english = next(one.caption for one in SETTINGS if one.field == field)
        said = caption("Settings", field, spoken(self._headers()), english)
        sheet = settings_sheet(self._look.book) if self._look.book else None
        value = typed(text, date_1904=self._date_1904)
        if sheet is None:
            name = self._new_name("Settings")
            entries = {"A1": Entry(value=said), "B1": value}
            return NewCells(sheet=name, cell=f"{name}!B1", entries=entries)
        words = (one for row in sheet.rows.values() for one in row.values())
        word = next((one for one in words if setting_of(one) == field), None)
        column = word.column if word else min(min(row) for row in sheet.rows.values())
        row = word.row if word else max(sheet.rows) + 1
        place = f"{letters(column + 1)}{row}"
        entries = {place: value}
        if word is None:
            entries[f"{letters(column)}{row}"] = Entry(value=said)
        return NewCells(
            sheet=sheet.name,
            cell=f"{sheet.name}!{place}",
            entries=entries,
            formula=sheet.formulas.get((row, column + 1), ""),
        )

    def fresh(self, kind: SheetKind, values: Mapping[str, str]) -> NewCells:
        """A new sheet of a kind with one row, texts by field."""
        name = self._new_name(kind.name)
        entries: dict[str, Entry] = {}
        for column, (field, text) in enumerate(values.items(), 1):
            said = kind.column(field)
            head = caption(kind.name, field, spoken(self._headers()), said.caption)
            entries[f"{letters(column)}1"] = Entry(value=head)
            day = day_of(text) if said.look == "date" else None
            epoch = EPOCH_1904 if self._date_1904 else EPOCH
            value = text if day is None else (day - epoch).days
            entries[f"{letters(column)}2"] = Entry(value=value, form=SHORT_DATE if day else 0)
        return NewCells(sheet=name, cell=f"{name}!A2", entries=entries)

    def _headers(self) -> Sequence[str]:
        """Those of the tasks: their language is that of new sheets."""
        table = self.first(TASKS)
        return table.headers if table else ()

    def _new_name(self, kind: str) -> str:
        return free_name(caption(kind, SHEET, spoken(self._headers()), kind), self._taken)
