"""Sheet Gantt: the plan as filled cells, readable in every program and on paper.

Bars are fills with thick white borders above and below, so that gaps remain between them; what
is not a bar (weekends, month lines, deadlines, the status date) is drawn behind or as borders.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.plan import Plan, PlannedTask
from planner.workbook.report import style
from planner.workbook.report.book import Book, Sheet
from planner.workbook.report.measures import (
    days_long,
    days_off,
    is_late,
    last_day,
    open_level,
    people,
    span,
    work_rows,
    workdays,
)
from planner.workbook.report.timescale import Timescale, write_axis

KEY = "Gantt"
_BAND_ROW = 3
_FIRST_ROW = 5
_HEADS = ("ID", "Task", "People", "Start", "Finish", "Days", "Late")
_WIDTHS = (7.0, 30.0, 16.0, 10.0, 10.0, 6.0, 5.5)
_WIDEST_TASK = 48.0
_LEFT = len(_HEADS)
_LABEL = 40
_MOST_MARGIN = 16
_FILLS = {
    "bar": style.BAR,
    "bar done": style.BAR_DONE,
    "bar pause": style.BAR_PAUSE,
    "critical": style.CRITICAL,
    "critical done": style.CRITICAL_DONE,
    "critical pause": style.CRITICAL_PAUSE,
    "summary": style.SUMMARY,
}


@dataclass(frozen=True)
class _Grid:
    """What is behind the bars, asked for by column."""

    plan: Plan
    scale: Timescale

    @cached_property
    def off(self) -> dict[date, str]:
        return days_off(self.plan)

    @cached_property
    def week(self) -> frozenset[int]:
        return workdays(self.plan)

    def works(self, day: date) -> bool:
        """Whether the project works that day."""
        return day.weekday() in self.week and day not in self.off

    @cached_property
    def back(self) -> tuple[style.Look, ...]:
        """The look of each column's empty cells."""
        return tuple(self._back(column) for column in range(len(self.scale)))

    def _back(self, column: int) -> style.Look:
        look: dict[str, object] = {}
        day = self.scale.starts[column]
        if self.scale.step == "day" and day in self.off:
            look["bg_color"] = style.HOLIDAY
        elif self.scale.step == "day" and day.weekday() not in self.week:
            look["bg_color"] = style.WEEKEND
        if column and self.scale.opens_band(column):
            look |= {"left": 4, "left_color": style.FAINT}
        status = self.plan.project.settings.status_date
        if (
            status
            and self.scale.holds(status.date())
            and self.scale.column(status.date()) == column
        ):
            look |= {"left": 2, "left_color": style.TODAY}
        return look


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    grid = _Grid(plan, _scale(book, plan))
    sheet.title(plan.project.name or book.say("Gantt"), _subtitle(book, plan))
    _write_legend(sheet, plan, grid)
    _write_heads(sheet, plan)
    write_axis(sheet, grid.scale, _BAND_ROW, _LEFT)
    shown = open_level(plan)
    for offset, row in enumerate(plan.rows):
        at = _FIRST_ROW + offset
        level = max(row.task.level - 1, 0)
        hidden = {"hidden": level >= shown, "collapsed": row.task.summary and level == shown - 1}
        sheet.height(at, 15, level, **hidden)
        _write_task(sheet, plan, row, at)
        _write_bar(sheet, grid, row, at)
    sheet.raw.freeze_panes(_FIRST_ROW, 2)
    last = _FIRST_ROW + len(plan.rows) - 1
    sheet.page(last, _LEFT + len(grid.scale) - 1, heads=(_BAND_ROW, _BAND_ROW + 1), paper=8)
    sheet.raw.repeat_columns(0, 1)


def _scale(book: Book, plan: Plan) -> Timescale:
    """The axis, with as many columns after the plan's end as the labels there need."""
    first, last = _horizon(plan)
    scale = Timescale.covering(first, last)
    needed = len(scale)
    for work in work_rows(plan):
        wide = math.ceil(len(_label(book, work.row)) / (2 * scale.width))
        needed = max(needed, scale.column(work.last_day) + 2 + min(wide, _MOST_MARGIN))
    return scale.longer(needed - len(scale))


def _horizon(plan: Plan) -> tuple[date, date]:
    """First to last day shown: the plan, with its deadlines unless they are far away."""
    first, last = span(plan)
    most = last + (last - first) / 4
    due = [w.row.task.deadline.date() for w in work_rows(plan) if w.row.task.deadline]
    return first, max([last, *(day for day in due if day <= most)])


def _subtitle(book: Book, plan: Plan) -> str:
    say = book.say
    text = say("{start} to {finish}", start=say.day(plan.start), finish=say.day(plan.finish))
    status = plan.project.settings.status_date
    return f"{text} · {say('status date {day}', day=say.day(status))}" if status else text


def _write_legend(sheet: Sheet, plan: Plan, grid: _Grid) -> None:
    book, say = sheet.book, sheet.book.say
    swatches: list[tuple[str, style.Look, str]] = [
        ("", {"bg_color": style.BAR}, "planned"),
        ("", {"bg_color": style.CRITICAL}, "critical"),
    ]
    if any(row.task.percent_complete for row in plan.rows):
        swatches.append(("", {"bg_color": style.BAR_DONE}, "done"))
    if grid.scale.step == "day":
        swatches.append(("", {"bg_color": style.BAR_PAUSE}, "pause"))
    swatches.append(("◆", {"align": "center"}, "milestone"))
    if any(row.task.deadline for row in plan.rows):
        met: style.Look = {"right": 5, "right_color": style.DEADLINE_MET}
        missed: style.Look = {"right": 5, "right_color": style.DEADLINE_MISSED}
        swatches += [("", met, "deadline"), ("", missed, "deadline missed")]
    width = math.ceil(12 / grid.scale.width)
    note = book.format(style.SUBTITLE, font_size=8)
    gap: style.Look = {"top": 5, "top_color": style.WHITE, "bottom": 5, "bottom_color": style.WHITE}
    for position, (text, look, name) in enumerate(swatches):
        column = _LEFT + position * width
        if column + 1 < _LEFT + len(grid.scale):
            sheet.put(1, column, text, book.format(gap, look))
            sheet.put(1, column + 1, say(name), note)


def _write_heads(sheet: Sheet, plan: Plan) -> None:
    head = sheet.book.format(style.HEAD, font_size=9)
    for column, text in enumerate(_HEADS):
        _merge_down(sheet, column, sheet.book.say(text), head)
    sheet.widths(_WIDTHS)
    lengths = sorted(len(row.task.name) + 2 * row.task.level for row in plan.rows)
    typical = lengths[int(len(lengths) * 0.95)] if lengths else 0
    sheet.widths((min(max(typical * 0.9, _WIDTHS[1]), _WIDEST_TASK),), first=1)


def _merge_down(sheet: Sheet, column: int, text: str, form: object) -> None:
    sheet.raw.merge_range(_BAND_ROW, column, _BAND_ROW + 1, column, "", form)
    sheet.put(_BAND_ROW, column, text, form)


def _write_task(sheet: Sheet, plan: Plan, row: PlannedTask, at: int) -> None:
    book, task = sheet.book, row.task
    base: style.Look = {"font_size": 9, **style.ROW, **(style.SUM_ROW if task.summary else {})}
    dates = book.format(base, style.CENTER, num_format=book.date_format)
    days = book.format(base, style.CENTER, num_format=style.DAYS_FORMAT)
    late = book.format(base, style.CENTER, style.BAD_LOOK, num_format=style.DAYS_FORMAT)
    source = task.source
    sheet.input_link(at, 0, source.sheet, source.cell("id"), task.wbs or task.id, **base)
    sheet.put(at, 1, task.name, book.format(base, indent=min(max(task.level - 1, 0), 10)))
    sheet.put(at, 2, people(row), book.format(base, font_color=style.MUTED))
    sheet.put(at, 3, row.start, dates)
    sheet.put(at, 4, row.finish, dates)
    sheet.put(at, 5, days_long(plan, row), days)
    sheet.put(at, 6, row.days_late if is_late(row) else None, late)


def _write_bar(sheet: Sheet, grid: _Grid, row: PlannedTask, at: int) -> None:
    """Write one row of the grid: bar or milestone, label, deadline, and what is behind them."""
    book = sheet.book
    looks: dict[int, style.Look] = {c: look for c, look in enumerate(grid.back) if look}
    texts: dict[int, tuple[str, style.Look]] = {}
    if row.start is not None and row.finish is not None:
        first = grid.scale.column(row.start.date())
        last = max(first, grid.scale.column(last_day(row.finish)))
        for column, kind in _bar(grid, row, first, last):
            looks[column] = {**_borders(looks.get(column, {})), **_bar_look(kind)}
        _place_label(book, row, last, texts)
    _mark_deadline(grid, row, looks)
    for column in looks.keys() | texts.keys():
        text, look = texts.get(column, ("", {}))
        form = book.format(looks.get(column, {}), look)
        sheet.put(at, _LEFT + column, text, form)


def _borders(look: style.Look) -> style.Look:
    return {key: value for key, value in look.items() if key.startswith(("left", "right"))}


def _bar_look(kind: str) -> style.Look:
    if kind not in _FILLS:
        return {}
    return {
        "bg_color": _FILLS[kind],
        "top": 5,
        "top_color": style.WHITE,
        "bottom": 5,
        "bottom_color": style.WHITE,
    }


def _bar(grid: _Grid, row: PlannedTask, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The columns ``first … last`` of a task's bar, each with what it shows there."""
    if row.task.milestone:
        return
    if row.task.summary:
        yield from ((column, "summary") for column in range(first, last + 1))
        return
    kind = "critical" if row.critical else "bar"
    done = round((row.task.percent_complete or 0) * (last - first + 1))
    worked = _worked_days(row) if grid.scale.step == "day" else set()
    for column in range(first, last + 1):
        day = grid.scale.starts[column]
        paused = grid.scale.step == "day" and not (day in worked if worked else grid.works(day))
        done_kind = f"{kind} done" if column - first < done else kind
        yield column, f"{kind} pause" if paused else done_kind


def _worked_days(row: PlannedTask) -> set[date]:
    days: set[date] = set()
    for booking in row.bookings:
        for start, finish in booking.spans:
            days.update(date.fromordinal(n) for n in _ordinals(start.date(), last_day(finish)))
    return days


def _ordinals(first: date, last: date) -> Iterable[int]:
    return range(first.toordinal(), last.toordinal() + 1)


def _place_label(
    book: Book, row: PlannedTask, last: int, texts: dict[int, tuple[str, style.Look]]
) -> None:
    """Put the text after a bar that ends in column `last`; a milestone's diamond into it."""
    if row.task.milestone:
        color = style.CRITICAL if row.critical else style.INK
        texts[last] = ("◆", {"align": "center", "font_size": 11, "font_color": color})
    text = _label(book, row)
    if text:
        texts[last + 1] = (text, {"font_size": 8, "font_color": style.MUTED, "indent": 1})


def _label(book: Book, row: PlannedTask) -> str:
    if row.task.summary or row.finish is None:
        return ""
    if row.task.milestone:
        return book.say.short_day(row.finish)
    done = f" {row.task.percent_complete:.0%}" if row.task.percent_complete else ""
    text = people(row)
    return (text if len(text) <= _LABEL else text[: _LABEL - 1] + "…") + done


def _mark_deadline(grid: _Grid, row: PlannedTask, looks: dict[int, style.Look]) -> None:
    deadline = row.task.deadline
    if deadline is None or row.task.summary or not grid.scale.holds(deadline.date()):
        return
    column = grid.scale.column(deadline.date())
    color = style.DEADLINE_MISSED if is_late(row) else style.DEADLINE_MET
    looks[column] = {**looks.get(column, {}), "right": 5, "right_color": color}
