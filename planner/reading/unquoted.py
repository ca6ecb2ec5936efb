"""Puts values of text files together that their delimiters part, where no quotation marks do."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

Line = Sequence[str]

_FEWEST, _MOST = 3, 3
"""So many lines as long as most; at most so many delimiters too many in a line."""
_SURE = 1.0
_SPACED = 3.0
"""What a space after a delimiter weighs: it is one of a sentence or a list."""
_NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*\s?[%€$£]?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d.*)?")
_LONGEST_CODE = 12


def with_whole_values(lines: Sequence[list[str]]) -> tuple[list[list[str]], dict[int, str]]:
    """The lines without values beyond the header; what was joined, by the number of its line.

    Most lines that are longer have too many delimiters in the same column: there their values are
    like those of the other lines. Lines stay as they are where several columns fit nearly as well.
    """
    width = len(lines[0]) if lines else 0
    found = [_trimmed(line, width) for line in lines]
    longer = [n for n, line in enumerate(found) if len(line) > width]
    usual = [line for n, line in enumerate(found) if n and len(line) == width]
    if not longer or len(usual) < max(_FEWEST, len(longer)):
        return list(lines), {}
    if any(len(found[n]) - width > _MOST for n in longer):
        return list(lines), {}
    kinds = _kinds(usual)
    votes = {n: _best(found[n], kinds) for n in longer}
    best, often = Counter(votes.values()).most_common(1)[0]
    if best is None or 2 * often <= len(longer):
        return list(lines), {}
    joined: dict[int, str] = {}
    for n, line in enumerate(found):
        more = len(line) - width
        if votes.get(n) == best:
            value = ",".join(line[best : best + more + 1])
            found[n] = [*line[:best], value, *line[best + more + 1 :]]
            joined[n + 1] = value
    return found, joined


def _best(line: Line, kinds: Sequence[Mapping[str, float]]) -> int | None:
    """The column in which a line has too many delimiters; None where others fit nearly as well."""
    fits = {at: _fit(line, at, kinds) for at in range(len(kinds))}
    best, *others = sorted(fits, key=lambda at: fits[at], reverse=True)
    return None if others and fits[best] - fits[others[0]] < _SURE else best


def _trimmed(line: list[str], width: int) -> list[str]:
    """The line without blank values beyond a width."""
    end = len(line)
    while end > width and not line[end - 1].strip():
        end -= 1
    return line[:end]


def _kinds(lines: Sequence[Line]) -> Sequence[Mapping[str, float]]:
    """How likely each kind of value is in each column."""
    kinds = []
    for values in zip(*lines, strict=True):
        counts = Counter(map(_kind, values))
        kinds.append({kind: (counts[kind] + 0.2) / (len(values) + 1) for kind in _KINDS})
    return kinds


_KINDS = ("", "number", "date", "code", "text")


def _kind(value: str) -> str:
    text = value.strip()
    if not text:
        return ""
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    return "code" if len(text) <= _LONGEST_CODE and " " not in text else "text"


def _fit(line: Line, at: int, kinds: Sequence[Mapping[str, float]]) -> float:
    """How well a line with too many values fits where those from a place on are one."""
    more = len(line) - len(kinds)
    pieces = line[at : at + more + 1]
    rest = [*line[:at], "", *line[at + more + 1 :]]
    likely = [math.log(kinds[n][_kind(value)]) for n, value in enumerate(rest) if n != at]
    whole = min(math.log(kinds[at][_kind(piece)]) for piece in pieces)
    spaced = sum(second.startswith(" ") for _, second in pairwise(pieces))
    empty = sum(not piece.strip() for piece in pieces)
    return sum(likely) + whole + _SPACED * (spaced - empty)
