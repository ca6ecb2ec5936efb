"""Sheet Costs: money by month with its S-curve, by phase, and by person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.control.phase_figures import phases
from planner.plan import Booking, Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, quoted
from planner.writing.report.money_by_period import (
    Spending,
    months,
    spendings,
    weeks,
    whole_budget,
)

KEY = "Costs"
_HEAD_ROW = 3
_CHART_COLUMN, _CHART_ROWS = 5, 19
_MOST_PENALTIES = 10
_ONE_PAGE = 60
"""Rows that can be read on one page."""
_FEW_MONTHS = 4
"""Up to this many months the curve is drawn by weeks; a line of two points shows nothing."""
_MONEY = {"num_format": "#,##0;-#,##0;–"}


@dataclass(frozen=True, slots=True)
class _Series:
    """A table of periods that a chart can be drawn from: where it is, and how its days look."""

    first: int
    last: int
    limit: bool
    day_format: str


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_MONEY)
    say = book.say
    spent = list(spendings(plan))
    in_currency = f" ({plan.project.currency})" if plan.project.currency else ""
    text = say(
        "Each day carries the cost of the work done on it; {total} in all",
        total=say.number(plan.cost),
    )
    if plan.penalties:
        penalties = say.number(plan.penalties)
        text += "; " + say("late penalties of {money} are to be expected besides", money=penalties)
    sheet.title(say("Costs") + in_currency, text)
    sheet.raw.set_row(_HEAD_ROW, 20)
    by_month, limit = months(spent), whole_budget(plan)
    series = _write_periods(sheet, _HEAD_ROW, "Month", by_month, limit)
    at = max(_write_penalties(sheet, series.last + 2, plan), _HEAD_ROW + _CHART_ROWS)
    if any(row.task.summary for row in plan.rows):
        at = _write_shares(sheet, at, say("Phase"), _by_phase(book, plan, spent)) + 1
    at = _write_shares(sheet, at, say("Resource"), _by_resource(book, plan, spent))
    title = "Cost per month and cumulative"
    if len(by_month) <= _FEW_MONTHS:
        series = _write_periods(sheet, at + 1, "Week from", weeks(spent), limit)
        at, title = series.last + 1, "Cost per week and cumulative"
    _add_chart(sheet, series, say(title))
    sheet.widths((30, 14, 14, 9, 12, 11, 11, 11, 11, 11, 11, 11, 11))
    sheet.raw.freeze_panes(_HEAD_ROW, 0)
    sheet.page(at, _CHART_COLUMN + 8, pages=1 if at <= _ONE_PAGE else 0)


def _write_periods(
    sheet: ResultSheet, at: int, head: str, sums: Mapping[date, Decimal], limit: Decimal | None
) -> _Series:
    """Write a row a month or week: its cost and its share of all, the sum so far, the budget."""
    book, say = sheet.book, sheet.book.say
    heads = (head, "Cost", "Cumulative", "Share", *(("Budget",) if limit is not None else ()))
    sheet.row(at, 0, [say(text) for text in heads], book.format(style.HEAD))
    total = sum(sums.values(), Decimal(0))
    money = book.format(style.ROW, _MONEY)
    day_format = "mmm yyyy" if head == "Month" else book.date_format
    day_look = book.format(style.ROW, num_format=day_format, align="left")
    share = book.format(style.ROW, style.CENTER, num_format=style.SHARE_FORMAT)
    first, cumulative = at + 1, Decimal(0)
    for row, (day, amount) in enumerate(sums.items(), first):
        cumulative += amount
        sheet.put(row, 0, day, day_look)
        sheet.row(row, 1, (amount, cumulative), money)
        sheet.put(row, 3, amount / total if total else None, share)
        if limit is not None:
            sheet.put(row, 4, limit, money)
    day_format = "mmm yy" if head == "Month" else "d mmm"
    return _Series(first, first + len(sums) - 1, limit is not None, day_format)


def _write_penalties(sheet: ResultSheet, at: int, plan: Plan) -> int:
    """Write what being late is expected to cost besides, by deadline; the row after it."""
    late = sorted((row for row in plan.rows if row.penalty > 0), key=lambda row: -row.penalty)
    if not late:
        return at
    book, say = sheet.book, sheet.book.say
    heads = ("Late penalties, besides the cost", "Days late", "Penalty", "Share")
    sheet.row(at, 0, [say(head) for head in heads], book.format(style.HEAD))
    lines = [(row.task.title, row.days_late, row.penalty) for row in late[:_MOST_PENALTIES]]
    if others := late[_MOST_PENALTIES:]:
        rest = sum((row.penalty for row in others), Decimal(0))
        lines.append((say("{n} more", n=len(others)), None, rest))
    lines.append((say("Total"), None, plan.penalties))
    for number, (name, days, penalty) in enumerate(lines, 1):
        at += 1
        look = style.TOTAL if number == len(lines) else style.ROW
        share = book.format(look, style.CENTER, num_format=style.SHARE_FORMAT)
        sheet.put(at, 0, name, book.format(look))
        sheet.put(at, 1, days, book.format(look, num_format=style.DAYS_FORMAT))
        sheet.put(at, 2, penalty, book.format(look, _MONEY))
        sheet.put(at, 3, penalty / plan.penalties if plan.penalties else None, share)
    return at + 2


def _add_chart(sheet: ResultSheet, series: _Series, title: str) -> None:
    """Columns per period, and on the second axis the cumulative line (the S-curve) and the budget.

    The lines stand on the second axis, or the columns would cover them.
    """
    book = sheet.book
    columns, line = book.chart({"type": "column"}), book.chart({"type": "line"})
    columns.add_series({**_values(sheet, series, 1), "fill": {"color": style.BAR}, "gap": 40})
    marker = {"type": "circle", "size": 5, "fill": {"color": style.NAVY}}
    curve = {"line": {"color": style.NAVY, "width": 2.25}, "marker": marker}
    line.add_series({**_values(sheet, series, 2), **curve, "y2_axis": True})
    if series.limit:
        dashes = {"color": style.BAD_TEXT, "width": 1.5, "dash_type": "dash"}
        line.add_series({**_values(sheet, series, 4), "line": dashes, "y2_axis": True})
    columns.combine(line)
    font = {"color": style.MUTED, "size": 9}
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    columns.set_title({"name": title, "name_font": {"size": 11, "color": style.NAVY}})
    columns.set_x_axis({"num_format": series.day_format, "num_font": font, "text_axis": True})
    axis = {"num_format": "#,##0", "num_font": font, "line": {"none": True}, "min": 0}
    columns.set_y_axis({**axis, "major_gridlines": grid})
    line.set_y2_axis(axis)
    columns.set_legend({"position": "bottom", "font": font})
    columns.set_chartarea({"border": {"color": style.RULE}})
    columns.show_blanks_as("span")
    columns.set_size({"width": 640, "height": 350})
    place = {"x_offset": 18, "object_position": 2}
    sheet.raw.insert_chart(_HEAD_ROW, _CHART_COLUMN, columns, place)


def _values(sheet: ResultSheet, series: _Series, column: int) -> dict[str, object]:
    """Name, categories and values of a column of the table."""
    place, letter = quoted(sheet.name), "ABCDE"[column]
    rows = f"{series.first + 1}:${{}}${series.last + 1}"
    return {
        "name": f"={place}!${letter}${series.first}",
        "categories": f"={place}!$A${rows.format('A')}",
        "values": f"={place}!${letter}${rows.format(letter)}",
    }


@dataclass(slots=True)
class _Line:
    name: str
    hours: float = 0
    cost: Decimal = Decimal(0)


def _by_phase(book: ReportBook, plan: Plan, spent: Sequence[Spending]) -> list[_Line]:
    tops = phases(plan.rows)
    rest = _Line(book.say("Other tasks"))
    lines: dict[int | None, _Line] = {
        top: _Line(plan.rows[top].task.title) for top in dict.fromkeys(tops) if top is not None
    }
    for position, row in enumerate(plan.rows):
        lines.get(tops[position], rest).hours += sum(map(_hours, row.bookings))
    daily = _Line(book.say("Cost per day"))
    for spending in spent:
        at = spending.row
        line = daily if at is None else lines.get(tops[at], rest)
        line.cost += spending.amount
    return [line for line in [*lines.values(), rest, daily] if line.cost or line.hours]


def _hours(booking: Booking) -> float:
    return booking.minutes * booking.units / 60


def _by_resource(book: ReportBook, plan: Plan, spent: Sequence[Spending]) -> list[_Line]:
    lines: dict[str, _Line] = {}
    for row in plan.rows:
        for booking in row.bookings:
            line = lines.setdefault(booking.resource, _Line(booking.resource))
            line.hours += _hours(booking)
    fixed = _Line(book.say("Fixed costs and materials"))
    daily = _Line(book.say("Cost per day"))
    for spending in spent:
        line = daily if spending.row is None else lines.get(spending.resource, fixed)
        line.cost += spending.amount
    named = sorted(lines.values(), key=lambda line: (-line.cost, line.name))
    return [*named, *(line for line in (fixed, daily) if line.cost)]


def _write_shares(sheet: ResultSheet, at: int, title: str, lines: Sequence[_Line]) -> int:
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
