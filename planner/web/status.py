"""The state of a job, as data for the API and for the pages."""

from datetime import UTC, datetime
from typing import Any

from planner.web.forms import OF_FILE
from planner.web.said import as_given, choice_in
from planner.web.store import Job, Store


def status(store: Store, job: Job) -> dict[str, Any]:
    """A job as the API gives it; times in UTC."""
    progress = latest(store, job)
    return {
        "id": job.id,
        "name": job.name,
        "title": job.title,
        "remark": job.remark,
        "state": job.state,
        "position": store.position(job) if job.state == "queued" else None,
        "cancel": job.cancel,
        "attempts": job.attempts,
        "created": _time(job.created),
        "started": _time(job.started),
        "finished": _time(job.finished),
        "message": job.message,
        "options": _options(job),
        "issues": job.found.get("issues", []),
        "columns": job.found.get("columns", []),
        "progress": progress,
        "result": dict(job.headline) if job.planned else None,
    }


def latest(store: Store, job: Job) -> dict[str, Any] | None:
    """The last report of a job's search."""
    event = store.latest(job.id, "progress")
    return None if event is None else dict(event.data)


def _options(job: Job) -> dict[str, Any]:
    """A job's options, by the names in requests."""
    found = {name: value for name, value in job.options.items() if name not in OF_FILE}
    return {**found, **as_given(choice_in(job.options))}


def _time(moment: float | None) -> str | None:
    if moment is None:
        return None
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
