"""``start_min ≤ start ≤ start_max`` and ``end_min ≤ end ≤ end_max``, where it is present."""

import pytest

from models.problem import Activity
from models.rules import window
from models.schedule import Task
from tests.models.support import alone, plan, small, task, verdict

HORIZON = 12


def keeps(planned: Task | None, **bounds: int) -> bool:
    activity = Activity(modes=alone(3), drop_cost=0, **bounds)  # type: ignore[arg-type]
    return verdict(window, small(activity, horizon=HORIZON), plan(planned))


@pytest.mark.parametrize(("start", "expected"), [(3, False), (4, True), (5, True)])
def test_it_starts_no_earlier_than_its_first_start(start: int, expected: bool) -> None:
    assert keeps(task(start, start + 3), start_min=4) == expected


@pytest.mark.parametrize(("start", "expected"), [(3, True), (4, True), (5, False)])
def test_it_starts_no_later_than_its_last_start(start: int, expected: bool) -> None:
    assert keeps(task(start, start + 3), start_max=4) == expected


@pytest.mark.parametrize(("end", "expected"), [(5, False), (6, True), (7, True)])
def test_it_ends_no_earlier_than_its_first_end(end: int, expected: bool) -> None:
    assert keeps(task(end - 3, end), end_min=6) == expected


@pytest.mark.parametrize(("end", "expected"), [(5, True), (6, True), (7, False)])
def test_it_ends_no_later_than_its_last_end(end: int, expected: bool) -> None:
    assert keeps(task(end - 3, end), end_max=6) == expected


@pytest.mark.parametrize(("start", "expected"), [(3, False), (4, True), (5, False)])
def test_equal_bounds_fix_the_start(start: int, expected: bool) -> None:
    assert keeps(task(start, start + 3), start_min=4, start_max=4) == expected


def test_a_bound_at_the_edge_of_the_axis_binds_nothing() -> None:
    assert keeps(task(0, 3), start_min=0, start_max=HORIZON, end_min=0, end_max=HORIZON)


def test_what_is_left_out_has_no_dates_to_keep() -> None:
    assert keeps(None, start_min=5, start_max=4)


def test_the_dates_are_those_of_each_activity_by_itself() -> None:
    early, late = Activity(modes=alone(2), end_max=4), Activity(modes=alone(2), start_min=4)
    assert verdict(window, small(early, late), plan(task(2, 4), task(4, 6)))
    assert not verdict(window, small(early, late), plan(task(4, 6), task(4, 6)))
    assert not verdict(window, small(early, late), plan(task(2, 4), task(2, 4)))
