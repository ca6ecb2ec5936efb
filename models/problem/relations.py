"""What ties two activities: a `Precedence` their dates, a `Staffing` their people."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from models.problem.requirement import require

LinkKind = Literal["FS", "SS", "FF", "SF"]
"""The events that a precedence ties: (F)inish or (S)tart of the first, then of the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """`second`'s event comes no earlier than `lag` after `first`'s event.

    With ``a`` the first's and ``b`` the second's event (start or end, by `kind`):

    * `calendar` is ``None``: ``b >= a + lag`` on the axis;
    * otherwise, lag ≥ 0: at least `lag` working slots of that calendar lie between ``a`` and
      ``b``, and ``b >= a``; lag < 0: at most ``-lag`` of them lie between ``b`` and ``a``;
    * `idle`, a lag of 0 only: ``b >= a``, or nobody concerned works in ``[b, a)``: no slot of it
      is in `calendar`, nor in the calendar of anyone assigned to either activity or to what it
      spans (nor, where a mode has work of its own, in the activity's). The two instants are then
      one;
    * `elapsed`: ``instant(b) >= instant(a) + lag`` on the wall clock, see `Problem.clock`.

    A `share` may stand in place of `lag`: the lag is then that share of the time from the first's
    start to its end, counted in `calendar` if there is one, and rounded up. An elapsed link with
    a share counts that time in `calendar` and the lag on the wall clock.

    Where the lag depends on the mode of one of the two (`by`), `lags` has one lag for each of its
    modes, all of one sign, and `lag` is the least of them.

    A maximum lag "b at most L after a" is the precedence from b to a with lag ``-L``; for L = 0
    it is idle, since an end and the next start of work are one instant. A precedence to or from
    an activity that is left out does not bind.
    """

    first: int
    second: int
    kind: LinkKind = "FS"
    lag: int = 0
    calendar: int | None = None
    elapsed: bool = False
    share: Fraction = Fraction(0)
    idle: bool = False
    lags: tuple[int, ...] = ()
    by: Literal["first", "second"] = "first"

    def __post_init__(self) -> None:
        require(self.kind in ("FS", "SS", "FF", "SF"), "precedence: unknown kind {!r}", self.kind)
        counted = self.calendar is not None
        what = "precedence: an elapsed lag has no calendar, a share of time on the clock one"
        require(not self.elapsed or counted == bool(self.share), what)
        plain = not (self.elapsed or self.lag or self.share) and counted
        require(plain or not self.idle, "precedence: idle needs a calendar and no lag")
        require(self.share.numerator >= 0, "precedence: share must not be negative")
        require(not (self.share and self.lag), "precedence: has a lag or a share, not both")
        least, most = min(self.lags, default=self.lag), max(self.lags, default=self.lag)
        require(least == self.lag, "precedence: lag is the least of lags")
        require(least >= 0 or most < 0, "precedence: lags are all of one sign")

    @property
    def decider(self) -> int:
        """Position of the activity whose mode chooses among `lags`."""
        return self.first if self.by == "first" else self.second

    def lag_in(self, first: int, second: int | None) -> int:
        """The lag where the two are done in these modes; the least where the mode is open."""
        mode = first if self.by == "first" else second
        return self.lag if mode is None or not self.lags else self.lags[mode]

    def in_mode(self, mode: int) -> "Precedence":
        """The link with the lag that it has when its `decider` is done in a mode."""
        return replace(self, lag=self.lags[mode], lags=(), by="first") if self.lags else self

    @property
    def forward(self) -> bool:
        """Whether the second's event comes no earlier on the axis than the first's."""
        return self.lag >= 0 and not self.idle

    @property
    def backward(self) -> "Precedence":
        """The link in mirrored time; a lag on the wall clock becomes one on the axis.

        A share becomes a lag of 0, several lags become the least of them.
        """
        kinds: dict[LinkKind, LinkKind] = {"FS": "FS", "SS": "FF", "FF": "SS", "SF": "SF"}
        return replace(
            self,
            first=self.second,
            second=self.first,
            kind=kinds[self.kind],
            calendar=None if self.elapsed else self.calendar,
            elapsed=False,
            share=Fraction(0),
            lags=(),
            by="first",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The activities share nobody (`same` False) or have exactly the same people (`same` True).

    Only the resources `among` these count; ``None`` is all of them.
    """

    first: int
    second: int
    same: bool
    among: frozenset[int] | None = None

    def counts(self, resource: int) -> bool:
        """Whether the resource is one of those that count."""
        return self.among is None or resource in self.among
