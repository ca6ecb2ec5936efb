"""Ways split by who is chosen, where the choice decides more than that person's own work.

People share a Work in proportion to how much there is of those who are chosen. A task that is done
together goes on while all who do it work: whose time is common to them depends on the calendars of
those chosen. What waits for per cent of a task's duration waits for so much of the time that those
chosen need.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

from planner.project import Task
from planner.translate.ways import Crew, Stint, Way, WaySeat, exact, whole

_MOST = 24
"""More choices than these are not distinguished."""

StintKey = Callable[[Way, Stint], Hashable]
"""What tells those who may be chosen apart in a way."""


def by_duration(options: Iterable[Way]) -> Iterator[Way]:
    """The ways, each choice of how long people work apart."""
    for way in options:
        yield from _apart(way, lambda _, stint: whole(stint.minutes))


def in_proportion(crew: Crew, task: Task, options: Iterable[Way]) -> Iterator[Way]:
    """The ways, each choice of shares apart if several share a Work: all need the same time.

    Where there are too many choices it is shared evenly, as `ways` has it.
    """
    shared = task.work if task.duration is None and not task.spans else None
    for way in options:
        if shared and not way.alone and _count(way, _units) <= _MOST:
            yield from (_sharing(crew, shared, chosen) for chosen in _apart(way, _units))
        else:
            yield way


def _sharing(crew: Crew, work: int, way: Way) -> Way:
    """The way, its people sharing a Work in proportion to their units."""
    total = sum((part.count * part.stints[0].units for part in way.parts), Fraction(0))

    def sharing(stint: Stint) -> Stint:
        efficiency = exact(crew.workers[stint.worker].efficiency)
        return stint._replace(minutes=work / total / efficiency)

    parts = (replace(part, stints=tuple(map(sharing, part.stints))) for part in way.parts)
    return replace(way, parts=tuple(parts))


def _units(_: Way, stint: Stint) -> Fraction:
    return stint.units


def joint(options: Iterable[Way], calendar: StintKey) -> Iterator[Way]:
    """The ways, each choice of calendars apart; `calendar` says by which somebody works in a way.

    `Way.joint` are workers in whose common time all of it is done.
    """
    for way in options:
        for chosen in _apart(way, calendar):
            stints = [stint for part in chosen.parts for stint in part.stints]
            first = {calendar(way, stint): stint.worker for stint in stints}
            told = _count(way, calendar) <= _MOST and len(first) > 1
            yield replace(chosen, joint=tuple(sorted(first.values()))) if told else chosen


def _apart(way: Way, told: StintKey) -> Iterator[Way]:
    if _count(way, told) > _MOST:
        yield way
        return
    for chosen in product(*(_sets(way, part, told) for part in way.parts)):
        yield replace(way, parts=tuple(part for some in chosen for part in some))


def _count(way: Way, told: StintKey) -> int:
    count = 1
    for part in way.parts:
        count *= len(_sets(way, part, told))
    return count


def _sets(way: Way, part: WaySeat, told: StintKey) -> list[Sequence[WaySeat]]:
    """Each way to fill the seats of a part, as a part for each group of equal candidates."""
    groups: dict[Hashable, list[Stint]] = {}
    for stint in part.stints:
        groups.setdefault(told(way, stint), []).append(stint)
    if len(groups) < 2:
        return [(part,)]
    found: list[Sequence[WaySeat]] = []
    for taken in combinations_with_replacement(groups, part.count):
        counts = {key: taken.count(key) for key in dict.fromkeys(taken)}
        if all(count <= len(groups[key]) for key, count in counts.items()):
            found.append(
                [replace(part, count=n, stints=tuple(groups[key])) for key, n in counts.items()]
            )
    return found
