"""Lists planned as machine code, judged by the referee and beside the scheme in plain Python."""

from dataclasses import fields, make_dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.check import violations
from models.problem import Activity, Budget, Mode, Precedence, Problem
from models.schedule import Assignment, Schedule, Task
from models.search import greedy, serial, timetable_fit
from models.search.arrays import NEVER, Ints
from models.search.plain_serial import PlainSerial
from models.search.timetable import Timetable, timetable
from models.search.timetable_fit import fits
from tests.models.problems import HORIZON, problems
from tests.models.support import seat, small

P = TypeVar("P", bound=Any)
QUIET = [HealthCheck.filter_too_much, HealthCheck.too_slow]
"""Most random problems have something that timetables leave to others."""


def bare(one: P) -> P:
    """The part of a problem with whatever timetables do not understand left out."""
    known = timetable_fit._UNDERSTOOD[type(one)].split()
    rest = [field for field in fields(one) if field.name not in known]
    return replace(one, **{field.name: timetable_fit._default(field) for field in rest})


def settled(problem: Problem, *, turned: bool = True) -> Problem:
    """The problem with its first modes and all their people, and no lags in per cent.

    Links that point backward are turned, so that there are no cycles, unless not wanted.
    """

    def only(activity: Activity) -> Activity:
        mode = activity.modes[0]
        seats = []
        for one in mode.seats:
            candidates = tuple(map(bare, one.candidates))
            seats.append(replace(one, candidates=candidates, count=len(candidates)))
        modes = (replace(bare(mode), seats=tuple(seats), consumes=()),)
        return replace(bare(activity), modes=modes, drop_cost=None)

    return bare(
        replace(
            problem,
            activities=tuple(map(only, problem.activities)),
            resources=tuple(map(bare, problem.resources)),
            precedences=tuple(
                replace(
                    link,
                    lags=(),
                    share=Fraction(0),
                    calendar=None if link.elapsed else link.calendar,
                    first=min(link.first, link.second) if turned else link.first,
                    second=max(link.first, link.second) if turned else link.second,
                )
                for link in problem.precedences
                if link.first != link.second
            ),
            staffing=(),
            budgets=(),
        )
    )


def listed(table: Timetable, board: serial.Workspace, keys: list[int]) -> None:
    board.keys[:] = keys
    serial.raised(table.forward, board.keys)
    serial.sort(table.forward, board.keys, board.listed, board.counts)


def schedule(problem: Problem, times: Ints) -> Schedule:
    starts, ends = np.split(times, 2)
    people = [
        tuple(
            Assignment(seat=s, resource=c.resource)
            for s, seat in enumerate(activity.modes[0].seats)
            for c in seat.candidates
        )
        for activity in problem.activities
    ]
    rows = zip(starts.tolist(), ends.tolist(), people, strict=True)
    return Schedule(tasks=tuple(Task(start=a, end=b, assignments=who) for a, b, who in rows))


def planned(problem: Problem, seed: int) -> tuple[list[int], Timetable, serial.Workspace]:
    """Random keys, and a board on which they are listed."""
    table = timetable(problem, HORIZON)
    assume(table is not None)
    assert table is not None
    keys = [Random(f"{seed} {i}").randint(0, 99) for i in range(len(problem.activities))]
    board = serial.board(table)
    listed(table, board, keys)
    return keys, table, board


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(problems().map(settled), st.integers(0, 9))
def test_a_list_becomes_what_the_scheme_in_plain_python_makes(problem: Problem, seed: int) -> None:
    keys, table, board = planned(problem, seed)
    span = serial.plan(table, table.forward, board.free, board.listed, board.forward, 0)
    single = greedy.forward(problem, tuple(map(float, keys)))
    if single is None:
        assert span == NEVER
    else:
        starts, ends = np.split(board.forward, 2)
        assert starts.tolist() == [task.start for task in single.tasks if task]
        assert ends.tolist() == [task.end for task in single.tasks if task]
        assert span == single.makespan


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(problems().map(settled), st.integers(0, 9))
def test_whole_numbers_plan_and_turn_lists_as_machine_code_does(
    problem: Problem, seed: int
) -> None:
    keys, table, board = planned(problem, seed)
    scheme = PlainSerial(table)
    ways = [(table.forward, scheme.forward), (table.backward, scheme.backward)]
    order = scheme.forward.listed(keys)
    for k in range(3):
        assert order == board.listed.tolist()
        (way, own), (other, back) = ways[k % 2], ways[1 - k % 2]
        span = serial.plan(table, way, board.free, board.listed, board.forward, 0)
        assert scheme.plan(own, order, 0)[0] == span
        if span >= NEVER:
            break
        times = board.forward.tolist()
        assert scheme.plan(own, order, 0)[1] == times
        serial.turn(other, board.forward, board)
        order = back.listed([scheme.slots - end for end in times[len(order) :]])


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(problems().map(settled), st.integers(0, 9))
def test_what_is_turned_twice_keeps_all_rules(problem: Problem, seed: int) -> None:
    """Backward by the ends forward, by the same rules, and forward by the ends backward."""
    _, table, board = planned(problem, seed)
    for forward in (True, False, True):
        way = table.forward if forward else table.backward
        times = board.forward if forward else board.backward
        if serial.plan(table, way, board.free, board.listed, times, 0) >= NEVER:
            break
        starts, ends = np.split(times if forward else HORIZON - times, 2)
        turned = np.concatenate([starts, ends] if forward else [ends, starts])
        assert violations(problem, schedule(problem, turned)) == ()
        serial.turn(table.backward if forward else table.forward, times, board)


def test_justified_a_schedule_is_no_longer_where_nothing_depends_on_dates() -> None:
    problem = small(
        *(
            Activity(modes=(Mode(seats=(seat(k % 3, work=w), seat(3, work=w))),))
            for k, w in enumerate([4, 9, 2, 7, 5, 1, 8, 3])
        ),
        horizon=90,
        people=4,
        precedences=(Precedence(first=0, second=6), Precedence(first=2, second=5)),
    )
    table = timetable(problem, 90)
    assert table is not None
    assert bool((table.length >= 0).all())
    board = serial.board(table)
    for seed in range(20):
        listed(table, board, [Random(f"{seed} {i}").randint(0, 99) for i in range(8)])
        spans = []
        for forward in (True, False, True):
            way = table.forward if forward else table.backward
            times = board.forward if forward else board.backward
            spans.append(serial.plan(table, way, board.free, board.listed, times, 0))
            serial.turn(table.backward if forward else table.forward, times, board)
        assert spans == sorted(spans, reverse=True)


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=30), st.integers(0, 9))
def test_lists_go_by_keys_but_after_what_they_wait_for(keys: list[int], seed: int) -> None:
    random = Random(seed)
    count = len(keys)
    ends = [sorted(random.sample(range(count), 2)) for _ in range(count // 2)]
    links = tuple(Precedence(first=a, second=b) for a, b in ends)
    jobs = [Activity(modes=(Mode(work=1),)) for _ in keys]
    table = timetable(small(*jobs, horizon=count, people=0, precedences=links), count)
    assert table is not None
    board = serial.board(table)
    listed(table, board, keys)
    order = board.listed.tolist()
    assert sorted(order) == list(range(count))
    assert all(order.index(link.first) < order.index(link.second) for link in links)
    if not links:
        assert [keys[i] for i in order] == sorted(keys)


def test_many_resources_take_several_words() -> None:
    crews = [tuple(seat(r, work=2) for r in (k, k + 1)) for k in range(0, 90, 1)]
    problem = small(*(Activity(modes=(Mode(seats=c),)) for c in crews), horizon=200, people=91)
    table = timetable(problem, 200)
    assert table is not None
    assert len(table.highest) == 3
    board = serial.board(table)
    listed(table, board, list(range(90)))
    assert serial.plan(table, table.forward, board.free, board.listed, board.forward, 0) == 4
    scheme = PlainSerial(table)
    assert scheme.plan(scheme.forward, range(90), 0) == (4, board.forward.tolist())
    assert violations(problem, schedule(problem, board.forward)) == ()


WORK = Activity(modes=(Mode(seats=(seat(0, work=1),)),))
TWO = small(WORK, WORK, horizon=9, people=2)


@pytest.mark.parametrize(
    "other",
    [
        replace(TWO, activities=(WORK, replace(WORK, drop_cost=1))),
        replace(TWO, activities=(WORK, replace(WORK, spans=(0,), modes=(Mode(),)))),
        replace(TWO, activities=(WORK, Activity(modes=(Mode(seats=(seat(0, 1, work=1),)),)))),
        replace(TWO, activities=(WORK, Activity(modes=(Mode(seats=(seat(0), seat(0))),)))),
        replace(TWO, precedences=(Precedence(first=0, second=1, share=Fraction(1, 2)),)),
        replace(
            TWO,
            activities=(WORK, replace(WORK, modes=WORK.modes * 2)),
            precedences=(Precedence(first=0, second=1), Precedence(first=1, second=0, lag=-5)),
        ),
        replace(TWO, budgets=(Budget(limit=3, period=(0, 2)),)),
    ],
    ids=["optional", "spans", "choice", "twice", "share", "cycle", "budget"],
)
def test_what_a_timetable_cannot_say_is_left_alone(other: Problem) -> None:
    assert fits(TWO, 9)
    assert not fits(other, 9)
    assert timetable(other, 9) is None


def test_a_field_that_nobody_has_heard_of_is_left_alone_once_it_is_used() -> None:
    field = ("novelty", int, 0)
    kind = make_dataclass("Activity", [field], bases=(Activity,), frozen=True, kw_only=True)
    plain, new = kind(modes=WORK.modes), kind(modes=WORK.modes, novelty=1)
    assert fits(replace(TWO, activities=(plain, plain)), 9)
    assert not fits(replace(TWO, activities=(plain, new)), 9)
