"""Takes dates for those of the plan where headers call them due, baseline or completed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.date_guesses import as_long
from planner.reading.group_words import ACTUAL
from planner.reading.heading import Heading
from planner.reading.known_fields import MOST
from planner.reading.profile import ColumnProfile

_BASELINE = re.compile(r"(?i)base|\bBL|基")
_SIZED = frozenset(["finish", "duration", "work", "points", "likely", "baseline_finish"])
_RECORDED = ("actual_start", "actual_finish")


def as_planned(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """The headings with the start and finish of the plan, where other fields have its dates."""
    found = _not_baseline(_due_as_finish(headings))
    return _completed(_beside_actual(found, every), every)


def _due_as_finish(headings: Sequence[Heading]) -> list[Heading]:
    """Makes the due date the finish where only a start and a due date tell the duration."""
    fields = {heading.field for heading in headings}
    if _SIZED & fields or not {"start", "deadline"} <= fields:
        return list(headings)
    return [replace(h, field="finish") if h.field == "deadline" else h for h in headings]


def _not_baseline(headings: list[Heading]) -> list[Heading]:
    """Makes a planned start the present plan where no other start exists."""
    fields = {heading.field for heading in headings}
    found = list(headings)
    for at, heading in enumerate(found):
        plain = heading.field.removeprefix("baseline_")
        plan = heading.field in ("baseline_start", "baseline_finish") and plain not in fields
        if plan and not _BASELINE.search(heading.text):
            found[at] = replace(heading, field=plain)
    return found


def _beside_actual(headings: list[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Makes a completion date the finish beside two columns of dates that only say `actual`.

    These have when tasks were begun and done.
    """
    fields = {heading.field for heading in headings}
    records = [h.column for h in headings if fold(h.text) in ACTUAL and _has_dates(h, every)]
    planned = {"start", "actual_finish"} <= fields and not fields & {"finish", "actual_start"}
    if not planned or len(records) != len(_RECORDED):
        return headings
    recorded = dict(zip(records, _RECORDED, strict=True))
    return [
        replace(
            h, field="finish" if h.field == "actual_finish" else recorded.get(h.column, h.field)
        )
        for h in headings
    ]


def _has_dates(heading: Heading, every: Mapping[int, ColumnProfile]) -> bool:
    one = every.get(heading.column)
    return one is not None and bool(one.count) and one.kinds["date"] >= MOST


def _completed(headings: list[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Makes a completion date the finish where nothing else gives the finish or the duration.

    Beside durations too, where these last from the start until then.
    """
    columns = {heading.field: every.get(heading.column) for heading in headings}
    told = columns.keys() & {"finish", "work", "points", "actual_start", "deadline"}
    if told or not {"start", "actual_finish"} <= columns.keys():
        return headings
    start, end, lengths = (columns.get(f) for f in ("start", "actual_finish", "duration"))
    if "duration" in columns and not (start and end and lengths and as_long(start, end, lengths)):
        return headings
    return [
        replace(h, field="finish")
        if h.field == "actual_finish" and not ACTUAL & set(map(fold, h.text.split()))
        else h
        for h in headings
    ]
