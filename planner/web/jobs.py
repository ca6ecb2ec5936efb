"""Takes uploads in, runs their jobs one after the other, and picks up what a crash left behind.

What was accepted is on disk before anybody is told so. A running job is known by the lock its
process holds, so that a server that was killed finds its workers again when it is back.
"""

import json
import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.web import liveness
from planner.web.checking import FOUND, check, make_template, too_much, write_bytes
from planner.web.children import Child, Limits, signal_process, warm_up
from planner.web.config import MEGABYTE, Config
from planner.web.store import MOST_ATTEMPTS, Job, Store
from planner.web.worker import LIST, LOCK, NOT_NOTED, NOT_STORED, TOO_MUCH_MEMORY, work

_TICK = 0.1
_TIDY = 600.0
_CHECK = Limits(memory=1536 * MEGABYTE, cpu=40)
_CHECK_SECONDS = 60
_CHECKS_AT_ONCE = 2
_TERM_AFTER, _KILL_AFTER = 10.0, 20.0
_MARGIN = 300
_OUT_OF_MEMORY = (-6, 127, 134)
_OUT_OF_TIME = (-24,)

_log = logging.getLogger(__name__)


class BusyError(PlannerError):
    """No job can be taken now, `full` because the disk space is used up."""

    def __init__(self, message: str, *, full: bool = False) -> None:
        super().__init__(message)
        self.full = full


class RefusedError(PlannerError):
    """The workbook cannot be planned; `found` holds the issues, see `planner.web.checking`."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__("the workbook cannot be planned")
        self.found = found


@dataclass(kw_only=True)
class _Running:
    """A job being planned; `child` is None if an earlier server started it."""

    job: Job
    child: Child | None
    begun: float = field(default_factory=time.monotonic)
    stopping: float | None = None


class Jobs:
    """All jobs of one data folder.

    Raises:
        PlannerError: if the folder cannot be used, or another server uses it.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._folder = config.data_dir / "jobs"
        self._incoming = config.data_dir / "incoming"
        self._held = _occupy(config.data_dir, self._folder, self._incoming)
        self.store = Store(config.data_dir / LIST)
        self._checks = threading.Semaphore(_CHECKS_AT_ONCE)
        self._running: dict[str, _Running] = {}
        self._wake = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)

    def start(self) -> None:
        """Pick up what is there and begin; templates of an older version are forgotten."""
        for old in self._config.data_dir.glob("*.xlsx"):
            old.unlink()
        shutil.rmtree(self._incoming)
        self._incoming.mkdir(mode=0o700)
        self._recover()
        self._thread.start()

    def close(self) -> None:
        """Stop; jobs that run go back to the queue and are taken up again at the next start."""
        self._closing = True
        self._wake.set()
        self._thread.join()
        for running in self._running.values():
            self._end(running)
            self.store.hand_back(running.job.id, counted=False)
        self.store.close()
        self._held.close()

    def folder(self, job: Job) -> Path:
        """Where a job's files are."""
        return self._folder / job.id

    def submit(self, data: bytes, *, name: str, owner: str, options: Mapping[str, Any]) -> Job:
        """Read an upload and accept it as a job.

        Raises:
            BusyError: if too much waits or is stored.
            RefusedError: if it cannot be planned.
        """
        self._check_room(owner, len(data))
        job_id = secrets.token_hex(16)
        incoming = self._incoming / job_id
        incoming.mkdir(mode=0o700)
        try:
            write_bytes(incoming / "input", data)
            found = self._read(incoming, name)
            if not found["ok"]:
                raise RefusedError(found)
            job = Job(
                id=job_id,
                owner=owner,
                name=name,
                created=time.time(),
                size=len(data),
                options=options,
                found=found,
            )
            return self._accept(job, incoming)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

    def again(self, job: Job, options: Mapping[str, Any]) -> Job:
        """Accept a job's workbook once more, with other options.

        Raises:
            BusyError: if too much waits or is stored.
        """
        data = (self.folder(job) / "input").read_bytes()
        self._check_room(job.owner, len(data))
        new = Job(
            id=secrets.token_hex(16),
            owner=job.owner,
            name=job.name,
            created=time.time(),
            size=len(data),
            options=options,
            found=job.found,
            origin=job.id,
        )
        incoming = self._incoming / new.id
        incoming.mkdir(mode=0o700)
        write_bytes(incoming / "input", data)
        return self._accept(new, incoming)

    def template(self, name: str, *, example: bool) -> bytes:
        """A workbook to fill in or to try, made once by a process of its own.

        Raises:
            OSError: if it could not be made.
        """
        path = self._config.data_dir / name
        if not path.is_file():
            Child(make_template, (path, example), _CHECK).ended(_CHECK_SECONDS)
        return path.read_bytes()

    def cancel(self, job: Job) -> None:
        """Stop a job and keep its best plan; one that only waits ends at once."""
        self.store.ask_to_cancel(job.id)
        if job.state == "queued":
            self._end_waiting(job)
        self._wake.set()

    def delete(self, job: Job) -> None:
        """Forget a job and all its files."""
        running = self._running.get(job.id)
        if running is not None:
            self._end(running)
        self.store.delete(job.id)
        shutil.rmtree(self.folder(job), ignore_errors=True)

    def tidy(self) -> None:
        """Delete jobs that ended long ago."""
        for job in self.store.finished_before(time.time() - self._config.keep_days * 86400):
            self.delete(job)

    def _end_waiting(self, job: Job) -> None:
        if job.attempts == 0:
            self.store.finish(job.id, "cancelled", time.time(), message="stopped before it began")

    def _check_room(self, owner: str, size: int) -> None:
        config = self._config
        if self.store.counts().get("queued", 0) >= config.max_queue:
            raise BusyError("the queue is full, try again later")
        if self.store.waiting(owner) >= config.max_queue_each:
            raise BusyError("too many of your plans are waiting, try again when some are done")
        if self.store.stored() + size > config.quota:
            raise BusyError("the disk space for jobs is used up, delete old ones", full=True)

    def _read(self, folder: Path, name: str) -> dict[str, Any]:
        """What a limited process understood of ``folder/input``."""
        with self._checks:
            child = Child(check, (folder, name), _CHECK)
            if not child.ended(_CHECK_SECONDS):
                child.end(now=True)
                child.ended(_CHECK_SECONDS)
        try:
            found: dict[str, Any] = json.loads((folder / FOUND).read_bytes())
        except FileNotFoundError:
            _log.warning("an upload could not be read, exit code %d", child.code)
            return too_much()
        return found

    def _accept(self, job: Job, incoming: Path) -> Job:
        (incoming / FOUND).unlink(missing_ok=True)
        incoming.replace(self.folder(job))
        _sync(self._folder)
        self.store.add(job)
        self._wake.set()
        _log.info("job %s accepted, %d bytes", job.id, job.size)
        return job

    def _recover(self) -> None:
        """Find out what became of the jobs that ran, and which files belong to no job."""
        for job in self.store.in_state("running"):
            if liveness.holder(self.folder(job) / LOCK) is not None:
                self._running[job.id] = _Running(job=job, child=None)
            else:
                self._lost(job, code=None)
        for folder in self._folder.iterdir():
            if self.store.get(folder.name) is None:
                shutil.rmtree(folder, ignore_errors=True)

    def _loop(self) -> None:
        warm_up()
        tidied = 0.0
        while not self._closing:
            try:
                self._tick()
                if time.monotonic() - tidied > _TIDY:
                    self.tidy()
                    tidied = time.monotonic()
            except (PlannerError, OSError):
                _log.exception("cannot look after the jobs, trying again")
                time.sleep(1)
            self._wake.wait(_TICK if self._running else 1.0)
            self._wake.clear()

    def _tick(self) -> None:
        for running in list(self._running.values()):
            if self._ended(running):
                self._settle(running)
                if self._running[running.job.id] is running:
                    del self._running[running.job.id]
            else:
                self._hurry(running)
        while len(self._running) < self._config.slots and not self._closing:
            job = self.store.claim(time.time())
            if job is None:
                return
            running = self._running[job.id] = _Running(job=job, child=None)
            running.child = self._launch(job)

    def _launch(self, job: Job) -> Child:
        workers = self._config.workers
        parallel = workers if isinstance(workers, int) else os.cpu_count() or 1
        cpu = int(self._limit(job) * parallel) + _MARGIN
        limits = Limits(memory=self._config.memory, cpu=cpu)
        return Child(work, (self._config, job.id), limits)

    def _limit(self, job: Job) -> float:
        return float(job.options.get("time_limit", self._config.job_time_limit))

    def _ended(self, running: _Running) -> bool:
        if running.child is not None:
            return running.child.ended()
        return liveness.holder(self.folder(running.job) / LOCK) is None

    def _settle(self, running: _Running) -> None:
        """A worker is gone: either it noted how its job ended, or the job is to be rescued."""
        job = self.store.get(running.job.id)
        if job is None:
            shutil.rmtree(self.folder(running.job), ignore_errors=True)
        elif job.state == "running" and liveness.holder(self.folder(job) / LOCK) is not None:
            self._running[job.id] = _Running(job=job, child=None)  # an earlier one was quicker
        elif job.state == "running":
            self._lost(job, running.child.code if running.child else None)
        else:
            _log.info("job %s %s", job.id, job.state)

    def _lost(self, job: Job, code: int | None) -> None:
        _log.warning("the worker of job %s is gone, exit code %s", job.id, code)
        if code in _OUT_OF_MEMORY:
            self._fail(job, TOO_MUCH_MEMORY)
        elif code in _OUT_OF_TIME:
            self._fail(job, "planning takes more processor time than a job may use")
        elif code == NOT_NOTED:
            self._fail(job, NOT_STORED)
        elif job.attempts >= MOST_ATTEMPTS:
            self._fail(job, f"planning was cut off {job.attempts} times")
        elif not (self.folder(job) / "input").exists():
            self._fail(job, "the uploaded file is gone")
        else:
            self.store.note(job.id, "recovered", time.time(), {"attempts": job.attempts})
            self.store.hand_back(job.id, counted=True)

    def _fail(self, job: Job, message: str) -> None:
        self.store.finish(job.id, "failed", time.time(), message=message)

    def _hurry(self, running: _Running) -> None:
        """End a worker that does not stop by itself when asked, or that runs far too long."""
        now = time.monotonic()
        overdue = now - running.begun > 1.5 * self._limit(running.job) + _MARGIN
        if running.stopping is None and (overdue or self.store.is_cancelled(running.job.id)):
            running.stopping = now
        if running.stopping is not None and now - running.stopping > _TERM_AFTER:
            self._signal(running, now=now - running.stopping > _KILL_AFTER)

    def _signal(self, running: _Running, *, now: bool) -> None:
        if running.child is not None:
            running.child.end(now=now)
        elif pid := liveness.holder(self.folder(running.job) / LOCK):
            signal_process(pid, now=now)

    def _end(self, running: _Running) -> None:
        """End a worker, by force if need be, and wait for it."""
        self._signal(running, now=False)
        for _ in _moments(2):
            if self._ended(running):
                return
        self._signal(running, now=True)
        for _ in _moments(5):
            if self._ended(running):
                return


def _moments(seconds: float) -> Iterator[None]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(0.02)


def _occupy(data_dir: Path, *folders: Path) -> Any:
    """Make the folders, for us alone, and hold them against a second server."""
    try:
        for folder in (data_dir, *folders):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data_dir / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
        held = liveness.hold(data_dir / "server.lock")
    except OSError as error:
        text = f"{data_dir} cannot be used: {error.strerror or error}, choose another --data-dir"
        raise PlannerError(text) from error
    if held is None:
        raise PlannerError(f"another planner serve uses {data_dir}, choose another --data-dir")
    return held


def _sync(folder: Path) -> None:
    """Make sure that a new name in a folder survives a power cut."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
