"""Finds columns called Materials whose cells are amounts of money, not names with quantities."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.phrase import phrase
from planner.reading.heading import Heading
from planner.reading.profile import CURRENCY, ColumnProfile, is_money, share_of

_MOST = 0.85
_COSTS = ("cost", "fixed_cost")


def with_material_money(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> tuple[Heading, ...]:
    """Makes money for materials the fixed cost, where no other column has amounts of money."""
    paid = [h for h in headings if _is_paid(h, every.get(h.column))]
    known = any(h.field in _COSTS for h in headings)
    if len(paid) != 1 or known or paid[0].field != "materials":
        return tuple(headings)
    why = phrase("its cells are amounts of money")
    return tuple(replace(h, field="fixed_cost", by_content=why) if h in paid else h
                 for h in headings)  # fmt: skip


def _is_paid(heading: Heading, one: ColumnProfile | None) -> bool:
    """Whether a column holds money: by a currency in its header, or in its cells."""
    if one is None or not one.count or heading.ignored or heading.rank < 0:
        return False
    if CURRENCY.search(heading.text) and one.kinds["number"] >= _MOST:
        return True
    return share_of(one, is_money) >= _MOST
