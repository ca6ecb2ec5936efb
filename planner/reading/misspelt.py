"""Compares misspelt headers with the names of columns, letter by letter."""

from collections import defaultdict
from functools import lru_cache

from planner.schema import vocabulary
from planner.schema.schema import SheetKind

_SHORTEST, _LONG = 5, 8
"""Letters of the shortest name compared, and of those in which two letters may differ."""


@lru_cache(maxsize=64)
def names_of(kind: SheetKind, language: str) -> dict[str, str]:
    """Folded name of a column, in a language or our own → field."""
    known = {key: column.field for column in reversed(kind.columns) for key in column.keys}
    if language not in ("", "en"):
        known |= {key: field for key, (field, _) in kind.by_key.items()}
    return known | dict(vocabulary.terms(kind.name, language or "en"))


_Ends = dict[tuple[str, int], dict[str, tuple[int, str]]]


@lru_cache(maxsize=64)
def _by_ends(kind: SheetKind, language: str) -> _Ends:
    """Place and field of a name, by its first letter, or a blank and its last, and its length."""
    known = names_of(kind, language)
    found: _Ends = defaultdict(dict)
    for place, (name, field_name) in enumerate(known.items()):
        for end in (name[:1], " " + name[-1:]):
            found[end, len(name)][name] = place, field_name
    return dict(found)


@lru_cache(maxsize=4096)
def misspelt(folded: str, kind: SheetKind, language: str) -> tuple[tuple[str, int], ...]:
    """The fields whose names are nearest to a folded header, and how many letters differ.

    Names differ by one letter, or by two if they are long.
    """
    if len(folded) < _SHORTEST:
        return ()
    ends, most = _by_ends(kind, language), _slips_allowed(len(folded))
    alike: dict[str, tuple[int, str]] = {}
    for length in range(len(folded) - most, len(folded) + most + 1):
        for end in (folded[:1], " " + folded[-1:]):
            alike |= ends.get((end, length), {})
    near: dict[str, int] = {}
    for name, (_, field_name) in sorted(alike.items(), key=lambda one: one[1]):
        allowed = _slips_allowed(min(len(name), len(folded)))
        if abs(len(name) - len(folded)) <= allowed >= _letters_apart(name, folded):
            away = distance(name, folded)
            if away <= allowed:
                near[field_name] = min(away, near.get(field_name, 9))
    least = min(near.values(), default=0)
    return tuple((one, away) for one, away in near.items() if away == least)


def _slips_allowed(length: int) -> int:
    return 0 if length < _SHORTEST else 1 if length < _LONG else 2


def _letters_apart(one: str, two: str) -> int:
    """At most the distance, and quicker: one change makes at most one letter of the other."""
    return max(len({*one} - {*two}), len({*two} - {*one}))


def distance(one: str, two: str) -> int:
    """The number of letters changed, added, left out, or swapped between two words."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
