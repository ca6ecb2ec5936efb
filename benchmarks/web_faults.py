"""Kills the page's server and its workers at random moments; nothing accepted may be lost.

``python -m benchmarks.web_faults [--kills 50] [--seed 1]`` uploads workbooks all the while, kills
(-9) the server, a worker or both, starts the server again, and in the end counts the states.
"""

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import httpx2

from planner.web.liveness import holder
from tests.web.helpers import TINY, ended, long_workbook
from tests.web.server import Server


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    long, accepted, killed = long_workbook(), list[str](), Counter[str]()
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data", "--rate", "1000000") as server,
    ):
        for _ in range(arguments.kills):
            for _ in range(chance.randint(0, 2)):
                with suppress(httpx2.TransportError):
                    data = chance.choice([TINY, long])
                    accepted.append(server.upload(data, time_limit="2"))
            time.sleep(chance.uniform(0, 1.5))
            victim = chance.choice(["server", "worker", "both"])
            killed[victim] += 1
            if victim != "worker":
                server.kill()
            if victim != "server":
                kill_workers(server.data)
            if victim != "worker":
                server.start()
        states = Counter(state(server, job) for job in accepted)
    print(f"killed: {dict(killed)}; accepted {len(accepted)}; ended: {dict(states)}")


def kill_workers(data: Path) -> None:
    """End every process that plans."""
    for lock in data.glob("jobs/*/lock"):
        if pid := holder(lock):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def state(server: Server, job: str) -> str:
    """How a job ended; a plan must be there where it says so."""
    told = ended(server.client, f"/jobs/{job}", patience=600)
    if told["state"] != "done":
        return f"{told['state']}: {told['message']}"
    result = server.client.get(f"/api/jobs/{job}/files/plan.xlsx")
    return "done" if result.content.startswith(b"PK") else "done without a plan"


if __name__ == "__main__":
    main()
