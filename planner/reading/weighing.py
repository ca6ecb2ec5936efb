"""Gives each column its field by weighing the words of its header together with its cells.

A header scores up to 100 points for each field that it may mean, by how well its words fit. The
cells add up to 25 points where they fit the field, and take up to 90 away where they do not. The
pairs of column and field are taken from the best on, each column and each field once. Near misses
are kept with the column.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from planner.language.text import fold, key
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_headers import has_numbered_chart
from planner.reading.columns_together import Columns
from planner.reading.dates import day_and_month
from planner.reading.durations import unit_of
from planner.reading.headers import Header, Heading, settle
from planner.reading.level_dates import are_levels
from planner.reading.link_notation import bare_reference
from planner.reading.naming import IN_PART, SLIP, Name
from planner.reading.people_texts import all_phrases
from planner.reading.profile import (
    ColumnProfile,
    is_leave,
    is_money,
    is_period,
    is_time,
    is_weekday,
    pieces,
    profiles,
    share_of,
    span_parts,
)
from planner.reading.vague_dates import parts_of_months
from planner.schema import vocabulary
from planner.schema.progress_columns import PERCENT_COLUMNS
from planner.schema.schema import SheetKind

_BONUS, _MALUS, _ENOUGH = 25, 90, 20
_FEWEST = 2
_WORD_AND_NUMBER = re.compile(r"[^\W\d_]{1,12}[ -]?\d{1,3}")
_SPARSE, _FULL = 0.4, 0.9
"""A column right of a blank one fills at least the first share of the rows, if it is no legend;
one that fills the second share shows that all beside it belong to the table.
"""
_DIFFERENT, _SHORT = 0.9, 3
_LONG, _SENTENCES = 45, 75
"""Mean lengths from which on texts are long names, and descriptions."""
_CODE_LENGTH = 8
_LEVEL = re.compile(r"['’‘ ]*\d{1,2}(?:\.\d{1,2})*\.?['’‘ ]*")
"""A number of levels; beside such as these, dates are what a program made of 1.2."""
Fit = Callable[[ColumnProfile, "Columns"], float]


def weigh(sheet: Sheet, header: Header, kind: SheetKind, language: str) -> Header:
    """The header with the field of each column, by name and cells."""
    named = {h.column: h.names for h in header.headings if h.names}
    listed = [heading.column for heading in header.headings]
    every = profiles(sheet, header.row, listed, language)
    numbered = has_numbered_chart(sheet, header.row)
    columns = Columns(every=every, named=named, numbered=numbered)
    by_column = {one.column: one for one in every}
    tests = _FITS.get(kind.name, {})
    whole = _is_whole(header.headings, by_column)
    weighed = []
    for heading in header.headings:
        profile = by_column[heading.column]
        beside = heading.apart and not whole and profile.filled < _SPARSE
        meant = _weighed(heading, profile, columns, tests, beside=beside)
        weighed.append(replace(heading, names=meant))
    weighed = _without_descriptions(weighed, by_column)
    return settle(replace(header, headings=tuple(weighed)), kind)


def _without_descriptions(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """The headings; a description names no tasks where another column left of it is called so.

    The texts of that column differ, and are no codes.
    """
    first = next((h for h in headings if _may_name(h, every[h.column])), None)
    return [
        replace(h, names=tuple(name for name in h.names if name.field != "name"))
        if first is not None and h.column > first.column and _describes(h)
        else h
        for h in headings
    ]


def _may_name(heading: Heading, one: ColumnProfile) -> bool:
    best = heading.names[0] if heading.names else None
    named = best is not None and best.field == "name" and best.rank < IN_PART
    codes = one.length <= _SHORT or all(map(_WORD_AND_NUMBER.fullmatch, one.texts))
    return named and not (codes or _describes(heading)) and one.distinct >= _DIFFERENT


def _describes(heading: Heading) -> bool:
    return fold(heading.text) in vocabulary.words_for("description")


def _is_whole(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> bool:
    """Whether one column beyond a blank one fills the rows, so that all belong to the table.

    Where headers come again there, it is another list.
    """
    left = {fold(h.text) for h in headings if not h.apart}
    beyond = [h for h in headings if h.apart]
    full = any(h.names and every[h.column].filled >= _FULL for h in beyond)
    return full and not any(fold(h.text) in left for h in beyond)


def _weighed(
    heading: Heading,
    profile: ColumnProfile,
    columns: Columns,
    tests: Mapping[str, Fit],
    *,
    beside: bool,
) -> tuple[Name, ...]:
    """The names of a heading with ranks by name and cells; impossible ones are dropped.

    A column of another list `beside` means what the user wishes alone.
    """
    found = []
    for name in (_expected(one, columns) for one in heading.names):
        points = fits(tests.get(name.field), profile, columns) if name.rank >= 0 else 0.0
        if (beside and name.rank >= 0) or (name.rank >= SLIP and not profile.count):
            continue
        lost = -points * (_MALUS if points < 0 else _BONUS)
        if name.rank + lost <= 100 - _ENOUGH:
            found.append(name._replace(weight=round(name.rank + lost)))
    return tuple(sorted(found, key=lambda name: name.weight))


def _expected(name: Name, columns: Columns) -> Name:
    """An amount that is expected, not one of three estimates: ``Time expected (hrs)``."""
    if name.field != "likely" or not name.unit or columns.have_three_points:
        return name
    return name._replace(field="work" if name.unit == "h" else "duration")


def fits(test: Fit | None, profile: ColumnProfile, columns: Columns) -> float:
    """How well cells fit a field, from -1 to 1; 0 where they show nothing.

    Single cells count half: -2 means that even one of them does not fit.
    """
    if test is None or not profile.count:
        return 0.0
    points = test(profile, columns)
    return points if points > 0 or profile.count >= _FEWEST else points / 2


def _date(profile: ColumnProfile, columns: Columns) -> float:
    kinds = profile.kinds
    good = kinds["date"] + profile.serials + share_of(profile, _is_yearless)
    if good >= 0.5:
        return 1.0
    if profile.marks > 0.6 and kinds["number"] < profile.marks:
        return -1.0
    periods = sum(is_period(cell, profile.language) for _, cell in profile.cells)
    if _are_codes(profile):
        return -1.0
    if kinds["number"] + periods / profile.count >= 0.6:
        return 0.3 if columns.numbered else -0.3
    return -0.3 if kinds["date"] else -0.75 * kinds["text"] - kinds["amount"]


def _are_codes(profile: ColumnProfile) -> bool:
    """Whether all cells are words with a number, none of which is a date or a period: HW1, HW2."""
    codes = all(_WORD_AND_NUMBER.fullmatch(text) for text in profile.texts)
    units = any(unit_of(text.rstrip("0123456789 "), profile.language) for text in profile.texts)
    return profile.count >= _FEWEST and codes and not units


def _is_yearless(cell: Cell) -> bool:
    """Whether a text is a day without its year, or a part of a month."""
    told = cell.kind == "text" and day_and_month(cell.text) is not None
    return told or (cell.kind == "text" and parts_of_months(cell.text) is not None)


def _rule(profile: ColumnProfile, columns: Columns) -> float:
    return -1.0 if _are_codes(profile) else max(-0.6, _date(profile, columns))


def _fixed(profile: ColumnProfile, columns: Columns) -> float:
    """Numbers are days or periods after which something starts, not a date that binds it."""
    numbers = profile.kinds["number"] - profile.serials
    return -1.0 if numbers >= 0.6 else _rule(profile, columns)


def _no_date(profile: ColumnProfile, _: Columns) -> float:
    return -1.0 if profile.kinds["date"] > 0.5 else 0.0


def _length(profile: ColumnProfile, _: Columns) -> float:
    kinds = profile.kinds
    if kinds["number"] + kinds["amount"] >= 0.5:
        return 1.0
    if kinds["date"] >= 0.6:
        return -1.0
    if profile.sizes:
        return 0.0
    return -0.85 if kinds["text"] >= 0.8 else -0.2


def _three_point(profile: ColumnProfile, columns: Columns) -> float:
    """a, m and b are estimates only beside one another, and if they are numbers."""
    if not columns.have_three_points and not columns.have_two_points:
        return -1.0
    return 1.0 if profile.kinds["number"] + profile.kinds["amount"] >= 0.7 else -1.0


def _is_wordy(text: str) -> bool:
    """Whether a text is a phrase and no code: of words, or long without a number."""
    return " " in text or (len(text) > _CODE_LENGTH and not any(map(str.isdigit, text)))


def _code(profile: ColumnProfile, columns: Columns) -> float:
    if profile.kinds["date"] >= 0.6:
        levels = sum(bool(_LEVEL.fullmatch(text)) for text in profile.texts)
        return 0.1 if levels >= 0.2 * profile.count or _are_levels(profile) else -1.0
    spaced = sum(map(_is_wordy, profile.texts)) / profile.count
    if spaced > 0.5 and profile.kinds["text"] > 0.5:
        return -0.8
    if profile.distinct <= 0.9:
        return -0.1
    told = columns.referred
    known = set(map(key, profile.texts))
    if not told:
        return 0.3
    covered = sum(one in known for one in told) / len(told)
    return 1.0 if covered >= 0.9 else 0.3 if covered >= 0.5 else -0.2


def _are_levels(profile: ColumnProfile) -> bool:
    days = [cell.value for _, cell in profile.cells if isinstance(cell.value, datetime)]
    return are_levels(days)


def _name(profile: ColumnProfile, columns: Columns) -> float:
    kinds = profile.kinds
    if kinds["text"] < 0.4:
        return -1.0 if kinds["date"] + kinds["amount"] > 0.5 or kinds["number"] >= 0.9 else -0.4
    if profile.marks > 0.6 and profile.distinct < 0.5:
        return -1.0
    if profile.answers >= 0.8:  # Summary: No
        return -1.0
    lost = 0.6 if profile.length > _SENTENCES else 0.3 if profile.length > _LONG else 0.0
    lost += 0.3 * columns.is_behind(profile)
    return 0.3 * profile.distinct * profile.filled - lost


def _references(profile: ColumnProfile, columns: Columns) -> float:
    known = columns.codes(profile.column)
    hits = sum(
        all(key(bare_reference(piece)) in known or key(piece) in known for piece in pieces(text))
        for text in profile.texts
    )
    share = hits / profile.count
    if share >= 0.6:
        return 1.0
    if profile.kinds["date"] >= 0.9:
        return -0.8
    wordy = profile.kinds["text"] > 0.7 and profile.length > 25 and share < 0.2
    return -0.5 if wordy else 0.0


def _people(profile: ColumnProfile, _: Columns) -> float:
    kinds = profile.kinds
    if kinds["date"] + kinds["number"] + kinds["amount"] >= 0.7:
        return -1.0
    if profile.marks > 0.6 or share_of(profile, is_weekday) > 0.6:
        return -1.0
    if all_phrases(profile):
        return -1.0
    return 0.5 if profile.length < _LONG else -0.3


def _other_people(profile: ColumnProfile, columns: Columns) -> float:
    """People who shall or must not do a task: known people, or texts that resemble names."""
    people = columns.people(profile.column)
    said = {key(piece) for text in profile.texts for piece in pieces(text)}
    if said & people:
        return 0.5
    return -0.9 if profile.length > 12 and people else 0.0


def _share(profile: ColumnProfile, _: Columns) -> float:
    if profile.kinds["number"] >= 0.6:
        return 1.0 if all(0 <= value <= 100 for value in profile.numbers) else -0.5
    if profile.kinds["date"] == 1:
        return -2.0  # even a single one
    return -1.0 if profile.kinds["date"] >= 0.5 or profile.length > 25 else -0.5


def levels_known(profile: ColumnProfile) -> bool:
    """Whether cells are words for priorities."""
    return profile.count >= _FEWEST and _levels_said(profile) >= 0.6


def _levels_said(profile: ColumnProfile) -> float:
    levels = vocabulary.words_for("lowest", "low", "medium", "high", "highest", "urgent")
    return sum(fold(text) in levels for text in profile.texts) / max(1, profile.count)


def _priority(profile: ColumnProfile, _: Columns) -> float:
    known = _levels_said(profile)
    if profile.kinds["number"] + known >= 0.6:
        return 1.0
    return -1.0 if profile.kinds["date"] >= 0.5 else 0.0


def _answer(profile: ColumnProfile, _: Columns) -> float:
    if profile.answers >= 0.8:
        return 1.0
    if profile.kinds["date"] >= 0.8:  # they are dates of milestones
        return 0.0
    if share_of(profile, _is_yearless) >= 0.5:
        return -1.0
    return -1.0 if profile.kinds["text"] + profile.kinds["date"] > 0.7 else -0.3


def _level(profile: ColumnProfile, _: Columns) -> float:
    numbered = profile.kinds["number"] >= 0.8
    small = numbered and all(0 <= value <= 20 for value in profile.numbers)
    return 0.5 if small else -0.8


def _phase(profile: ColumnProfile, _: Columns) -> float:
    kinds = profile.kinds
    if kinds["date"] + kinds["amount"] + share_of(profile, _is_yearless) > 0.5:
        return -1.0
    return 0.2 if profile.distinct < 0.9 or profile.filled < 0.7 else 0.0


def _notes(profile: ColumnProfile, _: Columns) -> float:
    if profile.kinds["date"] >= 0.9:
        return -0.6  # of a misspelt name, as Commences is
    return 0.2 if profile.kinds["text"] > 0.5 else 0.0


def _amounts(profile: ColumnProfile, columns: Columns) -> float:
    return -1.0 if profile.kinds["text"] > 0.6 else _figures(profile, columns)


def _figures(profile: ColumnProfile, _: Columns) -> float:
    dates = profile.kinds["date"] + share_of(profile, _is_span)
    return -0.8 if dates > 0.6 else 0.1


def _heads(profile: ColumnProfile, columns: Columns) -> float:
    """A number of people begins with a figure, as in ``2`` and ``1-3``."""
    figures = sum(text[:1].isdigit() for text in profile.texts)
    return _figures(profile, columns) if 2 * figures >= profile.count else -0.9


def _is_span(cell: Cell) -> bool:
    return cell.kind == "text" and len(span_parts(cell.text)) > 1


def _cost(profile: ColumnProfile, _: Columns) -> float:
    return 0.5 if share_of(profile, is_money) + profile.kinds["number"] >= 0.6 else -1.0


def _called(profile: ColumnProfile, _: Columns) -> float:
    return 0.2 * profile.distinct if profile.kinds["text"] > 0.5 else -0.8


def _time(profile: ColumnProfile, _: Columns) -> float:
    if profile.kinds["date"] > 0.5:
        return -1.0
    told = share_of(profile, is_time)
    if told + profile.kinds["number"] >= 0.6:
        return 1.0 if told or all(0 <= value <= 100 for value in profile.numbers) else -0.9
    return -0.3 if profile.kinds["text"] > 0.6 and profile.length < _LONG else -0.8


def _units(profile: ColumnProfile, columns: Columns) -> float:
    return max(_time(profile, columns), 0.5 if profile.kinds["number"] >= 0.6 else -1.0)


def _leave(profile: ColumnProfile, _: Columns) -> float:
    if profile.kinds["date"] + share_of(profile, is_leave) >= 0.5:
        return 1.0
    return -1.0 if profile.kinds["number"] > 0.5 or profile.answers > 0.5 else -0.3


def _rate(profile: ColumnProfile, _: Columns) -> float:
    if profile.kinds["number"] + share_of(profile, is_money) >= 0.6:
        return 1.0
    return -1.0 if profile.kinds["date"] > 0.5 else -0.5


_DATES = ("start", "finish", "actual_start", "actual_finish", "baseline_start", "baseline_finish")
_RULES = (
    *("deadline", "earliest_start", "constraint_date", "blocked_until", "must_start"),
    *("resume", "must_finish", "start_no_later", "finish_no_earlier", "finish_no_later"),
)
_TASK_FITS: Mapping[str, Fit] = {
    **dict.fromkeys(_DATES, _date),
    **dict.fromkeys(_RULES, _rule),
    **dict.fromkeys(("must_start", "must_finish"), _fixed),
    **dict.fromkeys(("duration", "work"), _length),
    **dict.fromkeys(("remaining_duration", "remaining_work", "actual_work"), _amounts),
    **dict.fromkeys(("optimistic", "likely", "pessimistic"), _three_point),
    **dict.fromkeys(("id", "wbs"), _code),
    **dict.fromkeys(("name", "subname"), _name),
    **dict.fromkeys(("predecessors", "successors"), _references),
    **dict.fromkeys(("excluded", "preferred"), _other_people),
    **dict.fromkeys(("fixed_cost", "points"), _figures),
    "heads": _heads,
    "cost": _cost,
    "resources": _people,
    "skills": partial(_people),
    **dict.fromkeys(PERCENT_COLUMNS.values(), _share),
    "priority": _priority,
    "milestone": _answer,
    "pin": _no_date,
    "level": _level,
    "phase": _phase,
    "notes": _notes,
}
_PEOPLE_FITS: Mapping[str, Fit] = {
    **dict.fromkeys(("leave_from", "leave_until", "available_from", "available_until"), _date),
    "name": _called,
    "working_time": _time,
    "max_units": _units,
    "leave": _leave,
    "rate": _rate,
    "overtime_rate": _rate,
}
_FITS: Mapping[str, Mapping[str, Fit]] = {"Tasks": _TASK_FITS, "People": _PEOPLE_FITS}
"""Kind of table → field → how well cells fit it; only names decide about other fields."""
