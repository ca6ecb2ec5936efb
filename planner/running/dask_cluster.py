"""A Dask cluster whose workers run steps of a search: reaching it, trusting it, leaving it."""

import ipaddress
import logging
import pickle
import platform
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from importlib import metadata
from typing import Any
from urllib.parse import urlsplit

from planner.errors import PlannerError
from planner.phrase import NO_REMEDY, Phrase, joined, phrase, verbatim

RETRIES = 2
"""How often a task is tried again whose worker died; then the task is to blame."""

_TALKERS = ("distributed", "distributed.client", "tornado", "tornado.application")

_PACKAGES = ("crewplan", "ortools")

_CONNECT = 10

_STEPS = 3
"""Reaching the scheduler, seeing a worker, comparing versions: each may take as long."""

_CLOSE = 2

_LEAVE = 0.5

_POLL = 0.05


class WorkersError(PlannerError):
    """There are no workers there, or none that may be used."""


class Cluster:
    """The workers of a Dask scheduler; Dask itself tries again where one dies.

    Workers may join at any time, so that each compares versions before it looks at a task.
    """

    retries = 0

    def __init__(self, client: Any) -> None:
        from distributed import KilledWorker

        self.died: type[BaseException] = KilledWorker
        self.count = max(1, sum(client.ncores().values()))
        self._client = client

    def submit(self, call: Callable[[], Any], /) -> "Future[Any]":
        """Run it on one of the workers.

        Raises:
            ConnectionError: where the scheduler is gone; Dask would wait for another one.
        """
        if self._client.status != "running":
            raise ConnectionError("the scheduler is gone")
        task = pickle.dumps(call)
        theirs = self._client.submit(run_if_same, versions(), task, pure=False)
        ours: Future[Any] = Future()
        ours.add_done_callback(partial(_given_up, theirs))
        self._client.loop.add_callback(_pass_on, self._client, theirs, ours)
        return ours


def _given_up(theirs: Any, ours: "Future[Any]") -> None:
    if ours.cancelled() and not theirs.cancelled():
        theirs.cancel()


async def _pass_on(client: Any, theirs: Any, ours: "Future[Any]") -> None:
    """Gives our future what comes of Dask's.

    Dask's own executor asks for the state after the result: where the worker has died in between,
    it takes the result for an error.
    """
    told: BaseException | None = None
    result = None
    try:
        result = await client.gather(theirs, asynchronous=True)
    except BaseException as error:  # noqa: BLE001 whoever waits for it sees it
        told = error
    if theirs.cancelled():
        ours.cancel()
    if not ours.set_running_or_notify_cancel():
        return
    if told is not None:
        ours.set_exception(told)
    else:
        ours.set_result(result)


def run_if_same(wanted: dict[str, str], task: bytes) -> Any:
    """Runs a task on a worker of a cluster, if both have the same versions.

    Raises:
        WorkersError: where they are others; then the task is not even read.
    """
    if wanted != versions():
        from distributed import get_worker

        raise WorkersError(_difference(wanted, {get_worker().address: versions()}))
    return pickle.loads(task)()  # noqa: S301 from whoever may run any program here


@contextmanager
def connected(
    address: str,
    *,
    insecure: bool = False,
    patience: float = _CONNECT,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Any]:
    """A client of a Dask scheduler; None once `stop` returns true.

    ``tls://`` finds its certificates in Dask's own configuration. ``tcp://`` lets everybody who
    reaches the scheduler run programs on all workers; it is accepted for this machine only, unless
    `insecure`.

    Raises:
        WorkersError: if the scheduler cannot be reached, is not safe, or has another version.
    """
    check_address(address, insecure=insecure)
    try:
        from distributed.security import Security
    except ModuleNotFoundError as error:
        raise WorkersError(
            phrase("a cluster needs Dask: pip install 'crewplan[cluster]'")
        ) from error
    for name in _TALKERS:  # what there is to say, we say
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        raise WorkersError(
            phrase(
                "tls:// needs a certificate: name its files in "
                "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__TLS__CLIENT__CERT and "
                "…__TLS__CLIENT__KEY, or in Dask's configuration"
            )
        )
    opening = _beside(partial(_open, address, patience))
    try:
        yield _awaited(opening, _STEPS * patience, stop)
    finally:
        opening.add_done_callback(_close)


def _awaited(opening: "Future[Any]", patience: float, stop: Callable[[], bool]) -> Any:
    """Waits for something to open; None once to `stop`."""
    until = time.monotonic() + patience
    while wait([opening], timeout=_POLL).not_done:
        if stop():
            return None
        if time.monotonic() > until:
            raise WorkersError(
                phrase("the cluster does not answer within {n:.0f} seconds", n=patience)
            )
    return opening.result()


def _open(address: str, patience: float) -> Any:
    """A client of workers with our versions."""
    with ExitStack() as stack:
        try:
            client = _client(address, patience)
            stack.callback(client.close, timeout=_CLOSE)
            client.wait_for_workers(1, timeout=patience)
        except (OSError, RuntimeError, TimeoutError, TypeError, ValueError) as error:
            raise WorkersError(
                phrase(
                    "no workers answer at {address}: {reason}",
                    address=address,
                    reason=verbatim(str(error)),
                )
            ) from error
        check_versions(client)
        stack.pop_all()
        return client


def _close(opened: "Future[Any]") -> None:
    """Take leave of a cluster, which may hang: then it is not waited for."""
    if opened.exception() is None:
        wait([_beside(partial(opened.result().close, timeout=_CLOSE))], timeout=_LEAVE)


def _beside(call: Callable[[], Any]) -> "Future[Any]":
    """Run something in a thread that nobody has to wait for, not even the end of the program."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 whoever waits for it sees it
            future.set_exception(error)

    threading.Thread(target=run, name="cluster", daemon=True).start()
    return future


def _client(address: str, patience: float) -> Any:
    import distributed

    base: Any = distributed.Client

    class Closing(base):  # type: ignore[misc]  # Dask has no types
        """Closed where it cannot begin: left to the garbage collector it may block the next one."""

        def start(self, **options: Any) -> None:
            try:
                super().start(**options)
            except BaseException:
                self.close(timeout=_CLOSE)
                raise

    return Closing(address, timeout=patience, set_as_default=False)


def check_address(address: str, *, insecure: bool = False) -> None:
    """See whether an address may be that of a cluster.

    Raises:
        WorkersError: if it is none, or not a safe one.
    """
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        scheme, host, port = "", "", None
    if scheme not in ("tls", "tcp") or not host or port is None:
        raise WorkersError(
            phrase("workers are a number or tls://host:port, got {address}", address=address)
        )
    if scheme == "tcp" and not insecure and not _is_this_machine(host):
        raise WorkersError(
            phrase(
                "{address} is not encrypted: whoever reaches it runs programs there; "
                "use tls://, or --insecure-workers where nobody else can reach it",
                address=address,
            )
        )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def versions() -> dict[str, str]:
    """The versions that have to be the same everywhere, so that a task means the same to all."""
    return {
        **{package: metadata.version(package) for package in _PACKAGES},
        "Python": platform.python_version(),
    }


def check_versions(client: Any) -> None:
    """Checks that program, solver and Python are the same everywhere.

    Only what the standard library has is run there, so that it runs on a worker without us too.

    Raises:
        WorkersError: naming the workers that differ.
    """
    asked = {
        package: client.run(metadata.version, package, on_error="return") for package in _PACKAGES
    }
    asked["Python"] = client.run(platform.python_version, on_error="return")
    found: dict[str, dict[str, str]] = {}
    for what, answers in asked.items():
        for worker, version in answers.items():
            told = "none" if isinstance(version, BaseException) else version
            found.setdefault(worker, {})[what] = told
    if told := _difference(versions(), found):
        raise WorkersError(told)


def _difference(own: dict[str, str], found: dict[str, dict[str, str]]) -> Phrase:
    """Names who has other versions than we have, and the first difference; "" if nobody has."""
    for what, version in own.items():
        other = {at: has[what] for at, has in found.items() if has.get(what, version) != version}
        if other:
            told = (
                phrase("{worker} has {version}", worker=worker, version=has)
                for worker, has in sorted(other.items())
            )
            return phrase(
                "this is {program} {version}, but {others}",
                program=what,
                version=version,
                others=joined(", ", told),
            )
    return NO_REMEDY
