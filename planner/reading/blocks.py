"""Several tables of the same form on one sheet, side by side or below each other, made into one.

Each begins with the same headers, or the same days; what stands above or in place of the first
header is whose it is, or which phase.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import zip_longest

from planner.language.text import fold, key
from planner.reading.cells import Cell, Sheet
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
from planner.reading.span_texts import is_date, span_parts
from planner.reading.text_grid import who_or_phase
from planner.schema.columns import TASKS

_FEWEST, _FEWEST_DATES = 2, 3
_HEAD, _LONGEST = 2, 60
_FEWEST_BLOCKS = 2

Signature = tuple[tuple[int, str], ...]
"""The header of a block: for each cell its place right of the first column, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A row of headers: its row, its first column, what it says, and what it belongs to.

    `titled` is the column whose header is the label, so that it names the tasks; 0 without one.
    """

    row: int
    left: int
    right: int
    told: Signature
    label: str = ""
    titled: int = 0


def as_one(sheet: Sheet) -> Sheet | None:
    """The sheet with the tables of the same form below each other; None without such.

    Its rows are below the sheet's own, as they stand elsewhere in the file.
    """
    heads = [head for strip in _strips(sheet) for head in _heads(sheet, *strip)]
    heads = _titled(sheet, heads) or heads
    counts = Counter(head.told for head in heads)
    told, count = max(counts.items(), key=lambda one: (one[1], len(one[0])), default=((), 0))
    chosen = [head for head in heads if head.told == told]
    named = _says_what(told) or (_names_tasks(told) and all(_dated(sheet, h) for h in chosen))
    if count < _FEWEST_BLOCKS or not (named or _in_days(sheet, heads, told)):
        return None
    if len({head.left for head in chosen}) < 2 and not any(head.label for head in chosen):
        return None  # the same headers again, as on each page of a print
    return _stacked(sheet, chosen)


def _titled(sheet: Sheet, heads: Sequence[_Head]) -> list[_Head]:
    """The heads that only differ in one text, which is what the tasks below it belong to.

    The other texts say who does the tasks, when they are or how long they take; [] without such.
    """
    best: list[_Head] = []
    for ahead, alike in _alike_but_for_one(heads):
        found = [_headed(sheet, head, ahead) for head in alike]
        rest = found[0].told[1:]
        found = [head for head in found if head.told[1:] == rest]
        headers = any(_known(text) for _, text in rest) and not any(
            char.isdigit() for _, text in rest for char in text
        )
        if headers and len(found) > max(1, len(best)):
            best = found
    return best


def _alike_but_for_one(heads: Sequence[_Head]) -> Iterator[tuple[int, list[_Head]]]:
    """Each place with heads that differ in their texts there and, most likely, nowhere else.

    These texts are no headers of columns of tasks. The others are compared by their hashes.
    """
    groups: dict[tuple[int, int, int], list[tuple[str, _Head]]] = {}
    for head in heads:
        whole = sum(map(hash, head.told))
        for one in head.told if len(head.told) > _FEWEST else ():
            key = one[0], len(head.told), whole - hash(one)
            groups.setdefault(key, []).append((one[1], head))
    for (ahead, *_), group in sorted(groups.items(), key=lambda one: one[0][0]):
        found = {text: head for text, head in group if len(group) > 1 and not _known(text)}
        if 1 < len(found) == sum(text in found for text, _ in group):
            yield ahead, [*found.values()]


def _headed(sheet: Sheet, head: _Head, ahead: int) -> _Head:
    """The head with the text at a place as its label; the column below it names the tasks."""
    return replace(
        head,
        told=((ahead, fold("Task Name")), *(one for one in head.told if one[0] != ahead)),
        label=sheet.rows[head.row][head.left + ahead].text.strip(" :"),
        titled=head.left + ahead,
    )


def _known(text: str) -> bool:
    """Whether a text is the header of a column of tasks, without much doubt."""
    meant = names(text, TASKS, HeaderWishes())
    return bool(meant) and meant[0].rank < IN_PART


def _strips(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The first and last column of what stands between blank columns."""
    filled = {column for cells in sheet.rows.values() for column in cells}
    filled |= {column for _, left, _, right in sheet.merged for column in range(left, right + 1)}
    first = 0
    for column in sorted(filled):
        first = first or column
        if column + 1 not in filled:
            yield first, column
            first = 0


def _heads(sheet: Sheet, left: int, right: int) -> Iterator[_Head]:
    """The rows of a strip that may be headers: several different texts, or days behind a text."""
    before = 0
    for row in sorted(sheet.rows):
        cells = {c: cell for c, cell in sheet.rows[row].items() if left <= c <= right}
        if len(cells) < _HEAD:
            continue
        for first, last, part in _repeated(cells):
            title = part[min(part)]
            days = sum(map(is_date, part.values()))
            named = days >= _FEWEST_DATES and title.kind == "text"
            told = tuple(
                (c - first, fold(cell.text)) for c, cell in sorted(part.items())
                if not (named and cell is title)
            )  # fmt: skip
            texts = {text for _, text in told}
            if len(texts) < len(told) or len(told) < _FEWEST:
                continue
            label = title.text if named else _title(sheet, row, first, last, before)
            yield _Head(row=row, left=first, right=last, told=told, label=label)
        before = row


def _repeated(cells: Mapping[int, Cell]) -> Iterator[tuple[int, int, Mapping[int, Cell]]]:
    """The parts of a row whose texts come again in the same order; else the whole row.

    Spans of dates stand for each other.
    """
    columns = sorted(cells)
    texts = ["-" if _is_span(cells[c].text) else fold(cells[c].text) for c in columns]
    length, end = next(
        (found for n in range(_FEWEST, len(texts) // 2 + 1) if (found := _group(texts, n))),
        (len(texts), len(texts)),
    )
    starts = [*range(0, end, length), *([end] if end < len(texts) else [])]
    for at, following in zip_longest(starts, starts[1:]):
        part = columns[at:following]
        yield part[0], part[-1], {column: cells[column] for column in part}


def _group(texts: Sequence[str], length: int) -> tuple[int, int] | None:
    """The length and the end of groups of so many texts that come again; None without such.

    Behind many groups something else may follow.
    """
    end = length
    while texts[end : end + length] == texts[:length]:
        end += length
    many = end >= _MANY_GROUPS * length and 2 * end > len(texts)
    whole = end > length and (end == len(texts) or many)
    return (length, end) if whole else None


_MANY_GROUPS = 3


def _is_span(text: str) -> bool:
    """Whether a text is a span of dates, such as 1/21/27-2/2/27."""
    return any(map(str.isdigit, text)) and len(span_parts(text) or ()) == _HEAD


def _title(sheet: Sheet, row: int, left: int, right: int, before: int) -> str:
    """The only text of a row shortly above a header, in its columns; "" without one."""
    for number in range(row - 1, max(before, row - 4), -1):
        cells = [cell for c, cell in sheet.rows.get(number, {}).items() if left <= c <= right]
        if len(cells) == 1 and cells[0].kind == "text" and len(cells[0].text) <= _LONGEST:
            return cells[0].text.strip(" :")
        if cells:
            break
    return ""


def _says_what(told: Signature) -> bool:
    """Whether a header names the tasks and something else of them."""
    return _names_tasks(told) and len(_fields(told)) > 1


def _names_tasks(told: Signature) -> bool:
    return "name" in _fields(told)


def _fields(told: Signature) -> set[str]:
    return {meant[0].field for _, text in told if (meant := names(text, TASKS, HeaderWishes()))}


def _dated(sheet: Sheet, head: _Head) -> bool:
    """Whether a column of a block has days below its header, whatever it says."""
    for ahead, _ in head.told:
        rows = (cells for number, cells in sheet.rows.items() if number > head.row)
        cells = [cells[head.left + ahead] for cells in rows if head.left + ahead in cells]
        days = sum(is_date(cell) or bool(span_parts(cell.text)) for cell in cells)
        if days >= _FEWEST and 2 * days > len(cells):
            return True
    return False


def _in_days(sheet: Sheet, heads: Sequence[_Head], told: Signature) -> bool:
    head = next(head for head in heads if head.told == told)
    cells = [sheet.rows[head.row].get(head.left + ahead) for ahead, _ in told]
    return sum(cell is not None and is_date(cell) for cell in cells) >= _FEWEST_DATES


def _stacked(sheet: Sheet, heads: Sequence[_Head]) -> Sheet:
    """The blocks below each other in the columns of the first, and a column of their labels."""
    one = heads[0]
    width = max(head.right - head.left for head in heads)
    row = top = max(sheet.rows) + 1
    rows: dict[int, dict[int, Cell]] = {}
    fills: dict[tuple[int, int], str] = {}
    column = one.left + width + 1
    places: dict[tuple[int, int], tuple[int, int]] = {}
    labels = {head.label for head in heads if head.label}
    for head in heads:
        for number in _rows_of(sheet, head, heads):
            moved = {
                c - head.left + one.left: cell
                for c, cell in sheet.rows.get(number, {}).items()
                if head.left <= c <= head.left + width
            }
            if number == head.row and head is not one:
                continue
            rows[row] = {c: cell._replace(row=row, column=c) for c, cell in sorted(moved.items())}
            places.update({(row, c): (number, c - one.left + head.left) for c in moved})
            places.update({(row, c): (head.row, head.left) for c in (column, column + 1)})
            if len(labels) > 1 and head.label and number != head.row and moved:
                rows[row][column] = Cell(row, column, "text", head.label)
            for c in range(head.left, head.left + width + 1):
                if (number, c) in sheet.fills:
                    fills[row, c - head.left + one.left] = sheet.fills[number, c]
            row += 1
    if len(labels) > 1:
        people = any(text in _WHO for _, text in one.told)
        field = "Phase" if people or one.titled else who_or_phase(labels)
        rows[top][column] = Cell(top, column, "text", field)
        _add_dates(rows, column, labels)
        if key(rows[top][one.left].text) in {key(label) for label in labels}:
            rows[top][one.left] = Cell(top, one.left, "text", "Task Name")
        if one.titled:
            rows[top][one.titled] = Cell(top, one.titled, "text", "Task Name")
    return replace(
        sheet, rows=rows, fills=fills, merged=(), formulas={}, levels={}, file_cells=places
    )


def _add_dates(rows: Mapping[int, dict[int, Cell]], column: int, labels: AbstractSet[str]) -> None:
    """Writes labels that are spans of dates beside their column too: they are the tasks' dates."""
    if not all(map(_is_span, labels)):
        return
    for number, cells in rows.items():
        if column in cells:
            text = cells[column].text if cells[column].text in labels else "Dates"
            cells[column + 1] = Cell(number, column + 1, "text", text)


def _rows_of(sheet: Sheet, head: _Head, heads: Sequence[_Head]) -> Iterator[int]:
    """The rows of a block: up to the next header in its columns, without that one's title.

    Where headers come again without the others, they head another table.
    """
    later = [other for other in heads if other.left == head.left and other.row > head.row]
    after = min(later, key=lambda other: other.row, default=None)
    end = min(after.row if after else max(sheet.rows) + 1, _other_table(sheet, head, heads))
    columns = range(head.left, head.right + 1)
    for row in range(head.row, end):
        cells = [sheet.rows[row][c] for c in columns if c in sheet.rows.get(row, {})]
        title = after and len(cells) == 1 and cells[0].text.strip(" :") == after.label
        if cells and not title:
            yield row


def _other_table(sheet: Sheet, head: _Head, heads: Sequence[_Head]) -> int:
    """The first row of a table below that repeats some headers of a row of heads, and is none."""
    known = {one.row for one in heads}
    texts = {c: cell.text for c, cell in sheet.rows[head.row].items()}
    for row in sorted(n for n in sheet.rows if n > head.row and n not in known):
        if any(c in texts and cell.text == texts[c] for c, cell in sheet.rows[row].items()):
            first = row
            while first - 1 in sheet.rows and first - 1 > head.row:
                first -= 1
            return first
    return max(sheet.rows) + 1


_WHO = frozenset(
    fold(text) for text in ("Who", "Owner", "Assigned to", "Responsible", "Resource Names")
)
