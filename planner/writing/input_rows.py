"""Rows of the input sheets: the fields of a task, a resource, a calendar or days off as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time, timedelta

from planner.project import Constraint, DayOff, Rate, Resource, Task, WorkWeek
from planner.schema.day_sheets import DAYS
from planner.writing.example import TemplateValue

_OWN_COLUMN = {
    Constraint.MSO: "must_start",
    Constraint.SNLT: "start_no_later",
    Constraint.FNLT: "finish_no_later",
}

_KINDS = {"person": "Person", "equipment": "Equipment", "material": "Material"}


def units_text(units: float) -> str:
    """Units as text that is read as the very same number."""
    return f"{units * 100:g}%" if round(units * 100) / 100 == units else f"{units:.10g}"


def heads_text(heads: tuple[int, int]) -> str:
    """The fewest and most people as text."""
    return str(heads[0]) if heads[0] == heads[1] else f"{heads[0]}-{heads[1]}"


def date_fields(task: Task) -> Iterator[tuple[str, TemplateValue]]:
    """The dates of a task, by field."""
    if task.constraint is not Constraint.ASAP:
        yield "constraint", task.constraint.value
    for name in (
        "constraint_date", "earliest_start", "blocked_until", "deadline", "baseline_start",
        "baseline_finish",
    ):  # fmt: skip
        yield name, getattr(task, name) or ""
    for kind, when in task.more_dates:
        yield _OWN_COLUMN[kind], when
    yield from (("blocked_by", task.blocked_by),)
    yield from (("start", task.current_start or ""), ("finish", task.current_finish or ""))


def resource_texts(one: Resource) -> Mapping[str, TemplateValue]:
    """The fields of a resource, by name."""
    return dict(resource_fields(one))


def resource_fields(one: Resource) -> Iterator[tuple[str, TemplateValue]]:
    """The fields of a resource."""
    yield from (("name", one.name), ("kind", _KINDS[one.kind]), ("max_units", one.max_units))
    yield (
        "skills",
        "; ".join(f"{skill}:{level:g}" if level else skill for skill, level in one.skills.items()),
    )
    yield from (("rate", _rate(one.rate)), ("overtime_rate", _rate(one.overtime_rate)))
    if one.overtime_hours:
        yield "overtime_hours", one.overtime_hours
    yield from (("cost_per_use", float(one.cost_per_use) if one.cost_per_use else ""),)
    yield from (("calendar", one.calendar), ("groups", "; ".join(one.groups)))
    if one.efficiency != 1:
        yield "efficiency", one.efficiency
    yield from (("available_from", one.available_from or ""),)
    yield from (("available_until", one.available_until or ""),)


def _rate(rate: Rate | None) -> str:
    return f"{rate.amount:f}/{rate.per}" if rate and rate.amount else ""


def hours_text(spans: Iterable[tuple[time, time]]) -> str:
    """Working spans of a day as text."""
    return ", ".join(f"{start:%H:%M}-{_end(finish)}" for start, finish in spans)


def _end(clock: time) -> str:
    return f"{clock:%H:%M}" if clock != time() else "24:00"


def week_fields(week: WorkWeek) -> Iterator[tuple[str, TemplateValue]]:
    """The fields of a calendar."""
    yield "calendar", week.name
    yield from ((day, hours_text(spans)) for day, spans in zip(DAYS, week.days, strict=True))


def day_off_fields(day: DayOff) -> Iterator[tuple[str, TemplateValue]]:
    """The fields of days off."""
    first, last = ("start", "finish") if day.who else ("date", "until")
    yield from ((first, day.start), ("name", day.name), ("who", day.who))
    if day.finish != day.start:
        yield last, day.finish
    if day.hours:
        yield "hours", hours_text([day.hours])


def exception_rows(week: WorkWeek) -> Iterator[Iterable[tuple[str, TemplateValue]]]:
    """The days of a calendar with other hours; days in a row with the same hours share a row."""
    days = sorted(week.exceptions.items())
    while days:
        first, hours = days[0]
        count = 1
        while count < len(days) and days[count] == (first + timedelta(days=count), hours):
            count += 1
        last: TemplateValue = first + timedelta(days=count - 1) if count > 1 else ""
        yield (
            ("date", first),
            ("until", last),
            ("calendar", week.name),
            ("hours", hours_text(hours)),
        )
        del days[:count]
