"""Whose turn it is: nobody waits for the many wishes of another.

Who asks is told from the widest to the narrowest, as (address, owner): turns are shared out between
addresses first, and what an address gets between its owners. So neither many jobs nor many
browsers of one visitor push others back.
"""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager

Who = tuple[str, ...]

_MOST_KNOWN = 10_000
_LATER = 1e-3
"""Seconds between two turns at least, so that one is after the other."""


class Turns:
    """What everybody has under way, and when their last turn was."""

    def __init__(self) -> None:
        self._under_way: Counter[Who] = Counter()
        self._last: dict[Who, float] = defaultdict(float)
        self._latest = 0.0

    def note(self, who: Who, under_way: int, last: float) -> None:
        """Take note of what somebody has under way, and of their last turn."""
        for part in _parts(who):
            self._under_way[part] += under_way
            self._last[part] = max(self._last[part], last)
        self._latest = max(self._latest, last)

    def begin(self, who: Who) -> None:
        """Somebody has a turn now."""
        if len(self._last) > _MOST_KNOWN:
            self._last.clear()
        self.note(who, 1, max(time.time(), self._latest + _LATER))

    def end(self, who: Who) -> None:
        """A turn is over."""
        for part in _parts(who):
            self._under_way[part] -= 1
            if not self._under_way[part]:
                del self._under_way[part]

    def key(self, who: Who) -> tuple[tuple[int, float], ...]:
        """The least comes next: who has least under way, or else waits longest for a turn."""
        return tuple((self._under_way[part], self._last.get(part, 0.0)) for part in _parts(who))

    def under_way(self, who: Who) -> tuple[int, ...]:
        """How much each part of who asks has under way."""
        return tuple(self._under_way[part] for part in _parts(who))


def in_turn(waiting: Iterable[tuple[str, Who]], turns: Turns) -> Iterator[str]:
    """What waits, in the order in which it will have its turn, one after the other.

    Args:
        waiting: What and whose it is, the first come first.
        turns: What is known of them; changed by this.
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
    """A few things at a time, shared out fairly; to be used from one event loop.

    Args:
        most: How many at a time.
        each: How many of them one address, and one owner, may have.
    """

    def __init__(self, most: int, each: tuple[int, int]) -> None:
        self._most = most
        self._each = each
        self._busy = 0
        self._turns = Turns()
        self._waiting: list[tuple[Who, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, who: Who) -> AsyncIterator[None]:
        """Wait for a turn and have it."""
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
