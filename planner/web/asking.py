"""Takes questions to a plan from its page."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.web.site import fields_of, site


async def ask(request: Request) -> Response:
    """Accepts a question from the form on a plan's page."""
    here = site(request)
    job = await run_in_threadpool(here.job, request)
    question = (await fields_of(request, "question"))["question"]
    here.count_upload(request)
    await run_in_threadpool(here.jobs.answers.ask, job, question)
    return RedirectResponse(f"/jobs/{job.id}#ask", 303)


def answers(request: Request) -> Response:
    """The part of a job's page that changes while a question waits."""
    here = site(request)
    return here.page(request, "answers.html", answers_of(request))


def answers_of(request: Request) -> dict[str, Any]:
    """The questions to a job's plan, as its page shows them."""
    here = site(request)
    job = here.job(request)
    asked = here.jobs.answers.of(job)
    return {
        "job": job,
        "asked": asked,
        "can_ask": here.jobs.answers.can(job),
        "pending": any(one["waits"] is not None for one in asked),
    }
