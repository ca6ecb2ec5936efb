"""Marks plans as published, in the workbook and on the page, in a process of its own."""

import json
from datetime import date
from pathlib import Path

from planner.errors import InputError
from planner.web.job_records import PAGE
from planner.web.private import write_bytes, write_json

_FIELD = "published"


def publish(folder: Path, day: str) -> None:
    """Marks the plan in a job's folder as published on a day.

    It does nothing if the result is no copy of the upload, because later plans need that. The page
    is written last.
    """
    from planner import pipeline

    plan = plan_in(folder)
    page = json.loads((folder / PAGE).read_bytes())
    if plan is None or not page.get("publishable", False):
        return
    try:
        written = pipeline.publish(plan.read_bytes(), date.fromisoformat(day))
    except InputError:  # a workbook that cannot be read again cannot be planned again
        return
    write_bytes(plan, written.data)
    write_json(folder / PAGE, {**page, _FIELD: day})


def plan_in(folder: Path) -> Path | None:
    """The workbook with the plan of a job, None without one."""
    return next(folder.glob("plan.xls*"), None)


def published(folder: Path) -> str:
    """The day on which a job's plan was published, "" for none."""
    try:
        day = json.loads((folder / PAGE).read_bytes()).get(_FIELD)
    except (OSError, ValueError):
        return ""
    return day if isinstance(day, str) else ""
