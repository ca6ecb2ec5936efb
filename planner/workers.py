"""Where parallel work runs: processes of this machine, or a Dask cluster.

Both are a `concurrent.futures.Executor`, the only thing that the search knows of. A worker that
dies costs its task a second try, never the others.
"""

import ipaddress
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from planner.errors import PlannerError

if TYPE_CHECKING:
    from models.solve import Helpers

RETRIES = 2
"""How often a task is tried again whose worker died; then it ends with an error."""

THREADS = 8
"""Above so many, threads get into each other's way: an eighth of a step needs Python's one lock."""

_CONNECT = 10


class WorkersError(PlannerError):
    """There are no workers there, or none that may be used."""


class Pool(Executor):
    """Processes of this machine, kept from one task to the next; a dead one is replaced."""

    def __init__(self, workers: int) -> None:
        from pebble import ProcessPool

        self._pool = ProcessPool(max_workers=workers)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run ``fn(*args, **kwargs)`` in one of the processes."""
        task = _Task()
        self._begin(task, RETRIES, fn, args, kwargs)
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, when their work is done or at once."""
        if cancel_futures:
            self._pool.stop()
        else:
            self._pool.close()
        if wait:
            self._pool.join()

    def _begin(self, task: "_Task", retries: int, *call: Any) -> None:
        from pebble import ProcessExpired

        fn, args, kwargs = call
        task.tried = self._pool.schedule(fn, args=args, kwargs=kwargs)

        def ended(tried: "Future[Any]") -> None:
            if tried.cancelled() or task.cancelled():
                task.cancel()
                return
            error = tried.exception()
            if isinstance(error, ProcessExpired) and retries and self._pool.active:
                self._begin(task, retries - 1, *call)
            elif error is not None:
                task.set_exception(error)
            else:
                task.set_result(tried.result())

        task.tried.add_done_callback(ended)


class _Task(Future[Any]):
    """A task; `tried` is its current try in a process."""

    tried: "Future[Any] | None" = None

    def cancel(self) -> bool:
        """Give it up, also where it runs."""
        given_up = super().cancel()
        if given_up and self.tried is not None:
            self.tried.cancel()
        return given_up


@contextmanager
def helpers_at(workers: int | str | None) -> Iterator["Helpers | None"]:
    """Where the steps of a search run: None in threads of this process, which do up to `THREADS`.

    Args:
        workers: How many there shall be, or the address of a Dask scheduler.

    Raises:
        WorkersError: if a cluster cannot be reached, is not safe, or has another version.
    """
    from models.solve import Helpers

    if isinstance(workers, str):
        with _cluster(workers) as (executor, count):
            yield Helpers(executor=executor, workers=count)
    elif workers is not None and workers > THREADS and find_spec("pebble"):
        with _pool(workers) as pool:
            yield Helpers(executor=pool, workers=workers)
    else:
        yield None


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    pool = Pool(workers)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask scheduler, and how many tasks they run at a time.

    ``tls://`` finds its certificates in Dask's own configuration. ``tcp://`` lets whoever reaches
    the scheduler run programs on all workers: taken to this machine only.
    """
    _check_safe(address)
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise WorkersError("a cluster needs Dask: pip install 'crewplan[cluster]'") from error
    try:
        client = Client(address, timeout=_CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        raise WorkersError(f"no scheduler answers at {address}: {error}") from error
    with client:
        _check_versions(client)
        executor = client.get_executor(retries=RETRIES, pure=False)
        try:
            yield executor, max(1, sum(client.ncores().values()))
        finally:
            executor.shutdown(wait=False)


def _check_safe(address: str) -> None:
    scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
    if scheme not in ("tls", "tcp"):
        raise WorkersError(f"workers are a number or tls://host:port, got {address}")
    if scheme == "tcp" and not _is_this_machine(host):
        raise WorkersError(
            f"{address} is not encrypted: whoever reaches it runs programs there; use tls://"
        )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_versions(client: Any) -> None:
    """The same version everywhere: a task means the same to all.

    Raises:
        WorkersError: naming the workers that differ.
    """
    own = metadata.version("crewplan")
    found = client.run(_version)
    if not found:
        raise WorkersError("the scheduler has no workers")
    if other := {worker: version for worker, version in found.items() if version != own}:
        told = ", ".join(f"{worker} has {version or 'none'}" for worker, version in other.items())
        raise WorkersError(f"this is crewplan {own}, but {told}")


def _version() -> str:
    try:
        return metadata.version("crewplan")
    except metadata.PackageNotFoundError:
        return ""
