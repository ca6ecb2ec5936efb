"""CP-SAT's optimum is that of exhaustive search."""

from random import Random

import pytest

from models import Objective, Options, solve
from models.calendars import Calendar
from models.check import violations
from models.goals import Measure
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from tests.models.brute import best_value

MEASURES: tuple[Measure, ...] = ("lateness", "cost", "finish", "late_count")


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


@pytest.mark.parametrize("block", range(10))
def test_the_optimum_is_that_of_exhaustive_search(block: int) -> None:
    for seed in range(block * 32, (block + 1) * 32):
        problem = instance(seed)
        goal = Objective.of(MEASURES[seed % len(MEASURES)]).goals[0]
        best = best_value(problem, goal)
        result = solve(problem, Objective(goals=(goal,)), Options(deterministic_limit=10))
        if best is None:
            assert result.status == "infeasible", seed
        else:
            assert (result.status, result.values, result.bounds) == ("optimal", (best,), (best,)), (
                seed
            )
            assert result.schedule is not None
            assert violations(problem, result.schedule) == ()
