"""Gives each column its field by weighing the words of its header together with its cells.

A header scores up to 100 points for each field that it may mean, by how well its words fit. The
cells add up to 25 points where they fit the field, and take up to 90 away where they do not. The
pairs of column and field are taken from the best on, each column and each field once. Near misses
are kept with the column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.cells import Sheet
from planner.reading.chart_headers import has_numbered_chart
from planner.reading.column_fits import FITS, Fit, are_numbered_words
from planner.reading.columns_together import Columns
from planner.reading.header_names import IN_PART, SLIP, Name
from planner.reading.headers import settle
from planner.reading.heading import Header, Heading
from planner.reading.profile import (
    ColumnProfile,
    profiles,
)
from planner.schema import vocabulary
from planner.schema.schema import SheetKind

_BONUS, _MALUS, _ENOUGH = 25, 90, 20
_FEWEST = 2
_SPARSE, _FULL = 0.4, 0.9
"""A column right of a blank one fills at least the first share of the rows, if it is no legend;
one that fills the second share shows that all beside it belong to the table.
"""
_DIFFERENT, _SHORT = 0.9, 3


def weigh(sheet: Sheet, header: Header, kind: SheetKind, language: str) -> Header:
    """The header with the field of each column, by name and cells."""
    named = {h.column: h.names for h in header.headings if h.names}
    listed = [heading.column for heading in header.headings]
    every = profiles(sheet, header.row, listed, language)
    numbered = has_numbered_chart(sheet, header.row)
    columns = Columns(every=every, named=named, numbered=numbered)
    by_column = {one.column: one for one in every}
    tests = FITS.get(kind.name, {})
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
    codes = one.length <= _SHORT or are_numbered_words(one)
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
