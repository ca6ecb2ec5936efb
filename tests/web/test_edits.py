"""Changes to a plan from its page: what they break, taken back, planned again near the plan."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner import pipeline
from planner.web.ahead import AHEAD, changed_project
from planner.web.before import TRIED, before, look_at
from planner.web.checking import choice_of
from planner.web.signed import Secret, keep, kept
from tests.planner.opened import sheet_of
from tests.planner.reading.corpus.binary import ods
from tests.planner.writing.test_over_formulas import workbook as by_formulas
from tests.web.conftest import Visitor
from tests.web.helpers import TINY, ended, long_workbook, upload


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
    rows = sheet_of(data, "Tasks").iter_rows(values_only=True)
    return list(rows)


def test_a_change_is_listed_with_its_cell_and_what_it_breaks(
    client: TestClient, address: str
) -> None:
    assert "Changes to the workbook" not in client.get(f"{address}/edits").text
    part = change(client, address, "duration", "3d")
    assert "Tasks!C2" in part
    assert "Takes longer or shorter than the plan gives it" in part
    assert "Plan again near this plan" in part
    part = change(client, address, "duration", "soon", "2")
    assert "not changed" in part
    assert "duration must be a positive amount of time" in part
    german = client.get(f"{address}/edits?lang=de").text
    assert "Dauert länger oder kürzer, als der Plan vorsieht" in german


def test_changes_are_taken_back_one_by_one_or_all(client: TestClient, address: str) -> None:
    change(client, address, "duration", "3d")
    change(client, address, "priority", "900", "2")
    client.post(f"{address}/edits/undo", data={"number": "1"})
    part = client.get(f"{address}/edits").text
    assert "Tasks!C2" not in part
    assert "900" in part
    assert "breaks nothing" in part
    client.post(f"{address}/edits/undo", data={"number": "0"})
    assert "Changes to the workbook" not in client.get(f"{address}/edits").text
    assert client.post(f"{address}/replan").status_code == 409


def test_a_second_click_takes_no_other_change_back(client: TestClient, address: str) -> None:
    change(client, address, "duration", "3d")
    change(client, address, "priority", "900", "2")
    part = client.get(f"{address}/edits").text
    first, second = dict.fromkeys(re.findall(r'name="number" value="(\w{8})"', part))
    for _ in range(2):
        client.post(f"{address}/edits/undo", data={"number": first})
    part = client.get(f"{address}/edits").text
    assert first not in part
    assert second in part


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


def test_people_are_away_or_new_and_the_command_plans_what_comes_back(
    client: TestClient, address: str
) -> None:
    """All kinds of changes; the workbook that comes back says them, and is planned to that plan."""
    leave = {"person": "Ann", "first": "2027-01-12", "last": "2027-01-13"}
    assert client.post(f"{address}/edits/leave", data=leave).status_code == 303
    person = {"name": "Eve", "skills": "Digging", "rate": "30/h"}
    assert client.post(f"{address}/edits/person", data=person).status_code == 303
    for task, field, text in (
        ("1", "duration", "2d"),
        ("2", "resources", "Ann or Eve"),
        ("2", "deadline", "2027-01-15"),
        ("3", "earliest_start", "2027-01-18"),
        ("3", "unlink", "2"),
        ("3", "predecessors", "1"),
        ("3", "priority", "900"),
        ("3", "pin", "people"),
        ("1", "percent_complete", "50%"),
    ):
        part = change(client, address, field, text, task)
    assert "not changed" not in part
    assert "The plan needs somebody" not in part
    for cell in ("People!C2", "People!A3", "People!D3", "People!B3", "Tasks!C2", "Tasks!E3"):
        assert cell in part
    changed = client.get(f"{address}/files/changed.xlsx").content
    assert sheet_of(changed, "People")["A3"].value == "Eve"
    new = client.post(f"{address}/replan").headers["location"]
    job = ended(client, new)
    client.post(f"{new}/publish")
    told = client.get(f"{new}/files/plan.xlsx").content
    project = pipeline.read_project(told)
    away, eve = project.days_off[0], project.resources[1]
    assert (away.who, str(away.start), str(away.finish)) == ("Ann", "2027-01-12", "2027-01-13")
    assert (eve.name, dict(eve.skills)) == ("Eve", {"Digging": 0})
    again = pipeline.solve(project, pipeline.Options(deterministic_limit=2))
    result = job["result"]
    assert again.finish.isoformat(timespec="minutes") == result["finish"]
    assert sum(row.days_late or 0 for row in again.rows) == result["days_late"]
    assert float(again.cost) == result["cost"]


def test_a_formula_is_replaced_only_if_that_is_asked_for(client: TestClient) -> None:
    address = upload(client, by_formulas(), time_limit="10")
    assert ended(client, address)["state"] == "done"
    part = change(client, address, "duration", "3d")
    assert "a formula, which is left as it is" in part
    assert "/edits/formula" in part
    assert "/edits/formula" in client.get(f"{address}?task=1").text
    assert client.post(f"{address}/edits/formula", data={"number": "1"}).status_code == 303
    part = client.get(f"{address}/edits").text
    assert "the formula =C2*2 is replaced" in part
    assert "/edits/formula" not in part
    changed = tasks(client.get(f"{address}/files/changed.xlsx").content)
    assert (changed[1][3], changed[2][3]) == (3, "=C3*2")
    client.post(f"{address}/edits/undo", data={"number": "1"})
    assert "Changes to the workbook" not in client.get(f"{address}/edits").text
    edit = {"subject": "task", "of": "2", "field": "duration", "text": "3d", "formula": "replace"}
    for formula, status in (("perhaps", 422), ("replace", 200)):
        answer = client.post(f"/api{address}/edits", json={"edits": [{**edit, "formula": formula}]})
        assert answer.status_code == status
    assert [one["cell"] for one in answer.json()["edits"]] == ["Tasks!D3"]
    new = client.post(f"{address}/replan").headers["location"]
    assert ended(client, new)["state"] == "done"
    rows = tasks(client.get(f"{new}/files/plan.xlsx").content)
    assert (rows[1][3], rows[2][3]) == ("=C2*2", 3)


def test_odd_changes_are_refused(client: TestClient, address: str) -> None:
    for form, status in (
        ({"task": "1", "field": "name", "text": "x"}, 422),
        ({"task": "1", "field": "duration", "text": " "}, 422),
        ({"task": "1", "field": "resources", "text": "Ann; " * 100}, 422),
        ({}, 422),
    ):
        assert client.post(f"{address}/edits", data=form).status_code == status
    part = change(client, address, "resources", "<script>", "99")
    assert "<script>" not in part
    assert "not changed" in part


def test_a_plan_in_a_new_workbook_is_not_changed_here(client: TestClient) -> None:
    pytest.importorskip("python_calamine")
    table = ods({"Tasks": [["Task", "Duration"], ["Dig", "2d"], ["Build", "3d"]]})
    found = upload(client, table, "work.ods")
    ended(client, found)
    form = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{found}/edits", data=form).status_code == 409
    assert "data-change" not in client.get(f"{found}?task=1").text


def test_a_table_of_text_is_changed_in_the_workbook_that_it_becomes(client: TestClient) -> None:
    found = upload(client, b"Task,Duration,Priority\nDig,2d,\nBuild,3d,\n", "work.csv")
    ended(client, found)
    assert "Tasks!B2" in change(client, found, "duration", "4d")
    new = client.post(f"{found}/replan").headers["location"]
    assert ended(client, new)["state"] == "done"
    rows = tasks(client.get(f"{new}/files/plan.xlsx").content)
    assert [row[1] for row in rows] == ["Duration", "4d", "3d"]


def test_nobody_else_changes_a_plan(client: TestClient, address: str) -> None:
    client.cookies.clear()
    form = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{address}/edits", data=form).status_code == 404
    leave = {"person": "Ann", "first": "2027-01-12"}
    assert client.post(f"{address}/edits/leave", data=leave).status_code == 404
    assert client.post(f"{address}/replan").status_code == 404


def test_programs_change_name_and_share_a_plan(client: TestClient, address: str) -> None:
    api = f"/api{address}"
    edit = {"subject": "task", "of": "1", "field": "duration", "text": "3d"}
    nobody = {"subject": "person", "of": "Zed", "field": "rate", "text": "9/h"}
    found = client.post(f"{api}/edits", json={"edits": [edit, nobody]}).json()
    assert [one.get("cell") for one in found["edits"]] == ["Tasks!C2", None]
    assert found["breaks"][0]["rule"] == "duration"
    for body in ({}, {"edits": [{"of": "1"}]}, {"edits": [{**edit, "text": 3}]}):
        assert client.post(f"{api}/edits", json=body).status_code == 422
    new = client.post(f"{api}/replan", json={"time_limit": 5})
    assert (new.status_code, new.json()["options"]["time_limit"]) == (202, 5)
    assert client.post(f"{api}/replan", json={"seed": 3}).status_code == 422
    assert client.delete(f"{api}/edits").json() == {"edits": [], "breaks": []}
    assert client.post(f"{api}/replan").status_code == 409
    assert client.post(f"{api}/describe", json={"title": "A"}).json()["title"] == "A"
    assert client.post(f"{api}/describe", json={"title": 3}).status_code == 422
    assert client.post(f"{api}/links", json={"days": "x"}).status_code == 422
    (link,) = client.post(f"{api}/links", json={"days": 3, "person": "Ann"}).json()
    assert link["person"] == "Ann"
    assert client.get(link["address"].partition("8000")[2]).status_code == 200
    assert client.delete(f"{api}/links/{link['token']}").status_code == 204
    assert client.get(f"{api}/links").json() == []


def test_tasks_come_and_go_and_are_planned_near_the_plan(client: TestClient, address: str) -> None:
    form = {"name": "Roof <b>", "size": "2d", "resources": "Ann", "predecessors": "1"}
    assert client.post(f"{address}/edits/task", data={**form, "size": " "}).status_code == 422
    assert client.post(f"{address}/edits/task", data=form).status_code == 303
    part = client.get(f"{address}/edits").text
    assert "not changed" not in part
    assert "New, and without a place in the plan yet: Roof &lt;b&gt;" in part
    assert "<b>" not in part
    part = change(client, address, "predecessors", "Roof <b>", "3")
    part = change(client, address, "unlink", "2", "3")
    assert "not changed" not in part
    part = change(client, address, "removed", "yes", "2")
    assert "Tasks!B3" in part
    new = client.post(f"{address}/replan").headers["location"]
    job = ended(client, new)
    assert job["state"] == "done", job
    plan = client.get(f"{new}/files/plan.json").json()
    names = {row["id"]: row["name"] for row in plan["tasks"]}
    before = tasks(TINY)
    assert names == {"1": before[1][1], "3": before[3][1], "4": "Roof <b>"}
    rows = tasks(client.get(f"{new}/files/plan.xlsx").content)
    assert rows[2] == (None,) * len(before[0])
    assert rows[-1][:2] == (4, "Roof <b>")


def test_the_command_stays_near_as_the_page_did_until_people_are_told(
    client: TestClient, address: str
) -> None:
    """What is downloaded and planned again comes to the same values, with nothing published."""
    change(client, address, "duration", "1d", "2")
    new = client.post(f"{address}/replan").headers["location"]
    result = ended(client, new)["result"]
    project = pipeline.read_project(client.get(f"{new}/files/plan.xlsx").content)
    again = pipeline.solve(project, pipeline.Options(deterministic_limit=2))
    assert again.finish.isoformat(timespec="minutes") == result["finish"]
    assert float(again.cost) == result["cost"]
    assert [goal.name for goal in again.goals] == [goal["name"] for goal in result["goals"]]
    assert any("stays near the plan before: no" in one.message for one in again.issues)
    free = pipeline.Options(deterministic_limit=2, from_scratch=True)
    assert pipeline.solve(project, free).finish < again.finish


def test_what_was_made_ahead_is_taken_and_comes_to_the_same_plan(
    client: TestClient, address: str, tmp_path: Path
) -> None:
    """Who finds nothing made ahead reads the workbook."""
    change(client, address, "duration", "3d")
    made = tmp_path / "data" / "jobs" / address.rpartition("/")[2] / AHEAD
    first = client.post(f"{address}/replan").headers["location"]
    assert not made.exists()
    second = client.post(f"{address}/replan").headers["location"]
    plans = [ended(client, one) for one in (first, second)]
    assert [plan["state"] for plan in plans] == ["done", "done"]
    assert plans[0]["result"] == plans[1]["result"]


def test_a_changed_upload_says_what_the_changed_workbook_with_the_plan_says(
    client: Visitor, address: str
) -> None:
    """So that this need not be read again before it is planned."""
    here = client.app.state.site  # type: ignore[attr-defined]
    job, secret = here.jobs.store.get(address.rpartition("/")[2]), Secret.new()
    folder = here.jobs.folder(job)
    told = [
        ("duration", "3d", "1"),
        ("deadline", "2027-03-01", "2"),
        ("earliest_start", "2027-02-01", "1"),
        ("resources", "Bob", "3"),
        ("priority", "900", "2"),
        ("pin", "2027-02-03", "1"),
        ("predecessors", "1", "3"),
        ("unlink", "1", "2"),
        ("must_start", "2027-02-08", "2"),
        ("must_finish", "2027-03-09", "3"),
        ("together", "yes", "3"),
        ("fixed_cost", "250", "1"),
    ]
    for field, text, task in told:
        change(client, address, field, text, task)
    client.post(f"{address}/edits/leave", data={"person": "Ann", "first": "2027-02-10"})
    edits = here.jobs.edits.of(job)["edits"]
    assert sum("cell" in one for one in edits) > len(told) / 2, edits
    (edited,) = folder.glob("edited.xls*")
    known = before(folder, job, secret)
    assert known is not None
    assert known.recalled is not None
    choice, data = choice_of(job.options, datetime.now()), edited.read_bytes()
    look = look_at(folder, job, (folder / TRIED).read_bytes(), secret)
    found = changed_project(folder, job, data, secret, look)
    assert found == pipeline.read_project(data, job.name, choice=choice)


def test_a_large_plan_is_shown_as_soon_as_it_is_planned_again(client: Visitor) -> None:
    """A first plan near the one before is made while the changes are looked at."""
    address = upload(client, long_workbook(200), time_limit="1")
    assert ended(client, address)["state"] == "done"
    client.get(address)
    form = {"task": "20", "field": "earliest_start", "text": "2027-03-01"}
    client.post(f"{address}/edits?soon", data=form)
    assert "Plan again near this plan" in client.get(f"{address}/edits").text
    assert "not known yet" not in client.get(f"{address}/edits?breaks").text
    new = client.post(f"{address}/replan", data={"time_limit": "3"}).headers["location"]
    page = client.get(new).text
    assert "data-chart" in page
    assert "data-soon" in page
    last = ended(client, new)
    assert last["state"] == "done"
    assert "data-soon" not in client.get(new).text


def test_what_others_left_is_never_looked_at(tmp_path: Path) -> None:
    path, secret = tmp_path / "kept", Secret.new()
    keep(path, "this", {"one": 1}, secret)
    assert kept(path, "this", secret) == {"one": 1}
    assert kept(path, "that", secret) is None
    assert kept(path, "this", Secret.new()) is None
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert kept(path, "this", secret) is None
    assert kept(tmp_path / "nothing", "this", secret) is None


def test_what_is_said_to_be_done_later_moves_what_was_to_begin_before(
    client: TestClient, address: str
) -> None:
    """Without a status date it is the day on which that was to be done."""
    part = change(client, address, "percent_complete", "100%", "2")
    assert "Was to begin before the status date, and comes after it now" in part


def test_a_bar_dragged_to_the_left_says_that_it_need_not_begin_sooner(
    client: TestClient, address: str
) -> None:
    told = "It may begin sooner then."
    assert told in change(client, address, "earliest_start", "2020-01-06", "2")
    client.post(f"{address}/edits/undo", data={"number": "0"})
    assert told not in change(client, address, "earliest_start", "2035-01-08", "2")
