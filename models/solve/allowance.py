"""What a search may still spend: wall seconds, or deterministic work in their place."""

import time
from collections.abc import Callable

from models.search.large_neighbourhood import Limits
from models.solve.incumbent import Incumbent
from models.solve.outcome import SolveOptions


class Allowance:
    """What is left of the limits of a call of `solve`.

    Args:
        options: The limits.
        standing: Knows the seconds since the search began.
        stop: Asked often; once true, nothing is left.
    """

    def __init__(
        self, options: SolveOptions, standing: Incumbent, stop: Callable[[], bool]
    ) -> None:
        self.options = options
        self.standing = standing
        self.stop = stop
        self.work_left = options.deterministic_limit

    @property
    def deterministic(self) -> bool:
        """Whether work is counted in place of seconds."""
        return self.work_left is not None

    @property
    def time_left(self) -> float:
        """Seconds that are left; infinite without a limit."""
        limit = self.options.time_limit
        return float("inf") if limit is None else limit - self.standing.seconds

    @property
    def left(self) -> float:
        """What is left, in whichever is counted."""
        return self.time_left if self.work_left is None else self.work_left

    @property
    def over(self) -> bool:
        """Whether the search has to end."""
        return self.stop() or self.left <= 0

    def limits(self, share: float) -> Limits:
        """The limits of a search that may spend a share of what is left."""
        timed = not self.deterministic and self.options.time_limit is not None
        return Limits(
            until=time.monotonic() + share * self.time_left if timed else None,
            work=None if self.work_left is None else share * self.work_left,
            workers=self.options.workers,
            seed=self.options.seed,
            params=self.options.params,
        )

    def take(self, share: float) -> Limits | None:
        """Takes a share of what is left; None where there is no limit, or nothing left."""
        limits = self.limits(share)
        if self.over or (limits.until is None and limits.work is None):
            return None
        if self.work_left is not None:
            self.work_left *= 1 - share
        return limits

    def spend(self, work: float) -> None:
        """Takes work off what is left, where work is counted."""
        if self.work_left is not None:
            self.work_left -= work
