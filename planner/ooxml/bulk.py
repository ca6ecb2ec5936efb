"""Counts what is in the parts of a workbook before anything is parsed.

A part of a few kilobytes can unpack to millions of elements, each of which costs the reader time
and memory: cells most cheaply, everything else more. Elements are counted by their opening
brackets, which is fast and never too few.
"""

import re

from planner.errors import InputError, Issue
from planner.phrase import Phrase, phrase

MAX_CELLS = 2_000_000
MAX_LINES = 120_000
"""Filled lines of one table: they are read in seconds, and are more than can be planned."""

_MOST_RUNS = 1_000_000
_MOST_TEXTS = 4_000_000
_MOST_OTHERS = 300_000
_MOST_FAR = 1_000_000
_MOST_SHEETS = 1_000
_ATTRIBUTES = 8
_SPARE = 100_000
_LONG, _LONG_EACH = 10_000_000, 1_000
_PREFIX = re.compile(rb"<(\w+:)?(?:worksheet|sst)\b")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[ >]")
_ENDS = (b" ", b">", b"/")


class Bulk:
    """Counts part after part, and refuses the workbook when there is too much of something."""

    def __init__(self) -> None:
        self._cells = self._runs = self._others = self._far = 0

    def add(self, name: str, part: bytes) -> None:
        """Count a part.

        Raises:
            InputError: if there is too much in it and those before.
        """
        elements = part.count(b"<") - part.count(b"</")
        if part.count(b'="') + part.count(b"='") > _ATTRIBUTES * elements + _SPARE:
            _too_much(name, phrase("attributes"))
        if len(part) > max(_LONG, _LONG_EACH * elements):
            _too_much(name, phrase("long texts"))
        found = _PREFIX.search(part[:2000])
        prefix = (found[1] or b"") if found else b""
        if "/worksheets/" in name:
            self._sheet(name, part, elements, prefix)
        elif name.casefold().endswith(("sharedstrings.xml", "content.xml")):
            if elements > _MOST_TEXTS:
                _too_much(name, phrase("texts"))
        elif name.casefold().endswith(("workbook.xml", "styles.xml")):
            self._others += elements
            if _count(part, prefix, b"sheet") > _MOST_SHEETS:
                _too_much(name, phrase("sheets"))
        else:
            self._far += elements
        self._check(name)

    def _sheet(self, name: str, part: bytes, elements: int, prefix: bytes) -> None:
        cells = _count(part, prefix, b"c") + _count(part, prefix, b"row")
        runs = _count(part, prefix, b"r", b"t", b"is")
        plain = cells + runs + _count(part, prefix, b"v", b"f")
        self._cells += cells
        self._runs += runs
        self._others += max(0, elements - plain)

        if _count(part, prefix, b"row") > MAX_LINES and _filled(part, prefix) > MAX_LINES:
            _too_much(name, phrase("filled rows"))

    def _check(self, name: str) -> None:
        if self._cells > MAX_CELLS:
            _too_much(name, phrase("rows and cells"))
        if self._runs > _MOST_RUNS + self._cells:
            _too_much(name, phrase("formatted texts"))
        if self._others > _MOST_OTHERS:
            _too_much(name, phrase("rules, styles or names"))
        if self._far > _MOST_FAR:
            _too_much(name, phrase("drawings, comments or pivot tables"))


def _filled(part: bytes, prefix: bytes) -> int:
    """Counts the rows of a sheet that hold a value, until there are too many."""
    rows, at = 0, 0
    while rows <= MAX_LINES and at >= 0:
        value = _VALUE.search(part, at)
        if value is None:
            break
        rows += 1
        at = part.find(b"<" + prefix + b"row", value.end())
    return rows


def _count(part: bytes, prefix: bytes, *names: bytes) -> int:
    """Counts the elements of these names."""
    return sum(part.count(b"<" + prefix + name + end) for name in names for end in _ENDS)


def _too_much(name: str, what: Phrase) -> None:
    issue = Issue(
        code="too-big",
        message=phrase("the file has too many {what} ({name})", what=what, name=name),
        remedy=phrase(
            "copy the sheets that planning needs to a new workbook, with their values only"
        ),
    )
    raise InputError([issue])
