"""Links that let others read a plan: they expire, can be withdrawn, and can hide money.

They are stored in the job's folder. A process of its own makes the plan without money and the
calendars of people when they are first requested.
"""

import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from planner.phrase import phrase
from planner.web.checking import choice_of
from planner.web.children import Child, ProcessLimits
from planner.web.config import MEGABYTE
from planner.web.folder import DataFolder
from planner.web.job_records import INPUT, PAGE
from planner.web.private import write_bytes, write_json
from planner.web.published import plan_in
from planner.web.refusals import NotPossibleError
from planner.web.shown import load_page
from planner.web.store import Job, Store

NOTED, TEAM_PAGE, TEAM_REPORT, TEAM_CALENDARS = (
    *("readlinks.json", "team.json", "team.html", "team-calendars.json"),
)
MOST_DAYS = 365
_MOST = 50
_LIMITS = ProcessLimits(memory=1536 * MEGABYTE, cpu=120)
_DAY = 86400.0


class NotSharedError(NotPossibleError):
    """A plan cannot be shared, or not with more people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLink:
    """A link to read a plan.

    Args:
        token: The secret in its address.
        until: Its expiry in seconds since 1970.
        money: Whether amounts are shown.
        person: The person whose list and calendar it shows; "" is the whole plan.
    """

    token: str
    until: float
    money: bool = False
    person: str = ""


class ReadLinks:
    """The links to the plans of a data folder; `finished` waits for a process and ends it."""

    def __init__(
        self, folder: DataFolder, store: Store, finished: Callable[[Child], Child]
    ) -> None:
        self._folder, self._store, self._finished = folder, store, finished
        self._lock = threading.Lock()

    def of(self, job: Job) -> list[ReadLink]:
        """The links to a plan that have not expired, the oldest first."""
        try:
            noted = json.loads((self._folder.job(job.id) / NOTED).read_bytes())
            found = [ReadLink(**one) for one in noted]
        except (OSError, ValueError, TypeError):
            return []
        return [one for one in found if one.until > time.time()]

    def add(self, job: Job, *, days: int, money: bool, person: str) -> None:
        """Adds a link; a person's link never shows money.

        Raises:
            NotSharedError: if there is no plan, no such person, or too many links.
            OSError: if it cannot be stored.
        """
        page = load_page(self._folder.job(job.id) / PAGE) if job.planned else None
        if page is None or (person and person not in page["load"]):
            raise NotSharedError(phrase("there is no plan to share, or nobody of that name in it"))
        with self._lock:
            known = self.of(job)
            if len(known) >= _MOST:
                raise NotSharedError(phrase("there are too many links, take some back"))
            link = ReadLink(
                token=secrets.token_urlsafe(24),
                until=time.time() + min(max(days, 1), MOST_DAYS) * _DAY,
                money=money and not person,
                person=person,
            )
            self._note(job, [*known, link])

    def revoke(self, job: Job, token: str) -> None:
        """Withdraws a link."""
        with self._lock:
            self._note(job, [one for one in self.of(job) if one.token != token])

    def found(self, job_id: str, token: str) -> tuple[Job, ReadLink] | None:
        """The plan that a link leads to now, and the link; None if it is not valid.

        That is the latest published plan made from the shared one, or else the shared plan itself.
        """
        job = self._store.get(job_id)
        if job is None or job.deleted is not None or not job.planned:
            return None
        link = next((one for one in self.of(job) if _same(one.token, token)), None)
        return None if link is None else (self._latest(job), link)

    def page(self, job: Job, link: ReadLink) -> Mapping[str, Any] | None:
        """The values that a link shows of a plan."""
        return load_page(
            self._folder.job(job.id) / PAGE if link.money else self._team(job, TEAM_PAGE)
        )

    def report(self, job: Job) -> Path:
        """The report without money."""
        return self._team(job, TEAM_REPORT)

    def calendar(self, job: Job, person: str) -> str | None:
        """The calendar of a person; None without any task."""
        found = load_page(self._team(job, TEAM_CALENDARS)) or {}
        text = found.get(person)
        return text if isinstance(text, str) else None

    def _latest(self, job: Job) -> Job:
        found = [
            one
            for one in self._store.made_from(job.id)
            if one.planned and one.deleted is None and one.owner == job.owner and self._told(one)
        ]
        return max(found, key=lambda one: one.created, default=job)

    def _told(self, job: Job) -> bool:
        return bool((load_page(self._folder.job(job.id) / PAGE) or {}).get("published"))

    def _team(self, job: Job, name: str) -> Path:
        """A file without money, which is made if it is missing."""
        folder = self._folder.job(job.id)
        with self._lock:
            if not (folder / TEAM_PAGE).is_file():
                self._finished(Child(make_team_files, (folder, job), _LIMITS))
        return folder / name

    def _note(self, job: Job, links: list[ReadLink]) -> None:
        write_json(self._folder.job(job.id) / NOTED, [asdict(one) for one in links])


def make_team_files(folder: Path, job: Job) -> None:
    """Writes the files for readers who may not see money; the page comes last."""
    from planner import pipeline
    from planner.export.ics import calendars
    from planner.export.page import html_page
    from planner.language.words import LANGUAGES
    from planner.web import view
    from planner.writing.keep import kept_plan

    path = plan_in(folder)
    if path is None:
        return
    choice = choice_of(job.options, datetime.fromtimestamp(job.started or job.created))
    data = (folder / INPUT).read_bytes()
    project = pipeline.read_project(data, job.name, choice=choice)
    plan = pipeline.for_team(kept_plan(path.read_bytes(), project))
    report = html_page(plan, LANGUAGES[plan.project.language])
    write_bytes(folder / TEAM_REPORT, report.encode("utf-8", "replace"))
    by_name = {name: text.decode() for name, text in calendars(plan).items()}
    write_json(folder / TEAM_CALENDARS, by_name)
    write_json(folder / TEAM_PAGE, view.of_plan(plan))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
