"""Tables whose tasks go through the same stages, each with a start and a finish of its own.

A row such as ``Storage | 3 May | 9 May | 10 May | 20 May`` below ``Design`` and ``Build`` is a
summary with a task for each stage; below headers of one date each it has a milestone for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.group_words import ACTUAL, BASELINE, EXPECTED, PLANNED
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
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
    """A line of the table: its level, its name, and column → the cell of its start or finish.

    `place` is the row and column of its name; `notes` are the other cells of its row, each behind
    its header.
    """

    level: int
    name: str
    place: tuple[int, int]
    ends: Mapping[int, Cell] = field(default_factory=dict)
    notes: str = ""

    @property
    def dated(self) -> bool:
        """Whether it is a stage."""
        return bool(self.ends)


def as_stages(sheet: Sheet) -> Sheet | None:
    """The sheet as a table of its stages; None where no three stages stand side by side.

    Its rows are below the sheet's own, as one row has several tasks.
    """
    numbers = sorted(sheet.rows)[:_FIRST_ROWS]
    for number in numbers:
        stages = _stages(sheet, number)
        if len(stages) >= _FEWEST:
            return _table(sheet, number, _lines_of_rows(sheet, number, stages, ()))
    for number in numbers:
        steps = _steps(sheet, number)
        if len(steps) >= _FEWEST:
            named = _named(sheet, number, steps[0].start)
            lines = _lines_of_rows(sheet, number, steps, named) if named else ()
            return _table(sheet, number, lines)
    return None


def _steps(sheet: Sheet, number: int) -> list[_Stage]:
    """The columns of one date each below different headers that mean nothing else; [] if few."""
    below = [cells for n, cells in sheet.rows.items() if n > number]
    dated = [
        column
        for column, cell in sorted(sheet.rows[number].items())
        if cell.kind == "text"
        and 2 * sum(_is_date(cells.get(column)) for cells in below) > len(below)
    ]
    heads = [sheet.rows[number][column].text.strip() for column in dated]
    known = any(_field(sheet.rows[number][column]) for column in dated)
    words = {word for head in heads for word in map(fold, head.split())}
    if known or len({*map(fold, heads)}) < len(heads) or words & _NO_STAGES:
        return []
    return [_Stage(name=head, start=c, finish=c) for head, c in zip(heads, dated, strict=True)]


def _is_date(cell: Cell | None) -> bool:
    return cell is not None and cell.kind == "date"


def _named(sheet: Sheet, number: int, first: int) -> tuple[int, ...]:
    """The column left of the steps that names the rows: all different, with the longest texts."""
    rows = [cells for n, cells in sheet.rows.items() if n > number and first in cells]
    texts = {
        column: [cells[column].text for cells in rows if column in cells]
        for column, head in sheet.rows[number].items()
        if column < first and head.kind == "text"
    }
    named = {c: told for c, told in texts.items() if len({*told}) == len(told) == len(rows)}
    best = max(named, key=lambda column: sum(map(len, named[column])), default=0)
    return (best,) if best else ()


def _stages(sheet: Sheet, number: int) -> list[_Stage]:
    """The stages above the pairs of start and finish in a row; [] where they are versions.

    Above pairs that are planned or actual alone the stages stand a row higher; the planned count.
    """
    cells = sheet.rows[number]
    above = _carried(sheet, number - 1)
    meant = {c: _field(cell) for c, cell in cells.items()}
    pairs = [
        c for c in sorted(cells)
        if meant[c] == "start" and meant.get(c + 1) == "finish" and c in above
    ]  # fmt: skip
    said = {c: fold(above[c].text) for c in pairs}
    if pairs and set(said.values()) <= ACTUAL | PLANNED:
        above = _carried(sheet, number - 2)
        pairs = [c for c in pairs if said[c] in PLANNED and c in above]
    found = [_Stage(name=above[c].text.strip(), start=c, finish=c + 1) for c in pairs]
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


def _lines_of_rows(
    sheet: Sheet, header: int, stages: Sequence[_Stage], named: Sequence[int]
) -> list[_Line]:
    """The lines of the rows below a header; `named` are the columns of names, () for all texts."""
    found: list[_Line] = []
    for number in sorted(n for n in sheet.rows if n > header):
        cells = sheet.rows[number]
        lines = _lines(cells, stages, named)
        if named and lines:
            lines[0] = replace(lines[0], notes=_others(sheet.rows[header], cells, stages, named))
        found += lines
    return found


def _others(
    heads: Mapping[int, Cell],
    cells: Mapping[int, Cell],
    stages: Sequence[_Stage],
    named: Sequence[int],
) -> str:
    """The cells of a row that are neither its name nor a date, each behind its header."""
    used = {*named, *(one.start for one in stages)}
    texts = [
        f"{heads[column].text}: {cell.text}" if column in heads else cell.text
        for column, cell in sorted(cells.items())
        if column not in used
    ]
    return "; ".join(texts)


def _table(sheet: Sheet, header: int, lines: Sequence[_Line]) -> Sheet | None:
    """The lines as rows below the sheet's own; None where there are few."""
    if sum(line.dated for line in lines) < _FEWEST * _FEWEST_ROWS:
        return None
    top, least = max(sheet.rows) + 1, min(line.level for line in lines)
    places = {(top, n): (header, n) for n in range(1, len(_HEADS) + 3)}
    moments = all(
        line.ends[3] is line.ends.get(4) for line in lines if line.dated and 3 in line.ends
    )
    heads = (*_HEADS, "Duration", "Notes") if moments else _HEADS
    rows = {top: {n: Cell(top, n, "text", head) for n, head in enumerate(heads, 1)}}
    for row, line in enumerate(lines, top + 1):
        rows[row] = {
            1: Cell(row, 1, "number", line.level - least + 1),
            2: Cell(row, 2, "text", line.name),
            **{c: cell._replace(row=row, column=c) for c, cell in line.ends.items()},
        }
        if moments and line.dated:
            rows[row][5] = Cell(row, 5, "number", 0)
        if line.notes:
            rows[row][6] = Cell(row, 6, "text", line.notes)
        at = line.place
        places.update({(row, n): at for n in range(1, len(_HEADS) + 3)})
        places.update({(row, n): (cell.row, cell.column) for n, cell in line.ends.items()})
    bare = replace(sheet, rows=rows, fills={}, merged=(), formulas={}, levels={}, turned=False)
    return replace(bare, file_cells=places)


def _lines(
    cells: Mapping[int, Cell], stages: Sequence[_Stage], named: Sequence[int]
) -> list[_Line]:
    """The lines of a row: the names left of its stages, and the stages that have dates."""
    texts = [c for c, cell in sorted(cells.items()) if c < stages[0].start and cell.kind == "text"]
    texts = [c for c in texts if c in named] if named else texts
    dated = [
        _Line(level=_DEEPEST, name=one.name, place=_first_of(ends), ends=ends)
        for one in stages
        if (ends := {n: cells[c] for n, c in ((3, one.start), (4, one.finish)) if c in cells})
    ]
    if not texts or not dated:
        return []
    first = _DEEPEST - len(texts)
    names_ = [
        _Line(level=level, name=cells[c].text, place=(cells[c].row, c))
        for level, c in enumerate(texts, first)
    ]
    return names_ + dated


def _first_of(ends: Mapping[int, Cell]) -> tuple[int, int]:
    """The place of the first date of a stage."""
    cell = ends[min(ends)]
    return cell.row, cell.column
