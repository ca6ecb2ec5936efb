"""Child processes with limits, in which workbooks are read and planned.

Where the system can do it, a helper process that has imported everything heavy forks them, so that
a start takes hundredths of a second instead of seconds.
"""

import errno
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

_FORKS = sys.platform != "win32"
_context: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
_HEAVY = ["planner.web.heavy"]
"""What the helper process imports once, so that no other process has to."""

_UNKNOWN = 255
"""The standard library gives this exit code where the helper reported none."""

_PAUSES = (0.0, 0.1, 0.4, 1.6, 3.2)
"""Seconds to wait for a killed helper to end before another one starts."""

_LOOK = 0.05
"""Seconds of one look at a process; other threads can look in between."""

_lock = threading.Lock()
"""Guards every look at the end of a process: the standard library can read each end only once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLimits:
    """The bytes of memory and seconds of processor time that a process may use."""

    memory: int
    cpu: int


class Child:
    """A process that runs ``target(*args)`` within limits.

    Raises:
        OSError: if it cannot be started.
    """

    def __init__(
        self, target: Callable[..., None], args: tuple[Any, ...], limits: ProcessLimits
    ) -> None:
        with _lock:
            self._process = _started((target, args, limits))
            self._sentinel = self._process.sentinel
        self._code: int | None = None
        self._looking = threading.RLock()  # two threads may ask at once, and one closes it

    def ended(self, timeout: float = 0) -> bool:
        """Whether it has ended; waits for up to `timeout` seconds."""
        until = time.monotonic() + timeout
        while True:
            left = max(0.0, until - time.monotonic())
            with self._looking:
                if self._code is not None:
                    return True
                if wait([self._sentinel], min(left, _LOOK)):
                    self._close()
                    return True
            if not left:
                return False

    def _close(self) -> None:
        with _lock:
            self._process.join()
            code = self._process.exitcode
            self._process.close()
        self._code = _UNKNOWN if code is None else code

    @property
    def code(self) -> int:
        """The exit code of an ended process; a negative one is the signal that ended it."""
        return 0 if self._code is None else self._code

    @property
    def lost(self) -> bool:
        """Whether its end cannot be known, because the helper process is gone."""
        return self._code == _UNKNOWN

    @property
    def pid(self) -> int:
        """The process ID."""
        with self._looking:
            return 0 if self._code is not None else self._process.pid or 0

    def end(self, *, now: bool = False) -> None:
        """Asks it to end, or kills it `now`."""
        with self._looking:
            if not self.ended():
                self._process.kill() if now else self._process.terminate()


def _started(arguments: tuple[Any, ...]) -> Any:
    """A new process; if the helper is just ending, waits for that and starts another."""
    _context.set_forkserver_preload(_HEAVY)  # others who fork in this process may want others
    for pause in (*_PAUSES, None):
        process = _context.Process(target=_begin, args=arguments)
        process.daemon = False
        try:
            process.start()
        except (EOFError, ConnectionError) as error:
            if pause is None:
                raise OSError(errno.EAGAIN, "the helper process is gone") from error
            time.sleep(pause)
        else:
            return process
    raise AssertionError


def warm_up() -> None:
    """Starts the helper process before the first job needs it."""
    Child(_nothing, (), ProcessLimits(memory=0, cpu=0)).ended(60)


def signal_process(pid: int, *, now: bool) -> None:
    """Asks a process to end, or kills it `now`; does nothing if it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL if now and _FORKS else signal.SIGTERM)


def _nothing() -> None:
    """The function that the warm-up runs."""


def _begin(target: Callable[..., None], args: tuple[Any, ...], limits: ProcessLimits) -> None:
    if sys.platform != "win32":
        import resource

        # Ctrl-C on the server's terminal goes to the server alone. A session of its own would do
        # that too, but Linux gives each session the same share of the cores, however nice it is.
        with suppress(OSError):
            os.setpgrp()
        os.umask(0o077)
        os.nice(5)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limits.memory:
            resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
        if limits.cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 10))
    target(*args)
