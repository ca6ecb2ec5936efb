"""Finds the unit of time that a header names: hours in Work (hours), minutes in Time in minutes."""

import re

from planner.language.text import fold
from planner.reading.durations import elapsed_unit, unit_of
from planner.schema import vocabulary

UNIT = re.compile(r"[(\[（](?:in\s+)?([^)\]）]*)[)\]）]\s*$")
"""What stands in brackets at the end of a header."""
CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я][a-zа-я])|(?<=[a-z])(?=[A-Z]+$)")
"""Where a word begins in a name such as startDate."""
_TIME = "time"
"""An hour in Danish and Norwegian, no unit in other languages."""


def header_unit(text: str, language: str = "") -> str:
    """The unit of time in a header: h for "Work (hours)" and "Hours"; "" without one.

    What stands in brackets decides, unless it names no unit: "Duration in minutes (estimate)".
    """
    match = UNIT.search(text)
    if match is None:
        return elapsed_unit(CAMEL.sub(" ", text)) or _unit_among(text, 2, language)
    inside = elapsed_unit(match[1]) or unit_of(match[1], language)
    return inside or _unit_among(match[1], 1, language) or header_unit(text[: match.start()])


def _unit_among(text: str, shortest: int, language: str) -> str:
    """The unit that the last word for one of at least so many letters names, "" without one."""
    for word in reversed(re.split(r"[\s/_.]+", CAMEL.sub(" ", text))):
        foreign = fold(word) == _TIME and not vocabulary.speaks(language, _TIME)
        unit = "" if foreign else unit_of(word, language)
        if unit and len(fold(word)) >= shortest:
            return unit
    return ""
