"""Which dates still bind: those that the status date has not passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.checks.task_faults import constraint_field
from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Constraint, Settings, Task, end_of
from planner.translate.meaning import BY_START
from planner.translate.task_dates import Bound, Window
from planner.worktime.grid import Grid
from planner.worktime.moments import moment

_LATEST = (Constraint.SNLT, Constraint.FNLT, Constraint.MSO, Constraint.MFO)


@dataclass(kw_only=True)
class OpenDates:
    """Takes out of tasks the dates that cannot or need not hold any more; `issues` tells which."""

    settings: Settings
    _passed: dict[tuple[str, Constraint], tuple[Task, datetime]] = field(default_factory=dict)

    def of(self, tasks: Sequence[Task], *, begun: bool) -> list[Task]:
        """The tasks with the dates that still bind the first of them.

        Args:
            tasks: A task and the summaries above it.
            begun: Whether it has started, so that nothing binds its start any more.
        """
        return [self._open(task, begun=begun) for task in tasks]

    def release(self, window: Window, task: Task, grid: Grid, *, begun: bool) -> Window:
        """The window of a task that starts, or goes on, not before the status date."""
        status = self.settings.status
        if status is None:
            return window
        field_name, when = "status_date", status
        if begun and task.progress.resume is not None and task.progress.resume > status:
            field_name, when = "resume", task.progress.resume
        elif not begun and self.settings.start is not None and self.settings.start > status:
            return window
        slot = grid.first_start(moment(when))
        bound = Bound(slot=slot, task=task, when=when, field=field_name)
        return replace(window, starts=(*window.starts, bound))

    def _open(self, task: Task, *, begun: bool) -> Task:
        kept = tuple(pair for pair in task.more_dates if not self._gone(task, *pair, begun=begun))
        changes: dict[str, object] = {} if kept == task.more_dates else {"more_dates": kept}
        if task.constraint_date is not None and self._gone(
            task, task.constraint, task.constraint_date, begun=begun
        ):
            changes |= {"constraint": Constraint.ASAP, "constraint_date": None}
        if begun and task.earliest_start is not None:
            changes["earliest_start"] = None
        return replace(task, **changes) if changes else task  # type: ignore[arg-type]

    def _gone(self, task: Task, kind: Constraint, when: datetime, *, begun: bool) -> bool:
        """Whether a hard date binds no more: of a start that was made, or too late to be kept."""
        if begun and kind in BY_START:
            return True
        status = self.settings.status
        if status is None or kind not in _LATEST or end_of(when) > status:
            return False
        self._passed[task.id, kind] = task, when
        return True

    def issues(self) -> Iterator[Issue]:
        """A warning for each date that passed before it was kept."""
        for (_, kind), (task, when) in self._passed.items():
            verb = phrase("started") if kind in BY_START else phrase("finished")
            yield task.source.issue(
                "date-passed",
                phrase(
                    "is not {verb}, and the status date is later; it is planned without this date",
                    verb=verb,
                ),
                constraint_field(task, kind),
                got=f"{when:%Y-%m-%d}",
                remedy=phrase("record when it was, or give it another date"),
                severity="warning",
            )
