"""Processes of our own, each with limits: what reads or plans a workbook runs in one.

They are forked off a helper process that has everything heavy imported already (where the
system can do that), so that starting one takes hundredths of a second instead of seconds.
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
_context.set_forkserver_preload(["planner.web.heavy"])
_UNKNOWN = 255
"""Exit code that the standard library gives where the helper did not tell one."""

_PAUSES = (0.0, 0.1, 0.4, 1.6, 3.2)
"""Seconds to wait for the end of a helper that was killed, before another is started."""

_LOOK = 0.05
"""Seconds of one look at a process that is waited for; another thread may look in between."""

_lock = threading.Lock()
"""Around everything that looks at ends of processes: the standard library reads each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLimits:
    """What a process may use: bytes of memory and seconds of processor time."""

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
        self._looking = threading.RLock()  # two threads may ask at once, one of them closes it

    def ended(self, timeout: float = 0) -> bool:
        """Whether it has ended, waited for up to `timeout` seconds."""
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
        """Its exit code once it has ended; negative is the signal that ended it."""
        return 0 if self._code is None else self._code

    @property
    def lost(self) -> bool:
        """Whether nobody knows how it ended, or whether it has: the helper process is gone."""
        return self._code == _UNKNOWN

    @property
    def pid(self) -> int:
        """Its number."""
        with self._looking:
            return 0 if self._code is not None else self._process.pid or 0

    def end(self, *, now: bool = False) -> None:
        """Ask it to end, or end it `now`."""
        with self._looking:
            if not self.ended():
                self._process.kill() if now else self._process.terminate()


def _started(arguments: tuple[Any, ...]) -> Any:
    """A new process; a helper that is going at that moment is waited for and replaced."""
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
    """Start the helper process, so that the first job does not wait for it."""
    Child(_nothing, (), ProcessLimits(memory=0, cpu=0)).ended(60)


def signal_process(pid: int, *, now: bool) -> None:
    """Ask a process to end, or end it `now`; one that is gone is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL if now and _FORKS else signal.SIGTERM)


def _nothing() -> None:
    """What the warm-up runs."""


def _begin(target: Callable[..., None], args: tuple[Any, ...], limits: ProcessLimits) -> None:
    if sys.platform != "win32":
        import resource

        with suppress(OSError):
            os.setsid()  # Ctrl-C on the server's terminal is the server's business
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
