"""Columns of names that are levels by how they are filled: sparse ones above full ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.phrase import phrase
from planner.reading.cells import Sheet
from planner.reading.header_names import IN_PART
from planner.reading.heading import Heading
from planner.reading.phase_columns import groups, in_runs
from planner.reading.profile import ColumnProfile, kind_of

_FEWEST, _SOME = 3, 0.2
_LONGEST, _FEWER = 80, 2
_LEVELS = frozenset(["name", "subname", "phase"])


def with_names_between(
    sheet: Sheet, header: int, headings: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Makes a column between names and their parts a level where it is called as names are.

    So Activity, Tasks, Subtasks are three levels. One of any other name is where each of its texts
    stands at the first of several parts.
    """
    name = next((h.column for h in headings if h.field == "name"), 0)
    lower = min((h.column for h in headings if h.field == "subname"), default=0)
    if not name:
        return tuple(headings)
    return tuple(
        replace(h, field="subname", rank=IN_PART)
        if name < h.column < lower
        and not (h.field or h.chart or h.person or h.ignored)
        and (
            [one.field for one in h.names[:1]] == ["name"]
            or ({n.field for n in h.names} <= _LEVELS and groups(sheet, header, h.column, {lower}))
        )
        else h
        for h in headings
    )


def with_deeper_names(
    sheet: Sheet, header: int, headings: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Makes a column right of the names, of any header, a deeper level where these go on in it.

    Some rows have a text in it, none in the columns of names, and something else beside; where it
    may be called as names are, these only have to be few beside its texts.
    """
    levels = {h.column for h in headings if h.field in ("name", "subname")}
    at = next((h for h in headings if levels and h.column == max(levels) + 1), None)
    if at is None or at.field or at.chart or at.person or at.ignored or at.apart or at.span:
        return tuple(headings)
    fields = {h.column for h in headings if h.field} - levels
    rows = [cells for number, cells in sheet.rows.items() if number > header and at.column in cells]
    texts = [cells for cells in rows if kind_of(cells[at.column]) == "text"]
    alone = [cells for cells in texts if not levels & cells.keys() and fields & cells.keys()]
    short = all(len(cells[at.column].text) <= _LONGEST for cells in texts)
    named = sum(bool(levels & cells.keys()) for n, cells in sheet.rows.items() if n > header)
    many = len(texts) >= max(_FEWER * named, _FEWEST)
    few = many and any(n.field == "name" for n in at.names)
    enough = few or len(alone) >= max(_FEWEST, _SOME * len(rows))
    if len(texts) < len(rows) or not enough or not short:
        return tuple(headings)
    why = phrase("its texts name the rows that the columns before it leave without a name")
    deeper = replace(at, field="subname", by_content=why, rank=90)
    return tuple(deeper if h is at else h for h in headings)


def with_names_of_parts(
    sheet: Sheet, header: int, headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> tuple[Heading, ...]:
    """Names the tasks by the texts right of a column of names that only groups the rows.

    Its names are merged, stand at the first of several rows, or come again in rows that follow each
    other; the texts right of it all differ, and their rows say when they are or how long they take.
    """
    name = next((h for h in headings if h.field == "name"), None)
    if name is None or any(h.field == "subname" for h in headings):
        return tuple(headings)
    right = _first_full(headings, every, name.column)
    headed = any(h.column == right and h.text for h in headings)
    if not headed or not (
        in_runs(sheet, header, name.column, right) or groups(sheet, header, name.column, {right}, 1)
    ):
        return tuple(headings)
    times = {h.column for h in headings if h.field in _TIMES}
    rows = [cells for n, cells in sheet.rows.items() if n > header and right in cells]
    if sum(bool(times & cells.keys()) for cells in rows) < _DIFFERENT * len(rows):
        return tuple(headings)
    why = phrase("its texts name the rows that those left of it group")
    there = next((h for h in headings if h.column == right), Heading(column=right, text=""))
    made = replace(there, field="name", names=(), by_content=why, rank=90)
    free = replace(name, field="", names=tuple(n for n in name.names if n.field in _LEVELS))
    others = (h for h in headings if h is not name and h is not there)
    return tuple(sorted((*others, made, free), key=lambda h: h.column))


def _first_full(headings: Sequence[Heading], every: Mapping[int, ColumnProfile], name: int) -> int:
    """The first free column right of the names whose texts fill the rows and all differ; 0 if none.

    Not those beyond a column with a meaning.
    """
    taken = {h.column for h in headings if h.field or h.chart or h.person or h.ignored or h.apart}
    for column in range(name + 1, name + _BESIDE):
        one = every.get(column)
        if one is None or column in taken:
            return 0
        full = one.count > _FEWEST and min(one.distinct, one.filled) >= _DIFFERENT
        if full and one.kinds["text"] > _TEXTS and one.length <= _LONGEST:
            return column
    return 0


_BESIDE = 4
_TEXTS, _DIFFERENT = 0.8, 0.9
_TIMES = frozenset(["start", "finish", "duration", "work", "points", "deadline"])
