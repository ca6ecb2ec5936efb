"""Finds the legend of a sheet: cells outside the tasks that say what the colours in them mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import MARKS
from planner.reading.group_words import ACTUAL, PLANNED
from planner.schema.vocabulary import words_for

_FEWEST, _SURE, _LONGEST, _MOST = 2, 3, 40, 200
_GAP_DOWN, _GAP_ACROSS = 2, 3
_BEHIND, _FEWEST_ROWS = 0.8, 5
"""A colour that so many of so many rows have in a column is behind them, as on weekends."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """Where the tasks of a sheet stand.

    Args:
        header: The row of the headers.
        rows: The rows of tasks.
        columns: The columns of tasks, and those of the chart beside them.
    """

    header: int
    rows: AbstractSet[int]
    columns: AbstractSet[int]

    def has(self, row: int, column: int) -> bool:
        """Whether a cell stands among the tasks, be it in a row that is none."""
        return column in self.columns and row in self._between

    @cached_property
    def _between(self) -> range:
        return range(min(self.rows), max(self.rows) + 1)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A coloured cell, and the cell with the text that says what its colour means."""

    row: int
    column: int
    look: str
    cell: Cell


def legend_of(sheet: Sheet, body: Body) -> dict[str, Swatch]:
    """Colour in the rows of tasks → the cells that say what it means; empty without a legend.

    The cells stand below or beside each other outside the tasks, each with a colour and a text of
    its own. Two of the colours come again in the rows, or one of three and more.
    """
    every = _swatches(sheet, body)
    if len({one.look for one in every}) < _FEWEST or len(every) > _MOST:
        return {}
    again = _colours_again(sheet, body, {(one.row, one.column) for one in every})
    found: dict[str, dict[str, Swatch]] = {}
    for group in (*_groups(every, down=True), *_groups(every, down=False)):
        for look, one in _explained(group).items():
            found.setdefault(look, {}).setdefault(fold(one.cell.text), one)
    told = {look: next(iter(c.values())) for look, c in found.items() if len(c) == 1}
    used = {look: one for look, one in told.items() if look in again}
    several = len({fold(one.cell.text) for one in used.values()}) >= _FEWEST
    return used if several or len(told) >= _SURE else {}


def says_nothing_more(texts: Iterable[str]) -> bool:
    """Whether a legend tells plan and actual apart, or days on which nobody works, as marks do."""
    words = [{fold(text), *map(fold, text.split())} for text in texts]
    plain = words_for("holiday", "leave")
    left = [one for one in words if one.isdisjoint(plain)]
    return not left or (any(one & ACTUAL for one in left) and any(one & PLANNED for one in left))


def _swatches(sheet: Sheet, body: Body) -> list[Swatch]:
    found = []
    for (row, column), look in sheet.fills.items():
        if body.has(row, column) or (row == body.header and column in body.columns):
            continue
        cells = sheet.rows.get(row, {})
        beside = [cells.get(c) for c in (column + 1, column - 1) if (row, c) not in sheet.fills]
        cell = cells.get(column) or next((one for one in beside if one is not None), None)
        if cell is not None and _explains(cell, body):
            found.append(Swatch(row, column, look, cell))
    return found


def _explains(cell: Cell, body: Body) -> bool:
    """Whether a text outside the tasks may say what a colour means."""
    letters = any(map(str.isalpha, cell.text))
    short = len(cell.text) <= _LONGEST and cell.text not in MARKS
    return cell.kind == "text" and letters and short and not body.has(cell.row, cell.column)


def _groups(swatches: Sequence[Swatch], *, down: bool) -> list[list[Swatch]]:
    """The swatches that stand close below each other, or close beside each other."""
    lines: dict[int, list[Swatch]] = {}
    for one in swatches:
        lines.setdefault(one.column if down else one.row, []).append(one)
    groups: list[list[Swatch]] = []
    gap = _GAP_DOWN if down else _GAP_ACROSS
    for line in lines.values():
        line.sort(key=lambda one: one.row if down else one.column)
        groups.append(line[:1])
        for before, one in pairwise(line):
            step = one.row - before.row if down else one.column - before.column
            if step > gap:
                groups.append([])
            groups[-1].append(one)
    return groups


def _explained(group: Sequence[Swatch]) -> dict[str, Swatch]:
    """Colour → swatch in a group in which each colour comes once; {} where too few do."""
    looks: dict[str, list[Swatch]] = {}
    for one in group:
        looks.setdefault(one.look, []).append(one)
    single = {look: every[0] for look, every in looks.items() if len(every) == 1}
    different = {fold(one.cell.text) for one in single.values()}
    return single if len(different) >= _FEWEST and 2 * len(single) > len(looks) else {}


def _colours_again(sheet: Sheet, body: Body, legend: AbstractSet[tuple[int, int]]) -> set[str]:
    """The colours in the rows of tasks that are not behind nearly all of them in a column."""
    counts = Counter(
        (place[1], look)
        for place, look in sheet.fills.items()
        if place[0] in body.rows and place not in legend
    )
    enough = len(body.rows) >= _FEWEST_ROWS
    behind = _BEHIND * len(body.rows)
    return {look for (_, look), n in counts.items() if not enough or n < behind}


def texts_of(legend: Mapping[str, Swatch]) -> dict[str, str]:
    """Colour → its meaning."""
    return {look: one.cell.text.strip(" :") for look, one in legend.items()}
