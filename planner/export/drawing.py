"""The Gantt chart as an SVG file."""

from datetime import datetime, time
from itertools import pairwise

from planner.control.variance import Variance, variances
from planner.export.chart import BarKind, DrawnBar, DrawnChart, DrawnRow, step_for
from planner.export.svg import picture
from planner.fields import is_late, people
from planner.language.words import ENGLISH, Words
from planner.plan import Plan, PlannedTask
from planner.writing.report.sheet_figures import days_off, span, workdays


def gantt_svg(plan: Plan, words: Words = ENGLISH) -> str:
    """The Gantt chart as one SVG file."""
    return picture(gantt(plan, words), plan.project.name)


def gantt(plan: Plan, words: Words = ENGLISH) -> DrawnChart:
    """The contents of the Gantt chart of a plan."""
    known = variances(plan)
    return DrawnChart(
        rows=tuple(_row(row, words, known.get(row.task.id)) for row in plan.rows),
        step=step_for(*span(plan)),
        week=workdays(plan),
        off=frozenset(days_off(plan)),
        status=plan.project.settings.status,
        months=words.months,
    )


def _row(row: PlannedTask, words: Words, before: Variance | None) -> DrawnRow:
    task = row.task
    name = task.title
    return DrawnRow(name=name, bars=_bars(row, words, before), level=task.level, bold=task.summary)


def _bars(row: PlannedTask, words: Words, before: Variance | None) -> tuple[DrawnBar, ...]:
    if row.start is None or row.finish is None:
        return ()
    task = row.task
    kind: BarKind = "summary" if task.summary else "milestone" if task.milestone else "task"
    late = words("{days} late", days=words.count(row.days_late or 0, "day"))
    label = words.spoken_day(row.finish) if task.milestone else people(row)
    label = " · ".join(filter(None, (label, late if is_late(row) else "")))
    period = f"{words.day(row.start)} – {words.day(row.finish)}"
    title = "\n".join(filter(None, (task.name, period, people(row), row.reason)))
    bar = DrawnBar(
        start=row.start,
        finish=row.finish,
        kind=kind,
        title=title,
        label="" if task.summary else label,
        critical=row.critical and not task.summary,
        done=row.percent or 0,
        deadline=None if task.summary else _end_of_day(task.due),
        late=is_late(row),
        baseline=(before.start, before.finish) if before else None,
        gaps=tuple((end, start) for (_, end), (start, _) in pairwise(row.pieces)),
    )
    return (bar,)


def _end_of_day(deadline: datetime | None) -> datetime | None:
    """A deadline without a time of day means the end of its day."""
    if deadline is None or deadline.time() != time():
        return deadline
    return datetime.combine(deadline.date(), time(23, 59))
