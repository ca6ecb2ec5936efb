"""Operation: a copy made while a server is at work, and its way back; numbers and logs."""

import io
import logging
import subprocess
import sys
import tarfile
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.errors import PlannerError
from planner.web import runner, serve
from planner.web.backup import back_up, restore
from tests.web.conftest import Visit
from tests.web.helpers import TINY, ended, long_workbook, searching, upload, waited


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.output


def test_what_a_server_holds_is_there_again(visit: Visit, tmp_path: Path) -> None:
    client, archive = visit(), tmp_path / "plans.tar.gz"
    client.get("/")
    done, gone = upload(client), upload(client, TINY, "gone.xlsx")
    ended(client, gone)
    ended(client, done)
    change = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{done}/edits", data=change).status_code == 303
    client.post(f"{gone}/delete")
    runs = upload(client, long_workbook(), "long.xlsx", time_limit="600")
    waited(client, runs, searching)
    assert "3 plans are in" in run("backup", archive, "--data-dir", tmp_path / "data")
    told = CliRunner().invoke(main, ["backup", str(archive), "--data-dir", str(tmp_path / "data")])
    assert (told.exit_code, "add --force" in told.output) == (2, True)
    client.stop()
    (tmp_path / "data").rename(tmp_path / "burnt")
    assert "files are restored" in run("restore", archive, "--data-dir", tmp_path / "data")
    cookies, client = client.cookies, visit()
    client.cookies.update(cookies)
    assert client.get(f"{done}/files/plan.xlsx").content.startswith(b"PK")
    assert "Takes longer or shorter than the plan gives it" in client.get(f"{done}/edits").text
    assert client.post(f"{gone}/restore").status_code == 303
    waited(client, runs, searching)
    client.post(f"{runs}/cancel")
    assert ended(client, runs)["state"] == "cancelled"


def test_jobs_that_come_or_go_meanwhile_do_no_harm(visit: Visit, tmp_path: Path) -> None:
    client = visit()
    client.get("/")
    there, gone = upload(client), upload(client, TINY, "gone.xlsx")
    ended(client, gone)
    client.stop()
    folder = tmp_path / "data" / gone.lstrip("/")
    folder.rename(tmp_path / "elsewhere")  # as deleted for good after the list was copied
    target = io.BytesIO()
    assert back_up(tmp_path / "data", target) == 1
    (tmp_path / "data").rename(tmp_path / "burnt")
    target.seek(0)
    restore(target, tmp_path / "data")
    cookies, client = client.cookies, visit()
    client.cookies.update(cookies)
    assert [f"/jobs/{one['id']}" for one in client.get("/api/jobs").json()] == [there]


def archive_of(*names: str) -> io.BytesIO:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            if name.endswith("link"):
                entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry, io.BytesIO())
    target.seek(0)
    return target


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "jobs/../../evil", f"jobs/{'a' * 32}/link", "other.txt"]
)
def test_an_archive_of_others_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlannerError, match="none of planner's files"):
        restore(archive_of(name), tmp_path / "data")
    assert not (tmp_path / "evil").exists()


def test_what_is_cut_off_or_not_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="cut off"):
        restore(archive_of(f"jobs/{'a' * 32}/input"), tmp_path / "one")
    with pytest.raises(PlannerError, match="damaged"):
        restore(io.BytesIO(b"nonsense"), tmp_path / "two")
    with pytest.raises(PlannerError, match="not empty"):
        restore(archive_of(), tmp_path)
    with pytest.raises(PlannerError, match="no data folder"):
        back_up(tmp_path, io.BytesIO())


def test_numbers_to_watch(visit: Visit) -> None:
    client = visit(metrics=True, quota=5_000_000)
    client.get("/")
    ended(client, upload(client))
    client.get("/nothing")
    told = dict(
        line.rsplit(" ", 1)
        for line in client.get("/metrics").text.splitlines()
        if not line.startswith("#")
    )
    assert told['planner_jobs{state="done"}'] == "1"
    assert float(told["planner_stored_bytes"]) > 10_000
    assert (told["planner_waited_seconds"], told["planner_quota_bytes"]) == ("0", "5000000")
    assert int(told["planner_free_bytes"]) > 0
    assert told['planner_answers_total{status="4xx"}'] == "1"
    assert int(told['planner_answers_total{status="2xx"}']) > 1


def test_a_log_begins_anew_when_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_LOG_BYTES", 500)
    root = logging.Logger("root")
    monkeypatch.setattr(logging, "root", root)
    serve._log_to(tmp_path / "planner.log")
    for n in range(100):
        root.info("line %d", n)
    (handler,) = root.handlers
    handler.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["planner.log", *(f"planner.log.{n}" for n in range(1, 6))]
    assert "line 99" in (tmp_path / "planner.log").read_text()
    with pytest.raises(PlannerError, match="choose another --log"):
        serve._log_to(tmp_path / "none" / "planner.log")


def test_a_server_that_has_just_begun_ends_without_its_helper(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ready = Event(), Event()

    def helper() -> None:
        begun.set()
        ready.wait(30)

    monkeypatch.setattr(runner, "warm_up", helper)
    client = visit()
    assert begun.wait(10)
    client.stop()
    assert not ready.is_set()
    ready.set()


def test_the_server_itself_knows_no_solver_and_no_workbooks() -> None:
    heavy = "{'ortools', 'numpy', 'pandas', 'openpyxl', 'numba', 'lxml'}"
    code = f"import planner.web.serve, sys; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
