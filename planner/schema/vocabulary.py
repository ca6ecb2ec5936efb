"""Terms of planning programs in many languages: the lines of ``words.tsv``.

A line is a language, a meaning, a term and how many programs use it. Adding a language is adding
lines. Terms are compared by `fold`, like all headers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from planner.language.text import fold

_FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Tasks": {
        "task": ("name",),
        "name": ("name",),
        "subtask": ("subname",),
        "description": ("notes", "name"),
        "id": ("id",),
        "wbs": ("wbs",),
        "level": ("level",),
        "parent": ("parent",),
        "phase": ("phase",),
        "group": ("phase",),
        "start": ("start",),
        "from": ("start",),
        "early start": ("start",),
        "finish": ("finish",),
        "to": ("finish",),
        "early finish": ("finish",),
        "due": ("deadline",),
        "when": ("deadline",),
        "duration": ("duration",),
        "optimistic": ("optimistic",),
        "likely": ("likely",),
        "pessimistic": ("pessimistic",),
        "work": ("work",),
        "estimate": ("work",),
        "complete": ("percent_complete",),
        "done": ("percent_complete",),
        "responsible": ("resources",),
        "resource": ("resources",),
        "person": ("resources",),
        "team": ("resources",),
        "role": ("skills",),
        "skill": ("skills",),
        "priority": ("priority",),
        "milestone": ("milestone", "phase"),
        "notes": ("notes",),
        "predecessors": ("predecessors",),
        "successors": ("successors",),
        "status": ("status",),
        "actual start": ("actual_start",),
        "actual finish": ("actual_finish",),
        "actual cost": ("actual_cost",),
        "time spent": ("actual_work",),
        "remaining": ("remaining_work",),
        "fixed cost": ("fixed_cost",),
        "cost": ("cost",),
        "budget": ("cost",),
        "unique id": ("uid",),
        "constraint type": ("constraint",),
        "constraint date": ("constraint_date",),
    },
    "People": {
        "person": ("name",),
        "name": ("name",),
        "resource": ("name",),
        "responsible": ("name",),
        "role": ("skills",),
        "skill": ("skills",),
        "rate": ("rate",),
        "overtime rate": ("overtime_rate",),
        "cost per use": ("cost_per_use",),
        "max units": ("max_units",),
        "units": ("max_units",),
        "group": ("groups",),
        "team": ("groups",),
        "department": ("groups",),
        "calendar": ("calendar",),
        "type": ("kind",),
        "unique id": ("uid",),
    },
    "Holidays": {
        "from": ("date",),
        "first day": ("date",),
        "start": ("date",),
        "to": ("until",),
        "last day": ("until",),
        "holiday": ("name",),
        "name": ("name",),
        "description": ("name",),
    },
    "Leave": {
        "person": ("who",),
        "responsible": ("who",),
        "name": ("who",),
        "from": ("start",),
        "first day": ("start",),
        "start": ("start",),
        "to": ("finish",),
        "last day": ("finish",),
        "finish": ("finish",),
        "leave": ("name",),
    },
}
"""Kind of sheet → meaning → the fields that it can be there, the likelier first."""
_SHEETS = {
    "Tasks": ("sheet tasks",),
    "People": ("sheet people",),
    "Holidays": ("holiday",),
    "Leave": ("leave",),
    "Calendars": ("calendar",),
    "Budgets": ("budget",),
}
_UNITS = {"minute": "m", "hour": "h", "day": "d", "week": "w", "month": "mo"}
_ELAPSED = {"elapsed day": "ed", "elapsed week": "ew"}
_TELLING = frozenset(_FIELDS["Tasks"]) | {"type", "category", "cost", "units", "email"}
VALUES = frozenset(
    [
        *("lowest", "low", "medium", "high", "highest", "urgent", "yes", "no", "done"),
        *("open", "running", "waiting", "cancelled", "everybody", "some people", "half day"),
        *("every", "members", "of them", "nobody", "moment", "and"),
        *_UNITS,
        *("allocation", "article", "is done", "single period", "waits behind", "waits for"),
        *("beginning", "begins", "record of hours", "week beginning", "week ending"),
        *(f"{kind} {number}" for kind in ("cardinal", "ordinal") for number in range(1, 8)),
        *(f"people {number}" for number in range(2, 6)),
    ]
)
"""What cells or titles say, not headers."""
FAMILIES = {"pt-BR": "pt", "es-419": "es", "ca-valencia": "ca", "nn": "nb", "zh-Hant": "zh-Hans"}
"""Languages that share most of their words with another."""


class Word(NamedTuple):
    """A term: its language, what it means, how many programs use it so."""

    language: str
    meaning: str
    programs: int


class Meant(NamedTuple):
    """A field that a header may be, whether by its own language, and by how many programs."""

    field: str
    same_language: bool
    programs: int


@cache
def _table() -> Mapping[str, tuple[Word, ...]]:
    """Folded term → its meanings."""
    text = files("planner.schema").joinpath("words.tsv").read_text("utf-8")
    table: dict[str, list[Word]] = {}
    for line in text.splitlines()[1:]:
        language, meaning, term, programs = line.split("\t")
        table.setdefault(fold(term), []).append(Word(language, meaning, int(programs)))
    return {term: tuple(words) for term, words in table.items()}


def meanings(folded: str) -> tuple[Word, ...]:
    """The meanings of a folded term, in every language that has it."""
    return _table().get(folded, ())


@lru_cache(maxsize=32768)
def fields(kind: str, folded: str, language: str = "") -> tuple[Meant, ...]:
    """The fields of a kind of sheet that a folded header may be, the likeliest first."""
    known = _FIELDS.get(kind, {})
    best: dict[str, Meant] = {}
    for word in meanings(folded):
        same = bool(language) and _related(word.language, language)
        for place, field in enumerate(known.get(word.meaning, ())):
            meant = Meant(field, same, max(1, word.programs - 20 * place))
            if field not in best or best[field][1:] < meant[1:]:
                best[field] = meant
    return tuple(sorted(best.values(), key=lambda one: (not one.same_language, -one.programs)))


def terms(kind: str, language: str) -> Mapping[str, str]:
    """Folded header → field, of all headers of a kind of sheet in a language."""
    return _terms(kind, language)


@cache
def _terms(kind: str, language: str) -> Mapping[str, str]:
    known = _FIELDS.get(kind, {})
    return {
        term: known[word.meaning][0]
        for term, words in _table().items()
        for word in words
        if _related(word.language, language) and word.meaning in known
    }


def sheet_names(kind: str) -> frozenset[str]:
    """The folded names of a kind of sheet in all languages."""
    return words_for(*_SHEETS.get(kind, ()))


def parts_of_name(name: str) -> list[str]:
    """What a sheet's name joins: ``Holidays and leave`` is both."""
    ands = words_for("and")
    words = [" , " if fold(word) in ands else word for word in re.split(r"\s+|[&/,+]", name)]
    return [part.strip() for part in " ".join(words).split(",") if part.strip()]


@cache
def words_for(*wanted: str) -> frozenset[str]:
    """The folded terms for meanings, in all languages."""
    return frozenset(
        term for term, words in _table().items() if any(word.meaning in wanted for word in words)
    )


@cache
def units(language: str = "") -> Mapping[str, str]:
    """Folded word → m, h, d, w or mo; where languages differ, what this one or most say."""
    found = {}
    for term, words in _table().items():
        votes: Counter[str] = Counter()
        for word in words:
            if word.meaning in _UNITS:
                own = bool(language) and _related(word.language, language)
                votes[_UNITS[word.meaning]] += word.programs + (1000 if own else 0)
        if votes:
            found[term] = votes.most_common(1)[0][0]
    return found


@cache
def elapsed_units() -> Mapping[str, str]:
    """Folded word → ed or ew: units of time on the clock, nights and weekends included."""
    return {
        term: _ELAPSED[word.meaning]
        for term, words in _table().items()
        for word in words
        if word.meaning in _ELAPSED
    }


@cache
def numbers() -> Mapping[str, float]:
    """Folded word for a number → the number, in all languages: ``two``, ``halbe``, ``półtora``."""
    return {
        term: float(word.meaning.removeprefix(_NUMBER))
        for term, words in _table().items()
        for word in words
        if word.meaning.startswith(_NUMBER)
    }


_NUMBER = "number "


def speaks(language: str, folded: str) -> bool:
    """Whether a folded word is known in a language, as a unit of time."""
    return any(
        _related(word.language, language) and word.meaning in _UNITS for word in meanings(folded)
    )


def language_of(headers: Iterable[str]) -> str:
    """The language that knows most of some headers, "" if none is known; English wins ties."""
    known = known_by(headers)
    if not known:
        return ""
    most = max(known.values())
    best = [language for language, count in known.items() if count == most]
    return "en" if "en" in best else min(best, key=lambda one: (one in FAMILIES, one))


def known_by(headers: Iterable[str]) -> Counter[str]:
    """How many of some headers each language knows."""
    votes: Counter[str] = Counter()
    for folded, header in {fold(header): header for header in headers}.items():
        if len(folded) < 2 and folded.isascii():
            continue
        known = {word.language for word in _telling(folded)}
        if not known and header.endswith(".") and _CUT <= len(folded) < len(header) < _SHORT:
            known = set(_begun(folded))
        for language in known:
            votes[language] += 1
    return votes


@lru_cache(maxsize=1024)
def _begun(folded: str) -> frozenset[str]:
    """The languages of the terms that begin so, for a word that is cut short with a dot."""
    return frozenset(
        word.language for term in _table() if term.startswith(folded) for word in _telling(term)
    )


_CUT, _SHORT = 3, 12


def _telling(folded: str) -> Iterator[Word]:
    return (word for word in meanings(folded) if word.meaning in _TELLING)


def _related(one: str, two: str) -> bool:
    return FAMILIES.get(one, one) == FAMILIES.get(two, two)
