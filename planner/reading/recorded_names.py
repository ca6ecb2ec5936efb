"""Recognises headers of remaining and actual values by their words."""

import re
from collections.abc import Sequence
from functools import cache

from planner.language.text import fold
from planner.reading.durations import unit_of
from planner.reading.group_words import ACTUAL, TIMES, UNDIVIDED
from planner.schema import vocabulary
from planner.schema.schema import listed

_ALONE = frozenset(
    fold(word)
    for word in listed(
        "remaining, remain, remains, rem, verbleibend, verbleibende, verbleibender, verbleibendes, "
        "verbl, restlich, restliche, restlicher, restliches, rest, restant, restante, restantes, "
        "reste, resterend, resterende, rimanente, rimanenti, pozostało, осталось"
    )
)
"""Words that mean a remaining duration where they stand alone."""
_BESIDE = frozenset(fold(word) for word in listed("left, outstanding, balance, offen, offene"))
"""Words that mean it only beside a word for time or effort."""
_PHRASES = re.compile(r"\b(?:still )?to (?:go|do)\b|\b(?:noch )?(?:zu tun|zu leisten)\b")
_TIME = frozenset(
    fold(word) for word in listed("duration, dur, time, dauer, zeit, durée, duración")
)
_EFFORT = frozenset(
    fold(word)
    for word in listed("work, effort, estimate, aufwand, arbeit, travail, trabajo, charge")
)
_IDLE = frozenset(("of", "the", "in", "task", "estimated", "est"))


def left_over(words: Sequence[str], language: str) -> str:
    """The remaining value that a header means by its words; "" for none."""
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


def says_only_left(header: str) -> bool:
    """Whether a header says that something remains, but not what."""
    words = re.findall(r"[^\W\d_]+", header)
    return bool(words) and all(fold(word) in _ALONE | _BESIDE for word in words)


def _sort(folded: str, language: str) -> str:
    """What a word counts: ``time``, ``effort``, ``hours`` if it may be either; "" for others."""
    if folded in _TIME:
        return "time"
    if folded in _EFFORT:
        return "effort"
    unit = unit_of(folded, language) if len(folded) > 1 else ""
    return "hours" if unit == "h" else "time" if unit else ""


_ACTUAL = re.compile(
    r"actual|actuals|act|ist|real|reale?|réel(?:le)?|tatsächlich\w*|faktisk\w*|verklig\w*"
    r"|todelli\w*|werkelijke?|feitelijke?|effettiv\w*|efectiv\w*|rzeczywist\w*|faktyczn\w*"
    r"|skutečn\w*|stvarn\w*|dejansk\w*|tényleges|gerçekleşen|gerçek|πραγματικ\w*|фактич\w*|факт"
)
_OF_ACTUAL = {
    "actual_start": "start, started, begin, began, beginn, anfang, début, inicio",
    "actual_finish": "finish, finished, end, ended, ende, completion, completed, fin",
    "actual_work": "work, effort, hours, hrs, aufwand, arbeit, stunden, travail, trabajo",
    "actual_cost": "cost, costs, kosten, expense, expenses, spend, coût, coûts, costo",
}
_ACTUALS = {fold(word): field for field, words in _OF_ACTUAL.items() for word in listed(words)}
_RECORDED = {field.removeprefix("actual_"): field for field in _OF_ACTUAL}
_BESIDE_ACTUAL = frozenset(("date", "datum", "am", "on", "of", "the", "task", "h", "total"))


def actual(words: Sequence[str], language: str) -> str:
    """The field of what actually was that a header names by its words; "" if it names none.

    As *Actual start*, *Fecha real de inicio*, *Дата начала (факт)* or, in a language without
    spaces, 開始実績.
    """

    def meant(word: str) -> str:
        ours = (one.field for one in vocabulary.fields("Tasks", fold(word), language))
        return _ACTUALS.get(fold(word)) or next((_RECORDED[f] for f in ours if f in _RECORDED), "")

    text = " ".join(word.casefold() for word in words)
    told = [*filter(None, re.split("|".join(_SAID) + r"|\s", text))]
    others = [*filter(None, map(_unmarked, told))]
    if " ".join(others) == text:
        return ""
    found = {meant(word) for word in others if word not in _BESIDE_ACTUAL}
    return found.pop() if len(found) == 1 and "" not in found else meant("".join(others))


def is_record(text: str) -> bool:
    """Whether a text names nothing but what was done, as *Actual*, *Ist-Dauer* or 実績時間."""
    words = re.findall(r"[^\W\d_]+", text)
    others = [*filter(None, map(_unmarked, words))]
    if others == words:
        return False
    return fold(" ".join(others)) in _measures() or all(
        fold(word) in _measures() for word in others
    )


@cache
def _measures() -> frozenset[str]:
    known = vocabulary.words_for("duration", "time spent", "estimate", "work", "start", "finish")
    return known | {fold(word) for words in TIMES for word in words} | _BESIDE_ACTUAL | _USED


_USED = frozenset(("taken", "needed", "used", "spent", "required"))


def _unmarked(word: str) -> str:
    """A word without what says that it was so; "" where it says nothing else."""
    if _is_actual(word):
        return ""
    if UNDIVIDED.fullmatch(word):
        ends = {fold(word[:_MARK]): word[_MARK:], fold(word[-_MARK:]): word[:-_MARK]}
        return next((left for mark, left in ends.items() if mark in ACTUAL), word)
    return word


def was_done(field: str, text: str, words: Sequence[str]) -> bool:
    """Whether a header that resembles a field of the plan is of what was done.

    In languages without spaces the word begins the header.

    Args:
        field: The field.
        text: The header.
        words: Its words.
    """
    if field not in _PLANNED:
        return False
    undivided = len(words) == 1 and _unmarked(text.strip()) != text.strip()
    return undivided or any(map(_is_actual, words)) or any(p in text.casefold() for p in _SAID)


def _is_actual(word: str) -> bool:
    return bool(_ACTUAL.fullmatch(word.casefold())) or fold(word) in ACTUAL


_PLANNED = frozenset(["start", "finish", "deadline", "duration", "work", "remaining_duration"])
_SAID = ("thực tế", "de facto")
"""Two words that say so together."""
_MARK = 2
"""Letters of such a word in a language without spaces."""
