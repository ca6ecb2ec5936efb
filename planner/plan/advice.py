"""Advice on a plan: levers that would help, and answers to questions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

LeverKind = Literal[
    "second", "newcomer", "full", "overtime", "saturday", "calendar", "leave", "link", "date",
    "pin", "budget", "stock", "delivery", "deadline", "optional", "pair",
]  # fmt: skip
"""What is changed: people, their time, a rule, or what is wanted; a pair is two of these."""

LEVERS_LEFT = "levers-left"
"""Code of the note that some changes were not tried."""

GIVEN: tuple[LeverKind, ...] = ("link", "date", "deadline")
"""What is mostly not for those to change who plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A change to the project, and what it brings: planned again, all else as it is.

    Args:
        kind, text: What is changed.
        sheet, cell: Where, or "".
        late: Ids of the late tasks on whose chain it stands.
        verdict: What it brings, in words.
        goal, unit: The first of the goals that differs.
        gain: How much less of it there is in the plan found; 0 is nothing, or no more than planning
            longer may bring.
        least: Proved: so much of it no plan without the change gains. 0 where nothing is proved.
        proved: Whether what is said is proved: `least`, or that there is no gain.
        days: Working days less late, over all deadlines.
        deadlines: By id, working days less late.
        finish: Working days the project ends earlier.
        cost: Money more, without penalties; `price` is what it costs besides.
    """

    kind: LeverKind
    text: str
    sheet: str = ""
    cell: str = ""
    late: tuple[str, ...] = ()
    verdict: str = ""
    goal: str = ""
    unit: str = ""
    gain: float = 0.0
    least: float = 0.0
    proved: bool = False
    days: float = 0.0
    deadlines: tuple[tuple[str, float], ...] = ()
    finish: float = 0.0
    cost: Decimal = Decimal(0)
    penalties: Decimal = Decimal(0)
    price: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question about the plan.

    Args:
        question: As it was asked; `sheet` and `cell` are where, or "".
        possible: None where nothing was found in the time given, nor a proof that there is
            nothing; or where the question was not understood.
        text: In one sentence.
        lines: Its price and for whom, or the facts that stand against it.
        proved: Whether the price is the least, or the impossibility proved.
        worse: By how much each goal is worse than in the plan at hand, in their order.
    """

    question: str
    possible: bool | None
    text: str
    lines: tuple[str, ...] = ()
    proved: bool = False
    worse: tuple[float, ...] = ()
    sheet: str = ""
    cell: str = ""
