"""An executor that does not break: what is lost elsewhere is run here.

Each task stays on the books with what it takes to run it until its result is here, so that a loss
costs the tasks under way a second try and nothing else. What became of a search's results is in its
best schedule, which `planner.pipeline.solve` hands out for safe keeping as it gets better.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

PATIENCE = (30.0, 10.0)
"""Seconds without a task's result after which the workers are taken for lost.

Before the first result from there, as they may have to load the solver, and after it: then steps
take a second or two at most, on a busy machine too.
"""

_TICK = 0.5

_log = logging.getLogger(__name__)


class Away(Protocol):
    """Another place to run tasks.

    `died` is the error that reports the end of a worker; `retries` the number of further attempts.
    """

    died: type[BaseException]
    retries: int

    def submit(self, call: Callable[[], Any], /) -> "Future[Any]":
        """Begins a task there; may raise any error once the place is lost for good."""


class Steady(Executor):
    """Runs tasks in another place, and in threads of this process once that place is lost.

    A task that kills its workers ends with `DeadlyError`; it is not tried here. After any other
    error the task runs here: it then fails here too, or the error was a loss of the place.
    """

    def __init__(self, away: Away, threads: int, patience: tuple[float, float] = PATIENCE) -> None:
        self._away = away
        self._home = ThreadPoolExecutor(threads)
        self._patience = patience
        self._books: set[_Task] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._lost = False
        self._answered = False
        self._watch = threading.Thread(target=self._watched, name="workers", daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run ``fn(*args, **kwargs)`` where there is a worker."""
        if self._closed.is_set():
            raise RuntimeError("no tasks are taken after the end")
        task = _Task(partial(fn, *args, **kwargs))
        with self._lock:
            self._books.add(task)
        self._begin(task)
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks; those under way end here or are given up."""
        self._closed.set()
        if cancel_futures:
            for task in self._open():
                task.cancel()
        self._home.shutdown(wait=wait, cancel_futures=cancel_futures)
        self._watch.join()

    def _open(self) -> list["_Task"]:
        with self._lock:
            return list(self._books)

    def _begin(self, task: "_Task") -> None:
        task.begun = time.monotonic()
        tried: Future[Any] | None = None
        if not self._lost:
            try:
                tried = self._away.submit(task.call)
            except Exception as error:  # noqa: BLE001 it is broken, however it puts that
                self._lose(error)
        away = tried is not None
        task.tried = tried = tried or self._home.submit(task.call)
        tried.add_done_callback(partial(self._ended, task, away=away))

    def _ended(self, task: "_Task", tried: "Future[Any]", *, away: bool) -> None:
        if tried is not task.tried:
            return  # given up long ago
        if task.cancelled() or self._closed.is_set():
            self._settle(task, CancelledError(), None)
            return
        error = CancelledError() if tried.cancelled() else tried.exception()
        if error is None:
            self._answered = self._answered or away
            self._settle(task, None, tried.result())
        elif not away:
            self._settle(task, error, None)
        elif isinstance(error, self._away.died):
            self._died(task, error)
        else:
            self._lose(error)
            self._begin(task)

    def _died(self, task: "_Task", error: BaseException) -> None:
        from models.search.large_neighbourhood import DeadlyError

        task.deaths += 1
        if task.deaths > self._away.retries:
            _log.warning("a task is given up: its workers die of it")
            self._settle(task, DeadlyError(str(error)), None)
        else:
            self._begin(task)

    def _settle(self, task: "_Task", error: BaseException | None, result: Any) -> None:
        with self._lock:
            open_ = task in self._books
            self._books.discard(task)
        if not open_:
            return
        if isinstance(error, CancelledError):
            task.cancel()
        if not task.set_running_or_notify_cancel():
            return
        if error is not None:
            task.set_exception(error)
        else:
            task.set_result(result)

    def _lose(self, error: BaseException) -> None:
        with self._lock:
            told, self._lost = self._lost, True
        if not told and not self._closed.is_set():
            reason = str(error) or type(error).__name__
            _log.warning("The workers are lost (%s): going on in this process.", reason)

    def _watched(self) -> None:
        """A task that does not come back is run here: its worker may hang, or be unreachable."""
        while not self._closed.wait(_TICK):
            tasks = self._open()
            patience = self._patience[self._answered]
            latest = time.monotonic() - patience
            if not self._lost and any(task.begun < latest for task in tasks):
                self._lose(TimeoutError(f"no result for {patience:.0f} seconds"))
                for task in tasks:
                    self._begin(task)


class _Task(Future[Any]):
    """A task on the books: what to call, the try under way, and how many workers died of it."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self.call = call
        self.tried: Future[Any] | None = None
        self.begun = 0.0
        self.deaths = 0

    def cancel(self) -> bool:
        """Give it up, also where it runs."""
        given_up = super().cancel()
        if given_up and self.tried is not None:
            self.tried.cancel()
        return given_up
