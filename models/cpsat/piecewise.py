"""Piecewise linear functions of a slot; a pattern that recurs is stored once.

Working time and the wall clock repeat from day to day or week to week, so that a plan of years
needs hardly more pieces than one of weeks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.calendars import Calendar

_FOREVER = 2**40

_BLOCK = 40
"""Pieces up to which a recurring pattern is looked for: a week of some breaks a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a function: ``value + slope × (slot − first)`` on ``first … last``.

    It comes `times` times, each `period` slots later and `gain` higher. The slope is 0 or 1.
    """

    first: int
    last: int
    slope: int
    value: int
    period: int = 0
    gain: int = 0
    times: int = 1

    def inside(self, low: int, high: int) -> "Piece | None":
        """The turns that touch the slots ``low … high``; a single one is cut to them."""
        step = self.period or 1
        early = max(0, -((self.last - low) // step))
        late = min(self.times - 1, (high - self.first) // step)
        if early > late:
            return None
        first, last = self.first + early * self.period, self.last + early * self.period
        value = self.value + early * self.gain
        if early < late:
            return replace(self, first=first, last=last, value=value, times=late - early + 1)
        cut = max(first, low)
        value += self.slope * (cut - first)
        return Piece(first=cut, last=min(last, high), slope=self.slope, value=value)

    def ranges(self, low: int, high: int) -> list[tuple[int, int]]:
        """Its slots in ``low … high`` as closed ranges, of which every turn touches some."""
        shifts = [turn * self.period for turn in range(self.times)]
        return [(max(low, self.first + k), min(high, self.last + k)) for k in shifts]

    def turn(self, slot: int) -> int | None:
        """How often the pattern has come before the slot; None if the slot is in no turn of it."""
        turn = (slot - self.first) // (self.period or 1) if self.times > 1 else 0
        here = 0 <= turn < self.times and slot - self.first - turn * self.period >= 0
        return turn if here and slot <= self.last + turn * self.period else None


def of_work(calendar: Calendar) -> tuple[Piece, ...]:
    """Pieces of ``W``: rising within a span, flat between."""
    return tuple(_folded(list(_work(calendar))))


def of_evening(calendar: Calendar) -> tuple[Piece, ...]:
    """Pieces of how many slots of a span lie before a slot in it or at its end; 0 elsewhere."""
    return tuple(_folded(list(_evenings(calendar))))


def of_clock(times: Sequence[int]) -> tuple[Piece, ...]:
    """Pieces of a clock: maximal runs of slots over which it rises by one a slot."""
    return tuple(_folded(list(_runs(times))))


def _work(calendar: Calendar) -> Iterator[Piece]:
    done, last = 0, -1
    for start, end in calendar.spans:
        if start > last + 1:
            yield Piece(first=last + 1, last=start - 1, slope=0, value=done)
        yield Piece(first=start, last=end, slope=1, value=done)
        done, last = done + end - start, end
    yield Piece(first=last + 1, last=_FOREVER, slope=0, value=done)


def _evenings(calendar: Calendar) -> Iterator[Piece]:
    after = 0
    for start, end in calendar.spans:
        yield Piece(first=after, last=start, slope=0, value=0)
        yield Piece(first=start + 1, last=end, slope=1, value=1)
        after = end + 1
    yield Piece(first=after, last=_FOREVER, slope=0, value=0)


def _runs(times: Sequence[int]) -> Iterator[Piece]:
    first = 0
    for t, (now, then) in enumerate(pairwise(times)):
        if then != now + 1:
            yield Piece(first=first, last=t, slope=1, value=times[first])
            first = t + 1
    yield Piece(first=first, last=_FOREVER, slope=1, value=times[first])


Sign = tuple[int, int, int]
"""How long a piece is, its slope, and how much higher the next one begins."""


def _folded(pieces: list[Piece]) -> Iterator[Piece]:
    """The same function with its recurring pattern stored once."""
    signs: list[Sign] = [
        (piece.last - piece.first, piece.slope, then.value - piece.value)
        for piece, then in zip(pieces, [*pieces[1:], pieces[-1]], strict=True)
    ]
    k = 0
    while k < len(pieces):
        sizes = range(1, _BLOCK + 1)
        size, times = max(
            ((size, _times(signs, k, size)) for size in sizes),
            key=lambda found: found[0] * (found[1] - 1),
        )
        if times == 1:
            yield pieces[k]
            k += 1
            continue
        period = pieces[k + size].first - pieces[k].first
        gain = pieces[k + size].value - pieces[k].value
        for piece in pieces[k : k + size]:
            yield replace(piece, period=period, gain=gain, times=times)
        k += size * times


def _times(signs: list[Sign], k: int, size: int) -> int:
    """How often in a row the pattern of `size` pieces comes from the k-th piece on."""
    pattern, times = signs[k : k + size], 1
    while signs[k + times * size : k + (times + 1) * size] == pattern:
        times += 1
    return times
