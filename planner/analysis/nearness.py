"""The plan beside the one that people know: what changed, and which dates were kept."""

from collections.abc import Iterator
from datetime import datetime

from models.schedule import Schedule
from models.schedule import Task as Placed
from planner.analysis.shown_times import Shown
from planner.errors import Issue
from planner.phrase import Phrase, first_of, phrase, verbatim
from planner.project import Task
from planner.translate.translation import Translation

_SHOWN = 8


def nearness(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    """Whether the plan is free or near a published one, and which dates of the file are kept."""
    known, project = translation.known, translation.project
    source = project.settings.source
    if known.from_scratch:
        return
    if known.tasks:
        moved, others = _changed(translation, schedule)
        near = project.previous is not None and project.previous.near
        yield source.issue(
            "near-plan",
            phrase(
                "stays near the plan before: {moved} moved, {others} with other people"
                if near
                else "stays near the published plan: {moved} moved, {others} with other people",
                moved=_some(moved),
                others=_some(others),
            ),
            severity="info",
            remedy=phrase("--from-scratch plans freely"),
        )
    elif project.previous is not None:
        yield source.issue(
            "free-plan",
            phrase("no plan is published, so this one is free and need not be near the one before"),
            severity="info",
            remedy=phrase("once people are told, keep it with planner publish"),
        )
    yield from _kept(translation, schedule)


def _placed(translation: Translation, schedule: Schedule) -> Iterator[tuple[int, Task, Placed]]:
    """What is still to be done, with its activity."""
    for (row, role), activity in translation.activity.items():
        placed = schedule.tasks[activity]
        open_ = role == "task" and row not in translation.history.records
        if open_ and placed is not None:
            yield activity, translation.project.tasks[row], placed


def _changed(translation: Translation, schedule: Schedule) -> tuple[list[Task], list[Task]]:
    """The tasks that are moved, and those with other people."""
    moved, others = [], []
    workers = translation.crew.workers
    for activity, task, placed in _placed(translation, schedule):
        stay = translation.problem.activities[activity].stay
        if task.id not in translation.known.tasks or stay is None:
            continue
        if placed.start != stay.at:
            moved.append(task)
        names = (workers[one.resource].name for one in placed.assignments)
        known = translation.known.people(task)
        if known and not known.issuperset(names):
            others.append(task)
    return moved, others


def _kept(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    """Remarks on how many tasks keep the dates of the file, and which had to be moved."""
    known, shown = translation.known, Shown(translation, schedule)
    found = [
        (task, placed.start != stay.at, shown.of(activity, placed)[0])
        for activity, task, placed in _placed(translation, schedule)
        if known.kept(task) and (stay := translation.problem.activities[activity].stay)
    ]
    if not found:
        return
    tasks = [task for task in translation.project.tasks if not task.summary]
    moved = [(task, when) for task, changed, when in found if changed]
    first = found[0][0]
    yield first.source.issue(
        "kept-dates",
        phrase(
            "tasks that are in no link and keep their dates: {found}, planned by "
            "links and limits: {tasks}; moved: {moved}",
            found=len(found),
            tasks=len(tasks) - len(found),
            moved=_moves(moved),
        ),
        "start" if "start" in first.source.columns else "finish",
        severity="info",
        remedy=phrase("--from-scratch plans all freely"),
    )


def _some(tasks: list[Task]) -> Phrase:
    names = ", ".join(task.id for task in tasks[:_SHOWN])
    more = ", …" if len(tasks) > _SHOWN else ""
    return verbatim(f"{len(tasks)} ({names}{more})") if tasks else phrase("none")


def _moves(moved: list[tuple[Task, datetime]]) -> Phrase:
    if not moved:
        return phrase("none")
    shown = [
        phrase(
            "{task} from {before:%Y-%m-%d} to {when:%Y-%m-%d}",
            task=task.id,
            before=task.current_start or task.current_finish,
            when=when,
        )
        for task, when in moved
    ]
    return first_of(shown, _SHOWN)
