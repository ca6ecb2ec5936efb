"""A problem in which only times and modes are to be found, as plain tables for machine code.

An activity has a row for each of its modes; where all have one mode the rows are the activities.

Time runs forward or backward: both are a `Direction` through the same slots, the backward one as
if the axis were turned round. Who is needed is packed, see `models.search.packing`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, Field, fields
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.calendars import Calendar
from models.problem import (
    Activity,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
)
from models.search.packing import Packing
from models.search.work_table import WorkTable
from models.timing import network
from models.timing.durations import alike
from models.timing.lags import Rule, earliest_second, latest_first, rule

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

NEVER = 2**40
"""After every axis: the end of what cannot start."""

_LARGEST = 20_000_000
"""Cells of tables over the slots that are built."""

_RULED = 500_000
"""Slots for which links with a lag on a calendar or the clock are asked until when they wait."""

_UNDERSTOOD: dict[type, str] = {
    Problem: "horizon activities resources calendars precedences reservations staffing budgets "
    "clock due_calendar materials",
    Resource: "name capacity calendar",
    Activity: "name modes calendar together start_min start_max end_min end_max due weight bonus "
    "previous open late drop_cost split",
    Mode: "seats work cost accrual spread consumes",
    Seat: "candidates count",
    Candidate: "resource work cost calendar unwanted units",
    Precedence: "first second kind lag calendar elapsed idle",
    Reservation: "resource start end units",
}
"""The fields that are dealt with here or have no say in when things can happen."""


class LinkTable(NamedTuple):
    """What waits for what in one direction of time.

    Args:
        begin: Where each activity's links begin in those below; one entry more than activities.
        lagged: Where among them those begin that are not plainly from an end to a start.
        first: The activity that a link waits for.
        event: The same for its start; for its end as many are added as there are activities.
        lag: How long after that.
        rule: -1, or the row of `after` that tells instead.
        to_end: 1 where the activity's end waits, 0 where its start does.
        after: For each rule and slot until when a link waits: a lag on a calendar or the clock.
        ordered: 1 where nothing starts before what it waits for, by whatever lags there are.
    """

    begin: Ints
    lagged: Ints
    first: Ints
    event: Ints
    lag: Ints
    rule: Ints
    to_end: Ints
    after: Ints
    ordered: int


class Direction(NamedTuple):
    """One direction of time.

    Args:
        row: For each mode its row of `ends`.
        ends: For each row and start the end; `NEVER` where nothing of the row can start.
        links: What waits for what.
        order: The activities, what is waited for first.
        free: For each word and slot what there is, with all highest bits set.
    """

    row: Ints
    ends: Ints
    links: LinkTable
    order: Ints
    free: Words


class Timetable(NamedTuple):
    """A problem in tables.

    Args:
        forward, backward: The two directions of time.
        mode: Where each activity's modes begin; one entry more than activities.
        need: Where each mode's needs begin in the next two; one entry more than modes.
        word: The word of a need.
        units: What is needed of it.
        highest: For each word the highest bits of its resources.
        length: For each mode how long it takes wherever on the axis it starts; -1 where that
            depends on its start, or it cannot start everywhere.
        latest: For each activity when it starts at the latest by what follows it.
        even: 1 where nothing depends on where on the axis it is.
        uses: For each mode what it uses up of each material.
        stock: For each material what there is of it in all.
        ends_use: For each mode 1 for each material that it uses at its end, not at its start.
        supplied, supply, until: For each supply that more comes after its material, its amount
            and its slot.
    """

    forward: Direction
    backward: Direction
    mode: Ints
    need: Ints
    word: Ints
    units: Words
    highest: Words
    length: Ints
    latest: Ints
    even: int
    uses: Ints
    stock: Ints
    ends_use: Ints
    supplied: Ints
    supply: Ints
    until: Ints

    @property
    def slots(self) -> int:
        """Length of the axis."""
        return int(self.forward.ends.shape[1]) - 1


def smallest(modes: int) -> Timetable:
    """The timetable of two activities of so many modes, by which machine code is made."""
    activity = Activity(modes=(Mode(work=1),) * modes)
    problem = Problem(horizon=2, activities=(activity,) * 2, calendars=(Calendar.always(2),))
    table = timetable(problem, 2)
    if table is None:
        raise ValueError("the smallest problem has no timetable")
    return table


def timetable(problem: Problem, slots: int) -> Timetable | None:
    """The problem on an axis of so many slots, or None if more than times and modes is to be found.

    It takes modes whose people are all needed and all taken from its start to its end, any number
    of units, lags between starts and ends, on the axis, a calendar or the wall clock, dates,
    calendars with gaps, reservations, materials, and deliveries of what is used at the start or the
    end. It takes no choice of people, no optional activities, no lags in per cent, no maximum lags,
    no hard budgets, and nothing it has not heard of.
    """
    if not fits(problem, slots):
        return None
    rows, ends = _ends(problem, slots)
    order = np.array(network.order(problem), dtype=np.int64)
    packing = Packing(problem, slots)
    links = _needed(problem)
    lengths = _lengths(ends)[rows]
    return Timetable(
        forward=Direction(
            row=rows,
            ends=ends,
            links=_linked(problem, links, slots, turned=False),
            order=order,
            free=packing.free,
        ),
        backward=Direction(
            row=rows,
            ends=_mirrored(ends),
            links=_linked(problem, links, slots, turned=True),
            order=order[::-1].copy(),
            free=np.ascontiguousarray(packing.free[:, ::-1]),
        ),
        mode=np.cumsum([0, *(len(a.modes) for a in problem.activities)], dtype=np.int64),
        need=packing.need,
        word=packing.word,
        units=packing.units,
        highest=packing.highest,
        length=lengths,
        latest=np.array(network.windows(problem).latest_start, dtype=np.int64),
        even=int(
            bool((lengths >= 0).all())
            and bool((packing.free == packing.free[:, :1]).all())
            and not any(map(_ruled, links))
        ),
        uses=_uses(problem),
        **_stock(problem),
    )


def fits(problem: Problem, slots: int) -> bool:
    """Whether `timetable` takes the problem on an axis of so many slots."""
    return (
        bool(problem.activities)
        and (_rows(problem) + len(problem.resources)) * slots <= _LARGEST
        and _understood(problem)
        and not problem.changing
        and all(map(_decided, problem.activities))
        and not _used_meanwhile(problem)
        and all(alike(problem, i) for i in range(len(problem.activities)))
        and all(budget.price is not None for budget in problem.budgets)
        and len({rule(problem, link) for link in filter(_ruled, problem.precedences)}) * slots
        <= _RULED
        and all(len(group) == 1 for group in network.components(problem))
        and all(link.first != link.second for link in problem.precedences)
    )


def _rows(problem: Problem) -> int:
    """How many modes there are."""
    return sum(len(activity.modes) for activity in problem.activities)


def _decided(activity: Activity) -> bool:
    """Whether the activity must be done, by people who are given by its mode, each on one seat."""
    seats = [mode.seats for mode in activity.modes]
    people = ([one.resource for seat in row for one in seat.candidates] for row in seats)
    return (
        not (activity.optional or activity.sided)
        and all(seat.forced for row in seats for seat in row)
        and all(len(set(row)) == len(row) for row in people)
    )


def _uses(problem: Problem) -> Ints:
    """For each mode what it uses up of each material."""
    modes = [mode for activity in problem.activities for mode in activity.modes]
    uses = np.zeros((len(modes), len(problem.materials)), dtype=np.int64)
    for row, mode in zip(uses, modes, strict=True):
        for one in mode.consumes:
            row[one.material] = one.amount
    return uses


def _stock(problem: Problem) -> dict[str, Ints]:
    """What `Timetable` tells of materials and deliveries."""
    modes = [mode for activity in problem.activities for mode in activity.modes]
    ends_use = np.zeros((len(modes), len(problem.materials)), dtype=np.int64)
    for row, mode in zip(ends_use, modes, strict=True):
        for one in mode.consumes:
            row[one.material] = one.accrual == "end"
    amounts = [[one.amount for one in m.supplies if one.until is None] for m in problem.materials]
    dated = [
        (m, supply.amount, supply.until)
        for m, material in enumerate(problem.materials)
        for supply in material.supplies
        if supply.until is not None
    ]
    supplied, supply, until = np.array(dated, dtype=np.int64).reshape(-1, 3).T.copy()
    return {
        "stock": np.array([min(row, default=NEVER) for row in amounts], dtype=np.int64),
        "ends_use": ends_use,
        "supplied": supplied,
        "supply": supply,
        "until": until,
    }


def _used_meanwhile(problem: Problem) -> bool:
    """Whether something that is delivered is used evenly over the work."""
    dated = {
        m
        for m, material in enumerate(problem.materials)
        if any(one.until is not None for one in material.supplies)
    }
    modes = (mode for activity in problem.activities for mode in activity.modes)
    return any(one.spread and one.material in dated for mode in modes for one in mode.consumes)


def _understood(problem: Problem) -> bool:
    """Whether everything that the problem uses is in `_UNDERSTOOD`."""
    modes = [mode for activity in problem.activities for mode in activity.modes]
    seats = [seat for mode in modes for seat in mode.seats]
    candidates = [candidate for seat in seats for candidate in seat.candidates]
    groups: tuple[tuple[type, Sequence[Any]], ...] = (
        (Problem, (problem,)),
        (Resource, problem.resources),
        (Activity, problem.activities),
        (Mode, modes),
        (Seat, seats),
        (Candidate, candidates),
        (Precedence, problem.precedences),
        (Reservation, problem.reservations),
    )
    return all(_plain(kind, group) for kind, group in groups)


def _plain(kind: type, group: Sequence[Any]) -> bool:
    """Whether what is not understood of a kind stands at its default in all of a group."""
    unknown = {
        field.name: _default(field)
        for own in {type(one) for one in group}
        for field in fields(own)
        if field.name not in _UNDERSTOOD[kind].split()
    }
    return all(getattr(one, name) == value for name, value in unknown.items() for one in group)


def _default(field: "Field[Any]") -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _needed(problem: Problem) -> list[Precedence]:
    """The links but those from an end to a start without lag that follow from others of that kind.

    What is needed of these goes by no other way from its first to its second.
    """
    kept: list[Precedence] = []
    after = [0] * len(problem.activities)
    """For each activity, as bits, all that comes after it by links of that kind."""
    for i in reversed(network.order(problem)):
        direct = {link.second for link in problem.outgoing[i] if _direct(link)}
        beyond = 0
        for j in direct:
            beyond |= after[j]
        kept += [Precedence(first=i, second=j) for j in sorted(direct) if not beyond >> j & 1]
        kept += [link for link in problem.outgoing[i] if not _direct(link)]
        for j in direct:
            after[i] |= 1 << j
        after[i] |= beyond
    return kept


def _direct(link: Precedence) -> bool:
    """From an end to a start, as soon as that."""
    return link.kind == "FS" and not (link.lag or _ruled(link))


def _ruled(link: Precedence) -> bool:
    return link.calendar is not None or link.elapsed


def _linked(
    problem: Problem, links: Sequence[Precedence], slots: int, *, turned: bool
) -> LinkTable:
    """The links in one direction; `turned` is backward."""
    count = len(problem.activities)
    groups: list[list[tuple[Precedence, int]]] = [[] for _ in range(count)]
    known: dict[Rule, int] = {}
    after: list[Ints] = []
    for link in sorted(links, key=_direct, reverse=True):
        row = known.setdefault(rule(problem, link), len(after)) if _ruled(link) else -1
        if row == len(after):
            after.append(_after(problem, link, slots, turned=turned))
        own = link.backward if turned else link
        groups[own.second].append((own, row))
    flat = list(chain.from_iterable(groups))
    begin = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    direct = [sum(row < 0 and _direct(link) for link, row in group) for group in groups]

    def column(values: Iterable[int]) -> Ints:
        return np.array(list(values), dtype=np.int64)

    return LinkTable(
        begin=begin,
        lagged=begin[:-1] + column(direct),
        first=column(link.first for link, _ in flat),
        event=column(link.first + count * (link.kind[0] == "F") for link, _ in flat),
        lag=column(link.lag for link, _ in flat),
        rule=column(row for _, row in flat),
        to_end=column(link.kind[1] == "F" for link, _ in flat),
        after=np.array(after, dtype=np.int64).reshape(-1, slots + 1),
        ordered=int(all(map(_in_order, flat))),
    )


def _after(problem: Problem, link: Precedence, slots: int, *, turned: bool) -> Ints:
    """For each slot until when a link waits whose first's event is there."""
    if turned:
        times = [slots - latest_first(problem, link, slots - slot) for slot in range(slots + 1)]
    else:
        times = [earliest_second(problem, link, slot) for slot in range(slots + 1)]
    row: Ints = np.clip(np.array(times, dtype=np.int64), 0, slots + 1)
    return row


def _in_order(link: tuple[Precedence, int]) -> bool:
    """Whether by the link nothing starts before what it waits for."""
    one, row = link
    return row < 0 and one.kind[1] == "S" and one.lag >= 0


# How long things take


def _ends(problem: Problem, slots: int) -> tuple[Ints, Ints]:
    """For each mode its row, and for each row and start the end or `NEVER`."""
    modes = [(activity, mode) for activity in problem.activities for mode in activity.modes]
    parts = [_parts(problem, activity, mode) for activity, mode in modes]
    longest = max((work for _, work in chain.from_iterable(parts)), default=0)
    clocks = [WorkTable(calendar, (), slots, longest) for calendar in problem.calendars]
    known: dict[object, int] = {}
    rows = np.zeros(len(parts), dtype=np.int64)
    table: list[Ints] = []
    for i, (activity, _) in enumerate(modes):
        dates = activity.start_min, activity.start_max, activity.end_min, activity.end_max
        rows[i] = known.setdefault((parts[i], dates), len(table))
        if rows[i] == len(table):
            table.append(_row(activity, [(clocks[c], work) for c, work in parts[i]], slots))
    return rows, np.array(table)


def _lengths(ends: Ints) -> Ints:
    """For each row how long it takes from every start for which the axis is long enough, or -1."""
    slots = ends.shape[1] - 1
    same = ends[:, :1] + np.arange(slots + 1)
    even = (ends == np.where(same <= slots, same, NEVER)).all(axis=1)
    lengths: Ints = np.where(even, ends[:, 0], -1)
    return lengths


def _row(activity: Activity, parts: Sequence[tuple[WorkTable, int]], slots: int) -> Ints:
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
    """The work that begins with the activity in a mode: on which calendar, how much."""
    parts = [(activity.calendar, mode.work)]
    candidates = chain.from_iterable(seat.candidates for seat in mode.seats)
    parts += [(problem.calendar_position(one), one.work) for one in candidates]
    return tuple(sorted({(calendar, work) for calendar, work in parts if work}))


def _mirrored(ends: Ints) -> Ints:
    """The same with time running backward: of the starts with one end the latest counts."""
    last = ends.shape[1] - 1
    mirrored = np.full_like(ends, NEVER)
    for row, mirror in zip(ends, mirrored, strict=True):
        starts = np.flatnonzero(row < NEVER)
        mirror[last - row[starts]] = last - starts
    return mirrored
