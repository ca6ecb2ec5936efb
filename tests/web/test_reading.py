"""The form beside the sheet: choose the table and the columns, see what it comes to, plan it."""

import io
import re
from datetime import datetime
from typing import Any

import openpyxl
from starlette.testclient import TestClient

from tests.planner.opened import sheet_of
from tests.planner.reading.books import Rows, book
from tests.web.conftest import Visit
from tests.web.helpers import TINY, ended, upload

ODD: dict[str, Rows] = {
    "Notes": [["Read me"], ["nothing"]],
    "Sheet1": [
        ["Item", "Foo", "Bar", "Who", "Who"],
        ["Dig", 5, "", "Ann", "x"],
        ["Pour", 3, "Dig", "Bob", "y"],
        ["Dry", 2, "Pour", "Ann", "x"],
    ],
    "Team": [["Name", "Bar"], ["Ann", 50], ["Bob", 60]],
}
COLUMNS = {"c_B": "Duration", "c_C": "Predecessors"}


def begin(client: TestClient, data: bytes, name: str = "odd.xlsx") -> str:
    answer = client.post("/readings", files={"file": (name, data)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def part(client: TestClient, address: str, **fields: str) -> str:
    answer = client.post(address, data={"part": "1", **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def counts(text: str) -> str:
    return re.sub(r"\s+", " ", re.findall(r"data-status>([^<]*)<", text)[0])


def test_choosing_a_meaning_changes_what_it_comes_to_and_is_planned_with(
    client: TestClient,
) -> None:
    address = begin(client, book(ODD))
    assert "How odd.xlsx is read" in client.get(address).text
    shown = {"shown": "Sheet1", "start": "2027-03-01"}
    then = part(client, address, c_B="Duration", c_C="Predecessors", **shown)
    assert counts(then) == "3 tasks, 2 links, people: 2"
    said = {"c_B": "Duration", "c_C": "Predecessors", **shown}
    answer = client.post(f"{address}/plan", data=said)
    job = str(answer.headers["location"])
    assert job.startswith("/jobs/")
    assert ended(client, job)["state"] == "done"
    assert client.get(address).status_code == 404
    columns = {one["column"]: one["meaning"] for one in _found(client, job)}
    assert columns["C"] == "Predecessors"


def _found(client: TestClient, job: str) -> Any:
    page = client.get(job).text
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([A-Z]+)</td><td>([^<]*)</td></tr>", page)
    return [{"column": column, "meaning": meaning} for sheet, column, meaning in rows]


def test_without_a_script_the_form_is_sent_and_shown_again(client: TestClient) -> None:
    address = begin(client, book(ODD))
    fields = {"shown": "Sheet1", "c_B": "Duration", "c_C": "Ignore"}
    answer = client.post(address, data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    page = client.get(address).text
    assert re.search(r'name="c_B".*?<option selected>Duration', page, re.DOTALL)
    assert counts(page) == "3 tasks, 0 links, people: 2"
    assert 'value="Ignore" selected' in page


def test_two_columns_of_one_header_are_told_apart(client: TestClient) -> None:
    address = begin(client, book(ODD))
    fields = {"shown": "Sheet1", "c_B": "Duration", "c_D": "Ignore", "c_E": "Resource Names"}
    text = part(client, address, **fields)
    assert counts(text).endswith("people: 4")  # x and y, beside those of the team


def test_another_sheet_is_shown_and_its_columns_are_chosen_too(client: TestClient) -> None:
    address = begin(client, book(ODD))
    part(client, address, shown="Sheet1", c_B="Duration")
    page = client.get(f"{address}?sheet=Team").text
    assert "Read as People" in page
    text = part(client, address, shown="Team", c_B="Rate")
    assert re.search(r'name="c_B".*?<option selected>Rate', text, re.DOTALL)
    page = client.get(f"{address}?sheet=Sheet1").text
    assert re.search(r'name="c_B".*?<option selected>Duration', page, re.DOTALL)


def test_another_table_forgets_what_was_said_of_columns(client: TestClient) -> None:
    address = begin(client, book(ODD))
    part(client, address, shown="Sheet1", c_B="Duration")
    text = part(client, address, shown="Sheet1", on="Team", c_B="Duration")
    assert "<option selected>Duration" not in text
    assert 'value="Team" selected' in text


def test_a_refused_workbook_leads_to_the_form(client: TestClient) -> None:
    rows: Rows = [["Thing", "Size"], ["Dig", "big"], ["Pour", "small"]]
    answer = client.post("/jobs", files={"file": ("odd.xlsx", book({"S": rows}))})
    assert answer.status_code == 422
    (address,) = re.findall(r'href="(/readings/[0-9a-f]{32})"', answer.text)
    page = client.get(address).text
    assert "It cannot be planned as it is read now." in page
    text = part(client, address, shown="S", c_A="Task Name", c_B="Milestone")
    assert "<option selected>Milestone" in text
    answer = client.post(f"{address}/plan", data={"shown": "S"})
    assert answer.headers["location"] == f"{address}#faults"


def test_a_plan_can_be_read_otherwise_and_again_as_before(client: TestClient) -> None:
    job = upload(client, TINY)
    ended(client, job)
    answer = client.post(f"{job}/reading")
    address = str(answer.headers["location"])
    fields = {"shown": "Tasks", "c_C": "Ignore", "start": "2027-05-03"}
    text = part(client, address, **fields)
    assert "Mon 3 May 2027" in text
    new = str(client.post(f"{address}/plan", data=fields).headers["location"])
    assert ended(client, new)["result"]["start"].startswith("2027-05-03")
    again = str(client.post(f"{new}/again").headers["location"])
    assert ended(client, again)["result"]["start"].startswith("2027-05-03")


def test_nobody_else_sees_a_reading(client: TestClient, visit: Visit) -> None:
    address = begin(client, book(ODD))
    client.cookies.clear()
    client.get("/")
    assert client.get(address).status_code == 404
    assert client.post(address, data={}).status_code == 404


def test_what_is_no_row_and_no_date_is_told(client: TestClient) -> None:
    address = begin(client, book(ODD))
    for fields in ({"header_row": "two"}, {"start": "soon"}, {"header_row": "0"}):
        assert client.post(address, data=fields).status_code == 422


def test_the_form_speaks_german_and_escapes_what_the_file_says(client: TestClient) -> None:
    rows: Rows = [["Task", "<b>x</b>"], ["<script>1</script>", "5d"], ["Pour", "3d"]]
    address = begin(client, book({"Tasks": rows}))
    page = client.get(f"{address}?lang=de").text
    assert "Was herauskommt" in page
    assert "<script>1" not in page
    assert "<b>x" not in page


def test_of_many_readings_the_oldest_go(client: TestClient) -> None:
    addresses = [begin(client, book(ODD)) for _ in range(7)]
    assert client.get(addresses[0]).status_code == 404
    assert client.get(addresses[-1]).status_code == 200


NEXT: dict[str, Rows] = {
    "March": [
        [],
        ["Item", "Foo", "Bar", "Who", "Who"],
        ["Dig", 4, "", "Ann", "x"],
        ["Fill", 2, "Dig", "Bob", "y"],
    ]
}


def test_what_was_said_holds_for_the_next_file_with_the_same_headers(client: TestClient) -> None:
    address = begin(client, book(ODD))
    said = {"on": "Sheet1", "shown": "Sheet1", "start": "2027-03-01"}
    part(client, address, **said)  # another table has other columns
    part(client, address, c_B="Duration", c_C="Predecessors", **said)
    first = str(client.post(f"{address}/plan", data={**said, **COLUMNS}).headers["location"])
    assert "Read as you said" not in client.get(first).text
    new = upload(client, book(NEXT), "march.xlsx")
    page = client.get(new).text
    assert "Read as you said for odd.xlsx, which has the same headers" in page
    assert "Predecessors=Bar; sheet March" in page
    columns = {one["column"]: one["meaning"] for one in _found(client, new)}
    assert columns["C"] == "Predecessors"
    assert "start" not in client.get(f"/api{new}").json()["options"]
    look = begin(client, book(NEXT), "april.xlsx")
    assert counts(client.get(look).text).startswith("2 tasks, 1 link,")
    plain = str(client.post(f"{new}/reading", data={"without": "yes"}).headers["location"])
    assert counts(client.get(plain).text).startswith("2 tasks, 0 links")


def test_what_is_read_without_what_was_said_is_remembered_too(client: TestClient) -> None:
    address = begin(client, book(ODD))
    fields = {"shown": "Sheet1", **COLUMNS}
    client.post(f"{address}/plan", data=fields)
    look = begin(client, book(ODD), "next.xlsx")
    assert "Read as you said" in client.get(look).text
    assert client.post(look, data={"without": "yes"}).headers["location"] == look
    page = client.get(look).text
    assert "Read as you said" not in page
    assert "<option selected>" not in page
    client.post(f"{look}/plan", data={"shown": "Sheet1"})
    assert "Read as you said" not in client.get(begin(client, book(ODD))).text


def test_what_was_said_is_not_taken_where_it_cannot_hold(client: TestClient) -> None:
    address = begin(client, book(ODD))
    client.post(f"{address}/plan", data={"shown": "Sheet1", **COLUMNS})
    own = {**ODD, "Settings": [["Columns", "Duration=Foo"]]}
    for data in (TINY, book({"Sheet1": ODD["Sheet1"][1:]}), book(own)):
        assert "Read as you said" not in client.get(begin(client, data)).text
    client.cookies.clear()
    client.get("/")
    assert "Read as you said" not in client.get(begin(client, book(ODD))).text


SLIPS: dict[str, Rows] = {
    "Plan": [
        ["ID", "Task", "Duration", "Deadline", "Who"],
        [1, "Dig", "3 whiles", "2027-03-31", "Ann"],
        *([n, f"Step {n}", "1d", "", "Bob"] for n in range(2, 50)),
        [50, "Clear", "1d", "31.13.2027", "Ann"],
    ],
    "Settings": [["Project start", "2027-03-01"]],
}


def test_doubtful_cells_are_mended_in_place_and_kept_in_a_copy(client: TestClient) -> None:
    address = begin(client, book(SLIPS), "slips.xlsx")
    page = client.get(address).text
    assert "It cannot be planned as it is read now." in page
    assert re.findall(r'name="m_(\w+)"', page) == ["C2", "D51"]
    assert 'href="#m_D51"' in page
    text = part(client, address, shown="Plan", m_C2="3d", m_D51="31.12.2027")
    assert counts(text).startswith("50 tasks")
    copy = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}/workbook").content))
    assert copy["Plan"]["C2"].value == "3d"
    assert copy["Plan"]["D51"].value == datetime(2027, 12, 31)
    answer = client.post(address, data={"shown": "Plan", "back": "Plan!C2"})
    assert answer.headers["location"] == address
    page = client.get(address).text
    assert 'value="3 whiles"' in page
    assert "Plan!D51" in page
    client.post(address, data={"shown": "Plan", "m_C2": "2"})
    job = str(client.post(f"{address}/plan", data={"shown": "Plan"}).headers["location"])
    assert ended(client, job)["state"] == "done"
    told = client.get(job).text
    assert "Plan!C2: 3 whiles → 2" in told
    planned = openpyxl.load_workbook(io.BytesIO(client.get(f"{job}/files/input").content))
    assert planned["Plan"]["C2"].value == 2
    again = str(client.post(f"{job}/again").headers["location"])
    assert "Plan!C2: 3 whiles → 2" in client.get(again).text


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(client: TestClient) -> None:
    address = begin(client, book(SLIPS), "slips.xlsx")
    answer = client.post(address, data={"shown": "Plan", "m_C2": "3d" + "." * 299})
    assert answer.status_code == 422
    assert "301 characters" in answer.text
    assert 'value="3 whiles"' in client.get(address).text


def test_a_table_of_text_is_mended_in_the_file_itself(client: TestClient) -> None:
    address = begin(client, b"Task,Duration\nDig,soon\nBuild,3d\n", "work.csv")
    page = client.get(address).text
    assert "mended in the file itself" in page
    assert 'name="m_' not in page
    text = part(client, address, shown="work", m_B2="2d")
    assert "It cannot be planned" in text


def test_what_is_written_into_cells_is_no_formula_and_stays_in_them(client: TestClient) -> None:
    address = begin(client, book(SLIPS))
    nasty = '=HYPERLINK("http://x")<script>'
    fields = {"m_C2": nasty, "m_D51": "x" * 300, "m_A1": "Hm", "m_Z9": "1", "on": "../x"}
    text = part(client, address, shown="Plan", **fields)
    assert "<script>" not in text
    copy = sheet_of(client.get(f"{address}/workbook").content, "Plan")
    assert (copy["C2"].value, copy["C2"].data_type) == (nasty, "s")
    assert len(copy["D51"].value) == 300
    assert (copy["A1"].value, copy["Z9"].value) == ("ID", None)


def test_another_reading_is_taken_with_one_click(client: TestClient) -> None:
    rows: Rows = [
        ["Task", "Start", "Finish", "Team", "Owner"],
        ["Dig", datetime(2027, 3, 1), datetime(2027, 3, 3), "Ground", "Ann"],
        ["Build", datetime(2027, 3, 4), datetime(2027, 3, 9), "Walls", "Bo"],
        ["Paint", datetime(2027, 3, 10), datetime(2027, 3, 12), "Walls", "Cy"],
    ]
    address = begin(client, book({"Plan": rows}), "team.xlsx")
    page = client.get(address).text
    assert "Which of these is meant?" in page
    assert "as it is read now" in page
    assert counts(page).endswith("people: 3")
    shown = {"shown": "Plan"}
    then = part(client, address, offer="2", **shown)
    assert counts(then).endswith("people: 2")
    assert "Which of these is meant?" not in then
    assert re.search(r'name="c_D".*?<option selected>Resource Names', then, re.DOTALL)
