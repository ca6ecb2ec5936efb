"""Takes questions to finished plans and answers them one after the other."""

import json
import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from planner.phrase import phrase
from planner.web import checkpoint
from planner.web.answering import SECONDS, answer, answer_at, asked_at
from planner.web.children import Child, ProcessLimits
from planner.web.config import Config
from planner.web.folder import DataFolder
from planner.web.private import write_json
from planner.web.refusals import NotPossibleError, within
from planner.web.store import Job

LOST = phrase("the question could not be answered, ask it again")
_LONGEST = 300
"""The most characters of a question."""

_MOST = 99
"""The most questions to one plan."""

_MOST_EACH, _MOST_WAITING = 3, 30
"""The most waiting questions of one owner, and of all owners."""

_MARGIN = 240.0
"""Seconds that an answer may take beside the search itself."""

_LOOK = 0.2

_log = logging.getLogger(__name__)


class NotNowError(NotPossibleError):
    """A question cannot be accepted now."""


class Answers:
    """The questions to the plans of a data folder."""

    def __init__(self, config: Config, folder: DataFolder) -> None:
        self._config, self._folder = config, folder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, int], str] = {}
        self._closing = False

    def can(self, job: Job) -> bool:
        """Whether the job has a plan that can answer questions."""
        return job.planned and (self._folder.job(job.id) / checkpoint.NAME).is_file()

    def ask(self, job: Job, question: str) -> int:
        """Accepts a question to a plan and returns its number.

        Raises:
            NotNowError: if it is empty, or too many questions wait.
            TooLongError: if it is too long.
            OSError: if it cannot be written to disk.
        """
        text = within(" ".join(question.split()), _LONGEST)
        if not text or not self.can(job):
            raise NotNowError(phrase("there is no question, or no plan that can be asked"))
        folder = self._folder.job(job.id)
        with self._lock:
            owners = list(self._waiting.values())
            if len(owners) >= _MOST_WAITING or owners.count(job.owner) >= _MOST_EACH:
                raise NotNowError(
                    phrase("too many questions wait, ask again when some are answered")
                )
            number = len(list(folder.glob("asked-*.json"))) + 1
            if number > _MOST:
                raise NotNowError(phrase("this plan was asked too often, plan it again to go on"))
            write_json(asked_at(folder, number), {"question": text, "at": time.time()})
            self._waiting[job.id, number] = job.owner
        self._pool.submit(self._answer, job, number)
        return number

    def of(self, job: Job) -> list[dict[str, Any]]:
        """The questions to a plan with their answers, the latest first.

        ``waits`` is the number of seconds since the question, None once it is answered.
        """
        folder, found = self._folder.job(job.id), list[dict[str, Any]]()
        for number in range(1, len(list(folder.glob("asked-*.json"))) + 1):
            asked = _read(asked_at(folder, number))
            pending = (job.id, number) in self._waiting
            told = _read(answer_at(folder, number)) or {"possible": None, "text": LOST}
            if pending:
                told = {"possible": None, "text": ""}
            waits = max(0.0, time.time() - asked.get("at", 0.0)) if pending else None
            question = asked.get("question", "")
            found.append({"lines": [], "proved": False, **told, "question": question,
                          "waits": waits})  # fmt: skip
        return found[::-1]

    def close(self) -> None:
        """Stops; questions without an answer have to be asked again."""
        self._closing = True
        self._pool.shutdown(cancel_futures=True)

    def _answer(self, job: Job, number: int) -> None:
        limits = ProcessLimits(memory=self._config.memory, cpu=int(SECONDS + _MARGIN))
        try:
            child = Child(answer, (self._config, job, number), limits)
            until = time.monotonic() + SECONDS + _MARGIN
            while not child.ended(_LOOK):
                if self._closing or time.monotonic() > until:
                    child.end(now=True)
        except OSError:
            _log.exception("a question could not be answered")
        finally:
            with self._lock:
                del self._waiting[job.id, number]


def _read(path: Any) -> Mapping[str, Any]:
    """A stored file; empty if it is missing or unreadable."""
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        return found if isinstance(found, dict) else {}
    return {}
