"""Accepts workbooks from the first page; each has an outcome of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from planner.errors import PlannerError
from planner.web import forms
from planner.web.guard import client_of
from planner.web.jobs import RefusedError
from planner.web.outcomes import JobOutcome, Upload
from planner.web.refusals import NotTakenError
from planner.web.site import CANNOT_STORE, Site


async def take(
    request: Request, here: Site, files: Sequence[UploadFile], options: Mapping[str, Any]
) -> Upload:
    """Reads the files one after the other; a fault in one does not affect the others.

    Raises:
        HTTPException, BusyError: if there is one file only, and no room for it.
        OSError, StoreError: if it cannot be stored.
    """
    outcomes = []
    for file in files:
        name = forms.display_name(file.filename or "")
        try:
            outcomes.append(await _taken(request, here, file, name, options))
        except HTTPException as refusal:
            if len(files) == 1:
                raise
            outcomes.append(JobOutcome(name=name, status=refusal.status_code, text=refusal.detail))
        except NotTakenError as refusal:
            if len(files) == 1:
                raise
            outcomes.append(JobOutcome(name=name, status=refusal.status, text=refusal.message))
        except (OSError, PlannerError):
            if len(files) == 1:
                raise
            outcomes.append(JobOutcome(name=name, status=503, text=CANNOT_STORE))
    return Upload(owner=request.state.owner, outcomes=outcomes, options=options)


async def _kept(
    request: Request, here: Site, file: UploadFile, name: str, options: Mapping[str, Any]
) -> str:
    """Keeps a refused workbook so that its reading can be corrected; "" if that is impossible."""
    try:
        await file.seek(0)
        async with here.reading(request):
            reading = await run_in_threadpool(
                here.jobs.readings.begin, await file.read(), name, request.state.owner, options
            )
    except (OSError, PlannerError):
        return ""
    look = reading.found.get("look")
    return reading.id if look and look["sheet"] else ""


async def _taken(
    request: Request, here: Site, file: UploadFile, name: str, options: Mapping[str, Any]
) -> JobOutcome:
    here.count_upload(request)
    try:
        async with here.reading(request):
            job = await run_in_threadpool(
                here.jobs.submit,
                await file.read(),
                name=name,
                owner=request.state.owner,
                client=client_of(request.scope),
                options=options,
                recall=True,
            )
    except RefusedError as error:
        reading = await _kept(request, here, file, name, options)
        return JobOutcome(name=name, status=422, issues=error.found["issues"], reading=reading)
    return JobOutcome(name=name, status=202, job=job)
