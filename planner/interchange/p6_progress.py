"""The progress of an activity of Primavera."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from planner.interchange.typed_fields import Record
from planner.tracking.records import PercentOf

_OF: dict[str, PercentOf] = {"CP_Phys": "physical", "CP_Units": "work"}


class Complete(NamedTuple):
    """A share that is done, 0–1, and what it is of."""

    share: float
    of: PercentOf


def complete(fields: Record) -> Complete:
    """The share complete, by the activity's own way of measuring it."""
    kind = fields.text("complete_pct_type")
    return Complete(_share(fields, kind), _OF.get(kind, "duration"))


def _share(fields: Record, kind: str) -> float:
    if fields.text("status_code") == "TK_Complete" or fields.moment("act_end_date"):
        return 1.0
    if fields.text("status_code") == "TK_NotStart":
        return 0.0
    if kind == "CP_Phys":
        return min(1.0, max(0.0, (fields.number("phys_complete_pct") or 0) / 100))
    if kind == "CP_Units":
        done, left = used(fields), used(fields, "remain")
        return done / (done + left) if done + left > 0 else 0.0
    whole, left = fields.number("target_drtn_hr_cnt") or 0, fields.number("remain_drtn_hr_cnt") or 0
    return min(1.0, max(0.0, 1 - left / whole)) if whole > 0 else 0.0


def used(fields: Record, what: str = "act") -> float:
    """Minutes of labour and machines, spent or still to come."""
    return sum(max(0.0, fields.hours(f"{what}_{kind}_qty") or 0.0) for kind in ("work", "equip"))


def spent(assignments: Iterable[Record], expenses: Iterable[Record]) -> Decimal | None:
    """Money that was spent on an activity; None where nothing was."""
    total = sum((row.money("act_cost") for row in expenses), Decimal(0))
    for row in assignments:
        total += row.money("act_reg_cost") + row.money("act_ot_cost")
    return total if total > 0 else None
