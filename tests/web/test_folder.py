"""The data folder: nothing in it is lost that planner did not make, and no upload with its list."""

import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planner.errors import PlannerError
from planner.web.config import Config
from planner.web.folder import MARKER, DataFolder
from planner.web.jobs import Jobs
from planner.web.store import Job, Store
from tests.planner.examples import tiny_workbook
from tests.web.conftest import Visit
from tests.web.helpers import TINY, ended, upload

ID = "0123456789abcdef" * 2


def contents(folder: Path) -> Mapping[str, bytes]:
    """Everything in a folder, links not followed."""
    return {
        str(path.relative_to(folder)): b"" if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }


def run_once(root: Path) -> None:
    jobs = Jobs(Config(data_dir=root))
    jobs.start()
    jobs.close()


def of_a_user(root: Path) -> Mapping[str, bytes]:
    """Puts what a user may have where a server would look."""
    for name in ("plan.xlsx", "template.xlsx", ".writable", f"jobs/{ID}/input", f"incoming/{ID}/a"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"of a user")
    return contents(root)


@pytest.mark.parametrize("extra", ["", "jobs/2026/offer.xlsx", "server.lock", "incoming/note.txt"])
def test_a_folder_of_somebody_else_is_refused_untouched(tmp_path: Path, extra: str) -> None:
    root = tmp_path / "work"
    of_a_user(root)
    if extra:
        (root / extra).parent.mkdir(parents=True, exist_ok=True)
        (root / extra).write_bytes(b"of a user")
    before = contents(root)
    with pytest.raises(PlannerError, match="not empty and was not made by planner serve"):
        Jobs(Config(data_dir=root))
    link = tmp_path / "link"
    link.symlink_to(root)
    with pytest.raises(PlannerError, match="choose an empty or a new folder"):
        Jobs(Config(data_dir=link))
    assert contents(root) == before


@pytest.mark.parametrize("name", ["jobs", "incoming", "deleted", "lost", "server.lock"])
def test_what_leads_elsewhere_is_refused_untouched(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / "foreign"
    before = of_a_user(foreign)
    data = tmp_path / "data"
    run_once(data)
    place = data / name
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    place.symlink_to(foreign / "plan.xlsx" if name == "server.lock" else foreign)
    with pytest.raises(PlannerError, match="is a link"):
        Jobs(Config(data_dir=data))
    assert contents(foreign) == before


def test_files_of_users_in_our_folder_stay(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run_once(data)
    foreign = tmp_path / "foreign"
    before = of_a_user(foreign)
    mine = {}
    for name in (
        "mine.xlsx",
        "template.xlsx",
        "jobs/of me/a.xlsx",
        "incoming/a.xlsx",
        "jobs/b.csv",
    ):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(b"mine")
        mine[name] = b"mine"
    for place in ("jobs", "incoming", "deleted"):
        (data / place / ID).symlink_to(foreign)
    run_once(data)
    after = contents(data)
    assert {name: after.get(name) for name in mine} == mine
    assert contents(foreign) == before


def test_a_link_to_our_folder_will_do(tmp_path: Path) -> None:
    run_once(tmp_path / "data")
    (tmp_path / "link").symlink_to(tmp_path / "data")
    run_once(tmp_path / "link")


def test_folders_that_are_no_jobs_are_put_away(tmp_path: Path) -> None:
    run_once(tmp_path)
    for _ in range(2):
        (tmp_path / "jobs" / ID).mkdir()
        (tmp_path / "jobs" / ID / "notes.txt").write_text("kept")
        run_once(tmp_path)
    kept = [path.read_text() for path in (tmp_path / "lost").rglob("notes.txt")]
    assert kept == ["kept", "kept"]
    assert not (tmp_path / "jobs" / ID).exists()


def test_uploads_half_read_are_deleted_at_the_start(tmp_path: Path) -> None:
    run_once(tmp_path)
    (tmp_path / "incoming" / ID).mkdir()
    (tmp_path / "incoming" / "of a user").mkdir()
    run_once(tmp_path)
    assert [path.name for path in (tmp_path / "incoming").iterdir()] == ["of a user"]


@pytest.mark.parametrize("there", ["list", "list moved away", "damaged list", "nothing"])
def test_folders_of_older_releases_are_taken_over(tmp_path: Path, there: str) -> None:
    if there.startswith("list"):
        store = Store(tmp_path / "jobs.sqlite3")
        store.add(Job(id=ID, name="old.xlsx"))
        store.close()
        for name in (f"jobs/{ID}/input", f"jobs/{'f' * 32}/input", "server.lock", "example.xlsx"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"123\n")
        (tmp_path / "incoming").mkdir()
    if there == "list moved away":
        (tmp_path / "jobs.sqlite3").rename(tmp_path / "damaged.bak")
    if there == "damaged list":
        (tmp_path / "jobs.sqlite3").write_bytes(b"no database" * 100)
        with pytest.raises(PlannerError, match="move it away"):
            Jobs(Config(data_dir=tmp_path))
        (tmp_path / "jobs.sqlite3").rename(tmp_path / "damaged.bak")
    run_once(tmp_path)
    assert (tmp_path / MARKER).exists()
    store = Store(tmp_path / "jobs.sqlite3")
    assert (store.get(ID) is not None) == there.startswith("list")
    store.close()


def lose_the_list(data: Path) -> None:
    for path in data.glob("jobs.sqlite3*"):
        path.rename(path.with_name(f"damaged-{path.name}"))


def test_a_lost_list_is_made_anew_from_the_folders(visit: Visit, tmp_path: Path) -> None:
    first = visit()
    first.get("/")
    cookies = dict(first.cookies)
    planned = upload(first, name="Good.xlsx", goals="cost,lateness,finish")
    failed = upload(first, tiny_workbook(finish_no_later="2027-01-11"), name="Hard.xlsx")
    gone = upload(first, name="Gone.xlsx")
    before = {address: ended(first, address) for address in (planned, failed, gone)}
    first.post(f"{gone}/delete")
    waiting = DataFolder(tmp_path / "data").job("a" * 32)
    waiting.mkdir()
    (waiting / "input").write_bytes(TINY)  # as older releases left an upload
    first.stop()
    lose_the_list(tmp_path / "data")
    second = visit()
    second.cookies.update(cookies)
    for address in (planned, failed):
        told = second.get(f"/api{address}").json()
        for name in ("name", "state", "message", "options", "result", "created", "issues"):
            assert told[name] == before[address][name], name
    assert second.get(gone).status_code == 404
    assert second.get(f"{planned}/files/plan.xlsx").content.startswith(b"PK")
    assert ended(second, f"/jobs/{'a' * 32}")["state"] == "done"


def test_a_record_that_makes_no_sense_loses_no_upload(tmp_path: Path) -> None:
    run_once(tmp_path)
    folder = DataFolder(tmp_path).job(ID)
    folder.mkdir()
    (folder / "input").write_bytes(TINY)
    (folder / "job.json").write_text('{"owner": ["no"], "created": {}, "name": "kept.xlsx"}')
    run_once(tmp_path)
    store = Store(tmp_path / "jobs.sqlite3")
    job = store.get(ID)
    assert job is not None
    assert (job.owner, job.name, job.state) == ("", "kept.xlsx", "queued")
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_everything_is_for_the_servers_user_only(visit: Visit, tmp_path: Path) -> None:
    old = os.umask(0o000)
    try:
        data = tmp_path / "data"
        data.mkdir(mode=0o777)
        client = visit()
        client.get("/")
        ended(client, upload(client))
        client.get("/template.xlsx")
        client.stop()
        open_to_all = [path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077]
        assert open_to_all == []
        for path in (data, *data.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        run_once(data)
        open_to_all = [path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077]
        assert open_to_all == []
    finally:
        os.umask(old)


def test_the_mode_of_the_folder_is_the_strictest(client: TestClient, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
