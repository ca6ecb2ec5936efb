"""Gantt charts as SVG: rows in blocks, so that a browser draws only those that are seen.

Text in, text out. Looks come from classes, never from ``style`` attributes, which a strict
content security policy forbids; `picture` brings its own style sheet along.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from html import escape
from typing import Literal

from planner.export.chart import LETTER, DrawnBar, DrawnCell, DrawnChart, DrawnRow
from planner.export.linklines import by_block, paths

ROW = 24
HEAD = 40
BLOCK = 25
_NAMES = 260
_TITLE, _FOOT = 34, 8
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What may not stand in XML."""

_DAY_LABEL = 2 * LETTER + 5
"""Pixels a day needs for its number; where it has fewer, Mondays alone have one."""
STYLE = """
text{font:12px system-ui,"Segoe UI",Roboto,sans-serif;fill:#262626}
.off{fill:#f2f2f2}.holiday{fill:#fbe9d0}.rule{stroke:#d9d9d9}.month{stroke:#a6a6a6}
.band{fill:#dce6f1}.label{font-size:11px;fill:#595959}.label.missed{fill:#a32a0b;font-weight:600}.bold{font-weight:600}.label.inside{fill:#10151c}
.bar{fill:#7fa9db}.bar.critical{fill:#d55e3c;stroke:#9c2f16;stroke-dasharray:4 2}
.done{fill:#2f5d8c}.done.critical{fill:#9c2f16}.summary{fill:#404040}.milestone{fill:#262626}
.due{stroke:#008f6b;stroke-width:2}.due.missed{stroke:#c00000;stroke-width:3}
.baseline{fill:#8c8c8c}.status{stroke:#e69f00;stroke-width:2}.paper{fill:#fff}
.gap{fill:#fff;fill-opacity:.8;pointer-events:none}
.previous{fill:none;stroke:#8c8c8c}.today{stroke:#595959;stroke-dasharray:2 3}
.link{fill:none;stroke:#8c8c8c}.link.critical{stroke:#9c2f16}
"""


def header(chart: DrawnChart) -> str:
    """The axis as an SVG of its own."""
    return _svg(chart.width, HEAD, _axis(chart))


def blocks(
    chart: DrawnChart, first: int = 0, last: int | None = None
) -> Iterator[tuple[tuple[DrawnRow, ...], str]]:
    """The rows, or those from `first` (where a block begins) until `last`, in blocks with SVGs."""
    links = by_block(chart.links, BLOCK)
    ends = {at: _ends(chart, row) for at, row in enumerate(chart.rows) if row.bars} if links else {}
    last = len(chart.rows) if last is None else min(last, len(chart.rows))
    for at in range(first, last, BLOCK):
        rows = chart.rows[at : min(at + BLOCK, last)]
        height = ROW * len(rows)
        parts = [
            *_background(chart, 0, height),
            *paths(links.get(at // BLOCK, ()), ends, ROW, at),
            *_lines(chart, rows, 0),
        ]
        yield rows, _svg(chart.width, height, parts)


def _ends(chart: DrawnChart, row: DrawnRow) -> tuple[float, float]:
    bar = row.bars[0]
    return chart.x(bar.start), max(chart.x(bar.finish), chart.x(bar.start) + 2)


def size(chart: DrawnChart, title: str, rows: int) -> tuple[int, int]:
    """Width and height of a picture with a number of rows."""
    return _NAMES + chart.width, (_TITLE if title else _FOOT) + HEAD + ROW * rows + _FOOT


def picture(chart: DrawnChart, title: str = "", rows: Sequence[DrawnRow] | None = None) -> str:
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


def pages(chart: DrawnChart, title: str, shape: float) -> Iterator[str]:
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
    most = int((_NAMES - 16 - indent) / LETTER)
    name = row.name if len(row.name) <= most else row.name[: most - 1] + "…"
    look = ' class="bold"' if row.bold else ""
    return f'<text{look} x="{x + indent}" y="{y + 16}">{_text(name)}</text>'


def _axis(chart: DrawnChart) -> Iterator[str]:
    yield f'<rect class="band" width="{chart.width}" height="{HEAD}"/>'
    for day, after in _periods(chart, "year" if chart.step == "month" else "month"):
        x, end = _x(chart, day), _x(chart, after)
        text = f"{chart.months[day.month - 1]} {day.year}"
        text = str(day.year) if chart.step == "month" else text
        if end - x > LETTER * len(text) + 8:
            yield f'<text class="bold" x="{x + 4}" y="15">{text}</text>'
        yield f'<line class="month" x1="{x}" x2="{x}" y1="0" y2="{HEAD}"/>'
    narrow = chart.step == "day" and chart.pixels < _DAY_LABEL
    for day, after in _periods(chart, chart.step):
        text = chart.months[day.month - 1] if chart.step == "month" else str(day.day)
        room = _x(chart, after) - _x(chart, day)
        if narrow and day.weekday():
            continue
        if room * (7 if narrow else 1) < LETTER * len(text):
            continue
        yield f'<text class="label" x="{_x(chart, day) + 4}" y="33">{text}</text>'


def _periods(
    chart: DrawnChart, step: Literal["day", "week", "month", "year"]
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


def _x(chart: DrawnChart, day: date) -> float:
    return chart.x(datetime.combine(day, datetime.min.time()))


def _background(chart: DrawnChart, top: float, height: float) -> Iterator[str]:
    """Days off, lines of months (or weeks), and the status date: each kind is one shape."""
    if chart.step == "day":
        width = chart.pixels
        days = {"off": "", "holiday": ""}
        for day, _ in _periods(chart, "day"):
            if day in chart.off or day.weekday() not in chart.week:
                look = "holiday" if day in chart.off else "off"
                days[look] += f"M{_x(chart, day):g} {top}h{width:g}v{height}h-{width:g}z"
        for look, shape in days.items():
            yield _path(look, shape)
    months = _periods(chart, "year" if chart.step == "month" else "month")
    yield _path("month", "".join(f"M{_x(chart, day):g} {top}v{height}" for day, _ in months))
    for look, moment in (("today", chart.today), ("status", chart.status)):
        if moment is not None and chart.first <= moment.date() <= chart.last:
            yield _line(look, chart.x(moment), top, height)


def _line(look: str, x: float, top: float, height: float) -> str:
    return _path(look, f"M{x:g} {top}v{height}")


def _path(look: str, shape: str) -> str:
    return f'<path class="{look}" d="{shape}"/>' if shape else ""


def _lines(chart: DrawnChart, rows: Sequence[DrawnRow], top: float) -> Iterator[str]:
    rules = (f"M0 {top + ROW * (n + 1)}h{chart.width}" for n in range(len(rows)))
    yield _path("rule", "".join(rules))
    for row in rows:
        for cell in row.cells:
            yield from _cell(chart, cell, top)
        for bar in row.bars:
            yield from _bar(chart, bar, top)
        top += ROW


def _cell(chart: DrawnChart, cell: DrawnCell, top: float) -> Iterator[str]:
    x, end = _x(chart, cell.start), _x(chart, cell.start + timedelta(days=cell.days))
    size = f'x="{x:g}" y="{top + 1}" width="{_wide(x, end):g}" height="{ROW - 3}"'
    yield f'<rect class="l{cell.level}" {size}/>'
    if end - x >= LETTER * len(cell.text):
        place = f'class="label l{cell.level}" x="{x + 2:g}" y="{top + 16}"'
        yield f"<text {place}>{_text(cell.text)}</text>"


def _bar(chart: DrawnChart, bar: DrawnBar, top: float) -> Iterator[str]:
    x, end = chart.x(bar.start), chart.x(bar.finish)
    if bar.baseline is not None:
        first, last = map(chart.x, bar.baseline)
        size = f'x="{first:g}" y="{top + 20}" width="{_wide(first, last):g}" height="3"'
        yield f'<rect class="baseline" {size}/>'
    if bar.previous is not None:
        first, last = map(chart.x, bar.previous)
        size = f'x="{first:g}" y="{top + 1.5}" width="{_wide(first, last):g}" height="3"'
        yield f'<rect class="previous" {size}/>'
    critical = " critical" if bar.critical else ""
    look = f'class="{"bar" if bar.kind == "task" else bar.kind}{critical}"'
    look += f' data-n="{bar.number}"' if bar.number else ""
    title = f"<title>{_text(bar.title)}</title>"
    if bar.kind == "milestone":
        yield f'<path {look} d="M{x:g} {top + 5}l7 7-7 7-7-7z">{title}</path>'
    elif bar.kind == "summary":
        size = f'x="{x:g}" y="{top + 8}" width="{_wide(x, end):g}" height="7"'
        yield f"<rect {look} {size}>{title}</rect>"
    else:
        size = f'x="{x:g}" y="{top + 5}" width="{_wide(x, end):g}" height="14" rx="2"'
        yield f"<rect {look} {size}>{title}</rect>"
        for gap in bar.gaps:
            first, last = map(chart.x, gap)
            size = f'x="{first:g}" y="{top + 6}" width="{_wide(first, last):g}" height="12"'
            yield f'<rect class="gap" {size}/>'
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
