"""Plans that people were told: noted by a process of its own in the workbook, and on the page."""

import json
from datetime import date
from pathlib import Path

from planner.errors import InputError
from planner.web.private import write_bytes, write_json
from planner.web.records import PAGE

_FIELD = "published"


def publish(folder: Path, day: str) -> None:
    """Note in the plan of a job's folder that people were told it on a day.

    Not where the result is no copy of what was uploaded, for later plans need that. The page is
    written last, and says so.
    """
    from planner import pipeline

    plan = plan_in(folder)
    page = json.loads((folder / PAGE).read_bytes())
    if plan is None or not page.get("publishable", False):
        return
    try:
        written = pipeline.publish(plan.read_bytes(), date.fromisoformat(day))
    except InputError:  # what cannot be read again cannot be planned on either
        return
    write_bytes(plan, written.data)
    write_json(folder / PAGE, {**page, _FIELD: day})


def plan_in(folder: Path) -> Path | None:
    """The workbook with the plan of a job, if there is one."""
    return next(folder.glob("plan.xls*"), None)


def published(folder: Path) -> str:
    """The day on which people were told a job's plan, "" if they were not."""
    try:
        day = json.loads((folder / PAGE).read_bytes()).get(_FIELD)
    except (OSError, ValueError):
        return ""
    return day if isinstance(day, str) else ""
