"""Parses a single cell: numbers, shares, yes and no, and parts that other parsers share.

Every function takes a `Cell` and returns the value, or raises `BadValueError`.
"""

import re
from decimal import Decimal

from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell
from planner.schema import vocabulary

NOTHING = frozenset(
    {"-", "--", "—", "–", "/", "?", "n/a", "na", "none", "nil", "tba", "tbd", "null", "asap"}
    | {"unassigned", "nobody", "tbc", "---", "----", "...", "…"}
)
"""Words for nothing."""


class BadValueError(ValueError):
    """A cell cannot be understood."""

    def __init__(self, code: str, message: Phrase, remedy: Phrase) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


class OutOfRangeError(BadValueError):
    """A value is of the right kind but cannot be meant; the rest of the file counts without it."""


_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d\d\.\d\d\.\d\d")


def number(text: str) -> Decimal:
    """A typed number, with a decimal point or comma and any thousands separator.

    Raises:
        ValueError: if it is no number.
    """
    bare = re.sub(r"[\s'\u2019\u00a0\u202f]", "", text)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "," if comma < point else "."
        bare = bare.replace(thousands, "")
    elif bare.count(",") > 1 or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", bare):
        bare = bare.replace(",", "")
    elif bare.count(".") > 1 and not _DATE.fullmatch(bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", bare):
        raise ValueError(text)
    return Decimal(bare)


_A_SHARE = phrase("must be a share")


def share(cell: Cell, what: Phrase = _A_SHARE) -> float:
    """A fraction: 50 %, 0.5; 300 % is 3."""
    bad = BadValueError(
        "bad-units",
        phrase("{what} such as 50% or 2", what=what),
        phrase("write a number or a percentage"),
    )
    if cell.kind == "number" and isinstance(cell.value, int | float):
        found = float(cell.value)
    else:
        try:
            text = cell.text.strip()
            found = float(number(text.rstrip("% "))) / (100 if text.endswith("%") else 1)
        except ValueError:
            raise bad from None
    if not 0 <= found <= 1_000_000:
        raise bad
    return found


_YES = frozenset(
    [
        *("yes", "y", "true", "1", "x", "ja", "j", "wahr", "si", "oui", "sim", "tak", "да"),
        *("vrai", "verdadero", "ok", "okay"),
    ]
)
_NO = frozenset(
    [
        *("", "no", "n", "false", "0", "nein", "falsch", "non", "nao", "nee", "nie", "нет"),
        *("faux", "falso", "nok", "notok"),
    ]
)
OPEN_BOXES = frozenset(["☐", "□", "▢", "◻", "[ ]", "[]"])
TICKED_BOXES = frozenset(["☑", "☒", "✓", "✔", "✅", "[x]", "[X]"])
"""Boxes of checklists."""
_TICKED = frozenset("✓✔☑✅●■◆◇♦⬥★▲ü")
"""Ticks; ü is one in the font Wingdings."""
_CROSSED = frozenset("☐✗✘❌○□")


def yes(cell: Cell) -> bool:
    """Yes or no."""
    if isinstance(cell.value, bool):
        return cell.value
    word = fold(cell.text)
    if word in _YES or cell.text in _TICKED or word in vocabulary.words_for("yes"):
        return True
    if word in _NO or cell.text in _CROSSED or word in vocabulary.words_for("no"):
        return False
    raise BadValueError("bad-yes-no", phrase("must be Yes or No"), phrase("write Yes or No"))


def integer(cell: Cell, low: int, high: int) -> int:
    """A whole number within bounds."""
    bad = BadValueError(
        "bad-number",
        phrase("must be a whole number from {low} to {high}", low=low, high=high),
        phrase("write such a number"),
    )
    try:
        found = number(cell.text)
    except ValueError:
        raise bad from None
    if not (low <= found <= high and found == int(found)):
        raise bad
    return int(found)


def count(cell: Cell) -> float:
    """A number that is not negative."""
    try:
        found = float(number(cell.text))
    except ValueError:
        found = -1
    if found < 0:
        raise BadValueError(
            "bad-number", phrase("must be a number, not negative"), phrase("correct it")
        )
    return found
