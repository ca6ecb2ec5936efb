"""Changes to a plan from its page: one by one, taken back, and planned again with them."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.web import guard, shown
from planner.web.edits import NotEditableError
from planner.web.jobs import BusyError
from planner.web.records import PAGE
from planner.web.site import Site, site
from planner.web.store import Job

FIELDS = {
    "duration": "Duration",
    "deadline": "Deadline",
    "earliest_start": "Earliest start",
    "resources": "People",
    "predecessors": "Waits for (one more)",
    "priority": "Priority",
    "percent_complete": "% complete",
    "pin": "Pin",
}


def shown_edits(request: Request) -> Response:
    """The part of a plan's page with the changes."""
    here = site(request)
    job = here.job(request)
    return here.page(request, "edits.html", edits_of(here, job))


async def add(request: Request) -> Response:
    """Takes a change from the form of a task, or from a bar that was dragged."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    async with request.form(max_files=0, max_fields=5) as form:
        task, field, text = (str(form.get(name, "")) for name in ("task", "field", "text"))
    here.count_upload(request)
    if field not in FIELDS:
        raise HTTPException(422, "This cannot be changed here.")
    try:
        await run_in_threadpool(here.jobs.edits.add, job, task, field, text)
    except NotEditableError as error:
        raise HTTPException(409, str(error)) from error
    return RedirectResponse(f"/jobs/{job.id}#edits", 303)


async def undo(request: Request) -> Response:
    """Takes a change back, or all of them."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    async with request.form(max_files=0, max_fields=5) as form:
        number = str(form.get("number", ""))
    if number.isdecimal() and len(number) < 4:
        await run_in_threadpool(here.jobs.edits.undo, job, int(number))
    return RedirectResponse(f"/jobs/{job.id}#edits", 303)


def replan(request: Request) -> Response:
    """Plans again with the changes, near the plan there is."""
    here = site(request)
    job = here.job(request)
    here.count_upload(request)
    try:
        new = here.jobs.replan(job, client=guard.client_of(request.scope))
    except BusyError as error:
        raise HTTPException(507 if error.full else 429, str(error)) from error
    if new is None:
        raise HTTPException(409, "There are no changes to plan with.")
    return RedirectResponse(f"/jobs/{new.id}", 303)


def edits_of(here: Site, job: Job) -> dict[str, Any]:
    """What the page of a plan shows of the changes to it."""
    page = shown.load_page(here.jobs.folder(job) / PAGE) or {}
    found = here.jobs.edits.of(job)
    return {
        "job": job,
        "edits": found["edits"],
        "breaks": found["breaks"],
        "fields": FIELDS,
        "can_edit": here.jobs.edits.can(job),
        "ready": here.jobs.edits.ready(job),
        "names": {
            row["id"]: (number, f"{row['label']} {row['name']}")
            for number, row in enumerate(page.get("rows", ()), 1)
        },
    }
