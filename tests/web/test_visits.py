"""What a visitor meets on the way: several files, languages, deletions, proxies, tokens, limits."""

import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.testclient import TestClient

from planner.errors import PlannerError
from planner.phrase import phrase
from planner.web import jobs, private, serve
from planner.web.app import create_app
from planner.web.config import Config
from planner.web.store import Store, StoreError
from tests.planner.examples import tiny_workbook
from tests.web.conftest import Visit, Visitor
from tests.web.helpers import TINY, ended, long_workbook, searching, upload, waited
from tests.web.server import Server, free_port, kill_worker

FAULTY = tiny_workbook(durations=("soon", "1d", "1d"))
TOKEN = "a-token-for-tests"


def mixed(client: TestClient, *files: tuple[str, bytes]) -> httpx2.Response:
    return client.post("/jobs", files=[("file", one) for one in files], data={"time_limit": "10"})


def test_each_of_several_files_has_its_own_outcome(client: Visitor) -> None:
    answer = mixed(client, ("good.xlsx", TINY), ("bad.xlsx", FAULTY), ("also.xlsx", TINY))
    assert answer.status_code == 422
    assert answer.text.count(">accepted<") == 2
    assert "bad.xlsx cannot be planned yet" in answer.text
    names = [job["name"] for job in client.get("/api/jobs").json()]
    assert sorted(names) == ["also.xlsx", "good.xlsx"]
    assert '<option value="10" selected>' in answer.text


def test_files_above_the_rate_do_not_lose_those_before(visit: Visit) -> None:
    client = visit(rate=2)
    client.get("/")
    answer = mixed(client, *((f"{n}.xlsx", TINY) for n in range(4)))
    assert answer.text.count(">accepted<") == 2
    assert answer.text.count(">not taken<") == 2
    assert answer.text.count("Too many uploads, wait a minute.") == 2
    assert len(client.get("/api/jobs").json()) == 2


def test_files_that_cannot_be_stored_do_not_lose_the_others(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = private.write_bytes

    def full(path: Path, data: bytes) -> None:
        if data == FAULTY:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(jobs, "write_bytes", full)
    answer = mixed(client, ("one.xlsx", FAULTY), ("two.xlsx", TINY))
    assert (answer.status_code, answer.text.count(">accepted<")) == (503, 1)


def links(page: str) -> dict[str, str]:
    """Addresses of the page in other languages."""
    found = re.findall(r'<a href="([^"]*)" lang="(\w\w)"', page)
    return {code: address.replace("&amp;", "&") for address, code in found}


def test_the_language_keeps_page_view_and_choices(client: Visitor) -> None:
    address = upload(client)
    ended(client, address)
    query = "?by=person&scale=month&q=Fi+rst%26&part=1"
    german = links(client.get(address + query).text)["de"]
    assert german == f"{address}?by=person&scale=month&q=Fi+rst%26&part=1&lang=de"
    page = client.get(german).text
    assert '<html lang="de">' in page
    assert links(page)["en"] == german.replace("lang=de", "lang=en")
    chosen = client.get("/?time_limit=300&goals=money&lang=en").text
    assert '<option value="300" selected>' in chosen
    assert '<option value="money" selected>' in chosen
    assert "time_limit=300&goals=money" in links(chosen)["de"]


def test_the_language_keeps_what_a_form_was_answered(client: Visitor, visit: Visit) -> None:
    refused = mixed(client, ("bad.xlsx", FAULTY))
    address = links(refused.text)["de"]
    page = client.get(address)
    assert page.status_code == 200
    assert "bad.xlsx kann noch nicht geplant werden" in page.text
    assert "Tasks!C2" in page.text
    client.cookies.clear()
    assert client.get(address).headers["location"] == "/"
    stranger = client.post("/jobs/none/cancel", headers={"referer": "http://127.0.0.1:8000/?q=1"})
    assert links(stranger.text)["de"] == "/?q=1&lang=de"
    assert (
        links(client.get("http://127.0.0.1:8000//evil.example/x").text)["de"]
        == "/evil.example/x?lang=de"
    )
    foreign = client.post("/jobs/none/cancel", headers={"referer": "http://evil.example/x"})
    assert links(foreign.text)["de"] == "/?lang=de"


def test_a_deletion_can_be_undone(client: Visitor) -> None:
    address = upload(client, name="dear.xlsx")
    before = ended(client, address)
    client.post(f"{address}/delete")
    assert client.get(address).status_code == 404
    assert client.get("/api/jobs").json() == []
    home = client.get("/").text
    assert f'action="{address}/restore"' in home
    assert client.post(f"{address}/restore").headers["location"] == address
    assert client.get(f"/api{address}").json() == before
    assert client.get(f"{address}/files/plan.xlsx").content.startswith(b"PK")
    assert client.request("DELETE", f"/api{address}").status_code == 204
    assert client.post(f"/api{address}/restore").json()["state"] == "done"
    for _ in range(2):
        assert client.request("DELETE", f"/api{address}").status_code == 204
    assert client.post(f"/api{address}/restore").status_code == 404


def test_deleting_for_good_needs_a_deletion_first(client: Visitor, tmp_path: Path) -> None:
    address = upload(client)
    ended(client, address)
    assert client.post(f"{address}/forget").status_code == 404
    client.post(f"{address}/delete")
    assert client.post(f"{address}/forget").status_code == 303
    assert not list((tmp_path / "data").glob(f"*/{address.removeprefix('/jobs/')}"))


def test_a_running_job_goes_on_when_its_deletion_is_undone(client: Visitor) -> None:
    address = upload(client, long_workbook(), time_limit="300")
    waited(client, address, searching)
    client.post(f"{address}/delete")
    other = upload(client)
    assert ended(client, other)["state"] == "done"
    client.post(f"{address}/restore")
    job = waited(client, address, searching)
    assert job["attempts"] == 1
    client.post(f"{address}/cancel")
    assert ended(client, address)["state"] == "cancelled"


def test_deleted_jobs_make_room_and_go_in_the_end(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(quota=len(TINY) * 4)
    client.get("/")
    address = upload(client)
    ended(client, address)
    files = {"file": ("more.xlsx", TINY)}
    assert client.post("/api/jobs", files=files).status_code == 507
    client.post(f"{address}/delete")
    answer = client.post("/api/jobs", files=files)
    assert answer.status_code == 202
    assert client.post(f"{address}/restore").status_code == 404
    again = f"/jobs/{answer.json()['id']}"
    ended(client, again)
    client.post(f"{again}/delete")
    monkeypatch.setattr(jobs, "_UNDO_SECONDS", -1.0)
    client.app.state.site.jobs.tidy()  # type: ignore[attr-defined]
    assert client.post(f"{again}/restore").status_code == 404


def test_blocked_cookies_are_told_before_the_upload(client: Visitor, visit: Visit) -> None:
    assert client.get("/cookies").status_code == 204
    assert "<text" not in client.get("/cookies.svg").text
    assert "data-cookies" not in client.get("/").text
    client.cookies.clear()
    assert "data-cookies" in client.get("/").text
    client.cookies.clear()
    assert "blocks cookies" in client.get("/cookies").text
    client.cookies.clear()
    assert "sperrt Cookies" in client.get("/cookies.svg?lang=de").text


def test_the_list_of_plans_is_there_to_be_refreshed(client: Visitor) -> None:
    address = upload(client, name="mine.xlsx")
    part = client.get("/list").text
    assert "mine.xlsx" in part
    assert "<html" not in part
    ended(client, address)
    assert ">done<" in client.get("/list").text
    assert 'data-list="/list"' in client.get("/").text


def test_a_job_cut_off_offers_the_best_plan_it_had(client: Visitor, tmp_path: Path) -> None:
    address = upload(client, long_workbook(), time_limit="300")
    job = address.removeprefix("/jobs/")
    kept = tmp_path / "data" / "jobs" / job / "checkpoint.json"
    for attempt in (1, 2, 3):
        waited(client, address, lambda one, n=attempt: one["attempts"] == n and searching(one))
        waited(client, address, lambda _: kept.is_file())
        kill_worker(tmp_path / "data", job)
    assert ended(client, address)["state"] == "failed"
    assert f'action="{address}/best"' in client.get(address).text
    assert client.post(f"{address}/best").status_code == 303
    told = ended(client, address)
    assert (told["state"], told["result"]["status"]) == ("cancelled", "feasible")
    page = client.get(address).text
    assert "planning was cut off 3 times. This is the best plan found until then." in page
    assert client.post(f"/api{address}/best").status_code == 409


def test_again_obeys_the_rate(visit: Visit) -> None:
    client = visit(rate=2)
    client.get("/")
    address = upload(client)
    ended(client, address)
    got = [client.post(f"{address}/again", data={"time_limit": "10"}) for _ in range(2)]
    assert [one.status_code for one in got] == [303, 429]
    assert got[1].headers["retry-after"] == "60"
    assert client.post(f"/api{address}/again", json={}).status_code == 429


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/jobs", "POST"),
        ("PUT", "/login", "GET, HEAD, POST"),
        ("PATCH", "/api/jobs", "GET, HEAD, POST"),
        ("POST", "/api/jobs/x", "DELETE, GET, HEAD"),
        ("GET", "/jobs/x/cancel", "POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("POST", "/static/app.css", "GET, HEAD"),
    ],
)
def test_what_is_not_allowed_tells_what_is(
    client: Visitor, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("again", [False, True])
def test_a_failure_to_note_a_job_leaves_nothing_behind(
    client: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    address = upload(client)
    ended(client, address)

    def full(*_arguments: object) -> None:
        raise StoreError(phrase("database or disk is full"))

    before = sorted((tmp_path / "data").rglob("*"))
    monkeypatch.setattr(Store, "add", full)
    answer = (
        client.post(f"/api{address}/again", json={})
        if again
        else client.post("/api/jobs", files={"file": ("a.xlsx", TINY)})
    )
    assert answer.status_code == 503
    assert sorted((tmp_path / "data").rglob("*")) == before
    monkeypatch.undo()
    assert len(client.get("/api/jobs").json()) == 1


def client_told(client: Visitor, caplog: pytest.LogCaptureFixture) -> str:
    """The address a request is taken to come from."""
    caplog.clear()
    client.get("/healthz", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    told = (re.search(r'"client": "([^"]*)"', line) for line in caplog.messages)
    return next(found[1] for found in told if found)


def test_forwarded_addresses_are_believed_from_named_proxies_only(
    visit: Visit, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level("INFO", "planner.web.app")
    unnamed = visit()
    assert client_told(unnamed, caplog) == "testclient"
    unnamed.stop()
    assert client_told(visit(proxies=("testclient",)), caplog) == "198.51.100.7"
    with pytest.raises(PlannerError, match="--proxy takes an address"):
        serve.serve(
            tmp_path, say=print, host="127.0.0.1", proxies=("proxy",), max_upload=1, quota=1
        )


def test_a_token_that_was_given_is_never_said(tmp_path: Path) -> None:
    open_to_all = Config(data_dir=tmp_path, host="0.0.0.0", token=TOKEN)
    assert serve._address(open_to_all, "") == "http://localhost:8000/"
    assert serve._address(open_to_all, "made-up").endswith("/login?token=made-up")


def test_the_right_token_works_while_wrong_ones_are_throttled(visit: Visit) -> None:
    client = visit(host="0.0.0.0", token=TOKEN)
    for n in range(12):
        client.post("/login", data={"token": str(n)})
    assert client.post("/login", data={"token": "wrong"}).status_code == 429
    assert client.get("/api/jobs", headers={"authorization": "Bearer no"}).status_code == 429
    right = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/jobs", headers=right).status_code == 200
    assert client.post("/login", data={"token": TOKEN}).status_code == 303
    client.cookies.clear()
    asked = client.get("/api/jobs")
    assert (asked.status_code, asked.headers["www-authenticate"]) == (401, "Bearer")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A server that waits for a tenth of a second only."""
    config = Config(data_dir=tmp_path / "data", port=free_port(), receive_timeout=0.1)
    server = uvicorn.Server(serve.settings(config, create_app(config)))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield config.port
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nhost: local"])
def test_connections_that_say_nothing_are_closed(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as idle:
        idle.sendall(sent)
        assert idle.recv(100) == b""


def test_a_connection_that_goes_silent_after_an_answer_is_closed(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as kept:
        kept.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        assert kept.recv(1000).startswith(b"HTTP/1.1 200")
        kept.sendall(b"GET /healthz HTT")
        assert b"HTTP" not in kept.recv(1000)


def test_a_server_with_open_streams_ends_at_once(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        job = server.upload(long_workbook(), time_limit="300")
        with server.client.stream("GET", f"/api/jobs/{job}/events") as stream:
            lines = stream.iter_lines()
            assert next(lines) == "retry: 1000"
            server.process.terminate()
            assert not any('"done"' in line for line in lines)  # it ends, the job does not
        server.process.wait(60)
        server.client.close()
    assert "exceeded" not in (tmp_path / "server.log").read_text()  # no time to end was needed
    assert server.process.returncode in (0, -signal.SIGTERM)
