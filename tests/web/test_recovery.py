"""Whatever is killed and whatever the disk does, no accepted upload is lost or planned twice."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.errors import PlannerError
from planner.phrase import phrase
from planner.web import checkpoint, jobs
from planner.web.children import Child, ProcessLimits
from planner.web.config import MEGABYTE, Config
from planner.web.jobs import Jobs
from planner.web.liveness import holder
from planner.web.store import Store, StoreError
from planner.web.worker import TOO_MUCH_MEMORY, work
from tests.planner.running.cluster import Cluster
from tests.web.conftest import Visit
from tests.web.helpers import TINY, ended, long_workbook, searching, upload, waited
from tests.web.server import Server, command, kill_worker
from tests.web.tasks import abort, eat, full_disk, spin, tell_rank, writes_when_told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes as on POSIX")

LONG = long_workbook()


def running(server: Server, job: str) -> Any:
    return waited(server.client, f"/jobs/{job}", searching)


def finished(server: Server, job: str) -> Any:
    return ended(server.client, f"/jobs/{job}")


def test_a_killed_worker_is_replaced_and_goes_on(client: TestClient, tmp_path: Path) -> None:
    address = upload(client, LONG, time_limit="4", goals="lateness")
    before = waited(client, address, searching)
    kill_worker(tmp_path / "data", address.removeprefix("/jobs/"))
    job = ended(client, address)
    assert (job["state"], job["attempts"]) == ("done", 2)
    goals = {goal["name"]: goal["value"] for goal in job["result"]["goals"]}
    progress = before["progress"]
    assert goals[progress["goal"]] <= progress["value"]


def test_a_job_that_always_dies_is_given_up(client: TestClient, tmp_path: Path) -> None:
    address = upload(client, LONG, time_limit="300")
    for attempt in (1, 2, 3):
        waited(client, address, lambda job, n=attempt: job["attempts"] == n)
        kill_worker(tmp_path / "data", address.removeprefix("/jobs/"))
    job = ended(client, address)
    assert (job["state"], job["message"]) == ("failed", "planning was cut off 3 times")


def test_a_worker_outlives_its_killed_server(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        job = server.upload(LONG, time_limit="300")
        running(server, job)
        worker = server.worker(job)
        server.kill()
        server.start()
        assert server.worker(job) == worker
        server.client.post(f"/api/jobs/{job}/cancel")
        told = finished(server, job)
        assert (told["state"], told["attempts"]) == ("cancelled", 1)
        assert told["result"]["status"] == "feasible"


def test_server_and_worker_killed_lose_nothing(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        first = server.upload(LONG, time_limit="300")
        second = server.upload(TINY)
        running(server, first)
        server.kill()
        server.kill_worker(first)
        assert checkpoint.load(server.data / "jobs" / first) is not None
        server.start()
        waited(server.client, f"/jobs/{first}", lambda job: job["attempts"] == 2)
        server.client.post(f"/api/jobs/{first}/cancel")
        told = finished(server, first)
        assert (told["state"], told["attempts"]) == ("cancelled", 2)
        assert told["result"]["status"] == "feasible"
        assert finished(server, second)["state"] == "done"


def test_a_stopped_server_hands_its_job_back(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        job = server.upload(LONG, time_limit="3")
        running(server, job)
        server.stop()
        assert holder(server.data / "jobs" / job / "lock") is None
        server.start()
        told = finished(server, job)
        assert (told["state"], told["attempts"]) == ("done", 1)


def descendants(pid: int) -> set[int]:
    """The processes that one has started, and those that these have started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found = {pid}
    while more := {child for child, parent in parents if parent in found} - found:
        found |= more
    return found - {pid}


@pytest.mark.skipif(not shutil.which("ps"), reason="ps is not installed")
def test_a_killed_worker_leaves_none_of_its_processes_behind(visit: Visit, tmp_path: Path) -> None:
    client = visit(workers=2)
    address = upload(client, LONG, time_limit="40")
    job = address.removeprefix("/jobs/")
    waited(client, address, searching)
    lock = tmp_path / "data" / "jobs" / job / "lock"
    until = time.monotonic() + 60
    while len(helpers := descendants(holder(lock) or -1)) < 3:  # a helper that forks, and two
        assert time.monotonic() < until
        time.sleep(0.1)
    kill_worker(tmp_path / "data", job)
    waited(client, address, lambda job: job["attempts"] == 2)
    while helpers & descendants(1):
        assert time.monotonic() < until + 60
        time.sleep(0.1)
    client.post(f"{address}/cancel")
    assert ended(client, address)["result"]["status"] == "feasible"


def test_a_cluster_that_does_not_answer_is_done_without(visit: Visit) -> None:
    client = visit(workers="tls://127.0.0.1:9")
    assert ended(client, upload(client))["state"] == "done"


def test_a_job_outlives_the_scheduler_and_its_own_process(visit: Visit, tmp_path: Path) -> None:
    """It goes on from what it has found, first alone, then in another process."""
    with Cluster(tmp_path, "tcp") as cluster:
        cluster.ready()
        client = visit(workers=cluster.address)
        address = upload(client, long_workbook(120), time_limit="40", goals="lateness")
        waited(client, address, searching)
        folder = tmp_path / "data" / address[1:]
        cluster.kill_scheduler()
        log = folder / "worker.log"
        waited(client, address, lambda _: "going on in this process" in log.read_text())
        before = waited(client, address, searching)
        kept = checkpoint.load(folder)
        assert (before["attempts"], kept is not None) == (1, True)
        cluster.restart_scheduler()
        cluster.add_workers(2)
        kill_worker(tmp_path / "data", address.removeprefix("/jobs/"))
        again = waited(client, address, lambda job: job["attempts"] == 2 and searching(job))
        client.post(f"{address}/cancel")
        goals = {one["name"]: one["value"] for one in ended(client, address)["result"]["goals"]}
        progress = before["progress"]
        assert goals[progress["goal"]] <= progress["value"]
        assert again["attempts"] == 2


def test_a_worker_out_of_memory_is_told_and_not_repeated(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "work", abort)  # as the solver ends where there is no memory
    job = ended(client, upload(client))
    assert (job["state"], job["message"], job["attempts"]) == ("failed", TOO_MUCH_MEMORY, 1)


def test_memory_and_time_of_a_process_are_limited(tmp_path: Path) -> None:
    hungry = Child(eat, (tmp_path / "told",), ProcessLimits(memory=400 * MEGABYTE, cpu=0))
    busy = Child(spin, (), ProcessLimits(memory=0, cpu=1))
    assert hungry.ended(60)
    assert (tmp_path / "told").read_text() == "refused"
    assert busy.ended(60)
    assert busy.code == -signal.SIGXCPU


def test_a_process_comes_after_the_server_and_is_not_stopped_with_it(tmp_path: Path) -> None:
    """Niceness counts among the processes of a session only."""
    child = Child(tell_rank, (tmp_path / "told",), ProcessLimits(memory=0, cpu=0))
    assert child.ended(60)
    assert (tmp_path / "told").read_text() == f"{os.getsid(0)} True {os.nice(0) + 5}"


def test_two_threads_may_wait_for_one_process() -> None:
    for _ in range(20):
        child = Child(abs, (1,), ProcessLimits(memory=0, cpu=0))
        with ThreadPoolExecutor(4) as pool:
            found = [pool.submit(child.ended, 30) for _ in range(4)]
            pool.submit(child.end)
        assert all(one.result() for one in found)


def test_what_takes_too_long_to_read_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "check", abort)
    answer = client.post("/jobs", files={"file": ("a.xlsx", TINY)})
    assert answer.status_code == 422
    assert "too much memory or time to read" in answer.text


def test_a_full_disk_is_told_and_leaves_nothing(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(jobs, "write_bytes", full)
    answer = client.post("/jobs", files={"file": ("a.xlsx", TINY)})
    assert answer.status_code == 503
    assert "cannot store" in answer.text
    assert list((tmp_path / "data" / "incoming").iterdir()) == []
    monkeypatch.undo()
    assert ended(client, upload(client))["state"] == "done"


def test_a_job_whose_end_cannot_be_noted_is_not_forgotten(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()

    def full(*_arguments: object, **_options: object) -> None:
        tried.set()
        raise StoreError(phrase("database or disk is full"))

    address = upload(client, LONG, time_limit="300")
    waited(client, address, searching)
    monkeypatch.setattr(Store, "hand_back", full)
    kill_worker(tmp_path / "data", address.removeprefix("/jobs/"))
    assert tried.wait(60)
    monkeypatch.undo()
    waited(client, address, lambda job: job["attempts"] == 2)
    client.post(f"{address}/cancel")
    assert ended(client, address)["state"] == "cancelled"


def test_a_process_that_cannot_be_started_is_tried_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def once(target: Any, args: Any, limits: ProcessLimits) -> Child:
        if target is work:
            tried.append(args)
            if len(tried) == 1:
                raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return Child(target, args, limits)

    monkeypatch.setattr(jobs, "Child", once)
    job = ended(client, upload(client))
    assert (job["state"], job["attempts"], len(tried)) == ("done", 2, 2)


def test_a_large_plan_is_shown_before_its_workbook_and_a_kill_between_loses_nothing(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def writing(job: Mapping[str, Any]) -> bool:
        progress = job["progress"]
        return job["state"] == "running" and bool(progress) and progress["phase"] == "writing"

    monkeypatch.setattr(jobs, "work", writes_when_told)
    address = upload(client)
    waited(client, address, writing)
    page = client.get(address).text
    assert "Its workbook is being written" in page
    assert "data-chart" in page
    assert "files/plan.xlsx" not in page
    assert client.get(f"{address}/files/plan.xlsx").status_code == 404
    kill_worker(tmp_path / "data", address.removeprefix("/jobs/"))
    waited(client, address, lambda job: job["attempts"] == 2 and writing(job))
    assert "Its workbook is being written" in client.get(address).text
    (tmp_path / "data" / "go").touch()
    assert ended(client, address)["state"] == "done"
    page = client.get(address).text
    assert "is being written" not in page
    assert "files/plan.xlsx" in page
    assert client.get(f"{address}/files/plan.xlsx").status_code == 200
    assert not (tmp_path / "data" / address.removeprefix("/") / "soon.json").exists()


def test_a_result_that_cannot_be_stored_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "work", full_disk)  # as a worker ends where it can write nothing
    job = ended(client, upload(client))
    assert job["state"] == "failed"
    assert "could not be stored" in job["message"]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_is_read_only_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refused(_path: Path, _data: bytes) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(PlannerError, match=f"{os.strerror(code)}, choose another --data-dir"):
        Jobs(Config(data_dir=tmp_path))


def serve_fails(data: Path, *options: str) -> str:
    result = subprocess.run(
        command("serve", "--port", "8765", "--data-dir", str(data), *options),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_cluster_that_is_not_safe_is_refused(tmp_path: Path) -> None:
    told = serve_fails(tmp_path / "data", "--workers", "tcp://192.0.2.1:8786")
    assert "not encrypted" in told


def test_a_damaged_list_is_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "jobs.sqlite3").write_bytes(b"this is no database" * 100)
    assert "not a database; the file is damaged" in serve_fails(data)


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    assert "choose another --data-dir" in serve_fails(tmp_path / "data")


def test_two_servers_do_not_share_a_folder(tmp_path: Path) -> None:
    first = Jobs(Config(data_dir=tmp_path))
    with pytest.raises(PlannerError, match="another planner serve"):
        Jobs(Config(data_dir=tmp_path))
    first.start()
    first.close()


def test_old_jobs_are_deleted(visit: Visit) -> None:
    client = visit(keep_days=0)
    address = upload(client)
    ended(client, address)
    client.app.state.site.jobs.tidy()  # type: ignore[attr-defined]
    assert client.get(address).status_code == 404
