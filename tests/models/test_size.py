"""The model of 300 tasks for 30 people stays small; `benchmarks.build` measures time and memory."""

from collections.abc import Callable

import pytest

from benchmarks.build import project
from benchmarks.large import large
from models.measures import objective
from models.measures.goals import Objective
from models.problem import Problem
from planner.translate import to_problem
from tests.models.support import build


def translated(tasks: int, people: int) -> Problem:
    return to_problem(project(tasks, people)).problem


def size(problem: Problem) -> tuple[int, int]:
    """Variables, and numbers in the domains of the constraints."""
    model, variables = build(problem)
    for goal in Objective.of("lateness", "cost", "finish").goals:
        objective.expression(variables, goal)
    rows = (row.linear.domain for row in model.proto.constraints if row.has_linear())
    return len(model.proto.variables), sum(map(len, rows))


def choices(problem: Problem) -> int:
    return sum(1 for i in range(len(problem.activities)) for _ in problem.choices(i))


@pytest.mark.parametrize("make", [large, translated])
def test_the_model_grows_with_the_choices_and_not_with_the_axis(
    make: Callable[[int, int], Problem],
) -> None:
    problem = make(300, 30)
    variables, _ = size(problem)
    assert problem.horizon > 1000
    assert variables < 15 * choices(problem)


def test_twice_the_tasks_for_the_same_people_make_about_twice_the_model() -> None:
    # Starts lie on an axis twice as long, so that domains with holes grow by four at most.
    one, two = (size(large(tasks, 20)) for tasks in (100, 200))
    assert two[0] < 2.5 * one[0]
    assert two[1] < 5 * one[1]


def test_building_twice_gives_the_same_model() -> None:
    problem = translated(40, 6)
    texts = [str(build(problem)[0].proto) for _ in range(2)]
    assert texts[0] == texts[1]
