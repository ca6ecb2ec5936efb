"""Ends of activities as plain tables: for each mode and start, when the work is done."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from models.problem import Activity, Mode, Problem
from models.search.arrays import NEVER, Ints
from models.search.slot_table import SlotTable


def end_table(problem: Problem, slots: int) -> tuple[Ints, Ints]:
    """For each mode its row, and for each row and start the end or `NEVER`."""
    modes = [(activity, mode) for activity in problem.activities for mode in activity.modes]
    parts = [_parts(problem, activity, mode) for activity, mode in modes]
    longest = max((work for _, work in chain.from_iterable(parts)), default=0)
    clocks = [SlotTable(calendar, (), slots, longest) for calendar in problem.calendars]
    known: dict[object, int] = {}
    rows = np.zeros(len(parts), dtype=np.int64)
    table: list[Ints] = []
    for i, (activity, _) in enumerate(modes):
        dates = activity.start_min, activity.start_max, activity.end_min, activity.end_max
        rows[i] = known.setdefault((parts[i], dates), len(table))
        if rows[i] == len(table):
            table.append(_row(activity, [(clocks[c], work) for c, work in parts[i]], slots))
    return rows, np.array(table)


def even_lengths(ends: Ints) -> Ints:
    """For each row its duration, if that is the same from every start, else -1."""
    slots = ends.shape[1] - 1
    same = ends[:, :1] + np.arange(slots + 1)
    even = (ends == np.where(same <= slots, same, NEVER)).all(axis=1)
    lengths: Ints = np.where(even, ends[:, 0], -1)
    return lengths


def _row(activity: Activity, parts: Sequence[tuple[SlotTable, int]], slots: int) -> Ints:
    """The end of an activity for each start from 0 to the last slot's end, or `NEVER`."""
    starts = np.arange(slots + 1, dtype=np.int64)
    ends, possible = starts, starts >= activity.start_min
    possible &= starts <= (slots if activity.start_max is None else activity.start_max)
    for clock, work in parts:
        possible &= clock.begin(starts) == starts
        ends = np.maximum(ends, clock.end(starts, work))
    latest = slots if activity.end_max is None else min(slots, activity.end_max)
    possible &= (ends >= activity.end_min) & (ends <= latest)
    row: Ints = np.where(possible, ends, NEVER)
    return row


def _parts(problem: Problem, activity: Activity, mode: Mode) -> tuple[tuple[int, int], ...]:
    """The work of an activity in a mode: calendars and amounts."""
    parts = [(activity.calendar, mode.work)]
    candidates = chain.from_iterable(seat.candidates for seat in mode.seats)
    parts += [(problem.calendar_position(one), one.work) for one in candidates]
    return tuple(sorted({(calendar, work) for calendar, work in parts if work}))


def mirrored_ends(ends: Ints) -> Ints:
    """The table with time running backward: of starts with the same end the latest counts."""
    last = ends.shape[1] - 1
    mirrored = np.full_like(ends, NEVER)
    for row, mirror in zip(ends, mirrored, strict=True):
        starts = np.flatnonzero(row < NEVER)
        mirror[last - row[starts]] = last - starts
    return mirrored
