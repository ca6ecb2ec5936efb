"""Finds out whether a job's process is alive: it holds a lock that the system frees at its end.

Process numbers (which are reused) and heartbeats (which need clocks) are less reliable.
"""

import os
import sys
from pathlib import Path
from typing import IO

from planner.web.private import open_private


def hold(path: Path) -> IO[str] | None:
    """Locks a file for as long as this process lives or the returned file is open.

    The file then contains the process number. Returns None if another process holds the lock.
    """
    stream = open_private(path, "a+", encoding="ascii")
    try:
        _lock(stream)
    except OSError:
        stream.close()
        return None
    stream.seek(0)
    stream.truncate()
    stream.write(f"{os.getpid()}\n")
    stream.flush()
    return stream


def holder(path: Path) -> int | None:
    """The number of the process that holds the lock; None without one."""
    try:
        with path.open("r+", encoding="ascii") as stream:
            try:
                _lock(stream)
            except OSError:
                return int(stream.read().strip() or 0)
    except FileNotFoundError:
        return None
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[str]) -> None:
        """Locks a byte far behind the content, so that the content can be read."""
        stream.seek(1 << 20)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            stream.seek(0)

else:
    import fcntl

    def _lock(stream: IO[str]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
