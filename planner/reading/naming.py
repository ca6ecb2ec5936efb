"""Finds the meanings of a header's words: the fields of a kind of sheet, each with a rank.

A name of the template ranks first. The other names in `planner.schema` follow, then the words of
the headers' own language, then those of other languages. Last come names without unimportant words
("Est. Days"), parts of a header ("Firma / Verantw."), and misspelt names.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.language.text import fold
from planner.reading.bound_names import SIZED, bound_of
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.group_words import (
    ACTUAL,
    EXPECTED,
    PLANNED,
    PROJECT,
    TIMES,
    UNDIVIDED,
    is_difference,
)
from planner.reading.header_names import (
    FOREIGN,
    IGNORE,
    IN_PART,
    OWN,
    REDUCED,
    SLIP,
    WITHIN,
    HeaderWishes,
    Name,
)
from planner.reading.header_units import CAMEL, UNIT, header_unit
from planner.reading.header_words import COUNTED, IDLE, ITEMS, NEEDED, NUMBERING, numbers_one
from planner.reading.hours import half_day
from planner.reading.misspelt import misspelt, names_of
from planner.reading.recorded_names import actual, left_over, was_done
from planner.schema import vocabulary
from planner.schema.schema import SheetKind

_SYMBOL = re.compile(r"[(\[]\s*[abmop]\s*[)\]]\s*$", re.IGNORECASE)
"""The letter of one of three estimates in formulas, as in Most Likely (m)."""
_PARTS = re.compile(r"[/|\n&+]|\s[-–]\s|\s(?i:and|und|et|y|e|en|og|och|i|a)\s")
_NAMING_PARTS = frozenset(["name", "subname", "phase", "milestone"])
"""The meanings of Tasks & Milestones: it names both."""
_PLURAL = re.compile(r"\((?:s|es|en|n|e)\)$")
_BREAKS = re.compile(r"[\W_]+")
_NUMBER_BEFORE = re.compile(r"^\s*(?:[①-⑳]|\(?\d{1,2}[.)])\s*(?=[^\W\d_])")
"""The number of a column in a form."""
_SIZE = re.compile(r"\d+(?:[.,]\d+)?\s*([^\W\d_]{1,12})\.?")
_CODE_BEHIND = re.compile(r"[^\W\d_A-Za-z]{1,8}\s?(?:ID|Id|No\.?|NO\.?|№|番号|编号|編號|번호)")
"""An ID of what is called in another alphabet."""
_TASKS = frozenset(["task", "activity"])
_DESCRIBED = frozenset(["description", "task", "milestone", "name"])
_ESTIMATES = frozenset(["optimistic", "likely", "pessimistic"])
_DATES = ("date", "datum", "дата", "data", "fecha", "dato")
_POINTS = frozenset(["pt", "pts", "point", "points", "sp"])
_NUMERAL = re.compile(
    r"(?i)\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|eins|zwei|drei|vier|fünf|"
    r"uno|una|dos|tres|cuatro|cinco|um|uma|dois|duas|três|quatro|un|une|deux|trois|quatre|cinq"
)
_LINKS = frozenset(["predecessors", "successors"])
"""No amounts of time, as ``Ends after [days]`` is."""
_NUMBERED = "phase"
"""Phase 2 is the headline of a part of a chart, not the column of phases."""
_SHORTEST = 4
_CUT = 3
_LONGEST = 400
"""Longer texts are no headers."""


def names(text: str, kind: SheetKind, reading: HeaderWishes, place: str = "") -> tuple[Name, ...]:
    """The fields that a header may mean, the best first; empty if the user ignores it.

    `place` is its column as ``Tasks!C``: the user may give that instead of a header.
    """
    wanted = reading.wish(text, place)
    if wanted == IGNORE:
        return ()
    if wanted is not None and wanted in kind.by_key:
        rank = reading.rank(text, place)
        return (Name(kind.by_key[wanted][0], rank, header_unit(text), rank),)
    if not text or len(text) > _LONGEST:
        return ()
    return _known_names(text, kind, reading.language)


@lru_cache(maxsize=16384)
def _known_names(text: str, kind: SheetKind, language: str) -> tuple[Name, ...]:
    """The same headers are asked for again in each row, sheet and way to read them."""
    return _Naming(kind, language).of(text)


@dataclass(frozen=True, slots=True)
class _Naming:
    kind: SheetKind
    language: str

    def of(self, text: str) -> tuple[Name, ...]:
        """Everything that a header may mean, by rank."""
        text = _NUMBER_BEFORE.sub("", text) or text
        if half_day(text) is not None or self._is_a_size(text):
            return ()
        unit = header_unit(text, self.language)
        single = len(_tokens(text)) < 2 and not UNIT.search(text)
        alone = "" if single or _SYMBOL.search(text) else unit
        for attempt in self._attempts(text):
            found: dict[str, Name] = {}
            for name in attempt(text):
                if _means_another(text, name):
                    continue
                if name.field not in found or name.rank < found[name.field].rank:
                    own = alone if name.field in _ESTIMATES else unit
                    found[name.field] = name._replace(unit=own, weight=name.rank)
            if found:
                every = [*found.values(), *self._bounds(text)]
                return tuple(sorted(every, key=lambda name: name.rank))
        if is_difference(text, _tokens(text)):
            return ()
        within = (n._replace(unit=unit, weight=n.rank) for n in self._within(text))
        meant = [n for n in within if not _means_another(text, n)]
        return (*self._bounds(text), *meant)

    def _is_a_size(self, text: str) -> bool:
        """Whether a text is an amount of time, which stands below a header: ``6 hours``."""
        found = _SIZE.fullmatch(text.strip())
        return found is not None and bool(unit_of(found[1], self.language))

    def _attempts(self, text: str) -> Sequence[Callable[[str], Iterator[Name]]]:
        """The ways to find names, the surest first; a header of a difference has one name only."""
        if is_difference(text, _tokens(text)):
            return (self._whole,)
        return (
            *(self._whole, self._recorded, self._counted, self._without_unit),
            *(self._reduced, self._dated, self._described, self._ending, self._parts),
            *(self._cut, self._slips),
        )

    def _exact(self, folded: str, more: int = 0) -> Iterator[Name]:
        """Our own name first, unless the word means something else in the headers' language."""
        ours = self.kind.by_key.get(folded)
        meant = vocabulary.fields(self.kind.name, folded, self.language)
        own = {one.field for one in meant if one.same_language}
        foreign = self.language not in ("", "en") and own and ours and ours[0] not in own
        if ours is not None:
            yield Name(ours[0], ours[1] + more + (FOREIGN if foreign else 0))
        for place, one in enumerate(meant):
            letter = len(folded) == 1 and folded.isascii() and one.field not in _ESTIMATES
            if letter and not one.same_language:
                continue  # a single letter is a word in some language
            if ours is None or one.field != ours[0]:
                yield Name(one.field, (OWN if one.same_language else FOREIGN) + place + more)

    def _whole(self, text: str) -> Iterator[Name]:
        bare = _PLURAL.sub("", text.rstrip(" :*.?"))
        for variant in dict.fromkeys((fold(text), fold(bare))):
            yield from self._exact(variant)
        if "%" in text:
            without = fold(bare.replace("%", ""))
            yield from (n for n in self._exact(without, 2) if n.field == "percent_complete")

    def _counted(self, text: str) -> Iterator[Name]:
        """The number of a task is its ID; a number of days or hours is its duration.

        So is a time, a plan or a total with a unit, as in ``Time (h)``.
        """
        told = _tokens(UNIT.sub("", text))
        if len(told) > 2 and told[-1].casefold() in NUMBERING:  # User story ID
            named = any(one.field == "name" for one in self._exact(fold("".join(told[:-1]))))
            yield from self._exact("id", REDUCED) if named else ()
        if _CODE_BEHIND.fullmatch(text.strip()):
            yield from self._exact("id", REDUCED)
        unit = header_unit(text, self.language) if UNIT.search(text) else ""
        meaning = [fold(token) for token in told if not _idle(token)]
        words = set(map(fold, told))
        bare = bool(words) and (words <= PLANNED or words <= vocabulary.words_for("total"))
        if unit and (meaning in TIMES or bare):
            yield from self._exact("work" if unit == "h" else "duration", REDUCED)
        left = [token for token in _tokens(text) if token.casefold() not in COUNTED]
        needed = [token for token in left if token.casefold() not in NEEDED]
        if len(needed) == 1 and unit_of(needed[0], self.language):
            left = needed
        if len(left) != 1 or (len(_tokens(text)) == 1 and "#" not in text):
            return
        unit = unit_of(left[0], self.language)
        meant = vocabulary.meanings(fold(left[0]))
        task = any(word.meaning == "task" for word in meant)
        spanish = any(word.meaning == "task" and word.language == "es" for word in meant)
        if spanish and "nombre" in map(str.casefold, _tokens(text)):  # a name there, else a number
            yield from self._exact("name", REDUCED)
        elif task or fold(left[0]) in ITEMS:
            yield from self._exact("id", REDUCED)
        elif unit and len(left[0]) > 2 and not numbers_one(text):
            yield from self._exact("work" if unit == "h" else "duration", REDUCED)

    def _recorded(self, text: str) -> Iterator[Name]:
        left = left_over(_tokens(UNIT.sub("", text)), self.language)
        field_name = left or actual(_tokens(text), self.language)
        if field_name and any(column.field == field_name for column in self.kind.columns):
            yield Name(field_name, 3)

    def _without_unit(self, text: str) -> Iterator[Name]:
        bare = UNIT.sub("", text)
        if bare != text:
            yield from self._exact(fold(_PLURAL.sub("", bare)), 1)
        tokens = _tokens(text)
        for cut in (tokens[:-1], tokens[1:]) if len(tokens) > 1 else ():
            dropped = tokens[-1] if cut == tokens[:-1] else tokens[0]
            written = len(dropped) > 2 or (len(dropped) == 2 and dropped.isupper())
            if written and unit_of(dropped, self.language):
                yield from self._exact(fold("".join(cut)), 2)

    def _reduced(self, text: str) -> Iterator[Name]:
        tokens = [token.casefold() for token in _tokens(UNIT.sub("", text))]
        left = [token for token in tokens if not _idle(token)]
        if left and len(left) < len(tokens):
            every = self._exact(fold("".join(left)), REDUCED)
            yield from (n._replace(rank=min(n.rank, SLIP - 1)) for n in every)
        single = "".join(token.removesuffix("s") for token in tokens)
        if single != "".join(tokens):
            yield from self._exact(fold(single), REDUCED)

    def _dated(self, text: str) -> Iterator[Name]:
        """A start or a finish beside a word for a deadline that stands for a date: Срок начала."""
        tokens = _tokens(UNIT.sub("", text))
        if len(tokens) < 2 or "deadline" not in {n.field for n in self._exact(fold(tokens[0]))}:
            return
        for date in _DATES:
            every = self._exact(fold("".join((date, *tokens[1:]))), REDUCED)
            yield from (n for n in every if n.field in ("start", "finish"))

    def _ending(self, text: str) -> Iterator[Name]:
        """The longest ending that is a name, for languages without spaces: 目標開始日."""
        bare = UNIT.sub("", text).strip()
        if not UNDIVIDED.fullmatch(bare):
            return
        for cut in range(1, len(bare) - 1):
            found = list(self._exact(fold(bare[cut:])))
            if not found:
                continue
            begun, plan = fold(bare[:cut]) in ACTUAL, fold(bare[:cut]) in PLANNED
            special = f"actual_{found[0].field}"
            if begun and any(column.field == special for column in self.kind.columns):
                yield Name(special, REDUCED)
            elif not begun:
                yield Name(found[0].field, REDUCED if plan else WITHIN)
            return

    def _described(self, text: str) -> Iterator[Name]:
        """A description of a task or milestone is its name, as in *Descripción del hito*."""
        told = [
            {word.meaning for word in vocabulary.meanings(fold(token))}
            for token in _tokens(text)
            if fold(token) in _TASKS or not {token.casefold(), fold(token)} & (IDLE | PROJECT)
        ]
        described = any("description" in one for one in told)
        if described and len(told) == 2 and all(one & _DESCRIBED for one in told):
            yield from self._exact("taskname", IN_PART - 1)

    def _bounds(self, text: str) -> Iterator[Name]:
        """A low or a high estimate: ``Min hours``, ``Estimate (high)``; others beside it tell."""
        found = bound_of(text, self._is_amount)
        if found and any(column.field == found[0] for column in self.kind.columns):
            field_name, rest = found
            units = (unit_of(token, self.language) for token in rest)
            yield Name(field_name, SIZED, next(filter(None, units), ""), SIZED)

    def _is_amount(self, token: str) -> bool:
        """Whether a word is a unit of time, or heads durations or work."""
        meant = {name.field for name in self._exact(fold(token))}
        return bool(unit_of(token, self.language) or meant & {"work", "duration"})

    def _parts(self, text: str) -> Iterator[Name]:
        parts = [part for part in _PARTS.split(UNIT.sub("", text)) if part.strip()]
        found = [list(self._exact(fold(part)))[:1] for part in parts]
        fields = {name.field for names_ in found for name in names_}
        if len(parts) > 1 and all(found) and "name" in fields and fields <= _NAMING_PARTS:
            yield Name("name", IN_PART)
        elif len(parts) > 1 and len(fields) == 1:
            yield from (n._replace(rank=n.rank + IN_PART) for names_ in found for n in names_)

    def _cut(self, text: str) -> Iterator[Name]:
        """Words abbreviated with a dot, as ``Vorg.``: the names that begin so, the shortest first.

        They are names in the headers' language, or in English; the cells decide between them. An
        abbreviation never means an actual value.
        """
        pieces = [fold(piece) for piece in UNIT.sub("", text).strip().split(".")]
        if len(pieces) < 2 or len(pieces[0]) < _CUT or not all(pieces[:-1]):
            return
        pattern = re.compile(".+".join(map(re.escape, pieces)))
        known = names_of(self.kind, self.language)
        if not self.language:
            known = {key: field for key, (field, _) in self.kind.by_key.items()} | known
        begun = (n for n in known if n.startswith(pieces[0]))
        found = sorted(filter(pattern.fullmatch, begun), key=lambda n: (len(n), n))
        meant = dict.fromkeys(known[name] for name in found)
        planned = [one for one in meant if not one.startswith("actual_")]
        yield from (Name(one, IN_PART + place) for place, one in enumerate(planned))

    def _slips(self, text: str) -> Iterator[Name]:
        folded = fold(UNIT.sub("", text))
        if month_number(text):
            return
        for one, away in misspelt(folded, self.kind, self.language):
            yield Name(one, SLIP + away)

    def _within(self, text: str) -> list[Name]:
        """The field of the longest known beginning or end that is at least one whole word."""
        tokens = _tokens(UNIT.sub("", text))
        if len(tokens) > 6:
            return []
        for length in range(len(tokens) - 1, 0, -1):
            for part in (tokens[-length:], tokens[:length]):
                folded = fold("".join(part))
                found = list(self._exact(folded)) if len(folded) >= _SHORTEST else []
                if found:
                    return [Name(found[0].field, WITHIN + len(tokens) - length)]
        return []


def _means_another(text: str, name: Name) -> bool:
    """Whether a header that resembles a field is something else."""
    if any(is_it(text, name) for is_it in (_one_of_several, _of_money, _should_be, _in_points)):
        return True
    counted = name.field in _LINKS and UNIT.search(text) and header_unit(text)
    return name.rank >= REDUCED and bool(counted or was_done(name.field, text, _tokens(text)))


def _one_of_several(text: str, name: Name) -> bool:
    """Whether a header that is not exactly a field's name belongs to one of several phases."""
    tokens = _tokens(text)
    if name.field == _NUMBERED and name.rank >= REDUCED and text[:1].isdigit():
        return True
    numbered = any(_NUMERAL.fullmatch(token) for token in (*tokens[1:2], *tokens[1:][-1:]))
    return name.field == _NUMBERED and name.rank >= REDUCED and bool(numbered)


def _should_be(text: str, name: Name) -> bool:
    """Whether a header that resembles progress is the planned progress."""
    told = {fold(token) for token in _tokens(text)}
    return name.field == "percent_complete" and bool(told & (PLANNED | EXPECTED))


def _in_points(text: str, name: Name) -> bool:
    """Whether a header that resembles somebody's capacity counts story points."""
    told = {fold(token) for token in _tokens(text)}
    return name.field == "max_units" and bool(told & _POINTS)


def _of_money(text: str, name: Name) -> bool:
    """Whether a header that resembles one of three estimates of time is an estimate of cost."""
    if name.field not in _ESTIMATES:
        return False
    tokens = _tokens(text)
    return len(tokens) > 1 and any(
        word.meaning == "cost" for token in tokens for word in vocabulary.meanings(fold(token))
    )


@lru_cache(maxsize=4096)
def _idle(token: str) -> bool:
    folded = fold(token)
    task = any(word.meaning == "task" for word in vocabulary.meanings(folded))
    return token in IDLE or folded in PLANNED or (task and len(folded) >= _SHORTEST)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for token in _BREAKS.split(CAMEL.sub(" ", text)) if token)


def is_caption(text: str, kind: SheetKind) -> bool:
    """Whether a text is the name of a column."""
    known = kind.by_key
    folded, bare = fold(text), fold(UNIT.sub("", text))
    return folded in known or bare in known or bool(vocabulary.fields(kind.name, folded))
