"""Sheet Stock: of each material what comes, what is used and what is left, with its curve."""

from collections.abc import Sequence
from math import ceil

from xlsxwriter.chart import Chart

from planner.plan import Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, quoted
from planner.writing.report.stock import StockLine, stock_lines, stock_periods

KEY = "Stock"
_HEAD_ROW = 3
_HEADS = ("Material", "Unit", "Stock", "Delivered", "Used", "Left", "Lowest", "On")
_WIDTHS = (30.0, 10.0, 12.0, 12.0, 12.0, 12.0, 12.0, 14.0)
_CHARTED = 6
"""At most this many materials have a chart: those that come closest to running out."""
_ACROSS, _ROWS = 2, 10
"""Charts side by side, and rows of the sheet under each: every material has its own scale."""
_WIDTH, _HEIGHT = 390, 190
"""Of a chart, in pixels."""
_AMOUNT = "#,##0.##;-#,##0.##;0"


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_MONEY), book.say
    lines = stock_lines(plan)
    sheet.title(say("Stock"), say("What is left of each material at the end of each day"))
    sheet.raw.set_row(_HEAD_ROW, 22)
    sheet.row(_HEAD_ROW, 0, [say(head) for head in _HEADS], book.format(style.HEAD))
    for at, line in enumerate(lines, _HEAD_ROW + 1):
        _write_line(sheet, at, line)
    chart = _HEAD_ROW + len(lines) + 2
    last = _write_curves(sheet, chart, plan, sorted(lines, key=_scarcity))
    sheet.widths(_WIDTHS)
    sheet.page(last, max(len(_HEADS), len(lines) + 1) - 1, pages=0)


def _scarcity(line: StockLine) -> float:
    """The least that is left for what there is in all."""
    there = line.stock + line.delivered
    return 1.0 if line.lowest is None or not there else line.lowest.left / there


def _write_line(sheet: ResultSheet, at: int, line: StockLine) -> None:
    book, material, lowest = sheet.book, line.material, line.lowest
    amount = book.format(style.ROW, num_format=_AMOUNT)
    source = material.source
    sheet.input_link(at, 0, source.sheet, source.cell(), material.name)
    sheet.put(at, 1, material.unit, book.format(style.ROW, style.CENTER))
    sheet.row(at, 2, (line.stock, line.delivered, line.used, line.left), amount)
    sheet.put(at, 6, None if lowest is None else lowest.left, amount)
    day = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    sheet.put(at, 7, None if lowest is None else lowest.day, day)


def _write_curves(sheet: ResultSheet, chart: int, plan: Plan, lines: Sequence[StockLine]) -> int:
    """Write what is left by period, scarce materials first, and draw it above; the last row."""
    book, say = sheet.book, sheet.book.say
    charted = min(len(lines), _CHARTED)
    at = chart + _ROWS * ceil(charted / _ACROSS) + 1
    head, periods = stock_periods(plan)
    names = [f"{line.material.name} ({line.material.unit})".replace(" ()", "") for line in lines]
    sheet.row(at, 0, [say(head), *names], book.format(style.HEAD))
    day_format = "mmm yyyy" if head == "Month" else book.date_format
    day = book.format(style.ROW, num_format=day_format, align="left")
    amount = book.format(style.ROW, num_format=_AMOUNT)
    for number, (first, last) in enumerate(periods, at + 1):
        sheet.put(number, 0, first, day)
        sheet.row(number, 1, [line.at(last) for line in lines], amount)
    for k in range(charted):
        down, across = divmod(k, _ACROSS)
        curve = _curve(book, sheet.name, k + 1, (at, at + len(periods)))
        offset = {"x_offset": across * (_WIDTH + 10), "object_position": 2}
        sheet.raw.insert_chart(chart + down * _ROWS, 0, curve, offset)
    return at + len(periods)


def _curve(book: ReportBook, name: str, column: int, rows: tuple[int, int]) -> Chart:
    """The curve of a column: its header is the title."""
    place, (head, last) = quoted(name), rows
    curve = book.chart({"type": "line"})
    letter = "ABCDEFGHIJ"[column]
    curve.add_series(
        {
            "categories": f"={place}!$A${head + 2}:$A${last + 1}",
            "values": f"={place}!${letter}${head + 2}:${letter}${last + 1}",
            "line": {"color": style.BAR, "width": 2},
        }
    )
    font = {"color": style.MUTED, "size": 9}
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    title = {"name_font": {"size": 11, "color": style.NAVY}}
    curve.set_title({"name": f"={place}!${letter}${head + 1}", **title})
    curve.set_x_axis({"num_format": "d mmm", "num_font": font, "text_axis": True})
    axis = {"num_format": "#,##0", "num_font": font, "line": {"none": True}, "min": 0}
    curve.set_y_axis({**axis, "major_gridlines": grid})
    curve.set_legend({"none": True})
    curve.set_chartarea({"border": {"color": style.RULE}})
    curve.set_size({"width": _WIDTH, "height": _HEIGHT})
    return curve
