"""Parses the notations inside cells: lists, resources with units, skills."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planner.language.text import did_you_mean, fold, key
from planner.phrase import Phrase, phrase
from planner.project import Need
from planner.reading.values import BadValueError, number
from planner.schema.people_names import names_of
from planner.schema.vocabulary import words_for

_LINKED = re.compile(r"\s*\(https?://[^\s()]+\)")
"""The address of a page after its name, as Notion writes it."""
_LIST = re.compile(r"\[([^\[\]]*)\]", re.DOTALL)
_BRACED = re.compile(r"\{([^{}]*)\}|\(([^()]*)\)", re.DOTALL)
_QUOTES = re.compile(r"(?:(?<=^)|(?<=[,;\s]))['\"]|['\"](?=\s*(?:[,;]|$))")


_BULLET = re.compile(r"^(?:[-–•·*]\s+|\d{1,2}[.)]\s*)(?=[^\W\d_])")
_NUMBERS = re.compile(r"(?:^|\s+)\d{1,2}[.)]\s*(?=[^\W\d_])")


def items(text: str, known: Callable[[str], bool]) -> list[str]:
    """Splits a list at its separators: semicolons, line breaks, and outside a known name commas.

    "Last, First" stays together where it is a known name; so does a name with an ampersand.
    """
    found: list[str] = []
    listed = _LIST.fullmatch(text.strip()) or _BRACED.fullmatch(text.strip())
    if listed and not known(text.strip()):
        text = _QUOTES.sub("", listed[1] or listed[listed.lastindex or 0])
    for piece in re.split("[;；\n]", _LINKED.sub("", text) if "://" in text else text):
        bare = _BULLET.sub("", piece.strip())
        if bare:
            found += [bare] if known(bare) else _by_comma(bare, known)
    return found


def _by_comma(text: str, known: Callable[[str], bool]) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,，、](?![^\[(]*[\])])", text)]
    parts = [parts[0], *map(_without_and, parts[1:])]
    found: list[str] = []
    while parts:
        first = parts.pop(0)
        if parts and not known(first) and known(f"{first}, {parts[0]}"):
            first = f"{first}, {parts.pop(0)}"
        if first:
            found.append(first)
    return found


def _without_and(text: str) -> str:
    """The last of a list without the word before it: ``and Cy`` of ``Ann, Bo, and Cy``."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and (first == "&" or fold(first) in words_for("and")) else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item of a resource list: any one of `names`, at `units`.

    `remark` is what stands in brackets beside a name and is no part of it.
    """

    names: tuple[str, ...]
    units: float = 1
    material: bool = False
    remark: str = ""


_BRACKET = re.compile(r"(?P<name>.+?)\s*[\[(]\s*(?P<units>[\d.,]+)\s*(?P<rest>%?|[^\])]*)\s*[\])]")
_TIMES = re.compile(
    r"(.+?)\s+[x×]\s*(\d+)|(\d+)\s*[x×]\s+(.+)|(\d{1,2})\s+([^\W\d_]{2}.*)", re.IGNORECASE
)
_OR = re.compile(r"\s+(?:or|oder|ou|o|oppure|eller|lub|или|або)\s+|\s*\|\s*", re.IGNORECASE)


def either(text: str) -> list[str]:
    """The alternatives of a text: ``Ann or Bob``, ``Welding | Crane``."""
    return [part.strip() for part in _OR.split(text) if part.strip()]


_SHARE = re.compile(
    r"(?P<name>[^%\d\[(][^%\[(]*?)\s*(?:[:–-]\s*|\s)(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%"
    r"|(?P<before>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:of|von|de|di)?\s*(?P<behind>[^\W\d_][^%\[(]*)"
)
_REMARK = re.compile(r"(?P<name>[^()\[\]]+?)\s*\(\s*(?P<remark>[^\d\s()][^()]*?)\s*\)")
"""Words in round brackets; square ones have shares."""
_MARKS = re.compile(
    r"\s*[/+&／＋＆・]\s*|(?<=[가-힣]{2})[와과]?\s+(?=[가-힣]{2})|\s+[-–]\s*|\s*[-–]\s+"
    r"|(?<=[\u3400-\u9fff]{2})[和与與及と](?=[\u3400-\u9fff]{2})|(?<=\w{2})และ(?=\w{2})"
    r"|\s+و(?=[\u0621-\u064a]{2})"
)


def _several(text: str) -> list[str]:
    """The parts of a text between marks and words for *and*."""
    return [part for one in _MARKS.split(text) if one for part in _around_and(one)]


def _around_and(text: str) -> list[str]:
    words = text.split()
    found: list[list[str]] = [[]]
    for at, word in enumerate(words):
        if 0 < at < len(words) - 1 and found[-1] and fold(word) in words_for("and"):
            found.append([])
        else:
            found[-1].append(word)
    return [" ".join(one) for one in found] if len(found) > 1 else [text]


def alone(texts: frozenset[str]) -> frozenset[str]:
    """The keys of single names in texts that are names or several of them: of ``ann and bob`` two.

    A text is several where one of its parts is also a text, or a part of another one. Where there
    are such texts, others whose parts are single words are several too. So are full names one after
    the other that stand alone elsewhere, and names with a hyphen or a space that all do.
    """
    joined = {text: parts for text in texts if len(parts := _several(text)) > 1}
    full = {text for text in texts if " " in text and text not in joined}
    joined |= {text: parts for text in full if len(parts := _full_names(text, full)) > 1}
    counts = Counter(part for parts in joined.values() for part in set(parts))
    several = {
        text
        for text, parts in joined.items()
        if any(part in texts or counts[part] > 1 for part in parts)
    }
    if several:
        several |= {text for text, parts in joined.items() if not any(" " in p for p in parts)}
    hyphened = {text: parts for text in texts - several if len(parts := _adjoined(text, texts)) > 1}
    joined |= hyphened
    several |= hyphened.keys()
    return (texts - several).union(*(joined[text] for text in several))


_LAST_FIRST = re.compile(r"([^\W\d_][\w'’-]*),\s*([^\W\d_][\w'’.-]*)")


def full_names(texts: Iterable[str]) -> frozenset[str]:
    """The keys of texts if all are a last and a first name: ``Smith, John`` in three rows or more.

    Pairs of people would change: here nobody stands beside two others or alone, and somebody comes
    again.
    """
    told = [text.strip() for text in texts if text.strip()]
    if not all("," in text for text in told):
        return frozenset()
    found = [_LAST_FIRST.fullmatch(text) for text in told]
    pairs = {(one[1], one[2]) for one in found if one}
    parts = [part for pair in pairs for part in pair]
    named = len(told) >= _FEWEST_NAMES and all(found) and all(part[0].isupper() for part in parts)
    apart = 1 < len(pairs) < len(told) and len(set(parts)) == len(parts)
    return frozenset(map(key, told)) if named and apart else frozenset()


_FEWEST_NAMES = 3


def _adjoined(text: str, known: Container[str]) -> list[str]:
    """The known names that a text has with spaces or hyphens between them; else the text alone."""
    for mark in (r"\s+", r"\s*-\s*"):
        parts = re.split(mark, text)
        if len(parts) > 1 and all(key(part) in known for part in parts):
            return parts
    return [text]


def _full_names(text: str, known: Container[str]) -> list[str]:
    """The known names of several words that a text has one after the other; else the text alone."""
    words = text.split()
    for at in range(len(words) - _FULL, _FULL - 1, -1):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        if key(first) in known:
            parts = [rest] if key(rest) in known else _full_names(rest, known)
            if len(parts) > 1 or key(rest) in known:
                return [first, *parts]
    return [text]


_FULL = 2
"""So many words make a full name."""
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
        text = _with_numbers(_with_initials(_ADDRESS.sub("", text)))
        text = re.sub(r"(?:^|\s)@(?=\w)", ";", text).strip("; ") if "@" in text else text
    for listed in items(text, is_known):
        single = _LIST.fullmatch(listed)
        piece = single[1] if single and known(listed) is None else listed
        piece = piece if known(piece) else _with_share(piece)
        marked = _several(piece)
        if len(marked) < 2 and not is_name(piece):
            marked = max(_full_names(piece, alone), _adjoined(piece, alone), key=len)
        several = len(marked) > 1 and known(piece) is None and all(map(is_known, marked))
        parts = [piece] if is_name(piece) and not several else marked
        split = len(parts) > 1 and any(map(is_name, parts))
        for part in parts if split else [piece]:
            name, remark = _without_remark(part, known, alone)
            found.append(replace(_named(name, known), remark=remark))
    return found


def _with_initials(text: str) -> str:
    """Names with initials one after the other as a list: ``Wood A. B. Hill C. D.`` are two."""
    for form in _INITIALS:
        names = form.findall(text)
        if len(names) > 1 and not form.sub("", text).strip():
            return ";".join(_with_family_names(names))
    return text


def _with_family_names(names: Sequence[str]) -> list[str]:
    """The names; those of given names with each the next as its family name: Ana B. Solis M."""
    given = [fold(name.split()[0]) in names_of("given") for name in names]
    single = all(name.count(".") == 1 for name in names)
    if not single or given != [True, False] * (len(names) // 2):
        return list(names)
    return [" ".join(names[at : at + 2]) for at in range(0, len(names), 2)]


_INITIALS = (
    re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})?\s+[^\W\d_]\.(?:\s?[^\W\d_]\.)?"),
    re.compile(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]{2,}(?:-[^\W\d_]{2,})?(?!\.)"),
)


def _with_numbers(text: str) -> str:
    """A numbered list in one line with semicolons instead: ``1. Ann 2. Bob``."""
    return _NUMBERS.sub(";", text) if len(_NUMBERS.findall(text)) > 1 else text


def _with_share(piece: str) -> str:
    """``Ann[50%]`` for ``Ann 50%``, ``Ann: 50 %`` and ``50% Ann``; any other text unchanged."""
    match = _SHARE.fullmatch(piece)
    if match is None:
        return piece
    return f"{match['name'] or match['behind']}[{match['share'] or match['before']}%]"


def _without_remark(
    piece: str, known: Callable[[str], str | None], alone: frozenset[str]
) -> tuple[str, str]:
    """The name that is known, and the rest: ``Ann (nurse)``, ``Nurse (Ann)``, ``Ann?``."""
    bare = piece.rstrip(" ?？")
    if bare != piece and known(piece) is None and (known(bare) is not None or key(bare) in alone):
        return bare, "?"
    match = _REMARK.fullmatch(piece)
    if match and known(piece) is None:
        for name, rest in ((match["name"], match["remark"]), (match["remark"], match["name"])):
            if known(name) is not None or key(name) in alone:
                return name, rest
    return piece, ""


def _unbracketed(piece: str) -> str:
    match = _BRACKET.fullmatch(_bracketed(piece))
    return match["name"] if match else piece


def _bracketed(piece: str) -> str:
    """``Mason[2]`` for ``Mason x 2``, ``2x Mason`` and ``2 Mason``; any other text unchanged."""
    match = _TIMES.fullmatch(piece)
    if match is None:
        return piece
    name, count = match[1] or match[4] or match[6], match[2] or match[3] or match[5]
    return f"{name}[{count}]"


def _named(piece: str, known: Callable[[str], str | None]) -> Named:
    alone = known(_unbracketed(piece)) is not None
    choices = [piece] if known(piece) or alone else either(piece)
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
