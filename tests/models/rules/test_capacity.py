"""At no instant is more taken of a resource than there is."""

import pytest

from models.problem import Activity, Mode, Problem, Reservation, Resource
from models.rules import capacity
from tests.models.support import MILESTONE, by, plan, seat, small, task, verdict


def of_one(*units: int, capacity: int = 1, taken: tuple[Reservation, ...] = ()) -> Problem:
    """Activities of 3 slots, each taking so many units of the one resource."""
    activities = (Activity(modes=(Mode(seats=(seat(0, work=3, units=u),)),)) for u in units)
    return small(*activities, resources=(Resource(capacity=capacity),), reservations=taken)


def keeps(case: Problem, *starts: int) -> bool:
    return verdict(capacity, case, plan(*(task(at, at + 3, 0) for at in starts)))


@pytest.mark.parametrize(
    ("starts", "expected"),
    [((0, 3), True), ((3, 0), True), ((0, 2), False), ((1, 1), False), ((4, 9), True)],
)
def test_one_person_does_one_thing_at_a_time(starts: tuple[int, int], expected: bool) -> None:
    assert keeps(of_one(1, 1), *starts) == expected


@pytest.mark.parametrize(
    ("units", "starts", "expected"),
    [
        ((500, 500), (0, 0), True),  # two halves
        ((500, 501), (0, 0), False),
        ((500, 501), (0, 3), True),
        ((400, 400, 300), (0, 1, 2), False),  # three overlap in slot 2
        ((400, 400, 300), (0, 1, 3), True),  # never more than two
        ((1000, 1), (0, 2), False),
    ],
)
def test_shares_add_up_to_a_whole_person(
    units: tuple[int, ...], starts: tuple[int, ...], expected: bool
) -> None:
    assert keeps(of_one(*units, capacity=1000), *starts) == expected


@pytest.mark.parametrize(("starts", "expected"), [((0, 1, 5), True), ((0, 1, 2), False)])
def test_a_crew_of_two_does_two_things_at_a_time(starts: tuple[int, ...], expected: bool) -> None:
    assert keeps(of_one(1, 1, 1, capacity=2), *starts) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(0, True), (1, True), (2, False), (4, False), (5, False), (6, True)]
)
def test_what_is_reserved_is_not_there(start: int, expected: bool) -> None:
    meeting = Reservation(resource=0, start=4, end=6)
    assert keeps(of_one(1, taken=(meeting,)), start) == expected


@pytest.mark.parametrize(("start", "expected"), [(0, True), (2, False), (5, False), (8, True)])
def test_reservations_that_overlap_add_up(start: int, expected: bool) -> None:
    taken = (
        Reservation(resource=0, start=4, end=8),
        Reservation(resource=0, start=3, end=6),
        Reservation(resource=0, start=4, end=4, units=9),  # of no time at all
    )
    assert keeps(of_one(1, capacity=2, taken=taken), start) == expected


@pytest.mark.parametrize(("start", "expected"), [(0, True), (2, False)])
def test_a_reservation_may_take_a_part(start: int, expected: bool) -> None:
    half = Reservation(resource=0, start=4, end=6, units=500)
    assert keeps(of_one(500, 500, capacity=1000, taken=(half,)), 7, start)
    assert keeps(of_one(600, capacity=1000, taken=(half,)), start) == expected


def test_what_takes_nothing_fits_anywhere() -> None:
    assert keeps(of_one(1, 0, 0), 4, 4, 4)


def test_a_milestone_takes_nobody_even_with_a_seat() -> None:
    milestone = Activity(modes=(Mode(seats=(seat(0, work=0, units=7),)),))
    case = small(Activity(modes=by(0, work=3)), milestone, people=1)
    assert verdict(capacity, case, plan(task(2, 5, 0), task(3, 3, 0)))


@pytest.mark.parametrize(
    ("people", "expected"), [((0, 1), True), ((0, 0), False), ((1, 1), False), ((1, 0), True)]
)
def test_only_whoever_is_assigned_is_taken(people: tuple[int, int], expected: bool) -> None:
    activity = Activity(modes=by(0, 1, work=3))
    planned = plan(*(task(0, 3, who) for who in people))
    assert verdict(capacity, small(activity, activity, people=2), planned) == expected


@pytest.mark.parametrize(("crew", "expected"), [((0, 1), False), ((0, 2), False), ((1, 2), True)])
def test_everybody_on_a_seat_for_several_is_taken(crew: tuple[int, int], expected: bool) -> None:
    two = Activity(modes=(Mode(seats=(seat(0, 1, 2, work=3, count=2),)),))
    one = Activity(modes=by(0, work=3))
    planned = plan(task(0, 3, *crew), task(2, 5, 0))
    assert verdict(capacity, small(two, one, people=3), planned) == expected


@pytest.mark.parametrize(("mode", "expected"), [(0, False), (1, True)])
def test_the_units_are_those_of_the_chosen_mode(mode: int, expected: bool) -> None:
    heavy, light = (Mode(seats=(seat(0, work=3, units=u),)) for u in (2, 1))
    case = small(
        Activity(modes=(heavy, light)),
        Activity(modes=by(0, work=3)),
        resources=(Resource(capacity=2),),
    )
    planned = plan(task(0, 3, 0, mode=mode), task(1, 4, 0))
    assert verdict(capacity, case, planned) == expected


def test_the_units_are_those_of_the_seat_taken() -> None:
    seats = (seat(0, 1, work=3, units=2), seat(0, 1, work=3, units=1))
    people = (Resource(capacity=2), Resource(capacity=2))
    case = small(
        Activity(modes=(Mode(seats=seats),)), Activity(modes=by(0, work=3)), resources=people
    )
    other = task(0, 3, 0)
    assert verdict(capacity, case, plan(task(0, 3, 1, 0, seats=(0, 1)), other))
    assert not verdict(capacity, case, plan(task(0, 3, 0, 1, seats=(0, 1)), other))


def test_what_asks_for_more_than_there_is_cannot_be_done() -> None:
    activity = Activity(modes=(Mode(seats=(seat(0, work=3, units=2),)),), drop_cost=0)
    case = small(activity, people=1)
    assert not verdict(capacity, case, plan(task(0, 3, 0)))
    assert verdict(capacity, case, plan(None))


@pytest.mark.parametrize(("size", "expected"), [(0, True), (2, False)])
def test_nobody_is_needed_for_no_time(size: int, expected: bool) -> None:
    # Somebody there is too little of may sit where another way takes no time.
    modes = (Mode(seats=(seat(0, work=0, units=2),)), Mode(work=2, seats=(seat(0, units=2),)))
    case = small(Activity(modes=modes), people=1)
    planned = plan(task(3, 3 + size, 0, mode=1 if size else 0))
    assert verdict(capacity, case, planned) == expected


def test_what_is_left_out_takes_nobody() -> None:
    one, may = Activity(modes=by(0, work=3)), Activity(modes=by(0, work=3), drop_cost=0)
    case = small(one, may, people=1)
    assert verdict(capacity, case, plan(task(0, 3, 0), None))
    assert not verdict(capacity, case, plan(task(0, 3, 0), task(0, 3, 0)))


def test_milestones_without_seats_are_free() -> None:
    case = small(Activity(modes=by(0, work=3)), Activity(modes=MILESTONE), people=1)
    assert verdict(capacity, case, plan(task(0, 3, 0), task(1, 1)))
