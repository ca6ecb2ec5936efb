"""Damaged workbooks: every one must be read or refused, nothing else, and quickly.

    python -m benchmarks.reading_fuzz [COUNT] [FIRST]

Good workbooks with bytes, XML parts or cells changed at random, each as its seed decides; 5,000 of
them from seed 0 if nothing is said. Prints what came out; stops at a bug and names its seed. The
tests have a sample of the same.
"""

import os
import sys
from collections import Counter

from tests.planner.reading.fuzz import damaged, outcome

_EACH = 250
"""After so many files it is told how far it is."""


def main(count: int = 5000, first: int = 0) -> None:
    """Damage and read so many workbooks.

    Raises:
        Exception: whatever is not an `InputError`: a bug.
    """
    found: Counter[str] = Counter()
    slowest = 0.0, first
    for seed in range(first, first + count):
        data = damaged(seed)
        began = _used()
        try:
            found[outcome(data)] += 1
        except Exception:
            sys.stderr.write(f"seed {seed}\n")
            raise
        slowest = max(slowest, (_used() - began, seed))
        if (done := found.total()) % _EACH == 0:
            sys.stderr.write(f"{done} of {count}, {_used():.0f} s of CPU\n")
    shown = "\n".join(f"{times:6} {what}" for what, times in found.most_common(15))
    sys.stdout.write(f"{shown}\nslowest {slowest[0]:.2f} s of CPU, seed {slowest[1]}\n")


def _used() -> float:
    """Seconds of CPU used by this process and those it started."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
