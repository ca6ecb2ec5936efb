"""Finds the header row, and the field of each column from the names in that row.

The header row is the row, among the first, that names the most fields. Two rows may share the name
of a column: a group such as "Planned" above, "Start" and "Finish" below.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.chart_headers import above_numbers, chart_runs, numbered_runs
from planner.reading.further_lists import without_further_lists
from planner.reading.group_words import ACTUAL, BASELINE
from planner.reading.header_cells import labels_of, merged_over, reaching
from planner.reading.header_names import IGNORE, IN_PART, REDUCED, SLIP, HeaderWishes, Name
from planner.reading.heading import Header, Heading
from planner.reading.naming import names
from planner.reading.shared_headers import beside_words, shared
from planner.schema.schema import SheetKind

HEADER_ROWS = 60
"""Headers stand in the first so many rows."""
_LONGEST_NAME = 60
_FEWEST_OWN = 2
_MANY_MARKS = 4
_GROUPS = {**dict.fromkeys(ACTUAL, "actual"), **dict.fromkeys(BASELINE, "baseline")}
_OF_WORK = {"percent_complete": "actual_work", "remaining_duration": "remaining_work"}
"""The meaning of "done" and "left" below a header such as Amount of work."""
_AMOUNTS = ("duration", "work")
_MANY = frozenset(["subname"])
"""Fields that may have several columns with different headers."""
NAMING = ("phase", "milestone", "subname")
"""Fields that may name the tasks where no column has the name."""


def find_header(sheet: Sheet, kind: SheetKind, reading: HeaderWishes) -> Header | None:
    """The header row for this kind of table: the first row that names the most fields."""
    best: Header | None = None
    filled = filled_columns(sheet)
    last = last_of_headers(sheet)
    for number in sorted(sheet.rows):
        if number > last:
            break
        filled.subtract(sheet.rows[number].keys())
        if best is not None and _names_fewer(sheet, number, best, reading):
            continue
        header = read_header(sheet, number, kind, reading, filled)
        better = best is None or _names_more(header, best, sheet)
        better = better or (best is not None and _divides_amounts(sheet, number, best))
        if _enough(header, kind) and better and not _comes_again(sheet, header):
            best = header
    return best


def last_of_headers(sheet: Sheet) -> int:
    """The last row that may be a header; of tables that were put elsewhere, as seen from there."""
    return min(sheet.rows, default=1) - 1 + HEADER_ROWS


def _divides_amounts(sheet: Sheet, number: int, best: Header) -> bool:
    """Whether the texts of a row stand below one merged header of amounts only: names of people.

    So *Ann* and *Bob* below *Hours*; what stands below them are numbers.
    """
    amounts = {h.column for h in best.headings if h.field in _AMOUNTS}
    cells = sheet.rows[number]
    ranges = [
        (left, right)
        for top, left, bottom, right in sheet.merged
        if top == bottom == best.row == number - 1 and left in amounts and right > left
    ]
    if len(ranges) != 1 or len(cells) < _FEWEST_OWN:
        return False
    ((left, right),) = ranges
    texts = all(left <= c <= right and cell.kind == "text" for c, cell in cells.items())
    below = [row[c] for n, row in sheet.rows.items() if n > number for c in cells if c in row]
    return texts and bool(below) and all(cell.kind == "number" for cell in below)


def _comes_again(sheet: Sheet, header: Header) -> bool:
    """Whether the text of a field stands in several rows below, one after the other: it is a value.

    The header of a further table is not followed by itself.
    """
    cells = sheet.rows[header.row]
    named = [h.column for h in header.headings if h.field and h.column in cells]
    for column in named:
        text = cells[column].text
        below = ((n, sheet.rows.get(n, {}).get(column)) for n in _below(header.row))
        same = {n for n, cell in below if cell is not None and cell.text == text}
        if len(same) >= _AGAIN and any(n + 1 in same for n in same):
            return True
    return False


_AGAIN, _LOOKED_AT = 3, 300


def _below(row: int) -> range:
    return range(row + 1, row + _LOOKED_AT)


def _enough(header: Header, kind: SheetKind) -> bool:
    """Whether columns are all that this kind of table needs, each used once.

    One of them has to have more than a misspelt name or a word of a longer text.
    """
    needed = [set(choice) for choice in kind.needs]
    if not all(choice & header.possible for choice in needed):
        return False
    every = set().union(*needed)
    used = [
        heading
        for heading in header.headings
        if heading.person or heading.field in every or any(n.field in every for n in heading.names)
    ]
    vague = all(heading.rank >= SLIP and not heading.person for heading in used)
    return len({heading.column for heading in used}) >= len(needed) and not vague


def _names_fewer(sheet: Sheet, number: int, best: Header, reading: HeaderWishes) -> bool:
    """Whether a row cannot name more fields than the best row above, whatever its cells say."""
    columns = sheet.rows[number].keys() | sheet.rows.get(number - 1, {}).keys()
    return not reading.wanted and number > best.row + 1 and 2 * len(columns) <= best.known


def _names_more(header: Header, best: Header, sheet: Sheet) -> bool:
    """Whether a row names more fields than the best row above.

    A row next to the best one must do so by its own cells, because the cells above count for both.
    If it does, the two rows are one header, and this lower row need not name more.
    """
    if header.row != best.row + 1:
        return header.known > best.known
    own = sheet.rows[header.row]
    good = sum(h.column in own and bool(h.field) and h.rank < IN_PART for h in header.headings)
    return header.known >= best.known and good >= _FEWEST_OWN


def read_header(
    sheet: Sheet, number: int, kind: SheetKind, reading: HeaderWishes, filled: Counter[int]
) -> Header:
    """Reads a row as the header; of several columns for one field the best name wins.

    Args:
        sheet: The sheet.
        number: The row.
        kind: The kind of table, with the names of its columns.
        reading: Other names, and what the user wants.
        filled: Column → number of filled cells below.
    """
    above = reaching(sheet, number)
    labels = dict(labels_of(sheet, number - 1))
    row = sheet.rows.get(number, {})
    wide = above_numbers(sheet, number)
    found: list[Heading] = []
    for column in sorted(row.keys() | above.keys()):
        cell = row.get(column)
        heading = _heading(sheet, cell or above[column], kind, reading)
        heading = replace(heading, names=(), chart=True) if column in wide else heading
        if cell is None and not heading.names and not filled[column]:
            continue
        label = labels.get(column, "") if cell is not None else ""
        if label and not heading.ignored:
            heading = _grouped(heading, label, kind, reading)
        hidden = column in sheet.hidden_columns
        found.append(replace(heading, filled=bool(filled[column]), hidden=hidden))
    found = beside_words(sheet, number, found)
    found += shared(sheet, number, found, kind, filled)
    found.sort(key=lambda heading: heading.column)
    found = without_further_lists(_without_charts(found))
    found = _apart(found, filled, merged_over(sheet, number))
    known = {heading.column for heading in found}
    found += [one for one in wished(sheet, kind, reading) if one.column not in known]
    found = _numbered_levels(found)
    found.sort(key=lambda heading: heading.column)
    return settle(Header(row=number, headings=tuple(found)), kind)


def _numbered_levels(headings: Sequence[Heading]) -> list[Heading]:
    """Makes a further column of names, called as the first one with a number, a level below it."""
    named = {fold(h.text) for h in headings if h.names and h.names[0].field == "name"}
    return [
        replace(h, names=(Name("subname", IN_PART - 1, weight=IN_PART - 1),))
        if fold(bare := _NUMBERED.sub("", h.text)) in named and bare != h.text and h.filled
        else h
        for h in headings
    ]


_NUMBERED = re.compile(r"\s*[(（]?[2-9][)）]?$")


def _apart(
    headings: Sequence[Heading], filled: Counter[int], covered: frozenset[int]
) -> list[Heading]:
    """Marks the headings right of the first blank column after the names.

    A column is not blank where a header is merged over it (`covered`).
    """
    found, before = list(headings), 0
    for at, heading in enumerate(found):
        between = set(range(before + 1, heading.column)) - covered
        blank = before and any(not filled[c] for c in between)
        if blank and any(one.names and one.filled for one in found[:at]):
            return found[:at] + _beside(found[:at], found[at:])
        before = heading.column
    return found


def _beside(left: Sequence[Heading], right: Sequence[Heading]) -> list[Heading]:
    """The headings right of a blank column; if they repeat the left ones, all are another list."""
    known = {fold(one.text) for one in left if one.names}
    again = [one for one in right if one.names and fold(one.text) in known]
    if len(again) < _FEWEST_OWN:
        return [replace(one, apart=True) for one in right]
    return [replace(one, apart=True, names=one.names if one in again else ()) for one in right]


def wished(sheet: Sheet, kind: SheetKind, reading: HeaderWishes) -> list[Heading]:
    """The columns without a header to which the user gives a field by their place."""
    columns = (
        {column for cells in sheet.rows.values() for column in cells} if reading.wanted else ()
    )
    blank = [_heading(sheet, Cell(1, column, "text", ""), kind, reading) for column in columns]
    return [heading for heading in blank if heading.names or heading.ignored]


def _without_charts(headings: Sequence[Heading]) -> list[Heading]:
    """Drops from the headings of charts the other meanings of a letter or a number."""
    found = list(headings)
    marks = Counter(one.text for one in found if not any(map(str.isalnum, one.text)))
    for at, one in enumerate(found):
        if marks[one.text] >= _MANY_MARKS:  # the days of a chart, each headed by #
            found[at] = replace(one, names=(), chart=True)
    for first, end in chart_runs([heading.text for heading in found]):
        found[first:end] = [replace(one, names=(), chart=True) for one in found[first:end]]
    stages = [not one.names or one.names[0].field == "phase" for one in found]
    for first, end in numbered_runs([heading.text for heading in found]):
        if all(stages[first:end]):
            found[first:end] = [replace(one, names=(), chart=True) for one in found[first:end]]
    return found


def settle(header: Header, kind: SheetKind) -> Header:
    """Gives each column its field, such that the pairs of column and field score the most."""
    pairs = sorted(
        (name.rank >= 0, _last(heading, name), name.weight, heading.column, place)
        for heading in header.headings
        for place, name in enumerate(heading.names)
    )
    by_column = {heading.column: heading for heading in header.headings}
    taken: dict[str, int] = {}
    chosen: dict[int, Name] = {}
    for *_, column, place in pairs:
        name = by_column[column].names[place]
        if column not in chosen and name.field not in taken:
            taken[name.field] = column
            chosen[column] = name
    headings = tuple(_settled(h, chosen, taken, by_column, kind) for h in header.headings)
    return replace(header, headings=_levels(headings))


def _last(heading: Heading, name: Name) -> bool:
    """Whether a column counts only where no other has its name: it is empty, hidden or apart."""
    return name.rank >= 0 and (heading.hidden or heading.apart or not heading.filled)


def _settled(
    heading: Heading,
    chosen: Mapping[int, Name],
    taken: Mapping[str, int],
    by_column: Mapping[int, Heading],
    kind: SheetKind,
) -> Heading:
    """The heading with its field, or without it if another column has that field."""
    blank = replace(heading, field="", unit="", rank=99, repeats=0)
    if not heading.names:
        return blank
    best = heading.names[0]
    winner = by_column[taken[best.field]]
    same = fold(heading.text) == fold(winner.text)
    repeats = same and winner.column != heading.column
    if repeats and not kind.column(best.field).many and heading.group == winner.group:
        return replace(blank, repeats=winner.column)
    again = best.field in _MANY or (repeats and kind.column(best.field).many)
    name = best if again else chosen.get(heading.column)
    if name is None or (repeats and not again):
        return blank
    return replace(blank, field=name.field, unit=name.unit, rank=name.rank)


def _levels(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Without a column of names, takes Level 1, or the column called Phase."""
    fields = {heading.field for heading in headings}
    if "name" in fields or not {"phase", "subname"} <= fields:
        return headings
    return tuple(replace(h, field="name") if h.field == "phase" else h for h in headings)


def named_otherwise(
    headings: Sequence[Heading], texts: frozenset[int], fields: Sequence[str] = NAMING
) -> tuple[Heading, ...]:
    """Takes the phase or milestone as the name where no column names the tasks.

    Args:
        headings: The headings of a table of tasks.
        texts: The columns whose texts differ.
        fields: The fields that may name the tasks.
    """
    if any(heading.field == "name" for heading in headings):
        return tuple(headings)
    for field in fields:
        for heading in headings:
            meant = {name.field for name in heading.names} | {heading.field}
            if field in meant and heading.column in texts:
                named = replace(heading, field="name", rank=IN_PART)
                return tuple(named if one is heading else one for one in headings)
    return tuple(headings)


def filled_columns(sheet: Sheet) -> Counter[int]:
    """Column → number of filled cells."""
    counts: Counter[int] = Counter()
    for cells in sheet.rows.values():
        counts.update(cells.keys())
    return counts


def _grouped(heading: Heading, label: str, kind: SheetKind, reading: HeaderWishes) -> Heading:
    """The heading below a group label: "Actual" above "Start" is Actual Start."""
    joined = f"{label} {heading.text}"
    known = [name for name in names(joined, kind, reading) if name.rank < IN_PART]
    exact = [name for name in known if name.rank < REDUCED]
    exact = exact or ([] if heading.names else known)
    if exact:
        return replace(heading, text=joined, names=tuple(exact), group=label)
    amounts = [name.field for name in names(label, kind, reading)][:1] == ["work"]
    if amounts and heading.names and (own := _OF_WORK.get(heading.names[0].field)):
        return replace(heading, text=joined, names=(heading.names[0]._replace(field=own),))
    group = _GROUPS.get(fold(label))
    if group is None or not heading.names:
        return replace(heading, group=label)
    there = {column.field for column in kind.columns}
    specials = (name._replace(field=f"{group}_{name.field}") for name in heading.names)
    meant = tuple(name for name in specials if name.field in there)[:1]
    return replace(heading, text=joined, names=meant, group=label)


def _heading(sheet: Sheet, cell: Cell, kind: SheetKind, reading: HeaderWishes) -> Heading:
    column, place = cell.column, f"{sheet.name}!{letters(cell.column)}"
    text = cell.text if cell.kind == "text" else ""
    if len(text) > _LONGEST_NAME:
        return Heading(column=column, text=text)
    meant = names(text, kind, reading, place)
    ignored = reading.wish(text, place) == IGNORE
    return Heading(column=column, text=text or cell.text, names=meant, ignored=ignored)
