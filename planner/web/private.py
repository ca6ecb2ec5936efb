"""Files for nobody but the server's user, whatever the user's usual permissions are."""

import os
from pathlib import Path
from typing import IO, Any


def open_private(path: Path, mode: str, encoding: str | None = None) -> IO[Any]:
    """Open a file as `open` does; a new one can be read by its user only, a link is not followed.

    Raises:
        OSError: if it cannot be opened.
    """
    return open(path, mode, encoding=encoding, opener=_opened)


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
