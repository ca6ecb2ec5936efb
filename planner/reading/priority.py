"""Reads priorities: numbers from 0 to 1000, words in many languages, P0–P3, 1–5, A–E, MoSCoW."""

import re
from collections.abc import Callable, Sequence

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.tables import Row
from planner.reading.values import integer
from planner.schema import vocabulary

_WORDS = {
    "lowest": 100,
    "trivial": 100,
    "low": 300,
    "minor": 300,
    "lo": 300,
    "medium": 500,
    "med": 500,
    "mid": 500,
    "moderate": 500,
    "normal": 500,
    "norm": 500,
    "average": 500,
    "nopriority": 500,
    "high": 700,
    "hi": 700,
    "major": 700,
    "highest": 900,
    "critical": 900,
    "crit": 900,
    "blocker": 1000,
    "urgent": 900,
    "donotlevel": 1000,
    "must": 900,
    "musthave": 900,
    "should": 500,
    "shouldhave": 500,
    "could": 300,
    "couldhave": 300,
    "wont": 100,
    "wonthave": 100,
    "nicetohave": 300,
}
_MEANINGS = {"lowest": 100, "low": 300, "medium": 500, "high": 700, "highest": 900, "urgent": 900}
_STEP = re.compile(r"[Pp]\s*-?(\d)(?:\s*[-–:(].*)?")
_NUMBERED = re.compile(r"\(?\d{1,2}\W{1,3}([^\W\d_].*)")
"""A word with its number before it, as in 1 - High."""
_HIGHEST, _LOWEST = 900, 100
_MOST_STEPS = 5
Priority = Callable[[Cell], int]


def scale(rows: Sequence[Row]) -> Priority:
    """How the cells of a Priority column are read; notes it if 1 is the highest priority."""
    cells = [row.cells["priority"] for row in rows if row.has("priority")]
    steps = [_STEP.fullmatch(cell.text) for cell in cells]
    if cells and all(steps):
        found = [int(step[1]) for step in steps if step]
        return _steps(rows, min(found), max(found), "P")
    if letters := _letters(cells):
        return _lettered(rows, letters)
    numbers = [cell.text for cell in cells]
    whole = [int(text) for text in numbers if re.fullmatch(r"[1-9]", text)]
    if len(whole) == len(numbers) and len(set(whole)) > 1 and max(whole) <= _MOST_STEPS:
        return _steps(rows, 1, max(3, *whole), "")
    return priority


def _letters(cells: Sequence[Cell]) -> str:
    """The letters from A on to the last of a column, where nearly each is there; "" for others."""
    found = {cell.text.strip().upper() for cell in cells if any(map(str.isalnum, cell.text))}
    last = max(found, default="")
    steps = _STEPS[: _STEPS.find(last) + 1] if len(last) == 1 and last in _STEPS else ""
    return steps if {"A", "B"} <= found <= set(steps) else ""


_STEPS = "ABCDE"


def _lettered(rows: Sequence[Row], steps: str) -> Priority:
    """Letters as steps from the highest priority; a sign for nothing is the middle."""
    first, last = steps[0], steps[-1]
    _say_steps(rows, first, last)

    def read(cell: Cell) -> int:
        place = steps.find(cell.text.strip().upper())
        return 500 if place < 0 else _step(place / (len(steps) - 1))

    return read


def _steps(rows: Sequence[Row], first: int, last: int, sign: str) -> Priority:
    _say_steps(rows, f"{sign}{first}", f"{sign}{last}")

    def read(cell: Cell) -> int:
        step = int(re.sub(r"\D", "", cell.text)[:1])
        return _step((step - first) / max(1, last - first))

    return read


def _say_steps(rows: Sequence[Row], first: str, last: str) -> None:
    row = next(row for row in rows if row.has("priority"))
    message = phrase(
        "{first} is taken for the highest priority, {last} for the lowest", first=first, last=last
    )
    row.note("info", "priority-scale", message, "priority")


def _step(share: float) -> int:
    """The priority at a share of the way from the highest to the lowest."""
    return round(_HIGHEST - share * (_HIGHEST - _LOWEST))


def priority(cell: Cell) -> int:
    """A word for a priority, or a number from 0 to 1000."""
    if cell.kind == "text":
        numbered = _NUMBERED.fullmatch(cell.text.strip())
        folded = fold(numbered[1] if numbered else cell.text)
        if folded in _WORDS:
            return _WORDS[folded]
        known = [w for w in vocabulary.meanings(folded) if w.meaning in _MEANINGS]
        if known:
            return _MEANINGS[max(known, key=lambda word: word.programs).meaning]
    return integer(cell, 0, 1000)
