"""The language of a workbook, told by the headers in it."""

import re
from html import unescape

from planner.workbook.package import Package
from planner.workbook.report.german import GERMAN
from planner.workbook.report.words import ENGLISH, Words

LANGUAGES = {"en": ENGLISH, "de": GERMAN}
_ENOUGH = 2
"""Headers of a language that tell it; one may be a name."""
_TEXT = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]{1,120})</")


def language_of(package: Package) -> Words:
    """The language most of whose headers stand in the workbook; English where none does."""
    strings = package.parts.get("xl/sharedStrings.xml", b"")
    found = {unescape(text.decode("utf-8", "replace")).strip() for text in _TEXT.findall(strings)}
    best = max(LANGUAGES.values(), key=lambda words: len(words.heads & found))
    return best if len(best.heads & found) >= _ENOUGH else ENGLISH
