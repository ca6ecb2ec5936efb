"""Problems check themselves where they are made."""

import pickle
from collections.abc import Callable
from fractions import Fraction

import pytest

from models.calendars import Calendar
from models.problem import (
    Activity,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
    once,
)
from models.timing.network import windows
from tests.models.support import alone, by, seat, small

ONE = Activity(modes=alone(1))

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "negative capacity": (lambda: Resource(capacity=-1), "capacity"),
    "negative work of a candidate": (lambda: Candidate(resource=0, work=-1), "work"),
    "negative overtime": (lambda: Candidate(resource=0, work=1, overtime=Fraction(-1)), "overtime"),
    "overtime without work": (lambda: Candidate(resource=0, work=0, overtime=Fraction(1)), "work"),
    "a seat for nobody": (lambda: seat(0, count=0), "count"),
    "negative units": (lambda: seat(0, units=-1), "units"),
    "a candidate twice": (lambda: seat(0, 0), "once only"),
    "negative work of a mode": (lambda: Mode(work=-1), "work"),
    "a cost spread over less than nothing": (lambda: Mode(spread=-1), "spread"),
    "no way to do it": (lambda: Activity(modes=()), "needs a mode"),
    "negative weight": (lambda: Activity(modes=alone(1), weight=-1), "weight"),
    "a start before the axis": (lambda: Activity(modes=alone(1), start_min=-1), "start_min"),
    "an unknown kind of link": (
        lambda: Precedence(first=0, second=1, kind="XY"),  # type: ignore[arg-type]
        "unknown kind",
    ),
    "an elapsed lag on a calendar": (
        lambda: Precedence(first=0, second=1, elapsed=True, calendar=0),
        "no calendar",
    ),
    "a reservation that ends before it starts": (
        lambda: Reservation(resource=0, start=2, end=1),
        "start must not be after end",
    ),
    "a reservation of less than nothing": (
        lambda: Reservation(resource=0, start=0, end=1, units=-1),
        "units",
    ),
    "a negative horizon": (
        lambda: Problem(horizon=-1, activities=(), calendars=()),
        "horizon",
    ),
    "a candidate there is not": (lambda: small(Activity(modes=by(0))), "no resource 0"),
    "an activity's calendar there is not": (
        lambda: small(Activity(modes=alone(1), calendar=1)),
        "no calendar 1",
    ),
    "a resource's calendar there is not": (
        lambda: small(resources=(Resource(calendar=1),)),
        "no calendar 1",
    ),
    "a candidate's calendar there is not": (
        lambda: small(
            Activity(
                modes=(
                    Mode(seats=(Seat(candidates=(Candidate(resource=0, work=1, calendar=9),)),)),
                )
            ),
            people=1,
        ),
        "no calendar 9",
    ),
    "a lag's calendar there is not": (
        lambda: small(ONE, ONE, precedences=(Precedence(first=0, second=1, calendar=2),)),
        "no calendar 2",
    ),
    "a link to nowhere": (
        lambda: small(ONE, precedences=(Precedence(first=0, second=1),)),
        "no activity 1",
    ),
    "people compared with those of nothing": (
        lambda: small(ONE, staffing=(Staffing(first=-1, second=0, same=True),)),
        "no activity -1",
    ),
    "a reservation of nobody": (
        lambda: small(ONE, reservations=(Reservation(resource=0, start=0, end=1),)),
        "no resource",
    ),
    "an elapsed lag without a clock": (
        lambda: small(ONE, ONE, precedences=(Precedence(first=0, second=1, elapsed=True),)),
        "need a clock",
    ),
    "a clock of another length": (lambda: small(ONE, clock=(0, 1)), "horizon \\+ 1"),
    "a due calendar there is not": (lambda: small(ONE, due_calendar=3), "no calendar 3"),
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_problem_cannot_be_made(words: str) -> None:
    make, message = WRONG[words]
    with pytest.raises(ValueError, match=message):
        make()


def test_links_are_found_from_both_ends() -> None:
    links = (Precedence(first=0, second=2), Precedence(first=1, second=2))
    case = small(ONE, ONE, ONE, precedences=links)
    assert case.incoming == ((), (), links)
    assert case.outgoing == ((links[0],), (links[1],), ())


def test_who_works_on_another_calendar_somewhere_is_there_on_both() -> None:
    candidate = Candidate(resource=0, work=1, calendar=2)
    case = small(
        Activity(modes=(Mode(seats=(Seat(candidates=(candidate,)),)),)),
        resources=(Resource(calendar=1),),
        calendars=(Calendar(spans=((0, 2),)), Calendar(spans=((5, 7),))),
    )
    assert case.calendar_of(candidate) == Calendar(spans=((5, 7),))
    assert case.widest == (Calendar(spans=((0, 2), (5, 7))),)


@pytest.mark.parametrize(
    ("count", "people", "forced"), [(1, (0,), True), (1, (0, 1), False), (2, (0, 1), True)]
)
def test_a_seat_is_forced_where_everybody_is_needed(
    count: int, people: tuple[int, ...], forced: bool
) -> None:
    assert seat(*people, count=count).forced == forced


def test_what_is_derived_is_worked_out_once_for_each_problem_and_not_sent_along() -> None:
    asked: list[Problem] = []

    @once
    def counted(problem: Problem) -> int:
        asked.append(problem)
        return len(problem.activities)

    case, other = small(ONE), small(ONE, ONE)
    assert [counted(case), counted(case), counted(other)] == [1, 1, 2]
    assert asked == [case, other]
    assert windows(case) is windows(case)
    sent = pickle.loads(pickle.dumps(case))
    assert sent == case
    assert not sent.derived
