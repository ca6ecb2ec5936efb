"""Puts each person's bars into lanes, so that none covers another and each shows its name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.export.chart import DrawnBar, DrawnChart, Step

_MOST_LANES = 12
_MOST_LETTERS = 28
_FEWEST_LETTERS = 3


def in_lanes(
    bars: Sequence[DrawnBar], step: Step, day_width: float = 0
) -> list[tuple[DrawnBar, ...]]:
    """The bars of one person, the earliest first, in as few lanes as their names need.

    A name stands in its bar if it fits, or else behind it. If that takes too many lanes, only the
    bars themselves are kept apart, and names are cut to the available room.
    """
    axis = DrawnChart(rows=(), step=step, day_width=day_width)
    ordered = [_named(axis, bar) for bar in sorted(bars, key=lambda bar: (bar.start, bar.finish))]
    lanes = _packed(ordered, axis, axis.label_end)
    apart = _packed(ordered, axis, lambda bar: axis.x(bar.finish))
    if len(lanes) <= max(_MOST_LANES, len(apart)):
        return lanes
    return [_cut(axis, lane) for lane in apart]


def _packed(
    bars: Sequence[DrawnBar], axis: DrawnChart, end: Callable[[DrawnBar], float]
) -> list[tuple[DrawnBar, ...]]:
    """Puts each bar into the first lane that is free at its beginning."""
    lanes: list[list[DrawnBar]] = []
    ends: list[float] = []
    for bar in bars:
        start = axis.x(bar.start)
        place = next((n for n, free in enumerate(ends) if free <= start), len(lanes))
        if place == len(lanes):
            lanes.append([])
            ends.append(0)
        lanes[place].append(bar)
        ends[place] = end(bar)
    return [tuple(lane) for lane in lanes]


def _named(axis: DrawnChart, bar: DrawnBar) -> DrawnBar:
    bar = _shortened(bar, _MOST_LETTERS)
    return replace(bar, inside=axis.fits(bar))


def _cut(axis: DrawnChart, lane: Sequence[DrawnBar]) -> tuple[DrawnBar, ...]:
    """Cuts the names in a lane to the room before the next bar."""
    nexts = [*(axis.x(bar.start) for bar in lane[1:]), float("inf")]
    return tuple(
        bar if bar.inside else _fitted(axis, bar, after)
        for bar, after in zip(lane, nexts, strict=True)
    )


def _fitted(axis: DrawnChart, bar: DrawnBar, after: float) -> DrawnBar:
    """Puts the name where it has more room: behind the bar or in it."""
    for letters in range(len(bar.label), _FEWEST_LETTERS - 1, -1):
        short = _shortened(bar, letters)
        if axis.label_end(short) <= after:
            return short
        if axis.fits(short):
            return replace(short, inside=True)
    return replace(bar, label="")


def _shortened(bar: DrawnBar, letters: int) -> DrawnBar:
    if len(bar.label) <= letters:
        return bar
    return replace(bar, label=bar.label[: letters - 1] + "…")
