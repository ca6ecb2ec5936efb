"""How soon *Stop and keep the best plan* is answered, at every moment of a job.

``python -m benchmarks.web_cancel [--tasks 70 1000] [--rounds 3]`` starts a server for each place
where steps may run (its own process, two more processes, a Dask cluster on this machine), stops
jobs at the moments of `MOMENTS` and while the workbook is written, and prints the seconds from
asking to the job's final state, plan on disk: median and longest of the rounds, and the same in
seconds of CPU of the job's process, which other work on the machine does not change.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.workbooks import workbook
from planner.web.liveness import holder
from tests.planner.running.cluster import Cluster
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
                every: list[Answer] = []
                for moment in (*MOMENTS, None):
                    told = [stopped(server, data, moment) for _ in range(arguments.rounds)]
                    every += told
                    when = "writing" if moment is None else f"{moment:.1f} s"
                    print(f"  at {when}: {summed(told)}", flush=True)
                print(f"  all: {summed(every)}", flush=True)


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


class Answer(NamedTuple):
    """Seconds from asking to the end, those of CPU, and that end."""

    wall: float
    cpu: float
    state: str


def stopped(server: Server, data: bytes, moment: float | None) -> Answer:
    """Stops a job at a moment (None: while it writes)."""
    limit = "300" if moment is not None else str(_WRITING)
    job_id = server.upload(data, time_limit=limit)
    address = f"/jobs/{job_id}"
    lock = server.data / "jobs" / job_id / "lock"
    waited(server.client, address, lambda job: job["state"] != "queued" and lock.exists())
    if moment is None:
        waited(server.client, address, writes)
    else:
        time.sleep(moment)
    pid = holder(lock)
    used = [cpu(pid)]
    begun = time.monotonic()
    server.client.post(f"/api{address}/cancel")

    def over(job: Mapping[str, Any]) -> bool:
        used.append(max(used[-1], cpu(pid)))
        return bool(job["finished"])

    job = waited(server.client, address, over)
    wall = time.monotonic() - begun
    planned = "with a plan" if job["result"] else "without"
    return Answer(wall, used[-1] - used[0], f"{job['state']} {planned}")


def writes(job: Mapping[str, Any]) -> bool:
    """Whether a job writes its workbook, or has done so."""
    return (job["progress"] or {}).get("phase") == "writing" or bool(job["finished"])


def cpu(pid: int | None) -> float:
    """Seconds of CPU that a process has used; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def summed(told: list[Answer]) -> str:
    """What came of it in a few words."""
    walls, cpus = [one.wall for one in told], [one.cpu for one in told]
    states = ", ".join(sorted({one.state for one in told}))
    return (
        f"median {median(walls):.2f} s, longest {max(walls):.2f} s; CPU {median(cpus):.2f} s, "
        f"{max(cpus):.2f} s ({states})"
    )


if __name__ == "__main__":
    main()
