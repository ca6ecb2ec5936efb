"""The cost of calendar days while the project lasts: site, rent, management."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Overhead:
    """An amount of money for each calendar day from the first start to the last end, both included.

    Work starts on the day its first slot opens and ends on the day its last slot closes. What
    takes no time may lie anywhere between: it starts no later than its slot opens and ends no
    earlier than the one before closes, and there is one day at least. Where its mode says on which
    side it is (`Activity.sided`), it is there; where an elapsed lag makes it later, it ends no
    earlier than on the day of its true instant. What spans others lies within them and is not
    looked at.

    Args:
        cents: For a day.
        activities: Positions of those whose days count.
        opens: The calendar day on which each slot opens, as a number.
        closes: The day on which it closes.
        since: Day on which something that is not planned here starts, or no later than which a
            milestone does.
        until: Day on which that ends, or no earlier than which a milestone does.
        midnight: On `models.problem.Problem.clock`, if there is one, when the day begins on which
            the first slot opens.
        length: How long a day is on it.
    """

    cents: int
    activities: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    since: int | None = None
    until: int | None = None
    midnight: int = 0
    length: int = 0

    def __post_init__(self) -> None:
        if self.cents < 0:
            raise ValueError("overhead: cents must not be negative")
        if len(self.opens) != len(self.closes):
            raise ValueError("overhead: each slot needs the days on which it opens and closes")

    def day(self, instant: int) -> int:
        """The day of an instant: 2t is when the slot before t closes, 2t + 1 when slot t opens."""
        slot, opens = divmod(instant, 2)
        if not self.opens:
            return 0
        opens = (opens or not slot) and slot < len(self.opens)
        return self.opens[slot] if opens else self.closes[slot - 1]

    def day_at(self, instant: int) -> int:
        """The day of an instant on the wall clock; midnight begins it."""
        return self.opens[0] + (instant - self.midnight) // self.length

    def begins(self, day: int) -> int:
        """When a day begins, on the wall clock."""
        return self.midnight + (day - self.opens[0]) * self.length

    def dawn(self, low: int) -> int:
        """`midnight` of the axis that begins at a slot."""
        if not self.opens:
            return 0
        return self.begins(self.opens[low] if low < len(self.opens) else self.closes[-1])

    def until_slot(self, horizon: int) -> "Overhead":
        """On a longer axis, all of whose new slots are on its last day."""
        more = (self.closes[-1:] or (0,)) * (horizon - len(self.opens))
        return replace(self, opens=(*self.opens, *more), closes=(*self.closes, *more))
