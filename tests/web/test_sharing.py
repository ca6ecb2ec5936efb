"""Links to read a plan: what they show, to whom, how long, and what they follow."""

import json
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planner.web import app
from tests.web.conftest import Visit
from tests.web.helpers import TINY, ended, upload


@pytest.fixture
def address(client: TestClient) -> str:
    found = upload(client, TINY, time_limit="10")
    ended(client, found)
    return found


def made(client: TestClient, address: str, **form: str) -> str:
    """Makes a link; its path."""
    answer = client.post(f"{address}/links", data={"days": "30", **form})
    assert answer.status_code == 303, answer.text
    found = re.findall(r'href="http://[^/]+(/shared/[^"]+)"', client.get(address).text)
    return str(found[-1])


def test_a_plan_is_read_by_its_link_and_nothing_else_of_it(
    client: TestClient, address: str
) -> None:
    link = made(client, address)
    client.cookies.clear()
    page = client.get(link).text
    assert "First" in page
    assert "To read only" in page
    assert "Gantt chart" in page
    for secret in ("Plan it again", "Download the workbook", "Delete this plan", "<dt>Cost"):
        assert secret not in page
    assert client.get(f"{link}/view").status_code == 200
    told = client.get(f"{link}/task?task=1").text
    assert "Waits for" in told or "Waiting for it" in told
    assert "<form" not in told
    assert "First" in client.get(f"{link}/report.html").text
    assert client.get(address).status_code == 404
    assert client.get(f"{link}x").status_code == 404
    assert client.get(f"{link}/calendar.ics").status_code == 404


def test_money_is_shown_only_if_said(client: TestClient, tmp_path: Path) -> None:
    rate = b"Task,Duration,Resource,Fixed Cost\nDig,2d,Ann,98765\nBuild,3d,Ann,1\n"
    address = upload(client, rate, "work.csv", time_limit="10")
    ended(client, address)
    without = made(client, address)
    assert "98,765" not in client.get(without).text
    assert "98765" not in client.get(f"{without}/report.html").text
    (team,) = tmp_path.glob("data/jobs/*/team.json")
    assert "98765" not in json.dumps(json.loads(team.read_bytes()))
    with_money = made(client, address, money="yes")
    assert "98,765" in client.get(with_money).text


def test_a_person_has_their_list_and_calendar_alone(client: TestClient, address: str) -> None:
    link = made(client, address, person="Ann", money="yes")
    page = client.get(link).text
    assert "<h1>Ann</h1>" in page
    assert page.count("<tr>") == 4
    assert "Gantt chart" not in page
    calendar = client.get(f"{link}/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    for part in ("view", "task", "report.html"):
        assert client.get(f"{link}/{part}").status_code == 404
    assert client.post(f"{address}/links", data={"days": "7", "person": "X"}).status_code == 409


def test_a_link_ends_and_can_be_taken_back(
    client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = made(client, address), made(client, address, days="7")
    client.post(f"{address}/links/revoke", data={"token": first.rpartition("/")[2]})
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert client.post(f"{address}/links", data={"days": "x"}).status_code == 422
    later = time.time() + 8 * 86400
    monkeypatch.setattr("planner.web.readlinks.time.time", lambda: later)
    assert client.get(second).status_code == 404


def test_a_link_follows_what_is_planned_again_and_published(
    client: TestClient, address: str
) -> None:
    link = made(client, address)
    form = {"task": "1", "field": "duration", "text": "4d"}
    client.post(f"{address}/edits", data=form)
    new = client.post(f"{address}/replan").headers["location"]
    ended(client, new)
    before = client.get(f"{link}/task?task=1").text
    client.post(f"{new}/publish")
    assert client.get(f"{link}/task?task=1").text != before
    client.post(f"{address}/delete")
    assert client.get(link).status_code == 404


def test_a_link_needs_no_token_of_the_server_and_is_not_in_its_log(visit: Visit) -> None:
    client = visit(token="secret")
    client.get("/login?token=secret")
    address = upload(client, TINY, time_limit="10")
    ended(client, address)
    link = made(client, address)
    client.cookies.clear()
    assert client.get(address).status_code == 401
    assert client.get(link).status_code == 200
    assert client.post(f"{address}/links", data={"days": "30"}).status_code == 401
    secret = link.rpartition("/")[2]
    line = app._line({"type": "http", "method": "GET", "path": f"{link}/view"}, 200, 0.1)
    assert secret not in line
    assert json.loads(line)["path"].endswith("/…/view")
