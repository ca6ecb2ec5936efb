"""Fields of an object by name, as text, with the meaning a reader asks for.

What cannot be understood is noted as a fault of its place, and the value counts as missing.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from planner.interchange.place import ElementPlace, Report
from planner.phrase import Phrase, phrase

_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<d>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_MOST_MINUTES = 60 * 24 * 366 * 100
_FIRST_YEAR, _LAST_YEAR = 1980, 2199
"""Years beyond these are how some programs write that there is no date."""

_TRUE = frozenset({"1", "true", "y", "yes", "-1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object's fields.

    Args:
        fields: Name → text, without surrounding blanks; empty ones are left out.
        place: Where it stands.
        report: Takes the faults.
    """

    fields: Mapping[str, str]
    place: ElementPlace
    report: Report

    def text(self, name: str) -> str:
        """The text of a field, or ""."""
        return self.fields.get(name, "")

    def yes(self, name: str, otherwise: bool = False) -> bool:
        """Whether a flag is set."""
        text = self.fields.get(name, "")
        return text.casefold() in _TRUE if text else otherwise

    def number(self, name: str) -> float | None:
        """A finite number."""
        text = self.fields.get(name, "")
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            self._bad(name, "bad-number", phrase("must be a number"))
            return None
        if not math.isfinite(found) or abs(found) > 1e15:
            self._bad(name, "bad-number", phrase("must be a number"))
            return None
        return found

    def integer(self, name: str, otherwise: int = 0) -> int:
        """A whole number, rounded."""
        found = self.number(name)
        return otherwise if found is None else round(found)

    def money(self, name: str, divisor: int = 1) -> Decimal:
        """An amount of money, 0 where there is none."""
        text = self.fields.get(name, "")
        if not text:
            return Decimal(0)
        try:
            found = Decimal(text)
        except InvalidOperation:
            self._bad(name, "bad-money", phrase("must be an amount of money"))
            return Decimal(0)
        if not found.is_finite() or abs(found) > 10**15:
            self._bad(name, "bad-money", phrase("must be an amount of money"))
            return Decimal(0)
        return found / divisor

    def moment(self, name: str) -> datetime | None:
        """A date and time without a zone; those that stand for none give None."""
        text = self.fields.get(name, "")
        if not text or text == "NA":
            return None
        try:
            found = datetime.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError:
            self._bad(name, "bad-date", phrase("must be a date such as 2027-03-01T08:00:00"))
            return None
        return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None

    def clock(self, name: str) -> time | None:
        """A time of day."""
        text = self.fields.get(name, "")
        if not text:
            return None
        try:
            parts = [int(part) for part in text.partition(".")[0].rstrip("Zz").split(":")]
            return time(parts[0] % 24, parts[1] if len(parts) > 1 else 0)
        except ValueError:
            self._bad(name, "bad-time", phrase("must be a time such as 08:00"))
            return None

    def minutes(self, name: str) -> float | None:
        """An ISO 8601 duration such as ``PT8H0M0S``, in minutes."""
        text = self.fields.get(name, "")
        if not text:
            return None
        match = _DURATION.fullmatch(text)
        if match is None or text.endswith(("P", "T")):
            self._bad(name, "bad-duration", phrase("must be a duration such as PT8H0M0S"))
            return None
        days, hours, minutes, seconds = (float(match[part] or 0) for part in "dhms")
        total = days * 1440 + hours * 60 + minutes + seconds / 60
        if total > _MOST_MINUTES:
            self._bad(name, "bad-duration", phrase("is longer than 100 years"))
            return None
        return -total if match["sign"] else total

    def hours(self, name: str) -> float | None:
        """A number of hours, in minutes."""
        found = self.number(name)
        if found is None:
            return None
        if abs(found) * 60 > _MOST_MINUTES:
            self._bad(name, "bad-duration", phrase("is longer than 100 years"))
            return None
        return found * 60

    def _bad(self, name: str, code: str, message: Phrase) -> None:
        self.report.fault(self.place, name, code, message, self.fields[name])
