"""Makes the changes to a plan's workbook, in a process of its own, and asks what they break."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from planner import pipeline
from planner.errors import InputError
from planner.project import Project
from planner.web import checkpoint
from planner.web.checking import choice_of, issues_as_data, write_bytes, write_json
from planner.web.published import plan_in
from planner.web.records import INPUT, PAGE
from planner.web.store import Job

WANTED, DONE = "edits.json", "edited.json"
_EDITED = "edited"


def edited_in(folder: Path) -> Path | None:
    """The workbook with the changes, if there are any."""
    return next(folder.glob(f"{_EDITED}.xls*"), None)


def apply_edits(folder: Path, job: Job) -> None:
    """Make the changes noted in a job's folder, one after the other; see what comes of them.

    They are tried on what was uploaded, which is read much faster than the workbook with the plan,
    and then written into that. Noted is for each what it said before and says after, at which
    cell, or why it cannot be; and what the plan as it stands breaks then.
    """
    from planner.writing.back.edits import TaskEdit, edited
    from planner.writing.write import write_cells

    plan = plan_in(folder)
    if plan is None:
        return
    read, data = _reader(job), (folder / INPUT).read_bytes()
    told, cells = list[dict[str, Any]](), dict[str, dict[str, Any]]()
    project = before = read(data)
    for wanted in json.loads((folder / WANTED).read_bytes()):
        try:
            found = edited(data, project, TaskEdit(**wanted), read)
        except InputError as error:
            faults = [one for one in error.issues if one.severity == "error"]
            told.append({**wanted, "issues": issues_as_data(faults)})
            continue
        data, project = found.data, found.project
        cells.setdefault(found.sheet, {}).update(found.entries)
        issues = issues_as_data(found.remarks)
        said = {"cell": found.cell, "before": found.before, "after": found.after}
        told.append({**wanted, **said, "issues": issues})
    written = write_cells(plan.read_bytes(), cells).data if cells else None
    _put(folder / f"{_EDITED}{plan.suffix}", written)
    broken = _breaks(folder, before, project) if cells else []
    write_json(folder / DONE, {"edits": told, "breaks": broken})


def _reader(job: Job) -> Callable[[bytes], Project]:
    choice = choice_of(job.options, datetime.fromtimestamp(job.started or job.created))
    return lambda data: pipeline.read_project(data, job.name, choice=choice)


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_bytes(path, data)


def _breaks(folder: Path, before: Project, project: Project) -> Iterable[dict[str, Any]]:
    """What the plan, as it stands, breaks in the project with the changes."""
    from planner.translate import to_problem
    from planner.whatif.broken import breaks
    from planner.whatif.replan import stands

    draft = checkpoint.load(folder)
    if draft is None:
        return []
    translation = to_problem(before, stretch=draft.stretch)
    finishes = {
        row["id"]: datetime.fromisoformat(row["finish"])
        for row in json.loads((folder / PAGE).read_bytes())["rows"]
        if row["finish"] and not row["days_late"]
    }
    found = breaks(project, stands(translation, draft.schedule), finishes, stretch=draft.stretch)
    with suppress(ValueError):  # a schedule of another length: the tasks are others
        return [asdict(one) for one in found]
    return [{"rule": "gone", "tasks": []}]
