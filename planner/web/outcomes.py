"""Remembers the outcomes of an upload's files, so that their page can be shown again."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.web.store import Job

_MOST_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOutcome:
    """The outcome of one file: a job, the issues of a refusal, or why it was not read.

    Args:
        status: The HTTP status.
        reading: The address where its reading can be corrected, see `planner.web.readings`.
    """

    name: str
    status: int
    job: Job | None = None
    issues: Sequence[Mapping[str, str]] = ()
    text: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The outcomes of one form, and the options in it."""

    owner: str
    outcomes: Sequence[JobOutcome]
    options: Mapping[str, Any]

    @property
    def good(self) -> bool:
        """Whether all files became jobs."""
        return all(one.job is not None for one in self.outcomes)


class Uploads:
    """The latest uploads with any refused file, so that their page can be shown again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()

    def keep(self, upload: Upload) -> str:
        """Remembers an upload; returns its key."""
        key = secrets.token_hex(16)
        self._kept[key] = upload
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return key

    def get(self, key: str, owner: str) -> Upload | None:
        """An upload of this owner, None if it is forgotten."""
        found = self._kept.get(key)
        return found if found is not None and found.owner == owner else None
