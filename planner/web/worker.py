"""Plans one job in a process of its own.

The search runs in a second thread. The main thread checks for a request to stop and writes the
progress of the search. Whatever ends this process, the best plan so far is on disk.
"""

import gc
import io
import logging
import os
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from planner import pipeline
from planner.errors import InputError, PlannerError
from planner.export import jsonplan
from planner.phrase import Phrase, as_data, phrase
from planner.pipeline import Draft, Early, NoPlanError, Options, Prepared
from planner.plan import Plan
from planner.project import Project
from planner.running.dask_cluster import WorkersError
from planner.web import checkpoint, liveness
from planner.web.ahead import AHEAD, FIRST, LARGE, prepared
from planner.web.checking import choice_of, issues_as_data
from planner.web.config import Config
from planner.web.course import Course
from planner.web.folder import DataFolder
from planner.web.job_records import INPUT, PAGE, SOON
from planner.web.private import open_private, write_bytes, write_json
from planner.web.signed import Secret
from planner.web.store import Job, JobState, Store, StoreError

LOCK = "lock"
PLAN_JSON, REPORT, CALENDARS = "plan.json", "report.html", "calendars.zip"
NOTICES = "notices.zip"
NOT_NOTED = 74
"""Exit code of a worker that could not store its job's end, as on a full disk."""

NOT_STORED = phrase("the result could not be stored on the server; run it again later")
TOO_MUCH_MEMORY = phrase("planning takes more memory than a job may use")
_NO_THREAD = ("can't start new thread", "Resource temporarily unavailable")
"""The messages of Python and CP-SAT when memory for a thread's stack is lacking."""

_POLL = 0.1
_OFTEN, _SELDOM = 0.5, 2.0
_SHORTEST = 1.0
_log = logging.getLogger(__name__)


def work(config: Config, job_id: str, secret: Secret) -> None:
    """Plans a job, unless another process does; at the end its state is in the list of jobs.

    Args:
        config: Of the server.
        job_id: The job.
        secret: Proves what was made ahead for it.
    """
    data = DataFolder(config.data_dir)
    folder = data.job(job_id)
    _log_to(folder / "worker.log")
    held = liveness.hold(folder / LOCK)
    if held is None:
        return
    with held:
        store = Store(data.list)
        job = store.get(job_id)
        if job is not None and job.state == "running":
            try:
                _Work(folder, store, job, config, secret).run()
            except StoreError:
                _log.exception("how the job ended could not be noted")
                sys.exit(NOT_NOTED)
        store.close()


class _Work:
    """The planning of one job."""

    def __init__(
        self, folder: Path, store: Store, job: Job, config: Config, secret: Secret
    ) -> None:
        self._folder = folder
        self._secret = secret
        self._store = store
        self._job = job
        self._options = options_of(job, config)
        self._begun = time.monotonic()
        self._phase = "reading"
        self._shown = False
        self._course = Course(self._before())
        self._stop = job.cancel
        self._told: dict[str, Any] = {}
        self._draft: Draft | None = None
        self._next = 0.0

    def run(self) -> None:
        """Searches in a second thread, and watches in this one."""
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
        data = (self._folder / INPUT).read_bytes()
        made = self._read(data)
        project = made.project if isinstance(made, Prepared) else made
        self._shown = isinstance(made, Prepared) and made.spent > 0
        self._phase = "improving" if self._shown else "planning"
        if not self._shown:  # left by an attempt that was interrupted
            (self._folder / SOON).unlink(missing_ok=True)
        try:
            plan = self._solve(made, self._options)
        except WorkersError:
            _log.exception("planning goes on without the cluster")
            plan = self._solve(made, replace(self._options, workers=None))
        if project.asked and self._draft is not None:
            from planner.whatif.advise import with_answers

            self._phase = "answering"
            plan = with_answers(plan, self._draft, self._options, stop=lambda: self._stop)
        gc.freeze()  # the garbage collector then skips what the search leaves
        if len(plan.rows) >= LARGE:
            self._show(plan)
        self._phase = "writing"
        self._write(data, plan)

    def _read(self, data: bytes) -> Project | Prepared:
        """Reads the project, or takes it with its problem if both were made ahead."""
        made = prepared(self._folder, data, self._job, self._secret)
        if made is not None:
            return made
        choice = choice_of(self._job.options, datetime.now())
        return pipeline.read_project(data, self._job.name, choice=choice)

    def _solve(self, made: Project | Prepared, options: Options) -> Plan:
        project = made.project if isinstance(made, Prepared) else made
        large = len(project.tasks) >= LARGE
        return pipeline.solve(
            made,
            options,
            observer=self._course.take,
            stop=lambda: self._stop,
            known=checkpoint.load(self._folder),
            keep=self._keep,
            early=Early(after=FIRST, show=self._show_early) if large else None,
        )

    def _show_early(self, plan: Plan) -> None:
        """Lets the page show a first plan near the one before, which is still made better."""
        self._show(plan)
        self._phase = "improving"

    def _show(self, plan: Plan) -> None:
        """Lets the page show the plan while its workbook is being written."""
        from planner.web import view

        try:
            write_json(self._folder / SOON, view.of_plan(plan))
            self._shown = True
        except OSError:  # the page shows it once all is written, or the reason of a failure
            _log.exception("the plan could not be shown before its workbook")

    def _write(self, data: bytes, plan: Plan) -> None:
        from planner.web import view  # imports all of planning, which the server does not need

        back = bool(self._job.options.get("write_back"))
        written = pipeline.write_plan(data, plan, write_back=back)
        page = view.of_plan(replace(plan, issues=(*plan.issues, *written.left)))
        page["publishable"] = not written.remark
        write_bytes(self._folder / f"plan{written.suffix}", written.data)
        for name, content in _others(plan):
            write_bytes(self._folder / name, content)
        message = written.remark or self._job.message  # the reason why an earlier attempt ended
        ended = {"state": self._state(), "message": as_data(message)}
        write_json(self._folder / PAGE, {**page, **ended})
        for name in (SOON, AHEAD):
            (self._folder / name).unlink(missing_ok=True)
        self._watch()
        self._store.finish(
            self._job.id,
            self._state(),
            time.time(),
            message=message,
            headline={**page["headline"], "suffix": written.suffix},
            size=_size(self._folder) - self._job.size,
        )

    def _state(self) -> JobState:
        return "cancelled" if self._stop else "done"

    def _before(self) -> Mapping[str, Any] | None:
        """The last report of an earlier attempt, if this one can continue from its plan."""
        event = self._store.latest(self._job.id, "progress")
        kept = (self._folder / checkpoint.NAME).is_file()
        return event.data if event is not None and kept else None

    def _keep(self, draft: Draft) -> None:
        self._draft = draft
        try:
            checkpoint.save(self._folder, draft)
        except OSError:  # the search does not need the draft
            _log.exception("a draft could not be kept")

    def _watch(self) -> None:
        """Checks whether to stop; reports progress if something changed, at intervals."""
        self._stop = self._stop or self._store.is_cancelled(self._job.id)
        seconds = time.monotonic() - self._begun
        told = {"phase": self._phase, "shown": self._shown, **self._course.told()}
        new_phase = any(told[one] != self._told.get(one) for one in ("phase", "shown"))
        if told != self._told and (seconds >= self._next or new_phase):
            self._told = told
            self._next = seconds + (_OFTEN if seconds < 60 else _SELDOM)
            spent = self._job.spent + seconds
            news = {**told, "elapsed": round(spent, 1)}
            try:
                self._store.spend(self._job.id, spent)
                self._store.note(self._job.id, "progress", time.time(), news)
            except StoreError:  # nor does the search need this record
                _log.exception("progress could not be noted")

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turns every failure into a state with a text."""
        try:
            yield
        except NoPlanError as error:
            state = "cancelled" if self._stop and error.status == "unknown" else "failed"
            text = phrase("there is no plan")
            if state == "cancelled":
                text = phrase("stopped before there was a plan")
            self._fail(text, error, cancelled=state == "cancelled")
        except InputError as error:
            self._fail(phrase("the workbook cannot be planned"), error)
        except MemoryError:
            self._fail(TOO_MUCH_MEMORY)
        except (PlannerError, OSError):
            _log.exception("cannot go on")
            self._fail(NOT_STORED)
        except Exception as error:  # noqa: BLE001 the user sees a state, the log the rest
            _log.exception("a fault of ours")
            no_thread = any(sign in str(error) for sign in _NO_THREAD)
            fault = phrase("planning failed because of a fault in the program")
            self._fail(TOO_MUCH_MEMORY if no_thread else fault)

    def _fail(
        self, text: Phrase, error: InputError | None = None, *, cancelled: bool = False
    ) -> None:
        state: JobState = "cancelled" if cancelled else "failed"
        if error is not None:
            ended = {"state": state, "message": as_data(text)}
            write_json(self._folder / PAGE, {"issues": issues_as_data(error.issues), **ended})
        self._store.finish(self._job.id, state, time.time(), message=text)


def options_of(job: Job, config: Config) -> Options:
    """The job's options; the time spent before a restart is subtracted."""
    wanted = dict(job.options)
    options = Options(
        time_limit=float(wanted.get("time_limit", 60)),
        goals=tuple(wanted.get("goals", ())),
        seed=int(wanted.get("seed", 0)),
        deterministic_limit=wanted.get("deterministic_limit"),
        from_scratch=bool(wanted.get("from_scratch")),
        near=bool(wanted.get("near")),
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
    """Yields the plan in forms other than the workbook."""
    from planner.export.ics import ics_files
    from planner.export.notices import notice_files
    from planner.export.page import html_page
    from planner.language.words import LANGUAGES

    yield PLAN_JSON, jsonplan.to_json(plan).encode()
    yield REPORT, html_page(plan).encode("utf-8", "replace")
    yield CALENDARS, _zipped(ics_files(plan))
    if told := notice_files(plan, LANGUAGES[plan.project.language]):
        yield NOTICES, _zipped(told)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _log_to(path: Path) -> None:
    """Sends all output of this process to a file beside its job."""
    stream = open_private(path, "ab")
    for descriptor in (1, 2):
        os.dup2(stream.fileno(), descriptor)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
