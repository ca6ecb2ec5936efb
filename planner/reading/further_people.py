"""Finds the further columns of people: Person 1 and Person 2, or names right of those of `Who`."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.heading import Heading
from planner.reading.profile import ColumnProfile, pieces

_NUMBER = re.compile(r"[\s#.]*[(（]?\d{1,2}[)）]?$")
_TEXTS, _LONGEST, _FEWEST = 0.8, 30, 2


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
