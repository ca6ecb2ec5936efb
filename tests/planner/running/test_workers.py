"""Parallel work in processes and on a cluster: the same is asked of both, whatever dies."""

import asyncio
import gc
import os
import pickle
import platform
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, as_completed
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import dask
import pytest
from distributed import Client

from models.measures.goals import Objective
from models.schedule import Schedule
from models.search.greedy import construct
from models.search.large_neighbourhood import DeadlyError, Limits, improve
from models.solve import Helpers
from planner.running import dask_cluster, steady
from planner.running.dask_cluster import WorkersError, check_address, check_versions, connected
from planner.running.steady import Steady
from planner.running.workers import helpers_at
from tests.models.test_neighbourhoods import crowded
from tests.planner.running.cluster import Cluster, certificates
from tests.planner.running.tasks import nap_and_tell, noted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes as on POSIX")

GOALS = Objective.of("lateness", "cost")
_PATIENCE = 60
LIMITS = Limits(work=0.08, seed=3, workers=2)


@pytest.fixture(scope="module")
def tls() -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(Path(folder), "tls") as cluster,
        dask.config.set(cluster.settings),
    ):
        cluster.ready()
        yield cluster.address


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without encryption of a test's own."""
    with (
        dask.config.set({"distributed.comm.require-encryption": False}),
        Cluster(tmp_path, "tcp") as cluster,
    ):
        cluster.ready()
        yield cluster


@pytest.fixture(scope="module")
def _lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("lasting"), "tcp") as cluster:
        yield cluster


@pytest.fixture
def hanging(_lasting: Cluster) -> Iterator[Cluster]:
    """A cluster without encryption that may be made to hang; it goes on after the test."""
    with dask.config.set({"distributed.comm.require-encryption": False}):
        _lasting.ready()
        yield _lasting
        _lasting.go_on()


@pytest.fixture(params=["processes", "cluster"])
def place(request: pytest.FixtureRequest) -> int | str:
    """What `--workers` says."""
    if request.param == "processes":
        return 2
    address: str = request.getfixturevalue("tls")
    return address


@pytest.fixture
def helpers(place: int | str) -> Iterator[Helpers]:
    with helpers_at(place) as helpers:
        assert helpers is not None
        yield helpers


def pids(executor: Executor) -> set[int]:
    """The processes that do the work."""
    found: set[int] = set()
    until = time.monotonic() + _PATIENCE
    while len(found) < 2:
        assert time.monotonic() < until, found
        tasks = [executor.submit(nap_and_tell, 0.05) for _ in range(4)]
        found = {task.result(_PATIENCE) for task in tasks}
    return found


def planned(executor: Executor | None) -> Schedule:
    problem = crowded()
    return improve(problem, GOALS, first(), LIMITS, executor=executor)


def first() -> Schedule:
    """Where the search begins."""
    schedule = construct(crowded(), GOALS)
    assert schedule is not None
    return schedule


@pytest.fixture(scope="module")
def expected() -> Schedule:
    """What the search finds in threads."""
    return planned(None)


def test_results_come_from_two_other_processes(helpers: Helpers) -> None:
    assert helpers.workers == 2
    assert list(helpers.executor.map(pow, range(20), [2] * 20)) == [n * n for n in range(20)]
    assert os.getpid() not in pids(helpers.executor)


def test_what_a_task_raises_comes_back(helpers: Helpers) -> None:
    with pytest.raises(ZeroDivisionError):
        helpers.executor.submit(divmod, 1, 0).result(_PATIENCE)


def test_a_killed_worker_costs_no_result(helpers: Helpers) -> None:
    victim = min(pids(helpers.executor))
    tasks = [helpers.executor.submit(nap_and_tell, 0.3) for _ in range(8)]
    time.sleep(0.4)
    os.kill(victim, signal.SIGKILL)
    told = [task.result(_PATIENCE) for task in tasks]
    assert os.getpid() not in told
    assert victim not in pids(helpers.executor)


def test_an_idle_worker_may_be_killed_too(helpers: Helpers) -> None:
    for victim in pids(helpers.executor):
        os.kill(victim, signal.SIGKILL)
    assert os.getpid() not in pids(helpers.executor)


def test_a_task_that_kills_its_workers_is_given_up(helpers: Helpers) -> None:
    with pytest.raises(DeadlyError):
        helpers.executor.submit(os._exit, 1).result(_PATIENCE)
    assert os.getpid() not in pids(helpers.executor)


def test_tasks_can_be_given_up_one_by_one_or_all_at_the_end(place: int | str) -> None:
    with helpers_at(place) as helpers:
        assert helpers is not None
        pids(helpers.executor)
        tasks = [helpers.executor.submit(time.sleep, 2) for _ in range(6)]
        assert tasks[5].cancel()
        with pytest.raises(CancelledError):
            tasks[5].result(_PATIENCE)
    assert all(task.cancelled() for task in as_completed(tasks, _PATIENCE))
    with pytest.raises(RuntimeError):
        helpers.executor.submit(pow, 2, 2)


def test_the_search_finds_the_same_as_in_threads(helpers: Helpers, expected: Schedule) -> None:
    assert planned(helpers.executor) == expected


def test_the_search_finds_the_same_though_workers_die(helpers: Helpers, expected: Schedule) -> None:
    victim = min(pids(helpers.executor))
    kill = threading.Timer(0.2, os.kill, (victim, signal.SIGKILL))
    kill.start()
    assert planned(helpers.executor) == expected
    kill.join()
    assert victim not in pids(helpers.executor)


class Failing:
    """A place that works for a while, then is lost in one way or another."""

    died: type[BaseException] = ProcessLookupError
    retries = 0

    def __init__(self, good: int, way: Callable[[], "Future[Any]"]) -> None:
        self.left, self.way, self.done = good, way, 0

    def submit(self, call: Callable[[], Any], /) -> "Future[Any]":
        self.left -= 1
        if self.left < 0:
            return self.way()
        self.done += 1
        future: Future[Any] = Future()
        future.set_result(call())
        return future


def cancelled() -> "Future[Any]":
    future: Future[Any] = Future()
    future.cancel()
    return future


def broken() -> "Future[Any]":
    raise OSError("nobody there")


@pytest.mark.parametrize("way", [cancelled, broken, Future])
def test_a_lost_place_costs_only_the_results_not_yet_here(
    way: Callable[[], "Future[Any]"], expected: Schedule, caplog: pytest.LogCaptureFixture
) -> None:
    away = Failing(10, way)
    executor = Steady(away, 2, patience=(0.2, 0.2))
    runs: list[int] = []
    tasks = [executor.submit(partial(runs.append, n)) for n in range(10)]
    assert all(task.done() for task in tasks)
    assert planned(executor) == expected
    executor.shutdown()
    assert (runs, away.done) == (list(range(10)), 10)
    told = [one.getMessage() for one in caplog.records if one.name == steady.__name__]
    assert len(told) == 1
    assert "going on in this process" in told[0]


@pytest.mark.parametrize(("good", "patience"), [(0, (0.2, 600.0)), (1, (600.0, 0.2))])
def test_more_patience_is_had_with_workers_that_have_yet_to_start(
    good: int, patience: tuple[float, float]
) -> None:
    away = Failing(good, Future)
    executor = Steady(away, 1, patience=patience)
    tasks = [executor.submit(os.getpid) for _ in range(3)]
    assert {task.result(_PATIENCE) for task in tasks} == {os.getpid()}
    assert away.done == good
    executor.shutdown()


def test_a_search_whose_every_step_is_deadly_ends_with_the_plan_it_had() -> None:
    class Deadly(Failing):
        died: type[BaseException] = OSError

        def submit(self, call: Callable[[], Any], /) -> "Future[Any]":
            future: Future[Any] = Future()
            future.set_exception(OSError())
            return future

    executor = Steady(Deadly(0, Future), 1)
    assert planned(executor) == first()
    executor.shutdown()


def test_a_lost_scheduler_loses_nothing(
    plain: Cluster, expected: Schedule, caplog: pytest.LogCaptureFixture
) -> None:
    with helpers_at(plain.address) as helpers:
        assert helpers is not None
        pids(helpers.executor)
        threading.Timer(0.2, plain.kill_scheduler).start()
        tasks = [helpers.executor.submit(nap_and_tell, 0.4) for _ in range(4)]
        assert os.getpid() in {task.result(_PATIENCE) for task in tasks}
        assert planned(helpers.executor) == expected
    assert "The workers are lost" in caplog.text


def test_no_task_waits_for_a_scheduler_that_is_gone() -> None:
    client = Mock(status="connecting", **{"ncores.return_value": {"tcp://127.0.0.1:1": 2}})
    away = dask_cluster.Cluster(client)
    executor = Steady(away, 1)
    assert executor.submit(os.getpid).result(_PATIENCE) == os.getpid()
    executor.shutdown()
    client.get_executor().submit.assert_not_called()


def test_a_worker_that_joins_with_another_version_gets_no_work(
    plain: Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = tmp_path / "crewplan-9.9.dist-info" / "METADATA"
    told.parent.mkdir()
    told.write_text("Metadata-Version: 2.1\nName: crewplan\nVersion: 9.9\n")
    with helpers_at(plain.address) as helpers:
        assert helpers is not None
        good = pids(helpers.executor)
        plain.add_workers(1, PYTHONPATH=str(tmp_path))
        with Client(plain.address, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=_PATIENCE)
            found = set(client.run(os.getpid).values())
        tasks = [helpers.executor.submit(nap_and_tell, 0.05) for _ in range(12)]
        (other,) = found - good
        assert {task.result(_PATIENCE) for task in tasks} <= good | {os.getpid()}
        assert other not in good
    assert "has 9.9" in caplog.text
    assert "going on in this process" in caplog.text


@pytest.mark.parametrize("place", [2, "tls://127.0.0.1:9"])
def test_no_helpers_are_called_once_to_stop(place: int | str) -> None:
    with helpers_at(place, stop=lambda: True) as helpers:
        assert helpers is None


def test_a_cluster_is_not_waited_for_once_to_stop() -> None:
    config = dask.config.set({"distributed.comm.require-encryption": False})
    with config, socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        asked = iter([False, False])  # before it is called, and once while it is waited for
        with helpers_at(address, stop=lambda: next(asked, True)) as helpers:
            assert helpers is None


def test_a_scheduler_that_hangs_holds_up_nobody_who_leaves(hanging: Cluster) -> None:
    with helpers_at(hanging.address) as helpers:
        assert helpers is not None
        pids(helpers.executor)
        hanging.hang("scheduler")
        tasks = [helpers.executor.submit(nap_and_tell, 0) for _ in range(4)]
    assert all(task.cancelled() for task in tasks)


def test_workers_that_hang_are_told(hanging: Cluster) -> None:
    hanging.hang("workers")
    with (
        pytest.raises(WorkersError, match="does not answer within"),
        connected(hanging.address, patience=0.5),
    ):
        raise AssertionError("connected")


def test_a_killed_and_restarted_scheduler_costs_only_the_steps_without_a_result(
    plain: Cluster, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger"
    with helpers_at(plain.address) as helpers:
        assert helpers is not None
        submit = helpers.executor.submit
        for task in [submit(noted, ledger, n, 0) for n in range(6)]:
            task.result(_PATIENCE)
        under_way = [submit(noted, ledger, n, 0.5) for n in range(6, 10)]
        plain.kill_scheduler()
        assert [task.result(_PATIENCE) for task in under_way] == [6, 7, 8, 9]
    plain.restart_scheduler()
    plain.add_workers(2)
    with helpers_at(plain.address) as helpers:
        assert helpers is not None
        assert os.getpid() not in pids(helpers.executor)
        helpers.executor.submit(noted, ledger, 10, 0).result(_PATIENCE)
    runs = Counter(map(int, ledger.read_text().split()))
    assert set(runs) == set(range(11))
    assert all(runs[n] == 1 for n in (*range(6), 10))
    assert all(runs[n] <= 2 for n in range(6, 10))


def test_few_workers_need_no_processes() -> None:
    for number in (None, 1):
        with helpers_at(number) as helpers:
            assert helpers is None


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("http://127.0.0.1:8786", "a number or tls://host:port"),
        ("tls://:8786", "a number or tls://host:port"),
        ("tls://host", "a number or tls://host:port"),
        ("tls://host:port", "a number or tls://host:port"),
        ("tcp://192.0.2.1:8786", "not encrypted"),
        ("tcp://cluster.example:8786", "not encrypted"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str, complaint: str) -> None:
    with pytest.raises(WorkersError, match=complaint), helpers_at(address):
        raise AssertionError("taken")


def test_a_cluster_elsewhere_is_taken_where_that_is_wanted() -> None:
    check_address("tcp://192.0.2.1:8786", insecure=True)
    check_address("tls://cluster.example:8786")
    check_address("tcp://[::1]:8786")


def test_where_nobody_answers_that_is_told() -> None:
    complaint = "no workers answer at tcp://127.0.0.1:9"
    with (
        pytest.raises(WorkersError, match=complaint),
        connected("tcp://127.0.0.1:9", patience=0.5),
    ):
        raise AssertionError("connected")


def test_a_plain_address_is_refused_where_dask_asks_for_more() -> None:
    with (
        dask.config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(WorkersError, match="encryption required"),
        connected("tcp://127.0.0.1:9"),
    ):
        raise AssertionError("connected")


def test_a_client_that_cannot_begin_is_closed_at_once() -> None:
    with (
        dask.config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(WorkersError) as told,
        connected("tcp://127.0.0.1:9"),
    ):
        raise AssertionError("connected")
    clients = [one for one in gc.get_objects() if isinstance(one, Client)]
    assert told.tb is not None  # which keeps the client
    assert {client.status for client in clients} == {"closed"}


def test_another_certificate_is_refused(tls: str, tmp_path: Path) -> None:
    with (
        dask.config.set(certificates(tmp_path)),
        pytest.raises(WorkersError, match="no workers answer"),
        helpers_at(tls),
    ):
        raise AssertionError("connected")


def test_no_certificate_is_told() -> None:
    with (
        dask.config.set({"distributed.comm.tls.ca-file": None}),
        pytest.raises(WorkersError, match="needs a certificate"),
        helpers_at("tls://127.0.0.1:9"),
    ):
        raise AssertionError("connected")


class Answering:
    """A client whose workers have what is asked for in some version."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers

    def run(self, _ask: object, *arguments: str, on_error: str) -> dict[str, object]:
        return {"tls://a": self.answers[arguments[0] if arguments else "python"]}


def test_other_versions_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    same = {name: metadata.version(name) for name in ("crewplan", "ortools")}
    same["python"] = platform.python_version()
    check_versions(Answering(**same))
    for name, other, told in (
        ("crewplan", "9.9", "but tls://a has 9.9"),
        ("crewplan", metadata.PackageNotFoundError(), "but tls://a has none"),
        ("ortools", "8.0", "this is ortools"),
        ("python", "2.7.18", "this is Python"),
    ):
        with pytest.raises(WorkersError, match=told):
            check_versions(Answering(**{**same, name: other}))


class LostSince:
    """A Dask client, its loop and its future, whose worker dies when the result is here."""

    status = "running"

    def __init__(self) -> None:
        self.loop = self

    def ncores(self) -> dict[str, int]:
        return {"tcp://one": 1}

    def submit(self, _: object, __: object, task: bytes, *, pure: bool) -> "LostSince":
        assert not pure
        self.task = task
        return self

    def add_callback(self, call: Callable[..., Any], *arguments: Any) -> None:
        asyncio.run(call(*arguments))

    async def gather(self, _: object, *, asynchronous: bool) -> object:
        assert asynchronous
        self.status = "lost"
        return pickle.loads(self.task)()

    def cancelled(self) -> bool:
        return False


def test_a_result_counts_though_its_worker_has_died_since() -> None:
    assert dask_cluster.Cluster(LostSince()).submit(partial(pow, 2, 5)).result(_PATIENCE) == 32
