"""Links between the bars of the Gantt chart, as lines that end in an arrow.

Each is a shape of its own, anchored in the cells where it begins and ends, so that it follows rows
that are closed, filtered or made higher. XlsxWriter draws no lines: their XML is written here, and
put in place of a text box that it was given.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from planner.plan import Plan, PlannedTask
from planner.writing.report import style
from planner.writing.report.bars import GanttGrid

ROW = 20
"""Pixels of a row of the chart."""
_MOST = 600
_MOST_ROWS = 400
"""More links or rows than these are drawn without lines: they would hide the bars."""
_EMU = 9525
"""Units of the file in a pixel."""
_STEP, _HEAD, _HALF, _TOP = 4, 5, 3, 4
"""Pixels: of the way beside a bar, of an arrow's head, of half its width, above a bar."""
_DIAMOND = 6
_GREY = "8C8C8C"

PixelPoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GanttBar:
    """Where a bar is in the chart, in pixels from its upper left corner.

    A line to one that is `named_before` comes from above, not through that text.
    """

    left: float
    right: float
    row: int
    named_before: bool = False

    @property
    def middle(self) -> float:
        """Half way down its row."""
        return self.row * ROW + ROW / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line through `points` with its head at the last of them."""

    points: tuple[PixelPoint, ...]
    name: str
    critical: bool


def arrows(plan: Plan, grid: GanttGrid) -> tuple[Arrow, ...]:
    """The links of a plan; none if their number would hide the bars."""
    rows = {row.task.id: (place, row) for place, row in enumerate(plan.rows)}
    bars = {task: bar for task, (place, row) in rows.items() if (bar := _bar(row, grid, place))}
    found: list[Arrow] = []
    for task, (_, row) in rows.items():
        for link in row.task.dependencies:
            if task in bars and link.task in bars:
                before = rows[link.task][1]
                name = f"{before.task.short} → {row.task.short} {link.kind}"
                points = _way(link.kind, bars[link.task], bars[task], grid.scale.width)
                critical = before.critical and row.critical
                found.append(Arrow(points, name, critical))
    return tuple(found) if len(found) <= _MOST and len(plan.rows) <= _MOST_ROWS else ()


def _bar(row: PlannedTask, grid: GanttGrid, place: int) -> GanttBar | None:
    ends = grid.ends(row)
    if ends is None:
        return None
    width = grid.scale.width
    if row.task.milestone:
        centre = (ends[1] + 0.5) * width
        return GanttBar(centre - _DIAMOND, centre + _DIAMOND, place, grid.named_before(row))
    return GanttBar(ends[0] * width, (ends[1] + 1) * width, place, grid.named_before(row))


def _way(kind: str, one: GanttBar, two: GanttBar, day: float) -> tuple[PixelPoint, ...]:
    """The corners of the line from the one bar to the other; both may share a column, a day."""
    begin = one.right if kind in ("FS", "FF") else one.left
    end = two.left if kind in ("FS", "SS") else two.right
    out = begin + _STEP if kind in ("FS", "FF") else max(begin - _STEP, 0)
    y1, y2 = one.middle, two.middle
    down = 1 if two.row > one.row else -1
    between, top = y2 - down * ROW / 2, y2 - down * (ROW / 2 - _TOP)
    if kind in ("FS", "SS") and two.named_before and out < end:
        x = end + _HALF
        return (begin, y1), (out, y1), (out, between), (x, between), (x, top)
    if kind in ("SS", "FF"):
        x = max(begin, end) + _STEP + _HEAD
        x = x if kind == "FF" else max(min(begin, end) - _STEP - _HEAD, 0)
        return (begin, y1), (x, y1), (x, y2), (end, y2)
    if kind == "FS" and end - begin >= _STEP + _HEAD:
        return (begin, y1), (out, y1), (out, y2), (end, y2)
    x = max(end + _HALF, out)
    if kind == "FS" and end >= begin - day and x <= two.right:
        return (begin, y1), (x, y1), (x, top)
    x = end + 2 * (_STEP if kind == "SF" else -_STEP)
    return (begin, y1), (out, y1), (out, between), (x, between), (x, y2), (end, y2)


def shapes(found: Sequence[Arrow], row: int, column: int, width: int) -> bytes:
    """The arrows as XML of a drawing.

    Args:
        found: In pixels of the chart.
        row: Of the chart's first cell.
        column: The same.
        width: Pixels of its columns.
    """
    origin = _Origin(row, column, width)
    texts = (_shape(arrow, number, origin) for number, arrow in enumerate(found, 2))
    return "".join(texts).encode("ascii", "xmlcharrefreplace")


@dataclass(frozen=True, slots=True)
class _Origin:
    row: int
    column: int
    width: int

    def anchor(self, point: PixelPoint) -> str:
        """A place in the chart as a cell and what is left of it."""
        column, x = divmod(max(point[0], 0), self.width)
        row, y = divmod(max(point[1], 0), ROW)
        return (
            f"<xdr:col>{self.column + int(column)}</xdr:col><xdr:colOff>{_emu(x)}</xdr:colOff>"
            f"<xdr:row>{self.row + int(row)}</xdr:row><xdr:rowOff>{_emu(y)}</xdr:rowOff>"
        )


def _emu(pixels: float) -> int:
    return round(pixels * _EMU)


def _shape(arrow: Arrow, number: int, origin: _Origin) -> str:
    head = tuple(_head(*arrow.points[-2:]))
    every = [*arrow.points, *head]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    right = max(*(x for x, _ in every), left + 1)
    bottom = max(*(y for _, y in every), top + 1)

    def path(points: Sequence[PixelPoint], attributes: str, end: str) -> str:
        moves = [f'<a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/>' for x, y in points]
        lines = "".join(f"<a:lnTo>{move}</a:lnTo>" for move in moves[1:])
        size = f'w="{_emu(right - left)}" h="{_emu(bottom - top)}"'
        return f"<a:path {size} {attributes}><a:moveTo>{moves[0]}</a:moveTo>{lines}{end}</a:path>"

    line = path(arrow.points, 'fill="none"', "")
    tip = path(head, 'stroke="0"', "<a:close/>")
    colour = style.CRITICAL.lstrip("#") if arrow.critical else _GREY
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    name = escape(arrow.name)
    return (
        f'<xdr:twoCellAnchor editAs="twoCell"><xdr:from>{origin.anchor((left, top))}</xdr:from>'
        f"<xdr:to>{origin.anchor((right, bottom))}</xdr:to>"
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="{name}"/>'
        "<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>"
        f'<a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f"{line}{tip}"
        f'</a:pathLst></a:custGeom>{fill}<a:ln w="{_EMU}">{fill}</a:ln></xdr:spPr></xdr:sp>'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def _head(before: PixelPoint, tip: PixelPoint) -> Iterator[PixelPoint]:
    """The triangle at the end of a line."""
    length = math.hypot(tip[0] - before[0], tip[1] - before[1]) or 1
    x, y = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    yield tip
    yield tip[0] - x * _HEAD - y * _HALF, tip[1] - y * _HEAD + x * _HALF
    yield tip[0] - x * _HEAD + y * _HALF, tip[1] - y * _HEAD - x * _HALF
