"""Known people on the seats of a task."""

from collections.abc import Sequence
from dataclasses import replace

from planner.checks.matching import matched
from planner.translate.ways import Crew, Way


def kept_people(crew: Crew, way: Way, names: Sequence[str]) -> Way | None:
    """The way with exactly these people on it; None where they cannot fill its seats.

    Who may take several seats takes the first that nobody else of them can.
    """
    called = {worker.name: k for k, worker in enumerate(crew.workers)}
    people = list(dict.fromkeys(called[name] for name in names if name in called))
    if not way.parts or sum(part.count for part in way.parts) > len(people):
        return None
    seats = [k for k, part in enumerate(way.parts) for _ in range(part.count)]
    able = [[k for k, w in enumerate(people) if _sits(way, seat, w)] for seat in seats]
    taken = matched(able)
    if taken is None:
        return None
    chosen: dict[int, set[int]] = {}
    for who, at in taken.items():
        chosen.setdefault(seats[at], set()).add(people[who])
    parts = (
        replace(part, stints=tuple(s for s in part.stints if s.worker in chosen[k]))
        for k, part in enumerate(way.parts)
    )
    return replace(way, parts=tuple(parts))


def _sits(way: Way, seat: int, worker: int) -> bool:
    return any(stint.worker == worker for stint in way.parts[seat].stints)
