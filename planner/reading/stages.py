"""Tables whose tasks go through the same stages, each with a start and a finish of its own.

A row such as ``Storage | 3 May | 9 May | 10 May | 20 May`` below ``Design`` and ``Build`` is a
summary with a task for each stage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.group_words import ACTUAL, BASELINE, EXPECTED, PLANNED
from planner.reading.naming import IN_PART, HeaderWishes, names
from planner.schema.columns import TASKS

_FEWEST, _FEWEST_ROWS, _DEEPEST = 3, 2, 9
_FIRST_ROWS = 20
_HEADS = ("Outline Level", "Task Name", "Start", "Finish")
_NO_STAGES = ACTUAL | PLANNED | BASELINE | EXPECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """A stage: its name, and the columns of its start and finish."""

    name: str
    start: int
    finish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the table: its level, its name, and column → the cell of its start or finish."""

    level: int
    name: str
    ends: Mapping[int, Cell] = field(default_factory=dict)

    @property
    def dated(self) -> bool:
        """Whether it is a stage."""
        return bool(self.ends)


def as_stages(sheet: Sheet) -> Sheet | None:
    """The sheet as a table of its stages; None where no three stages stand side by side.

    Its rows are below the sheet's own, as one row has several tasks.
    """
    for number in sorted(sheet.rows)[:_FIRST_ROWS]:
        stages = _stages(sheet, number)
        if len(stages) >= _FEWEST:
            return _table(sheet, number, stages)
    return None


def _stages(sheet: Sheet, number: int) -> list[_Stage]:
    """The stages above the pairs of start and finish in a row; [] where they are versions."""
    cells = sheet.rows[number]
    above = _carried(sheet, number - 1)
    meant = {c: _field(cell) for c, cell in cells.items()}
    found = [
        _Stage(name=above[c].text.strip(), start=c, finish=c + 1)
        for c in sorted(cells)
        if meant[c] == "start" and meant.get(c + 1) == "finish" and c in above
    ]
    told = [fold(one.name) for one in found]
    versions = {word for one in found for word in map(fold, one.name.split())} & _NO_STAGES
    return found if len(set(told)) == len(told) and not versions else []


def _field(cell: Cell) -> str:
    meant = names(cell.text, TASKS, HeaderWishes()) if cell.kind == "text" else ()
    return meant[0].field if meant and meant[0].rank < IN_PART else ""


def _carried(sheet: Sheet, number: int) -> dict[int, Cell]:
    """Column → text of a row, also for the columns that its cell is merged over."""
    cells = sheet.rows.get(number, {})
    wide = {left: right for top, left, _, right in sheet.merged if top == number}
    return {
        column: cell
        for left, cell in cells.items()
        if cell.kind == "text"
        for column in range(left, wide.get(left, left) + 1)
    }


def _table(sheet: Sheet, header: int, stages: Sequence[_Stage]) -> Sheet | None:
    lines = [
        line
        for number in sorted(n for n in sheet.rows if n > header)
        for line in _lines(sheet.rows[number], stages)
    ]
    if sum(line.dated for line in lines) < _FEWEST * _FEWEST_ROWS:
        return None
    top, least = max(sheet.rows) + 1, min(line.level for line in lines)
    rows = {top: {n: Cell(top, n, "text", head) for n, head in enumerate(_HEADS, 1)}}
    for row, line in enumerate(lines, top + 1):
        rows[row] = {
            1: Cell(row, 1, "number", line.level - least + 1),
            2: Cell(row, 2, "text", line.name),
            **{c: cell._replace(row=row, column=c) for c, cell in line.ends.items()},
        }
    return replace(sheet, rows=rows, fills={}, merged=(), formulas={}, levels={}, turned=False)


def _lines(cells: Mapping[int, Cell], stages: Sequence[_Stage]) -> list[_Line]:
    """The lines of a row: the names left of its stages, and the stages that have dates."""
    named = [c for c, cell in sorted(cells.items()) if c < stages[0].start and cell.kind == "text"]
    dated = [
        _Line(level=_DEEPEST, name=one.name, ends=ends)
        for one in stages
        if (ends := {n: cells[c] for n, c in ((3, one.start), (4, one.finish)) if c in cells})
    ]
    if not named or not dated:
        return []
    first = _DEEPEST - len(named)
    return [_Line(level=level, name=cells[c].text) for level, c in enumerate(named, first)] + dated
