"""Working time that is repeated."""

from dataclasses import dataclass
from math import ceil

from models.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Working spans, repeated every `every` slots; 0 is once."""

    spans: tuple[tuple[int, int], ...]
    every: int

    def __post_init__(self) -> None:
        ends = [instant for span in self.spans for instant in span]
        if not ends or ends != sorted(ends) or ends[0] < 0 or any(a == b for a, b in self.spans):
            raise ValueError("calendar: needs spans from 0 on, in order, none of them empty")
        if self.every < 0 or (self.every and ends[-1] > self.every):
            raise ValueError("calendar: the spans must lie within what is repeated")

    def until(self, horizon: int) -> Calendar:
        """The calendar on an axis of `horizon` slots."""
        starts = range(0, horizon, self.every) if self.every else (0,)
        spans = ((at + a, min(at + b, horizon)) for at in starts for a, b in self.spans)
        return Calendar.from_slots(slot for a, b in spans for slot in range(a, b))

    def longest(self, work: int) -> int:
        """Slots that so much work lasts at most, from any slot on; once: as if always."""
        worked = sum(b - a for a, b in self.spans)
        return (ceil(work / worked) + 1) * self.every if self.every > 1 else work


ALWAYS = Pattern(spans=((0, 1),), every=1)
