"""What a file of another program says, in a form in which two readers of it can be compared.

Facts are plain data, so that another reader's can be kept as JSON. Amounts of time are minutes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.draft import DraftAssignment, DraftResource, DraftTask, ImportDraft
from planner.interchange.formats import Format
from planner.interchange.hour_texts import InheritedCalendars
from planner.interchange.place import Report
from planner.project import Unit

Facts = Mapping[str, Mapping[str, Any]]
"""``task 7`` → its facts by name."""
Difference = tuple[str, str, object, object]
"""What, whose, what one says, what the other says; None for nothing."""
LONGEST = 800
"""Days over which calendars are compared."""
_MARGIN, _AFTER = timedelta(days=30), 365


def different(ours: Facts, theirs: Facts) -> Iterator[Difference]:
    """Where two readers do not agree; a fact that only one of them knows of is none."""
    for whose in sorted(ours.keys() ^ theirs.keys()):
        yield whose.partition(" ")[0], whose, whose in ours, whose in theirs
    for whose in ours.keys() & theirs.keys():
        one, other = ours[whose], theirs[whose]
        for what in one.keys() & other.keys():
            if one[what] != other[what]:
                yield what, whose, one[what], other[what]


def facts_of(draft: ImportDraft, kind: Format) -> dict[str, dict[str, Any]]:
    """What our reader found."""
    uids = {task.uid: task.id if primavera(kind) else task.uid for task in draft.tasks}
    tops = {task.uid for task in draft.tasks if not task.parent}
    times = ImportedWorktimes(draft=draft, report=Report())
    found: dict[str, dict[str, Any]] = {}
    for task in draft.tasks:
        if primavera(kind) and task.kind == "summary":
            continue  # it has no number of its own there
        facts = found[f"task {uids[task.uid]}"] = _task(task, kind)
        if kind in ("mspdi", "pod") and task.kind != "summary":
            calendar = task.calendar if times.known(task.calendar) else times.standard
            facts["pauses"] = [
                [moment(one), moment(other)]
                for one, other in _joined(task.pauses)
                if times.between(calendar, one, other)
            ]
        # of GanttProject the other reads links of the top level only
        links = (one for one in task.links if kind != "gan" or one.task in tops)
        facts["links"] = sorted(
            [uids[one.task], one.kind, *lag(one.lag.amount, one.lag.unit)]
            for one in links
            if not one.other and one.task in uids
        )
        facts["assignments"] = sorted(
            _assignment(one, kind) for one in task.assignments if one.resource
        )
    for resource in draft.resources:
        found[f"resource {resource.uid}"] = _resource(resource, draft, kind)
    calendars = InheritedCalendars(draft.calendars)
    first, days = span(draft)
    for one in draft.calendars:
        if days and one.name and (kind != "gan" or not one.base):  # people's have no names there
            hours = weeks(lambda day, uid=one.uid: calendars.on(uid, day), first, days)  # type: ignore[misc]
            found[f"calendar {one.name}"] = {"hours": hours}
    return found


def span(draft: ImportDraft) -> tuple[date, int]:
    """The first day on which calendars are compared, a Monday, and for how many days."""
    starts = [task.start for task in draft.tasks if task.start]
    if not starts:
        return date(2000, 1, 3), 0
    ends = [task.finish or task.start for task in draft.tasks if task.start]
    first = min(starts).date() - _MARGIN
    first -= timedelta(days=first.weekday())
    return first, min(LONGEST, (max(filter(None, ends)).date() - first).days + _AFTER)


def weeks(
    on: Callable[[date], tuple[tuple[int, int], ...]], first: date, days: int
) -> dict[str, list[str]]:
    """The hours of each day, by the Monday of its week; weeks like the one before are left out."""
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for ahead in range(0, days, 7):
        monday = first + timedelta(days=ahead)
        week = [_text(on(monday + timedelta(days=day))) for day in range(7)]
        if week != last:
            found[monday.isoformat()] = last = week
    return found


def _text(spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)


def _task(task: DraftTask, kind: Format) -> dict[str, Any]:
    whole = task.kind == "summary"
    baseline = next((one for one in task.baselines if one.number == 0), None)
    facts: dict[str, Any] = {
        "name": task.name,
        "deadline": moment(task.deadline),
    }
    if kind != "gan":  # which it does not read there
        told = (baseline.start, baseline.finish) if baseline else (None, None)
        facts["baseline"] = [moment(one) for one in told]
        facts["constraint"] = str(task.constraint)
        facts["constraint date"] = moment(task.constraint_date)
    if kind in ("mspdi", "pod", "gan"):
        facts |= {"summary": whole, "level": task.level}
    without_unit = task.duration is None and kind in ("mspdi", "pod")
    if not without_unit and (not whole or kind in ("mspdi", "pod")):
        facts["duration"] = number(task.duration)
    if primavera(kind):
        facts["kind"] = _activity(task)
    elif kind != "gan":
        facts |= {"fixed cost": float(task.fixed_cost), "priority": task.priority}
    if not whole:
        facts["milestone"] = task.milestone
        facts["percent"] = number((task.percent_complete or 0) * 100)
        dates = {"start": moment(task.start), "finish": moment(task.finish)}
        facts |= {what: when for what, when in dates.items() if when or kind != "gan"}
    return facts


def _joined(
    spans: Iterable[tuple[datetime, datetime]],
) -> list[tuple[datetime, datetime]]:
    """Interruptions, those that follow directly on each other as one."""
    found: list[tuple[datetime, datetime]] = []
    for start, finish in spans:
        follows = found and found[-1][1] == start
        found.append((found.pop()[0] if follows else start, finish))
    return found


def primavera(kind: Format) -> bool:
    """Whether a file is of Primavera's."""
    return kind in ("xer", "pmxml")


def _activity(task: DraftTask) -> str:
    if task.kind == "effort" or task.milestone:
        return "milestone" if task.milestone else "effort"
    return "by its people" if task.resource_dated else "by itself"


def _assignment(one: DraftAssignment, kind: Format) -> list[Any]:
    """Work is derived or in other fields but in MS Project's XML."""
    work = number(one.work or 0.0) if kind in ("mspdi", "pod") else 0.0
    return [one.resource, number(one.units), work]


def _resource(one: DraftResource, draft: ImportDraft, kind: Format) -> dict[str, Any]:
    hours = {"h": 1.0, "d": draft.minutes_per_day / 60}
    facts: dict[str, Any] = {"name": one.name, "material": one.kind == "material"}
    if kind != "gan":
        units = [period.units for period in one.availability] or [one.max_units]
        facts["units"] = [round(found, 2) for found in units] if one.kind != "material" else []
    for table in "ABCDE" if kind in ("mspdi", "pod") else "A":
        rates = (rate for rate in one.rates if rate.table == table)
        facts[f"rates {table}"] = paid(
            float(rate.rate.amount) / hours.get(rate.rate.per, 1) for rate in rates
        )
    facts["per use"] = max((float(rate.per_use) for rate in one.rates[:1]), default=0.0)
    return facts


def paid(rates: Iterable[float]) -> list[float]:
    """Rates by the hour, one after the other; nothing is what is not paid at all."""
    found = [round(rate, 2) for rate in rates]
    return found if any(found) else []


def lag(amount: float, unit: Unit) -> list[Any]:
    """A lag as amount and unit."""
    return [round(amount, 1), unit.value] if round(amount, 1) else [0.0, ""]


def number(value: float | None) -> float | None:
    """Two digits behind the point."""
    return None if value is None else round(value, 2)


def moment(value: object) -> str | None:
    """A date as text; ProjectLibre writes one of 1970 for none."""
    text = "" if value is None else str(value).replace(" ", "T")[:16]
    return None if text.startswith(("1970", "1969")) else text or None
