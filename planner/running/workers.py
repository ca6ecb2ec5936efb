"""Runs the steps of a search in processes of this machine, or on a Dask cluster."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from planner.phrase import phrase
from planner.running.dask_cluster import RETRIES, Cluster, WorkersError, connected
from planner.running.steady import Away, Steady

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from models.solve import Helpers


_SOLVER = "ortools.sat.python.cp_model"


class _DiedError(Exception):
    """The process that ran a task is gone."""


class Processes:
    """Processes of this machine, each begun with its first task; a dead one is replaced.

    Each has a pipe and a thread of its own, so that a death harms nothing that others share.
    """

    died: type[BaseException] = _DiedError
    retries = RETRIES

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._mine = threading.local()
        self._all: list[BaseProcess] = []
        self._context = _context()
        self._ending = False

    def submit(self, call: Callable[[], Any], /) -> "Future[Any]":
        """Runs a task in one of the processes."""
        return self._threads.submit(self._run, call)

    def end(self) -> None:
        """Ends all processes, whatever they do."""
        self._ending = True
        self._threads.shutdown(wait=False, cancel_futures=True)  # one may be starting a process
        for process in list(self._all):
            process.kill()

    def _run(self, call: Callable[[], Any]) -> Any:
        pipe = self._pipe()
        try:
            pipe.send(call)
            good, outcome = pipe.recv()
        except (EOFError, ConnectionError) as error:
            self._mine.pipe = None
            raise _DiedError("a worker died") from error
        if not good:
            raise outcome
        return outcome

    def _pipe(self) -> "Connection":
        """To this thread's process, which lives and is ready."""
        pipe: Connection | None = getattr(self._mine, "pipe", None)
        if pipe is not None and self._mine.process.is_alive():
            return pipe
        pipe, other = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(other,), daemon=True)
        process.start()
        other.close()
        self._all = [one for one in self._all if one.is_alive()] + [process]
        if self._ending:
            process.kill()
        try:
            pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise WorkersError(phrase("no processes can be started")) from error
        self._mine.pipe, self._mine.process = pipe, process
        return pipe


def _serve(pipe: "Connection") -> None:
    """The loop of a process: one task after the other, until nobody sends any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the business of who sends the tasks
    with suppress(EOFError, ConnectionError):
        pipe.send(None)
        while True:
            call = pipe.recv()
            try:
                outcome = (True, call())
            except Exception as error:  # noqa: BLE001 whoever sent the task sees it
                outcome = (False, error)
            pipe.send(outcome)


def _context() -> Any:
    """Makes processes that hold nothing of this one: no locks of its threads, no open files."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "models.search.large_neighbourhood", _SOLVER])
    return context


@contextmanager
def helpers_at(
    workers: int | str | None, *, insecure: bool = False, stop: Callable[[], bool] = lambda: False
) -> Iterator["Helpers | None"]:
    """Where the steps of a search run; None in threads of this process.

    Args:
        workers: So many processes (one alone is no help), or the address of a Dask scheduler.
        insecure: Take a cluster elsewhere that is not encrypted.
        stop: Asked while a cluster is waited for; once true, it is done without.

    Raises:
        WorkersError: if a cluster cannot be reached, is not safe, or has another version.
    """
    if stop():
        yield None
    elif isinstance(workers, str):
        with connected(workers, insecure=insecure, stop=stop) as client:
            if client is None:
                yield None
                return
            cluster = Cluster(client)
            with _steady(cluster, cluster.count) as helpers:
                yield helpers
    elif workers is not None and workers > 1:
        processes = Processes(workers)
        try:
            with _steady(processes, workers) as helpers:
                yield helpers
        finally:
            processes.end()
    else:
        yield None


@contextmanager
def _steady(away: Away, workers: int) -> Iterator["Helpers"]:
    from models.solve import Helpers

    executor = Steady(away, min(workers, os.cpu_count() or 1))
    try:
        yield Helpers(executor=executor, workers=workers)
    finally:
        executor.shutdown(cancel_futures=True)
