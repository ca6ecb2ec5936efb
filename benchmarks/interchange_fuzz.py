"""Damaged files of other programs: every one must be read or refused, nothing else.

    python -m benchmarks.interchange_fuzz [COUNT] [FIRST]

Good files changed at random, each as its seed decides; 5,000 of them from seed 0 if nothing is
said. Each that can be read is written as a workbook too. Prints what came out; stops at a bug and
names its seed. The tests have a sample of the same.
"""

import sys
from collections import Counter

from tests.planner.interchange.fuzz import damaged, outcome


def main(count: int = 5000, first: int = 0) -> None:
    """Damage and read so many files.

    Raises:
        Exception: whatever is not an `InputError`: a bug.
    """
    found: Counter[str] = Counter()
    for seed in range(first, first + count):
        try:
            found[outcome(damaged(seed))] += 1
        except Exception:
            sys.stderr.write(f"seed {seed}\n")
            raise
    for what, times in found.most_common():
        sys.stdout.write(f"{times:6} {what}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
