"""One row of the Gantt chart: bar or diamond, label, deadline, and the ground behind them.

Bars are fills with thick white borders above and below, so that gaps remain between them; what
is not a bar (weekends, month lines, deadlines, the status date) is drawn behind or as borders.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from planner.control.variance import Variance, variances
from planner.fields import is_late, people
from planner.language.words import Words
from planner.plan import Plan, PlannedTask
from planner.worktime.days import last_day
from planner.worktime.named import worktimes
from planner.worktime.working_time import WorkTime
from planner.writing.report import style
from planner.writing.report.sheet_figures import days_off, is_missed, workdays
from planner.writing.report.timescale import Timescale

GAP: style.Style = {
    "top": 5, "top_color": style.WHITE, "bottom": 5, "bottom_color": style.WHITE,
}  # fmt: skip
STATUS_LINE: style.Style = {"left": 2, "left_color": style.TODAY}
_MONTH_LINE: style.Style = {"left": 4, "left_color": style.FAINT}
_LONGEST_LABEL = 40
_LETTER, _MARGIN, _DIAMOND = 5.2, 10, 14
"""Pixels of a letter of a label, around it, and of a diamond."""
_FILLS = {
    "bar": style.BAR,
    "bar done": style.BAR_DONE,
    "bar pause": style.BAR_PAUSE,
    "critical": style.CRITICAL,
    "critical done": style.CRITICAL_DONE,
    "critical pause": style.CRITICAL_PAUSE,
    "summary": style.SUMMARY,
}


@dataclass(slots=True)
class Strip:
    """The cells of a row by column: their looks, and the texts in some of them.

    `below` are the columns in which the line of the baseline is drawn at the bottom.
    """

    looks: dict[int, style.Style]
    below: frozenset[int] = frozenset()
    texts: dict[int, tuple[str, style.Style]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GanttGrid:
    """The chart's columns."""

    plan: Plan
    scale: Timescale
    say: Words

    @cached_property
    def off(self) -> dict[date, str]:
        """Days off by their names."""
        return days_off(self.plan)

    @cached_property
    def week(self) -> frozenset[int]:
        """Weekdays that are worked on."""
        return workdays(self.plan)

    def works(self, day: date) -> bool:
        """Whether the project works that day."""
        return day.weekday() in self.week and day not in self.off

    @cached_property
    def _calendars(self) -> Mapping[str, WorkTime]:
        return worktimes(self.plan.project)

    def _goes_on(self, row: PlannedTask, day: date) -> bool:
        """Whether a task that nobody does goes on that day, by its own calendar if it has one."""
        own = self._calendars.get(row.task.calendar) if row.task.calendar else None
        return bool(own.on(day.toordinal())) if own else self.works(day)

    @cached_property
    def back(self) -> dict[int, style.Style]:
        """The looks of the empty cells, by column; those without any are left out."""
        looks = ((column, self._back(column)) for column in range(len(self.scale)))
        return {column: look for column, look in looks if look}

    def _back(self, column: int) -> style.Style:
        look: dict[str, object] = {}
        day = self.scale.starts[column]
        if self.scale.by_day and day in self.off:
            look["bg_color"] = style.HOLIDAY
        elif self.scale.by_day and day.weekday() not in self.week:
            look["bg_color"] = style.WEEKEND
        if column and self.scale.opens_part(column):
            look |= _MONTH_LINE
        return {**look, **(STATUS_LINE if column == self.today else {})}

    @property
    def today(self) -> int:
        """The column at whose beginning the status date ends; -1 where none is on the axis."""
        status = self.plan.project.settings.status
        if status is None or not self.scale.holds(status.date()):
            return -1
        return self.scale.edge(status)

    @cached_property
    def baselines(self) -> Mapping[str, Variance]:
        """Where each row is in the baseline."""
        return variances(self.plan)

    def strip(self, row: PlannedTask, above: frozenset[int] = frozenset()) -> Strip:
        """The strip of a row, below one with the line of a baseline in the columns `above`."""
        strip = Strip(looks=dict(self.back))
        ends = self.ends(row)
        if ends is not None:
            first, last = ends
            for column, kind in self._bar(row, first, last):
                behind = strip.looks.get(column, {})
                strip.looks[column] = {**_borders(behind), "bg_color": _FILLS[kind], **GAP}
            self._place_label(row, first, last, strip)
        self._mark_deadline(row, strip.looks)
        self._mark_baseline(row, strip)
        for column in above & strip.looks.keys():  # one line between two rows, not two
            look = strip.looks[column].items()
            strip.looks[column] = {k: v for k, v in look if not k.startswith("top")}
        return strip

    def ends(self, row: PlannedTask) -> tuple[int, int] | None:
        """The first and the last column of a row's bar."""
        if row.start is None or row.finish is None:
            return None
        first = self.scale.column(row.start.date())
        return first, max(first, self.scale.column(last_day(row.finish)))

    def _mark_baseline(self, row: PlannedTask, strip: Strip) -> None:
        """Draw a grey line below the days that a task has in the baseline."""
        before = self.baselines.get(row.task.id)
        if before is None or row.task.milestone:
            return
        first = self.scale.column(before.start.date())
        columns = range(first, self.scale.column(last_day(before.finish)) + 1)
        strip.below = frozenset(columns)
        for column in columns:
            line = {"bottom": 5, "bottom_color": style.BASELINE}
            strip.looks[column] = {**strip.looks.get(column, {}), **line}

    def _bar(self, row: PlannedTask, first: int, last: int) -> Iterator[tuple[int, str]]:
        """The columns ``first … last`` of a task's bar, each with what it shows there."""
        if row.task.milestone:
            return
        if row.task.summary:
            yield from ((column, "summary") for column in range(first, last + 1))
            return
        kind = "critical" if row.critical else "bar"
        done = round((row.percent or 0) * (last - first + 1))
        by_day = self.scale.by_day
        worked = _worked_days(row) if by_day else set()
        for column in range(first, last + 1):
            day = self.scale.starts[column]
            paused = by_day and not (day in worked if worked else self._goes_on(row, day))
            done_kind = f"{kind} done" if column - first < done else kind
            yield column, f"{kind} pause" if paused else done_kind

    def _place_label(self, row: PlannedTask, first: int, last: int, strip: Strip) -> None:
        """Put the text after the bar, before it where only there is room; the diamond into it."""
        if row.task.milestone:
            color = style.CRITICAL if row.critical else style.INK
            strip.texts[last] = ("◆", {"align": "center", "font_size": 11, "font_color": color})
        text = self.label(row)
        if not text:
            return
        wide = self.columns(text)
        look: style.Style = {"font_size": 8, "font_color": style.MUTED}
        if is_late(row):
            look = {**look, **style.BAD_LOOK}
        due = self._deadline(row)
        if self.named_before(row):
            at = min(first - 1, due) if due >= 0 else first - 1
            span, look = range(max(at + 1 - wide, 0), at + 1), {**look, "align": "right"}
        else:
            room = max(0, _DIAMOND - self.scale.width) / 2 if row.task.milestone else 0
            at = last + 1 + math.ceil(room / self.scale.width)
            at = due + 1 if at <= due < at + wide and due + wide < len(self.scale) else at
            span = range(at, at + wide)
        strip.texts[at] = (text, {**look, "indent": 1})
        for column in span:  # a line through letters makes them hard to read
            if strip.looks.get(column, {}).get("left_color") == style.FAINT:
                behind = strip.looks[column].items()
                strip.looks[column] = {k: v for k, v in behind if k not in _MONTH_LINE}

    def named_before(self, row: PlannedTask) -> bool:
        """Whether a row's label stands before its bar: there is room, and behind it is none."""
        ends, text = self.ends(row), self.label(row)
        if ends is None or not text:
            return False
        wide = self.columns(text)
        return ends[1] + wide >= len(self.scale) and ends[0] > wide

    def columns(self, text: str) -> int:
        """The number of columns that a label takes."""
        return math.ceil((len(text) * _LETTER + _MARGIN) / self.scale.width)

    def label(self, row: PlannedTask) -> str:
        """The label beside a bar: who, how far, how late."""
        if row.finish is None or row.task.summary:
            return ""
        text = self.say.spoken_day(row.finish) if row.task.milestone else people(row)
        text = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
        done = self.say.number(row.percent, ".0%") if row.percent else ""
        late = ""
        if is_late(row):
            late = self.say("{days} late", days=self.say.count(row.days_late or 0, "day"))
        return " · ".join(filter(None, (text, done, late)))

    def _deadline(self, row: PlannedTask) -> int:
        """The column of a task's deadline or hard date; -1 where there is none on the axis."""
        deadline = row.task.due
        if deadline is None or row.task.summary or not self.scale.holds(deadline.date()):
            return -1
        return self.scale.column(deadline.date())

    def _mark_deadline(self, row: PlannedTask, looks: dict[int, style.Style]) -> None:
        column = self._deadline(row)
        if column >= 0:
            color = style.DEADLINE_MISSED if is_missed(row) else style.DEADLINE_MET
            looks[column] = {**looks.get(column, {}), "right": 5, "right_color": color}


def _borders(look: style.Style) -> style.Style:
    return {key: value for key, value in look.items() if key.startswith(("left", "right"))}


def _worked_days(row: PlannedTask) -> set[date]:
    days: set[date] = set()
    for booking in row.bookings:
        for start, finish in booking.spans:
            ordinals = range(start.toordinal(), last_day(finish).toordinal() + 1)
            days.update(map(date.fromordinal, ordinals))
    return days
