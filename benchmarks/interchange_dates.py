"""Do our earliest dates equal those stored in other programs' files?

    python -m benchmarks.interchange_dates FOLDER [--verbose]

People's limits are taken off; what has begun is held at its actual start; manually scheduled tasks
stay where they are. For every task that has not begun the stored start and finish are compared
with ours. Files in which less than a third of the tasks have a link are left out: there is nothing
to compute in them.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from models.search.greedy import forward
from planner.errors import InputError
from planner.interchange.build import build
from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.draft import DraftTask, ImportDraft
from planner.interchange.formats import format_of, read_draft
from planner.interchange.place import Report
from planner.project import Constraint, Project
from planner.translate.assembly import to_problem
from planner.translate.translation import Translation

_MINUTES = 10
"""Longest difference in minutes of two dates that are taken for one: seconds and rounding."""
_MOST = 1_000


def main() -> None:
    """Compare all files of a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    right = total = good = files = 0
    for path in sorted(arguments.folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if format_of(data) is None:
            continue
        found = list(_compared(data))
        if not found:
            continue
        same = sum(ours == theirs for _, ours, theirs in found)
        right, total, files = right + same, total + len(found), files + 1
        good += same >= 0.95 * len(found)
        print(f"{path.name[:70]:70} {same:5} of {len(found):5}")
        for task, ours, theirs in found if arguments.verbose else ():
            if ours != theirs:
                print(f"    {task.id} {task.name[:40]}: {ours} here, {theirs} there")
    print(f"{files} files, {good} with 95 % or more; {right} of {total} tasks")


def _compared(data: bytes) -> Iterator[tuple[DraftTask, str, str]]:
    kind = format_of(data)
    assert kind is not None
    report = Report()
    try:
        draft = read_draft(data, kind, report)
        project = build(_held(draft), report).project
    except InputError as error:
        print("   refused:", error.issues[-1])
        return
    tasks = [task for task in draft.tasks if task.kind == "task"]
    if sum(bool(task.links) for task in tasks) * 3 < len(tasks) or len(tasks) > _MOST:
        return
    dates = _earliest(project)
    times = ImportedWorktimes(draft=draft, report=Report())
    ids = {task.source.sheet: task.id for task in project.tasks}
    for task in tasks:
        if task.start is None or task.actual_start is not None or task.finish is None:
            continue
        ours = dates.get(ids.get(task.place.sheet, ""))
        if ours is not None:
            theirs = (task.start, task.finish)
            same = all(_same(times, task, *pair) for pair in zip(ours, theirs, strict=True))
            yield task, _text(theirs if same else ours), _text(theirs)


def _same(times: ImportedWorktimes, task: DraftTask, one: datetime, two: datetime) -> bool:
    """Whether there is no working time between two dates: 17:00 and 08:00 of the next day."""
    calendar = task.calendar if times.known(task.calendar) else times.standard
    return times.between(calendar, min(one, two), max(one, two)) <= _MINUTES


def _text(dates: tuple[datetime, datetime]) -> str:
    return " – ".join(f"{date:%Y-%m-%d %H:%M}" for date in dates)


def _held(draft: ImportDraft) -> ImportDraft:
    """The draft with enough of everybody, and what has begun, or is held by hand, in its place."""
    resources = tuple(replace(one, max_units=900, availability=()) for one in draft.resources)
    times = ImportedWorktimes(draft=draft, report=Report())
    tasks = tuple(_pinned(_not_before(task, draft), times) for task in draft.tasks)
    return replace(draft, resources=resources, tasks=tasks)


def _not_before(task: DraftTask, draft: ImportDraft) -> DraftTask:
    """What has not begun does not begin before the data date, in Primavera."""
    today = draft.status_date
    begun = task.actual_start is not None or task.kind != "task"
    if not draft.program.startswith("Primavera") or today is None or begun:
        return task
    return replace(task, earliest_start=max(today, task.earliest_start or today))


def _pinned(task: DraftTask, times: ImportedWorktimes) -> DraftTask:
    start = task.actual_start or (task.start if task.manual else None)
    if start is None or task.kind != "task":
        return replace(task, pinned=False)
    calendar = task.calendar if times.known(task.calendar) else times.standard
    finish = task.finish or start
    return replace(
        task,
        duration=times.between(calendar, start, max(start, finish)),
        elapsed=False,
        assignments=(),
        constraint=Constraint.MSO,
        constraint_date=start,
        more_dates=(),
        earliest_start=None,
        soft_latest=False,
        links=(),
        manual=False,
        pinned=False,
    )


def _earliest(project: Project) -> dict[str, tuple[datetime, datetime]]:
    """The earliest dates of each task, by id."""
    free = tuple(
        replace(task, more_dates=(), constraint=Constraint.ASAP, constraint_date=None)
        if task.constraint in (Constraint.SNLT, Constraint.FNLT, Constraint.ALAP)
        else task
        for task in project.tasks
    )
    translation = to_problem(replace(project, tasks=free))
    problem = translation.problem
    schedule = forward(problem, (0.0,) * len(problem.activities))
    return {} if schedule is None else dict(_dates(translation, schedule.tasks))


def _dates(
    translation: Translation, tasks: tuple[object, ...]
) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    for origin, placed in zip(translation.origins, tasks, strict=True):
        if origin.role == "task" and placed is not None:
            task = translation.project.tasks[origin.row]
            start, end = placed.start, placed.end  # type: ignore[attr-defined]
            finish = translation.grid.closing(end)
            first = finish if start == end and end else translation.grid.opening(start)
            yield task.id, (first, finish)


if __name__ == "__main__":
    main()
