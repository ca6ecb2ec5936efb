"""Which row is the header, and which column is which field, by the names in the header.

The header row is the one, of the first rows, that names most fields. A column's name may be spread
over two rows: a group such as "Planned" above, "Start" and "Finish" below.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.values import UNITS
from planner.schema.schema import SheetKind

HEADER_ROWS = 60
_LONGEST_NAME = 60
_WIDEST_GROUP = 20
_UNIT = re.compile(r"[(\[](?:in\s+)?([^)\]]*)[)\]]\s*$")
_PARTS = re.compile(r"[/|\n]|\s[-–]\s")
IN_PART = 50
"""Rank of a name that is a part of a header only: behind all others."""
_GROUPS = {
    **dict.fromkeys(
        [
            "actual",
            "actuals",
            "ist",
            "real",
            "reel",
            "reale",
            "tatsachlich",
            "факт",
            "実績",
            "实际",
        ],
        "actual",
    ),
    **dict.fromkeys(["baseline", "basisplan", "bl", "lineabase", "基準", "基线"], "baseline"),
}
IGNORE = "ignore"
"""What a user maps a header to that is not to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column as found: its number, header text, and the unit the header names, if any.

    Args:
        rank: How good a name for the field it is; 0 is best.
        repeats: Column of the same header that is read instead; 0 if there is none.
        by_content: Why its cells say what it is, if its name does not.
    """

    column: int
    text: str
    field: str = ""
    unit: str = ""
    rank: int = 99
    repeats: int = 0
    by_content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header row with its headings."""

    row: int
    headings: tuple[Heading, ...]

    @property
    def fields(self) -> set[str]:
        """The fields found."""
        return {heading.field for heading in self.headings if heading.field}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the user wants headers to be read: folded header → folded caption of ours."""

    wanted: Mapping[str, str] = field(default_factory=dict)


def find_header(sheet: Sheet, kind: SheetKind, reading: Reading) -> Header | None:
    """The header row for this kind of table: the first that names most of its fields."""
    best: Header | None = None
    filled = filled_columns(sheet)
    for number in sorted(sheet.rows):
        if number > HEADER_ROWS:
            break
        filled.subtract(sheet.rows[number].keys())
        header = read_header(sheet, number, kind, reading, filled)
        enough = all(header.fields & set(choice) for choice in kind.needs)
        if enough and (best is None or len(header.fields) > len(best.fields)):
            best = header
    return best


def read_header(
    sheet: Sheet, number: int, kind: SheetKind, reading: Reading, filled: Counter[int]
) -> Header:
    """A row as header; of several columns for one field the best name wins.

    Args:
        sheet: The sheet.
        number: The row.
        kind: What its cells may be called.
        reading: What else they may be called.
        filled: How many cells each column has below.
    """
    above = sheet.rows.get(number - 1, {})
    labels = dict(_labels(sheet, number - 1))
    found: list[Heading] = []
    for column in sorted(sheet.rows[number].keys() | above.keys()):
        cell = sheet.rows[number].get(column)
        heading = _heading(column, cell or above[column], kind, reading)
        if cell is None and not heading.field and not filled[column]:
            continue
        label = labels.get(column, "") if cell is not None else ""
        found.append(_grouped(heading, label, kind, reading) if label else heading)
    best: dict[str, Heading] = {}
    for heading in found:
        rival = best.get(heading.field)
        if heading.field and (rival is None or _order(heading, filled) < _order(rival, filled)):
            best[heading.field] = heading
    headings = tuple(_settled(heading, best, kind, labels) for heading in found)
    return Header(row=number, headings=_levels(headings, best))


def _levels(headings: tuple[Heading, ...], best: Mapping[str, Heading]) -> tuple[Heading, ...]:
    """Level 1, Level 2 and so on without a column of names: these are the names."""
    if "name" in best or not {"phase", "subname"} <= best.keys():
        return headings
    return tuple(replace(h, field="name") if h.field == "phase" else h for h in headings)


def _order(heading: Heading, filled: Counter[int]) -> tuple[bool, int, int]:
    return not filled[heading.column] and heading.rank >= 0, heading.rank, heading.column


def filled_columns(sheet: Sheet) -> Counter[int]:
    """How many cells each column has."""
    counts: Counter[int] = Counter()
    for cells in sheet.rows.values():
        counts.update(cells.keys())
    return counts


def _labels(sheet: Sheet, number: int) -> Iterator[tuple[int, str]]:
    """The group that each column stands under: the text above it or above to its left."""
    cells = sheet.rows.get(number, {})
    label, before = "", 0
    for column in range(1, 1 + max(sheet.rows.get(number + 1, {0: 0}))) if cells else ():
        if column in cells:
            label, before = cells[column].text, column
        if label and column - before < _WIDEST_GROUP:
            yield column, label


def _grouped(heading: Heading, label: str, kind: SheetKind, reading: Reading) -> Heading:
    """A heading below a group label: "Actual" above "Start" is Actual Start."""
    joined = f"{label} {heading.text}"
    known = _known(joined, kind, reading)
    if known is not None:
        return replace(heading, text=joined, field=known[0], rank=known[1])
    group = _GROUPS.get(fold(label))
    if group is None or not heading.field:
        return heading
    special = f"{group}_{heading.field}"
    exists = any(column.field == special for column in kind.columns)
    return replace(heading, text=joined, field=special if exists else "")


def _settled(
    heading: Heading, best: Mapping[str, Heading], kind: SheetKind, labels: Mapping[int, str]
) -> Heading:
    """The heading, without its field if another column is read for that."""
    if not heading.field or best[heading.field].column == heading.column:
        return heading
    winner = best[heading.field]
    same = fold(heading.text) == fold(winner.text)
    if heading.field == "subname" or (same and kind.column(heading.field).many):
        return heading
    same = same and labels.get(heading.column) == labels.get(winner.column)
    repeats = winner.column if same else 0
    return Heading(column=heading.column, text=heading.text, repeats=repeats)


def _heading(column: int, cell: Cell, kind: SheetKind, reading: Reading) -> Heading:
    text = cell.text if cell.kind == "text" else ""
    if len(text) > _LONGEST_NAME:
        return Heading(column=column, text=text)
    known = next(
        filter(None, (_known(n, kind, reading) for n in (text, _UNIT.sub("", text)))), None
    )
    known = known or _in_parts(text, kind, reading)
    if known is None:
        return Heading(column=column, text=text or cell.text)
    unit = header_unit(text)
    return Heading(column=column, text=text, field=known[0], unit=unit, rank=known[1])


def _in_parts(text: str, kind: SheetKind, reading: Reading) -> tuple[str, int] | None:
    """What a header of several names is: "Firma / Verantw.", or the same in two languages."""
    if fold(text) in reading.wanted:
        return None
    parts = [part for part in _PARTS.split(_UNIT.sub("", text)) if part.strip()]
    found = dict(filter(None, (_known(part, kind, reading) for part in parts)))
    if len(parts) < 2 or len(found) != 1:
        return None
    ((field_name, rank),) = found.items()
    return field_name, rank + IN_PART


def _known(name: str, kind: SheetKind, reading: Reading) -> tuple[str, int] | None:
    folded = fold(name)
    wanted = reading.wanted.get(folded)
    if wanted == IGNORE:
        return None
    if wanted is not None and wanted in kind.by_key:
        return kind.by_key[wanted][0], -1
    return kind.by_key.get(folded)


def is_caption(text: str, kind: SheetKind) -> bool:
    """Whether a text is the name of a column."""
    return fold(text) in kind.by_key or fold(_UNIT.sub("", text)) in kind.by_key


def header_unit(text: str) -> str:
    """The unit of time a header names: h for "Work (hours)" and "Hours"; "" if none."""
    match = _UNIT.search(text)
    words = match[1] if match else text
    for word in reversed(re.split(r"[\s/_.]+", words)):
        unit = UNITS.get(fold(word))
        if unit and len(fold(word)) > (0 if match else 1):
            return unit
    return ""
