"""What the greedy constructs keeps every rule, and it constructs one where it can."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from models.calendars import Calendar
from models.check import violations
from models.materials import Consumption, Material
from models.measures.goals import Objective, measure
from models.problem import (
    Activity,
    Budget,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Resource,
    Seat,
    Staffing,
)
from models.schedule import Schedule
from models.search import greedy
from models.search.generation import generated
from models.search.greedy import construct
from models.search.mode_choice import chosen_modes
from tests.models.problems import problems
from tests.sample import sample

FINISH = Objective.of("finish")


def activity(
    *people: int,
    work: int = 2,
    count: int = 1,
    end_max: int | None = None,
    drop_cost: int | None = None,
) -> Activity:
    seat = Seat(candidates=tuple(Candidate(resource=r, work=work) for r in people), count=count)
    return Activity(modes=(Mode(seats=(seat,)),), end_max=end_max, drop_cost=drop_cost)


def problem(
    *activities: Activity,
    people: int = 1,
    links: tuple[Precedence, ...] = (),
    materials: tuple[Material, ...] = (),
) -> Problem:
    return Problem(
        horizon=40,
        calendars=(Calendar.always(40),),
        resources=tuple(Resource() for _ in range(people)),
        activities=activities,
        precedences=links,
        materials=materials,
    )


def made(what: Problem, objective: Objective = FINISH) -> Schedule:
    schedule = construct(what, objective)
    assert schedule is not None
    assert not violations(what, schedule)
    return schedule


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(what=problems(max_activities=6))
def test_what_is_constructed_keeps_every_rule_but_perhaps_budgets_and_edges(what: Problem) -> None:
    schedule = construct(what, Objective.of("lateness", "cost", "finish"))
    if schedule is not None:
        assert {v.rule for v in violations(what, schedule)} <= {"budget", "edge"}


def test_nothing_to_do_is_planned_at_once() -> None:
    assert construct(problem(), FINISH) == Schedule(tasks=())


def test_what_has_no_room_at_all_is_refused() -> None:
    assert construct(problem(activity(0, work=5, end_max=4)), FINISH) is None


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Schedule | None]:
    """What each rule gives."""
    given: list[Schedule | None] = []

    def noted(*arguments: Any) -> Schedule | None:
        given.append(generated(*arguments))
        return given[-1]

    monkeypatch.setattr(greedy, "generated", noted)
    return given


TWO = problem(activity(0, 1, work=5), activity(0, 1, work=3), people=2)


def test_a_stop_ends_the_construction_with_the_first_schedule(tried: list[Schedule | None]) -> None:
    assert [construct(TWO, FINISH, stop=lambda: True)] == tried
    assert tried[0] is not None


def test_a_stop_in_the_middle_of_a_rule_keeps_what_the_one_before_gave(
    tried: list[Schedule | None],
) -> None:
    asked = iter([False, False])  # after the first rule, and at the second's first activity
    schedule = construct(TWO, FINISH, stop=lambda: next(asked, True))
    assert schedule is not None
    assert tried == [schedule, None]


def test_two_people_share_the_work() -> None:
    assert made(problem(activity(0, 1), activity(0, 1), people=2)).makespan == 2


def test_the_scarce_person_is_kept_for_what_only_they_can_do() -> None:
    what = problem(activity(0, 1), activity(0), activity(0), people=2)
    assert made(what).makespan == 4


def test_the_longest_chain_goes_first() -> None:
    what = problem(
        activity(0),
        activity(0),
        activity(1, work=9),
        people=2,
        links=(Precedence(first=1, second=2),),
    )
    assert made(what).makespan == 11


def test_a_crew_waits_until_all_of_it_is_free() -> None:
    what = problem(activity(0, work=3), activity(0, 1, count=2), people=2)
    assert made(what).makespan == 5


def test_a_person_fills_one_seat_only() -> None:
    seats = tuple(
        Seat(candidates=tuple(Candidate(resource=r, work=2) for r in who)) for who in ((0, 1), (0,))
    )
    what = problem(Activity(modes=(Mode(seats=seats),)), people=2)
    sitting = {a.seat: a.resource for t in made(what).tasks if t for a in t.assignments}
    assert sitting == {0: 1, 1: 0}


def test_a_pause_does_not_let_others_in() -> None:
    calendar = Calendar(spans=((0, 2), (6, 40)))
    what = replace(problem(activity(0, work=3), activity(0, work=1)), calendars=(calendar,))
    assert made(what).makespan == 8


def test_a_maximum_lag_pulls_the_first_later() -> None:
    what = problem(
        activity(0, work=2),
        activity(1, work=2),
        activity(1, work=10, end_max=10),
        people=2,
        links=(
            Precedence(first=0, second=1),
            Precedence(first=1, second=0, kind="SF", lag=-1),
        ),
    )
    tasks = made(what).tasks
    assert tasks[0] is not None
    assert tasks[0].end >= 9


def test_a_hard_date_goes_before_what_is_more_urgent_by_rule() -> None:
    what = problem(
        activity(0, work=5),
        activity(0, work=2, end_max=2),
        activity(0, work=9),
        links=(Precedence(first=0, second=2),),
    )
    assert made(what).makespan == 16


def test_what_can_be_left_out_is_where_it_has_no_room() -> None:
    what = problem(activity(0, work=5, end_max=5), activity(0, work=5, end_max=5, drop_cost=9))
    assert [task is None for task in made(what).tasks] == [False, True]


@pytest.mark.parametrize("same", [True, False])
def test_staffing_is_kept(same: bool) -> None:
    what = replace(
        problem(activity(0, 1), activity(0, 1), people=2),
        staffing=(Staffing(first=0, second=1, same=same),),
    )
    people = [a.resource for t in made(what).tasks if t for a in t.assignments]
    assert (people[0] == people[1]) == same


def test_the_cheaper_person_is_taken_where_cost_counts_first() -> None:
    seat = Seat(candidates=tuple(Candidate(resource=r, work=2, cost=9 - r) for r in range(3)))
    what = problem(*[Activity(modes=(Mode(seats=(seat,)),))] * 3, people=3)
    assert measure(what, made(what, Objective.of("cost")), "cost") == 21


def test_a_hard_budget_is_kept_where_the_cheapest_people_keep_it() -> None:
    seat = Seat(candidates=tuple(Candidate(resource=r, work=2, cost=9 - r) for r in range(3)))
    what = problem(*[Activity(modes=(Mode(seats=(seat,)),))] * 3, people=3)
    made(replace(what, budgets=(Budget(limit=21),)))


def test_zero_lag_both_ways_starts_together() -> None:
    what = problem(
        activity(0, work=3),
        activity(1, work=2),
        activity(1, work=4),
        people=2,
        links=(
            Precedence(first=0, second=1, kind="SS"),
            Precedence(first=1, second=0, kind="SS"),
        ),
    )
    tasks = made(what).tasks
    assert tasks[0] is not None
    assert tasks[1] is not None
    assert tasks[0].start == tasks[1].start


def test_what_spans_others_is_never_where_a_cycle_begins() -> None:
    """Two start together at 1, one after them; the phase runs from what is free to that one."""
    both = tuple(Precedence(first=a, second=b, kind="SS") for a, b in ((1, 2), (2, 1)))
    late = [replace(activity(person), start_min=1) for person in (0, 1)]
    found = made(
        problem(
            Activity(modes=(Mode(),), spans=(3, 4)),
            *late,
            activity(1),
            activity(2, work=1),
            people=3,
            links=(*both, Precedence(first=2, second=3)),
        )
    )
    whole = found.tasks[0]
    assert whole is not None
    assert (whole.start, whole.end) == (0, 5)


def used(amount: int, *, work: int = 2, spread: int = 0) -> Mode:
    return Mode(work=work, consumes=(Consumption(material=0, amount=amount, spread=spread),))


def test_what_uses_up_waits_for_a_delivery() -> None:
    activities = (Activity(modes=(used(3),)), Activity(modes=(used(4, work=4, spread=4),)))
    cement = Material.delivered("cement", 4, ((7, 3),))
    schedule = made(problem(*activities, materials=(cement,)))
    assert schedule.makespan == 9


def test_what_others_need_is_not_used_up() -> None:
    """Each is done sooner with more, of which there is enough for one of both."""
    quick_or_frugal = Activity(modes=(used(5, work=1), used(2, work=6)))
    cement = Material.delivered("cement", 7, ())
    schedule = made(problem(quick_or_frugal, quick_or_frugal, materials=(cement,)))
    assert sorted(task.mode for task in schedule.tasks if task) == [0, 1]


def test_modes_that_leave_enough_of_several_materials_are_chosen_together() -> None:
    """Each alone may be quick, but of 12 there must be 6 that spare one and 6 that spare the other.

    Who goes first and looks at the time alone would take the first mode, of which 2 are too many.
    """

    def mode(work: int, one: int, other: int) -> Mode:
        pair = Consumption(material=0, amount=one), Consumption(material=1, amount=other)
        return Mode(work=work, consumes=pair)

    either = Activity(modes=(mode(1, 5, 5), mode(2, 0, 4), mode(3, 4, 0)))
    totals = Material.delivered("one", 24, ()), Material.delivered("other", 24, ())
    what = problem(*(either,) * 12, materials=totals)
    modes = chosen_modes(what)
    assert modes is not None
    assert sorted(modes) == [1] * 6 + [2] * 6
    assert made(what).makespan == 3
    assert chosen_modes(replace(what, materials=(totals[0], totals[0].less(1)))) is None
