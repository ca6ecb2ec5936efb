"""Interrupted work: an activity stands still while its people do something else, and then goes on.

Preemption with a least size and a greatest number of pieces; see Demeulemeester and Herroelen
(1996) for activities that may be interrupted at every slot.
"""

from dataclasses import dataclass

from models.calendars import Calendar

Breaks = tuple[tuple[int, int], ...]
"""Spans of slots ``[start, end)`` in which an activity stands still, in order and apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An activity may be interrupted: it is done in pieces, by the same people, in the same mode.

    Args:
        least: Working slots that each piece has for everybody who works on it.
        most: Pieces there are at most.
    """

    least: int = 1
    most: int = 2

    def __post_init__(self) -> None:
        if self.least < 1:
            raise ValueError("split: a piece has at least one working slot")
        if self.most < 2:
            raise ValueError("split: at most one piece is no split")


def without(calendar: Calendar, breaks: Breaks) -> Calendar:
    """The working slots of a calendar that lie in no break."""
    left: list[tuple[int, int]] = []
    for opens, closes in calendar.spans:
        at = opens
        for start, end in breaks:
            if start < closes and end > at:
                left += [(at, start)] if at < start else []
                at = end
        left += [(at, closes)] if at < closes else []
    return Calendar(spans=tuple(left))
