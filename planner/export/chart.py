"""The contents of a Gantt chart and their places on its axis: no pixels of rows, no SVG."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from planner.export.linklines import DrawnLink

Step = Literal["day", "week", "month"]
BarKind = Literal["task", "milestone", "summary"]

LETTER = 6.5
"""Pixels of a letter on average."""

_DAY_WIDTH: dict[Step, float] = {"day": 22, "week": 5, "month": 1.6}
_LEAST_DAY, _LEAST_WEEK = 14, 2.8
_MOST_DAYS = 120
_MOST_WEEKS = 130
_MARGIN = 16
_GAP, _DIAMOND, _INSET = 5, 7, 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """A bar or a diamond.

    `title` is shown where the pointer rests, `label` stands behind the bar or `inside` it, and
    `baseline` is drawn as a thin bar below, `previous` as the outline of one above. In the `gaps`
    it stands still, between its pieces.
    By its `number`, if it has one, a page finds what it shows.
    """

    start: datetime
    finish: datetime
    kind: BarKind = "task"
    title: str = ""
    label: str = ""
    inside: bool = False
    critical: bool = False
    done: float = 0
    deadline: datetime | None = None
    late: bool = False
    baseline: tuple[datetime, datetime] | None = None
    previous: tuple[datetime, datetime] | None = None
    number: int = 0
    gaps: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCell:
    """A stretch of time with a level 0–4 and a text, such as the load of a person's week."""

    start: date
    days: int
    level: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRow:
    """A line of the chart with its name at the left; `level` 1 is not indented."""

    name: str
    bars: tuple[DrawnBar, ...] = ()
    cells: tuple[DrawnCell, ...] = ()
    level: int = 1
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class DrawnChart:
    """The contents of a chart.

    Args:
        step: What the axis is labelled by.
        week: Weekdays (Monday 0) that are worked on.
        off: Days off besides; drawn behind the bars if `step` is day.
        status, today: The status date and the present one, drawn as lines.
        months: Names of the months.
        links: Between rows that have one bar each.
        day_width: Pixels of a day; 0 is what `step` has.
        span: From when to when the axis goes, if not as its bars do.
        least_width: Pixels, for a chart as wide as another.
    """

    rows: tuple[DrawnRow, ...]
    step: Step
    week: frozenset[int] = frozenset(range(5))
    off: frozenset[date] = field(default=frozenset())
    status: datetime | None = None
    today: datetime | None = None
    months: tuple[str, ...] = _MONTHS
    links: tuple[DrawnLink, ...] = ()
    day_width: float = 0
    span: tuple[datetime, datetime] | None = None
    least_width: int = 0

    @cached_property
    def first(self) -> date:
        """The first day shown: where a week or month of the axis begins."""
        starts = [min(one) for one in self._spans()]
        day = min(starts, default=datetime(2000, 1, 3)).date()
        return day.replace(day=1) if self.step == "month" else day - timedelta(days=day.weekday())

    @cached_property
    def last(self) -> date:
        """The last day shown."""
        ends = (max(one) for one in self._spans())
        return max(ends, default=datetime(2000, 1, 9)).date()

    @cached_property
    def width(self) -> int:
        """Pixels from the first day to the end of the last label."""
        end = self.x(datetime.combine(self.last, datetime.max.time()))
        labels = (
            self.label_x(bar) + LETTER * len(bar.label) for bar in self._bars() if not bar.inside
        )
        return max(round(max([end, *labels]) + _MARGIN), self.least_width)

    def label_x(self, bar: DrawnBar) -> float:
        """Where a bar's label begins: in it, behind it, or behind a deadline in the way."""
        if bar.inside:
            return self.x(bar.start) + _INSET
        begin = max(self.x(bar.finish), self.x(bar.start) + 2) + _GAP
        begin += _DIAMOND if bar.kind == "milestone" else 0
        if bar.deadline is None:
            return begin
        due = self.x(bar.deadline)
        return due + _GAP if begin - _GAP <= due <= begin + LETTER * len(bar.label) else begin

    def label_end(self, bar: DrawnBar) -> float:
        """Where a bar and its label end."""
        if bar.inside or not bar.label:
            return self.x(bar.finish)
        return max(self.x(bar.finish), self.label_x(bar) + LETTER * len(bar.label))

    def fits(self, bar: DrawnBar) -> bool:
        """Whether the label fits into the bar."""
        width = self.x(bar.finish) - self.x(bar.start)
        return bar.kind == "task" and LETTER * len(bar.label) + 2 * _INSET <= width

    def x(self, moment: datetime) -> float:
        """Where a moment is, in pixels."""
        days = (moment - self._origin) / timedelta(days=1)
        return round(days * self.pixels, 1)

    @property
    def pixels(self) -> float:
        """The width of a day in pixels."""
        return self.day_width or _DAY_WIDTH[self.step]

    @cached_property
    def _origin(self) -> datetime:
        return datetime.combine(self.first, datetime.min.time())

    def _spans(self) -> Iterator[tuple[datetime, ...]]:
        """From when to when each bar goes, with its baseline and where it was."""
        if self.span is not None:
            return iter((self.span,))
        return (
            (bar.start, bar.finish, *(bar.baseline or ()), *(bar.previous or ()))
            for bar in self._bars()
        )

    def _bars(self) -> Iterator[DrawnBar]:
        return (bar for row in self.rows for bar in row.bars)


def step_for(first: date, last: date) -> Step:
    """The step at which a span of days fits a screen or two."""
    days = (last - first).days
    if days <= _MOST_DAYS:
        return "day"
    return "week" if days <= 7 * _MOST_WEEKS else "month"


def step_at(pixels: float) -> Step:
    """The step whose labels have room where a day is so wide."""
    if pixels >= _LEAST_DAY:
        return "day"
    return "week" if pixels >= _LEAST_WEEK else "month"
