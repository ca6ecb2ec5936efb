"""What a column of tasks is by what its cells say, where its header does not tell.

Dates in pairs, amounts of time, codes that refer to other rows, names. Every guess is noted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from planner.language.text import key
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import when
from planner.reading.headers import (
    HEADER_ROWS,
    Header,
    Reading,
    filled_columns,
    read_header,
)
from planner.reading.values import BadValueError, Clock, amount
from planner.schema.schema import SheetKind

_FEWEST = 2
_SAMPLE = 500
_SHARE = 0.85
_HINTED = "blocked by"
"""Stands for a column that holds predecessors if it refers to other rows, else words."""
_REFERENCE = re.compile(
    r"\d{1,6}(?:\.\d{1,4})*\s*(?:(?:FS|SS|FF|SF)\s*)?(?:[+-]\s*\d+\s*[a-z%]*)?", re.IGNORECASE
)
_AMOUNT = re.compile(r"~?\d+(?:[.,]\d+)?\s*[^\W\d_]+\.?\??")
_CODE = re.compile(r"[^\W\d_]{1,8}|[^\W\d_]{0,8}[-_.#]?\d[\w.-]{0,12}")
_LINKED = re.compile(r"(?i)(?<=\w)\s*(?:FS|SS|FF|SF)\s*(?:[+-]\s*[\d.,]+\s*\w*%?)?$")
_MOST_DAYS = 400
Columns = Mapping[int, Sequence[tuple[int, Cell]]]
"""The cells of each column below the header, with the position of their row."""


def guess_header(sheet: Sheet, kind: SheetKind, reading: Reading) -> Header | None:
    """The header of a table of tasks of which hardly any name is known: the first row of names."""
    filled = filled_columns(sheet)
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        filled.subtract(cells.keys())
        named = [cell for cell in cells.values() if cell.kind == "text"]
        if number > HEADER_ROWS or len(named) < 3 or len(named) < len(cells):
            continue
        header = with_guesses(sheet, read_header(sheet, number, kind, reading, filled))
        if all(header.fields & set(choice) for choice in kind.needs):
            return header
    return None


def with_guesses(sheet: Sheet, header: Header) -> Header:
    """The header with fields for columns whose cells leave little doubt."""
    columns = _columns(sheet, header)
    known = {heading.field: heading.column for heading in header.headings if heading.field}
    hinted = 0 if "predecessors" in known else known.pop("blocked_by", 0)
    guessed = _guesses(columns, known | {_HINTED: hinted})
    return replace(
        header,
        headings=tuple(
            replace(
                heading, field=guessed[heading.column][0], by_content=guessed[heading.column][1]
            )
            if heading.column in guessed
            else heading
            for heading in header.headings
        ),
    )


def _columns(sheet: Sheet, header: Header) -> dict[int, list[tuple[int, Cell]]]:
    """The cells below the header of each column that has a name in it, hidden ones left out."""
    named = {h.column for h in header.headings if h.text and h.column not in sheet.hidden_columns}
    found: dict[int, list[tuple[int, Cell]]] = {column: [] for column in sorted(named)}
    below = [number for number in sorted(sheet.rows) if number > header.row][:_SAMPLE]
    for position, number in enumerate(below):
        for column, cell in sheet.rows[number].items():
            if column in found:
                found[column].append((position, cell))
    return found


def _guesses(columns: Columns, known: Mapping[str, int]) -> dict[int, tuple[str, str]]:
    """Column → field and the reason, for fields that are missing."""
    taken = dict(known)
    found: dict[int, tuple[str, str]] = {}
    for field, guess in _GUESSERS:
        if field in taken:
            continue
        busy = {column for name, column in taken.items() if name != _HINTED}
        free = {c: cells for c, cells in columns.items() if c not in busy}
        for column, name, reason in guess(free, columns, taken):
            if name not in taken:
                taken[name] = column
                found[column] = (name, reason)
    return found


Guess = Callable[[Columns, Columns, Mapping[str, int]], Iterator[tuple[int, str, str]]]


def _name(
    free: Columns, _all: Columns, _taken: Mapping[str, int]
) -> Iterator[tuple[int, str, str]]:
    """The column of texts that are long and hardly ever the same."""
    best, best_length = 0, 0.0
    for column, cells in free.items():
        texts = [cell.text for _, cell in cells if cell.kind == "text"]
        if len(texts) < _FEWEST or len(set(texts)) < 0.8 * len(texts):
            continue
        length = sum(map(len, texts)) / len(texts)
        if length > max(best_length, 6) and not _all_of(cells, _is_amount):
            best, best_length = column, length
    if best:
        yield best, "name", "its texts are the longest and all different"


def _dates(
    free: Columns, _all: Columns, taken: Mapping[str, int]
) -> Iterator[tuple[int, str, str]]:
    """Two columns of dates of which the second is never before the first."""
    if "finish" in taken:
        return
    dated = [column for column, cells in free.items() if _all_of(cells, _is_date)]
    if len(dated) != 2:
        return
    first, second = dated
    starts = dict(free[first])
    pairs = [(starts[p], cell) for p, cell in free[second] if p in starts]
    if pairs and all(_not_after(one, two) for one, two in pairs):
        yield first, "start", "its cells are dates, never after those of the next such column"
        yield second, "finish", "its cells are dates, never before those of the column before"


def _duration(
    free: Columns, _all: Columns, taken: Mapping[str, int]
) -> Iterator[tuple[int, str, str]]:
    for column, cells in free.items():
        if "work" not in taken and _all_of(cells, _is_amount):
            yield column, "duration", "its cells are amounts of time"


def _days(free: Columns, _all: Columns, taken: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    """The only column of small numbers, beside links or one column of dates."""
    sized = {"work", "points"} & taken.keys() or {"start", "finish"} <= taken.keys()
    if sized or not {"predecessors", "start", "finish"} & taken.keys():
        return
    found = [column for column, cells in free.items() if _all_of(cells, _is_small)]
    if len(found) == 1 and not _counts_up(free[found[0]]):
        yield found[0], "duration", "its cells are small numbers, as days are"


def _is_small(cell: Cell) -> bool:
    return (
        cell.kind == "number"
        and not isinstance(cell.value, str | datetime | timedelta)
        and 0 <= cell.value <= _MOST_DAYS
        and not cell.percent
    )


def _counts_up(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether the cells number the rows."""
    return len({cell.text for _, cell in cells}) == len(cells) > _FEWEST


def _codes(
    free: Columns, every: Columns, taken: Mapping[str, int]
) -> Iterator[tuple[int, str, str]]:
    """A column of codes, all different, to which the cells of another column refer."""
    if "wbs" in taken:
        return
    linking = [taken["predecessors"]] if "predecessors" in taken else list(free)
    for column, cells in free.items():
        codes = {key(cell.text) for _, cell in cells}
        if len(codes) < max(len(cells), _FEWEST) or not _all_of(cells, _is_code):
            continue
        for other in linking:
            if other != column and _all_of(every[other], partial(_lists, codes=codes)):
                yield column, "id", "other cells refer to its codes"
                yield other, "predecessors", "its cells are codes of other rows"
                return


def _is_code(cell: Cell) -> bool:
    return cell.kind == "text" and bool(_CODE.fullmatch(cell.text))


def _lists(cell: Cell, codes: set[str]) -> bool:
    """Whether a cell is a list of these codes, each with a kind of link and a lag or without."""
    pieces = [piece.strip() for piece in re.split(r"[;,&\n]", cell.text) if piece.strip()]
    return bool(pieces) and all(key(_LINKED.sub("", piece)) in codes for piece in pieces)


def _predecessors(
    free: Columns, every: Columns, taken: Mapping[str, int]
) -> Iterator[tuple[int, str, str]]:
    """Cells that all name other rows, by ID, WBS or position."""
    count = 1 + max((position for cells in every.values() for position, _ in cells), default=0)
    own: dict[int, set[str]] = {position: {str(position + 1)} for position in range(count)}
    for field in ("id", "wbs"):
        for position, cell in every.get(taken.get(field, 0), ()):
            own[position].add(key(cell.text))
    targets = set().union(*own.values()) if own else set()
    for column, cells in free.items():
        written = any(
            re.search(r"(?i)\d(?:FS|SS|FF|SF)|\d[;,]\s*\d", cell.text) for _, cell in cells
        )
        if (written or column == taken[_HINTED]) and _all_of(
            cells, lambda cell: _refers(cell, targets)
        ):
            yield column, "predecessors", "its cells name other rows"


def _refers(cell: Cell, targets: set[str]) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[;,\n]", cell.text) if piece.strip()]
    return bool(pieces) and all(_names_row(piece, targets) for piece in pieces)


def _names_row(piece: str, targets: set[str]) -> bool:
    """Whether a piece is a code of a row, or the number of one with or without a link."""
    number = re.match(r"[\d.]+", piece)
    linked = number and _REFERENCE.fullmatch(piece) and number[0].rstrip(".") in targets
    return bool(linked) or key(piece) in targets


def _all_of(cells: Sequence[tuple[int, Cell]], test: Callable[[Cell], bool]) -> bool:
    passed = sum(1 for _, cell in cells if test(cell))
    return passed >= _FEWEST and passed >= _SHARE * len(cells)


def _is_date(cell: Cell) -> bool:
    if cell.kind == "number":
        return False
    try:
        when(cell, "dmy")
    except BadValueError:
        return False
    return True


def _not_after(one: Cell, two: Cell) -> bool:
    try:
        return when(one, "dmy") <= when(two, "dmy")
    except BadValueError:
        return False


def _is_amount(cell: Cell) -> bool:
    if cell.kind != "text" or not _AMOUNT.fullmatch(cell.text):
        return False
    try:
        amount(cell.text.strip("~?"), Clock())
    except ValueError:
        return False
    return True


_GUESSERS: tuple[tuple[str, Guess], ...] = (
    ("duration", _duration),
    ("start", _dates),
    ("id", _codes),
    ("predecessors", _predecessors),
    ("duration", _days),
    ("name", _name),
)
