"""What is to be planned, as integers.

Time is an axis of slots ``0 .. horizon``; a span is half-open ``[start, end)``. Money is whole
cents. Capacities and demands are whole units whose meaning is the caller's (the planner uses
1,000 for one full person). Resources, calendars and activities refer to each other by position.

Everything is frozen and checks itself where it is made; `Problem` checks what needs the whole.
A `ValueError` from here means that the caller built a wrong problem.
"""

from models.problem.activity import Activity, Edge, Mode, Stay, with_bounds
from models.problem.problem import Budget, Problem, once
from models.problem.relations import LinkKind, Precedence, Staffing
from models.problem.resource import Level, Reservation, Resource
from models.problem.seat import FREE, Bounds, Candidate, Pause, Pay, Seat

__all__ = [
    "FREE",
    "Activity",
    "Bounds",
    "Budget",
    "Candidate",
    "Edge",
    "Level",
    "LinkKind",
    "Mode",
    "Pause",
    "Pay",
    "Precedence",
    "Problem",
    "Reservation",
    "Resource",
    "Seat",
    "Staffing",
    "Stay",
    "once",
    "with_bounds",
]
