"""Orders that evolve in plain Python: what `models.search.orders` does until it is compiled.

A list takes a hundred times as long here, and on most instances of PSPLIB j120 five seconds of it
on one core still give better schedules than CP-SAT finds in six on two (docs/performance.md).
"""

from random import Random
from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints
from models.search.crossing import CHILDREN, FAR, LEEWAY, MOVED, STRETCH
from models.search.params import EvolutionParams
from models.search.plain_serial import PlainDirection, PlainSerial
from models.search.timetable import Timetable

_SLOWER = 100
"""How many times as long as in machine code a list takes."""


class _Ranked(NamedTuple):
    """A schedule: its length, the sum of its ends, and a list to be planned in the other direction.

    Lower ones are better.
    """

    span: int = NEVER
    total: int = NEVER
    listed: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[int, int]:
        return self.span, self.total


class PlainLine:
    """Populations one after the other, and the best schedule of them."""

    def __init__(self, table: Timetable, starts: Ints, params: EvolutionParams, seed: int) -> None:
        self._table, self._params, self._random = table, params, Random(seed)  # noqa: S311 - no secret
        self._scheme = PlainSerial(table)
        self._starts: list[int] = starts.tolist()
        self._latest: list[int] = table.latest.tolist()
        self._count = len(starts)
        self.span, self.times = NEVER, np.empty(0, dtype=np.int64)
        self.modes = np.zeros(self._count, dtype=np.int64)
        self._settle(params.first)

    def _settle(self, population: int) -> None:
        """A new population, still without lists."""
        self._early, self._late = ([_Ranked()] * population for _ in range(2))
        self._shortest, self._calm, self._planned = NEVER, 0, 0

    def go(self, children: int, _share: float) -> None:
        """Plans as many lists as take as long as so many children do in machine code."""
        for _ in range(max(1, children // _SLOWER)):
            self._step()
        if self._calm > self._params.calm:
            self._settle(min(self._params.growth * len(self._early), self._params.most))

    def _step(self) -> None:
        """Plans one list: a random one in the first generation, later a child."""
        generation, rest = divmod(self._planned, CHILDREN * len(self._early))
        place, child = divmod(rest, CHILDREN)
        forward = generation % 2 == 0
        self._planned += 1
        self._calm += rest == 0
        if generation == 0:
            listed = self._drawn(known=place == child == 0)
            if child == 0:
                self._late[place] = _Ranked(listed=tuple(listed))
                self._early[place] = _Ranked(listed=tuple(reversed(listed)))
        else:
            listed = self._child(self._late if forward else self._early, place, child)
            if self._random.random() < self._params.mutants:
                self._mutate(self._scheme.forward if forward else self._scheme.backward, listed)
        self._plan(listed, place, child, forward=forward)

    def _drawn(self, *, known: bool) -> list[int]:
        """A list to begin with: that of the known schedule, or nearly by the latest starts."""
        if known:
            return self._scheme.forward.listed(list(self._starts))
        most = self._params.jitter * max(1, *self._latest)
        keys = [max(0, int(latest + most * self._random.random())) for latest in self._latest]
        return self._scheme.forward.listed(keys)

    def _child(self, parents: list[_Ranked], place: int, child: int) -> list[int]:
        """A child of a member and another one, the better of two."""
        drawn = (parents[self._random.randrange(len(parents))] for _ in range(2))
        one, other = parents[place].listed, min(drawn, key=lambda member: member.rank).listed
        return self._crossed(other, one) if child else self._crossed(one, other)

    def _crossed(self, one: tuple[int, ...], other: tuple[int, ...]) -> list[int]:
        """The list of one, but for a stretch in which it goes by the order of the other."""
        low, high = STRETCH
        length = int(self._count * (low + (high - low) * self._random.random()))
        head = one[: self._random.randrange(self._count + 1 - length)]
        known = set(head)
        middle = [i for i in other if i not in known][:length]
        known.update(middle)
        return [*head, *middle, *(i for i in one if i not in known)]

    def _mutate(self, way: PlainDirection, listed: list[int]) -> None:
        """Lets a few activities go earlier or later in a list, which stays one to be planned."""
        for _ in range(1 + self._random.randrange(MOVED)):
            at, left = self._random.randrange(self._count), 1 + self._random.randrange(FAR)
            i, to = listed[at], at
            if self._random.random() < 0.5:
                while to > max(0, at - left) and listed[to - 1] not in way.first[i]:
                    to -= 1
            else:
                end = min(self._count - 1, at + left)
                while to < end and i not in way.first[listed[to + 1]]:
                    to += 1
            listed.insert(to, listed.pop(at))

    def _plan(self, listed: list[int], place: int, child: int, *, forward: bool) -> None:
        """Plans a list; what comes of it takes the place if it is better."""
        scheme, own = self._scheme, self._early if forward else self._late
        way, back = scheme.forward, scheme.backward
        if not forward:
            way, back = back, way
        if child == 0 and (self._table.even or not forward):
            own[place] = _Ranked(listed=own[place].listed)
        floor = 0 if forward else self._floor(self._early[place].span)
        end, times = scheme.plan(way, listed, floor)
        ends = times[self._count :]
        rank = end - floor, sum(ends)
        if end >= NEVER or rank >= own[place].rank:
            return
        turned = back.listed([scheme.slots - each for each in ends], raised=back.ordered)
        own[place] = _Ranked(*rank, tuple(turned))
        if rank[0] < self._shortest:
            self._shortest, self._calm = rank[0], 0
            self._note(*((end, times) if forward else scheme.plan(scheme.forward, turned, 0)))

    def _floor(self, span: int) -> int:
        """The first slot of a schedule backward that is made of one of this length forward."""
        if self._table.even or span >= NEVER:
            return 0
        return max(0, self._scheme.slots - int(LEEWAY * span))

    def _note(self, span: int, times: list[int]) -> None:
        if span < self.span:
            self.span, self.times = span, np.array(times, dtype=np.int64)
