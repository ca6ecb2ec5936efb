"""Changes, names and shares plans, for programs."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from planner.phrase import phrase
from planner.web import forms, sharing
from planner.web.api import object_in
from planner.web.editing import FIELDS, KEEP, REPLACE
from planner.web.guard import client_of
from planner.web.site import Site, problem, site
from planner.web.status import status
from planner.web.store import Job


def edits(request: Request) -> Response:
    """The changes to a plan's workbook, and the rules that they break."""
    here = site(request)
    return JSONResponse(_edits(here, here.job(request)))


async def edit(request: Request) -> Response:
    """Adds changes."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    wanted = _wanted(object_in(await request.body()))
    await run_in_threadpool(here.jobs.edits.add, job, wanted)
    return JSONResponse(await run_in_threadpool(_edits, here, job))


def undo(request: Request) -> Response:
    """Withdraws all changes."""
    here = site(request)
    job = here.job(request)
    if here.jobs.edits.of(job)["edits"]:
        here.jobs.edits.undo(job, "0")
    return JSONResponse(_edits(here, job))


async def replan(request: Request) -> Response:
    """Plans again with the changes and stays near the present plan."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    given = object_in(await request.body())
    if set(given) - {"time_limit"}:
        raise forms.BadOptionError(phrase("only time_limit can be said here"))
    seconds = forms.options(given, here.config)["time_limit"] if given else None
    client = client_of(request.scope)
    new = await run_in_threadpool(here.jobs.replan, job, seconds=seconds, client=client)
    if new is None:
        return problem(409, "there are no changes to plan with")
    return JSONResponse(await run_in_threadpool(status, here.jobs.store, new), 202)


async def describe(request: Request) -> Response:
    """Sets the name and the remark of a run."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    given = object_in(await request.body())
    if not given or set(given) - {"title", "remark"} or not _texts(given):
        raise forms.BadOptionError(phrase("say title or remark or both, each a text"))
    told = {"title": job.title, "remark": job.remark, **given}
    await run_in_threadpool(here.jobs.describe, job, told["title"], told["remark"])
    return JSONResponse(await run_in_threadpool(lambda: status(here.jobs.store, here.job(request))))


def links(request: Request) -> Response:
    """The links by which others can read a plan."""
    here = site(request)
    return JSONResponse(sharing.links_as_data(request, here.job(request)))


async def share(request: Request) -> Response:
    """Makes a link."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    days, money, person = _link(object_in(await request.body()))
    await run_in_threadpool(here.jobs.links.add, job, days=days, money=money, person=person)
    return JSONResponse(await run_in_threadpool(sharing.links_as_data, request, job), 201)


def revoke(request: Request) -> Response:
    """Withdraws a link."""
    here = site(request)
    here.jobs.links.revoke(here.job(request), request.path_params["token"])
    return Response(status_code=204)


def _edits(here: Site, job: Job) -> dict[str, Any]:
    here.jobs.edits.noted(job)
    found = here.jobs.edits.of(job)
    return {"edits": found["edits"], "breaks": found["breaks"] or []}


def _wanted(given: dict[str, Any]) -> list[dict[str, str]]:
    """The changes in a body.

    Raises:
        BadOptionError: if it holds anything else.
    """
    listed = given.get("edits")
    good = isinstance(listed, list) and all(
        isinstance(one, dict)
        and set(one) - {"formula"} == set(FIELDS)
        and _texts(one)
        and one.get("formula", KEEP) in (KEEP, REPLACE)
        for one in listed
    )
    if set(given) != {"edits"} or not isinstance(listed, list) or not good:
        raise forms.BadOptionError(
            phrase(
                "the body must be an object with edits, each with subject, of, field and text, "
                "which are texts, and if wanted formula, which is keep or replace"
            )
        )
    return listed


def _texts(given: dict[str, Any]) -> bool:
    return all(isinstance(value, str) for value in given.values())


def _link(given: dict[str, Any]) -> tuple[int, bool, str]:
    """Days of validity, whether money is shown, and for whom; "" is the whole plan.

    Raises:
        BadOptionError: if a value is not understood.
    """
    days, money, person = given.get("days"), given.get("money", False), given.get("person", "")
    kinds = (type(days), type(money), type(person))
    if set(given) - {"days", "money", "person"} or kinds != (int, bool, str):
        raise forms.BadOptionError(
            phrase("say days, a whole number, and if wanted money, true or false, and person")
        )
    return int(days or 0), bool(money), str(person)
