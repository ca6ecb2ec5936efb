"""Keeps the best schedule of a search on disk, so that an interrupted search can continue."""

import json
from pathlib import Path

from planner.pipeline import Draft
from planner.web.private import write_json

NAME = "checkpoint.json"


def save(folder: Path, draft: Draft) -> None:
    """Stores a draft in place of the previous one."""
    tasks = [
        None
        if task is None
        else [
            task.start,
            task.end,
            task.mode,
            [[a.seat, a.resource] for a in task.assignments],
            [[extra.resource, extra.spans] for extra in task.overtime],
            task.breaks,
        ]
        for task in draft.schedule.tasks
    ]
    write_json(folder / NAME, {"stretch": draft.stretch, "tasks": tasks})


def load(folder: Path) -> Draft | None:
    """The stored draft; None if it is missing or unreadable."""
    from models.schedule import Assignment, Extra, Schedule, Task

    try:
        data = json.loads((folder / NAME).read_bytes())
        tasks = [
            row
            and Task(
                start=row[0],
                end=row[1],
                mode=row[2],
                assignments=tuple(Assignment(seat=s, resource=r) for s, r in row[3]),
                overtime=tuple(
                    Extra(resource=r, spans=tuple((first, last) for first, last in spans))
                    for r, spans in row[4]
                ),
                # schedules of earlier releases have no breaks
                breaks=tuple((first, last) for spans in row[5:] for first, last in spans),
            )
            for row in data["tasks"]
        ]
        return Draft(stretch=data["stretch"], schedule=Schedule(tasks=tuple(tasks)))
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return None
