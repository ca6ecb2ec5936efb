"""What the whole costs by calendar day, as long as it lasts: site, rent, management."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Overhead:
    """So many cents for each calendar day from the first start to the last end, both included.

    Work starts on the day its first slot opens and ends on the day its last slot closes. A
    milestone is on the day the slot it is at opens, up to its `Activity.opening`, and after that
    on the day the slot before closes. What spans others lies within them and is not looked at.

    Args:
        cents: For a day.
        activities: Positions of those whose days count.
        opens: The calendar day on which each slot opens, as a number.
        closes: The day on which it closes.
        since: Day on which something that is not planned here starts.
        until: Day on which that ends; with `since` or not at all.
    """

    cents: int
    activities: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    since: int | None = None
    until: int | None = None

    def __post_init__(self) -> None:
        if self.cents < 0:
            raise ValueError("overhead: cents must not be negative")
        if len(self.opens) != len(self.closes):
            raise ValueError("overhead: each slot needs the days on which it opens and closes")
        if (self.since is None) != (self.until is None):
            raise ValueError("overhead: since and until come together")

    def day(self, instant: int) -> int:
        """The day of an instant: 2t is when the slot before t closes, 2t + 1 when slot t opens."""
        slot, opens = divmod(instant, 2)
        if not self.opens:
            return 0
        opens = (opens or not slot) and slot < len(self.opens)
        return self.opens[slot] if opens else self.closes[slot - 1]

    def until_slot(self, horizon: int) -> "Overhead":
        """On a longer axis, all of whose new slots are on its last day."""
        more = (self.closes[-1:] or (0,)) * (horizon - len(self.opens))
        return replace(self, opens=(*self.opens, *more), closes=(*self.closes, *more))
