"""Sheet Budget: each limit, what the plan spends of it, and what is left."""

from planner.plan import Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.money_by_period import BudgetLine, budget_lines
from planner.writing.report.verdict import budget_level, budget_name

KEY = "Budget"
_HEAD_ROW = 3
_HEADS = ("", "Budget for", "From", "To", "Limit", "Planned", "Left", "Used", "Rule")
_MONEY = "#,##0 ;-#,##0 ;– "
"""With room before the next column."""
_WIDTHS = (5.0, 36.0, 12.0, 12.0, 14.0, 14.0, 14.0, 16.0, 34.0)


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_MONEY)
    say = book.say
    currency = f" ({plan.project.currency})" if plan.project.currency else ""
    lines = budget_lines(plan)
    over = sum(line.left < 0 for line in lines)
    text = say("{n} of {m} exceeded", n=over, m=len(lines)) if over else say("All are kept")
    sheet.title(say("Budget") + currency, text)
    sheet.raw.set_row(_HEAD_ROW, 22)
    sheet.row(_HEAD_ROW, 0, [say(head) for head in _HEADS], book.format(style.HEAD))
    for at, line in enumerate(lines, _HEAD_ROW + 1):
        _write_line(sheet, at, line)
    last = _HEAD_ROW + max(len(lines), 1)
    span = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    bar = {"type": "data_bar", "bar_color": style.BAR, **span}
    sheet.raw.conditional_format(_HEAD_ROW + 1, 7, last, 7, bar)
    sheet.widths(_WIDTHS)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(last, len(_HEADS) - 1)


def _write_line(sheet: ResultSheet, at: int, line: BudgetLine) -> None:
    book, say, budget = sheet.book, sheet.book.say, line.budget
    used = float(line.planned / budget.limit) if budget.limit else (1.0 if line.planned else 0.0)
    level = budget_level(line)
    money = book.format(style.ROW, num_format=_MONEY)
    date = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    left = book.format(style.ROW, style.BAD_LOOK if line.left < 0 else {}, num_format=_MONEY)
    sheet.height(at, 19)
    sheet.put(at, 0, style.LIGHTS[level], book.format(style.ROW, style.LEVELS[level], style.CENTER))
    source = budget.source
    sheet.input_link(at, 1, source.sheet, source.cell(), budget_name(line, say))
    sheet.put(at, 2, budget.start, date)
    sheet.put(at, 3, budget.finish, date)
    sheet.put(at, 4, budget.limit, money)
    sheet.put(at, 5, line.planned, money)
    sheet.put(at, 6, line.left, left)
    sheet.put(at, 7, used, book.format(style.ROW, style.CENTER, num_format="0%"))
    hard = say("must be kept")
    price = say.number(budget.price or 0, ".4g")
    soft = say("may be exceeded at a price of {price}", price=price)
    sheet.put(at, 8, hard if budget.price is None else soft, book.format(style.ROW, style.SUBTITLE))
