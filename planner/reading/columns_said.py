"""Reads from the Settings how a file is to be read: beside or below a cell "Columns"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.choice import Choice
from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.project import Source
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.settings import is_columns
from planner.reading.tables import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A column of ours and the header from which the user wants it to be read.

    `source` is the row of the settings that says so, if there is one.
    """

    ours: str
    header: str
    source: Source = field(default_factory=Source)

    def issue(self, code: str, message: Phrase, part: str, remedy: Phrase) -> Issue:
        """A fault of it; `part` is ``ours`` or ``header``, whichever is wrong."""
        got = self.ours if part == "ours" else self.header
        return self.source.issue(code, message, part, got=got, remedy=remedy)


def choice_in(sheet: Sheet | None, log: Log) -> Choice:
    """The instructions in the settings on how the file is to be read.

    Beside "Columns" stands a text such as ``Duration=Size; unit w``; or each row below it has our
    name of a column and its header.
    """
    cell = _beside(sheet)
    if cell is None:
        return Choice(columns=tuple((one.ours, one.header) for one in _block(sheet)))
    try:
        return Choice.said(cell.text)
    except ValueError as error:
        log.add(
            _source(sheet, cell.row, cell.column, cell.column).issue(
                "bad-setting",
                phrase("does not say how the file is to be read"),
                "ours",
                got=str(error),
                remedy=phrase(
                    "write parts such as Duration=Size; sheet Work; header row 3; unit w"
                ),
            )
        )
        return Choice()


def wanted_columns(sheet: Sheet | None, choice: Choice) -> list[Wanted]:
    """The columns of a choice, with their cells where the settings name them."""
    cell = _beside(sheet)
    if cell is None:
        sources = {(one.ours, one.header): one.source for one in _block(sheet)}
    else:
        source = _source(sheet, cell.row, cell.column, cell.column)
        sources = dict.fromkeys(choice_in(sheet, Log()).columns, source)
    return [
        Wanted(ours=pair[0], header=pair[1], source=sources.get(pair, Source()))
        for pair in choice.columns
    ]


def _beside(sheet: Sheet | None) -> Cell | None:
    """The text beside "Columns"; None if it is only a head of the block below."""
    for cells in sheet.rows.values() if sheet else ():
        first = min(cells)
        if is_columns(cells[first]) and first + 1 in cells:
            cell = cells[first + 1]
            return cell if "=" in cell.text or not any(_block(sheet)) else None
    return None


def _block(sheet: Sheet | None) -> Iterator[Wanted]:
    block = 0
    for number in sorted(sheet.rows) if sheet else ():
        cells = sheet.rows[number] if sheet else {}
        first = min(cells)
        if not block and is_columns(cells[first]):
            block = first
        elif block in cells and block + 1 in cells:
            source = _source(sheet, number, block, block + 1)
            yield Wanted(ours=cells[block].text, header=cells[block + 1].text, source=source)


def _source(sheet: Sheet | None, row: int, ours: int, header: int) -> Source:
    places = {"ours": letters(ours), "header": letters(header)}
    return Source(sheet=sheet.name if sheet else "", row=row, columns=places)
