"""Which texts name the rows of a chart, and where its captions end."""

from collections.abc import Sequence

from planner.reading.cells import Cell, Sheet
from planner.reading.charts import Chart
from planner.reading.header_names import REDUCED, HeaderWishes
from planner.reading.heading import Heading
from planner.reading.naming import names
from planner.reading.profile import kind_of
from planner.schema.schema import SheetKind

_FEWEST = 2


def names_of_rows(
    sheet: Sheet, chart: Chart, beside: Sequence[Heading], *, alone: bool
) -> dict[int, Cell] | None:
    """The names inside the bars, if no column has any; None where nothing names the rows."""
    column = next((h.column for h in beside if h.field == "name"), 0)
    if column:
        grid = not alone and _outside(sheet, chart) > _GRID * len(chart.bars)
        named = sum(column in sheet.rows.get(bar.row, {}) for bar in chart.bars)
        return None if grid or named < _FEWEST else {}
    names = _names_inside(sheet, chart)
    return names if 2 * len(names) >= len(chart.bars) else None


def first_name(sheet: Sheet, chart: Chart, column: int, kind: SheetKind) -> Cell | None:
    """The name in the lowest row of the header, where the caption of the names stands above it.

    It heads the rows below.
    """
    cell = sheet.rows.get(chart.header, {}).get(column)
    if cell is None or cell.kind != "text" or _names_tasks(cell.text, kind):
        return None
    above = [sheet.rows.get(chart.header - ahead, {}).get(column) for ahead in (1, 2, 3)]
    return cell if any(one and _names_tasks(one.text, kind) for one in above) else None


def above_captions(sheet: Sheet, chart: Chart, column: int, kind: SheetKind) -> frozenset[int]:
    """The rows of a legend: those from the chart's header to the caption of the column of tasks."""
    first = min(bar.row for bar in chart.bars)
    rows = [n for n in sheet.rows if chart.header < n < first and column in sheet.rows[n]]
    named = [n for n in rows if _names_tasks(sheet.rows[n][column].text, kind)]
    return frozenset(n for n in rows if n <= max(named, default=0))


def _names_tasks(text: str, kind: SheetKind) -> bool:
    found = names(text, kind, HeaderWishes())
    return bool(found) and found[0].field == "name" and found[0].rank < REDUCED


def _names_inside(sheet: Sheet, chart: Chart) -> dict[int, Cell]:
    """Row → text inside its bar; empty where bars hold several, so that each is a task."""
    found: dict[int, Cell] = {}
    several = 0
    if _outside(sheet, chart) > len(chart.bars):
        return {}
    for bar in chart.bars:
        cells = sheet.rows.get(bar.row, {})
        texts = [cells[c] for c in range(bar.first, bar.last + 1) if c in cells]
        named = [cell for cell in texts if kind_of(cell) == "text" and len(cell.text) > 1]
        if named:
            found[bar.row] = named[0]
        several += len({cell.text for cell in named}) > 1
    return found if _SEVERAL * several <= len(found) else {}


def _outside(sheet: Sheet, chart: Chart) -> int:
    """How many texts stand in a chart outside its bars: many are those of a grid of texts."""
    inside = {bar.row: range(bar.first, bar.last + 1) for bar in chart.bars}
    return sum(
        kind_of(cell) == "text" and len(cell.text) > _MARK and column not in inside.get(number, ())
        for number, cells in sheet.rows.items()
        for column, cell in cells.items()
        if number > chart.header and column in chart.axis.spans and number not in chart.headers
    )


_SEVERAL, _MARK, _GRID = 4, 2, 3
