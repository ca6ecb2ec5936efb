"""The progress of a search, goal by goal, reported so that it can only improve.

The solver reports the goal that it works on, and all of them at the end. Here that becomes one
value, one proved bound and one gap for each goal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.pipeline import News


@dataclass(slots=True, kw_only=True)
class _Line:
    """A goal as reported; `run` counts how often its value started again."""

    name: str
    unit: str
    bound: float
    value: float | None = None
    run: int = 0


class Course:
    """Collects the reports of a search.

    A bound never falls. A value never rises, except where an earlier goal has improved: a plan that
    is less late may end later. Such a value starts a new run.

    Args:
        before: The last report of an earlier attempt, if its best plan is kept.
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
        """Adds a report; the current goal is the last in order that has one."""
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
        """The current goal, and all goals in order as ``goals``; empty before the first report."""
        if not self._lines:
            return {}
        goals = {place: _as_data(line) for place, line in sorted(self._lines.items())}
        now = dict(goals.get(self._at_hand) or next(iter(goals.values())))
        told = {"goal": now.pop("name"), "place": self._at_hand, **now}
        return {**told, "goals": list(goals.values())}


def _as_data(line: _Line) -> dict[str, Any]:
    """A goal with its gap; a goal without a value has none."""
    news = News(goal=line.name, unit=line.unit, value=line.value, bound=line.bound)
    return {
        "name": line.name,
        "unit": line.unit,
        "value": line.value,
        "bound": line.bound if line.value is None else min(line.bound, line.value),
        "gap": None if line.value is None else news.gap,
        "run": line.run,
    }
