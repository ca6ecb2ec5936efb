"""Comparing what people type: folded keys for headers and names, and near misses."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from planner.phrase import Phrase, phrase

_KEPT = "#%"
_DROPPED = {n: None for n in range(128) if not chr(n).isalnum() and chr(n) not in _KEPT}
"""The ASCII characters that do not count in a key of a header."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling in Persian and Indian languages."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Key of a header: blind to case, accents, spaces, underscores and punctuation.

    The dotless i is an i, as small letters cannot be told from the capital I of Turkish words.
    """
    if text.isascii():
        return text.lower().translate(_DROPPED)
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(
        char for char in unicodedata.normalize("NFKD", plain) if char.isalnum() or char in _KEPT
    )


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Key of a name or id: blind to case, invisible characters and the amount of space."""
    seen = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join(seen.casefold().split())


@lru_cache(maxsize=32768)
def clean(text: str) -> str:
    """Text as people see it: no invisible characters, single spaces, no space around.

    Line breaks stay, they separate items.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    seen = "".join(c for c in text if c in _JOINERS or unicodedata.category(c) != "Cf")
    lines = (" ".join(line.split()) for line in seen.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def nearest(text: str, names: Iterable[str]) -> str:
    """The known name most like the text, or "" if none is near."""
    by_key = {key(name): name for name in names}
    found = get_close_matches(key(text), list(by_key), n=1, cutoff=0.7)
    return by_key[found[0]] if found else ""


def did_you_mean(text: str, names: Iterable[str], otherwise: Phrase) -> Phrase:
    """A remedy: the nearest known name, or else another advice."""
    near = nearest(text, names)
    return phrase('did you mean "{name}"?', name=near) if near else otherwise


def fit(text: str) -> str:
    """Text that XML can hold: control characters and half characters become a mark."""
    return _UNFIT.sub("\ufffd", text)


def first_few(texts: Sequence[object], most: int) -> str:
    """The first texts of a list with commas between; an ellipsis stands for further ones."""
    return ", ".join(map(str, texts[:most])) + (", …" if len(texts) > most else "")
