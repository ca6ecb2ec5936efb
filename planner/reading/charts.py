"""Charts of coloured or marked cells: each run in a row is a bar, its dates from the header.

A sheet where bars are the only dates is read as a table with a start and a finish. Colours that a
legend explains are people, or phases where each colour is one block of rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from planner.phrase import phrase
from planner.reading.axis import HeaderAxis, find_axis, year_above
from planner.reading.cells import Cell, Sheet
from planner.reading.headers import HEADER_ROWS, Header, Heading, filled_columns, read_header
from planner.reading.naming import Reading
from planner.reading.profile import kind_of
from planner.schema.schema import SheetKind

_MARKS = frozenset(
    [
        "x",
        "X",
        "✓",
        "✔",
        "■",
        "█",
        "▇",
        "▓",
        "▒",
        "●",
        "•",
        "*",
        "1",
        "#",
        "o",
        "O",
        "☑",
        "✅",
        "=",
        "-",
    ]
)
_FEWEST, _WIDE = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """The bar of a row: its first and last column, and its colour or mark."""

    row: int
    first: int
    last: int
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: its header row, its columns, its bars, and what its colours mean."""

    header: int
    axis: HeaderAxis
    bars: Sequence[ChartBar]
    legend: Mapping[str, str]
    legend_rows: frozenset[int] = frozenset()


def find_chart(sheet: Sheet, start: datetime | None) -> Chart | None:
    """The chart of a sheet whose header spans most columns, None if it has no bars.

    Args:
        sheet: The sheet.
        start: The project's start, if it is told.
    """
    best: Chart | None = None
    for row in sorted(sheet.rows):
        if row > HEADER_ROWS:
            break
        axis = find_axis(sheet, row, year_above(sheet, row), start)
        if axis is None or (best and len(axis.spans) <= len(best.axis.spans)):
            continue
        if len(axis.spans) < _WIDE and not _only_marks(sheet, row, axis):
            continue
        bars = _bars(sheet, row, axis)
        if len(bars) >= _FEWEST:
            bars, legend, rows = _legend(sheet, bars)
            best = Chart(header=row, axis=axis, bars=bars, legend=legend, legend_rows=rows)
    return best


def _bars(sheet: Sheet, header: int, axis: HeaderAxis) -> list[ChartBar]:
    columns = axis.columns
    rows = {row for row, _ in sheet.fills} | sheet.rows.keys()
    found = []
    for row in sorted(row for row in rows if row > header):
        looks = {column: look for column in columns if (look := _look(sheet, row, column))}
        whole = len(looks) == len(columns) >= _WIDE
        if looks and not whole:
            lasting = max(set(looks.values()), key=list(looks.values()).count)
            marked = sorted(column for column, look in looks.items() if look == lasting)
            found.append(ChartBar(row=row, first=marked[0], last=marked[-1], look=lasting))
    return found


def _only_marks(sheet: Sheet, header: int, axis: HeaderAxis) -> bool:
    """Whether the columns of a narrow chart hold nothing but marks."""
    cells = (row.get(c) for n, row in sheet.rows.items() if n > header for c in axis.spans)
    return all(cell.text in _MARKS for cell in cells if cell is not None)


def _look(sheet: Sheet, row: int, column: int) -> str:
    """The colour or mark of a cell, "" if it has none."""
    cell = sheet.rows.get(row, {}).get(column)
    colour = sheet.fills.get((row, column), "")
    if colour:
        return colour
    return cell.text if cell is not None and cell.text in _MARKS else ""


def _legend(
    sheet: Sheet, bars: Sequence[ChartBar]
) -> tuple[list[ChartBar], dict[str, str], frozenset[int]]:
    """The bars without those of a legend: rows below a gap, each with a cell of its own colour."""
    at = len(bars)
    while at and bars[at - 1].first == bars[at - 1].last:
        at -= 1
    below = list(bars[at:])
    while below and at and below[0].row - bars[at - 1].row == 1:
        at += 1
        below = below[1:]
    looks = [bar.look for bar in below]
    above = {bar.look for bar in bars[:at]}
    names = {bar.look: _beside(sheet, bar) for bar in below}
    explained = len(set(looks)) == len(looks) and set(looks) & above and all(names.values())
    if len(below) < _FEWEST or not explained:
        return list(bars), {}, frozenset()
    return list(bars[:at]), names, frozenset(bar.row for bar in below)


def _beside(sheet: Sheet, bar: ChartBar) -> str:
    texts = [cell.text for cell in sheet.rows.get(bar.row, {}).values() if cell.kind == "text"]
    return texts[0] if texts else ""


def as_table(
    sheet: Sheet, chart: Chart, kind: SheetKind, reading: Reading
) -> tuple[Sheet, Header] | None:
    """The sheet with a start and a finish in the first columns of its chart, and its header.

    None if no column beside the chart names the rows.
    """
    filled = filled_columns(sheet)
    header = read_header(sheet, chart.header, kind, reading, filled)
    columns = _places(chart)
    taken = {*chart.axis.spans, *columns}
    beside = [h for h in header.headings if h.column not in taken]
    fields = {h.field for h in beside}
    dated = {"start", "finish"} & {h.field for h in beside if filled[h.column] > 1}
    if dated == {"start", "finish"} or ("start" in dated and "duration" in fields):
        return None
    if "name" not in fields:
        beside = _named(sheet, chart, beside)
    if not any(h.field == "name" for h in beside):
        return None
    texts = {h.column: h.text for h in header.headings}
    why = phrase("its coloured or marked cells are bars over {axis}", axis=chart.axis.how)
    made = [
        Heading(column=column, text=texts.get(column, ""), field=field, by_content=why, rank=90)
        for column, field in zip(columns, _fields(chart), strict=False)
    ]
    rows = {n: cells for n, cells in sheet.rows.items() if n not in chart.legend_rows}
    told = {bar.row: _cells(bar, chart) for bar in chart.bars}
    numbers = rows.keys() | told.keys()
    changed = {
        n: {
            **{c: cell for c, cell in rows.get(n, {}).items() if c not in chart.axis.spans},
            **told.get(n, {}),
        }
        if n > chart.header
        else rows[n]
        for n in sorted(numbers)
    }
    kept = [h for h in beside if h.field not in _fields(chart)]
    headings = tuple(sorted((*kept, *made), key=lambda h: h.column))
    return replace(sheet, rows=changed), Header(row=chart.header, headings=headings)


def _named(sheet: Sheet, chart: Chart, beside: Sequence[Heading]) -> list[Heading]:
    """The headings, the column of texts nearest left of the chart that names most bars as name."""
    rows = [bar.row for bar in chart.bars]
    first = chart.axis.columns[0]
    counts = {
        column: len({sheet.rows[row][column].text for row in rows
                     if column in sheet.rows.get(row, {})
                     and kind_of(sheet.rows[row][column]) == "text"})
        for column in range(1, first)
    }  # fmt: skip
    best = max(counts, key=lambda column: counts[column], default=0)
    if not best or 2 * counts[best] < len(rows):
        return list(beside)
    others = [h for h in beside if h.column != best]
    text = next((h.text for h in beside if h.column == best), "")
    why = phrase("its texts stand beside the bars")
    return [*others, Heading(column=best, text=text, field="name", by_content=why, rank=90)]


def _places(chart: Chart) -> list[int]:
    """The columns that take what bars say: the first of the chart and those beside it."""
    first = chart.axis.columns[0]
    return [first, first + 1, first + 2]


def _fields(chart: Chart) -> tuple[str, ...]:
    if not chart.legend:
        return ("start", "finish")
    return ("start", "finish", "phase" if _in_blocks(chart) else "resources")


def _in_blocks(chart: Chart) -> bool:
    """Whether the bars of each colour are one block of rows."""
    runs = [look for look, _ in groupby(bar.look for bar in chart.bars)]
    return len(runs) == len(set(runs))


def _cells(bar: ChartBar, chart: Chart) -> dict[int, Cell]:
    columns = _places(chart)
    start, finish = chart.axis.spans[bar.first][0], chart.axis.spans[bar.last][1]
    found = {
        columns[0]: Cell(bar.row, columns[0], "date", start, "yyyy-mm-dd"),
        columns[1]: Cell(bar.row, columns[1], "date", finish, "yyyy-mm-dd"),
    }
    meaning = chart.legend.get(bar.look, "")
    if meaning:
        found[columns[2]] = Cell(bar.row, columns[2], "text", meaning)
    return found
