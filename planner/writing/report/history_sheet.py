"""Sheet Plan history: one row for each planning, as a table that is read again, and its trend."""

from planner.control.plannings import history
from planner.plan import Plan
from planner.reading.memory import HISTORY_HEADS
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, quoted

KEY = "Plan history"
_HEAD_ROW = 3
_WIDTHS = (6.0, 13.0, 13.0, 10.0, 13.0, 13.0, 8.0, 8.0, 10.0)
_CHART_ROWS = 20
_MOST_DRAWN = 60


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet, say = book.sheet(KEY, tab=style.TAB_NOTES), book.say
    found = history(plan)
    sheet.title(say("Plan history"), say("What each planning came to, the latest last"))
    heads = [say(head) for head in HISTORY_HEADS]
    heads[4] += f" ({plan.project.currency})" if plan.project.currency else ""
    sheet.height(_HEAD_ROW, 18)
    sheet.row(_HEAD_ROW, 0, heads, book.format(style.HEAD))
    day = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    days = book.format(style.ROW, style.CENTER, num_format=style.DAYS_FORMAT)
    money = book.format(style.ROW, style.RIGHT, num_format="#,##0")
    index = book.format(style.ROW, style.CENTER, num_format="0.00")
    number = book.format(style.ROW, style.CENTER, num_format="0")
    for at, one in enumerate(found, _HEAD_ROW + 1):
        sheet.put(at, 0, at - _HEAD_ROW, number)
        sheet.put(at, 1, one.status, day)
        sheet.put(at, 2, one.finish, day)
        sheet.put(at, 3, one.days_late, days)
        sheet.row(at, 4, (one.cost, one.ev), money)
        sheet.row(at, 6, (one.spi, one.cpi), index)
        sheet.put(at, 8, one.changes, number)
    last = _HEAD_ROW + len(found)
    if len(found) > 1:  # of a single date the axis would begin in 1900
        _add_chart(sheet, max(_HEAD_ROW + 1, last + 1 - _MOST_DRAWN), last)
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(max(last, _HEAD_ROW + _CHART_ROWS), 19)


def _add_chart(sheet: ResultSheet, first: int, last: int) -> None:
    """Draw the finish of each planning, and on the second axis its cost."""
    book, say = sheet.book, sheet.book.say
    place = quoted(sheet.name)
    finish, cost = book.chart({"type": "line"}), book.chart({"type": "line"})
    for chart, letter, color in ((finish, "C", style.NAVY), (cost, "E", style.CRITICAL)):
        chart.add_series(
            {
                "name": f"={place}!${letter}${_HEAD_ROW + 1}",
                "categories": f"={place}!$A${first + 1}:$A${last + 1}",
                "values": f"={place}!${letter}${first + 1}:${letter}${last + 1}",
                "line": {"color": color, "width": 2.25},
                "marker": {"type": "circle", "size": 6, "fill": {"color": color}},
                "y2_axis": chart is cost,
            }
        )
    finish.combine(cost)
    font = {"color": style.MUTED, "size": 9}
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    title = {
        "name": say("Finish and cost by planning"),
        "name_font": {"size": 11, "color": style.NAVY},
    }
    finish.set_title(title)
    finish.set_x_axis({"num_font": font, "text_axis": True})
    finish.set_y_axis({"num_format": "d mmm yy", "num_font": font, "major_gridlines": grid})
    cost.set_y2_axis({"num_format": "#,##0", "num_font": font})
    finish.set_legend({"position": "bottom", "font": font})
    finish.set_chartarea({"border": {"color": style.RULE}})
    finish.set_size({"width": 620, "height": 340})
    sheet.raw.insert_chart(_HEAD_ROW, 10, finish, {"object_position": 2})
