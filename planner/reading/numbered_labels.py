"""Reads header cells that number periods: ``3``, ``KW 3``, ``3. Hafta``, ``第三周``."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from planner.reading.cells import Cell
from planner.reading.durations import unit_of

_FEWEST = 3
_NUMBER_LAST = re.compile(r"(?:([^\W\d_]{1,9})\.?[\s_]*)?(\d{1,3})\.?")
_NUMBER_FIRST = re.compile(
    r"第?\s*(\d{1,3})\s*(?:-?(?:st|nd|rd|th|er|re|[èe]re|[èe]me|[ªº°ºoaeая]|ой|ий|-?[йяе])?[.:)]?)\s*"
    r"([^\W\d_]{1,12})\.?"
)
_COUNTERS = "目次차째間"
"""What may stand behind the word for a period, as in ``3週目``, ``3주차``."""
_IDEOGRAPHS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_IN_IDEOGRAPHS = re.compile(r"第\s*([一二三四五六七八九]?十?[一二三四五六七八九]?)(?=\S)")
Numbered = tuple[int, int, str]


def numbered(cells: Sequence[Cell]) -> list[Numbered]:
    """Column, number and word of the first run of consecutive numbers; a run may restart at 1."""
    found: list[Numbered] = []
    for cell in cells:
        label = _label(cell.text)
        if label is None or (found and not _follows(label[0], found[-1][1])):
            if len(found) >= _FEWEST:
                break
            found = []
            continue
        found.append((cell.column, *label))
    return found


def _follows(number: int, before: int) -> bool:
    """Whether a number counts on, or begins again with 1."""
    return number == before + 1 or number == 1 < before


def _label(text: str) -> tuple[int, str] | None:
    """The number and the word of a label, "" without one; None for other texts."""
    plain = _IN_IDEOGRAPHS.sub(_in_figures, normalize("NFKC", text).strip())
    if last := _NUMBER_LAST.fullmatch(plain):
        return int(last[2]), (last[1] or "").casefold()
    first = _NUMBER_FIRST.fullmatch(plain)
    if first is None:
        return None
    word = first[2].rstrip(_COUNTERS).casefold()
    return (int(first[1]), word) if unit_of(word) in ("d", "w", "mo") else None


def counted_period(text: str) -> tuple[int, str] | None:
    """The number and the unit of a period whose number comes first: ``1週目``, ``3. Woche``."""
    label = None if _NUMBER_LAST.fullmatch(text.strip()) else _label(text)
    return (label[0], unit_of(label[1])) if label else None


def _in_figures(found: re.Match[str]) -> str:
    """An ordinal such as 第十二 with figures."""
    tens, ten, ones = found[1].partition("十")
    value = _IDEOGRAPHS.get(tens, 1) * 10 + _IDEOGRAPHS.get(ones, 0) if ten else 0
    return f"第{value or _IDEOGRAPHS.get(found[1], 0)}"
