"""The plan that people were told, on the page: published, uploaded again, and what changed."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.planner.opened import sheet_of
from tests.planner.reading.corpus.binary import ods
from tests.web.helpers import ended, upload


def _plan(client: TestClient, address: str) -> bytes:
    return client.get(f"{address}/files/plan.xlsx").content


def _longer(data: bytes) -> bytes:
    """The workbook, its first task two days longer."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cell = book["Tasks"]["C2"]
    cell.value = f"{int(str(cell.value).rstrip('d')) + 2}d"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_published_plan_says_so_and_the_next_one_stays_near_it(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    page = client.get(address).text
    assert "Publish this plan" in page
    assert "Changes since the plan before" not in page
    answer = client.post(f"{address}/publish")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert "Published on" in client.get(address).text
    sheet = sheet_of(_plan(client, address), "Plan")
    assert sheet["A3"].value == "Published"
    assert str(sheet["B3"].value).startswith(date.today().isoformat())
    answer = client.post(f"{address}/again", data={"time_limit": "10"})
    again = answer.headers["location"]
    ended(client, again)
    page = client.get(again).text
    assert "Changes since the plan before" in page
    assert "Nothing changed." in page
    goals = client.get(f"/api{again}").json()["result"]["goals"]
    assert "changes" in [goal["name"] for goal in goals]


def test_the_result_of_last_week_is_gone_on_from(client: TestClient) -> None:
    first = upload(client)
    ended(client, first)
    assert client.post(f"/api{first}/publish").status_code == 200
    second = upload(client, _longer(_plan(client, first)), "work.plan.xlsx")
    ended(client, second)
    page = client.get(second).text
    assert "Changes since the plan before" in page
    assert "Whom to tell" in page
    assert "longer" in page
    notices = client.get(f"{second}/files/notices.zip").content
    assert any(name.endswith(".txt") for name in zipfile.ZipFile(io.BytesIO(notices)).namelist())
    assert client.get(f"{first}/files/notices.zip").status_code == 404


def test_a_plan_without_a_workbook_of_its_own_cannot_be_published(client: TestClient) -> None:
    pytest.importorskip("python_calamine")
    table = ods({"Tasks": [["ID", "Task", "Duration"], [1, "Dig", "2d"]]})
    address = upload(client, table, name="work.ods")
    ended(client, address)
    assert "Publish this plan" not in client.get(address).text
    assert client.post(f"{address}/publish").status_code == 409
    assert client.post(f"/api{address}/publish").status_code == 409
