"""Changes to a plan from its page: what they break, taken back, planned again near the plan."""

import io
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.web.helpers import TINY, ended, upload


@pytest.fixture
def address(client: TestClient) -> str:
    found = upload(client, TINY, time_limit="10")
    assert ended(client, found)["state"] == "done"
    return found


def change(client: TestClient, address: str, field: str, text: str, task: str = "1") -> str:
    """Makes a change; the list of changes then."""
    form = {"task": task, "field": field, "text": text}
    answer = client.post(f"{address}/edits", data=form)
    assert answer.status_code == 303, answer.text
    return client.get(f"{address}/edits").text


def tasks(data: bytes) -> list[tuple[Any, ...]]:
    rows = openpyxl.load_workbook(io.BytesIO(data))["Tasks"].iter_rows(values_only=True)
    return list(rows)


def test_a_change_is_listed_with_its_cell_and_what_it_breaks(
    client: TestClient, address: str
) -> None:
    assert client.get(f"{address}/edits").text.strip() == ""
    part = change(client, address, "duration", "3d")
    assert "Tasks!C2" in part
    assert "Takes another time than it has" in part
    assert "Plan again near this plan" in part
    part = change(client, address, "duration", "soon", "2")
    assert "not changed" in part
    assert "duration must be a positive amount of time" in part
    german = client.get(f"{address}/edits?lang=de").text
    assert "Dauert anders, als es liegt" in german


def test_changes_are_taken_back_one_by_one_or_all(client: TestClient, address: str) -> None:
    change(client, address, "duration", "3d")
    change(client, address, "priority", "900", "2")
    client.post(f"{address}/edits/undo", data={"number": "1"})
    part = client.get(f"{address}/edits").text
    assert "Tasks!C2" not in part
    assert "900" in part
    assert "breaks nothing" in part
    client.post(f"{address}/edits/undo", data={"number": "0"})
    assert client.get(f"{address}/edits").text.strip() == ""
    assert client.post(f"{address}/replan").status_code == 409


def test_planning_again_keeps_near_and_the_changes_stand_in_the_workbook(
    client: TestClient, address: str
) -> None:
    change(client, address, "duration", "3d")
    change(client, address, "priority", "900", "2")
    answer = client.post(f"{address}/replan")
    new = answer.headers["location"]
    job = ended(client, new)
    assert job["state"] == "done"
    assert "changes" in [goal["name"] for goal in job["result"]["goals"]]
    assert "Changes since the plan before" in client.get(new).text
    before = tasks(TINY)
    rows = tasks(client.get(f"{new}/files/plan.xlsx").content)
    assert rows[1][2] == "3d"
    assert [row[len(before[0])] for row in rows[:3]] == ["Priority", None, 900]
    assert [row[: len(before[0])] for row in rows[2:]] == before[2:]
    assert client.get(f"{address}/files/input").content == TINY


def test_odd_changes_are_refused(client: TestClient, address: str) -> None:
    for form, status in (
        ({"task": "1", "field": "name", "text": "x"}, 422),
        ({"task": "1", "field": "duration", "text": " "}, 409),
        ({}, 422),
    ):
        assert client.post(f"{address}/edits", data=form).status_code == status
    part = change(client, address, "resources", "<script>", "99")
    assert "<script>" not in part
    assert "not changed" in part


def test_a_plan_in_a_new_workbook_is_not_changed_here(client: TestClient) -> None:
    table = b"Task,Duration\nDig,2d\nBuild,3d\n"
    found = upload(client, table, "work.csv")
    ended(client, found)
    form = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{found}/edits", data=form).status_code == 409
    assert "data-change" not in client.get(f"{found}?task=1").text


def test_nobody_else_changes_a_plan(client: TestClient, address: str) -> None:
    client.cookies.clear()
    form = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{address}/edits", data=form).status_code == 404
    assert client.post(f"{address}/replan").status_code == 404
