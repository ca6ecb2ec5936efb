"""The cheapest way to do each activity at any prices: beside a sum in plain Python."""

from itertools import combinations
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.bounds import rents
from models.bounds.link_prices import no_prices, priced_links
from models.bounds.rent_tables import RentTables
from models.calendars import Calendar
from models.measures.goals import Goal
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.search.arrays import Floats
from models.timing import network
from models.timing.durations import apart
from tests.models.problems import HORIZON, problems
from tests.models.test_serial import QUIET
from tests.sample import sample

COST = Goal(name="cost", terms=(("lateness", 0), ("cost", 3)))


def cheapest(problem: Problem, i: int, price: Floats) -> float:
    """The least that an activity costs, people and their rent, by trying all there is."""
    window, activity = network.windows(problem), problem.activities[i]
    starts = range(window.earliest_start[i], min(window.latest_start[i], HORIZON - 1) + 1)
    ways = (each_way(problem, i, mode, start, price) for mode in activity.modes for start in starts)
    dropped = inf if activity.drop_cost is None else 3.0 * activity.drop_cost
    best = min(dropped, min(ways, default=inf))
    return 0.0 if best == inf else best


def each_way(problem: Problem, i: int, mode: Mode, start: int, price: Floats) -> float:
    """The cost of a mode from a start on, infinite where somebody is missing."""
    activity, waits = problem.activities[i], apart(problem, i)
    if mode.work:
        run = problem.calendars[activity.calendar].run(start, mode.work)
        if run is None or (run[0] != start and not waits):
            return inf
    total = 3.0 * mode.cost
    for seat in mode.seats:
        costs = []
        for c in seat.candidates:
            run = problem.reach_of(c).run(start, c.work) if c.work else (start, start)
            if not waits and (run is None or run[0] != start):
                continue
            begin, end = run or (HORIZON, HORIZON)
            units = 0 if activity.split is not None else c.units
            costs.append(3.0 * c.least + units * float(price[c.resource, begin:end].sum()))
        total += min((sum(few) for few in combinations(costs, seat.count)), default=inf)
    return total


def total(problem: Problem, seed: int) -> tuple[float, float]:
    """What all costs at prices by chance, in machine code and by trying all there is."""
    table = RentTables(problem, COST, HORIZON).table()
    links = priced_links((), len(problem.activities), HORIZON)
    price = np.random.default_rng(seed).integers(0, 5, table.free.shape).astype(np.float64)
    board, free = rents.rent_board(table, links), float((price * table.free).sum())
    found = rents.priced(table, links, board, price, no_prices(links)) + free - table.rest
    return found, sum(cheapest(problem, i, price) for i in range(len(problem.activities)))


@settings(max_examples=sample(200), deadline=None, suppress_health_check=QUIET)
@given(problems(), st.integers(0, 99))
def test_it_is_the_least_of_all_ways(problem: Problem, seed: int) -> None:
    assume(not network.windows(problem).empty and problem.activities)
    assume(max(network.windows(problem).latest_start) < HORIZON)
    found, expected = total(problem, seed)
    assert abs(found - expected) < 1e-6


@pytest.mark.parametrize("together", [False, True])
def test_who_waits_pays_no_rent_until_they_begin(together: bool) -> None:
    """Of a crew with calendars of their own; and who has to be there from the start cannot wait."""
    calendars = tuple(
        Calendar.from_slots(slot for slot in range(HORIZON) if slot % 5 not in off)
        for off in ((), (0, 1), (3,))
    )
    seats = tuple(Seat(candidates=(Candidate(resource=r, work=2),)) for r in range(2))
    problem = Problem(
        horizon=HORIZON,
        calendars=calendars,
        resources=(Resource(calendar=1), Resource(calendar=2)),
        activities=(Activity(modes=(Mode(seats=seats),), together=together, end_max=10),),
    )
    assert apart(problem, 0) is not together
    different = set()
    for seed in range(10):
        found, expected = total(problem, seed)
        assert abs(found - expected) < 1e-6
        different.add(found)
    assert len(different) > 2
