"""The languages of the result: English as it stands in the code, and what replaces it.

To add a language, add a file like `german` with a table from the English texts, and list it in
`planner.reading.language`; a text without an entry stays English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Words:
    """A language: ``say("Finish")`` is the text in it.

    Args:
        code: Of the language, such as ``de``.
        texts: English text → this language's.
        months, weekdays: Short names.
        ordinal: A day of a month before the month's name.
        date_format, day_pattern: How a day is shown in a cell and in running text.
        spelled_format: How it is shown in a cell with the month's name.
        separators: Of thousands, and of decimals.
        heads: Headers that workbooks in this language have.
    """

    code: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    ordinal: str = "{}"
    date_format: str = "yyyy-mm-dd"
    day_pattern: str = "{d:%Y-%m-%d}"
    spelled_format: str = "d mmm yyyy"
    separators: str = ",."
    heads: frozenset[str] = frozenset()

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with ``{name}`` fields filled in."""
        text = self.texts.get(text, text)
        return text.format(**values) if values else text

    def number(self, number: float | Decimal, form: str = ",.0f") -> str:
        """A number in running text, by a Python format."""
        return format(number, form).translate(str.maketrans(",.", self.separators))

    def count(self, number: float, noun: str) -> str:
        """``1 task``, ``2.5 days``: the text of the plural is the noun with an s."""
        word = self(noun if number == 1 else noun + "s")
        return f"{self.number(round(number, 2), ',g')} {word}"

    def day(self, day: date) -> str:
        """A date in running text."""
        number, month = self.ordinal.format(day.day), self.months[day.month - 1]
        return self.day_pattern.format(d=day, number=number, month=month)

    @cached_property
    def spelled(self) -> "Words":
        """The same with the months of all dates in words, as the reasons have them."""
        pattern = "{number} {month} {d:%Y}"
        return replace(self, date_format=self.spelled_format, day_pattern=pattern)

    def short_day(self, day: date) -> str:
        """A day without its year."""
        return f"{day.day:02d} {self.months[day.month - 1]}"


ENGLISH = Words()
