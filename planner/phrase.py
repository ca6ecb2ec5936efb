"""Texts with values, which are English and can be said in another language later.

What is wrong with an input is found deep down, where nobody knows yet in which language it will
be shown: on the sheet Issues, in the terminal, on a page. So a message keeps its template.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from string import Formatter
from typing import Any, Self


class Phrase(str):
    """An English text that knows the template and the values it was made of.

    It is an ordinary text for everything that reads, compares or stores it; `Words` says it in
    another language. Pickles keep the template; for JSON there is `as_data`.
    """

    __slots__ = ("given", "parts", "template")
    template: str
    given: dict[str, Any]
    parts: tuple[str, ...]
    """The template is said between these where it joins texts."""

    def __new__(
        cls, template: str, values: dict[str, Any] | None = None, parts: tuple[str, ...] = ()
    ) -> Self:
        """Of a template with values, or of parts with the template between them."""
        filled = template.format(**values) if values else template
        made = super().__new__(cls, template.join(parts) if parts else filled)
        made.template, made.given, made.parts = template, values or {}, parts
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, self.given, self.parts)


def phrase(template: str, /, **values: Any) -> Phrase:
    """A text for users: the template stands here as it is, so that catalogues can have it.

    Args:
        template: English, with ``{name}`` or ``{name:,.2f}`` fields; without values it is said as
            it stands.
        values: Texts, phrases, numbers or dates; in another language numbers and dates are
            written as is usual there.
    """
    return Phrase(template, values)


def joined(separator: str, parts: Iterable[str]) -> Phrase:
    """Texts one after the other, each said in the language of the whole, as the separator is."""
    given = tuple(parts)
    return Phrase(separator, parts=given) if given else Phrase("")


def first_of(texts: Sequence[str], most: int) -> Phrase:
    """The first texts one after the other, and how many more there are."""
    told, rest = joined(", ", texts[:most]), len(texts) - most
    return phrase("{tasks} and {n} more", tasks=told, n=rest) if rest > 0 else told


def verbatim(text: str) -> Phrase:
    """A text that is nobody's translation: of a file, a library, the operating system."""
    return Phrase("{text}", {"text": text})


NO_REMEDY = Phrase("")


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "decimal": Decimal,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
}
_FORM = re.compile(r"(?!.*[0-9]{3})[-+,.%0-9A-Za-z :/]*")
"""How a value is written: no width of three digits or more, no field in it."""


def as_data(text: str) -> Any:
    """A text as JSON has it, a phrase with its template and values; `of_data` reads it."""
    if not isinstance(text, Phrase):
        return text
    if text.parts:
        return {"between": text.template, "parts": [as_data(part) for part in text.parts]}
    values = {name: _value_data(value) for name, value in text.given.items()}
    return {"text": text.template, "values": values} if values else {"text": text.template}


def _value_data(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"moment" if isinstance(value, datetime) else "day": value.isoformat()}
    if isinstance(value, Real):
        return float(value)
    return as_data(value) if isinstance(value, str) else str(value)


def of_data(data: Any) -> Phrase:
    """The phrase in `data`, which may come from anywhere.

    Raises:
        ValueError, TypeError, KeyError, ArithmeticError: if `data` is no phrase.
    """
    if isinstance(data, str):
        return Phrase(data)
    if "parts" in data:
        return Phrase(str(data["between"]), parts=tuple(map(of_data, data["parts"])))
    values = {str(name): _value(value) for name, value in data.get("values", {}).items()}
    template = str(data["text"])
    if values:
        _check(template, values)
    return Phrase(template, values)


def _check(template: str, values: Mapping[str, Any]) -> None:
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None and (
            name not in values or conversion or not _FORM.fullmatch(form or "")
        ):
            raise ValueError("not a template of ours")


def _value(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    kind = next((kind for kind in _KINDS if kind in data), None)
    return _KINDS[kind](data[kind]) if kind else of_data(data)


def paragraphs(text: str) -> Iterable[str]:
    """The paragraphs of a docstring, each in one line, as catalogues have them."""
    return (" ".join(one.split()) for one in text.split("\n\n") if one.strip())
