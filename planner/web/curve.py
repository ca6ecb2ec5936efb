"""Draws the course of a search: the best value falls, the proved bound rises."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

_WIDTH, _HEIGHT, _PAD = 800, 180, 12


def curve(progress: Sequence[Mapping[str, Any]]) -> Markup:
    """Value and bound of the current goal over time; empty with fewer than two points.

    The chart starts again where the value does, because an earlier goal has improved.
    """
    series = _series(progress[-1]) if progress else None
    points: list[tuple[float, float, float]] = [
        (news["elapsed"], news["value"], news["bound"])
        for news in progress
        if series and _series(news) == series and news.get("value") is not None
    ]
    if len(points) < 2:
        return Markup("")
    numbers = [number for _, *pair in points for number in pair]
    begin, end, low, high = points[0][0], points[-1][0], min(numbers), max(numbers)

    def x(at: float) -> float:
        return round(_PAD + (at - begin) / ((end - begin) or 1) * (_WIDTH - 2 * _PAD), 1)

    def y(number: float) -> float:
        return round(
            _HEIGHT - _PAD - (number - low) / ((high - low) or 1) * (_HEIGHT - 2 * _PAD), 1
        )

    lines = "".join(
        f'<polyline class="{look}" points="{_steps([(x(p[0]), y(p[part])) for p in points])}"/>'
        for look, part in (("value", 1), ("bound", 2))
    )
    size = f'class="curve" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none"'
    return Markup(f'<svg {size} aria-hidden="true">{lines}</svg>')  # noqa: S704 numbers only


def _series(news: Mapping[str, Any]) -> tuple[object, ...] | None:
    """The properties that two values must share to be points of one line."""
    if not news.get("goal"):
        return None
    return news["goal"], news.get("place", 0), news.get("run", 0)


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A line that stays level until the next change."""
    corners = [points[0]]
    for (_, before), (at, after) in pairwise(points):
        corners += [(at, before), (at, after)]
    return " ".join(f"{x},{y}" for x, y in corners)
