"""Accepts uploads, stores their jobs, and restores them after a crash.

An upload is on disk before its visitor is told that it was accepted.
"""

import errno
import json
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.phrase import Phrase, phrase
from planner.web import checkpoint
from planner.web.ahead import near
from planner.web.answers import Answers
from planner.web.checking import FOUND, check, make_template, too_much
from planner.web.children import Child, ProcessLimits
from planner.web.config import MEGABYTE, Config
from planner.web.editing import edited_in
from planner.web.edits import Edits
from planner.web.folder import DataFolder
from planner.web.job_records import INPUT, job_in, write_record
from planner.web.mending import Mended
from planner.web.private import write_bytes
from planner.web.published import plan_in, publish, published
from planner.web.readings import Readings
from planner.web.readlinks import ReadLinks
from planner.web.recall import Earlier, earlier_of
from planner.web.refusals import NotTakenError, within
from planner.web.runner import Runner, limits_of
from planner.web.said import choice_in
from planner.web.signed import Secret
from planner.web.store import Job, Store
from planner.web.worker import work

_CHECK = ProcessLimits(memory=1536 * MEGABYTE, cpu=40)
_CHECK_SECONDS = 60
_LOOK, _OFTEN = 0.2, 0.02
_LONGEST_TITLE, _LONGEST_REMARK = 80, 500
_UNDO_SECONDS = 3600.0
"""Seconds in which a deletion can be undone."""

_log = logging.getLogger(__name__)


class BusyError(NotTakenError):
    """No job can be accepted now; `full` means that the disk space is used up."""

    def __init__(self, message: Phrase, *, full: bool = False) -> None:
        super().__init__(message)
        self.status = 507 if full else 429


class RefusedError(NotTakenError):
    """The workbook cannot be planned; `found` has the issues, see `planner.web.checking`."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__(phrase("the workbook cannot be planned"))
        self.found = found
        self.more = {"issues": found["issues"]}


class Jobs:
    """All jobs of one data folder.

    Raises:
        PlannerError: if the folder is not ours, cannot be used, or another server uses it.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._folder = DataFolder(config.data_dir)
        self._held = self._folder.occupy()
        try:
            self.store = Store(self._folder.list)
        except PlannerError:
            self._held.close()
            raise
        self.answers = Answers(config, self._folder)
        self.readings = Readings(self._folder, self._read, self._earlier)
        self._secret = Secret.new()
        parallel = config.workers if isinstance(config.workers, int) else os.cpu_count() or 1
        self.edits = Edits(self._folder, self._finished, self._secret, parallel)
        self.links = ReadLinks(self._folder, self.store, self._finished)
        self._closing = False
        self._templates: dict[bool, bytes] = {}
        self._runner = Runner(
            config,
            self.store,
            self._folder,
            launch=self._launch,
            tidy=self.tidy,
        )

    def start(self) -> None:
        """Restores the stored jobs and starts the queue."""
        self._folder.clear_incoming()
        self._recover()
        self._runner.start()

    def close(self) -> None:
        """Stops; running jobs return to the queue and continue at the next start."""
        self._closing = True
        self.answers.close()
        self._runner.close()
        self.store.close()
        self._held.close()

    def works(self) -> bool:
        """Whether the queue advances."""
        return self._runner.works()

    def folder(self, job: Job) -> Path:
        """The folder of a job's files."""
        return self._folder.job(job.id)

    def submit(
        self,
        data: bytes,
        *,
        name: str,
        owner: str,
        options: Mapping[str, Any],
        client: str = "",
        recall: bool = False,
    ) -> Job:
        """Reads an upload and accepts it as a job.

        With `recall`, its owner's choices for an earlier file with the same headers apply to it.

        Raises:
            BusyError: if too many jobs wait or too much is stored.
            RefusedError: if the workbook cannot be planned.
            OSError: if it cannot be stored; then nothing of it remains.
        """
        self._check_room(owner, len(data))
        with self._folder.draft() as draft:
            write_bytes(draft / INPUT, data)
            earlier = self._earlier(owner) if recall else ()
            found = self._understood(draft, name, options, earlier)
            if told := found.get("recalled"):
                options = {**options, "reading": told["reading"]}
            job = Job(
                id=draft.name,
                owner=owner,
                client=client,
                name=name,
                created=time.time(),
                size=len(data),
                options=options,
                found=found,
            )
            return self._accept(job, draft)

    def again(self, job: Job, options: Mapping[str, Any], *, client: str = "") -> Job:
        """Accepts a job's workbook again with other options; a published plan goes along.

        Raises:
            BusyError: if too many jobs wait or too much is stored.
            RefusedError: if it cannot be planned with the new reading.
            OSError: if it cannot be stored; then nothing of it remains.
        """
        folder = self.folder(job)
        source = (plan_in(folder) if published(folder) else None) or folder / INPUT
        return self._once_more(job, source.read_bytes(), options, client)

    def replan(
        self, job: Job, *, seconds: float | None = None, remark: str = "", client: str = ""
    ) -> Job | None:
        """Accepts a job's workbook with the changes to it, to be planned near the present plan.

        Returns None without changes. The search takes `seconds`, by default as long as before;
        `remark` is the remark of the run.

        Raises:
            BusyError: if too many jobs wait or too much is stored.
            OSError: if it cannot be stored; then nothing of it remains.
        """
        changed = edited_in(self.folder(job))
        if changed is None:
            return None
        options = near(job.options) | ({} if seconds is None else {"time_limit": seconds})
        return self._once_more(job, changed.read_bytes(), options, client, remark)

    def _once_more(
        self, job: Job, data: bytes, options: Mapping[str, Any], client: str, remark: str = ""
    ) -> Job:
        self._check_room(job.owner, len(data))
        with self._folder.draft() as draft:
            write_bytes(draft / INPUT, data)
            for made in self.edits.prepared(job) if options.get("near") else ():
                made.replace(draft / made.name)
            found = job.found
            if choice_in(options) != choice_in(job.options):
                found = self._understood(draft, job.name, options)
            new = Job(
                id=draft.name,
                owner=job.owner,
                client=client,
                name=job.name,
                created=time.time(),
                size=len(data),
                options=options,
                found=found,
                origin=job.id,
                remark=remark[:_LONGEST_REMARK],
            )
            return self._accept(new, draft)

    def template(self, *, example: bool) -> bytes:
        """A workbook to fill in or an example, made once by a process of its own.

        Raises:
            OSError: if it could not be made.
        """
        if example not in self._templates:
            with self._folder.draft() as draft:
                path = draft / "template.xlsx"
                self._finished(Child(make_template, (path, example), _CHECK))
                self._templates[example] = path.read_bytes()
        return self._templates[example]

    def cancel(self, job: Job) -> None:
        """Stops a job and keeps its best plan; a waiting job ends at once."""
        self.store.ask_to_cancel(job.id)
        if job.state == "queued" and job.attempts == 0:
            message = phrase("stopped before it began")
            self.store.finish(job.id, "cancelled", time.time(), message=message)
        self._runner.wake()

    def has_best(self, job: Job) -> bool:
        """Whether a job that ended without a result had found a plan."""
        return job.final and not job.planned and (self.folder(job) / checkpoint.NAME).is_file()

    def finish_with_best(self, job: Job) -> bool:
        """Makes the result of the best plan of such a job; False without one."""
        if not self.has_best(job) or not self.store.take_up(job.id):
            return False
        self._runner.wake()
        return True

    def publish(self, job: Job) -> bool:
        """Marks a job's plan as published today; False if that is impossible."""
        if not (job.final and job.planned):
            return False
        folder, today = self.folder(job), date.today().isoformat()
        self._finished(Child(publish, (folder, today), _CHECK))
        return published(folder) == today

    def describe(self, job: Job, title: str, remark: str) -> None:
        """Stores the name and the remark that a job's owner gives it.

        Raises:
            TooLongError: if one of them is too long.
        """
        title, remark = within(title, _LONGEST_TITLE), within(remark, _LONGEST_REMARK)
        self.store.describe(job.id, title, remark)
        write_record(self.folder(job), replace(job, title=title, remark=remark))

    def delete(self, job: Job) -> None:
        """Removes a job and its files; for an hour that can be undone."""
        self.store.mark_deleted(job.id, time.time())
        self._runner.end(job.id)
        self._folder.set_aside(job.id)

    def restore(self, job: Job) -> None:
        """Reverses `delete`."""
        self._folder.bring_back(job.id)
        self.store.mark_deleted(job.id, None)
        self._runner.wake()

    def forget(self, job: Job) -> None:
        """Deletes a job and its files for good."""
        if job.state == "running":
            self._runner.end(job.id)
        self._folder.remove(job.id)
        self.store.delete(job.id)

    def tidy(self) -> None:
        """Forgets jobs that ended or were deleted long ago."""
        now = time.time()
        for job in self.store.finished_before(now - self._config.keep_days * 86400):
            self.forget(job)
        self._empty_bin(now - _UNDO_SECONDS)

    def _empty_bin(self, before: float) -> None:
        for job in self.store.deleted_before(before):
            self.forget(job)

    def _check_room(self, owner: str, size: int) -> None:
        config = self._config
        if self.store.counts().get("queued", 0) >= config.max_queue:
            raise BusyError(phrase("the queue is full, try again later"))
        if self.store.waiting(owner) >= config.max_queue_each:
            raise BusyError(
                phrase("too many of your plans are waiting, try again when some are done")
            )
        if self.store.stored() + size > config.quota:
            self._empty_bin(time.time())
        if self.store.stored() + size > config.quota:
            raise BusyError(
                phrase("the disk space for jobs is used up, delete old ones"), full=True
            )

    def _earlier(self, owner: str) -> list[Earlier]:
        return earlier_of(self.store.of_owner(owner)) if owner else []

    def _understood(
        self,
        folder: Path,
        name: str,
        options: Mapping[str, Any],
        earlier: Sequence[Earlier] = (),
    ) -> dict[str, Any]:
        """The content of a workbook that can be planned; its file of results is removed.

        Raises:
            RefusedError: if it cannot be planned.
        """
        found = self._read(folder, name, options, None, earlier)
        if not found["ok"]:
            raise RefusedError(found)
        (folder / FOUND).unlink(missing_ok=True)
        return found

    def _read(
        self,
        folder: Path,
        name: str,
        options: Mapping[str, Any],
        shown: str | None,
        earlier: Sequence[Earlier] = (),
        cells: Sequence[Mended] = (),
    ) -> dict[str, Any]:
        """What a process with limits understood of ``folder/input``."""
        for _ in range(2):
            task = (folder, name, options, shown, earlier, cells)
            child = self._finished(Child(check, task, _CHECK))
            try:
                found: dict[str, Any] = json.loads((folder / FOUND).read_bytes())
            except FileNotFoundError:
                _log.warning("an upload could not be read, exit code %d", child.code)
                if not child.lost:
                    return too_much()
            else:
                return found
        raise OSError(errno.EAGAIN, "the process that reads an upload was lost")

    def _finished(self, child: Child, enough: Callable[[], bool] | None = None) -> Child:
        """Waits for a process that reads to end, or until what it has done is enough.

        Kills one that waits too long for the processor.
        """
        until, pause = time.monotonic() + _CHECK_SECONDS, _LOOK if enough is None else _OFTEN
        while not (enough and enough()) and not child.ended(pause):
            if self._closing:
                child.end(now=True)
                raise BusyError(phrase("the server stops, try again later"))
            if time.monotonic() > until:  # its processor time has a limit of its own
                child.end(now=True)
                raise BusyError(
                    phrase("the server is too busy to read the workbook now, try again later")
                )
        return child

    def _accept(self, job: Job, draft: Path) -> Job:
        write_record(draft, job)
        self._folder.accept(draft)
        try:
            self.store.add(job)
        except PlannerError:
            self._folder.remove(job.id)
            raise
        self._runner.wake()
        _log.info("job %s accepted, %d bytes", job.id, job.size)
        return job

    def _recover(self) -> None:
        """Adds rows for folders without one; moves folders away that cannot be jobs."""
        for job in self.store.deleted_before(time.time()):
            self._folder.set_aside(job.id)
        for folder in self._folder.job_folders():
            self._rebuild(folder, deleted=None)
        for folder in self._folder.deleted_folders():
            self._rebuild(folder, deleted=time.time())

    def _rebuild(self, folder: Path, *, deleted: float | None) -> None:
        if self.store.get(folder.name) is not None:
            return
        job = job_in(folder)
        if job is None:
            place = self._folder.put_away(folder)
            _log.warning("%s holds no upload that could be planned, it is at %s now", folder, place)
            return
        self.store.add(replace(job, deleted=deleted))
        _log.warning("job %s was not in the list, it is again", job.id)

    def _launch(self, job: Job) -> Child:
        limits = limits_of(job, self._config)
        return Child(work, (self._config, job.id, self._secret), limits)
