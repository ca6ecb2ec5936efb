"""Matches people and seats, where each person takes one seat only."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def matched(able: Sequence[Sequence[T]]) -> dict[T, int] | None:
    """A different person for every seat, from those able to take it; None if impossible.

    By augmenting paths (Kuhn 1955): a person who is needed elsewhere moves to another seat.
    """
    taken: dict[T, int] = {}
    full = all(_filled(able, seat, taken, set()) for seat in range(len(able)))
    return taken if full else None


def _filled(able: Sequence[Sequence[T]], seat: int, taken: dict[T, int], tried: set[T]) -> bool:
    for who in able[seat]:
        if who not in tried:
            tried.add(who)
            if who not in taken or _filled(able, taken[who], taken, tried):
                taken[who] = seat
                return True
    return False
