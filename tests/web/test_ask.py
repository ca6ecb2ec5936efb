"""Questions to a plan on its page, and those that its workbook asks."""

import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.web import answers as questions
from tests.planner.opened import sheet_of
from tests.planner.whatif.test_ask_sheet import ASK, workbook
from tests.web.conftest import Visit
from tests.web.helpers import ended

LIMIT = {"deterministic_limit": "0.3"}


def planned(client: TestClient, data: bytes) -> str:
    """The address of a plan."""
    job = client.post("/api/jobs", files={"file": ("work.xlsx", data)}, data=LIMIT).json()
    address = f"/jobs/{job['id']}"
    assert ended(client, address)["state"] == "done"
    return address


def answered(client: TestClient, address: str) -> list[dict[str, Any]]:
    """The answers, once nothing waits any more."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found: list[dict[str, Any]] = client.get(f"/api{address}/answers").json()
        if all(one["waits"] is None for one in found):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_question_on_the_page_is_answered_there(client: TestClient) -> None:
    address = planned(client, workbook())
    assert "Ask the plan" in client.get(address).text
    for text in ("2 by 2027-03-02", "Bob on 2", "how are you"):
        answer = client.post(f"{address}/ask", data={"question": text})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{address}#ask")
    last, other, first = answered(client, address)
    assert (first["possible"], first["proved"], first["text"]) == (False, True, "no, impossible")
    assert any("Tasks!" in line for line in first["lines"])
    assert other["question"] == "Bob on 2"
    assert other["text"] == "yes, the plan has it so already"
    assert "no question that can be answered" in last["text"]
    assert "yes, the plan has it so already" in client.get(f"{address}/answers").text
    assert "Den Plan fragen" in client.get(f"{address}?lang=de").text


def test_what_is_typed_is_text(client: TestClient) -> None:
    address = planned(client, workbook())
    client.post(f"{address}/ask", data={"question": "<script>alert(1)</script>"})
    answered(client, address)
    assert "<script>alert" not in client.get(address).text


def test_a_question_needs_a_plan_and_a_text(client: TestClient) -> None:
    assert client.post("/api/jobs/none/answers", json={"question": "x"}).status_code == 404
    address = planned(client, workbook())
    assert client.post(f"/api{address}/answers", json={"question": " "}).status_code == 409
    assert client.post(f"/api{address}/answers", json={"text": "x"}).status_code == 422
    assert client.post(f"{address}/ask", data={}).status_code == 409


def test_many_questions_at_once_are_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = planned(client, workbook())
    monkeypatch.setattr(questions, "_MOST_EACH", 1)
    asked = [client.post(f"/api{address}/answers", json={"question": "Bob on 2"}) for _ in "12"]
    assert [one.status_code for one in asked] == [202, 409]
    answered(client, address)


def test_a_question_that_a_stop_cut_off_is_said_to_be_lost(visit: Visit) -> None:
    client = visit()
    client.get("/")
    address = planned(client, workbook())
    client.post(f"{address}/ask", data={"question": "Bob on 2"})
    client.stop()
    again = visit()
    again.cookies.update(client.cookies)
    (told,) = again.get(f"/api{address}/answers").json()
    assert told["waits"] is None
    assert told["text"] in (questions.LOST, "yes, the plan has it so already")


def test_the_workbooks_own_questions_are_answered_in_the_result(client: TestClient) -> None:
    address = planned(client, workbook(Ask=ASK))
    data = client.get(f"{address}/files/plan.xlsx").content
    sheet = sheet_of(data, "Answers")
    assert [sheet.cell(row, 3).value for row in (5, 6, 7)] == ["no", "yes", "not known"]
