"""Sheet Why: the chains of what is late and of the finish, and the causes of every task's start.

A row leads to the row of the task that it names, and to the cell where the cause stands.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.plan import Chain, Plan, PlannedTask, Reason
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue, quoted
from planner.writing.report.sheet_figures import shows_times

KEY = "Why"
_HEADS = (
    *("ID", "Task", "Start", "Finish", "Cause", "Because of", "Until", "Cell"),
    *("Why it starts then", "Slack (days)"),
    "Slack if people may change",
)
_WIDTHS = (8.0, 36.0, 15.0, 15.0, 18.0, 34.0, 15.0, 17.0, 66.0, 9.0, 16.0)
_CELL, _TEXT = 7, 8
_WIDEST_CELL = 40.0
_MOST_CHAINS = 40
_KINDS = {
    "begin": "project start",
    "link": "predecessor",
    "date": "date",
    "blocked": "blocker",
    "status date": "status date",
    "frozen": "frozen",
    "pinned": "pinned",
    "busy": "other work",
    "skill": "skill shortage",
    "meeting": "meeting",
    "pause": "longest pause",
    "leave": "leave or holiday",
    "contract": "not there yet",
    "calendar": "working hours",
    "budget": "budget",
    "delivery": "delivery",
    "late": "as late as possible",
    "free": "nothing is lost",
    "span": "goes with others",
    "left out": "left out",
    "interrupted": "interrupted",
    "history": "done or begun",
}


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    say = book.say
    sheet.title(say("Why"), say("click a task to go to its row, a cell to go there"))
    page = _Page(sheet, plan)
    shown = [chain for chain in plan.chains if chain.steps][:_MOST_CHAINS]
    head = 3 + sum(len(_steps(chain)) + 2 for chain in shown) + (len(shown) < len(plan.chains))
    page.place(head + 1)
    at = 3
    for chain in shown:
        at = page.chain(chain, at)
    if len(shown) < len(plan.chains):
        more = say("and {n} more", n=len(plan.chains) - len(shown))
        sheet.put(at - 1, 0, more, book.format(style.SUBTITLE))
    last = page.tasks(head)
    sheet.table(
        (head, 0, last, len(_HEADS) - 1), [say(one) for one in _HEADS], book.format(style.HEAD)
    )
    sheet.height(head, 30)
    sheet.widths((*_WIDTHS[:_CELL], _cell_width(plan), *_WIDTHS[_CELL + 1 :]))
    sheet.page(last, len(_HEADS) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the list: a task, or a further cause of the one above."""

    row: PlannedTask
    cause: Reason | None
    first: bool


class _Page:
    """The rows of the sheet; `place` says where each task stands."""

    def __init__(self, sheet: ResultSheet, plan: Plan) -> None:
        self.sheet, self.book, self.plan = sheet, sheet.book, plan
        self.rows: Mapping[str, PlannedTask] = {row.task.id: row for row in plan.rows}
        self.lines = list(_lines(plan))
        self.at: dict[str, int] = {}
        moment = self.book.date_format + (" hh:mm" if shows_times(plan) else "")
        self.when = {"num_format": moment, **style.CENTER, **style.TOP}

    def place(self, first: int) -> None:
        """The list begins at a row."""
        for offset, line in enumerate(self.lines):
            self.at.setdefault(line.row.task.id, first + offset)

    def chain(self, chain: Chain, at: int) -> int:
        """Writes a chain; the row after it, one left free."""
        say, end = self.book.say, self.rows.get(chain.of)
        if end is None:
            text = say(
                "Why the project finishes on {day}", day=say.spelled.day(last_day(self.plan.finish))
            )
        else:
            late = say.count(chain.days_late or 0, "day")
            text = say("Why {name} is {days} late", name=end.task.title, days=late)
        self.sheet.height(at, 21)
        self.sheet.put(at, 0, text, self.book.format(style.SECTION))
        for offset, (task, cause, first) in enumerate(_steps(chain), 1):
            self._line(at + offset, _Line(row=self.rows[task], cause=cause, first=first))
        return at + len(_steps(chain)) + 2

    def tasks(self, head: int) -> int:
        """Writes the list of all tasks below its head; the last row."""
        for offset, line in enumerate(self.lines, 1):
            self._line(head + offset, line)
        return head + max(len(self.lines), 1)

    def _line(self, at: int, line: _Line) -> None:
        row, cause, sheet = line.row, line.cause, self.sheet
        look = {**style.TOP, **(style.SUM_ROW if row.task.summary else {})}
        text = self.book.format(style.ROW, look)
        when = self.book.format(style.ROW, self.when, look)
        self._task(at, 0, row.task.id, row.task.label, look)
        sheet.put(at, 1, row.task.name if line.first else "", text)
        sheet.row(at, 2, (row.start, row.finish) if line.first else ("", ""), when)
        self._cause(at, cause, look)
        slack = row.slack if line.first else None
        days = self.book.format(style.ROW, look, num_format=style.DAYS_FORMAT)
        sheet.put(at, 9, slack, days)
        sheet.put(at, 10, self._true_slack(row) if line.first else "", days)

    def _true_slack(self, row: PlannedTask) -> SheetValue:
        """In days; in words where there may be more of it."""
        if row.true_slack is None or row.true_slack_proved:
            return row.true_slack
        return self.book.say("{n} or more", n=self.book.say.number(row.true_slack, "g"))

    def _cause(self, at: int, cause: Reason | None, look: style.Style) -> None:
        sheet, book = self.sheet, self.book
        text = book.format(style.ROW, look, text_wrap=True)
        if cause is None:
            sheet.row(at, 4, ("",) * 5, text)
            return
        sheet.put(at, 4, book.say(_KINDS[cause.kind]), text)
        if cause.tasks and cause.tasks[0] in self.rows:
            named = self.rows[cause.tasks[0]].task.title
            who = f"{cause.person}: {named}" if cause.person else named
            self._task(at, 5, cause.tasks[0], who, look)
        else:
            sheet.put(at, 5, cause.person, text)
        sheet.put(at, 6, cause.until, book.format(style.ROW, self.when, look))
        sheet.input_link(at, _CELL, cause.sheet, cause.cell, _place(cause), **look)
        sheet.put(at, _TEXT, cause.text, text)
        sheet.height(at, 13.0 * max(1, math.ceil(len(cause.text) * 0.8 / _WIDTHS[_TEXT])) + 3)

    def _task(self, at: int, column: int, task: str, text: str, look: style.Style) -> None:
        """A text that leads to the row of a task in the list."""
        target = self.at.get(task)
        if target is None or (target == at and column == 0):
            source = self.rows[task].task.source
            self.sheet.input_link(at, column, source.sheet, source.cell("id"), text, **look)
            return
        form = self.book.format(style.ROW, look, style.LINK)
        self.sheet.link(at, column, f"{quoted(self.sheet.name)}!A{target + 1}", text, form)


def _place(cause: Reason) -> str:
    return f"{cause.sheet}!{cause.cell}" if cause.cell else ""


def _cell_width(plan: Plan) -> float:
    """As wide as the longest place of a cause, within reason."""
    places = [_place(cause) for row in plan.rows for cause in row.causes]
    return min(_WIDEST_CELL, max([_WIDTHS[_CELL], *(len(place) + 1.0 for place in places)]))


def _steps(chain: Chain) -> list[tuple[str, Reason, bool]]:
    """The causes of a chain, each with its task and whether it is the first one of that."""
    return [
        (step.task, cause, cause is step.reason)
        for step in chain.steps
        for cause in (step.reason, *step.more)
    ]


def _lines(plan: Plan) -> Iterator[_Line]:
    for row in plan.rows:
        for number, cause in enumerate(row.causes or (None,)):
            yield _Line(row=row, cause=cause, first=number == 0)
