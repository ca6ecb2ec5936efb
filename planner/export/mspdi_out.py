"""A plan as MS Project XML (MSPDI), for MS Project, ProjectLibre and others.

The dates are those of the plan and stay when the other program calculates again: a task that starts
later than its links alone would have it gets Start No Earlier Than its start. What the user's own
constraint was stands in a custom field, from which `planner.interchange.mspdi` restores it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from xml.etree.ElementTree import Element

from planner.export.html_markup import add, day_moment, document, duration
from planner.export.mspdi_calendars_out import Worktimes, day_hours, write_calendars
from planner.export.mspdi_dates import Held, booked, counted, held, in_the_day
from planner.interchange.mspdi import CONSTRAINTS, FIELD_CONSTRAINT, FIELD_ID, NAMESPACE
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Dependency, Rate, Resource, Unit
from planner.tracking.records import BaselineTask

_KINDS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_DAYS, _ELAPSED_DAYS = 7, 8
_LEVELLING = (
    ("LevelAssignments", 1), ("LevelingCanSplit", 0), ("LevelingDelay", 0),
    ("LevelingDelayFormat", _ELAPSED_DAYS), ("IgnoreResourceCalendar", 0),
)  # fmt: skip
_SHARES = {Unit.PERCENT: 19, Unit.ELAPSED_PERCENT: 20}
_ACCRUAL = {"start": 1, "end": 2, "prorated": 3}
_HOURLY, _UNITS = 2, 8
_ALWAYS, _FOR_EVER = datetime(1984, 1, 1), datetime(2049, 12, 31, 23, 59)
_BASELINES = range(11)
_ALMOST = 0.99
"""Share of what is not finished, at most."""
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

    @staticmethod
    def _identity(element: Element, number: int, row: PlannedTask, outline: str) -> None:
        """The name of a task, and its place in the outline."""
        task = row.task
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

    def _task(self, element: Element, number: int, row: PlannedTask, outline: str) -> None:
        task, dates = row.task, self.dates.get(row.task.id, Held())
        self._identity(element, number, row, outline)
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
        self._progress(element, row, minutes, dates)
        add(element, "ConstraintType", CONSTRAINTS.index(dates.constraint))
        uid = self.worktimes.numbers.get(task.calendar, -1) if task.calendar else -1
        add(element, "CalendarUID", uid)
        if dates.when:
            add(element, "ConstraintDate", dates.when)
        if task.deadline:
            end = in_the_day(self.worktimes.times, task.deadline, at_start=False)
            add(element, "Deadline", end)
        for name, value in _LEVELLING:
            add(element, name, value)
        if task.notes:
            add(element, "Notes", task.notes)
        for link in task.dependencies:
            if link.task in self.numbers:
                self._link(add(element, "PredecessorLink"), link)
        self._custom(element, row, number, dates)
        self._baseline(element, row)

    def _progress(self, element: Element, row: PlannedTask, minutes: float, dates: Held) -> None:
        """The share of the duration that is complete; history stands where it stood."""
        task, told = row.task, row.task.progress
        if task.summary:
            return
        done = dates.done
        left = minutes * (1 - done) if row.remaining is None else row.remaining
        add(element, "PercentComplete", round((done if told.done else min(done, _ALMOST)) * 100))
        begun = bool(done or told.begun)
        if begun and dates.resume:
            add(element, "Resume", dates.resume)
        if begun and row.start and row.finish:
            add(element, "ActualStart", row.start)
            if told.done:
                add(element, "ActualFinish", row.finish)
        if told.actual_work is not None:
            add(element, "ActualWork", duration(told.actual_work))
        if told.actual_cost is not None:
            add(element, "ActualCost", _cents(told.actual_cost))
        add(element, "ActualDuration", duration(max(0, minutes - left)))
        add(element, "RemainingDuration", duration(left))
        if begun and told.percent_of == "physical" and told.percent is not None:
            add(element, "PhysicalPercentComplete", round(told.percent * 100))

    def _link(self, element: Element, link: Dependency) -> None:
        add(element, "PredecessorUID", self.numbers[link.task])
        add(element, "Type", _KINDS[link.kind])
        add(element, "CrossProject", 0)
        unit = counted(link.lag.unit, self.plan.project.settings)
        if unit.percent:
            add(element, "LinkLag", round(link.lag.amount))
            add(element, "LagFormat", _SHARES[unit])
            return
        add(element, "LinkLag", round(link.lag.amount * 10))
        add(element, "LagFormat", _ELAPSED_DAYS if unit is Unit.ELAPSED else _DAYS)

    def _custom(self, element: Element, row: PlannedTask, number: int, dates: Held) -> None:
        """The id where it is not the row's number, and the user's own constraint if replaced."""
        texts = (row.task.id if row.task.id != str(number) else "", dates.own)
        for field, text in zip(_TEXT, texts, strict=True):
            if text:
                one = add(element, "ExtendedAttribute")
                add(one, "FieldID", field)
                add(one, "Value", text)

    @cached_property
    def baselines(self) -> Mapping[int, Mapping[str, BaselineTask]]:
        """The approved plans by the number they have there, 0 to 10."""
        found: dict[int, Mapping[str, BaselineTask]] = {}
        for one in self.plan.project.baselines:
            name, _, number = one.name.rpartition(" ")
            told = int(number) if name == "Baseline" and number.isdecimal() else 0
            free = (n for n in (told, *_BASELINES) if n in _BASELINES and n not in found)
            if (place := next(free, None)) is not None:
                found[place] = one.tasks
        return found

    def _baseline(self, element: Element, row: PlannedTask) -> None:
        """Earlier plans of it; the first as the columns Baseline Start and Finish say."""
        task, known = row.task, self.baselines
        first = known.get(0, {}).get(task.id, BaselineTask())
        own = replace(first, start=task.baseline_start, finish=task.baseline_finish)
        for number in sorted({0, *known}):
            told = own if number == 0 else known[number].get(task.id, BaselineTask())
            if told == BaselineTask():
                continue
            one = add(element, "Baseline")
            add(one, "Number", number)
            if told.start:
                add(one, "Start", in_the_day(self.worktimes.times, told.start, at_start=True))
            if told.finish:
                add(one, "Finish", in_the_day(self.worktimes.times, told.finish, at_start=False))
            if told.work is not None:
                add(one, "Work", duration(told.work))
            if told.cost is not None:
                add(one, "Cost", _cents(told.cost))

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
        self._rate(element, one)
        if not material:
            add(element, "CalendarUID", self.worktimes.own[one.name])
        if one.available_from or one.available_until or one.terms:
            periods = add(element, "AvailabilityPeriods")
            for term in one.there:
                self._availability(add(periods, "AvailabilityPeriod"), term)
        if one.terms:
            rates = add(element, "Rates")
            for place, term in enumerate(one.there):
                self._dated_rate(add(rates, "Rate"), term, first=not place)

    def _rate(self, element: Element, one: Resource) -> None:
        """What it is paid."""
        material = one.kind == "material"
        add(element, "StandardRate", self._hourly(one.rate, material=material))
        add(element, "StandardRateFormat", _UNITS if material else _HOURLY)
        if one.overtime_rate:
            add(element, "OvertimeRate", self._hourly(one.overtime_rate, material=False))
            add(element, "OvertimeRateFormat", _HOURLY)
        add(element, "CostPerUse", _cents(one.cost_per_use))

    def _dated_rate(self, element: Element, term: Resource, *, first: bool) -> None:
        """What it is paid from one day to another; the first holds before as well."""
        since, until = term.available_from, term.available_until
        add(element, "RatesFrom", day_moment(since) if since and not first else _ALWAYS)
        add(element, "RatesTo", day_moment(until, end=True) if until else _FOR_EVER)
        add(element, "RateTable", 0)
        self._rate(element, term)

    def _availability(self, element: Element, one: Resource) -> None:
        first, last = one.available_from, one.available_until
        add(element, "AvailableFrom", day_moment(first) if first else _ALWAYS)
        add(element, "AvailableTo", day_moment(last, end=True) if last else _FOR_EVER)
        add(element, "AvailableUnits", float(one.max_units))

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
        return (b for b in booked(row) if kinds.get(b.resource) != "material")

    def _bookings(self) -> Iterator[tuple[PlannedTask, Booking]]:
        for row in self.plan.rows:
            yield from ((row, one) for one in booked(row) if one.resource in self.people)

    def _assignment(
        self, element: Element, number: int, row: PlannedTask, booking: Booking
    ) -> None:
        material = booking.resource not in self.worktimes.own
        work = booking.units * 60 if material else booking.minutes * booking.units
        dates = self.dates.get(row.task.id, Held())
        add(element, "UID", number)
        add(element, "TaskUID", self.numbers[row.task.id])
        add(element, "ResourceUID", self.people[booking.resource])
        add(element, "PercentWorkComplete", round(dates.done * 100))
        add(element, "ActualWork", duration(work * dates.done))
        add(element, "Cost", _cents(booking.cost))
        start = booking.spans[0][0] if booking.spans else row.start
        finish = booking.spans[-1][1] if booking.spans else row.finish
        if finish:
            add(element, "Finish", finish)
        if material:
            add(element, "FixedMaterial", 1)
        add(element, "RemainingWork", duration(work * (1 - dates.done)))
        if start:
            add(element, "Start", start)
        if dates.resume:
            add(element, "Resume", dates.resume)
        add(element, "Units", float(booking.units))
        add(element, "Work", duration(work))
        if not dates.done:
            self._split(element, number, row, booking)

    @staticmethod
    def _split(element: Element, number: int, row: PlannedTask, booking: Booking) -> None:
        """The work of what is interrupted, by its spans, and none in between."""
        for before, one in pairwise([None, *booking.in_pieces(row.pieces)]):
            if one is None or not row.pieces or not one.spans:
                continue
            if before is not None:
                gap = before.spans[-1][1], one.spans[0][0]
                _timephased(element, number, gap, 0)
            for start, end in one.spans:
                minutes = (end - start).total_seconds() / 60
                _timephased(element, number, (start, end), minutes * booking.units)


def _timephased(
    element: Element, number: int, span: tuple[datetime, datetime], minutes: float
) -> None:
    """Remaining work of an assignment in a span."""
    found = add(element, "TimephasedData")
    add(found, "Type", 1)
    add(found, "UID", number)
    add(found, "Start", span[0])
    add(found, "Finish", span[1])
    add(found, "Unit", 1)
    add(found, "Value", duration(minutes))


def _cents(amount: Decimal) -> Decimal:
    """Money as the file has it: in hundredths."""
    return Decimal(f"{amount * 100:f}")
