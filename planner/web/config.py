"""The settings with which a server starts."""

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one server; sizes in bytes, times in seconds.

    Args:
        data_dir: Where uploads, results and the list of jobs are kept.
        host, port: Where it listens.
        token: What clients have to know; "" asks for nothing, allowed on this machine only.
        proxies: Addresses or networks of proxies that are believed whom they ask for.
        names: Host names besides the usual ones under which it may be asked.
        max_upload: Largest request body.
        slots: Jobs planned at the same time.
        workers: Parallel searches of each job; None is one for each core; or a cluster's address.
        insecure_workers: Take a cluster on another machine that is not encrypted.
        job_time_limit: Longest search a job may ask for.
        keep_days: After how many days a finished job is deleted.
        quota: Most disk space of all jobs; above it no upload is taken.
        max_queue, max_queue_each: Most jobs waiting, in all and of one owner.
        rate: Most uploads a minute from one address.
        memory: Most memory of a planning process.
        receive_timeout: Longest silence of a client in the middle of a request.
        metrics: Whether ``/metrics`` answers.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    max_upload: int = 10 * MEGABYTE
    slots: int = 1
    workers: int | str | None = None
    insecure_workers: bool = False
    job_time_limit: float = 600
    keep_days: float = 30
    quota: int = 2048 * MEGABYTE
    max_queue: int = 200
    max_queue_each: int = 100
    rate: int = 120
    memory: int = 4096 * MEGABYTE
    receive_timeout: float = 20
    metrics: bool = False

    def __post_init__(self) -> None:
        if not self.token and not is_loopback(self.host):
            raise ValueError(f"listening on {self.host} needs a token")

    def knows_host(self, name: str) -> bool:
        """Whether the server goes by this name; everything else may be DNS rebinding."""
        usual = {"localhost", "127.0.0.1", "::1", self.host, *self.names}
        if name.lower() in {one.lower() for one in usual}:
            return True
        if is_loopback(self.host):
            return False
        return _is_address(name) or name.lower() in (socket.gethostname().lower(), socket.getfqdn())


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
