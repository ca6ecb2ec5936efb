"""Texts with values, which are English and can be said in another language later.

What is wrong with an input is found deep down, where nobody knows yet in which language it will
be shown: on the sheet Issues, in the terminal, on a page. So a message keeps its template.
"""

from collections.abc import Iterable
from typing import Any, Self


class Phrase(str):
    """An English text that knows the template and the values it was made of.

    It is an ordinary text for everything that reads, compares or stores it; `Words` says it in
    another language. Pickles keep the template, JSON keeps the English.
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


def verbatim(text: str) -> Phrase:
    """A text that is nobody's translation: of a file, a library, the operating system."""
    return Phrase("{text}", {"text": text})


NO_REMEDY = Phrase("")
