"""``start_min ≤ start ≤ start_max`` and ``end_min ≤ end ≤ end_max``, where it is present."""

import pytest

from models.problem import FREE, Activity, Bounds, Candidate, Mode, Seat
from models.rules import window
from models.schedule import Assignment, Task
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


def with_people(start: int, who: tuple[int, ...], *bounds: Bounds, count: int = 1) -> bool:
    """Whether an activity of 2 slots may start at a slot with some of those who have bounds."""
    candidates = (Candidate(resource=r, work=2, bounds=b) for r, b in enumerate(bounds))
    seat = Seat(candidates=tuple(candidates), count=count)
    found = Task(
        start=start,
        end=start + 2,
        assignments=tuple(Assignment(seat=0, resource=r) for r in who),
    )
    activity = Activity(modes=(Mode(seats=(seat,)),))
    problem = small(activity, horizon=HORIZON, people=len(bounds))
    return verdict(window, problem, plan(found))


EARLY, LATE = Bounds(start_min=2, end_max=6), Bounds(start_min=5, end_max=9)


@pytest.mark.parametrize(
    ("who", "first", "last"), [((0,), 2, 4), ((1,), 5, 7), ((2,), 0, HORIZON - 2)]
)
def test_the_dates_are_those_of_who_does_it(who: tuple[int, ...], first: int, last: int) -> None:
    allowed = [t for t in range(HORIZON - 1) if with_people(t, who, EARLY, LATE, FREE)]
    assert allowed == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("who", "first", "last"), [((0, 1), 2, 7), ((1, 2), 0, HORIZON - 2), ((0, 2), 0, HORIZON - 2)]
)
def test_of_several_the_first_starts_and_the_last_ends(
    who: tuple[int, ...], first: int, last: int
) -> None:
    allowed = [t for t in range(HORIZON - 1) if with_people(t, who, EARLY, LATE, FREE, count=2)]
    assert allowed == list(range(first, last + 1))


@pytest.mark.parametrize(("who", "allowed"), [((0, 1), [4]), ((0, 2), [3, 4, 5]), ((1, 2), [4])])
def test_a_latest_start_is_the_first_ones_an_earliest_end_the_last_ones(
    who: tuple[int, ...], allowed: list[int]
) -> None:
    """0 ends at 5 or later, 1 starts by 4 and ends at 6 or later, 2 starts by 5."""
    bounds = (Bounds(end_min=5), Bounds(start_max=4, end_min=6), Bounds(start_max=5))
    assert [t for t in range(HORIZON - 1) if with_people(t, who, *bounds, count=2)] == allowed


def test_bounds_of_a_mode_that_is_not_chosen_bind_nothing() -> None:
    seat = Seat(candidates=(Candidate(resource=0, work=2, bounds=Bounds(start_min=5)),))
    activity = Activity(modes=(Mode(seats=(seat,)), Mode(work=2)))
    problem = small(activity, horizon=HORIZON, people=1)
    assert verdict(window, problem, plan(task(0, 2, mode=1)))
    one = (Assignment(seat=0, resource=0),)
    assert not verdict(window, problem, plan(Task(start=0, end=2, assignments=one)))
