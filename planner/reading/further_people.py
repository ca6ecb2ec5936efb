"""Finds further columns of people: Person 1 and Person 2, names right of those of `Who`, helpers.

Also finds the people below no header, where their names leave no doubt.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.everybody import means_everybody
from planner.reading.heading import Heading
from planner.reading.people_evidence import likeness
from planner.reading.profile import ColumnProfile, pieces
from planner.schema.vocabulary import words_for

_NUMBER = re.compile(r"[\s#.]*[(（]?\d{1,2}[)）]?$")
_TEXTS, _LONGEST, _FEWEST = 0.8, 30, 2
_KNOWN, _SURE, _FILLED = 0.8, 3.0, 0.3
_TOO = frozenset(["resources", "skills"])


def with_further_people(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], unnamed: Collection[int]
) -> list[Heading]:
    """Gives the people of a row the columns which go on with those of the first column of people.

    Their headers are the same but for a number, or they have none and name some of the same people.

    Args:
        headings: The headings, of which one may be of people.
        every: The cells of each column.
        unnamed: The columns without a header.
    """
    found = list(headings)
    first = next((h for h in found if h.field == "resources" and not h.person), None)
    if first is None or first.column not in every:
        return found
    found = [
        replace(h, field="resources", rank=first.rank)
        if _is_numbered_like(h, first) and _are_names(every.get(h.column))
        else h
        for h in found
    ]
    found = [_helping(h, first, every) for h in found]
    known = {h.column for h in found if h.text or h.field}
    column = first.column
    while (column := column + 1) in unnamed and column not in known:
        one = every.get(column)
        if not _are_names(one) or not share_names(one, every[first.column]):
            break
        why = phrase("its names are some of those in the column of people beside it")
        found = [h for h in found if h.column != column]
        found.append(Heading(column=column, text="", field="resources", by_content=why))
    return found


def _helping(heading: Heading, first: Heading, every: Mapping[int, ColumnProfile]) -> Heading:
    """The heading, of people too where nearly all its names are those of the first people.

    Its header says nothing else: ``Owner`` and ``Team``, ``Responsible`` and ``Support``.
    """
    one = every.get(heading.column)
    closed = heading.field or heading.chart or heading.person or heading.ignored or heading.apart
    other = any(name.field not in _TOO for name in heading.names[:1]) or not heading.text
    if closed or other or one is None or not _are_names(one) or _oversees(heading.text):
        return heading
    told, people = _names(one), _names(every[first.column])
    named = {name for name in told if name in people or means_everybody(name)}
    sure = first.by_content and not heading.names and likeness(one.texts) >= _SURE
    if not sure and (not named or len(named) < _KNOWN * len(told)):
        return heading
    why = phrase("its names are some of those in the column of people beside it")
    return replace(heading, field="resources", rank=first.rank, names=(), by_content=why)


def _oversees(header: str) -> bool:
    """Whether a header is of people who do not do the task: a reviewer, a client."""
    bare = _BRACKETS.sub("", header)
    return not words_for("oversees").isdisjoint(map(fold, (bare, *bare.split())))


_BRACKETS = re.compile(r"[\[(].*?[\])]")


def with_people_below_no_header(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], unnamed: Collection[int]
) -> list[Heading]:
    """Makes a column right of the names without a header the people, if it surely names some.

    Args:
        headings: The headings, of which none may be of people.
        every: The cells of each column.
        unnamed: The columns without a header.
    """
    name = next((h.column for h in headings if h.field == "name"), 0)
    told = {h.column for h in headings if h.field or h.person}
    if not name or any(h.field == "resources" or h.person for h in headings):
        return list(headings)
    for column in sorted({*unnamed, *(h.column for h in headings if not h.text)} - told):
        one = every.get(column)
        if one is None or column < name or one.filled <= _FILLED or one.distinct == 1:
            continue
        if _are_names(one) and likeness(one.texts) >= _SURE:
            why = phrase("its texts are names of people")
            made = Heading(column=column, text="", field="resources", by_content=why)
            return [*(h for h in headings if h.column != column), made]
    return list(headings)


def share_names(one: ColumnProfile | None, other: ColumnProfile | None) -> bool:
    """Whether two columns name some of the same people."""
    return one is not None and other is not None and bool(_names(one) & _names(other))


def _names(one: ColumnProfile) -> set[str]:
    return {key(piece) for text in one.texts for piece in pieces(text)}


def _is_numbered_like(heading: Heading, first: Heading) -> bool:
    """Whether a header without a field is that of the first people with another number."""
    free = not (heading.field or heading.chart or heading.person or heading.ignored)
    bare, other = (_NUMBER.sub("", h.text) for h in (heading, first))
    return free and heading.text != bare and fold(bare) == fold(other) != ""


def _are_names(one: ColumnProfile | None) -> bool:
    """Whether cells are short texts, no marks."""
    if one is None or not one.count:
        return False
    return one.kinds["text"] >= _TEXTS and one.length < _LONGEST and one.marks < 1 - _TEXTS
