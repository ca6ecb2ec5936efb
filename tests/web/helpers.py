"""Workbooks to upload, and waiting for jobs."""

import io
import time
from collections.abc import Mapping
from typing import Any

import httpx2
import openpyxl

from tests.planner.examples import EXAMPLES, tiny_workbook

EXAMPLE = (EXAMPLES / "product-launch.xlsx").read_bytes()
TINY = tiny_workbook()
_PATIENCE = 60


def long_workbook(tasks: int = 70) -> bytes:
    """A workbook whose best plan is not proved for a long time: all compete, all are late."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tasks"
    sheet.append(("ID", "Task Name", "Duration", "Predecessors", "Resource Names", "Deadline"))
    people = ["Ann", "Bob", "Cid", "Dee", "Eve"]
    for n in range(1, tasks + 1):
        able = " or ".join(people[(n * k) % 5] for k in (1, 2) if (n * k) % 5 < 5)
        after = str(n - 7) if n > 7 and n % 3 else ""
        sheet.append((n, f"Task {n}", f"{1 + n * 7 % 5}d", after, able, f"2027-01-{12 + n % 15}"))
    settings = book.create_sheet("Settings")
    settings.append(("Project start", "2027-01-11"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(
    client: httpx2.Client, data: bytes = TINY, name: str = "work.xlsx", **fields: str
) -> str:
    """Uploads a workbook on the page; the address of its job."""
    answer = client.post("/jobs", files={"file": (name, data)}, data=fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def ended(client: httpx2.Client, address: str, patience: float = _PATIENCE) -> Mapping[str, Any]:
    """Waits for a job's end; the job as the API tells it."""
    final = ("done", "cancelled", "failed")
    return waited(client, address, lambda job: job["state"] in final, patience)


def waited(
    client: httpx2.Client, address: str, ready: Any, patience: float = _PATIENCE
) -> Mapping[str, Any]:
    """Waits until a job is as wanted; asks less and less often, since asking takes time too."""
    until, pause = time.monotonic() + patience, 0.05
    while time.monotonic() < until:
        job: Mapping[str, Any] = client.get(f"/api{address}").json()
        if ready(job):
            return job
        time.sleep(pause)
        pause = min(0.5, 1.3 * pause)
    raise AssertionError(f"never so: {job}")


def searching(job: Mapping[str, Any]) -> bool:
    """Whether a job has found a plan and looks for better ones."""
    progress = job["progress"]
    return job["state"] == "running" and bool(progress) and progress.get("value") is not None
