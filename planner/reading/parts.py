"""Reads every kind of sheet with its reader and collects the contents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import TypeVar

from planner.choice import Choice
from planner.errors import Issue
from planner.language.text import first_few, key
from planner.phrase import Phrase, phrase
from planner.project import (
    Budget,
    DayOff,
    Delivery,
    Meeting,
    Resource,
    Settings,
    Source,
    Task,
    WorkWeek,
)
from planner.reading.assignments import with_assignments
from planner.reading.assume import project_start, with_default
from planner.reading.baselines import column_baselines, with_baselines
from planner.reading.cells import Book
from planner.reading.chained_days import with_chained_finishes
from planner.reading.date_order import date_order, recorded_days
from planner.reading.dates import Order
from planner.reading.derive import (
    in_working_time,
    say_longer,
    with_durations,
    with_own_day,
    with_worked_days,
    worktime_of,
)
from planner.reading.durations import TimeUnits
from planner.reading.elapsed import with_always
from planner.reading.finding import Tables
from planner.reading.formula_links import started_by_formula
from planner.reading.leave import read_leave, read_own_leave
from planner.reading.links import with_links
from planner.reading.material_sheets import read_deliveries, read_materials, with_materials
from planner.reading.meetings import ahead, read_meetings
from planner.reading.memory import first_start, saved_baselines
from planner.reading.own_times import OwnTimes
from planner.reading.public import public_holidays
from planner.reading.resources import (
    read_budgets,
    read_holidays,
    read_resources,
    read_weeks,
    with_exceptions,
)
from planner.reading.row_ids import ids_elsewhere
from planner.reading.settings import Title, read_title
from planner.reading.several import one_after_the_other
from planner.reading.tables import Log, Table
from planner.reading.task_tables import first_drawn
from planner.reading.tasks import read_tasks
from planner.reading.terms import Terms
from planner.reading.timesheet import read_timesheet
from planner.reading.title_dates import first_of_two_days
from planner.reading.work_over_dates import say_shorter, with_work_spread
from planner.schema.columns import TASKS
from planner.schema.day_sheets import CALENDARS, HOLIDAYS, LEAVE, MEETINGS
from planner.schema.link_sheets import ASSIGNMENTS, LINKS
from planner.schema.material_columns import DELIVERIES, MATERIALS
from planner.schema.people_sheets import BUDGETS, PEOPLE
from planner.schema.progress_columns import TIMESHEET
from planner.schema.schema import SheetKind
from planner.tracking.records import Baseline, TimesheetEntry
from planner.worktime.working_time import default_days

_T = TypeVar("_T")
_FIRST_ROWS = 20
_RECORDED = {"actual_start": "Actual Start", "actual_finish": "Actual Finish"}
"""Fields of what happened, whose earliest day is the start where nothing else is."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The contents of all sheets, not yet combined."""

    settings: Settings
    start: datetime | None
    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...]
    weeks: tuple[WorkWeek, ...]
    days_off: tuple[DayOff, ...] = ()
    meetings: tuple[Meeting, ...] = field(default=())
    budgets: tuple[Budget, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    timesheet: tuple[TimesheetEntry, ...] = ()
    baselines: tuple[Baseline, ...] = ()


class PartsReader:
    """Reads the tables of a workbook; its notes go to `log`."""

    def __init__(self, book: Book, tables: Tables, choice: Choice, log: Log) -> None:
        self.book, self.tables, self.log = book, tables, log
        self._choice = choice

    def parts(self) -> Parts:
        """The contents of all sheets."""
        calendars = self.tables.by_kind[CALENDARS.name]
        weeks = [week for table in calendars for week in read_weeks(table)]
        settings = with_own_day(self.tables.settings, weeks, self.log)
        weeks = weeks or [standard_week(settings)]
        times = OwnTimes(weeks=weeks)
        resources, listed = self._resources(times)
        terms = self._terms(settings, resources, weeks[0])
        tasks = self._tasks(terms, resources, listed=listed)
        holidays = self._each(HOLIDAYS, read_holidays)
        known = {name for one in resources for name in (one.name, *one.groups)}
        leave = self._each(LEAVE, lambda table, order: read_leave(table, order, known))
        leave += self._each(PEOPLE, read_own_leave)
        tasks = with_chained_finishes(tasks, round(terms.clock.day))
        weeks = self._exceptional(weeks, tasks, (*holidays, *leave), times)
        meetings = self._each(
            MEETINGS, lambda table, order: read_meetings(table, order, terms.clock, resources)
        )
        start = self._start(tasks)
        tasks = (*tasks, *ahead(meetings, tasks, start))
        holidays += self._public(settings, start, holidays)
        return Parts(
            settings=settings,
            start=start,
            tasks=self._sized(tasks, weeks[0], holidays, terms.clock),
            resources=tuple(resources),
            weeks=with_always(weeks, tasks, holidays),
            days_off=(*holidays, *leave),
            meetings=tuple(one for one in meetings if isinstance(one, Meeting)),
            deliveries=tuple(
                self._each(DELIVERIES, lambda t, order: read_deliveries(t, order, resources))
            ),
            budgets=tuple(self._each(BUDGETS, read_budgets)),
            baselines=self._baselines(tasks, terms.clock),
            timesheet=tuple(
                self._each(
                    TIMESHEET,
                    lambda t, order: read_timesheet(t, tasks, resources, order, terms.clock),
                )
            ),
        )

    def _baselines(self, tasks: Sequence[Task], clock: TimeUnits) -> tuple[Baseline, ...]:
        told = self.tables.by_kind[TASKS.name]
        columns = column_baselines(told, tasks, self.tables.order, clock)
        return with_baselines(columns, saved_baselines(self.book))

    def _each(self, kind: SheetKind, read: Callable[[Table, Order], Iterable[_T]]) -> list[_T]:
        """The contents of all tables of a kind; dates in the order of the workbook or the table."""
        return [
            one
            for table in self.tables.by_kind[kind.name]
            for one in read(table, self._order(table))
        ]

    def _order(self, table: Table) -> Order:
        """The order of day and month in the workbook's dates, or else in the table's."""
        return self.tables.order or date_order(table)

    def _resources(self, times: OwnTimes) -> tuple[list[Resource], bool]:
        """People and materials, and whether any sheet lists them."""
        people = self._each(PEOPLE, lambda table, order: read_resources(table, order, times))
        stocked = (m for t in self.tables.by_kind[MATERIALS.name] for m in read_materials(t))
        return with_materials(people, stocked), bool(people)

    def _terms(self, settings: Settings, resources: Sequence[Resource], week: WorkWeek) -> Terms:
        return Terms(
            clock=clock(settings, self.tables.language),
            order=self.tables.order,
            days_per_point=self.tables.told.days_per_point or self.title.days_per_point,
            start=self._told_start() or self._choice.otherwise,
            start_assumed=self._told_start() is None,
            unit=self._choice.unit,
            paid=any(one.rate.amount or one.cost_per_use for one in resources),
            weekly=week.minutes,
        )

    def _exceptional(
        self,
        weeks: Sequence[WorkWeek],
        tasks: Sequence[Task],
        days_off: Sequence[DayOff],
        times: OwnTimes,
    ) -> list[WorkWeek]:
        """The calendars with exceptional days and hours, and the calendars of single people."""
        found = list(weeks)
        for table in self.tables.by_kind[HOLIDAYS.name]:
            found = list(with_exceptions(found, table, self._order(table)))
        found += times.calendars(found)
        if not self.tables.by_kind[CALENDARS.name]:
            found[0] = with_worked_days(found[0], tasks, days_off, self.log)
        return found

    def _public(
        self, settings: Settings, start: datetime | None, holidays: Sequence[DayOff]
    ) -> list[DayOff]:
        """The public holidays of the country in the settings, except those in the workbook."""
        if start is None:
            return []
        public = public_holidays(settings, start)
        listed = {day.start for day in holidays if day.start == day.finish}
        self.log.issues += public.issues
        return [day for day in public.days if day.start not in listed]

    def _tasks(self, terms: Terms, resources: list[Resource], *, listed: bool) -> tuple[Task, ...]:
        """The tasks of all sheets; the names in them join the resources.

        `listed` says whether some sheet lists the resources.
        """
        by_kind = self.tables.by_kind
        parts: list[tuple[Table, Sequence[Task]]] = []
        others = ids_elsewhere(by_kind[TASKS.name])
        for table, elsewhere in zip(by_kind[TASKS.name], others, strict=True):
            terms = replace(terms, order=self._order(table), elsewhere=elsewhere)
            tasks, unknown = read_tasks(table, terms, resources, listed=listed)
            resources += self._strangers(unknown, table, tasks)
            parts.append((table, self._assigned(tasks, table, resources)))
        tasks = one_after_the_other(parts, self.log) if parts else ()
        for found in by_kind[LINKS.name]:
            tasks = with_links(tasks, found, terms.clock)
        return tasks

    def _sized(
        self,
        tasks: tuple[Task, ...],
        week: WorkWeek,
        holidays: Sequence[DayOff],
        clock: TimeUnits,
    ) -> tuple[Task, ...]:
        """The tasks with durations from their dates, and the default where nothing gives any."""
        tasks = in_working_time(tasks, week, holidays, clock, self.log)
        worktime = worktime_of(week, holidays)
        drawn = {t.sheet.name for t in self.tables.by_kind[TASKS.name] if _is_drawn(t)}
        tasks = with_work_spread(tasks, worktime, clock, self._worked(), self.log)
        say_shorter([t for t in tasks if t.source.sheet not in drawn], worktime, clock, self.log)
        say_longer(tasks, week, holidays, clock, self.log)
        tasks = with_durations(tasks, week, holidays, clock, self.log)
        default = self.tables.told.default_duration
        minutes = round(clock.day) if default is None else default
        return with_default(tasks, minutes, self.tables.told.default_shown or "1d", self.log)

    def _worked(self) -> set[str]:
        """The sheets whose lengths are hours or work, of people whom no sheet describes."""
        if self.tables.by_kind[PEOPLE.name]:
            return set()
        return {
            table.sheet.name
            for table in self.tables.by_kind[TASKS.name]
            if (table.unit("duration", "") == "h" and not _is_drawn(table))
            or ("work" in table.fields and "duration" not in table.fields)
        }

    def _assigned(
        self,
        tasks: tuple[Task, ...],
        table: Table,
        resources: Sequence[Resource],
    ) -> tuple[Task, ...]:
        """The tasks with the people of a sheet of assignments."""
        if not self.tables.by_kind[ASSIGNMENTS.name]:
            return tasks
        rows = {task.source.row: task.id for task in tasks}
        task_uids = {
            key(row.text("uid")): rows[row.source.row]
            for row in table.rows()
            if row.has("uid") and row.source.row in rows
        }
        by_kind = self.tables.by_kind
        people = [row for found in by_kind[PEOPLE.name] for row in found.rows()]
        people_uids = {key(row.text("uid")): row.text("name") for row in people if row.has("uid")}
        for found in by_kind[ASSIGNMENTS.name]:
            tasks = with_assignments(tasks, task_uids, resources, people_uids, found)
        return tasks

    def _strangers(
        self, names: Sequence[str], table: Table, tasks: Sequence[Task]
    ) -> Iterator[Resource]:
        """A resource for each name without a row; its units are the most that one task takes."""
        source = Source(sheet=table.sheet.name)
        most: dict[str, float] = {}
        for need in (need for task in tasks for need in task.needs):
            for name in need.names:
                most[key(name)] = max(most.get(key(name), 1), need.units)
        if names:
            shown = first_few(names, 10)
            self.log.add(
                Issue(
                    severity="info",
                    code="people-from-tasks",
                    sheet=table.sheet.name,
                    message=phrase(
                        "planned with the project's calendar and no cost, as one person each or "
                        "as many as a task takes at most, because no sheet describes them: "
                        "{shown}",
                        shown=shown,
                    ),
                )
            )
        return (
            Resource(name=name, source=source, max_units=most.get(key(name), 1)) for name in names
        )

    @cached_property
    def title(self) -> Title:
        """The title block above the tasks."""
        found = self.tables.by_kind[TASKS.name]
        if not found:
            return Title()
        title = read_title(found[0].sheet, found[0].header, self.tables.order, self.log)
        if title.start is not None or not found[0].sheet.formulas:
            return title
        rows = list(islice(found[0].rows(), _FIRST_ROWS))
        return replace(title, start=started_by_formula(found[0], rows))

    def _told_start(self) -> datetime | None:
        """The start that the user, the settings or a title give."""
        return self._choice.start or self.tables.settings.start or self.title.start

    def _start(self, tasks: Sequence[Task]) -> datetime | None:
        """The start from the user, the settings, a title block, or the earliest present start."""
        found = self.tables.by_kind[TASKS.name]
        told = self._told_start()
        if not found:
            return told
        actual = {
            caption: [day for table in found for day in recorded_days(table, field)]
            for field, caption in _RECORDED.items()
        }
        before, settings = first_start(self.book), self.tables.settings
        return project_start(
            *(told, tasks, actual, settings, self._choice, self.log, before),
            shown=lambda: self._shown_start(found),
        )

    def _shown_start(self, found: Sequence[Table]) -> tuple[datetime, Phrase] | None:
        """The first of two days in a title, or the first day of bars beside tasks, and which."""
        for table in found:
            titled = first_of_two_days(table.sheet, table.header, self.tables.order)
            if titled is not None:
                return titled, phrase("the first of the two days in its title")
            if drawn := first_drawn(table, self._choice.otherwise):
                return drawn[0], _bars_of(drawn[1])
        return None


def _bars_of(year: int) -> Phrase:
    """What the first day of bars is, whose year may be assumed."""
    if not year:
        return phrase("the first day of its bars")
    return phrase("the first day of its bars; no year is named, so {year} is taken", year=str(year))


def clock(settings: Settings, language: str = "") -> TimeUnits:
    """The length of a day, a week and a month, and the letters for them in a language."""
    day = float(settings.day)
    return TimeUnits(
        day=day,
        week=day * settings.days_per_week,
        month=day * settings.days_per_month,
        language=language,
    )


def standard_week(settings: Settings) -> WorkWeek:
    """The project's calendar where no sheet has one."""
    days = default_days(settings.hours_per_day, settings.days_per_week)
    return WorkWeek(name="Standard", days=days)


def _is_drawn(table: Table) -> bool:
    """Whether bars of parts of days are the durations: exacter than the days they lie on."""
    heading = table.fields.get("duration")
    return heading is not None and heading.unit == "h" and bool(heading.by_content)
