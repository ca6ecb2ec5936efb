"""Reads when and how much somebody works: ``20 h/week``, ``Mon-Wed``, ``half-time``.

A cell gives a share of the project's week, weekdays, hours of the day, or several of these.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.durations import unit_of
from planner.reading.hours import Spans, half_day, spans
from planner.reading.values import BadValueError, number, share
from planner.schema.day_sheets import DAYS
from planner.schema.schema import listed
from planner.schema.sheet_languages import DAY_WORDS

FULL = frozenset(
    [
        *("fulltime", "full", "ft", "vollzeit", "tempsplein", "tiempocompleto", "tempointegral"),
        *("tempopieno", "voltijd", "fulltijd", "pelnyetat", "heltid", "全职", "常勤"),
    ]
)
HALF = frozenset(["halftime", "halbtags", "halbezeit", "mitemps", "mediajornada", "halvtid"])
PART = frozenset(
    [
        *("parttime", "part", "pt", "teilzeit", "tempspartiel", "tiempoparcial", "tempoparcial"),
        *("parttijd", "deltijd", "deltid", "niepelnyetat", "兼职", "非常勤"),
    ]
)
"""Words for all, half, or a part of the project's week."""
_WEEKDAYS = frozenset(["weekdays", "workdays", "workingdays", "werktags", "wochentags"])
_DAILY = frozenset(["daily", "everyday", "alldays", "taglich", "jedentag", "quotidien"])
_SHORT = 3
"""Words for days of at most this many letters are abbreviations, which have no plural."""
_EACH = frozenset(
    [
        *("every", "the", "jeden", "jede", "immer", "an", "le", "les", "tous"),
        *("chaque", "los", "el", "cada", "todos", "todas", "as", "os", "ogni", "il", "la", "elke"),
        *("op", "de", "hver", "varje", "om", "po", "w", "we", "каждую", "каждый", "по"),
    ]
)
"""Words before a day that returns every week."""
_DAY = {
    fold(word): number
    for number, (day, english) in enumerate(
        zip(
            DAYS,
            (
                *("Monday, Mondays, Mon", "Tuesday, Tuesdays, Tues, Tue, Tu"),
                *("Wednesday, Wednesdays, Wed, We", "Thursday, Thursdays, Thurs, Thur, Thu, Th"),
                *("Friday, Fridays, Fri", "Saturday, Saturdays, Sat", "Sunday, Sundays, Sun, Su"),
            ),
            strict=True,
        )
    )
    for one in (*listed(DAY_WORDS[day]), *listed(english))
    for word in (one, f"{one}s" if len(one) > _SHORT else one)
}
_PER_WORDS = {
    "w": ("weekly", "wochentlich", "wochen", "hebdo", "semanal", "settiman", "wekelijks"),
    "d": ("daily", "taglich", "tages", "journalier", "quotidien", "diari", "giornalier"),
    "mo": ("monthly", "monatlich", "monats", "mensuel", "mensual", "mensal", "mensil"),
}
"""The beginnings of words in a header that mean per week, per day or per month."""
_AMOUNT = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?\s*(?:(?:/|per|pro|je|par|por|p\.|an?|al|alla)\s*"
    r"([^\W\d_]+)\.?)?"
)
_TOKEN = re.compile(
    r"(?P<hours>\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]m)?\s*(?:-|–|—|to|bis)\s*\d{1,2}(?:[:.h]\d{2})?"
    r"\s*(?:[ap]m|h\b|uhr)?)|(?P<word>[^\W\d_]+\.?)|(?P<dash>[-–—])|(?P<rest>\S)",
    re.IGNORECASE,
)
_TO = frozenset(["to", "bis", "until", "till", "through", "thru", "au", "a", "al", "ate", "tot"])
_BUT = frozenset(["not", "except", "no", "ausser", "nicht", "ohne", "kein", "sauf", "excepto"])
_AND = frozenset(["and", "und", "et", "y", "e", "en", "only", "nur", "on", "am", "each", "from"])
_LONGEST = 80
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """The part of the project's week that somebody works, with its days and hours.

    Args:
        share: Share of the working time; 1 is all of it.
        amount: Hours or days in a week or a day, where the cell gives these instead.
        per: The unit of `amount`: ``h/w``, ``h/d`` or ``d/w``.
        days: Weekday from 0 → its hours, () for the usual ones; empty for all usual days.
    """

    share: float = 1.0
    amount: float = 0.0
    per: str = ""
    days: Mapping[int, Spans] = field(default_factory=dict)

    @property
    def hours(self) -> bool:
        """Whether it names weekdays or hours of the day."""
        return bool(self.days)


SHIFT = 12
"""A bare number above this counts the hours of a week, not of a day."""
EVERY_DAY = -1
"""The weekday of hours without a day of their own: they hold on every usual day."""


def availability(cell: Cell, per: str = "", language: str = "") -> Availability:
    """Reads a cell; a bare number has the unit of the header, without one it is a share.

    Args:
        cell: The cell.
        per: The unit of bare numbers as the header gives it: ``h/w``, ``h/d``, ``d/w`` or ``%``.
        language: The language of the headers, which decides about letters of units.

    Raises:
        BadValueError: if the cell holds no availability.
    """
    text = cell.text.strip()
    bare = _number(cell)
    if bare is not None and per and not cell.percent and "%" not in text:
        return Availability(share=bare / 100) if per == "%" else Availability(amount=bare, per=per)
    if bare is not None or cell.kind != "text":
        return Availability(share=share(cell))
    if len(text) <= _LONGEST:
        found = _said(cell, text, per, language)
        if found is not None:
            return found
    raise BadValueError(
        "bad-units",
        phrase("must say how much or when somebody works"),
        phrase("write 50%, 2, 20h/week, 4h/day, 3 days/week, Mon-Wed or Mon-Fri 08:00-12:00"),
    )


def _number(cell: Cell) -> float | None:
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return float(cell.value)
    try:
        return float(number(cell.text.rstrip("% "))) if cell.kind == "text" else None
    except ValueError:
        return None


def _said(cell: Cell, text: str, per: str, language: str) -> Availability | None:
    part, rest = _part(text)
    if not rest:
        return part
    if _number(cell._replace(value=rest)) is not None:
        return availability(cell._replace(value=rest), per, language)
    amount = _amount(rest, per, language)
    if amount is not None:
        return amount
    days = _days(cell, rest)
    return None if days is None else Availability(share=part.share if part else 1.0, days=days)


def _part(text: str) -> tuple[Availability | None, str]:
    """Reads a word for full or half time; returns the rest of the text too. "Part-time" is None."""
    bare = re.sub(r"[()]", " ", text)
    words = re.split(r"[\s,:;]+", re.sub(r"(?i)\b(full|part|half)[\s-]+time\b", r"\1time", bare))
    known = [word for word in words if fold(word) in FULL | HALF | PART]
    if not known:
        return None, text.strip()
    rest = " ".join(word for word in words if word not in known).strip(" -–=")
    kinds = {fold(word) for word in known}
    if kinds & HALF:
        return Availability(share=0.5), rest
    return (Availability() if kinds & FULL and not kinds & PART else None), rest


def _amount(text: str, per: str, language: str) -> Availability | None:
    """Reads ``20 h/week``, ``4 hours a day``, ``3 days per week``; the header may have the unit."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    unit = unit_of(found[2], language)
    period = unit_of(found[3], language) if found[3] else per[2:]
    amount = float(number(found[1]))
    if not found[3] and not period:
        period = "w" if unit == "d" or amount > SHIFT else "d"
    told = f"{unit}/{period}"
    return Availability(amount=amount, per=told) if told in ("h/w", "h/d", "d/w") else None


def _days(cell: Cell, text: str) -> dict[int, Spans] | None:
    """Reads weekdays with hours, as ``Mon-Thu 8:00-12:00; Fri 8-10``; None for any other text."""
    found: dict[int, Spans] = {}
    group: list[int] = []
    but = False
    timed = False
    for kind, said in _tokens(text):
        if kind == "but":
            but = True
        elif kind == "days":
            if timed:
                group, timed = [], False
            group += _between(said)
            found |= dict.fromkeys(_between(said), ())
        elif kind == "hours":
            timed = True
            hours = _hours(cell, said)
            if not hours:
                return None
            for day in group or [EVERY_DAY]:
                found[day] = (*found.get(day, ()), *hours)
        else:
            return None
    if but:
        return {day: () for day in range(5) if day not in found} or None
    return found or None


def _hours(cell: Cell, said: str) -> Spans:
    """Reads hours, or a half of the day; () for any other text."""
    if half := half_day(said):
        return (half,)
    try:
        return spans(cell._replace(value=said))
    except BadValueError:
        return ()


def _between(said: str) -> list[int]:
    first, _, last = said.partition("-")
    if not last:
        return [int(first)]
    span = (int(last) - int(first)) % _WEEK_DAYS
    return [(int(first) + n) % _WEEK_DAYS for n in range(span + 1)]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yields the days (``0`` or ``0-2``) and hours of a text in order; ``?`` for anything else."""
    day, dash = "", False
    for match in _TOKEN.finditer(text):
        word = fold(match["word"] or "")
        if word in _DAY and dash and day:
            yield "days", f"{day}-{_DAY[word]}"
            day, dash = "", False
            continue
        if match["dash"] or (word in _TO and day):
            dash = True
            continue
        if day:
            yield "days", day
            day, dash = "", False
        if word in _DAY:
            day = str(_DAY[word])
        else:
            yield from _other(word, match)
    if day:
        yield "days", day


def _other(word: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yields the token of a word that is no weekday: every day, hours, a negation, or ``?``."""
    if word in _WEEKDAYS | _DAILY:
        yield "days", "0-4" if word in _WEEKDAYS else "0-6"
    elif match["hours"] or half_day(word):
        yield "hours", match["hours"] or word
    elif word in _BUT:
        yield "but", ""
    elif word not in _AND | _EACH and (match["rest"] or "x") not in ",;&+/:()":
        yield "?", match.group()


_FEIRA = re.compile(r"(?i)(?<=[^\W\d_])[ -]feira\b")
"""What follows the number of a day in Portuguese: *segunda-feira*."""


def weekdays(text: str) -> frozenset[int]:
    """The weekdays of a text that lists nothing else; empty for any other text."""
    text = _FEIRA.sub("", text)
    cell = Cell(1, 1, "text", text)
    days = _days(cell, text) if len(text) <= _LONGEST else None
    if not days or EVERY_DAY in days or any(days.values()):
        return frozenset()
    return frozenset(days)


def counted_per(header: str, language: str = "") -> str:
    """The unit of bare numbers below a header: ``h/w``, ``h/d``, ``d/w``; "" if it has none.

    ``h`` and ``d`` alone are hours or days of a period that the header does not name.
    """
    units = [_unit(word, language) for word in re.split(r"[\W_\d]+", header) if word]
    told = [unit for unit in units if unit]
    folded = fold(header)
    for unit, stems in _PER_WORDS.items():
        if any(folded.startswith(stem) for stem in stems):
            told.append(unit)
    hours = "h" in told or any(word in folded for word in ("stunden", "hours", "arbeitszeit"))
    if hours and "w" in told:
        return "h/w"
    if hours and "d" in told:
        return "h/d"
    if "d" in told:
        return "d/w"
    return "h" if hours else ""


def _unit(word: str, language: str) -> str:
    if len(word) == 1 and word.casefold() not in "hdw":
        return ""
    folded = fold(word)
    for unit, stems in _PER_WORDS.items():
        if any(folded.startswith(stem) for stem in stems):
            return unit
    return unit_of(word, language)


def rated_per(header: str, language: str = "") -> str:
    """The unit of time in a header of rates: h, d, w or mo; "" if it has none."""
    for word in re.split(r"[\W_\d]+", header):
        unit = _unit(word, language) if len(word) > 1 or word == header[-1:] else ""
        if not unit:
            folded = fold(word)
            unit = next((u for u, stems in _RATED.items() if folded.startswith(stems)), "")
        if unit in ("h", "d", "w", "mo"):
            return unit
    return ""


_RATED = {
    "h": ("stunden", "hourly", "horaire", "orari", "uur", "godzin"),
    "d": ("tages", "tag", "tjm", "dag", "dzien", "dnevn", "journal", "diari", "giornal"),
}
