"""Durations and calendars of the tasks of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.build_people import People
from planner.interchange.draft import DraftTask, ImportDraft
from planner.interchange.place import Report
from planner.phrase import phrase

_WEEK = 7 * 1440
_TOLERANCE = 1


class Size(NamedTuple):
    """Working minutes, and the calendar they are counted on ("" is the project's)."""

    minutes: int
    calendar: str


@dataclass(kw_only=True)
class Sizes:
    """Sizes the tasks; `longer` collects those that take longer here than in the file.

    Args:
        draft: The file.
        times: Its calendars.
        people: Its resources.
        ids: By uid the id of every task that is planned.
        report: Takes what means something else here.
    """

    draft: ImportDraft
    times: ImportedWorktimes
    people: People
    ids: Mapping[str, str]
    report: Report
    longer: list[DraftTask] = field(default_factory=list)

    @cached_property
    def of(self) -> Mapping[str, Size]:
        """The size of each task that has one, by uid."""
        planned = (one for one in self.draft.tasks if one.uid in self.ids)
        return {one.uid: self._size(one) for one in planned if one.kind == "task"}

    def _size(self, one: DraftTask) -> Size:
        """Working minutes of a task, and its calendar."""
        calendar = self.times.of_task(one.calendar) or self._project_calendar(one)
        if one.duration is None:
            return Size(self._between(one), calendar)
        minutes = round(max(0.0, one.duration))
        if one.expected_finish is not None and not one.actual_start and minutes:
            minutes = self.until_expected(one, minutes)
        if one.elapsed and minutes:
            return self._elapsed(one, minutes)
        pauses = tuple(self._pauses(one))
        if pauses and minutes:
            calendar = self._paused(one, pauses, calendar)
        elif minutes:
            minutes = self._attended(one, minutes)
        if one.milestone and minutes:
            rule = phrase("a milestone that takes time is planned as a task")
            self.report.changed(one.place, "duration", rule, f"{minutes / 60:g} h")
        return Size(minutes, calendar)

    def _attended(self, one: DraftTask, minutes: int) -> int:
        """The time that each person works on a task of `minutes`.

        In the other program its duration is the time in which anybody works on it; here each works
        for all of it at times of their own. If that takes longer, because of leave or shifts, it is
        the time that all of them have in common from its start to its finish.
        """
        if one.start is None or one.finish is None or one.actual_start is not None:
            return minutes
        own = (one.calendar,) if self.times.known(one.calendar) else ()
        base = own[0] if own else self.times.standard
        hours = {uid for uid in self.people.hours(one) if not self.times.within(base, uid)}
        there = [self.times.between_all((uid, *own), one.start, one.finish) for uid in hours]
        least = min(there, default=minutes)
        if least >= minutes - _TOLERANCE:
            return minutes
        found = max(least, self.people.longest(one, minutes))
        rule = phrase(
            "each of its people works {found:g} h, as they are there from start to finish",
            found=found / 60,
        )
        if found > least + _TOLERANCE:
            self.longer.append(one)
            rule = phrase(
                "takes longer, since its people work at different times and each for all of it"
            )
        self.report.changed(one.place, "duration", rule, f"{minutes / 60:g} h")
        return found

    def until_expected(self, one: DraftTask, minutes: int) -> int:
        """The rest of a task that is to finish on a day, in place of `minutes`."""
        start, finish = one.rest_start or one.start, one.expected_finish
        calendar = one.calendar if self.times.known(one.calendar) else self.times.standard
        if start is None or finish is None or one.actual_finish is not None:
            return minutes
        found = self.times.between(calendar, start, finish) if start < finish else 0
        if not found:
            rule = phrase("does not count, since it lies before what is left can begin")
            self.report.changed(one.place, "expected_finish", rule, f"{finish:%Y-%m-%d}")
            return minutes
        if found != minutes:
            rule = phrase(
                "what is left takes {found:g} h, which is until then from {start:%Y-%m-%d}",
                found=found / 60,
                start=start,
            )
            self.report.changed(one.place, "expected_finish", rule, f"{finish:%Y-%m-%d}")
        return found

    def _paused(
        self, one: DraftTask, pauses: tuple[tuple[datetime, datetime], ...], calendar: str
    ) -> str:
        """A calendar of its own for a task that was split; `calendar` where its people differ."""
        got = "; ".join(f"{first:%Y-%m-%d} to {last:%Y-%m-%d}" for first, last in pauses)
        works_by = {one.calendar} if one.calendar else set(self.people.calendars(one))
        base = works_by.pop() if len(works_by) == 1 else self.times.standard
        if not all(self.times.within(uid, base) for uid in works_by):
            rule = phrase("is planned in one piece, since its people work at different times")
            self.report.changed(one.place, "split", rule, got)
            return calendar
        rule = phrase("pauses on these dates, by a calendar of its own, wherever it is moved")
        self.report.changed(one.place, "split", rule, got)
        return self.times.with_pauses(base, pauses, self.ids[one.uid])

    def _project_calendar(self, one: DraftTask) -> str:
        """The project's calendar, where people who work at other times are to keep to it."""
        standard = self.times.standard
        meant = self.draft.common if not one.calendar else one.calendar == standard
        if meant and self.people.beyond(one, standard):
            return self.times.name(standard)
        return ""

    def _elapsed(self, one: DraftTask, minutes: int) -> Size:
        """Time on the wall clock: on a calendar that never stops, or of people by their hours."""
        shown = f"{minutes / 1440:g} elapsed days"
        if not any(found.resource or found.role for found in one.assignments):
            rule = phrase("runs on day and night, by a calendar that never stops")
            self.report.changed(one.place, "duration", rule, shown)
            return Size(minutes, self.times.whole_days())
        worked = round(minutes * self.times.weekly() / _WEEK)
        rule = phrase(
            "its people work {worked:g} h in that time, which is planned", worked=worked / 60
        )
        self.report.changed(one.place, "duration", rule, shown)
        return Size(worked, "")

    def _between(self, one: DraftTask) -> int:
        """The working time between the dates of a task that has no duration, or else a day."""
        if one.start and one.finish and one.finish >= one.start:
            rule = phrase("the working time from its start to its finish is taken")
            self.report.changed(one.place, "duration", rule)
            known = self.times.known(one.calendar)
            calendar = one.calendar if known else self.times.standard
            return self.times.between(calendar, one.start, one.finish)
        self.report.changed(one.place, "duration", phrase("has none; one day is taken"))
        return round(self.draft.minutes_per_day)

    def _pauses(self, one: DraftTask) -> Iterator[tuple[datetime, datetime]]:
        """The interruptions in which its calendar and those of its people work."""
        calendars = {one.calendar or self.times.standard, *self.people.calendars(one)}
        for first, last in one.pauses:
            if all(self.times.between(uid, first, last) for uid in calendars):
                yield first, last
