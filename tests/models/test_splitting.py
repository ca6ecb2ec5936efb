"""Activities that may be interrupted: the rule, the model, the search, against counting."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Objective, SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.measures import objective
from models.measures.goals import Goal, measure
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Assignment, Schedule, Task
from models.search.joining import joined
from models.splitting import Split, without
from tests.models.brute import best_value
from tests.models.support import FOUND, allowed, build, hint_holds, run
from tests.sample import sample

HORIZON = 9


def instance(seed: int) -> Problem:
    """Two or three tasks for two people with leave; most may be interrupted, one is urgent."""
    random = Random(seed)
    calendars = (
        Calendar.always(HORIZON),
        *(
            Calendar.from_slots(t for t in range(HORIZON) if random.random() < 0.85)
            for _ in range(2)
        ),
    )

    def activity(i: int) -> Activity:
        count = random.choice([1, 1, 1, 2])
        able = random.sample(range(2), random.randint(count, 2))
        seats = Seat(
            candidates=tuple(
                Candidate(resource=r, work=random.randint(2, 4), cost=random.randint(1, 5))
                for r in able
            ),
            count=count,
        )
        urgent = random.random() < 0.4
        start = random.randint(1, 5) if urgent else None
        return Activity(
            name=str(i),
            modes=(Mode(seats=(seats,)),) if random.random() < 0.9 else (Mode(work=3),),
            calendar=random.choice([0, 1]),
            together=True,
            split=Split(least=random.randint(1, 2), most=random.randint(2, 3))
            if not urgent and random.random() < 0.8
            else None,
            start_min=start or 0,
            start_max=start,
            due=random.choice([None, random.randint(3, HORIZON)]),
            drop_cost=9 if random.random() < 0.15 else None,
        )

    count = random.choice([2, 2, 3])
    links = [
        Precedence(first=i, second=j, kind=random.choice(["FS", "SS", "FF"]))
        for i in range(count)
        for j in range(i + 1, count)
        if random.random() < 0.25
    ]
    return Problem(
        horizon=HORIZON,
        activities=tuple(activity(i) for i in range(count)),
        resources=(Resource(calendar=1), Resource(calendar=2)),
        calendars=calendars,
        precedences=tuple(links),
    )


@pytest.mark.parametrize("seed", range(sample(60)))
def test_the_optimum_is_that_of_exhaustive_search(seed: int) -> None:
    problem = instance(seed)
    terms = ((("lateness", 3), ("finish", 1)), (("cost", 2), ("interruptions", 1), ("finish", 4)))
    goal = Goal(name="sum", terms=terms[seed % 2])
    best = best_value(problem, goal)
    model, variables = build(problem)
    model.minimize(objective.expression(variables, goal))
    status, solver = run(model)
    assert (status in FOUND) == (best is not None)
    if best is not None:
        schedule = variables.extract(solver.value)
        assert not violations(problem, schedule)
        assert round(solver.objective_value) == best
        variables.hint(schedule)
        assert hint_holds(model)


@st.composite
def broken(draw: st.DrawFn, problem: Problem) -> Schedule:
    """A schedule with breaks that is often, but not always, right."""
    tasks: list[Task | None] = []
    for activity in problem.activities:
        (mode,) = activity.modes
        people = tuple(
            Assignment(seat=0, resource=r)
            for seat in mode.seats
            for r in draw(st.permutations([c.resource for c in seat.candidates]))[: seat.count]
        )
        slots = draw(st.lists(st.integers(0, HORIZON), min_size=2, max_size=6, unique=True))
        first, *inner, last = sorted(slots)
        breaks = tuple(zip(inner[::2], inner[1::2], strict=False))
        tasks.append(Task(start=first, end=last, assignments=people, breaks=breaks))
    return Schedule(tasks=tuple(tasks))


@settings(max_examples=sample(120), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), seed=st.integers(0, 10_000))
def test_a_schedule_is_allowed_exactly_if_the_referee_finds_nothing(
    data: st.DataObject, seed: int
) -> None:
    problem = instance(seed)
    schedule = data.draw(broken(problem))
    assert allowed(problem, schedule) == (not violations(problem, schedule))


def urgent(split: Split | None, *, event: int = 3) -> Problem:
    """Two weeks of the only specialist, and an event on a fixed date in the middle."""
    nights = Calendar(spans=tuple((10 * day, 10 * day + 8) for day in range(20)))

    def by(work: int) -> tuple[Mode, ...]:
        return (Mode(seats=(Seat(candidates=(Candidate(resource=0, work=work),)),)),)

    return Problem(
        horizon=200,
        calendars=(nights,),
        resources=(Resource(),),
        activities=(
            Activity(name="long", modes=by(80), together=True, split=split),
            Activity(name="event", modes=by(event), start_min=41, start_max=41),
        ),
    )


GOALS = Objective.of("finish", "interruptions")


def test_urgent_work_passes() -> None:
    found = solve(urgent(Split(least=4, most=3)), GOALS, SolveOptions(deterministic_limit=4.0))
    assert (found.status, found.values) == ("optimal", (103, 1))
    assert found.schedule is not None
    assert found.schedule.tasks[0] is not None
    assert found.schedule.tasks[0].pieces == ((0, 41), (44, 103))
    again = solve(urgent(Split(least=4, most=3)), GOALS, SolveOptions(deterministic_limit=4.0))
    assert again.schedule == found.schedule


@pytest.mark.parametrize("split", [None, Split(least=34, most=9)])
def test_it_comes_after_where_it_may_not_be_interrupted_so_early(split: Split | None) -> None:
    found = solve(urgent(split), GOALS, SolveOptions(deterministic_limit=4.0))
    assert (found.status, found.values) == ("optimal", (144, 0))


def test_nothing_is_interrupted_for_nothing() -> None:
    problem = urgent(Split(least=1, most=5))
    free = replace(problem, activities=(problem.activities[0],))
    found = solve(free, Objective.of("finish"), SolveOptions(deterministic_limit=4.0))
    assert found.schedule is not None
    assert measure(free, found.schedule, "interruptions") == 0


def test_a_calendar_without_breaks() -> None:
    calendar = Calendar(spans=((0, 4), (6, 9)))
    assert without(calendar, ((1, 2), (3, 7))).spans == ((0, 1), (2, 3), (7, 9))
    assert without(calendar, ((4, 6),)) == calendar


@pytest.mark.parametrize("seed", range(1000, 1000 + sample(24)))
def test_a_whole_search_finds_the_optimum(seed: int) -> None:
    problem = instance(seed)
    found = solve(
        problem, Objective.of("finish", "interruptions"), SolveOptions(deterministic_limit=2)
    )
    best = best_value(problem, Objective.of("finish").goals[0])
    assert (found.schedule is None) == (best is None)
    if best is not None:
        assert found.schedule is not None
        assert found.status == "optimal"
        assert found.values[0] == best
        assert not violations(problem, found.schedule)


def test_a_break_that_nobody_gains_by_is_closed() -> None:
    problem = urgent(Split(least=1, most=5))
    task = Task(start=0, end=103, assignments=(Assignment(seat=0, resource=0),))
    torn = replace(task, end=105, breaks=((2, 3), (41, 44), (50, 51)))
    event = Task(start=41, end=44, assignments=task.assignments)
    schedule = Schedule(tasks=(torn, event))
    assert not violations(problem, schedule)
    tidy = joined(problem, schedule, no_worse=lambda new: not violations(problem, new))
    assert tidy.tasks == (replace(task, breaks=((41, 44),)), event)
