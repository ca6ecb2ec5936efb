"""The working time in which a file counts its lags, and the setting that says so here."""

from dataclasses import dataclass
from functools import cached_property

from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.build_people import People
from planner.interchange.draft import DraftLink, DraftTask, ImportDraft
from planner.interchange.place import Report
from planner.phrase import phrase
from planner.project import ALWAYS, LAG_TIMES, LagCalendar, Unit

_OPTIONS: tuple[LagCalendar, ...] = ("project", "successor", "predecessor", "24 h")
_Calendars = tuple[tuple[str, ...], ...]
"""Hours in which at least one of these works, each of them being several calendars at once."""


@dataclass(kw_only=True)
class LagTimes:
    """Chooses one setting for all links of a file.

    The other program counts a lag on the calendar of a task; we count it in the working time of the
    people of the task. If no setting gives every link its original time, the one that does so for
    most links is taken, and the others are reported.
    """

    draft: ImportDraft
    times: ImportedWorktimes
    people: People
    report: Report

    @cached_property
    def chosen(self) -> LagCalendar:
        """The setting: the file's own, if no other fits more links."""
        own = self.draft.lag_calendar
        usual: LagCalendar = "project" if own == "task" else own
        return min(
            (usual, *_OPTIONS),
            key=lambda one: sum(not self._fits(one, before, task) for before, task in self._links),
        )

    def tell(self, link: DraftLink, before: DraftTask, task: DraftTask, name: str) -> None:
        """Say that a lag counts other hours here, if it does; `name` is the link as text."""
        if _counted(link) and not self._fits(self.chosen, before, task):
            calendar = self.times.title(self._there(before, task))
            rule = phrase(
                "the lag is counted in {lag_times}, not on the calendar {calendar}",
                lag_times=LAG_TIMES[self.chosen],
                calendar=calendar,
            )
            self.report.changed(task.place, "predecessors", rule, name)

    @cached_property
    def _links(self) -> tuple[tuple[DraftTask, DraftTask], ...]:
        """The two tasks of every link with a lag in working time."""
        tasks = {task.uid: task for task in self.draft.tasks}
        return tuple(
            (tasks[link.task], task)
            for task in self.draft.tasks
            for link in task.links
            if _counted(link) and link.task in tasks and not link.other
        )

    def _there(self, before: DraftTask, task: DraftTask) -> str:
        """The uid of the calendar that counts in the file."""
        which = self.draft.lag_calendar
        if which == "24 h":
            return ALWAYS
        owner = {"predecessor": before, "successor": task, "task": task}.get(which)
        known = owner is not None and self.times.known(owner.calendar)
        return owner.calendar if owner is not None and known else self.times.standard

    def _fits(self, option: LagCalendar, before: DraftTask, task: DraftTask) -> bool:
        """Whether a setting counts a lag in the hours in which the file does."""
        there = self._there(before, task)
        if option in ("project", "24 h"):
            return self._same(((ALWAYS if option == "24 h" else self.times.standard,),), there)
        return self._same(self._here(before if option == "predecessor" else task), there)

    def _here(self, owner: DraftTask) -> _Calendars:
        """When people work on a task, or the task itself goes on."""
        if owner.kind != "task" or owner.milestone or not owner.duration:
            return ((self.times.standard,),)
        known = self.times.known(owner.calendar)
        own = (owner.calendar,) if known and owner.calendar != self.times.standard else ()
        workers = tuple(dict.fromkeys(self.people.hours(owner)))
        if any(one.role for one in owner.assignments) or not workers:
            return (own or (self.times.standard,),)
        return tuple((uid, *own) for uid in workers)

    def _same(self, here: _Calendars, there: str) -> bool:
        if (here, there) not in self._known:
            self._known[here, there] = here == ((there,),) or self.times.same(here, there)
        return self._known[here, there]

    @cached_property
    def _known(self) -> dict[tuple[_Calendars, str], bool]:
        return {}


def _counted(link: DraftLink) -> bool:
    return bool(link.lag.amount) and link.lag.unit is Unit.WORK
