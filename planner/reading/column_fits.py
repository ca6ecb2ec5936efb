"""How well the cells of a column fit a field: from -1, where they contradict it, to 1."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from planner.language.text import fold, key
from planner.reading.cells import Cell
from planner.reading.columns_together import Columns
from planner.reading.dates import day_and_month
from planner.reading.durations import unit_of
from planner.reading.level_dates import are_levels
from planner.reading.link_notation import bare_reference
from planner.reading.people_texts import all_phrases
from planner.reading.profile import (
    ColumnProfile,
    is_leave,
    is_money,
    is_period,
    is_time,
    is_weekday,
    pieces,
    share_of,
)
from planner.reading.span_texts import span_parts
from planner.reading.vague_dates import parts_of_months
from planner.schema import vocabulary
from planner.schema.progress_columns import PERCENT_COLUMNS

_FEWEST = 2
_WORD_AND_NUMBER = re.compile(r"[^\W\d_]{1,12}[ -]?\d{1,3}")
_LONG, _SENTENCES = 45, 75
"""Mean lengths from which on texts are long names, and descriptions."""
_CODE_LENGTH = 8
_LEVEL = re.compile(r"['’‘ ]*\d{1,2}(?:\.\d{1,2})*\.?['’‘ ]*")
"""A number of levels; beside such as these, dates are what a program made of 1.2."""
Fit = Callable[[ColumnProfile, "Columns"], float]


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


def are_numbered_words(profile: ColumnProfile) -> bool:
    """Whether each cell is one word and a number: ``Task 12``."""
    return all(map(_WORD_AND_NUMBER.fullmatch, profile.texts))


def _are_codes(profile: ColumnProfile) -> bool:
    """Whether all cells are words with a number, none of which is a date or a period: HW1, HW2."""
    codes = are_numbered_words(profile)
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
    return 1.0 if profile.kinds["number"] + profile.kinds["amount"] >= 0.6 else -1.0


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
    figures = sum(text[:1].isdigit() and not _LISTED.match(text) for text in profile.texts)
    return _figures(profile, columns) if 2 * figures >= profile.count else -0.9


_LISTED = re.compile(r"\d{1,2}[.)]\s*[^\W\d_]")
"""The first of a numbered list of names."""


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
    *(
        "suspended",
        "resume",
        "must_finish",
        "start_no_later",
        "finish_no_earlier",
        "finish_no_later",
    ),
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
FITS: Mapping[str, Mapping[str, Fit]] = {"Tasks": _TASK_FITS, "People": _PEOPLE_FITS}
"""Kind of table → field → how well cells fit it; only names decide about other fields."""
