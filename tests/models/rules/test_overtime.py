"""Nobody works more overtime under a ceiling than they may."""

from dataclasses import replace
from fractions import Fraction

import pytest

from models.calendars import Calendar
from models.overtime import Ceiling, Overtime
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.rules import overtime
from models.schedule import Extra, Task
from tests.models.support import plan, small, task, verdict

DAY = Calendar(spans=((0, 4), (6, 10), (12, 16)))
"""Three days of four slots."""
EVENING = Calendar(spans=((4, 6), (10, 12)))
"""Two slots after each of the first two."""


def work(slots: int) -> Activity:
    who = Candidate(resource=0, work=slots, overtime=Fraction(0))
    return Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),))


def case(*activities: Activity, ceilings: tuple[Ceiling, ...], capacity: int = 1) -> Problem:
    allowed = Overtime(calendar=2, ceilings=ceilings)
    ann = Resource(calendar=1, capacity=capacity, overtime=allowed)
    return small(*activities, horizon=16, resources=(ann,), calendars=(DAY, EVENING))


def at(start: int, end: int, *spans: tuple[int, int]) -> Task:
    return replace(task(start, end, 0), overtime=(Extra(resource=0, spans=spans),))


@pytest.mark.parametrize(
    ("most", "kept"), [((0, 0), False), ((1, 2), True), ((0, 2), False), ((1, 1), False)]
)
def test_a_ceiling_holds_for_all_tasks_in_its_slots(most: tuple[int, int], kept: bool) -> None:
    """One slot in the first evening, two in the second; the second task begins in that."""
    first, second = most
    ceilings = (Ceiling(start=0, end=8, most=first), Ceiling(start=8, end=16, most=second))
    both = plan(at(0, 10, (4, 5)), at(10, 14, (10, 12)))
    assert verdict(overtime, case(work(9), work(4), ceilings=ceilings), both) == kept


@pytest.mark.parametrize(("most", "kept"), [(3, True), (2, False)])
def test_one_ceiling_for_two_evenings(most: int, kept: bool) -> None:
    ceilings = (Ceiling(start=0, end=16, most=most),)
    both = plan(at(0, 10, (4, 5)), at(10, 14, (10, 12)))
    assert verdict(overtime, case(work(9), work(4), ceilings=ceilings), both) == kept


@pytest.mark.parametrize(("most", "kept"), [(2, True), (1, False)])
def test_half_of_somebody_counts_half(most: int, kept: bool) -> None:
    """Two tasks side by side, each with half of her, in one evening of two slots."""
    ceilings = (Ceiling(start=0, end=16, most=most),)
    both = plan(at(0, 6, (4, 6)), at(0, 6, (4, 6)))
    assert verdict(overtime, case(work(6), work(6), ceilings=ceilings, capacity=2), both) == kept


def test_without_a_ceiling_evenings_are_the_limit() -> None:
    assert verdict(overtime, case(work(12), ceilings=()), plan(at(0, 12, (4, 6), (10, 12))))
