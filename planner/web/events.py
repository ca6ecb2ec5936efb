"""Sends a job's events to any number of clients, from the list of jobs."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.concurrency import run_in_threadpool

from planner.web.status import status
from planner.web.store import Job, JobEvent, Store

HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
_POLL = 0.4
_FIRST_POLL, _FIRST = 0.1, 10.0
"""For so many seconds from the beginning a look every so often: a plan may be there at once."""

_ALIVE = 15.0


async def stream(
    store: Store, job_id: str, after: int, gone: Callable[[], Awaitable[bool]]
) -> AsyncIterator[str]:
    """Yields progress and states until the job ends or the client is `gone`.

    A client that receives no end asks again.
    """
    yield "retry: 1000\n\n"
    told: dict[str, object] = {}
    begun = said = time.monotonic()
    while not await gone():
        job, events = await run_in_threadpool(_news, store, job_id, after)
        for event in events:
            after = event.seq
            yield _text(event.kind, event.data, event.seq)
        state = None if job is None else await run_in_threadpool(status, store, job)
        if state is not None and _state(state) != told:
            told = _state(state)
            yield _text("state", state, after)
        if job is None or job.final:
            return
        if events:
            said = time.monotonic()
        elif time.monotonic() - said > _ALIVE:
            said = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(_FIRST_POLL if time.monotonic() - begun < _FIRST else _POLL)


def _news(store: Store, job_id: str, after: int) -> tuple[Job | None, list[JobEvent]]:
    job = store.get(job_id)  # before the events, so that none is missed before its end
    return job, store.events(job_id, after)


def _state(state: dict[str, object]) -> dict[str, object]:
    return {name: state[name] for name in ("state", "position", "attempts", "cancel")}


def _text(kind: str, data: object, number: int) -> str:
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"
