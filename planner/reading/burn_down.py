"""Guesses the work of tasks from columns that say what is left of it day by day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from planner.phrase import phrase
from planner.reading.known_fields import MOST, KnownFields, mostly
from planner.reading.profile import ColumnProfile, as_number
from planner.reading.weekday_names import may_be_weekdays

_FEWEST_DAYS, _FEWEST_ROWS = 3, 2
_SIZED = frozenset(["duration", "work", "points", "likely", "start", "finish", "remaining_work"])
_NUMBERED = re.compile(r"(?:[^\W\d_]{1,9}\.?\s*)?\d{1,2}")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?(?:[ T].*)?")


def burned_down(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The first of several columns of days whose numbers fall in nearly all rows.

    Only where nothing else says how long tasks take.
    """
    if _SIZED & known.taken.keys():
        return
    for run in _runs(known):
        rows = _by_row(run)
        several = [values for values in rows.values() if len(values) > 1]
        down = [all(two <= one for one, two in pairwise(values)) for values in several]
        ended = [values for values in several if values[-1] < values[0]]
        if len(several) < _FEWEST_ROWS or sum(down) < MOST * len(down):
            continue
        if 2 * len(ended) > len(several):
            yield run[0], "work", phrase("its cells are what is left on the first of several days")
            return


def _runs(known: KnownFields) -> Iterator[list[ColumnProfile]]:
    """At least three neighbouring columns of numbers below days, or below numbers of these."""
    run: list[ColumnProfile] = []
    for one in known.free:
        day = mostly(one, "number") and _is_day(known.headers.get(one.column, ""))
        if run and not (day and one.column == run[-1].column + 1):
            if len(run) >= _FEWEST_DAYS:
                yield run
            run = []
        run += [one] if day else []
    if len(run) >= _FEWEST_DAYS:
        yield run


def _is_day(header: str) -> bool:
    text = header.strip()
    numbered = _NUMBERED.fullmatch(text) or _DATE.fullmatch(text)
    return bool(numbered or may_be_weekdays(text))


def _by_row(run: Sequence[ColumnProfile]) -> Mapping[int, list[float]]:
    """Position of a row → its numbers from the first column on."""
    found: dict[int, list[float]] = {}
    for one in run:
        for position, cell in one.cells:
            number = as_number(cell)
            if number is not None:
                found.setdefault(position, []).append(number)
    return found
