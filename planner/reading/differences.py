"""In what two readings of a workbook differ, and whether the other one says more."""

from datetime import timedelta

from planner.language.text import key
from planner.project import Project, Task
from planner.reading.consistency import facts_of
from planner.reading.coverage import left_aside, texts_in_bars
from planner.reading.look import Look

_FEWEST = 3
_WEEK = timedelta(days=7)


def differs(project: Project, other: Project) -> bool:
    """Whether another reading has at least three tasks, a fifth of which are new or elsewhere.

    One that has known tasks only, and says less of them, is no other reading.
    """
    known = _by_name(project)
    tasks = [task for task in other.tasks if not task.summary]
    if facts_of(other) < facts_of(project) and all(key(task.name) in known for task in tasks):
        return False
    same = sum(
        any(_near(task, before) for before in known.get(key(task.name), ())) for task in tasks
    )
    return len(tasks) >= _FEWEST and 5 * same <= 4 * len(tasks)


def adds(project: Project, other: Project) -> bool:
    """Whether another reading has the same tasks, and says more of a third of them.

    Who does them, or below which summary they are.
    """
    ours, theirs = ([t for t in one.tasks if not t.summary] for one in (project, other))
    if [key(task.name) for task in ours] != [key(task.name) for task in theirs]:
        return False
    who = sum(bool(new.needs) > bool(old.needs) for old, new in zip(ours, theirs, strict=True))
    where = sum(bool(new.parent) > bool(old.parent) for old, new in zip(ours, theirs, strict=True))
    return 3 * max(who, where) >= len(ours) >= _FEWEST


def _by_name(project: Project) -> dict[str, list[Task]]:
    known: dict[str, list[Task]] = {}
    for task in project.tasks:
        known.setdefault(key(task.name), []).append(task)
    return known


def only_less(project: Project, other: Project) -> bool:
    """Whether another reading has some of the same tasks with the same dates, and nothing else."""
    known = _by_name(project)
    tasks = [task for task in other.tasks if not task.summary]
    same = all(any(_near(task, one) for one in known.get(key(task.name), ())) for task in tasks)
    return same and facts_of(other) < facts_of(project)


def explains_more(other: Look, look: Look) -> bool:
    """Whether another reading leaves aside at most half of what a reading does.

    These are rows that tell of tasks, and those whose texts in bars are told and not planned with.
    """
    return 2 * len(_aside(other)) <= len(_aside(look))


def _aside(look: Look) -> set[tuple[str, int]]:
    """The sheet and number of each row that tells of tasks and that a reading leaves aside."""
    if look.project is None or look.tables is None or look.book is None:
        return set()
    found = left_aside(look.project, look.tables, look.book)
    rows = {(one.sheet.name, row) for one in found for row in one.rows}
    unread = {issue.sheet for issue in look.issues if issue.code == "texts-in-bars"}
    return rows | {
        (sheet.name, row)
        for sheet in look.book.sheets
        if sheet.name in unread
        for row in texts_in_bars(sheet)
    }


def _near(one: Task, two: Task) -> bool:
    """Whether two readings of a task have the same dates, as far as bars are exact."""
    ends = ((one.current_start, two.current_start), (one.current_finish, two.current_finish))
    days = [(first, second) for first, second in ends if first != second]
    if not (one.current_finish and two.current_finish) and one.duration != two.duration:
        return False
    return all(first and second and abs(first - second) < _WEEK for first, second in days)


def content(project: Project) -> tuple[object, ...]:
    """What tells two readings apart."""
    return tuple(
        (task.name, task.summary, task.current_start, task.current_finish, task.duration,
         task.work, tuple(need.names for need in task.needs), task.parent)
        for task in project.tasks
    )  # fmt: skip
