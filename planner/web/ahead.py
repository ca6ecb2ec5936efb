"""What planning a changed workbook again needs, made while its changes are looked at.

Reading the workbook and making its problem take longer than the search for a plan near the one
before. Whoever finds nothing made ahead that fits does both anew, and comes to the same plan.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from planner import pipeline
from planner.errors import InputError
from planner.pipeline import Options, Prepared
from planner.web.checking import choice_of
from planner.web.editing import edited_in
from planner.web.signed import Secret, keep, kept
from planner.web.store import Job

AHEAD = "ahead"


def near(options: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the options of a job for planning again near its plan."""
    return {**options, "near": True, "from_scratch": False}


def prepare(folder: Path, job: Job, secret: Secret) -> None:
    """Reads the workbook with the changes to a job's plan, and makes its problem."""
    source = edited_in(folder)
    if source is None:
        return
    data, options = source.read_bytes(), near(job.options)
    goals = tuple(options.get("goals", ()))
    try:
        choice = choice_of(options, datetime.now())
        project = pipeline.read_project(data, job.name, choice=choice)
        made = pipeline.prepare(project, Options(goals=goals, near=True))
    except InputError:  # told when it is planned
        return
    with suppress(OSError):  # the plan was deleted, or the disk is full: it is made when planned
        keep(folder / AHEAD, _mark(data, job.name, options), made, secret)


def prepared(folder: Path, data: bytes, job: Job, secret: Secret) -> Prepared | None:
    """Returns what was made ahead for a job, if it is of this very workbook and these options."""
    found = kept(folder / AHEAD, _mark(data, job.name, job.options), secret)
    return found if isinstance(found, Prepared) else None


def _mark(data: bytes, name: str, options: Mapping[str, Any]) -> str:
    """Returns all that the problem is made of: the file, and how it is read and planned."""
    choice, goals = choice_of(options, datetime.now()), tuple(options.get("goals", ()))
    ways = tuple(bool(options.get(one)) for one in ("near", "from_scratch"))
    return repr((hashlib.sha256(data).hexdigest(), name, choice, goals, ways))
