"""Finds the bars of a chart, runs of coloured or marked cells in a row, and reads their legend."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.language.text import fold
from planner.reading.axis_labels import HeaderAxis
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_backgrounds import (
    BANDED,
    FEWEST_ROWS,
    NEARLY,
    background,
    below_header,
)
from planner.reading.dates import month_number
from planner.reading.group_words import ACTUAL, PLANNED
from planner.reading.profile import as_number

MILESTONES = frozenset("♦◆◊◇♢⬥⬦⯁★☆⭐⚑▲△▼▽")
"""Marks that, alone in a row, are a milestone at the end of their period."""
MARKS = MILESTONES.union("xX✓✔■█▇▓▒●•*1#oO☑✅=-")
_WIDE = 5
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """The bar of a row: its first and last column and day, its colour or mark.

    Args:
        days: The length in days where cells are parts of days; else 0.
        runs: The number of runs of cells that it consists of.
        hours: The hours typed in its cells; 0 where it is of colours or marks.
        looks: Column → colour or mark of its row, without the background.
    """

    row: int
    first: int
    last: int
    look: str
    start: datetime
    finish: datetime
    days: float
    runs: int
    hours: float = 0
    looks: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_milestone(self) -> bool:
        """Whether it is the mark of a milestone."""
        return self.look in MILESTONES and self.first == self.last


def find_bars(sheet: Sheet, axis: HeaderAxis, rows: Sequence[int]) -> list[ChartBar]:
    """The bars of some rows of a chart, at most one for each row.

    Where colours make none, as those of stripes, its marks are the bars.
    """
    found = _find_bars(sheet, axis, rows)
    if len(found) < _FEWEST and sheet.fills:
        found = _find_bars(replace(sheet, fills={}), axis, rows) or found
    return found


def _find_bars(sheet: Sheet, axis: HeaderAxis, rows: Sequence[int]) -> list[ChartBar]:
    all_looks = {row: _all_looks(sheet, row, axis) for row in rows}
    partly = {
        look
        for found in all_looks.values()
        if len(found) < BANDED * len(axis.columns)
        for look in found.values()
    }
    partly |= _merged_bars(sheet, axis) | _written_bars(sheet, axis, all_looks)
    gaps = _gaps(all_looks, axis)
    if gaps:
        return [_bar(row, looks, axis) for row, looks in sorted(gaps.items())]
    names = _behind_names(sheet, all_looks, axis)
    looks = {
        row: left
        for row, found in all_looks.items()
        if (left := _without_band(names.get(row, ""), axis, found, partly))
    }
    behind: set[tuple[int, str]] = set()
    for every in (looks, all_looks) if len(axis.columns) >= _WIDE else ():
        behind |= background({row: one for row, one in every.items() if row in sheet.rows and one})
    behind |= below_header(sheet, axis, all_looks)
    found = []
    for row in sorted(looks):
        shown = {c: look for c, look in looks[row].items() if (c, look) not in behind}
        if shown:
            found.append(_bar(row, shown, axis))
    return found


def _merged_bars(sheet: Sheet, axis: HeaderAxis) -> set[str]:
    """The colours of cells merged along a row of the chart, which are bars however long."""
    first, last = axis.columns[0], axis.columns[-1]
    return {
        sheet.fills[top, left]
        for top, left, bottom, right in sheet.merged
        if top == bottom and first <= left < right and (left, right) != (first, last)
        and (top, left) in sheet.fills
    }  # fmt: skip


def _written_bars(
    sheet: Sheet, axis: HeaderAxis, looks: Mapping[int, Mapping[int, str]]
) -> set[str]:
    """The colours of rows with a word in each cell from end to end, such as who does the task."""
    return {
        look
        for row, found in looks.items()
        if len(found) == len(axis.columns)
        and (cells := sheet.rows.get(row, {}))
        and all(c in cells and len(cells[c].text) > 1 and cells[c].text.isalpha() for c in found)
        for look in found.values()
    }


def _gaps(looks: Mapping[int, Mapping[int, str]], axis: HeaderAxis) -> dict[int, dict[int, str]]:
    """Row → cells without colour, where these are the bars: all others have one colour.

    Nearly every row lacks some cells, and each at most half of them.
    """
    filled = {row: found for row, found in looks.items() if 2 * len(found) >= len(axis.columns)}
    colours = {look for found in filled.values() for look in found.values()}
    enough = len(filled) >= NEARLY * sum(bool(found) for found in looks.values())
    if (
        not enough
        or len(colours) != 1
        or colours & MARKS
        or len(filled) < FEWEST_ROWS
        or len(axis.columns) < _WIDE
    ):
        return {}
    missing = {
        row: {column: "" for column in axis.columns if column not in found}
        for row, found in filled.items()
    }
    told = {row: found for row, found in missing.items() if found}
    different = len({tuple(found) for found in told.values()})
    return told if len(told) >= NEARLY * len(filled) and different > 1 else {}


def _all_looks(sheet: Sheet, row: int, axis: HeaderAxis) -> dict[int, str]:
    """Column → colour or mark of the cells in a row."""
    across = _across(sheet, row)
    own = {
        column: look
        for column in axis.columns
        if column not in across and (look := _look(sheet, row, column))
    }
    merged = _merged_looks(sheet, row)
    return own | {c: merged[c] for c in axis.columns if c in merged and c not in own}


def _behind_names(
    sheet: Sheet, looks: Mapping[int, Mapping[int, str]], axis: HeaderAxis
) -> dict[int, str]:
    """Row → the colour behind its name that continues up to the chart.

    Colours are left out that some names have beside a later bar of the same colour: they are those
    of names, such as one for each person, and no bands behind whole rows.
    """
    first = axis.columns[0]
    found = {row: own for row in looks if (own := _behind_name(sheet, row, first))}
    apart = {
        own
        for row, own in found.items()
        if looks[row].get(first) != own and own in looks[row].values()
    }
    if len(apart) >= _MANY_COLOURS:  # each name has the colour of its bar
        return {}
    return {row: own for row, own in found.items() if own not in apart}


_MANY_COLOURS = 4


def _without_band(
    own: str, axis: HeaderAxis, looks: dict[int, str], partly: set[str]
) -> dict[int, str]:
    """Drops a colour that covers the whole row, or nearly all of it behind a bar.

    A colour that bars in other rows have (`partly`) is kept as a bar from end to end, unless the
    name of the row has it too (`own`).
    """
    columns = axis.columns
    if own and looks.get(columns[0]) == own and len(columns) >= _WIDE:  # continues from the left
        return {column: look for column, look in looks.items() if look != own}
    if len(looks) < BANDED * len(columns) or len(columns) < _WIDE:
        return looks
    left = {column: look for column, look in looks.items() if look != own}
    if own and len(left) < len(looks):
        return left
    common, count = Counter(looks.values()).most_common(1)[0]
    if common in partly:
        return looks
    if count < len(looks):
        return {column: look for column, look in looks.items() if look != common}
    return {} if len(looks) == len(columns) else looks


def _behind_name(sheet: Sheet, row: int, first: int) -> str:
    """The fill of the nearest text left of a chart, if it continues up to the chart; else ""."""
    cells = sheet.rows.get(row, {})
    name = max((c for c, cell in cells.items() if c < first and cell.kind == "text"), default=first)
    colours = {sheet.fills.get((row, column), "") for column in range(name, first)}
    return colours.pop() if len(colours) == 1 else ""


def _look(sheet: Sheet, row: int, column: int) -> str:
    """The colour or mark of a cell, "" without either."""
    cell = sheet.rows.get(row, {}).get(column)
    colour = sheet.fills.get((row, column), "")
    if colour or cell is None:
        return colour
    return mark_of(cell)


def mark_of(cell: Cell) -> str:
    """The mark in a cell, x where it tells the part of a task done in its period; "" for others."""
    number = as_number(cell) if cell.percent else None
    if number is not None and 0 < number <= 1:
        return "x"
    return cell.text if cell.text in MARKS else ""


def _across(sheet: Sheet, row: int) -> set[int]:
    """The columns of cells that are merged over many rows, as time off for all tasks is."""
    return {
        column
        for top, left, bottom, right in sheet.merged
        if top <= row <= bottom and bottom - top >= FEWEST_ROWS
        for column in range(left, right + 1)
    }


def _merged_looks(sheet: Sheet, row: int) -> dict[int, str]:
    """The colours of cells that are merged with a cell left of or above them, as in a bar."""
    return {
        column: look
        for top, left, bottom, right in sheet.merged
        if top <= row <= bottom < top + FEWEST_ROWS and (look := sheet.fills.get((top, left), ""))
        for column in range(left + (row == top), right + 1)
    }


def _bar(row: int, looks: Mapping[int, str], axis: HeaderAxis) -> ChartBar:
    """A bar from the first to the last cell of the commonest colour, and the cells adjoining it."""
    lasting = Counter(looks.values()).most_common(1)[0][0]
    marked = sorted(column for column, look in looks.items() if look == lasting)
    first, last = marked[0], marked[-1]
    while first - 1 in looks:
        first -= 1
    while last + 1 in looks:
        last += 1
    return ChartBar(
        row=row,
        first=first,
        last=last,
        look=lasting,
        start=axis.spans[first][0],
        finish=axis.spans[last][1],
        days=sum(axis.shares.get(column, 0) for column in looks if first <= column <= last),
        runs=1 + sum(c > first and c - 1 not in looks for c in looks if first <= c <= last),
        looks=looks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLegend:
    """The meaning of bar colours, and the rows that hold nothing but the legend.

    `others` has the meaning of colours that no bar mainly has.
    """

    names: Mapping[str, str]
    rows: frozenset[int] = frozenset()
    others: Mapping[str, str] = field(default_factory=dict)


NO_LEGEND = ChartLegend(names={})


def explained(
    sheet: Sheet, axis: HeaderAxis, bars: Sequence[ChartBar]
) -> tuple[list[ChartBar], ChartLegend]:
    """Separates the bars of tasks from those of a legend and of progress; returns the legend."""
    kept, legend = _legend_below(sheet, bars)
    if legend is NO_LEGEND:
        legend = _legend_beside(sheet, axis, bars)
    actual = {look for look, name in legend.names.items() if _said(name) & ACTUAL}
    if actual and any(_said(name) & PLANNED for name in legend.names.values()):
        kept = [bar for bar in kept if bar.look not in actual]
        return kept, ChartLegend(names={}, rows=legend.rows)
    return kept, legend


def _said(text: str) -> set[str]:
    """The words of a text, and its first two signs, which are a word where nothing parts them."""
    return {*map(fold, text.split()), fold(text)[:2]}


def _legend_below(sheet: Sheet, bars: Sequence[ChartBar]) -> tuple[list[ChartBar], ChartLegend]:
    """Reads a legend from rows below a gap, each with one cell of a colour of its own."""
    at = len(bars)
    while at and bars[at - 1].first == bars[at - 1].last:
        at -= 1
    below = list(bars[at:])
    while below and (not at or below[0].row - bars[at - 1].row == 1):
        at += 1
        below = below[1:]
    looks = [bar.look for bar in below]
    above = {bar.look for bar in bars[:at]}
    names = {bar.look: _text_of(sheet, bar.row, bar.first) for bar in below}
    told = len(set(looks)) == len(looks) and set(looks) & above and all(names.values())
    if len(below) < _FEWEST or not told:
        return list(bars), NO_LEGEND
    return list(bars[:at]), ChartLegend(names=names, rows=frozenset(bar.row for bar in below))


def _text_of(sheet: Sheet, row: int, column: int) -> str:
    """The text nearest to a column in a row; of two that are as near the right one."""
    texts = [cell for cell in sheet.rows.get(row, {}).values() if cell.kind == "text"]
    near = sorted(texts, key=lambda cell: (abs(cell.column - column), -cell.column))
    return near[0].text if near else ""


def _legend_beside(sheet: Sheet, axis: HeaderAxis, bars: Sequence[ChartBar]) -> ChartLegend:
    """Reads a legend from coloured cells with a text above, below or right of the chart."""
    looks = Counter(bar.look for bar in bars)
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    rows: set[int] = set()
    for row, column, text in _coloured_texts(sheet, axis, bars):
        look = sheet.fills[row, column]
        others.setdefault(look, text)
        if look in looks and look not in names:
            names[look] = text
            rows |= {row} if column <= axis.columns[-1] else set()
    covered = sum(looks[look] for look in names)
    if 2 * covered < len(bars):
        return NO_LEGEND
    left = frozenset(rows - {bar.row for bar in bars})
    if len(set(names.values())) >= _FEWEST:
        return ChartLegend(names=names, rows=left, others=others)
    shown = {look for bar in bars for look in bar.looks.values()}
    within = {look: text for look, text in others.items() if look in shown}
    several = len(set(within.values())) >= _FEWEST
    return ChartLegend(names={}, rows=left, others=within) if several else NO_LEGEND


def _coloured_texts(
    sheet: Sheet, axis: HeaderAxis, bars: Sequence[ChartBar]
) -> Iterator[tuple[int, int, str]]:
    """Yields row, column and text of the coloured cells that may explain colours.

    Months and other periods above the chart explain none.
    """
    barred = {bar.row for bar in bars}
    first, right = min(barred, default=0), axis.columns[-1]
    for row, column in sorted(sheet.fills):
        if row in barred and column <= right:
            continue
        cells = sheet.rows.get(row, {})
        left = cells.get(column - 1) if (row, column - 1) not in sheet.fills else None
        beside = left if column > right or row < first else None
        cell = cells.get(column) or cells.get(column + 1) or beside
        above = row < first and column in axis.spans
        if cell is None or cell.kind != "text" or (above and month_number(cell.text.strip())):
            continue
        if len(cell.text) <= _LONGEST:
            yield row, column, cell.text.rstrip(" :")


_LONGEST = 40
