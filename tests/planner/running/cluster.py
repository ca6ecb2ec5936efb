"""A Dask scheduler and its workers on this machine, in processes of their own, to be killed."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from distributed.security import Security

from planner.running.dask_cluster import connected

_PATIENCE = 60


class Cluster:
    """Two workers of one thread each; ended with everything it started."""

    def __init__(self, folder: Path, scheme: Literal["tcp", "tls"]) -> None:
        self.settings: dict[str, object] = {"distributed.scheduler.allowed-failures": 2}
        if scheme == "tls":
            self.settings |= certificates(folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"{scheme}://127.0.0.1:{probe.getsockname()[1]}"
        port = self.address.rpartition(":")[2]
        self._folder = folder
        self._where = ("--host", f"{scheme}://127.0.0.1", "--no-dashboard")
        self._scheduler = ("scheduler", *self._where, "--port", port)
        self._processes = [self._begin(*self._scheduler)]
        self.add_workers(2)

    def add_workers(self, count: int, **environment: str) -> None:
        """Let further workers join, with changes to their environment."""
        own = ("--nworkers", str(count), "--nthreads", "1", "--local-directory", str(self._folder))
        worker = self._begin("worker", self.address, *self._where, *own, **environment)
        self._processes.append(worker)

    def _begin(self, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:]]
        told = {
            "DASK_" + name.upper().replace(".", "__").replace("-", "_"): str(value)
            for name, value in self.settings.items()
        }
        env = {**os.environ, **told, **environment}
        with (self._folder / "cluster.log").open("ab") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, env=env, start_new_session=True
            )

    def ready(self) -> None:
        """Wait for both workers."""
        with connected(self.address, patience=_PATIENCE) as client:
            client.wait_for_workers(2, timeout=_PATIENCE)

    def hang(self, which: Literal["scheduler", "workers"]) -> None:
        """Let one of them do nothing more, without a word."""
        for process in self._processes[:1] if which == "scheduler" else self._processes[1:]:
            os.killpg(process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let what hangs go on."""
        for process in self._processes:
            os.killpg(process.pid, signal.SIGCONT)

    def kill_scheduler(self) -> None:
        """End the scheduler, and nothing else, at once."""
        self._processes[0].kill()
        self._processes[0].wait()

    def restart_scheduler(self) -> None:
        """Begin a new scheduler at the same address; the workers find it."""
        self._processes[0] = self._begin(*self._scheduler)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def certificates(folder: Path) -> dict[str, object]:
    """Makes a key and a certificate; settings that make Dask use them, and nothing plain."""
    made = Security.temporary()
    ca = folder / "cert.pem"
    settings: dict[str, object] = {
        "distributed.comm.require-encryption": True,
        "distributed.comm.tls.ca-file": str(ca),
    }
    for name, content in (("key", made.tls_client_key), ("cert", made.tls_client_cert)):
        path = folder / f"{name}.pem"
        path.write_text(content)
        for role in ("client", "scheduler", "worker"):
            settings[f"distributed.comm.tls.{role}.{name}"] = str(path)
    return settings
