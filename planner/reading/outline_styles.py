"""Numbers of levels in styles that change from level to level: I., a., a1., or A, 1, 2, B, 1.

Numbers with dots may be some of them: I, 1, 2, 2.1, II, 1.
"""

import re
from collections.abc import Sequence

from planner.language.text import fold
from planner.schema.vocabulary import words_for

_FEWEST, _MOSTLY = 2, 0.9
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_STYLES = (
    ("number", re.compile(r"\d{1,3}")),
    ("letter", re.compile(r"[^\W\d_]")),
    ("numbered letter", re.compile(r"[^\W\d_][.\-]?\d{1,3}")),
    ("lettered number", re.compile(r"\d{1,3}[.\-]?[^\W\d_]")),
    ("number.", re.compile(r"\d{1,3}\.\d{1,3}")),
    ("number..", re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")),
)
_ROMANS = "Roman X"
_PLAIN = ("number", "number.", "number..")


def depths_by_style(codes: Sequence[str]) -> list[int] | None:
    """The depth of each row by the style of its number; None where styles tell no levels.

    The first style is the highest level, the next one that is met the level below it. Below each
    row numbers begin anew. Rows without a number lie as deep as the row above.

    Args:
        codes: The number of each row as it is written, "" without one.
    """
    plain = [code.strip(" .:()[]") for code in codes]
    told = [code for code in plain if code]
    if len(told) < _MOSTLY * len(codes) or not told or not plain[0]:
        return None
    roman = _are_roman(told)
    styles = [_style(code, roman) for code in plain]
    order = list(dict.fromkeys(style for style, code in zip(styles, plain, strict=True) if code))
    few = [style for style in order if styles.count(style) < _FEWEST and style not in _PLAIN[1:]]
    dotted = any(style in _PLAIN[1:] for style in order) and _PLAIN[0] not in order
    if "" in order or len(order) < 2 or few or dotted:
        return None
    depths: list[int] = []
    for code, style in zip(plain, styles, strict=True):
        depths.append(order.index(style) if code else depths[-1])
    fits = _begin_anew(plain, depths) or (order[0] == _ROMANS and _go_on(plain, styles))
    return depths if fits else None


def depths_by_words(names: Sequence[str]) -> list[int] | None:
    """The depth of each row by the word that its name begins with: Phase 1, Task 1, Subtask 1.

    None where some names begin with no such word and a number, or all with the same.
    """
    found = [_BEGUN.match(name) for name in names]
    depths = [_word_depth(match[1]) if match else None for match in found]
    told = [depth for depth in depths if depth is not None]
    if len(told) < len(depths) or len(set(told)) < _FEWEST or told[0] != min(told):
        return None
    return told


_BEGUN = re.compile(r"\s*([^\W\d_]+)[ .\-#]*\d{1,3}(?!\d)")


def _word_depth(word: str) -> int | None:
    """0 for a phase, 1 for a task, 2 for a part of one; None for other words."""
    kinds = ("phase", "milestone"), ("task",), ("subtask",)
    return next((n for n, one in enumerate(kinds) if fold(word) in words_for(*one)), None)


def above_dots(codes: Sequence[str]) -> bool:
    """Whether Roman numbers begin a list with dots in other numbers."""
    plain = [code.strip(" .:()[]") for code in codes if code]
    return plain[:1] == ["I"] and "II" in plain and any("." in code for code in plain)


def _go_on(codes: Sequence[str], styles: Sequence[str]) -> bool:
    """Whether the plain numbers count on from the first to the last."""
    numbers = [int(c) for c, style in zip(codes, styles, strict=True) if style == _PLAIN[0]]
    return bool(numbers) and numbers == [*range(1, len(numbers) + 1)]


def _are_roman(codes: Sequence[str]) -> frozenset[str]:
    """The cases in which single letters are Roman numbers: where the first two are I and II."""
    found = set()
    for case in (str.upper, str.lower):
        own = [code for code in codes if code == case(code) and _ROMAN.fullmatch(code.lower())]
        if [code.lower() for code in own[:2]] == ["i", "ii"]:
            found.add(case("x"))
    return frozenset(found)


def _style(code: str, roman: frozenset[str]) -> str:
    """The style of a number, "" for anything else."""
    case = "X" if code == code.upper() else "x"
    if case in roman and _ROMAN.fullmatch(code.lower()):
        return f"Roman {case}"
    style = next((name for name, pattern in _STYLES if pattern.fullmatch(code)), "")
    return f"{style} {case}" if style and style not in _PLAIN else style


def _begin_anew(codes: Sequence[str], depths: Sequence[int]) -> bool:
    """Whether the first number below nearly every row is the first of all in its style."""
    starts = [
        code
        for above, depth, code in zip(depths, depths[1:], codes[1:], strict=False)
        if depth > above
    ]
    first = [code for code in starts if code.lower() in ("1", "i", "a") or code[-1:] in "1aA"]
    return bool(starts) and len(first) >= _MOSTLY * len(starts)
