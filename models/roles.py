"""The role of each field of a problem: how a change of positions or of the axis transforms it.

Functions that make a problem from a problem (`models.cut`) use `ROLES`, so that a new field is
declared once; tests find a field without a role.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Literal, TypeVar

from models.calendars import Calendar
from models.materials import Consumption, Material, Supply
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    FREE,
    Activity,
    Bounds,
    Budget,
    Candidate,
    Edge,
    Level,
    Mode,
    Pause,
    Pay,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
    Stay,
)
from models.splitting import Split
from models.uneven_calendars import Paced

Role = Literal[
    "plain",
    "activity",
    "activities",
    "resource",
    "resources",
    "calendar",
    "date",
    "slot",
    "least",
    "most",
    "end",
    "period",
    "part",
    "parts",
    "levels",
    "pays",
    "edges",
    "axis",
    "whole",
]
"""What stands in a field.

* ``plain``: nothing that depends on slots or positions (those of materials do not change): an
  amount, a name, a day, an instant;
* ``activity``, ``resource``, ``calendar``: a position; ``activities``, ``resources``: several;
* ``slot``, ``date`` (may be ``None``): a slot, also one before the axis or after it;
* ``least``, ``most``: a slot from which on, or up to which, something is allowed;
* ``end``: where a span begins or ends that counts as far as it is on the axis; ``period``: both;
* ``part``, ``parts``: something with fields of its own; ``levels``, ``pays``: in order of time;
  ``edges``: of activities;
* ``axis``: one for each slot;
* ``whole``: `Cut.problem`, or `Calendar.cropped`, knows it by its name.
"""


def _roles(**names: str) -> dict[str, Role]:
    return {name: role for role, text in names.items() for name in text.split()}  # type: ignore[misc]


ROLES: dict[type, dict[str, Role]] = {
    Problem: _roles(
        whole="horizon activities resources calendars precedences reservations staffing budgets "
        "materials",
        axis="clock",
        calendar="due_calendar",
        part="overhead",
    ),
    Activity: _roles(
        plain="name together split moment weight bonus open late drop_cost",
        parts="modes",
        part="stay",
        calendar="calendar",
        least="start_min end_min",
        most="start_max end_max",
        date="due previous",
        activities="spans",
        edges="edges",
    ),
    Edge: _roles(plain="mode", activity="activity", resource="resource", part="bounds"),
    Mode: _roles(plain="work cost accrual spread", parts="seats consumes", part="bounds"),
    Seat: _roles(plain="count", parts="candidates"),
    Candidate: _roles(
        plain="work cost overtime unwanted strange units rate",
        resource="resource",
        calendar="calendar",
        part="bounds pause",
        pays="pays",
        date="due",
    ),
    Bounds: _roles(least="start_min end_min", most="start_max end_max"),
    Pause: _roles(plain="most", calendar="calendar"),
    Pay: _roles(plain="rate once", least="since"),
    Split: _roles(plain="least most"),
    Stay: _roles(plain="later sooner", slot="at until"),
    Resource: _roles(plain="name capacity", calendar="calendar", levels="levels", part="overtime"),
    Overtime: _roles(calendar="calendar", levels="ceilings"),
    Ceiling: _roles(plain="most", end="start end"),
    Level: _roles(plain="capacity", end="start end"),
    Precedence: _roles(
        plain="kind lag lags by elapsed share idle", activity="first second", calendar="calendar"
    ),
    Reservation: _roles(plain="units", resource="resource", end="start end"),
    Staffing: _roles(plain="same", activity="first second", resources="among"),
    Budget: _roles(plain="name days limit price", activities="activities", period="period"),
    Material: _roles(plain="name", parts="supplies"),
    Supply: _roles(plain="amount", date="until"),
    Consumption: _roles(plain="material amount accrual spread", calendar="calendar"),
    Overhead: _roles(
        plain="cents since until length",
        activities="activities",
        axis="opens closes",
        whole="midnight",
    ),
    Calendar: _roles(whole="spans"),
    Paced: _roles(whole="spans paces full"),
}
"""What stands in each field."""

_VARYING = {
    kind: tuple((name, role) for name, role in roles.items() if role not in ("plain", "whole"))
    for kind, roles in ROLES.items()
}
_VALUES = {kind: attrgetter(*roles, "__class__") for kind, roles in ROLES.items()}

P = TypeVar("P")
RoleMoves = Mapping[Role, Callable[[Any], Any]]
"""What becomes of a field, by its role."""


def rebuilt(one: P, moves: RoleMoves) -> P:
    """A part of a problem with its fields changed by their roles; the same object if none is."""
    changes = {}
    for name, role in _VARYING[type(one)]:
        old = getattr(one, name)
        if old is not None and old is not FREE and old != ():
            new = moves[role](old)
            if new is not old:
                changes[name] = new
    if not changes:
        return one
    # as `dataclasses.replace`, in half the time: parts are rebuilt by the hundred in each step
    kind = type(one)
    return kind(**dict(zip(ROLES[kind], _VALUES[kind](one), strict=False)) | changes)
