"""Believable plans without a solver: people take tasks one after the other, in office hours."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from planner.errors import Issue
from planner.phrase import verbatim
from planner.plan import (
    Answer,
    Booking,
    Chain,
    ChainStep,
    DayLoad,
    GoalValue,
    Lever,
    Plan,
    PlannedTask,
    Reason,
    Run,
)
from planner.project import (
    Budget,
    DayOff,
    Delivery,
    Project,
    Rate,
    Resource,
    Settings,
    Source,
    Task,
    WorkWeek,
)
from planner.tracking.records import Baseline, BaselineTask, Previous, PreviousTask, Progress

OFFICE = ((time(8), time(12)), (time(13), time(17)))
PEOPLE = (
    "Anna Berg", "Bo Chen", "Carla Díaz", "Deniz Ekin", "Eva Fink", "Farid Gül", "Grace Ho",
    "Hugo Ito",
)  # fmt: skip
VERBS = ("Install", "Test", "Review", "Document", "Train", "Design", "Build", "Procure")
THINGS = (
    "data model", "HV cabinet", "north wall", "pump house", "API gateway", "user manual",
    "fire alarm",
)  # fmt: skip
PHASES = ("Concept", "Design", "Procurement", "Construction", "Commissioning", "Handover")
START = datetime(2026, 1, 5, 8)


class _Desk:
    """A person's office hours, handed out in order."""

    def __init__(self, away: set[date]) -> None:
        self.away = away

    def spans(self, start: datetime, minutes: int) -> list[tuple[datetime, datetime]]:
        """The pieces worked from `start` on until the minutes are done."""
        spans: list[tuple[datetime, datetime]] = []
        day = start.date()
        while minutes > 0:
            for opens, closes in OFFICE if self._works(day) else ():
                begin = max(datetime.combine(day, opens), start)
                end = min(datetime.combine(day, closes), begin + timedelta(minutes=minutes))
                if begin < end:
                    spans.append((begin, end))
                    minutes -= round((end - begin).total_seconds() / 60)
            day += timedelta(days=1)
        return spans

    def _works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.away


HOLIDAYS = (
    DayOff(start=date(2026, 1, 6), finish=date(2026, 1, 6), name="Epiphany"),
    DayOff(start=date(2026, 4, 3), finish=date(2026, 4, 6), name="Easter"),
    DayOff(start=date(2026, 12, 24), finish=date(2027, 1, 1), name="Winter break"),
)
LEAVE = (
    DayOff(start=date(2026, 1, 19), finish=date(2026, 1, 23), who="Bo Chen", name="Leave"),
    DayOff(start=date(2026, 2, 16), finish=date(2026, 3, 1), who="Eva Fink", name="Ski"),
    DayOff(start=date(2026, 7, 6), finish=date(2026, 7, 31), who="Hugo Ito", name="Parental leave"),
)


def _days(off: DayOff) -> set[date]:
    return {off.start + timedelta(days=n) for n in range((off.finish - off.start).days + 1)}


def fake_plan(
    tasks: int = 30,
    *,
    people: int = 8,
    seed: int = 1,
    minutes: int = 480,
    mean_days: int = 5,
    sheet: str = "Tasks",
    currency: str = "€",
    baseline: bool = True,
) -> Plan:
    """A plan of about so many rows, in phases of ten, each closed by a milestone."""
    rng = random.Random(seed)
    names = [PEOPLE[i % 8] + ("" if i < 8 else f" {i // 8 + 1}") for i in range(people)]
    public = set().union(*map(_days, HOLIDAYS))
    desks = {
        name: _Desk(public.union(*(_days(off) for off in LEAVE if off.who == name)))
        for name in names
    }
    free = dict.fromkeys(names, START)
    rows: list[PlannedTask] = []
    phase = 0
    while len(rows) < tasks:
        phase += 1
        phase_rows = _phase(rng, phase, min(10, tasks - len(rows) - 1), names, desks, free)
        rows += _numbered(_summary(phase, phase_rows), phase_rows, len(rows), sheet, baseline, rng)
    return _plan(tuple(rows), names, desks, currency)


def _phase(
    rng: random.Random, phase: int, size: int, names: list[str], desks: dict[str, _Desk],
    free: dict[str, datetime],
) -> list[PlannedTask]:  # fmt: skip
    rows: list[PlannedTask] = []
    for n in range(1, max(size, 2)):
        crew = rng.sample(names, 2 if rng.random() < 0.15 and len(names) > 1 else 1)
        begin = max(free[name] for name in crew)
        work = 480 * rng.randint(1, 9) if rng.random() < 0.8 else 240 * rng.randint(1, 5)
        units = 0.5 if rng.random() < 0.1 else 1.0
        bookings = []
        for name in crew:
            spans = desks[name].spans(begin, work)
            cost = Decimal(work) / 60 * 85 * Decimal(units)
            bookings.append(
                Booking(resource=name, units=units, minutes=work, cost=cost, spans=tuple(spans))
            )
        start = min(b.spans[0][0] for b in bookings)
        finish = max(b.spans[-1][1] for b in bookings)
        for name in crew:
            free[name] = finish
        row = _task_row(rng, phase, n, start, finish, work, tuple(bookings))
        cause = Reason(
            kind="busy" if rows else "begin", text=row.reason, person=crew[0], until=start,
            tasks=(rows[-1].task.id,) if rows else (), sheet="Tasks", cell=f"B{n + 1}",
        )  # fmt: skip
        rows.append(replace(row, causes=(cause,)))
    finish = max(row.finish for row in rows if row.finish)
    milestone = Task(
        id=f"P{phase}M", name=f"Milestone: phase {phase} accepted", wbs=f"{phase}.{len(rows) + 1}",
        level=2, parent=f"P{phase}", duration=0, deadline=finish + timedelta(days=2 - phase % 3),
    )  # fmt: skip
    late = max(0.0, phase % 3 - 2.0)
    rows.append(
        PlannedTask(
            task=milestone, start=finish, finish=finish, days_late=late, slack=1.0,
            reason="When the last task of the phase ends",
        )
    )  # fmt: skip
    return rows


def _task_row(
    rng: random.Random, phase: int, n: int, start: datetime, finish: datetime, work: int,
    bookings: tuple[Booking, ...],
) -> PlannedTask:  # fmt: skip
    due = finish + timedelta(days=rng.randint(-6, 12)) if rng.random() < 0.3 else None
    late = max(0.0, (finish - due).days * 5 // 7 + 1.0) if due and due < finish else 0.0
    fixed = Decimal(1200) if rng.random() < 0.1 else Decimal(0)
    task = Task(
        id=f"T{phase:02d}{n:02d}", name=f"{rng.choice(VERBS)} {rng.choice(THINGS)}",
        wbs=f"{phase}.{n}", level=2, parent=f"P{phase}", duration=work, deadline=due,
        fixed_cost=fixed, progress=Progress(percent={1: 1.0, 2: 0.4}.get(phase)),
    )  # fmt: skip
    critical = rng.random() < 0.25
    return PlannedTask(
        task=task, start=start, finish=finish, duration=work,
        days_late=late if due else None, bookings=bookings, critical=critical,
        cost=sum((b.cost for b in bookings), fixed),
        slack=0.0 if critical else float(rng.randint(1, 9)),
        free_slack=0.0 if critical else float(n % 2),
        true_slack=9.5 if critical else None,
        true_slack_proved=n % 2 == 0,
        reason=f"{bookings[0].resource} is free from then on; nobody else has the skill",
    )  # fmt: skip


def _summary(phase: int, rows: list[PlannedTask]) -> PlannedTask:
    name = f"{PHASES[(phase - 1) % len(PHASES)]} {(phase - 1) // len(PHASES) + 1}"
    task = Task(id=f"P{phase}", name=name, wbs=str(phase), summary=True)
    start = min(row.start for row in rows if row.start)
    finish = max(row.finish for row in rows if row.finish)
    return PlannedTask(
        task=task, start=start, finish=finish, duration=(finish - start).days * 5 // 7 * 480,
        cost=sum((row.cost for row in rows), Decimal(0)),
    )  # fmt: skip


def _numbered(
    summary: PlannedTask, rows: list[PlannedTask], before: int, sheet: str, baseline: bool,
    rng: random.Random,
) -> list[PlannedTask]:  # fmt: skip
    numbered = []
    for n, row in enumerate([summary, *rows], before + 2):
        source = Source(sheet=sheet, row=n, columns={"id": "A", "name": "B", "duration": "C"})
        task = replace(row.task, source=source)
        if baseline and row.start and row.finish:
            shift = timedelta(days=rng.randint(-3, 6))
            task = replace(
                task, baseline_start=row.start + shift, baseline_finish=row.finish + shift
            )
        numbered.append(replace(row, task=task))
    return numbered


def _previous(rows: tuple[PlannedTask, ...]) -> Previous:
    """A plan before, a day earlier, in which every fourth task was done by somebody else."""
    day = timedelta(days=1)
    tasks = {
        row.task.id: PreviousTask(
            name=row.task.title,
            start=row.start - day,
            finish=row.finish - day,
            people=("Max Maier",) if n % 4 == 0 else tuple(b.resource for b in row.bookings),
            minutes=row.duration - 480 * (n % 3 == 0),
            cost=row.cost,
        )
        for n, row in enumerate(rows)
        if row.start and row.finish and not row.task.summary and n % 7
    }
    gone = PreviousTask(name="0.1 Survey", start=START, finish=START, people=("Max Maier",))
    return Previous(tasks={**tasks, "gone": gone})


def _baselines(rows: tuple[PlannedTask, ...]) -> tuple[Baseline, ...]:
    """The columns of the tasks, kept by name."""
    tasks = {
        row.task.id: BaselineTask(
            start=row.task.baseline_start,
            finish=row.task.baseline_finish,
            work=row.duration,
            cost=row.cost,
        )
        for row in rows
        if row.task.baseline_start and not row.task.summary
    }
    if not tasks:
        return ()
    return (Baseline(name="Approved", saved=START.date(), tasks=tasks),)


def _load(
    rows: tuple[PlannedTask, ...], names: list[str], desks: dict[str, _Desk], last: date
) -> dict[str, dict[date, DayLoad]]:
    worked: dict[str, dict[date, float]] = {name: defaultdict(float) for name in names}
    for row in rows:
        for booking in row.bookings:
            for start, finish in booking.spans:
                minutes = (finish - start).total_seconds() / 60 * booking.units
                worked[booking.resource][start.date()] += minutes
    days = [START.date() + timedelta(days=n) for n in range((last - START.date()).days + 1)]
    return {
        name: {
            day: DayLoad(
                worked=worked[name][day], available=480.0 if desks[name]._works(day) else 0.0
            )
            for day in days
            if desks[name]._works(day) or worked[name][day]
        }
        for name in names
    }  # fmt: skip


def _plan(
    rows: tuple[PlannedTask, ...], names: list[str], desks: dict[str, _Desk], currency: str
) -> Plan:
    finish = max(row.finish for row in rows if row.finish)
    steps = tuple(
        ChainStep(task=row.task.id, reason=row.causes[0]) for row in rows[:6] if row.causes
    )
    worst = [row for row in rows if row.days_late][:1]
    chains = [
        Chain(of="", steps=steps),
        *(Chain(of=row.task.id, days_late=row.days_late, steps=steps) for row in worst),
    ]
    cost = sum((row.cost for row in rows if not row.task.summary), Decimal(0))
    week = tuple(OFFICE if day < 5 else () for day in range(7))
    project = Project(
        settings=Settings(
            name="Pump station Nord", currency=currency, status_date=datetime(2026, 2, 11)
        ),
        start=START,
        tasks=tuple(row.task for row in rows),
        resources=(
            *(
                Resource(name=name, skills={"General": 1}, rate=Rate(amount=Decimal(85)))
                for name in names
            ),
            Resource(name="Cement", kind="material", stock=Decimal(3), unit="t"),
        ),
        deliveries=(
            Delivery(material="Cement", when=START + timedelta(days=7), quantity=Decimal(40)),
        ),
        weeks=(WorkWeek(name="Standard", days=week),),
        baselines=_baselines(rows),
        previous=_previous(rows),
        days_off=(*HOLIDAYS, *(off for off in LEAVE if off.who in names)),
        budgets=(
            Budget(limit=Decimal(round(cost * Decimal("0.97"), -3)), price=Decimal(1)),
            Budget(limit=Decimal(20_000), scope="1"),
            Budget(limit=Decimal(15_000), start=date(2026, 2, 1), finish=date(2026, 2, 28)),
        ),
        remarks=(
            Issue(
                severity="warning", code="number-as-text", sheet="Tasks", cell="C4",
                message=verbatim("The duration is text; it was read as 5 days"), got="5 days",
                remedy=verbatim("Use a number"),
            ),
            Issue(
                severity="info", code="column-ignored", sheet="Tasks", cell="K1",
                message=verbatim("Column Colour is not used"), got="Colour",
            ),
        ),
    )  # fmt: skip
    late = sum((row.days_late or 0) for row in rows)
    return Plan(
        project=project,
        status="feasible",
        goals=(
            GoalValue(name="lateness", unit="working days", value=late, bound=max(late - 2, 0)),
            GoalValue(name="cost", unit=currency, value=float(cost), bound=float(cost) * 0.98),
            GoalValue(name="finish", unit="working days", value=120, bound=118),
        ),
        start=START,
        finish=finish,
        cost=cost,
        rows=rows,
        chains=tuple(chains),
        levers=tuple(
            Lever(
                kind="leave", text="Ben takes his leave later", sheet="Leave", cell="A2",
                late=(row.task.id,), verdict="saves at least 1 day of lateness", goal="lateness",
                unit="working days", gain=1.0, least=1.0, proved=True, days=1.0,
                deadlines=((row.task.id, 1.0),), cost=Decimal(120),
            )
            for row in worst
        ),
        answers=(
            Answer(
                question="Ben on 1", possible=True, text="yes, with about 1 day more of lateness",
                lines=("Ann: 8 h less", "Ben: 8 h more"), sheet="Tasks", cell="A2",
            ),
        ),
        load=_load(rows, names, desks, finish.date()),
        issues=(
            Issue(
                severity="error", code="unknown-skill", sheet="Tasks", cell="H12",
                message=verbatim("Skill 'Weldng' is not in sheet Skills"), got="Weldng",
                remedy=verbatim("Did you mean 'Welding'?"),
            ),
        ),
        run=Run(
            version="0.1.0", seed=1, workers=2, time_limit=60, goals=("lateness", "cost"),
            seconds=12.5,
        ),
    )  # fmt: skip
