"""Describes the cells of a column: the shares of dates, numbers, amounts of time and texts."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from planner.language.text import key
from planner.reading.availability import availability, weekdays
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import (
    is_compact,
    is_serial,
    month_number,
)
from planner.reading.durations import TimeUnits, amount, middle, spelled, unit_of
from planner.reading.money import is_per_time, rate
from planner.reading.span_texts import is_date
from planner.reading.spans_off import days_off
from planner.reading.values import NOTHING, BadValueError, number, yes

_SAMPLE = 300
_TAIL = 2
_AMOUNT = re.compile(r"(?:ca\.?\s*)?~?\s*\d+(?:[.,]\d+)?\s*[^\W\d_]+\.?\??.*")
MARKS = frozenset(["x", "X", "✓", "✔", "ü", "■", "█", "●", "•", "*", "1", "☑", "✅"])
_NUMBERED = re.compile(r"([^\W\d_]+)\.?\s*\d{1,3}|\d{1,3}\.?\s*([^\W\d_]+)")
SIZES = frozenset(["XS", "S", "M", "L", "XL", "XXL"])
"""Relative sizes of tasks whose duration nobody knows."""
TYPED = frozenset(["date", "datum", "fecha", "data", "дата", "日付", "日期", "date."])
"""Words that templates leave in cells for dates."""


@dataclass(frozen=True, kw_only=True)
class ColumnProfile:
    """The cells of a column below the header, with the positions of their rows.

    Words for nothing are left out. `rows` is the number of rows in the sample.
    """

    column: int
    cells: Sequence[tuple[int, Cell]]
    rows: int
    language: str = ""

    @property
    def count(self) -> int:
        """The number of filled cells."""
        return len(self.cells)

    @property
    def filled(self) -> float:
        """The share of the rows that are filled."""
        return len(self.cells) / max(1, self.rows)

    @cached_property
    def kinds(self) -> Mapping[str, float]:
        """Kind of cell (date, number, amount, text) → its share; the shares add up to 1."""
        found = Counter(kind_of(cell, self.language) for _, cell in self.cells)
        kinds = ("date", "number", "amount", "text")
        return {kind: found[kind] / max(1, self.count) for kind in kinds}

    @cached_property
    def numbers(self) -> list[float]:
        """The numbers among the cells, including those written as text."""
        return [value for _, cell in self.cells if (value := as_number(cell)) is not None]

    @cached_property
    def texts(self) -> list[str]:
        """The cells as text."""
        return [cell.text for _, cell in self.cells]

    @property
    def distinct(self) -> float:
        """The share of different texts."""
        return len(set(map(key, self.texts))) / max(1, len(self.texts))

    @property
    def length(self) -> float:
        """The mean length of the texts."""
        return sum(map(len, self.texts)) / max(1, len(self.texts))

    @cached_property
    def answers(self) -> float:
        """The share of words for yes or no, and of ticks."""
        return sum(_answers(cell) for _, cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def marks(self) -> float:
        """The share of crosses, ticks and blocks."""
        return sum(text in MARKS for text in self.texts) / max(1, len(self.texts))

    @property
    def sizes(self) -> bool:
        """Whether all cells are sizes such as S, M and XL."""
        return all(text.strip().upper() in SIZES for text in self.texts)

    @cached_property
    def serials(self) -> float:
        """The share of numbers that can be Excel's count of days."""
        return sum(map(is_serial, self.numbers)) / max(1, len(self.cells))

    @property
    def percent(self) -> bool:
        """Whether the numbers are shown as per cent."""
        return any(cell.percent or cell.text.endswith("%") for _, cell in self.cells)


def kind_of(cell: Cell, language: str = "") -> str:
    """The kind of a cell by its content: date, number, amount (of time) or text."""
    if cell.kind == "date":
        return "date"
    if cell.kind == "time":
        return "amount"
    if cell.kind == "text" and is_compact(cell.text):
        return "date"
    if as_number(cell) is not None:
        return "number"
    if cell.kind == "text":
        if is_date(cell):
            return "date"
        if is_amount(cell, language):
            return "amount"
    return "text"


def as_number(cell: Cell) -> float | None:
    """The number in a cell, also as text or per cent."""
    if cell.kind == "number" and not isinstance(cell.value, str | timedelta):
        return float(cell.value)  # type: ignore[arg-type]
    if cell.kind == "text" and cell.text[:1] in "0123456789-+.,":
        try:
            return float(number(cell.text.rstrip("% ")))
        except ValueError:
            return None
    return None


def is_period(cell: Cell, language: str = "") -> bool:
    """Whether a text numbers a period, as in ``Week 2``, or names a month; hours are an amount."""
    if cell.kind != "text":
        return False
    found = _NUMBERED.fullmatch(cell.text)
    if found:
        return unit_of(found[1] or found[2], language) not in ("", *_SHORT_UNITS)
    return cell.text.strip(".").isalpha() and month_number(cell.text) is not None


_SHORT_UNITS = ("h", "m", "s", "ms")


def is_weekday(cell: Cell) -> bool:
    """Whether a text is the name of a day of the week."""
    text = cell.text.strip(" .:") if cell.kind == "text" else ""
    return len(text) > 1 and len(weekdays(text)) == 1


def is_amount(cell: Cell, language: str = "") -> bool:
    """Whether a text is an amount of time with its unit."""
    text = middle(spelled(cell.text)) if cell.kind == "text" and len(cell.text) < 40 else ""
    if not _AMOUNT.fullmatch(text):
        return False
    try:
        amount(text.strip("~?"), TimeUnits(language=language))
    except ValueError:
        words = re.findall(r"[^\W\d_]+", cell.text)
        return bool(words) and all(unit_of(word, language) for word in words)
    return True


def profiles(
    sheet: Sheet, header: int, columns: Sequence[int], language: str
) -> list[ColumnProfile]:
    """The profiles of some columns below a header row, over the first rows of long tables."""
    found: dict[int, list[tuple[int, Cell]]] = {column: [] for column in columns}
    below = _without_tail(sheet, [number for number in sorted(sheet.rows) if number > header])
    below = below[:_SAMPLE]
    for position, row in enumerate(below):
        for column, cell in sheet.rows[row].items():
            if column in found and not _blank(cell):
                found[column].append((position, cell))
    rows = len(below)
    return [ColumnProfile(column=c, cells=found[c], rows=rows, language=language) for c in columns]


def _without_tail(sheet: Sheet, rows: Sequence[int]) -> Sequence[int]:
    """Cuts off the rows at the end that only repeat one cell, as formulas filled down do."""
    end = len(rows)
    last = sheet.rows[rows[-1]] if rows else {}
    if len(last) != 1:
        return rows
    ((column, cell),) = last.items()
    while end > 1 and len(cells := sheet.rows[rows[end - 1]]) == 1:
        if column not in cells or cells[column].value != cell.value or cell.kind == "text":
            break
        end -= 1
    return rows[:end] if len(rows) - end > _TAIL else rows


def _blank(cell: Cell) -> bool:
    if cell.kind in ("error", "uncached"):
        return True
    text = cell.text.casefold()
    return cell.kind == "text" and (text in NOTHING or text in TYPED)


def _answers(cell: Cell) -> bool:
    try:
        yes(cell)
    except BadValueError:
        return False
    return True


def share_of(profile: ColumnProfile, test: Callable[[Cell], bool]) -> float:
    """The share of the cells that pass a test."""
    return sum(test(cell) for _, cell in profile.cells) / max(1, profile.count)


def grow(columns: Sequence[ColumnProfile | None]) -> bool:
    """Whether the numbers of several columns grow from left to right in all rows that have some."""
    cells = [dict(one.cells) for one in columns if one is not None]
    rows = set().union(*cells) if len(cells) == len(columns) else set()
    told = [[as_number(one[row]) if row in one else None for one in cells] for row in rows]
    numbers = [[number for number in row if number is not None] for row in told]
    full = all(len(row) == len(cells) and row == sorted(row) for row in numbers)
    return full and sum(row[0] < row[-1] for row in numbers) > len(numbers) / 2 > 1


def is_time(cell: Cell) -> bool:
    """Whether a text says how much or when somebody works, and is no bare number."""
    if as_number(cell) is not None:
        return False
    return _reads(cell, availability)


def is_leave(cell: Cell) -> bool:
    """Whether a cell lists days off, or weekdays."""
    if cell.kind == "text" and weekdays(cell.text):
        return True
    return as_number(cell) is None and _reads(cell, lambda one: days_off(one, "dmy"))


def _reads(cell: Cell, parse: Callable[[Cell], object]) -> bool:
    try:
        parse(cell)
    except BadValueError:
        return False
    return True


CURRENCY = re.compile(
    r"[$€£¥₹₽₺₴₩฿]|\b(?:EUR|USD|CHF|GBP|PLN|CZK|SEK|NOK|DKK|HUF|JPY|CNY|INR|BRL|RUB|TRY)\b"
)
"""Signs of money."""


def is_money(cell: Cell) -> bool:
    """Whether a cell is an amount with a sign of money, in its text or its number format."""
    if cell.kind == "number":
        return bool(CURRENCY.search(cell.form))
    if cell.kind != "text" or not CURRENCY.search(cell.text):
        return False
    return _reads(cell, rate)


def is_bare(cell: Cell) -> bool:
    """Whether a cell is a number or an amount of money and names nothing."""
    return as_number(cell) is not None or is_money(cell)


_HOURS: dict[str, int] = {"h": 0, "d": 24, "w": 7 * 24, "mo": 31 * 24}
"""Unit → its hours; a larger number is money."""


def is_rate(cell: Cell) -> bool:
    """Whether a cell is money, or an amount per hour, day, week or month that cannot be hours."""
    if is_money(cell):
        return True
    if not is_per_time(cell) or not _reads(cell, rate):
        return False
    told = rate(cell)
    return told.amount > _HOURS[told.per]


_LINKED = re.compile(r"\s*\(https?://[^\s()]+\)")


def pieces(text: str) -> Iterator[str]:
    """Yields the items of a list, without the brackets and quotes that programs write."""
    for piece in re.split(r"[;,&\n、，]", _LINKED.sub("", text)):
        bare = piece.strip(" []'\"")
        if bare:
            yield bare
