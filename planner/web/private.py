"""Writes files for the server's user alone, whatever the usual permissions are."""

import json
import os
from pathlib import Path
from typing import IO, Any


def open_private(path: Path, mode: str, encoding: str | None = None) -> IO[Any]:
    """Opens a file as `open` does; only its user can read a new one, and a link is not followed.

    Raises:
        OSError: if it cannot be opened.
    """
    return open(path, mode, encoding=encoding, opener=_opened)


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def write_json(path: Path, data: object) -> None:
    """Writes a file completely or not at all; it is on disk when this returns."""
    write_bytes(path, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file for this user alone, completely or not at all; it is on disk when this returns.

    Raises:
        OSError: if it cannot be written; then nothing of it remains.
    """
    draft = path.with_name(path.name + ".tmp")
    try:
        with open_private(draft, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
