"""MS Project XML (MSPDI), as MS Project, ProjectLibre and many others write it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal
from xml.etree.ElementTree import Element

from planner.interchange.draft import (
    DraftAssignment,
    DraftAvailability,
    DraftBaseline,
    DraftLink,
    DraftRate,
    DraftResource,
    DraftTask,
    ImportDraft,
    TaskKind,
)
from planner.interchange.mspdi_calendars import read_calendars
from planner.interchange.mspdi_splits import pauses_of
from planner.interchange.place import ElementPlace, Report
from planner.interchange.safe_xml import children, record
from planner.interchange.typed_fields import Record
from planner.phrase import phrase
from planner.project import Constraint, Lag, LinkKind, Rate, Unit

NAMESPACE = "http://schemas.microsoft.com/project"
_KINDS: dict[int, LinkKind] = {0: "FF", 1: "FS", 2: "SF", 3: "SS"}
CONSTRAINTS = (
    Constraint.ASAP,
    Constraint.ALAP,
    Constraint.MSO,
    Constraint.MFO,
    Constraint.SNET,
    Constraint.SNLT,
    Constraint.FNET,
    Constraint.FNLT,
)
"""By their number in the file."""
ESTIMATED = 32
"""What is added to the number of a unit where the amount is an estimate."""
ELAPSED = frozenset({4, 6, 8, 10, 12})
_PERCENT, _ELAPSED_PERCENT = 19, 20
_PERCENTS = (_PERCENT, _ELAPSED_PERCENT)
"""As units of a duration they are a fault of ProjectLibre's: what it writes is no time then."""
_ACCRUAL: dict[int, Literal["start", "end", "prorated"]] = {1: "start", 2: "end", 3: "prorated"}
FIELD_ID, FIELD_CONSTRAINT = "Planner ID", "Planner constraint"
"""Custom fields of files that were written here: a task's id, and its constraint where the file has
another to keep its dates."""
_PINNED = 1000
_FIELDS = {
    "name": "Name",
    "duration": "Duration",
    "work": "Work",
    "predecessors": "PredecessorLink",
    "resources": "Assignment",
    "constraint": "ConstraintType",
    "constraint_date": "ConstraintDate",
    "deadline": "Deadline",
    "calendar": "CalendarUID",
    "fixed_cost": "FixedCost",
    "priority": "Priority",
    "start": "Start",
    "finish": "Finish",
    "earliest_start": "Start",
}
_RESOURCE_FIELDS = {"name": "Name", "max_units": "MaxUnits", "calendar": "CalendarUID"}
_KEPT_BY_NAME = ("Contact", "Hyperlink", "HyperlinkAddress", "PhysicalPercentComplete")


def read_mspdi(root: Element, report: Report, program: str = "MS Project XML") -> ImportDraft:
    """Reads an MS Project XML file as a draft."""
    place = ElementPlace(sheet="project")
    fields = record(root, place, report)
    resources = tuple(_resources(root, report))
    libre = program == "ProjectLibre"  # it keeps dates, whatever it writes
    soft = fields.text("HonorConstraints") == "0" and not libre
    tasks = tuple(_Tasks(root, report, soft).tasks())
    return ImportDraft(
        program=program,
        place=place,
        name=fields.text("Title") or fields.text("Name").removesuffix(".xml"),
        start=fields.moment("StartDate"),
        status_date=fields.moment("StatusDate"),
        currency=fields.text("CurrencyCode") or fields.text("CurrencySymbol"),
        minutes_per_day=fields.number("MinutesPerDay") or 480,
        minutes_per_week=fields.number("MinutesPerWeek") or 2400,
        days_per_month=fields.number("DaysPerMonth") or 20,
        calendar=fields.text("CalendarUID"),
        lag_calendar="task",
        common=libre,
        calendars=read_calendars(root, report),
        tasks=tasks,
        resources=resources,
    )


class _Tasks:
    """Reads tasks with their links and assignments."""

    def __init__(self, root: Element, report: Report, soft: bool) -> None:
        self.root, self.report, self.soft = root, report, soft
        self.titles = dict(self._titles())
        self.assigned: dict[str, list[DraftAssignment]] = {}
        self.pauses = pauses_of(root, report)
        for element in children(root, "Assignments", "Assignment"):
            self._assign(element)

    def _titles(self) -> Iterator[tuple[str, str]]:
        """The names of custom fields by their number."""
        for element in children(self.root, "ExtendedAttributes", "ExtendedAttribute"):
            fields = record(element, ElementPlace(), self.report)
            name = fields.text("Alias") or fields.text("FieldName")
            if name:
                yield fields.text("FieldID"), name

    def _assign(self, element: Element) -> None:
        fields = record(element, ElementPlace(), self.report)
        task, resource = fields.text("TaskUID"), fields.text("ResourceUID")
        if not resource or resource.startswith("-"):
            return
        place = ElementPlace(sheet=f"assignment {fields.text('UID')} (task UID {task})")
        fields = record(element, place, self.report)
        units = fields.number("Units")
        found = DraftAssignment(
            resource=resource,
            units=1 if units is None else units,
            work=fields.minutes("Work"),
            delayed=fields.integer("Delay") > 0,
            cost=max(Decimal(0), fields.money("Cost", 100)),
            place=place,
        )
        self.assigned.setdefault(task, []).append(found)

    def tasks(self) -> Iterator[DraftTask]:
        """All tasks but empty rows and the one that stands for the whole project."""
        above: list[str] = []
        self.report.typed("Type, EffortDriven", sum(self._typed()))
        elements = list(children(self.root, "Tasks", "Task"))
        for element, following in zip(elements, [*elements[1:], None], strict=False):
            bare = record(element, ElementPlace(), self.report)
            level = bare.integer("OutlineLevel", 1)
            if bare.yes("IsNull") or bare.text("UID") == "0" or level < 1:
                continue
            shown = bare.text("ID") or bare.text("UID")
            fields = record(
                element, ElementPlace(sheet=f"task {shown}", columns=_FIELDS), self.report
            )
            level = min(level, len(above) + 1)
            below = (
                record(following, ElementPlace(), self.report) if following is not None else None
            )
            summary = bare.yes("Summary") or (
                below is not None and below.integer("OutlineLevel", 1) > level
                and not below.yes("IsNull")
            )  # fmt: skip
            del above[level - 1 :]
            yield self._task(element, fields, tuple(above), summary)
            above.append(bare.text("UID"))

    def _typed(self) -> Iterator[bool]:
        """Of each task with people whether its work or duration is fixed, or it is effort-driven.

        Units that are fixed are what everybody has here.
        """
        for element in children(self.root, "Tasks", "Task"):
            fields = record(element, ElementPlace(), Report())
            if fields.text("UID") in self.assigned and not fields.yes("Summary"):
                yield fields.integer("Type") != 0 or fields.yes("EffortDriven")

    def _task(
        self, element: Element, fields: Record, above: tuple[str, ...], summary: bool
    ) -> DraftTask:
        uid, report = fields.text("UID"), self.report
        named = dict(self._named(element, fields))
        shown = named.pop(FIELD_ID, "") or fields.text("ID") or uid
        complete = fields.number("PercentComplete")
        constraint, when = _constraint(fields, named.pop(FIELD_CONSTRAINT, ""))
        unit = fields.integer("DurationFormat", 7) % ESTIMATED
        priority = fields.integer("Priority", 500)
        return DraftTask(
            uid=uid,
            id=shown,
            name=fields.text("Name"),
            kind=_kind(fields, summary),
            parent=above[-1] if above else "",
            level=len(above) + 1,
            wbs=fields.text("WBS") or fields.text("OutlineNumber"),
            milestone=fields.yes("Milestone"),
            duration=None if unit in _PERCENTS else fields.minutes("Duration"),
            elapsed=unit in ELAPSED,
            work=fields.minutes("Work"),
            start=fields.moment("Start"),
            finish=fields.moment("Finish"),
            actual_start=_done(fields, "Start", complete, 0),
            actual_finish=_done(fields, "Finish", complete, 99.99),
            percent_complete=None if complete is None else complete / 100,
            remaining=fields.minutes("RemainingDuration"),
            actual_work=fields.minutes("ActualWork") or None,
            actual_cost=fields.money("ActualCost", 100) or None,
            constraint=constraint,
            constraint_date=when,
            soft_latest=self.soft,
            manual=fields.yes("Manual"),
            pinned=priority >= _PINNED,
            deadline=fields.moment("Deadline"),
            priority=min(max(priority, 0), _PINNED),
            fixed_cost=fields.money("FixedCost", 100),
            accrual=_ACCRUAL.get(fields.integer("FixedCostAccrual", 3), "prorated"),
            calendar=_reference(fields.text("CalendarUID")),
            own_calendar_only=fields.yes("IgnoreResourceCalendar"),
            resource_dated=not fields.yes("IgnoreResourceCalendar"),
            links=tuple(_links(element, fields.place, report)),
            assignments=tuple(self.assigned.get(uid, ())),
            baselines=tuple(_baselines(element, fields.place, report)),
            pauses=tuple(self.pauses.get(uid, ())),
            notes=fields.text("Notes"),
            named=named,
            place=fields.place,
        )

    def _named(self, element: Element, fields: Record) -> Mapping[str, str]:
        """Custom fields and others without a meaning for the plan."""
        named = {
            name: fields.text(name) for name in _KEPT_BY_NAME if fields.text(name) not in ("", "0")
        }
        for found in children(element, "ExtendedAttribute"):
            one = record(found, fields.place, self.report)
            name = self.titles.get(one.text("FieldID"), f"Field {one.text('FieldID')}")
            if one.text("Value"):
                named[name] = one.text("Value")
        return named


def _constraint(fields: Record, own: str) -> tuple[Constraint, datetime | None]:
    """The constraint, or what it was before the file was written here to keep its dates."""
    number, when = fields.integer("ConstraintType"), fields.moment("ConstraintDate")
    if own:
        kind, _, date = own.partition(" ")
        told = Record(fields={"kind": kind, "date": date}, place=fields.place, report=fields.report)
        number, when = told.integer("kind"), told.moment("date")
    if not 0 <= number < len(CONSTRAINTS):
        fields.report.fault(
            fields.place, "constraint", "bad-constraint", phrase("is 0 to 7"), number
        )
        return Constraint.ASAP, None
    return CONSTRAINTS[number], when


def _done(fields: Record, what: str, complete: float | None, above: float) -> datetime | None:
    """An actual date; where a file only has a share complete, the date of the plan."""
    begun = complete is not None and complete > above
    return fields.moment(f"Actual{what}") or (fields.moment(what) if begun else None)


def _kind(fields: Record, summary: bool) -> TaskKind:
    if fields.text("Active") == "0":
        return "inactive"
    if fields.yes("ExternalTask"):
        return "external"
    return "summary" if summary else "task"


def _reference(uid: str) -> str:
    return "" if uid.startswith("-") else uid


def _links(element: Element, place: ElementPlace, report: Report) -> Iterator[DraftLink]:
    for found in children(element, "PredecessorLink"):
        fields = record(found, place, report)
        kind = fields.integer("Type", 1)
        if kind not in _KINDS:
            report.fault(
                place, "predecessors", "bad-link", phrase("the type of a link is 0 to 3"), kind
            )
            continue
        other = ""
        if fields.yes("CrossProject"):
            other = fields.text("CrossProjectName") or "another project"
        task = fields.text("PredecessorUID")
        if not task:
            continue
        yield DraftLink(task=task, kind=_KINDS[kind], lag=_lag(fields), other=other)


def _lag(fields: Record) -> Lag:
    """Tenths of a minute, or per cent, by the number of the unit."""
    amount, unit = fields.number("LinkLag") or 0.0, fields.integer("LagFormat", 7) % ESTIMATED
    if not amount:
        return Lag()
    if unit == _PERCENT:
        return Lag(amount=amount, unit=Unit.PERCENT)
    if unit == _ELAPSED_PERCENT:
        return Lag(amount=amount, unit=Unit.ELAPSED_PERCENT)
    return Lag(amount=amount / 10, unit=Unit.ELAPSED if unit in ELAPSED else Unit.WORK)


def _baselines(element: Element, place: ElementPlace, report: Report) -> Iterator[DraftBaseline]:
    for found in children(element, "Baseline"):
        fields = record(found, place, report)
        yield DraftBaseline(
            number=fields.integer("Number"),
            start=fields.moment("Start"),
            finish=fields.moment("Finish"),
            duration=fields.minutes("Duration"),
            work=fields.minutes("Work"),
            cost=fields.money("Cost", 100) if fields.text("Cost") else None,
        )


_ResourceKind = Literal["person", "equipment", "material", "cost"]


def _resources(root: Element, report: Report) -> Iterator[DraftResource]:
    for element in children(root, "Resources", "Resource"):
        bare = record(element, ElementPlace(), report)
        if bare.text("UID") in ("", "0") or bare.yes("IsNull"):
            continue
        place = ElementPlace(
            sheet=f"resource {bare.text('ID') or bare.text('UID')}", columns=_RESOURCE_FIELDS
        )
        fields = record(element, place, report)
        units = fields.number("MaxUnits")
        yield DraftResource(
            uid=fields.text("UID"),
            name=fields.text("Name"),
            kind=_resource_kind(fields),
            max_units=1 if units is None else units,
            calendar=_reference(fields.text("CalendarUID")),
            rates=tuple(_rates(element, fields)),
            availability=tuple(_availability(element, place, report)),
            group=fields.text("Group"),
            place=place,
        )


def _resource_kind(fields: Record) -> _ResourceKind:
    if fields.yes("IsCostResource") or fields.integer("Type", 1) == 2:
        return "cost"
    return "material" if fields.integer("Type", 1) == 0 else "person"


def _rates(element: Element, fields: Record) -> Iterator[DraftRate]:
    """The rate tables, or where there are none the plain rates."""
    found = list(children(element, "Rates", "Rate"))
    for one in found:
        rate = record(one, fields.place, fields.report)
        table = "ABCDE"[min(max(rate.integer("RateTable"), 0), 4)]
        start = rate.moment("RatesFrom")
        yield DraftRate(
            table=table,
            start=start if start and start.year > 1984 else None,
            rate=_rate(rate, "StandardRate"),
            overtime=_rate(rate, "OvertimeRate") if rate.text("OvertimeRate") else None,
            per_use=rate.money("CostPerUse", 100),
        )
    if not found:
        yield DraftRate(
            rate=_rate(fields, "StandardRate"),
            overtime=_rate(fields, "OvertimeRate") if fields.text("OvertimeRate") else None,
            per_use=fields.money("CostPerUse", 100),
        )


def _rate(fields: Record, name: str) -> Rate:
    """Money per hour, or per unit of material; the unit beside it is for display only there."""
    return Rate(amount=max(fields.money(name), Decimal(0)))


def _availability(
    element: Element, place: ElementPlace, report: Report
) -> Iterator[DraftAvailability]:
    for found in children(element, "AvailabilityPeriods", "AvailabilityPeriod"):
        fields = record(found, place, report)
        start, finish = fields.moment("AvailableFrom"), fields.moment("AvailableTo")
        units = fields.number("AvailableUnits")
        yield DraftAvailability(
            start=start.date() if start and start.year > 1984 else None,
            finish=finish.date() if finish and finish.year < 2049 else None,
            units=1 if units is None else units,
        )
