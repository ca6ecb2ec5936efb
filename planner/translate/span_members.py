"""Summaries and their leaves, and who may be meant by a scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.checks.spans import spanned
from planner.project import Task

_NAMES = ("wbs", "id", "name")
"""What a scope may be of a task, the first that fits."""


@dataclass(frozen=True, kw_only=True)
class Structure:
    """The tree of a project's tasks; everything by position in `tasks`."""

    tasks: tuple[Task, ...]

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each id stands."""
        return {task.id: k for k, task in enumerate(self.tasks)}

    @cached_property
    def parents(self) -> tuple[int | None, ...]:
        """The summary each task stands under."""
        return tuple(self.position.get(task.parent) for task in self.tasks)

    @cached_property
    def leaves(self) -> dict[int, tuple[int, ...]]:
        """For each summary the tasks below it, at any depth, that are not summaries."""
        below: dict[int, list[int]] = defaultdict(list)
        for k, task in enumerate(self.tasks):
            if not task.summary:
                for summary in self.above(k):
                    below[summary].append(k)
        return {k: tuple(below[k]) for k, task in enumerate(self.tasks) if task.summary}

    @cached_property
    def spanned(self) -> Mapping[int, tuple[int, ...]]:
        """What each summary, and each task that spans others, runs with; see `checks.spans`."""
        return spanned(self.tasks)

    def above(self, k: int) -> list[int]:
        """The summaries above a task, the nearest first."""
        found: list[int] = []
        parent = self.parents[k]
        while parent is not None and parent not in found and parent != k:
            found.append(parent)
            parent = self.parents[parent]
        return found

    def inherited(self, k: int) -> list[Task]:
        """The task and the summaries above it."""
        return [self.tasks[k], *(self.tasks[above] for above in self.above(k))]

    def scoped(self, name: str) -> Task | None:
        """The task that a scope names, in the order of `scope`; None if only those under it do."""
        wanted = name.strip()
        for field in _NAMES:
            found = next((task for task in self.tasks if getattr(task, field) == wanted), None)
            if found or (field == "wbs" and any(_under(wanted, task) for task in self.tasks)):
                return found
        return None

    def scope(self, name: str) -> tuple[int, ...]:
        """Leaves of the phase of this WBS, or else of this id, or else of this name.

        By WBS also those numbered under it. In that order, because a 4 may be phase 4 and also
        the id of the fourth row.
        """
        wanted = name.strip()
        for field in _NAMES:
            found: set[int] = set()
            for k, task in enumerate(self.tasks):
                if getattr(task, field) == wanted:
                    found.update(self.leaves.get(k, (k,)))
                elif field == "wbs" and _under(wanted, task):
                    found.add(k)
            if found:
                return tuple(sorted(found))
        return ()


def _under(wbs: str, task: Task) -> bool:
    """Whether a task, no summary, is numbered under a WBS."""
    return task.wbs.startswith(f"{wbs}.") and not task.summary
