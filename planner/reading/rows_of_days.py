"""Rows of a chart that name the days of its weeks, below the header that was taken."""

from planner.reading.cells import Sheet
from planner.reading.charts import Chart


def rows_of_days(sheet: Sheet, chart: Chart) -> set[int]:
    """The rows between the header and the first bar that name the days of its weeks."""
    first = min(bar.row for bar in chart.bars)
    return {
        number
        for number, cells in sheet.rows.items()
        if chart.header < number < first
        and 2 * sum(c in cells and cells[c].kind == "date" for c in chart.axis.columns)
        > len(chart.axis.columns)
    }
