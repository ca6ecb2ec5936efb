"""Keeps a record of each job in its folder, from which its row in the list can be made.

A damaged list is moved away and rebuilt from the folders.
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.phrase import Phrase, of_data, phrase
from planner.web.private import write_json
from planner.web.store import NO_MESSAGE, Job, JobState

RECORD = "job.json"
PAGE = "page.json"
SOON = "soon.json"
"""The data for the page of a plan while its workbook is still being written."""

INPUT = "input"
_KEPT = {
    "owner": str,
    "client": str,
    "name": str,
    "created": float,
    "size": int,
    "options": dict,
    "found": dict,
    "origin": str,
    "title": str,
    "remark": str,
}
_SIGNATURES = ((b"PK\x03\x04", "workbook.xlsx"), (b"\xd0\xcf\x11\xe0", "workbook.xls"))


def write_record(folder: Path, job: Job) -> None:
    """Stores the record of an accepted upload.

    Raises:
        OSError: if it cannot be written.
    """
    write_json(folder / RECORD, {name: getattr(job, name) for name in _KEPT})


def job_in(folder: Path) -> Job | None:
    """The job whose folder this is; None without an upload in it.

    A job with a plan is done, a refused one has failed, all others wait again.
    """
    source = folder / INPUT
    if not source.is_file():
        return None
    noted = _read(folder / RECORD)
    known = {name: noted[name] for name, kind in _KEPT.items() if isinstance(noted.get(name), kind)}
    known.setdefault("name", _name_of(source))
    known.setdefault("created", source.stat().st_mtime)
    known.setdefault("size", source.stat().st_size)
    return Job(id=folder.name, **known, **_end(folder))


def _end(folder: Path) -> dict[str, Any]:
    page = _read(folder / PAGE)
    plan = next(folder.glob("plan.xls*"), None)
    if "headline" in page and plan is not None:
        headline = {**page["headline"], "suffix": plan.suffix}
        return {**_noted_end(page, "done", NO_MESSAGE), "headline": headline}
    if "issues" in page:
        return _noted_end(page, "failed", phrase("there is no plan"))
    return {}


def _noted_end(page: Mapping[str, Any], state: JobState, message: Phrase) -> dict[str, Any]:
    return {
        "state": page.get("state", state),
        "message": of_data(page["message"]) if "message" in page else message,
        "finished": time.time(),
    }


def _read(path: Path) -> Mapping[str, Any]:
    """A stored file; empty if it is missing or unreadable."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _name_of(source: Path) -> str:
    """A name for an upload without a known one."""
    with source.open("rb") as stream:
        head = stream.read(8)
    return next((name for sign, name in _SIGNATURES if head.startswith(sign)), "table.csv")
