"""A plan as MS Project XML (MSPDI), for MS Project, ProjectLibre and others.

The dates are those of the plan and stay when the other program calculates anew: a task that starts
later than its links alone would have it gets Start No Earlier Than its start. What the user's own
constraint was stands in a custom field, from which `planner.interchange.mspdi` restores it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from xml.etree.ElementTree import Element

from planner.export.markup import add, day_moment, document, duration
from planner.export.mspdi_calendars import Worktimes, day_hours, write_calendars
from planner.export.mspdi_dates import Held, held, in_the_day
from planner.interchange.mspdi import CONSTRAINTS, FIELD_CONSTRAINT, FIELD_ID, NAMESPACE
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Dependency, Rate, Resource, Unit

_KINDS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_DAYS, _ELAPSED_DAYS, _PERCENT, _HOURS = 7, 8, 19, 5
_ACCRUAL = {"start": 1, "end": 2, "prorated": 3}
_TEXT = (188743731, 188743734)
"""Numbers of the custom fields Text1 and Text2 of a task."""


def mspdi(plan: Plan) -> bytes:
    """The plan as an MS Project XML file. The same plan gives the same bytes."""
    return document(_Writer(plan=plan).root())


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Builds the document part by part, in the order of Microsoft's schema."""

    plan: Plan

    @cached_property
    def worktimes(self) -> Worktimes:
        return Worktimes(plan=self.plan)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each task by its id: its row."""
        return {row.task.id: number for number, row in enumerate(self.plan.rows, 1)}

    @cached_property
    def people(self) -> dict[str, int]:
        """The number of each resource by its name."""
        return {one.name: n for n, one in enumerate(self.plan.project.resources, 1)}

    @cached_property
    def dates(self) -> dict[str, Held]:
        return held(self.plan, self.worktimes)

    def root(self) -> Element:
        """The whole document."""
        root = Element("Project", xmlns=NAMESPACE)
        self._header(root)
        self._custom_fields(root)
        write_calendars(root, self.worktimes)
        tasks = add(root, "Tasks")
        outline: list[int] = []
        for number, row in enumerate(self.plan.rows, 1):
            del outline[row.task.level :]
            outline += [0] * (row.task.level - len(outline))
            outline[-1] += 1
            self._task(add(tasks, "Task"), number, row, ".".join(map(str, outline)))
        resources = add(root, "Resources")
        for number, one in enumerate(self.plan.project.resources, 1):
            self._resource(add(resources, "Resource"), number, one)
        assignments = add(root, "Assignments")
        for number, (row, booking) in enumerate(self._bookings(), 1):
            self._assignment(add(assignments, "Assignment"), number, row, booking)
        return root

    def _header(self, root: Element) -> None:
        plan, settings = self.plan, self.plan.project.settings
        add(root, "SaveVersion", 14)
        add(root, "Name", plan.project.name or "Plan")
        add(root, "Title", plan.project.name)
        add(root, "ScheduleFromStart", 1)
        add(root, "StartDate", plan.project.start)
        add(root, "FinishDate", plan.finish)
        if len(plan.project.currency) == 3:
            add(root, "CurrencyCode", plan.project.currency)
        add(root, "CurrencySymbol", plan.project.currency)
        add(root, "CalendarUID", 1)
        first, last = day_hours(self.worktimes)
        add(root, "DefaultStartTime", f"{first:%H:%M:%S}")
        add(root, "DefaultFinishTime", f"{last:%H:%M:%S}")
        add(root, "MinutesPerDay", settings.day)
        add(root, "MinutesPerWeek", round(settings.day * settings.days_per_week))
        add(root, "DaysPerMonth", round(settings.days_per_month))
        add(root, "DefaultTaskType", 0)
        add(root, "DurationFormat", _DAYS)
        add(root, "HonorConstraints", 1)
        add(root, "NewTasksEffortDriven", 0)
        if settings.status_date:
            end = in_the_day(self.worktimes.times, settings.status_date, at_start=False)
            add(root, "StatusDate", end)
        add(root, "NewTasksAreManual", 0)

    def _custom_fields(self, root: Element) -> None:
        fields = add(root, "ExtendedAttributes")
        for number, (name, alias) in enumerate((("Text1", FIELD_ID), ("Text2", FIELD_CONSTRAINT))):
            one = add(fields, "ExtendedAttribute")
            add(one, "FieldID", _TEXT[number])
            add(one, "FieldName", name)
            add(one, "Alias", alias)

    # tasks

    def _task(self, element: Element, number: int, row: PlannedTask, outline: str) -> None:
        task, dates = row.task, self.dates.get(row.task.id, Held())
        add(element, "UID", number)
        add(element, "ID", number)
        add(element, "Name", task.name)
        add(element, "Active", 0 if row.start is None else 1)
        add(element, "Manual", 0)
        add(element, "Type", 0)
        add(element, "IsNull", 0)
        add(element, "WBS", task.wbs or outline)
        add(element, "OutlineNumber", outline)
        add(element, "OutlineLevel", task.level)
        add(element, "Priority", task.priority)
        if row.start and row.finish:
            add(element, "Start", row.start)
            add(element, "Finish", row.finish)
        minutes = dates.minutes if row.start else row.duration
        add(element, "Duration", duration(minutes))
        add(element, "DurationFormat", _DAYS)
        add(element, "Work", duration(sum(b.minutes * b.units for b in self._working(row))))
        add(element, "EffortDriven", 0)
        add(element, "Milestone", 1 if task.milestone else 0)
        add(element, "Summary", 1 if task.summary else 0)
        add(element, "Critical", 1 if row.critical else 0)
        add(element, "FixedCost", _cents(task.fixed_cost))
        add(element, "FixedCostAccrual", _ACCRUAL[task.accrual])
        self._progress(element, row, minutes)
        add(element, "ConstraintType", CONSTRAINTS.index(dates.constraint))
        uid = self.worktimes.numbers.get(task.calendar, -1) if task.calendar else -1
        add(element, "CalendarUID", uid)
        if dates.when:
            add(element, "ConstraintDate", dates.when)
        if task.deadline:
            add(
                element, "Deadline", in_the_day(self.worktimes.times, task.deadline, at_start=False)
            )
        add(element, "LevelAssignments", 1)
        add(element, "LevelingCanSplit", 0)
        add(element, "LevelingDelay", 0)
        add(element, "LevelingDelayFormat", _ELAPSED_DAYS)
        add(element, "IgnoreResourceCalendar", 0)
        if task.notes:
            add(element, "Notes", task.notes)
        for link in task.dependencies:
            if link.task in self.numbers:
                self._link(add(element, "PredecessorLink"), link)
        self._custom(element, row, number, dates)
        self._baseline(element, row)

    def _progress(self, element: Element, row: PlannedTask, minutes: float) -> None:
        """What is complete, as a share of the duration; history stands where it stood."""
        done = row.percent or 0
        if row.task.summary:
            return
        add(element, "PercentComplete", round(done * 100))
        if (done or row.task.progress.begun) and row.start and row.finish:
            add(element, "ActualStart", row.start)
            if done >= 1:
                add(element, "ActualFinish", row.finish)
        add(element, "ActualDuration", duration(minutes * done))
        add(element, "RemainingDuration", duration(minutes * (1 - done)))

    def _link(self, element: Element, link: Dependency) -> None:
        add(element, "PredecessorUID", self.numbers[link.task])
        add(element, "Type", _KINDS[link.kind])
        add(element, "CrossProject", 0)
        if link.lag.unit is Unit.PERCENT:
            add(element, "LinkLag", round(link.lag.amount))
            add(element, "LagFormat", _PERCENT)
            return
        add(element, "LinkLag", round(link.lag.amount * 10))
        add(element, "LagFormat", _ELAPSED_DAYS if link.lag.unit is Unit.ELAPSED else _DAYS)

    def _custom(self, element: Element, row: PlannedTask, number: int, dates: Held) -> None:
        """The id where it is not the row's number, and the user's own constraint if replaced."""
        texts = (row.task.id if row.task.id != str(number) else "", dates.own)
        for field, text in zip(_TEXT, texts, strict=True):
            if text:
                one = add(element, "ExtendedAttribute")
                add(one, "FieldID", field)
                add(one, "Value", text)

    def _baseline(self, element: Element, row: PlannedTask) -> None:
        start, finish = row.task.baseline_start, row.task.baseline_finish
        if start is None and finish is None:
            return
        one = add(element, "Baseline")
        add(one, "Number", 0)
        if start:
            add(one, "Start", start)
        if finish:
            add(one, "Finish", finish)

    # resources and assignments

    def _resource(self, element: Element, number: int, one: Resource) -> None:
        material = one.kind == "material"
        add(element, "UID", number)
        add(element, "ID", number)
        add(element, "Name", one.name)
        add(element, "Type", 0 if material else 1)
        add(element, "IsNull", 0)
        if one.groups:
            add(element, "Group", one.groups[0])
        add(element, "MaxUnits", float(one.max_units))
        add(element, "StandardRate", self._hourly(one.rate, material=material))
        add(element, "StandardRateFormat", 8 if material else 2)
        if one.overtime_rate:
            add(element, "OvertimeRate", self._hourly(one.overtime_rate, material=False))
            add(element, "OvertimeRateFormat", 2)
        add(element, "CostPerUse", _cents(one.cost_per_use))
        if not material:
            add(element, "CalendarUID", self.worktimes.own[one.name])
        if one.available_from or one.available_until:
            self._availability(add(element, "AvailabilityPeriods"), one)

    def _availability(self, element: Element, one: Resource) -> None:
        period = add(element, "AvailabilityPeriod")
        first, last = one.available_from, one.available_until
        add(period, "AvailableFrom", day_moment(first) if first else datetime(1984, 1, 1))
        end = day_moment(last, end=True) if last else datetime(2049, 12, 31, 23, 59)
        add(period, "AvailableTo", end)
        add(period, "AvailableUnits", float(one.max_units))

    def _hourly(self, rate: Rate, *, material: bool) -> Decimal:
        """An amount for an hour, or for a unit of material."""
        settings = self.plan.project.settings
        hours = {
            "h": 1.0,
            "d": settings.hours_per_day,
            "w": settings.hours_per_day * settings.days_per_week,
            "mo": settings.hours_per_day * settings.days_per_month,
        }[rate.per]
        if material or rate.per == "h":
            return rate.amount
        return round(rate.amount / Decimal(str(hours)), 6)

    def _working(self, row: PlannedTask) -> Iterator[Booking]:
        kinds = {one.name: one.kind for one in self.plan.project.resources}
        return (b for b in row.bookings if kinds.get(b.resource) != "material")

    def _bookings(self) -> Iterator[tuple[PlannedTask, Booking]]:
        for row in self.plan.rows:
            yield from ((row, one) for one in row.bookings if one.resource in self.people)

    def _assignment(
        self, element: Element, number: int, row: PlannedTask, booking: Booking
    ) -> None:
        material = booking.resource not in self.worktimes.own
        work = booking.units * 60 if material else booking.minutes * booking.units
        add(element, "UID", number)
        add(element, "TaskUID", self.numbers[row.task.id])
        add(element, "ResourceUID", self.people[booking.resource])
        add(element, "Cost", _cents(booking.cost))
        start = booking.spans[0][0] if booking.spans else row.start
        finish = booking.spans[-1][1] if booking.spans else row.finish
        if finish:
            add(element, "Finish", finish)
        if material:
            add(element, "FixedMaterial", 1)
        add(element, "RemainingWork", duration(work))
        if start:
            add(element, "Start", start)
        add(element, "Units", float(booking.units))
        add(element, "Work", duration(work))


def _cents(amount: Decimal) -> Decimal:
    """Money as the file has it: in hundredths."""
    return Decimal(f"{amount * 100:f}")
