"""Reads amounts of money, and rates: money per unit of time."""

import re
from decimal import Decimal
from typing import Literal

from planner.phrase import phrase
from planner.project import Rate
from planner.reading.cells import Cell
from planner.reading.durations import unit_of
from planner.reading.values import BadValueError, number

_TIMES = r"\s*(?:(?P<thousand>k|tsd|тыс)|(?P<million>mio|mln|млн))\b\.?"
_MONEY = re.compile(
    r"[^\w+.,-]*[^\W\d]{0,3}[^\w+-]{0,3}?"  # R$, US$, Rs., S/
    r"(?P<amount>[+-]?\s*(?:\d[\d.,'\u2019\s]*|(?<![^\W\d])[.,]\d+))"
    rf"[-–—]*(?:{_TIMES})?\D{{0,5}}",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""10.000 as an amount of money: nobody writes thousandths of it."""


def money(cell: Cell) -> Decimal:
    """A non-negative amount of money; a currency sign is allowed."""
    bad = BadValueError(
        "bad-money", phrase("must be an amount of money"), phrase("write a number such as 1200")
    )
    try:
        if cell.kind == "number":
            found = Decimal(str(cell.value))
        elif cell.kind == "text" and (told := _MONEY.fullmatch(cell.text.strip())):
            bare = re.sub(r"[^\d.,'+-]", "", told["amount"]).rstrip(".,'")
            times = 1000 if told["thousand"] else 1_000_000 if told["million"] else 1
            whole = _THOUSANDS.fullmatch(bare) and times == 1
            found = number(bare.replace(".", "") if whole else bare) * times
        else:
            raise bad
    except ValueError:
        raise bad from None
    if not found.is_finite() or found < 0:
        raise bad
    return found


_RATE = re.compile(
    r"(?P<money>[^/]*?\d[\d.,'\s]*[^\d/\w]*(?:[A-Z]{3}|[€$£])?)\s*"
    r"(?:(?:/|per|pro|par|por|je|al|an?)\s*(?P<unit>[^\W\d_]+))?\.?"
)
Per = Literal["h", "d", "w", "mo"]
_PER: dict[str, Per] = {"h": "h", "d": "d", "w": "w", "mo": "mo"}


def rate(cell: Cell, unit: Per = "h") -> Rate:
    """Money per unit of time; `unit` is the unit of a bare number."""
    if cell.kind == "number":
        return Rate(amount=money(cell), per=unit)
    bad = BadValueError(
        "bad-rate",
        phrase("must be money per time such as 50/h or 400/d"),
        phrase("write a number and /h, /d, /w"),
    )
    match = _RATE.fullmatch(cell.text) if cell.kind == "text" else None
    per = _PER.get(unit_of(match["unit"] or unit)) if match else None
    if match is None or per is None:
        raise bad
    try:
        return Rate(amount=money(cell._replace(value=match["money"].strip())), per=per)
    except BadValueError:
        raise bad from None


def is_per_time(cell: Cell) -> bool:
    """Whether a text is an amount with a unit of time: 50/h, 400 per day."""
    match = _RATE.fullmatch(cell.text) if cell.kind == "text" else None
    return match is not None and match["unit"] is not None
