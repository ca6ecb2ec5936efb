"""The ways to do a task, in minutes: who may sit where and how long each then works.

A way becomes a `models.problem.Mode` once the length of a slot is known.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from planner.project import Need, Resource, Settings, Task

FULL = 1000
"""Units of a `models` resource that are one full person or machine, at least; see `full`."""

_MOST = 10**9
"""Units of one full person up to which every share is a whole number of them."""

_NEAR = Fraction(1, 10**9)
"""How far a number may be from the fraction that is meant: Excel knows 15 digits of 1/6."""


class Stint(NamedTuple):
    """The time a candidate (a position in `Crew.workers`) works on a seat, and at what share.

    Exactly: time is rounded up to whole minutes, money is paid for what is worked.
    """

    worker: int
    minutes: Fraction
    units: Fraction


class Taking(NamedTuple):
    """The share of a candidate that a seat asks for, and the units that it then takes."""

    worker: int
    asked: Fraction
    taken: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WaySeat:
    """A seat: `count` of the candidates in `stints`, for a need by its position in the task.

    Who is there for changing shares does their work at the share of each day if it is `paced`;
    else their time on it stays as it is.
    """

    need: int
    count: int
    stints: tuple[Stint, ...]
    paced: bool = False

    def stint(self, worker: int) -> Stint:
        """That of a candidate."""
        return next(stint for stint in self.stints if stint.worker == worker)


@dataclass(frozen=True, kw_only=True)
class Way:
    """Seats, the minutes of work that need nobody, and whether people may work overtime.

    All of it is done in the time that is common to the workers in `joint`, see
    `planner.translate.joint`.
    """

    parts: tuple[WaySeat, ...] = ()
    minutes: int = 0
    overtime: bool = False
    joint: tuple[int, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether one person does it."""
        return sum(part.count for part in self.parts) == 1

    @cached_property
    def longest(self) -> int:
        """Working minutes it takes with its slowest candidates."""
        return max([self.minutes, *(whole(s.minutes) for part in self.parts for s in part.stints)])


def exact(number: float | Fraction) -> Fraction:
    """A number as it is written: 0.1 is a tenth."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


@lru_cache(maxsize=4096)
def share(number: float) -> Fraction:
    """A share as it is meant: 0.1666666666666667 is a sixth."""
    written = exact(number)
    meant = written.limit_denominator(1000)
    return meant if abs(meant - written) <= _NEAR else written


def whole(minutes: float | Fraction) -> int:
    """A derived amount of time (effort shared, a lag in per cent), rounded up to whole minutes."""
    return math.ceil(exact(minutes))


def full(shares: Iterable[Fraction]) -> int:
    """Units of one full person such that all shares are whole numbers of them.

    If that needs too many, the number is limited, and `units` makes shares too small by a
    negligible amount.
    """
    found = math.lcm(FULL, *{share.denominator for share in shares})
    return min(found, _MOST)


def units(share: Fraction, whole: int) -> int:
    """A share as units, if one full person has `whole` of them."""
    return math.floor(share * whole)


@dataclass(frozen=True, kw_only=True)
class Crew:
    """All resources. `workers` are those that work; material is only paid for."""

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
    def _qualified(self) -> dict[Need, list[int]]:
        return {}

    @cached_property
    def _taking(self) -> dict[Need, tuple[Taking, ...]]:
        return {}

    @cached_property
    def _stints(self) -> dict[tuple[Need, int], tuple[Stint, ...]]:
        return {}

    @cached_property
    def materials(self) -> dict[str, Resource]:
        """Material by name."""
        return {r.name: r for r in self.resources if r.kind == "material"}

    def called(self, names: Sequence[str]) -> list[int]:
        """Workers of these names or in these groups, in order, once each."""
        return list(dict.fromkeys(w for name in names for w in self._called.get(name, ())))

    def qualified(self, need: Need) -> list[int]:
        """Workers that may fill the seat, preferred ones first; callers must not change it."""
        if need not in self._qualified:
            self._qualified[need] = self._found(need)
        return self._qualified[need]

    def _found(self, need: Need) -> list[int]:
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

    def named(self, need: Need) -> bool:
        """Whether nobody has to choose who fills the seat: all of them are named."""
        return not need.skill and len(self.called(need.names)) == need.count

    def takes(self, need: Need) -> tuple[Taking, ...]:
        """For each candidate of a seat the share that is asked for, and the units that are taken.

        A named person is asked for as far as they are available. A person who is not available at
        all is taken in full if nobody else can do it, so that the reason why there is no plan can
        be given.
        """
        if need not in self._taking:
            self._taking[need] = tuple(self._takes(need))
        return self._taking[need]

    def _takes(self, need: Need) -> Iterator[Taking]:
        asked, who = share(need.units), self.qualified(need)
        there = {w: share(self.workers[w].max_units) for w in who}
        named = self.named(need)
        for worker in who:
            taken = min(asked, there[worker])
            if taken:
                yield Taking(worker, taken if named else asked, taken)
            elif not any(there.values()):
                yield Taking(worker, asked, asked)

    def stints(self, need: Need, duration: int) -> tuple[Stint, ...]:
        """The time of each candidate on a seat for a fixed duration; one object for all alike."""
        if (need, duration) not in self._stints:
            self._stints[need, duration] = tuple(
                Stint(who, _stretched(duration, asked, taken), taken)
                for who, asked, taken in self.takes(need)
            )
        return self._stints[need, duration]

    def material(self, need: Need) -> bool:
        """Whether the need is for material."""
        return bool(need.names) and all(name in self.materials for name in need.names)


def together(crew: Crew, settings: Settings, task: Task) -> bool:
    """Whether all who do a task are needed from its start to its end, see `Task.together`."""
    if task.together is not None and not task.unbroken:
        return task.together
    able = (worker for need in task.needs for worker in crew.qualified(need))
    machine = any(crew.workers[worker].kind == "equipment" for worker in able)
    return task.unbroken or machine or settings.together


def ways(crew: Crew, task: Task) -> tuple[Way, ...]:
    """Every way to do a task: one for each number of heads its effort may be shared by.

    Each of them once more with overtime, where somebody who may do it has a price for it: of those
    one of whom is chosen only these then. There is none in a task's own calendar, nor in one that
    may be interrupted.

    What spans others has no work of its own, whoever is on it.

    A fixed duration is everybody's own working time, whatever their efficiency. Effort is shared
    in proportion to units: ``minutes = work / Σ units / efficiency``. Nobody gives more than their
    Max Units: who is named for a duration takes part in it as far as they are there; who is chosen
    for a seat, or has effort to do, needs as much longer.
    """
    usual = _usual(crew, task)
    if task.unbroken or task.spans or task.calendar or task.smallest_piece is not None:
        return usual
    longer = (
        way
        for way in usual
        if any(
            crew.workers[w].overtime and minutes for p in way.parts for w, minutes, _ in p.stints
        )
    )
    return (*usual, *(_longer(crew, way) for way in longer))


def _longer(crew: Crew, way: Way) -> Way:
    """The way with overtime; who works none is left to the usual one."""
    if len(way.parts) > 1 or way.parts[0].count > 1:
        return replace(way, overtime=True)
    (part,) = way.parts
    able = tuple(
        stint for stint in part.stints if crew.workers[stint.worker].overtime and stint.minutes
    )
    return replace(way, parts=(replace(part, stints=able),), overtime=True)


def _usual(crew: Crew, task: Task) -> tuple[Way, ...]:
    needs = {k: n for k, n in enumerate(task.needs) if not crew.material(n)}
    if task.spans:
        return (_fixed(crew, needs, replace(task, duration=0)),)
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
        WaySeat(
            need=k,
            count=need.count,
            stints=crew.stints(need, duration),
            paced=not task.spans and not crew.named(need),
        )
        for k, need in needs.items()
    )
    return Way(parts=parts, minutes=0 if parts else duration)


def _stretched(duration: int, asked: Fraction, taken: Fraction) -> Fraction:
    """How long somebody takes who is there for less than is asked for."""
    return asked / taken * duration if taken else Fraction(duration)


def _shared(crew: Crew, needs: dict[int, Need], work: int) -> Way:
    takes = {k: crew.takes(need) for k, need in needs.items()}
    total = sum(_asked([asked for _, asked, _ in takes[k]], need) for k, need in needs.items())
    parts = tuple(
        WaySeat(
            need=k,
            count=need.count,
            stints=tuple(
                Stint(
                    who,
                    asked / taken * work / total / exact(crew.workers[who].efficiency),
                    taken,
                )
                for who, asked, taken in takes[k]
            ),
            paced=True,
        )
        for k, need in needs.items()
    )
    return Way(parts=parts)


def _asked(shares: Sequence[Fraction], need: Need) -> Fraction:
    """The total number of people that a need takes: all named ones, or its count of candidates."""
    if len(shares) == need.count:
        return sum(shares, Fraction(0))
    return max(shares, default=Fraction(0)) * need.count


def _pooled(needs: dict[int, Need]) -> dict[int, Need]:
    """Combines several named people with a range of heads into one need."""
    alike = all(n.names and not n.skill and n.count == 1 and n.units == 1 for n in needs.values())
    if len(needs) < 2 or not alike:
        return needs
    first = next(iter(needs))
    names = tuple(dict.fromkeys(name for need in needs.values() for name in need.names))
    return {first: replace(needs[first], names=names)}
