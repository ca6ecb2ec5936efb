"""Finds the language of a workbook from its headers."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import islice

from planner.language.words import ENGLISH, LANGUAGES, Words
from planner.ooxml.package import Package
from planner.reading.cells import Book
from planner.schema import vocabulary

_ENOUGH = 2
"""The number of headers that prove a language; a single one may be a name."""
_ROWS = 40
"""The number of first rows that may have headers."""
_ENOUGH_BYTES = 1_000_000
_HOLDS_TEXT = re.compile(r"/sharedStrings\.xml$|/worksheets/[^/]+$")
_TEXT = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]{1,120})</")


def language_of(book: Book) -> str:
    """The code of the language with most headers in the workbook; ``en`` without any."""
    rows = (row for sheet in book.sheets for row in islice(sheet.rows.values(), _ROWS))
    return _best(str(cell.value) for row in rows for cell in row.values()).code


def words_of(package: Package) -> Words:
    """The language of a package, which need not be a readable workbook."""
    parts = (data for part, data in package.parts.items() if _HOLDS_TEXT.search(part))
    texts = (text for data in parts for text in _TEXT.findall(data[:_ENOUGH_BYTES]))
    return _best(unescape(text.decode("utf-8", "replace")) for text in texts)


def _best(texts: Iterable[str]) -> Words:
    found = {text.strip() for text in texts}
    best = max(LANGUAGES.values(), key=lambda words: len(words.heads & found))
    if len(best.heads & found) >= _ENOUGH:
        return best
    known = vocabulary.known_by(map(_bare, found))
    best = max(LANGUAGES.values(), key=lambda words: known[words.code])
    more = known[best.code] - known[ENGLISH.code]
    return best if more >= _ENOUGH else ENGLISH


def _bare(header: str) -> str:
    """A header without the unit in brackets at its end."""
    return header.split("(", maxsplit=1)[0].strip() or header
