"""Sheet Gantt: the plan as filled cells, readable in every program and on paper."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.control.variance import variances
from planner.fields import is_late, people
from planner.language.words import Words
from planner.plan import Plan, PlannedTask
from planner.project import Lag, Settings
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.arrows import arrows, shapes
from planner.writing.report.bars import GAP, STATUS_LINE, GanttGrid
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.sheet_figures import (
    days_long,
    is_missed,
    open_level,
    span,
    tallies,
    work_rows,
)
from planner.writing.report.timescale import Timescale, write_axis

KEY = "Gantt"
_BAND_ROW = 3
_FIRST_ROW = 5
_HEADS = ("ID", "Task", "People", "Start", "Finish", "Days", "After", "Crit.", "Late")
_WIDTHS = (7.0, 30.0, 14.0, 10.0, 10.0, 6.0, 9.0, 5.0, 5.0)
_WIDEST = {1: 48.0, 2: 28.0, 6: 16.0}
_LEFT = len(_HEADS)
_MOST_MARGIN = 0.25
"""Share of the axis that may be added for labels."""
_MOST_CELLS = 300_000
"""Days of all bars up to which each day has a cell of its own, however long the axis is."""
_SWATCH = 22
"""Pixels of a colour in the legend."""
_CRITICAL = "●"


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_RESULT)
    shown = open_level(plan)
    grid = _grid(plan, book.say)
    texts = _texts(plan, book.say)
    sheet.title(plan.project.name or book.say("Gantt"), _subtitle(book, plan))
    links = arrows(plan, grid)
    _write_legend(sheet, grid, linked=bool(links))
    widths = _write_heads(sheet, plan, texts)
    write_axis(sheet, grid.scale, _BAND_ROW, _LEFT)
    above: frozenset[int] = frozenset()
    for offset, row in enumerate(plan.rows):
        at = _FIRST_ROW + offset
        level = max(row.task.level - 1, 0)
        hidden = {"hidden": level >= shown, "collapsed": row.task.summary and level == shown - 1}
        sheet.height(at, 15, level, **hidden)
        fitted = [_fitted(*pair) for pair in zip(texts[offset], widths, strict=True)]
        _write_task(sheet, plan, row, at, fitted)
        above = _write_strip(sheet, grid, row, at, above)
    sheet.draw(shapes(links, _FIRST_ROW, _LEFT, grid.scale.width))
    sheet.raw.freeze_panes(_FIRST_ROW, 2)
    last = _FIRST_ROW + max(len(plan.rows), 1) - 1
    sheet.page(last, _LEFT + len(grid.scale) - 1, heads=(_BAND_ROW, _BAND_ROW + 1), paper=8)
    sheet.raw.repeat_columns(0, 1)


def _grid(plan: Plan, say: Words) -> GanttGrid:
    """The axis, with as many columns after the plan's end as labels need that fit nowhere else."""
    first, last = _horizon(plan)
    days = sum((work.last_day - work.start.date()).days + 1 for work in work_rows(plan))
    scale = Timescale.finest if days <= _MOST_CELLS else Timescale.covering
    grid = GanttGrid(plan=plan, scale=scale(first, last), say=say)
    needed = 0
    for work in work_rows(plan):
        wide = grid.columns(grid.label(work.row))
        if grid.scale.column(work.start.date()) <= wide:
            needed = max(needed, grid.scale.column(work.last_day) + 1 + wide - len(grid.scale))
    most = math.ceil(len(grid.scale) * _MOST_MARGIN) + 2
    return replace(grid, scale=grid.scale.longer(min(needed, most))) if needed > 0 else grid


def _horizon(plan: Plan) -> tuple[date, date]:
    """First to last day shown: the plan, with its deadlines unless they are far away."""
    first, last = span(plan)
    known = variances(plan).values()
    first = min([first, *(one.start.date() for one in known)])
    last = max([last, *(last_day(one.finish) for one in known)])
    most = last + (last - first) / 4
    due = [work.row.task.due.date() for work in work_rows(plan) if work.row.task.due]
    return first, max([last, *(day for day in due if day <= most)])


def _subtitle(book: ReportBook, plan: Plan) -> str:
    say = book.say
    text = say("{start} to {finish}", start=say.day(plan.start), finish=say.day(plan.finish))
    status = plan.project.settings.status_date
    return f"{text} · {say('status date {day}', day=say.day(status))}" if status else text


def _legend(plan: Plan, grid: GanttGrid) -> list[tuple[str, style.Style, str]]:
    """Sign, style and name of everything that the chart shows."""
    fill = {"planned": style.BAR, "critical": style.CRITICAL}
    if any(row.percent for row in plan.rows):
        fill["done"] = style.BAR_DONE
    if grid.scale.by_day:
        fill |= {"pause": style.BAR_PAUSE, "weekend": style.WEEKEND}
        fill |= {"holiday": style.HOLIDAY} if grid.off else {}
    signs: list[tuple[str, style.Style, str]] = [
        ("", {"bg_color": color, **GAP}, name) for name, color in fill.items()
    ]
    if grid.baselines:
        line: style.Style = {"bottom": 5, "bottom_color": style.BASELINE}
        signs.append(("", line, "baseline"))
    signs.append(("◆", {"align": "right"}, "milestone"))
    if any(row.task.due for row in plan.rows):
        signs.append(("", {"right": 5, "right_color": style.DEADLINE_MET}, "deadline"))
    if any(is_missed(row) for row in plan.rows):
        signs.append(("", {"right": 5, "right_color": style.DEADLINE_MISSED}, "deadline missed"))
    if grid.today >= 0:
        signs.append(("", {"right": 2, "right_color": STATUS_LINE["left_color"]}, "status date"))
    return signs


def _write_legend(sheet: ResultSheet, grid: GanttGrid, *, linked: bool) -> None:
    book, say, width = sheet.book, sheet.book.say, grid.scale.width
    note = book.format(style.SUBTITLE, font_size=8, indent=1)
    swatch = math.ceil(_SWATCH / width)
    column = _LEFT
    signs = _legend(grid.plan, grid)
    signs += [("→", {"align": "right", "font_color": style.MUTED}, "link")] if linked else []
    for text, look, name in signs:
        named = say(name)
        after = column + swatch + grid.columns(named) + 1
        if after > _LEFT + len(grid.scale):
            break
        for offset in range(swatch):
            inner = {k: v for k, v in look.items() if "right" not in k or offset == swatch - 1}
            sheet.put(1, column + offset, text if offset == swatch - 1 else "", book.format(inner))
        sheet.put(1, column + swatch, named, note)
        column = after


def _texts(plan: Plan, say: Words) -> list[tuple[str, ...]]:
    """Of each row the texts of ID, Task, People and After; of a summary what it holds."""
    labels = {row.task.id: row.task.short for row in plan.rows}
    held, settings = tallies(plan), plan.project.settings
    texts: list[tuple[str, ...]] = []
    for row in plan.rows:
        who = people(row)
        if row.task.summary:
            tasks, late = held.get(row.task.id, (0, 0))
            who = say.count(tasks, "task") + (f" · {say('{n} late', n=late)}" if late else "")
        after = _after(row, labels, settings)
        texts.append((row.task.label, row.task.name, who, after))
    return texts


def _after(row: PlannedTask, labels: Mapping[str, str], settings: Settings) -> str:
    """What a task waits for: ``1.2, 2.1 SS+3d``."""
    found = []
    for link in row.task.dependencies:
        lag = _lag(link.lag, settings) if link.lag.amount else ""
        more = (link.kind if link.kind != "FS" else "") + lag
        found.append(f"{labels.get(link.task, link.task)} {more}".strip())
    return ", ".join(found)


def _lag(lag: Lag, settings: Settings) -> str:
    prefix, day = ("e", 1440) if lag.unit.elapsed else ("", settings.day)
    if lag.unit.percent:
        return f"{lag.amount:+g}{prefix}%"
    return f"{round(lag.amount / day, 2):+g}{prefix}d"


def _write_heads(
    sheet: ResultSheet, plan: Plan, texts: Sequence[tuple[str, ...]]
) -> tuple[float, ...]:
    """Write the heads and set the widths; those of ID, Task, People and After."""
    head = sheet.book.format(style.HEAD, font_size=9)
    for column, text in enumerate(_HEADS):
        sheet.raw.merge_range(_BAND_ROW, column, _BAND_ROW + 1, column, "", head)
        sheet.put(_BAND_ROW, column, sheet.book.say(text), head)
    widths = list(_WIDTHS)
    for column, position in ((1, 1), (2, 2), (6, 3)):
        lengths = sorted(len(row[position]) for row in texts)
        typical = lengths[int(len(lengths) * 0.95)] if lengths else 0
        deepest = max((row.task.level for row in plan.rows), default=0) if column == 1 else 0
        wide = typical * 0.9 + 1.5 * deepest + 1
        widths[column] = min(max(wide, _WIDTHS[column]), _WIDEST[column])
    sheet.widths(widths)
    return widths[0], widths[1], widths[2], widths[6]


def _fitted(text: str, width: float) -> str:
    """A text that fits into a column, with … where it had to be cut."""
    most = int(width * 1.12)
    return text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…"


def _write_task(
    sheet: ResultSheet, plan: Plan, row: PlannedTask, at: int, texts: Sequence[str]
) -> None:
    book, task = sheet.book, row.task
    base: style.Style = {"font_size": 9, **style.ROW, **(style.SUM_ROW if task.summary else {})}
    dates = book.format(base, style.CENTER, num_format=book.date_format)
    days = book.format(base, style.CENTER, num_format=style.DAYS_FORMAT)
    bad = book.format(base, style.CENTER, style.BAD_LOOK, num_format=style.DAYS_FORMAT)
    muted = book.format(base, font_color=style.MUTED)
    source = task.source
    label, name, who, after = texts
    sheet.input_link(at, 0, source.sheet, source.cell("id"), label, **base)
    sheet.put(at, 1, name, book.format(base, indent=min(max(task.level - 1, 0), 10)))
    sheet.put(at, 2, who, muted)
    sheet.put(at, 3, row.start, dates)
    sheet.put(at, 4, row.finish and last_day(row.finish), dates)
    sheet.put(at, 5, days_long(plan, row), days)
    sheet.put(at, 6, after, muted)
    sheet.put(at, 7, _CRITICAL if row.critical and not task.summary else "", bad)
    sheet.put(at, 8, row.days_late if is_late(row) else None, bad)


def _write_strip(
    sheet: ResultSheet, grid: GanttGrid, row: PlannedTask, at: int, above: frozenset[int]
) -> frozenset[int]:
    """Write a row's cells of the chart; the columns with the line of its baseline."""
    book, strip = sheet.book, grid.strip(row, above)
    for column in strip.looks.keys() | strip.texts.keys():
        text, look = strip.texts.get(column, ("", {}))
        form = book.format(strip.looks.get(column, {}), look)
        sheet.put(at, _LEFT + column, text, form)
    return strip.below
