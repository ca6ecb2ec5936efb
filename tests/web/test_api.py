"""The page for programs: its description, its refusals, and the examples in the manual."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from planner.web.app import create_app
from planner.web.config import Config
from tests.planner.examples import EXAMPLES, ROOT, tiny_workbook
from tests.planner.reading.books import book
from tests.web.helpers import TINY, ended, upload
from tests.web.server import Server


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_examples_in_the_manual_run(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "api-http.md").read_text(encoding="utf-8")
    script = "set -eu\n" + "".join(re.findall(r"```bash\n(.*?)```", page, re.DOTALL))
    shutil.copy(EXAMPLES / "product-launch.xlsx", tmp_path)
    with Server(tmp_path / "data") as server:
        address = f"http://127.0.0.1:{server.port}"
        result = subprocess.run(
            ["bash", "-c", script],
            env={"SERVER": address, "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert result.returncode == 0, result.stderr
    assert "event: state" in result.stdout
    assert (tmp_path / "product-launch.plan.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "plan.json").read_text())["status"] == "optimal"
    assert json.loads((tmp_path / "again.json").read_text())["options"]["goals"] == [
        "cost",
        "lateness",
    ]


def test_a_workbook_can_be_the_body_itself(client: TestClient) -> None:
    headers = {"content-type": "application/octet-stream"}
    answer = client.post("/api/jobs?name=My%20plan.xlsx&seed=3", content=TINY, headers=headers)
    assert answer.status_code == 202
    job = ended(client, f"/jobs/{answer.json()['id']}")
    assert (job["name"], job["state"]) == ("My plan.xlsx", "done")
    assert job["options"]["seed"] == 3


def test_refusals_name_the_reason(client: TestClient) -> None:
    faulty = {"file": ("a.xlsx", tiny_workbook(durations=("soon", "1d", "1d")))}
    answer = client.post("/api/jobs", files=faulty)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["issues"][0]["place"] == "Tasks!C2"
    assert client.post("/api/jobs", content=b"{}").status_code == 415
    assert client.post("/api/jobs", data={"x": "1"}).status_code == 415
    assert client.post("/api/jobs", files={"other": ("a", b"")}).status_code == 422
    assert client.get("/api/jobs/none").json()["title"] == "This page does not exist"


def test_a_broken_form_is_refused(client: TestClient) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x\r\nnonsense", b"--x--"):
        answer = client.post("/api/jobs", content=body, headers=headers)
        assert answer.status_code in (400, 422)
    headers = {"content-type": "multipart/form-data"}
    assert client.post("/api/jobs", content=b"x", headers=headers).status_code == 400


def test_running_again_takes_options_as_json(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    for body in (b"{", b"[]", b'{"speed": 9}', b'{"seed": "x"}', b"[" * 100_000):
        assert client.post(f"/api{address}/again", content=body).status_code == 422
    job = client.post(f"/api{address}/again", json={"seed": 5}).json()
    assert ended(client, f"/jobs/{job['id']}")["options"]["seed"] == 5
    assert client.post(f"/api{address}/cancel").status_code == 409


ODD = book({"S": [["Item", "Foo", "Bar"], ["Dig", 1, ""], ["Pour", 2, "Dig"]]})


def test_a_file_is_read_as_said_and_again_so(client: TestClient) -> None:
    data = {"map": ["Duration=Foo", "Predecessors=Bar"], "start": "2027-03-01", "unit": "w"}
    answer = client.post("/api/jobs", files={"file": ("odd.xlsx", ODD)}, data=data)
    assert answer.status_code == 202, answer.text
    first = ended(client, f"/jobs/{answer.json()['id']}")
    assert first["options"]["map"] == data["map"]
    assert first["result"]["finish"].startswith("2027-03-19")

    def again(**options: object) -> Mapping[str, Any]:
        answer = client.post(f"/api/jobs/{first['id']}/again", json=options)
        assert answer.status_code == 202, answer.text
        return ended(client, f"/jobs/{answer.json()['id']}")

    assert again(seed=3)["result"]["finish"] == first["result"]["finish"]
    told = again(unit="d", map=["Ignore=Bar"])
    assert told["options"]["map"] == ["Duration=Foo", "Ignore=Bar"]
    assert told["result"]["finish"].startswith("2027-03-02")


def test_options_of_reading_can_stand_in_the_address(client: TestClient) -> None:
    headers = {"content-type": "application/octet-stream"}
    address = "/api/jobs?map=Duration%3DFoo&map=Predecessors%3DBar&start=2027-03-01&sheet=S"
    answer = client.post(address, content=ODD, headers=headers)
    assert answer.json()["options"]["sheet"] == "S"
    assert len(answer.json()["columns"]) == 3


@pytest.mark.parametrize(
    "option",
    [
        {"map": ["Foo"]},
        {"map": 3},
        {"map": ["=Foo"]},
        {"header_row": 0},
        {"header_row": True},
        {"unit": "y"},
        {"start": "soon"},
        {"status_date": "0001-01-01"},
        {"forecast": "maybe"},
        {"sheet": ["S"]},
        {"sheet": "Nowhere"},
        {"map": ["Duration=Nowhere"]},
    ],
)
def test_what_cannot_be_read_so_is_refused(client: TestClient, option: dict[str, Any]) -> None:
    address = upload(client)
    answer = client.post(f"/api{address}/again", json=option)
    assert answer.status_code == 422, answer.text
    (name,) = option
    told = json.dumps(answer.json()).replace("-", "_")
    assert name in told or "unknown_" in told


def test_the_api_is_described_in_the_language_asked_for(client: TestClient) -> None:
    place = "/api/openapi.json"
    german = client.get(place, headers={"accept-language": "de-AT,en;q=0.5"}).json()
    assert german["paths"]["/api/jobs"]["get"]["summary"] == "Ihre Läufe, der letzte zuerst."
    assert client.get(f"{place}?lang=de").json() == german
    english = client.get(place).json()
    assert english["paths"]["/api/jobs"]["get"]["summary"] == "Your jobs, the latest first."


def test_every_route_for_programs_is_described(tmp_path: Path) -> None:
    app = create_app(Config(data_dir=tmp_path))
    with TestClient(app, base_url="http://localhost") as client:
        described = client.get("/api/openapi.json").json()["paths"]
    routes = {
        (route.path, method.lower())
        for route in app.routes
        if isinstance(route, Route) and route.path.startswith("/api/jobs")
        for method in (route.methods or set()) - {"HEAD"}
    }
    told = {(path, verb) for path, of in described.items() for verb in of if verb != "parameters"}
    assert routes == told
