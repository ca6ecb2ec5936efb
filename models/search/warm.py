"""Machine code that is made beside the search, never in its time.

Making it takes seconds when it is first used after an installation, longer on a busy machine; later
processes find it ready. Whoever wants it asks whether it is there, and does without until then.
"""

import atexit
import logging
from collections.abc import Callable, Iterator
from threading import Event, Lock, Thread

_log = logging.getLogger(__name__)


class Warm:
    """Code that is made once in a process, in the background."""

    def __init__(self, steps: Callable[[], Iterator[None]]) -> None:
        """`steps` makes it bit by bit and gives way after each, so that a process can end."""
        self._steps = steps
        self._done, self._ending = Event(), Event()
        self._starting = Lock()
        self._thread: Thread | None = None
        self.failed = False

    def begin(self) -> None:
        """Begins to make it if nobody has."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._make, name="compiling", daemon=True)
                atexit.register(self._end)
                self._thread.start()

    def ready(self) -> bool:
        """Whether it is there."""
        return self._done.is_set() and not self.failed

    def wait(self, stop: Callable[[], bool] = lambda: False, *, poll: float = 0.05) -> bool:
        """Waits until it is there, or for `stop`; whether it is there."""
        self.begin()
        while not self._done.wait(poll):
            if stop():
                break
        return self.ready()

    def _make(self) -> None:
        try:
            for _ in self._steps():
                if self._ending.is_set():
                    self.failed = True
                    return
        except Exception:  # noqa: BLE001 - the search goes on without it
            self.failed = True
            _log.warning(
                "machine code could not be made; planning goes on without it", exc_info=True
            )
        finally:
            self._done.set()

    def _end(self) -> None:
        """A thread that is in a compiler when the process ends would crash it: waits for it."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
