"""Guesses the fields of single task columns from their cells, each with a reason, one by one."""

import re
from collections.abc import Iterator
from itertools import pairwise

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.burn_down import burned_down
from planner.reading.cells import Cell
from planner.reading.code_guesses import codes, own_codes, predecessors
from planner.reading.column_fits import levels_known
from planner.reading.date_guesses import (
    after_the_plan,
    begun_on,
    dates,
    due,
    due_by,
    finishes,
    only_dates,
    planned_and_actual,
    starts,
    was_recorded,
    when_done,
)
from planner.reading.dates import day_and_month
from planner.reading.group_words import EXPECTED, PLANNED
from planner.reading.known_fields import (
    CODE,
    FEWEST,
    HINTED,
    MOST,
    Guess,
    KnownFields,
    counts_up,
    mostly,
)
from planner.reading.people_evidence import likeness
from planner.reading.people_texts import says_its_header
from planner.reading.profile import CURRENCY, ColumnProfile, grow, is_money, is_weekday, share_of
from planner.reading.units import POINTS
from planner.reading.weekday_names import may_be_weekdays
from planner.schema.vocabulary import words_for

_SPELLED = 1.5
"""Texts of at least this mean length may be names."""
_MOST_DAYS = 400
_LONG = 45
_SHORTEST_NAME = 1.5
_AGAIN = 0.5
_SURE = 3.0
"""So much shows that texts are people that they need not come again often."""
_NUMERAL = re.compile(r"[IVX]{1,4}[.)]?")
"""What stands above numbers of levels: that of the first title."""
_CODE_LENGTH = 6
_SHORTEST_WORD = 4


def guesses(known: KnownFields) -> dict[int, tuple[str, str]]:
    """Column → field and reason, for the fields that are missing."""
    found: dict[int, tuple[str, str]] = {}
    if HINTED in known.taken and "predecessors" in known.taken:
        known.taken.pop(HINTED)
    for field, guess in (*_GUESSERS, *(_BARE if known.bare else ())):
        if field in known.taken:
            continue
        for profile, name, reason in list(guess(known)):
            if name not in known.taken:
                known.taken[name] = profile.column
                found[profile.column] = (name, reason)
    return found


def _name(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The leftmost column of short, mostly different texts; else the one with the longest texts."""
    fit = [
        one
        for one in known.free
        if one.count >= FEWEST
        and one.kinds["text"] > 0.6
        and one.distinct >= 0.8
        and one.length > _SHORTEST_NAME
        and (
            one.length > 6
            or not all(CODE.fullmatch(text) for text in one.texts)
            or share_of(one, _is_word) > _AGAIN
            or known.bare
            or "id" in known.taken
        )
        and one.filled > 0.4
    ]
    short = [one for one in fit if one.length <= _LONG]
    if short:
        yield short[0], "name", phrase("its texts are short and all different")
    elif fit:
        longest = max(fit, key=lambda one: one.length)
        yield longest, "name", phrase("its texts are the longest and all different")
    elif "id" in known.taken:
        yield from _beside_codes(known)
    else:
        yield from _only_texts(known)


def _is_word(cell: Cell) -> bool:
    """Whether a cell is a word and no code: of small letters, or of a script that has no others."""
    text = cell.text
    return (len(text) >= _SHORTEST_WORD and text[1:].islower()) or (
        text.isalpha() and text.lower() == text.upper()
    )


def _beside_codes(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The texts next to the codes, although some are repeated."""
    for one in known.free:
        next_to = one.column == known.taken["id"] + 1
        if next_to and one.kinds["text"] > MOST and one.filled > MOST and one.length > _CODE_LENGTH:
            yield one, "name", phrase("its texts stand beside the codes")


def _only_texts(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The only other texts beside dates and lengths, although some are repeated."""
    texts = [
        one for one in known.free
        if one.count >= FEWEST and one.kinds["text"] > MOST and one.length > _CODE_LENGTH
    ]  # fmt: skip
    timed = {"start", "finish"} & known.taken.keys() and {"finish", "duration", "work"} & (
        known.taken.keys()
    )
    if timed and len(texts) == 1 and texts[0].distinct > _AGAIN:
        yield texts[0], "name", phrase("its texts are the only ones beside dates and lengths")


def _duration(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    for one in known.free:
        dated = all(day_and_month(text) for text in one.texts)  # 3月2 is a day of March
        if "work" not in known.taken and mostly(one, "amount") and not dated:
            yield one, "duration", phrase("its cells are amounts of time")
            return


def _days(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The only column of small numbers, beside links or dates."""
    taken = known.taken.keys()
    sized = {"work", "points", "likely"} & taken or {"start", "finish"} <= taken
    if (sized and not known.bare) or not {"predecessors", "start", "finish"} & taken:
        return
    found = [
        one
        for one in known.free
        if mostly(one, "number")
        and all(0 <= value <= _MOST_DAYS for value in one.numbers)
        and not (one.percent or _NUMERAL.fullmatch(known.headers.get(one.column, "")))
    ]
    found = found if known.bare else [one for one in found if not _numbers_rows(one, known)]
    if (len(found) == 1 or (found and known.bare)) and not counts_up(found[0]):
        yield found[0], "duration", phrase("its cells are small numbers, as days are")


def _numbers_rows(one: ColumnProfile, known: KnownFields) -> bool:
    """Whether a column left of the names counts from 1, even over few rows, or again and again.

    So does one of numbers of levels such as 1, 1.1, 1.2, 2.
    """
    counted = one.numbers == list(range(1, one.count + 1))
    steps = list(pairwise(one.numbers))
    on = sum(two in (one_, one_ + 1, 1) or 0 < two - one_ < 1 for one_, two in steps)
    again = one.numbers[:2] == [1, 2] and len(steps) > FEWEST and on >= MOST * len(steps)
    return (counted or again) and one.column < known.taken.get("name", 0)


def _points(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The other estimates of three beside one or two: in each row they grow from left to right.

    They are optimistic, likely and pessimistic. Headers name one of them, or nothing else gives the
    durations.
    """
    places = {at: known.taken[field] for at, field in enumerate(POINTS) if field in known.taken}
    sized = {"duration", "work", "points"} & known.taken.keys() or "finish" in known.taken
    if len(places) == len(POINTS) or (sized and not places):
        return
    free = {one.column for one in known.free} | set(places.values())
    for first in sorted(free):
        every = [known.every.get(first + at) for at in range(len(POINTS))]
        there = all(one is not None and one.column in free for one in every)
        if there and all(column == first + at for at, column in places.items()) and grow(every):
            break
    else:
        return
    for one, field in zip(every, POINTS, strict=True):
        if one is not None and field not in known.taken:
            yield one, field, phrase("its numbers lie as those of three estimates do")


def _percent(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    for one in known.free:
        within = one.numbers and all(0 <= value <= 100 for value in one.numbers)
        ends = any(value in (0, 100) for value in one.numbers)
        if within and mostly(one, "number") and (one.percent or (ends and one.distinct < 0.7)):
            yield one, "percent_complete", phrase("its cells are shares done")
            return


def _is_of_weekday(cell: Cell) -> bool:
    """Whether a cell is a weekday, also with the number of a day: ``Mon 23``."""
    word = _DAY_BEHIND.sub("", cell.text)
    return is_weekday(cell) or (word != cell.text and bool(may_be_weekdays(word)))


_DAY_BEHIND = re.compile(r"[\s.]+\d{1,2}\.?$")


def _is_of_places_or_looks(one: ColumnProfile, header: str) -> bool:
    """Whether a header means places, or how a chart looks, or the cells are codes of colours."""
    words = {fold(word) for word in _HEADER_WORD.findall(header)}
    colours = sum(bool(_COLOUR.fullmatch(text)) for text in one.texts)
    return 2 * colours > one.count or not words.isdisjoint(words_for("place", "look"))


_HEADER_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[^\W\d_]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


def _people(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    for one in known.free if "skills" not in known.taken else ():
        header = known.headers.get(one.column, "")
        short = one.kinds["text"] > 0.8 and one.length < 25 and one.filled > 0.5
        left = not known.bare and one.column < known.taken.get("name", 0)  # it names groups
        if not short or left or _is_of_no_people(one, header):
            continue
        shown = likeness(one.texts, header)
        sure = shown >= _SURE and one.distinct < 1
        repeated = sure or 0.1 < one.distinct < 0.8 or one.count <= 3
        lines = sure or known.bare or one.distinct <= 0.7
        doubted = shown < 0 or (shown == 0 and bool(header))
        if repeated and lines and not doubted:
            yield one, "resources", phrase("its cells are short texts that come again")
            return


def _is_of_no_people(one: ColumnProfile, header: str) -> bool:
    """Whether texts are marks, figures, units, priorities, days or what their header says."""
    spelled = one.length >= _SPELLED  # single letters are marks such as H, M, L
    figures = sum(text[:1].isdigit() for text in one.texts) > 0.5 * one.count
    said = levels_known(one) or one.answers > 0.5 or share_of(one, _is_of_weekday) > 0.5
    units = sum(sum(map(str.isalpha, text)) < _SPELLED for text in one.texts)  # m^2
    kinds = says_its_header(one, header) or _is_of_places_or_looks(one, header)
    other = said or figures or units > 0.5 * one.count
    return not spelled or other or kinds or was_recorded(header)


def _shown_percent(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """Shares without a known header that are shown as per cent, or below a sign and a word.

    Planned progress is excluded, and so are weights, which add up to the whole.
    """
    for one in known.free:
        header = known.headers.get(one.column, "")
        words = re.findall(r"[^\W\d_]+", header)
        headed = "%" in header and len(words) < 2
        if not (headed or one.percent) or not header or _is_plan(words) or _is_share(words):
            continue
        within = mostly(one, "number") and all(0 <= value <= 100 for value in one.numbers)
        if within and not _adds_up(one.numbers):
            yield one, "percent_complete", phrase("its cells are shares done")
            return


def _adds_up(numbers: list[float]) -> bool:
    return len(numbers) > 1 and min(abs(sum(numbers) - whole) for whole in (1, 100)) < 1e-6


def _is_share(words: list[str]) -> bool:
    """Whether words say that shares are those of people's time."""
    return any(fold(word) in words_for("allocation", "units") for word in words)


def _is_plan(words: list[str]) -> bool:
    return any(fold(word) in PLANNED | EXPECTED for word in words)


def _levels(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    for one in known.free:
        if levels_known(one):
            yield one, "priority", phrase("its cells are words for priorities")
            return


def _notes(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    texts = [one for one in known.free if one.kinds["text"] > 0.7 and one.length > 15]
    if texts:
        yield texts[-1], "notes", phrase("its cells are long texts")


def _trades(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The trade of a task, where no other column says who does it."""
    if known.taken.keys() & {"resources", "skills"}:
        return
    trades = words_for("trade")
    for one in known.free:
        if fold(known.headers.get(one.column, "")) in trades and mostly(one, "text"):
            yield one, "resources", phrase("its header says that its cells are trades")
            return


def _cost(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    if known.taken.keys() & {"cost", "fixed_cost"}:
        return
    for one in known.free:
        headed = CURRENCY.search(known.headers.get(one.column, "")) and mostly(one, "number")
        if headed or (one.count >= FEWEST and share_of(one, is_money) >= MOST):
            yield one, "cost", phrase("its cells are amounts of money")
            return


_GUESSERS: tuple[tuple[str, Guess], ...] = (
    ("cost", _cost),
    ("duration", _duration),
    ("actual_finish", planned_and_actual),
    ("actual_finish", when_done),
    ("start", dates),
    ("id", codes),
    ("predecessors", predecessors),
    ("optimistic", _points),
    ("likely", _points),
    ("pessimistic", _points),
    ("duration", _days),
    ("name", _name),
    ("predecessors", predecessors),
    ("start", starts),
    ("finish", finishes),
    ("start", begun_on),
    ("deadline", after_the_plan),
    ("deadline", due_by),
    ("deadline", only_dates),
    ("id", own_codes),
    ("resources", _trades),
    ("resources", _people),
    ("percent_complete", _shown_percent),
    ("work", burned_down),
)
_BARE: tuple[tuple[str, Guess], ...] = (
    ("percent_complete", _percent),
    ("priority", _levels),
    ("resources", _people),
    ("deadline", due),
    ("notes", _notes),
)
"""Guesses for tables without any header."""
