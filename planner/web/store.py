"""The list of jobs and their events: one SQLite file that several processes write.

Every change is one transaction that is on disk when the call returns (WAL, full sync), so that
accepted jobs survive a crash of the program or of the machine.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from planner.errors import PlannerError
from planner.phrase import Phrase, as_data, of_data, phrase, verbatim
from planner.web.turns import Turns, in_turn

JobState = Literal["queued", "running", "done", "cancelled", "failed"]

_PLAIN = (
    "id", "owner", "name", "state", "created", "finished", "attempts", "size", "message",
    "origin", "client", "deleted", "title", "remark",
)  # fmt: skip
NO_MESSAGE = Phrase("")
_JSON = ("options", "found", "headline")

_FRESH = 1.0
"""Seconds for which the order of the queue is cached, if nothing changes here."""

FINAL: tuple[JobState, ...] = ("done", "cancelled", "failed")
MOST_ATTEMPTS = 3

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
    created REAL NOT NULL, started REAL, finished REAL, attempts INTEGER NOT NULL DEFAULT 0,
    spent REAL NOT NULL DEFAULT 0, cancel INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL,
    message TEXT NOT NULL DEFAULT '', options TEXT NOT NULL, found TEXT NOT NULL,
    headline TEXT NOT NULL DEFAULT '{}', origin TEXT NOT NULL DEFAULT '',
    client TEXT NOT NULL DEFAULT '', deleted REAL, title TEXT NOT NULL DEFAULT '',
    remark TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, created);
CREATE INDEX IF NOT EXISTS jobs_by_owner ON jobs (owner, created);
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL, kind TEXT NOT NULL,
    at REAL NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS events_by_job ON events (job, seq);
"""
_LATER = (
    *(("client", "TEXT NOT NULL DEFAULT ''"), ("deleted", "REAL")),
    *((name, "TEXT NOT NULL DEFAULT ''") for name in ("title", "remark")),
)
"""Columns that older releases' lists lack."""


class StoreError(PlannerError):
    """The list of jobs cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A row of the list.

    Args:
        owner: The visitor who may see it; "" is anybody who knows the ID.
        name: The upload's file name, for display only.
        spent: Seconds of search in all attempts.
        cancel: Whether somebody asked to stop it and keep the best plan.
        message: The reason of its failure, or a remark.
        options: The options of the user, see `planner.web.forms`.
        found: What the reader understood: issues, columns, counts.
        headline: The result in a few numbers.
        origin: The job whose workbook this one plans again, or "".
        client: The address that the upload came from.
        deleted: When its owner deleted it; some time later it is removed for good.
        title, remark: The name and the remark that its owner gave it.
    """

    id: str
    owner: str = ""
    name: str = ""
    state: JobState = "queued"
    created: float = 0
    started: float | None = None
    finished: float | None = None
    attempts: int = 0
    spent: float = 0
    cancel: bool = False
    size: int = 0
    message: Phrase = NO_MESSAGE
    options: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)
    headline: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""
    client: str = ""
    deleted: float | None = None
    title: str = ""
    remark: str = ""

    @property
    def called(self) -> str:
        """Its owner's name for it, or else its file name."""
        return self.title or self.name

    @property
    def final(self) -> bool:
        """Whether it has ended."""
        return self.state in FINAL

    @property
    def planned(self) -> bool:
        """Whether it has a plan."""
        return bool(self.headline)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """An event of a job: a new state, or progress of its search."""

    seq: int
    kind: str
    at: float
    data: Mapping[str, Any]


class Store:
    """The list of jobs; may be used from several threads.

    Raises:
        StoreError: if the file cannot be opened, is damaged, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._order: dict[str, int] = {}
        self._ordered = -_FRESH
        try:
            self._base = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._base.row_factory = sqlite3.Row
            self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _SCHEMA)
            self._upgrade()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """Closes the file."""
        self._base.close()

    def _upgrade(self) -> None:
        there = {row["name"] for row in self._base.execute("PRAGMA table_info(jobs)")}
        for name, kind in _LATER:
            if name not in there:
                self._base.execute(f"ALTER TABLE jobs ADD COLUMN {name} {kind}")

    def add(self, job: Job) -> None:
        """Adds a new job."""
        values = {name: getattr(job, name) for name in _PLAIN}
        values["message"] = _noted(job.message)
        texts = {name: json.dumps(getattr(job, name)) for name in _JSON}
        columns = [*values, *texts]
        marks = ", ".join("?" for _ in columns)
        self._run(
            f"INSERT INTO jobs ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 own names
            [*values.values(), *texts.values()],
        )

    def get(self, job: str) -> Job | None:
        """A job by its ID."""
        rows = self._run("SELECT * FROM jobs WHERE id = ?", [job])
        return _job(rows[0]) if rows else None

    def of_owner(self, owner: str, most: int = 100) -> list[Job]:
        """An owner's jobs, the latest first."""
        query = (
            "SELECT * FROM jobs WHERE owner = ? AND deleted IS NULL ORDER BY created DESC LIMIT ?"
        )
        return [_job(row) for row in self._run(query, [owner, most])]

    def made_from(self, job_id: str) -> list[Job]:
        """The jobs that plan this one's workbook again, and those that plan theirs, and so on."""
        query = (
            "WITH RECURSIVE later(id) AS (SELECT id FROM jobs WHERE origin = ? UNION "
            "SELECT jobs.id FROM jobs JOIN later ON jobs.origin = later.id) "
            "SELECT * FROM jobs WHERE id IN (SELECT id FROM later)"
        )
        return [_job(row) for row in self._run(query, [job_id])]

    def deleted_by(self, owner: str) -> list[Job]:
        """An owner's jobs whose deletion can be undone, the latest deletion first."""
        query = "SELECT * FROM jobs WHERE owner = ? AND deleted IS NOT NULL ORDER BY deleted DESC"
        return [_job(row) for row in self._run(query, [owner])]

    def deleted_before(self, moment: float) -> list[Job]:
        """Jobs that were deleted before a moment."""
        return [_job(row) for row in self._run("SELECT * FROM jobs WHERE deleted <= ?", [moment])]

    def mark_deleted(self, job: str, moment: float | None) -> None:
        """Records the moment of a job's deletion; None undoes it."""
        self._run("UPDATE jobs SET deleted = ? WHERE id = ?", [moment, job])

    def describe(self, job: str, title: str, remark: str) -> None:
        """Stores the name and the remark that a job's owner gives it."""
        self._run("UPDATE jobs SET title = ?, remark = ? WHERE id = ?", [title, remark, job])

    def in_state(self, state: JobState) -> list[Job]:
        """All jobs in a state, the oldest first."""
        query = "SELECT * FROM jobs WHERE state = ? ORDER BY created, id"
        return [_job(row) for row in self._run(query, [state])]

    def finished_before(self, moment: float) -> list[Job]:
        """Jobs that ended before a moment."""
        query = "SELECT * FROM jobs WHERE finished < ? AND state IN ('done','cancelled','failed')"
        return [_job(row) for row in self._run(query, [moment])]

    def counts(self) -> dict[str, int]:
        """State → number of jobs."""
        query = "SELECT state, COUNT(*) FROM jobs WHERE deleted IS NULL GROUP BY state"
        return dict(tuple(row) for row in self._run(query))

    def oldest_waiting(self) -> float | None:
        """The arrival of the job that has waited longest; None if none waits."""
        query = "SELECT MIN(created) FROM jobs WHERE state = 'queued' AND deleted IS NULL"
        moment = self._run(query)[0][0]
        return None if moment is None else float(moment)

    def waiting(self, owner: str) -> int:
        """The number of waiting jobs of an owner."""
        query = "SELECT COUNT(*) FROM jobs WHERE state = 'queued' AND owner = ? AND deleted IS NULL"
        return int(self._run(query, [owner])[0][0])

    def position(self, job: Job) -> int:
        """The place of a waiting job in the queue, from 1; 0 if it does not wait."""
        now = time.monotonic()
        if now - self._ordered > _FRESH:
            self._order = {one: place for place, one in enumerate(self._queue(), 1)}
            self._ordered = now
        return self._order.get(job.id, 0)

    def _queue(self) -> Iterator[str]:
        """Yields the waiting jobs in the order in which they will run: begun ones, then fairly."""
        turns = Turns()
        query = "SELECT client, owner, SUM(state = 'running'), MAX(started) FROM jobs GROUP BY 1, 2"
        for client, owner, under_way, last in self._run(query):
            turns.note((client, owner), under_way, last or 0.0)
        query = (
            "SELECT id, client, owner, attempts FROM jobs WHERE state = 'queued' "
            "AND deleted IS NULL ORDER BY created, id"
        )
        waiting = self._run(query)
        yield from (row["id"] for row in waiting if row["attempts"])
        fresh = [(r["id"], (r["client"], r["owner"])) for r in waiting if not r["attempts"]]
        yield from in_turn(fresh, turns)

    def stored(self) -> int:
        """The bytes of all jobs in the list."""
        return int(self._run("SELECT COALESCE(SUM(size), 0) FROM jobs")[0][0])

    def claim(self, now: float) -> Job | None:
        """Takes the next waiting job in order to run it; no other caller gets the same one."""
        for job in self._queue():
            rows = self._run(
                "UPDATE jobs SET state = 'running', started = ?, attempts = attempts + 1 "
                "WHERE id = ? AND state = 'queued' AND deleted IS NULL RETURNING *",
                [now, job],
            )
            if rows:
                return _job(rows[0])
        return None

    def hand_back(self, job: str, *, counted: bool) -> None:
        """Returns a job without a worker to the queue; `counted` says whether it was an attempt."""
        self._run(
            "UPDATE jobs SET state = 'queued', attempts = attempts - ? "
            "WHERE id = ? AND state = 'running'",
            [0 if counted else 1, job],
        )

    def finish(
        self,
        job: str,
        state: JobState,
        now: float,
        *,
        message: Phrase = NO_MESSAGE,
        headline: Mapping[str, Any] | None = None,
        size: int = 0,
    ) -> bool:
        """Stores a job's end; False if it had already ended or was deleted."""
        return bool(
            self._run(
                "UPDATE jobs SET state = ?, finished = ?, message = ?, headline = ?, "
                "size = size + ? WHERE id = ? AND state IN ('queued', 'running') RETURNING id",
                [state, now, _noted(message), json.dumps(headline or {}), size, job],
            )
        )

    def take_up(self, job: str) -> bool:
        """Returns an ended job to the queue, to end at once with its best plan."""
        return bool(
            self._run(
                "UPDATE jobs SET state = 'queued', cancel = 1, finished = NULL "
                "WHERE id = ? AND state IN ('failed', 'cancelled') RETURNING id",
                [job],
            )
        )

    def ask_to_cancel(self, job: str) -> None:
        """Stores the request to stop a job."""
        self._run("UPDATE jobs SET cancel = 1 WHERE id = ?", [job])

    def is_cancelled(self, job: str) -> bool:
        """Whether a job has to stop, because of a request or its deletion."""
        rows = self._run("SELECT cancel OR deleted IS NOT NULL FROM jobs WHERE id = ?", [job])
        return not rows or bool(rows[0][0])

    def spend(self, job: str, seconds: float) -> None:
        """Stores how long a job has searched."""
        self._run("UPDATE jobs SET spent = ? WHERE id = ?", [seconds, job])

    def delete(self, job: str) -> None:
        """Removes a job from the list."""
        self._run("DELETE FROM events WHERE job = ?", [job])
        self._run("DELETE FROM jobs WHERE id = ?", [job])

    def note(self, job: str, kind: str, now: float, data: Mapping[str, Any]) -> None:
        """Appends an event."""
        self._run(
            "INSERT INTO events (job, kind, at, data) VALUES (?, ?, ?, ?)",
            [job, kind, now, json.dumps(data)],
        )

    def events(self, job: str, after: int = 0) -> list[JobEvent]:
        """A job's events after a number, oldest first."""
        query = "SELECT * FROM events WHERE job = ? AND seq > ? ORDER BY seq"
        return [_event(row) for row in self._run(query, [job, after])]

    def latest(self, job: str, kind: str) -> JobEvent | None:
        """The last event of a kind."""
        query = "SELECT * FROM events WHERE job = ? AND kind = ? ORDER BY seq DESC LIMIT 1"
        rows = self._run(query, [job, kind])
        return _event(rows[0]) if rows else None

    def _run(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        if not query.startswith("SELECT"):
            self._ordered = -_FRESH
        try:
            with self._lock:
                return self._base.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _failure(self, error: sqlite3.Error) -> StoreError:
        text = str(error)
        if "readonly" in text or "unable to open" in text:
            remedy = phrase("make its folder writable or choose another with --data-dir")
        elif "malformed" in text or "not a database" in text:
            remedy = phrase(
                "the file is damaged: move it away, and the list is made anew at the next start "
                "from what lies in the folders of the jobs"
            )
        elif "full" in text:
            remedy = phrase("make room on the disk")
        else:
            remedy = phrase("see whether another program holds it")
        return StoreError(
            phrase(
                "{file}: {reason}; {remedy}", file=self._path, reason=verbatim(text), remedy=remedy
            )
        )


def _noted(message: Phrase) -> str:
    """A message as the list stores it, with all that other languages need."""
    return json.dumps(as_data(message)) if message else ""


def _told(noted: str) -> Phrase:
    """The message; older releases' lists have it in English only."""
    return of_data(json.loads(noted) if noted.startswith('{"') else noted)


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    for name in _JSON:
        values[name] = json.loads(values[name])
    values["message"] = _told(values["message"])
    values["cancel"] = bool(values["cancel"])
    return Job(**values)


def _event(row: sqlite3.Row) -> JobEvent:
    return JobEvent(seq=row["seq"], kind=row["kind"], at=row["at"], data=json.loads(row["data"]))
