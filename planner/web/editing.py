"""Applies changes to a plan's workbook in a process of its own, and checks what they break."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.uncollected import uncollected
from planner import pipeline
from planner.errors import InputError
from planner.project import Project
from planner.web.before import TRIED, Before, before, keep_look, look_at, mark, read_as
from planner.web.checking import issues_as_data
from planner.web.job_records import INPUT, PAGE
from planner.web.private import write_bytes, write_json
from planner.web.published import plan_in
from planner.web.signed import Secret
from planner.web.store import Job

if TYPE_CHECKING:
    from planner.reading.look import Look
    from planner.writing.back.applied_edits import ReadBook

WANTED, DONE, LISTED, BROKEN = "edits.json", "edited.json", "listed", "broken.json"
_EDITED = "edited"
FIELDS = ("subject", "of", "field", "text")
"""The fields that are stored of a change, as in `CellEdit`."""
_OF_PROGRESS = ("percent_complete", "actual_start", "actual_finish", "status_date")
KEEP, REPLACE = "keep", "replace"
"""What is to become of a formula in the cell."""


def edited_in(folder: Path) -> Path | None:
    """The workbook with the changes, if there are any."""
    return next(folder.glob(f"{_EDITED}.xls*"), None)


def wanted_in(one: Mapping[str, Any]) -> dict[str, str]:
    """What is noted of a wanted change, as in `CellEdit`; a formula is kept if nothing is said.

    Its `id` tells it from others wherever it stands in the list; earlier releases noted none.
    """
    more = {"formula": one.get("formula", KEEP), "id": one.get("id", "")}
    return {**{name: one[name] for name in FIELDS}, **more}


def apply_edits(folder: Path, job: Job, secret: Secret) -> "Look | None":
    """Applies the changes in a job's folder one after the other and stores the results.

    Returns how the upload with the changes is read, None without a plan to change.

    They are first tried on the upload, which is read much faster than the workbook with the plan,
    and then written into that. For each change, the result has the old and the new content and the
    cell, or the reason why it is impossible. If changes were only added, the earlier ones are not
    applied again.
    """
    plan = plan_in(folder)
    if plan is None:
        return None
    choice = read_as(job)
    made = _Made.in_folder(folder, plan, json.loads((folder / WANTED).read_bytes()))
    taken = [row["id"] for row in json.loads((folder / PAGE).read_bytes())["rows"]]
    look = look_at(folder, job, made.tried, secret)
    for wanted in made.rest:
        look = made.add(wanted, look, lambda data: pipeline.look(data, job.name, choice), taken)
    _put(folder / TRIED, made.tried if made.cells else None)
    _put(folder / f"{_EDITED}{plan.suffix}", made.plan if made.cells else None)
    stand = {"tried": mark(made.tried), "cells": made.cells}
    write_json(folder / DONE, {"edits": made.told, "stand": stand})
    keep_look(folder, job, made.tried, look, secret)
    return look


def note_breaks(folder: Path, job: Job, secret: Secret) -> None:
    """Notes which rules the present plan breaks with the changes in a job's folder."""
    stand = json.loads((folder / DONE).read_bytes())["stand"]
    broken: list[dict[str, Any]] = []
    with uncollected():
        known = before(folder, job, secret) if stand["cells"] else None
        if known is not None:
            project = look_at(folder, job, (folder / TRIED).read_bytes(), secret).project
            broken = [] if project is None else [*_breaks(known, project, _status(folder, job))]
    write_json(folder / BROKEN, {"tried": stand["tried"], "breaks": broken})


def edits_in(folder: Path) -> dict[str, Any]:
    """The changes with their results, and what they break: None as long as that is not known."""
    done = _stored(folder / DONE)
    if done is None:
        return {"edits": [], "breaks": []}
    stand = done.get("stand") or {}
    broken = _stored(folder / BROKEN) or done  # earlier releases noted both in one file
    known = broken is done or broken.get("tried") == stand.get("tried")
    breaks = broken.get("breaks") if known else None
    return {"edits": done["edits"], "breaks": breaks if stand.get("cells", 1) else []}


def _stored(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _writable(upload: bytes) -> bytes:
    """The upload, or the workbook that says the same as its tables of text, cell by cell."""
    from planner.pipeline import as_workbook, is_foreign

    return upload if is_foreign(upload) else as_workbook(upload)


class _Made:
    """The changes applied so far.

    Attributes:
        told: The result of each change.
        tried: The upload with the changes.
        plan: The workbook of the plan with the changes.
        cells: The number of cells written.
        rest: The changes still to apply.
    """

    def __init__(self, told: list[dict[str, Any]], tried: bytes, plan: bytes, cells: int) -> None:
        self.told, self.tried, self.plan, self.cells = told, tried, plan, cells
        self.rest = list[Mapping[str, str]]()

    @classmethod
    def in_folder(cls, folder: Path, plan: Path, wanted: list[dict[str, str]]) -> "_Made":
        """The state stored in a job's folder, if it is a beginning of these changes; else None."""
        with suppress(OSError, ValueError, KeyError):
            done = json.loads((folder / DONE).read_bytes())
            tried = (folder / TRIED).read_bytes()
            known = [wanted_in(one) for one in done["edits"]]
            same = known == wanted[: len(known)] and done["stand"]["tried"] == mark(tried)
            edited = edited_in(folder)
            if same and edited:
                made = cls(done["edits"], tried, edited.read_bytes(), done["stand"]["cells"])
                made.rest += wanted[len(known) :]
                return made
        made = cls([], _writable((folder / INPUT).read_bytes()), plan.read_bytes(), 0)
        made.rest += map(wanted_in, wanted)
        return made

    def add(
        self, wanted: Mapping[str, str], look: "Look", read: "ReadBook", taken: Sequence[str]
    ) -> "Look":
        """Applies one more change and stores its result; returns how the workbook is read then.

        `taken` are the IDs in the plan.
        """
        from planner.writing.back.applied_edits import edited
        from planner.writing.back.cell_edit import CellEdit
        from planner.writing.write import write_cells

        try:
            told = {name: wanted[name] for name in (*FIELDS, "formula")}
            edit = CellEdit(**told)  # type: ignore[arg-type]
            found = edited(self.tried, look, edit, read, taken)
        except InputError as error:
            faults = [one for one in error.issues if one.severity == "error"]
            self.told.append({**wanted, "issues": issues_as_data(faults)})
            return look
        self.tried = found.data
        self.plan = write_cells(self.plan, {found.sheet: found.entries}).data
        self.cells += len(found.entries)
        said = {"cell": found.cell, "before": found.before, "after": found.after}
        self.told.append({**wanted, **said, "issues": issues_as_data(found.remarks)})
        return found.look


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_bytes(path, data)


def _status(folder: Path, job: Job) -> datetime | None:
    """The status date with the changes, where these are of the progress.

    Where none is stated it follows from what was planned, which the upload does not say.
    """
    edits = json.loads((folder / DONE).read_bytes())["edits"]
    source = edited_in(folder)
    if source is None or not any(one["field"] in _OF_PROGRESS for one in edits):
        return None
    with suppress(InputError):  # told when it is planned
        found = pipeline.read_project(source.read_bytes(), job.name, choice=read_as(job))
        return found.settings.status_date
    return None


def _breaks(known: Before, project: Project, status: datetime | None) -> Iterable[dict[str, Any]]:
    """The rules of the changed project that the present plan breaks."""
    from planner.whatif.broken import breaks

    if known.stands is None:
        return []
    was = known.project, project, known.stands, known.finishes
    found = breaks(*was, stretch=known.stretch, status=status)
    with suppress(ValueError):  # a schedule of another length belongs to other tasks
        return [asdict(one) for one in found]
    return [{"rule": "gone", "tasks": []}]
