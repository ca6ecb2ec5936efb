"""Reads amounts of time: ``3d``, ``1 week & 4 days``, ``half a day``, ``10ed``."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.values import BadValueError, number
from planner.schema import vocabulary

_UNIT_WORDS = {
    "s": "s sec secs second seconds sekunde sekunden 秒",
    "m": "m min mins minute minutes minuten minuto minutos minuti minut minuty мин 分 分钟",
    "h": "h hr hrs hour hours std stunde stunden hora horas heure heures ora ore uur uren godz "
    "godzina godziny godzin ч час часа часов 小时 工时 時間 时 人時",
    "d": "d day days tag tage tagen arbeitstag arbeitstage werktage personentage t at pt dia dias "
    "día días jour jours j giorno giorni gg dag dagen dzień dni dnia dz день дня "
    "дней дн 天 日 日間 工作日 人天 人日 営業日",
    "w": "w wk wks week weeks woche wochen semana semanas semaine semaines settimana settimane "
    "weken tydzień tygodnie tygodni tyg неделя недели недель нед 周 週 週間 星期",
    "mo": "mo mon mons month months monat monate mes meses mois mese mesi maand maanden miesiąc "
    "miesiące miesięcy месяц месяца месяцев мес 月 个月 ヶ月 か月 人月",
}
UNITS = {fold(word): unit for unit, words in _UNIT_WORDS.items() for word in words.split()}


@lru_cache(maxsize=4096)
def unit_of(word: str, language: str = "") -> str:
    """The unit that a word means: s, m, h, d, w or mo; "" for any other word.

    A letter means different units in different languages: ``t`` is a day in German, an hour in
    Swedish, a week in Czech. The language decides, where it has the word.
    """
    folded = fold(word)
    if language and vocabulary.speaks(language, folded):
        return vocabulary.units(language)[folded]
    return UNITS.get(folded) or vocabulary.units().get(folded, "")


def elapsed_unit(word: str) -> str:
    """The unit of elapsed time that a word or several mean: eh, ed, ew or emo; "" for others."""
    folded = fold(word)
    found = _ELAPSED.fullmatch(folded)
    return f"e{unit_of(found[1])}" if found else vocabulary.elapsed_units().get(folded, "")


_ELAPSED = re.compile(r"e(m|min|mins|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mons?|months?)")
_AMOUNT = re.compile(
    r"(\d[\d.,'\u2019\s]*|[.,]\d+)\s*((?:[^\W\d_]+(?:[.\-' ]+[^\W\d_]+){0,3}\.?)?)"
    r"(?:(?<=[^\W\d_])\([^\W\d_]{1,3}\))?"
)
_AND = re.compile(r"(?i)\s+(?:and|und|et|y|e|i|en|og|och|и)$")
ON_THE_CLOCK = {"es": 1 / 60, "em": 1, "eh": 60, "ed": 1440, "ew": 10080, "emo": 43200}
"""Unit of elapsed time → minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeUnits:
    """The lengths of a day, a week and a month in working minutes; `language` tells units apart."""

    day: float = 480
    week: float = 2400
    month: float = 9600
    language: str = ""

    def minutes(self, unit: str) -> float:
        """Minutes of a unit: working minutes of s, m, h, d, w or mo; elapsed ones of ed etc."""
        return {
            "ms": 1 / 60_000,
            "s": 1 / 60,
            "m": 1,
            "h": 60,
            "d": self.day,
            "w": self.week,
            "mo": self.month,
            **ON_THE_CLOCK,
        }[unit]

    def on_the_clock(self) -> "TimeUnits":
        """The same words for elapsed time: a day has 24 hours, a week seven days."""
        day, week, month = (ON_THE_CLOCK[unit] for unit in ("ed", "ew", "emo"))
        return replace(self, day=day, week=week, month=month)


def amount(text: str, clock: TimeUnits, default: str = "d") -> float:
    """Working minutes of a text such as ``618d 2h``; `default` is the unit of a bare number.

    Raises:
        ValueError: if the text is no amount of time.
    """
    return sum(
        value * clock.minutes(unit_of(word, clock.language) if fold(word) else default)
        for value, word in _pieces(text, lambda word: bool(unit_of(word, clock.language)))
    )


def _pieces(text: str, known: Callable[[str], bool]) -> Iterator[tuple[float, str]]:
    """Yields the numbers of a text, each with the word of its unit or ""."""
    at = 0
    for match in _AMOUNT.finditer(text):
        word = _AND.sub("", match[2])
        if text[at : match.start()].strip(" ,+&") or (fold(word) and not known(word)):
            raise ValueError(text)
        yield float(number(match[1])), word
        at = match.end()
    if not at or text[at:].strip(" ?"):
        raise ValueError(text)


def duration(cell: Cell, clock: TimeUnits, unit: str = "d") -> int:
    """Working minutes of a cell; `unit` is the unit of a bare number."""
    bad = BadValueError(
        "bad-duration",
        phrase("duration must be a positive amount of time such as 5d or 12h"),
        phrase("write a number and a unit: m, h, d, w or mo"),
    )
    if isinstance(cell.value, timedelta):
        minutes = cell.value.total_seconds() / 60
    elif cell.kind == "number" and not isinstance(cell.value, str | datetime):
        minutes = float(cell.value) * clock.minutes(unit)
    elif cell.kind == "text":
        minutes = _minutes(cell.text, clock, unit, bad)
    else:
        raise bad
    if not 0 <= minutes < 60 * 24 * 366 * 100:
        raise bad
    return round(minutes)


def _minutes(text: str, clock: TimeUnits, unit: str, bad: BadValueError) -> float:
    try:
        return _typed_duration(text, clock, unit)
    except BadValueError:
        raise
    except ValueError:
        raise bad from None


def signed_duration(cell: Cell, clock: TimeUnits, unit: str = "d") -> int:
    """Working minutes of a cell, which may be negative: ``-2d``."""
    if cell.kind == "number" and isinstance(cell.value, int | float) and cell.value < 0:
        return -duration(cell._replace(value=-cell.value), clock, unit)
    if cell.kind == "text" and cell.text.startswith(("-", "−")):
        return -duration(cell._replace(value=cell.text[1:]), clock, unit)
    return duration(cell, clock, unit)


_ABOUT = re.compile(
    r"(?i)^(?:ca\.?|circa|approx\.?|approximately|about|around|etwa|env\.?|up to|bis zu|[~≈≤]|<=?)"
    r"\s*"
)
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–~～〜至到]|to|bis)\s*(\d+(?:[.,]\d+)?)\s*(.*)")
_A_HALF = (
    r"(?:and|und|et|y|e|en|og|och|i|и)\s+(?:an?\s+|une?\s+|ein[en]?\s+)?"
    r"(?:half|halbe?|demie?|medi[oa]|mei[oa]|mezz[oa]|halv[et]?|pół|пол)"
)
_AND_HALF = re.compile(rf"(?i)^(\S+)\s+{_A_HALF}(?:\s+an?)?\s+(?=[^\W\d_])")
"""One and a half weeks: the number comes first."""
_UNIT_AND_HALF = re.compile(rf"(?i)^(\S+)\s+([^\W\d_]+)\s+{_A_HALF}$")
"""A week and a half: the number and the unit come first."""
_HALF = re.compile(r"(?i)^(?:an?\s+)?half(?:\s+an?)?[\s-]+(?=[^\W\d_])")
_FRACTION = re.compile(r"(?:(\d+)\s*)?(?:([½¼¾])|(?<![\d/])([13])/([24])(?![\d/]))\s*(?=[^\W\d_])")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORD = re.compile(
    r"(?i)(?:^|(?<=[,&+]\s)|(?<=\s(?:to|et)\s)|(?<=\s(?:and|und|bis)\s)|(?<=\s[yeiи]\s))"
    r"([^\W\d_][^\s\d,&+]*)[\s-]+(?=[^\W\d_])"
)
"""A word before another, at the beginning or after an amount of time."""
_BRACKETED = re.compile(r"\(\s*([^\W\d_]+\.?)\s*\)$")


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """Writes an amount of time in figures: ``half a day`` becomes 0.5 day.

    Number words of any language count: ``two weeks``, ``anderthalb Tage``, ``en vecka``.
    """
    if not text.isascii():  # regular expressions do not take vowel signs for letters
        text = "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Mc"))
    bare = _BRACKETED.sub(r" \1", _ABOUT.sub("", text.strip()))
    bare = _FRACTION.sub(_with_fraction, bare)
    more = _AND_HALF.match(bare) or _UNIT_AND_HALF.match(bare)
    if more and (whole := _figure(more[1])) is not None:
        rest = more[2] if more.re is _UNIT_AND_HALF else bare[more.end() :]
        return f"{whole + 0.5:g} {rest}"
    article, _, rest = bare.partition(" ")
    if _figure(article) == 1 and _figure(re.split(r"[\s-]", rest)[0]) == 0.5:
        bare = rest
    return _WORD.sub(_in_figures, _HALF.sub("0.5 ", bare))


def _with_fraction(found: re.Match[str]) -> str:
    part = _PARTS[found[2]] if found[2] else int(found[3]) / int(found[4])
    return f"{int(found[1] or 0) + part:g} "


def _figure(word: str) -> float | None:
    """The number that a word or figures mean; None for others."""
    found = vocabulary.numbers().get(fold(word))
    try:
        return float(number(word)) if found is None else found
    except ValueError:
        return None


def _in_figures(found: re.Match[str]) -> str:
    named = vocabulary.numbers().get(fold(found[1]))
    return found[0] if named is None else f"{named:g} "


def middle(text: str) -> str:
    """The middle of a range such as ``1-2 days``; returns other texts unchanged."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return text
    half = (float(number(found[1])) + float(number(found[2]))) / 2
    return f"{half:g} {found[3]}".strip()


def is_range(text: str) -> bool:
    """Whether an amount of time is a range, such as ``1-2 days``."""
    bare = spelled(text)
    return middle(bare) != bare


@lru_cache(maxsize=4096)
def _typed_duration(text: str, clock: TimeUnits, unit: str) -> float:
    """Working minutes of an amount as people type it.

    Raises:
        BadValueError: if it is elapsed time.
        ValueError: if it is no amount of time.
    """
    bare = middle(spelled(text.rstrip("?").lstrip("~").strip()))
    if stroked := _STROKED.fullmatch(bare):
        return 60 * int(stroked[1] or 0) + int(stroked[2])
    if unit in ON_THE_CLOCK or _elapsed(bare) is not None:
        raise BadValueError(
            "elapsed-duration",
            phrase("only how long a task takes may be elapsed time, with weekends and nights"),
            phrase("write the working time"),
        )
    if fold(bare) in vocabulary.words_for("milestone"):
        return 0
    if fold(text) in vocabulary.words_for("half day"):
        return clock.day / 2
    if (clocked := _CLOCKED.fullmatch(bare)) is not None:
        return 60 * int(clocked[1] or clocked[3]) + int(clocked[2] or clocked[4])
    return amount(bare, clock, unit)


def elapsed(cell: Cell, unit: str = "") -> int | None:
    """Minutes of elapsed time: ``10ed``, ``10 calendar days``; None for any other cell.

    A bare number is elapsed time where `unit`, the unit of its column, is: ed, ew.
    """
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return round(cell.value * ON_THE_CLOCK[unit]) if unit in ON_THE_CLOCK else None
    if cell.kind != "text":
        return None
    return _elapsed(middle(spelled(cell.text.rstrip("?").lstrip("~").strip())), unit)


@lru_cache(maxsize=4096)
def _elapsed(text: str, unit: str = "") -> int | None:
    try:
        pieces = [
            (value, elapsed_unit(word) if fold(word) else unit)
            for value, word in _pieces(text, lambda word: bool(elapsed_unit(word)))
        ]
    except ValueError:
        return None
    if any(word not in ON_THE_CLOCK for _, word in pieces):
        return None
    return round(sum(value * ON_THE_CLOCK[word] for value, word in pieces))


_STROKED = re.compile(r"(?i)(?:(\d{1,3})\s?h\s?)?(\d{1,3})\s?['’′]")
"""Minutes with a stroke, as in 30' and 1h30'."""
_CLOCKED = re.compile(
    r"(?i)(\d{1,4}):([0-5]\d)(?::00)?\s*(?:h|hrs?|std\.?)?"
    r"|(\d{1,4})\s?h\s?([0-5]\d)\s*(?:m|min\.?)?"
)
"""Hours and minutes, as in 6:30 and 6h30."""
