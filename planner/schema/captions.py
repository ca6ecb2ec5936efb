"""The captions of new columns or sheets in a user's workbook, in the language of its headers.

Every caption is read again as that very column, whatever the language of the others.
"""

from collections.abc import Sequence

from planner.schema.caption_words import CAPTION_LANGUAGES, CAPTIONS
from planner.schema.schema import listed
from planner.schema.vocabulary import FAMILIES, known_by, language_of

_ENOUGH = 2
"""Headers of a table that tell its language; one may be the same in several."""


def spoken(headers: Sequence[str], others: Sequence[str] = ()) -> str:
    """The language of a table by its headers, or where these are too few by those of others too."""
    told = max(known_by(headers).values(), default=0)
    return language_of(headers if told >= _ENOUGH else (*headers, *others))


def caption(kind: str, field: str, language: str, english: str) -> str:
    """What a column of a kind of sheet is called in a language; `english` where unknown.

    `field` is `SHEET` for the sheet.
    """
    names = listed(CAPTIONS.get(kind, {}).get(field, ""))
    known = dict(zip(CAPTION_LANGUAGES, names, strict=True)) if names else {}
    return known.get(FAMILIES.get(language, language), english)
