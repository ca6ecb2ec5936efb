"""Puts together what the sheets of a workbook say: the project, or all faults at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from string import ascii_uppercase

from planner.checks.recorded import settled
from planner.checks.validate import validate
from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.language.text import key
from planner.phrase import phrase
from planner.project import (
    Asked,
    Budget,
    DayOff,
    Delivery,
    Meeting,
    Project,
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
from planner.reading.columns_said import choice_in
from planner.reading.date_order import actual_starts, date_order
from planner.reading.dates import Order
from planner.reading.derive import in_working_time, with_durations, with_own_day, with_worked_days
from planner.reading.doubts import doubts
from planner.reading.elapsed import with_always
from planner.reading.evidence import read_columns
from planner.reading.finding import Tables, find_tables
from planner.reading.formula_links import started_by_formula
from planner.reading.kept import with_kept, with_published
from planner.reading.language import language_of
from planner.reading.leave import read_leave, read_own_leave
from planner.reading.links import with_links
from planner.reading.materials import read_deliveries, read_materials, with_materials
from planner.reading.meetings import ahead, read_meetings
from planner.reading.memory import choice_before, first_start, saved_baselines, with_memory
from planner.reading.occurrences import held
from planner.reading.own_times import OwnTimes
from planner.reading.public import public_holidays
from planner.reading.resources import (
    read_budgets,
    read_holidays,
    read_resources,
    read_weeks,
    with_exceptions,
)
from planner.reading.settings import (
    Title,
    read_title,
    settings_sheet,
)
from planner.reading.several import one_after_the_other
from planner.reading.spelling import respelled
from planner.reading.suspicions import suspect
from planner.reading.tables import Log, Table, in_order
from planner.reading.tasks import Terms, read_tasks
from planner.reading.timesheet import read_timesheet
from planner.reading.updates import with_status_date, with_updates
from planner.reading.values import Clock
from planner.schema.ask_sheet import ASK
from planner.schema.columns import (
    BUDGETS,
    CALENDARS,
    HOLIDAYS,
    LEAVE,
    MEETINGS,
    PEOPLE,
    TASKS,
)
from planner.schema.material_columns import DELIVERIES, MATERIALS
from planner.schema.more_columns import ASSIGNMENTS, LINKS
from planner.schema.progress_columns import TIMESHEET
from planner.tracking.records import Baseline, TimesheetEntry
from planner.worktime.calendars import default_days

_FIRST_ROWS = 20
_NO_DURATIONS = {"no-durations", "points-without-factor"}


class Reader:
    """Reads one workbook.

    `log` collects what is noted on the way, `tables` what was found, `own` is what the workbook
    itself says of how it is read.
    """

    def __init__(self, book: Book, choice: Choice, before: Choice) -> None:
        self.book = book
        self.log = Log()
        self.tables: Tables | None = None
        before = before if before.text else choice_before(book)
        settings = choice_in(settings_sheet(book), self.log)
        self.own = settings.over(before)
        told = choice.over(settings)
        self._choice = told.over(before)
        self._remembered = Choice().over(choice.over(before))
        if self._choice.text != told.text:
            self.log.add(
                Issue(
                    severity="info",
                    code="read-as-before",
                    message=phrase("read as in the plan before: {options}", options=before.options),
                    remedy=phrase(
                        "say otherwise with these options, or beside Columns in Settings"
                    ),
                )
            )

    @property
    def language(self) -> str:
        """The code of the language of the result: as Settings say, or that of the headers."""
        said = self.tables.settings.language if self.tables else ""
        return said or language_of(self.book)

    def project(self) -> Project:
        """The project, or all faults at once."""
        tables = self.tables = find_tables(self.book, self.log, self._choice)
        parts = self._parts(tables)
        for table in (table for found in tables.by_kind.values() for table in found):
            self.log.issues += suspect(table)
        self._no_tasks(tables, parts)
        start = parts.start
        name = tables.settings.name or self._title(tables).name
        project = Project(
            settings=replace(
                parts.settings,
                start=start,
                name=name,
                status_date=self._choice.status_date or parts.settings.status_date,
            ),
            start=start or datetime(1980, 1, 1),
            tasks=parts.tasks,
            resources=parts.resources,
            weeks=parts.weeks,
            days_off=parts.days_off,
            meetings=parts.meetings,
            budgets=parts.budgets,
            deliveries=parts.deliveries,
            language=self.language,
            timesheet=parts.timesheet,
            baselines=parts.baselines,
            asked=tuple(
                Asked(text=row.text("question"), source=row.source)
                for table in tables.by_kind[ASK.name]
                for row in table.rows()
                if row.has("question")
            ),
        )
        if self._choice.status_date is None:
            project = with_status_date(project, self.book, self.log)
        project = with_updates(with_memory(project, self.book), self.book, self.log)
        project = respelled(with_published(with_kept(project)))
        project, recorded = settled(held(project, self.log))
        self.log.issues += recorded
        self.log.issues += doubts(project)
        told = {(issue.sheet, issue.cell, issue.code) for issue in self.log.issues}
        across = [i for i in validate(project) if (i.sheet, i.cell, i.code) not in told]
        columns = tuple(read_columns(tables.by_kind[TASKS.name] + tables.by_kind[PEOPLE.name]))
        issues = in_order([*self.log.issues, *self._without_causes(across)], self.book.sheets)
        if any(issue.severity == "error" for issue in issues):
            raise InputError(issues, columns)
        return replace(project, remarks=issues, columns=columns, choice=self._remembered)

    def _no_tasks(self, tables: Tables, parts: "Parts") -> None:
        """A fault where a table has rows, and none of them is a task."""
        found = tables.by_kind[TASKS.name]
        if found and not parts.tasks and not any(i.code == "no-tasks" for i in self.log.issues):
            where, row = found[0].sheet.name, found[0].header
            message = phrase("none of the rows below the header row is a task")
            remedy = phrase("write the tasks over the placeholders")
            self.log.add(
                Issue(code="no-tasks", sheet=where, cell=f"A{row}", message=message, remedy=remedy)
            )

    def _without_causes(self, issues: Sequence[Issue]) -> list[Issue]:
        """The issues but for those that only follow from what could not be read."""
        errors = [issue for issue in self.log.issues if issue.severity == "error"]
        cells = {(issue.sheet, issue.cell) for issue in errors}
        rows = {(issue.sheet, issue.cell.lstrip(ascii_uppercase)) for issue in errors}
        codes = {issue.code for issue in errors}

        def follows(issue: Issue) -> bool:
            if issue.code == "empty-calendar":
                return (issue.sheet, issue.cell.lstrip(ascii_uppercase)) in rows
            if issue.code == "missing-duration" and codes & _NO_DURATIONS:
                return True
            return (issue.sheet, issue.cell) in cells

        return [issue for issue in issues if not follows(issue)]

    def _parts(self, tables: Tables) -> "Parts":
        by_kind, order = tables.by_kind, tables.order
        weeks = [week for table in by_kind[CALENDARS.name] for week in read_weeks(table)]
        settings = with_own_day(tables.settings, weeks, self.log)
        weeks = weeks or [standard_week(settings)]
        times = OwnTimes(weeks=weeks)
        resources = [
            r
            for table in by_kind[PEOPLE.name]
            for r in read_resources(table, order or date_order(table), times)
        ]
        peopled = bool(resources)
        stocked = (one for table in by_kind[MATERIALS.name] for one in read_materials(table))
        resources = with_materials(resources, stocked)
        points = tables.told.days_per_point or self._title(tables).days_per_point
        terms = Terms(
            clock=clock(settings, tables.language),
            order=order,
            days_per_point=points,
            start=self._told_start(tables) or self._choice.otherwise,
            unit=self._choice.unit,
            paid=any(one.rate.amount or one.cost_per_use for one in resources),
            weekly=weeks[0].minutes,
        )
        tasks = self._tasks(by_kind, terms, order, resources, listed=peopled)
        holidays = [
            day
            for table in by_kind[HOLIDAYS.name]
            for day in read_holidays(table, order or date_order(table))
        ]
        leave = [
            day
            for table in by_kind[LEAVE.name]
            for day in read_leave(table, order or date_order(table))
        ]
        leave += [
            d for t in by_kind[PEOPLE.name] for d in read_own_leave(t, order or date_order(t))
        ]
        for table in by_kind[HOLIDAYS.name]:
            weeks = list(with_exceptions(weeks, table, order or date_order(table)))
        weeks += times.calendars(weeks)
        appointments = [
            one
            for table in by_kind[MEETINGS.name]
            for one in read_meetings(table, order or date_order(table), terms.clock, resources)
        ]
        if not by_kind[CALENDARS.name]:
            weeks[0] = with_worked_days(weeks[0], tasks, (*holidays, *leave), self.log)
        start = self._start(tables, tasks)
        tasks = (*tasks, *ahead(appointments, tasks, start))
        if start is not None:
            public = public_holidays(settings, start)
            listed = {day.start for day in holidays if day.start == day.finish}
            holidays += (day for day in public.days if day.start not in listed)
            self.log.issues += public.issues
        return Parts(
            settings=settings,
            start=start,
            tasks=self._sized(tasks, weeks[0], holidays, terms.clock, tables),
            resources=tuple(resources),
            weeks=with_always(weeks, tasks, holidays),
            days_off=(*holidays, *leave),
            meetings=tuple(one for one in appointments if isinstance(one, Meeting)),
            deliveries=tuple(
                one
                for table in by_kind[DELIVERIES.name]
                for one in read_deliveries(table, order or date_order(table), resources)
            ),
            budgets=tuple(
                b
                for table in by_kind[BUDGETS.name]
                for b in read_budgets(table, order or date_order(table))
            ),
            baselines=with_baselines(
                column_baselines(by_kind[TASKS.name], tasks, order, terms.clock),
                saved_baselines(self.book),
            ),
            timesheet=tuple(
                entry
                for t in by_kind[TIMESHEET.name]
                for entry in read_timesheet(
                    t, tasks, resources, order or date_order(t), terms.clock
                )
            ),
        )

    def _tasks(
        self,
        by_kind: Mapping[str, Sequence[Table]],
        terms: Terms,
        order: Order,
        resources: list[Resource],
        *,
        listed: bool,
    ) -> tuple[Task, ...]:
        """The tasks of all sheets that have any; names they use join the resources.

        `listed` is whether some sheet says who there is.
        """
        parts: list[tuple[Table, Sequence[Task]]] = []
        for table in by_kind[TASKS.name]:
            terms = replace(terms, order=order or date_order(table))
            tasks, unknown = read_tasks(table, terms, resources, listed=listed)
            resources += self._strangers(unknown, table, tasks)
            parts.append((table, self._assigned(tasks, table, resources, by_kind)))
        tasks = one_after_the_other(parts, self.log) if parts else ()
        for found in by_kind[LINKS.name]:
            tasks = with_links(tasks, found, terms.clock)
        return tasks

    def _sized(
        self,
        tasks: tuple[Task, ...],
        week: WorkWeek,
        holidays: Sequence[DayOff],
        clock: Clock,
        tables: Tables,
    ) -> tuple[Task, ...]:
        """The tasks with durations from their dates, and the default where nothing tells."""
        tasks = in_working_time(tasks, week, holidays, clock, self.log)
        tasks = with_durations(tasks, week, holidays, clock, self.log)
        default = tables.told.default_duration
        minutes = round(clock.day) if default is None else default
        return with_default(tasks, minutes, tables.told.default_shown or "1d", self.log)

    def _assigned(
        self,
        tasks: tuple[Task, ...],
        table: Table,
        resources: Sequence[Resource],
        by_kind: Mapping[str, Sequence[Table]],
    ) -> tuple[Task, ...]:
        """The tasks with what an Assignments sheet says of them."""
        rows = {task.source.row: task.id for task in tasks}
        task_uids = {
            key(row.text("uid")): rows[row.source.row]
            for row in table.rows()
            if row.has("uid") and row.source.row in rows
        }
        people = [row for found in by_kind[PEOPLE.name] for row in found.rows()]
        people_uids = {key(row.text("uid")): row.text("name") for row in people if row.has("uid")}
        for found in by_kind[ASSIGNMENTS.name]:
            tasks = with_assignments(tasks, task_uids, resources, people_uids, found)
        return tasks

    def _strangers(
        self, names: Sequence[str], table: Table, tasks: Sequence[Task]
    ) -> Iterator[Resource]:
        """A resource for each name that no sheet describes, of as many as a task takes at most."""
        source = Source(sheet=table.sheet.name)
        most: dict[str, float] = {}
        for need in (need for task in tasks for need in task.needs):
            for name in need.names:
                most[key(name)] = max(most.get(key(name), 1), need.units)
        if names:
            shown = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
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

    def _title(self, tables: Tables) -> Title:
        """What stands above the tasks."""
        found = tables.by_kind[TASKS.name]
        if not found:
            return Title()
        title = read_title(found[0].sheet, found[0].header, tables.order)
        if title.start is not None or not found[0].sheet.formulas:
            return title
        rows = list(islice(found[0].rows(), _FIRST_ROWS))
        return replace(title, start=started_by_formula(found[0], rows))

    def _told_start(self, tables: Tables) -> datetime | None:
        """As the user, the settings or a title say."""
        titled = self._title(tables).start if tables.by_kind[TASKS.name] else None
        return self._choice.start or tables.settings.start or titled

    def _start(self, tables: Tables, tasks: Sequence[Task]) -> datetime | None:
        """From the user, Settings, a title block, or the earliest start of an earlier plan."""
        found = tables.by_kind[TASKS.name]
        told = self._told_start(tables)
        if not found:
            return told
        actual = [moment for table in found for moment in actual_starts(table)]
        before, settings = first_start(self.book), tables.settings
        return project_start(told, tasks, actual, settings, self._choice, self.log, before)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the sheets say, before it is put together."""

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


def clock(settings: Settings, language: str = "") -> Clock:
    """What a day, week and month mean, and the letters for them in a language."""
    day = float(settings.day)
    return Clock(
        day=day,
        week=day * settings.days_per_week,
        month=day * settings.days_per_month,
        language=language,
    )


def standard_week(settings: Settings) -> WorkWeek:
    """The project's calendar where no sheet tells it."""
    days = default_days(settings.hours_per_day, settings.days_per_week)
    return WorkWeek(name="Standard", days=days)
