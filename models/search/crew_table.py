"""Crews as tables for machine code: who may be on one, when they are there, and how many it takes.

People are bits of 64-bit words. Some people can fill the seats of an activity if of those who may
take any seats of a set there are at least as many as these seats take (Hall 1935).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from models.bounds.groups import alike_kind
from models.problem import Activity, Problem, Seat
from models.search.arrays import Ints, PackedWords
from models.search.link_table import cycles
from models.search.timetable import Timetable, timetable
from models.search.timetable_fit import fits, understood

_SEATS = 6
"""Seats of an activity at most: there are conditions for each set of them."""


class CrewTable(NamedTuple):
    """The crews of a problem.

    Args:
        begin: Where each activity's sets begin; one entry more than activities.
        sets: For each set of seats who may take any of them.
        need: For each how many people it takes.
        able: For each activity who may be on any seat.
        size: For each activity how many people it takes.
        free: For each slot who is there.
        worth: For each person how much others would miss them.
    """

    begin: Ints
    sets: PackedWords
    need: Ints
    able: PackedWords
    size: Ints
    free: PackedWords
    worth: Ints


def chosen_people(problem: Problem) -> frozenset[int]:
    """The resources on whom there is a choice, and all who share a seat with them."""
    seats = {seat for one in problem.activities for mode in one.modes for seat in mode.seats}
    groups = {seat.group for seat in seats}
    people = frozenset[int]().union(*(seat.group for seat in seats if not seat.forced))
    while beside := frozenset[int]().union(*(g for g in groups if g & people)) - people:
        people |= beside
    return people


def _crowded(activity: Activity, people: frozenset[int]) -> bool:
    """Whether an activity takes two people or more."""
    return sum(seat.count for seat in _crew(activity, people)) > 1


def without_crews(problem: Problem) -> Problem | None:
    """The problem without the people who are chosen, whose work is the activities' own; or None.

    It takes activities with one mode that take equally long whoever does them, people who are
    taken as a whole, no cycles of links and no rules about people. Where nobody works with others
    neighbourhoods are better: in 3 s lists ended at 494 and 481 on 100_5_48_9 and 200_10_85_15,
    whose bounds 490 and 472 neighbourhoods reach.
    """
    people = chosen_people(problem)
    if any(len(one.modes) > 1 for one in problem.activities):
        return None
    if not any(_crowded(one, people) for one in problem.activities):
        return None
    if problem.staffing or cycles(problem) or not understood(problem):
        return None
    activities = []
    for i, activity in enumerate(problem.activities):
        kind = alike_kind(problem, i)
        if kind is None or not _whole(problem, activity, people):
            return None
        calendar, work, _ = kind
        (mode,) = activity.modes
        seats = tuple(seat for seat in mode.seats if not seat.group & people)
        own = replace(mode, seats=seats, work=work)
        activities.append(replace(activity, modes=(own,), calendar=calendar, together=True))
    return replace(problem, activities=tuple(activities))


def _whole(problem: Problem, activity: Activity, people: frozenset[int]) -> bool:
    """Whether few seats take people, and those as a whole."""
    seats = _crew(activity, people)
    alone = all(
        one.units == problem.resources[one.resource].capacity
        for seat in seats
        for one in seat.candidates
    )
    return alone and len(seats) <= _SEATS


def _crew(activity: Activity, people: frozenset[int]) -> list[Seat]:
    return [seat for seat in activity.modes[0].seats if seat.group & people]


def crews(problem: Problem, slots: int) -> tuple[Timetable, CrewTable] | None:
    """The times of a problem and its crews, on so many slots; None if it does not fit."""
    alone = without_crews(problem)
    times = timetable(alone, slots) if alone is not None else None
    if times is None:
        return None
    people = sorted(chosen_people(problem))
    bits = {r: k for k, r in enumerate(people)}
    words = -(-len(people) // 64)
    seats = [_crew(one, frozenset(people)) for one in problem.activities]
    rows = [_sets(row) for row in seats]
    return times, CrewTable(
        begin=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        sets=_packed([[bits[r] for r in who] for row in rows for who, _ in row], words),
        need=np.array([need for row in rows for _, need in row], dtype=np.int64),
        able=_packed([[bits[r] for seat in row for r in seat.group] for row in seats], words),
        size=np.array([sum(seat.count for seat in row) for row in seats], dtype=np.int64),
        free=_present(problem, people, slots),
        worth=_worth(people, seats),
    )


def crews_fit(problem: Problem, slots: int) -> bool:
    """Whether `crews` accepts the problem."""
    alone = without_crews(problem)
    return alone is not None and fits(alone, slots)


def _sets(seats: Sequence[Seat]) -> list[tuple[frozenset[int], int]]:
    """Sets of seats as who may take them and how many they take, without those others imply."""
    found: dict[frozenset[int], int] = {}
    for size in range(1, len(seats) + 1):
        for some in combinations(seats, size):
            who = frozenset[int]().union(*(seat.group for seat in some))
            found[who] = max(found.get(who, 0), sum(seat.count for seat in some))
    return [
        (who, need)
        for who, need in found.items()
        if not any(
            a < who and who - a in found and found[a] + found[who - a] >= need for a in found
        )
    ]


def _packed(rows: Sequence[Sequence[int]], words: int) -> PackedWords:
    found = np.zeros((len(rows), words), dtype=np.uint64)
    for row, bits in zip(found, rows, strict=True):
        for bit in bits:
            row[bit // 64] |= np.uint64(1 << bit % 64)
    return found


def _present(problem: Problem, people: Sequence[int], slots: int) -> PackedWords:
    """For each slot who is not taken by something that is not planned here."""
    there = np.ones((slots, len(people)), dtype=bool)
    bits = {r: k for k, r in enumerate(people)}
    for taken in problem.reservations:
        if taken.resource in bits and taken.units:
            there[taken.start : taken.end, bits[taken.resource]] = False
    return _packed([np.flatnonzero(row).tolist() for row in there], -(-len(people) // 64))


def _worth(people: Sequence[int], seats: Sequence[Sequence[Seat]]) -> Ints:
    """The work of the seats that somebody may take, each shared by all who may."""
    worth = dict.fromkeys(people, 0.0)
    for row in seats:
        for seat in row:
            share = seat.energy / len(seat.candidates)
            for r in seat.group:
                worth[r] += share
    return np.array([round(1000 * worth[r]) for r in people], dtype=np.int64)
