"""A server in a process of its own, to be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx2

from planner.web.liveness import holder

_PATIENCE = 60


def command(*arguments: str) -> list[str]:
    """The command line ``planner …`` with this interpreter."""
    return [sys.executable, "-c", "from planner.cli import main; main()", *arguments]


class Server:
    """``planner serve`` on a free port; ended with everything it started."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self._options = options
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start it (again) and wait until it answers."""
        arguments = ("serve", "--port", str(self.port), "--data-dir", str(self.data))
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command(*arguments, "--workers", "1", *self._options), stdout=log, stderr=log
            )
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if self.client.get("/healthz").status_code == 200:
                    return
            except httpx2.TransportError:
                assert self.process.poll() is None, "the server ended"
            time.sleep(0.1)
        self.process.kill()
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """End the server, and nothing else, at once."""
        self.process.kill()
        self.process.wait()
        self.client.close()

    def stop(self) -> None:
        """Ask the server to end, and wait for it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(_PATIENCE)
        self.client.close()

    def worker(self, job: str) -> int:
        """The number of the process that plans a job."""
        pid = holder(self.data / "jobs" / job / "lock")
        assert pid
        return pid

    def kill_worker(self, job: str) -> None:
        """End the process that plans a job, at once."""
        kill_worker(self.data, job)

    def upload(self, data: bytes, **fields: str) -> str:
        """Upload a workbook; its job's id."""
        answer = self.client.post("/api/jobs", files={"file": ("work.xlsx", data)}, data=fields)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.stop()


def kill_worker(data: Path, job: str) -> None:
    """End the process that plans a job, at once, and wait until it is gone."""
    lock = data / "jobs" / job / "lock"
    until = time.monotonic() + _PATIENCE
    while not (pid := holder(lock)):
        assert time.monotonic() < until, "nobody plans the job"
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    while holder(lock) == pid:
        time.sleep(0.02)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
