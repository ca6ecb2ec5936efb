"""Handles changes to a plan from its page: adds them, withdraws them, and plans again with them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.phrase import phrase
from planner.web import forms, guard, outline, shown
from planner.web.job_records import PAGE
from planner.web.selection import Data
from planner.web.site import Site, fields_of, language, site
from planner.web.store import Job
from planner.web.words import PageWords, natural

FIELDS = {
    "duration": "Duration",
    "deadline": "Deadline",
    "earliest_start": "Earliest start",
    "resources": "People",
    "predecessors": "Waits for (one more)",
    "priority": "Priority",
    "percent_complete": "% complete",
    "actual_start": "Actual start",
    "actual_finish": "Actual finish",
    "pin": "Pin",
    "skills": "Skills",
    "must_start": "Must start on",
    "must_finish": "Must finish on",
    "together": "Together",
    "fixed_cost": "Fixed cost",
}
"""Field in the form of a task → its caption."""

_NEEDED = ("duration", "predecessors", "unlink")
"""Fields that cannot be blank."""

_FORMULA_KEPT = "formula-kept"
_OF_TASKS = {*FIELDS, "unlink", "removed"}
_OF_NEW_TASKS = ("phase", "resources", "skills", "predecessors", "deadline")
_NAMES = {
    **FIELDS,
    "unlink": "No longer waits for",
    "added": "New task",
    "removed": "Task removed",
    "phase": "Phase",
    "newcomer": "New person",
    "leave": "Leave",
    "rate": "Rate",
    "status_date": "Status date",
}
"""Field → its caption in the list of changes."""


def shown_edits(request: Request) -> Response:
    """The part of a plan's page with the changes; waits for what they break if that is wanted."""
    here = site(request)
    job = here.job(request)
    if "breaks" in request.query_params:
        here.jobs.edits.noted(job)
    return here.page(request, "edits.html", edits_of(here, job))


async def add(request: Request) -> Response:
    """Adds a change from the form of a task, or from a bar that was dragged."""
    form = await fields_of(request, "task", "field", "text")
    if form["field"] not in _OF_TASKS or (form["field"] in _NEEDED and not form["text"].strip()):
        raise HTTPException(422, phrase("This cannot be changed here."))
    return await _added(request, [_edit("task", form["task"], form["field"], form["text"])])


async def add_leave(request: Request) -> Response:
    """Adds days on which somebody is away."""
    form = await fields_of(request, "person", "first", "last")
    if not form["person"].strip() or not form["first"].strip():
        raise HTTPException(422, phrase("Say who is away, and from when."))
    days = f"{form['first']} to {form['last'] or form['first']}"
    return await _added(request, [_edit("person", form["person"], "leave", days)])


async def add_person(request: Request) -> Response:
    """Adds a person with skills and rate."""
    form = await fields_of(request, "name", "skills", "rate")
    if not form["name"].strip():
        raise HTTPException(422, phrase("Say what the person is called."))
    told = [(field, form[field]) for field in ("skills", "rate") if form[field].strip()]
    fields = [("newcomer", form["name"]), *told]
    return await _added(
        request, [_edit("person", form["name"], field, text) for field, text in fields]
    )


async def add_task(request: Request) -> Response:
    """Adds a task with its people, predecessors and phase."""
    form = await fields_of(request, "name", "size", *_OF_NEW_TASKS)
    name = form["name"].strip()
    if not name or not form["size"].strip():
        raise HTTPException(422, phrase("Say what the task is called, and how long it takes."))
    told = [(field, form[field]) for field in _OF_NEW_TASKS if form[field].strip()]
    fields = [("added", form["size"]), *told]
    return await _added(request, [_edit("task", name, field, text) for field, text in fields])


async def set_status_date(request: Request) -> Response:
    """Sets the status date."""
    day = (await fields_of(request, "day"))["day"]
    return await _added(request, [_edit("project", "", "status_date", day)])


async def undo(request: Request) -> Response:
    """Withdraws one change, or all of them."""
    return await _of_change(request, site(request).jobs.edits.undo)


async def replace_formula(request: Request) -> Response:
    """Has a change take the place of the formula in its cell."""
    return await _of_change(request, site(request).jobs.edits.replace_formula)


async def _of_change(request: Request, step: Callable[[Job, str], None]) -> Response:
    job = await run_in_threadpool(site(request).job, request)
    which = (await fields_of(request, "number"))["number"]
    if which:
        await run_in_threadpool(step, job, which)
        await _noted(request, job)
    return RedirectResponse(f"/jobs/{job.id}#edits", 303)


async def _noted(request: Request, job: Job) -> None:
    """Waits until it is known what the changes break, unless the page asks for that later."""
    if "soon" not in request.query_params:
        await run_in_threadpool(site(request).jobs.edits.noted, job)


async def replan(request: Request) -> Response:
    """Plans again with the changes and stays near the present plan."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    wanted = await fields_of(request, "time_limit")
    here.count_upload(request)
    seconds = forms.options(wanted, here.config)["time_limit"] if any(wanted.values()) else None
    new = await run_in_threadpool(_replanned, request, here, job, seconds)
    if new is None:
        raise HTTPException(409, phrase("There are no changes to plan with."))
    return RedirectResponse(f"/jobs/{new.id}", 303)


def _replanned(request: Request, here: Site, job: Job, seconds: float | None) -> Job | None:
    remark = _summary(edits_of(here, job), language(request))
    client = guard.client_of(request.scope)
    return here.jobs.replan(job, seconds=seconds, remark=remark, client=client)


def edits_of(here: Site, job: Job) -> dict[str, Any]:
    """The changes to a plan, as its page shows them."""
    page = shown.load_page(here.jobs.folder(job) / PAGE) or {"rows": (), "load": {}}
    found = here.jobs.edits.of(job)
    return {
        "job": job,
        "edits": [_shown(page, number, one) for number, one in enumerate(found["edits"], 1)],
        "breaks": found["breaks"],
        "fields": FIELDS,
        "names_of_fields": _NAMES,
        "can_edit": here.jobs.edits.can(job),
        "ready": here.jobs.edits.ready(job),
        "names": _names(page),
        "parents": [one.row for one in outline.phases(page)],
        "crew": _crew(page, found["edits"]),
    }


async def _added(request: Request, edits: list[dict[str, str]]) -> Response:
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    await run_in_threadpool(here.jobs.edits.add, job, edits)
    await _noted(request, job)
    return RedirectResponse(f"/jobs/{job.id}#edits", 303)


def _edit(subject: str, of: str, field: str, text: str) -> dict[str, str]:
    return {"subject": subject, "of": of, "field": field, "text": text}


def _names(page: Data) -> dict[str, tuple[int, str]]:
    """ID of each task → its row and its name."""
    rows = enumerate(page["rows"], 1)
    return {row["id"]: (number, f"{row['label']} {row['name']}") for number, row in rows}


def _summary(told: Mapping[str, Any], words: PageWords) -> str:
    """A short text of the changes, as the remark of the run with them."""
    made = [one for one in told["edits"] if "cell" in one]
    return "; ".join(
        ", ".join(filter(None, (told["names"].get(one["of"], ("", one["of"]))[1], said)))
        for one in made
        if (said := f"{words(_NAMES.get(one['field'], one['field']))}: {one['after'] or '–'}")
    )


def _crew(page: Data, edits: Iterable[Mapping[str, str]]) -> list[str]:
    """All people, including those among the changes."""
    new = (one["of"] for one in edits if one["field"] == "newcomer" and "cell" in one)
    there = page.get("crew") or {*page["load"], *outline.people(page)}
    return sorted({*there, *new}, key=natural)


def _shown(page: Data, number: int, edit: Mapping[str, Any]) -> dict[str, Any]:
    """A change with its number, what was asked for, and what is to be said of it.

    That is whether a formula is in its way, and whether it lets a task begin sooner, which it need
    not do for that.
    """
    kept = any(issue["code"] == _FORMULA_KEPT for issue in edit["issues"])
    planned = next((row["start"] for row in page["rows"] if row["id"] == edit["of"]), None)
    moved = edit["field"] == "earliest_start" and "cell" in edit and edit["after"]
    sooner = bool(moved and planned and edit["after"] < planned[: len(edit["after"])])
    told = {"told": _told(page, edit), "formula_kept": kept, "sooner": sooner}
    return {**edit, "number": number, **told}


def _told(page: Data, edit: Mapping[str, str]) -> str:
    """The requested change as people read it."""
    if edit["field"] in ("unlink", "phase") and (task := _names(page).get(edit["text"])):
        return task[1]
    return edit["text"]
