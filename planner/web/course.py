"""How a search stands, goal by goal, told so that it can only get better.

The solver tells the values of all goals whenever a plan is better, and that of the goal it works
on in between. Here that becomes one value, one proved bound and one gap for each goal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.pipeline import News


@dataclass(slots=True, kw_only=True)
class _Line:
    """A goal as told; `run` counts how often its value began anew."""

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
        self._lines: dict[str, _Line] = {
            goal["name"]: _Line(**{name: goal[name] for name in ("unit", "bound", "value", "run")})
            for goal in (before or {}).get("goals", ())
        }
        self._at_hand = 0
        self._last = ""
        self._may_rise: set[str] = set()

    def take(self, news: News) -> None:
        """Note news of a goal; all goals are told in their order when a plan gets better."""
        line = self._lines.setdefault(news.goal, _Line(unit=news.unit, bound=news.bound))
        names = list(self._lines)
        place = names.index(news.goal)
        if place and self._last != names[place - 1]:  # told alone: the solver works on it
            self._at_hand = max(self._at_hand, place)
        self._last = news.goal
        line.bound = max(line.bound, news.bound)
        if news.value is None:
            return
        if line.value is not None and news.value < line.value:
            self._may_rise.update(names[place + 1 :])
        if line.value is None or news.value < line.value:
            line.value = news.value
        elif news.value > line.value and news.goal in self._may_rise:
            line.value = news.value
            line.run += 1
        self._may_rise.discard(news.goal)

    def told(self) -> dict[str, Any]:
        """The goal at hand, and all in order as ``goals``; nothing before there is news."""
        if not self._lines:
            return {}
        goals = [_as_data(name, line) for name, line in self._lines.items()]
        now = goals[self._at_hand]
        return {
            "goal": now["name"],
            **{name: now[name] for name in ("unit", "value", "bound", "gap", "run")},
            "goals": [{**goal, "reached": k <= self._at_hand} for k, goal in enumerate(goals)],
        }


def _as_data(name: str, line: _Line) -> dict[str, Any]:
    """A goal with its gap; without a value there is none."""
    news = News(goal=name, unit=line.unit, value=line.value, bound=line.bound)
    return {
        "name": name,
        "unit": line.unit,
        "value": line.value,
        "bound": line.bound if line.value is None else min(line.bound, line.value),
        "gap": None if line.value is None else news.gap,
        "run": line.run,
    }
