"""GanttProject's files (.gan): whole days, one calendar, tasks nested in each other."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from planner.interchange.draft import (
    DraftAssignment,
    DraftBaseline,
    DraftCalendar,
    DraftException,
    DraftLink,
    DraftRate,
    DraftResource,
    DraftTask,
    ImportDraft,
)
from planner.interchange.place import ElementPlace, Report
from planner.interchange.safe_xml import attributes, children, local
from planner.interchange.typed_fields import Record
from planner.phrase import phrase
from planner.project import Constraint, Lag, LinkKind, Rate

_HOURS = ((time(8), time(12)), (time(13), time(17)))
_DAY = 480
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KINDS: dict[str, LinkKind] = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
_PRIORITIES = {"3": 100, "0": 300, "1": 500, "2": 700, "4": 900}
"""Lowest, low, normal, high, highest."""
_RECURS = 10
"""Years around the project for which a holiday without a year is written down."""
_CALENDAR = "standard"
_FIELDS = {
    "name": "name",
    "duration": "duration",
    "predecessors": "depend",
    "resources": "allocation",
    "earliest_start": "thirdDate",
    "start": "start",
}


def read_gan(root: Element, report: Report) -> ImportDraft:
    """Reads a GanttProject file as a draft."""
    place = ElementPlace(sheet="project")
    fields = attributes(root, place, report)
    tasks = tuple(_Tasks(root, report).tasks())
    starts = [task.start for task in tasks if task.start]
    start = min(starts, default=None)
    return ImportDraft(
        program="GanttProject",
        place=place,
        name=fields.text("name"),
        start=start,
        calendar=_CALENDAR,
        calendars=tuple(_calendars(root, start, report)),
        tasks=tasks,
        resources=tuple(_resources(root, report)),
    )


def _calendars(root: Element, start: datetime | None, report: Report) -> Iterator[DraftCalendar]:
    """The calendar of the project, and one for each person who has vacations."""
    place = ElementPlace(sheet="calendar")
    week = [*[_HOURS] * 5, (), ()]
    for found in children(root, "calendars", "day-types", "default-week"):
        told = attributes(found, place, report)
        week = [() if told.text(day) == "1" else _HOURS for day in _DAYS]
        break
    exceptions = [
        one
        for found in children(root, "calendars", "date")
        for one in _exceptions(attributes(found, place, report), found, start)
    ]
    name = "Standard"
    yield DraftCalendar(
        uid=_CALENDAR, name=name, days=tuple(week), exceptions=tuple(exceptions), place=place
    )
    away: dict[str, list[DraftException]] = {}
    for found in children(root, "vacations", "vacation"):
        told = attributes(found, ElementPlace(sheet="vacation"), report)
        first, last = told.moment("start"), told.moment("end")
        if first and last and last > first:
            gone = DraftException(start=first.date(), finish=last.date() - timedelta(days=1))
            away.setdefault(told.text("resourceid"), []).append(gone)
    for uid, gone_days in away.items():
        yield DraftCalendar(
            uid=f"resource {uid}", name=f"Resource {uid}", base=_CALENDAR,
            exceptions=tuple(gone_days), place=place,
        )  # fmt: skip


def _exceptions(told: Record, element: Element, start: datetime | None) -> Iterator[DraftException]:
    """A day off or a day worked; one without a year comes back every year."""
    kind = told.text("type")
    if kind == "NEUTRAL":
        return
    month, day = told.integer("month"), told.integer("date")
    about = (start or datetime(2000, 1, 1)).year
    years = range(about - 1, about + _RECURS)
    if told.text("year"):
        years = range(told.integer("year"), told.integer("year") + 1)
    hours = _HOURS if kind == "WORKING_DAY" else ()
    for year in years:
        try:
            when = date(year, month, day)
        except (ValueError, OverflowError):
            if told.text("year"):
                told.report.fault(
                    told.place, "date", "bad-date", phrase("is no day"), f"{year}-{month}-{day}"
                )
            continue
        name = (element.text or "").strip()
        yield DraftException(start=when, finish=when, hours=hours, name=name)


class _Tasks:
    """Reads the nested tasks; a task names what waits for it, not what it waits for."""

    def __init__(self, root: Element, report: Report) -> None:
        self.root, self.report = root, report
        self.titles = {
            one.get("id", ""): one.get("name", "")
            for one in children(root, "tasks", "taskproperties", "taskproperty")
            if one.get("type") == "custom"
        }
        self.assigned: dict[str, list[DraftAssignment]] = {}
        for found in children(root, "allocations", "allocation"):
            self._assign(found)
        self.strong = 0
        self.links: dict[str, list[DraftLink]] = {}
        self.rows = list(self._walk())
        for element, told, _, _ in self.rows:
            self._link(element, told)
        if self.strong:
            rule = phrase(
                "a strong link says not before, as others do; it does not hold its task there"
            )
            self.report.changed(
                ElementPlace(sheet="project"), "depend", rule, f"{self.strong} links"
            )
        self.baselines = dict(self._earlier())

    def _walk(self) -> Iterator[tuple[Element, Record, str, int]]:
        """Yields each task with its fields, its parent's uid and its level, in the file's order."""
        stack = [(one, "", 1) for one in reversed(list(children(self.root, "tasks", "task")))]
        while stack:
            element, parent, level = stack.pop()
            place = ElementPlace(sheet=f"task {element.get('id', '')}", columns=_FIELDS)
            told = attributes(element, place, self.report)
            yield element, told, parent, level
            inside = [one for one in element if local(one) == "task"]
            stack += [(one, told.text("id"), level + 1) for one in reversed(inside)]

    def _assign(self, element: Element) -> None:
        task = element.get("task-id", "")
        told = attributes(element, ElementPlace(sheet=f"allocation to task {task}"), self.report)
        load = told.number("load")
        found = DraftAssignment(
            resource=told.text("resource-id"),
            units=1 if load is None else load / 100,
            place=told.place,
        )
        self.assigned.setdefault(task, []).append(found)

    def _link(self, element: Element, told: Record) -> None:
        for one in children(element, "depend"):
            link = attributes(one, told.place, self.report)
            kind = link.text("type") or "2"
            if kind not in _KINDS:
                self.report.fault(
                    told.place, "depend", "bad-link", phrase("is of type 1 to 4"), kind
                )
                continue
            self.strong += link.text("hardness") == "Strong"
            lag = Lag(amount=(link.number("difference") or 0) * _DAY)
            found = DraftLink(task=told.text("id"), kind=_KINDS[kind], lag=lag)
            self.links.setdefault(link.text("id"), []).append(found)

    def _earlier(self) -> Iterator[tuple[str, DraftBaseline]]:
        """The dates of the last saved earlier plan."""
        for plan in children(self.root, "previous", "previous-tasks"):
            for element in children(plan, "previous-task"):
                told = attributes(element, ElementPlace(sheet="previous plan"), self.report)
                start, days = told.moment("start"), told.number("duration")
                yield told.text("id"), DraftBaseline(start=start, duration=(days or 0) * _DAY)

    def tasks(self) -> Iterator[DraftTask]:
        """All tasks, in the order of the file."""
        for element, told, parent, level in self.rows:
            uid = told.text("id")
            summary = any(local(one) == "task" for one in element)
            milestone = told.text("meeting") == "true" and not summary
            days, complete = told.number("duration"), told.number("complete")
            links = tuple(self.links.get(uid, ()))
            third, start = told.moment("thirdDate"), told.moment("start")
            held = third if told.text("thirdDate-constraint") == "1" else None
            yield DraftTask(
                uid=uid,
                id=uid,
                name=told.text("name"),
                kind="summary" if summary else "task",
                parent=parent,
                level=level,
                milestone=milestone,
                duration=0 if milestone else None if days is None else days * _DAY,
                start=start,
                percent_complete=None if complete is None else complete / 100,
                constraint=Constraint.ASAP,
                earliest_start=held,
                stays=not links and not summary,
                priority=_PRIORITIES.get(told.text("priority"), 500),
                fixed_cost=self._cost(told),
                links=links,
                assignments=tuple(self.assigned.get(uid, ())),
                baselines=(self.baselines[uid],) if uid in self.baselines else (),
                notes="\n".join((one.text or "").strip() for one in children(element, "notes")),
                named=self._named(element, told),
                place=told.place,
            )

    def _cost(self, told: Record) -> Decimal:
        return max(Decimal(0), told.money("cost-manual-value"))

    def _named(self, element: Element, told: Record) -> Mapping[str, str]:
        named = {"Web Link": told.text("webLink")} if told.text("webLink") else {}
        for one in children(element, "customproperty"):
            name, value = self.titles.get(one.get("taskproperty-id", "")), one.get("value", "")
            if name and value and value != "null":
                named[name] = value
        return named


def _resources(root: Element, report: Report) -> Iterator[DraftResource]:
    away = {one.get("resourceid", "") for one in children(root, "vacations", "vacation")}
    for element in children(root, "resources", "resource"):
        uid = element.get("id", "")
        place = ElementPlace(
            sheet=f"resource {element.get('name') or uid}", columns={"name": "name"}
        )
        told = attributes(element, place, report)
        rate = next((attributes(one, place, report) for one in children(element, "rate")), None)
        amount = max(Decimal(0), rate.money("value")) if rate else Decimal(0)
        yield DraftResource(
            uid=uid,
            name=told.text("name"),
            calendar=f"resource {uid}" if uid in away else "",
            rates=(DraftRate(rate=Rate(amount=amount, per="d")),) if amount else (),
            group="",
            named={
                name: told.text(field)
                for field, name in (("contacts", "E-mail"), ("phone", "Phone"))
                if told.text(field)
            },
            place=place,
        )
