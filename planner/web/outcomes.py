"""What became of the files of an upload, remembered so that its page can be asked for again."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.web.store import Job

_MOST_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOutcome:
    """What became of one file: a job, the issues it was refused for, or why it was not looked at.

    Args:
        status: As HTTP tells it.
        reading: Where its reading can be mended, see `planner.web.readings`.
    """

    name: str
    status: int
    job: Job | None = None
    issues: Sequence[Mapping[str, str]] = ()
    text: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The outcomes of one form, and the options chosen in it."""

    owner: str
    outcomes: Sequence[JobOutcome]
    options: Mapping[str, Any]

    @property
    def good(self) -> bool:
        """Whether all files became jobs."""
        return all(one.job is not None for one in self.outcomes)


class Uploads:
    """The latest uploads that were not all good, so that their page can be asked for again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()

    def keep(self, upload: Upload) -> str:
        """Remember an upload; by what it is found again."""
        key = secrets.token_hex(16)
        self._kept[key] = upload
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return key

    def get(self, key: str, owner: str) -> Upload | None:
        """An upload of this owner's that is still known."""
        found = self._kept.get(key)
        return found if found is not None and found.owner == owner else None
