"""Lines between the bars of a Gantt chart: from the end of one task to the start of the next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.project import LinkKind

_STUB, _TIP, _HALF = 2, 6, 12
"""Pixels of a line out of a bar, of one into a bar, and from the middle of a row to its edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLink:
    """A link between two rows of a chart, by their positions in it.

    `ends` are the numbers of the two tasks, by which a page finds the links of one of them.
    """

    source: int
    target: int
    kind: LinkKind = "FS"
    critical: bool = False
    ends: tuple[int, int] = (0, 0)


_Ends = Mapping[int, tuple[float, float]]
"""By row where its bar begins and ends, in pixels."""


def by_block(links: Iterable[DrawnLink], block: int) -> dict[int, list[DrawnLink]]:
    """The links that are visible in each block of rows, also where they only pass through."""
    found: dict[int, list[DrawnLink]] = {}
    for link in links:
        first, last = sorted((link.source, link.target))
        for at in range(first // block, last // block + 1):
            found.setdefault(at, []).append(link)
    return found


def paths(links: Iterable[DrawnLink], ends: _Ends, row: int, first: int) -> Iterator[str]:
    """The lines of a block that begins with row `first`; rows are `row` pixels high."""
    for link in links:
        if link.source in ends and link.target in ends:
            tops = [(at - first) * row + row // 2 for at in (link.source, link.target)]
            shape = _shape(link.kind, ends[link.source], ends[link.target], tops)
            look = "link critical" if link.critical else "link"
            marks = f'data-a="{link.ends[0]}" data-b="{link.ends[1]}"'
            yield f'<path class="{look}" {marks} d="{shape}"/>'


def _shape(
    kind: LinkKind, source: tuple[float, float], target: tuple[float, float], tops: list[int]
) -> str:
    """A line out of one bar, along between rows, and into the other with an arrow.

    Texts beside a bar begin right behind it. So the line leaves the row at once and runs where no
    text is.
    """
    out = 1 if kind[0] == "F" else -1
    into = -1 if kind[1] == "S" else 1
    below = _HALF if tops[1] > tops[0] else -_HALF
    begin, end = source[kind[0] == "F"], target[kind[1] == "F"]
    leave, enter = begin + _STUB * out, end + _TIP * into
    forward = out == into or (enter - leave) * out >= 0
    edge = tops[0] + below if forward else tops[1] - below
    arrow = f"H{end:g}m{5 * into} -3l{-5 * into} 3 {5 * into} 3"
    return f"M{begin:g} {tops[0]}H{leave:g}V{edge}H{enter:g}V{tops[1]}{arrow}"
