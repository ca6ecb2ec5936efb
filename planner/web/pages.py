"""The pages; each handler reads options, makes one call and returns a page."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from planner.phrase import phrase
from planner.web import asking, compared, events, forms, guard, planned, sharing, shown, uploads
from planner.web.curve import curve
from planner.web.job_records import PAGE
from planner.web.outcomes import Upload
from planner.web.site import Site, fields_of, file_of, language, site
from planner.web.store import Job

_MOST_FILES = 20
_MOST_COMPARED = 4
_COOKIES = "Your browser blocks cookies: allow them here, or you will not find your plans again."
_EXAMPLE_SECONDS = 10
_DEFAULT = {"time_limit": forms.DEFAULT_SECONDS, "goals": []}


def home(request: Request) -> Response:
    """The first page with the upload form and earlier plans."""
    return _home(request)


def listed(request: Request) -> Response:
    """The part of the first page that changes while jobs run."""
    return site(request).page(request, "list.html", _jobs_of(request))


async def upload(request: Request) -> Response:
    """Accepts workbooks; redirects to the job, to the list, or to the outcomes of each file."""
    here = site(request)
    async with request.form(max_files=_MOST_FILES, max_fields=20) as form:
        files = [
            one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename
        ]
        options = here.options(form)
        taken = await uploads.take(request, here, files, options)
    if not files:
        error = language(request)("Choose a file first.")
        return await run_in_threadpool(_home, request, 422, error=error, chosen=options)
    if taken.good:
        jobs = [one.job for one in taken.outcomes if one.job]
        return _to("/" if len(jobs) > 1 else f"/jobs/{jobs[0].id}")
    address = f"/uploads/{here.kept.keep(taken)}"
    return await run_in_threadpool(_uploaded, request, taken, address)


async def try_example(request: Request) -> Response:
    """Plans the example at once, as if it had been uploaded."""
    here = site(request)
    here.count_upload(request)
    data = await run_in_threadpool(here.jobs.template, example=True)
    owner, client = request.state.owner, guard.client_of(request.scope)
    options = {"goals": [], "time_limit": min(_EXAMPLE_SECONDS, here.config.job_time_limit)}
    async with here.reading(request):
        job = await run_in_threadpool(
            here.jobs.submit,
            data,
            name="example.xlsx",
            owner=owner,
            options=options,
            client=client,
        )
    return _to(f"/jobs/{job.id}")


def uploaded(request: Request) -> Response:
    """Shows the outcomes of an upload again; redirects to the first page if they are forgotten."""
    kept = site(request).kept.get(request.path_params["upload"], request.state.owner)
    return _to("/") if kept is None else _uploaded(request, kept, request.url.path)


def _uploaded(request: Request, taken: Upload, address: str) -> Response:
    status = next(one.status for one in taken.outcomes if one.job is None)
    outcomes = [{"of": one, **_sorted(one.issues)} for one in taken.outcomes]
    values = {"outcomes": outcomes, "chosen": taken.options, "address": address}
    return _home(request, 200 if request.method == "GET" else status, **values)


def job(request: Request) -> Response:
    """A job with its progress, its plan, or the reason why it has none."""
    here = site(request)
    one = here.job(request)
    stored = shown.load_plan(here.jobs.folder(one), one)
    found = (stored or one.found).get("issues", [])
    values: dict[str, Any] = {
        "job": one,
        "title": one.title or one.headline.get("project") or one.found.get("project") or one.name,
        "page": stored if stored and "rows" in stored else None,
        "has_best": here.jobs.has_best(one),
        "origin": _origin(request, one),
        "chosen": _chosen(request, one.options),
        **_sorted(found),
        **_progress(here, one),
    }
    if values["page"]:
        values |= planned.values(request, one, values["page"])
        values |= asking.answers_of(request)
        values |= sharing.links_of(request, one)
        response = here.long_page(request, "job.html", values)
        response.background = BackgroundTask(here.jobs.edits.look_ahead, one)
        return response
    return here.page(request, "job.html", values)


def _origin(request: Request, one: Job) -> Job | None:
    """The job whose plan this job plans again, if it still exists."""
    found = site(request).jobs.store.get(one.origin) if one.origin else None
    there = found is not None and found.planned and found.deleted is None
    return found if there and found and found.owner == one.owner else None


def live(request: Request) -> Response:
    """The part of a job's page that changes while it runs."""
    here = site(request)
    one = here.job(request)
    return here.page(request, "live.html", {"job": one, **_progress(here, one)})


async def follow(request: Request) -> Response:
    """A job's events as server-sent events."""
    here = site(request)
    one = await run_in_threadpool(here.job, request)
    last = request.headers.get("last-event-id", "0")
    after = int(last) if last.isdecimal() and len(last) < 19 else 0

    async def gone() -> bool:
        return here.closing.is_set() or await request.is_disconnected()

    news = events.stream(here.jobs.store, one.id, after, gone)
    return StreamingResponse(news, media_type="text/event-stream", headers=events.HEADERS)


def cancel(request: Request) -> Response:
    """Stops a job and keeps its best plan."""
    here = site(request)
    one = here.job(request)
    if not one.final:
        here.jobs.cancel(one)
    return _to(f"/jobs/{one.id}")


async def again(request: Request) -> Response:
    """Plans a job's workbook once more."""
    here = site(request)
    one = await run_in_threadpool(here.job, request)
    async with request.form(max_files=0, max_fields=20) as form:
        options = here.options(form)
    options |= {name: one.options[name] for name in forms.OF_FILE if name in one.options}
    here.count_upload(request)
    client = guard.client_of(request.scope)
    new = await run_in_threadpool(here.jobs.again, one, options, client=client)
    return _to(f"/jobs/{new.id}")


def best(request: Request) -> Response:
    """Makes the result of the best plan that a job had found when it was interrupted."""
    here = site(request)
    one = here.changed(request, here.jobs.finish_with_best)
    if one is None:
        raise HTTPException(409, phrase("No plan had been found before."))
    return _to(f"/jobs/{one.id}")


def publish(request: Request) -> Response:
    """Marks a job's plan as published; later plans of its workbook stay near it."""
    here = site(request)
    one = here.changed(request, here.jobs.publish)
    if one is None:
        raise HTTPException(409, phrase("This plan cannot be published."))
    return _to(f"/jobs/{one.id}")


async def describe(request: Request) -> Response:
    """Stores the name and the remark of a run."""
    here = site(request)
    one = await run_in_threadpool(here.job, request)
    form = await fields_of(request, "title", "remark")
    await run_in_threadpool(here.jobs.describe, one, form["title"], form["remark"])
    return _to(f"/jobs/{one.id}")


def delete(request: Request) -> Response:
    """Removes a job and its files, which can be undone for an hour."""
    here = site(request)
    here.jobs.delete(here.job(request))
    return _to("/#deleted")


def restore(request: Request) -> Response:
    """Undoes a deletion."""
    here = site(request)
    one = here.job_of(request, request.path_params["job"], deleted=True)
    here.jobs.restore(one)
    return _to(f"/jobs/{one.id}")


def forget(request: Request) -> Response:
    """Deletes a job for good that was deleted before."""
    here = site(request)
    one = here.job_of(request, request.path_params["job"], deleted=True)
    if one.deleted is None:
        raise HTTPException(404)
    here.jobs.forget(one)
    return _to("/")


def cookies(request: Request) -> Response:
    """Empty if the browser sends cookies, otherwise a text about it."""
    text = _without_cookies(request)
    return Response(text, media_type="text/plain") if text else Response(status_code=204)


def cookies_picture(request: Request) -> Response:
    """The same as a picture, for pages without scripts."""
    return Response(shown.banner(_without_cookies(request)), media_type="image/svg+xml")


def _without_cookies(request: Request) -> str:
    return "" if guard.OWNER_COOKIE in request.cookies else language(request)(_COOKIES)


def download(request: Request) -> Response:
    """A result as a file."""
    here = site(request)
    return file_of(here, here.job(request), request.path_params["name"])


def compare(request: Request) -> Response:
    """Shows up to four plans side by side, compared with the earliest."""
    here, words = site(request), language(request)
    chosen = [here.job_of(request, job) for job in request.query_params.getlist("job")]
    jobs = sorted({one.id: one for one in chosen}.values(), key=lambda one: one.created)
    read = [shown.load_page(here.jobs.folder(one) / PAGE) for one in jobs if one.planned]
    plans = [plan for plan in read if plan is not None]
    if len(plans) != len(jobs) or not 2 <= len(jobs) <= _MOST_COMPARED:
        return _home(request, 422, error=words("Choose two to four plans to compare."))
    others = [(job, compared.compare(plans[0], plan, words)) for job, plan in
              zip(jobs[1:], plans[1:], strict=True)]  # fmt: skip
    loads = [compared.load_of(plan) for plan in plans]
    return here.page(request, "compare.html", {"jobs": jobs, "others": others, "loads": loads})


def template(request: Request) -> Response:
    """An empty workbook to fill in."""
    return _made(request, "template.xlsx", example=False)


def example(request: Request) -> Response:
    """A filled workbook that can be planned at once."""
    return _made(request, "example.xlsx", example=True)


def ask_token(request: Request) -> Response:
    """The log-in page; an address with the token in it logs in and redirects."""
    if token := request.query_params.get("token"):
        return _log_in(request, token)
    return site(request).page(request, "login.html", {"error": ""})


async def log_in(request: Request) -> Response:
    """Accepts the token from the form."""
    return _log_in(request, (await fields_of(request, "token"))["token"])


def _log_in(request: Request, token: str) -> Response:
    here = site(request)
    if here.keys.needed and not here.keys.right(token, guard.client_of(request.scope)):
        error = language(request)("That is not the token.")
        return here.page(request, "login.html", {"error": error}, 401)
    response = _to("/")
    if here.keys.needed:
        guard.set_cookie(response.headers, request.scope, guard.KEY_COOKIE, here.keys.cookie)
    return response


def _home(request: Request, status: int = 200, **values: Any) -> Response:
    content = {"error": "", "outcomes": [], **_jobs_of(request), **values}
    content["new"] = guard.OWNER_COOKIE not in request.cookies
    content.setdefault("chosen", _chosen(request))
    return site(request).page(request, "home.html", content, status)


def _jobs_of(request: Request) -> dict[str, Any]:
    """The visitor's jobs, and those deleted recently."""
    store, owner = site(request).jobs.store, request.state.owner
    if not owner:
        return {"jobs": [], "deleted": []}
    return {"jobs": store.of_owner(owner), "deleted": store.deleted_by(owner)}


def _chosen(request: Request, otherwise: Mapping[str, Any] = _DEFAULT) -> Mapping[str, Any]:
    """The options in the address that make sense."""
    query = request.query_params
    try:
        return (
            {**otherwise, **forms.options(query, site(request).config)}
            if "goals" in query
            else otherwise
        )
    except forms.BadOptionError:
        return otherwise


def _sorted(found: Sequence[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    """The issues in two groups: those that need an action, and those for information."""
    issues = [issue for issue in found if issue["severity"] != "info"]
    return {"issues": issues, "notes": [issue for issue in found if issue["severity"] == "info"]}


def _progress(here: Site, job: Job) -> dict[str, Any]:
    """The present state of a search: its last report, and the time since then."""
    news = [] if job.final else here.jobs.store.events(job.id)
    news = [event for event in news if event.kind == "progress"]
    course = [dict(event.data) for event in news]
    if course and job.state == "running":
        silence = max(0.0, time.time() - news[-1].at)
        course.append({**course[-1], "elapsed": course[-1]["elapsed"] + silence})
    position = here.jobs.store.position(job)
    return {
        "progress": course[-1] if course else None,
        "position": position,
        "curve": curve(course),
        "soon": shown.load_plan(here.jobs.folder(job), job) is not None and not job.final,
    }


def _made(request: Request, name: str, *, example: bool) -> Response:
    data = site(request).jobs.template(example=example)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(data, headers=headers, media_type=kind)


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)
