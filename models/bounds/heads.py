"""Earliest starts by load: before an activity, all that leads to it is done.

Nothing starts before everything that it waits for, directly or through others, has ended, and what
only some people can do takes them their time. So the start of an activity is at least the first
slot by which each group of people has had time for what all that leads to it needs of them. A
longest chain knows one path to an activity; in a dense network hundreds lead to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.bounds.groups import Group
from models.problem import Precedence, Problem, Seat
from models.timing.precedence_order import order

_LARGEST = 3_000
"""Activities up to which all that leads to each is noted."""

_PAIRS = 40
"""Groups up to which pairs of them are looked at too."""


def loaded(problem: Problem) -> Problem:
    """The problem with the starts that follow from load; no schedule is lost."""
    count = len(problem.activities)
    seats = dict(_seats(problem))
    if count > _LARGEST or not seats or not problem.precedences:
        return problem
    before, rooms = _before(problem), _rooms(problem)
    starts = np.zeros(count, dtype=np.int64)
    for group in _groups(seats):
        work = np.zeros(count)
        for i, inside in seats.items():
            work[i] = sum(seat.energy for seat in inside if seat.group <= group)
        if work.any():
            time = np.sum([rooms[r] for r in sorted(group)], axis=0)
            starts = np.maximum(starts, np.searchsorted(time, before @ work - 0.5))
    activities = (
        replace(activity, start_min=max(activity.start_min, min(int(start), problem.horizon)))
        for activity, start in zip(problem.activities, starts, strict=True)
    )
    return replace(problem, activities=tuple(activities))


def _before(problem: Problem) -> NDArray[np.float64]:
    """A row for each activity: 1 for what has ended before it starts."""
    count = len(problem.activities)
    before = np.zeros((count, count), dtype=np.float64)
    for i in order(problem):
        for link in problem.incoming[i]:
            if _waits(problem, link):
                before[i] = np.maximum(before[i], before[link.first])
                before[i, link.first] = 1
    return before


def _waits(problem: Problem, link: Precedence) -> bool:
    """Whether the second starts after the end of the first, which must be done."""
    plain = link.kind == "FS" and link.forward and not (link.share or link.lags)
    return plain and link.first != link.second and not problem.activities[link.first].optional


def _rooms(problem: Problem) -> list[NDArray[np.int64]]:
    """Of each resource, units times slots it has worked by each slot at most."""
    axis = range(problem.horizon + 1)
    known: dict[int, NDArray[np.int64]] = {}
    for calendar in problem.widest:
        if id(calendar) not in known:
            known[id(calendar)] = np.array([calendar.worked(t) for t in axis], dtype=np.int64)
    return [
        one.capacity * known[id(calendar)]
        for one, calendar in zip(problem.resources, problem.widest, strict=True)
    ]


def _seats(problem: Problem) -> Iterator[tuple[int, tuple[Seat, ...]]]:
    """The seats of what must be done, in one way."""
    for i, activity in enumerate(problem.activities):
        if not activity.optional and len(activity.modes) == 1:
            yield i, activity.modes[0].seats


def _groups(seats: Mapping[int, tuple[Seat, ...]]) -> set[Group]:
    """The groups of candidates, unions of two, and everybody."""
    single = {seat.group for inside in seats.values() for seat in inside if seat.energy}
    pairs = {a | b for a in single for b in single} if len(single) <= _PAIRS else single
    return {*single, *pairs, Group().union(*single)}
