"""The form beside a sheet: which table has the tasks, and which field each column is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from planner.choice import IGNORE, UNITS, Choice
from planner.phrase import phrase
from planner.web import forms, said
from planner.web.guard import client_of
from planner.web.jobs import RefusedError
from planner.web.mending import Mended
from planner.web.readings import Reading
from planner.web.refusals import within
from planner.web.said import choice_in
from planner.web.site import Site, language, site

_MOST_FIELDS = 240
_MOST_MENDED, _LONGEST = 200, 300


async def begin(request: Request) -> Response:
    """Accepts one workbook for a look at its reading, and redirects to it."""
    here = site(request)
    async with request.form(max_files=1, max_fields=20) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise HTTPException(422, phrase("Choose a file first."))
        name, data = forms.display_name(file.filename), await file.read()
        options = here.options(form)
    return await _begun(request, here, data, name, options)


async def otherwise(request: Request) -> Response:
    """Opens the reading of a job's workbook, to plan it with another reading or another file."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    async with request.form(max_files=0, max_fields=5) as form:
        choice = Choice() if "without" in form else choice_in(job.options)
    data = await run_in_threadpool((here.jobs.folder(job) / "input").read_bytes)
    options = {**job.options, "reading": choice.data}
    return await _begun(request, here, data, job.name, options)


async def _begun(
    request: Request, here: Site, data: bytes, name: str, options: Mapping[str, Any]
) -> Response:
    here.count_upload(request)
    async with here.reading(request):
        reading = await run_in_threadpool(
            here.jobs.readings.begin, data, name, request.state.owner, options
        )
    return RedirectResponse(f"/readings/{reading.id}", 303)


async def show(request: Request) -> Response:
    """The form; the address may name another sheet to show."""
    here = site(request)
    reading = await run_in_threadpool(_reading, request)
    sheet = request.query_params.get("sheet", "")
    look = reading.found.get("look") or {}
    if sheet and sheet != (look.get("sheet") or {}).get("name"):
        async with here.reading(request):
            reading = await run_in_threadpool(
                here.jobs.readings.again, reading, reading.options, sheet, reading.cells
            )
    return await run_in_threadpool(_page, request, reading, "reading.html")


async def choose(request: Request) -> Response:
    """Reads the workbook as the form says; returns the form, or the part of it that changes."""
    here = site(request)
    reading, part = await _chosen(request, here)
    if part:
        return await run_in_threadpool(_page, request, reading, "reading_part.html")
    return RedirectResponse(f"/readings/{reading.id}", 303)


def workbook(request: Request) -> Response:
    """The workbook with the corrected cells."""
    reading = _reading(request)
    name, dot, suffix = reading.name.rpartition(".")
    saved_as = f"{name}.mended.{suffix}" if reading.cells and dot else reading.name
    return FileResponse(site(request).jobs.readings.file(reading), filename=saved_as)


async def plan(request: Request) -> Response:
    """Makes a job of the workbook with the form's reading; redirects to it, or back on a fault."""
    here = site(request)
    reading, _ = await _chosen(request, here)
    if not reading.found["ok"]:
        return RedirectResponse(f"/readings/{reading.id}#faults", 303)
    mended = [*reading.options["mended"], *map(asdict, reading.cells)]
    data = await run_in_threadpool(here.jobs.readings.file(reading).read_bytes)
    try:
        job = await run_in_threadpool(
            here.jobs.submit,
            data,
            name=reading.name,
            owner=request.state.owner,
            client=client_of(request.scope),
            options={**reading.options, "mended": mended},
        )
    except RefusedError:
        return RedirectResponse(f"/readings/{reading.id}#faults", 303)
    await run_in_threadpool(here.jobs.readings.drop, reading)
    return RedirectResponse(f"/jobs/{job.id}", 303)


async def _chosen(request: Request, here: Site) -> tuple[Reading, bool]:
    """The reading according to the form, and whether only the changing part is wanted."""
    here.count_upload(request)
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        given = {name: str(value) for name, value in form.items()}
        options = here.options(form)
    async with here.reading(request):  # one request at a time, so that none overwrites another
        before = await run_in_threadpool(_reading, request)
        choice = (
            Choice() if "without" in given else _offered(given, before) or chosen(given, before)
        )
        cells = mended(given, before)
        was = before.options.get("mended", ())
        options = {**options, "reading": choice.data, "mended": was}
        shown = given.get("on") if given.get("on") != choice_in(before.options).sheet else ""
        shown = shown or given.get("shown", "")
        reading = await run_in_threadpool(here.jobs.readings.again, before, options, shown, cells)
    return reading, "part" in given


def _offered(given: Mapping[str, str], before: Reading) -> Choice | None:
    """The reading of those offered whose number a form has; None without one.

    A start that was said stays.
    """
    offers = (before.found.get("look") or {}).get("offers", ())
    number = given.get("offer", "")
    if not number.isdecimal() or not 0 < int(number) <= len(offers):
        return None
    was = choice_in(before.options)
    taken = Choice.of(offers[int(number) - 1]["reading"])
    return replace(taken, start=was.start, status_date=was.status_date, forecast=was.forecast)


def mended(given: Mapping[str, str], before: Reading) -> tuple[Mended, ...]:
    """The cells with another content than in the upload, from a form and from earlier ones.

    Raises:
        TooLongError: if a new content is too long.
    """
    if not before.found.get("can_mend"):
        return ()
    sheet = (before.found.get("look") or {}).get("sheet") or {}
    cells = {one.place: one for one in before.cells}
    for cell, shown in sheet.get("doubtful", {}).items():
        text = given.get(f"m_{cell}", shown).strip()
        if text != shown.strip():
            text = within(text, _LONGEST)
            place = f"{sheet['name']}!{cell}"
            was = cells[place].was if place in cells else shown
            cells[place] = Mended(place=place, was=was, text=text)
    taken_back = given.get("back", "")
    left = (one for one in cells.values() if one.place != taken_back and one.text != one.was)
    return tuple(left)[:_MOST_MENDED]


def chosen(given: Mapping[str, str], before: Reading) -> Choice:
    """The choices in a form; columns of sheets that it does not show keep theirs.

    Another table or header row has other columns, so the choices for the old ones are dropped.

    Raises:
        BadOptionError: for a wrong date or row.
    """
    was = choice_in(before.options)
    look = before.found.get("look") or {}
    sheet = look.get("sheet") or {"name": "", "columns": (), "captions": ()}
    on = given.get("on", "")
    header_row = said.row(given.get("header_row"))
    start = said.day(given.get("start"), "start")
    if on not in (look.get("sheets") or {}):
        on = ""
    same = (on, header_row) == (was.sheet, was.header_row)
    pairs = _elsewhere(was, sheet) + (_columns(given, sheet) if same else ())
    return replace(
        was,
        columns=pairs,
        sheet=on,
        header_row=header_row,
        unit=given.get("unit", "") if given.get("unit") in UNITS else "",
        start=start,
    )


def _columns(given: Mapping[str, str], sheet: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    known = {*sheet["captions"], IGNORE}
    names = _names(sheet)
    found = ((given.get(f"c_{letters}", ""), name) for letters, name in names.items())
    return tuple((caption, name) for caption, name in found if caption in known)


def _names(sheet: Mapping[str, Any]) -> dict[str, str]:
    """Column → its name in a choice: its header, or its place if the header is not unique."""
    counts = Counter(column["header"].casefold() for column in sheet["columns"])
    return {
        column["letters"]: column["header"]
        if column["header"] and counts[column["header"].casefold()] == 1
        else f"{sheet['name']}!{column['letters']}"
        for column in sheet["columns"]
    }


def _elsewhere(was: Choice, sheet: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    here = {name.casefold() for name in _names(sheet).values()}
    return tuple(pair for pair in was.columns if pair[1].casefold() not in here)


def _reading(request: Request) -> Reading:
    """The reading in the address.

    Raises:
        HTTPException: 404 if it is gone, or belongs to somebody else.
    """
    readings = site(request).jobs.readings
    found = readings.get(request.path_params["reading"], request.state.owner)
    if found is None:
        raise HTTPException(404)
    return found


def _page(request: Request, reading: Reading, template: str) -> Response:
    choice = choice_in(reading.options)
    found = reading.found
    look = found.get("look") or {}
    sheet = look.get("sheet")
    picked = {name.casefold(): ours for ours, name in choice.columns}
    names = _names(sheet) if sheet else {}
    issues = [issue for issue in found["issues"] if issue["severity"] != "info"]
    values = {
        "reading": reading,
        "choice": choice,
        "found": found,
        "look": look,
        "sheet": sheet,
        "said": {letters: picked.get(name.casefold(), "") for letters, name in names.items()},
        "units": UNITS,
        "ignore": IGNORE,
        "issues": issues,
        "chosen": {"time_limit": forms.DEFAULT_SECONDS, "goals": [], **reading.options},
        "address": f"/readings/{reading.id}",
        "mended": {one.place: one for one in reading.cells},
        "inputs": sheet["doubtful"] if sheet and found.get("can_mend") else {},
        "recalled": found.get("recalled"),
        "title": language(request)("How {name} is read", name=reading.name),
    }
    return site(request).page(request, template, values)
