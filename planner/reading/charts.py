"""Finds charts of coloured or marked cells: each run in a row is a bar, the header gives its dates.

The header may stand below the bars, and may return above later bars of the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.reading.axis import find_axis
from planner.reading.axis_labels import HeaderAxis
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import (
    MARKS,
    NO_LEGEND,
    ChartBar,
    ChartLegend,
    explained,
    find_bars,
    mark_of,
)
from planner.reading.chart_blocks import blocks_of, other_version
from planner.reading.chart_days import day_bars
from planner.reading.chart_hours import hour_bars
from planner.reading.chart_letters import with_letters
from planner.reading.headers import HEADER_ROWS
from planner.reading.years_above import year_above

_FEWEST, _WIDE = 2, 5
_SHORT = 13
_FEWEST_DATES = 3
_FULL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart with its header, its bars, and the meaning of its colours.

    Args:
        header: The lowest row of the header; where that stands below, the row above the bars.
        headers: All header rows, repeated ones among them.
        axis: The days of its columns.
        bars: The bars, in the order of the rows.
        legend: The meaning of the colours.
        end: The first row below that belongs to another version of it, 0 without one.
    """

    header: int
    headers: frozenset[int]
    axis: HeaderAxis
    bars: Sequence[ChartBar]
    legend: ChartLegend
    end: int = 0


def find_chart(sheet: Sheet, start: datetime | None, unit: str = "") -> Chart | None:
    """The chart of a sheet whose header distinguishes most days; None without bars.

    Args:
        sheet: The sheet.
        start: The start of the project, if known.
        unit: What bare numbers in the header count, as in `planner.choice.UNITS`; "" if unsaid.
    """
    best: Chart | None = None
    for row in sorted(sheet.rows):
        if row > HEADER_ROWS:
            break
        if best and row in best.headers and not _same_header(sheet, best, row):
            continue  # it heads a later block
        if best and _is_task(sheet, min(best.headers), row, best.axis):
            continue
        if best and other_version(sheet, best.header, row, best.axis):
            break
        axis = find_axis(sheet, row, year_above(sheet, row), start, unit)
        axis = _dated_beside(sheet, row, axis) if axis is not None and not axis.dated else axis
        if axis is None or (best and not _better(axis, best.axis)):
            continue
        narrow = len(axis.spans) < _WIDE and not _only_marks(sheet, row, axis)
        if narrow and not day_bars(sheet, axis, [n for n in sheet.rows if n > row]):
            continue
        best = _chart(sheet, row, axis) or best
    if best is not None:
        lasts = (n for n in sorted(sheet.rows) if n > best.header)
        axis = best.axis
        end = next((n for n in lasts if other_version(sheet, best.header, n, axis)), 0)
        best = replace(best, end=end)
    return best


def _same_header(sheet: Sheet, chart: Chart, row: int) -> bool:
    """Whether a row belongs to the header of a chart: no row between them names anything."""
    first = chart.axis.columns[0]
    between = range(chart.header + 1, row)
    return not any(column < first for n in between for column in sheet.rows.get(n, {}))


def _dated_beside(sheet: Sheet, row: int, axis: HeaderAxis) -> HeaderAxis:
    """Moves numbered periods to where dates in the next one or two rows put some of them."""
    for number in (row + 1, row - 1, row + 2, row - 2):
        days = {
            column: cell.value.replace(hour=0, minute=0)
            for column, cell in sheet.rows.get(number, {}).items()
            if column in axis.spans and isinstance(cell.value, datetime)
        }
        moves = {day - axis.spans[column][0] for column, day in days.items()}
        if len(days) >= _FEWEST_DATES and len(moves) == 1:
            by = moves.pop()
            spans = {column: (one + by, two + by) for column, (one, two) in axis.spans.items()}
            return replace(axis, spans=spans, dated=True)
    return axis


def _better(axis: HeaderAxis, before: HeaderAxis) -> bool:
    """Whether an axis says more than that of a row above, or names the periods which it divides."""
    if axis.bare and not before.bare and 2 * before.fineness[0] >= axis.fineness[0]:
        return False  # bare numbers below or above days count only these
    if axis.dated != before.dated and axis.fineness == before.fineness:
        return axis.dated
    if axis.dated and not before.dated and axis.named > before.named:
        return axis.fineness[0] >= _FULL * before.fineness[0]
    if axis.named > before.named and axis.dated >= before.dated:
        return axis.fineness[0] >= _FULL * before.fineness[0]
    return axis.fineness >= before.fineness


def _chart(sheet: Sheet, row: int, axis: HeaderAxis) -> Chart | None:
    """The chart with the header in this row; its bars lie below it, or else above it."""
    lowest = _lowest(sheet, row, axis)
    sheet = with_letters(sheet, lowest, axis)
    rows = sorted({row for row, _ in sheet.fills} | sheet.rows.keys())
    headers = set(range(row, lowest + 1))
    bars: list[ChartBar] = []
    whole = axis
    for axis_rows, block, end in blocks_of(sheet, lowest, axis):
        whole = block if len(block.columns) > len(whole.columns) else whole
        headers |= axis_rows
        bars += find_bars(sheet, block, [n for n in rows if max(axis_rows) < n < end])
    days = day_bars(sheet, axis, [n for n in rows if n > lowest])
    if len(days) > len(bars):
        return Chart(
            header=lowest, headers=frozenset(headers), axis=axis, bars=days, legend=NO_LEGEND
        )
    hours, totals = hour_bars(sheet, axis, [n for n in rows if n > lowest])
    coloured = {bar.row for bar in bars} - {bar.row for bar in hours}
    if len(hours) > len(coloured):
        none = ChartLegend(names={}, rows=totals)
        every = frozenset(headers)
        hours = _with_coloured(hours, [bar for bar in bars if bar.row not in totals])
        return Chart(header=lowest, headers=every, axis=axis, bars=hours, legend=none)
    header = lowest
    above = find_bars(sheet, axis, [n for n in rows if n < row])
    if len(above) >= _FEWEST and _places(above) > _places(bars):
        bars, header = above, above[0].row - 1
    if len(bars) < _FEWEST:
        return None
    bars, legend = explained(sheet, axis, bars)
    bars, axis = _where_dates_say(sheet, bars, whole)
    return Chart(header=header, headers=frozenset(headers), axis=axis, bars=bars, legend=legend)


def _where_dates_say(
    sheet: Sheet, bars: Sequence[ChartBar], axis: HeaderAxis
) -> tuple[list[ChartBar], HeaderAxis]:
    """Moves bars that nothing dates to where dates beside some of them say that these begin.

    All such dates have to be as far from their bars.
    """
    first = axis.columns[0]
    beside = {
        bar.row: min(days)
        for bar in bars
        if (days := [
            cell.value.replace(hour=0, minute=0)
            for column, cell in sheet.rows.get(bar.row, {}).items()
            if column < first and isinstance(cell.value, datetime)
        ])
    }  # fmt: skip
    moves = {beside[bar.row] - bar.start for bar in bars if bar.row in beside}
    if axis.dated or len(beside) < _FEWEST_DATES or len(moves) != 1:
        return list(bars), axis
    by = moves.pop()
    moved = [replace(bar, start=bar.start + by, finish=bar.finish + by) for bar in bars]
    spans = {column: (one + by, two + by) for column, (one, two) in axis.spans.items()}
    return moved, replace(axis, spans=spans, dated=True)


def _with_coloured(hours: list[ChartBar], bars: Sequence[ChartBar]) -> list[ChartBar]:
    """The bars of hours with the coloured ones, where some rows are only coloured.

    Colours then are the plan and hours what was done: the former tell when.
    """
    worked = {bar.row: bar for bar in hours}
    if sum(bar.row not in worked for bar in bars) < _FEWEST:
        return hours
    planned = {
        bar.row: replace(
            bar, look="hours", hours=worked[bar.row].hours if bar.row in worked else 0.0
        )
        for bar in bars
    }
    every = worked | planned
    return [every[row] for row in sorted(every)]


def _places(bars: Sequence[ChartBar]) -> int:
    """The number of different bars; the cells of a legend lie in the same columns."""
    return len({(bar.first, bar.last) for bar in bars})


def _lowest(sheet: Sheet, row: int, axis: HeaderAxis) -> int:
    """The lowest row of a header, the last with a short text in nearly all columns."""
    top = row
    while True:
        cells = sheet.rows.get(row + 1, {})
        filled = [cells[c] for c in axis.columns if c in cells]
        short = [cell for cell in filled if _is_short(cell)]
        if len(short) < _FULL * len(axis.columns) or _is_task(sheet, top, row + 1, axis):
            return row
        row += 1


def _is_task(sheet: Sheet, header: int, row: int, axis: HeaderAxis) -> bool:
    """Whether a row is a task whose bar, with people in it, is as long as the chart.

    Its cells are coloured, unlike those of the header, hold few words, and its name stands in the
    column that the header has named.
    """
    cells = sheet.rows.get(row, {})
    filled = [cells[c] for c in axis.columns if c in cells]
    named = {c for c in sheet.rows.get(header, {}) if c < axis.columns[0]}
    words = {cell.text for cell in filled}
    coloured = [all((n, cell.column) in sheet.fills for cell in filled) for n in (header, row)]
    return (
        len(filled) >= _FULL * len(axis.columns)
        and coloured == [False, True]
        and any(c in named for c in cells)
        and len(words) <= _MOST_WORDS
        and all(len(word) > 1 and word.isalpha() for word in words)
    )


_MOST_WORDS = 4


def _is_short(cell: Cell) -> bool:
    """Whether a cell may head a column: a date, or a short text that is no mark."""
    return cell.kind == "date" or (len(cell.text) <= _SHORT and cell.text not in MARKS)


def _only_marks(sheet: Sheet, header: int, axis: HeaderAxis) -> bool:
    """Whether the columns of a narrow chart hold almost nothing but colours and marks."""
    lowest = _lowest(sheet, header, axis)
    places = [(n, c) for n, row in sheet.rows.items() if n > lowest for c in axis.spans if c in row]
    texts = [place for place in places if not mark_of(sheet.rows[place[0]][place[1]])]
    coloured = sum(row > lowest and column in axis.spans for row, column in sheet.fills)
    return not texts or 2 * len(texts) <= coloured
