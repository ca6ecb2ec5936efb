"""What a single cell means: durations, dates, money, rates, shares, working hours.

Every function takes a `Cell` and gives the value, or raises `BadValueError`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.project import Rate
from planner.reading.cells import Cell
from planner.schema import vocabulary

NOTHING = frozenset(
    {"-", "--", "—", "–", "/", "?", "n/a", "na", "none", "nil", "tba", "tbd", "null", "asap"}
    | {"unassigned", "nobody", "tbc", "---", "----", "...", "…"}
)
"""What people write for nothing."""


class BadValueError(ValueError):
    """A cell that cannot be understood."""

    def __init__(self, code: str, message: Phrase, remedy: Phrase) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


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
    """The unit a word names: s, m, h, d, w or mo; "" if none.

    The same letter is another unit elsewhere: ``t`` is a day in German, an hour in Swedish, a week
    in Czech. The language decides, where it has the word.
    """
    folded = fold(word)
    if language and vocabulary.speaks(language, folded):
        return vocabulary.units(language)[folded]
    return UNITS.get(folded) or vocabulary.units().get(folded, "")


def elapsed_unit(word: str) -> str:
    """The unit of time on the clock that a word or words name: eh, ed, ew or emo; "" if none."""
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
"""Minutes of the units of elapsed time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long a day, week and month are, in working minutes; `language` tells units apart."""

    day: float = 480
    week: float = 2400
    month: float = 9600
    language: str = ""

    def minutes(self, unit: str) -> float:
        """Working minutes of a unit: s, m, h, d, w or mo; those of ed and the like on the clock."""
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


def number(text: str) -> Decimal:
    """A number as typed, with decimal point or comma and any thousands separator.

    Raises:
        ValueError: if it is none.
    """
    bare = re.sub(r"[\s'\u2019\u00a0\u202f]", "", text)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "," if comma < point else "."
        bare = bare.replace(thousands, "")
    elif bare.count(",") > 1 or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", bare):
        bare = bare.replace(",", "")
    elif bare.count(".") > 1:
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", bare):
        raise ValueError(text)
    return Decimal(bare)


def amount(text: str, clock: Clock, default: str = "d") -> float:
    """Working minutes of a text such as ``618d 2h``; `default` is the unit of a bare number.

    Raises:
        ValueError: if it is no amount of time.
    """
    return sum(
        value * clock.minutes(unit_of(word, clock.language) if fold(word) else default)
        for value, word in _pieces(text, lambda word: bool(unit_of(word, clock.language)))
    )


def _pieces(text: str, known: Callable[[str], bool]) -> Iterator[tuple[float, str]]:
    """The numbers of a text, each with the word of its unit or ""."""
    at = 0
    for match in _AMOUNT.finditer(text):
        word = _AND.sub("", match[2])
        if text[at : match.start()].strip(" ,+&") or (fold(word) and not known(word)):
            raise ValueError(text)
        yield float(number(match[1])), word
        at = match.end()
    if not at or text[at:].strip(" ?"):
        raise ValueError(text)


def duration(cell: Cell, clock: Clock, unit: str = "d") -> int:
    """Working minutes; `unit` is what a bare number counts."""
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
        minutes = _typed_duration(cell.text, clock, unit, bad)
    else:
        raise bad
    if not 0 <= minutes < 60 * 24 * 366 * 100:
        raise bad
    return round(minutes)


def signed_duration(cell: Cell, clock: Clock, unit: str = "d") -> int:
    """Working minutes, also fewer than none: ``-2d``."""
    if cell.kind == "number" and isinstance(cell.value, int | float) and cell.value < 0:
        return -duration(cell._replace(value=-cell.value), clock, unit)
    if cell.kind == "text" and cell.text.startswith(("-", "−")):
        return -duration(cell._replace(value=cell.text[1:]), clock, unit)
    return duration(cell, clock, unit)


_ABOUT = re.compile(r"(?i)^(?:ca\.?|circa|approx\.?|approximately|about|around|etwa|env\.?|~|≈)\s*")
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:-|–|to|bis)\s*(\d+(?:[.,]\d+)?)\s*(.*)")
_ONE = re.compile(r"(?i)\b(?:an?|one|eine?[rn]?|une?|uno|una)\s+(?=[^\W\d_])")
_HALF = re.compile(
    r"(?i)(?:\ban?\s+)?\bhalf(?:\s+an?)?[\s-]+(?=[^\W\d_])|\bhalbe[rn]?\s+|½\s*(?=[^\W\d_])"
)


def spelled(text: str) -> str:
    """An amount of time as people say it, in figures: ``half a day`` is 0.5 day."""
    bare = _ABOUT.sub("", text.strip())
    return _ONE.sub("1 ", _HALF.sub("0.5 ", bare))


def middle(text: str) -> str:
    """The middle of a range such as ``1-2 days``; other texts as they are."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return text
    half = (float(number(found[1])) + float(number(found[2]))) / 2
    return f"{half:g} {found[3]}".strip()


def _typed_duration(text: str, clock: Clock, unit: str, bad: BadValueError) -> float:
    bare = middle(spelled(text.rstrip("?").lstrip("~").strip()))
    if unit in ON_THE_CLOCK or _elapsed(bare) is not None:
        raise BadValueError(
            "elapsed-duration",
            phrase("only how long a task takes may be elapsed time, with weekends and nights"),
            phrase("write the working time"),
        )
    if fold(bare) in vocabulary.words_for("milestone"):
        return 0
    if (clocked := _CLOCKED.fullmatch(bare)) is not None:
        return 60 * int(clocked[1] or clocked[3]) + int(clocked[2] or clocked[4])
    try:
        return amount(bare, clock, unit)
    except ValueError:
        raise bad from None


def elapsed(cell: Cell, unit: str = "") -> int | None:
    """Minutes on the clock of elapsed time: ``10ed``, ``10 calendar days``; None of all else.

    A bare number is elapsed time where `unit`, that of its column, is: ed, ew.
    """
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return round(cell.value * ON_THE_CLOCK[unit]) if unit in ON_THE_CLOCK else None
    if cell.kind != "text":
        return None
    return _elapsed(middle(spelled(cell.text.rstrip("?").lstrip("~").strip())), unit)


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


_CLOCKED = re.compile(
    r"(?i)(\d{1,4}):([0-5]\d)(?::00)?\s*(?:h|hrs?|std\.?)?"
    r"|(\d{1,4})\s?h\s?([0-5]\d)\s*(?:m|min\.?)?"
)
"""Hours and minutes, as in 6:30 and 6h30."""
_MONEY = re.compile(r"[^\d\w]*[^\W\d]{0,3}[\s.]*[\d.,'\u2019\s+-]+\D{0,5}")


_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""10.000 as money: nobody writes thousandths of it."""


def money(cell: Cell) -> Decimal:
    """An amount of money, not negative; a currency sign is allowed."""
    bad = BadValueError(
        "bad-money", phrase("must be an amount of money"), phrase("write a number such as 1200")
    )
    try:
        if cell.kind == "number":
            found = Decimal(str(cell.value))
        elif cell.kind == "text" and _MONEY.fullmatch(cell.text):
            bare = re.sub(r"[^\d.,'+-]", "", cell.text)
            found = number(bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare)
        else:
            raise bad
    except ValueError:
        raise bad from None
    if not found.is_finite() or found < 0:
        raise bad
    return found


_RATE = re.compile(
    r"(?P<money>[^/]*?\d[\d.,'\s]*[^\d/\w]*(?:[A-Z]{3}|[€$£])?)\s*"
    r"(?:(?:/|per|pro|par|por|je|al|an?)\s*(?P<unit>[^\W\d_]+))?\.?"
)


Per = Literal["h", "d", "w", "mo"]
_PER: dict[str, Per] = {"h": "h", "d": "d", "w": "w", "mo": "mo"}


def rate(cell: Cell, unit: Per = "h") -> Rate:
    """Money per unit of time; a bare number is per `unit`."""
    if cell.kind == "number":
        return Rate(amount=money(cell), per=unit)
    bad = BadValueError(
        "bad-rate",
        phrase("must be money per time such as 50/h or 400/d"),
        phrase("write a number and /h, /d, /w"),
    )
    match = _RATE.fullmatch(cell.text) if cell.kind == "text" else None
    per = _PER.get(unit_of(match["unit"] or unit)) if match else None
    if match is None or per is None:
        raise bad
    try:
        return Rate(amount=money(cell._replace(value=match["money"].strip())), per=per)
    except BadValueError:
        raise bad from None


def is_per_time(cell: Cell) -> bool:
    """Whether a text is an amount with a unit of time: 50/h, 400 per day."""
    match = _RATE.fullmatch(cell.text) if cell.kind == "text" else None
    return match is not None and match["unit"] is not None


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
        *("vrai", "verdadero"),
    ]
)
_NO = frozenset(
    [
        *("", "no", "n", "false", "0", "nein", "falsch", "non", "nao", "nee", "nie", "нет"),
        *("faux", "falso"),
    ]
)
_TICKED = frozenset("✓✔☑✅●■")
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


_SPAN = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m)?\s*(?:-|–|—|to|bis)\s*"
    r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m)?",
    re.IGNORECASE,
)
_FREE = frozenset({"", "off", "free", "frei", "closed", "none", "no", "0", "x"})
Spans = tuple[tuple[time, time], ...]


def spans(cell: Cell) -> Spans:
    """Working hours of a day, such as ``08:00-12:00, 13:00-17:00``; () for a day off.

    An end at midnight is 00:00; a span that ends before it starts goes on into the next day.
    """
    bad = BadValueError(
        "bad-hours",
        phrase("working hours must be spans such as 08:00-12:00, 13:00-17:00"),
        phrase("write the spans in order, or leave a day off blank"),
    )
    text = cell.text.casefold()
    if fold(text) in _FREE:
        return ()
    found, at = [], 0
    for match in _SPAN.finditer(text):
        if text[at : match.start()].strip(" ,;&+\n") not in ("", "and", "und"):
            raise bad
        found.append((_minutes(match.groups()[:3], bad), _minutes(match.groups()[3:], bad)))
        at = match.end()
    if not found or text[at:].strip(" ,;") not in ("", "h", "uhr"):
        raise bad
    if not _in_order(found):
        raise bad
    return tuple((clock_time(start), clock_time(end)) for start, end in found)


def _in_order(found: list[tuple[int, int]]) -> bool:
    """Whether spans follow each other; the last may go on into the next day."""
    forward = all(start < end for start, end in found[:-1]) and found[-1][0] != found[-1][1]
    return forward and all(one[1] <= two[0] for one, two in pairwise(found))


def _minutes(parts: tuple[str | None, ...], bad: BadValueError) -> int:
    hour, minute, half = int(parts[0] or 0), int(parts[1] or 0), parts[2]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not (minute < 60 and hour * 60 + minute <= 24 * 60):
        raise bad
    return hour * 60 + minute


def clock_time(minutes: int) -> time:
    """Time of day; 24:00 is 00:00."""
    return time(minutes // 60 % 24, minutes % 60)


def first_day(moment: datetime | date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


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
