"""The languages of the page: those of the workbook, with words of the page where they differ."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from planner.goals import GOALS
from planner.language.words import LANGUAGES as BOOK_LANGUAGES
from planner.language.words import Words, language_of_tags


@dataclass(frozen=True, kw_only=True)
class PageWords:
    """A language: ``words("Finish")`` is the text in it; its methods write values."""

    of: Words

    @property
    def code(self) -> str:
        """The code of the language, such as ``de``."""
        return self.of.code

    @property
    def months(self) -> tuple[str, ...]:
        """The short names of the months."""
        return self.of.months

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with ``{name}`` fields filled in."""
        said = self.of(text, **values)
        return _PLAIN.get(text, said) if said == text else said

    def of_issue(self, issue: Mapping[str, Any], part: str) -> str:
        """The message or the remedy of an issue, in this language if it was stored in it."""
        return str(issue.get("said", {}).get(self.code, issue)[part])

    def moment(self, text: str | None) -> str:
        """A local time given in ISO; "–" for no time."""
        if not text:
            return "–"
        moment = datetime.fromisoformat(text)
        day = self.of.spelled.day(moment.date())
        hour, minute = moment.hour, moment.minute
        clock = f", {hour:02}:{minute:02}" if hour or minute else ""
        return f"{self.of.weekdays[moment.weekday()]} {day}{clock}"

    def short(self, text: str | None) -> str:
        """The day of a local time given in ISO, as short as possible; empty for no time."""
        if not text:
            return ""
        moment = datetime.fromisoformat(text)
        return f"{self.day(moment.date())} {moment:%y}"

    def day(self, day: date) -> str:
        """A day without its year."""
        return self.of.spoken_day(day)

    def stamp(self, seconds: float) -> str:
        """The time of an event, in the server's local time."""
        return self.moment(datetime.fromtimestamp(seconds).isoformat(timespec="minutes"))

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number with at most two decimals, or with exactly `decimals`."""
        text = f"{value:,.{2 if decimals is None else decimals}f}"
        if decimals is None:
            text = text.rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", self.of.separators))

    def percent(self, share: float) -> str:
        """A share as per cent."""
        return f"{self.number(round(100 * share, 1))}{self.of.before_percent}%"

    def gap(self, gap: float) -> str:
        """A gap as per cent; a positive one is never shown as 0."""
        if 0 < gap < _LEAST_GAP:
            return self("under {share}", share=self.percent(_LEAST_GAP))
        return self.percent(gap)

    def money(self, amount: float, currency: str) -> str:
        """An amount, with its currency if there is one."""
        return self.of.money(amount, currency, ",.0f" if amount == round(amount) else ",.2f")

    def seconds(self, seconds: float) -> str:
        """A length of time."""
        if seconds == 1:
            return self("1 second")
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
        """The people of a task, with the share where it is not one full unit."""
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
    "broken shape": "Cannot stay as it is planned, or with whom",
    "broken window": "May not be done where it stands",
    "broken duration": "Takes another time than it has",
    "broken span": "Does not go with what it spans",
    "broken edge": "Does not begin or end when it must",
    "broken pause": "Is torn apart by too long a pause",
    "broken overtime": "Too much overtime",
    "broken precedence": "Come too early one after the other",
    "broken capacity": "Need the same people at the same time",
    "broken staffing": "Are not done by the same, or by different people, as they must",
    "broken budget": "A budget is exceeded",
    "broken material": "Not enough material",
    "broken deadline": "Misses its deadline",
    "broken status": "Was to begin before the status date, and comes after it now",
    "broken new": "Not in the plan yet",
    "broken gone": "Somebody whom the plan has is not there any more",
    "step day": "day",
    "step week": "week",
    "step month": "month",
    "phase reading": "Reading the workbook",
    "phase planning": "Looking for better plans",
    "phase improving": "Looking for better plans",
    "phase answering": "Answering what the workbook asks",
    "phase writing": "Writing the workbook",
}

LANGUAGES = {
    code: PageWords(of=replace(words, context="page")) for code, words in BOOK_LANGUAGES.items()
}
"""Code → language; the page has the same languages as the workbook."""


def natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key for names as people sort them: capitals do not count, and 2 is before 10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def words_for(wanted: str, accepted: str) -> PageWords:
    """The requested language, or the first one that the browser accepts and we have."""
    tags = [wanted, *(part.split(";")[0].strip() for part in accepted.split(","))]
    return LANGUAGES[language_of_tags(tags) or "en"]
