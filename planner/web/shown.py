"""A stored plan as the page shows it: filtered, on a scale, by task or by person."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from planner.export import svg
from planner.export.svg import Chart, DrawnBar, DrawnRow, Step
from planner.project import end_of
from planner.web.lanes import in_lanes
from planner.web.words import PageWords, natural

PAGE_ROWS = 200
CHART_ROWS = 1000
_MOST_LOAD = 160
AXIS, AXIS_HEIGHT = "axis", svg.HEAD
_NAMES, _PAGE = 280, 1020
"""Pixels of the names beside a chart, and of a page in landscape."""

_LEAST_PAPER = 20
_STEPS: tuple[Step, ...] = ("day", "week", "month")
_LABEL = 40

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a plan is shown, as in the address."""

    by: Literal["task", "person"] = "task"
    scale: Step = "week"
    q: str = ""
    page: int = 1
    part: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str], plan: Data) -> "Choice":
        """From an address; what is missing or makes no sense is chosen by the plan."""
        scale = next((step for step in _STEPS if step == query.get("scale")), None)
        return cls(
            by="person" if query.get("by") == "person" else "task",
            scale=scale or _fitting(plan),
            q=query.get("q", "").strip()[:100],
            page=_number(query.get("page", "")),
            part=_number(query.get("part", "")),
        )


def _number(text: str) -> int:
    """Of a page, from 1."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart, or a part of a long one, in the pieces a template puts together.

    `parts` are the first and last rows of each part, from 1; this one begins with row `first`.
    `width` is that of the axis in pixels; at `paper` per cent of its size it fits a page.
    """

    header: Markup
    width: int
    paper: int
    blocks: Sequence[tuple[tuple[DrawnRow, ...], Markup]]
    parts: Sequence[tuple[int, int]]
    first: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """Who is how busy when: periods, and for each name the text and level (0–4) of each."""

    step: Step
    names: Sequence[str]
    rows: Sequence[tuple[str, list[tuple[str, int]]]]


def load_page(path: Path) -> Data | None:
    """The stored plan, read once as long as it does not change; None if there is none."""
    try:
        return _load_page(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=8)
def _load_page(path: Path, _changed: int) -> Data:
    data: Data = json.loads(path.read_bytes())
    return data


def rows(plan: Data, choice: Choice) -> list[Data]:
    """The rows that match."""
    if not choice.q:
        return list(plan["rows"])
    wanted = choice.q.casefold()
    return [row for row in plan["rows"] if wanted in _searched(row)]


def late(plan: Data) -> list[Data]:
    """The rows after their deadline, the latest first."""
    found = [row for row in plan["rows"] if row["days_late"]]
    return sorted(found, key=lambda row: -row["days_late"])[:PAGE_ROWS]


def drawing(plan: Data, choice: Choice, words: PageWords) -> Drawing | None:
    """The chart of the rows that match, or the part of it that is wanted; None if none does."""
    matching = rows(plan, choice)
    people = _by_person(matching, words, choice.scale) if choice.by == "person" else []
    count = len(people) if choice.by == "person" else len(matching)
    parts = [(at + 1, min(at + CHART_ROWS, count)) for at in range(0, count, CHART_ROWS)]
    if not parts:
        return None
    first, last = parts[min(choice.part, len(parts)) - 1]
    part = slice(first - 1, last)
    chart = Chart(
        rows=tuple(people[part] or _by_task(matching, words, part)),
        step=choice.scale,
        week=frozenset(plan["week"]),
        off=frozenset(date.fromisoformat(day) for day in plan["off"]),
        today=plan["status_date"] and end_of(datetime.fromisoformat(plan["status_date"])),
        months=words.months,
    )
    return Drawing(
        header=Markup(svg.header(chart).replace("<svg ", f'<svg id="{AXIS}" ', 1)),  # noqa: S704 svg escapes
        width=chart.width,
        paper=_paper(chart),
        blocks=[(rows, Markup(text)) for rows, text in svg.blocks(chart)],  # noqa: S704 as above
        parts=parts,
        first=first,
    )


def _paper(chart: Chart) -> int:
    share = 100 * _PAGE / (_NAMES + chart.width)
    return min(100, max(_LEAST_PAPER, int(share) // 5 * 5))


def load(plan: Data, step: Step, words: PageWords) -> Load:
    """The load of everybody who does anything."""
    step = step if step != "day" or _days(plan) <= _MOST_LOAD else "week"
    worked: dict[str, dict[date, list[float]]] = {}
    for name, days in sorted(plan["load"].items(), key=lambda item: natural(item[0])):
        if any(minutes for minutes, _ in days.values()):
            worked[name] = _by_period(days, step)
    periods = sorted({period for sums in worked.values() for period in sums})[:_MOST_LOAD]
    return Load(
        step=step,
        names=[_period_name(period, step, words) for period in periods],
        rows=[
            (name, [_cell(sums.get(period), words) for period in periods])
            for name, sums in worked.items()
        ],
    )


def banner(text: str) -> str:
    """A line of text as a picture; an empty one for no text."""
    if not text:
        return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    size = f'width="{9 * len(text) + 24}" height="40"'
    look = 'font-family="system-ui,sans-serif" font-size="16" fill="#8f2408"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        '<rect width="100%" height="100%" rx="8" fill="#f9d9d0"/>'
        f'<text x="12" y="25" {look}>{escape(text)}</text></svg>'
    )


def _searched(row: Data) -> str:
    return " ".join([row["name"], row["id"], *(one["name"] for one in row["people"])]).casefold()


def _by_task(matching: Sequence[Data], words: PageWords, part: slice) -> list[DrawnRow]:
    return [
        DrawnRow(
            name=row["name"],
            level=row["level"],
            bold=row["kind"] == "summary",
            bars=tuple(_bar(row, words, _label(row, words)) for _ in range(bool(row["start"]))),
        )
        for row in matching[part]
    ]


def _by_person(matching: Sequence[Data], words: PageWords, step: Step) -> list[DrawnRow]:
    """A line for each lane of everybody, the first of them with the name."""
    people = _people(matching)
    return [
        DrawnRow(name="" if lane else name, bars=bars)
        for name in sorted(people, key=natural)
        for lane, bars in enumerate(
            in_lanes([_named_bar(row, words) for row in people[name]], step)
        )
    ]


def _people(matching: Sequence[Data]) -> dict[str, list[Data]]:
    """Everybody with the rows that are theirs."""
    found: dict[str, list[Data]] = defaultdict(list)
    for row in matching:
        for one in row["people"] if row["start"] else ():
            found[one["name"]].append(row)
    return found


def _bar(row: Data, words: PageWords, label: str) -> DrawnBar:
    return DrawnBar(
        start=datetime.fromisoformat(row["start"]),
        finish=datetime.fromisoformat(row["finish"]),
        kind=row["kind"],
        title=_title(row, words),
        label=label,
        critical=row["critical"] and row["kind"] != "summary",
        done=row["done"],
        deadline=None if row["kind"] == "summary" else _end_of(row["deadline"]),
        late=bool(row["days_late"]),
        baseline=_span(row.get("baseline")),
    )


def _span(told: Sequence[str] | None) -> tuple[datetime, datetime] | None:
    if not told:
        return None
    start, finish = map(datetime.fromisoformat, told)
    return start, finish


def _named_bar(row: Data, words: PageWords) -> DrawnBar:
    """A bar among others of one person: with its name, and no other mark over theirs."""
    return replace(_bar(row, words, row["name"]), deadline=None, baseline=None)


def _end_of(deadline: str | None) -> datetime | None:
    """A deadline as an instant; a day is its end."""
    if deadline is None:
        return None
    moment = datetime.fromisoformat(deadline)
    return moment + timedelta(days=1) if moment.time() == time() else moment


def _title(row: Data, words: PageWords) -> str:
    lines = [
        row["name"],
        f"{words.moment(row['start'])} – {words.moment(row['finish'])}",
        words.people(row["people"]),
        row["reason"],
    ]
    return "\n".join(line for line in lines if line)


def _label(row: Data, words: PageWords) -> str:
    text = "" if row["kind"] != "task" else words.people(row["people"])
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _fitting(plan: Data) -> Step:
    head = plan["headline"]
    first, last = (datetime.fromisoformat(head[name]).date() for name in ("start", "finish"))
    return svg.step_for(first, last)


def _days(plan: Data) -> int:
    head = plan["headline"]
    return (datetime.fromisoformat(head["finish"]) - datetime.fromisoformat(head["start"])).days


def _by_period(days: Mapping[str, Sequence[float]], step: Step) -> dict[date, list[float]]:
    sums: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text, (worked, available) in days.items():
        day = date.fromisoformat(text)
        if step == "week":
            day = date.fromordinal(day.toordinal() - day.weekday())
        elif step == "month":
            day = day.replace(day=1)
        sums[day][0] += worked
        sums[day][1] += available
    return sums


def _period_name(period: date, step: Step, words: PageWords) -> str:
    if step == "month":
        return f"{words.months[period.month - 1]} {period.year}"
    return words.day(period)


def _cell(sums: Sequence[float] | None, words: PageWords) -> tuple[str, int]:
    if sums is None or (sums[0] == 0 and sums[1] == 0):
        return "–", 0
    worked, available = sums
    share = worked / available if available else 2.0
    level = 0 if worked == 0 else 1 if share < 0.5 else 2 if share < 0.85 else 3
    text = words.percent(round(share, 2)) if worked else "·"
    return text, 4 if share > 1.005 else level
