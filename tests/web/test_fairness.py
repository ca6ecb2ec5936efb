"""Nobody waits for the many wishes of another, and nothing stops the queue."""

import asyncio
import multiprocessing.forkserver
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.web import children, jobs, runner
from planner.web.children import Child, ProcessLimits
from planner.web.store import Job, Store
from planner.web.turns import Slots, Turns, in_turn
from tests.web.conftest import BROWSER, Visit
from tests.web.helpers import TINY, ended, long_workbook, searching, upload, waited
from tests.web.tasks import leave

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills processes as on POSIX")


def test_turns_go_round_addresses_then_owners() -> None:
    waiting = [
        *((f"a{n}", ("A", "ann")) for n in range(3)),
        ("b0", ("A", "bob")),
        ("c0", ("B", "cid")),
        ("d0", ("B", "dee")),
    ]
    assert list(in_turn(waiting, Turns())) == ["a0", "c0", "b0", "d0", "a1", "a2"]
    busy = Turns()
    busy.begin(("A", "ann"))
    assert next(in_turn(waiting, busy)) == "c0"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "list")
    yield store
    store.close()


def test_one_job_of_another_does_not_wait_for_many(store: Store) -> None:
    for n in range(5):
        store.add(Job(id=f"a{n}", owner="ann", created=float(n)))
    store.add(Job(id="b", owner="bob", created=9.0))
    last = Job(id="c", owner="ann", created=10.0)
    store.add(last)
    assert store.position(last) == 7
    order: list[str] = []
    while (job := store.claim(100.0 + len(order))) is not None:
        order.append(job.id)
        store.finish(job.id, "done", 200.0)
    assert order == ["a0", "b", "a1", "a2", "a3", "a4", "c"]


def test_a_job_that_was_cut_off_goes_on_first(store: Store) -> None:
    for name, owner in (("a", "ann"), ("b", "bob")):
        store.add(Job(id=name, owner=owner, created=1.0))
    first = store.claim(10.0)
    assert first is not None
    store.hand_back(first.id, counted=True)
    again = store.claim(11.0)
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)


def test_a_deleted_job_has_no_turn(store: Store) -> None:
    store.add(Job(id="a", created=1.0))
    store.mark_deleted("a", 2.0)
    assert store.claim(3.0) is None
    assert store.waiting("") == 0
    store.mark_deleted("a", None)
    assert store.claim(3.0) is not None


def test_slots_are_shared_between_visitors() -> None:
    begun: list[str] = []

    async def one(slots: Slots, name: str, who: tuple[str, str], done: asyncio.Event) -> None:
        async with slots.turn(who):
            begun.append(name)
            await done.wait()

    async def run() -> None:
        slots, done = Slots(3, (2, 1)), asyncio.Event()
        wishes = [(f"slow{n}", ("A", "ann")) for n in range(8)]
        wishes += [("bob", ("A", "bob")), ("eve", ("A", "eve")), ("cid", ("B", "cid"))]
        tasks = [asyncio.create_task(one(slots, name, who, done)) for name, who in wishes]
        await asyncio.sleep(0)
        assert begun == ["slow0", "bob", "cid"]
        tasks[1].cancel()
        tasks[0].cancel()
        await asyncio.sleep(0.01)
        assert begun[3:] == ["eve"]
        done.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert begun[4:] == [f"slow{n}" for n in range(2, 8)]

    asyncio.run(run())


def test_slow_uploads_do_not_hold_up_another_visitor(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(rate=1000)
    del client.headers["accept"]
    release, held = threading.Event(), threading.Semaphore(0)
    read = jobs.Jobs._read

    def slow(here: jobs.Jobs, folder: Path, name: str, *more: Any) -> Any:
        if name.startswith("slow"):
            held.release()
            release.wait(60)
        return read(here, folder, name, *more)

    monkeypatch.setattr(jobs.Jobs, "_read", slow)
    threads = [
        threading.Thread(target=client.post, args=("/api/jobs",), kwargs={"files": {"file": one}})
        for one in [(f"slow{n}.xlsx", TINY) for n in range(12)]
    ]
    for thread in threads:
        thread.start()
    assert held.acquire(timeout=30)
    other = {**BROWSER, "cookie": f"planner_owner={'b' * 32}"}
    answer = client.post("/api/jobs", files={"file": ("honest.xlsx", TINY)}, headers=other)
    assert answer.status_code == 202
    assert not held.acquire(timeout=0.1)  # one of the slow ones at a time
    release.set()
    for thread in threads:
        thread.join()
    assert len(client.get("/api/jobs").json()) == 12


@posix
def test_a_killed_helper_stops_neither_reading_nor_planning(visit: Visit) -> None:
    client = visit()
    client.get("/")
    for _ in range(2):
        helper = multiprocessing.forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
        os.kill(helper, signal.SIGKILL)
        assert ended(client, upload(client))["state"] == "done"
    address = upload(client, long_workbook(), time_limit="300")
    waited(client, address, searching)
    os.kill(multiprocessing.forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert client.get("/healthz").status_code == 200
    client.post(f"{address}/cancel")
    job = ended(client, address)
    assert (job["state"], job["attempts"]) == ("cancelled", 1)


@pytest.mark.parametrize("error", [EOFError, RuntimeError, MemoryError, KeyError, ConnectionError])
def test_no_failure_stops_the_queue(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    client = visit()
    client.get("/")
    claim = Store.claim
    failed: list[type[Exception]] = []

    def once(store: Store, now: float) -> Job | None:
        if not failed:
            failed.append(error)
            raise error
        return claim(store, now)

    monkeypatch.setattr(Store, "claim", once)
    assert ended(client, upload(client))["state"] == "done"
    assert failed


def test_a_queue_that_does_not_move_is_not_healthy(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit()
    monkeypatch.setattr(runner, "_STALLED", 0.5)

    def broken(_store: Store, _now: float) -> Job | None:
        raise RuntimeError("the same each time")

    monkeypatch.setattr(Store, "claim", broken)
    until = time.monotonic() + 30
    while client.get("/healthz").status_code == 200:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert "does not move" in client.get("/healthz").text


def test_a_process_is_started_though_the_helper_was_just_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = multiprocessing.get_context("forkserver").Process
    start = context.start
    lost: list[object] = []

    def once(process: Any) -> None:
        if not lost:
            lost.append(process)
            raise EOFError
        start(process)

    monkeypatch.setattr(context, "start", once)
    child = Child(leave, (), ProcessLimits(memory=0, cpu=0))
    assert child.ended(60)
    assert (child.code, child.lost) == (0, False)

    monkeypatch.setattr(children, "_PAUSES", (0.0,))

    def always(_process: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(context, "start", always)
    with pytest.raises(OSError, match="helper process is gone"):
        Child(leave, (), ProcessLimits(memory=0, cpu=0))
