"""A problem from objects is the problem by positions; its solution speaks of the objects."""

from fractions import Fraction
from itertools import product

import pytest

from models import (
    Activity,
    Budget,
    Calendar,
    Candidate,
    Mode,
    Model,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    SolveOptions,
    Split,
    Staffing,
    Using,
    violations,
)

BRIEF = SolveOptions(deterministic_limit=2)


def _seat(*resources: int, work: int, units: int = 1, count: int = 1) -> Seat:
    candidates = tuple(Candidate(resource=r, work=work, units=units) for r in resources)
    return Seat(candidates=candidates, count=count)


def test_units_of_resources_are_seats_without_choice() -> None:
    model = Model(horizon=9)
    crew, crane = model.add_resource("crew", capacity=4), model.add_resource("crane")
    dig = model.add_activity("dig", work=3, needs={crew: 2}, due=5, weight=2)
    lift = model.add_activity("lift", work=4, needs={crew: 3, crane: 1}, after=[dig])
    model.add_precedence(dig, lift, kind="SS", lag=1, calendar=model.always)
    model.add_reservation(crew, 1, 2, units=3)
    assert model.problem() == Problem(
        horizon=9,
        calendars=(Calendar.always(9),),
        resources=(Resource(name="crew", capacity=4), Resource(name="crane")),
        activities=(
            Activity(
                name="dig",
                modes=(Mode(seats=(_seat(0, work=3, units=2),)),),
                due=5,
                weight=2,
            ),
            Activity(
                name="lift",
                modes=(Mode(seats=(_seat(0, work=4, units=3), _seat(1, work=4))),),
            ),
        ),
        precedences=(
            Precedence(first=0, second=1),
            Precedence(first=0, second=1, kind="SS", lag=1, calendar=0),
        ),
        reservations=(Reservation(resource=0, start=1, end=2, units=3),),
    )


def test_skills_and_tuples_are_seats_with_a_choice() -> None:
    model = Model(horizon=9)
    ann = model.add_resource("Ann", skills=["code"])
    bob = model.add_resource("Bob", skills=["code", "test"])
    eve = model.add_resource("Eve", skills=["code"])
    model.add_activity("both", work=2, needs={"code": 2, (ann, bob): 1})
    model.add_activity("none", needs={"test": 0})
    first, second = model.problem().activities
    assert first.modes == (Mode(seats=(_seat(0, 1, 2, work=2, count=2), _seat(0, 1, work=2))),)
    assert second.instant
    assert eve.position == 2


def test_efficiency_takes_longer_and_a_rate_costs() -> None:
    model = Model()
    model.add_resource("slow", skills=["dig"], efficiency=0.4, rate=10)
    model.add_resource("fast", skills=["dig"], efficiency=Fraction(3, 2), rate=40)
    dig = model.add_activity("dig", work=3, needs={"dig": 1})
    (slow, fast) = model.problem().activities[0].modes[0].seats[0].candidates
    assert (slow.work, slow.cost, fast.work, fast.cost) == (8, 80, 2, 80)
    solution = model.solve(options=BRIEF)
    assert (solution[dig].end, solution.value("cost")) == (2, 80)
    cheap = Model()
    cheap.add_activity(cost=5)
    assert cheap.solve(options=BRIEF).value("cost") == 5


def test_work_begins_when_those_who_do_it_work() -> None:
    model = Model()
    morning = model.add_calendar([(8, 12)], every=24)
    ann = model.add_resource("Ann", calendar=morning)
    dig = model.add_activity("dig", work=5, needs={ann: 1})
    machine = model.add_activity("machine", work=5, calendar=morning)
    solution = model.solve(options=BRIEF)
    assert (solution[dig].start, solution[dig].end) == (8, 33)
    assert (solution[machine].start, solution[machine].end) == (8, 33)


def test_what_else_can_be_said() -> None:
    model = Model(horizon=20)
    ann, bob = model.add_resource("Ann"), model.add_resource("Bob")
    first = model.add_activity("first", work=2, needs={(ann, bob): 1}, drop_cost=7)
    second = model.add_activity("second", work=2, needs={(ann, bob): 1})
    model.add_mode(second, work=5, cost=3)
    phase = model.add_hammock("phase", [first, second])
    model.add_staffing(first, second, same=False)
    model.add_budget(50, activities=[second], period=(0, 5), price=2)
    problem = model.problem()
    assert problem.activities[phase.position].spans == (0, 1)
    assert [mode.work for mode in problem.activities[1].modes] == [0, 5]
    assert problem.staffing == (Staffing(first=0, second=1, same=False),)
    assert problem.budgets == (Budget(activities=(1,), period=(0, 5), limit=50, price=2),)
    free = Model(horizon=5)
    free.add_hammock("phase", [free.add_activity(work=1, drop_cost=0)])
    assert free.problem().activities[1].optional


def test_what_is_used_up() -> None:
    """Of 4 there are 3 before slot 6; the quick way uses more than there is in all."""
    model = Model()
    cement = model.add_material("cement", stock=3, deliveries=[(6, 1)])
    base = model.add_activity("base", work=2, uses={cement: 2}, end_max=4)
    wall = model.add_activity("wall", work=1, uses={cement: 5})
    model.add_mode(wall, work=4, uses={cement: Using(amount=2, accrual="work")})
    solution = model.solve(options=BRIEF)
    assert (solution[base].start, solution[wall].start, solution[wall].end) == (0, 4, 8)


def test_calendars_are_repeated_to_the_end_of_the_axis() -> None:
    model = Model(horizon=20)
    days = model.add_calendar([(1, 3), (4, 5)], every=7)
    once = model.add_calendar([(2, 6)])
    model.add_resource(calendar=days)
    model.add_activity(work=1, calendar=once)
    problem = model.problem()
    always, repeated, single = problem.calendars
    assert always == Calendar.always(20)
    assert repeated.spans == ((1, 3), (4, 5), (8, 10), (11, 12), (15, 17), (18, 19))
    assert single.spans == ((2, 6),)
    assert (problem.resources[0].calendar, problem.activities[0].calendar) == (1, 2)


@pytest.mark.parametrize("spans", [(), ((3, 3),), ((2, 4), (3, 5)), ((0, 9),), ((-1, 2),)])
def test_a_calendar_that_is_none_is_refused(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="calendar"):
        Model().add_calendar(spans, every=8)


@pytest.mark.parametrize(("lag", "together", "begin"), [*product((0, 5), (False, True), (0, 4))])
def test_the_axis_is_as_long_as_everything_takes(lag: int, together: bool, begin: int) -> None:
    def build(horizon: int | None) -> Model:
        model = Model(horizon)
        night = model.add_calendar([(0, 1), (begin + 1, begin + 3)], every=8)
        ann = model.add_resource(calendar=night)
        bob = model.add_resource(calendar=model.add_calendar([(1, 6)], every=6))
        one = model.add_activity(work=3, needs={ann: 1, bob: 1}, together=together)
        two = model.add_activity(work=4, needs={ann: 1}, start_min=3)
        model.add_precedence(one, two, lag=lag, calendar=night)
        return model

    given, long = build(None).solve("finish", options=BRIEF), build(300).solve(options=BRIEF)
    assert given.problem.horizon < 300
    assert given.status == long.status == "optimal"
    assert given.value("finish") == long.value("finish")


def test_the_solution_is_a_mapping_and_a_table() -> None:
    model = Model()
    ann, bob = model.add_resource("Ann"), model.add_resource("Bob")
    dig = model.add_activity("dig", work=3, needs={ann: 1, bob: 1})
    done = model.add_activity("done", after=[dig], due=2)
    extra = model.add_activity("extra", work=9, needs={ann: 1}, drop_cost=0)
    solution = model.solve(options=BRIEF)
    assert violations(solution.problem, solution.result.schedule) == ()  # type: ignore[arg-type]
    assert list(solution) == [dig, done]
    assert extra not in solution
    assert (solution[dig].start, solution[dig].end, solution[dig].resources) == (0, 3, (ann, bob))
    assert str(solution).splitlines() == [
        "optimal, lateness 1, finish 3",
        "dig      0 – 3     Ann, Bob",
        "done     3 – 3",
    ]
    assert solution.bound("lateness") == 1
    with pytest.raises(KeyError):
        solution[Model().add_activity("dig")]


def test_without_a_schedule_it_is_empty() -> None:
    model = Model()
    model.add_activity("dig", work=3, end_max=2)
    solution = model.solve()
    assert (solution.status, len(solution), str(solution)) == ("infeasible", 0, "infeasible")


def test_what_cannot_be_meant_is_refused() -> None:
    model, other = Model(), Model()
    ann = model.add_resource("Ann", skills=["dig"])
    foreign = other.add_activity("foreign")
    with pytest.raises(ValueError, match="foreign> was not added to this model"):
        model.add_activity(after=[foreign])
    with pytest.raises(ValueError, match="was not added"):
        model.add_precedence(ann, ann)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="efficiency"):
        model.add_resource(efficiency=0)
    model.add_activity("walls", work=1, needs={"dig": 2})
    with pytest.raises(ValueError, match="'walls': needs 2 of the skill 'dig', there are 1"):
        model.problem()


def test_an_activity_that_may_be_interrupted_says_when_it_is() -> None:
    model = Model(horizon=12)
    crew = model.add_resource("crew")
    pave = model.add_activity("pave", work=6, needs={crew: 1}, together=True, split=Split(least=2))
    fix = model.add_activity("fix", work=1, needs={crew: 1}, start_min=3, start_max=3)
    solution = model.solve("finish", "interruptions", options=BRIEF)
    assert (solution[pave].start, solution[pave].end) == (0, 7)
    assert solution[pave].breaks == ((3, 4),)
    assert solution[fix].breaks == ()
