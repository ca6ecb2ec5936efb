"""People of one task who work at different times: each for themselves, or all together."""

from dataclasses import replace
from random import Random

import pytest

from models.calendars import Calendar
from models.conflict.facts import Fact, facts, only
from models.measures import objective
from models.measures.goals import Goal, Objective
from models.problem import (
    Activity,
    Budget,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
)
from models.rules import capacity, duration
from models.schedule import Task
from models.search import greedy
from tests.models.support import FOUND, build, hint_holds, plan, run, seat, small, task, verdict
from tests.models.test_brute import SUMS, agree

MORNING = Calendar(spans=((0, 2), (4, 6), (8, 10)))
"""Slots 0 and 1 of each day of 4."""
LATE = Calendar(spans=((6, 12),))
"""Is there from slot 6 on."""

MORNINGS, LATER, ALWAYS = 0, 1, 2


def share(*works: int, together: bool = False, more: tuple[Activity, ...] = ()) -> Problem:
    """One task of a morning worker, one who comes late, and one who is always there."""
    seats = tuple(seat(r, work=work) for r, work in enumerate(works) if work)
    return small(
        Activity(modes=(Mode(seats=seats),), together=together),
        *more,
        resources=(Resource(calendar=1), Resource(calendar=2), Resource()),
        calendars=(MORNING, LATE),
    )


def alone(who: int, work: int) -> Activity:
    return Activity(modes=(Mode(seats=(seat(who, work=work),)),))


def of_two(start: int, end: int) -> Task:
    return task(start, end, 0, 1, seats=(0, 1))


@pytest.mark.parametrize(
    ("works", "start", "end", "expected"),
    [
        ((2, 2, 0), 0, 8, True),  # one 0-2, the other 6-8
        ((2, 2, 0), 0, 2, False),  # the other has not even come
        ((2, 2, 0), 1, 8, True),  # one 1-2 and 4-5
        ((2, 2, 0), 2, 8, False),  # nobody works in slot 2
        ((2, 2, 0), 6, 10, True),  # one 8-10, the other 6-8
        ((3, 1, 0), 8, 10, False),  # one never gets done
        ((3, 1, 0), 0, 7, True),
    ],
)
def test_each_begins_when_they_come_and_the_task_ends_with_the_last(
    works: tuple[int, ...], start: int, end: int, expected: bool
) -> None:
    assert verdict(duration, share(*works), plan(of_two(start, end))) == expected


def test_together_they_wait_until_all_are_there() -> None:
    """The morning worker and the one who comes late are both there in slots 8 and 9 only."""
    case = share(2, 2, together=True)
    assert verdict(duration, case, plan(of_two(8, 10)))
    assert not verdict(duration, case, plan(of_two(0, 2)))


@pytest.mark.parametrize(
    ("together", "other", "expected"),
    [
        (False, (2, 4), True),  # the third is done at 2
        (False, (1, 3), False),
        (True, (10, 12), True),  # all are taken until the end
        (True, (9, 11), False),
    ],
)
def test_who_is_done_is_free(together: bool, other: tuple[int, int], expected: bool) -> None:
    case = share(0, 2, 2, together=together, more=(alone(ALWAYS, 2),))
    start = 8 if together else 0
    end = 10 if together else 8
    planned = plan(task(start, end, 1, 2, seats=(0, 1)), task(*other, 2))
    assert verdict(capacity, case, planned) == expected


@pytest.mark.parametrize(("other", "expected"), [((0, 1), True), ((6, 7), False), ((8, 9), True)])
def test_who_comes_later_is_free_until_then(other: tuple[int, int], expected: bool) -> None:
    """The second comes at 6, but could do something else before, on another calendar."""
    early = Candidate(resource=LATER, work=1, calendar=0)
    case = share(2, 2, more=(Activity(modes=(Mode(seats=(Seat(candidates=(early,)),)),)),))
    planned = plan(of_two(0, 8), task(*other, LATER))
    assert verdict(capacity, case, planned) == expected


def test_with_one_calendar_the_shorter_share_is_done_first() -> None:
    case = share(0, 0, 0, more=())
    seats = (seat(ALWAYS, work=3), seat(0, work=1))
    team = Activity(modes=(Mode(seats=seats),))
    case = small(team, alone(0, 1), people=3)
    found = greedy.construct(case, Objective.of("finish"))
    assert found is not None
    assert found.makespan == 3
    both = task(0, 3, ALWAYS, 0, seats=(0, 1))
    assert verdict(capacity, case, plan(both, task(1, 2, 0)))
    assert not verdict(capacity, case, plan(both, task(0, 1, 0)))


def team(seed: int) -> Problem:
    """Up to 3 tasks for two, of 3 people who are each there at their own times."""
    random = Random(seed)
    horizon, people = 9, 3
    calendars = [Calendar.always(horizon)]
    calendars += [
        Calendar.from_slots(t for t in range(horizon) if random.random() < 0.6)
        for _ in range(people)
    ]

    def candidate(r: int) -> Candidate:
        return Candidate(
            resource=r,
            work=random.choice([0, 1, 1, 2, 2, 3]),
            cost=random.randint(1, 9),
            calendar=random.choice([None, None, None, 0]),
            units=random.choice([1, 1, 2]),
        )

    def crew() -> Mode:
        able = random.sample(range(people), 3)
        if random.random() < 0.5:
            seats: tuple[Seat, ...] = (Seat(candidates=tuple(map(candidate, able)), count=2),)
        else:
            seats = tuple(Seat(candidates=(candidate(r),)) for r in able[:2])
        return Mode(seats=seats, work=random.choice([0, 0, 0, 2]), cost=random.randint(0, 3))

    activities = tuple(
        Activity(
            modes=tuple(crew() for _ in range(random.choice([1, 1, 2]))),
            together=random.random() < 0.2,
            due=random.choice([None, 4]),
            end_min=random.choice([0, 0, 5]),
            drop_cost=random.choice([None, None, 9]),
        )
        for _ in range(random.randint(2, 3))
    )
    return Problem(
        horizon=horizon,
        activities=activities,
        resources=tuple(
            Resource(capacity=random.choice([1, 2, 2]), calendar=r + 1) for r in range(people)
        ),
        calendars=tuple(calendars),
        precedences=(Precedence(first=0, second=1, kind=random.choice(["FS", "SS", "FF"])),),
        budgets=(Budget(limit=12, period=(0, 5), price=1),) if random.random() < 0.3 else (),
    )


@pytest.mark.parametrize("block", range(4))
def test_the_optimum_is_that_of_exhaustive_search(block: int) -> None:
    for seed in range(block * 20, (block + 1) * 20):
        agree(team(seed), Goal(name="sum", terms=SUMS[seed % len(SUMS)]), seed)


def test_what_cp_sat_finds_is_a_whole_hint() -> None:
    for seed in range(30):
        model, variables = build(team(seed))
        (goal,) = Objective.of("lateness").goals
        model.minimize(objective.expression(variables, goal))
        _, solver = run(model)
        if solver.response_proto.solution:
            variables.hint(variables.extract(solver.value))
            assert hint_holds(model), seed


def test_a_schedule_is_constructed_for_most_of_them() -> None:
    """The serial scheme finds the earliest start at which one of the crew works."""
    found = greedy.construct(share(2, 2), Objective.of("finish"))
    assert found is not None
    assert found.tasks[0] == of_two(0, 8)


def test_what_is_reserved_before_somebody_comes_contradicts_nothing() -> None:
    """With their calendar not stated they would be there at the start, and then be in a meeting."""
    both = Activity(modes=(Mode(seats=(seat(ALWAYS, work=1), seat(LATER, work=1))),), start_max=0)
    case = replace(
        share(0, 0, 0, more=()),
        activities=(both,),
        reservations=(Reservation(resource=LATER, start=0, end=3),),
    )
    stated = [fact for fact in facts(case) if fact != Fact(kind="calendar", position=LATER)]
    assert len(stated) == len(facts(case)) - 1
    for problem in (case, only(case, stated)):
        assert run(build(problem)[0])[0] in FOUND
