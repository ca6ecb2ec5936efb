"""Finds the place of rows below each other by numbers of levels: in a column, or before names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.reading.cells import Cell
from planner.reading.spanning_rows import spans
from planner.reading.tables import Row

_BEGUN = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:[.):]\s*|\s+)(?=\S)")
_NUMBERED, _HEADS = 0.9, 0.75
_FEW = 4
FEWEST_HEADS, TO_ONE = 2, 2
"""At least so many rows span those below, so many for each that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """The place of a row: its depth from 1, and its parent's position (None at the top)."""

    level: int = 1
    parent: int | None = None


def code(cell: Cell) -> str:
    """A code such as a WBS, with the decimals of its number format (1.10, not 1.1)."""
    match = re.fullmatch(r"0\.(0+)", cell.form)
    if match and cell.kind == "number" and isinstance(cell.value, int | float):
        return f"{cell.value:.{len(match[1])}f}"
    return cell.text.strip(" .")


def codes_of(rows: Sequence[Row], field: str) -> list[str]:
    """The code of each row; a ``.1`` whose beginning was lost is completed from the row above."""
    found: list[str] = []
    above = ""
    for row in rows:
        text = code(row.cells[field]) if row.has(field) else ""
        if text and row.cells[field].text.startswith("."):
            text = f"{above}.{text}" if above else text
        elif text:
            above = text.partition(".")[0]
        found.append(text)
    return found


def depth_of(parents: Sequence[int | None], position: int) -> int:
    """The depth from 1; in a cycle of parents it ends at the number of rows."""
    depth, at = 1, parents[position]
    while at is not None and depth <= len(parents):
        depth, at = depth + 1, parents[at]
    return depth


def by_wbs(rows: Sequence[Row], field: str, *, grouped: bool) -> list[RowPlace] | None:
    """Puts 1.2.3 below 1.2, or else below 1; and rows without a code below those that span them.

    The latter not where the rows of the sheet are `grouped`, which says more.
    """
    codes = codes_of(rows, field)
    heads = {} if grouped else _heads(rows, codes)
    known = {text: position for position, text in reversed(list(enumerate(codes))) if text}
    found: list[RowPlace] = []
    for position, text in enumerate(codes):
        parent = _wbs_parent(text, known)
        if parent is not None and known[text] < position:  # there twice: it stands where it stands
            parent = _less_deep(codes, position)
        if parent == position:
            parent = None
        parent = heads.get(position, parent)
        level = found[parent].level + 1 if parent is not None and parent < position else 1
        found.append(RowPlace(level=level, parent=parent))
    return found


def _heads(rows: Sequence[Row], codes: Sequence[str]) -> dict[int, int]:
    """Row without a code → the nearest above with one, where such rows mostly span those below.

    At least half of the rows have no code.
    """
    coded = [n for n, text in enumerate(codes) if text]
    parts = {
        head: range(head + 1, end) for head, end in pairwise([*coded, len(rows)]) if end > head + 1
    }
    fits = [spans(rows[head], [rows[n] for n in below]) for head, below in parts.items()]
    few = len(fits) < FEWEST_HEADS or 2 * len(coded) > len(rows)
    if few or fits.count(False) * TO_ONE > fits.count(True):
        return {}
    return {n: head for head, below in parts.items() for n in below}


def by_numbers(rows: Sequence[Row]) -> list[RowPlace] | None:
    """Puts 1.2 Test below 1 Build, where nearly all names begin with a number of their own.

    That of a name without one may be its ID. Where names without one stand below nearly all of
    those with a dot, they are parts of these.
    """
    found = [_BEGUN.match(row.text("name")) for row in rows]
    begun = [match[1] if match else "" for match in found]
    deepest = [n for n, text in enumerate(begun) if "." in text]
    heads = sum(n + 1 < len(rows) and not begun[n + 1] for n in deepest)
    if len(deepest) >= _FEW and heads >= _HEADS * len(deepest):
        return _below_numbers(begun)
    ids = [row.text("id") if row.text("id").isdigit() else "" for row in rows]
    codes = [match[1] if match else own for match, own in zip(found, ids, strict=True)]
    told = [text for text in codes if text]
    deep = sum("." in text for text in told)
    if len(told) < _NUMBERED * len(rows) or len(set(told)) < _NUMBERED * len(told) or deep < 2:
        return None
    known = {text: position for position, text in reversed(list(enumerate(codes))) if text}
    parents = [_wbs_parent(text, known) for text in codes]
    parents = [
        None if parent is None or parent >= n else parent for n, parent in enumerate(parents)
    ]
    return [RowPlace(level=depth_of(parents, n), parent=parents[n]) for n in range(len(rows))]


def _below_numbers(begun: Sequence[str]) -> list[RowPlace]:
    """The places of rows by the numbers of some; the others are below the last number before."""
    known: dict[str, int] = {}
    parents: list[int | None] = []
    last: int | None = None
    for n, text in enumerate(begun):
        parents.append(_wbs_parent(text, known) if text else last)
        if text:
            known[text] = last = n
    return [RowPlace(level=depth_of(parents, n), parent=parents[n]) for n in range(len(begun))]


def _less_deep(codes: Sequence[str], position: int) -> int | None:
    """The nearest row above one with a code of fewer levels."""
    depth = codes[position].count(".")
    above = (n for n in range(position - 1, -1, -1) if codes[n])
    return next((n for n in above if codes[n].count(".") < depth), None)


def _wbs_parent(text: str, known: dict[str, int]) -> int | None:
    while "." in text:
        text = text.rpartition(".")[0]
        for form in (text, f"{text}.0"):
            if form in known:
                return known[form]
    return None
