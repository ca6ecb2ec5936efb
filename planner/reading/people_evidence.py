"""Judges whether texts are names of people, by all that shows it.

Given and family names, initials, titles and addresses speak for people, names that are known from
elsewhere too, and parts that stand alone in one text and beside others in another. Words for
states, priorities and times, numbers and small letters speak against them.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence

from planner.language.text import fold, key
from planner.reading.everybody import means_everybody
from planner.reading.profile import pieces
from planner.reading.progress import state_of
from planner.reading.weekday_names import may_be_weekdays
from planner.schema.people_names import names_of
from planner.schema.vocabulary import words_for

_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:^|\s)[^\W\d_]\.|@")
_UNSPACED = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,5}")
_MOST_WORDS, _LONGEST = 4, 40
_STRONG, _SOME, _HALF = 3.0, 1.0, 0.5
_KINDS = ("lowest", "low", "medium", "high", "highest", "urgent", "yes", "no", "moment")
_OF_PEOPLE = ("person", "responsible", "resource", "trade")
_OF_OTHERS = ("place", "look", "type", "category", "status", "priority", "phase", "when")


def likeness(texts: Iterable[str], header: str = "", known: Container[str] = ()) -> float:
    """How much shows that texts are people: above 0 for them, below 0 against, 0 for nothing.

    Args:
        texts: The texts of a column, of a legend or of headers.
        header: What stands above them.
        known: The keys of names that are people elsewhere.
    """
    distinct = {key(text): text for text in texts if text.strip()}
    parts = {key(part): part for text in distinct.values() for part in _pieces(text)}
    if not parts:
        return 0.0
    every = list(parts.values())
    points = _STRONG * min(1.0, 2 * max(_share(every, is_named), _share(every, _has_initials)))
    points += _STRONG * sum(part in known for part in parts) / len(parts)
    points += _SOME * _stand_alone_and_beside(distinct)
    points += _SOME * (any(map(means_everybody, every)) and len(every) > 1)
    points -= 2 * _STRONG * (_share(every, _is_of_other_kind) or _are_weekdays(every))
    points -= _STRONG * (_share(every, _is_no_name) >= _HALF)
    return points + _by_header(header)


def _pieces(text: str) -> list[str]:
    """The items of a list, also of one with slashes or hyphens between them."""
    return [part.strip() for one in pieces(text) for part in _BETWEEN.split(one) if part.strip()]


_BETWEEN = re.compile(r"[/+]|\s[-–]\s")


def is_named(text: str) -> bool:
    """Whether a text has a given name, a family name of East Asia, or a title of people."""
    words = _WORD.findall(text)
    if any(fold(word) in names_of("given", "title") for word in words):
        return len(words) <= _MOST_WORDS and text[:1].upper() == text[:1]
    bare = "".join(words)
    if not _UNSPACED.fullmatch(bare):
        return len(words) <= _MOST_WORDS and any(fold(w) in names_of("family") for w in words[:1])
    return any(fold(bare[:end]) in names_of("family") for end in (1, 2, 3)) and len(bare) > 1


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


def _has_initials(text: str) -> bool:
    return bool(_INITIALS.search(text)) and len(_WORD.findall(text)) > 1


def _is_of_other_kind(text: str) -> bool:
    """Whether a text is a state, a priority, an answer, a weekday or a time of the day."""
    said = bool(state_of(text)) or fold(text) in words_for(*_KINDS)
    return said or (len(text) > 1 and bool(may_be_weekdays(text)))


def _are_weekdays(texts: Sequence[str]) -> bool:
    """Whether several different letters all are weekdays of one language that has no alphabet.

    Elsewhere single letters are initials of people too.
    """
    if len(texts) < _SEVERAL or not all(map(_SIGN.fullmatch, texts)):
        return False
    return any(map(set(texts).issubset, _WEEKS))


_SEVERAL = 2
_SIGN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_WEEKS = tuple(map(frozenset, ("月火水木金土日", "월화수목금토일", "一二三四五六日")))


def are_of_other_kinds(texts: Sequence[str]) -> bool:
    """Whether most texts are states, priorities, answers, weekdays or times of the day."""
    return bool(texts) and _share(texts, _is_of_other_kind) >= _HALF


def _is_no_name(text: str) -> bool:
    """Whether a text begins with a small letter or has a number, or is too long for a name."""
    words = _WORD.findall(text)
    small = text[:1].islower() and len(text) > 1
    long = len(words) > _MOST_WORDS or len(text) > _LONGEST
    return small or long or not words or any(map(str.isdigit, text))


def _stand_alone_and_beside(distinct: dict[str, str]) -> bool:
    """Whether a part of a text with several of them is another text too."""
    listed = ([key(part) for part in _pieces(text)] for text in distinct.values())
    return any(len(parts) > 1 and any(part in distinct for part in parts) for parts in listed)


def _by_header(header: str) -> float:
    words = [fold(header), *map(fold, _HEADER_WORD.findall(header))]
    if any(word in words_for(*_OF_PEOPLE) for word in words):
        return _STRONG
    return -_STRONG if any(word in words_for(*_OF_OTHERS) for word in words) else 0.0


_HEADER_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[^\W\d_]+")
