"""The flow of work: no valid schedule is below its bounds, and what it sees that others do not."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.bounds.flow import Settled, dearer, raised
from models.calendars import Calendar
from models.check import violations
from models.measures import MEASURES
from models.measures.goals import Goal, bound, value, within
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.schedule import Schedule
from tests.models.problems import problems, schedules
from tests.sample import sample

COST = Goal(name="cost", terms=(("cost", 1),))
FINISH = Goal(name="finish", terms=(("finish", 1),))
OPEN = Goal(name="open", terms=(("open_finish", 1),))
LATE = Goal(name="late", terms=(("lateness", 1),))
SUM = Goal(name="sum", terms=(("lateness", 3), ("cost", 2)))


def team(count: int, ends: int | None = None, due: int | None = None) -> Problem:
    """Work of 4 slots each, for a cheap person and a dear one."""
    who = (Candidate(resource=0, work=4, cost=4), Candidate(resource=1, work=4, cost=40))
    one = Activity(
        modes=(Mode(seats=(Seat(candidates=who),)),), end_max=ends, due=due, open=due is None
    )
    return Problem(
        horizon=100,
        calendars=(Calendar.always(100),),
        resources=(Resource(), Resource()),
        activities=(one,) * count,
    )


@settings(
    max_examples=sample(150),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_valid_schedule_is_below_a_bound_of_the_flow(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=4))
    schedule: Schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    goals = tuple(data.draw(st.permutations([COST, FINISH, OPEN, LATE, SUM])))
    values = [value(problem, schedule, goal) for goal in goals]
    for k, goal in enumerate(goals):
        caps = values[:k]
        assert not violations(within(problem, goals, caps), schedule)
        settled = Settled.of(problem, goals, caps)
        assert settled.possible()
        # a value that nothing reaches does not cut the bound short
        assert raised(settled, goal, bound(problem, goal), 10**6) <= values[k]
        assert raised(settled, goal, bound(problem, goal), values[k]) <= values[k]


def test_cheap_people_have_no_time_for_everything() -> None:
    problem = team(6, ends=12)
    assert MEASURES["cost"].bound(problem) == 24
    assert dearer(problem) == 3 * 36
    assert raised(Settled(problem=problem), COST, 0, 240) == 24 + 3 * 36


def test_more_than_there_is_time_for_is_no_flow() -> None:
    assert dearer(team(7, ends=12)) is None
    assert not Settled(problem=team(7, ends=12)).possible()


def test_a_cap_on_the_end_makes_what_follows_dearer() -> None:
    problem = team(6)
    assert raised(Settled.of(problem, (OPEN,), (12,)), COST, 24, 240) == 24 + 3 * 36
    assert raised(Settled.of(problem, (OPEN,), (24,)), COST, 24, 240) == 24


def test_a_cap_on_the_cost_takes_time() -> None:
    problem = team(6)
    assert raised(Settled.of(problem, (COST,), (24,)), FINISH, 12, 100) == 24
    assert raised(Settled.of(problem, (COST,), (24 + 36,)), FINISH, 12, 100) == 20


def test_what_is_due_before_leaves_less_time_for_the_rest() -> None:
    due, free = team(4, due=8).activities, team(2).activities
    problem = team(1)
    problem = Problem(
        horizon=100,
        calendars=problem.calendars,
        resources=problem.resources,
        activities=(*due, *free),
    )
    assert MEASURES["open_finish"].bound(problem) == 4
    assert raised(Settled.of(problem, (LATE,), (0,)), OPEN, 4, 100) == 12


def test_lateness_that_is_left_moves_dates() -> None:
    late = within(team(2, due=8), (LATE,), (3,))
    assert [activity.end_max for activity in late.activities] == [11, 11]


def spread(taken: int, count: int = 1) -> Problem:
    """Two people, both busy for the first 4 slots with as many activities; one for 6 slots of 8."""
    two = (Candidate(resource=0, work=6), Candidate(resource=1, work=6))
    both = tuple(replace(one, work=4) for one in two)
    short = Activity(modes=(Mode(seats=(Seat(candidates=both),)),), end_max=4)
    long = Activity(modes=(Mode(seats=(Seat(candidates=two, count=count),)),), end_max=8)
    return Problem(
        horizon=8,
        calendars=(Calendar.always(8),),
        resources=(Resource(), Resource()),
        activities=(*(short,) * taken, long),
    )


def test_nobody_does_more_of_an_activity_at_once_than_there_is_time_for() -> None:
    assert dearer(spread(taken=2)) is None  # else both would do 3 slots of it in the last 4
    assert dearer(spread(taken=1)) == 0


def test_each_of_several_people_does_all_of_an_activity() -> None:
    assert dearer(spread(taken=0, count=2)) == 0
