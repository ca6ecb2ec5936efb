"""Reads a date cell: real dates, ISO, month names, and texts with the day or the month first."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Literal

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates_abroad import in_known_form
from planner.reading.eras import day_of_era, is_of_era
from planner.reading.month_names import month_begun
from planner.reading.month_parts import BEGIN, END, MIDDLE
from planner.reading.values import BadValueError, OutOfRangeError
from planner.reading.weekday_names import may_be_weekdays

Order = Literal["", "dmy", "mdy"]
"""How 03/04/2026 is read; "" is unknown."""

_EPOCH = datetime(1899, 12, 30)
_MONTHS = (
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    ["jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
    ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"],
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
)
_MONTH = {fold(word): n for words in _MONTHS for n, word in enumerate(words, 1)}
_WEEKDAYS_LIKE_MONTHS = frozenset(["mardi", "martes", "martedi", "marti", "dimarts"])
_TIME = re.compile(
    r"[\sT,]+(?:at |um )?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*([AaPp]\.?[Mm]\.?)?\s*"
    r"(?:Z|Uhr|h)?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?")
_YEAR_WORD_DAY = re.compile(r"(\d{4})[\s./-]+([^\W\d_]{3,12})[\s./-]+(\d{1,2})\.?")
_CJK = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NUMBERS = re.compile(
    r"(?!\d+ +\d+ *[-/.])"  # not 1 21/05
    r"(\d{1,2})([-/. ]+)(\d{1,2})[-/. ]+(\d{4}|\d{2})(?:(?<=\d{4})\.)?"
)
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|ère|º|°)?[\s.\-/]*([^\W\d_]{3,12})\.?[\s,\-/]*(\d{4}|\d{2})"
)
_WORD_DAY = re.compile(
    r"([^\W\d_]{3,12})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+|\s*[,\-/.]\s*)(\d{4})"
)
_WEEKDAY = re.compile(r"^([^\W\d_]{2,10})\.?,?\s+(?=\d|[^\W\d_]{3,12}\.?\s*\d)")

_BAD = BadValueError(
    "bad-date", phrase("must be a date"), phrase("write it as 2026-03-02 or as a real Excel date")
)


def when(cell: Cell, order: Order = "") -> datetime:
    """The moment that a cell names; midnight if it has no time."""
    if isinstance(cell.value, datetime):
        found = _of_our_era(cell.value)
    elif cell.kind == "number" and isinstance(cell.value, int | float):
        found = _serial(float(cell.value))
    elif cell.kind == "text":
        found = _typed(cell.text, order)
    else:
        raise _BAD
    if not 1980 <= found.year < 2200:
        raise OutOfRangeError(
            "bad-date",
            phrase("must be a date between 1980 and 2199; left out"),
            phrase("correct the year"),
        )
    return found


def _of_our_era(moment: datetime) -> datetime:
    """A moment whose year is one of another era, as the day that is meant."""
    if not is_of_era(moment.year):
        return moment
    try:
        day = day_of_era(moment.year, moment.month, moment.day)
    except ValueError:
        raise _BAD from None
    return datetime.combine(day, moment.time())


def is_serial(value: object) -> bool:
    """Whether a number can be Excel's count of days, from 1980 to 2199."""
    return isinstance(value, int | float) and 29221 <= value < 110000


def _serial(number: float) -> datetime:
    if not is_serial(number):
        raise BadValueError(
            "bad-date",
            phrase("must be a date, not a number"),
            phrase("write it as 2026-03-02 or format the cell"),
        )
    moment = _EPOCH + timedelta(days=number, seconds=30)
    return moment.replace(second=0, microsecond=0)


def _typed(text: str, order: Order) -> datetime:
    day, clock = _split_time(_ZONE.sub("", text.strip(_QUOTES)))
    day = in_known_form(day)
    if part := _PART_OF_MONTH.fullmatch(day.strip()):
        return _part_of_month(part)
    try:
        order = order or _by_weekdays([text])
        return datetime.combine(_day(_without_joiners(_without_weekday(day)), order), clock)
    except ValueError as error:
        if isinstance(error, BadValueError):
            raise
        raise _BAD from None


_QUOTES = " '’‘`´*※†‡"
"""Marks that keep a spreadsheet from reading a date, and those of footnotes, in front or behind."""
_PART_OF_MONTH = re.compile(
    rf"(?i)(?:(?P<end>{'|'.join(END)})|(?P<middle>{'|'.join(MIDDLE)})|{'|'.join(BEGIN)})"
    r"(?:\s+(?:of|de|di|del|da|do|van))?[\s-]+(?P<month>[^\W\d_]{3,12})\.?(?:\s+de)?\s+(?P<year>\d{4})"
)
_MIDDLE = 15


def _part_of_month(found: re.Match[str]) -> datetime:
    """The last day of ``end of April 2027``, the 15th of ``mid March 2027``, else the first."""
    month, year = _month(found["month"]), int(found["year"])
    last = monthrange(year, month)[1]
    return datetime(year, month, last if found["end"] else _MIDDLE if found["middle"] else 1)


def _without_weekday(text: str) -> str:
    """A date without the weekday, or the month in words, before its numbers."""
    match = _WEEKDAY.match(text)
    if match is None:
        return text.strip()
    left, month = text[match.end() :].strip(), month_number(match[1])
    numbers = _NUMBERS.fullmatch(left)
    twice = numbers is not None and month in (int(numbers[1]), int(numbers[3]))
    return left if month is None or twice else text.strip()


_JOINERS = re.compile(r"(?i)(?<=[\s\d])(?:(?:de|del|di|of|af)\s+|d[’'])(?=[^\W\d_]|\d{4})")
_YEAR_WORD = re.compile(r"(?<=\d{4})\s*(?:г\.?|р\.?|roku|r\.)$")


def _without_joiners(text: str) -> str:
    """A date without joining words, such as those in ``25 de enero de 2027``."""
    return _JOINERS.sub("", _YEAR_WORD.sub("", text))


def _split_time(text: str) -> tuple[str, time]:
    match = _TIME.search(text)
    if match is None or (match[2] is None and match[3] is None):
        return text, time()
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise _BAD
    return text[: match.start()], time(hour, minute)


_COMPACT = re.compile(r"(19[89]\d|20\d\d|21\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_EPOCH_MS = re.compile(r"1[0-9]\d{11}|[2-6]\d{12}")
_ZONE = re.compile(r"\s*(?:GMT|UTC)(?:[+-]\d{1,4})?(?:\s*\([^)]*\))?$")


def is_compact(text: str) -> bool:
    """Whether a text is a date in eight digits, or milliseconds since 1970."""
    return bool(_COMPACT.fullmatch(text) or _EPOCH_MS.fullmatch(text))


def _day(text: str, order: Order) -> datetime:
    if match := _COMPACT.fullmatch(text):
        return datetime(int(match[1]), int(match[2]), int(match[3]))
    if _EPOCH_MS.fullmatch(text):
        moment = datetime(1970, 1, 1) + timedelta(milliseconds=int(text))
        return moment.replace(hour=0, minute=0, second=0, microsecond=0)
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return day_of_era(int(match[1]), int(match[3]), int(match[4]))
    if match := _CJK.fullmatch(text):
        return datetime(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _by_order(match, order)
    if match := _DAY_WORD.fullmatch(text):
        return day_of_era(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _WORD_DAY.fullmatch(text):
        return datetime(_year(match[3]), _month(match[1]), int(match[2]))
    if match := _YEAR_WORD_DAY.fullmatch(text):
        return datetime(int(match[1]), _month(match[2]), int(match[3]))
    raise _BAD


def _by_order(match: re.Match[str], order: Order) -> datetime:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    if match[2].strip() == "." or first > 12 or first == second:
        return day_of_era(year, second, first)
    if second > 12:
        return day_of_era(year, first, second)
    if not order:
        raise BadValueError(
            "ambiguous-date",
            phrase(
                "can be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
                year=year,
                second=second,
                first=first,
            ),
            phrase(
                'write it as 2026-03-02, or set "Date order" in Settings to day first or '
                "month first"
            ),
        )
    day, month = (first, second) if order == "dmy" else (second, first)
    return day_of_era(year, month, day)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(word: str) -> int:
    found = month_number(word)
    if found is None:
        raise _BAD
    return found


def month_number(word: str) -> int | None:
    """The number of a month from its name or the beginning of it; None for any other word."""
    folded = fold(word)
    if folded in _WEEKDAYS_LIKE_MONTHS:
        return None
    named = _MONTH.get(folded) or month_begun(folded)
    return named or _MONTH.get(folded[:4]) or _MONTH.get(folded[:3])


def month_words() -> tuple[tuple[str, ...], ...]:
    """The names of the months by language, in the shortest form that is understood."""
    return tuple(map(tuple, _MONTHS))


def order_of(cells: Iterable[Cell]) -> Order:
    """The order of a column's typed dates, where some are unambiguous or say their weekday."""
    firsts = seconds = False
    texts = [cell.text for cell in cells if cell.kind == "text"]
    for text in texts:
        for match in _numbers_in(text):
            if match[2].strip() != ".":
                firsts |= int(match[1]) > 12
                seconds |= int(match[3]) > 12
    if firsts == seconds:
        return "" if firsts else _by_weekdays(texts)
    return "dmy" if firsts else "mdy"


def _by_weekdays(texts: Iterable[str]) -> Order:
    """The only order in which all dates lie on the weekdays before them; "" without one."""
    fitting: set[Order] = {"dmy", "mdy"}
    for text in texts:
        named = _WEEKDAY.match(text.strip())
        numbers = _numbers_in(text) if named else []
        days = may_be_weekdays(named[1]) if named and len(numbers) == 1 else ()
        if days:
            fitting -= {one for one in fitting if _by_order(numbers[0], one).weekday() not in days}
    return fitting.pop() if len(fitting) == 1 else ""


def _numbers_in(text: str) -> list[re.Match[str]]:
    """The date in numbers that a text is, or the two of a span."""
    whole = _NUMBERS.fullmatch(_split_time_safely(text))
    if whole:
        return [whole]
    both = list(_STROKES.finditer(text))
    return both if len(both) == 2 else []


_STROKES = re.compile(r"(?<![\d/])(\d{1,2})(/)(\d{1,2})/(\d{4}|\d{2})(?![\d/])")


def is_ambiguous(cell: Cell) -> bool:
    """Whether a text is a date that can mean two days."""
    if cell.kind != "text":
        return False
    try:
        when(cell)
    except BadValueError as bad:
        return bad.code == "ambiguous-date"
    return False


def _split_time_safely(text: str) -> str:
    try:
        return _without_weekday(_split_time(text)[0])
    except BadValueError:
        return text


_TWO_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\.?")
_DAY_OF = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|ère|º|°)?[\s.\-/]*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?"
)
_OF_DAY = re.compile(r"([^\W\d_]{3,12})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th|\s*d)?\.?")
_CJK_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")


def day_and_month(text: str, order: Order = "") -> tuple[int, int] | None:
    """Day and month of a date without a year; None for any other text."""
    text = text.strip()
    if found := _TWO_NUMBERS.fullmatch(text):
        one, two = int(found[1]), int(found[3])
        first = two > 12 or (found[2] == "/" and order == "mdy" and one <= 12)
        day, month = (two, one) if first else (one, two)
    elif found := _CJK_DAY.fullmatch(text):
        day, month = int(found[2]), int(found[1])
    elif found := _DAY_OF.fullmatch(text):
        day, month = int(found[1]), month_number(found[2]) or 0
    elif found := _OF_DAY.fullmatch(text):
        day, month = int(found[2]), month_number(found[1]) or 0
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        return None
    return day, month


def worded_span(text: str) -> tuple[str, ...]:
    """The two days of a span with months in words, each with its month; () for other texts.

    So ``8-12 March`` is 8 March and 12 March, ``Mar 29 - Apr 2`` 29 Mar and 2 Apr.
    """
    if days := _DAYS_WORD.fullmatch(text):
        one, two, (first, last) = days[2] or days[4], days[4], (days[1], days[3])
    elif words := _WORD_DAYS.fullmatch(text):
        one, two, (first, last) = words[1], words[3] or words[1], (words[2], words[4])
    else:
        return ()
    months = month_number(one), month_number(two)
    if not all(months):
        return ()
    return f"{first} {one}", f"{last} {two}"


_NTH = r"(\d{1,2})(?:st|nd|rd|th|er|ère|º|°|\.)?"
_TO = (
    r"\s*(?:[-–—]|\b(?:to|till?|until|bis|au|al?|à|até|hasta|tot|do|til|do|до|по|hingga|sampai)\b"
    r"|t/m|s\.?/?d\.?)\s*"
)
_FROM = r"(?:(?:from|vom|von|du|del?|dal|da|van|od|с|з|fra|från|ab)\s+)?"
_MONTH_WORD = r"(?:(?:de|of|di)\s+)?([^\W\d_]{3,12})\.?"
_DAYS_WORD = re.compile(
    rf"(?i){_FROM}{_NTH}\s*(?:{_MONTH_WORD})?{_TO}{_NTH}\s*{_MONTH_WORD}(?:\s*d\.)?"
)
_WORD_DAYS = re.compile(
    rf"(?i){_FROM}{_MONTH_WORD}\s*{_NTH}{_TO}(?:{_MONTH_WORD}\s*)?{_NTH}(?:\s*d\.)?"
)
