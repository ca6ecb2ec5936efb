"""Names left as a template has them, Task 1, or codes, A, beside texts that say what is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.heading import Heading
from planner.reading.profile import ColumnProfile
from planner.reading.span_texts import span_parts

_CODE, _FEWEST_CODES = re.compile(r"[A-Z]{1,2}\d{0,3}"), 3
_FEWEST, _MOST, _NEARLY = 5, 0.9, 0.8
_NUMBERED = re.compile(r"([^\W\d_]{2,12})\W{0,3}\d{1,3}(?:\W*\([^()]{1,3}\))?")


def described(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> Sequence[Heading]:
    """Takes the names from a column of different texts where they are one word, numbered, or codes.

    These stay as IDs if no other column has them.
    """
    name = next((h for h in headings if h.field == "name"), None)
    numbered = every.get(name.column) if name else None
    texts = _beside_others(numbered, headings, every) if numbered else []
    codes = _only_codes(texts)
    if name is None or numbered is None or not (codes or _only_numbered(numbered)):
        return headings
    rows = len(texts) if codes else numbered.count
    free = [every[h.column] for h in headings if h.column in every and _is_free(h, codes=codes)]
    free = [one for one in free if not all(map(span_parts, one.texts))]
    better = next((one for one in free if _names(one, numbered, rows)), None)
    if better is None:
        return headings
    ids = (codes or numbered.distinct == 1) and not any(h.field == "id" for h in headings)
    why = phrase("its texts differ, beside names that are only numbers or codes")
    fields = {name.column: "id" if ids else "", better.column: "name"}
    return [
        replace(h, field=fields[h.column], names=(), by_content=why if h is not name else "")
        if h.column in fields
        else h
        for h in headings
    ]


def are_unfilled(names: Sequence[str]) -> bool:
    """Whether most names are those that a template has: 1. Main Task, 1.1 Subtask, Activity 03."""
    found = sum(bool(_TEMPLATE.fullmatch(name.strip())) for name in names)
    return len(names) >= _FEWEST and found > _UNFILLED * len(names)


_UNFILLED = 0.6
_TEMPLATE = re.compile(
    r"(?i)(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?:main |haupt|sub[- ]?|unter|sous-)?"
    r"(?:task|aufgabe|vorgang|tâche|tarea|tarefa|attività|taak|zadanie|задача|activity|aktivität|"
    r"activité|actividad|atividade|phase|fase)(?:\s#?\d{1,2})?"
)


def _is_free(heading: Heading, *, codes: bool) -> bool:
    """Whether a column has no other use; beside codes a description may also be the name."""
    told = codes and heading.field == "notes" and any(n.field == "name" for n in heading.names)
    return not (heading.field or heading.chart or heading.person or heading.ignored) or told


def _beside_others(
    one: ColumnProfile, headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[str]:
    """The texts of a column with cells beside them; the others are titles of the rows below."""
    others = [every[h.column] for h in headings if h.column in every and h.column != one.column]
    told = {position for other in others for position, _ in other.cells}
    return [cell.text.strip() for position, cell in one.cells if position in told]


def _only_codes(texts: Sequence[str]) -> bool:
    """Whether all texts are short codes in capitals, no two the same: A, B, C1."""
    codes = all(map(_CODE.fullmatch, texts))
    return len(texts) >= _FEWEST_CODES and len(set(texts)) == len(texts) and codes


def _only_numbered(one: ColumnProfile) -> bool:
    """Whether nearly all texts are the same word with a number."""
    found = [_NUMBERED.fullmatch(text.strip()) for text in one.texts]
    words = [fold(told[1]) for told in found if told]
    return one.count >= _FEWEST and any(
        words.count(word) >= _NEARLY * one.count for word in set(words)
    )


def _names(one: ColumnProfile, numbered: ColumnProfile, rows: int) -> bool:
    """Whether the texts of a column can name so many rows."""
    return (
        one.kinds["text"] >= _MOST
        and one.distinct >= _MOST
        and one.count >= _NEARLY * rows
        and one.length > numbered.length
    )
