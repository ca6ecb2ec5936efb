"""Earliest starts by load: no valid schedule starts earlier, and dense networks start late."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.bounds.heads import loaded
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Goal, bound
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Schedule
from tests.models.problems import problems, schedules
from tests.sample import sample


def gathered(people: int, works: list[int], calendar: Calendar | None = None) -> Problem:
    """Work that anybody can do, and one activity that waits for all of it."""
    modes = (
        Mode(seats=(Seat(candidates=tuple(Candidate(resource=r, work=w) for r in range(people))),))
        for w in (*works, 1)
    )
    activities = tuple(Activity(modes=(mode,), due=5, weight=2) for mode in modes)
    last = len(works)
    return Problem(
        horizon=60,
        calendars=(calendar or Calendar.always(60),),
        resources=(Resource(),) * people,
        activities=activities,
        precedences=tuple(Precedence(first=i, second=last) for i in range(last)),
    )


@settings(
    max_examples=sample(150),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_valid_schedule_starts_earlier(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=4))
    schedule: Schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    assert not violations(loaded(problem), schedule)


def test_what_waits_for_much_work_starts_when_people_had_time_for_it() -> None:
    problem = gathered(2, [3, 4, 5])
    assert [a.start_min for a in loaded(problem).activities] == [0, 0, 0, 6]
    late = Goal(name="late", terms=(("lateness", 1),))
    assert (bound(problem, late), bound(loaded(problem), late)) == (2, 4)


def test_leave_makes_it_later() -> None:
    away = Calendar(spans=((0, 2), (10, 60)))
    assert loaded(gathered(2, [3, 4, 5], away)).activities[3].start_min == 14


def test_what_is_waited_for_through_others_counts_too() -> None:
    problem = gathered(2, [3, 4, 5])
    chained = (Precedence(first=0, second=1), Precedence(first=1, second=2), problem.precedences[2])
    starts = [a.start_min for a in loaded(replace(problem, precedences=chained)).activities]
    assert starts == [0, 2, 4, 6]


def test_what_may_be_left_out_or_begins_before_an_end_does_not_count() -> None:
    problem = gathered(2, [3, 4, 5])
    first, *others = problem.activities
    optional = replace(problem, activities=(replace(first, drop_cost=1), *others))
    assert loaded(optional).activities[3].start_min == 5
    overlapping = tuple(replace(link, lag=-1) for link in problem.precedences)
    assert loaded(replace(problem, precedences=overlapping)).activities[3].start_min == 0
