"""Orders that are annealed, judged by the referee and beside the scheme in plain Python."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from models import Objective, Schedule
from models.check import violations
from models.problem import Precedence, Problem, Reservation
from models.search import evolution, order_line, order_walk, serial
from models.search.evolution import evolve
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.order_annealing import OrderAnnealing
from models.search.params import DEFAULT, SearchParams
from models.search.plain_serial import PlainSerial
from models.search.timetable import Timetable, timetable
from tests.models.test_evolution import busy

FINISH = Objective.of("finish")
EARLY = replace(DEFAULT, evolution=replace(DEFAULT.evolution, moves=1, lap=9_000))
"""Anneals however little time there is."""


def with_lags(problem: Problem) -> Problem:
    """The problem with links of all kinds that have lags."""
    random = Random(2)
    kinds = ("FS", "SS", "FF", "SF")
    links = tuple(
        Precedence(
            first=link.first,
            second=link.second,
            kind=random.choice(kinds),  # type: ignore[arg-type]
            lag=random.randint(-2, 4),
        )
        for link in problem.precedences
    )
    return replace(problem, precedences=links)


def with_leave(problem: Problem) -> Problem:
    """The problem with people who are away now and then."""
    random = Random(3)
    leave = [
        Reservation(resource=r, start=(at := 60 * k + random.randint(0, 40)), end=at + 5)
        for r in range(len(problem.resources))
        for k in range(6)
    ]
    return replace(problem, reservations=tuple(leave))


PROBLEMS = pytest.mark.parametrize("problem", [busy(), with_lags(busy()), with_leave(busy())])


def begun(problem: Problem) -> tuple[Timetable, Schedule]:
    first = construct(problem, FINISH)
    assert first is not None
    table = timetable(problem, evolution.axis(problem, first, DEFAULT))
    assert table is not None
    assert table.even == (not problem.reservations)
    return table, first


@PROBLEMS
@pytest.mark.parametrize("moves", [1, 2, 3, 40, 333])
def test_what_is_planned_from_the_move_on_is_what_the_whole_list_gives(
    problem: Problem, moves: int
) -> None:
    table, first = begun(problem)
    board, scheme = serial.board(table), PlainSerial(table)
    starts = np.array([task.start for task in first.tasks if task])
    walk = order_walk.order_walk(table, starts, 1, turn=50, mean_end=1.0)
    for _ in range(4):
        order_walk.walk(table, board, walk, 0.5, moves)
        forward, _, span, total, _, floor = walk.state.tolist()
        way = scheme.forward if forward else scheme.backward
        length, times = scheme.plan(way, walk.listed.tolist(), floor)
        assert walk.times.tolist() == times
        assert (length - floor, sum(times[len(starts) :])) == (span, total)


@PROBLEMS
def test_the_best_schedule_keeps_all_rules_and_is_the_shortest(problem: Problem) -> None:
    table, first = begun(problem)
    starts = np.array([task.start for task in first.tasks if task])
    annealing = OrderAnnealing(table, starts, DEFAULT.evolution, 1, 0.0)
    for step in range(20):
        annealing.go(500, step / 20)
    line = order_line.OrderLine(table, starts, DEFAULT.evolution, 1)
    line._take(annealing.best)
    best = evolution.told(problem, line)
    assert violations(problem, best) == ()
    assert best.makespan == line.span <= first.makespan


def evolved(
    problem: Problem, first: Schedule, params: SearchParams, workers: int = 1
) -> list[Schedule]:
    found: list[Schedule] = []
    evolve(
        problem,
        first,
        Limits(seed=1, work=0.2, params=params, workers=workers),
        bound=0,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return found


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> dict[OrderAnnealing, list[float]]:
    """The shares of the limits that were used up when each one annealed."""
    told: dict[OrderAnnealing, list[float]] = {}
    go = OrderAnnealing.go

    def tell(self: OrderAnnealing, moves: int, share: float) -> None:
        told.setdefault(self, []).append(share)
        go(self, moves, share)

    monkeypatch.setattr(OrderAnnealing, "go", tell)
    return told


def test_orders_are_annealed_where_there_is_time_for_it_and_the_same_each_time(
    shares: dict[OrderAnnealing, list[float]],
) -> None:
    problem = with_lags(busy())
    _, first = begun(problem)
    evolved(problem, first, DEFAULT)
    assert not shares
    found = evolved(problem, first, EARLY)
    assert min(map(min, shares.values())) >= DEFAULT.evolution.bred
    assert evolved(problem, first, EARLY) == found


@pytest.mark.parametrize(("problem", "annealing"), [(busy(), 1), (with_leave(busy()), 2)])
def test_every_other_worker_anneals_and_all_where_people_have_leave(
    problem: Problem, annealing: int, shares: dict[OrderAnnealing, list[float]]
) -> None:
    _, first = begun(problem)
    evolved(problem, first, EARLY, workers=2)
    assert len(shares) == annealing
