"""Columns that are about weekdays: headed by them, or saying the day within a numbered week."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.reading.availability import weekdays
from planner.reading.heading import Heading
from planner.reading.profile import ColumnProfile
from planner.reading.weekday_names import whole_weekday

_FEWEST_DAYS, _FEWEST = 3, 2


def weekday_of_text(text: str) -> int | None:
    """The weekday that a text names, from 0 for Monday; None for any other text."""
    found = weekdays(text.strip(" .:"))
    return next(iter(found)) if len(found) == 1 else whole_weekday(text)


def headed_by_weekdays(headings: Sequence[Heading]) -> list[Heading]:
    """The headings that name weekdays, where there are several of them; else none."""
    found = [h for h in headings if weekdays(h.text)]
    return found if len(found) >= _FEWEST_DAYS else []


def with_day_of_week(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """The headings, the first free one above weekdays told to say the day within its week."""
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        if one is None or heading.field or heading.chart or heading.ignored:
            continue
        days = [weekday_of_text(text) for text in one.texts]
        if len(days) >= _FEWEST and None not in days:
            return [*headings[:at], replace(heading, span=True), *headings[at + 1 :]]
    return list(headings)
