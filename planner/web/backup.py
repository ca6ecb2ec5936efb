"""Copies a data folder while a server uses it, and restores the copy.

The list is copied first, as it is at one moment, then the folders. The copy has no row for a job
whose folder is gone by then. Jobs that were added later have no row; the next start adds it.
"""

import os
import re
import secrets
import sqlite3
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import IO

from planner.errors import OutputError, PlannerError
from planner.phrase import phrase
from planner.web.folder import LIST, MARKER, DataFolder
from planner.web.private import open_private

_NOT_KEPT = ("lock", "worker.log")
_OURS = re.compile(r"(?:jobs|deleted|readings)/[0-9a-f]{32}(?:/[^/\\]+)?")


STREAM = "-"
"""The name that stands for standard output or input."""


def to_file(root: Path, output: Path, *, force: bool) -> int:
    """Writes `back_up` to a file for this user alone; an error leaves no file behind.

    Raises:
        OutputError: if the file exists, and `force` is not given.
    """
    if str(output) == STREAM:
        return back_up(root, sys.stdout.buffer)
    if output.exists() and not force:
        text = phrase(
            "{path} exists, choose another name or add --force to replace it", path=output
        )
        raise OutputError(text)
    draft = output.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with open_private(draft, "xb") as target:
            found = back_up(root, target)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    return found


def from_file(source: Path, root: Path) -> int:
    """Restores from a file, see `restore`."""
    if str(source) == STREAM:
        return restore(sys.stdin.buffer, root)
    with source.open("rb") as stream:
        return restore(stream, root)


def back_up(root: Path, target: IO[bytes]) -> int:
    """Writes all plans of a data folder, and their list, as a compressed archive.

    Returns:
        The number of job folders in it.

    Raises:
        PlannerError: if it is no data folder, or its list is damaged.
        OSError: if it cannot be read or written.
    """
    folder = DataFolder(root)
    folder.check()
    with tempfile.TemporaryDirectory() as place, tarfile.open(fileobj=target, mode="w|gz") as to:
        copy = Path(place) / LIST
        _copy_list(folder.list, copy)
        kept = {path.name for path in _folders(folder) if _add(to, path, root)}
        _leave_out(copy, kept)
        to.add(copy, LIST)
        to.add(root / MARKER, MARKER)
    return len(kept)


def restore(source: IO[bytes], root: Path) -> int:
    """Fills an empty folder from an archive of `back_up`.

    The mark of a data folder is written last, so that no server uses an incomplete one.

    Returns:
        The number of files written.

    Raises:
        PlannerError: if the folder is not empty, or the archive is not one of ours.
        OSError: if it cannot be read or written.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(root.iterdir()):
        text = phrase("{folder} is not empty; name a new or an empty folder", folder=root)
        raise PlannerError(text)
    files, last = 0, ""
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as archive:
            for entry in archive:
                last = entry.name
                _put(archive, entry, root)
                files += 1
    except (tarfile.TarError, EOFError) as error:
        text = phrase("the archive is damaged or cut off: {reason}", reason=error)
        raise PlannerError(text) from error
    if last != MARKER:
        raise PlannerError(phrase("the archive is cut off, or was not made by planner backup"))
    return files


def _copy_list(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as now, closing(sqlite3.connect(target)) as then:
            now.backup(then)
    except sqlite3.Error as error:
        text = phrase("{path} cannot be copied: {reason}", path=source, reason=error)
        raise PlannerError(text) from error


def _folders(folder: DataFolder) -> Iterator[Path]:
    yield from folder.job_folders()
    yield from folder.deleted_folders()
    yield from folder.reading_folders()


def _add(archive: tarfile.TarFile, folder: Path, root: Path) -> bool:
    """Adds the files of a folder to the archive; False if the folder has disappeared."""
    try:
        found = [
            (path, path.read_bytes())
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.is_symlink() and path.name not in _NOT_KEPT
            if path.suffix != ".tmp"
        ]
    except FileNotFoundError:
        return False
    for path, data in found:
        entry = tarfile.TarInfo(str(path.relative_to(root).as_posix()))
        entry.size, entry.mode, entry.mtime = len(data), 0o600, int(folder.stat().st_mtime)
        archive.addfile(entry, BytesIO(data))
    return True


def _leave_out(copy: Path, kept: set[str]) -> None:
    """Removes the rows of jobs without a folder from a copy of the list."""
    with closing(sqlite3.connect(copy)) as base, base:
        known = [row[0] for row in base.execute("SELECT id FROM jobs")]
        gone = [(one,) for one in known if one not in kept]
        base.executemany("DELETE FROM events WHERE job = ?", gone)
        base.executemany("DELETE FROM jobs WHERE id = ?", gone)


def _put(archive: tarfile.TarFile, entry: tarfile.TarInfo, root: Path) -> None:
    """Writes one file of an archive, if it is one of ours."""
    known = entry.name in (LIST, MARKER) or _OURS.fullmatch(entry.name)
    content = archive.extractfile(entry) if known and entry.isfile() else None
    if content is None:
        text = phrase("{name} in the archive is none of planner's files", name=entry.name)
        raise PlannerError(text)
    path = root / entry.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open_private(path, "xb") as target:
        while piece := content.read(1 << 20):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
