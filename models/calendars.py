"""Working time on the slot axis.

A calendar is the set of slots worked, kept as disjoint spans in order. Its measure
``W(t) = number of working slots before t`` turns every question into a look-up:
work of ``w`` slots that starts at the working slot ``s`` ends at ``W⁻¹(W(s) + w)``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest


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
        """Works in every slot up to the horizon."""
        return cls(spans=((0, horizon),) if horizon else ())

    @classmethod
    def from_slots(cls, slots: Iterable[int]) -> "Calendar":
        """From the working slots in increasing order."""
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
        """The slots that follow a gap, by its length, in order; `never` follows the last."""
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
        """What is done before a slot, of which work takes `needs`."""
        return self.worked(slot)

    def needs(self, work: int) -> int:
        """The progress that so much work is."""
        return work

    def reaching(self, progress: int) -> int | None:
        """The first slot before which so much is done, or None."""
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
        """Closed ranges of working starts with the elapsed size `work` has from there."""
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


@dataclass(frozen=True, kw_only=True)
class Paced(Calendar):
    """A calendar whose slots do not all count alike: somebody who is there for changing shares.

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
        """The spans cut where the pace changes, each with its pace."""
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
        """What is done before a slot."""
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
    """A calendar of which somebody may work less: all of `own`, and of the rest what they like.

    For bounds: work ends no earlier than if all is worked, no later than on `own` alone.
    """

    own: Calendar

    @classmethod
    def of(cls, own: Calendar, more: Calendar) -> "Elastic":
        """All of the one, and of the other what they like."""
        return cls(spans=union((own, more)).spans, own=own)

    def latest_finish(self, slot: int, work: int, *, apart: bool = True) -> int | None:  # noqa: ARG002
        """An end that `work` > 0 begun by `slot` does not exceed."""
        return self.own.latest_finish(slot, work, apart=True)

    def first_reaching(self, end: int, work: int, *, apart: bool = True) -> int:  # noqa: ARG002
        """A start before which `work` > 0 is always done before `end`."""
        return self.own.first_reaching(end, work, apart=True)


def intersection(calendars: Iterable[Calendar]) -> Calendar:
    """When all of at least one calendar work."""
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
    """When any of at least one calendar works."""
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
