"""Kills the processes of ``--workers 2`` again and again while they run short steps.

``python -m benchmarks.worker_kills [--seconds 40]`` prints how many steps gave their result, how
many did not, and the longest wait for one.
"""

import argparse
import os
import random
import signal
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress

from models.search.large_neighbourhood import DeadlyError
from planner.running.workers import helpers_at

_STEP = 0.01


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=40)
    seconds = parser.parse_args().seconds
    chance = random.Random(1)
    done = lost = kills = 0
    longest, pid = 0.0, 0
    with helpers_at(2) as helpers:
        assert helpers is not None
        helpers.executor.submit(step).result()
        until = time.monotonic() + seconds
        next_kill = time.monotonic() + 0.4
        under_way: deque[Future[int]] = deque()
        while time.monotonic() < until:
            while len(under_way) < 2:
                under_way.append(helpers.executor.submit(step))
            begun = time.monotonic()
            try:
                pid = under_way.popleft().result(60)
                done += 1
            except DeadlyError:
                lost += 1
            longest = max(longest, time.monotonic() - begun)
            if pid and time.monotonic() > next_kill:
                next_kill = time.monotonic() + 0.3 + 0.2 * chance.random()
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    kills += 1
    print(f"{kills} kills, {done} results, {lost} without, longest wait {longest:.2f} s")


def step() -> int:
    """Takes a hundredth of a second of a processor; which process it was."""
    until = time.perf_counter() + _STEP
    while time.perf_counter() < until:
        pass
    return os.getpid()


if __name__ == "__main__":
    main()
