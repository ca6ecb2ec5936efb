"""Guesses which columns hold the codes of rows, and which refer to other rows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.project import Dependency
from planner.reading.durations import TimeUnits
from planner.reading.heading import Heading
from planner.reading.known_fields import CODE, FEWEST, HINTED, MOST, KnownFields, counts_up
from planner.reading.link_notation import bare_reference, links
from planner.reading.profile import ColumnProfile, pieces
from planner.reading.spoken_links import begins_to_wait
from planner.reading.values import NOTHING
from planner.schema.columns import TASKS

_WRITTEN = re.compile(r"(?i)\d(?:FS|SS|FF|SF)|\d[;,]\s*\d")
_SPREAD = 0.4


def own_codes(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """The first column, left of the names, if its cells are codes or increasing numbers."""
    name = known.taken.get("name", 0)
    for one in known.free[:1]:
        coded = all(CODE.fullmatch(text) for text in one.texts)
        numbers = one.kinds["number"] > 0.5 and not counts_up(one)
        if one.kinds["date"]:
            return
        short = all(len(text) <= _LETTERS for text in one.texts)  # words are no codes
        coded = coded and (one.kinds["number"] > 0 or any(map(_DIGIT.search, one.texts)) or short)
        spread = one.distinct == 1 and one.count > 2 and one.filled > _SPREAD
        if one.column < name and coded and spread and not numbers:
            yield one, "id", phrase("its cells are codes, all different")


_DIGIT = re.compile(r"\d")
_LETTERS = 3


def codes(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column of different codes to which the cells of another column refer."""
    if "wbs" in known.taken:
        return
    told = known.every.get(known.taken.get("predecessors", 0))
    linking = [told] if told else known.free
    for one in known.free:
        own = {key(text) for text in one.texts}
        coded = sum(bool(CODE.fullmatch(text)) for text in one.texts)
        numbers = one.kinds["number"] > 0.5
        if len(own) < max(one.count, FEWEST) or coded < MOST * one.count or one.filled < 0.4:
            continue
        if numbers and not (known.bare and counts_up(one)):
            continue
        for other in linking:
            if other is not one and _lists(other, own):
                yield one, "id", phrase("other cells refer to its codes")
                yield other, "predecessors", phrase("its cells are codes of other rows")
                return
        if known.bare and numbers and one is known.free[0]:
            yield one, "id", phrase("its cells number the rows")
            return


def with_referred_codes(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """Makes a column without a meaning the IDs where the predecessors refer to its codes."""
    fields = {heading.field: heading.column for heading in headings}
    told, names = every.get(fields.get("predecessors", 0)), every.get(fields.get("name", 0))
    found = list(headings)
    if told is None or names is None or {"id", "wbs"} & fields.keys():
        return found
    if _lists(told, {key(text) for text in names.texts}):
        return found
    for at, heading in enumerate(found):
        one = every.get(heading.column)
        if one is None or heading.field not in ("", "phase") or one.distinct < 1:
            continue
        out = heading.ignored or heading.chart or one.count < FEWEST
        if not out and _lists(told, {key(text) for text in one.texts}):
            why = phrase("other cells refer to its codes")
            found[at] = replace(heading, field="id", names=(), by_content=why)
            return found
    return found


def with_further_links(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], unnamed: Collection[int]
) -> list[Heading]:
    """Adds the columns without a header beside that of the predecessors which go on with them.

    All their cells are codes of rows: one predecessor a cell, the header only above the first.
    """
    by_field = {heading.field: heading.column for heading in headings}
    ids = every.get(by_field.get("id") or by_field.get("wbs") or 0)
    column = by_field.get("predecessors")
    found = list(headings)
    if ids is None or column is None:
        return found
    own = {key(text) for text in ids.texts}
    while (column := column + 1) in unnamed:
        one = every.get(column)
        if one is None or not one.count or _listed(one, own) < one.count:
            break
        why = phrase("its cells name other rows")
        found.append(Heading(column=column, text="", field="predecessors", by_content=why))
    return found


def with_links_in_words(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """Makes a column of what has to be done before, in words, the predecessors: *after Permit*.

    Only where no other column has them. All of its cells name other rows.
    """
    fields = {heading.field: heading.column for heading in headings}
    names = every.get(fields.get("name", 0))
    if "predecessors" in fields or names is None:
        return list(headings)
    ids = every.get(fields.get("id", 0)) or every.get(fields.get("wbs", 0))
    known = {key(text): text for one in (names, ids) if one for text in one.texts}
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        free = heading.field in ("", "deadline", "start") and not heading.chart
        if one is None or not free or one.count < FEWEST:
            continue
        waiting = sum(map(begins_to_wait, one.texts))
        if 2 * waiting > one.count and _all_known(one, known):
            why = phrase("its cells say after which rows")
            made = replace(heading, field="predecessors", names=(), by_content=why)
            return [*headings[:at], made, *headings[at + 1 :]]
    return list(headings)


def with_links_to_codes(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """Makes a column whose cells list codes of rows above the predecessors: *Related Task*.

    Only where no other column has them. Some cell has several, as no parent or group has.
    """
    fields = {heading.field: heading.column for heading in headings}
    ids = every.get(fields.get("id", 0)) or every.get(fields.get("wbs", 0))
    if ids is None or "predecessors" in fields or "successors" in fields:
        return list(headings)
    known = {key(cell.text): position for position, cell in ids.cells}
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        closed = heading.field or heading.chart or heading.person or heading.ignored
        if one is not None and not closed and _list_codes_above(one, known):
            why = phrase("its cells list codes of rows above")
            made = replace(heading, field="predecessors", names=(), by_content=why)
            return [*headings[:at], made, *headings[at + 1 :]]
    return _with_neighbours_of_codes(headings, every, known)


def _with_neighbours_of_codes(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], known: Mapping[str, int]
) -> list[Heading]:
    """Makes neighbouring columns with one code of another row in each cell the predecessors.

    Some code has a point or a letter, and each column has fewer of them than the one before.
    """
    run: list[int] = []
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        closed = heading.field or heading.person or heading.ignored or one is None
        if one is not None and not closed and one.count and _are_codes_of_others(one, known):
            if run and one.count > every[headings[run[-1]].column].count:
                break
            run.append(at)
        elif run:
            break
    texts = [text for at in run for text in every[headings[at].column].texts]
    coded = any(re.search(r"[^\W\d_]|\d\.\d", text) for text in texts)
    if len(run) < FEWEST or not coded:
        return list(headings)
    why = phrase("its cells are codes of other rows")
    return [
        replace(h, field="predecessors", names=(), by_content=why, chart=False) if at in run else h
        for at, h in enumerate(headings)
    ]


def _are_codes_of_others(one: ColumnProfile, known: Mapping[str, int]) -> bool:
    places = [(position, known.get(key(cell.text))) for position, cell in one.cells]
    return all(place is not None and place != position for position, place in places)


def _list_codes_above(one: ColumnProfile, known: Mapping[str, int]) -> bool:
    """Whether all cells list codes with a letter that stand above them, some of them several."""
    clock, most, told = TimeUnits(), 0, 0
    for position, cell in one.cells:
        if cell.text.strip().casefold() in NOTHING:
            continue
        found = list(
            links(cell.text, lambda text: key(text) if key(text) in known else None, clock)
        )
        for link in found:
            if not isinstance(link, Dependency) or not any(map(str.isalpha, link.task)):
                return False
            if known[link.task] >= position:
                return False
        told, most = told + 1, max(most, len(found))
    return told >= FEWEST and most > 1


def _all_known(one: ColumnProfile, known: Mapping[str, str]) -> bool:
    """Whether all cells refer to known tasks."""
    clock = TimeUnits()
    found = (links(text, lambda said: known.get(key(said)), clock) for text in one.texts)
    return all(isinstance(link, Dependency) for cell in found for link in cell)


def _lists(one: ColumnProfile, codes: set[str]) -> bool:
    """Whether most cells list these codes, each with or without a kind of link and a lag."""
    hits = _listed(one, codes)
    return hits >= FEWEST and hits >= MOST * one.count


def _listed(one: ColumnProfile, codes: Collection[str]) -> int:
    """How many cells list these codes only."""
    return sum(
        all(key(bare_reference(piece)) in codes or key(piece) in codes for piece in pieces(text))
        for text in one.texts
    )


def predecessors(known: KnownFields) -> Iterator[tuple[ColumnProfile, str, str]]:
    """A column whose cells all refer to other rows, by ID, WBS or position."""
    for one in known.free:
        written = any(_WRITTEN.search(text) for text in one.texts)
        told = known.bare or _begins_so(known.headers.get(one.column, ""))
        hinted = one.column == known.taken.get(HINTED) or (told and _back(one))
        if (written or hinted) and _lists(one, known.targets):
            yield one, "predecessors", phrase("its cells name other rows")
            return
        if _follows(one, known):
            yield one, "predecessors", phrase("its cells are names of other tasks")
            return


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first letters of what predecessors are called."""
    keys = TASKS.column("predecessors").keys
    return frozenset(one[:_BEGUN] for one in keys if len(one) > _BEGUN and one.isalpha())


def _begins_so(header: str) -> bool:
    """Whether a header is, badly misspelt, one of predecessors."""
    folded = fold(header)
    return len(folded) > _LONG_WORD and folded[:_BEGUN] in _beginnings()


_BEGUN, _LONG_WORD = 5, 7


def _follows(one: ColumnProfile, known: KnownFields) -> bool:
    """Whether all cells name other rows, which form a chain or are several at once.

    Names of phases also stand beside many tasks, but phases themselves have none beside them.
    """
    names = known.every.get(known.taken.get("name", 0))
    if names is None or one.kinds["text"] < MOST or one.count < FEWEST:
        return False
    rows = {key(cell.text): position for position, cell in names.cells}
    named = {
        position: [cell.text] if key(cell.text) in rows else list(pieces(cell.text))
        for position, cell in one.cells
    }
    links = [(at, rows.get(key(text), at)) for at, texts in named.items() for text in texts]
    if any(before == after for after, before in links):
        return False
    several = any(len(texts) > 1 for texts in named.values())
    return several or any(before in named for _, before in links)


def _back(one: ColumnProfile) -> bool:
    """Whether every number is that of a row above, and the first row has none."""
    rows = [position for position, _ in one.cells]
    return (
        one.count >= FEWEST
        and rows[0] > 0
        and all(
            number <= position
            for position, cell in one.cells
            for number in map(int, re.findall(r"\d+", cell.text)[:1])
        )
    )
