"""Links of a file as dependencies here, and what waits for tasks of other files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from planner.interchange.build_lags import LagTimes
from planner.interchange.draft import DraftLink, DraftTask, ImportDraft
from planner.interchange.place import Report
from planner.phrase import phrase
from planner.project import Dependency, Unit


class Blocked(NamedTuple):
    """Until when a task waits for something outside, and for what."""

    until: datetime | None
    by: str


@dataclass(kw_only=True)
class Links:
    """Makes the dependencies of tasks.

    Args:
        draft: The file.
        lags: In whose time its lags are counted.
        ids: By uid the id of every task that is planned.
        report: Takes what becomes of links that mean something else here.
    """

    draft: ImportDraft
    lags: LagTimes
    ids: Mapping[str, str]
    report: Report

    @cached_property
    def _tasks(self) -> Mapping[str, DraftTask]:
        return {task.uid: task for task in self.draft.tasks}

    def of(self, task: DraftTask) -> Iterator[Dependency]:
        """The links of a task to tasks that are planned."""
        for link in task.links:
            other = self._tasks.get(link.task)
            if link.other or (other and other.kind == "external"):
                continue
            if task.uid in self._along(other) or link.task in self._along(task):
                continue
            if link.task not in self.ids:
                self._tell_lost(task, link, other)
            elif self._inside(task.uid, link.task) or self._inside(link.task, task.uid):
                rule = phrase("a link between a summary and a task of its own is left out")
                self.report.lost(task.place, "predecessors", rule, self.ids[link.task])
            else:
                if other is not None:
                    shown = f"{self.ids[link.task]}{link.kind}{link.lag.amount / 60:+g} h"
                    self.lags.tell(link, other, task, shown)
                yield Dependency(task=self.ids[link.task], kind=link.kind, lag=link.lag)

    def _along(self, task: DraftTask | None) -> tuple[str, ...]:
        """What a level of effort runs along with, by the links that say so."""
        return task.spans if task is not None and task.kind == "effort" else ()

    def _inside(self, uid: str, above: str) -> bool:
        """Whether a task stands under a summary, or is it."""
        seen: set[str] = set()
        while uid and uid not in seen:
            if uid == above:
                return True
            seen.add(uid)
            uid = self._tasks[uid].parent if uid in self._tasks else ""
        return False

    def _tell_lost(self, task: DraftTask, link: DraftLink, other: DraftTask | None) -> None:
        got = other.name if other else f"number {link.task}"
        why = (
            phrase("waits for what is not planned")
            if other
            else phrase("waits for what is not in the file")
        )
        self.report.lost(
            task.place, "predecessors", phrase("the link is left out: it {why}", why=why), got
        )

    def blocked(self, task: DraftTask) -> Blocked:
        """The blocker of a task outside of the file."""
        found: list[tuple[datetime | None, str]] = []
        for link in task.links:
            other = self._tasks.get(link.task)
            if link.other or (other and other.kind == "external"):
                found.append(self._outside(task, link, other))
        dates = [when for when, _ in found if when]
        return Blocked(max(dates, default=None), "; ".join(text for _, text in found))

    def _outside(
        self, task: DraftTask, link: DraftLink, other: DraftTask | None
    ) -> tuple[datetime | None, str]:
        name = (other.name if other else "") or link.other or f"task {link.task}"
        when = None
        if other is not None and link.kind[1] == "S":
            when = other.finish if link.kind[0] == "F" else other.start
        if when is None:
            self.report.lost(
                task.place, "predecessors", phrase("waits for another file; no date is known"), name
            )
            return None, name
        day = self.draft.minutes_per_day
        amount = 0.0 if link.lag.unit.percent else link.lag.amount
        if link.lag.unit is Unit.WORK and self.draft.lag_calendar != "24 h":
            amount = amount / day * 1440
        when += timedelta(minutes=round(amount))
        rule = phrase(
            "waits until {when:%Y-%m-%d} for a task of another file, whatever becomes of that",
            when=when,
        )
        self.report.changed(task.place, "predecessors", rule, name)
        return when, name
