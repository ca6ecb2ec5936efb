"""A reading beside the truth: understood, in doubt and said so, or wrong.

*Understood*: all that the truth states is equal. *Doubt*: each difference stands at a cell that a
warning, an error, or the note that a column is left aside names. *Wrong*: neither.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from benchmarks.corpus.adapter import Answer, Remark
from benchmarks.corpus.truth import TaskTruth, Truth, keys, minutes

Verdict = Literal["understood", "doubt", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that was read otherwise; `cells` are those in question."""

    field: str
    task: str
    wanted: object
    got: object
    cells: frozenset[str]

    def __str__(self) -> str:
        return f"{self.task or 'project'}: {self.field} {self.got!r}, should be {self.wanted!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file."""

    verdict: Verdict
    refused: bool
    differences: tuple[Difference, ...]
    needless: tuple[Remark, ...]


def judge(truth: Truth, answer: Answer) -> Outcome:
    """How an answer compares with the truth."""
    if answer.reading is None:
        differences = _refusal(truth)
    else:
        differences = tuple(_differences(truth, answer.reading))
    if truth.fragile is not None and _columns_right(truth, differences) >= truth.fragile:
        differences = ()
    named = [_cell(remark.sheet, remark.cell) for remark in answer.remarks if remark.cell]
    said = all(any(_same(cell, at) for cell in d.cells for at in named) for d in differences)
    verdict: Verdict = "wrong"
    if not differences:
        verdict = "understood"
    elif said:
        verdict = "doubt"
    needless = tuple(r for r in answer.remarks if not _called_for(truth, r))
    return Outcome(
        verdict=verdict,
        refused=answer.reading is None,
        differences=differences,
        needless=needless if truth.clean and not differences else (),
    )


def _refusal(truth: Truth) -> tuple[Difference, ...]:
    """What is missing where a file was refused; nothing if it holds no plan."""
    if not truth.tasks:
        return ()
    cells = {cell for task in truth.tasks for cell in _cells(truth, task, "")}
    cells |= {cell for at in truth.columns.values() for cell in at} | set(truth.doubtful)
    tasks = f"{len(truth.tasks)} tasks"
    return (
        Difference(field="tasks", task="", wanted=tasks, got="refused", cells=frozenset(cells)),
    )


def _columns_right(truth: Truth, differences: tuple[Difference, ...]) -> int:
    wrong = {difference.field for difference in differences}
    if "tasks" in wrong:
        return 0
    return len(set(truth.columns) - {_COLUMN.get(name, name) for name in wrong})


def _differences(truth: Truth, reading: Truth) -> Iterator[Difference]:
    wanted = dict(zip(keys(truth.tasks), truth.tasks, strict=True))
    got = dict(zip(keys(reading.tasks), reading.tasks, strict=True))
    everywhere = frozenset(truth.doubtful)
    for key, task in wanted.items():
        if key not in got:
            cells = frozenset(_cells(truth, task, "")) | everywhere
            yield Difference(field="tasks", task=key, wanted="a task", got="none", cells=cells)
    for key, task in got.items():
        if key not in wanted:
            cells = frozenset({_row(task.cell)}) | everywhere
            yield Difference(field="tasks", task=key, wanted="none", got="a task", cells=cells)
    yield from _order(wanted, got, everywhere)
    for key, task in wanted.items():
        if key in got:
            yield from _fields(truth, key, task, got[key])
    yield from _project(truth, reading, everywhere)


def _order(
    wanted: Mapping[str, TaskTruth], got: Mapping[str, TaskTruth], cells: frozenset[str]
) -> Iterator[Difference]:
    right = [key for key in wanted if key in got and not wanted[key].summary]
    found = [key for key in got if key in wanted and not wanted[key].summary]
    if right != found:
        yield Difference(field="order", task="", wanted=right, got=found, cells=cells)


def _project(truth: Truth, reading: Truth, cells: frozenset[str]) -> Iterator[Difference]:
    if truth.start is not None and truth.start != reading.start:
        at = cells | frozenset(truth.columns.get("project start", ()))
        wanted, got = truth.start, reading.start
        yield Difference(field="project start", task="", wanted=wanted, got=got, cells=at)
    if truth.people is None:
        return
    if (found := set(reading.people or ())) != set(truth.people):
        at = cells | frozenset(truth.columns.get("people", ()))
        wanted_people, got_people = sorted(truth.people), sorted(found)
        yield Difference(field="resources", task="", wanted=wanted_people, got=got_people, cells=at)
    for name, rate in truth.people.items():
        known = (reading.people or {}).get(name, "")
        if rate and rate != known:
            at = cells | frozenset(truth.columns.get("rate", ()))
            yield Difference(field="rate", task=name, wanted=rate, got=known, cells=at)


def _fields(truth: Truth, key: str, wanted: TaskTruth, got: TaskTruth) -> Iterator[Difference]:
    names = _OF_SUMMARIES if wanted.summary else tuple(_EQUAL)
    for name in names:
        value, found = getattr(wanted, name), getattr(got, name)
        if value is None or _EQUAL[name](value, found):
            continue
        if name in ("duration", "work") and _same_amount(value, got):
            continue
        cells = frozenset(_cells(truth, wanted, name)) | frozenset(truth.doubtful)
        yield Difference(field=name, task=key, wanted=value, got=found, cells=cells)


def _same_amount(amount: str, got: TaskTruth) -> bool:
    """Whether the amount stands in the other of duration and work, where they are the same."""
    if any("[" in person for person in got.people or ()) or len(got.people or ()) > 1:
        return False
    return any(_amounts(amount, other) for other in (got.duration, got.work))


def _amounts(wanted: str, got: str | None) -> bool:
    return got is not None and abs(minutes(wanted) - minutes(got)) <= 1


def _links(wanted: tuple[object, ...], got: tuple[object, ...] | None) -> bool:
    if got is None or len(wanted) != len(got):
        return False
    left = list(got)
    for link in wanted:
        match = next((other for other in left if _same_link(link, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_link(wanted: object, got: object) -> bool:
    names = ("task", "kind")
    if any(getattr(wanted, name) != getattr(got, name) for name in names):
        return False
    lag = _lag(getattr(got, "lag", ""))
    return any(_lag(choice) == lag for choice in getattr(wanted, "lag", "").split("|"))


def _lag(text: str) -> tuple[str, float]:
    """Unit and amount of a lag, in minutes or per cent; nothing has no unit."""
    if text.endswith("%"):
        amount, unit = float(text[:-1]), "%"
    elif match := re.fullmatch(r"([+-]?[\d.]+)e([mhdw])", text):
        factor = {"m": 1, "h": 60, "d": 1440, "w": 10080}[match[2]]
        amount, unit = float(match[1]) * factor, "elapsed"
    else:
        amount, unit = float(minutes(text)), "work"
    return (unit, amount) if amount else ("", 0)


def _people(wanted: tuple[str, ...], got: tuple[str, ...] | None) -> bool:
    return sorted(wanted) == sorted(got or ())


def _starts(wanted: str, got: str | None) -> bool:
    return got is not None and _working(wanted, 1) == _working(got, 1)


def _finishes(wanted: str, got: str | None) -> bool:
    return got is not None and _working(wanted, -1) == _working(got, -1)


def _working(day: str, step: int) -> date:
    """The nearest day from Monday to Friday, forward for a start, back for a finish."""
    found = date.fromisoformat(day)
    while found.weekday() > 4:
        found += timedelta(days=step)
    return found


def _close(wanted: float, got: float | None) -> bool:
    return got is not None and abs(wanted - got) < 0.006


def _text(wanted: object, got: object) -> bool:
    return " ".join(str(wanted).split()) == " ".join(str(got).split())


_EQUAL: dict[str, Callable[..., bool]] = {
    "id": _text,
    "parent": _text,
    "summary": bool.__eq__,
    "duration": _amounts,
    "work": _amounts,
    "start": _starts,
    "finish": _finishes,
    "due": _finishes,
    "links": _links,
    "people": _people,
    "percent": _close,
    "milestone": bool.__eq__,
    "priority": int.__eq__,
    "cost": _close,
    "notes": _text,
}
_OF_SUMMARIES = ("id", "parent", "summary")
_COLUMN = {"resources": "people", "milestone": "duration"}
"""Field of a difference → the column it comes from."""


def _cells(truth: Truth, task: TaskTruth, name: str) -> Iterator[str]:
    """The cells in question for a field of a task: its own, its header's; the row without one."""
    headers = truth.columns.get(name, ())
    yield from headers or truth.columns.get("name", ())
    sheet, _, cell = task.cell.rpartition("!")
    row = "".join(filter(str.isdigit, cell))
    for header in headers:
        column = "".join(filter(str.isalpha, header.rpartition("!")[2]))
        yield _cell(sheet, f"{column}{row}")
    if not headers:
        yield _row(task.cell)


def _row(cell: str) -> str:
    """``Plan!5``, any cell of the row."""
    sheet, _, at = cell.rpartition("!")
    return _cell(sheet, "".join(filter(str.isdigit, at)))


def _cell(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if sheet else cell


def _same(cell: str, named: str) -> bool:
    """Whether a remark's cell is one in question; in a CSV file the sheet has no name."""
    sheet, _, at = cell.rpartition("!")
    named_sheet, _, named_at = named.rpartition("!")
    if sheet and named_sheet and sheet != named_sheet:
        return False
    return at == named_at or (at.isdigit() and at == "".join(filter(str.isdigit, named_at)))


def _called_for(truth: Truth, remark: Remark) -> bool:
    """Whether the remark is a note, or names a doubtful cell or what the file does not say."""
    if remark.quiet:
        return True
    if remark.topic == "start" and truth.start is None:
        return True
    if remark.topic == "links" and not any(task.links for task in truth.tasks):
        return True
    named = _cell(remark.sheet, remark.cell)
    headers = [_row(place) for at in truth.columns.values() for place in at if truth.guessed]
    return any(_same(cell, named) for cell in (*truth.doubtful, *headers))
