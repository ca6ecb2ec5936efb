"""Overtime: work outside a person's own calendar, as much of it as is decided."""

from dataclasses import dataclass

SlotSpans = tuple[tuple[int, int], ...]
"""Spans of slots ``[start, end)``, in order and apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A resource works at most `most` slots of overtime in the slots ``[start, end)``.

    A slot counts as much as the share of the resource that is taken.
    """

    start: int
    end: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("ceiling: start must be before end")
        if self.most < 0:
            raise ValueError("ceiling: most must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtime:
    """The evenings in which a resource may work beyond its calendar.

    Each span of the calendar is an evening: it follows own work, and what is worked of it begins
    with it, or at the start of the activity that is worked on.

    Args:
        calendar: Position in `Problem.calendars`: the evenings.
        ceilings: In order and apart; no evening lies across the edge of one.
    """

    calendar: int
    ceilings: tuple[Ceiling, ...] = ()

    def __post_init__(self) -> None:
        last = 0
        for ceiling in self.ceilings:
            if ceiling.start < last:
                raise ValueError("overtime: ceilings must be in order")
            last = ceiling.end
