"""The difference of two plans in words: by goal, with two digits."""

from decimal import Decimal
from typing import Literal

from planner.language.words import Words

_ONE = {"days": "day", "working days": "working day", "weighted days": "weighted day"}
_SINGLE = "1"
_CENT = 0.01
MONEY = ("cost", "counted", "money")
"""Goals that count money."""

How = Literal["least", "about", "found"]
"""How sure a gain is."""

_SURE: dict[How, str] = {"least": "at least {amount}", "about": "about {amount}"}
_GAINS = {
    "lateness": "saves {amount} of lateness",
    "finish": "the project finishes {amount} earlier",
    "open_finish": "what leads to no deadline finishes {amount} earlier",
    "cost": "saves {amount} of cost",
    "counted": "saves {amount} of cost with the prices of budgets exceeded and tasks left out",
    "money": "saves {amount} in money",
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


def gained(value: float, unit: str, goal: str, say: Words, how: How) -> str:
    """What is gained: at least so much, then never rounded up, about so much, or what was found."""
    amount = _amount(value, unit, say, goal, down=how == "least")
    if how != "found":
        amount = say(_SURE[how], amount=amount)
    return say(_GAINS.get(goal, "saves {amount}"), amount=amount)


def changed(more: float, unit: str, goal: str, say: Words, *, about: bool = False) -> str:
    """An increase, or a decrease if negative; `about` where nothing is proved."""
    text = (_MORE if more > 0 else _LESS).get(
        goal, "{amount} more" if more > 0 else "{amount} less"
    )
    amount = _amount(abs(more), unit, say, goal)
    return say(text, amount=say("about {amount}", amount=amount) if about else amount)


def _amount(value: float, unit: str, say: Words, goal: str, *, down: bool = False) -> str:
    """A number with what it counts, if that has a name; cents with both digits."""
    number = figure(value, say, down=down)
    if goal in MONEY and say.separators[1] in number:
        number = say.number(_rounded(value, down=down), ",f")
    if unit == "money":  # there is no currency
        return number
    return f"{number} {say(_ONE.get(unit, unit) if number == _SINGLE else unit)}"


def figure(value: float, say: Words, *, down: bool = False) -> str:
    """A number with two digits; `down`, as a proved one is, never rounded up."""
    number = say.number(_rounded(value, down=down), ",f")
    return number.rstrip("0").rstrip(say.separators[1])


def _rounded(value: float, *, down: bool) -> Decimal:
    """The number with two digits."""
    rounding = "ROUND_FLOOR" if down else "ROUND_HALF_EVEN"
    return Decimal(repr(value)).quantize(Decimal("0.01"), rounding=rounding)
