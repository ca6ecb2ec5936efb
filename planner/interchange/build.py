"""Turns a draft into a project: the one place that decides what its things mean here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.checks.validate import validate
from planner.errors import InputError, Issue
from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.build_lags import LagTimes
from planner.interchange.build_people import People
from planner.interchange.build_tasks import TaskBuilder, ended
from planner.interchange.draft import ImportDraft
from planner.interchange.place import KEPT, ElementPlace, Report
from planner.phrase import phrase
from planner.project import Constraint, LagCalendar, Project, Settings, Task

_BINDING = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A project from another program's file.

    Args:
        project: What can be planned with; its remarks are the report.
        named: By task id the fields that have no meaning here, name → value.
        named_resources: The same by resource name.
    """

    project: Project
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named_resources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def build(draft: ImportDraft, report: Report) -> Imported:
    """The project of a file.

    Args:
        draft: What the file says.
        report: What was noted while it was read; what becomes of things is added.

    Raises:
        InputError: with every fault found, if there is any.
    """
    draft = _with_sizes(draft, report)
    report.stop()
    times = ImportedWorktimes(draft=draft, report=report)
    people = People(draft=draft, times=times, report=report)
    lags = LagTimes(draft=draft, times=times, people=people, report=report)
    tasks = TaskBuilder(draft=draft, times=times, people=people, lags=lags, report=report)
    found = tuple(tasks.tasks())
    resources = tuple(people.resources())
    start = _start(draft, found, report)
    project = Project(
        settings=_settings(draft, start, lags.chosen),
        start=start or datetime(1980, 1, 1),
        tasks=found,
        resources=resources,
        weeks=times.weeks(),
        days_off=times.days_off(),
        baselines=tasks.baselines,
    )
    across = validate(project)
    if all(task.summary for task in found):
        report.fault(draft.place, "", "no-tasks", phrase("there is no task to plan"), "")
    named = tasks.named
    _tell_named(named, "task", report)
    _tell_named(people.named, "resource", report)
    issues = (_kept(draft, project), *report.issues, *across)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    return Imported(
        project=replace(project, remarks=issues), named=named, named_resources=people.named
    )


def _settings(draft: ImportDraft, start: datetime | None, lag_calendar: LagCalendar) -> Settings:
    day = draft.minutes_per_day
    return Settings(
        name=draft.name,
        start=start,
        hours_per_day=day / 60,
        days_per_week=draft.minutes_per_week / day,
        days_per_month=draft.days_per_month,
        currency=draft.currency,
        status_date=ended(None, draft.status_date),
        lag_calendar=lag_calendar,
        progress="override" if draft.override else "retained",
        source=draft.place,
    )


def _with_sizes(draft: ImportDraft, report: Report) -> ImportDraft:
    """The draft with sizes of day, week and month that can be meant."""
    day, week, month = draft.minutes_per_day, draft.minutes_per_week, draft.days_per_month
    if 0 < day <= 1440 and 0 < week <= 7 * day and 0 < month <= 31:
        return draft
    rule = phrase("a day of 8 h, a week of 40 h and a month of 20 days are taken")
    report.changed(draft.place, "MinutesPerDay", rule, f"{day:g}, {week:g} min; {month:g} days")
    return replace(draft, minutes_per_day=480, minutes_per_week=2400, days_per_month=20)


def _start(draft: ImportDraft, tasks: tuple[Task, ...], report: Report) -> datetime | None:
    """The project's start; where a date that must hold lies before it, that day."""
    known = [task.current_start for task in tasks if task.current_start]
    start = draft.start or min(known, default=None)
    if start is None:
        message = phrase("nothing says when the project starts")
        report.fault(draft.place, "start", "missing-project-start", message, "")
        return None
    binding = [when for task in tasks for kind, when in task.hard_dates if kind in _BINDING]
    first = min([start, *binding])
    if first < start:
        rule = phrase(
            "starts on {first:%Y-%m-%d}, since a task has to be done by then", first=first
        )
        report.changed(draft.place, "start", rule, f"{start:%Y-%m-%d}")
        return datetime.combine(first.date(), start.time())
    return start


def _tell_named(named: Mapping[str, Mapping[str, str]], what: str, report: Report) -> None:
    """Say once for each field without a meaning that it is kept by its name."""
    counts: dict[str, int] = {}
    for fields in named.values():
        for name in fields:
            counts[name] = counts.get(name, 0) + 1
    for name, count in counts.items():
        report.by_name(ElementPlace(sheet=f"{count} {what}{'' if count == 1 else 's'}"), name)


def _kept(draft: ImportDraft, project: Project) -> Issue:
    """The numbers of things taken over as they are."""
    counts = ", ".join(f"{number} {what}" for what, number in _numbers(project) if number)
    return Issue(
        severity="info",
        code=KEPT,
        message=phrase(
            "read as a file of {program}: {counts}; what has another meaning here or "
            "was lost is listed",
            program=draft.program,
            counts=counts,
        ),
    )


def _numbers(project: Project) -> Iterator[tuple[str, int]]:
    work = [task for task in project.tasks if not task.summary]
    yield "tasks", sum(not task.milestone for task in work)
    yield "milestones", sum(task.milestone for task in work)
    yield "summaries", len(project.tasks) - len(work)
    yield "links", sum(len(task.dependencies) for task in project.tasks)
    yield "assignments", sum(len(task.needs) for task in work)
    yield "resources", len(project.resources)
    yield "calendars", len(project.weeks)
    yield "days off", len(project.days_off)
