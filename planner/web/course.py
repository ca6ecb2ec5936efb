"""How a search stands, goal by goal, told so that it can only get better.

The solver tells of the goal it works on, and at the end of all of them. Here that becomes one
value, one proved bound and one gap for each goal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.pipeline import News


@dataclass(slots=True, kw_only=True)
class _Line:
    """A goal as told; `run` counts how often its value began anew."""

    name: str
    unit: str
    bound: float
    value: float | None = None
    run: int = 0


class Course:
    """Collects news of a search.

    A bound never falls, and a value never rises, except where a goal before it got better: a plan
    that is less late may end later. Such a value begins a new run.

    Args:
        before: What an earlier attempt told last, if its best plan is kept.
    """

    def __init__(self, before: Mapping[str, Any] | None = None) -> None:
        kept = ("name", "unit", "bound", "value", "run")
        self._lines: dict[int, _Line] = {
            place: _Line(**{name: goal[name] for name in kept})
            for place, goal in enumerate((before or {}).get("goals", ()))
        }
        self._at_hand = 0
        self._may_rise: set[int] = set()

    def take(self, news: News) -> None:
        """Note news of a goal: the one at hand is the last in their order that was told of."""
        place = news.place
        line = self._lines.setdefault(
            place, _Line(name=news.goal, unit=news.unit, bound=news.bound)
        )
        self._at_hand = max(self._at_hand, place)
        line.bound = max(line.bound, news.bound)
        if news.value is None:
            return
        if line.value is not None and news.value < line.value:
            self._may_rise.update(later for later in self._lines if later > place)
        if line.value is None or news.value < line.value:
            line.value = news.value
        elif news.value > line.value and place in self._may_rise:
            line.value = news.value
            line.run += 1
        self._may_rise.discard(place)

    def told(self) -> dict[str, Any]:
        """The goal at hand, and all in order as ``goals``; nothing before there is news."""
        if not self._lines:
            return {}
        goals = {place: _as_data(line) for place, line in sorted(self._lines.items())}
        now = dict(goals.get(self._at_hand) or next(iter(goals.values())))
        told = {"goal": now.pop("name"), "place": self._at_hand, **now}
        return {**told, "goals": list(goals.values())}


def _as_data(line: _Line) -> dict[str, Any]:
    """A goal with its gap; without a value there is none."""
    news = News(goal=line.name, unit=line.unit, value=line.value, bound=line.bound)
    return {
        "name": line.name,
        "unit": line.unit,
        "value": line.value,
        "bound": line.bound if line.value is None else min(line.bound, line.value),
        "gap": None if line.value is None else news.gap,
        "run": line.run,
    }
