"""Prices of links by time: who keeps the links never pays, and the costs are what is broken."""

from random import Random

import numpy as np
import pytest

from models.bounds import link_prices
from models.bounds.link_prices import LinkPrices
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
    starts, ends = np.zeros(COUNT), np.zeros(COUNT)
    for i in range(COUNT):
        starts[i] = random.randint(0, 12)
        for link in LINKS:
            if kept and link.second == i:
                event = ends[link.first] if link.kind[0] == "F" else starts[link.first]
                starts[i] = max(starts[i], event + link.lag)
        ends[i] = starts[i] + random.randint(1, 9)
    return np.minimum(starts, SLOTS), np.minimum(ends, SLOTS)


@pytest.mark.parametrize("most", [10**6, 40])
@pytest.mark.parametrize("kept", [True, False])
def test_costs_are_the_prices_of_what_is_broken(
    most: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_prices, "_MOST", most)
    links, random = LinkPrices(LINKS, COUNT, SLOTS), Random(1)
    for _ in range(50):
        prices = links.none
        prices[:] = np.array([random.random() for _ in range(prices.size)]).reshape(prices.shape)
        starts, ends = scheduled(random, kept=kept)
        broken = links.broken(starts, ends)
        by_start, by_end = links.costs(prices)
        everybody = np.arange(COUNT)
        cost = by_start[everybody, starts.astype(int)] + by_end[everybody, ends.astype(int)]
        assert cost.sum() == pytest.approx((prices * broken).sum())
        assert not kept or broken.max() <= 0


def test_a_link_is_broken_for_as_long_as_they_overlap() -> None:
    links = LinkPrices(LINKS[:1], 2, SLOTS)
    broken = links.broken(np.array([0.0, 3.0]), np.array([5.0, 8.0]))
    assert np.flatnonzero(broken[0]).tolist() == [3, 4]
