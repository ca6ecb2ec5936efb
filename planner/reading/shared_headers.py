"""Headers that are merged over several columns: to which of them they belong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from planner.reading.cells import Sheet
from planner.reading.header_cells import numbers_below, texts_below
from planner.reading.heading import Heading
from planner.schema.schema import SheetKind

_FEWEST = 2


def beside_words(sheet: Sheet, number: int, found: Sequence[Heading]) -> list[Heading]:
    """Gives a header of amounts, merged over words and the numbers beside them, to the numbers.

    As Hours above ``Planned | 4`` and ``Actual | 5``.
    """
    moved = {
        right: left
        for top, left, bottom, right in sheet.merged
        if top <= number <= bottom
        and right == left + 1
        and {one.field for h in found if h.column == left for one in h.names} & _AMOUNTS
        and not numbers_below(sheet, number, left)
        and numbers_below(sheet, number, right) >= _FEWEST
    }
    known = {h.column: h for h in found}
    gone = set(moved.values())
    kept = [replace(h, names=()) if h.column in gone else h for h in found if h.column not in moved]
    return kept + [replace(known[left], column=right) for right, left in moved.items()]


_AMOUNTS = frozenset(["duration", "work"])


def shared(
    sheet: Sheet, number: int, found: Sequence[Heading], kind: SheetKind, filled: Counter[int]
) -> list[Heading]:
    """The headings of the filled columns over which a header is merged, such as that of people.

    Two columns may be a department and a person, unless a text stands in both.
    """
    known = {h.column: h for h in found}
    return [
        replace(known[left], column=column)
        for top, left, bottom, right in sheet.merged
        if top <= number <= bottom and left in known and known[left].names
        for column in range(left + 1, right + 1)
        if filled[column]
        and column not in known
        and kind.column(known[left].names[0].field).many
        and (
            right > left + 1 or texts_below(sheet, number, left) & texts_below(sheet, number, right)
        )
    ]
