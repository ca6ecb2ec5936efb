"""A corpus of workbooks as people have them: python -m tests.planner.reading.corpus FOLDER.

Each case says what must come of it: the tasks in one line each, and every error and warning with
its place. `layouts` has where tables stand and how rows hang together, `cells` what cells mean,
`traps` what goes wrong in real files, `hazards` what must be told before or while parsing, `own`
whole workbooks as different people would write them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from planner.project import Dependency, Need, Project, Task, Unit
from tests.planner.reading.books import SETTINGS, Rows, book

HEAD = ["ID", "Task Name", "Duration", "Predecessors"]
ONE, TWO = [1, "Dig", "2d", ""], [2, "Pour", "1d", "1"]
PLAIN = ["1 Dig 2", "2 Pour 1 after 1"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file and what must come of it.

    Args:
        make: Gives the content.
        lines: The tasks, as `line` writes them; none where the file is refused.
        issues: Code and place of each error and warning.
        notes: Codes of remarks that must be there besides.
        columns: What the user maps.
        name: The file's name.
    """

    make: Callable[[], bytes]
    lines: Sequence[str] = ()
    issues: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    name: str = "plan.xlsx"


def line(task: Task) -> str:
    """A task in one line: id, name, days, parent, links, people, deadline."""
    text = f"{task.id} {task.name}"
    text += "" if task.duration is None or task.summary else f" {task.duration / 480:g}"
    text += " sums up" if task.summary else ""
    text += f" work {task.work / 480:g}" if task.work else ""
    text += f" in {task.parent}" if task.parent else ""
    links = ",".join(map(_link, task.dependencies))
    text += f" after {links}" if links else ""
    people = ", ".join("|".join(need.names) + _times(need) for need in task.needs)
    text += f" by {people}" if people else ""
    return text + (f" due {task.deadline:%Y-%m-%d}" if task.deadline else "")


def _link(link: Dependency) -> str:
    kind = "" if link.kind == "FS" and not link.lag.amount else link.kind
    unit = {Unit.WORK: "d", Unit.ELAPSED: "ed", Unit.PERCENT: "%"}[link.lag.unit]
    size = {Unit.WORK: 480, Unit.ELAPSED: 1440, Unit.PERCENT: 1}[link.lag.unit]
    lag = f"{link.lag.amount / size:+g}{unit}" if link.lag.amount else ""
    return f"{link.task}{kind}{lag}"


def _times(need: Need) -> str:
    units = f"x{need.units:g}" if need.units != 1 else ""
    return units + (f" {need.skill} x{need.count}" if need.skill else "")


def lines(project: Project) -> list[str]:
    return [line(task) for task in project.tasks]


def sheet(*rows: Any, name: str = "Tasks") -> dict[str, Rows]:
    """A sheet of these rows, and the project's start."""
    return {name: list(rows), "Settings": SETTINGS}


def case(
    sheets: Mapping[str, Rows],
    *lines: str,
    issues: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    **more: Any,
) -> Case:
    """A workbook of these sheets; `more` goes to `book`."""
    return Case(
        make=lambda: book(sheets, **more),
        lines=lines,
        issues=issues,
        notes=notes,
        columns=columns or {},
    )


def day(month: int, number: int) -> datetime:
    """A day of 2027."""
    return datetime(2027, month, number)
