"""What the words of a header may mean, each with a rank, and what the user wants them to mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.language.text import fold, key
from planner.reading.bound_names import SIZED

IGNORE = "ignore"
"""The user maps a header to this word to leave its column out."""
PROPOSED, WISHED, OWN, FOREIGN, REDUCED, IN_PART, SLIP, WITHIN = -2, -1, 20, 28, 35, 50, 60, 66
"""Ranks: chosen by the reader, by the user; a word of the headers' language; of another; without
unimportant words; a part of the header; misspelt; one word of several.
"""


class Name(NamedTuple):
    """A field that a header may mean; rank 0 is best. `unit` is the unit in the header.

    `weight` is the rank that counts beside what the cells say; less is better.
    """

    field: str
    rank: int
    unit: str = ""
    weight: int = 0

    @property
    def is_bare_bound(self) -> bool:
        """Whether it is a bound that may be one of anything: ``Max``."""
        return self.field == "pessimistic" and not self.unit and self.rank != SIZED


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderWishes:
    """How headers are to be read.

    Args:
        wanted: Folded header, or key of a place such as ``Tasks!C`` → folded caption of the field
            that the user wants for it.
        proposed: Those of these headers and places that the reader chose, not the user.
        language: The language of the headers, "" if unknown.
    """

    wanted: Mapping[str, str] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()
    language: str = ""

    def rank(self, text: str, place: str) -> int:
        """How well the field of a header fits that is `wanted`."""
        return PROPOSED if self.proposed & {key(place), fold(text)} else WISHED

    def wish(self, text: str, place: str) -> str | None:
        """The folded caption that the user wants for a header or a place, None without one."""
        wanted = self.wanted.get(key(place)) if place else None
        if wanted is None and text:
            wanted = self.wanted.get(fold(text))
        return wanted
