"""Resolves references to tasks: by ID, WBS code, name or position.

The kind that resolves most of the column is chosen; what it does not resolve is reported.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from planner.errors import Severity
from planner.language.text import key
from planner.phrase import phrase
from planner.project import Dependency
from planner.reading.durations import TimeUnits
from planner.reading.link_notation import links
from planner.reading.tables import Row
from planner.reading.task_index import FEWEST_LETTERS, TARGETS, Index, words_in
from planner.reading.values import BadValueError

_SAMPLE = 400


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
    predecessor ends, or that wait for themselves.
    """
    here = known.tables["position"]
    others = [replace(known, chosen=one) for one in ROWS if known.tables[one] != here]
    spans = {task: span for task, row in zip(ids, rows, strict=True) if (span := _span(row))}
    wrong = [_contradicted(one, rows, ids, spans, clock) for one in (known, *others)]
    return (known, *others)[wrong.index(min(wrong))]


ROWS = ("row", "row of the sheet")


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
    """The number of links to a task itself, or that the present plan breaks or lacks."""
    found = 0
    for task, row in zip(ids, rows, strict=True):
        if not row.has("predecessors"):
            continue
        with suppress(BadValueError):
            for link in links(row.text("predecessors"), known.resolve, clock):
                other = link.task if isinstance(link, Dependency) else ""
                end = spans.get(other)
                dated = task in spans and (end is None or end[1] > spans[task][0])
                found += other == task or dated
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
    words = words_in(text)
    if known.chosen != "name" or sum(map(len, words)) < FEWEST_LETTERS or key(text) in known.twice:
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
    "row of the sheet": phrase("there is no task in this row"),
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
