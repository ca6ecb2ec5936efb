"""The values that a job's page shows of its plan, and the parts that are fetched alone."""

from datetime import datetime
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from planner.fields import fields_in
from planner.web import gantt, loads, outline, replanning, shown, why
from planner.web.selection import Data, Selection
from planner.web.site import language, result_files, site
from planner.web.store import Job
from planner.web.words import PageWords

_LABELS = {
    "plan.xlsx": "Download the workbook",
    "report.html": "Report (HTML)",
    "calendars.zip": "Calendars (iCal)",
    "notices.zip": "Notices to send (messages, iCal)",
    "plan.json": "JSON",
}


def view(request: Request) -> Response:
    """The part of a plan's page that depends on the selection in it."""
    job, page = _of(request)
    return site(request).page(
        request, "view.html", {**_editable(request, job), **_chosen(request, page)}
    )


def task(request: Request) -> Response:
    """The part about one task."""
    job, page = _of(request)
    chosen = Selection.of(request.query_params, page)
    edits = replanning.edits_of(site(request), job)
    values = {
        "job": job,
        "page": page,
        "selection": chosen,
        **edits,
        **_told(request, job, page, chosen),
    }
    return site(request).page(request, "task.html", values)


def readable(request: Request, job: Job, page: Data) -> dict[str, Any]:
    """The values for readers, who can neither ask nor change anything."""
    chosen = _chosen(request, page)
    told = why.told(page, chosen["selection"].task)
    closed: dict[str, Any] = {"told": told, "questions": [], "mine": [], "mine_pending": False}
    return {**chosen, **closed, "job": job, "can_ask": False, "can_edit": False, "fields": {}}


def values(request: Request, job: Job, page: Data) -> dict[str, Any]:
    """All values of the plan that a job's page needs."""
    there = result_files(site(request), job).keys() & _LABELS.keys()
    files = [{"name": name, "label": text} for name, text in _LABELS.items() if name in there]
    chosen = _chosen(request, page)
    return {
        "files": files,
        **chosen,
        **replanning.edits_of(site(request), job),
        **_told(request, job, page, chosen["selection"]),
    }


def _of(request: Request) -> tuple[Job, Data]:
    """The job in the address and its plan.

    Raises:
        HTTPException: 404 if it has none.
    """
    here = site(request)
    job = here.job(request)
    page = shown.load_plan(here.jobs.folder(job), job)
    if page is None or "rows" not in page:
        raise HTTPException(404)
    return job, page


def _chosen(request: Request, page: Data) -> dict[str, Any]:
    words = language(request)
    selection = Selection.of(request.query_params, page)
    rows = outline.chosen(page, selection)
    first, load = (selection.page - 1) * shown.PAGE_ROWS, loads.table(page, selection, words)
    return {
        "page": page,
        "selection": selection,
        "link": selection.link,
        "draw": partial(gantt.drawing, page, selection, words, datetime.now()),
        "phases": outline.phases(page),
        "people": outline.people(page),
        "levels": outline.levels(page),
        "late": shown.late(page),
        "columns": fields_in("table"),
        "rows": rows[first : first + shown.PAGE_ROWS],
        "pages": -(-len(rows) // shown.PAGE_ROWS),
        "load": load,
        "load_on_paper": loads.on_paper(page, selection, words, load),
    }


def _editable(request: Request, job: Job) -> dict[str, Any]:
    return {"job": job, "can_edit": site(request).jobs.edits.can(job)}


def _told(request: Request, job: Job, page: Data, selection: Selection) -> dict[str, Any]:
    """The values about the selected task, if any."""
    answers, words = site(request).jobs.answers, language(request)
    told = why.told(page, selection.task)
    questions = _questions(told, words) if told else []
    texts = {one["text"] for one in questions}
    asked = [one for one in answers.of(job) if one["question"] in texts]
    return {
        "told": told,
        "questions": questions,
        "mine": asked,
        "mine_pending": any(one["waits"] is not None for one in asked),
        "can_ask": answers.can(job),
    }


def _questions(told: why.TaskTold, words: PageWords) -> list[dict[str, str]]:
    """The questions about a task that one click asks, as in `planner ask`."""
    row = told.of.row
    found = []
    if row["kind"] == "task" and row["done"] < 1:
        found.append((words("Who else could do it?"), f"who else for {row['id']}"))
    if row["days_late"] and row["kind"] != "summary":
        found.append((words("What would help?"), f"what helps {row['id']}"))
    if told.earlier:
        day = words.moment(told.earlier)
        found.append(
            (words("What would it cost by {day}?", day=day), f"{row['id']} by {told.earlier}")
        )
    return [{"label": label, "text": text} for label, text in found]
