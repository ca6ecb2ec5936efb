"""Headers of low and high estimates: ``Min hours``, ``Estimate (high)``."""

import re
from collections.abc import Callable

from planner.language.text import fold
from planner.schema.vocabulary import words_for

SIZED = 1
"""The rank of the name of a bound whose header says that it is one of an amount of time."""
_BOUNDS = ("optimistic", "pessimistic")


def bound_of(text: str, is_amount: Callable[[str], bool]) -> tuple[str, list[str]] | None:
    """The field of a bound and the words beside it, all of which are for amounts; else None.

    Args:
        text: A header.
        is_amount: Whether a word is a unit of time, or heads durations or work.
    """
    tokens = [token for token in re.findall(r"[^\W\d_]+", text) if len(token) > 1]
    for field in _BOUNDS if len(tokens) > 1 else ():
        rest = [token for token in tokens if fold(token) not in words_for(field)]
        if len(tokens) - len(rest) == 1 and all(map(is_amount, rest)):
            return field, rest
    return None
