"""Gantt charts as SVG: rows in blocks, so that a browser draws only those that are seen.

Text in, text out. Looks come from classes, never from ``style`` attributes, which a strict
content security policy forbids; `picture` brings its own style sheet along.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from html import escape
from typing import Literal

Step = Literal["day", "week", "month"]
Kind = Literal["task", "milestone", "summary"]

ROW = 24
HEAD = 40
BLOCK = 25
_NAMES = 260
_TITLE, _FOOT = 34, 8
_DAY_WIDTH: dict[Step, float] = {"day": 22, "week": 5, "month": 1.6}
_MOST_DAYS = 120
_MOST_WEEKS = 130
_MARGIN = 16
_LETTER, _GAP, _DIAMOND, _INSET = 6.5, 5, 7, 4
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What may not stand in XML."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STYLE = """
text{font:12px system-ui,"Segoe UI",Roboto,sans-serif;fill:#262626}
.off{fill:#f2f2f2}.holiday{fill:#fbe9d0}.rule{stroke:#d9d9d9}.month{stroke:#a6a6a6}
.band{fill:#dce6f1}.label{font-size:11px;fill:#595959}.label.missed{fill:#a32a0b;font-weight:600}.bold{font-weight:600}.label.inside{fill:#10151c}
.bar{fill:#7fa9db}.bar.critical{fill:#d55e3c;stroke:#9c2f16;stroke-dasharray:4 2}
.done{fill:#2f5d8c}.done.critical{fill:#9c2f16}.summary{fill:#404040}.milestone{fill:#262626}
.due{stroke:#008f6b;stroke-width:2}.due.missed{stroke:#c00000;stroke-width:3}
.baseline{fill:#8c8c8c}.today{stroke:#e69f00;stroke-width:2}.paper{fill:#fff}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """One bar or diamond.

    `title` is shown where the pointer rests, `label` stands behind the bar or `inside` it, and
    `baseline` is drawn as a thin bar below.
    """

    start: datetime
    finish: datetime
    kind: Kind = "task"
    title: str = ""
    label: str = ""
    inside: bool = False
    critical: bool = False
    done: float = 0
    deadline: datetime | None = None
    late: bool = False
    baseline: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRow:
    """A line of the chart with its name at the left; `level` 1 is not indented."""

    name: str
    bars: tuple[DrawnBar, ...] = ()
    level: int = 1
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What is drawn.

    Args:
        step: What the axis is labelled by.
        week: Weekdays (Monday 0) that are worked on.
        off: Days off besides; drawn behind the bars if `step` is day.
        today: The status date, drawn as a line.
        months: Names of the months.
    """

    rows: tuple[DrawnRow, ...]
    step: Step
    week: frozenset[int] = frozenset(range(5))
    off: frozenset[date] = field(default=frozenset())
    today: datetime | None = None
    months: tuple[str, ...] = _MONTHS

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
            self.label_x(bar) + _LETTER * len(bar.label) for bar in self._bars() if not bar.inside
        )
        return round(max([end, *labels]) + _MARGIN)

    def label_x(self, bar: DrawnBar) -> float:
        """Where a bar's label begins: in it, behind it, or behind a deadline in the way."""
        if bar.inside:
            return self.x(bar.start) + _INSET
        begin = max(self.x(bar.finish), self.x(bar.start) + 2) + _GAP
        begin += _DIAMOND if bar.kind == "milestone" else 0
        if bar.deadline is None:
            return begin
        due = self.x(bar.deadline)
        return due + _GAP if begin - _GAP <= due <= begin + _LETTER * len(bar.label) else begin

    def label_end(self, bar: DrawnBar) -> float:
        """Where a bar and its label end."""
        if bar.inside or not bar.label:
            return self.x(bar.finish)
        return max(self.x(bar.finish), self.label_x(bar) + _LETTER * len(bar.label))

    def fits(self, bar: DrawnBar) -> bool:
        """Whether the label fits into the bar."""
        width = self.x(bar.finish) - self.x(bar.start)
        return bar.kind == "task" and _LETTER * len(bar.label) + 2 * _INSET <= width

    def x(self, moment: datetime) -> float:
        """Where a moment is, in pixels."""
        days = (moment - self._origin) / timedelta(days=1)
        return round(days * _DAY_WIDTH[self.step], 1)

    @cached_property
    def _origin(self) -> datetime:
        return datetime.combine(self.first, datetime.min.time())

    def _spans(self) -> Iterator[tuple[datetime, ...]]:
        """From when to when each bar goes, with its baseline."""
        return ((bar.start, bar.finish, *(bar.baseline or ())) for bar in self._bars())

    def _bars(self) -> Iterator[DrawnBar]:
        return (bar for row in self.rows for bar in row.bars)


def step_for(first: date, last: date) -> Step:
    """The step at which a span of days fits a screen or two."""
    days = (last - first).days
    if days <= _MOST_DAYS:
        return "day"
    return "week" if days <= 7 * _MOST_WEEKS else "month"


def header(chart: Chart) -> str:
    """The axis as an SVG of its own."""
    return _svg(chart.width, HEAD, _axis(chart))


def blocks(chart: Chart) -> Iterator[tuple[tuple[DrawnRow, ...], str]]:
    """The rows in blocks, each with its SVG."""
    for at in range(0, len(chart.rows), BLOCK):
        rows = chart.rows[at : at + BLOCK]
        height = ROW * len(rows)
        parts = [*_background(chart, 0, height), *_lines(chart, rows, 0)]
        yield rows, _svg(chart.width, height, parts)


def size(chart: Chart, title: str, rows: int) -> tuple[int, int]:
    """Width and height of a picture of so many rows."""
    return _NAMES + chart.width, (_TITLE if title else _FOOT) + HEAD + ROW * rows + _FOOT


def picture(chart: Chart, title: str = "", rows: Sequence[DrawnRow] | None = None) -> str:
    """The chart, or some rows of it, with names and axis as one SVG file."""
    rows = chart.rows if rows is None else rows
    width, height = size(chart, title, len(rows))
    body = height - _FOOT - ROW * len(rows)
    top = body - HEAD
    names = (_name(row, 8, body + ROW * n) for n, row in enumerate(rows))
    parts = [
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        f'<text class="bold" x="8" y="22" font-size="16">{_text(title)}</text>' if title else "",
        f'<g transform="translate({_NAMES} {top})">{"".join(_axis(chart))}</g>',
        f'<g transform="translate({_NAMES} {body})">',
        *_background(chart, 0, height - body - _FOOT),
        *_lines(chart, rows, 0),
        "</g>",
        *names,
    ]
    return _svg(width, height, parts) + "\n"


def pages(chart: Chart, title: str, shape: float) -> Iterator[str]:
    """The chart in pictures of the same width, each at most `shape` times as high as wide."""
    width, bare = size(chart, title, 0)
    room = max(1, int((shape * width - bare) / ROW))
    for at in range(0, max(1, len(chart.rows)), room):
        yield picture(chart, title, chart.rows[at : at + room])


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _text(text: str) -> str:
    return escape(_UNFIT.sub("�", text))


def _name(row: DrawnRow, x: float, y: float) -> str:
    indent = 12 * min(row.level - 1, 8)
    most = int((_NAMES - 16 - indent) / _LETTER)
    name = row.name if len(row.name) <= most else row.name[: most - 1] + "…"
    look = ' class="bold"' if row.bold else ""
    return f'<text{look} x="{x + indent}" y="{y + 16}">{_text(name)}</text>'


def _axis(chart: Chart) -> Iterator[str]:
    yield f'<rect class="band" width="{chart.width}" height="{HEAD}"/>'
    for day, after in _periods(chart, "year" if chart.step == "month" else "month"):
        x, end = _x(chart, day), _x(chart, after)
        text = f"{chart.months[day.month - 1]} {day.year}"
        text = str(day.year) if chart.step == "month" else text
        if end - x > _LETTER * len(text) + 8:
            yield f'<text class="bold" x="{x + 4}" y="15">{text}</text>'
        yield f'<line class="month" x1="{x}" x2="{x}" y1="0" y2="{HEAD}"/>'
    for day, _ in _periods(chart, chart.step):
        text = chart.months[day.month - 1] if chart.step == "month" else str(day.day)
        yield f'<text class="label" x="{_x(chart, day) + 4}" y="33">{text}</text>'


def _periods(
    chart: Chart, step: Literal["day", "week", "month", "year"]
) -> Iterator[tuple[date, date]]:
    """First days of the periods on the axis, each with the day after it ends."""
    day = chart.first
    while day <= chart.last:
        if step == "month":
            after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        elif step == "year":
            after = date(day.year + 1, 1, 1)
        else:
            after = day + timedelta(days=1 if step == "day" else 7)
        yield day, after
        day = after


def _x(chart: Chart, day: date) -> float:
    return chart.x(datetime.combine(day, datetime.min.time()))


def _background(chart: Chart, top: float, height: float) -> Iterator[str]:
    """Days off, lines of months (or weeks), and the status date: each kind is one shape."""
    if chart.step == "day":
        width = _DAY_WIDTH["day"]
        days = {"off": "", "holiday": ""}
        for day, _ in _periods(chart, "day"):
            if day in chart.off or day.weekday() not in chart.week:
                look = "holiday" if day in chart.off else "off"
                days[look] += f"M{_x(chart, day):g} {top}h{width}v{height}h-{width}z"
        for look, shape in days.items():
            yield _path(look, shape)
    months = _periods(chart, "year" if chart.step == "month" else "month")
    yield _path("month", "".join(f"M{_x(chart, day):g} {top}v{height}" for day, _ in months))
    if chart.today is not None and chart.first <= chart.today.date() <= chart.last:
        yield _line("today", chart.x(chart.today), top, height)


def _line(look: str, x: float, top: float, height: float) -> str:
    return _path(look, f"M{x:g} {top}v{height}")


def _path(look: str, shape: str) -> str:
    return f'<path class="{look}" d="{shape}"/>' if shape else ""


def _lines(chart: Chart, rows: Sequence[DrawnRow], top: float) -> Iterator[str]:
    rules = (f"M0 {top + ROW * (n + 1)}h{chart.width}" for n in range(len(rows)))
    yield _path("rule", "".join(rules))
    for row in rows:
        for bar in row.bars:
            yield from _bar(chart, bar, top)
        top += ROW


def _bar(chart: Chart, bar: DrawnBar, top: float) -> Iterator[str]:
    x, end = chart.x(bar.start), chart.x(bar.finish)
    if bar.baseline is not None:
        first, last = map(chart.x, bar.baseline)
        size = f'x="{first:g}" y="{top + 20}" width="{_wide(first, last):g}" height="3"'
        yield f'<rect class="baseline" {size}/>'
    critical = " critical" if bar.critical else ""
    look = f'class="{"bar" if bar.kind == "task" else bar.kind}{critical}"'
    title = f"<title>{_text(bar.title)}</title>"
    if bar.kind == "milestone":
        yield f'<path {look} d="M{x:g} {top + 5}l7 7-7 7-7-7z">{title}</path>'
    elif bar.kind == "summary":
        size = f'x="{x:g}" y="{top + 8}" width="{_wide(x, end):g}" height="7"'
        yield f"<rect {look} {size}>{title}</rect>"
    else:
        size = f'x="{x:g}" y="{top + 5}" width="{_wide(x, end):g}" height="14" rx="2"'
        yield f"<rect {look} {size}>{title}</rect>"
        if bar.done:
            done = _wide(x, x + (end - x) * min(bar.done, 1))
            size = f'x="{x:g}" y="{top + 10}" width="{done:g}" height="4"'
            yield f'<rect class="done{critical}" {size}>{title}</rect>'
    if bar.deadline is not None and chart.first <= bar.deadline.date() <= chart.last:
        yield _line(f"due{' missed' if bar.late else ''}", chart.x(bar.deadline), top + 2, 20)
    if bar.label:
        look = "label missed" if bar.late else "label"
        look += " inside" if bar.inside else ""
        x = round(chart.label_x(bar), 1)
        yield f'<text class="{look}" x="{x:g}" y="{top + 16}">{_text(bar.label)}</text>'


def _wide(x: float, end: float) -> float:
    return round(max(end - x, 2), 1)
