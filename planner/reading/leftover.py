"""Headers that tell what is left of a task: a word for left, and one for time or effort."""

import re

from planner.language.text import fold
from planner.reading.values import unit_of
from planner.schema.schema import listed

_ALONE = frozenset(
    fold(word)
    for word in listed(
        "remaining, remain, remains, rem, verbleibend, verbleibende, verbleibender, verbleibendes, "
        "verbl, restlich, restliche, restlicher, restliches, rest, restant, restante, restantes, "
        "reste, resterend, resterende, rimanente, rimanenti, pozostało, осталось"
    )
)
"""What means a duration that is left where nothing stands beside it."""
_BESIDE = frozenset(fold(word) for word in listed("left, outstanding, balance, offen, offene"))
"""What means it beside a word for time or effort only."""
_PHRASES = re.compile(r"\b(?:still )?to (?:go|do)\b|\b(?:noch )?(?:zu tun|zu leisten)\b")
_TIME = frozenset(
    fold(word) for word in listed("duration, dur, time, dauer, zeit, durée, duración")
)
_EFFORT = frozenset(
    fold(word)
    for word in listed("work, effort, estimate, aufwand, arbeit, travail, trabajo, charge")
)
_IDLE = frozenset(("of", "the", "in", "task", "estimated", "est"))


def left_over(words: list[str], language: str) -> str:
    """The field that a header names by its words, one of what is left; "" if it is none."""
    text = " ".join(word.casefold() for word in words)
    beside = bool(_PHRASES.search(text))
    alone, sorts = False, set[str]()
    for word in _PHRASES.sub(" ", text).split():
        folded = fold(word)
        if folded in _ALONE:
            alone = True
            continue
        if folded in _BESIDE:
            beside = True
            continue
        compound = folded.removeprefix("rest")
        alone |= compound != folded
        sort = _sort(compound, language)
        if not sort and word not in _IDLE:
            return ""
        sorts |= {sort} if sort else set()
    if "effort" in sorts or sorts == {"hours"}:
        return "remaining_work" if alone or beside else ""
    return "remaining_duration" if alone or (beside and sorts) else ""


def _sort(folded: str, language: str) -> str:
    """What a word counts: ``time``, ``effort`` or, as it may be either, ``hours``; "" if none."""
    if folded in _TIME:
        return "time"
    if folded in _EFFORT:
        return "effort"
    unit = unit_of(folded, language) if len(folded) > 1 else ""
    return "hours" if unit == "h" else "time" if unit else ""
