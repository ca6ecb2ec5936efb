"""Lags of every kind, on the axis, on a calendar and on the wall clock."""

import pytest

from models.calendars import Calendar
from models.problem import Activity, LinkKind, Precedence, Problem
from models.rules import precedence
from tests.models.support import MILESTONE, alone, plan, small, task, verdict

PAUSE = Calendar(spans=((0, 4), (6, 12)))
"""Works but for slots 4 and 5."""
NIGHTS = tuple(slot + 10 * (slot // 4) for slot in range(13))
"""The wall clock of days of 4 slots with nights of 10 between: 0–3, 14–17, 28–31, 42."""


def pair(link: Precedence, *, milestones: bool = False, optional: bool = False) -> Problem:
    """Two activities of 2 slots each (or of none), and the link."""
    modes = MILESTONE if milestones else alone(2)
    activity = Activity(modes=modes, drop_cost=0 if optional else None)
    return small(activity, activity, calendars=(PAUSE,), precedences=(link,), clock=NIGHTS)


def keeps(link: Precedence, first: int, second: int, *, milestones: bool = False) -> bool:
    """With the two starting at these slots."""
    size = 0 if milestones else 2
    planned = plan(task(first, first + size), task(second, second + size))
    return verdict(precedence, pair(link, milestones=milestones), planned)


@pytest.mark.parametrize(
    ("kind", "lag", "second", "expected"),
    [  # the first runs in [4, 6)
        ("FS", 0, 5, False),
        ("FS", 0, 6, True),
        ("FS", 2, 7, False),
        ("FS", 2, 8, True),
        ("FS", -1, 4, False),
        ("FS", -1, 5, True),
        ("SS", 0, 3, False),
        ("SS", 0, 4, True),
        ("SS", 1, 4, False),
        ("SS", 1, 5, True),
        ("FF", 0, 3, False),
        ("FF", 0, 4, True),
        ("FF", -2, 1, False),
        ("FF", -2, 2, True),
        ("SF", 0, 1, False),
        ("SF", 0, 2, True),
        ("SF", 3, 4, False),
        ("SF", 3, 5, True),
    ],
)
def test_the_second_event_comes_no_earlier_than_the_lag_after_the_first(
    kind: LinkKind, lag: int, second: int, expected: bool
) -> None:
    link = Precedence(first=0, second=1, kind=kind, lag=lag)
    assert keeps(link, 4, second) == expected


@pytest.mark.parametrize(("second", "expected"), [(3, True), (8, True), (9, True), (10, False)])
def test_a_negative_lag_the_other_way_round_is_a_maximum_lag(second: int, expected: bool) -> None:
    at_most_five = Precedence(first=1, second=0, kind="SS", lag=-5)
    assert keeps(at_most_five, 4, second) == expected


@pytest.mark.parametrize(
    ("lag", "first", "second", "expected"),
    [  # works but for 4 and 5
        (1, 1, 3, False),  # nothing between 3 and 3
        (1, 1, 4, True),
        (2, 1, 6, False),  # 3 only
        (2, 1, 7, True),  # 3 and 6
        (1, 2, 6, False),  # the pause does not count
        (1, 2, 7, True),
        (1, 3, 6, False),  # from within the pause
        (1, 3, 7, True),
        (0, 3, 5, True),
        (0, 3, 4, False),
        (-1, 4, 5, True),  # one working slot before the end at 6: but 4 and 5 are none
        (-1, 4, 4, True),
        (-1, 4, 3, True),  # 3 only
        (-1, 4, 2, False),  # 2 and 3
        (-2, 4, 2, True),
        (-3, 4, 9, True),  # a lead does not forbid a wait
    ],
)
def test_a_lag_on_a_calendar_counts_its_working_slots_only(
    lag: int, first: int, second: int, expected: bool
) -> None:
    link = Precedence(first=0, second=1, lag=lag, calendar=1)
    assert keeps(link, first, second) == expected


@pytest.mark.parametrize(("second", "expected"), [(4, True), (5, True), (3, False)])
def test_a_lag_of_zero_on_a_calendar_still_keeps_the_order(second: int, expected: bool) -> None:
    # At 4 and 5 the working time is that of 4: only the order tells them apart.
    link = Precedence(first=0, second=1, kind="SS", lag=0, calendar=1)
    assert keeps(link, 4, second) == expected


@pytest.mark.parametrize(
    ("kind", "lag", "first", "second", "expected"),
    [  # slots 0–3 are a day, then comes a night of 10
        ("FS", 1, 0, 2, False),
        ("FS", 1, 0, 3, True),
        ("FS", 10, 2, 4, True),  # ends at 4 by the clock, the next day opens at 14
        ("FS", 11, 2, 4, False),
        ("FS", 11, 2, 5, True),
        ("SS", 14, 0, 4, True),
        ("SS", 15, 0, 4, False),
        ("FF", 12, 2, 3, False),  # ends over night, in [3, 5): at 15
        ("FF", 11, 2, 3, True),
        ("SF", 15, 0, 3, True),
        ("SF", 16, 0, 3, False),
        ("FS", -10, 4, 2, False),  # ends at 16
        ("FS", -13, 4, 3, True),
        ("FS", -13, 4, 2, False),
    ],
)
def test_an_elapsed_lag_counts_on_the_wall_clock(
    kind: LinkKind, lag: int, first: int, second: int, expected: bool
) -> None:
    link = Precedence(first=0, second=1, kind=kind, lag=lag, elapsed=True)
    assert keeps(link, first, second) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(4, 4, True), (3, 4, True), (4, 3, False)]
)
def test_milestones_of_equal_time_are_in_order(first: int, second: int, expected: bool) -> None:
    assert keeps(Precedence(first=0, second=1), first, second, milestones=True) == expected


@pytest.mark.parametrize(
    ("lag", "second", "expected"), [(10, 4, True), (11, 4, False), (11, 5, True)]
)
def test_a_milestone_between_two_days_is_in_the_evening(
    lag: int, second: int, expected: bool
) -> None:
    # At slot 4 its clock is the evening's 4, not 14; the second is at 14 in the morning at last.
    link = Precedence(first=0, second=1, lag=lag, elapsed=True)
    assert keeps(link, 4, second, milestones=True) == expected


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_link_to_or_from_what_is_left_out_does_not_bind(left_out: int) -> None:
    link = Precedence(first=0, second=1)
    planned = [task(4, 6), task(0, 2)]
    assert not verdict(precedence, pair(link, optional=True), plan(*planned))
    there = [None if i == left_out else each for i, each in enumerate(planned)]
    assert verdict(precedence, pair(link, optional=True), plan(*there))


def test_every_link_of_an_activity_binds() -> None:
    links = (Precedence(first=0, second=2), Precedence(first=1, second=2))
    case = small(*(Activity(modes=alone(2)),) * 3, precedences=links)
    assert verdict(precedence, case, plan(task(0, 2), task(2, 4), task(4, 6)))
    assert not verdict(precedence, case, plan(task(0, 2), task(2, 4), task(3, 5)))
    assert not verdict(precedence, case, plan(task(2, 4), task(0, 2), task(3, 5)))
