"""Cuts a day into blocks of time that are always worked by the same people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

MinuteSpans = tuple[tuple[int, int], ...]
"""Minutes of a day as disjoint spans ``[start, end)`` in order."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A kind of day: its blocks, and which patterns work each.

    A block is a tuple of pieces on the clock, in order; more than one where a break lies between.
    """

    blocks: tuple[MinuteSpans, ...]
    worked: Mapping[MinuteSpans, tuple[bool, ...]]

    @property
    def lengths(self) -> list[int]:
        """Minutes of each block."""
        return [sum(end - start for start, end in block) for block in self.blocks]

    def trimmed(self, slot: int) -> list[tuple[int, int]]:
        """The pieces of a day without what does not fill a slot at the end of each block."""
        pieces = []
        for block, length in zip(self.blocks, self.lengths, strict=True):
            room = length // slot * slot
            for start, end in block:
                if room > 0:
                    pieces.append((start, start + min(end - start, room)))
                room -= end - start
        return pieces


def shape_of(patterns: Iterable[MinuteSpans], *, apart: bool) -> Shape:
    """Cuts a day where a pattern begins or ends; joins blocks that the same patterns work.

    With `apart`, a break always separates two blocks.
    """
    wanted = sorted(patterns)
    edges = sorted({minute for spans in wanted for span in spans for minute in span})
    blocks: list[list[tuple[int, int]]] = []
    workers: list[frozenset[MinuteSpans]] = []
    for start, end in pairwise(edges):
        here = frozenset(p for p in wanted if any(a <= start and end <= b for a, b in p))
        if not here:
            continue
        joined = bool(workers) and workers[-1] == here
        if joined and blocks[-1][-1][1] == start:
            blocks[-1][-1] = (blocks[-1][-1][0], end)
        elif joined and not apart:
            blocks[-1].append((start, end))
        else:
            blocks.append([(start, end)])
            workers.append(here)
    return Shape(
        blocks=tuple(map(tuple, blocks)),
        worked={p: tuple(p in here for here in workers) for p in wanted},
    )
