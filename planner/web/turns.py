"""Shares turns out fairly, so that nobody waits for the many requests of another.

A client is given from the widest to the narrowest, as (address, owner). Turns are first shared
between addresses, and within an address between its owners. So neither many jobs nor many browsers
of one visitor delay the others.
"""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager

Who = tuple[str, ...]

_MOST_KNOWN = 10_000
_LATER = 1e-3
"""The least time between two turns in seconds, so that their order is known."""


class Turns:
    """The number of tasks under way and the last turn of each client."""

    def __init__(self) -> None:
        self._under_way: Counter[Who] = Counter()
        self._last: dict[Who, float] = defaultdict(float)
        self._latest = 0.0

    def note(self, who: Who, under_way: int, last: float) -> None:
        """Sets how much a client has under way, and the client's last turn."""
        for part in _parts(who):
            self._under_way[part] += under_way
            self._last[part] = max(self._last[part], last)
        self._latest = max(self._latest, last)

    def begin(self, who: Who) -> None:
        """Starts a client's turn."""
        if len(self._last) > _MOST_KNOWN:
            self._last.clear()
        self.note(who, 1, max(time.time(), self._latest + _LATER))

    def end(self, who: Who) -> None:
        """Ends a turn."""
        for part in _parts(who):
            self._under_way[part] -= 1
            if not self._under_way[part]:
                del self._under_way[part]

    def key(self, who: Who) -> tuple[tuple[int, float], ...]:
        """The client with the least key is next: it has least under way, or has waited longest."""
        return tuple((self._under_way[part], self._last.get(part, 0.0)) for part in _parts(who))

    def under_way(self, who: Who) -> tuple[int, ...]:
        """The number under way for each part of a client's name."""
        return tuple(self._under_way[part] for part in _parts(who))


def in_turn(waiting: Iterable[tuple[str, Who]], turns: Turns) -> Iterator[str]:
    """Yields the waiting items in the order of their turns.

    Args:
        waiting: Item and its client, in the order of arrival.
        turns: The state of all clients; this changes it.
    """
    lines: dict[Who, deque[tuple[int, str]]] = defaultdict(deque)
    for place, (what, who) in enumerate(waiting):
        lines[who].append((place, what))
    while lines:
        who = min(lines, key=lambda one: (turns.key(one), lines[one][0][0]))
        yield lines[who].popleft()[1]
        turns.begin(who)
        turns.end(who)
        if not lines[who]:
            del lines[who]


class Slots:
    """Lets a few things run at a time, shared out fairly; for use in one event loop.

    Args:
        most: The most at a time.
        each: The most of them for one address, and for one owner.
    """

    def __init__(self, most: int, each: tuple[int, int]) -> None:
        self._most = most
        self._each = each
        self._busy = 0
        self._turns = Turns()
        self._waiting: list[tuple[Who, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, who: Who) -> AsyncIterator[None]:
        """Waits for a turn and holds it."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((who, waiter))
        self._admit()
        try:
            await waiter
            yield
        finally:
            if waiter.done() and not waiter.cancelled():
                self._busy -= 1
                self._turns.end(who)
            else:
                self._waiting.remove((who, waiter))
            self._admit()

    def _admit(self) -> None:
        while self._busy < self._most:
            able = [one for one in self._waiting if self._may(one[0])]
            if not able:
                return
            chosen = min(able, key=lambda one: self._turns.key(one[0]))
            self._waiting.remove(chosen)
            self._busy += 1
            self._turns.begin(chosen[0])
            chosen[1].set_result(None)

    def _may(self, who: Who) -> bool:
        pairs = zip(self._turns.under_way(who), self._each, strict=True)
        return all(under_way < most for under_way, most in pairs)


def _parts(who: Who) -> Iterator[Who]:
    return (who[: n + 1] for n in range(len(who)))
