"""The common ground of all request handlers and pages."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from planner.phrase import phrase
from planner.web import forms
from planner.web.config import MEGABYTE, Config
from planner.web.editing import edited_in
from planner.web.guard import OWNER_COOKIE, Keys, RateLimit, client_of
from planner.web.jobs import Jobs
from planner.web.outcomes import Uploads
from planner.web.store import Job
from planner.web.streaming import streamed
from planner.web.turns import Slots
from planner.web.words import LANGUAGES, PageWords, words_for
from planner.web.worker import CALENDARS, NOTICES, PLAN_JSON, REPORT

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "planner_lang"
_YEAR = 365 * 86400
_OPTIONS = ("time_limit", "goals", "from_scratch", "write_back")
"""The options in the page's forms."""

_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
}

CANNOT_STORE = phrase("The server cannot store or read its files now; see its log.")

TITLES = {
    401: phrase("Log in first"),
    403: phrase("Not from here"),
    404: phrase("This page does not exist"),
    405: phrase("Not this way"),
    408: phrase("Too slow"),
    409: phrase("Not now"),
    413: phrase("Too large"),
    421: phrase("Another name"),
    422: phrase("Not understood"),
    429: phrase("Too many at once"),
    507: phrase("No room"),
}


@dataclass(frozen=True, kw_only=True)
class Site:
    """One server: its settings, jobs, templates, limits, and counts of its answers."""

    config: Config
    jobs: Jobs
    keys: Keys
    uploads: RateLimit
    templates: Environment
    readers: Slots
    kept: Uploads
    closing: Event
    answered: Counter[str] = field(default_factory=Counter)

    def job(self, request: Request) -> Job:
        """The job in the address, if it belongs to the visitor.

        Raises:
            HTTPException: 404 if not, so that nobody learns which IDs exist.
        """
        return self.job_of(request, request.path_params["job"])

    def job_of(self, request: Request, job_id: str, *, deleted: bool = False) -> Job:
        """A job by its ID, if it belongs to the visitor; a deleted one only on request.

        Raises:
            HTTPException: 404 if not.
        """
        job = self.jobs.store.get(job_id)
        if job is None or job.owner not in ("", request.state.owner):
            raise HTTPException(404)
        if job.deleted is not None and not deleted:
            raise HTTPException(404)
        return job

    def changed(self, request: Request, change: Callable[[Job], bool]) -> Job | None:
        """The job in the address after a change, which counts as an upload; None if impossible.

        Raises:
            HTTPException: as `job` and `count_upload` do.
        """
        job = self.job(request)
        self.count_upload(request)
        return self.job(request) if change(job) else None

    def count_upload(self, request: Request) -> None:
        """Counts an upload.

        Raises:
            HTTPException: 429 after too many in a minute.
        """
        client = client_of(request.scope)
        if self.uploads.full(client):
            raise HTTPException(429, phrase("Too many uploads, wait a minute."))
        self.uploads.count(client)

    def options(self, form: FormData) -> dict[str, Any]:
        """The options in a form of the page.

        Raises:
            BadOptionError: if one is not understood.
        """
        return forms.options({name: form.get(name) for name in _OPTIONS}, self.config)

    @asynccontextmanager
    async def reading(self, request: Request) -> AsyncIterator[None]:
        """Waits for a turn to have an upload read; each visitor has one at a time.

        Visitors without a cookie count as one, because each of their requests could be another's.
        """
        owner = request.cookies.get(OWNER_COOKIE, "")
        async with self.readers.turn((client_of(request.scope), owner)):
            yield

    def page(
        self, request: Request, template: str, values: Mapping[str, Any], status: int = 200
    ) -> Response:
        """A page in the visitor's language."""
        made = self.templates.get_template(template)
        text = made.render(self._context(request, values))
        return _remembering(request, HTMLResponse(text, status_code=status))

    def long_page(self, request: Request, template: str, values: Mapping[str, Any]) -> Response:
        """The same, sent while it is made: a browser shows its beginning at once."""
        made = self.templates.get_template(template)
        return _remembering(
            request, streamed(request, made.generate(self._context(request, values)))
        )

    def _context(self, request: Request, values: Mapping[str, Any]) -> dict[str, Any]:
        """What every page may show, and the values of this one."""
        return {
            "t": language(request),
            "languages": [
                (code, one.of.name, _in_language(request, code, values.get("address", "")))
                for code, one in LANGUAGES.items()
            ],
            "keep_days": self.config.keep_days,
            "most_megabytes": self.config.max_upload // MEGABYTE,
            "times": [s for s in forms.TIMES if s <= self.config.job_time_limit],
            "orders": forms.ORDERS,
            **values,
        }


def _remembering(request: Request, response: Response) -> Response:
    """The page, and that its visitor chose a language if they did."""
    words = language(request)
    if request.query_params.get("lang") == words.code:
        response.set_cookie(
            LANGUAGE_COOKIE, words.code, max_age=_YEAR, httponly=True, samesite="lax"
        )
    return response


async def fields_of(request: Request, *names: str) -> dict[str, str]:
    """The texts in the fields of a small form; "" for an empty or missing one."""
    async with request.form(max_files=0, max_fields=len(names) + 2) as form:
        return {name: str(form.get(name, "")) for name in names}


def site(request: Request) -> Site:
    """The server that a request has reached."""
    found: Site = request.app.state.site
    return found


@cache
def templates() -> Environment:
    """The templates, which escape everything that is put into them; each is read once a process."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def warm_up() -> None:
    """Reads all templates and catalogues, so that the first visitor need not wait for that."""
    made = templates()
    for name in made.list_templates():
        made.get_template(name)
    for words in LANGUAGES.values():
        words.moment("2027-01-01T08:00")


def language(request: Request) -> PageWords:
    """The visitor's language: from the address, from an earlier choice, or from the browser."""
    wanted = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return words_for(wanted, request.headers.get("accept-language", ""))


def _in_language(request: Request, code: str, address: str) -> str:
    """The address of the present page in another language, with everything else unchanged.

    For the answer to a form, the page is at `address`.
    """
    place = urlsplit(address or str(request.url))
    if not address and request.method not in ("GET", "HEAD"):
        place = urlsplit(request.headers.get("referer", ""))  # the page with the form
        if place.netloc != request.url.netloc:
            place = urlsplit("/")
    given = parse_qsl(place.query, keep_blank_values=True)
    query = [(name, value) for name, value in given if name not in ("lang", "token")]
    path = "/" + place.path.lstrip("/\\")  # two slashes would lead to another server
    return f"{path}?{urlencode([*query, ('lang', code)])}"


def is_api(request: Request) -> bool:
    """Whether the client is a program."""
    return request.url.path.startswith("/api/")


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """An error for a program, as in RFC 9457."""
    title = TITLES.get(status, "Something went wrong")
    content = {"title": title, "status": status, "detail": detail, **more}
    kind = "application/problem+json"
    return Response(json.dumps(content), status, headers=headers, media_type=kind)


def file_of(site: Site, job: Job, name: str) -> Response:
    """One of a job's results as a download.

    Raises:
        HTTPException: 404 if the result does not exist (yet).
    """
    stored = result_files(site, job).get(name)
    if stored is None:
        raise HTTPException(404)
    stem = job.name.rpartition(".")[0] or job.name
    saved_as = job.name if name == "input" else f"{stem}.{stored.name}"
    kind = _KINDS.get(Path(saved_as).suffix.lower(), "application/octet-stream")
    return FileResponse(stored, media_type=kind, filename=saved_as)


def result_files(site: Site, job: Job) -> dict[str, Path]:
    """The existing downloads, by the name in their address."""
    folder = site.jobs.folder(job)
    found = {"input": folder / "input"}
    if job.planned:
        found["plan.xlsx"] = folder / f"plan{job.headline['suffix']}"
        if changed := edited_in(folder):
            found["changed.xlsx"] = changed
        found |= {name: folder / name for name in (PLAN_JSON, REPORT, CALENDARS, NOTICES)}
    return {name: path for name, path in found.items() if path.is_file()}
