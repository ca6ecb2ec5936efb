"""How soon *Stop and keep the best plan* is answered, at every moment of a job.

``python -m benchmarks.web_cancel [--tasks 70 1000] [--rounds 3]`` starts a server for each place
where steps may run (its own process, two more processes, a Dask cluster on this machine), stops
jobs at the moments of `MOMENTS` and while the workbook is written, and prints the seconds from
asking to the job's final state, plan on disk: median and longest of the rounds.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.workbooks import workbook
from tests.planner.cluster import Cluster
from tests.web.helpers import ended, long_workbook, waited
from tests.web.server import Server

MOMENTS = (0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0)
"""Seconds since the job began: with 1,000 tasks it reads, constructs, builds, searches."""

_PLACES = ("1", "2", "cluster")
_WRITING = 9.0


def main() -> None:
    """Run it and print a line for each place, size and moment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[70, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--places", nargs="+", choices=_PLACES, default=_PLACES)
    arguments = parser.parse_args()
    for place in arguments.places:
        with served(place) as server:
            ended(server.client, f"/jobs/{server.upload(long_workbook(5))}")
            for tasks in arguments.tasks:
                data = long_workbook(tasks) if tasks < 100 else workbook(tasks, tasks // 25)
                print(f"{tasks} tasks, workers {place}:", flush=True)
                every = []
                for moment in (*MOMENTS, None):
                    rounds = range(arguments.rounds)
                    told = [stopped(server, data, moment) for _ in rounds]
                    every += [seconds for seconds, _ in told]
                    when = "writing" if moment is None else f"{moment:.1f} s"
                    states = " ".join(sorted({state for _, state in told}))
                    print(f"  at {when}: {_of([s for s, _ in told])} ({states})", flush=True)
                print(f"  all: {_of(every)}", flush=True)


@contextmanager
def served(place: str) -> Iterator[Server]:
    """A server whose searches run there."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if place != "cluster":
            with Server(data, "--workers", place) as server:
                yield server
            return
        with Cluster(Path(folder), "tcp") as cluster:
            cluster.ready()
            with Server(data, "--workers", cluster.address) as server:
                yield server


def stopped(server: Server, data: bytes, moment: float | None) -> tuple[float, str]:
    """Stops a job at a moment (None: while it writes); seconds until its end, and that end."""
    limit = "300" if moment is not None else str(_WRITING)
    address = f"/jobs/{server.upload(data, time_limit=limit)}"
    waited(server.client, address, lambda job: job["state"] != "queued")
    if moment is None:
        waited(
            server.client,
            address,
            lambda job: (job["progress"] or {}).get("phase") == "writing" or job["finished"],
        )
    else:
        time.sleep(moment)
    begun = time.monotonic()
    server.client.post(f"/api{address}/cancel")
    job = ended(server.client, address)
    seconds = time.monotonic() - begun
    planned = "with a plan" if job["result"] else "without"
    return seconds, f"{job['state']} {planned}"


def _of(seconds: list[float]) -> str:
    return f"median {median(seconds):.2f} s, longest {max(seconds):.2f} s"


if __name__ == "__main__":
    main()
