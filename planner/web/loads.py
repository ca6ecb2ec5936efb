"""The load of people over time: as a table, and as a chart on the axis of the plan's chart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.export.chart import DrawnCell, DrawnRow, Step
from planner.web.selection import Data, Selection
from planner.web.words import PageWords, natural

_MOST_PERIODS, _ON_PAPER = 160, 32
_STEPS: tuple[Step, ...] = ("day", "week", "month")

Sums = Mapping[date, Sequence[float]]
"""Period → minutes worked, and minutes available."""


@dataclass(frozen=True, kw_only=True)
class LoadTable:
    """Periods, and for each name the text and level (0–4) in each of them."""

    step: Step
    names: Sequence[str]
    rows: Sequence[tuple[str, list[tuple[str, int]]]]

    @property
    def fits_paper(self) -> bool:
        """Whether a page in landscape format is wide enough for it."""
        return len(self.names) <= _ON_PAPER


def table(plan: Data, selection: Selection, words: PageWords) -> LoadTable:
    """The load of all people with work."""
    step, worked = _step(plan, selection.scale), _worked(plan, selection)
    periods = sorted({period for sums in worked.values() for period in sums})[:_MOST_PERIODS]
    return LoadTable(
        step=step,
        names=[_period_name(period, step, words) for period in periods],
        rows=[
            (name, [_cell(sums.get(period), words) for period in periods])
            for name, sums in worked.items()
        ],
    )


def on_paper(plan: Data, selection: Selection, words: PageWords, wide: LoadTable) -> LoadTable:
    """A table, or the same by longer periods if it is too wide for a page."""
    found = wide
    for longer in _STEPS[_STEPS.index(wide.step) + 1 :]:
        if not found.fits_paper:
            found = table(plan, replace(selection, scale=longer), words)
    return found


def rows(plan: Data, selection: Selection, words: PageWords) -> tuple[DrawnRow, ...]:
    """The load as lines of a chart."""
    step = _step(plan, selection.scale)
    return tuple(
        DrawnRow(name=name, cells=tuple(_drawn(sums, step, words)))
        for name, sums in _worked(plan, selection).items()
    )


def _drawn(sums: Sums, step: Step, words: PageWords) -> list[DrawnCell]:
    found = []
    for period, told in sums.items():
        text, level = _cell(told, words)
        if level:
            days = {"day": 1, "week": 7, "month": 0}[step] or _month(period)
            found.append(DrawnCell(start=period, days=days, level=level, text=text))
    return found


def _month(first: date) -> int:
    return ((first + timedelta(days=32)).replace(day=1) - first).days


def _worked(plan: Data, selection: Selection) -> dict[str, Sums]:
    """All people with work, in order; only the chosen one, if any."""
    step = _step(plan, selection.scale)
    return {
        name: _by_period(days, step)
        for name, days in sorted(plan["load"].items(), key=lambda item: natural(item[0]))
        if selection.who in ("", name) and any(minutes for minutes, _ in days.values())
    }


def _step(plan: Data, step: Step) -> Step:
    """Days only if there are not too many of them."""
    head = plan["headline"]
    days = datetime.fromisoformat(head["finish"]) - datetime.fromisoformat(head["start"])
    return step if step != "day" or days.days <= _MOST_PERIODS else "week"


def _by_period(days: Mapping[str, Sequence[float]], step: Step) -> Sums:
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
