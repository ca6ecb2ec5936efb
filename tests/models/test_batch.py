"""Many orders planned at once, judged by the referee and beside the scheme for one."""

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from models.check import violations
from models.problem import Activity, Problem
from models.schedule import Assignment, Schedule, Task
from models.search import batch, greedy
from models.search.batch import Batch, Times
from tests.models.problems import HORIZON, problems


def settled(problem: Problem) -> Problem:
    """The problem with its first modes and all their people, and links that are plain."""

    def only(activity: Activity) -> Activity:
        mode = activity.modes[0]
        seats = tuple(replace(seat, count=len(seat.candidates)) for seat in mode.seats)
        return replace(activity, modes=(replace(mode, seats=seats),), drop_cost=None)

    return replace(
        problem,
        activities=tuple(map(only, problem.activities)),
        precedences=tuple(
            replace(
                link,
                first=min(link.first, link.second),
                second=max(link.first, link.second),
                calendar=None,
                elapsed=False,
            )
            for link in problem.precedences
        ),
        staffing=(),
        budgets=(),
    )


def nobody_twice(problem: Problem) -> bool:
    """Nobody is needed twice for one activity, or more of anybody than there is."""
    crews = (
        [c.resource for seat in activity.modes[0].seats for c in seat.candidates]
        for activity in problem.activities
    )
    there = all(
        candidate.units <= problem.resources[candidate.resource].capacity
        for activity in problem.activities
        for seat in activity.modes[0].seats
        for candidate in seat.candidates
    )
    return there and all(len(crew) == len(set(crew)) for crew in crews)


def schedules(problem: Problem, times: Times) -> list[Schedule]:
    """Those for which there was room."""
    people = [
        tuple(
            Assignment(seat=s, resource=c.resource)
            for s, seat in enumerate(activity.modes[0].seats)
            for c in seat.candidates
        )
        for activity in problem.activities
    ]
    return [
        Schedule(
            tasks=tuple(
                Task(start=start, end=end, assignments=who)
                for start, end, who in zip(starts, ends, people, strict=True)
            )
        )
        for starts, ends, whole in zip(
            times.starts.tolist(), times.ends.tolist(), times.whole.tolist(), strict=True
        )
        if whole
    ]


def spans(schedule: Schedule) -> list[tuple[int, int]]:
    return [(task.start, task.end) for task in schedule.tasks if task is not None]


@given(problems().map(settled), st.integers(0, 9))
def test_every_row_for_which_there_was_room_keeps_all_rules(problem: Problem, seed: int) -> None:
    assume(nobody_twice(problem) and batch.fits(problem, HORIZON))
    random = Random(seed)
    keys = np.array([[random.random() for _ in problem.activities] for _ in range(4)])
    plans = Batch(problem, HORIZON)
    forward = plans.forward(keys)
    backward = plans.backward(forward)
    for schedule in schedules(problem, forward):
        assert violations(problem, schedule) == ()
    for schedule in schedules(problem, replace(backward, whole=backward.whole & forward.whole)):
        assert violations(problem, schedule) == ()


@given(problems().map(settled), st.integers(0, 9))
def test_a_row_is_what_the_scheme_for_one_order_makes(problem: Problem, seed: int) -> None:
    assume(nobody_twice(problem) and batch.fits(problem, HORIZON))
    random = Random(seed)
    order = [random.random() for _ in problem.activities]
    times = Batch(problem, HORIZON).forward(np.array([order]))
    single = greedy.forward(problem, tuple(order))
    assert list(map(spans, schedules(problem, times))) == ([spans(single)] if single else [])
