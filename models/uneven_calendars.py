"""Calendars in which slots do not all count alike: by a pace that changes, or by choice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest

from models.calendars import Calendar, union


@dataclass(frozen=True, kw_only=True)
class Paced(Calendar):
    """A calendar whose slots count differently: those of somebody who is there for changing shares.

    From ``paces[k][0]`` on each working slot counts ``paces[k][1]`` of `full`, at most all of it;
    work of ``w`` slots is done when slots have counted ``w`` times `full`. Working slots are
    counted as in any calendar.

    Raises:
        ValueError: if the paces do not begin at 0, are not in order, or not from 1 to `full`.
    """

    paces: tuple[tuple[int, int], ...]
    full: int

    def __post_init__(self) -> None:
        super().__post_init__()
        slots = [slot for slot, _ in self.paces]
        if slots[:1] != [0] or slots != sorted(set(slots)):
            raise ValueError("calendar: paces must begin at 0 and be in order")
        if not all(1 <= pace <= self.full for _, pace in self.paces):
            raise ValueError("calendar: a pace must be from 1 to the full one")

    @cached_property
    def _even(self) -> list[tuple[int, int, int]]:
        """The spans, cut where the pace changes, each with its pace."""
        found = []
        ends = [slot for slot, _ in self.paces[1:]]
        for (first, pace), last in zip_longest(self.paces, ends):
            for opens, closes in self.spans:
                low, high = max(opens, first), closes if last is None else min(closes, last)
                if low < high:
                    found.append((low, high, pace))
        return found

    @cached_property
    def _opens(self) -> list[int]:
        return [opens for opens, _, _ in self._even]

    @cached_property
    def _gained(self) -> list[int]:
        """Progress before each of the even spans, and in all."""
        return list(accumulate(((b - a) * pace for a, b, pace in self._even), initial=0))

    def progress(self, slot: int) -> int:
        """The progress before a slot."""
        k = bisect_right(self._opens, slot) - 1
        if k < 0:
            return 0
        opens, closes, pace = self._even[k]
        return self._gained[k] + (min(slot, closes) - opens) * pace

    def needs(self, work: int) -> int:
        """The progress that so much work is."""
        return work * self.full

    def reaching(self, progress: int) -> int | None:
        """The first slot before which so much is done."""
        if progress <= 0:
            return 0
        k = bisect_left(self._gained, progress) - 1
        if k >= len(self._even):
            return None
        opens, _, pace = self._even[k]
        return opens - (self._gained[k] - progress) // pace

    def finish(self, start: int, work: int) -> int | None:
        """End of `work` begun at the working slot `start`; None: past the end."""
        return self.reaching(self.progress(start) + self.needs(work)) if work else start

    def run(self, slot: int, work: int) -> tuple[int, int] | None:
        """Start and end of `work` > 0 begun at the first working slot from `slot`."""
        start = self.next_working(slot)
        end = None if start is None else self.finish(start, work)
        return None if start is None or end is None else (start, end)

    def latest_start(self, end: int, work: int) -> int | None:
        """The latest working slot from which `work` is done by `end`, or None."""
        if work == 0:
            return end
        most = self.progress(end) - self.needs(work)
        if most < 0:
            return None
        k = bisect_right(self._gained, most, hi=len(self._even)) - 1
        opens, closes, pace = self._even[k]
        return min(closes - 1, opens + (most - self._gained[k]) // pace)

    def latest_finish(self, slot: int, work: int, *, apart: bool = False) -> int | None:
        """The latest end of `work` > 0 that begins by `slot`; `apart`: in the next working slot."""
        begun = slot
        if not apart:
            done = self.worked(slot + 1) - 1
            begun = self.slot_after(done) if done >= 0 else self.next_working(slot) or 0
        return self.reaching(self.progress(begun) + self.needs(work))

    def first_reaching(self, end: int, work: int, *, apart: bool = False) -> int:
        """The first start from which `work` > 0 is not done before `end`."""
        start = self.reaching(self.progress(end - 1) + 1 - self.needs(work))
        start = end if start is None else start
        return start if apart else self.next_working(start) or start

    def cropped(self, start: int, end: int) -> "Paced":
        """The part in ``[start, end)``, on an axis that begins at `start`."""
        now = max((slot, pace) for slot, pace in self.paces if slot <= start)[1]
        later = ((slot - start, pace) for slot, pace in self.paces if start < slot < end)
        spans = super().cropped(start, end).spans
        return Paced(spans=spans, paces=((0, now), *later), full=self.full)

    def _pieces(self, work: int) -> Iterator[tuple[int, int, int]]:
        target = 0
        for opens, closes, pace in self._even:
            slot = opens
            while slot < closes:
                finish = self.finish(slot, work)
                if finish is None:
                    return
                while work and self._even[target][1] < finish:
                    target += 1
                room = closes - 1 - slot
                if work:
                    alike = self._even[target][2] == pace
                    room = min(room, self._even[target][1] - finish) if alike else 0
                yield slot, slot + room, finish - slot
                slot += room + 1


@dataclass(frozen=True, kw_only=True)
class Elastic(Calendar):
    """A calendar in which only `own` has to be worked; the other slots may be.

    For bounds: work ends no earlier than if all is worked, no later than on `own` alone.
    """

    own: Calendar

    @classmethod
    def of(cls, own: Calendar, more: Calendar) -> "Elastic":
        """Makes a calendar of `own` slots, which are all worked, and of `more`, which may be."""
        return cls(spans=union((own, more)).spans, own=own)

    def latest_finish(self, slot: int, work: int, *, apart: bool = True) -> int | None:  # noqa: ARG002
        """An end that `work` > 0 begun by `slot` does not exceed."""
        return self.own.latest_finish(slot, work, apart=True)

    def first_reaching(self, end: int, work: int, *, apart: bool = True) -> int:  # noqa: ARG002
        """A start before which `work` > 0 is always done before `end`."""
        return self.own.first_reaching(end, work, apart=True)
