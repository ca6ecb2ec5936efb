"""Machine code that another process makes beside the search.

Making it takes seconds when it is first used after an installation, longer on a busy machine; later
processes find it on disk (`models.search.compiled`). A search that wants it checks whether it is
there, and does without until then.

    python -m models.search.warm MODULE ...

makes what `MODULE.make()` makes, one after the other; without names all there is.
"""

import atexit
import importlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Lock

SHARES = (
    ("models.search.annealing", "models.search.mode_annealing"),
    (
        "models.search.crew_annealing",
        "models.search.order_annealing",
        "models.search.order_line",
        "models.bounds.relaxation",
    ),
)
"""All modules with machine code, in two shares that take as long as each other; each is made by one
process. One for each module would take a fifth more."""

_NAME = "models.search.warm"
"""This module, also where it runs as a program."""

_log = logging.getLogger(_NAME)
_ROOT = Path(__file__).parent.parent.parent


class Warm:
    """The machine code of a module, made once for this process and all later ones."""

    def __init__(self, module: str, kept: Callable[[], bool], *further: str) -> None:
        """`module` has a function `make`; `kept` says whether what it makes is on disk.

        Where code of `further` modules is made too, one process makes all: it starts the compiler
        once, and compiles what they share once.
        """
        self._modules, self._kept = (module, *further), kept
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self.failed = False

    def begin(self) -> None:
        """Begins to compile, unless the code is there or another thread has begun."""
        with self._lock:
            if self._child is None and not self.failed and not self._kept():
                self._child = self._started()

    def ready(self) -> bool:
        """Whether it is there."""
        with self._lock:
            if self._child is None:
                return not self.failed and self._kept()
            code = self._child.poll()
            if code and not self.failed:
                self._fail(f"exit code {code}")
            return code == 0

    def wait(self, stop: Callable[[], bool] = lambda: False, *, poll: float = 0.05) -> bool:
        """Waits until it is there, or for `stop`; whether it is there."""
        self.begin()
        pause = Event()
        while not (ready := self.ready()) and not self.failed and not stop():
            pause.wait(poll)
        return ready

    def _started(self) -> "subprocess.Popen[bytes] | None":
        """The process that makes it; it goes on when this one ends, for the sake of the next."""
        from models.search.compiled import folder

        paths = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
        places = {"PYTHONPATH": paths, "XDG_CACHE_HOME": str(folder().parent)}
        quiet = subprocess.DEVNULL
        try:
            child = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", _NAME, *self._modules],
                cwd=_ROOT,
                env=os.environ | places,
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                start_new_session=True,
            )
        except OSError as error:
            self._fail(str(error))
            return None
        atexit.register(_left_alone, child)
        return child

    def _fail(self, why: str) -> None:
        self.failed = True
        _log.warning("machine code could not be made; planning goes on without it: %s", why)


def _left_alone(child: "subprocess.Popen[bytes]") -> None:
    """No warning about a process that outlives this one, as it is meant to."""
    if child.poll() is None:
        child.returncode = 0


@contextmanager
def _one_at_a_time(module: str) -> Iterator[None]:
    """Waits for another process that compiles the same, whose code is then used.

    Without it, all that begin on a fresh installation would compile side by side.
    """
    from models.search.compiled import folder

    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (folder() / f"{module}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the process ends, however it does
        yield


def every() -> tuple[Warm, ...]:
    """The machine code of all modules, share by share."""

    def kept(share: tuple[str, ...]) -> bool:
        return all(importlib.import_module(module).WARM.ready() for module in share)

    return tuple(Warm(share[0], partial(kept, share), *share[1:]) for share in SHARES)


def main() -> None:
    """Makes the machine code of the modules that are named, or of all."""
    shares = every() if not sys.argv[1:] else ()
    for code in shares:
        code.begin()
    for code in shares:
        code.wait()
    for module in sys.argv[1:]:
        with _one_at_a_time(module):
            importlib.import_module(module).make()


if __name__ == "__main__":
    main()
