"""Tells what remains of the lengths of tasks from what remains of points, money and others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.reading.heading import Heading
from planner.reading.profile import ColumnProfile, as_number


def without_other_rest(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> Sequence[Heading]:
    """The headings; a rest that is mostly more than the length of its task is one of other things.

    A unit in the header says what it counts.
    """
    columns = {h.field: every.get(h.column) for h in headings}
    rest, lengths = columns.get("remaining_duration"), columns.get("duration")
    if rest is None or lengths is None:
        return headings
    known = {place: as_number(cell) for place, cell in lengths.cells}
    pairs = [(as_number(cell), known.get(place)) for place, cell in rest.cells]
    told = [(left, whole) for left, whole in pairs if left and whole is not None]
    more = sum(left > whole for left, whole in told)
    if 2 * more <= len(told):
        return headings
    return [
        replace(h, field="", names=()) if h.field == "remaining_duration" and not h.unit else h
        for h in headings
    ]
