"""The fields that are known while those of the other columns are guessed."""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.language.text import key
from planner.reading.profile import ColumnProfile

FEWEST = 2
MOST = 0.85
HINTED = "blocked_by"
"""A column that holds predecessors if its cells refer to other rows, and words otherwise."""
CODE = re.compile(r"[^\W\d_]{1,8}|[^\W\d_]{0,8}[-_.#]?\d[\w.-]{0,12}")


@dataclass(frozen=True, kw_only=True)
class KnownFields:
    """The columns of a table, and those that have a field.

    `bare` marks a table without a header, where the cells decide everything.
    """

    every: Mapping[int, ColumnProfile]
    taken: dict[str, int]
    closed: frozenset[int]
    bare: bool
    headers: Mapping[int, str] = dataclasses.field(default_factory=dict)

    @property
    def free(self) -> list[ColumnProfile]:
        """The columns without a known field, from the left."""
        busy = self.closed | {column for name, column in self.taken.items() if name != HINTED}
        return [one for column, one in self.every.items() if column not in busy and one.count]

    @property
    def targets(self) -> set[str]:
        """What cells of other columns may refer to: IDs, codes and positions."""
        rows = max((one.rows for one in self.every.values()), default=0)
        found = {str(number) for number in range(1, rows + 1)}
        for field in ("id", "wbs"):
            one = self.every.get(self.taken.get(field, 0))
            found |= set(map(key, one.texts)) if one else set()
        names = self.every.get(self.taken.get("name", 0))
        return found | (set(map(key, names.texts)) if names else set())


Guess = Callable[[KnownFields], Iterator[tuple[ColumnProfile, str, str]]]


def mostly(one: ColumnProfile, kind: str) -> bool:
    """Whether enough cells of a column are of this kind."""
    return one.count >= FEWEST and one.kinds[kind] >= MOST


def counts_up(one: ColumnProfile) -> bool:
    """Whether the cells number the rows."""
    return one.distinct == 1 and one.count > FEWEST and one.numbers == sorted(one.numbers)
