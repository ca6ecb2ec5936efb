"""What single columns of tasks are by their cells, each told in a few words; tried in turn."""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.notation import bare_reference
from planner.reading.profile import CURRENCY, Profile, is_money, pieces, share_of
from planner.reading.values import BadValueError
from planner.reading.weighing import levels_known
from planner.schema.vocabulary import words_for

_FEWEST = 2
_SHARE = 0.85
_SPELLED = 1.5
"""Mean length of texts from which on they may be names."""
_HINTED = "blocked_by"
"""A column that holds predecessors if it refers to other rows, else words."""
_CODE = re.compile(r"[^\W\d_]{1,8}|[^\W\d_]{0,8}[-_.#]?\d[\w.-]{0,12}")
_WRITTEN = re.compile(r"(?i)\d(?:FS|SS|FF|SF)|\d[;,]\s*\d")
_MOST_DAYS = 400
_SPREAD = 0.4
_LONG = 45
_SHORTEST_NAME = 1.5


@dataclass(frozen=True, kw_only=True)
class KnownFields:
    """The columns of a table and which of them are taken.

    `bare` says that there is no header at all, so that all is told by the cells.
    """

    every: Mapping[int, Profile]
    taken: dict[str, int]
    closed: frozenset[int]
    bare: bool
    headers: Mapping[int, str] = dataclasses.field(default_factory=dict)

    @property
    def free(self) -> list[Profile]:
        """The columns whose meaning is not known, from the left."""
        busy = self.closed | {column for name, column in self.taken.items() if name != _HINTED}
        return [one for column, one in self.every.items() if column not in busy and one.count]

    @property
    def targets(self) -> set[str]:
        """What the cells of other columns may refer to: IDs, codes and positions."""
        rows = max((one.rows for one in self.every.values()), default=0)
        found = {str(number) for number in range(1, rows + 1)}
        for field in ("id", "wbs"):
            one = self.every.get(self.taken.get(field, 0))
            found |= set(map(key, one.texts)) if one else set()
        names = self.every.get(self.taken.get("name", 0))
        return found | (set(map(key, names.texts)) if names else set())


Guess = Callable[[KnownFields], Iterator[tuple[Profile, str, str]]]


def guesses(known: KnownFields) -> dict[int, tuple[str, str]]:
    """Column → field and the reason, for fields that are missing."""
    found: dict[int, tuple[str, str]] = {}
    if _HINTED in known.taken and "predecessors" in known.taken:
        known.taken.pop(_HINTED)
    for field, guess in (*_GUESSERS, *(_BARE if known.bare else ())):
        if field in known.taken:
            continue
        for profile, name, reason in list(guess(known)):
            if name not in known.taken:
                known.taken[name] = profile.column
                found[profile.column] = (name, reason)
    return found


def _name(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """The leftmost column of short texts that are hardly ever the same; else the longest."""
    fit = [
        one
        for one in known.free
        if one.count >= _FEWEST
        and one.kinds["text"] > 0.6
        and one.distinct >= 0.8
        and one.length > _SHORTEST_NAME
        and (
            one.length > 6
            or not all(_CODE.fullmatch(text) for text in one.texts)
            or known.bare
            or "id" in known.taken
        )
        and one.filled > 0.4
    ]
    short = [one for one in fit if one.length <= _LONG]
    if short:
        yield short[0], "name", phrase("its texts are short and all different")
    elif fit:
        longest = max(fit, key=lambda one: one.length)
        yield longest, "name", phrase("its texts are the longest and all different")


def _dates(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Two columns of dates of which the second is never before the first."""
    if "finish" in known.taken:
        return
    dated = [one for one in known.free if _mostly(one, "date")]
    if len(dated) != 2 and not (known.bare and len(dated) > 2):
        return
    first, second = dated[:2]
    starts = dict(first.cells)
    pairs = [(starts[p], cell) for p, cell in second.cells if p in starts]
    if pairs and all(_not_after(one, two) for one, two in pairs):
        yield (
            first,
            "start",
            phrase("its cells are dates, never after those of the next such column"),
        )
        yield (
            second,
            "finish",
            phrase("its cells are dates, never before those of the column before"),
        )


def _start(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Dates that are never after the finish."""
    finish = known.every.get(known.taken.get("finish", 0))
    for one in known.free if finish else ():
        if finish and _mostly(one, "date") and _in_order(one, finish):
            yield one, "start", phrase("its cells are dates, never after the finish")
            return


def _finish(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Dates that are never before the start."""
    start = known.every.get(known.taken.get("start", 0))
    if start is None or known.taken.keys() & {"duration", "work", "deadline"}:
        return
    for one in known.free:
        if _mostly(one, "date") and _in_order(start, one):
            yield one, "finish", phrase("its cells are dates, never before the start")
            return


def _in_order(first: Profile, second: Profile) -> bool:
    starts = dict(first.cells)
    pairs = [(starts[p], cell) for p, cell in second.cells if p in starts]
    return len(pairs) >= _FEWEST and all(_not_after(one, two) for one, two in pairs)


def _own_codes(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """The first column, left of the names, if its cells are codes or numbers that count up."""
    name = known.taken.get("name", 0)
    for one in known.free[:1]:
        coded = all(_CODE.fullmatch(text) for text in one.texts)
        numbers = one.kinds["number"] > 0.5 and not _counts_up(one)
        if one.kinds["date"]:
            return
        spread = one.distinct == 1 and one.count > 2 and one.filled > _SPREAD
        if one.column < name and coded and spread and not numbers:
            yield one, "id", phrase("its cells are codes, all different")


def _mostly(one: Profile, kind: str) -> bool:
    return one.count >= _FEWEST and one.kinds[kind] >= _SHARE


def _not_after(one: Cell, two: Cell) -> bool:
    try:
        return when(one, "dmy") <= when(two, "dmy")
    except BadValueError:
        return False


def _duration(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    for one in known.free:
        if "work" not in known.taken and _mostly(one, "amount"):
            yield one, "duration", phrase("its cells are amounts of time")
            return


def _days(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """The only column of small numbers, beside links or dates."""
    taken = known.taken.keys()
    sized = {"work", "points", "likely"} & taken or {"start", "finish"} <= taken
    if (sized and not known.bare) or not {"predecessors", "start", "finish"} & taken:
        return
    found = [
        one
        for one in known.free
        if _mostly(one, "number")
        and all(0 <= value <= _MOST_DAYS for value in one.numbers)
        and not one.percent
    ]
    if (len(found) == 1 or (found and known.bare)) and not _counts_up(found[0]):
        yield found[0], "duration", phrase("its cells are small numbers, as days are")


def _counts_up(one: Profile) -> bool:
    """Whether the cells number the rows."""
    return one.distinct == 1 and one.count > _FEWEST and one.numbers == sorted(one.numbers)


def _codes(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """A column of codes, all different, to which the cells of another column refer."""
    if "wbs" in known.taken:
        return
    told = known.every.get(known.taken.get("predecessors", 0))
    linking = [told] if told else known.free
    for one in known.free:
        codes = {key(text) for text in one.texts}
        coded = sum(bool(_CODE.fullmatch(text)) for text in one.texts)
        numbers = one.kinds["number"] > 0.5
        if len(codes) < max(one.count, _FEWEST) or coded < _SHARE * one.count or one.filled < 0.4:
            continue
        if numbers and not (known.bare and _counts_up(one)):
            continue
        for other in linking:
            if other is not one and _lists(other, codes):
                yield one, "id", phrase("other cells refer to its codes")
                yield other, "predecessors", phrase("its cells are codes of other rows")
                return
        if known.bare and numbers and one is known.free[0]:
            yield one, "id", phrase("its cells number the rows")
            return


def _lists(one: Profile, codes: set[str]) -> bool:
    """Whether most cells are lists of these codes, each with a kind of link and a lag or none."""
    hits = sum(
        all(key(bare_reference(piece)) in codes or key(piece) in codes for piece in pieces(text))
        for text in one.texts
    )
    return hits >= _FEWEST and hits >= _SHARE * one.count


def _predecessors(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Cells that all name other rows, by ID, WBS or position."""
    for one in known.free:
        written = any(_WRITTEN.search(text) for text in one.texts)
        hinted = one.column == known.taken.get(_HINTED) or (known.bare and _back(one))
        if (written or hinted) and _lists(one, known.targets):
            yield one, "predecessors", phrase("its cells name other rows")
            return
        if _follows(one, known):
            yield one, "predecessors", phrase("its cells are names of other tasks")
            return


def _follows(one: Profile, known: KnownFields) -> bool:
    """Whether all cells are names of other rows, and in more than one step or several at once.

    Names of phases alone stand beside many tasks too, and have none beside themselves.
    """
    names = known.every.get(known.taken.get("name", 0))
    if names is None or one.kinds["text"] < _SHARE or one.count < _FEWEST:
        return False
    rows = {key(cell.text): position for position, cell in names.cells}
    named = {
        position: [cell.text] if key(cell.text) in rows else list(pieces(cell.text))
        for position, cell in one.cells
    }
    links = [(at, rows.get(key(text), at)) for at, texts in named.items() for text in texts]
    if any(before == after for after, before in links):
        return False
    several = any(len(texts) > 1 for texts in named.values())
    return several or any(before in named for _, before in links)


def _back(one: Profile) -> bool:
    """Whether every number is that of a row above, and the first row has none."""
    rows = [position for position, _ in one.cells]
    return (
        one.count >= _FEWEST
        and rows[0] > 0
        and all(
            number <= position
            for position, cell in one.cells
            for number in map(int, re.findall(r"\d+", cell.text)[:1])
        )
    )


def _percent(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    for one in known.free:
        within = one.numbers and all(0 <= value <= 100 for value in one.numbers)
        ends = any(value in (0, 100) for value in one.numbers)
        if within and _mostly(one, "number") and (one.percent or (ends and one.distinct < 0.7)):
            yield one, "percent_complete", phrase("its cells are shares done")
            return


def _people(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    for one in known.free:
        repeated = 0.1 < one.distinct < 0.8 or one.count <= 3
        short = one.kinds["text"] > 0.8 and one.length < 25 and one.filled > 0.5
        lines = known.bare or one.distinct <= 0.7
        spelled = one.length >= _SPELLED  # single letters are marks: H, M, L
        figures = sum(text[:1].isdigit() for text in one.texts) > 0.5 * one.count
        named = spelled and not (levels_known(one) or one.answers > 0.5 or figures)
        left = not known.bare and one.column < known.taken.get("name", 0)  # of groups of tasks
        if repeated and short and lines and named and not left:
            yield one, "resources", phrase("its cells are short texts that come again")
            return


def _levels(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    for one in known.free:
        if levels_known(one):
            yield one, "priority", phrase("its cells are words for priorities")
            return


def _due(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    for one in known.free:
        if _mostly(one, "date"):
            yield one, "deadline", phrase("its cells are dates, after those of the plan")
            return


def _only_dates(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """The only column of dates, where nothing else says when tasks are."""
    dated = [one for one in known.free if _mostly(one, "date")]
    sized = {"start", "finish", "baseline_start", "actual_start", "actual_finish", "duration"}
    if len(dated) == 1 and not sized & known.taken.keys() and dated[0].filled > 0.5:
        yield dated[0], "deadline", phrase("its cells are the only dates")


def _after_the_plan(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Dates of a column of which nothing else is known, never before the finish."""
    finish = known.every.get(known.taken.get("finish", 0))
    if finish is None or "start" not in known.taken:
        return
    for one in known.free:
        if _mostly(one, "date") and one.filled > 0.5 and _in_order(finish, one):
            yield one, "deadline", phrase("its cells are dates, never before the finish")
            return


def _due_by(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Dates by which something is to be: ``Must ship by``."""
    if known.taken.keys() & {"deadline", "finish"}:
        return
    for one in known.free:
        if _mostly(one, "date") and _BY.search(known.headers.get(one.column, "").strip()):
            yield one, "deadline", phrase("its cells are dates by which something is to be done")
            return


_BY = re.compile(r"(?i)\b(?:by|until|till|bis|avant|antes del?|entro|vóór|voor|até|hasta|do|до)$")


def _notes(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    texts = [one for one in known.free if one.kinds["text"] > 0.7 and one.length > 15]
    if texts:
        yield texts[-1], "notes", phrase("its cells are long texts")


def _trades(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    """Whose work it is, where no other column says who does it."""
    if known.taken.keys() & {"resources", "skills"}:
        return
    trades = words_for("trade")
    for one in known.free:
        if fold(known.headers.get(one.column, "")) in trades and _mostly(one, "text"):
            yield one, "resources", phrase("its header says that its cells are trades")
            return


def _cost(known: KnownFields) -> Iterator[tuple[Profile, str, str]]:
    if known.taken.keys() & {"cost", "fixed_cost"}:
        return
    for one in known.free:
        headed = CURRENCY.search(known.headers.get(one.column, "")) and _mostly(one, "number")
        if headed or (one.count >= _FEWEST and share_of(one, is_money) >= _SHARE):
            yield one, "cost", phrase("its cells are amounts of money")
            return


_GUESSERS: tuple[tuple[str, Guess], ...] = (
    ("cost", _cost),
    ("duration", _duration),
    ("start", _dates),
    ("id", _codes),
    ("predecessors", _predecessors),
    ("duration", _days),
    ("name", _name),
    ("start", _start),
    ("finish", _finish),
    ("deadline", _after_the_plan),
    ("deadline", _due_by),
    ("deadline", _only_dates),
    ("id", _own_codes),
    ("resources", _trades),
    ("resources", _people),
)
_BARE: tuple[tuple[str, Guess], ...] = (
    ("percent_complete", _percent),
    ("priority", _levels),
    ("resources", _people),
    ("deadline", _due),
    ("notes", _notes),
)
"""Only where there is no header at all."""
