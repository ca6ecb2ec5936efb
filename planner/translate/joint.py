"""Tasks that are done together: they go on while all who do it work.

Where the people who may do one have different calendars, whose time is common to them depends on
who is chosen; there is then a way for each choice of calendars.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product

from planner.translate.ways import Part, Stint, Way

_MOST = 24
"""Ways to choose calendars of a way beyond which each of its people pauses for their own only."""


def joint(options: Iterable[Way], calendar: Callable[[int, Way], int]) -> Iterator[Way]:
    """The ways, each choice of calendars apart; `calendar` says by which somebody works in a way.

    `Way.joint` are workers in whose common time all of it is done.
    """
    for way in options:
        sets = [_sets(part, lambda worker, way=way: calendar(worker, way)) for part in way.parts]  # type: ignore[misc]
        count = 1
        for some in sets:
            count *= len(some)
        if count > _MOST:
            yield way
            continue
        for chosen in product(*sets):
            parts = tuple(part for some in chosen for part in some)
            first = {calendar(s.worker, way): s.worker for part in parts for s in part.stints}
            together = tuple(sorted(first.values())) if len(first) > 1 else ()
            yield replace(way, parts=parts, joint=together) if together or count > 1 else way


def _sets(part: Part, calendar: Callable[[int], int]) -> list[Sequence[Part]]:
    """Each way to fill the places of a part by calendars, as a part for each calendar."""
    groups: dict[int, list[Stint]] = {}
    for stint in part.stints:
        groups.setdefault(calendar(stint.worker), []).append(stint)
    if len(groups) < 2:
        return [(part,)]
    found: list[Sequence[Part]] = []
    for taken in combinations_with_replacement(groups, part.count):
        counts = {key: taken.count(key) for key in dict.fromkeys(taken)}
        if all(count <= len(groups[key]) for key, count in counts.items()):
            found.append(
                [replace(part, count=n, stints=tuple(groups[key])) for key, n in counts.items()]
            )
    return found
