"""The strategies of Hypothesis that random problems are made of, each made once.

Hypothesis looks through a new strategy when it is first drawn from. That takes longer than to draw:
problems that are made of new strategies each time cost four times as much.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

if TYPE_CHECKING:  # their types are not those of what keeps them
    from hypothesis.strategies import (
        booleans,
        composite,
        integers,
        just,
        lists,
        none,
        one_of,
        sampled_from,
        tuples,
    )
else:
    booleans, integers, just, lists, none, one_of, tuples, _sampled = map(
        cache,
        (
            st.booleans, st.integers, st.just, st.lists, st.none, st.one_of, st.tuples,
            st.sampled_from,
        ),
    )  # fmt: skip

    def sampled_from(values: Sequence[Any]) -> SearchStrategy[Any]:
        """One of the values."""
        return _sampled(tuple(values))

    def composite(function: Callable[..., Any]) -> Callable[..., SearchStrategy[Any]]:
        """As in Hypothesis, for functions of few arguments that come again and again."""
        return cache(st.composite(function))


__all__ = [
    "DrawFn",
    "SearchStrategy",
    "booleans",
    "composite",
    "integers",
    "just",
    "lists",
    "none",
    "one_of",
    "sampled_from",
    "tuples",
]
