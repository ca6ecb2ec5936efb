"""Parses the cell beside a setting, with one function for each kind of setting."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from planner.goals import GOALS
from planner.language.text import fold
from planner.language.words import LANGUAGES, language_named
from planner.phrase import phrase
from planner.project import LagCalendar
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.money import money
from planner.reading.values import BadValueError, count, number, share, yes

_GOAL = {word: name for name, goal in GOALS.items() for word in (fold(name), *goal.words)}
_DAY = 24 * 60
Parse = Callable[[Cell], Any]


def dated(order: Order) -> dict[str, Parse]:
    """Field → parser, for the settings that are dates."""
    return {
        "start": lambda cell: when(cell, order),
        "status_date": lambda cell: when(cell, order),
        "published": lambda cell: when(cell, order).date(),
    }


def timed(clock: TimeUnits) -> dict[str, Parse]:
    """Field → parser, for the settings that are amounts of time."""
    return {
        "finish_tolerance": lambda cell: _tolerance(cell, clock),
        "handover_after": lambda cell: duration(cell, clock, "d"),
        "overtime_per_day": lambda cell: _of_a_day(cell, clock),
    }


def between(cell: Cell, most: int) -> float:
    """A number above 0 and at most `most`."""
    bad = BadValueError(
        "bad-setting",
        phrase("must be a number above 0 and at most {most}", most=most),
        phrase("correct it"),
    )
    try:
        found = number(cell.text)
    except ValueError:
        raise bad from None
    if not Decimal(0) < found <= most:
        raise bad
    return float(found)


def _language(cell: Cell) -> str:
    found = language_named(cell.text)
    if not found:
        raise BadValueError(
            "bad-setting",
            phrase("is no language that results can be in"),
            phrase(
                "write one of them: {languages}",
                languages=", ".join(words.name for words in LANGUAGES.values()),
            ),
        )
    return found


def date_order(cell: Cell) -> Order:
    """Whether the day or the month comes first in dates."""
    word = fold(cell.text)
    if word.startswith(("day", "d")):
        return "dmy"
    if word.startswith(("month", "m")):
        return "mdy"
    raise BadValueError(
        "bad-setting", phrase("must be day first or month first"), phrase("write one of them")
    )


def _lag_calendar(cell: Cell) -> LagCalendar:
    word = fold(cell.text)
    names: tuple[LagCalendar, ...] = ("project", "predecessor", "successor")
    for name in names:
        if word and word.startswith(name):
            return name
    if re.fullmatch(r"24\s*h(ours?)?", word):
        return "24 h"
    raise BadValueError(
        "bad-setting",
        phrase("must be project, predecessor, successor or 24 h"),
        phrase("write one of them"),
    )


def _progress(cell: Cell) -> Literal["retained", "override"]:
    word = fold(cell.text)
    if word.startswith("retain"):
        return "retained"
    if "override" in word:
        return "override"
    raise BadValueError(
        "bad-setting", phrase("must be retained or override"), phrase("write one of them")
    )


def frozen_of(cell: Cell, clock: TimeUnits, order: Order) -> datetime | int:
    """A date, or an amount of working time after the status date."""
    if cell.kind != "date":
        with suppress(BadValueError):
            return duration(cell, clock, "d")
    return when(cell, order)


def weight(cell: Cell) -> float:
    """The weight of a change, or a number of weeks."""
    found = count(cell)
    if found > _HEAVIEST:
        raise BadValueError(
            "bad-setting",
            phrase("must be at most {heaviest}", heaviest=_HEAVIEST),
            phrase("correct it"),
        )
    return found


_HEAVIEST = 1000


def _tolerance(cell: Cell, clock: TimeUnits) -> tuple[int, float]:
    """Minutes and a share: ``1d``, ``2%`` or both."""
    minutes, part = 0, 0.0
    words = [word.strip() for word in re.split(r"[,;]|\bor\b", cell.text) if word.strip()]
    for word in words:
        if word.endswith("%"):
            part = share(cell._replace(kind="text", value=word))
        else:
            minutes = duration(cell._replace(kind="text", value=word), clock)
    return minutes, part


def _of_a_day(cell: Cell, clock: TimeUnits) -> int:
    """Minutes of a day of 24 hours: ``2h``, or a bare number of hours."""
    minutes = duration(cell, clock, "h")
    if minutes > _DAY:
        raise BadValueError(
            "bad-setting", phrase("must be at most 24 h"), phrase("write hours, such as 2h")
        )
    return minutes


def _together(cell: Cell) -> bool:
    word = fold(cell.text)
    if word in ("together", "zusammen", "gemeinsam"):
        return True
    if word in ("each", "jeder", "jede", "einzeln"):
        return False
    raise BadValueError(
        "bad-setting", phrase("must be each or together"), phrase("write one of them")
    )


def _goals(cell: Cell) -> tuple[str, ...]:
    found = []
    for word in cell.text.replace(";", ",").replace("→", ",").replace("\n", ",").split(","):
        if not fold(word):
            continue
        goal = _GOAL.get(fold(word))
        if goal is None:
            raise BadValueError(
                "bad-goal",
                phrase("goals are {goals}, in the order wanted", goals=", ".join(GOALS)),
                phrase("correct it"),
            )
        found.append(goal)
    return tuple(dict.fromkeys(found))


def _text(cell: Cell) -> str:
    return cell.text


PLAIN: dict[str, Parse] = {
    "name": _text,
    "language": _language,
    "progress": _progress,
    "forecast": yes,
    "baseline": _text,
    "hours_per_day": lambda cell: between(cell, 24),
    "days_per_week": lambda cell: between(cell, 7),
    "days_per_month": lambda cell: between(cell, 31),
    "currency": _text,
    "country": _text,
    "region": _text,
    "goals": _goals,
    "lag_calendar": _lag_calendar,
    "together": _together,
    "cost_per_day": money,
    "near_weeks": weight,
}
"""Field → parser, for the settings that need nothing but their cell."""
