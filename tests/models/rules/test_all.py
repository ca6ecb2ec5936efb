"""The list of rules: each has a truth table, and their order does not matter."""

from pathlib import Path
from random import Random

import pytest
from ortools.sat.python import cp_model

from models import rules as constraints
from models.measures import objective
from models.measures.goals import Objective
from models.problem import Problem
from tests.models.support import build, name, run
from tests.models.test_brute import instance


def test_every_rule_has_a_truth_table() -> None:
    tables = {path.stem for path in Path(__file__).parent.glob("test_*.py")} - {"test_all"}
    assert tables == {f"test_{name(rule)}" for rule in constraints.ALL}


def optimum(problem: Problem, seed: int | None) -> float | None:
    rules = list(constraints.ALL)
    if seed is not None:
        Random(seed).shuffle(rules)
    model, variables = build(problem, rules)
    goals = Objective.of("lateness", "cost", "finish").goals
    model.minimize(sum(objective.expression(variables, goal) for goal in goals))
    status, solver = run(model)
    return solver.objective_value if status == cp_model.OPTIMAL else None


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_rules_does_not_matter(seed: int) -> None:
    problem = instance(seed)
    expected = optimum(problem, None)
    assert [optimum(problem, shuffle) for shuffle in range(3)] == [expected] * 3
