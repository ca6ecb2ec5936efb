"""Runs jobs in turn, each in a process of its own, from a thread that no error ends.

The process of a running job holds a lock. A server that was killed finds its workers again by these
locks when it restarts.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from planner.phrase import Phrase, phrase
from planner.web import liveness
from planner.web.children import Child, ProcessLimits, signal_process, warm_up
from planner.web.config import Config
from planner.web.folder import DataFolder
from planner.web.store import MOST_ATTEMPTS, Job, Store
from planner.web.worker import LOCK, NOT_NOTED, NOT_STORED, TOO_MUCH_MEMORY

MARGIN = 300
"""Seconds that a job may take beside the search itself."""

_TICK, _IDLE = 0.1, 1.0
_TIDY = 600.0
_STALLED = 60.0
_TERM_AFTER, _KILL_AFTER = 10.0, 20.0
_OUT_OF_MEMORY = (-6, 127, 134)
_OUT_OF_TIME = (-24,)

_log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class _Running:
    """A job that is being planned; `child` is None if an earlier server started it."""

    job: Job
    child: Child | None
    begun: float = field(default_factory=time.monotonic)
    stopping: float | None = None


class Runner:
    """Takes jobs from the queue and supervises their processes.

    Args:
        launch: Starts the process of a job.
        tidy: Called every ten minutes.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        folder: DataFolder,
        *,
        launch: Callable[[Job], Child],
        tidy: Callable[[], object],
    ) -> None:
        self._config = config
        self._store = store
        self._folder = folder
        self._launch = launch
        self._tidy = tidy
        self._running: dict[str, _Running] = {}
        self._wake = threading.Event()
        self._closing = False
        self._beat = time.monotonic()
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)

    def start(self) -> None:
        """Finds the jobs that ran when the last server ended, and starts the thread."""
        for job in self._store.in_state("running"):
            if self._held(job):
                self._running[job.id] = _Running(job=job, child=None)
            else:
                self._lost(job, code=None)
        self._beat = time.monotonic()
        threading.Thread(target=self._guarded, args=(warm_up,), daemon=True).start()
        self._thread.start()

    def close(self) -> None:
        """Stops; running jobs return to the queue and continue at the next start."""
        self._closing = True
        self._wake.set()
        self._thread.join()
        for running in self._running.values():
            self._end(running)
            self._store.hand_back(running.job.id, counted=False)

    def wake(self) -> None:
        """Makes the thread look at the queue now."""
        self._wake.set()

    def works(self) -> bool:
        """Whether the thread lives and has recently looked at the jobs without an error."""
        return self._thread.is_alive() and time.monotonic() - self._beat < _STALLED

    def end(self, job: str) -> None:
        """Ends a job's process, by force if necessary, and waits for its end."""
        running = self._running.get(job)
        if running is not None:
            self._end(running)

    def _loop(self) -> None:
        tidied = 0.0
        while not self._closing:
            well = self._guarded(self._tick)
            if well:
                self._beat = time.monotonic()
            if time.monotonic() - tidied > _TIDY:
                well = self._guarded(self._tidy) and well
                tidied = time.monotonic()
            self._wake.wait(_TICK if self._running and well else _IDLE)
            self._wake.clear()

    def _guarded(self, step: Callable[[], object]) -> bool:
        """Runs a step whose errors must not end the thread."""
        try:
            step()
        except Exception:  # noqa: BLE001 whatever it is, other jobs wait
            _log.exception("cannot look after the jobs, trying again")
            return False
        return True

    def _tick(self) -> None:
        looked = [self._guarded(partial(self._look, one)) for one in [*self._running.values()]]
        while len(self._running) < self._config.slots and not self._closing:
            job = self._store.claim(time.time())
            if job is None:
                break
            running = self._running[job.id] = _Running(job=job, child=None)
            running.child = self._launch(job)
        if not all(looked):
            raise RuntimeError("some jobs could not be looked after")

    def _look(self, running: _Running) -> None:
        if not self._ended(running):
            self._hurry(running)
            return
        self._settle(running)
        if self._running.get(running.job.id) is running:
            del self._running[running.job.id]

    def _limit(self, job: Job) -> float:
        return float(job.options.get("time_limit", self._config.job_time_limit))

    def _held(self, job: Job) -> bool:
        return liveness.holder(self._folder.job(job.id) / LOCK) is not None

    def _ended(self, running: _Running) -> bool:
        if running.child is not None:
            return running.child.ended()
        return not self._held(running.job)

    def _settle(self, running: _Running) -> None:
        """Handles the end of a worker: its job's end is stored, or the job has to be rescued."""
        job = self._store.get(running.job.id)
        if job is None:
            self._folder.remove(running.job.id)
        elif job.state == "running" and self._held(job):
            self._running[job.id] = _Running(job=job, child=None)  # another process was quicker
        elif job.state == "running" and job.deleted is not None:
            self._store.hand_back(job.id, counted=False)
        elif job.state == "running":
            self._lost(job, running.child.code if running.child else None)
        else:
            _log.info("job %s %s", job.id, job.state)

    def _lost(self, job: Job, code: int | None) -> None:
        _log.warning("the worker of job %s is gone, exit code %s", job.id, code)
        if code in _OUT_OF_MEMORY:
            self._fail(job, TOO_MUCH_MEMORY)
        elif code in _OUT_OF_TIME:
            self._fail(job, phrase("planning takes more processor time than a job may use"))
        elif code == NOT_NOTED:
            self._fail(job, NOT_STORED)
        elif job.attempts >= MOST_ATTEMPTS:
            self._fail(job, phrase("planning was cut off {n} times", n=job.attempts))
        elif not (self._folder.job(job.id) / "input").exists():
            self._fail(job, phrase("the uploaded file is gone"))
        else:
            self._store.note(job.id, "recovered", time.time(), {"attempts": job.attempts})
            self._store.hand_back(job.id, counted=True)

    def _fail(self, job: Job, message: Phrase) -> None:
        self._store.finish(job.id, "failed", time.time(), message=message)

    def _hurry(self, running: _Running) -> None:
        """Ends a worker that ignores a request to stop, or that runs far too long.

        A worker that had to stop when it began only writes its best plan, and is left alone.
        """
        now = time.monotonic()
        overdue = now - running.begun > 1.5 * self._limit(running.job) + MARGIN
        asked = not running.job.cancel and self._store.is_cancelled(running.job.id)
        if running.stopping is None and (overdue or asked):
            running.stopping = now
        if running.stopping is not None and now - running.stopping > _TERM_AFTER:
            self._signal(running, now=now - running.stopping > _KILL_AFTER)

    def _signal(self, running: _Running, *, now: bool) -> None:
        if running.child is not None:
            running.child.end(now=now)
        elif pid := liveness.holder(self._folder.job(running.job.id) / LOCK):
            signal_process(pid, now=now)

    def _end(self, running: _Running) -> None:
        self._signal(running, now=False)
        for _ in _moments(2):
            if self._ended(running):
                return
        self._signal(running, now=True)
        for _ in _moments(5):
            if self._ended(running):
                return


def limits_of(job: Job, config: Config) -> ProcessLimits:
    """Returns what the process of a job may use."""
    workers = config.workers
    parallel = workers if isinstance(workers, int) else os.cpu_count() or 1
    seconds = float(job.options.get("time_limit", config.job_time_limit))
    return ProcessLimits(memory=config.memory, cpu=int(seconds * parallel) + MARGIN)


def _moments(seconds: float) -> Iterator[None]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(0.02)
