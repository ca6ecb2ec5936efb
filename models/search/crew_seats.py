"""Who of a crew takes which seat."""

from collections.abc import Iterable, Sequence

import numpy as np

from models.problem import Activity, Problem, Seat
from models.schedule import Assignment, Schedule, Task
from models.search.arrays import Ints, PackedWords
from models.search.crew_table import chosen_people


def seated(problem: Problem, times: Ints, crew: PackedWords) -> Schedule:
    """The schedule with these starts, then ends, and crews as bits (`models.search.crew_table`)."""
    people = sorted(chosen_people(problem))
    starts, ends = np.split(times, 2)
    rows = zip(problem.activities, starts.tolist(), ends.tolist(), crew.tolist(), strict=True)
    tasks = []
    for activity, start, end, words in rows:
        there = [r for k, r in enumerate(people) if words[k // 64] >> k % 64 & 1]
        who = tuple(_assignments(activity, frozenset(people), there))
        tasks.append(Task(start=start, end=end, mode=0, assignments=who))
    return Schedule(tasks=tuple(tasks))


def _assignments(
    activity: Activity, people: frozenset[int], crew: Sequence[int]
) -> Iterable[Assignment]:
    """Seats all of a crew, and whoever is needed besides."""
    chosen = {}
    for s, seat in enumerate(activity.modes[0].seats):
        if seat.group & people:
            chosen[s] = seat
        else:
            yield from (Assignment(seat=s, resource=c.resource) for c in seat.candidates)
    places = [s for s, seat in chosen.items() for _ in range(seat.count)]
    for place, r in _matched(crew, chosen, places).items():
        yield Assignment(seat=places[place], resource=r)


def _matched(crew: Sequence[int], seats: dict[int, Seat], places: Sequence[int]) -> dict[int, int]:
    """Somebody for each place, by ways on which people change places."""
    taken: dict[int, int] = {}

    def place(r: int, seen: set[int]) -> bool:
        for k, s in enumerate(places):
            if k not in seen and r in seats[s].group:
                seen.add(k)
                if k not in taken or place(taken[k], seen):
                    taken[k] = r
                    return True
        return False

    for r in crew:
        place(r, set())
    return taken
