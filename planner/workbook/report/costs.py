"""Sheet Costs: money by month with its S-curve, by phase, and by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.plan import Booking, Plan
from planner.workbook.report import style
from planner.workbook.report.book import Book, Sheet, quoted
from planner.workbook.report.money import Spending, months, phases, spendings

KEY = "Costs"
_HEAD_ROW = 3
_CHART_COLUMN = 4
_MONEY = {"num_format": "#,##0;-#,##0;–"}


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_MONEY)
    say = book.say
    spent = list(spendings(plan))
    in_currency = f" ({plan.project.currency})" if plan.project.currency else ""
    text = say(
        "Each day carries the cost of the work done on it; {total} in all",
        total=say.number(plan.cost),
    )
    sheet.title(say("Costs") + in_currency, text)
    months_end = _write_months(sheet, spent)
    _add_chart(sheet, _HEAD_ROW + 1, months_end - 1)
    at = max(months_end + 1, _HEAD_ROW + 19)
    if any(row.task.summary for row in plan.rows):
        at = _write_shares(sheet, at, say("Phase"), _by_phase(book, plan, spent)) + 1
    at = _write_shares(sheet, at, say("Resource"), _by_resource(book, plan, spent))
    sheet.widths((30, 14, 14, 9, 11, 11, 11, 11, 11, 11, 11, 11))
    sheet.raw.freeze_panes(_HEAD_ROW, 0)
    sheet.page(at, _CHART_COLUMN + 7)


def _write_months(sheet: Sheet, spent: Sequence[Spending]) -> int:
    """Write a row a month and their total; the row after the last month."""
    book, say = sheet.book, sheet.book.say
    heads = ("Month", "Cost", "Cumulative", "Share")
    sheet.raw.set_row(_HEAD_ROW, 20)
    sheet.row(_HEAD_ROW, 0, [say(head) for head in heads], book.format(style.HEAD))
    by_month = months(spent)
    total = sum(by_month.values(), Decimal(0))
    money = book.format(style.ROW, _MONEY)
    month_look = book.format(style.ROW, num_format="mmm yyyy", align="left")
    share = book.format(style.ROW, style.CENTER, num_format=style.SHARE_FORMAT)
    cumulative = Decimal(0)
    at = _HEAD_ROW + 1
    for month, amount in by_month.items():
        cumulative += amount
        sheet.put(at, 0, month, month_look)
        sheet.put(at, 1, amount, money)
        sheet.put(at, 2, cumulative, money)
        sheet.put(at, 3, cumulative / total if total else None, share)
        at += 1
    return at


def _add_chart(sheet: Sheet, first: int, last: int) -> None:
    """Columns per month, and the cumulative line on the second axis (the S-curve)."""
    book, say = sheet.book, sheet.book.say
    place = quoted(sheet.name)
    categories = f"={place}!$A${first + 1}:$A${last + 1}"
    columns = book.chart({"type": "column"})
    columns.add_series(
        {
            "name": f"={place}!$B${first}",
            "categories": categories,
            "values": f"={place}!$B${first + 1}:$B${last + 1}",
            "fill": {"color": style.BAR},
            "gap": 40,
        }
    )
    line = book.chart({"type": "line"})
    line.add_series(
        {
            "name": f"={place}!$C${first}",
            "categories": categories,
            "values": f"={place}!$C${first + 1}:$C${last + 1}",
            "line": {"color": style.NAVY, "width": 2.25},
            "marker": {"type": "circle", "size": 5, "fill": {"color": style.NAVY}},
            "y2_axis": True,
        }
    )
    columns.combine(line)
    font = {"color": style.MUTED, "size": 9}
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    name = {"size": 11, "color": style.NAVY}
    columns.set_title({"name": say("Cost per month and cumulative"), "name_font": name})
    columns.set_x_axis({"num_format": "mmm yy", "num_font": font, "date_axis": False})
    axis = {"num_format": "#,##0", "num_font": font, "line": {"none": True}, "min": 0}
    columns.set_y_axis({**axis, "major_gridlines": grid})
    line.set_y2_axis(axis)
    columns.set_legend({"position": "bottom", "font": font})
    columns.set_chartarea({"border": {"color": style.RULE}})
    columns.show_blanks_as("span")
    columns.set_size({"width": 600, "height": 330})
    sheet.raw.insert_chart(
        _HEAD_ROW, _CHART_COLUMN, columns, {"x_offset": 18, "object_position": 2}
    )


@dataclass(slots=True)
class _Line:
    name: str
    hours: float = 0
    cost: Decimal = Decimal(0)


def _by_phase(book: Book, plan: Plan, spent: Sequence[Spending]) -> list[_Line]:
    tops = phases(plan)
    rest = _Line(book.say("Other tasks"))
    lines: dict[int | None, _Line] = {
        top: _Line(_phase_name(plan, top)) for top in dict.fromkeys(tops) if top is not None
    }
    for position, row in enumerate(plan.rows):
        lines.get(tops[position], rest).hours += sum(map(_hours, row.bookings))
    for spending in spent:
        lines.get(tops[spending.row], rest).cost += spending.amount
    return [line for line in [*lines.values(), rest] if line.cost or line.hours]


def _phase_name(plan: Plan, top: int) -> str:
    task = plan.rows[top].task
    return f"{task.wbs} {task.name}".strip()


def _hours(booking: Booking) -> float:
    return booking.minutes * booking.units / 60


def _by_resource(book: Book, plan: Plan, spent: Sequence[Spending]) -> list[_Line]:
    lines: dict[str, _Line] = {}
    for row in plan.rows:
        for booking in row.bookings:
            line = lines.setdefault(booking.resource, _Line(booking.resource))
            line.hours += _hours(booking)
    fixed = _Line(book.say("Fixed costs and materials"))
    for spending in spent:
        lines.get(spending.resource, fixed).cost += spending.amount
    named = sorted(lines.values(), key=lambda line: (-line.cost, line.name))
    return [*named, fixed] if fixed.cost else named


def _write_shares(sheet: Sheet, at: int, title: str, lines: Sequence[_Line]) -> int:
    """Write a table of names, hours and costs, with their sums; the row after it."""
    book, say = sheet.book, sheet.book.say
    sheet.row(at, 0, (title, say("Hours"), say("Cost"), say("Share")), book.format(style.HEAD))
    total = sum((line.cost for line in lines), Decimal(0))
    whole = _Line(say("Total"), sum(line.hours for line in lines), total)
    for line in [*lines, whole]:
        at += 1
        look = style.TOTAL if line is whole else style.ROW
        sheet.put(at, 0, line.name, book.format(look))
        sheet.put(at, 1, line.hours, book.format(look, num_format="#,##0;;"))
        sheet.put(at, 2, line.cost, book.format(look, _MONEY))
        share = book.format(look, style.CENTER, num_format=style.SHARE_FORMAT)
        sheet.put(at, 3, line.cost / total if total else None, share)
    return at + 1
