"""No valid schedule is below a bound."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.calendars import Calendar
from models.check import violations
from models.materials import Consumption, Material
from models.measures import MEASURES
from models.measures.goals import Goal, Objective, bound, measure
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Schedule
from models.solve import solve
from tests.models.problems import problems, schedules
from tests.sample import sample


def shared(*groups: tuple[int, ...], work: int = 3, people: int = 2) -> Problem:
    """One activity per group of people able to do it."""
    return Problem(
        horizon=40,
        calendars=(Calendar.always(40), Calendar(spans=((0, 2), (6, 40)))),
        resources=tuple(Resource() for _ in range(people)),
        activities=tuple(
            Activity(
                modes=(
                    Mode(
                        seats=(
                            Seat(
                                candidates=tuple(
                                    Candidate(resource=r, work=work, cost=10 + r) for r in group
                                )
                            ),
                        )
                    ),
                )
            )
            for group in groups
        ),
    )


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_bound_is_never_above_a_valid_schedule(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=3))
    schedule: Schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    for name in MEASURES:
        assert MEASURES[name].bound(problem) <= measure(problem, schedule, name), name


def test_the_longest_chain_bounds_the_finish() -> None:
    problem = Problem(
        horizon=40,
        calendars=(Calendar.always(40),),
        activities=(Activity(modes=(Mode(work=4),)), Activity(modes=(Mode(work=5),))),
        precedences=(Precedence(first=0, second=1, lag=2),),
    )
    assert MEASURES["finish"].bound(problem) == 11


def test_what_only_one_person_can_do_bounds_the_finish() -> None:
    assert MEASURES["finish"].bound(shared((0,), (0,), (0, 1))) == 6


def test_the_load_of_everybody_bounds_the_finish() -> None:
    assert MEASURES["finish"].bound(shared((0, 1), (0, 1), (0,), (1,), (0, 1))) == 8


def test_what_waits_for_deliveries_bounds_the_finish() -> None:
    """Of three that use 2 each of 3, two wait for more: the two with the least to come after."""
    used = Consumption(material=0, amount=2)
    problem = Problem(
        horizon=60,
        calendars=(Calendar.always(60),),
        materials=(Material.delivered("cement", 3, ((20, 10),)),),
        activities=tuple(Activity(modes=(Mode(work=w, consumes=(used,)),)) for w in (9, 5, 2)),
    )
    assert MEASURES["finish"].bound(problem) == 20 + 5
    assert solve(problem, Objective.of("finish")).values == (25,)


def test_what_is_used_at_the_end_ends_after_the_delivery() -> None:
    used = Consumption(material=0, amount=2, accrual="end")
    problem = Problem(
        horizon=60,
        calendars=(Calendar.always(60),),
        materials=(Material.delivered("cement", 1, ((20, 1),)),),
        activities=(
            Activity(modes=(Mode(work=9, consumes=(used,)),)),
            Activity(modes=(Mode(work=3),)),
        ),
        precedences=(Precedence(first=0, second=1),),
    )
    assert MEASURES["finish"].bound(problem) == 20 + 1 + 3
    assert solve(problem, Objective.of("finish")).values == (24,)


def test_the_cheapest_people_bound_the_cost() -> None:
    assert MEASURES["cost"].bound(shared((0, 1), (1,))) == 21


def test_a_goal_is_bounded_by_its_measures() -> None:
    goal = Goal(name="both", terms=(("finish", 2), ("cost", 3)))
    assert bound(shared((0,), (0,)), goal) == 2 * 6 + 3 * 20
