"""What planning a changed workbook again needs, made while its changes are looked at.

Reading the workbook and making its problem take longer than the search for a plan near the one
before, and a first such search is done ahead too. Whoever finds nothing made ahead that fits does
all of it anew.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.uncollected import uncollected
from planner import pipeline
from planner.errors import InputError
from planner.pipeline import Options, Prepared
from planner.project import Project
from planner.web.before import before, mark, read_as
from planner.web.checking import choice_of
from planner.web.editing import DONE, LISTED, apply_edits, edited_in
from planner.web.job_records import SOON
from planner.web.private import write_json
from planner.web.signed import Secret, keep, kept
from planner.web.store import Job

if TYPE_CHECKING:
    from planner.reading.look import Look

AHEAD = "ahead"
LARGE = 200
"""A plan of at least this many tasks is shown before its workbook is written."""

FIRST = 0.75
"""Seconds of search until a plan of so many tasks near the one before is shown."""

MORE = 2.25
"""Seconds in which a nearer one is looked for as long as nobody asks for it: together as many as
the page offers first."""

_ALIKE = {
    "duration",
    "deadline",
    "earliest_start",
    "resources",
    "predecessors",
    "unlink",
    "priority",
    "pin",
    "skills",
    "must_start",
    "must_finish",
    "together",
    "fixed_cost",
    "leave",
}
"""Changes that mean in the workbook with the plan what they mean in the upload: they neither take
nor add a task or a person, nor record progress, with which the plan in the workbook is paired."""


def near(options: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the options of a job for planning again near its plan."""
    return {**options, "near": True, "from_scratch": False}


def change(folder: Path, job: Job, secret: Secret, parallel: int) -> None:
    """Applies the changes in a job's folder; `LISTED` is there as soon as they can be shown.

    Then it makes ahead what planning with them needs, unless no searches may run in parallel.
    """
    with uncollected():
        look = apply_edits(folder, job, secret)
        (folder / LISTED).touch()
        if parallel and look is not None:
            _prepare(folder, job, secret, parallel, look)


def _prepare(folder: Path, job: Job, secret: Secret, parallel: int, look: "Look") -> None:
    """Makes the problem of the workbook with the changes to a job's plan, and plans it once.

    Only where a plan is shown before its workbook is written it is planned at all: for a moment,
    and once more while nobody has asked for it.
    """
    from planner.web import view

    source = edited_in(folder)
    if source is None:
        return
    data, told = source.read_bytes(), near(job.options)
    name, goals = _mark(data, job.name, told), tuple(told.get("goals", ()))
    options = Options(goals=goals, near=True, seed=int(told.get("seed", 0)), workers=parallel)
    try:
        made = pipeline.prepare(changed_project(folder, job, data, secret, look), options)
    except InputError:  # told when it is planned
        return
    large = len(made.project.tasks) >= LARGE and told.get("deterministic_limit") is None
    with suppress(OSError):  # the plan was deleted, or the disk is full: it is made when planned
        for seconds in (FIRST, MORE) if large else ():
            found = pipeline.first_plan(made, options, seconds)
            if found is not None:
                plan, made = found
                keep(folder / AHEAD, name, made, secret)
                write_json(folder / SOON, view.of_plan(plan))
        if not made.spent:
            keep(folder / AHEAD, name, made, secret)


def prepared(folder: Path, data: bytes, job: Job, secret: Secret) -> Prepared | None:
    """Returns what was made ahead for a job, if it is of this very workbook and these options."""
    found = kept(folder / AHEAD, _mark(data, job.name, job.options), secret)
    if not isinstance(found, Prepared):
        return None
    return found if (folder / SOON).is_file() else replace(found, spent=0.0)


def changed_project(folder: Path, job: Job, data: bytes, secret: Secret, look: "Look") -> Project:
    """Reads the workbook of the plan with the changes, or says what it says by the upload."""
    choice = choice_of(near(job.options), datetime.now())
    known = before(folder, job, secret) if choice == read_as(job) and _alike(folder) else None
    if known is not None and known.recalled is not None and look.project is not None:
        return known.recalled.into(look.project)
    return pipeline.read_project(data, job.name, choice=choice)


def _alike(folder: Path) -> bool:
    edits = json.loads((folder / DONE).read_bytes())["edits"]
    return all(one["field"] in _ALIKE for one in edits)


def _mark(data: bytes, name: str, options: Mapping[str, Any]) -> str:
    """Returns all that the problem is made of: the file, and how it is read and planned."""
    choice, goals = choice_of(options, datetime.now()), tuple(options.get("goals", ()))
    ways = tuple(bool(options.get(one)) for one in ("near", "from_scratch"))
    return mark(data, name, choice, goals, ways)
