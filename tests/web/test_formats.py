"""Files of other programs, uploaded on the page and sent to the API, by what is in them."""

import io

import httpx2
import openpyxl
import pytest

from tests.planner.interchange.wide import FILES
from tests.web.helpers import ended, upload


@pytest.mark.parametrize("form", FILES)
def test_a_plan_of_another_program_comes_back_as_a_workbook(
    client: httpx2.Client, form: str
) -> None:
    """Whatever the file is called: its tasks stand on an input sheet, and are planned."""
    address = upload(client, FILES[form], "plan.bin", time_limit="5")
    job = ended(client, address)
    assert job["state"] == "done", job
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}/files/plan.xlsx").content))
    typed = {cell for row in book["Tasks"].iter_rows(values_only=True) for cell in row}
    planned = {task["name"] for task in client.get(f"{address}/files/plan.json").json()["tasks"]}
    assert planned
    assert planned <= typed


def test_the_api_takes_it_as_a_body_and_refuses_a_damaged_one(client: httpx2.Client) -> None:
    headers = {"content-type": "application/octet-stream"}
    answer = client.post("/api/jobs?name=plan.xer", content=FILES["xer"], headers=headers)
    assert answer.status_code == 202
    assert ended(client, f"/jobs/{answer.json()['id']}")["state"] == "done"
    damaged = FILES["mspdi"][:900]
    answer = client.post("/api/jobs?name=plan.xml", content=damaged, headers=headers)
    assert (answer.status_code, answer.json()["issues"][0]["severity"]) == (422, "error")
