"""The two sides of a hard date: by when at the latest, and from when on at the earliest."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from models.conflict.facts import Fact, FactKind
from planner.analysis.wording import day_text
from planner.language.words import Words
from planner.project import Constraint
from planner.translate.task_dates import Bound
from planner.translate.translation import Translation

HELD = {
    "actual_start": "{task} began on {when}",
    "pin": "{task} is pinned to {when}",
    "frozen_until": "{task} is frozen at {when}",
}
"""What a start that is not to be changed says, by its column."""

EARLIEST = {
    "blocked_until": "{task} is blocked until {when}",
}
"""What says from when on a task may start, by its column."""

LATE: tuple[FactKind, ...] = ("start_max", "end_max")
EARLY: tuple[FactKind, ...] = ("start_min", "end_min")

_OTHER: Mapping[FactKind, FactKind] = {
    "start_max": "start_min",
    "start_min": "start_max",
    "end_max": "end_min",
    "end_min": "end_max",
}
_BOUNDS = {
    "start_max": "latest_starts",
    "start_min": "starts",
    "end_max": "latest_ends",
    "end_min": "ends",
}
_EXACT = (Constraint.MSO, Constraint.MFO)


def bound_of(translation: Translation, fact: Fact) -> Bound | None:
    """The date that decides among those that a fact of a kind of `LATE` or `EARLY` is made of."""
    bounds = _bounds(translation, fact)
    decides = min if fact.kind in LATE else max
    return decides(bounds, key=lambda bound: bound.slot, default=None)


def latest(translation: Translation, facts: Iterable[Fact]) -> date:
    """The latest date by which one of the facts says that something starts or ends."""
    late = (fact for fact in facts if fact.kind in LATE)
    dates = (bound.when.date() for fact in late for bound in _bounds(translation, fact))
    return max(dates, default=date.max)


def _bounds(translation: Translation, fact: Fact) -> tuple[Bound, ...]:
    bounds: tuple[Bound, ...] = getattr(translation.windows[fact.position], _BOUNDS[fact.kind])
    return bounds


def other_side(translation: Translation, fact: Fact) -> Fact | None:
    """The other bound of a date that is both not before and not after.

    None for all other facts.
    """
    if fact.kind not in _OTHER:
        return None
    other = Fact(kind=_OTHER[fact.kind], position=fact.position)
    one, two = bound_of(translation, fact), bound_of(translation, other)
    if one is None or two is None or (one.kind not in _EXACT and one.field not in HELD):
        return None
    same = (one.task.id, one.kind, one.field) == (two.task.id, two.kind, two.field)
    return other if same else None


def meant_text(bound: Bound, when: datetime, say: Words) -> str:
    """A date, and the hour that it means to those who do the task."""
    if bound.at is not None or bound.when.time() != time():
        return say.spelled.day(bound.when) if bound.at else day_text(bound.when, say)
    if when.date() == bound.when.date():
        return day_text(when, say)
    day = say.spelled.day(bound.when)
    return say("{day}, in working time {when}", day=day, when=day_text(when, say))
