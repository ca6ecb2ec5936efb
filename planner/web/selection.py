"""The part of a plan that the page shows, and its form; the address contains all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, cast
from urllib.parse import urlencode

from planner.export.chart import Step, step_at, step_for

Data = Mapping[str, Any]

_STEPS: tuple[Step, ...] = ("day", "week", "month")
SORTED_BY = ("name", "start", "finish", "late", "slack", "cost")
ONLY = ("late", "critical", "open")
ZOOM = 1.5
_LEAST_PIXELS, _MOST_PIXELS = 0.2, 80.0
_LABELS = 170
"""Pixels for the labels behind the last bars of a chart that has to fit a width."""

_MOST_LETTERS, _MOST_PHASES = 100, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The part of a plan that is shown.

    Args:
        by: Whether a line of the chart is a task or a person.
        scale: The unit of the axis labels.
        px: Pixels of a day; 0 is the default of the scale.
        q: Only tasks with this text in their name, ID or people.
        only: Only tasks that are late, critical or not finished; "" is all.
        who: Only tasks of this person.
        phase: Only the phase on this row, counted from 1; 0 is all.
        level: Phases from this level on are closed; 0 closes none.
        flip: Rows of phases whose state is the opposite of what `level` says.
        sort: The value by which tasks are sorted, "-" in front reverses the order; "" is the
            order of the workbook.
        links: Whether the links of all tasks are drawn, not only those of the one pointed at.
        page, part: The page of the table, and the part of a long chart; from 1.
        task: The row of the task that is explained, from 1; 0 is none.
    """

    by: Literal["task", "person"] = "task"
    scale: Step = "week"
    px: float = 0.0
    q: str = ""
    only: str = ""
    who: str = ""
    phase: int = 0
    level: int = 0
    flip: tuple[int, ...] = ()
    sort: str = ""
    links: str = ""
    page: int = 1
    part: int = 1
    task: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str], plan: Data) -> "Selection":
        """Reads an address; the plan decides missing or senseless values."""
        step = _one(query, "scale", _STEPS)
        pixels = _pixels(query, plan)
        scale = step_at(pixels) if pixels else cast("Step", step) if step else _fitting(plan)
        sort = query.get("sort", "")
        return cls(
            by="person" if query.get("by") == "person" else "task",
            scale=scale,
            px=pixels,
            q=query.get("q", "").strip()[:_MOST_LETTERS],
            only=_one(query, "only", ONLY),
            who=query.get("who", "")[:_MOST_LETTERS],
            phase=_number(query.get("phase", "")),
            level=_number(query.get("level", "")),
            flip=tuple(map(_number, query.get("flip", "").split(".")[:_MOST_PHASES])),
            sort=sort if sort.removeprefix("-") in SORTED_BY else "",
            links=_one(query, "links", ("all",)),
            page=max(1, _number(query.get("page", ""))),
            part=max(1, _number(query.get("part", ""))),
            task=_number(query.get("task", "")),
        )

    @property
    def whole(self) -> bool:
        """Whether all tasks are shown in the workbook's order, so that phases can be closed."""
        return not (self.q or self.only or self.who or self.phase or self.sort)

    def link(self, **other: object) -> str:
        """The address of this selection with other values; it keeps neither page nor task."""
        now = {name: getattr(self, name) for name in _KEPT}  # computed for every task of a plan
        if "scale" in other:
            now["px"] = 0
        elif now["px"]:
            now["scale"] = ""
        if "level" in other:
            now["flip"] = ()
        chosen = {**now, **other}
        chosen["flip"] = ".".join(str(row) for row in chosen["flip"] if row)
        return "?" + urlencode(
            {k: v for k, v in chosen.items() if v and (k in other or v != _DEFAULTS.get(k))}
        )

    def flipped(self, row: int) -> str:
        """The address with an open phase closed, or a closed one open."""
        return self.link(flip=tuple({*self.flip} ^ {row}))

    def sorted_by(self, name: str) -> str:
        """The address with tasks sorted by a value; then in reverse; then as in the workbook."""
        return self.link(sort={name: f"-{name}", f"-{name}": ""}.get(self.sort, name))

    def zoomed(self, pixels: float, *, closer: bool) -> str:
        """The address with a day wider or narrower than this number of pixels."""
        wider = pixels * ZOOM if closer else pixels / ZOOM
        return self.link(px=round(min(max(wider, _LEAST_PIXELS), _MOST_PIXELS), 2))


_PASSING = ("page", "part", "task")
_KEPT = tuple(field.name for field in fields(Selection) if field.name not in _PASSING)
_DEFAULTS = {field.name: field.default for field in fields(Selection) if field.name != "scale"}


def _one(query: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    found = query.get(name, "")
    return found if found in known else ""


def _number(text: str) -> int:
    """A number that is not negative; 0 for any other text."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else 0


def _pixels(query: Mapping[str, str], plan: Data) -> float:
    """Pixels of a day: as in the address, or such that the plan fits a width; 0 for neither."""
    if width := _number(query.get("fit", "")):
        found = max(1.0, width - _LABELS) / (_days(plan) + 7)
    else:
        try:
            found = float(query.get("px", "")[:10])
        except ValueError:
            return 0.0
    good = found == found and found > 0  # noqa: PLR0124 not a number
    return round(min(max(found, _LEAST_PIXELS), _MOST_PIXELS), 2) if good else 0.0


def _days(plan: Data) -> int:
    head = plan["headline"]
    return (datetime.fromisoformat(head["finish"]) - datetime.fromisoformat(head["start"])).days


def _fitting(plan: Data) -> Step:
    head = plan["headline"]
    first, last = (datetime.fromisoformat(head[name]).date() for name in ("start", "finish"))
    return step_for(first, last)
