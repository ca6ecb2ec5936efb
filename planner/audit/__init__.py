"""Scores a plan as it stands: what its dates break, and how sound its network is.

`dated` says when each task is and who does it; `effort` lays the hours on days; `findings` lists
what they break; `network` and `dcma` look at the logic. Nothing is changed or searched for, and
nothing of the solver or the referee is used: a plan of ours is judged by the same few rules.
"""

from planner.audit.audit import Audit, audit, has_dates
from planner.audit.dcma import AuditPoint

__all__ = ["Audit", "AuditPoint", "audit", "has_dates"]
