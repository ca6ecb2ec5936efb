"""CP-SAT's optimum is that of exhaustive search."""

from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from models import Objective, SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.measures import objective
from models.measures.goals import Goal
from models.overhead import Overhead
from models.problem import (
    FREE,
    Activity,
    Bounds,
    Budget,
    Candidate,
    Mode,
    Pause,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
    Stay,
)
from tests.models.brute import best_value
from tests.models.support import FOUND, build, run
from tests.sample import sample

MEASURES: tuple[str, ...] = ("lateness", "cost", "finish", "late_count")


def instance(seed: int) -> Problem:
    """Up to 5 tasks, 3 people with skills, leave and rates, 10 slots."""
    random = Random(seed)
    horizon, people, count = 10, random.randint(1, 3), random.randint(2, 5)
    calendars = [Calendar.always(horizon)]
    calendars += [
        Calendar.from_slots(t for t in range(horizon) if random.random() < 0.8)
        for _ in range(people)
    ]
    skills = [{s for s in range(2) if random.random() < 0.6} or {0} for _ in range(people)]
    rates = [random.randint(1, 5) for _ in range(people)]
    activities = []
    for i in range(count):
        work, skill = random.randint(1, 3), random.randint(0, 1)
        able = [r for r in range(people) if skill in skills[r]] or list(range(people))
        seat = Seat(
            candidates=tuple(Candidate(resource=r, work=work, cost=work * rates[r]) for r in able),
            count=2 if len(able) > 1 and random.random() < 0.2 else 1,
        )
        activities.append(
            Activity(
                name=str(i),
                modes=(Mode(seats=(seat,)),) if random.random() < 0.9 else (Mode(work=work),),
                together=random.random() < 0.5,
                due=random.choice([None, random.randint(2, horizon)]),
                weight=random.randint(1, 3),
            )
        )
    links = [
        Precedence(
            first=i,
            second=j,
            kind=random.choice(["FS", "FS", "SS", "FF"]),
            lag=random.randint(-1, 1),
        )
        for i in range(count)
        for j in range(i + 1, count)
        if random.random() < 0.3
    ]
    return Problem(
        horizon=horizon,
        activities=tuple(activities),
        resources=tuple(Resource(calendar=r + 1) for r in range(people)),
        calendars=tuple(calendars),
        precedences=tuple(links),
        due_calendar=0,
    )


SUMS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("lateness", 7), ("cost", 1)),
    (("cost", 1), ("peaks", 5), ("wishes", 3)),
    (("lateness", 2), ("moves", 1), ("handovers", 4)),
    (("late_count", 20), ("cost", 1), ("finish", 2)),
)


def _bounds(random: Random) -> Bounds:
    """Mostly none; else an earliest start or end, or a latest one."""
    early, late = random.randint(0, 3), random.randint(3, 8)
    kinds = ({"start_min": early}, {"end_min": early + 2}, {"start_max": late}, {"end_max": late})
    return Bounds(**random.choice(kinds)) if random.random() < 0.25 else FREE


def crew(random: Random, people: int) -> Mode:
    """One or two seats for different people, who work at different speeds, prices and hours."""
    seats = []
    for _ in range(random.choice([1, 1, 2])):
        able = random.sample(range(people), random.randint(1, people))
        candidates = tuple(
            Candidate(
                resource=r,
                work=random.randint(1, 3),
                cost=random.randint(1, 9),
                calendar=random.choice([None, None, 0]),
                unwanted=random.choice([0, 0, 1]),
                strange=random.choice([0, 0, 5]),
                bounds=_bounds(random),
                pause=Pause(calendar=random.randint(0, 1)) if random.random() < 0.25 else None,
                units=random.choice([1, 1, 2]),
            )
            for r in able
        )
        seats.append(Seat(candidates=candidates))
    return Mode(seats=tuple(seats), cost=random.randint(0, 4), spread=random.choice([0, 2]))


def rich(seed: int) -> Problem:
    """Up to 4 tasks with modes, two seats, overtime, parts of people, budgets, pairs, options."""
    random = Random(seed)
    horizon, people, count = 8, random.randint(2, 3), random.randint(2, 4)
    some = (t for t in range(horizon) if random.random() < 0.75)
    calendars = (Calendar.always(horizon), Calendar.from_slots(some))
    activities = tuple(
        Activity(
            name=str(i),
            modes=tuple(crew(random, people) for _ in range(random.choice([1, 1, 2]))),
            calendar=random.randint(0, 1),
            together=random.random() < 0.4,
            due=random.choice([None, random.randint(2, horizon)]),
            weight=random.randint(1, 3),
            previous=random.choice([None, random.randint(0, horizon)]),
            stay=random.choice([None, Stay(at=random.randint(0, 6), later=2, sooner=3, until=4)]),
            end_max=random.choice([None, None, None, 6]),
            drop_cost=random.choice([None, None, None, 12]),
        )
        for i in range(count)
    )
    pair = random.sample(range(count), 2)
    lags = {"lag": random.randint(-2, 2), "calendar": random.choice([None, 1])}
    month = (0, 4)
    return Problem(
        horizon=horizon,
        activities=activities,
        resources=tuple(
            Resource(capacity=random.choice([1, 2, 2]), calendar=random.randint(0, 1))
            for _ in range(people)
        ),
        calendars=calendars,
        precedences=(Precedence(first=pair[0], second=pair[1], **lags),),  # type: ignore[arg-type]
        reservations=(Reservation(resource=0, start=2, end=3),) if random.random() < 0.3 else (),
        staffing=(
            (Staffing(first=pair[0], second=pair[1], same=random.random() < 0.5),)
            if random.random() < 0.5
            else ()
        ),
        budgets=(
            Budget(
                limit=random.randint(3, 14),
                period=random.choice([None, month]),
                price=random.choice([None, 2]),
            ),
        ),
        due_calendar=random.choice([None, 1]),
    )


def phased(seed: int) -> Problem:
    """The same with a phase and a hammock that somebody is on, and links from and to them."""
    random = Random(seed)
    problem = instance(seed) if seed % 2 else rich(seed)
    count, people = len(problem.activities), range(len(problem.resources))
    activities = list(problem.activities)
    for name in ("phase", "hammock"):
        spans = tuple(random.sample(range(count), random.randint(1, count)))
        able = random.sample(people, random.randint(1, len(people)))
        who = tuple(
            Candidate(
                resource=r,
                work=0,
                cost=random.randint(0, 2),
                rate=Fraction(random.randint(1, 9), 4),
                units=random.choice([0, 1]),
            )
            for r in able
        )
        seats = (Seat(candidates=who),) if name == "hammock" else ()
        activities.append(
            Activity(
                name=name,
                modes=(Mode(seats=seats),),
                due=random.choice([None, random.randint(2, 8)]),
                start_max=random.choice([None, None, 3]),
                end_min=random.choice([0, 0, 5]),
                drop_cost=0 if all(activities[k].optional for k in spans) else None,
                spans=spans,
            )
        )
    links = []
    for whole in (count, count + 1):
        others = [k for k in range(count) if k not in activities[whole].spans]
        for other in random.sample(others, min(1, len(others))):
            first, second = random.choice([(whole, other), (other, whole)])
            share = random.choice([Fraction(0), Fraction(0), Fraction(1, 2)])
            links.append(
                Precedence(
                    first=first,
                    second=second,
                    kind=random.choice(["FS", "SS", "FF", "SF"]),
                    lag=0 if share else random.randint(-2, 2),
                    calendar=random.choice([None, 1]),
                    share=share,
                )
            )
    return replace(
        problem, activities=tuple(activities), precedences=(*problem.precedences, *links)
    )


def timed(seed: int) -> Problem:
    """Up to 5 tasks and milestones, nights on the clock, idle and elapsed links among them all."""
    random = Random(seed)
    horizon, people = 8, random.randint(1, 2)
    clock = [0]
    for _ in range(horizon):
        clock.append(clock[-1] + random.choice([1, 1, 2, 4]))
    calendars = [Calendar.always(horizon)]
    calendars += [
        Calendar.from_slots(t for t in range(horizon) if random.random() < share)
        for share in (0.5, *[0.7] * people)
    ]
    activities = []
    for i in range(random.randint(3, 5)):
        able = random.sample(range(people), random.randint(1, people))
        seat = Seat(
            candidates=tuple(Candidate(resource=r, work=random.randint(1, 2)) for r in able)
        )
        milestone = random.random() < 0.5
        moment = random.choice([None, None, 3]) if milestone else None
        activities.append(
            Activity(
                name=str(i),
                modes=(Mode() if milestone else Mode(seats=(seat,)),),
                start_max=random.choice([None, None, 5]),
                moment=moment,
                start_min=0 if moment is None else bisect_left(clock, moment),
                due=random.choice([None, 3]),
                drop_cost=random.choice([None, None, None, 2]),
            )
        )
    count = len(activities)
    if random.random() < 0.4:
        spans = tuple(random.sample(range(count), 2))
        free = all(activities[k].optional for k in spans)
        phase = Activity(modes=(Mode(),), spans=spans, drop_cost=0 if free else None)
        activities.append(phase)
    links = []
    for _ in range(random.randint(2, 6)):
        first, second = random.sample(range(len(activities)), 2)
        pair = {activities[first].spans, activities[second].spans}
        if any(k in spans for spans in pair for k in (first, second)):
            continue
        what: dict[str, Any] = random.choice(
            [
                {"idle": True, "calendar": random.randint(0, 2)},
                {"elapsed": True, "lag": random.randint(-4, 4)},
                {"elapsed": True, "lag": random.randint(-4, 4)},
                {"elapsed": True, "share": Fraction(3, 2), "calendar": 1},
                {"lag": random.randint(0, 2), "calendar": 1},
                {},
            ]
        )
        kind = random.choice(["FS", "FS", "SS", "FF", "SF"])
        links.append(Precedence(first=first, second=second, kind=kind, **what))  # type: ignore[arg-type]
    return Problem(
        horizon=horizon,
        activities=tuple(activities),
        resources=tuple(Resource(calendar=r + 2) for r in range(people)),
        calendars=tuple(calendars),
        precedences=tuple(links),
        clock=tuple(clock),
    )


def daily(seed: int) -> Problem:
    """The same with milestones and a cost of calendar days, some of them free, and for a month."""
    random = Random(seed)
    problem = rich(seed) if seed % 3 else phased(seed)
    sides = (Mode(cost=9), Mode(cost=9, accrual="start", bounds=Bounds(start_min=1)))
    modes = random.choice([(Mode(),), sides])
    stone = Activity(modes=modes, start_min=random.randint(0, 5))
    activities = (*problem.activities, *(() if problem.spanning else (stone,)))
    count = len(activities) - len(problem.spanning)
    days = [0]
    while len(days) < 2 * problem.horizon:  # a slot opens, and closes on that day or the next
        days.append(days[-1] + random.choice([0, 0, 1] if len(days) % 2 else [0, 1, 3]))
    opens, closes, midnight, length = days[::2], days[1::2], 0, 0
    if seed % 2 and problem.clock is not None:
        length, midnight = random.randint(2, 5), -random.randint(0, 2)
        opens = closes = [(at - midnight) // length for at in problem.clock[:-1]]
        midnight += length * opens[0]
    month = Budget(
        limit=random.randint(20, 40),
        period=(2, 6),
        days=(2, 6),
        price=random.choice([None, 2]),
    )
    return replace(
        problem,
        activities=activities,
        budgets=(*(replace(b, limit=b.limit + 30) for b in problem.budgets), month),
        overhead=Overhead(
            cents=random.randint(1, 5),
            activities=tuple(sorted(random.sample(range(count), count - 1))),
            opens=tuple(opens),
            closes=tuple(closes),
            midnight=midnight,
            length=length,
        ),
    )


def agree(problem: Problem, goal: Goal, seed: int) -> None:
    """CP-SAT and exhaustive search find the same, and the referee finds nothing."""
    best = best_value(problem, goal)
    result = solve(problem, Objective(goals=(goal,)), SolveOptions(deterministic_limit=10))
    if best is None:
        assert result.status == "infeasible", seed
        return
    assert (result.status, result.values, result.bounds) == ("optimal", (best,), (best,)), seed
    assert result.schedule is not None
    assert violations(problem, result.schedule) == ()


@pytest.mark.parametrize("block", range(sample(10)))
def test_the_optimum_is_that_of_exhaustive_search(block: int) -> None:
    for seed in range(block * 16, (block + 1) * 16):
        goal = Objective.of(MEASURES[seed % len(MEASURES)]).goals[0]
        agree(instance(seed), goal, seed)


@pytest.mark.parametrize("block", range(sample(6)))
def test_it_is_with_every_rule_and_with_sums_of_measures(block: int) -> None:
    for seed in range(block * 16, (block + 1) * 16):
        agree(rich(seed), Goal(name="sum", terms=SUMS[seed % len(SUMS)]), seed)


@pytest.mark.parametrize("block", range(sample(4)))
def test_it_is_with_phases_and_hammocks(block: int) -> None:
    for seed in range(block * 12, (block + 1) * 12):
        goal = Objective.of(MEASURES[seed // 2 % len(MEASURES)]).goals[0]
        agree(phased(seed), goal, seed)


@pytest.mark.parametrize("block", range(sample(5)))
def test_it_is_with_true_instants(block: int) -> None:
    for seed in range(block * 16, (block + 1) * 16):
        goal = Objective.of(("finish", "moves", "lateness")[seed % 3]).goals[0]
        agree(timed(seed), goal, seed)


@pytest.mark.parametrize("measure", ["lateness", "late_count"])
def test_it_is_with_due_slots_that_depend_on_who_does_it(measure: str) -> None:
    (goal,) = Objective.of(measure).goals
    for seed in range(sample(30)):
        agree(with_dues(instance(seed), Random(seed)), goal, seed)


def with_dues(problem: Problem, random: Random) -> Problem:
    """The problem with earlier due slots of some who may do an activity."""

    def changed(activity: Activity) -> Activity:
        due = activity.due
        if due is None:
            return activity
        modes = (
            replace(mode, seats=tuple(earlier(seat, due) for seat in mode.seats))
            for mode in activity.modes
        )
        return replace(activity, modes=tuple(modes))

    def earlier(seat: Seat, due: int) -> Seat:
        dues = (random.choice([None, random.randint(0, due)]) for _ in seat.candidates)
        candidates = (replace(c, due=d) for c, d in zip(seat.candidates, dues, strict=True))
        return replace(seat, candidates=tuple(candidates))

    return replace(problem, activities=tuple(map(changed, problem.activities)))


@pytest.mark.parametrize("block", range(sample(4)))
def test_it_is_with_a_cost_of_days(block: int) -> None:
    for seed in range(block * 12, (block + 1) * 12):
        agree(daily(seed), Goal(name="sum", terms=(("cost", 2), ("finish", 1))), seed)


@pytest.mark.parametrize("measure", ["lateness", "late_count"])
def test_rows_by_date_change_no_optimum(measure: str) -> None:
    (goal,) = Objective.of(measure).goals
    for seed in range(sample(60)):
        for problem in (instance(seed), rich(seed), *([phased(seed)] if seed % 3 == 0 else [])):
            found = []
            for tight in (False, True):
                model, variables = build(problem)
                model.minimize(objective.expression(variables, goal))
                if tight:
                    objective.tighten(variables)
                status, solver = run(model)
                found.append(round(solver.objective_value) if status in FOUND else None)
            assert found[0] == found[1], seed
