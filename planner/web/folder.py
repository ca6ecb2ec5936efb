"""The data folder: which files are ours; all others stay untouched.

A folder is ours if it has our marker. It gets the marker when it is empty or has the traces of an
older release; any other folder is refused. Only our own names in it are read, moved or deleted,
never the targets of links, and job folders only if they have our form of name.
"""

import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from planner.errors import PlannerError
from planner.phrase import phrase, verbatim
from planner.web import liveness
from planner.web.private import open_private

MARKER = "planner-data.txt"
LIST = "jobs.sqlite3"
_LOCK = "server.lock"
_FOLDERS = ("jobs", "incoming", "deleted", "lost", "readings")
_CACHES = ("template.xlsx", "example.xlsx")
"""Files that older releases kept beside their list."""

_NOT_MEANT = ("lost+found", ".DS_Store", "desktop.ini", "Thumbs.db")
"""Files that systems put into folders which are empty to their users."""

_SIGN = "This folder belongs to planner serve."
_MARKER_TEXT = (
    f"{_SIGN} It keeps uploads and plans here, and deletes them when they are old.\n"
    "Keep nothing of your own in its folders, and do not remove this file.\n"
)
_ID = re.compile(r"[0-9a-f]{32}")
_PLAIN = re.compile(r"[0-9A-Za-z]{1,64}")
_HEAD = 64 << 10

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder of all data of a server; `root` may be a link, its content may not."""

    root: Path

    @property
    def list(self) -> Path:
        """The list of jobs."""
        return self.root / LIST

    @property
    def jobs(self) -> Path:
        """The parent of all job folders."""
        return self.root / "jobs"

    @property
    def incoming(self) -> Path:
        """The parent of uploads that are not yet accepted."""
        return self.root / "incoming"

    @property
    def readings(self) -> Path:
        """The parent of uploads whose reading somebody checks before planning."""
        return self.root / "readings"

    @property
    def deleted(self) -> Path:
        """The parent of job folders whose deletion can be undone."""
        return self.root / "deleted"

    @property
    def lost(self) -> Path:
        """The parent of folders with a job's name but without anything to plan."""
        return self.root / "lost"

    def occupy(self) -> IO[str]:
        """Takes the folder for its user alone and holds it until the returned file is closed.

        Raises:
            PlannerError: if it is not ours, cannot be used, or another server uses it.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_foreign()
            probe = self.root / f".{secrets.token_hex(8)}.tmp"
            probe.write_bytes(b"")
            probe.unlink()
            held = liveness.hold(self.root / _LOCK)
            if held is not None:
                self._settle_in()
        except OSError as error:
            text = phrase(
                "{folder} cannot be used: {reason}, choose another --data-dir",
                folder=self.root,
                reason=verbatim(error.strerror or str(error)),
            )
            raise PlannerError(text) from error
        if held is None:
            text = phrase(
                "another planner serve uses {folder}, choose another --data-dir", folder=self.root
            )
            raise PlannerError(text)
        return held

    def check(self) -> None:
        """Checks that it is a data folder, without taking it.

        Raises:
            PlannerError: if it is none.
        """
        if not self._is_marked() or not self.list.is_file():
            text = phrase("{folder} is no data folder of planner serve", folder=self.root)
            raise PlannerError(text)

    def job(self, job: str) -> Path:
        """The folder of a job."""
        return self.jobs / job

    def job_folders(self) -> Iterator[Path]:
        """All folders with a job's name."""
        return (path for path in _entries(self.jobs) if _is_ours(path))

    def deleted_folders(self) -> Iterator[Path]:
        """All job folders whose deletion can be undone."""
        return (path for path in _entries(self.deleted) if _is_ours(path))

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A new folder for an upload with the name of its job; it is removed unless moved away.

        Raises:
            OSError: if it cannot be made.
        """
        path = self.incoming / secrets.token_hex(16)
        path.mkdir(mode=0o700)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def accept(self, draft: Path) -> None:
        """Makes a draft the folder of its job; a power cut loses neither of the names."""
        draft.replace(self.job(draft.name))
        _sync(self.jobs)

    def set_aside(self, job: str) -> None:
        """Moves a job's folder away so that it can come back."""
        with suppress(FileNotFoundError):
            self.job(job).replace(self.deleted / job)

    def bring_back(self, job: str) -> None:
        """Reverses `set_aside`."""
        with suppress(FileNotFoundError):
            (self.deleted / job).replace(self.job(job))

    def reading(self, reading: str) -> Path | None:
        """The folder of an upload whose reading is checked; None without one of this name."""
        path = self.readings / reading
        return path if _is_ours(path) else None

    def reading_folders(self) -> tuple[Path, ...]:
        """The folders of all uploads whose reading is checked, the latest last."""
        found = [path for path in _entries(self.readings) if _is_ours(path)]
        return tuple(sorted(found, key=lambda path: path.stat().st_mtime))

    def keep_reading(self, draft: Path) -> None:
        """Makes a draft the folder of an upload whose reading is checked."""
        draft.replace(self.readings / draft.name)

    def drop_reading(self, reading: str) -> None:
        """Deletes such a folder for good."""
        path = self.reading(reading)
        if path is not None:
            shutil.rmtree(path, ignore_errors=True)

    def remove(self, job: str) -> None:
        """Deletes a job's files for good."""
        if _PLAIN.fullmatch(job):
            for path in (self.job(job), self.deleted / job):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)

    def clear_incoming(self) -> None:
        """Deletes uploads that an earlier server was reading when it stopped."""
        for path in _entries(self.incoming):
            if _is_ours(path):
                shutil.rmtree(path, ignore_errors=True)

    def put_away(self, path: Path) -> Path:
        """Moves a folder of ours that cannot be used to ``lost``; returns its new path."""
        place = self.lost / path.name
        while place.exists() or place.is_symlink():
            place = self.lost / f"{path.name}-{secrets.token_hex(4)}"
        path.replace(place)
        return place

    def _refuse_foreign(self) -> None:
        for name in (MARKER, LIST, _LOCK, *_FOLDERS):
            if (self.root / name).is_symlink():
                text = phrase(
                    "{path} is a link, which could lead to files of others; remove it or choose "
                    "another --data-dir",
                    path=self.root / name,
                )
                raise PlannerError(text)
        if not self._is_marked() and not self._may_be_marked():
            text = phrase(
                "{folder} is not empty and was not made by planner serve; choose an empty or a new "
                "folder for --data-dir",
                folder=self.root,
            )
            raise PlannerError(text)

    def _is_marked(self) -> bool:
        try:
            return (self.root / MARKER).read_text("utf-8", "replace").startswith(_SIGN)
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _may_be_marked(self) -> bool:
        """Whether the folder is empty, or an older release used it."""
        there = {path.name for path in self.root.iterdir()} - set(_NOT_MEANT)
        if not there or _is_list(self.list):
            return True
        if {_LOCK, "jobs", "incoming"} <= there and _holds_number(self.root / _LOCK):
            return True
        lists = {name for name in there if name.startswith(LIST)}
        begun = bool(lists) or _holds_number(self.root / _LOCK)
        return begun and there - lists <= {_LOCK, "jobs", "incoming", *_CACHES}

    def _settle_in(self) -> None:
        (self.root / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        for name in _FOLDERS:
            (self.root / name).mkdir(mode=0o700, exist_ok=True)
        open_private(self.list, "ab").close()
        _make_private(self.root)
        for path in self.root.iterdir():
            if path.name in (MARKER, _LOCK, *_FOLDERS) or path.name.startswith(LIST):
                _make_private(path)
        for folder in (*self.job_folders(), *self.deleted_folders()):
            for path in (folder, *folder.rglob("*")):
                _make_private(path)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _is_ours(path: Path) -> bool:
    return bool(_ID.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()


def _is_list(path: Path) -> bool:
    """Whether a file (or the log beside it) is an older release's list of jobs."""
    found = b""
    for part in (path, path.with_name(path.name + "-wal")):
        with suppress(OSError), part.open("rb") as stream:
            found += stream.read(_HEAD)
    return b"TABLE jobs (" in found and b"TABLE events (" in found


def _holds_number(path: Path) -> bool:
    try:
        return path.stat().st_size < 32 and path.read_bytes().strip().isdigit()
    except OSError:
        return False


def _make_private(path: Path) -> None:
    """Takes all rights of others to a file or folder away."""
    if os.name != "posix" or path.is_symlink():
        return
    mode = path.stat().st_mode
    if mode & 0o077:
        try:
            path.chmod(mode & 0o7700)
        except PermissionError:  # the volume belongs to somebody else, who decides about its rights
            _log.warning("others may look into %s, and it cannot be changed", path)


def _sync(folder: Path) -> None:
    """Makes a new name in a folder survive a power cut."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
