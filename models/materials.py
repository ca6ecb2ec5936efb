"""Materials that work uses up: how much there is by when, and what a mode consumes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """At most `amount` of a material is used before the slot `until`; ``None`` means in all."""

    until: int | None = None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something that is used up, such as cement, licences or hours that were bought.

    With a single supply for good it is a non-renewable resource, with several a reservoir that is
    filled at known times (Neumann and Schwindt 2003): the stock never falls below zero exactly if
    it does not just before each delivery and at the end.

    Args:
        name: For messages only.
        supplies: In order of time; none is as much as anybody wants.
    """

    name: str = ""
    supplies: tuple[Supply, ...] = ()

    @classmethod
    def delivered(cls, name: str, stock: int, deliveries: Iterable[tuple[int, int]]) -> "Material":
        """Yields ``(slot, amount)`` of stock and deliveries, usable from that slot on."""
        by_slot: dict[int, int] = defaultdict(int, {0: stock})
        for slot, amount in deliveries:
            by_slot[max(0, slot)] += amount
        slots: list[int | None] = [*sorted(by_slot)[1:], None]
        amounts = accumulate(by_slot[slot] for slot in sorted(by_slot))
        supplies = (Supply(until=s, amount=a) for s, a in zip(slots, amounts, strict=True))
        return cls(name=name, supplies=tuple(supplies))

    def less(self, used: int) -> "Material":
        """The material less an amount that was used before; never less than nothing."""
        supplies = (replace(one, amount=max(0, one.amount - used)) for one in self.supplies)
        return replace(self, supplies=tuple(supplies))

    @property
    def unlimited(self) -> "Material":
        """The material without limits."""
        return Material(name=self.name)

    @property
    def in_all(self) -> "Material":
        """The material with everything at hand from the beginning."""
        last = (one for one in self.supplies if one.until is None)
        return Material(name=self.name, supplies=tuple(last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumption:
    """The amount of a material that a mode uses up.

    Args:
        material: Its position in `Problem.materials`.
        amount: Whole units, whose meaning is the caller's.
        accrual: When it is used: in the slot in which the activity starts, or in the slot before
            its end (at 0 in the first).
        spread: Instead, if positive, evenly over so many working slots from the start, rounded up
            cumulatively.
        calendar: Position in `Problem.calendars`: whose working slots; ``None``: the activity's.
    """

    material: int
    amount: int
    accrual: Literal["start", "end"] = "start"
    spread: int = 0
    calendar: int | None = None

    def __post_init__(self) -> None:
        if self.amount < 0 or self.spread < 0:
            raise ValueError("consumption: neither amount nor spread may be negative")
