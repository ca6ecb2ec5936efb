"""Parses predecessors in a cell: references to tasks, kinds of link, lags, ranges, in words."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from planner.phrase import phrase
from planner.project import Dependency, Lag, LinkKind, Unit
from planner.reading.durations import ON_THE_CLOCK, TimeUnits, unit_of
from planner.reading.notation import items
from planner.reading.spoken_links import spoken
from planner.reading.values import BadValueError, number

_LAG = (
    r"(?P<sign{0}>[+\-−–]?)\s*(?P<amount{0}>\d+(?:[.,]\d+)?)\s*(?P<e{0}>e)?(?P<unit{0}>%|[^\W\d_]*)"
)
_OF_LANGUAGE: dict[str, tuple[str, str, str, str]] = {
    "en": ("FS", "SS", "FF", "SF"),
    "de": ("EA", "AA", "EE", "AE"),
    "fr": ("FD", "DD", "FF", "DF"),
    "es": ("FC", "CC", "FF", "CF"),
    "pt": ("TI", "II", "TT", "IT"),
    "it": ("FI", "II", "FF", "IF"),
    "nl": ("EB", "BB", "EE", "BE"),
    "pl": ("ZR", "RR", "ZZ", "RZ"),
    "ru": ("ОН", "НН", "ОО", "НО"),
}
"""Kinds of link in the languages of Microsoft Project; German EA is "Ende-Anfang", that is FS."""
_ENGLISH = _OF_LANGUAGE["en"]
_KINDS: dict[str, LinkKind] = {
    word: cast("LinkKind", kind)
    for words in _OF_LANGUAGE.values()
    for word, kind in zip(words, _ENGLISH, strict=True)
}


def _link_pattern(kinds: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<ref>.+?)\s*(?:(?P<kind>{kinds})|(?=\s*[+\-−–]))"
        r"(?:\s*(?=[+\-−–])" + _LAG.format(1) + r")?"
        r"(?:\s*max\.?\s*" + _LAG.format(2) + r")?\s*",
        re.DOTALL,
    )


_LINK = _link_pattern(
    rf"(?i:{'|'.join(_ENGLISH)})"
    rf"|(?:(?<=\d)|(?<=\d\s))(?i:{'|'.join(k for k in _KINDS if k not in _ENGLISH)})"
)
"""Kinds in other languages count after a digit, because a name might end with them."""
_BEHIND_NAMES = {
    language: _link_pattern(rf"(?<=\s)(?:{'|'.join(kinds)})")
    for language, kinds in _OF_LANGUAGE.items()
}
"""They count behind a name where the headers are in their language and they are capitals."""
_MAX_ONLY = re.compile(r"(?P<ref>.+?)\s+max\.?\s*" + _LAG.format(2), re.IGNORECASE)
_GANTT_PROJECT = re.compile(r"(?P<ref>\S+?)-(?P<kind>FS|SS|FF|SF)(?:=P(?P<days>-?\d+)D)?")
_NEXT_ID = re.compile(r"[,;]\s*(\S+)\s+[-–—:]\s")
_ID_NAME = re.compile(r"(?P<ref>\S+)\s+[-–—:]\s+(?P<name>.+)", re.DOTALL)
_REFERENCE = re.compile(
    r"(?P<ref>.+?)(?:\s+[-–—:]\s+.+|\s*(?:"
    + "|".join(_KINDS)
    + r")\s*(?:[+\-−–]\s*[\d.,]+\s*\w*%?)?"
    r"|\s*[+\-−–]\s*[\d.,]+\s*[^\W\d_]*%?)?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 1000
"""Longer texts are at most whole names: to take them apart takes the square of their length."""
Resolve = Callable[[str], str | None]
"""Finds the ID of a task from the text of a cell, or None."""


def bare_reference(text: str) -> str:
    """A single predecessor without kind of link, lag and name: 3 of ``3FS+2d``."""
    match = _REFERENCE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return match["ref"] if match else text


def link_kind(text: str) -> LinkKind | None:
    """FS, SS, FF or SF in any language, or None."""
    return _KINDS.get(text.strip().upper())


def links(text: str, resolve: Resolve, clock: TimeUnits) -> Iterator[Dependency | str]:
    """Yields the predecessors in a cell; a text where one cannot be resolved.

    Examples: ``12``, ``7SS+50%``, ``5FS+50e%``, ``14FF-2d``, ``3FS+2ed``, ``12FS+1d max 3d``,
    ``2 - Name of task 2``.
    """

    def known(piece: str) -> bool:
        return _link(piece, resolve, clock) is not None

    for piece in items(text, known):
        if lettered := _between_letters(piece, resolve):
            yield from (Dependency(task=task) for task in lettered)
            continue
        link = _link(piece, resolve, clock) or _spoken(piece, resolve, clock)
        if link is not None:
            yield link
            continue
        if between := _between(piece, resolve):
            yield from (Dependency(task=task) for task in between)
            continue
        parts = [part.strip() for part in _BOTH.split(piece) if part.strip()]
        found = [_link(part, resolve, clock) or _spoken(part, resolve, clock) for part in parts]
        if len(found) > 1 and all(found):
            yield from (link for link in found if link)
        else:
            yield piece


_FROM_TO = re.compile(
    r"(?P<code>[^\W\d]*[-_.]?)(?P<first>\d{1,4})"
    r"(?:\s*[-–—]\s*(?=[^\W\d])|\s*\.\.+\s*|\s+(?:to|bis|through|thru|until|à|al?|t/m)\s+)"
    r"(?P=code)(?P<last>\d{1,4})"
)
_LETTERS = re.compile(r"([A-Z])\s*[-–—]\s*([A-Z])")
_MOST_BETWEEN = 50


def _between_letters(text: str, resolve: Resolve) -> list[str]:
    """The tasks of a range of letters such as ``A - C``, if all of them are known."""
    found = _LETTERS.fullmatch(text.strip())
    between = range(ord(found[1]), ord(found[2]) + 1) if found else range(0)
    tasks = [resolve(chr(n)) for n in between]
    return [task for task in tasks if task] if len(tasks) > 1 and all(tasks) else []


def _between(text: str, resolve: Resolve) -> list[str]:
    """The tasks of a range such as ``T1-T3`` or ``1 to 3``, if all of them are known."""
    found = _FROM_TO.fullmatch(text.strip())
    numbers = range(int(found["first"]), int(found["last"]) + 1) if found else range(0)
    if found is None or not 1 < len(numbers) <= _MOST_BETWEEN:
        return []
    width = len(found["first"])
    tasks = [resolve(f"{found['code']}{n:0{width}}") for n in numbers]
    return [task for task in tasks if task is not None] if all(tasks) else []


_BOTH = re.compile(r"\s*[&|/]\s*|\s+(?:and|und|et|y|e|en|og|och|i|и)\s+")
_BEFORE = re.compile(
    r"(?i)^(?:(?:after|nach|apr[eè]s|despu[eé]s de|depois d[eao]|dopo|po|после|end of|finish of|"
    r"ende von|fin de|fim de|fine di|tasks?|activity|step|aufgabe|vorgang|schritt|t[aâ]che|tarea|"
    r"tarefa|attivit[aà]|taak|zadanie|задачи?|nr\.?|no\.|n[°º]|№|#)\s*)+(?=[\w(])"
)
_BEHIND = re.compile(
    r"(?i)\s+(?:(?:is|are|ist|sind|est|has|hat)\s+)?"
    r"(?:done|finished|completed?|fertig|beendet|erledigt|termin[eé]e?s?|finie?s?|terminad[ao])$"
)
_KIND_APART = re.compile(r"(?i)\s*\(\s*(FS|SS|FF|SF|EA|AA|EE|AE)\s*\)")


def _unworded(text: str) -> str:
    """A reference without the words around it: 3 of ``after task 3``, 5FS of ``5 (FS)``."""
    bare = _BEHIND.sub("", _BEFORE.sub("", text.strip()))
    return _KIND_APART.sub(r"\1", bare) or text


def _spoken(text: str, resolve: Resolve, clock: TimeUnits) -> Dependency | None:
    """A single predecessor in a sentence, None if its task is unknown."""
    bare = (_link(said, resolve, clock) for said in (_unworded(text), *spoken(text)))
    return next((link for link in bare if link is not None), None)


def _link(text: str, resolve: Resolve, clock: TimeUnits) -> Dependency | None:
    """A single predecessor, None if its task is unknown."""
    task = resolve(text)
    if task is not None:
        return Dependency(task=task)
    if len(text) > _LONGEST:
        return None
    for pattern in (_LINK, _BEHIND_NAMES.get(clock.language, _LINK), _MAX_ONLY):
        match = pattern.fullmatch(text)
        task = resolve(match["ref"].strip()) if match else None
        if match and task is not None:
            groups = match.groupdict()
            return Dependency(
                task=task,
                kind=_KINDS[(groups.get("kind") or "FS").upper()],
                lag=_lag(groups, "1", clock) or Lag(),
                max_lag=_lag(groups, "2", clock),
            )
    match = _GANTT_PROJECT.fullmatch(text)
    task = resolve(match["ref"]) if match else None
    if match and task is not None:
        lag = Lag(amount=int(match["days"] or 0) * clock.day)
        return Dependency(task=task, kind=cast("LinkKind", match["kind"]), lag=lag)
    match = _ID_NAME.fullmatch(text)
    if match and any(resolve(one) for one in _NEXT_ID.findall(match["name"])):
        return None
    task = resolve(match["ref"]) if match else None
    return Dependency(task=task) if task is not None else None


def lag(text: str, clock: TimeUnits) -> Lag | None:
    """A lag alone such as ``+2d``, ``-4h``, ``2ed`` or ``50%``; None for any other text."""
    match = re.fullmatch(_LAG.format(1), text.strip())
    return _lag(match.groupdict(), "1", clock) if match else None


def _lag(groups: Mapping[str, str | None], which: str, clock: TimeUnits) -> Lag | None:
    digits = groups.get(f"amount{which}")
    if digits is None:
        return None
    value = float(number(digits)) * (1 if groups[f"sign{which}"] in ("", "+") else -1)
    elapsed, word = groups[f"e{which}"], groups[f"unit{which}"] or ""
    if word == "%":
        return Lag(amount=value, unit=Unit.ELAPSED_PERCENT if elapsed else Unit.PERCENT)
    unit = unit_of(word, clock.language) if word else "d"
    if not unit:
        raise BadValueError(
            "bad-lag",
            phrase("the lag has an unknown unit {word}", word=word),
            phrase("write it like +2d, -4h or +50%"),
        )
    if elapsed:
        return Lag(amount=value * ON_THE_CLOCK[f"e{unit}"], unit=Unit.ELAPSED)
    return Lag(amount=value * clock.minutes(unit))
