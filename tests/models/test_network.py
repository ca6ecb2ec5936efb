"""Order, windows and tails of the precedence graph."""

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.calendars import Calendar
from models.check import violations
from models.materials import Consumption, Material
from models.problem import Activity, LinkKind, Mode, Precedence, Problem
from models.schedule import Schedule, Task
from models.timing.lags import earliest_second, latest_first
from models.timing.network import lengths, tails, windows
from models.timing.precedence_order import components, order
from tests.models.problems import HORIZON, problems, schedules
from tests.sample import sample


def chained(*works: int, links: tuple[Precedence, ...], horizon: int = 30) -> Problem:
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon), Calendar(spans=((0, 3), (5, horizon)))),
        activities=tuple(Activity(modes=(Mode(work=work),)) for work in works),
        precedences=links,
    )


@settings(
    max_examples=sample(40),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_valid_schedule_lies_in_the_windows(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=3))
    schedule: Schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    found = windows(problem)
    tail = tails(problem)
    assert not found.empty
    for i, task in enumerate(schedule.tasks):
        if task is not None and not problem.activities[i].optional:
            assert found.earliest_start[i] <= task.start <= found.latest_start[i]
            assert found.earliest_end[i] <= task.end <= found.latest_end[i]
            assert task.end - task.start >= lengths(problem)[i]
            assert task.end + tail[i] <= schedule.makespan


@settings(
    max_examples=sample(40),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(problem=problems(max_activities=3), event=st.integers(0, HORIZON))
def test_earliest_second_and_latest_first_are_the_two_ends_of_one_rule(
    problem: Problem, event: int
) -> None:
    for link in problem.precedences:
        after = earliest_second(problem, link, event)
        for second in range(HORIZON + 1):
            assert (second >= after) == (latest_first(problem, link, second) >= event)


def test_links_point_forward_in_the_order() -> None:
    links = (Precedence(first=2, second=0), Precedence(first=0, second=1))
    assert order(chained(1, 1, 1, links=links)) == [2, 0, 1]


def test_a_cycle_is_one_component() -> None:
    links = (Precedence(first=0, second=1), Precedence(first=1, second=0, kind="SF", lag=-4))
    found = components(chained(1, 1, 1, links=links))
    assert sorted(map(len, found)) == [1, 2]
    assert sorted(chain(*found)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("kind", "lag", "start"), [("FS", 0, 4), ("FS", 2, 6), ("SS", 1, 1), ("FF", 0, 2), ("SF", 3, 1)]
)
def test_each_kind_of_link_bounds_the_second(kind: LinkKind, lag: int, start: int) -> None:
    link = Precedence(first=0, second=1, kind=kind, lag=lag)
    assert windows(chained(4, 2, links=(link,))).earliest_start[1] == start


def test_a_lag_in_working_time_spans_the_pause() -> None:
    link = Precedence(first=0, second=1, lag=2, calendar=1)
    assert windows(chained(2, 1, links=(link,))).earliest_start[1] == 6


def test_a_maximum_lag_makes_the_first_wait() -> None:
    links = (
        Precedence(first=2, second=1),
        Precedence(first=1, second=0, kind="SF", lag=-2),
        Precedence(first=0, second=1),
    )
    assert windows(chained(1, 1, 9, links=links)).earliest_end[0] == 7


def test_a_cycle_that_cannot_hold_has_no_room() -> None:
    links = (Precedence(first=0, second=1), Precedence(first=1, second=0))
    assert windows(chained(9, 9, links=links)).empty


def test_the_latest_start_leaves_room_for_what_follows() -> None:
    found = windows(chained(3, 4, links=(Precedence(first=0, second=1),), horizon=10))
    assert found.latest_start == (3, 6)


def test_ten_thousand_in_a_row_need_no_recursion() -> None:
    links = tuple(Precedence(first=i, second=i + 1) for i in range(9_999))
    found = windows(chained(*[1] * 10_000, links=links, horizon=10_000))
    assert found.earliest_start == found.latest_start == tuple(range(10_000))


@pytest.mark.parametrize("use", [{}, {"accrual": "end"}, {"spread": 5}, {"spread": 2}])
@pytest.mark.parametrize("stock", range(6))
@pytest.mark.parametrize("delivered", [1, 4, 9])
def test_what_has_to_wait_for_a_delivery_starts_no_earlier(
    use: dict[str, Any], stock: int, delivered: int
) -> None:
    problem = replace(
        chained(5, links=()),
        activities=(
            Activity(
                modes=(Mode(work=5, consumes=(Consumption(material=0, amount=5, **use),)),),
                calendar=1,
            ),
        ),
        materials=(Material.delivered("cement", stock, ((delivered, 5),)),),
    )
    finish = problem.calendars[1].finish
    tasks = [
        Task(start=start, end=end)
        for start in range(20)
        if problem.calendars[1].works(start) and (end := finish(start, 5)) is not None
    ]
    valid = [task for task in tasks if not violations(problem, Schedule(tasks=(task,)))]
    assert windows(problem).earliest_start[0] == valid[0].start
    assert windows(problem).earliest_end[0] == valid[0].end
