"""Prices of links by time: who keeps the links never pays, and the costs are what is broken."""

from random import Random

import numpy as np
import pytest

from models.bounds import link_prices, pricing
from models.bounds.pricing import Tables
from models.bounds.pricing_tables import tables
from models.calendars import Calendar
from models.measures.goals import Goal
from models.problem import Activity, Mode, Precedence, Problem

COUNT, SLOTS = 6, 30
LINKS = (
    Precedence(first=0, second=1),
    Precedence(first=1, second=2, lag=4),
    Precedence(first=1, second=3, lag=-2),
    Precedence(first=2, second=4, kind="SS", lag=3),
    Precedence(first=3, second=4, kind="SS"),
    Precedence(first=0, second=5, kind="SS", lag=-1),
)
MONEY = Goal(name="money", terms=(("lateness", 1), ("cost", 1)))


def scheduled(random: Random, *, kept: bool) -> list[tuple[int, int]]:
    """Starts and ends by chance, some after what has a price; with or without the links kept."""
    times: list[tuple[int, int]] = []
    for i in range(COUNT):
        start = random.randint(0, 12)
        for link in LINKS:
            if kept and link.second == i:
                event = times[link.first][1 if link.kind[0] == "F" else 0]
                start = max(start, event + link.lag)
        times.append((start, start + random.randint(1, 9)))
    return times


def fixed(times: list[tuple[int, int]], links: tuple[Precedence, ...] = ()) -> Problem:
    """Activities that can be at these times only, if it were not for links."""
    return Problem(
        horizon=3 * SLOTS,
        calendars=(Calendar.always(3 * SLOTS),),
        activities=tuple(
            Activity(modes=(Mode(work=end - start),), start_min=start, start_max=start)
            for start, end in times
        ),
        precedences=links,
    )


def with_links(times: list[tuple[int, int]], links: tuple[Precedence, ...]) -> Tables:
    """Tables of activities that are at these times, kept or broken as the links may be."""
    own = tables(fixed(times), MONEY, SLOTS)
    return own._replace(links=link_prices.link_table(links, len(times), SLOTS))


def broken(table: Tables, prices: np.ndarray) -> tuple[float, np.ndarray]:
    """What everything costs at the prices, and of each link by price in how many slots it is."""
    board, none = pricing.board(table), table.links.none
    room = np.zeros(len(table.links.since))
    drifts = pricing.Drifts(price=np.zeros_like(table.free), pulled=none.copy(), slots=room)
    cost = pricing.priced(table, np.zeros_like(table.free), prices, board)
    pricing.averaged(table, board, (np.zeros_like(table.free), none), drifts, 1.0)
    return cost, drifts.pulled


@pytest.mark.parametrize("most", [10**6, 40])
@pytest.mark.parametrize("kept", [True, False])
def test_costs_are_the_prices_of_what_is_broken(
    most: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_prices, "_MOST", most)
    random = Random(1)
    for _ in range(50):
        table = with_links(scheduled(random, kept=kept), LINKS)
        prices = table.links.none
        prices[:] = np.array([random.random() for _ in range(prices.size)]).reshape(prices.shape)
        cost, slots = broken(table, prices)
        assert cost == pytest.approx((prices * slots).sum())
        assert not kept or slots.max() <= 0


def test_a_link_is_broken_for_as_long_as_they_overlap() -> None:
    table = with_links([(0, 5), (3, 8)], LINKS[:1])
    _, slots = broken(table, table.links.none)
    assert np.flatnonzero(slots[0]).tolist() == [3, 4]
