"""The list of changes to a plan's workbook that the next planning will include."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner.phrase import phrase
from planner.web import checkpoint
from planner.web.ahead import AHEAD, prepare
from planner.web.children import Child, ProcessLimits
from planner.web.config import MEGABYTE
from planner.web.editing import (
    DONE,
    FIELDS,
    REPLACE,
    WANTED,
    apply_edits,
    edited_in,
    note_breaks,
    wanted_in,
)
from planner.web.folder import DataFolder
from planner.web.job_records import PAGE
from planner.web.private import write_json
from planner.web.refusals import NotPossibleError
from planner.web.shown import load_page
from planner.web.signed import Secret
from planner.web.store import Job

_LIMITS = ProcessLimits(memory=1536 * MEGABYTE, cpu=60)
_MOST, _LONGEST = 50, 300
_MOST_AHEAD = 2
"""Plans at a time for which something is made ahead."""

_PATIENCE = 3.0
"""Seconds to wait for what is made ahead: about as long as it takes to make it."""

_NOTHING: Mapping[str, Any] = {"edits": [], "breaks": []}


class NotEditableError(NotPossibleError):
    """A plan cannot be changed, or not in this way."""


class Edits:
    """The changes to the plans of a data folder; `finished` waits for a process and ends it."""

    def __init__(
        self, folder: DataFolder, finished: Callable[[Child], Child], secret: Secret
    ) -> None:
        self._folder, self._finished, self._secret = folder, finished, secret
        self._lock = threading.Lock()
        self._ahead: dict[str, Child] = {}

    def can(self, job: Job) -> bool:
        """Whether the plan lies in a copy of the upload, so that its cells can change."""
        folder = self._folder.job(job.id)
        page = load_page(folder / PAGE) if job.planned else None
        return bool(page and page.get("publishable")) and (folder / checkpoint.NAME).is_file()

    def of(self, job: Job) -> Mapping[str, Any]:
        """The changes in order with their results, and the rules that they break together."""
        try:
            found = json.loads((self._folder.job(job.id) / DONE).read_bytes())
        except (OSError, ValueError):
            return _NOTHING
        return found if isinstance(found, dict) else _NOTHING

    def ready(self, job: Job) -> bool:
        """Whether a workbook with changes exists."""
        return edited_in(self._folder.job(job.id)) is not None

    def add(self, job: Job, edits: Sequence[Mapping[str, str]]) -> None:
        """Adds changes, each with the fields of `CellEdit`.

        Raises:
            NotEditableError: if this plan cannot be changed, or there are too many changes.
            OSError: if they cannot be written to disk.
        """
        wanted = [
            wanted_in({**one, **{name: one[name].strip()[:_LONGEST] for name in FIELDS}})
            for one in edits
        ]
        with self._lock:
            known = self._wanted(job)
            if not self.can(job) or not wanted or len(known) + len(wanted) > _MOST:
                raise NotEditableError(
                    phrase("this cannot be changed here, or there are too many changes")
                )
            self._make(job, [*known, *wanted])

    def undo(self, job: Job, number: int) -> None:
        """Withdraws the change with this number, counted from 1; 0 withdraws all."""
        with self._lock:
            known = self._wanted(job)
            left = [one for at, one in enumerate(known, 1) if number not in (0, at)]
            self._make(job, left)

    def replace_formula(self, job: Job, number: int) -> None:
        """Have a change, from 1, take the place of the formula in its cell."""
        with self._lock:
            known = self._wanted(job)
            if 0 < number <= len(known):
                known[number - 1]["formula"] = REPLACE
                self._make(job, known)

    def _wanted(self, job: Job) -> list[dict[str, str]]:
        return [wanted_in(one) for one in self.of(job)["edits"]]

    def _make(self, job: Job, wanted: Sequence[Mapping[str, str]]) -> None:
        folder = self._folder.job(job.id)
        write_json(folder / WANTED, wanted)
        if (earlier := self._ahead.pop(job.id, None)) is not None:
            earlier.end(now=True)
        child = self._finished(Child(apply_edits, (folder, job, self._secret), _LIMITS))
        if child.code:
            raise NotEditableError(phrase("the change could not be made, see the server's log"))
        self._prepare(job)
        self._finished(Child(note_breaks, (folder, self._secret), _LIMITS))

    def _prepare(self, job: Job) -> None:
        """Begins to make ahead what planning with the changes will need."""
        self._ahead = {one: child for one, child in self._ahead.items() if not child.ended()}
        if len(self._ahead) < _MOST_AHEAD and self.ready(job):
            task = (self._folder.job(job.id), job, self._secret)
            with suppress(OSError):  # it is made when it is planned
                self._ahead[job.id] = Child(prepare, task, _LIMITS)

    def prepared(self, job: Job) -> Path | None:
        """Returns what was made ahead for planning with the changes; waits a moment for it."""
        child = self._ahead.get(job.id)
        if child is not None and not child.ended(_PATIENCE):
            return None
        made = self._folder.job(job.id) / AHEAD
        return made if made.is_file() else None
