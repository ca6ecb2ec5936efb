"""Finds the columns whose cells say both when a task starts and when it ends: spans and periods."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.calendar_periods import calendar_period
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import day_and_month, month_number
from planner.reading.durations import unit_of
from planner.reading.heading import Heading
from planner.reading.numbered_labels import counted_period
from planner.reading.profile import ColumnProfile
from planner.reading.span_texts import span_parts
from planner.reading.vague_dates import whole_period
from planner.reading.weekday_columns import headed_by_weekdays, with_day_of_week
from planner.schema.vocabulary import words_for

_FEWEST = 2
_MOST, _MANY, _CLEARLY = 0.8, 3, 5
"""Such a share of the cells tells spans where some cannot be read: three spans, or five in all."""


def merged_down(sheet: Sheet, header: int) -> set[int]:
    """The columns in which a cell below the header counts for several rows."""
    return {left for top, left, bottom, _ in sheet.merged if header < top < bottom}


def with_spans(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], merged: set[int]
) -> list[Heading]:
    """Splits a column of date spans into two headings: start and finish; `merged`: see above."""
    fields = {h.field for h in headings}
    found = list(headings)
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        if {"start", "finish"} & fields or heading.field not in ("", "deadline") or one is None:
            continue
        parts = [span_parts(text) for text in one.texts if text != heading.text]  # said again
        fewest = 1 if heading.column in merged else _FEWEST
        read, spans = sum(map(bool, parts)), sum(len(p) == 2 for p in parts)
        sure = spans >= _MANY or read >= _CLEARLY
        several = read == len(parts) or (read >= _MOST * len(parts) and sure)
        if read >= fewest and spans and several:
            why = phrase("its cells are spans of dates")
            found[at] = replace(heading, field="start", span=True, by_content=why)
            found.append(replace(heading, field="finish", span=True))
            return found
    return _with_periods(found, every)


def _with_periods(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Splits a column of weeks, months or days in which each task lies into start and finish.

    Only where nothing else gives the dates or durations of tasks.
    """
    found = list(headings)
    when = words_for("when")
    asks = {h.column for h in headings if h.field == "deadline" and fold(h.text) in when}
    weekly = {h.column for h in headings if _is_of_weeks(h, every.get(h.column))}
    asks |= weekly
    asks |= {h.column for h in headings if _are_spans_of_plan(h, every.get(h.column))}
    timed = {h.field for h in headings if h.column not in asks} & _TIMED
    free = asks | {h.column for h in headings if not h.field and not h.chart}
    months = weekly | {c for c in free if (one := every.get(c)) and _are_named_periods(one)}
    if timed and not (months and timed <= _LENGTHS):
        return found
    days = [c for c in free - weekly if (one := every.get(c)) and _are_days(one)]
    if days and not (timed or weekly):
        why = phrase("its cells are days without a year")
        return [
            replace(h, field="start", by_content=why) if h.column == days[0] else h for h in found
        ]
    weekdays = {h.column for h in headed_by_weekdays(headings)}
    dated_first = sorted(enumerate(headings), key=lambda one: one[1].column not in weekly)
    for at, heading in dated_first:
        if heading.column in weekdays:
            continue
        one = every.get(heading.column) if not timed or heading.column in months else None
        guessed = (heading.field == "id" and heading.by_content) or heading.column in asks
        if one is None or one.count < _FEWEST or (heading.field and not guessed) or heading.chart:
            continue
        unit = "w" if heading.column in weekly else _period_unit(heading.text, one)
        if unit and not heading.field and _are_lengths(heading.text, one):
            why = phrase("its cells are numbers in no order below a unit")
            found[at] = replace(heading, field="duration", by_content=why, unit=unit)
            return found
        if unit:
            why = phrase("its cells are the periods in which the tasks lie")
            found[at] = replace(heading, field="start", span=True, by_content=why, unit=unit)
            if not timed:  # else the lengths say when they end
                found.append(replace(heading, field="finish", span=True, unit=unit, by_content=""))
            return with_day_of_week(found, every) if unit == "w" else found
    return found


def _are_spans_of_plan(heading: Heading, one: ColumnProfile | None) -> bool:
    """Whether ranges below a bare unit, taken for lengths, follow each other from 1 on.

    So ``1-3``, ``3-5``, ``6`` below *Weeks* are the first weeks and the sixth, no estimates.
    """
    if one is None or heading.field != "duration" or one.count < _MANY:
        return False
    words = re.findall(r"[^\W\d_]+", heading.text)
    ends = [re.split(r"\s*[-–]\s*", text) for text in one.texts if _PERIOD.fullmatch(text)]
    if len(words) != 1 or len(ends) < one.count or sum(len(e) == 2 for e in ends) < _FEWEST:
        return False
    spans = [(int(e[0]), int(e[-1])) for e in ends]
    on = all(begin in range(first, last + 2) for (first, last), (begin, _) in pairwise(spans))
    return on and spans[0][0] == 1 and spans[-1][0] > spans[0][1]


def _is_of_weeks(heading: Heading, one: ColumnProfile | None) -> bool:
    """Whether a column has a first day of each week below a word for weeks: Week beginning.

    Its cells have told nothing better than its header, and all are of the same weekday.
    """
    if one is None or one.count < _MANY or one.kinds["date"] < 1 or heading.chart:
        return False
    if heading.field and not heading.by_content:
        return False
    words = re.findall(r"[^\W\d_]+", heading.text)
    named = fold(heading.text) in words_for("week beginning")
    named = named or any(unit_of(word, one.language) == "w" for word in words if len(word) > 1)
    days = {cell.value.weekday() for _, cell in one.cells if isinstance(cell.value, datetime)}
    return named and len(days) == 1


def _period_unit(header: str, one: ColumnProfile) -> str:
    """The unit of the periods in a column, from its header or its cells; "" without one."""
    words = re.findall(r"[^\W\d_]+", header)
    named = unit_of(words[0], one.language) if len(words) == 1 else ""
    named = "w" if fold(header) in _WEEKS else named
    if named in ("d", "w", "mo") and all(_PERIOD.fullmatch(text) for text in one.texts):
        return named
    if all(month_number(text.strip()) is not None or _is_month(text) for text in one.texts):
        return "mo"
    counted = [counted_period(text) for text in one.texts]
    if one.count >= _MANY and all(counted):
        units = {period[1] for period in counted if period}
        return units.pop() if len(units) == 1 else ""
    written = [_WRITTEN_PERIOD.match(text) for text in one.texts]
    if all(word and len(word[1]) == 1 for word in written) and not _is_of_time(words, one):
        return ""  # codes such as J1
    units = {
        unit_of(word[1], one.language) or _WEEKS.get(fold(word[1]), "") if word else ""
        for word in written
    }
    return units.pop() if len(units) == 1 and units <= {"d", "w", "mo"} else ""


def _are_lengths(header: str, one: ColumnProfile) -> bool:
    """Whether numbers below a word for several days or weeks go up and down, as lengths do."""
    numbers = [int(text) for text in one.texts if text.isdecimal()]
    down = any(two < one for one, two in pairwise(numbers))
    return down and len(numbers) == one.count and fold(header) not in words_for("single period")


def _is_of_time(words: Sequence[str], one: ColumnProfile) -> bool:
    """Whether the words of a header are about time; none say nothing."""
    times = words_for("when", "start", "from", "clock", "begins")
    return not words or any(unit_of(word, one.language) or fold(word) in times for word in words)


def _are_named_periods(one: ColumnProfile) -> bool:
    """Whether all cells are months, or ``Day 3`` and the like; some may come again."""
    if one.count < _FEWEST:
        return False
    numbered = (_WRITTEN_PERIOD.match(text.strip()) for text in one.texts)
    units = {unit_of(found[1], one.language) if found else "" for found in numbered}
    return units <= {"d", "w", "mo"} or all(map(_is_month, one.texts))


def _are_days(one: ColumnProfile) -> bool:
    """Whether the cells of a column are days with their month in words and without a year."""
    told = [day_and_month(text.strip()) for text in one.texts if _WORDED.search(text)]
    return one.count >= _MANY and len(told) >= _MOST * one.count and all(told)


_WORDED = re.compile(r"[^\W\d_]{3}")


def _is_month(text: str) -> bool:
    """Whether a text is a month with its year, weeks of one, or a quarter: Aug. 2027."""
    found = _MONTH.fullmatch(text.strip())
    several = calendar_period(Cell(1, 1, "text", text.strip())) is not None
    several = several or whole_period(text) is not None
    return several or (found is not None and month_number(found[1]) is not None)


_MONTH = re.compile(r"([^\W\d_]{3,12})\.?[\s,/-]+(?:de\s+)?20\d\d")
_LENGTHS = frozenset(["duration", "work"])
_TIMED = frozenset(
    ["start", "finish", "duration", "work", "points", "likely", "deadline", "milestone"]
)
_WEEKS = dict.fromkeys(("kw", "cw", "uke", "uge", "vecka", "viikko"), "w")
_PERIOD = re.compile(r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?")
_WRITTEN_PERIOD = re.compile(r"([^\W\d_]+)\.?\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?$")
