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

    def count(self, number: float, noun: str) -> str:
        """``1 day``, ``2.5 days``: the noun is in the singular."""
        return self.of.count(number, noun)

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
    "broken shape": "Can no longer be done in the way, or by the people, that the plan has",
    "broken window": "Stands at a time that its dates or the working time do not allow",
    "broken duration": "Takes longer or shorter than the plan gives it",
    "broken split": "Is interrupted more often, or in smaller pieces, than it may be",
    "broken span": "Would not last from the first start to the last finish of its tasks",
    "broken edge": "Would start or finish when those it depends on do not work",
    "broken pause": "Would stand still for too long in between",
    "broken overtime": "Needs more overtime than is allowed",
    "broken precedence": "The second waits for the first, and would come too early",
    "broken capacity": "Somebody would have more to do at once than they can",
    "broken staffing": "Must be done by the same people, or by different ones, and would not be",
    "broken budget": "Would cost more than a budget allows",
    "broken material": "Would use more material than there is by then",
    "broken deadline": "Would be finished after its deadline",
    "broken status": "Was to begin before the status date, and comes after it now",
    "broken new": "New, and without a place in the plan yet",
    "broken gone": "The plan needs somebody, or a way of doing a task, that is not there any more",
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
