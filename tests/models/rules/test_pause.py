"""Nobody's work is torn apart by a longer pause than it may be."""

import pytest

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Pause, Seat
from models.rules import pause
from models.schedule import Assignment, Task
from models.timing.calm import Calm
from tests.models.support import plan, small, verdict

OWN = Calendar(spans=((0, 3), (5, 8), (9, 14)))
"""Pauses: slots 3 and 4, slot 8."""
USUAL = Calendar(spans=((0, 4), (8, 14)))
"""Of the first pause one slot counts, of the second too."""


def starts(work: int, most: int, usual: int, count: int = 1) -> list[int]:
    """From where one (or both of two) may start, of those at which they work."""
    candidates = tuple(
        Candidate(resource=r, work=work, calendar=1 + r, pause=Pause(calendar=usual, most=most))
        for r in range(count)
    )
    seat = Seat(candidates=candidates, count=count)
    activity = Activity(modes=(Mode(seats=(seat,)),))
    problem = small(activity, horizon=14, people=count, calendars=(OWN, Calendar.always(14), USUAL))
    found = []
    for start in (slot for slot in range(14) if OWN.works(slot)):
        end = OWN.finish(start, work)
        if end is not None:
            who = tuple(Assignment(seat=0, resource=r) for r in range(count))
            if verdict(pause, problem, plan(Task(start=start, end=end, assignments=who))):
                found.append(start)
    return found


@pytest.mark.parametrize(
    ("work", "most", "usual", "expected"),
    [
        (3, 2, 0, [0, 1, 2, 5, 6, 7, 9, 10, 11]),  # any pause will do
        (3, 1, 0, [0, 5, 6, 7, 9, 10, 11]),  # not over two slots
        (3, 0, 0, [0, 5, 9, 10, 11]),  # over none
        (3, 1, 3, [0, 1, 2, 5, 6, 7, 9, 10, 11]),  # one of the two slots counts
        (3, 0, 3, [0, 5, 9, 10, 11]),
        (1, 0, 0, [0, 1, 2, 5, 6, 7, 9, 10, 11, 12, 13]),  # a slot is not torn apart
        (4, 0, 0, [9, 10]),
        (6, 1, 0, [5, 6, 7]),
        (0, 0, 0, [0, 1, 2, 5, 6, 7, 9, 10, 11, 12, 13]),
    ],
)
def test_no_start_leads_over_a_pause_that_is_too_long(
    work: int, most: int, usual: int, expected: list[int]
) -> None:
    assert starts(work, most, usual) == expected


def test_each_of_several_has_to_keep_it() -> None:
    """The second always works: only the first one's pauses count."""
    assert starts(3, 0, 0, count=2) == starts(3, 0, 0)


def test_the_starts_are_found_once_for_all_who_are_alike() -> None:
    alike = [Candidate(resource=r, work=3, calendar=1, pause=Pause(calendar=0)) for r in range(2)]
    problem = small(
        Activity(modes=(Mode(seats=(Seat(candidates=tuple(alike)),)),)),
        horizon=14,
        people=2,
        calendars=(OWN,),
    )
    calm = Calm(problem)
    assert calm.starts(alike[0]) is calm.starts(alike[1])
    assert calm.starts(Candidate(resource=0, work=3)) is None
