"""Is a job's process alive? It holds a lock on a file, which the system frees at its end.

Neither process numbers (used again) nor heartbeats (clocks) are as sure.
"""

import os
import sys
from pathlib import Path
from typing import IO

from planner.web.private import open_private


def hold(path: Path) -> IO[str] | None:
    """Lock a file for as long as this process lives (or the file given back is open).

    The file then holds the process number. None if another process holds it.
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
    """The number of the process that holds the file; None if nobody does."""
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
        """Lock a byte far behind the content, which so stays readable."""
        stream.seek(1 << 20)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            stream.seek(0)

else:
    import fcntl

    def _lock(stream: IO[str]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
