"""The page's functions for programs: JSON in and out, described by ``openapi.json``."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from planner.choice import Choice
from planner.phrase import phrase
from planner.web import forms, said
from planner.web.config import Config
from planner.web.guard import client_of
from planner.web.openapi import described
from planner.web.pages import follow
from planner.web.site import file_of, language, problem, site
from planner.web.status import status

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MOST_FIELDS = 120

events = follow


async def create(request: Request) -> Response:
    """Accepts a workbook, as a form with ``file`` or as the body itself."""
    here = site(request)
    here.count_upload(request)
    name, data, given = await _upload(request)
    options = _options(given, here.config, {})
    async with here.reading(request):
        job = await run_in_threadpool(
            here.jobs.submit,
            data,
            name=name,
            owner=request.state.owner,
            client=client_of(request.scope),
            options=options,
        )
    content = await run_in_threadpool(status, here.jobs.store, job)
    return JSONResponse(content, 202, headers={"location": f"/api/jobs/{job.id}"})


def index(request: Request) -> Response:
    """The caller's jobs, the latest first."""
    store = site(request).jobs.store
    jobs = store.of_owner(request.state.owner)
    return JSONResponse([status(store, job) for job in jobs])


def show(request: Request) -> Response:
    """The state of a job."""
    here = site(request)
    return JSONResponse(status(here.jobs.store, here.job(request)))


def cancel(request: Request) -> Response:
    """Stops a job and keeps its best plan."""
    here = site(request)
    job = here.job(request)
    if job.final:
        return problem(409, f"the job is {job.state} already")
    here.jobs.cancel(job)
    return JSONResponse(status(here.jobs.store, here.job(request)), 202)


async def again(request: Request) -> Response:
    """Plans a job's workbook again, with the earlier options where the request has none."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    options = _options(object_in(await request.body()), here.config, job.options)
    client = client_of(request.scope)
    async with here.reading(request):
        new = await run_in_threadpool(here.jobs.again, job, options, client=client)
    return JSONResponse(await run_in_threadpool(status, here.jobs.store, new), 202)


def best(request: Request) -> Response:
    """Makes the result of the best plan that a job had found when it was interrupted."""
    here = site(request)
    job = here.changed(request, here.jobs.finish_with_best)
    if job is None:
        return problem(409, "the job has a plan, or had found none")
    return JSONResponse(status(here.jobs.store, job), 202)


def publish(request: Request) -> Response:
    """Marks a job's plan as published; later plans of its workbook stay near it."""
    here = site(request)
    job = here.changed(request, here.jobs.publish)
    if job is None:
        return problem(409, "the job has no plan that can be published")
    return JSONResponse(status(here.jobs.store, job))


async def ask(request: Request) -> Response:
    """Accepts a question as JSON."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    here.count_upload(request)
    given = object_in(await request.body())
    question = given.get("question")
    if not isinstance(question, str) or set(given) != {"question"}:
        raise forms.BadOptionError(phrase("the body must be an object with a question, a text"))
    await run_in_threadpool(here.jobs.answers.ask, job, question)
    return JSONResponse(await run_in_threadpool(here.jobs.answers.of, job), 202)


def answers(request: Request) -> Response:
    """The questions to a plan with their answers, the latest first."""
    here = site(request)
    return JSONResponse(here.jobs.answers.of(here.job(request)))


def delete(request: Request) -> Response:
    """Deletes a job; a deleted one is removed for good."""
    here = site(request)
    job = here.job_of(request, request.path_params["job"], deleted=True)
    if job.deleted is None:
        here.jobs.delete(job)
    else:
        here.jobs.forget(job)
    return Response(status_code=204)


def restore(request: Request) -> Response:
    """Undoes a deletion."""
    here = site(request)
    here.jobs.restore(here.job_of(request, request.path_params["job"], deleted=True))
    return JSONResponse(status(here.jobs.store, here.job(request)))


def result(request: Request) -> Response:
    """One of a job's files."""
    here = site(request)
    return file_of(here, here.job(request), request.path_params["name"])


def openapi(request: Request) -> Response:
    """The description of this API, in the language of ``?lang`` or the one that is accepted."""
    return JSONResponse(described(language(request)))


async def _upload(request: Request) -> tuple[str, bytes, dict[str, Any]]:
    """Name, content and options of an upload.

    Raises:
        BadOptionError: if there is no file, or an option is wrong.
        HTTPException: if the content type is another one.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise forms.BadOptionError(
                    phrase("the form needs a field called file with a workbook")
                )
            given: dict[str, Any] = {name: one for name, one in form.items() if name != "file"}
            given |= _columns(form)
            return forms.display_name(file.filename or ""), await file.read(), given
    if kind in (
        _XLSX,
        "application/octet-stream",
        "application/vnd.ms-excel.sheet.macroenabled.12",
    ):
        query: dict[str, Any] = {**request.query_params, **_columns(request.query_params)}
        name = forms.display_name(query.pop("name", "workbook.xlsx"))
        return name, await request.body(), query
    raise HTTPException(
        415, phrase("Send multipart/form-data with a field file, or the workbook itself.")
    )


def _columns(given: ImmutableMultiDict[str, Any]) -> dict[str, Any]:
    """The options on columns, one for each field of that name."""
    return {"map": given.getlist("map")} if "map" in given else {}


def _options(given: dict[str, Any], config: Config, before: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a job; where none says how to read the file, the ones in `before` count.

    Raises:
        BadOptionError: if one is wrong or unknown.
    """
    forms.known(given, said.NAMES)
    options = forms.options(given, config)
    options |= {name: before[name] for name in forms.OF_FILE if name in before}
    choice = said.reading(given, said.choice_in(before))
    if "reading" in options or choice != Choice():
        options["reading"] = choice.data
    return options


def object_in(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; empty for an empty body.

    Raises:
        BadOptionError: if it is no object.
    """
    if not body.strip():
        return {}
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise forms.BadOptionError(phrase("the body is not JSON")) from error
    if not isinstance(given, dict):
        raise forms.BadOptionError(phrase("the body must be an object with options"))
    return given
