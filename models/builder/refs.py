"""The objects that stand for what was added to a model, and the words for what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, TypeVar

from models.materials import Consumption
from models.splitting import Split

_R = TypeVar("_R", bound="Ref")


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """Something that was added to a model: its name, and its position among those of its kind."""

    name: str
    position: int

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.position}: {self.name}>"


class CalendarRef(Ref):
    """A calendar of a model."""

    __slots__ = ()


class ResourceRef(Ref):
    """A resource of a model."""

    __slots__ = ()


class ActivityRef(Ref):
    """An activity of a model."""

    __slots__ = ()


class MaterialRef(Ref):
    """A material of a model."""

    __slots__ = ()


Need = str | ResourceRef | tuple[ResourceRef, ...]
"""A skill, a resource, or resources from which some are chosen."""

Needs = Mapping[Need, int]
"""How many people with a skill, units of a resource, or resources out of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Using:
    """So much of a material, used at the start, at the end, or evenly over the work."""

    amount: int
    accrual: Literal["start", "end", "work"] = "start"


Uses = Mapping[MaterialRef, int | Using]
"""What is used up; a number is used at the start."""


def consumption(material: int, used: int | Using, work: int) -> Consumption:
    """What so much work uses up; over the work is over so many slots of the activity's calendar."""
    one = Using(amount=used) if isinstance(used, int) else used
    return Consumption(
        material=material,
        amount=one.amount,
        accrual="end" if one.accrual == "end" else "start",
        spread=work if one.accrual == "work" else 0,
    )


class Details(TypedDict, total=False):
    """Further fields of an activity, as in `Activity`; dates are in slots."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int
    due: int
    weight: int
    bonus: int
    drop_cost: int
    together: bool
    split: Split
    late: bool


def added(refs: list[_R], kind: type[_R], name: str) -> _R:
    """The next object of its kind."""
    refs.append(kind(name, len(refs)))
    return refs[-1]


def position(refs: list[_R], ref: _R) -> int:
    """Position of the object in the problem.

    Raises:
        ValueError: if it belongs to another model, or is of another kind.
    """
    if not (isinstance(ref, Ref) and ref.position < len(refs) and refs[ref.position] is ref):
        raise ValueError(f"{ref!r} was not added to this model")
    return ref.position
