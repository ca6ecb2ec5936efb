"""The same people on two activities, or nobody on both."""

import pytest

from models.problem import Activity, Mode, Problem, Staffing
from models.rules import staffing
from models.schedule import Task
from tests.models.support import alone, by, plan, seat, small, task, verdict

SAME = Staffing(first=0, second=1, same=True)
DIFFERENT = Staffing(first=0, second=1, same=False)


def keeps(case: Problem, first: Task | None, second: Task | None) -> bool:
    return verdict(staffing, case, plan(first, second))


def ones(pair: Staffing, first: tuple[int, ...], second: tuple[int, ...]) -> Problem:
    """One of some people on each."""
    activities = (Activity(modes=by(*who), drop_cost=0) for who in (first, second))
    return small(*activities, people=4, staffing=(pair,))


@pytest.mark.parametrize(
    ("first", "second", "same"), [(0, 0, True), (1, 1, True), (0, 1, False), (1, 0, False)]
)
def test_one_person_is_the_same_or_another(first: int, second: int, same: bool) -> None:
    people = (0, 1), (0, 1)
    assert keeps(ones(SAME, *people), task(0, 1, first), task(1, 2, second)) == same
    assert keeps(ones(DIFFERENT, *people), task(0, 1, first), task(1, 2, second)) != same


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(1, 1, True), (0, 2, False), (0, 1, False), (1, 2, False)],
)
def test_the_same_people_can_do_both(first: int, second: int, expected: bool) -> None:
    # 0 can only do the first and 2 only the second: neither is the same as anybody.
    case = ones(SAME, (0, 1), (1, 2))
    assert keeps(case, task(0, 1, first), task(1, 2, second)) == expected


@pytest.mark.parametrize(("same", "expected"), [(True, True), (False, False)])
def test_who_does_not_count_may_differ_or_be_the_same(same: bool, expected: bool) -> None:
    """Of a person and a machine each: only the person counts."""
    activity = Activity(modes=(Mode(seats=(seat(0, 1), seat(2, 3))),))
    pair = Staffing(first=0, second=1, same=same, among=frozenset({0, 1}))
    case = small(activity, activity, people=4, staffing=(pair,))
    two = task(1, 2, 0, 3, seats=(0, 1))
    assert keeps(case, task(0, 1, 0, 2, seats=(0, 1)), two) == expected
    other = task(1, 2, 1, 2, seats=(0, 1))
    assert keeps(case, task(0, 1, 0, 2, seats=(0, 1)), other) != expected


def test_who_cannot_meet_is_different_anyway() -> None:
    assert keeps(ones(DIFFERENT, (0, 1), (2, 3)), task(0, 1, 0), task(1, 2, 2))


def crews(pair: Staffing) -> Problem:
    """Two of four people on each."""
    activity = Activity(modes=(Mode(seats=(seat(0, 1, 2, 3, count=2),)),))
    return small(activity, activity, people=4, staffing=(pair,))


@pytest.mark.parametrize(
    ("first", "second", "same", "different"),
    [
        ((0, 1), (1, 0), True, False),
        ((0, 1), (0, 2), False, False),  # one in common is neither
        ((0, 1), (2, 3), False, True),
    ],
)
def test_crews_are_the_same_altogether_or_different_altogether(
    first: tuple[int, int], second: tuple[int, int], same: bool, different: bool
) -> None:
    planned = task(0, 1, *first), task(1, 2, *second)
    assert keeps(crews(SAME), *planned) == same
    assert keeps(crews(DIFFERENT), *planned) == different


@pytest.mark.parametrize("pair", [SAME, DIFFERENT])
def test_the_seat_does_not_matter(pair: Staffing) -> None:
    two_seats = Activity(modes=(Mode(seats=(seat(0, 1), seat(0, 1))),))
    case = small(two_seats, two_seats, people=2, staffing=(pair,))
    crossed = task(0, 1, 0, 1, seats=(0, 1)), task(1, 2, 1, 0, seats=(0, 1))
    assert keeps(case, *crossed) == pair.same


@pytest.mark.parametrize("pair", [SAME, DIFFERENT])
def test_a_way_that_needs_nobody_has_no_people_to_compare(pair: Staffing) -> None:
    either = Activity(modes=(*by(0), *alone(1)))
    case = small(either, either, people=1, staffing=(pair,))
    assert keeps(case, task(0, 1, mode=1), task(1, 2, mode=1))
    assert keeps(case, task(0, 1, 0), task(1, 2, mode=1)) != pair.same


@pytest.mark.parametrize("pair", [SAME, DIFFERENT])
def test_what_is_left_out_is_compared_with_nobody(pair: Staffing) -> None:
    case = ones(pair, (0, 1), (0, 1))
    assert keeps(case, task(0, 1, 0), None)
    assert keeps(case, None, task(0, 1, 0))
    assert keeps(case, None, None)
