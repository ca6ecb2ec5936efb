"""The languages of the result: English as it stands in the code, others as gettext catalogues.

A language is one file beside this one, like ``de.po``; Babel knows how it writes dates, numbers
and plurals. `planner.language.catalogues` makes and updates such files.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.core import Locale, negotiate_locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from planner.goals import GOALS
from planner.phrase import Phrase

HERE = Path(__file__).parent
HEADERS = "headers of tables"
"""The context of the text whose translation tells by which headers a language is known."""
SOME_HEADERS = "Task, Tasks, Task Name, Predecessor, Duration, Start, Finish, Deadline, Work"
_CODES = {name: goal.caption for name, goal in GOALS.items() if "_" in name}
"""Names that are no English words → what people read in their place."""
_ISO = "yyyy-MM-dd"
_ISO_SPEC = "%Y-%m-%d"
_STANDALONE = "stand-alone"


@dataclass(frozen=True, kw_only=True)
class Words:
    """A language: ``say("Finish")`` is the text in it.

    Args:
        code: Of the language, such as ``de``.
        context: Whose words come first where a catalogue has several for one text (``msgctxt``).
        in_words: Whether dates have the month's name.
    """

    code: str = "en"
    context: str = ""
    in_words: bool = False

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with ``{name}`` fields filled in."""
        if not isinstance(text, Phrase):
            return self._filled(self._said(text), values)
        if text.parts:
            return self(text.template).join(map(self, text.parts))
        return self._filled(self._said(text.template), text.given)

    def _said(self, text: str) -> str:
        if self.code == "en" or not text:
            return _CODES.get(text, text)
        known = _translations(self.code)
        said = known.pgettext(self.context, text) if self.context else text
        return known.gettext(text) if said == text else said

    def _filled(self, template: str, values: dict[str, object]) -> str:
        if not values:
            return template
        if self.code == "en":
            return template.format(**values)
        return _Filling(self).vformat(template, (), values)

    def number(self, number: float | Decimal, form: str = ",.0f") -> str:
        """A number in running text, by a Python format."""
        text = format(number, form).translate(str.maketrans(",.", self.separators))
        return f"{text[:-1]}{self.before_percent}%" if form.endswith("%") else text

    def money(self, amount: float | Decimal, currency: str, form: str = ",.2f") -> str:
        """An amount, with its currency if there is one."""
        text = self.number(amount, form)
        return (f"{text} {currency}" if self.currency_last else f"{currency} {text}").strip()

    def count(self, number: float, noun: str) -> str:
        """``1 task``, ``2.5 days``: the text of the plural is the noun with an s."""
        whole = int(number) if number == int(number) else 2
        word = _translations(self.code).ngettext(noun, noun + "s", whole)
        return f"{self.number(round(number, 2), ',g')} {word}"

    def day(self, day: date) -> str:
        """A date in running text."""
        return format_date(day, self._pattern, locale=self.locale)

    def stretches(self, spans: Iterable[tuple[datetime, datetime]], *, times: bool) -> str:
        """Pieces of time, each by its first and last day: ``2 Mar – 4 Mar, 9 Mar``."""
        clock = " {:%H:%M}" if times else ""

        def told(start: datetime, end: datetime) -> str:
            last = end if times else end - timedelta(microseconds=1)
            ends = [self.day(at) + clock.format(at) for at in (start, last)]
            return " – ".join(dict.fromkeys(ends))

        return ", ".join(told(start, end) for start, end in spans)

    @cached_property
    def spelled(self) -> "Words":
        """The same with the months of all dates in words, as the reasons have them."""
        return replace(self, in_words=True)

    def spoken_day(self, day: date) -> str:
        """A day in words without its year."""
        pattern = re.sub(r"\W*('[^']*')?\W*y+\W*", "", self.spelled._pattern)  # noqa: SLF001
        return format_date(day, pattern, locale=self.locale)

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return Locale.parse(self.code)

    @property
    def tag(self) -> str:
        """The language as pages name it: ``de``, ``pt-BR``."""
        return self.code.replace("_", "-")

    @cached_property
    def name(self) -> str:
        """The language's name in it, with a capital as it stands alone."""
        name = self.locale.get_display_name() or self.code
        return name[:1].upper() + name[1:]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Short names."""
        return tuple(self.locale.months[_STANDALONE]["abbreviated"][n] for n in range(1, 13))

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """Short names, from Monday on."""
        return tuple(self.locale.days[_STANDALONE]["abbreviated"][n] for n in range(7))

    @cached_property
    def separators(self) -> str:
        """Of thousands, and of decimals."""
        symbols = self.locale.number_symbols["latn"]
        return str(symbols["group"] + symbols["decimal"])

    @cached_property
    def before_percent(self) -> str:
        """What stands between a number and its per cent sign."""
        return " " if self.locale.percent_formats[None].pattern[-2:-1].isspace() else ""

    @cached_property
    def currency_last(self) -> bool:
        """Whether a currency stands behind its amount."""
        return bool(self.locale.currency_formats["standard"].pattern.endswith("¤"))

    @cached_property
    def heads(self) -> frozenset[str]:
        """Headers that workbooks in this language have; none of English, which is the default."""
        said = _entry(self.code, HEADERS)
        return frozenset(said.split(", ")) if said else frozenset()

    @cached_property
    def date_format(self) -> str:
        """How a day is shown in a cell, as Excel writes formats."""
        return self._pattern.replace("L", "m").replace("M", "m").replace("'", '"')

    @cached_property
    def _pattern(self) -> str:
        """How a day is written, as Unicode writes patterns.

        English has the year first, as it has readers who write the month before the day and
        readers who do not.
        """
        if not self.in_words:
            short = self.locale.date_formats["short"].pattern
            return _ISO if self.code == "en" else re.sub("y+", "yyyy", short)
        long = "d MMMM y" if self.code == "en" else self.locale.date_formats["long"].pattern
        return re.sub("y+", "yyyy", long.replace("MMMM", "LLL"))


class _Filling(Formatter):
    """Fills values into a template as a language writes them."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        value = super().get_value(key, args, kwargs)
        return self._words(value) if isinstance(value, Phrase) else value

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, float | Decimal) or (isinstance(value, int) and format_spec):
            return self._words.number(value, format_spec)
        if isinstance(value, date) and format_spec[: len(_ISO_SPEC)] in ("", _ISO_SPEC):
            clock = format_spec[len(_ISO_SPEC) :]
            return self._words.day(value) + (format(value, clock) if clock else "")
        return str(super().format_field(value, format_spec))


def catalogue(code: str) -> Path:
    """The file of a language."""
    return HERE / f"{code}.po"


@lru_cache
def _translations(code: str) -> NullTranslations:
    """What a catalogue says, as the standard library has it; English says what is in the code."""
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with catalogue(code).open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _entry(code: str, context: str) -> str:
    """The one text of a context, without the time that reading the whole catalogue takes."""
    if code == "en":
        return ""
    blocks = catalogue(code).read_text("utf-8").split("\n\n")
    block = next((one for one in blocks if f'msgctxt "{context}"' in one), "")
    found = read_po(BytesIO(block.encode()), locale=code)
    return next((str(one.string) for one in found if one.context == context), "")


def _codes() -> Iterator[str]:
    yield "en"
    yield from sorted(path.stem for path in HERE.glob("*.po"))


LANGUAGES = {code: Words(code=code) for code in _codes()}
"""By code: English, and every language that has a catalogue."""
ENGLISH = LANGUAGES["en"]


def language_named(name: str) -> str:
    """The code of the language that is called so, in it or in another; "" for none we have.

    ``Deutsch``, ``German``, ``de``, ``de-AT`` and ``de_AT.UTF-8`` are all ``de``.
    """
    said = name.strip()
    known = language_of_tags([said.partition(".")[0]])
    return known or next((code for code in LANGUAGES if said.casefold() in _names(code)), "")


def language_of_tags(tags: Iterable[str]) -> str:
    """The code of the first of some languages that we have: ``pt-BR``, ``de_AT``; "" for none."""
    return negotiate_locale([tag.replace("-", "_") for tag in tags], LANGUAGES) or ""


def _names(code: str) -> set[str]:
    locale = Locale.parse(code)
    names = {locale.get_display_name(other) or "" for other in LANGUAGES}
    return {name.casefold() for name in names} - {""}
