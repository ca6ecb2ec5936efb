"""What a plan has more or less of than another, in words: by goal, with two digits."""

from decimal import Decimal

from planner.language.words import Words

_ONE = {"days": "day", "working days": "working day", "weighted days": "weighted day"}
_SINGLE = "1"
_CENT = 0.01

_GAINS = {
    "lateness": "{amount} of lateness",
    "finish": "{amount} until the finish",
    "open_finish": "{amount} until the finish of what leads to no deadline",
    "cost": "{amount} of cost",
    "counted": "{amount} of cost with the prices of budgets exceeded and tasks left out",
    "money": "{amount} in money",
}
_MORE = {
    "lateness": "{amount} more of lateness",
    "finish": "a finish {amount} later",
    "open_finish": "a finish of what leads to no deadline {amount} later",
    "cost": "{amount} more cost",
    "counted": "{amount} more cost with the prices of budgets exceeded and tasks left out",
    "money": "{amount} more in money",
}
_LESS = {
    "lateness": "{amount} less of lateness",
    "finish": "a finish {amount} earlier",
    "open_finish": "a finish of what leads to no deadline {amount} earlier",
    "cost": "{amount} less cost",
    "counted": "{amount} less cost with the prices of budgets exceeded and tasks left out",
    "money": "{amount} less in money",
}


def counted(goal: str, more: float, money: Decimal) -> str:
    """The goal; of cost whether it counts more than the money that is spent."""
    return "counted" if goal == "cost" and abs(more - float(money)) > _CENT else goal


def gained(value: float, unit: str, goal: str, say: Words, *, down: bool = False) -> str:
    """What is gained; `down`, as a proved amount is, never rounded up."""
    return say(_GAINS.get(goal, "{amount}"), amount=_amount(value, unit, say, down=down))


def changed(more: float, unit: str, goal: str, say: Words) -> str:
    """What there is more of, or less if negative."""
    text = (_MORE if more > 0 else _LESS).get(
        goal, "{amount} more" if more > 0 else "{amount} less"
    )
    return say(text, amount=_amount(abs(more), unit, say))


def _amount(value: float, unit: str, say: Words, *, down: bool = False) -> str:
    """A number with what it counts, if that has a name."""
    number = figure(value, say, down=down)
    if unit == "money":  # there is no currency
        return number
    return f"{number} {say(_ONE.get(unit, unit) if number == _SINGLE else unit)}"


def figure(value: float, say: Words, *, down: bool = False) -> str:
    """A number with two digits; `down`, as a proved one is, never rounded up."""
    amount = Decimal(repr(value))
    if down:
        amount = amount.quantize(Decimal("0.01"), rounding="ROUND_FLOOR")
    return say.number(round(amount, 2), ",f").rstrip("0").rstrip(say.separators[1])
