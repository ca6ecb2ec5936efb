"""Prices of links by time: who keeps the links never pays, and the costs are what is broken."""

from random import Random

import numpy as np
import pytest

from models.bounds import link_prices, rents
from models.bounds.link_prices import PricedLinks, no_charges, no_prices, priced_links
from models.problem import Precedence

COUNT, SLOTS = 6, 30
LINKS = (
    Precedence(first=0, second=1),
    Precedence(first=1, second=2, lag=4),
    Precedence(first=1, second=3, lag=-2),
    Precedence(first=2, second=4, kind="SS", lag=3),
    Precedence(first=3, second=4, kind="SS"),
    Precedence(first=0, second=5, kind="SS", lag=-1),
)


def scheduled(random: Random, *, kept: bool) -> tuple[np.ndarray, np.ndarray]:
    """Starts and ends by chance, some after what has a price; with or without the links kept."""
    starts, ends = np.zeros((2, COUNT), dtype=np.int64)
    for i in range(COUNT):
        starts[i] = random.randint(0, 12)
        for link in LINKS:
            if kept and link.second == i:
                event = ends[link.first] if link.kind[0] == "F" else starts[link.first]
                starts[i] = max(starts[i], event + link.lag)
        ends[i] = starts[i] + random.randint(1, 9)
    return np.minimum(starts, SLOTS), np.minimum(ends, SLOTS)


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs as Python what only machine code calls."""
    for name in ("charge", "broken", "_charged", "_from_then_on"):
        monkeypatch.setattr(rents, name, getattr(rents, name).py_func)


def all_broken(links: PricedLinks, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Of each link, by price, in how many slots it is broken."""
    found = no_prices(links)
    for link, place in np.ndindex(found.shape):
        first = links.first[link]
        waited = ends[first] if links.of_end[link] else starts[first]
        start = starts[links.second[link]]
        found[link, place] = rents.broken(links, link, place, int(waited), int(start))
    return found


@pytest.mark.parametrize("most", [10**6, 40])
@pytest.mark.parametrize("kept", [True, False])
def test_costs_are_the_prices_of_what_is_broken(
    most: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_prices, "_MOST", most)
    links, random = priced_links(LINKS, COUNT, SLOTS), Random(1)
    charges = no_charges(links)
    for _ in range(20):
        prices = no_prices(links)
        prices[:] = np.array([random.random() for _ in range(prices.size)]).reshape(prices.shape)
        starts, ends = scheduled(random, kept=kept)
        broken, cost = all_broken(links, starts, ends), 0.0
        for i in range(COUNT):
            rents.charge(links, prices, i, charges)
            cost += charges.by_start[starts[i]] + charges.by_end[ends[i]]
        assert cost == pytest.approx(float((prices * broken).sum()))
        assert not kept or broken.max() <= 0


def test_a_link_is_broken_for_as_long_as_they_overlap() -> None:
    links = priced_links(LINKS[:1], 2, SLOTS)
    broken = all_broken(links, np.array([0, 3]), np.array([5, 8]))
    assert np.flatnonzero(broken[0]).tolist() == [3, 4]
