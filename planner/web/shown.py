"""Loads a stored plan for the page."""

import json
from functools import lru_cache
from html import escape
from pathlib import Path

from planner.web.job_records import PAGE, SOON
from planner.web.selection import Data
from planner.web.store import Job

PAGE_ROWS = 200


def load_page(path: Path) -> Data | None:
    """The stored plan, read again only if it has changed; None without one."""
    try:
        return _load_page(path, path.stat().st_mtime_ns)
    except OSError:
        return None


def load_plan(folder: Path, job: Job) -> Data | None:
    """The data of a job's plan, or of the one that is shown until that is written.

    None if there is nothing yet; without ``rows`` where there is no plan.
    """
    if job.final:
        return load_page(folder / PAGE)
    return load_page(folder / SOON)


@lru_cache(maxsize=8)
def _load_page(path: Path, _changed: int) -> Data:
    data: Data = json.loads(path.read_bytes())
    for row in data.get("rows", ()):  # 0.2 stored no label
        row.setdefault("label", row.get("wbs") or row.get("id"))
    return data


def late(plan: Data) -> list[Data]:
    """The rows after their deadline, the latest first."""
    found = [row for row in plan["rows"] if row["days_late"]]
    return sorted(found, key=lambda row: -row["days_late"])[:PAGE_ROWS]


def banner(text: str) -> str:
    """A line of text as a picture; an empty one for an empty text."""
    if not text:
        return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    size = f'width="{9 * len(text) + 24}" height="40"'
    look = 'font-family="system-ui,sans-serif" font-size="16" fill="#8f2408"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        '<rect width="100%" height="100%" rx="8" fill="#f9d9d0"/>'
        f'<text x="12" y="25" {look}>{escape(text)}</text></svg>'
    )
