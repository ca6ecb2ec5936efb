"""Writes dates, shares and people in the style of a column: the reverse of `dates`.

Every text that is written is read again first, to prove that it means the intended value.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time

from planner.language.text import fold
from planner.reading.cells import Cell
from planner.reading.dates import Order, month_number, month_words, when
from planner.reading.values import BadValueError

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[\W_]+")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(\s*[AaPp]\.?[Mm]\.?)?")
_FULL_MONTHS = (
    "January February March April May June July August September October November December",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
)
_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Mon Tue Wed Thu Fri Sat Sun",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Mo Di Mi Do Fr Sa So",
    "Mo Tu We Th Fr Sa Su",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateText:
    """How a column of typed dates writes them.

    Args:
        order: Whether the day or the month comes first, where both are numbers.
        padded: Whether numbers below ten have a leading zero, where the text does not show it.
        words: All words of the column, which show its language.
    """

    order: Order = ""
    padded: bool = True
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, known: Sequence[tuple[str, datetime]]) -> "DateText | None":
        """The style of texts whose dates are known; None if no order fits."""
        texts = [text for text, _ in known]
        order = next((o for o in _ORDERS if all(_reads(t, o, day) for t, day in known)), None)
        if order is None:
            return None
        words = tuple(token for text in texts for token in _TOKEN.findall(text) if token.isalpha())
        return cls(order=order, padded=_padded(texts), words=words)

    def write(self, day: datetime, text: str) -> str | None:
        """A date in the style of `text`; None if that style is not understood.

        The time of day is written where the text has one.
        """
        try:
            old = when(Cell(1, 1, "text", text), self.order)
        except BadValueError:
            return None
        if self._as(old, old, text) != text:
            return None
        written = self._as(day, old, text)
        timed = _CLOCK.search(text) is not None
        wanted = day if timed else day.replace(hour=0, minute=0)
        return written if written and _reads(written, self.order, wanted) else None

    def _as(self, day: datetime, old: datetime, text: str) -> str | None:
        clock = _CLOCK.search(text)
        date = text[: clock.start()] if clock else text
        tokens = _TOKEN.findall(date)
        roles = _roles(tokens, old, self.order)
        if sorted(roles.values()) != ["day", "month", "year"]:
            return self._compact(day, date) if not clock else None
        pieces = []
        for place, token in enumerate(tokens):
            role = roles.get(place, "")
            piece = self._piece(role, token, day) if role or token.isalpha() else token
            if piece is None:
                return None
            pieces.append(piece)
        return "".join(pieces) + (_clock(day, clock) if clock else "")

    def _compact(self, day: datetime, text: str) -> str | None:
        return f"{day:%Y%m%d}" if re.fullmatch(r"\d{8}", text) else None

    def _piece(self, role: str, token: str, day: datetime) -> str | None:
        if role == "year":
            return f"{day:%Y}" if len(token) == 4 else f"{day:%y}"
        if role and token.isdecimal():
            number = day.day if role == "day" else day.month
            padded = token.startswith("0") or (len(token) == 2 and self.padded)
            return f"{number:02d}" if padded else str(number)
        if role == "month":
            return self._word(token, day.month - 1, _months())
        ordinal = fold(token) in ("st", "nd", "rd", "th")
        if ordinal:
            return _ordinal(day.day)
        if fold(token) in ("t", "de", "of", "uhr", "at", "um"):
            return token
        return self._word(token, day.weekday(), (tuple(w.split()) for w in _WEEKDAYS))

    def _word(self, token: str, number: int, rows: Iterator[tuple[str, ...]]) -> str | None:
        """The word for this number in the language and with the capitals of a known word."""
        fitting = [row for row in rows if fold(token) in map(fold, row)]
        if not fitting:
            return None
        said = set(map(fold, self.words))
        best = max(fitting, key=lambda row: len(said & set(map(fold, row))))
        word = best[number]
        return word.upper() if token.isupper() else word.lower() if token.islower() else word


_ORDERS: tuple[Order, ...] = ("", "dmy", "mdy")


def _reads(text: str, order: Order, wanted: datetime) -> bool:
    with suppress(BadValueError):
        return when(Cell(1, 1, "text", text), order) == wanted
    return False


def _padded(texts: Sequence[str]) -> bool:
    """Whether single digits have a leading zero; without any, as most people write."""
    numbers = [token for text in texts for token in _TOKEN.findall(text) if token.isdecimal()]
    if any(len(number) == 1 for number in numbers):
        return False
    return any(number.startswith("0") for number in numbers) or not any("/" in t for t in texts)


def _months() -> Iterator[tuple[str, ...]]:
    yield from (tuple(names.split()) for names in _FULL_MONTHS)
    yield from (tuple(word.title() for word in row) for row in month_words())


def _roles(tokens: Sequence[str], day: datetime, order: Order) -> dict[int, str]:
    """Place of a token → its role: day, month or year."""
    roles: dict[int, str] = {}
    numbers = [place for place, token in enumerate(tokens) if token.isdecimal()]
    for place, token in enumerate(tokens):
        if token.isalpha() and month_number(token) == day.month and _is_month(token):
            roles[place] = "month"
    year = [p for p in numbers if len(tokens[p]) == 4 and int(tokens[p]) == day.year]
    year = year or [p for p in numbers[-1:] if int(tokens[p]) == day.year % 100]
    if not year:
        return {}
    roles[year[0]] = "year"
    left = [place for place in numbers if place != year[0]]
    if "month" in roles.values():
        names: tuple[str, ...] = ("day",)
    elif year[0] == numbers[0] or (order == "mdy" and "." not in "".join(tokens)):
        names = ("month", "day")
    else:
        names = ("day", "month")
    if len(left) == len(names) and [int(tokens[p]) for p in left] != [
        getattr(day, name) for name in names
    ]:
        names = names[::-1]
    return roles | dict(zip(left, names, strict=False)) if len(left) == len(names) else {}


def _is_month(token: str) -> bool:
    return any(fold(token) in map(fold, row) for row in _months())


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _clock(day: datetime, like: re.Match[str]) -> str:
    """A time of day in the style of another, with the text after it."""
    hour, half = day.hour, like[3] or ""
    if half:
        letters = ("am", "pm")[hour >= 12]
        shown = half.strip().replace(".", "")
        letters = letters.upper() if shown.isupper() else letters
        letters = f"{letters[0]}.{letters[1]}." if "." in half else letters
        half = half[: len(half) - len(half.lstrip())] + letters
        hour = hour % 12 or 12
    padded = like[1].startswith("0") or not (half or len(like[1]) == 1)
    seconds = ":00" if like[0].count(":") > 1 else ""
    text = f"{hour:02d}" if padded else str(hour)
    return f"{text}:{day.minute:02d}{seconds}{half}{like.string[like.end() :]}"


def has_time(text: str) -> bool:
    """Whether a date typed as text has a time of day."""
    return _CLOCK.search(text) is not None


def midnight(day: datetime) -> bool:
    """Whether a moment has no time of day."""
    return day.time() == time()


def share_text(share: float, like: str) -> str:
    """A share done in the style of another: ``45 %`` like ``30 %``, ``0,45`` like ``0,3``."""
    percent = "%" in like or not re.search(r"[01]?[.,]\d", like)
    number = f"{100 * share if percent else share:.4g}"
    number = number.replace(".", ",") if "," in like else number
    behind = re.search(r"\s*%", like)
    return number + (behind[0] if behind else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleText:
    """How a column writes the people of a task: the separator, and their shares."""

    between: str = "; "
    share: str = "[{share:.0%}]"

    @classmethod
    def of(cls, texts: Sequence[str]) -> "PeopleText":
        """The style of most of these cells."""
        signs = [sign for text in texts for sign in re.findall(r"\s*[;,/&+\n]\s*", text)]
        shares = [found[0] for text in texts if (found := re.search(r"\s?[\[(]\d+%[\])]", text))]
        between = max(sorted(set(signs)), key=signs.count, default="; ")
        share = re.sub(r"\d+%", "{share:.0%}", shares[0]) if shares else cls().share
        return cls(between=between, share=share)

    def write(self, people: Sequence[tuple[str, float]]) -> str:
        """These people with their units; 1 is one full person."""
        return self.between.join(
            name if units == 1 else name + self._units(units) for name, units in people
        )

    def _units(self, units: float) -> str:
        return self.share.format(share=units)
