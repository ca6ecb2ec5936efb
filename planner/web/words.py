"""The languages of the page: English as it stands in the templates, and what replaces it.

A text without an entry stays English; so do messages about cells, as in the workbook.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from planner.goals import GOALS
from planner.web.german import TEXTS

_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_GERMAN_MONTHS = (
    "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PageWords:
    """A language: ``words("Finish")`` is the text in it; the rest writes values as it does."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = _ENGLISH_MONTHS
    weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    day_pattern: str = "{day} {month} {year}"
    comma: bool = False

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with ``{name}`` fields filled in."""
        text = self.texts.get(text, _PLAIN.get(text, text))
        return text.format(**values) if values else text

    def message(self, text: str) -> str:
        """What went wrong, in this language; a number in it stays as it is."""
        number = re.search(r"[0-9]+", text)
        if text in self.texts or number is None:
            return self(text)
        general = text.replace(number.group(), "{n}", 1)
        return self(general, n=number.group()) if general in self.texts else text

    def moment(self, text: str | None) -> str:
        """A local time given in ISO; "–" for none."""
        if not text:
            return "–"
        moment = datetime.fromisoformat(text)
        month = self.months[moment.month - 1]
        day = self.day_pattern.format(day=moment.day, month=month, year=moment.year)
        hour, minute = moment.hour, moment.minute
        clock = f", {hour:02}:{minute:02}" if hour or minute else ""
        return f"{self.weekdays[moment.weekday()]} {day}{clock}"

    def short(self, text: str | None) -> str:
        """A local time given in ISO as its day, as short as can be; nothing for none."""
        if not text:
            return ""
        moment = datetime.fromisoformat(text)
        return f"{self.day(moment.date())} {moment:%y}"

    def day(self, day: date) -> str:
        """A day without its year."""
        month = self.months[day.month - 1]
        return self.day_pattern.format(day=day.day, month=month, year="").strip()

    def stamp(self, seconds: float) -> str:
        """When something was done, in the server's local time."""
        return self.moment(datetime.fromtimestamp(seconds).isoformat(timespec="minutes"))

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number with at most two decimals, or exactly so many."""
        text = f"{value:,.{2 if decimals is None else decimals}f}"
        if decimals is None:
            text = text.rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,")) if self.comma else text

    def percent(self, share: float) -> str:
        """A share as per cent."""
        return f"{self.number(round(100 * share, 1))}{' ' if self.comma else ''}%"

    def gap(self, gap: float) -> str:
        """A gap as per cent; one that is there is never shown as none."""
        if 0 < gap < _LEAST_GAP:
            return self("under {share}", share=self.percent(_LEAST_GAP))
        return self.percent(gap)

    def money(self, amount: float, currency: str) -> str:
        """An amount, with its currency if there is one."""
        text = self.number(amount, 0 if amount == round(amount) else 2)
        return (f"{text} {currency}" if self.comma else f"{currency} {text}").strip()

    def seconds(self, seconds: float) -> str:
        """A length of time."""
        if seconds < 60:
            return self("{n} seconds", n=self.number(seconds))
        minutes = self.number(seconds / 60)
        return self("1 minute") if seconds == 60 else self("{n} minutes", n=minutes)

    def order(self, goals: str) -> str:
        """An order of goals, given with commas."""
        if not goals:
            return self("as the workbook says")
        return self(", then ").join(self(goal) for goal in goals.split(","))

    def people(self, people: Iterable[Mapping[str, Any]]) -> str:
        """Who works on a task, with the share where it is not one full unit."""
        return ", ".join(
            one["name"] if one["units"] == 1 else f"{one['name']} {self.percent(one['units'])}"
            for one in people
        )


_LEAST_GAP = 0.001

_NAMED_AS_THEY_ARE = ("lateness", "cost", "money")
_UNITS = {
    "ms": "milliseconds",
    "s": "seconds",
    "m": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "mo": "months",
}
_PLAIN = {
    **{name: goal.caption for name, goal in GOALS.items() if name not in _NAMED_AS_THEY_ARE},
    **{f"unit {unit}": name for unit, name in _UNITS.items()},
    "by task": "task",
    "by person": "person",
    "scale day": "days",
    "scale week": "weeks",
    "scale month": "months",
    "only ": "all tasks",
    "only late": "late tasks",
    "only critical": "critical tasks",
    "only open": "tasks not finished",
    "step day": "day",
    "step week": "week",
    "step month": "month",
    "phase reading": "Reading the workbook",
    "phase planning": "Looking for better plans",
    "phase answering": "Answering what the workbook asks",
    "phase writing": "Writing the workbook",
}

ENGLISH = PageWords(code="en")
GERMAN = PageWords(
    code="de",
    texts=TEXTS,
    months=_GERMAN_MONTHS,
    weekdays=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    day_pattern="{day}. {month} {year}",
    comma=True,
)
LANGUAGES = {"en": ("English", ENGLISH), "de": ("Deutsch", GERMAN)}


def natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts names as people do: capitals do not count, and 2 is before 10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def words_for(wanted: str, accepted: str) -> PageWords:
    """The language asked for, or the first the browser accepts that there is."""
    codes = [wanted, *(part.split(";")[0].strip()[:2].lower() for part in accepted.split(","))]
    code = next((code for code in codes if code in LANGUAGES), "en")
    return LANGUAGES[code][1]
