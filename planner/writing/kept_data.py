"""A plan as data to be kept, and the plan of kept data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.choice import Choice
from planner.errors import InputError, Issue, refusal
from planner.phrase import Phrase, as_data, of_data, phrase
from planner.plan import (
    Answer,
    Booking,
    Chain,
    ChainStep,
    DayLoad,
    Free,
    GoalValue,
    Lever,
    MaterialUse,
    Plan,
    PlannedTask,
    Reason,
    Run,
)
from planner.project import Project
from planner.tracking.records import Previous, PreviousTask
from planner.worktime.moments import moment, stamp

_VERSION = 2

SAID = 15
"""The place of what its cells said in the data of a row."""

_PLACED = frozenset(
    ("task", "start", "finish", "duration", "days_late", "cost", "critical", "slack", "reason",
     "bookings", "accrual", "day", "causes", "spent", "spent_over", "remaining", "rolled_up",
     "true_slack", "true_slack_proved", "stated", "used", "pieces")
)  # fmt: skip
"""What has its place in the data of a row."""

_NAMED = tuple(one.name for one in fields(PlannedTask) if one.name not in _PLACED)
"""What came later: texts, numbers and flags, which stand behind it by their names."""


def _choice_data(choice: Choice) -> list[Any]:
    said = [choice.columns, choice.sheet, choice.header_row, choice.unit]
    return [*said, choice.form, choice.dates]


def data_of_plan(plan: Plan) -> dict[str, Any]:
    """The plan as data that JSON can hold."""
    run = plan.run
    return {
        "version": _VERSION,
        "status": plan.status,
        "start": plan.start.isoformat(),
        "finish": plan.finish.isoformat(),
        "cost": str(plan.cost),
        "goals": [[goal.name, goal.unit, goal.value, goal.bound] for goal in plan.goals],
        "rows": [_row_data(row) for row in plan.rows],
        "previous": _previous_data(plan.project.previous),
        "choice": _choice_data(plan.project.choice),
        "free": plan.free
        and [plan.free.finish.isoformat(), str(plan.free.cost), plan.free.days_late,
             plan.free.proved],
        "forecast": plan.project.settings.forecast,
        "history": len(plan.project.history),
        "chains": [
            [chain.of, chain.days_late, [
                [s.task, *map(_reason_data, (s.reason, *s.more))] for s in chain.steps]]
            for chain in plan.chains
        ],
        "levers": [_lever_data(lever) for lever in plan.levers],
        "answers": [asdict(answer) for answer in plan.answers],
        "load": {
            name: [[day.toordinal(), load.worked, load.available] for day, load in days.items()]
            for name, days in plan.load.items()
        },
        "issues": [
            [i.severity, i.code, as_data(i.message), i.sheet, i.cell, i.got, as_data(i.remedy)]
            for i in plan.issues
        ],
        "run": [
            run.version, run.seed, run.workers, run.time_limit, run.deterministic_limit,
            list(run.goals), run.seconds, run.solver,
        ],
    }  # fmt: skip


def _previous_data(before: Previous | None) -> list[Any] | None:
    """The plan that this one was compared with, without what the sheet Plan already contains."""
    if before is None:
        return None
    tasks = [
        [task, one.name, one.start.isoformat(), one.finish.isoformat(), list(one.people),
         one.minutes, None if one.cost is None else str(one.cost),
         None if one.stated is None else dict(one.stated)]
        for task, one in before.tasks.items()
    ]  # fmt: skip
    made = before.made and before.made.isoformat()
    return [before.origin, before.published, made, tasks, before.near]


def previous_plan(data: list[Any] | None) -> Previous | None:
    """The previous plan of kept data, or None."""
    if data is None:
        return None
    origin, published, made, tasks, *near = data
    return Previous(
        origin=origin,
        published=published,
        near=near == [True],
        made=date.fromisoformat(made) if made else None,
        tasks={
            task: PreviousTask(
                name=name, start=datetime.fromisoformat(start),
                finish=datetime.fromisoformat(finish), people=tuple(people), minutes=minutes,
                cost=None if cost is None else Decimal(cost),
                stated=kept_texts(said[0]) if said and said[0] is not None else None,
            )
            for task, name, start, finish, people, minutes, cost, *said in tasks
        },
    )  # fmt: skip


def _row_data(row: PlannedTask) -> list[Any]:
    return [
        row.task.id,
        row.start and row.start.isoformat(),
        row.finish and row.finish.isoformat(),
        row.duration,
        row.days_late,
        str(row.cost),
        row.critical,
        row.slack,
        row.reason,
        [
            [
                b.resource, b.units, b.skill, b.minutes, str(b.cost), _span_data(b.spans),
                *([_span_data(b.overtime), str(b.surcharge)] if b.overtime else []),
            ]
            for b in row.bookings
        ],
        _span_data(row.accrual),
        row.day and row.day.toordinal(),
        [_reason_data(cause) for cause in row.causes],
        [str(row.spent), _span_data(row.spent_over), row.remaining, row.rolled_up],
        [row.true_slack, row.true_slack_proved],
        [row.task.label, row.task.name, dict(row.stated)],
        [[one.material, one.amount, _span_data(one.pieces)] for one in row.used],
        {name: getattr(row, name) for name in _NAMED}
        | ({"pieces": _span_data(row.pieces)} if row.pieces else {}),
    ]  # fmt: skip


def _reason_data(reason: Reason) -> list[Any]:
    until = reason.until and reason.until.isoformat()
    place = [reason.sheet, reason.cell]
    return [reason.kind, reason.text, list(reason.tasks), reason.person, *place, until]


def _reason(data: list[Any]) -> Reason:
    kind, text, tasks, person, sheet, cell, until = data
    return Reason(
        kind=kind, text=text, tasks=tuple(tasks), person=person, sheet=sheet, cell=cell,
        until=datetime.fromisoformat(until) if until else None,
    )  # fmt: skip


_AMOUNTS = ("cost", "penalties", "price")


def _lever_data(lever: Lever) -> dict[str, Any]:
    amounts = {name: str(getattr(lever, name)) for name in _AMOUNTS}
    return {one.name: getattr(lever, one.name) for one in fields(lever)} | amounts


def _lever(data: dict[str, Any]) -> Lever:
    amounts = {name: Decimal(data[name]) for name in _AMOUNTS}
    deadlines = tuple((task, days) for task, days in data["deadlines"])
    return Lever(**{**data, **amounts, "late": tuple(data["late"]), "deadlines": deadlines})


def _answer(data: dict[str, Any]) -> Answer:
    return Answer(**{**data, "lines": tuple(data["lines"]), "worse": tuple(data["worse"])})


def _span_data(spans: Iterable[tuple[datetime, datetime]]) -> list[list[int]]:
    return [[moment(start), moment(end)] for start, end in spans]


def _spans(data: list[list[int]]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((stamp(first), stamp(last)) for first, last in data)


def plan_of_data(data: Mapping[str, Any], project: Project) -> Plan:
    """The plan of kept data for a project."""
    if data["version"] != _VERSION:
        raise fault("no-plan", phrase("the plan in this workbook was written by another version"))
    if [row[0] for row in data["rows"]] != [task.id for task in project.tasks]:
        raise fault(
            "plan-outdated", phrase("the tasks have changed since this workbook was planned")
        )
    before, known = previous_plan(data.get("previous")), project.history
    settings = replace(project.settings, forecast=data.get("forecast", True))
    project = replace(project, settings=settings)
    project = replace(project, previous=before, history=known[: data.get("history", len(known))])
    return Plan(
        project=project,
        status=data["status"],
        goals=tuple(
            GoalValue(name=name, unit=unit, value=value, bound=bound)
            for name, unit, value, bound in data["goals"]
        ),
        start=datetime.fromisoformat(data["start"]),
        finish=datetime.fromisoformat(data["finish"]),
        cost=Decimal(data["cost"]),
        rows=tuple(_rows(data["rows"], project)),
        chains=tuple(_chains(data.get("chains", ()))),
        levers=tuple(map(_lever, data.get("levers", ()))),
        answers=tuple(map(_answer, data.get("answers", ()))),
        load={
            name: {
                date.fromordinal(day): DayLoad(worked=worked, available=available)
                for day, worked, available in days
            }
            for name, days in data["load"].items()
        },
        issues=tuple(_issues(data["issues"])),
        run=_run(data["run"]),
        free=_free(data.get("free")),
    )


def _chains(data: Iterable[list[Any]]) -> Iterator[Chain]:
    for of, late, steps in data:
        chain = (
            ChainStep(task=task, reason=_reason(reason), more=tuple(map(_reason, more)))
            for task, reason, *more in steps
        )
        yield Chain(of=of, days_late=late, steps=tuple(chain))


def _issues(data: Iterable[list[Any]]) -> Iterator[Issue]:
    for severity, code, message, sheet, cell, got, remedy in data:
        yield Issue(
            severity=severity,
            code=code,
            message=of_data(message),
            sheet=sheet,
            cell=cell,
            got=got,
            remedy=of_data(remedy),
        )


def _run(data: list[Any]) -> Run:
    version, seed, workers, time_limit, limit, goals, seconds, *solver = data
    return Run(
        version=version,
        seed=seed,
        workers=workers,
        time_limit=time_limit,
        deterministic_limit=limit,
        goals=tuple(goals),
        seconds=seconds,
        solver="".join(solver[:1]),
    )


def _free(data: list[Any] | None) -> Free | None:
    if data is None:
        return None
    finish, cost, late, proved = data
    when = datetime.fromisoformat(finish)
    return Free(finish=when, cost=Decimal(cost), days_late=late, proved=proved)


def _bookings(data: Iterable[list[Any]]) -> Iterator[Booking]:
    for resource, units, skill, minutes, money, spans, *late in data:
        yield Booking(
            resource=resource,
            units=units,
            skill=skill,
            minutes=minutes,
            cost=Decimal(money),
            spans=_spans(spans),
            overtime=_spans(late[0]) if late else (),
            surcharge=Fraction(late[1] if late else 0),
        )


def _rows(rows: list[list[Any]], project: Project) -> Iterator[PlannedTask]:
    for task, row in zip(project.tasks, rows, strict=True):
        _, start, finish, duration, late, cost, critical, slack, reason, bookings, *rest = row
        accrual, day, causes, history, true_slack, said, used, named = (*rest, *[None] * 7)[:8]
        spent, spent_over, remaining, rolled_up = (*(history or ("0", [], None)), None)[:4]
        yield PlannedTask(
            task=task,
            start=datetime.fromisoformat(start) if start else None,
            finish=datetime.fromisoformat(finish) if finish else None,
            duration=duration,
            days_late=late,
            cost=Decimal(cost),
            critical=critical,
            slack=slack,
            true_slack=true_slack[0] if true_slack else None,
            true_slack_proved=bool(true_slack and true_slack[1]),
            reason=reason,
            bookings=tuple(_bookings(bookings)),
            causes=tuple(map(_reason, causes or ())),
            day=date.fromordinal(day) if day else None,
            accrual=_spans(accrual),
            spent=Decimal(spent),
            spent_over=_spans(spent_over),
            remaining=remaining,
            rolled_up=rolled_up,
            stated=kept_texts(said[2]) if said else {},
            used=tuple(
                MaterialUse(material=name, amount=amount, pieces=_spans(pieces))
                for name, amount, pieces in used or ()
            ),
            pieces=_spans(dict(named or {}).get("pieces", [])),
            **{name: value for name, value in dict(named or {}).items() if name in _NAMED},
        )  # fmt: skip


def kept_texts(data: Mapping[str, Any]) -> Mapping[str, str]:
    """Field → text, for all texts."""
    return {str(field): str(text) for field, text in data.items()}


def fault(code: str, message: Phrase) -> InputError:
    """The refusal of a workbook in which no plan can be found, to be raised."""
    remedy = phrase("plan it with planner solve, then use the workbook that it writes")
    return refusal(code, message, remedy)
