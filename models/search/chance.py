"""Random numbers for machine code: a state of one number, the same numbers everywhere."""

import numpy as np
from numpy.typing import NDArray

from models.search.compiled import inner

Random = NDArray[np.uint64]


def seeded(seed: int) -> Random:
    """A state to begin with."""
    return np.array([2 * seed + 0x9E3779B97F4A7C15], dtype=np.uint64)


@inner
def chance(random: Random) -> float:
    """Evenly from 0 to below 1: xorshift (Marsaglia 2003)."""
    x = random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    random[0] = x
    return float(x >> np.uint64(11)) / 9007199254740992.0


@inner
def below(random: Random, count: int) -> int:
    """A whole number, evenly from 0 to below `count`."""
    return int(chance(random) * count)
