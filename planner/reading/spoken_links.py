"""References to tasks in a sentence: 3 of ``once 3 is done``, Permit of ``after the permit``."""

import re
from collections.abc import Iterator
from functools import lru_cache

from planner.language.text import fold
from planner.schema.vocabulary import words_for

_MOST_WORDS, _MOST_ARTICLES = 4, 3
_LONGEST, _LONGEST_END = 200, 24
_ELISION = re.compile(r"(?i)\b(l|d|de l|qu)['’](?=\w)")
_CASE = re.compile(r"['’]\w{1,4}$")
"""The ending of a case behind a name, as in *Temel'den*."""


def begins_to_wait(text: str) -> bool:
    """Whether a text begins or ends with words for what has to be done before."""
    return _start_of_reference(text.split()) > 0 or any(_before_last(text))


def spoken(text: str) -> Iterator[str]:
    """Yields what a text may refer to, without the words of the sentence around it."""
    if len(text) > _LONGEST:
        return
    words = _ELISION.sub(r"\1 ", text.strip()).split()
    rest = words[_start_of_reference(words) :]
    articles = words_for("article")
    first = 0
    while first < min(_MOST_ARTICLES, len(rest) - 1) and fold(rest[first]) in articles:
        first += 1
    for begin in dict.fromkeys((first, 0)):
        yield from _without_verb(rest[begin:])
    yield from _before_last(text.strip())


def _start_of_reference(words: list[str]) -> int:
    """The number of words at the beginning that mean that something waits."""
    known = words_for("waits for")
    counts = range(min(_MOST_WORDS, len(words) - 1), 0, -1)
    return next((count for count in counts if fold("".join(words[:count])) in known), 0)


def _without_verb(words: list[str]) -> Iterator[str]:
    """Yields the words, and those before a verb: ``permit`` of ``permit is granted``."""
    yield " ".join(words)
    verbs = words_for("is done", "done", "complete")
    for at in range(1, len(words)):
        if fold(words[at]) in verbs:
            yield " ".join(words[:at])
            return


def _before_last(text: str) -> Iterator[str]:
    """Yields what stands before words for after at the end, as in 基础完成后, *Temel'den sonra*."""
    ends = words_for("waits behind")
    if not text or fold(text[-1])[-1:] not in _last_signs():
        return
    for count in range(min(_LONGEST_END, len(text) - 1), 0, -1):
        if fold(text[-count:]) in ends:
            before = text[:-count].strip(" 的の")
            yield before
            yield _CASE.sub("", before)
            return


@lru_cache(maxsize=1)
def _last_signs() -> frozenset[str]:
    """The last signs of the words for after."""
    return frozenset(end[-1] for end in words_for("waits behind"))
