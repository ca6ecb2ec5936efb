"""The page under load: many uploads at once, many one after the other, many changes at once.

``python -m benchmarks.web_load [--at-once 100] [--soak 500] [--changes 50]`` starts a server,
uploads small workbooks of different sizes, waits for all plans, and prints what came of it: jobs
lost or wrong, the slowest health check meanwhile, and the server's memory on the way. Then as many
plans are changed, and planned again, at once.
"""

import argparse
import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from tests.planner.examples import tiny_workbook
from tests.web.helpers import ended
from tests.web.server import Server


class Health:
    """Asks whether the server is well, again and again; remembers the slowest answer."""

    def __init__(self, port: int) -> None:
        self.slowest = 0.0
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)
        self._thread.start()

    def _ask(self) -> None:
        while not self._done.wait(0.1):
            begun = time.monotonic()
            assert self._client.get("/healthz").status_code == 200
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def stop(self) -> float:
        """The slowest answer in seconds."""
        self._done.set()
        self._thread.join()
        return self.slowest


def main() -> None:
    """Run both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--soak", type=int, default=500)
    parser.add_argument("--changes", type=int, default=50)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data", "--rate", "1000000") as server,
    ):
        print(f"memory at the start: {memory(server.process.pid)}")
        at_once(server, arguments.at_once)
        soak(server, arguments.soak)
        changes(server, arguments.changes)


def at_once(server: Server, count: int) -> None:
    """Upload `count` workbooks at the same time."""
    health, begun = Health(server.port), time.monotonic()
    with ThreadPoolExecutor(count) as pool:
        jobs = list(pool.map(lambda n: send(server, n), range(count)))
    accepted = time.monotonic() - begun
    wrong = sum(not right(server, n, job) for n, job in enumerate(jobs))
    seconds = time.monotonic() - begun
    print(
        f"{count} uploads at once: {len(set(jobs))} accepted in {accepted:.1f} s, all planned "
        f"after {seconds:.1f} s, {wrong} wrong, slowest health check {health.stop():.2f} s, "
        f"memory {memory(server.process.pid)}"
    )


def soak(server: Server, count: int) -> None:
    """Upload `count` workbooks one after the other, print the memory every tenth of them."""
    begun, wrong = time.monotonic(), 0
    for n in range(count):
        wrong += not right(server, n, send(server, n))
        if (n + 1) % max(count // 10, 1) == 0:
            print(f"  after {n + 1} jobs: {memory(server.process.pid)}", flush=True)
    print(f"{count} jobs in a row: {time.monotonic() - begun:.0f} s, {wrong} wrong")


def changes(server: Server, count: int) -> None:
    """Make two changes to each of `count` plans at the same time, take one back, plan again."""
    jobs = [f"/jobs/{send(server, n)}" for n in range(count)]
    for job in jobs:
        ended(server.client, job, patience=600)
    health, begun = Health(server.port), time.monotonic()
    with ThreadPoolExecutor(count) as pool:
        new = list(pool.map(lambda job: changed(server, job), jobs))
    accepted = time.monotonic() - begun
    wrong = 0
    for job in new:
        told = ended(server.client, job, patience=600)
        goals = {goal["name"]: goal["value"] for goal in (told["result"] or {}).get("goals", ())}
        wrong += told["state"] != "done" or "changes" not in goals
    seconds = time.monotonic() - begun
    print(
        f"{count} plans changed twice at once, one change taken back: accepted in "
        f"{accepted:.1f} s, "
        f"planned again after {seconds:.1f} s, {wrong} wrong, slowest health check "
        f"{health.stop():.2f} s, memory {memory(server.process.pid)}"
    )


def changed(server: Server, job: str) -> str:
    """Change a plan, and plan it again; the new job's address."""
    forms = (
        ("edits", {"task": "1", "field": "duration", "text": "9d"}),
        ("edits", {"task": "2", "field": "priority", "text": "900"}),
        ("edits/undo", {"number": "2"}),
        ("replan", {"time_limit": "10"}),
    )
    for address, form in forms:
        url = f"http://127.0.0.1:{server.port}{job}/{address}"
        answer = httpx2.post(url, data=form, timeout=600)
        assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def send(server: Server, n: int) -> str:
    """Upload a workbook whose plan is as long as `n` says; the job's id."""
    data = tiny_workbook(durations=(f"{1 + n % 7}d", "2d", "1d"))
    url = f"http://127.0.0.1:{server.port}/api/jobs"
    answer = httpx2.post(url, files={"file": (f"{n}.xlsx", data)}, timeout=600)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def right(server: Server, n: int, job: str) -> bool:
    """Whether the plan is the one workbook `n` has."""
    told = ended(server.client, f"/jobs/{job}", patience=600)
    finish = [goal["value"] for goal in told["result"]["goals"] if goal["name"] == "finish"]
    return told["state"] == "done" and finish == [4 + n % 7]


def memory(pid: int) -> str:
    """Memory of the server, of its helper, and open files, as the system counts them."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    own = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
    files = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 numbers, not paths
    return f"{own // 1024} MB, {files} files"


if __name__ == "__main__":
    main()
