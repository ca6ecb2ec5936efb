"""Working time on the slot axis.

A calendar is the set of slots worked, kept as disjoint spans in order. Its measure
``W(t) = number of working slots before t`` turns every question into a look-up:
work of ``w`` slots that starts at the working slot ``s`` ends at ``W⁻¹(W(s) + w)``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Working slots as disjoint, increasing, non-adjacent spans ``[start, end)``.

    Raises:
        ValueError: if the spans are empty, overlap, touch or are out of order.
    """

    spans: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        last = -1
        for start, end in self.spans:
            if not last < start < end:
                raise ValueError(f"calendar: span {(start, end)} is empty or not after {last}")
            last = end

    @classmethod
    def always(cls, horizon: int) -> "Calendar":
        """The calendar that works in every slot up to the horizon."""
        return cls(spans=((0, horizon),) if horizon else ())

    @classmethod
    def from_slots(cls, slots: Iterable[int]) -> "Calendar":
        """Makes a calendar of working slots in increasing order."""
        spans: list[list[int]] = []
        for slot in slots:
            if spans and spans[-1][1] == slot:
                spans[-1][1] = slot + 1
            else:
                spans.append([slot, slot + 1])
        return cls(spans=tuple((start, end) for start, end in spans))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _done(self) -> list[int]:
        """Working slots before each span, and in all."""
        done = [0]
        for start, end in self.spans:
            done.append(done[-1] + end - start)
        return done

    @property
    def total(self) -> int:
        """Working slots in all."""
        return self._done[-1]

    def gapless(self, horizon: int) -> bool:
        """Whether every slot up to the horizon is worked."""
        return self.spans == ((0, horizon),) or (horizon == 0 and not self.spans)

    def works(self, slot: int) -> bool:
        """Whether the slot is worked."""
        k = bisect_right(self._starts, slot) - 1
        return k >= 0 and slot < self.spans[k][1]

    def next_working(self, slot: int) -> int | None:
        """The first working slot at or after this one, or None."""
        k = bisect_right(self._starts, slot) - 1
        if k >= 0 and slot < self.spans[k][1]:
            return slot
        return self.spans[k + 1][0] if k + 1 < len(self.spans) else None

    def worked(self, slot: int) -> int:
        """``W(slot)``: working slots before it."""
        k = bisect_right(self._starts, slot) - 1
        if k < 0:
            return 0
        return self._done[k] + min(slot, self.spans[k][1]) - self.spans[k][0]

    def reached(self, work: int) -> int | None:
        """``W⁻¹(work)``: the first slot before which `work` slots are worked, or None."""
        if work <= 0:
            return 0
        k = bisect_left(self._done, work) - 1
        return self.spans[k][0] + work - self._done[k] if k < len(self.spans) else None

    def finish(self, start: int, work: int) -> int | None:
        """End of `work` working slots begun at the working slot `start`; None: past the end.

        Work of 0 ends where it starts.
        """
        return start if work == 0 else self.reached(self.worked(start) + work)

    def within_of(self, other: "Calendar") -> bool:
        """Whether the other works whenever this does."""
        return all(
            other.worked(end) - other.worked(start) == end - start for start, end in self.spans
        )

    def idle_since(self, slot: int) -> int:
        """The least slot from which on none is worked up to this one."""
        reached = self.reached(self.worked(slot))
        return slot if reached is None else min(slot, reached)

    def gaps(self, never: int) -> dict[int, list[int]]:
        """Lists the slots that follow a gap by its length; `never` follows the last."""
        found: dict[int, list[int]] = {}
        last = 0
        for opens, closes in (*self.spans, (never, never)):
            if opens > last:
                found.setdefault(opens - last, []).append(opens)
            last = closes
        return found

    def cropped(self, start: int, end: int) -> "Calendar":
        """The part in ``[start, end)``, on an axis that begins at `start`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return Calendar(
            spans=tuple(
                (max(opens, start) - start, min(closes, end) - start)
                for opens, closes in self.spans[first:last]
                if closes > start < end
            )
        )

    def run(self, slot: int, work: int) -> tuple[int, int] | None:
        """Start and end of `work` > 0 working slots begun at the first working slot from `slot`."""
        k = bisect_right(self._starts, slot) - 1
        if k < 0 or slot >= self.spans[k][1]:
            k += 1
            if k == len(self.spans):
                return None
            slot = self.spans[k][0]
        if slot + work <= self.spans[k][1]:
            return slot, slot + work
        end = self.reached(self._done[k] + slot - self.spans[k][0] + work)
        return None if end is None else (slot, end)

    def latest_start(self, end: int, work: int) -> int | None:
        """The latest working slot from which `work` slots are done by `end`, or None."""
        if work == 0:
            return end
        begin = self.worked(end) - work
        return self.slot_after(begin) if begin >= 0 else None

    def latest_finish(self, slot: int, work: int, *, apart: bool = False) -> int | None:
        """The latest end of `work` > 0 that begins by `slot`; `apart`: in the next working slot."""
        begun = self.worked(slot) if apart else self.worked(slot + 1) - 1
        return self.reached(begun + work)

    def first_reaching(self, end: int, work: int, *, apart: bool = False) -> int:
        """The first start from which `work` > 0 is not done before `end`.

        A working slot, or `apart` any from which it begins in the next working slot.
        """
        before = self.worked(end - 1) + 1 - work
        if apart:
            return self.reached(before) or 0
        return self.slot_after(before) if 0 < before < self.total else max(0, before)

    def progress(self, slot: int) -> int:
        """The progress before a slot: working slots here, weighted ones in a `Paced` calendar."""
        return self.worked(slot)

    def needs(self, work: int) -> int:
        """The progress that `work` slots of work need."""
        return work

    def reaching(self, progress: int) -> int | None:
        """The first slot before which the progress is reached, or None."""
        return self.reached(progress)

    def slot_after(self, work: int) -> int:
        """The last slot before which exactly `work` slots are worked and which is worked."""
        k = bisect_right(self._done, work) - 1
        return self.spans[k][0] + work - self._done[k]

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The working spans inside ``[start, end)``, cut to it."""
        for opens, closes in self.spans[max(0, bisect_right(self._starts, start) - 1) :]:
            if opens >= end:
                return
            if closes > start:
                yield max(opens, start), min(closes, end)

    def sizes(self, work: int) -> dict[int, list[tuple[int, int]]]:
        """For each elapsed size of `work`, the closed ranges of working starts that have it.

        The elapsed size is piecewise constant in the start; periodic calendars have few distinct
        values however many gaps they have.
        """
        if work not in self._sizes:
            sizes: dict[int, list[tuple[int, int]]] = {}
            for first, last, size in self._pieces(work):
                sizes.setdefault(size, []).append((first, last))
            self._sizes[work] = sizes
        return self._sizes[work]

    @cached_property
    def _sizes(self) -> dict[int, dict[int, list[tuple[int, int]]]]:
        return {}

    def _pieces(self, work: int) -> Iterator[tuple[int, int, int]]:
        """Yields closed ranges of working starts and the elapsed size of `work` from them."""
        target = 0
        for start, end in self.spans:
            slot = start
            while slot < end:
                finish = self.finish(slot, work)
                if finish is None:
                    return
                while target < len(self.spans) and self.spans[target][1] < finish:
                    target += 1
                room = self.spans[target][1] - finish if work else end - 1 - slot
                last = min(end - 1, slot + room)
                yield slot, last, finish - slot
                slot = last + 1


def intersection(calendars: Iterable[Calendar]) -> Calendar:
    """The calendar of slots in which all calendars work; at least one is given."""
    first, *rest = calendars
    spans = first.spans
    for calendar in rest:
        spans = tuple(_common(spans, calendar.spans))
    return Calendar(spans=spans)


def _common(
    one: tuple[tuple[int, int], ...], two: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(one) and j < len(two):
        start, end = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
        if start < end:
            yield start, end
        if one[i][1] < two[j][1]:
            i += 1
        else:
            j += 1


def union(calendars: Iterable[Calendar]) -> Calendar:
    """The calendar of slots in which any calendar works; at least one is given."""
    first, *rest = dict.fromkeys(calendars)
    if not rest:
        return first
    merged: list[list[int]] = []
    for start, end in sorted(span for calendar in (first, *rest) for span in calendar.spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return Calendar(spans=tuple((start, end) for start, end in merged))
