"""What contradicts each other is found, proved, and nothing of it is too much."""

import pytest
from hypothesis import HealthCheck, given, settings
from ortools.sat.python import cp_model

from models.calendars import Calendar
from models.conflict.explain import Conflict, Remedy, changed, explain, possible, remedy
from models.conflict.facts import Fact, facts, only
from models.materials import Consumption, Material
from models.problem import (
    Activity,
    Bounds,
    Budget,
    Candidate,
    Edge,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from tests.models.problems import problems
from tests.models.support import build, run
from tests.sample import sample


def infeasible(problem: Problem) -> bool:
    return run(build(problem)[0])[0] == cp_model.INFEASIBLE


def test_a_date_that_is_only_at_an_edge_is_a_fact() -> None:
    """The phase of a task has to end by 2, whoever ends it; the task takes 3."""
    edge = Edge(activity=0, bounds=Bounds(end_max=2))
    problem = Problem(
        horizon=9,
        activities=(
            Activity(modes=(Mode(work=3),)),
            Activity(modes=(Mode(),), spans=(0,), edges=(edge,)),
        ),
        calendars=(Calendar.always(9),),
    )
    conflict = explain(problem)
    assert conflict is not None
    assert {(fact.kind, fact.position) for fact in conflict.facts} == {("work", 1), ("end_max", 1)}


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(problem=problems())
def test_a_conflict_is_found_where_there_is_one_and_no_fact_of_it_is_too_much(
    problem: Problem,
) -> None:
    conflict = explain(problem)
    assert (conflict is not None) == infeasible(problem)
    if conflict is not None:
        assert conflict.minimal
        assert infeasible(only(problem, conflict.facts))
        for fact in conflict.facts:
            rest = [other for other in conflict.facts if other != fact]
            assert not infeasible(only(problem, rest)), fact


@settings(
    max_examples=sample(50),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(problem=problems())
def test_with_everything_stated_the_problem_is_as_it_was(problem: Problem) -> None:
    assert infeasible(only(problem, facts(problem))) == infeasible(problem)


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(problem=problems(max_activities=3))
def test_a_repair_is_enough_for_everything_and_a_smaller_one_is_not(problem: Problem) -> None:
    conflict = explain(problem)
    for fact in () if conflict is None else conflict.facts:
        found = remedy(problem, fact)
        if found is not None:
            closer = found.value + (1 if fact.kind.endswith("min") else -1)
            assert found.least
            assert not infeasible(changed(problem, fact, found.value))
            assert infeasible(changed(problem, fact, closer))


HORIZON = 20


def task(work: int, *resources: int, cost: int = 0, **dates: int) -> Activity:
    """Done by one of the resources, or by nobody in particular."""
    candidates = tuple(Candidate(resource=r, work=work, cost=cost) for r in resources)
    mode = Mode(seats=(Seat(candidates=candidates),)) if resources else Mode(work=work, cost=cost)
    return Activity(modes=(mode,), **dates)  # type: ignore[arg-type]


def found(problem: Problem) -> set[tuple[str, int]]:
    conflict = explain(problem)
    assert conflict is not None
    assert conflict.minimal
    return {(fact.kind, fact.position) for fact in conflict.facts}


def simple(*activities: Activity, **more: object) -> Problem:
    return Problem(
        horizon=HORIZON,
        activities=activities,
        resources=(Resource(), Resource(calendar=1)),
        calendars=(Calendar.always(HORIZON), Calendar(spans=((0, 4), (16, 20)))),
        **more,  # type: ignore[arg-type]
    )


def test_a_chain_that_ends_too_late_is_named_from_date_to_date() -> None:
    chain = simple(
        task(3, start_min=4),
        task(3),
        task(2, end_max=11),
        task(5),
        precedences=(
            Precedence(first=0, second=1),
            Precedence(first=1, second=2),
            Precedence(first=0, second=3),
        ),
    )
    works = {("work", 0), ("work", 1), ("work", 2)}
    links = {("precedence", 0), ("precedence", 1)}
    assert found(chain) == works | links | {("start_min", 0), ("end_max", 2)}


def test_two_dates_of_one_task_contradict_each_other_without_its_chain() -> None:
    problem = simple(
        task(3), task(3, start_min=5, end_max=7), precedences=(Precedence(first=0, second=1),)
    )
    assert found(problem) == {("work", 1), ("start_min", 1), ("end_max", 1)}


def test_two_tasks_of_one_person_in_the_same_days() -> None:
    problem = simple(task(3, 0, end_max=5), task(3, 0, end_max=5), task(9, 0))
    assert found(problem) == {
        *(("work", i) for i in (0, 1)),
        *(("end_max", i) for i in (0, 1)),
        *(("seats", i) for i in (0, 1)),
        ("capacity", 0),
    }


def test_somebody_away() -> None:
    problem = simple(task(2, 1, start_min=5, end_max=9), task(2, 1))
    assert found(problem) == {
        ("work", 0),
        ("start_min", 0),
        ("end_max", 0),
        ("seats", 0),
        ("calendar", 1),
    }


def test_somebody_taken_by_something_else() -> None:
    taken = Reservation(resource=0, start=0, end=8)
    problem = simple(task(2, 0, end_max=8), reservations=(taken,))
    assert found(problem) == {
        ("work", 0),
        ("end_max", 0),
        ("seats", 0),
        ("capacity", 0),
        ("reservation", 0),
    }


def test_a_pair_of_tasks_that_only_one_person_could_do() -> None:
    pairs = (Staffing(first=0, second=1, same=True), Staffing(first=0, second=1, same=False))
    problem = simple(task(2, 0), task(2, 0), staffing=pairs)
    works = {("work", 0), ("work", 1), ("seats", 0), ("seats", 1)}
    assert found(problem) == works | {("staffing", 1)}


def test_the_same_people_as_of_what_nobody_does_is_told() -> None:
    """Who does nothing cannot be the same as somebody."""
    pair = Staffing(first=0, second=1, same=True)
    alone = Activity(modes=(Mode(work=2),))
    conflict = explain(simple(task(2, 0), alone, staffing=(pair,)))
    assert conflict is not None
    assert Fact(kind="staffing") in conflict.facts


def test_a_budget_below_the_cheapest_way() -> None:
    problem = simple(task(2, 0, cost=70), task(2, 0, cost=40), budgets=(Budget(limit=100),))
    assert found(problem) == {("work", 0), ("work", 1), ("budget", 0)}


@pytest.mark.parametrize(("dear", "expected"), [((150,), {4}), ((70, 60), {4, 5})])
def test_of_what_exceeds_a_budget_the_fewest_tasks_are_told(
    dear: tuple[int, ...], expected: set[int]
) -> None:
    """The four cheap ones, 120 together, exceed it as well."""
    tasks = [task(2, cost=cost) for cost in (30, 30, 30, 30, *dear)]
    problem = simple(*tasks, budgets=(Budget(limit=100),))
    assert found(problem) == {("budget", 0), *(("work", i) for i in expected)}


def test_of_a_period_only_what_has_to_fall_into_it_exceeds_its_budget() -> None:
    """The dear one may come later; two of the cheap ones may not."""
    tasks = [task(2, cost=150), *(task(2, cost=60, end_max=3) for _ in range(2))]
    problem = simple(*tasks, budgets=(Budget(limit=100, period=(0, 5)),))
    dates = {("end_max", 1), ("end_max", 2)}
    assert found(problem) == {("budget", 0), ("work", 1), ("work", 2), *dates}


def test_of_what_uses_up_a_material_the_fewest_tasks_are_told() -> None:
    uses = (3, 3, 3, 3, 11)
    used = [Consumption(material=0, amount=amount) for amount in uses]
    tasks = [Activity(modes=(Mode(work=1, consumes=(one,)),)) for one in used]
    problem = simple(*tasks, materials=(Material.delivered("cement", 10, ()),))
    assert found(problem) == {("work", 4), ("material", 0)}


def test_a_soft_budget_contradicts_nothing() -> None:
    problem = simple(task(2, 0, cost=70), budgets=(Budget(limit=10, price=1),))
    assert explain(problem) is None


def test_a_longest_wait_that_is_too_short() -> None:
    problem = simple(
        task(1, end_max=5),
        task(1, start_min=9),
        precedences=(
            Precedence(first=0, second=1),
            Precedence(first=1, second=0, kind="SF", lag=-2),
        ),
    )
    works = {("work", 0), ("work", 1)}
    assert found(problem) == works | {("precedence", 1), ("end_max", 0), ("start_min", 1)}


def test_work_that_does_not_fit_on_the_axis() -> None:
    assert found(simple(task(HORIZON + 1))) == {("work", 0), ("horizon", 0)}


def test_work_that_somebody_who_leaves_cannot_do() -> None:
    problem = simple(task(9, 1))
    assert ("calendar", 1) in found(problem)


def test_what_may_be_left_out_contradicts_nothing() -> None:
    assert explain(simple(task(9, start_min=3, end_max=5, drop_cost=1))) is None


def conflict_of(problem: Problem) -> Conflict:
    conflict = explain(problem)
    assert conflict is not None
    return conflict


def test_the_repair_of_a_date_is_the_first_that_works() -> None:
    problem = simple(task(3, 0, end_max=5), task(3, 0, end_max=5), task(1, 0))
    late = Fact(kind="end_max", position=1)
    assert remedy(problem, late) == Remedy(value=6, least=True)
    assert possible(changed(problem, late, 6)) is True
    assert possible(changed(problem, late, 5)) is False
    assert possible(changed(problem, late, None)) is True


def test_a_date_that_is_too_late_is_repaired_by_the_last_that_works() -> None:
    problem = simple(task(3, start_min=8, end_max=9))
    early = Fact(kind="start_min", position=0)
    assert remedy(problem, early) == Remedy(value=6, least=True)
    assert possible(changed(problem, early, None)) is True


def test_a_budget_is_repaired_by_what_is_needed() -> None:
    problem = simple(task(2, 0, cost=70), task(2, 0, cost=40), budgets=(Budget(limit=100),))
    limit = Fact(kind="budget")
    assert remedy(problem, limit) == Remedy(value=110, least=True)
    assert possible(changed(problem, limit, 110)) is True
    assert possible(changed(problem, limit, None)) is True


def test_a_delivery_that_is_too_late_or_too_small() -> None:
    """10 are used evenly over 5 slots that end by 7; 4 are there before slot 6."""
    used = Consumption(material=1, amount=10, spread=5)
    pour = Activity(modes=(Mode(work=5, consumes=(used,)),), end_max=7)
    materials = (Material(name="water"), Material.delivered("cement", 4, ((6, 6),)))
    problem = simple(pour, task(1), materials=materials)
    stock = Fact(kind="material", position=1)
    assert found(problem) == {("work", 0), ("end_max", 0), ("material", 1)}
    assert remedy(problem, stock) == Remedy(value=4, least=True)
    assert possible(changed(problem, stock, 4)) is True
    assert possible(changed(problem, stock, 3)) is False
    assert possible(changed(problem, stock, None)) is True


def test_a_link_has_no_value_to_repair() -> None:
    problem = simple(task(3), task(3, end_max=5), precedences=(Precedence(first=0, second=1),))
    assert remedy(problem, Fact(kind="precedence")) is None


def test_what_is_not_found_out_is_not_claimed() -> None:
    crowd = [task(3, 0, 1, end_max=12, start_min=k % 2) for k in range(8)]
    assert possible(simple(*crowd), effort=0.0) is None


@pytest.mark.parametrize("effort", [0.0, 0.02])
def test_without_effort_a_conflict_is_proved_or_none_is_given(effort: float) -> None:
    crowd = [task(3, 0, 1, end_max=15, start_min=1) for _ in range(8)]
    problem = simple(*crowd, task(3), task(3))
    conflict = explain(problem, effort=effort)
    assert conflict is None or infeasible(only(problem, conflict.facts))


def test_one_late_date_among_many_tasks_is_found_by_its_chain_alone() -> None:
    count = 600
    dates = {count - 2: {"end_max": 12}}
    activities = [task(1, **dates.get(i, {})) for i in range(count)]
    links = [Precedence(first=i, second=i + 40) for i in range(count - 40)]
    problem = Problem(
        horizon=60,
        activities=tuple(activities),
        calendars=(Calendar.always(60),),
        precedences=tuple(links),
    )
    facts = found(problem)
    assert ("end_max", count - 2) in facts
    assert sum(kind == "work" for kind, _ in facts) == 13
