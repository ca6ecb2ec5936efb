"""What is known of a plan before its changes, kept so that each change is looked at sooner.

Reading the upload, the workbook with the plan, and placing the plan in its problem take longer than
all else that a change asks for. All of it is made while somebody looks at the plan (`look_ahead`);
whoever finds nothing kept that fits makes it anew, and comes to the same.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.uncollected import uncollected
from planner import pipeline
from planner.choice import Choice
from planner.errors import InputError
from planner.project import Project
from planner.tracking.records import Planning, Previous
from planner.web import checkpoint, liveness
from planner.web.checking import choice_of
from planner.web.job_records import INPUT, PAGE
from planner.web.published import plan_in
from planner.web.signed import Secret, keep, kept
from planner.web.store import Job

if TYPE_CHECKING:
    from planner.reading.look import Look
    from planner.whatif.replan import Stands

BEFORE, LOOKED, TRIED = "before", "looked", "tried"
"""What is kept of a plan before its changes, how its workbook is read with them, and that workbook:
the upload in which they are tried."""

_PATIENCE, _LOOK = 5.0, 0.02
"""Seconds to wait for another process, and between two looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What the workbook with a plan says beside all that the upload says too."""

    previous: Previous | None
    history: tuple[Planning, ...]

    def into(self, project: Project) -> Project:
        """The project of the upload as that workbook says it."""
        return replace(project, previous=self.previous, history=self.history)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A plan before its changes.

    Args:
        project: The project as it was planned.
        stands: The plan's schedule by names, None where it is lost.
        finishes: ID → finish of the tasks that are not late.
        stretch: Length of the plan's time axis.
        recalled: None where the workbook with the plan says anything else than the upload.
    """

    project: Project
    stands: "Stands | None"
    finishes: Mapping[str, datetime]
    stretch: float
    recalled: Recalled | None


def mark(*parts: object) -> str:
    """Names all that a thing was made of: bytes by their hash, other things as they are."""
    told = (hashlib.sha256(p).hexdigest() if isinstance(p, bytes) else repr(p) for p in parts)
    return " ".join(told)


def read_as(job: Job) -> Choice:
    """How the workbook of a job was read when it was planned."""
    return choice_of(job.options, datetime.fromtimestamp(job.started or job.created))


def look_at(folder: Path, job: Job, data: bytes, secret: Secret) -> "Look":
    """How the upload with changes is read, from what is kept if that is of these bytes."""
    from planner.reading.look import Look

    choice = read_as(job)
    found = kept(folder / LOOKED, mark(data, job.name, choice), secret)
    return found if isinstance(found, Look) else pipeline.look(data, job.name, choice)


def keep_look(folder: Path, job: Job, data: bytes, look: "Look", secret: Secret) -> None:
    """Keeps how the upload with changes is read."""
    with suppress(OSError):  # it is read again
        keep(folder / LOOKED, mark(data, job.name, read_as(job)), look, secret)


def before(folder: Path, job: Job, secret: Secret) -> Before | None:
    """What is known of a plan before its changes; None if its workbook cannot be read any more.

    Where another process is making it, waits for that.
    """
    plan = plan_in(folder)
    if plan is None:
        return None
    source, planned = (folder / INPUT).read_bytes(), plan.read_bytes()
    name = mark(source, planned, job.name, read_as(job))
    with _in_turn(folder / f"{BEFORE}.lock"):
        found = kept(folder / BEFORE, name, secret)
        if isinstance(found, Before):
            return found
        made = _before(folder, job, source, planned, secret)
        if made is not None:
            with suppress(OSError):
                keep(folder / BEFORE, name, made, secret)
        return made


@contextmanager
def _in_turn(lock: Path) -> Iterator[None]:
    """Waits a moment for the process that holds a lock; goes on without it after that."""
    held, until = None, time.monotonic() + _PATIENCE
    with suppress(OSError):
        while (held := liveness.hold(lock)) is None and time.monotonic() < until:
            time.sleep(_LOOK)
    try:
        yield
    finally:
        if held is not None:
            held.close()


def look_ahead(folder: Path, job: Job, secret: Secret) -> None:
    """Makes and keeps all that the first change to a plan will ask for."""
    tried = folder / TRIED
    with uncollected(), suppress(InputError, OSError):  # told when something is changed
        data = (tried if tried.is_file() else folder / INPUT).read_bytes()
        keep_look(folder, job, data, look_at(folder, job, data, secret), secret)
        before(folder, job, secret)


def _before(folder: Path, job: Job, source: bytes, planned: bytes, secret: Secret) -> Before | None:
    from planner.translate import to_problem
    from planner.whatif.replan import stands

    project = look_at(folder, job, source, secret).project
    if project is None:
        return None
    draft, known = checkpoint.load(folder), None
    if draft is not None:
        known = stands(to_problem(project, stretch=draft.stretch), draft.schedule)
    rows: list[dict[str, Any]] = json.loads((folder / PAGE).read_bytes())["rows"]
    return Before(
        project=project,
        stands=known,
        finishes={
            row["id"]: datetime.fromisoformat(row["finish"])
            for row in rows
            if row["finish"] and not row["days_late"]
        },
        stretch=draft.stretch if draft else 1.0,
        recalled=_recalled(project, planned, job),
    )


def _recalled(project: Project, planned: bytes, job: Job) -> Recalled | None:
    try:
        found = pipeline.read_project(planned, job.name, choice=read_as(job))
    except InputError:
        return None
    recalled = Recalled(previous=found.previous, history=found.history)
    return recalled if recalled.into(project) == found else None
