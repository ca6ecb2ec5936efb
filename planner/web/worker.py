"""Plans one job in a process of its own.

The search runs in a second thread; the main thread watches for a wish to stop and writes how
the search stands. Whatever ends this process, the best plan so far is on disk.
"""

import gc
import io
import logging
import os
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner import pipeline
from planner.errors import InputError, PlannerError
from planner.export import jsonplan
from planner.pipeline import Draft, News, NoPlanError, Options
from planner.plan import Plan
from planner.project import Project
from planner.running.workers import WorkersError
from planner.web import checkpoint, liveness, view
from planner.web.checking import issues_as_data, write_bytes, write_json
from planner.web.config import Config
from planner.web.store import Job, State, Store, StoreError

LOCK = "lock"
LIST = "jobs.sqlite3"
PAGE = "page.json"
PLAN_JSON, REPORT, CALENDARS = "plan.json", "report.html", "calendars.zip"
NOT_NOTED = 74
"""Exit code of a worker that could not say how its job ended: the disk is full, for example."""

NOT_STORED = "the result could not be stored on the server; run it again later"
TOO_MUCH_MEMORY = "planning takes more memory than a job may use"
_NO_THREAD = ("can't start new thread", "Resource temporarily unavailable")
"""How Python and CP-SAT say that there is no memory for a thread's stack."""

_POLL = 0.1
_OFTEN, _SELDOM = 0.5, 2.0
_SHORTEST = 1.0

_log = logging.getLogger(__name__)


def work(config: Config, job_id: str) -> None:
    """Plan a job, unless another process does; ends with its state in the list of jobs."""
    folder = config.data_dir / "jobs" / job_id
    _log_to(folder / "worker.log")
    held = liveness.hold(folder / LOCK)
    if held is None:
        return
    with held:
        store = Store(config.data_dir / LIST)
        job = store.get(job_id)
        if job is not None and job.state == "running":
            try:
                _Work(folder, store, job, config).run()
            except StoreError:
                _log.exception("how the job ended could not be noted")
                sys.exit(NOT_NOTED)
        store.close()


class _Work:
    """One job on its way."""

    def __init__(self, folder: Path, store: Store, job: Job, config: Config) -> None:
        self._folder = folder
        self._store = store
        self._job = job
        self._options = _options(job, config)
        self._begun = time.monotonic()
        self._phase = "reading"
        self._news: News | None = None
        self._stop = False
        self._told: tuple[object, ...] = ()
        self._next = 0.0

    def run(self) -> None:
        """Search in a second thread, watch in this one."""
        with self._failures():
            failed: list[BaseException] = []
            thread = threading.Thread(target=self._guarded, args=(failed,), daemon=True)
            thread.start()
            while thread.is_alive():
                thread.join(_POLL)
                self._watch()
            if failed:
                raise failed[0]

    def _guarded(self, failed: list[BaseException]) -> None:
        try:
            self._plan()
        except BaseException as error:  # noqa: BLE001 handed to the other thread
            failed.append(error)

    def _plan(self) -> None:
        data = (self._folder / "input").read_bytes()
        project = pipeline.read_project(data, self._job.name)
        self._phase = "planning"
        try:
            plan = self._solve(project, self._options)
        except WorkersError:
            _log.exception("planning goes on without the cluster")
            plan = self._solve(project, replace(self._options, workers=None))
        self._phase = "writing"
        gc.freeze()  # what the search leaves is not looked through again and again
        self._write(data, plan)

    def _solve(self, project: Project, options: Options) -> Plan:
        return pipeline.solve(
            project,
            options,
            observer=self._observe,
            stop=lambda: self._stop,
            known=checkpoint.load(self._folder),
            keep=self._keep,
        )

    def _write(self, data: bytes, plan: Plan) -> None:
        written = pipeline.write_plan(data, plan)
        page = view.of_plan(plan)
        write_bytes(self._folder / f"plan{written.suffix}", written.data)
        for name, content in _others(plan):
            write_bytes(self._folder / name, content)
        write_json(self._folder / PAGE, page)
        self._watch()
        self._store.finish(
            self._job.id,
            "cancelled" if self._stop else "done",
            time.time(),
            message=written.remark,
            headline={**page["headline"], "suffix": written.suffix},
            size=_size(self._folder) - self._job.size,
        )

    def _observe(self, news: News) -> None:
        self._news = news

    def _keep(self, draft: Draft) -> None:
        try:
            checkpoint.save(self._folder, draft)
        except OSError:  # the search need not end because of that
            _log.exception("a draft could not be kept")

    def _watch(self) -> None:
        """Look whether to stop; tell how it goes, if something changed, not too often."""
        self._stop = self._stop or self._store.is_cancelled(self._job.id)
        seconds = time.monotonic() - self._begun
        news = self._news
        told = (self._phase, news and (news.goal, news.value, news.bound))
        if told != self._told and (seconds >= self._next or (told[0],) != self._told[:1]):
            self._told = told
            self._next = seconds + (_OFTEN if seconds < 60 else _SELDOM)
            spent = self._job.spent + seconds
            try:
                self._store.spend(self._job.id, spent)
                self._store.note(self._job.id, "progress", time.time(), self._progress(spent))
            except StoreError:  # nor because of that
                _log.exception("progress could not be noted")

    def _progress(self, spent: float) -> dict[str, Any]:
        told: dict[str, Any] = {"phase": self._phase, "elapsed": round(spent, 1)}
        if self._news is not None:
            news = self._news
            told |= {"goal": news.goal, "unit": news.unit, "value": news.value}
            told |= {"bound": news.bound, "gap": None if news.value is None else news.gap}
        return told

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Whatever goes wrong ends as a state with a text, never as silence."""
        try:
            yield
        except NoPlanError as error:
            state = "cancelled" if self._stop and error.status == "unknown" else "failed"
            text = "stopped before there was a plan" if state == "cancelled" else "there is no plan"
            self._fail(text, error, cancelled=state == "cancelled")
        except InputError as error:
            self._fail("the workbook cannot be planned", error)
        except MemoryError:
            self._fail(TOO_MUCH_MEMORY)
        except (PlannerError, OSError):
            _log.exception("cannot go on")
            self._fail(NOT_STORED)
        except Exception as error:  # noqa: BLE001 the user sees a state, the log the rest
            _log.exception("a fault of ours")
            no_thread = any(sign in str(error) for sign in _NO_THREAD)
            fault = "planning failed because of a fault in the program"
            self._fail(TOO_MUCH_MEMORY if no_thread else fault)

    def _fail(self, text: str, error: InputError | None = None, *, cancelled: bool = False) -> None:
        if error is not None:
            write_json(self._folder / PAGE, {"issues": issues_as_data(error.issues)})
        state: State = "cancelled" if cancelled else "failed"
        self._store.finish(self._job.id, state, time.time(), message=text)


def _options(job: Job, config: Config) -> Options:
    """The job's options, with the time spent before a restart taken off."""
    wanted = dict(job.options)
    options = Options(
        time_limit=float(wanted.get("time_limit", 60)),
        goals=tuple(wanted.get("goals", ())),
        seed=int(wanted.get("seed", 0)),
        deterministic_limit=wanted.get("deterministic_limit"),
    )
    if options.deterministic_limit is None:
        left = max(_SHORTEST, options.time_limit - job.spent)
        options = replace(
            options,
            time_limit=left,
            workers=config.workers,
            insecure_workers=config.insecure_workers,
        )
    return options


def _others(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The plan in other forms than the workbook."""
    from planner.export.ics import ics_files
    from planner.export.page import html_page

    yield PLAN_JSON, jsonplan.to_json(plan).encode()
    yield REPORT, html_page(plan).encode("utf-8", "replace")
    calendars = io.BytesIO()
    with zipfile.ZipFile(calendars, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ics_files(plan).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    yield CALENDARS, calendars.getvalue()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _log_to(path: Path) -> None:
    """Send everything this process says to a file beside its job."""
    stream = path.open("ab")
    for descriptor in (1, 2):
        os.dup2(stream.fileno(), descriptor)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
