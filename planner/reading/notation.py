"""Parses the notations inside cells: lists, predecessors, resources with units, skills."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from planner.language.text import did_you_mean, key
from planner.phrase import Phrase, phrase
from planner.project import Dependency, Lag, LinkKind, Need, Unit
from planner.reading.durations import ON_THE_CLOCK, TimeUnits, unit_of
from planner.reading.values import BadValueError, number

_LAG = (
    r"(?P<sign{0}>[+\-−–]?)\s*(?P<amount{0}>\d+(?:[.,]\d+)?)\s*(?P<e{0}>e)?(?P<unit{0}>%|[^\W\d_]*)"
)
_KINDS: dict[str, LinkKind] = {
    **dict.fromkeys(("FS", "EA", "FD", "FC", "TI", "FI", "EB", "ZR", "ОН"), "FS"),
    **dict.fromkeys(("SS", "AA", "DD", "CC", "II", "BB", "RR", "НН"), "SS"),
    **dict.fromkeys(("FF", "EE", "TT", "ZZ", "ОО"), "FF"),
    **dict.fromkeys(("SF", "AE", "DF", "CF", "IT", "IF", "BE", "RZ", "НО"), "SF"),
}
"""Kinds of link in nine languages of Microsoft Project; German EA is "Ende-Anfang", that is FS."""
_ENGLISH = ("FS", "SS", "FF", "SF")
_AFTER_DIGIT = rf"(?:(?<=\d)|(?<=\d\s))(?:{'|'.join(k for k in _KINDS if k not in _ENGLISH)})"
"""Kinds in other languages count only after a digit, because a name might end with them."""
_LINK = re.compile(
    rf"(?P<ref>.+?)\s*(?:(?P<kind>{'|'.join(_ENGLISH)}|{_AFTER_DIGIT})|(?=\s*[+\-−–]))"
    r"(?:\s*(?=[+\-−–])" + _LAG.format(1) + r")?"
    r"(?:\s*max\.?\s*" + _LAG.format(2) + r")?\s*",
    re.IGNORECASE | re.DOTALL,
)
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


_LINKED = re.compile(r"\s*\(https?://[^\s()]+\)")
"""The address of a page after its name, as Notion writes it."""
_LIST = re.compile(r"\[([^\[\]]*)\]", re.DOTALL)
_BRACED = re.compile(r"\{([^{}]*)\}|\(([^()]*)\)", re.DOTALL)
_QUOTES = re.compile(r"(?:(?<=^)|(?<=[,;\s]))['\"]|['\"](?=\s*(?:[,;]|$))")


def items(text: str, known: Callable[[str], bool]) -> list[str]:
    """Splits a list at its separators: semicolons, line breaks, and outside a known name commas.

    "Last, First" stays together where it is a known name; so does a name with an ampersand.
    """
    found: list[str] = []
    listed = _LIST.fullmatch(text.strip()) or _BRACED.fullmatch(text.strip())
    if listed and not known(text.strip()):
        text = _QUOTES.sub("", listed[1] or listed[listed.lastindex or 0])
    for piece in re.split("[;；\n]", _LINKED.sub("", text) if "://" in text else text):
        bare = piece.strip()
        if bare:
            found += [bare] if known(bare) else _by_comma(bare, known)
    return found


def _by_comma(text: str, known: Callable[[str], bool]) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,，、](?![^\[(]*[\])])", text)]
    found: list[str] = []
    while parts:
        first = parts.pop(0)
        if parts and not known(first) and known(f"{first}, {parts[0]}"):
            first = f"{first}, {parts.pop(0)}"
        if first:
            found.append(first)
    return found


def links(text: str, resolve: Resolve, clock: TimeUnits) -> Iterator[Dependency | str]:
    """Yields the predecessors in a cell; a text where one cannot be resolved.

    Examples: ``12``, ``7SS+50%``, ``5FS+50e%``, ``14FF-2d``, ``3FS+2ed``, ``12FS+1d max 3d``,
    ``2 - Name of task 2``.
    """

    def known(piece: str) -> bool:
        return _link(piece, resolve, clock) is not None

    for piece in items(text, known):
        link = _link(piece, resolve, clock) or _link(_unworded(piece), resolve, clock)
        if link is not None:
            yield link
            continue
        if between := _between(piece, resolve):
            yield from (Dependency(task=task) for task in between)
            continue
        parts = [_unworded(part.strip()) for part in _BOTH.split(piece) if part.strip()]
        found = [_link(part, resolve, clock) for part in parts]
        if len(found) > 1 and all(found):
            yield from (link for link in found if link)
        else:
            yield piece


_FROM_TO = re.compile(
    r"(?P<code>[^\W\d]*[-_.]?)(?P<first>\d{1,4})"
    r"(?:\s*[-–—]\s*(?=[^\W\d])|\s*\.\.+\s*|\s+(?:to|bis|through|thru|until|à|al?|t/m)\s+)"
    r"(?P=code)(?P<last>\d{1,4})"
)
_MOST_BETWEEN = 50


def _between(text: str, resolve: Resolve) -> list[str]:
    """The tasks of a range such as ``T1-T3`` or ``1 to 3``, if all of them are known."""
    found = _FROM_TO.fullmatch(text.strip())
    numbers = range(int(found["first"]), int(found["last"]) + 1) if found else range(0)
    if found is None or not 1 < len(numbers) <= _MOST_BETWEEN:
        return []
    width = len(found["first"])
    tasks = [resolve(f"{found['code']}{n:0{width}}") for n in numbers]
    return [task for task in tasks if task is not None] if all(tasks) else []


_BOTH = re.compile(r"\s*&\s*|\s+(?:and|und|et|y|e|en|og|och|i|и)\s+")
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


def _link(text: str, resolve: Resolve, clock: TimeUnits) -> Dependency | None:
    """A single predecessor, None if its task is unknown."""
    task = resolve(text)
    if task is not None:
        return Dependency(task=task)
    if len(text) > _LONGEST:
        return None
    for pattern in (_LINK, _MAX_ONLY):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item of a resource list: any one of `names`, at `units`."""

    names: tuple[str, ...]
    units: float = 1
    material: bool = False


_BRACKET = re.compile(r"(?P<name>.+?)\s*[\[(]\s*(?P<units>[\d.,]+)\s*(?P<rest>%?|[^\])]*)\s*[\])]")
_TIMES = re.compile(r"(.+?)\s+[x×]\s*(\d+)|(\d+)\s*[x×]\s+(.+)", re.IGNORECASE)
_OR = re.compile(r"\s+(?:or|oder|ou)\s+|\s*\|\s*", re.IGNORECASE)
_MARKS = re.compile(
    r"\s*[/+&／＋＆・]\s*|(?<=[가-힣]{2})\s+(?=[가-힣]{2})|\s+[-–]\s*|\s*[-–]\s+"
    r"|\s+(?:and|und|et|e|y|en|i|и)\s+"
)


def alone(texts: frozenset[str]) -> frozenset[str]:
    """The keys of single names in texts that are names or several of them: of ``ann and bob`` two.

    A text is several where one of its parts is also a text, or a part of another one. Where there
    are such texts, others whose parts are single words are several too.
    """
    joined = {text: parts for text in texts if len(parts := _MARKS.split(text)) > 1}
    counts = Counter(part for parts in joined.values() for part in set(parts))
    several = {
        text
        for text, parts in joined.items()
        if any(part in texts or counts[part] > 1 for part in parts)
    }
    if several:
        several |= {text for text, parts in joined.items() if not any(" " in p for p in parts)}
    return (texts - several).union(*(joined[text] for text in several))


_ADDRESS = re.compile(r"\s*[<(]\s*[^<>()\s]+@[^<>()\s]+\s*[>)]")
"""An address after a name, as Azure DevOps and mail programs write it."""


def staff(
    text: str, known: Callable[[str], str | None], alone: frozenset[str] = frozenset()
) -> list[Named]:
    """The resources that a cell names.

    Args:
        text: The cell.
        known: Gives the right spelling of a known name.
        alone: Keys of single names in other cells; between them "/", "+", " - " and "and" separate
            too.
    """

    def is_known(piece: str) -> bool:
        return any(known(name) is not None for name in (piece, _unbracketed(piece)))

    def is_name(piece: str) -> bool:
        return is_known(piece) or key(_unbracketed(piece)) in alone

    found: list[Named] = []
    if known(text) is None:
        text = _ADDRESS.sub("", text)
        text = re.sub(r"(?:^|\s)@(?=\w)", ";", text).strip("; ") if "@" in text else text
    for listed in items(text, is_known):
        single = _LIST.fullmatch(listed)
        piece = single[1] if single and known(listed) is None else listed
        marked = [part for part in _MARKS.split(piece) if part]
        several = len(marked) > 1 and known(piece) is None and all(map(is_known, marked))
        parts = [piece] if is_name(piece) and not several else marked
        split = len(parts) > 1 and any(map(is_name, parts))
        found += [_named(part, known) for part in (parts if split else [piece])]
    return found


def _unbracketed(piece: str) -> str:
    match = _BRACKET.fullmatch(_bracketed(piece))
    return match["name"] if match else piece


def _bracketed(piece: str) -> str:
    """``Mason[2]`` for ``Mason x 2``, ``Mason ×2`` and ``2x Mason``; any other text unchanged."""
    match = _TIMES.fullmatch(piece)
    return f"{match[1] or match[4]}[{match[2] or match[3]}]" if match else piece


def _named(piece: str, known: Callable[[str], str | None]) -> Named:
    alone = known(_unbracketed(piece)) is not None
    choices = [piece] if known(piece) or alone else _OR.split(piece)
    units, rest, names = 1.0, "", []
    for choice in map(str.strip, choices):
        match = None if known(choice) else _BRACKET.fullmatch(_bracketed(choice))
        name = match["name"] if match else choice
        if match:
            units, rest = _units(match), match["rest"].strip()
        if name:
            names.append(known(name) or name)
    return Named(
        names=tuple(dict.fromkeys(names)),
        units=units,
        material=bool(rest) and not rest.startswith(("%", "#")),
    )


def _units(match: re.Match[str]) -> float:
    try:
        value = float(number(match["units"]))
    except ValueError:
        raise BadValueError(
            "bad-units",
            phrase("units must be a share such as [50%] or [2]"),
            phrase("correct the brackets"),
        ) from None
    return value / 100 if match["rest"].startswith("%") else value


_SKILL = re.compile(
    r"(?:(?P<before>\d+)\s*[x×*]\s*)?(?P<skill>.+?)"
    r"(?:\s*(?::|>=|≥|=)\s*(?P<level>\d+(?:[.,]\d+)?))?"
    r"(?:\s*[x×*]\s*(?P<after>\d+))?",
    re.IGNORECASE,
)


def seats(text: str) -> list[Need]:
    """The seats in a Skills cell: ``Welding:3 x2; Crane``."""
    found = []
    for piece in items(text, lambda _: False):
        skill, level, count = _skill(piece)
        found.append(Need(skill=skill, level=level, count=count))
    return found


def skill_levels(text: str) -> dict[str, float]:
    """Skill → level of a person: ``Welding:3; Crane``."""
    levels = {}
    for piece in items(text, lambda _: False):
        skill, level, _ = _skill(piece)
        levels[skill] = level
    return levels


def _skill(piece: str) -> tuple[str, float, int]:
    match = _SKILL.fullmatch(piece)
    if match is None:
        raise BadValueError(
            "bad-skill", phrase("a skill must be like Welding:3 x2"), phrase("correct it")
        )
    count = int(match["before"] or match["after"] or 1)
    if not 1 <= count <= 10_000:
        raise BadValueError(
            "bad-skill", phrase("the number of people must be at least 1"), phrase("correct it")
        )
    return match["skill"].strip(), float(number(match["level"] or "0")), count


def head_range(text: str) -> tuple[int, int]:
    """The fewest and the most people: ``2`` or ``1-3``."""
    match = re.fullmatch(r"(\d{1,4})(?:\s*(?:-|–|to|\.\.)\s*(\d{1,4}))?", text.strip())
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= low <= high:
        raise BadValueError(
            "bad-people", phrase("must be a number of people or a range"), phrase("write 2 or 1-3")
        )
    return low, high


class Names:
    """Known names by key; finds the correct spelling."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {key(name): name for name in names}

    def __call__(self, text: str) -> str | None:
        """The known name in its correct spelling, or None."""
        return self._names.get(key(text))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def remedy(self, text: str, otherwise: Phrase) -> Phrase:
        """The nearest known name as a remedy, or else the other advice."""
        return did_you_mean(text, self, otherwise)
