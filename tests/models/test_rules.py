"""The model and the referee agree: allowed by CP-SAT ⇔ no violations."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from models.check import violations
from models.measures import MEASURES, objective
from models.measures.goals import Goal, Objective, value
from models.problem import Problem
from tests.models.problems import problems, schedules
from tests.models.support import allowed, build, hint_holds, run
from tests.sample import sample

ALL_GOALS = Objective.of(*MEASURES).goals


@settings(
    max_examples=sample(120),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_schedule_is_allowed_exactly_if_the_referee_finds_nothing(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=2))
    schedule = data.draw(schedules(problem))
    assert allowed(problem, schedule) == (violations(problem, schedule) == ())


@settings(
    max_examples=sample(120),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(problem=problems(), name=st.sampled_from(ALL_GOALS), tight=st.booleans())
def test_what_cp_sat_finds_is_valid_and_worth_what_it_says(
    problem: Problem, name: Goal, tight: bool
) -> None:
    model, variables = build(problem)
    model.minimize(objective.expression(variables, name))
    if tight:
        objective.tighten(variables)
    status, solver = run(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.OPTIMAL:
        schedule = variables.extract(solver.value)
        assert violations(problem, schedule) == ()
        assert value(problem, schedule, name) == round(solver.objective_value)
        variables.hint(schedule)
        assert hint_holds(model)
