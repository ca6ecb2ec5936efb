"""Boards: columns of states, people or phases side by side, in each cell a task, without dates."""

import re
from collections.abc import Mapping, Sequence

from planner.language.text import key
from planner.reading.cells import Cell, Sheet
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.progress import state_of
from planner.reading.text_grid import bulleted, is_task_text, table_of, who_or_phase
from planner.schema.columns import TASKS

_FEWEST, _SIDES = 3, 2
_LONGEST_HEADER = 40
_TEXTS = 0.6
_HEADER_ROWS = 15
_LABELS = frozenset(["name", "phase", "resources", "status"])
"""What the first cell of a header may say that the others are."""


def as_board(sheet: Sheet) -> Sheet | None:
    """The sheet as a table of the tasks below its states, people or phases; None without such."""
    if _lists_tasks(sheet):
        return None
    heads = [(row, found) for row in sorted(sheet.rows) if (found := _heads(sheet, row))]
    tasks: list[tuple[str, str]] = []
    end = 0
    for row, found in heads:
        if row < end:
            continue
        below = [n for n in sorted(sheet.rows) if n > row]
        ends = (n for n, other in heads if n > row and _again(sheet, n, other, found))
        end = next(ends, below[-1] + 1)
        tasks += _below(sheet, found, [n for n in below if n < end])
    if len(tasks) < _FEWEST or len({of for _, of in tasks}) < _SIDES:
        return None
    labels = {of for _, of in tasks}
    states = sum(bool(state_of(label)) for label in labels)
    field = "Status" if 2 * states >= len(labels) else who_or_phase(labels)
    return table_of(sheet, [(text, None, None, of) for text, of in tasks], field)


def _lists_tasks(sheet: Sheet) -> bool:
    """Whether a header of a column says that it lists tasks, and no states stand beside it."""
    for row in sorted(sheet.rows)[:_HEADER_ROWS]:
        texts = [cell for cell in sheet.rows[row].values() if is_task_text(cell)]
        if sum(bool(state_of(cell.text)) for cell in texts) >= _SIDES:
            return False
        for cell in texts:
            meant = names(cell.text, TASKS, HeaderWishes())
            below = sum(cell.column in sheet.rows[n] for n in sheet.rows if n > row)
            if meant and meant[0].field == "name" and below >= _FEWEST and len(texts) > 1:
                return True
    return False


def _again(sheet: Sheet, row: int, other: Mapping[int, Cell], found: Mapping[int, Cell]) -> bool:
    """Whether a later row heads the same columns: with the same words, or below a blank row."""
    same = all(key(other[c].text) == key(found[c].text) for c in other.keys() & found.keys())
    return set(other) == set(found) and (same or row - 1 not in sheet.rows)


def _heads(sheet: Sheet, row: int) -> dict[int, Cell]:
    """Column → header where a row has short different texts above columns of texts; else empty."""
    cells = {c: cell for c, cell in sheet.rows[row].items() if is_task_text(cell)}
    short = all(len(cell.text) <= _LONGEST_HEADER for cell in cells.values())
    if len(cells) < _SIDES or not short or len({key(one.text) for one in cells.values()}) < 2:
        return {}
    first = min(cells)
    label = names(cells[first].text, TASKS, HeaderWishes())
    alone = sum(first in sheet.rows[n] for n in sheet.rows if n > row) < _SIDES
    if label and label[0].field in _LABELS and alone and len(cells) > _SIDES:
        del cells[first]
    known = [names(cell.text, TASKS, HeaderWishes()) for cell in cells.values()]
    states = sum(bool(state_of(cell.text)) for cell in cells.values())
    if states < _SIDES and any(found for found in known) and not _numbered(cells):
        return {}
    used = {}
    for column, cell in cells.items():
        below = [sheet.rows[n][column] for n in sheet.rows if n > row and column in sheet.rows[n]]
        if below and sum(map(is_task_text, below)) >= _TEXTS * len(below):
            used[column] = cell
    return used if len(used) >= _SIDES else {}


def _numbered(cells: Mapping[int, Cell]) -> bool:
    """Whether most headers are one word with numbers, such as ``Sprint 1``, ``Sprint 2``."""
    found = [_NUMBERED.fullmatch(cell.text.strip()) for cell in cells.values()]
    words = [key(told[1]) for told in found if told]
    most = max(map(words.count, words), default=0)
    return most >= _SIDES and 2 * most > len(cells)


_NUMBERED = re.compile(r"(?i)([^\W\d_]{3,12})\W{0,3}\d{1,2}\b.{0,20}")


def _below(sheet: Sheet, heads: Mapping[int, Cell], rows: Sequence[int]) -> list[tuple[str, str]]:
    """The tasks below some headers, column by column, with the text of the header."""
    found = []
    for column, head in sorted(heads.items()):
        for row in rows:
            if _says_one_thing([sheet.rows[row].get(column) for column in heads]):
                continue
            cell = sheet.rows[row].get(column)
            if cell is not None and is_task_text(cell):
                found += [(text, head.text) for text in bulleted(cell.text)]
    return found


def _says_one_thing(cells: Sequence[Cell | None]) -> bool:
    """Whether several columns have the same text in a row, which heads what is below."""
    texts = [key(cell.text) for cell in cells if cell is not None]
    return len(texts) > _SIDES and len(set(texts)) == 1
