"""The list of changes to a plan's workbook that the next planning will include."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from planner.phrase import phrase
from planner.web import checkpoint
from planner.web.ahead import AHEAD, LARGE, change
from planner.web.before import look_ahead
from planner.web.children import Child, ProcessLimits
from planner.web.config import MEGABYTE
from planner.web.editing import (
    FIELDS,
    LISTED,
    REPLACE,
    WANTED,
    edited_in,
    edits_in,
    note_breaks,
    wanted_in,
)
from planner.web.folder import DataFolder
from planner.web.job_records import PAGE, SOON
from planner.web.private import write_json
from planner.web.refusals import NotPossibleError, within
from planner.web.shown import load_page
from planner.web.signed import Secret
from planner.web.store import Job

_LIMITS = ProcessLimits(memory=1536 * MEGABYTE, cpu=60)
_MOST, _LONGEST = 50, 300
_ID = 4
"""Bytes of a change's ID; numbers have fewer digits."""
_MOST_AHEAD = 2
"""Plans at a time for which something is made ahead, or looked at."""

_PATIENCE, _LOOK = 20.0, 0.02
"""Seconds to wait for what is made ahead, as making it anew takes longer, and between two looks."""


class NotEditableError(NotPossibleError):
    """A plan cannot be changed, or not in this way."""


class Edits:
    """The changes to the plans of a data folder.

    Args:
        folder: Of the server.
        finished: Waits for a process to end, or until something else that it is asked for.
        secret: Proves what is kept between processes.
        parallel: Searches that run side by side.
    """

    def __init__(
        self,
        folder: DataFolder,
        finished: Callable[..., Child],
        secret: Secret,
        parallel: int,
    ) -> None:
        self._folder, self._finished, self._secret = folder, finished, secret
        self._parallel = parallel
        self._lock = threading.Lock()
        self._ahead, self._looking, self._noting = _Children(), _Children(), _Children()
        self._looked = set[str]()

    def can(self, job: Job) -> bool:
        """Whether the plan lies in a copy of the upload, so that its cells can change."""
        folder = self._folder.job(job.id)
        page = load_page(folder / PAGE) if job.planned else None
        return bool(page and page.get("publishable")) and (folder / checkpoint.NAME).is_file()

    def of(self, job: Job) -> Mapping[str, Any]:
        """The changes in order with their results, and the rules that they break together.

        The rules are None as long as they are not known.
        """
        return edits_in(self._folder.job(job.id))

    def ready(self, job: Job) -> bool:
        """Whether a workbook with changes exists."""
        return edited_in(self._folder.job(job.id)) is not None

    def add(self, job: Job, edits: Sequence[Mapping[str, str]]) -> None:
        """Adds changes, each with the fields of `CellEdit`; what they break is `noted` later.

        Raises:
            NotEditableError: if this plan cannot be changed, or there are too many changes.
            TooLongError: if a text is too long.
            OSError: if they cannot be written to disk.
        """
        wanted = [
            wanted_in(
                {
                    **one,
                    **{name: within(one[name], _LONGEST) for name in FIELDS},
                    "id": token_hex(_ID),
                }
            )
            for one in edits
        ]
        with self._lock:
            known = self._wanted(job)
            if not self.can(job) or not wanted or len(known) + len(wanted) > _MOST:
                raise NotEditableError(
                    phrase("this cannot be changed here, or there are too many changes")
                )
            self._make(job, [*known, *wanted])

    def undo(self, job: Job, which: str) -> None:
        """Withdraws the change with this ID or number, from 1; 0 withdraws all.

        A change that is not there any more takes no other with it.
        """
        with self._lock:
            known = self._wanted(job)
            gone = known if which == "0" else _of(known, which)
            if gone:
                self._make(job, [one for one in known if not any(one is it for it in gone)])

    def replace_formula(self, job: Job, which: str) -> None:
        """Have a change, by ID or number, take the place of the formula in its cell."""
        with self._lock:
            known = self._wanted(job)
            found = _of(known, which)
            for one in found:
                one["formula"] = REPLACE
            if found:
                self._make(job, known)

    def look_ahead(self, job: Job) -> None:
        """Begins to look at a plan that is opened, so that its first change is listed sooner."""
        page = load_page(self._folder.job(job.id) / PAGE) if self.can(job) else None
        with self._lock:
            if page and len(page["rows"]) >= LARGE and job.id not in self._looked:
                task = (self._folder.job(job.id), job, self._secret)
                if self._looking.begin(job.id, look_ahead, task):
                    self._looked.add(job.id)

    def noted(self, job: Job) -> None:
        """Waits until it is known what the changes to a plan break."""
        with self._lock:
            child = self._noting.of(job.id)
            if child is None and self.of(job)["breaks"] is None:
                child = self._note(job)
        if child is not None:
            self._finished(child)

    def _wanted(self, job: Job) -> list[dict[str, str]]:
        return [wanted_in(one) for one in self.of(job)["edits"]]

    def _make(self, job: Job, wanted: Sequence[Mapping[str, str]]) -> None:
        folder = self._folder.job(job.id)
        write_json(folder / WANTED, wanted)
        for children in (self._ahead, self._noting):
            children.end(job.id)
        for name in (AHEAD, SOON, LISTED):
            (folder / name).unlink(missing_ok=True)
        parallel = self._parallel if self._ahead.room else 0
        child = Child(change, (folder, job, self._secret, parallel), _LIMITS)
        self._finished(child, (folder / LISTED).is_file)
        if not (folder / LISTED).is_file():
            raise NotEditableError(phrase("the change could not be made, see the server's log"))
        self._ahead.take(job.id, child)
        self._note(job)

    def _note(self, job: Job) -> Child:
        """Begins to find out what the changes break."""
        child = Child(note_breaks, (self._folder.job(job.id), job, self._secret), _LIMITS)
        self._noting.take(job.id, child)
        return child

    def prepared(self, job: Job) -> list[Path]:
        """Returns what was made ahead for planning with the changes; waits until that can be shown.

        What would still be made better ahead is then made better by the job.
        """
        folder, child = self._folder.job(job.id), self._ahead.of(job.id)
        until = time.monotonic() + _PATIENCE
        while child is not None and not child.ended(_LOOK):
            if (folder / SOON).is_file() or time.monotonic() > until:
                child.end(now=True)
                break
        return [made for name in (AHEAD, SOON) if (made := folder / name).is_file()]


def _of(known: Sequence[dict[str, str]], which: str) -> Sequence[dict[str, str]]:
    """The change with an ID; with a number where none has that ID."""
    found = [one for one in known if one["id"] == which]
    if found or not (which.isdecimal() and len(which) < _ID):
        return found
    return known[int(which) - 1 : int(which)] if int(which) else []


class _Children:
    """Processes that make something of plans, at most one of each plan."""

    def __init__(self) -> None:
        self._of: dict[str, Child] = {}

    def of(self, job: str) -> Child | None:
        """The process of a plan, until it has ended."""
        child = self._of.get(job)
        return None if child is None or child.ended() else child

    @property
    def room(self) -> bool:
        """Whether another one may run for what can be done without it too."""
        self._tidy()
        return len(self._of) < _MOST_AHEAD

    def begin(self, job: str, target: Callable[..., None], args: tuple[Any, ...]) -> bool:
        """Begins one unless too many run; what it makes can be made without it too."""
        if not self.room:
            return False
        with suppress(OSError):
            self._of[job] = Child(target, args, _LIMITS)
        return job in self._of

    def take(self, job: str, child: Child) -> None:
        """Takes one that runs in any case."""
        self._tidy()
        self._of[job] = child

    def end(self, job: str) -> None:
        """Ends that of a plan."""
        if (child := self._of.pop(job, None)) is not None:
            child.end(now=True)

    def _tidy(self) -> None:
        self._of = {job: child for job, child in self._of.items() if not child.ended()}
