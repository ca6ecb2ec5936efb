"""Resolves references to tasks: by ID, WBS code, name or position.

The kind that resolves most of the column is chosen; what it does not resolve is reported.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from planner.errors import Severity
from planner.language.text import key, nearest
from planner.phrase import phrase
from planner.project import Dependency
from planner.reading.durations import TimeUnits
from planner.reading.link_notation import links
from planner.reading.tables import Row
from planner.reading.values import BadValueError

TARGETS = ("id", "wbs", "uid", "code", "name", "number in the name", "position", "row")
_SAMPLE = 400
_MOST_COMPARED, _MOST_WORDS = 200, 20
_Said = tuple[tuple[str, ...], str]
"""The words of a name, and the name."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """For each kind of reference, text → ID of a task. Ambiguous names are left out.

    `partial` says that there are tasks elsewhere, as in an export of one project of many. `twice`
    holds the names that several tasks have; `elsewhere` the tasks of other sheets by ID and name,
    as far as these are unique; `inactive` the keys of tasks that are not done. `fits` says that
    half of the cells or more refer to tasks, `lost` that they count the rows of another list.
    """

    tables: Mapping[str, Mapping[str, str]]
    chosen: str = "id"
    partial: bool = False
    twice: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    fits: bool = False
    inactive: frozenset[str] = frozenset()
    lost: bool = False

    def resolve(self, text: str) -> str | None:
        """The ID of the task; a unique name is understood besides the chosen kind."""
        wanted = key(text)
        found = self.tables[self.chosen].get(wanted)
        if found is None:
            found = self._number(wanted) if wanted.isdecimal() else self.tables["name"].get(wanted)
        return self.elsewhere.get(wanted) if found is None and self._own_ids else found

    def _number(self, wanted: str) -> str | None:
        """The task with a number among names: by its own ID, else if every count has the same."""
        if self.chosen != "name":
            return None
        ids, places, rows = (self.tables[one] for one in ("id", "position", "row"))
        own = ids != places
        return ids.get(wanted) if own or ids.get(wanted) == rows.get(wanted) else None

    @property
    def _own_ids(self) -> bool:
        """Whether cells use the tasks' own names or codes, and do not count rows of this sheet."""
        return self.chosen not in ("position", "row")

    def is_no_task(self, text: str) -> bool:
        """Whether a text is words, such as the name of a firm, where cells refer by codes.

        It then is not like the name of any task.
        """
        codes = (
            self.fits
            and self.chosen != "name"
            and not any(map(_is_words, self.tables[self.chosen]))
        )
        return codes and _is_words(text) and not nearest(text, self.tables["name"])

    def is_other_code(self, text: str) -> bool:
        """Whether a text is a code such as REQ-12, though no code of a task begins with REQ."""
        told = _CODE.fullmatch(text.strip())
        codes = [_CODE.fullmatch(one) for one in self.tables[self.chosen]]
        begun = {one[1] for one in codes if one}
        return bool(told and begun) and key(told[1]) not in begun if told else False

    def having(self, words: tuple[str, ...]) -> list[str]:
        """The names in which these words follow each other, and the longest ones among the words.

        None where too many have one of the words to compare them all.
        """
        by_words, by_word = self._by_words
        lists = [by_word.get(word, ()) for word in words]
        fewest = min(lists, key=len)
        longer = [
            name
            for said, name in (fewest if len(fewest) <= _MOST_COMPARED else ())
            if words in _runs(said)
        ]
        within = [by_words[run] for run in _runs(words[:_MOST_WORDS]) if run in by_words]
        longest = max((len(_words(name)) for name in within), default=0)
        return [*longer, *(name for name in within if len(_words(name)) == longest)]

    @cached_property
    def _by_words(self) -> tuple[dict[tuple[str, ...], str], dict[str, list[_Said]]]:
        """The names by all their words, and by each of them."""
        said = [(_words(name), name) for name in self.tables["name"]]
        by_word: dict[str, list[_Said]] = {}
        for words, name in said:
            for word in set(words):
                by_word.setdefault(word, []).append((words, name))
        return dict(said), by_word

    def near(self, text: str) -> str:
        """The known reference most similar to the text, or ""."""
        return nearest(text, self.tables[self.chosen])


def index(
    rows: Sequence[Row],
    ids: Sequence[str],
    codes: Sequence[str],
    header: int,
    others: Sequence[str] = (),
) -> Index:
    """The index of the tasks in their order; it resolves IDs until another kind is chosen.

    `others` are the cells of a second column of codes.

    A position counts the tasks. A row number also counts rows below the header that are left out or
    blank: Microsoft Project and Smartsheet number blank rows.
    """
    columns = {
        "id": ids,
        "wbs": codes,
        "uid": [row.text("uid") for row in rows],
        "code": others or [""] * len(rows),
        "name": [row.text("name") for row in rows],
        "number in the name": [_number_in(row.text("name")) for row in rows],
        "position": [str(n) for n in range(1, len(ids) + 1)],
        "row": [str(row.source.row - header) for row in rows],
    }
    counts = Counter(map(key, columns["name"]))
    return Index(
        tables={target: _table(texts, ids) for target, texts in columns.items()},
        twice=frozenset(name for name, count in counts.items() if name and count > 1),
    )


def _is_words(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= _FEWEST_LETTERS and not any(map(str.isdecimal, text))


_FEWEST_LETTERS = 4
_CODE = re.compile(r"([^\W\d_]{1,8})[-_.#/ ]?\d[\w.-]*")


def _number_in(name: str) -> str:
    """The number before a name: 1.2 of ``1.2 Draft``; "" without one."""
    found = _NUMBERED.match(name)
    return found[1] if found else ""


_NUMBERED = re.compile(r"\s*([A-Z]?\d+(?:\.\d+)*)[.):]?\s+(?=[^\W\d_])")


def _table(texts: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    counts = Counter(map(key, texts))
    return {
        key(text): task
        for text, task in zip(texts, ids, strict=True)
        if text and counts[key(text)] == 1
    }


def choose(known: Index, cells: Sequence[str], clock: TimeUnits) -> Index:
    """The index with the kind of reference that resolves most cells; on a tie, the first kind.

    Long columns are sampled.
    """
    cells = cells[:: 1 + len(cells) // _SAMPLE]
    best, best_found = known, -1
    for target in TARGETS:
        candidate = replace(known, chosen=target)
        found = sum(_resolved(text, _by_kind(candidate), clock) for text in cells)
        if found > best_found:
            best, best_found = candidate, found
        if found == len(cells):
            break
    return best


def coverage(known: Index, cells: Sequence[str], clock: TimeUnits) -> float:
    """The share of the cells that refer to known tasks; long columns are sampled."""
    cells = cells[:: 1 + len(cells) // _SAMPLE]
    return sum(_resolved(text, known.resolve, clock) for text in cells) / len(cells)


def by_dates(known: Index, rows: Sequence[Row], ids: Sequence[str], clock: TimeUnits) -> Index:
    """The index by rows instead of positions, if the dates of the present plan suggest it.

    Both kinds resolve a column of small numbers. The right one has fewer tasks that start before a
    predecessor ends.
    """
    other = replace(known, chosen="row")
    if known.tables["row"] == known.tables["position"]:
        return known
    spans = {task: span for task, row in zip(ids, rows, strict=True) if (span := _span(row))}
    here, there = (_contradicted(one, rows, ids, spans, clock) for one in (known, other))
    return other if there < here else known


def _span(row: Row) -> tuple[datetime, datetime] | None:
    start, finish = row.cells.get("start"), row.cells.get("finish")
    if start is None or finish is None:
        return None
    one, two = start.value, finish.value
    return (one, two) if isinstance(one, datetime) and isinstance(two, datetime) else None


def _contradicted(
    known: Index,
    rows: Sequence[Row],
    ids: Sequence[str],
    spans: Mapping[str, tuple[datetime, datetime]],
    clock: TimeUnits,
) -> int:
    """The number of links that the present plan breaks or that cannot be resolved."""
    found = 0
    for task, row in zip(ids, rows, strict=True):
        if not row.has("predecessors") or task not in spans:
            continue
        with suppress(BadValueError):
            for link in links(row.text("predecessors"), known.resolve, clock):
                end = spans.get(link.task) if isinstance(link, Dependency) else None
                found += end is None or end[1] > spans[task][0]
    return found


def _by_kind(known: Index) -> Callable[[str], str | None]:
    """Resolves references of the chosen kind only."""
    table = known.tables[known.chosen]
    others = known.elsewhere if known.chosen in ("id", "name") else {}
    gone = known.inactive if known.chosen != "position" else frozenset()
    others = {**others, **dict.fromkeys(gone, "inactive")}
    return lambda ref: table.get(key(ref)) or others.get(key(ref))


def _resolved(text: str, resolve: Callable[[str], str | None], clock: TimeUnits) -> bool:
    try:
        found = list(links(text, resolve, clock))
    except BadValueError:
        return False
    return all(isinstance(link, Dependency) for link in found)


def dependencies(row: Row, field: str, known: Index, clock: TimeUnits) -> list[Dependency]:
    """The links in a cell of a row; notes what cannot be resolved."""
    if not row.has(field) or known.lost:
        return []
    cell = row.cells[field]
    if _is_lost(row, field, known):
        return []
    text = _lost_list(row, field, known) or cell.text
    _say_range(row, field, known)
    found: list[Dependency] = []
    parsed = row.take(field, lambda _: list(links(text, known.resolve, clock)))
    for link in parsed or ():
        if isinstance(link, Dependency):
            found.append(link)
        elif task := _in_part(row, field, link, known):
            found.append(Dependency(task=task))
        else:
            _unknown(row, field, link, known)
    return found


def _in_part(row: Row, field: str, text: str, known: Index) -> str | None:
    """The only task whose name has the words of a reference, or stands in it; notes it."""
    words = _words(text)
    if known.chosen != "name" or sum(map(len, words)) < _FEWEST_LETTERS or key(text) in known.twice:
        return None
    own = key(row.text("name"))
    meant = [name for name in known.having(words) if name != own] if words else []
    if len(meant) != 1:
        return None
    message = phrase("no task is called so; taken for {name}", name=meant[0])
    remedy = phrase("write the name of the task as it is")
    issue = row.source.issue(
        "name-in-part", message, field, got=text, severity="warning", remedy=remedy
    )
    row.log.add(issue)
    return known.tables["name"][meant[0]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words that follow each other in a text, the longest run first, but not all of them."""
    for count in range(len(words) - 1, 0, -1):
        for at in range(len(words) - count + 1):
            run = tuple(words[at : at + count])
            if sum(map(len, run)) >= _FEWEST_LETTERS:
                yield run


def _is_lost(row: Row, field: str, known: Index) -> bool:
    """Whether Excel made a date or a number from what was typed; notes it."""
    cell = row.cells[field]
    remedy = phrase("format the column as text and type it anew, as 1;2")
    if cell.kind == "date":
        message = phrase("Excel has made a date of what was typed here, such as 1,2 or 1-2")
        row.note("error", "date-as-predecessor", message, field, remedy)
        return True
    whole, _, rest = cell.text.partition(".")
    if cell.kind != "number" or not rest or known.resolve(cell.text) is not None:
        return False
    other = known.resolve(f"{rest}0") is not None
    if known.resolve(whole) is None or not (other or whole == rest):
        return False
    message = phrase(
        "Excel has made a number of a list that may have been {whole},{rest} or {whole},{rest}0",
        whole=whole,
        rest=rest,
    )
    row.note("error", "lost-list", message, field, remedy)
    return True


_DASHES = re.compile("[-–]")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")


def _say_range(row: Row, field: str, known: Index) -> None:
    """Notes that 1-3 is read as 1 with a lead of 3 days, as it may mean the tasks 1 to 3."""
    text = row.cells[field].text
    for piece in re.split(r"[;,]", text) if _DASHES.search(text) else ():
        found = _RANGE.fullmatch(piece.strip())
        if not found or known.resolve(piece.strip()) is not None:
            continue
        if known.resolve(found[1]) and known.resolve(found[2]) and int(found[1]) < int(found[2]):
            message = phrase(
                "read as task {task} with a lead of {n} days", task=found[1], n=found[2]
            )
            remedy = phrase(
                "write {task}FS-{n}d, or the tasks one by one if all of them are meant",
                task=found[1],
                n=found[2],
            )
            row.note("warning", "range-or-lead", message, field, remedy)


def _lost_list(row: Row, field: str, known: Index) -> str:
    """The list 25,27 that became the number 25.27, where no task has that ID."""
    cell = row.cells[field]
    whole, _, rest = cell.text.partition(".")
    if cell.kind != "number" or not rest or known.resolve(cell.text) is not None:
        return ""
    if known.resolve(whole) is None or known.resolve(rest) is None:
        return ""
    row.note(
        "warning",
        "lost-list",
        phrase(
            "read as the two tasks {whole} and {rest}; Excel has made a number of the list",
            whole=whole,
            rest=rest,
        ),
        field,
        phrase("format the column as text"),
    )
    return f"{whole};{rest}"


_NO_SUCH = {
    "position": phrase("there is no task at this position"),
    "row": phrase("there is no task in this row"),
    "id": phrase("there is no task with this ID"),
    "wbs": phrase("there is no task with this WBS"),
    "name": phrase("there is no task with this name"),
}


def _unknown(row: Row, field: str, text: str, known: Index) -> None:
    near = known.near(text)
    if key(text) in known.twice:
        message = phrase("several tasks have this name")
        row.log.add(
            row.source.issue(
                "ambiguous-predecessor",
                message,
                field,
                got=text,
                remedy=phrase("give the tasks IDs and write one of them"),
            )
        )
        return
    if key(text) in known.inactive:
        message = phrase("is not active, so nothing waits for it")
        row.log.add(row.source.issue("inactive-link", message, field, got=text, severity="info"))
        return
    message = _NO_SUCH.get(known.chosen, _NO_SUCH["id"])
    elsewhere = known.is_other_code(text)
    near = "" if elsewhere else near
    other = elsewhere or (not near and known.is_no_task(text))
    severity: Severity = "warning" if known.partial or other else "error"
    row.log.add(
        row.source.issue(
            "unknown-predecessor" if field != "successors" else "unknown-successor",
            message,
            field,
            got=text,
            remedy=(
                phrase('did you mean "{near}"?', near=near)
                if near
                else phrase("correct it or add the task")
            ),
            severity=severity,
        )
    )
