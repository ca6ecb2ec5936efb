"""The web application: its routes, its middleware, its start and its stop."""

import json
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from threading import Event

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from planner.phrase import phrase
from planner.web import api, api_changes, asking, choosing, pages, planned, replanning, sharing
from planner.web.config import Config
from planner.web.guard import Guard, Keys, RateLimit, client_of
from planner.web.jobs import Jobs
from planner.web.metrics import metrics
from planner.web.outcomes import Uploads
from planner.web.refusals import NotTakenError
from planner.web.site import (
    CANNOT_STORE,
    HERE,
    TITLES,
    Site,
    is_api,
    language,
    problem,
    site,
    templates,
)
from planner.web.store import StoreError
from planner.web.turns import Slots

_READERS = 3
"""Uploads read at a time: one of each visitor; each address leaves one slot free for others."""

_HEADERS = {401: {"www-authenticate": "Bearer"}, 429: {"retry-after": "60"}}

_log = logging.getLogger(__name__)


def create_app(config: Config) -> Starlette:
    """The application; its jobs start and stop with the server's lifespan.

    Raises:
        PlannerError: if the data folder cannot be used, or another server uses it.
    """
    keys = Keys(config.token)
    jobs = Jobs(config)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(jobs.start)
        yield
        await run_in_threadpool(jobs.close)

    app = Starlette(
        routes=_routes(config),
        lifespan=lifespan,
        middleware=[
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(config.proxies)),
            Middleware(_Log),
            Middleware(Guard, config=config, keys=keys, refuse=_refused),
            Middleware(GZipMiddleware, compresslevel=5),
        ],
        exception_handlers={
            HTTPException: _refused,
            NotTakenError: _not_taken,
            StoreError: _broken,
            OSError: _broken,
            Exception: _failed,
        },
    )
    app.state.site = Site(
        config=config,
        jobs=jobs,
        keys=keys,
        uploads=RateLimit(config.rate),
        templates=templates(),
        readers=Slots(_READERS, (_READERS - 1, 1)),
        kept=Uploads(),
        closing=Event(),
    )
    return app


def _routes(config: Config) -> list[Route | Mount]:
    watched = [Route("/metrics", _metrics)] if config.metrics else []
    return [
        Route("/", pages.home),
        Route("/list", pages.listed),
        Route("/cookies", pages.cookies),
        Route("/cookies.svg", pages.cookies_picture),
        Route("/jobs", pages.upload, methods=["POST"]),
        Route("/readings", choosing.begin, methods=["POST"]),
        Route("/readings/{reading}", choosing.show),
        Route("/readings/{reading}", choosing.choose, methods=["POST"]),
        Route("/readings/{reading}/plan", choosing.plan, methods=["POST"]),
        Route("/jobs/{job}/reading", choosing.otherwise, methods=["POST"]),
        Route("/readings/{reading}/workbook", choosing.workbook),
        Route("/uploads/{upload}", pages.uploaded),
        Route("/jobs/{job}", pages.job),
        Route("/jobs/{job}/live", pages.live),
        Route("/jobs/{job}/view", planned.view),
        Route("/jobs/{job}/task", planned.task),
        Route("/jobs/{job}/events", pages.follow),
        Route("/jobs/{job}/cancel", pages.cancel, methods=["POST"]),
        Route("/jobs/{job}/again", pages.again, methods=["POST"]),
        Route("/jobs/{job}/best", pages.best, methods=["POST"]),
        Route("/jobs/{job}/publish", pages.publish, methods=["POST"]),
        Route("/jobs/{job}/edits", replanning.shown_edits),
        Route("/jobs/{job}/edits", replanning.add, methods=["POST"]),
        Route("/jobs/{job}/edits/leave", replanning.add_leave, methods=["POST"]),
        Route("/jobs/{job}/edits/person", replanning.add_person, methods=["POST"]),
        Route("/jobs/{job}/edits/task", replanning.add_task, methods=["POST"]),
        Route("/jobs/{job}/edits/status", replanning.set_status_date, methods=["POST"]),
        Route("/jobs/{job}/edits/undo", replanning.undo, methods=["POST"]),
        Route("/jobs/{job}/edits/formula", replanning.replace_formula, methods=["POST"]),
        Route("/jobs/{job}/replan", replanning.replan, methods=["POST"]),
        Route("/jobs/{job}/ask", asking.ask, methods=["POST"]),
        Route("/jobs/{job}/answers", asking.answers),
        Route("/jobs/{job}/describe", pages.describe, methods=["POST"]),
        Route("/jobs/{job}/delete", pages.delete, methods=["POST"]),
        Route("/jobs/{job}/restore", pages.restore, methods=["POST"]),
        Route("/jobs/{job}/forget", pages.forget, methods=["POST"]),
        Route("/jobs/{job}/files/{name}", pages.download),
        Route("/compare", pages.compare),
        Route("/template.xlsx", pages.template),
        Route("/example.xlsx", pages.example),
        Route("/jobs/{job}/links", sharing.add, methods=["POST"]),
        Route("/jobs/{job}/links/revoke", sharing.revoke, methods=["POST"]),
        Route("/shared/{job}/{token}", sharing.shown),
        Route("/shared/{job}/{token}/view", sharing.view),
        Route("/shared/{job}/{token}/task", sharing.task),
        Route("/shared/{job}/{token}/report.html", sharing.report),
        Route("/shared/{job}/{token}/calendar.ics", sharing.calendar),
        Route("/example", pages.try_example, methods=["POST"]),
        Route("/login", pages.ask_token),
        Route("/login", pages.log_in, methods=["POST"]),
        Route("/api/openapi.json", api.openapi),
        Route("/api/jobs", api.index),
        Route("/api/jobs", api.create, methods=["POST"]),
        Route("/api/jobs/{job}", api.show),
        Route("/api/jobs/{job}", api.delete, methods=["DELETE"]),
        Route("/api/jobs/{job}/cancel", api.cancel, methods=["POST"]),
        Route("/api/jobs/{job}/again", api.again, methods=["POST"]),
        Route("/api/jobs/{job}/best", api.best, methods=["POST"]),
        Route("/api/jobs/{job}/publish", api.publish, methods=["POST"]),
        Route("/api/jobs/{job}/answers", api.ask, methods=["POST"]),
        Route("/api/jobs/{job}/answers", api.answers),
        Route("/api/jobs/{job}/edits", api_changes.edits),
        Route("/api/jobs/{job}/edits", api_changes.edit, methods=["POST"]),
        Route("/api/jobs/{job}/edits", api_changes.undo, methods=["DELETE"]),
        Route("/api/jobs/{job}/replan", api_changes.replan, methods=["POST"]),
        Route("/api/jobs/{job}/describe", api_changes.describe, methods=["POST"]),
        Route("/api/jobs/{job}/links", api_changes.links),
        Route("/api/jobs/{job}/links", api_changes.share, methods=["POST"]),
        Route("/api/jobs/{job}/links/{token}", api_changes.revoke, methods=["DELETE"]),
        Route("/api/jobs/{job}/restore", api.restore, methods=["POST"]),
        Route("/api/jobs/{job}/events", api.events),
        Route("/api/jobs/{job}/files/{name}", api.result),
        Route("/healthz", _health),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        *watched,
    ]


async def _health(request: Request) -> Response:
    """Whether the server answers, and whether its queue advances."""
    if not site(request).jobs.works():
        return PlainTextResponse("the queue does not move, see the log\n", 503)
    return PlainTextResponse("ok\n")


def _metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    here = site(request)
    return PlainTextResponse(metrics(here.config, here.jobs.store, here.answered))


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if status == 404:
        detail = phrase("There is nothing here, or it is not yours, or it was deleted.")
    headers = dict(_HEADERS.get(status, {}))
    if status == 405:
        detail = phrase("This address is there, but not for that kind of request.")
        headers["allow"] = ", ".join(_allowed(request))
    return _answer(request, status, detail, headers)


def _not_taken(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotTakenError)  # noqa: S101 - it is the handler of these
    headers = _HEADERS.get(error.status, {})
    return _answer(request, error.status, error.message, headers, **error.more)


def _allowed(request: Request) -> list[str]:
    """The methods that an address supports."""
    found: set[str] = set()
    for route in request.app.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return sorted(found) or ["GET", "HEAD"]


def _broken(request: Request, error: Exception) -> Response:
    """Reports a full or read-only disk, or a damaged list of jobs, and keeps the server running."""
    _log.error("cannot serve: %s", error)
    return _answer(request, 503, CANNOT_STORE)


def _failed(request: Request, _error: Exception) -> Response:
    return _answer(request, 500, phrase("This is a fault of the program, not of your workbook."))


def _answer(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    if is_api(request):
        return problem(status, detail, headers, **more)
    here = site(request)
    if status == 401:
        page = here.page(request, "login.html", {"error": ""}, 401)
    else:
        title = language(request)(TITLES.get(status, phrase("Something went wrong")))
        page = here.page(request, "refused.html", {"title": title, "text": detail}, status)
    page.headers.update(headers or {})
    return page


class _Log:
    """Writes one line of JSON for each request: no query, no content, no names of files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.monotonic(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            scope["app"].state.site.answered[f"{status // 100}xx"] += 1
            _log.info("%s", _line(scope, status, time.monotonic() - begun))


def _without_token(path: str) -> str:
    """A path without the secret of a read-only link."""
    parts = path.split("/")
    return "/".join([*parts[:3], "…", *parts[4:]]) if parts[1:2] == ["shared"] else path


def _line(scope: Scope, status: int, seconds: float) -> str:
    return json.dumps(
        {
            "client": client_of(scope),
            "method": scope["method"],
            "path": _without_token(scope["path"]),
            "status": status,
            "ms": round(1000 * seconds, 1),
        }
    )
