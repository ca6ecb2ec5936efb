"""Guesses which columns of dates are starts, finishes and deadlines from how they compare."""

import re
from collections.abc import Iterator
from datetime import timedelta

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.group_words import ACTUAL, PLANNED
from planner.reading.known_fields import FEWEST, MOST, KnownFields, mostly
from planner.reading.profile import TYPED, ColumnProfile, as_number
from planner.reading.values import BadValueError
from planner.schema.vocabulary import words_for


def dates(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """Two columns of dates, the second of which is never before the first."""
    if "finish" in known.taken:
        return
    dated = [one for one in known.free if mostly(one, "date")]
    if len(dated) != 2 and not (known.bare and len(dated) > 2):
        return
    first, second = dated[:2]
    starts = dict(first.cells)
    pairs = [(starts[p], cell) for p, cell in second.cells if p in starts]
    if pairs and all(_not_after(one, two) for one, two in pairs):
        yield (
            first,
            "start",
            phrase("its cells are dates, never after those of the next such column"),
        )
        yield (
            second,
            "finish",
            phrase("its cells are dates, never before those of the column before"),
        )


def planned_and_actual(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A date that was planned and the one that came of it: ``Milestone | Plan | Actual``."""
    if known.taken.keys() & {"start", "actual_start", "actual_finish"}:
        return
    dated = [one for one in known.free if one.kinds["date"] >= MOST]
    plans = [one for one in dated if _headed(known, one, PLANNED)]
    records = [one for one in dated if _headed(known, one, ACTUAL)]
    aimed = known.taken.keys() & {"finish", "deadline"}
    if len(records) == 1 and (aimed or len(plans) == 1):
        if not aimed:
            yield plans[0], "finish", phrase("its cells are the dates that were planned")
        yield records[0], "actual_finish", phrase("its cells are the dates that came of the plan")


def when_done(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates whose header says that something was done then: ``Due | Completed``."""
    if not known.taken.keys() & {"finish", "deadline", "duration", "work", "status"}:
        return
    for one in known.free:
        if one.kinds["date"] == 1 and _headed(known, one, words_for("done", "complete")):
            yield one, "actual_finish", phrase("its cells are the days on which tasks were done")
            return


def _headed(known: KnownFields, one: ColumnProfile, words: frozenset[str]) -> bool:
    """Whether a header is nothing but one of some words."""
    return fold(known.headers.get(one.column, "")) in words


def starts(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates that are never after the finish."""
    finish = known.every.get(known.taken.get("finish", 0))
    for one in known.free if finish else ():
        recorded = was_recorded(known.headers.get(one.column, ""))
        if finish and not recorded and mostly(one, "date") and _in_order(one, finish):
            yield one, "start", phrase("its cells are dates, never after the finish")
            return


def finishes(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates that are never before the start."""
    start = known.every.get(known.taken.get("start", 0))
    if start is None or known.taken.keys() & {"work", "deadline"}:
        return
    lengths = known.every.get(known.taken.get("duration", 0))
    for one in known.free:
        told = lengths is None or as_long(start, one, lengths)
        if told and mostly(one, "date") and _in_order(start, one):
            yield one, "finish", phrase("its cells are dates, never before the start")
            return


def as_long(start: ColumnProfile, finish: ColumnProfile, lengths: ColumnProfile) -> bool:
    """Whether start to finish mostly equals the durations, in calendar days or in workdays."""
    starts, finishes = dict(start.cells), dict(finish.cells)
    told = [(p, as_number(cell)) for p, cell in lengths.cells if p in starts and p in finishes]
    if len(told) < FEWEST:
        return False
    fitting = 0
    for position, days in told:
        try:
            first, last = when(starts[position], "dmy"), when(finishes[position], "dmy")
        except BadValueError:
            continue
        across = (last - first).days
        free = sum((first + timedelta(days=n)).weekday() > 4 for n in range(min(across, 999) + 1))
        fitting += days is not None and across - free - 1 <= days <= across + 1
    return 2 * fitting > len(told)


def _in_order(first: ColumnProfile, second: ColumnProfile) -> bool:
    starts = dict(first.cells)
    pairs = [(starts[p], cell) for p, cell in second.cells if p in starts]
    return len(pairs) >= FEWEST and all(_not_after(one, two) for one, two in pairs)


def _not_after(one: Cell, two: Cell) -> bool:
    try:
        return when(one, "dmy") <= when(two, "dmy")
    except BadValueError:
        return False


def due(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates beside those of the plan; left of lengths alone it has the starts."""
    alone = known.bare and not {"start", "finish"} & known.taken.keys()
    for one in known.free:
        if mostly(one, "date") and alone and one.column < known.taken.get("duration", 0):
            yield one, "start", phrase("its cells are the only dates, beside lengths")
            return
        if mostly(one, "date"):
            yield one, "deadline", phrase("its cells are dates, after those of the plan")
            return


def only_dates(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The only column of dates, where nothing else gives the dates of tasks."""
    dated = [one for one in known.free if mostly(one, "date")]
    sized = {"start", "finish", "baseline_start", "actual_start", "actual_finish", "duration"}
    dated = [one for one in dated if not was_recorded(known.headers.get(one.column, ""))]
    full = [one for one in dated if one.filled > _MOSTLY_FILLED]
    some = [one for one in dated if one.filled > _HALF_FILLED]
    if sized & known.taken.keys():
        return
    if len(dated) == 1 and some:
        yield dated[0], "deadline", phrase("its cells are the only dates")
    elif len(full) == len(some) == 1:
        yield full[0], "deadline", phrase("its cells are the only dates that all rows have")


_HALF_FILLED, _MOSTLY_FILLED = 0.5, 0.9


def begun_on(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The only column of dates beside durations, whose header says no more than that: ``Date``."""
    if known.taken.keys() & {"start", "finish", "deadline", "actual_start", "actual_finish"}:
        return
    dated = [one for one in known.free if mostly(one, "date")]
    timed = any(cell.kind == "time" for one in known.every.values() for _, cell in one.cells[:1])
    full = len(dated) == 1 and dated[0].filled > _HALF_FILLED and "duration" in known.taken
    full = full and not timed  # times of the day beside it tell when
    if full and known.headers.get(dated[0].column, "").strip().casefold() in TYPED:
        yield dated[0], "start", phrase("its cells are the only dates, beside lengths")


def after_the_plan(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates without any known name that are never before the finish."""
    finish = known.every.get(known.taken.get("finish", 0))
    if finish is None or "start" not in known.taken:
        return
    for one in known.free:
        if mostly(one, "date") and one.filled > 0.5 and _in_order(finish, one):
            yield one, "deadline", phrase("its cells are dates, never before the finish")
            return


def due_by(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of dates by which something has to happen: ``Must ship by``."""
    if known.taken.keys() & {"deadline", "finish"}:
        return
    for one in known.free:
        if mostly(one, "date") and _BY.search(known.headers.get(one.column, "").strip()):
            yield one, "deadline", phrase("its cells are dates by which something is to be done")
            return


def was_recorded(header: str) -> bool:
    """Whether a header is of who wrote a row, or when, as ``Reported on``."""
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", header)}
    return not words.isdisjoint(words_for("recorded"))


_BY = re.compile(r"(?i)\b(?:by|until|till|bis|avant|antes del?|entro|vóór|voor|até|hasta|do|до)$")
