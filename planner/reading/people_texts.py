"""Texts that are no names of people: long phrases, and kinds of what their header says."""

import re

from planner.language.text import fold
from planner.reading.profile import ColumnProfile, pieces

_MANY, _WORDS = 8, 3
"""So many texts of so many words, all different, are no people."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def all_phrases(profile: ColumnProfile) -> bool:
    """Whether many texts, each another one, have more words than names of people have."""
    if profile.count < _MANY or profile.distinct < 1:
        return False
    words = sum(len(re.findall(r"[^\W\d_]+", text)) for text in profile.texts)
    listed = sum(len(list(pieces(text))) > 1 for text in profile.texts)
    return words >= _WORDS * profile.count and 2 * listed < profile.count


def says_its_header(profile: ColumnProfile, header: str) -> bool:
    """Whether most cells have a word of their header, as ``Sprint 2`` below Sprint has."""
    words = set(map(fold, _WORD.findall(header)))
    own = (set(map(fold, _WORD.findall(text))) for text in profile.texts)
    return bool(words) and sum(not words.isdisjoint(said) for said in own) > 0.5 * profile.count
