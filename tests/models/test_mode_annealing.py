"""Lists with modes, annealed as machine code and judged by the referee."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models import Objective, Schedule, SearchProgress, SolveOptions, solve
from models.check import violations
from models.materials import Consumption, Material
from models.problem import Activity, Mode, Precedence, Problem
from models.schedule import Task
from models.search import evolution, serial
from models.search.evolution import evolve
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.timetable import timetable
from models.search.timetable_fit import fits
from tests.models.problems import problems
from tests.models.support import seat, small
from tests.models.test_serial import bare, settled

FINISH = Objective.of("finish")
QUIET = [HealthCheck.filter_too_much, HealthCheck.too_slow]


def with_modes(problem: Problem) -> Problem:
    """The problem with all its modes, each with all its people, and nothing used evenly."""

    def every(activity: Activity) -> Activity:
        modes = tuple(
            replace(
                bare(mode), seats=tuple(replace(s, count=len(s.candidates)) for s in mode.seats)
            )
            for mode in activity.modes
        )
        return replace(activity, modes=modes)

    whole = replace(problem, activities=tuple(map(every, problem.activities)))
    firsts = zip(settled(whole).activities, whole.activities, strict=True)
    plain = (
        replace(
            one,
            modes=tuple(
                replace(
                    mode,
                    seats=tuple(
                        replace(s, candidates=tuple(map(bare, s.candidates))) for s in mode.seats
                    ),
                    consumes=tuple(replace(used, spread=0) for used in mode.consumes),
                )
                for mode in all_.modes
            ),
        )
        for one, all_ in firsts
    )
    return replace(
        settled(whole),
        activities=tuple(plain),
        materials=problem.materials,
    )


def annealed(problem: Problem, first: Schedule, work: float) -> list[Schedule]:
    found: list[Schedule] = []
    evolve(
        problem,
        first,
        Limits(seed=1, work=work),
        bound=0,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return found


def frugal(count: int = 30) -> Problem:
    """What two do quickly, or one slowly with less of two materials, or slower still with none."""
    random = Random(7)
    jobs = []
    for _ in range(count):
        r, work = random.randrange(3), random.randint(2, 6)
        ways = [(work, 2, (3, 2)), (2 * work, 1, (2, 1)), (3 * work, 1, (0, 0))]
        jobs.append(
            Activity(
                modes=tuple(
                    Mode(
                        seats=tuple(seat((r + k) % 4, work=slots) for k in range(people)),
                        consumes=tuple(
                            Consumption(material=m, amount=amount)
                            for m, amount in enumerate(amounts)
                            if amount
                        ),
                    )
                    for slots, people, amounts in ways
                )
            )
        )
    links = (Precedence(first=k, second=k + random.randint(1, 9)) for k in range(count - 9))
    stocks = (Material.delivered("sand", 40, ()), Material.delivered("lime", 28, ()))
    return small(*jobs, horizon=600, people=4, precedences=tuple(links), materials=stocks)


def late_for(problem: Problem, schedule: Schedule, last: int) -> int:
    """The overrun of a schedule for a last end."""
    table = timetable(problem, problem.horizon)
    assert table is not None
    overrun: Any = serial.overrun
    times = np.array([task.start for task in schedule.tasks if task])
    return int(overrun.py_func(table, times, last))


def test_what_starts_too_late_for_a_last_end_overruns_it() -> None:
    """By slots, over the chain that makes it late; the other activity can wait."""
    chain = [Activity(modes=(Mode(work=3), Mode(work=2))), Activity(modes=(Mode(work=4),))]
    links = (Precedence(first=0, second=1, lag=1),)
    problem = small(*chain, Activity(modes=(Mode(work=1),)), horizon=20, precedences=links)
    tasks = (
        Task(start=1, end=4, mode=0),
        Task(start=6, end=10, mode=0),
        Task(start=3, end=4, mode=0),
    )
    schedule = Schedule(tasks=tasks)
    assert [late_for(problem, schedule, last) for last in (10, 9, 7, 3)] == [0, 1, 4, 13]


@settings(max_examples=6, deadline=None, suppress_health_check=QUIET)
@given(problems().map(with_modes), st.integers(0, 9))
def test_what_is_annealed_keeps_all_rules_and_gets_shorter(problem: Problem, seed: int) -> None:
    first = construct(problem, FINISH)
    assume(first is not None and evolution.evolves(problem, first))
    assert first is not None
    found: list[Schedule] = []
    evolve(
        problem,
        first,
        Limits(seed=seed, work=0.001),
        bound=0,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    spans = [first.makespan, *(schedule.makespan for schedule in found)]
    assert all(violations(problem, schedule) == () for schedule in found)
    assert all(late_for(problem, schedule, schedule.makespan) == 0 for schedule in found)
    assert spans == sorted(set(spans), reverse=True)


def test_modes_are_found_that_are_better_together_and_the_same_each_time() -> None:
    problem = frugal()
    first = construct(problem, FINISH)
    assert first is not None
    found = annealed(problem, first, 0.1)
    assert all(violations(problem, schedule) == () for schedule in found)
    assert found[-1].makespan < first.makespan
    assert {task.mode for task in found[-1].tasks if task} == {0, 1, 2}
    assert annealed(problem, first, 0.1) == found


def test_lists_with_modes_are_annealed_where_nobody_is_to_be_chosen() -> None:
    problem = frugal()
    news: list[SearchProgress] = []
    options = SolveOptions(deterministic_limit=0.1)
    results = [solve(problem, FINISH, options, observer=news.append) for _ in range(2)]
    assert "annealing" in {progress.source for progress in news}
    assert results[0] == results[1]


def delivered(problem: Problem) -> Problem:
    """A part of each material comes when half of the work is done, or later."""
    stocks = (
        Material.delivered("sand", 15, ((30, 10), (50, 15))),
        Material.delivered("lime", 10, ((40, 18),)),
    )

    def at_end(mode: Mode) -> Mode:
        return replace(mode, consumes=tuple(replace(one, accrual="end") for one in mode.consumes))

    return replace(
        problem,
        materials=stocks,
        activities=tuple(
            replace(one, modes=(*map(at_end, one.modes[:1]), *one.modes[1:]))
            for one in problem.activities
        ),
    )


def test_what_waits_for_deliveries_is_annealed_too() -> None:
    problem = delivered(frugal())
    first = construct(problem, FINISH)
    assert first is not None
    found = annealed(problem, first, 0.1)
    assert found[-1].makespan < first.makespan
    assert all(violations(problem, schedule) == () for schedule in found)


def test_what_is_used_while_it_is_delivered_is_left_to_others() -> None:
    problem = delivered(frugal())
    (job, *jobs), (mode, *modes) = problem.activities, problem.activities[0].modes
    spread = replace(mode, consumes=(Consumption(material=0, amount=3, spread=2),))
    others = replace(problem, activities=(replace(job, modes=(spread, *modes)), *jobs))
    assert fits(problem, 100)
    assert not fits(others, 100)
