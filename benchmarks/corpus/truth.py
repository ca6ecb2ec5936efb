"""What a file says, as a person would read it: the truth beside it, and a reading in the same form.

A truth is JSON in a file beside the plan: ``plan.xlsx`` → ``plan.truth.json``. Whatever a
truth leaves out (null, or no such key) is not asked of a reading; an empty list is: ``"links": []``
says that there is none. Tasks are called by their names; the second of a name is ``Name #2``.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SUFFIX = ".truth.json"
"""What the name of a truth ends with, in place of the ending of its file."""

_MINUTES = {"m": 1, "h": 60, "d": 480, "w": 2400, "mo": 9600}
_AMOUNT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(mo|[mhdw])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The task waits for `task`. `lag` is like ``2d``, elapsed ``2ed``, ``50%``; ``|`` is or."""

    task: str
    kind: str = "FS"
    lag: str = "0d"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTruth:
    """One task, or a summary.

    Args:
        name: As in the file.
        cell: Where the name stands, like ``Plan!B5``; without a sheet in a CSV file.
        id: The code by which others call it.
        parent: Name of the summary it stands under, "" for none.
        summary: It only sums up; its amounts and dates are not asked.
        duration, work: Like ``5d`` of 8 hours, ``12h``, ``90m``.
        start, finish, due: ISO dates, the finish inclusive.
        links: What it waits for.
        people: Like ``Ann`` or ``Ann[50%]``.
        percent: 0–1.
        milestone: It takes no time.
        priority: -1 below, 0 at, 1 above the normal one.
        cost: Money of the task itself.
        notes: Text.
    """

    name: str
    cell: str = ""
    id: str | None = None
    parent: str | None = None
    summary: bool = False
    duration: str | None = None
    work: str | None = None
    start: str | None = None
    finish: str | None = None
    due: str | None = None
    links: tuple[Link, ...] | None = None
    people: tuple[str, ...] | None = None
    percent: float | None = None
    milestone: bool | None = None
    priority: int | None = None
    cost: float | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A plan file as it is to be read.

    Args:
        kind: What is special about the file; figures are counted by it.
        language: Of its headers.
        tasks: In the order of the file, summaries before what is below them.
        start: ISO date of the project's start, where the file says it.
        people: Name → rate like ``50/h``, "" for none; None if they are not asked for.
        columns: Field → the header cells of its column.
        doubtful: Cells where a remark is right, whatever was understood.
        guessed: The headers do not say everything, so that a remark at one of them is right.
        clean: Nothing else in it calls for a remark.
        fragile: At least so many of the columns must be right, not all.
    """

    kind: str = ""
    language: str = "en"
    tasks: tuple[TaskTruth, ...] = ()
    start: str | None = None
    people: Mapping[str, str] | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    guessed: bool = False
    clean: bool = True
    fragile: int | None = None


def minutes(amount: str) -> int:
    """Working minutes of an amount like ``1w 2d`` or ``90m``: 8 h a day, 5 d a week.

    Raises:
        ValueError: if it is none.
    """
    found = _AMOUNT.findall(amount)
    if not found or _AMOUNT.sub("", amount).strip():
        raise ValueError(f"no amount: {amount!r}")
    return round(sum(float(number) * _MINUTES[unit] for number, unit in found))


def keys(tasks: Iterable[TaskTruth]) -> tuple[str, ...]:
    """What each task is called by: its name, the second of a name ``Name #2``."""
    seen: dict[str, int] = {}
    called = []
    for task in tasks:
        seen[task.name] = times = seen.get(task.name, 0) + 1
        called.append(task.name if times == 1 else f"{task.name} #{times}")
    return tuple(called)


def truth_file(path: Path) -> Path:
    """Where the truth of a file stands."""
    return path.with_suffix(SUFFIX)


def dump(truth: Truth) -> str:
    """A truth as JSON, without what it leaves out."""
    content = asdict(truth)
    content["tasks"] = [_without_none(task) for task in content["tasks"]]
    return json.dumps(_without_none(content), ensure_ascii=False, indent=1) + "\n"


def load(text: str) -> Truth:
    """A truth from JSON.

    Raises:
        TypeError: if it has keys that there are not.
    """
    content = json.loads(text)
    content["tasks"] = tuple(_task(task) for task in content.get("tasks", ()))
    content["doubtful"] = tuple(content.get("doubtful", ()))
    content["columns"] = {name: tuple(at) for name, at in content.get("columns", {}).items()}
    return Truth(**content)


def _task(content: dict[str, Any]) -> TaskTruth:
    if content.get("links") is not None:
        content["links"] = tuple(Link(**link) for link in content["links"])
    if content.get("people") is not None:
        content["people"] = tuple(content["people"])
    return TaskTruth(**content)


def _without_none(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value is not None}
