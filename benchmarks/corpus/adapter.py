"""The product as the bench sees it: bytes in, a reading in the form of a truth out.

The only file of the corpus that imports the product.
"""

from dataclasses import dataclass
from datetime import date, datetime

from benchmarks.corpus.truth import Link, TaskTruth, Truth, keys
from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.pipeline import read_project
from planner.project import Dependency, Need, Project, Task, Unit

_TODAY = datetime(2027, 1, 4)
"""Where a file does not say when its project starts."""

_TOPICS = {
    "assumed-project-start": "start",
    "missing-project-start": "start",
    "no-dependencies": "links",
}
"""Codes of remarks on what a file does not say."""

_NOTES = {"ignored-column", "ignored-sheet"}
"""Codes of notes that say what was left aside; other notes do not tell of a doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the reader says, and the cell it names.

    `topic` is a field of a truth that the file does not state. A `quiet` remark is a note, such as
    that a column is not used: it explains a difference, and is never needless.
    """

    sheet: str
    cell: str
    text: str
    topic: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a file: a reading or, refused, None; and what was remarked."""

    reading: Truth | None
    remarks: tuple[Remark, ...]


def read(data: bytes, name: str) -> Answer:
    """Reads a file with the product."""
    try:
        project = read_project(data, name, choice=Choice(otherwise=_TODAY))
    except InputError as fault:
        return Answer(reading=None, remarks=_remarks(fault.issues))
    return Answer(reading=_truth(project), remarks=_remarks(project.remarks))


def _remarks(issues: tuple[Issue, ...]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            sheet=issue.sheet,
            cell=issue.cell,
            text=str(issue),
            topic=_TOPICS.get(issue.code, ""),
            quiet=issue.severity == "info",
        )
        for issue in issues
        if issue.severity != "info" or issue.code in _NOTES
    )


def _truth(project: Project) -> Truth:
    plain = tuple(TaskTruth(name=task.name) for task in project.tasks)
    called = {task.id: key for task, key in zip(project.tasks, keys(plain), strict=True)}
    people = {
        person.name: f"{person.rate.amount}/{person.rate.per}" if person.rate.amount else ""
        for person in project.resources
        if person.kind == "person"
    }
    return Truth(
        tasks=tuple(_task(task, called) for task in project.tasks),
        start=_day(project.start),
        people=people,
        language=project.language,
    )


def _task(task: Task, called: dict[str, str]) -> TaskTruth:
    start = task.current_start or (task.current_finish if task.milestone else None)
    finish = task.current_finish or (task.current_start if task.milestone else None)
    return TaskTruth(
        name=task.name,
        cell=f"{task.source.sheet}!{task.source.cell('name')}",
        id=task.id,
        parent=called.get(task.parent, ""),
        summary=task.summary,
        duration=None if task.duration is None else f"{task.duration}m",
        work=None if task.work is None else f"{task.work}m",
        start=_day(start),
        finish=_day(finish or task.deadline),
        due=_day(task.deadline or finish),
        links=tuple(_link(link, called) for link in task.dependencies),
        people=tuple(_person(need, name) for need in task.needs for name in need.names),
        percent=task.percent_complete,
        milestone=task.milestone,
        priority=(task.priority > 500) - (task.priority < 500),
        cost=float(task.fixed_cost),
        notes=task.notes,
    )


def _link(link: Dependency, called: dict[str, str]) -> Link:
    amount = link.lag.amount
    if link.lag.unit is Unit.PERCENT:
        lag = f"{amount:g}%"
    else:
        lag = f"{amount:g}{'em' if link.lag.unit is Unit.ELAPSED else 'm'}"
    return Link(task=called.get(link.task, link.task), kind=link.kind, lag=lag)


def _person(need: Need, name: str) -> str:
    return name if need.units == 1 else f"{name}[{need.units:.0%}]"


def _day(when: datetime | date | None) -> str | None:
    return None if when is None else when.strftime("%Y-%m-%d")
