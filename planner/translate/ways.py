"""The ways to do a task, in minutes: who may sit where and how long each then works.

A way becomes a `models.problem.Mode` once the length of a slot is known.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from planner.project import Need, Resource, Task

FULL = 1000
"""Units of a `models` resource that are one full person or machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A seat: `count` of some resources at `units` each.

    Args:
        need: Position of the need in the task.
        minutes: For each candidate (a position in `Crew.workers`) how long it works, exactly: time
            is rounded up to whole minutes, money is paid for what is worked.
    """

    need: int
    count: int
    units: float
    minutes: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Seats, the minutes of work that need nobody, and whether people work overtime."""

    parts: tuple[Part, ...] = ()
    minutes: int = 0
    overtime: bool = False

    @property
    def longest(self) -> int:
        """Working minutes it takes with its slowest candidates."""
        return max([self.minutes, *(whole(m) for part in self.parts for _, m in part.minutes)])


def exact(number: float) -> Fraction:
    """A number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def whole(minutes: float | Fraction) -> int:
    """A derived amount of time (effort shared, a lag in per cent), rounded up to whole minutes."""
    return math.ceil(minutes if isinstance(minutes, Fraction) else exact(minutes))


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Who there is. `workers` are the resources that work; material is only paid for."""

    resources: tuple[Resource, ...]

    @cached_property
    def workers(self) -> tuple[Resource, ...]:
        """People and equipment, in the project's order; `models` knows them by position."""
        return tuple(r for r in self.resources if r.kind != "material")

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        """Workers by their name and by each group they belong to."""
        called: dict[str, list[int]] = {}
        for position, worker in enumerate(self.workers):
            for name in dict.fromkeys((worker.name, *worker.groups)):
                called.setdefault(name, []).append(position)
        return called

    @cached_property
    def _skilled(self) -> dict[str, list[int]]:
        skilled: dict[str, list[int]] = {}
        for position, worker in enumerate(self.workers):
            for skill in worker.skills:
                skilled.setdefault(skill, []).append(position)
        return skilled

    @cached_property
    def materials(self) -> dict[str, Resource]:
        """Material by name."""
        return {r.name: r for r in self.resources if r.kind == "material"}

    def called(self, names: Sequence[str]) -> list[int]:
        """Workers of these names or in these groups, in order, once each."""
        return list(dict.fromkeys(w for name in names for w in self._called.get(name, ())))

    def qualified(self, need: Need) -> list[int]:
        """Workers that may fill the seat, preferred ones first."""
        if need.names:
            found = self.called(need.names)
        elif need.skill:
            found = self._skilled.get(need.skill, [])
        else:
            found = []
        if need.skill:
            found = [w for w in found if self.workers[w].skills.get(need.skill, -1) >= need.level]
        excluded, preferred = set(self.called(need.excluded)), set(self.called(need.preferred))
        return sorted((w for w in found if w not in excluded), key=lambda w: w not in preferred)

    def overtime(self, worker: int) -> bool:
        """Whether the worker may work overtime: there is a price and a limit."""
        return self.workers[worker].overtime_rate is not None and (
            self.workers[worker].overtime_hours > 0
        )

    def material(self, need: Need) -> bool:
        """Whether the need is for material."""
        return bool(need.names) and all(name in self.materials for name in need.names)


def ways(crew: Crew, task: Task) -> tuple[Way, ...]:
    """Every way to do a task: one for each number of heads its effort may be shared by.

    Each of them once more with overtime, where somebody who may do it has a price for it.

    A fixed duration is everybody's own working time, whatever their efficiency. Effort is shared
    in proportion to units: ``minutes = work / Σ units / efficiency``.
    """
    usual = _usual(crew, task)
    if task.unbroken:
        return usual
    longer = (
        way for way in usual if any(crew.overtime(w) for p in way.parts for w, _ in p.minutes)
    )
    return (*usual, *(replace(way, overtime=True) for way in longer))


def _usual(crew: Crew, task: Task) -> tuple[Way, ...]:
    needs = {k: n for k, n in enumerate(task.needs) if not crew.material(n)}
    if task.duration is not None or not task.work:
        return (_fixed(crew, needs, task),)
    if not needs:
        return (Way(minutes=whole(Fraction(task.work, max(1, task.heads[0])))),)
    if task.heads == (1, 1):
        return (_shared(crew, needs, task.work),)
    needs = _pooled(needs)
    if len(needs) > 1:
        return (_shared(crew, needs, task.work),)
    ((position, need),) = needs.items()
    low, high = task.heads
    most = max(low, min(high, len(crew.qualified(need))))
    counts = (replace(need, count=count) for count in range(max(1, low), most + 1))
    return tuple(_shared(crew, {position: need}, task.work) for need in counts)


def _fixed(crew: Crew, needs: dict[int, Need], task: Task) -> Way:
    duration = task.duration or 0
    parts = tuple(
        Part(
            need=k,
            count=need.count,
            units=units,
            minutes=tuple((w, Fraction(duration)) for w in who),
        )
        for k, need in needs.items()
        for units, who in [_fitting(crew, need)]
    )
    return Way(parts=parts, minutes=0 if parts else duration)


def _shared(crew: Crew, needs: dict[int, Need], work: int) -> Way:
    seats = {k: (need, *_fitting(crew, need)) for k, need in needs.items()}
    total = sum((need.count * exact(units) for need, units, _ in seats.values()), Fraction(0))
    parts = tuple(
        Part(
            need=k,
            count=need.count,
            units=units,
            minutes=tuple((w, work / total / exact(crew.workers[w].efficiency)) for w in who),
        )
        for k, (need, units, who) in seats.items()
    )
    return Way(parts=parts)


def _fitting(crew: Crew, need: Need) -> tuple[float, list[int]]:
    """Units and candidates of a seat.

    A full person is asked for where nothing else is said; who is there in part only (Max Units
    below 100 %) is meant in full if nobody on the list is there in full, else does not qualify.
    """
    who = crew.qualified(need)
    there = {w: crew.workers[w].max_units for w in who}
    if need.units != 1 or not who or max(there.values()) == 0:
        return need.units, who
    units = min(1.0, max(there.values()))
    return units, [w for w in who if there[w] >= units]


def _pooled(needs: dict[int, Need]) -> dict[int, Need]:
    """Several people by name, of whom a range of heads is wanted, as one need."""
    alike = all(n.names and not n.skill and n.count == 1 and n.units == 1 for n in needs.values())
    if len(needs) < 2 or not alike:
        return needs
    first = next(iter(needs))
    names = tuple(dict.fromkeys(name for need in needs.values() for name in need.names))
    return {first: replace(needs[first], names=names)}
