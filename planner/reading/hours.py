"""Reads the working hours of a day."""

import re
from datetime import time
from itertools import pairwise

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.values import BadValueError
from planner.worktime.moments import clock_time

_SPAN = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m)?\s*(?:-|–|—|to|bis)\s*"
    r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m)?",
    re.IGNORECASE,
)
_FREE = frozenset({"", "off", "free", "frei", "closed", "none", "no", "0", "x"})
_MORNING = frozenset(
    [
        *("morning", "mornings", "am", "vormittag", "vormittags", "morgens", "matin", "matins"),
        *("manana", "mananas", "manha", "manhas", "mattina", "mattine", "ochtend", "ochtenden"),
        *("formiddag", "formiddagar", "aamupaiva", "rano", "dopoledne", "delelott", "sabah"),
        *("утро", "утром", "上午", "午前"),
    ]
)
_AFTERNOON = frozenset(
    [
        *("afternoon", "afternoons", "pm", "nachmittag", "nachmittags", "apresmidi", "tarde"),
        *("tardes", "pomeriggio", "pomeriggi", "middag", "middagen", "namiddag", "eftermiddag"),
        *("ettermiddag", "iltapaiva", "popoludnie", "odpoledne", "delutan", "ogleden"),
        *("下午", "午後"),
    ]
)
NOON = time(12)
Spans = tuple[tuple[time, time], ...]


def half_day(word: str) -> tuple[time, time] | None:
    """The morning or afternoon that a word means, until or from noon; None for any other word."""
    folded = fold(word)
    if folded in _MORNING:
        return time(), NOON
    return (NOON, time()) if folded in _AFTERNOON else None


def half_of_day(span: tuple[time, time]) -> bool:
    """Whether a span is exactly the morning or the afternoon."""
    return span in ((time(), NOON), (NOON, time()))


def within(half: tuple[time, time], hours: Spans) -> Spans:
    """The part of a day's hours in the morning or in the afternoon."""
    if half == (time(), NOON):
        return tuple((a, NOON if b > NOON or b == time() else b) for a, b in hours if a < NOON)
    return tuple((max(a, NOON), b) for a, b in hours if b > NOON or b == time())


def spans(cell: Cell) -> Spans:
    """The working hours in a cell such as ``08:00-12:00, 13:00-17:00``; () for a day off.

    An end at midnight is 00:00; a span that ends before it starts continues on the next day.
    """
    bad = BadValueError(
        "bad-hours",
        phrase("working hours must be spans such as 08:00-12:00, 13:00-17:00"),
        phrase("write the spans in order, or leave a day off blank"),
    )
    text = cell.text.casefold()
    if fold(text) in _FREE:
        return ()
    found, at = [], 0
    for match in _SPAN.finditer(text):
        if text[at : match.start()].strip(" ,;&+\n") not in ("", "and", "und"):
            raise bad
        found.append((_minutes(match.groups()[:3], bad), _minutes(match.groups()[3:], bad)))
        at = match.end()
    if not found or text[at:].strip(" ,;") not in ("", "h", "uhr"):
        raise bad
    if not _in_order(found):
        raise bad
    return tuple((clock_time(start), clock_time(end)) for start, end in found)


def _in_order(found: list[tuple[int, int]]) -> bool:
    """Whether each span starts after the one before; the last may continue on the next day."""
    forward = all(start < end for start, end in found[:-1]) and found[-1][0] != found[-1][1]
    return forward and all(one[1] <= two[0] for one, two in pairwise(found))


def _minutes(parts: tuple[str | None, ...], bad: BadValueError) -> int:
    hour, minute, half = int(parts[0] or 0), int(parts[1] or 0), parts[2]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not (minute < 60 and hour * 60 + minute <= 24 * 60):
        raise bad
    return hour * 60 + minute
