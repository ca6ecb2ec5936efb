"""The only door: a problem and an objective in, the best schedule found and its proofs out."""

from models.solve.outcome import Helpers, Observer, Result, SearchProgress, SolveOptions, Status
from models.solve.run import solve

__all__ = ["Helpers", "Observer", "Result", "SearchProgress", "SolveOptions", "Status", "solve"]
