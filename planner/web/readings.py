"""Uploads whose reading somebody checks and corrects before planning.

Each has a folder with its file and a note; the latest are kept for a day.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from planner.web.folder import DataFolder
from planner.web.job_records import INPUT
from planner.web.mending import Mended
from planner.web.private import write_bytes, write_json
from planner.web.recall import Earlier

NOTE = "reading.json"
_MOST, _MOST_EACH = 60, 6
_KEPT = 86400.0
ReadFile = Callable[
    [Path, str, Mapping[str, Any], str, Sequence[Earlier], Sequence[Mended]], dict[str, Any]
]
"""Reads ``folder/input``; it takes a name, options, the sheet to show, earlier choices and the
corrected cells, see `checking.check`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An upload whose reading is checked.

    Args:
        options: The options of the job that it may become, with the choices on reading.
        found: What was understood, see `planner.web.checking`.
        cells: The corrected cells.
    """

    id: str
    owner: str
    name: str
    options: Mapping[str, Any]
    found: Mapping[str, Any]
    cells: tuple[Mended, ...] = ()


class Readings:
    """All such uploads in a data folder."""

    def __init__(
        self, folder: DataFolder, read: ReadFile, earlier: Callable[[str], list[Earlier]]
    ) -> None:
        self._folder = folder
        self._read = read
        self._earlier = earlier

    def begin(self, data: bytes, name: str, owner: str, options: Mapping[str, Any]) -> Reading:
        """Reads an upload and keeps it for a check; the oldest are removed if there are too many.

        Where the options have no choice on reading, the owner's choice for an earlier file with the
        same headers applies.

        Raises:
            OSError: if it cannot be stored or read.
        """
        self._tidy(owner)
        with self._folder.draft() as draft:
            write_bytes(draft / INPUT, data)
            earlier = self._earlier(owner) if "reading" not in options else []
            found = self._read(draft, name, options, "", earlier, ())
            if told := found.get("recalled"):
                options = {**options, "reading": told["reading"]}
            reading = Reading(id=draft.name, owner=owner, name=name, options=options, found=found)
            _note(draft, reading)
            self._folder.keep_reading(draft)
        return reading

    def again(
        self,
        reading: Reading,
        options: Mapping[str, Any],
        shown: str,
        cells: tuple[Mended, ...],
    ) -> Reading:
        """Reads it with other options and corrected cells, and stores these.

        Raises:
            OSError: if it cannot be stored or read.
        """
        folder = self._folder.readings / reading.id
        found = self._read(folder, reading.name, options, shown, (), cells)
        new = replace(reading, options=options, found=found, cells=cells)
        _note(folder, new)
        return new

    def get(self, reading: str, owner: str) -> Reading | None:
        """The reading if it is this owner's, else None."""
        folder = self._folder.reading(reading)
        noted = _noted(folder) if folder else {}
        if not noted or not owner or noted["owner"] != owner:
            return None
        cells = tuple(Mended(**one) for one in noted.pop("cells", ()))
        return Reading(id=reading, cells=cells, **noted)

    def file(self, reading: Reading) -> Path:
        """Its file, with the corrected cells."""
        return self._folder.readings / reading.id / INPUT

    def drop(self, reading: Reading) -> None:
        """Deletes it."""
        self._folder.drop_reading(reading.id)

    def _tidy(self, owner: str) -> None:
        """Removes the oldest to make room for one more."""
        before = time.time() - _KEPT
        folders = self._folder.reading_folders()
        own = [one for one in folders if _noted(one).get("owner") == owner]
        old = [one for one in folders if one.stat().st_mtime < before]
        for path in {*old, *own[: 1 - _MOST_EACH], *folders[: 1 - _MOST]}:
            self._folder.drop_reading(path.name)


def _note(folder: Path, reading: Reading) -> None:
    noted = {name: getattr(reading, name) for name in ("owner", "name", "options", "found")}
    write_json(folder / NOTE, {**noted, "cells": [asdict(one) for one in reading.cells]})


def _noted(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / NOTE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found
