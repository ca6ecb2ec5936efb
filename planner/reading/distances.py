"""How long before or after an event something is: ``T-30``, ``2 weeks before``, ``the day``."""

import re
from calendar import monthrange
from datetime import datetime, timedelta
from typing import NamedTuple

from planner.language.text import fold
from planner.reading.cells import Cell
from planner.reading.durations import unit_of
from planner.schema.vocabulary import words_for

COUNTED = re.compile(r"(?i)[tdj]\s*(?P<sign>[-–−+])\s*(?P<n>\d{1,3})\s*(?P<unit>[^\W\d_]*)")
_NUMBER = re.compile(r"(?:\d{1,2}\s*[-–]\s*)?(\d{1,3})")
_THE_DAY = re.compile(r"[TDJ]")
_LONGEST = 40
_ONE = frozenset(["a", "an", "one", "the", "ein", "eine", "einen", "un", "une", "una", "uno", "um",
                  "uma", "een", "en", "ett", "jeden", "1"])  # fmt: skip


class Distance(NamedTuple):
    """So many days, weeks or months after an event; negative before it."""

    amount: int
    unit: str

    def of(self, event: datetime) -> datetime:
        """The day that lies so far from the event."""
        if self.unit != "mo":
            return event + timedelta(days=self.amount * (7 if self.unit == "w" else 1))
        years, month = divmod(event.year * 12 + event.month - 1 + self.amount, 12)
        last = monthrange(years, month + 1)[1]
        return event.replace(year=years, month=month + 1, day=min(event.day, last))


def distance_in(cell: Cell) -> Distance | None:
    """How long before or after an event a cell says that something is; None for any other."""
    text = cell.value if isinstance(cell.value, str) else ""
    if len(text) > _LONGEST:
        return None
    if counted := COUNTED.fullmatch(text.strip()):
        unit = unit_of(counted["unit"]) if counted["unit"] else "d"
        amount = int(counted["n"]) * (1 if counted["sign"] == "+" else -1)
        return Distance(amount, unit) if unit in ("d", "w", "mo") else None
    if _THE_DAY.fullmatch(text.strip()):
        return Distance(0, "d")
    words = text.replace(",", " ").split()
    folded = list(map(fold, words))
    sides = [(-1, word) for word in folded if word in words_for("before")]
    sides += [(1, word) for word in folded if word in words_for("after")]
    units = [unit for word in words if (unit := unit_of(word)) in ("d", "w", "mo")]
    if len(sides) != 1 or len(units) != 1:
        return Distance(0, "d") if " ".join(folded) in _SAME else None
    numbers = [told[1] for word in words if (told := _NUMBER.fullmatch(word))]
    alone = len(words) <= 2 or bool(_ONE & set(folded))  # the day before, week after
    if len(numbers) > 1 or not (numbers or alone):
        return None
    return Distance(sides[0][0] * int(numbers[0] if numbers else 1), units[0])


_SAME = frozenset(
    ["on the day", "day of", "the day", "the big day", "day of event", "event day", "am tag",
     "le jour j", "jour j", "dia del evento", "op de dag", "dday", "tday", "tag x"]
)  # fmt: skip
