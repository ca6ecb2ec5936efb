"""Lists planned where maximum lags close cycles: beside plain Python, judged by the referee."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models import Objective, Schedule, SearchProgress, SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.problem import Activity, Mode, Precedence, Problem
from models.problem.relations import LinkKind
from models.search import evolution, order_walk, serial, unscheduling
from models.search.arrays import NEVER, Ints
from models.search.evolution import evolve, evolve_plainly
from models.search.greedy import construct
from models.search.link_table import needed_links
from models.search.params import DEFAULT
from models.search.plain_serial import PlainSerial
from models.search.timetable import Timetable, timetable
from models.search.timetable_fit import fits
from models.timing import network
from tests.models.problems import HORIZON, problems
from tests.models.support import small
from tests.models.test_evolution import busy, evolved
from tests.models.test_serial import QUIET, schedule, settled
from tests.sample import sample

FINISH = Objective.of("finish")


def tied(slack: int = 2, calendar: bool = False, count: int = 90) -> tuple[Problem, Schedule]:
    """Busy people, maximum lags of all kinds, and a schedule that keeps them with some slack.

    With a calendar the lags are counted on one with two of seven slots free.
    """
    problem = busy(count)
    weeks = Calendar.from_slots(slot for slot in range(problem.horizon) if slot % 7 < 5)
    problem = replace(problem, calendars=(*problem.calendars, weeks))
    first = construct(problem, FINISH)
    assert first is not None
    random, links = Random(5), []
    for k, link in enumerate(random.sample(problem.precedences, 30)):
        kind: LinkKind = ("SS", "FS", "SF", "FF")[k % 4]
        since = _event(first, link.second, kind[0])
        until = _event(first, link.first, kind[1])
        apart = weeks.worked(since) - weeks.worked(until) if calendar else since - until
        lag = min(-1, -apart - random.randint(0, slack))
        which = 1 if calendar else None
        links.append(
            Precedence(first=link.second, second=link.first, kind=kind, lag=lag, calendar=which)
        )
    problem = replace(problem, precedences=(*problem.precedences, *links))
    assert violations(problem, first) == ()
    return problem, first


def _event(schedule: Schedule, i: int, letter: str) -> int:
    task = schedule.tasks[i]
    assert task is not None
    return task.start if letter == "S" else task.end


TIED = pytest.mark.parametrize("plan", [tied(), tied(slack=9), tied(calendar=True)])


def tables(problem: Problem, first: Schedule) -> Timetable:
    table = timetable(problem, evolution.axis(problem, first, DEFAULT))
    assert table is not None
    assert len(table.forward.links.loose.first)
    return table


def starts(first: Schedule) -> Ints:
    return np.array([task.start for task in first.tasks if task])


@TIED
def test_lists_become_what_the_scheme_in_plain_python_makes_in_both_directions(
    plan: tuple[Problem, Schedule],
) -> None:
    problem, first = plan
    table = tables(problem, first)
    scheme, board = PlainSerial(table), serial.board(table)
    pairs = [(table.forward, scheme.forward), (table.backward, scheme.backward)]
    random, done, again = Random(1), 0, 0
    for way, own in pairs * 10:
        for i, slot in enumerate(starts(first)):
            key = slot if way is table.forward else table.slots - slot
            board.keys[i] = max(0, key + random.randint(-6, 6))
        serial.raised(way, board.keys)
        serial.sort(way, board.keys, board.listed, board.counts)
        span = unscheduling.plan_list(table, way, board, board.forward, 0)
        length, times = scheme.plan(own, board.listed.tolist(), 0)
        assert (span, board.forward.tolist()) == (length, times) or span == length == NEVER
        done += span < NEVER
        again += int(board.floors.any())
        if span < NEVER and way is table.forward:
            assert violations(problem, schedule(problem, board.forward)) == ()
    assert done > 2
    assert again > 2


def kept_together(problem: Problem, seed: int) -> Problem:
    """The problem with a maximum lag at each of its links: cycles, most of which can be kept.

    By even seeds without latest dates, with which there is mostly no room for them.
    """
    random = Random(seed)
    if seed % 2 == 0:
        roomy = (replace(one, start_max=None, end_max=None) for one in problem.activities)
        problem = replace(problem, activities=tuple(roomy))
    lags = [
        Precedence(first=link.second, second=link.first, kind="SS", lag=-random.randint(2, HORIZON))
        for link in problem.precedences
    ]
    return replace(problem, precedences=(*problem.precedences, *lags))


@settings(max_examples=sample(40), deadline=None, suppress_health_check=QUIET)
@given(problems().map(settled).filter(lambda one: one.precedences), st.integers(0, 9))
def test_whatever_is_planned_keeps_all_rules(problem: Problem, seed: int) -> None:
    problem = kept_together(problem, seed)
    assume(not network.windows(problem).empty)
    table = timetable(problem, HORIZON)
    assume(table is not None and len(table.forward.links.loose.first))
    assert table is not None
    board, random = serial.board(table), Random(seed)
    for i in range(len(problem.activities)):
        board.keys[i] = random.randint(0, 99)
    serial.raised(table.forward, board.keys)
    serial.sort(table.forward, board.keys, board.listed, board.counts)
    if unscheduling.plan_list(table, table.forward, board, board.forward, 0) < NEVER:
        assert violations(problem, schedule(problem, board.forward)) == ()


@TIED
def test_what_is_annealed_keeps_all_rules_after_every_move(plan: tuple[Problem, Schedule]) -> None:
    problem, first = plan
    table = tables(problem, first)
    board = serial.board(table)
    walk = order_walk.order_walk(table, starts(first), 1, turn=40, mean_end=1.0)
    lengths = set()
    for _ in range(300):
        order_walk.walk(table, board, walk, 0.5, 1)
        forward, _, span, total, *_ = walk.state.tolist()
        if forward:
            now = schedule(problem, walk.times)
            assert violations(problem, now) == ()
            ends = [task.end for task in now.tasks if task]
            assert (max(ends), sum(ends)) == (span, total)
            lengths.add(span)
    assert len(lengths) > 2
    assert walk.best[-1] == min(lengths)


@pytest.mark.parametrize(("by", "work"), [(evolve, 0.05), (evolve_plainly, 0.1)])
def test_orders_evolve_that_keep_maximum_lags(by: Callable[..., None], work: float) -> None:
    problem, first = tied(slack=60, count=62)
    found = evolved(problem, first, by, work=work)
    assert found[-1].makespan < first.makespan
    assert all(violations(problem, one) == () for one in found)
    assert evolved(problem, first, by, work=work) == found


def test_maximum_lags_are_searched_by_orders_from_the_front_door() -> None:
    problem, first = tied(slack=30)
    news: list[SearchProgress] = []
    options = SolveOptions(deterministic_limit=0.05)
    result = solve(problem, FINISH, options, observer=news.append, known=first)
    assert "evolution" in {progress.source for progress in news}
    assert result.schedule is not None
    assert violations(problem, result.schedule) == ()


def test_a_known_schedule_that_no_list_makes_is_annealed_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem, first = tied()
    table = tables(problem, first)
    board = serial.board(table)
    walk = order_walk.order_walk(table, starts(first), 1, turn=40, mean_end=1.0)
    stuck = table.forward.row.copy(), np.full_like(table.forward.ends, NEVER)
    full = table._replace(forward=table.forward._replace(row=stuck[0], ends=stuck[1]))
    full.length[:] = -1
    order_walk.walk(full, board, walk, 0.5, 1)
    forward, _, span, *_ = walk.state.tolist()
    assert not forward
    assert span == table.slots - min(starts(first))
    assert sorted(walk.listed.tolist()) == list(range(len(problem.activities)))


def test_a_link_to_both_of_two_who_wait_for_each_other_is_kept() -> None:
    """Milestones at one instant: each is behind the other, so neither link may imply the rest."""
    links = tuple(Precedence(first=a, second=b) for a, b in [(0, 1), (0, 2), (1, 2), (2, 1)])
    tasks = (Activity(modes=(Mode(work=2),)), *[Activity(modes=(Mode(),))] * 2)
    problem = small(*tasks, horizon=5, people=1, precedences=links)
    assert sorted(needed_links(problem), key=str) == sorted(links, key=str)


def test_maximum_lags_with_modes_to_choose_are_left_to_others() -> None:
    links = (Precedence(first=0, second=1), Precedence(first=1, second=0, kind="SS", lag=-4))
    one, two = Activity(modes=(Mode(work=2),)), Activity(modes=(Mode(work=1), Mode(work=2)))
    assert fits(small(one, one, horizon=9, people=1, precedences=links), 9)
    assert not fits(small(one, two, horizon=9, people=1, precedences=links), 9)
