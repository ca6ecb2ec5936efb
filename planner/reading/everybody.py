"""Words for everybody, for so many people and for nobody in a cell of people, in any language.

A phrase of words for all and for the members of a group means everybody: ``the whole team``,
``メンバー全員``.
"""

import re
from collections.abc import Iterator
from functools import cache

from planner.language.text import fold
from planner.schema.vocabulary import numbers, words_for

_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 40


def means_everybody(text: str) -> bool:
    """Whether a text is a word for all people, whatever it says of them in brackets."""
    bare = _BRACKETS.sub(" ", text).strip() or text
    if len(bare) > _LONGEST or not fold(bare):
        return False
    if fold(bare) in words_for("everybody"):
        return True
    parts = set(_parts(bare))
    ours = {"of them", "members"} == parts
    return "" not in parts and ("all" in parts or {"every", "members"} <= parts or ours)


def means_nobody(text: str) -> bool:
    """Whether a text says that nobody is named yet: ``unassigned``, ``未定``."""
    return fold(text) in words_for("nobody")


def so_many(text: str) -> int:
    """The number of people that a text says, of no kind: ``2 people``, ``二人``; 0 for others."""
    words = re.findall(r"\d+|[^\W\d_]+", text)
    if not words or len(text) > _LONGEST:
        return 0
    whole = _numbers().get(fold(text), 0)
    if whole:
        return whole
    beside = words_for("some people", "members", "of them", "every")
    others = [word for word in words if fold(word) not in beside]
    if len(others) != 1 or len(words) < 2:
        return 0
    (told,) = others
    if fold(words[0]) in words_for("members") and told != words[0]:  # Team 2
        return 0
    number = int(told) if told.isdecimal() else numbers().get(fold(told), 0)
    return int(number) if number == int(number) else 0


def names_nobody(text: str) -> bool:
    """Whether a text in the place of people has no name: everybody, so many, nobody yet."""
    return means_everybody(text) or means_nobody(text) or bool(so_many(text))


@cache
def _numbers() -> dict[str, int]:
    """Folded word for some people → how many they are."""
    return {word: n for n in range(2, 6) for word in words_for(f"people {n}")}


def _parts(text: str) -> Iterator[str]:
    """What each word of a phrase is of those for everybody, "" for any other."""
    words = re.findall(r"[^\W_]+", text)
    for at, word in enumerate(words, 1):
        if _UNSPACED.match(word):
            yield from _parts_of_unspaced(fold(word))
        else:
            letter = len(word) == 1 and (at == len(words) or f"{word}." in text)  # Team A
            yield "" if letter else _kinds().get(fold(word), "")


def _parts_of_unspaced(folded: str) -> Iterator[str]:
    """What the parts of a word in a language without spaces mean, the longest parts first."""
    at = 0
    while at < len(folded):
        ends = range(len(folded), at, -1)
        end = next((end for end in ends if folded[at:end] in _kinds()), at + 1)
        yield _kinds().get(folded[at:end], "")
        at = end


@cache
def _kinds() -> dict[str, str]:
    """Folded word → which part of a phrase for everybody it is; ``all`` is one alone."""
    kinds = {"of them": "of them", "members": "members", "every": "every", "everybody": "all"}
    return {word: part for kind, part in kinds.items() for word in words_for(kind)}
