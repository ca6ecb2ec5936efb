"""The rules of the model, one file each; `ALL` is the formulation at a glance.

Each module has ``add(model, problem, variables)``; their order does not matter.
"""

from models.rules import (
    budget,
    capacity,
    duration,
    overtime,
    pause,
    precedence,
    span,
    staffing,
    window,
)

ALL = (window, duration, overtime, pause, span, precedence, capacity, staffing, budget)
"""Every rule of the formulation."""
