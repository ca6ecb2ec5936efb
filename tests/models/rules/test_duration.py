"""Work takes the time it takes: who works when, pauses, and who ends last."""

import pytest

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.rules import duration
from models.schedule import Task
from tests.models.support import alone, plan, seat, small, task, verdict

PAUSE = Calendar(spans=((0, 4), (6, 12)))
"""Works but for slots 4 and 5."""
LATE = Calendar(spans=((2, 12),))
"""Is there from slot 2 on."""


def keeps(case: Problem, planned: Task | None) -> bool:
    return verdict(duration, case, plan(planned))


def crew(*modes: Mode, calendar: int = 0, drop_cost: int | None = None) -> Problem:
    """Three people: one always there, one with a pause, one who comes late."""
    return small(
        Activity(modes=modes, calendar=calendar, drop_cost=drop_cost),
        resources=(Resource(), Resource(calendar=1), Resource(calendar=2)),
        calendars=(PAUSE, LATE),
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 3, True),  # before the pause
        (1, 4, True),  # up to the pause
        (2, 5, False),  # the pause is no work
        (2, 7, True),  # over the pause
        (3, 8, True),
        (3, 7, False),  # not enough
        (0, 4, False),  # too long
        (4, 9, False),  # nobody can start in the pause
        (5, 9, False),
        (6, 9, True),  # after the pause
        (9, 12, True),  # up to the end of the axis
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_work_goes_on_after_a_pause(start: int, end: int, expected: bool, own: bool) -> None:
    if own:
        case, planned = crew(*alone(3), calendar=1), task(start, end)
    else:
        case, planned = crew(Mode(seats=(seat(1, work=3),))), task(start, end, 1)
    assert keeps(case, planned) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(2, 4, True), (3, 7, True), (3, 5, False), (4, 8, False)]
)
def test_the_time_is_that_of_the_calendar_the_candidate_has_there(
    start: int, end: int, expected: bool
) -> None:
    candidate = Candidate(resource=0, work=2, calendar=1)
    case = crew(Mode(seats=(Seat(candidates=(candidate,)),)))
    assert keeps(case, task(start, end, 0)) == expected


@pytest.mark.parametrize(
    ("who", "end", "expected"),
    [(0, 5, True), (0, 7, False), (1, 7, True), (1, 5, False), (2, 5, True), (2, 6, False)],
)
def test_the_end_depends_on_who_does_it(who: int, end: int, expected: bool) -> None:
    case = crew(Mode(seats=(seat(0, 1, 2, work=2),)))
    assert keeps(case, task(3, end, who)) == expected


@pytest.mark.parametrize(("who", "end", "expected"), [(0, 4, True), (0, 6, False), (1, 6, True)])
def test_a_slower_candidate_takes_longer(who: int, end: int, expected: bool) -> None:
    fast, slow = Candidate(resource=0, work=1), Candidate(resource=2, work=3)
    case = crew(Mode(seats=(Seat(candidates=(fast, slow)),)))
    assert keeps(case, task(3, end, (0, 2)[who])) == expected


@pytest.mark.parametrize(
    ("people", "start", "end", "expected"),
    [
        ((0, 1), 3, 7, True),  # the second pauses, the first waits
        ((0, 1), 3, 5, False),  # the first alone is done
        ((0, 1), 3, 6, False),  # nobody is done just then
        ((0, 1), 4, 6, False),  # the second cannot start
        ((0, 2), 0, 2, False),  # the third is not there yet
        ((0, 2), 2, 4, True),
        ((1, 2), 3, 7, True),
        ((1, 2), 2, 4, True),
    ],
)
def test_several_people_start_together_and_the_last_one_ends_it(
    people: tuple[int, int], start: int, end: int, expected: bool
) -> None:
    case = crew(Mode(seats=(seat(0, 1, 2, work=2, count=2),)))
    assert keeps(case, task(start, end, *people)) == expected


@pytest.mark.parametrize(("end", "expected"), [(6, False), (7, False), (8, True)])
def test_people_on_different_seats_end_it_together(end: int, expected: bool) -> None:
    case = crew(Mode(seats=(seat(0, work=4), seat(1, work=3))))
    assert keeps(case, task(3, end, 0, 1, seats=(0, 1))) == expected


@pytest.mark.parametrize(("end", "expected"), [(5, False), (6, False), (7, True)])
def test_the_modes_own_work_counts_beside_the_peoples(end: int, expected: bool) -> None:
    case = crew(Mode(seats=(seat(0, work=1),), work=2), calendar=1)
    assert keeps(case, task(3, end, 0)) == expected


@pytest.mark.parametrize(
    ("mode", "end", "expected"), [(0, 7, True), (0, 5, False), (1, 4, True), (1, 7, False)]
)
def test_only_the_chosen_mode_takes_time(mode: int, end: int, expected: bool) -> None:
    case = crew(Mode(work=2), Mode(seats=(seat(0, work=1),)), calendar=1)
    people = (0,) if mode else ()
    assert keeps(case, task(3, end, *people, mode=mode)) == expected


@pytest.mark.parametrize(
    ("who", "start", "end", "expected"),
    [(0, 3, 3, True), (0, 4, 4, True), (0, 3, 5, False), (1, 3, 7, True), (1, 3, 3, False)],
)
def test_it_takes_no_time_where_nobody_works_at_it(
    who: int, start: int, end: int, expected: bool
) -> None:
    idle, busy = Candidate(resource=0, work=0), Candidate(resource=1, work=2)
    case = crew(Mode(seats=(Seat(candidates=(idle, busy)),)))
    assert keeps(case, task(start, end, who)) == expected


def test_a_milestone_may_stand_anywhere_even_in_a_pause() -> None:
    case = crew(Mode(), calendar=1)
    assert all(keeps(case, task(slot, slot)) for slot in (0, 4, 5, 12))


def test_what_is_left_out_takes_no_time() -> None:
    assert keeps(crew(Mode(work=9), calendar=1, drop_cost=1), None)


def test_what_cannot_be_done_in_time_can_only_be_left_out() -> None:
    never = Calendar(spans=((0, 2),))
    case = small(Activity(modes=alone(3), calendar=1, drop_cost=0), calendars=(never,))
    assert keeps(case, None)
    assert not keeps(case, task(0, 0))
