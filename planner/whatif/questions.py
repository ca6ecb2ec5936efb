"""Questions in a user's words: by when, by whom, in which order, and who else.

``T12 by 2027-05-03``, ``Ann on T7``, ``T9 before T4``, ``who else for T7``; tasks by their ID, WBS
or name, in English or German.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from planner.errors import InputError, Issue
from planner.language.text import did_you_mean, key
from planner.project import Project, Resource, Task

Kind = Literal["by", "on", "before", "who"]

_WORDS: dict[str, Kind] = {
    **dict.fromkeys(("by", "bis"), "by"),
    **dict.fromkeys(("on", "an"), "on"),
    **dict.fromkeys(("before", "vor"), "before"),
}
_WHO = re.compile(r"(?:who else for|who for|wer sonst für|wer für)\s+(.+)", re.IGNORECASE)
_DATES = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y", "%d.%m.%Y %H:%M")
_HOW = 'ask like "T12 by 2027-05-03", "Ann on T7", "T9 before T4" or "who else for T7"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked.

    Args:
        text: As written.
        kind: Of what.
        task: The task it is about; of two the first.
        other: The task that is to come after it.
        person: Who is to do it.
        by: When it is to be finished; without a time, in the work of that day.
    """

    text: str
    kind: Kind
    task: Task
    other: Task | None = None
    person: Resource | None = None
    by: datetime | None = None


def question(text: str, project: Project) -> Question:
    """What a text asks.

    Raises:
        InputError: if it is no question we know, or names what is not there.
    """
    asked = " ".join(text.split()).removesuffix("?").strip()
    if found := _WHO.fullmatch(asked):
        return Question(text=text, kind="who", task=_task(found[1], project))
    faults: list[InputError] = []
    for kind, left, right in _splits(asked):
        try:
            return _READ[kind](text, left, right, project)
        except InputError as error:
            faults.append(error)
    if faults:
        raise faults[0]
    raise _fault("it is no question that can be answered", text, _HOW)


def _splits(text: str) -> Iterator[tuple[Kind, str, str]]:
    """Every way to read it as two things with a word between them, the last one first."""
    words = text.split(" ")
    for at in range(len(words) - 2, 0, -1):
        kind = _WORDS.get(words[at].lower())
        if kind is not None:
            yield kind, " ".join(words[:at]), " ".join(words[at + 1 :])


def _by(text: str, left: str, right: str, project: Project) -> Question:
    for pattern in _DATES:
        try:
            when = datetime.strptime(right, pattern)
        except ValueError:
            continue
        return Question(text=text, kind="by", task=_task(left, project), by=when)
    raise _fault(f"{right} is no date", text, "write it like 2027-05-03 or 2027-05-03 12:00")


def _on(text: str, left: str, right: str, project: Project) -> Question:
    people = {key(one.name): one for one in project.resources if one.kind != "material"}
    person = people.get(key(left))
    if person is None:
        names = [one.name for one in people.values()]
        raise _fault(f"nobody is called {left}", text, did_you_mean(left, names, _HOW))
    return Question(text=text, kind="on", task=_task(right, project), person=person)


def _before(text: str, left: str, right: str, project: Project) -> Question:
    first, other = _task(left, project), _task(right, project)
    if first.id == other.id:
        raise _fault("a task cannot come before itself", text, _HOW)
    return Question(text=text, kind="before", task=first, other=other)


_READ: dict[Kind, Callable[[str, str, str, Project], Question]] = {
    "by": _by,
    "on": _on,
    "before": _before,
}


def _task(name: str, project: Project) -> Task:
    """A task by its ID, its WBS, or its name, or both of these; then by T and its ID."""
    wanted = key(name.strip("“”„\"' "))
    keys: tuple[Callable[[Task], str], ...] = (
        lambda task: task.id,
        lambda task: task.wbs,
        lambda task: task.name,
        lambda task: task.title,
        lambda task: f"t{task.id}",
    )
    for told in keys:
        found = [task for task in project.tasks if key(told(task)) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(task.id for task in found)
            raise _fault(f"several tasks are called {name}", name, f"name one by its ID: {ids}")
    names = [text for task in project.tasks for text in (task.id, task.name)]
    raise _fault(f"there is no task {name}", name, did_you_mean(name, names, _HOW))


def _fault(message: str, got: str, remedy: str) -> InputError:
    return InputError([Issue(code="question", message=message, got=got, remedy=remedy)])
