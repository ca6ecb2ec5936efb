"""Finds the header of a table of tasks with hardly any known name, by the rows below it."""

from collections.abc import Mapping, Sequence

from planner.reading.cells import Cell, Sheet, letters
from planner.reading.content import understood
from planner.reading.header_names import IN_PART, REDUCED, HeaderWishes
from planner.reading.headers import filled_columns, last_of_headers, read_header, wished
from planner.reading.heading import Header, Heading
from planner.reading.naming import names
from planner.reading.profile import as_number, is_amount, kind_of, profiles
from planner.reading.row_content import SIZES
from planner.reading.span_texts import is_date
from planner.schema.schema import SheetKind

_FEWEST, _LOOKED_AT, _TEXTS = 2, 100, 0.8


def guess_header(sheet: Sheet, kind: SheetKind, reading: HeaderWishes) -> Header | None:
    """The header of a table of tasks with hardly any known name: the first row of column names.

    Without such a row, the rows above the first one that resembles the rows below it.
    """
    filled = filled_columns(sheet)
    last = last_of_headers(sheet)
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        filled.subtract(cells.keys())
        named = [cell for cell in cells.values() if cell.kind == "text"]
        whole = len(named) == len(cells) or _counts_rows(sheet, number) or _says_when(named, kind)
        if number > last or len(named) < 2 or not whole or _are_letters(named):
            continue
        if _comes_again(sheet, number):
            continue
        read = read_header(sheet, number, kind, reading, filled)
        well_named = any(h.field == "name" and h.rank < IN_PART for h in read.headings)
        sized = read.fields & SIZES and len(cells) == len(named) == _FEWEST
        if len(named) < 3 and len(read.fields) < 2 and not well_named and not sized:
            continue
        header = understood(sheet, read, kind, reading)
        enough = all(header.fields & set(choice) for choice in kind.needs)
        if enough and not (_below_its_like(sheet, header) or _is_a_task(sheet, header)):
            return header
    return _bare_header(sheet, kind, reading)


def _says_when(cells: Sequence[Cell], kind: SheetKind) -> bool:
    """Whether texts beside the dates of a chart clearly name a start, and a finish or duration."""
    meant = [found[0] for cell in cells if (found := names(cell.text, kind, HeaderWishes()))]
    fields = {one.field for one in meant if one.rank < IN_PART}
    return "start" in fields and bool(fields & {"finish", "duration"})


def _counts_rows(sheet: Sheet, number: int) -> bool:
    """Whether the only cell of a row that is no text numbers it, as in a copy of a sheet.

    The letters of the columns stand above it then.
    """
    cells, below = sheet.rows[number], sheet.rows.get(number + 1, {})
    others = [cell for cell in cells.values() if cell.kind != "text"]
    if len(others) != 1 or others[0].column != min(cells) or min(cells) not in below:
        return False
    if not _are_letters(list(sheet.rows.get(number - 1, {}).values())):
        return False
    one, two = as_number(others[0]), as_number(below[min(cells)])
    return one is not None and two == one + 1


def _are_letters(cells: Sequence[Cell]) -> bool:
    """Whether texts are A, B, C: the headers of a sheet that was copied with them."""
    texts = [cell.text for cell in cells]
    return bool(texts) and texts == [letters(n) for n in range(1, len(texts) + 1)]


def _is_a_task(sheet: Sheet, header: Header) -> bool:
    """Whether a row says an amount or a date where it should name a column: 2d above 3d."""
    cells = sheet.rows[header.row]
    told = [cells[h.column] for h in header.headings if h.by_content and h.column in cells]
    return any(is_amount(cell) or is_date(cell) for cell in told)


def _below_its_like(sheet: Sheet, header: Header) -> bool:
    """Whether more rows above than below a row are filled in its columns: it is no header."""
    columns = {h.column for h in header.headings if h.field}
    wide = _TEXTS * len(columns)
    like = [n for n, cells in sheet.rows.items() if len(columns & cells.keys()) >= wide]
    above = sum(number < header.row - 1 for number in like)
    return above > sum(number > header.row for number in like)


def _comes_again(sheet: Sheet, number: int) -> bool:
    """Whether texts of a row return in the same columns, so that it is no header."""
    cells = sheet.rows[number]
    rows = sorted(sheet.rows)
    below = [sheet.rows[n] for n in rows if n > number][:_LOOKED_AT]
    above = [sheet.rows[n] for n in rows if n < number]
    again = _found_in(cells, below)
    return 2 * again > len(cells) or _found_in(cells, [*above, *below]) >= _FEWEST


def _found_in(cells: Mapping[int, Cell], rows: Sequence[Mapping[int, Cell]]) -> int:
    """How many cells have the text of one in the same column of some rows, no headers."""
    others = [other for other in rows if not _same_header(cells, other)]
    return sum(
        any(column in other and other[column].text == cell.text for other in others)
        for column, cell in cells.items()
    )


def _same_header(cells: Mapping[int, Cell], other: Mapping[int, Cell]) -> bool:
    same = sum(c in other and other[c].text == cell.text for c, cell in cells.items())
    return len(cells) > 1 and same >= _TEXTS * len(cells)


def _bare_header(sheet: Sheet, kind: SheetKind, reading: HeaderWishes) -> Header | None:
    """The header of a table without one: the row above its first."""
    last = last_of_headers(sheet)
    numbers = [number for number in sorted(sheet.rows) if number <= last]
    for number in numbers[:10]:
        if len(sheet.rows[number]) < _FEWEST:
            continue
        header = _bare(sheet, number - 1, kind, reading)
        first = sheet.rows[number]
        if _heads_other_kinds(sheet, header, number):
            header = _of_unknown_words(sheet, number, kind, reading)
            first = sheet.rows.get(number + 1, {})
        begun = all(h.column in first for h in header.headings if h.field in ("id", "name"))
        enough = begun and all(header.fields & set(choice) for choice in kind.needs)
        if enough and _names_rows(sheet, header):
            return None if _names_people(sheet, header, kind) else header
    return None


def _names_people(sheet: Sheet, header: Header, kind: SheetKind) -> bool:
    """Whether the column of names is headed as people are: ``Resource Name``."""
    above = sheet.rows.get(header.row, {})
    if not above or not _heads_other_kinds(sheet, header, header.row):
        return False
    named = (above.get(h.column) for h in header.headings if h.field == "name" and h.by_content)
    texts = (cell.text for cell in named if cell is not None)
    meant = (found[0] for text in texts if (found := names(text, kind, HeaderWishes())))
    return any(one.field == "resources" and one.rank < IN_PART for one in meant)


def _bare(sheet: Sheet, row: int, kind: SheetKind, reading: HeaderWishes) -> Header:
    """A row as a header that says next to nothing: the cells below it tell the fields."""
    told = _told_of(sheet, row, kind, reading)
    return understood(sheet, Header(row=row, headings=told), kind, reading, bare=True)


def _of_unknown_words(sheet: Sheet, row: int, kind: SheetKind, reading: HeaderWishes) -> Header:
    """A row as a header of which only a few words may be known."""
    said = {h.column: h for h in _told_of(sheet, row, kind, reading)}
    words = (
        said.get(column) or Heading(column=column, text=cell.text)
        for column, cell in sorted(sheet.rows[row].items())
    )
    return understood(sheet, Header(row=row, headings=tuple(words)), kind, reading, bare=True)


def _heads_other_kinds(sheet: Sheet, header: Header, number: int) -> bool:
    """Whether the first row has words only, one above cells that are dates, amounts or numbers."""
    first = sheet.rows[number]
    if not all(cell.kind == "text" and kind_of(cell) == "text" for cell in first.values()):
        return False
    columns = [h.column for h in header.headings if h.field and h.column in first]
    below = profiles(sheet, number, columns, "")
    return any(one.count > _FEWEST and 1 - one.kinds["text"] >= _TEXTS for one in below)


def _names_rows(sheet: Sheet, header: Header) -> bool:
    """Whether enough rows have a name or a number; in a grid of times of the day hardly any has."""
    told = {h.column for h in header.headings if h.field}
    naming = {h.column for h in header.headings if h.field in ("id", "name")}
    rows = [cells for number, cells in sheet.rows.items() if number > header.row]
    named = sum(bool(naming & cells.keys()) for cells in rows)
    return named >= _NAMED * sum(bool(told & cells.keys()) for cells in rows)


_NAMED = 0.25


def _told_of(sheet: Sheet, row: int, kind: SheetKind, reading: HeaderWishes) -> tuple[Heading, ...]:
    """The columns that the user assigns, by the texts of a row or by their place.

    Else those few that the row says, such as `Days` alone above the lengths.
    """
    if not reading.wanted and row not in sheet.rows:
        return ()
    header = read_header(sheet, row, kind, reading, filled_columns(sheet))
    if not reading.wanted:
        return tuple(h for h in header.headings if h.field in SIZES and h.rank < REDUCED)
    said = {h.column: h for h in wished(sheet, kind, reading)}
    wishes = (h for h in header.headings if h.ignored or any(n.rank < 0 for n in h.names))
    said |= {h.column: h for h in wishes}
    return tuple(said[column] for column in sorted(said))
