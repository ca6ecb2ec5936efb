"""Whether a problem fits a timetable: only times and modes are to be found."""

from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from typing import Any

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
from models.search.link_table import cycles, is_ruled
from models.timing.durations import alike
from models.timing.lags import rule

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


def fits(problem: Problem, slots: int) -> bool:
    """Whether `timetable` accepts the problem on an axis of `slots` slots."""
    return (
        bool(problem.activities)
        and (_rows(problem) + len(problem.resources)) * slots <= _LARGEST
        and understood(problem)
        and not problem.changing
        and all(map(_decided, problem.activities))
        and not _used_meanwhile(problem)
        and all(alike(problem, i) for i in range(len(problem.activities)))
        and all(budget.price is not None for budget in problem.budgets)
        and len({rule(problem, link) for link in filter(is_ruled, problem.precedences)}) * slots
        <= _RULED
        and not (cycles(problem) and chooses(problem))
        and all(link.first != link.second for link in problem.precedences)
    )


def chooses(problem: Problem) -> bool:
    """Whether there are modes to be found, or deliveries to be waited for."""
    several = any(len(activity.modes) > 1 for activity in problem.activities)
    dated = (one.until is not None for m in problem.materials for one in m.supplies)
    return several or any(dated)


def _rows(problem: Problem) -> int:
    """The number of modes."""
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


def _used_meanwhile(problem: Problem) -> bool:
    """Whether something that is delivered is used evenly over the work."""
    dated = {
        m
        for m, material in enumerate(problem.materials)
        if any(one.until is not None for one in material.supplies)
    }
    modes = (mode for activity in problem.activities for mode in activity.modes)
    return any(one.spread and one.material in dated for mode in modes for one in mode.consumes)


def understood(problem: Problem) -> bool:
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
    """Whether fields that are not understood have their defaults in all of a group."""
    unknown = {
        field.name: _default(field)
        for own in {type(one) for one in group}
        for field in fields(own)
        if field.name not in _UNDERSTOOD[kind].split()
    }
    return all(getattr(one, name) == value for name, value in unknown.items() for one in group)


def _default(field: "Field[Any]") -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()
