"""Bars of a chart that say when tasks finish, beside columns that say only when they start."""

from dataclasses import replace
from datetime import datetime

from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.chart_bars import ChartBar
from planner.reading.charts import Chart
from planner.reading.dates import when
from planner.reading.heading import Heading
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError

_NEAR, _FEWEST, _NEARLY_ALL = 2, 2, 0.8


def with_finishes(table: Table, chart: Chart) -> Table | None:
    """Adds the finishes of bars that begin with the starts of their rows; None where these do not.

    Marks of milestones, and bars of one length for all, count too: they tell the same day.
    """
    starts = {row.source.row: day for row in table.rows() if (day := _start(row)) is not None}
    barred = [bar for bar in chart.bars if bar.row in starts]
    begun = [bar for bar in barred if _begins(bar, starts[bar.row], chart)]
    near = abs(table.header - chart.header) <= _NEAR
    if not near or len(begun) < max(_FEWEST, _NEARLY_ALL * len(barred)):
        return None
    old = table.fields.get("finish")
    column = old.column if old is not None else chart.axis.columns[0]
    why = phrase("its bars begin with the starts")
    made = Heading(column=column, text=old.text if old else "", field="finish", by_content=why)
    told = {bar.row: Cell(bar.row, column, "date", bar.finish, "yyyy-mm-dd") for bar in begun}
    rows = {
        n: {**{c: cell for c, cell in cells.items() if c not in chart.axis.spans}, column: told[n]}
        if n in told
        else cells
        for n, cells in table.sheet.rows.items()
    }
    kept = (h for h in table.headings if h.column != column and h.column not in chart.axis.spans)
    headings = tuple(sorted((*kept, made), key=lambda h: h.column))
    return replace(table, sheet=replace(table.sheet, rows=rows), headings=headings)


def _start(row: Row) -> datetime | None:
    """The day on which a row starts, if a cell says it."""
    cell = row.cells.get("start")
    try:
        return when(cell) if cell is not None else None
    except BadValueError:
        return None


def _begins(bar: ChartBar, start: datetime, chart: Chart) -> bool:
    """Whether a bar begins in the period in which a task starts."""
    first, last = chart.axis.spans[bar.first]
    return first.date() <= start.date() <= last.date() <= bar.finish.date()
