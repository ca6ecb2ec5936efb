"""From the upload to the plan and what can be done with it, without any script."""

import asyncio
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from benchmarks.web_page import store
from planner.pipeline import Options, plan_workbook, read_project
from planner.web.streaming import streamed
from tests.planner.examples import tiny_workbook
from tests.web.conftest import BROWSER, Visit
from tests.web.helpers import EXAMPLE, TINY, ended, long_workbook, searching, upload, waited


def test_a_workbook_comes_back_with_its_plan(client: TestClient) -> None:
    address = upload(client, name="My work.xlsx")
    job = ended(client, address)
    assert (job["state"], job["result"]["status"]) == ("done", "optimal")
    page = client.get(address).text
    assert "proved best" in page
    assert "<svg" in page
    assert "Wed 13 Jan 2027" in page
    answer = client.get(f"{address}/files/plan.xlsx")
    assert "My%20work.plan.xlsx" in answer.headers["content-disposition"]
    assert "Plan" in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_the_workbook_is_the_same_as_the_commands(client: TestClient) -> None:
    data = {"deterministic_limit": "2", "seed": "3"}
    job = client.post("/api/jobs", files={"file": ("a.xlsx", EXAMPLE)}, data=data).json()
    ended(client, f"/jobs/{job['id']}")
    got = client.get(f"/api/jobs/{job['id']}/files/plan.xlsx").content
    assert got == plan_workbook(EXAMPLE, Options(deterministic_limit=2.0, seed=3))


def test_what_is_wrong_is_told_by_cell(client: TestClient) -> None:
    faulty = tiny_workbook(durations=("soon", "2d", "never"))
    answer = client.post("/jobs", files={"file": ("work.xlsx", faulty)})
    assert answer.status_code == 422
    assert "work.xlsx cannot be planned yet" in answer.text
    assert "Tasks!C2" in answer.text
    assert "Tasks!C4" in answer.text
    assert client.get("/api/jobs").json() == []


def test_several_workbooks_become_several_jobs(client: TestClient) -> None:
    files = [("file", ("one.xlsx", TINY)), ("file", ("two.xlsx", TINY))]
    answer = client.post("/jobs", files=files)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    page = client.get("/").text
    assert "one.xlsx" in page
    assert "two.xlsx" in page


def test_a_table_of_text_comes_back_as_a_workbook(client: TestClient) -> None:
    table = b"ID,Task Name,Duration,Predecessors,Start\n1,Dig,2d,,2027-01-11\n2,Fill,1d,1,\n"
    address = upload(client, table, name="work.csv")
    assert ended(client, address)["state"] == "done"
    assert "new workbook" not in client.get(address).text
    plan = client.get(f"{address}/files/plan.xlsx").content
    assert [task.name for task in read_project(plan).tasks] == ["Dig", "Fill"]


def test_no_file_is_told(client: TestClient) -> None:
    answer = client.post("/jobs", files={"other": ("", b"")}, data={"time_limit": "10"})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_columns_understood_and_remarks_are_shown(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    page = client.get(address).text
    assert "How the workbook was understood" in page
    assert "<td>Tasks</td><td>C</td><td>Duration</td>" in page


def test_stopping_keeps_the_best_plan(client: TestClient) -> None:
    address = upload(client, long_workbook(), time_limit="300")
    waited(client, address, searching)
    assert "Stop and keep the best plan" in client.get(address).text
    assert client.post(f"{address}/cancel").status_code == 303
    job = ended(client, address)
    assert (job["state"], job["result"]["status"]) == ("cancelled", "feasible")
    assert client.get(f"{address}/files/plan.xlsx").status_code == 200
    assert "best plan found until then" in client.get(address).text


def test_a_waiting_job_tells_its_place_and_can_be_stopped(client: TestClient) -> None:
    first = upload(client, long_workbook(), time_limit="300")
    waited(client, first, searching)
    second, third = upload(client), upload(client)
    assert client.get(f"/api{third}").json()["position"] == 2
    assert "number 2 in the queue" in client.get(third).text
    client.post(f"{second}/cancel")
    assert client.get(f"/api{third}").json()["position"] == 1
    assert client.get(f"/api{second}").json()["state"] == "cancelled"


def test_a_job_stopped_right_after_its_start_has_a_plan(client: TestClient) -> None:
    address = upload(client, long_workbook(), time_limit="300")
    waited(client, address, lambda job: job["state"] == "running")
    client.post(f"{address}/cancel")
    job = ended(client, address)
    assert (job["state"], job["result"]["status"]) == ("cancelled", "feasible")


def test_news_arrive_as_events_until_the_end(client: TestClient) -> None:
    address = upload(client, long_workbook(), time_limit="3")
    with client.stream("GET", f"{address}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = list(stream.iter_lines())
    kinds = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    data = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    assert {"progress", "state"} == set(kinds)
    assert data[-1]["state"] == "done"
    values = [one["value"] for one in data if one.get("goal") == "lateness"]
    assert values == sorted(values, reverse=True)


def test_events_go_on_where_a_client_left(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    headers = {"last-event-id": "1000"}
    lines = client.get(f"{address}/events", headers=headers).text.splitlines()
    assert [line for line in lines if line.startswith("event")] == ["event: state"]


def test_the_live_part_shows_value_bound_and_gap(client: TestClient) -> None:
    address = upload(client, long_workbook(), time_limit="300")
    waited(client, address, searching)
    part = client.get(f"{address}/live").text
    assert "Looking for better plans" in part
    assert "no plan can be better" in part
    client.post(f"{address}/cancel")


def test_a_plan_is_shown_by_task_and_person_on_any_scale(client: TestClient) -> None:
    address = upload(client, EXAMPLE)
    ended(client, address)
    tasks = client.get(address).text
    people = client.get(f"{address}?by=person&scale=month").text
    assert tasks.count('class="line block"') == people.count('class="line block"') > 0
    assert "Late tasks, and why" in tasks
    nothing = client.get(f"{address}?q=no+such+thing").text
    assert nothing.count("Nothing matches.") == 2


def test_a_long_chart_comes_in_parts_that_hold_every_row(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "data" / "jobs").mkdir(parents=True)
    store(tmp_path / "data", 2001)
    client = visit()
    seen: list[str] = []
    for part in (1, 2, 3):
        page = client.get(f"/jobs/plan2001?part={part}").text
        seen += re.findall(r'data-n="[^>]*><span[^>]*>.*?(Task number [0-9]+)</a>', page)
        links = re.findall(r'href="([^"]*part=[0-9])#gantt"([^>]*)>([^<]*)<', page)
        assert [text for *_, text in links] == ["1–1,000", "1,001–2,000", "2,001–2,001"]
        assert [" aria-current" in more for _, more, _ in links] == [n == part for n in (1, 2, 3)]
    assert seen == [f"Task number {n}" for n in range(2001)]
    assert "part=2" not in client.get("/jobs/plan2001?by=person").text
    assert "Task number 2000<" in client.get("/jobs/plan2001?part=99").text


def test_odd_addresses_do_no_harm(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    for query in (
        "page=0",
        "part=0",
        "page=99999",
        "page=x",
        "scale=year",
        "by=",
        "q=%00%ff",
        "lang=xx",
    ):
        assert client.get(f"{address}?{query}").status_code == 200


def test_a_plan_can_be_run_again_and_compared(client: TestClient) -> None:
    first = upload(client, EXAMPLE, time_limit="10")
    ended(client, first)
    answer = client.post(f"{first}/again", data={"goals": "cost,lateness,finish"})
    second = answer.headers["location"]
    job = ended(client, second)
    assert job["options"]["goals"] == ["cost", "lateness", "finish"]
    told = {"title": "Cheaper <b>", "remark": "asked for by Ann"}
    assert client.post(f"{second}/describe", data=told).headers["location"] == second
    query = "&".join(f"job={address.removeprefix('/jobs/')}" for address in (first, second))
    page = client.get(f"/compare?{query}").text
    assert "cost, then lateness, then early finish" in page
    assert "2. Cheaper &lt;b&gt;, " in page
    assert "asked for by Ann" in page
    assert "Cheaper &lt;b&gt;" in client.get("/list").text
    assert client.get(f"/api{second}").json()["title"] == "Cheaper <b>"
    assert client.get("/compare?job=" + first.removeprefix("/jobs/")).status_code == 422


def test_the_example_is_planned_with_one_click(client: TestClient) -> None:
    assert "Try the example" in client.get("/").text
    address = client.post("/example").headers["location"]
    assert ended(client, address)["state"] == "done"
    assert client.get(address).status_code == 200


def test_a_deleted_plan_is_gone_with_its_files(client: TestClient, visit: Visit) -> None:
    address = upload(client)
    ended(client, address)
    here = client.app.state.site  # type: ignore[attr-defined]
    folder = here.jobs.folder(here.jobs.store.get(address.removeprefix("/jobs/")))
    assert folder.is_dir()
    client.post(f"{address}/delete")
    assert client.get(address).status_code == 404
    assert not folder.exists()


def test_a_workbook_without_a_possible_plan_ends_with_the_reason(client: TestClient) -> None:
    data = tiny_workbook(finish_no_later="2027-01-11")
    address = upload(client, data)
    job = ended(client, address)
    assert (job["state"], job["message"]) == ("failed", "there is no plan")
    assert "Tasks!" in client.get(address).text


def test_a_template_and_an_example_can_be_had(client: TestClient) -> None:
    assert client.get("/template.xlsx").content.startswith(b"PK")
    address = upload(client, client.get("/example.xlsx").content)
    assert ended(client, address)["state"] == "done"


def test_the_page_speaks_german(client: TestClient) -> None:
    page = client.get("/", headers={"accept-language": "de-DE,de;q=0.9"}).text
    assert "Eine Arbeitsmappe planen" in page
    client.get("/?lang=de")
    address = upload(client)
    ended(client, address)
    assert "Mi 13. Jan 2027" in client.get(address).text


def test_a_strangers_list_is_empty(client: TestClient, visit: Visit) -> None:
    address = upload(client)
    ended(client, address)
    client.cookies.clear()
    assert "work.xlsx" not in client.get("/").text
    assert client.get(address, headers=BROWSER).status_code == 404


def test_the_beginning_of_a_plan_is_sent_while_the_rest_is_made(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    plain = client.get(address, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_each_piece_of_a_page_can_be_read_before_the_next_is_there() -> None:
    request = Request({"type": "http", "headers": [(b"accept-encoding", b"gzip")]})
    made = list[str]()

    def texts() -> Iterator[str]:
        for text in ("a" * 2_000, "b"):
            made.append(text)
            yield text

    async def first() -> bytes:
        answer = streamed(request, texts())
        assert isinstance(answer, StreamingResponse)
        return bytes(await anext(aiter(answer.body_iterator)))  # type: ignore[arg-type]

    unpacked = zlib.decompressobj(wbits=31).decompress(asyncio.run(first()))
    assert unpacked == made[0].encode()
    assert len(made) == 1


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_no_cells_are_to_be_mended_where_none_is_named(client: TestClient, content: bytes) -> None:
    answer = client.post("/jobs", files={"file": ("work.xlsx", content)}, follow_redirects=True)
    assert "Mend these cells" not in answer.text
    assert "Do what is said here" in answer.text
