"""Shares a plan: adds and withdraws links on its page, and serves what they lead to."""

from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from planner.phrase import phrase
from planner.web import planned
from planner.web.readlinks import ReadLink
from planner.web.selection import Data
from planner.web.site import Site, fields_of, site
from planner.web.store import Job

DAYS = (7, 30, 90, 365)


async def add(request: Request) -> Response:
    """Makes a link."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    form = await fields_of(request, "days", "person", "money")
    here.count_upload(request)
    if not form["days"].isdecimal() or len(form["days"]) > 4:
        raise HTTPException(422, phrase("Say for how many days."))
    days, money, person = int(form["days"]), form["money"] == "yes", form["person"]
    await run_in_threadpool(here.jobs.links.add, job, days=days, money=money, person=person)
    return RedirectResponse(f"/jobs/{job.id}#share", 303)


async def revoke(request: Request) -> Response:
    """Withdraws a link."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    token = (await fields_of(request, "token"))["token"]
    await run_in_threadpool(here.jobs.links.revoke, job, token)
    return RedirectResponse(f"/jobs/{job.id}#share", 303)


def shown(request: Request) -> Response:
    """The plan, or a person's list, for reading."""
    here, job, link, page = _of(request)
    values = {"job": job, "shared": link, "address": request.url.path}
    if link.person:
        mine = [row for row in page["rows"] if link.person in {p["name"] for p in row["people"]}]
        mine = sorted((row for row in mine if row["start"]), key=lambda row: row["start"])
        return here.page(request, "shared_person.html", {**values, "page": page, "rows": mine})
    chosen = planned.readable(request, job, page)
    return here.page(request, "shared.html", {**values, **chosen})


def view(request: Request) -> Response:
    """The part of the plan that depends on the selection in it."""
    here, job, link, page = _of(request)
    _whole(link)
    return here.page(request, "view.html", planned.readable(request, job, page))


def task(request: Request) -> Response:
    """The part about one task."""
    here, job, link, page = _of(request)
    _whole(link)
    return here.page(request, "task.html", planned.readable(request, job, page))


def report(request: Request) -> Response:
    """The report, without money."""
    here, job, link, _ = _of(request)
    _whole(link)
    return FileResponse(here.jobs.links.report(job), filename="report.html")


def calendar(request: Request) -> Response:
    """The calendar of a person, for programs that read it regularly."""
    here, job, link, _ = _of(request)
    text = here.jobs.links.calendar(job, link.person) if link.person else None
    if text is None:
        raise HTTPException(404)
    return Response(text, media_type="text/calendar; charset=utf-8")


def _of(request: Request) -> tuple[Site, Job, ReadLink, Data]:
    """The target of a link.

    Raises:
        HTTPException: 404 if the link is not valid, or not any longer.
    """
    here = site(request)
    params = request.path_params
    found = here.jobs.links.found(params["job"], params["token"])
    page = found and here.jobs.links.page(*found)
    if not found or page is None or "rows" not in page:
        raise HTTPException(404)
    return here, *found, page


def _whole(link: ReadLink) -> None:
    """Refuses the whole plan to the link of one person."""
    if link.person:
        raise HTTPException(404)


def links_of(request: Request, job: Job) -> dict[str, Any]:
    """The links to a plan, as its page shows them."""
    found = site(request).jobs.links.of(job)
    links = [{"of": one, "address": _address(request, job, one)} for one in found]
    return {"links": links, "link_days": DAYS}


def links_as_data(request: Request, job: Job) -> list[dict[str, Any]]:
    """The links to a plan as data for programs; times in UTC."""
    return [
        {
            "token": one.token,
            "address": _address(request, job, one),
            "until": datetime.fromtimestamp(one.until, UTC).isoformat(timespec="seconds"),
            "money": one.money,
            "person": one.person,
        }
        for one in site(request).jobs.links.of(job)
    ]


def _address(request: Request, job: Job, link: ReadLink) -> str:
    return f"{str(request.base_url).rstrip('/')}/shared/{job.id}/{link.token}"
