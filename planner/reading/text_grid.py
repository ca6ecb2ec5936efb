"""Grids of texts: days, weeks or months on one side, in each cell what is done then.

People or phases may stand on the other side. A text that goes on in the next columns, as the same
text, as merged cells or as one colour, is one task.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from planner.language.text import fold, key
from planner.reading.axis import find_axis
from planner.reading.axis_labels import HeaderAxis, weekday_of
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import MARKS
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.people_evidence import likeness
from planner.reading.profile import as_number
from planner.reading.values import BadValueError, yes
from planner.reading.years_above import years_above
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_FEWEST = 3
_TEXTS, _DIFFERENT, _BAND = 0.6, 0.3, 0.8
_LONGEST_NAME, _MOST_WORDS = 30, 3
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○■]+|[(（]?\d{1,2}[.)）、])\s*(?=\S)")
_CLOCK = re.compile(r"^\D{0,4}\d{1,2}\s*[:h]\s*\d{0,2}")
_BESIDE = frozenset(["name", "resources", "phase", "wbs", "id", ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A text in a row, and the first and last place in the axis that it covers."""

    row: int
    text: str
    first: int
    last: int
    start: datetime
    finish: datetime
    of: str = ""


def as_grid(sheets: Sequence[Sheet | None], start: datetime | None) -> Sheet | None:
    """A table of the texts in the grid of one of some sheets, the one that has most of them.

    Args:
        sheets: The same sheet as it is and with its rows as columns.
        start: The project's start, for periods without a year.
    """
    found = [_entries(sheet, start) for sheet in sheets if sheet is not None and sheet.rows]
    best = max(found, key=len, default=[])
    sheet = next((one for one in sheets if one is not None), None)
    if sheet is None or len(best) < _FEWEST:
        return None
    return table_of(
        sheet,
        [(one.text, one.start, one.finish, one.of) for one in best],
        who_or_phase({one.of for one in best if one.of}),
    )


def table_of(
    sheet: Sheet, tasks: Sequence[tuple[str, datetime | None, datetime | None, str]], field: str
) -> Sheet:
    """The sheet as a table of tasks: name, first and last day, and whom or what they belong to.

    Its rows are below the sheet's own, as one of these may hold several tasks.
    """
    top = max(sheet.rows) + 1
    heads = ["Task Name", *(["Start", "Finish"] if any(one[1] for one in tasks) else [])]
    heads += [field] if any(one[3] for one in tasks) else []
    rows = {top: {n: Cell(top, n, "text", head) for n, head in enumerate(heads, 1)}}
    for row, (name, first, last, of) in enumerate(tasks, top + 1):
        rows[row] = {1: Cell(row, 1, "text", name)}
        for column, day in ((2, first), (3, last)):
            if day is not None:
                rows[row][column] = Cell(row, column, "date", day, "yyyy-mm-dd")
        if of:
            rows[row][len(heads)] = Cell(row, len(heads), "text", of)
    return replace(sheet, rows=rows, fills={}, merged=(), formulas={}, levels={}, turned=False)


def bulleted(text: str) -> list[str]:
    """The tasks in a cell: its lines where at least two begin with a bullet or a number; else it.

    A line that begins with neither goes on with the line before.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if sum(bool(_BULLET.match(line)) for line in lines) < 2:
        return [" ".join(_BULLET.sub("", line) for line in lines)]
    found: list[str] = []
    for line in lines:
        if _BULLET.match(line) or not found:
            found.append(_BULLET.sub("", line))
        else:
            found[-1] += f" {line}"
    return found


def who_or_phase(labels: AbstractSet[str]) -> str:
    """What labels are: phases where most look like no names of people, else people."""
    if likeness(labels) > 0:
        return "Resource Names"
    words = {fold(word) for word in words_for("phase")}
    odd = [
        label
        for label in labels
        if len(label) > _LONGEST_NAME
        or len(label.split()) > _MOST_WORDS
        or any(map(str.isdigit, label))
        or any(fold(word) in words for word in label.split())
    ]
    return "Phase" if 2 * len(odd) > len(labels) else "Resource Names"


def _entries(sheet: Sheet, start: datetime | None) -> list[_Entry]:
    found: list[_Entry] = []
    blocks = _blocks(sheet, start)
    for at, (row, axis) in enumerate(blocks):
        ends = (r for r, other in blocks[at + 1 :] if set(other.spans) & set(axis.spans))
        end = next(ends, max(sheet.rows) + 1)
        rows = [n for n in sorted(sheet.rows) if row < n < end]
        if _holds_texts(sheet, rows, axis):
            found += _of_block(sheet, row, rows, axis)
    different = len({key(one.text) for one in found})
    return found if different >= max(2, _DIFFERENT * len(found)) else []


def _blocks(sheet: Sheet, start: datetime | None) -> list[tuple[int, HeaderAxis]]:
    """The lowest header row of each block, and its axis; of adjoining rows the finest counts."""
    found: list[tuple[int, HeaderAxis]] = []
    rows = [row for row in sorted(sheet.rows) if len(sheet.rows[row]) >= _FEWEST]
    for row, year in zip(rows, years_above(sheet, rows), strict=True):
        if len(found) > _MOST_BLOCKS:
            break
        axis = find_axis(sheet, row, year, start)
        if axis is None or axis.named < _FEWEST or (axis.bare and _from_one(sheet, row, axis)):
            continue
        before = found[-1] if found else None
        if before and before[0] == row - 1 and set(before[1].spans) & set(axis.spans):
            if before[1].dated > axis.dated or before[1].fineness > axis.fineness:
                axis = before[1]
            found.pop()
        found.append((row, axis))
    return found


_MOST_BLOCKS = 60


def _from_one(sheet: Sheet, row: int, axis: HeaderAxis) -> bool:
    """Whether the numbers of an axis count from 1, so that they may be anything's."""
    return as_number(sheet.rows[row][axis.columns[0]]) == 1


def _holds_texts(sheet: Sheet, rows: Sequence[int], axis: HeaderAxis) -> bool:
    """Whether what stands below an axis is texts, no marks, numbers or times."""
    held = ([cell for c, cell in sheet.rows[n].items() if c in axis.spans] for n in rows)
    cells = [cell for row in held if any(map(is_task_text, row)) for cell in row]
    texts = [cell for cell in cells if is_task_text(cell)]
    return bool(texts) and len(texts) >= _TEXTS * len(cells)


def is_task_text(cell: Cell) -> bool:
    """Whether a cell is a text that may name a task: no mark, weekday, time or number."""
    letters = sum(map(str.isalpha, cell.text))
    return (
        cell.kind == "text"
        and letters >= 2
        and cell.text not in MARKS
        and weekday_of(cell) is None
        and not _CLOCK.match(cell.text)
    )


def _of_block(sheet: Sheet, header: int, rows: Sequence[int], axis: HeaderAxis) -> list[_Entry]:
    labels = _labels(sheet, header, rows, axis)
    if labels is None:
        return []
    columns = axis.columns
    place = {column: n for n, column in enumerate(columns)}
    bands = _bands(sheet, rows, columns)
    found: list[_Entry] = []
    for row in rows:
        texts = {
            c: cell for c, cell in sheet.rows[row].items() if c in place and is_task_text(cell)
        }
        of = labels.get(row, "")
        explains = fold(of) in _LEGEND
        if len(texts) > 1 and all(map(_is_answer, texts.values())):
            continue
        for column, cell in sorted(texts.items()):
            if explains and column == columns[0]:  # the text beside a colour
                continue
            first, last = _extent(sheet, row, column, place, bands)
            found += [
                _Entry(
                    row=row, text=text, of="" if explains else of, first=first, last=last,
                    start=axis.spans[columns[first]][0], finish=axis.spans[columns[last]][1],
                )
                for text in bulleted(cell.text)
            ]  # fmt: skip
    return list(_joined(found))


def _is_answer(cell: Cell) -> bool:
    try:
        yes(cell)
    except BadValueError:
        return False
    return True


_LEGEND = frozenset(
    map(
        fold,
        [
            *("legend", "labels", "label", "key", "colours", "colors", "colour code"),
            *("Legende", "Farben", "légende", "leyenda", "legenda", "colores", "cores", "couleurs"),
            *("легенда", "图例", "圖例", "凡例", "범례", "açıklama"),
        ],
    )
)
"""Labels of rows that explain colours."""


def _extent(
    sheet: Sheet,
    row: int,
    column: int,
    place: Mapping[int, int],
    bands: set[tuple[int, str]],
) -> tuple[int, int]:
    """The first and last place of a text: its merged cells, or cells of its colour without text."""
    right = next((r for t, c, _, r in sheet.merged if (t, c) == (row, column)), column)
    first, last = column, max(c for c in place if column <= c <= right)
    colour = sheet.fills.get((row, column), "")
    if colour and (row, colour) not in bands:
        cells = sheet.rows[row]
        while (
            last + 1 in place
            and last + 1 not in cells
            and sheet.fills.get((row, last + 1)) == colour
        ):
            last += 1
        while (
            first - 1 in place
            and first - 1 not in cells
            and sheet.fills.get((row, first - 1)) == colour
        ):
            first -= 1
    return place[first], place[last]


def _bands(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> set[tuple[int, str]]:
    """Row and colour of what is background: it fills a row, or most cells of the whole grid."""
    found: set[tuple[int, str]] = set()
    every: Counter[str] = Counter()
    for row in rows:
        looks = Counter(
            colour for column in columns if (colour := sheet.fills.get((row, column), ""))
        )
        every += looks
        found |= {(row, look) for look, count in looks.items() if count >= len(columns)}
    whole = {look for look, n in every.items() if n >= _BAND * len(rows) * len(columns)}
    return found | {(row, look) for row in rows for look in whole}


def _labels(
    sheet: Sheet, header: int, rows: Sequence[int], axis: HeaderAxis
) -> dict[int, str] | None:
    """Row → the text left of its grid; it also stands for rows below without one.

    None where these are times of the day, and the grid a timetable.
    """
    first = axis.columns[0]
    columns = sorted({c for n in (header, *rows) for c in sheet.rows[n] if c < first}, reverse=True)
    for column in columns:
        cells = {n: sheet.rows[n][column] for n in rows if column in sheet.rows[n]}
        if not any(cell.text for cell in cells.values()):
            continue
        if 2 * sum(bool(_CLOCK.match(cell.text)) for cell in cells.values()) > len(cells):
            return None
        if 2 * sum(as_number(cell) is not None for cell in cells.values()) > len(cells):
            continue
        found, at = {}, ""
        for row in rows:
            at = cells[row].text.strip() if row in cells else at
            found[row] = at
        kinds = {key(label) for label in found.values() if label}
        return found if len(kinds) > 1 else {}
    return {}


def _left_out(label: str) -> bool:
    """Whether a label heads what is no task: notes, states, amounts."""
    meant = names(label, TASKS, HeaderWishes())
    return bool(meant) and meant[0].field not in _BESIDE


def _joined(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """The entries; those of the same text and label in places that follow each other are one."""
    kept: dict[tuple[str, str], _Entry] = {}
    order = sorted(entries, key=lambda one: (one.first, one.row))
    found: list[_Entry] = []
    for one in order:
        if _left_out(one.of):
            continue
        told = key(one.text), key(one.of)
        before = kept.get(told)
        if before is not None and one.first <= before.last + 1:
            found.remove(before)
            last, finish = max(one.last, before.last), max(one.finish, before.finish)
            kept[told] = replace(before, last=last, finish=finish)
        else:
            kept[told] = one
        found.append(kept[told])
    yield from sorted(found, key=lambda one: (one.start, one.finish))
