"""A data folder as the release before left it, its server killed at work, is taken over."""

import tarfile
from pathlib import Path

from tests.web.conftest import Visit
from tests.web.helpers import ended, waited

RELEASE = Path(__file__).parent / "release-0.2.0.tar.xz"
"""Made by that release: a published plan, one that was running, one that waited, one deleted."""
OWNER = "56a02c07104a98db9003ebc89242f442"


def test_plans_and_waiting_jobs_of_the_release_before_are_there(
    visit: Visit, tmp_path: Path
) -> None:
    with tarfile.open(RELEASE) as archive:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
        archive.extractall(tmp_path, **safe)  # type: ignore[arg-type]
    client = visit(keep_days=36500)
    client.cookies.set("planner_owner", OWNER)
    jobs = {job["name"]: f"/jobs/{job['id']}" for job in client.get("/api/jobs").json()}
    assert sorted(jobs) == ["long.xlsx", "tiny.xlsx", "waits.xlsx"]
    plan = jobs["tiny.xlsx"]
    page = client.get(plan).text
    for part in ("<svg", "Published on", "Run again"):
        assert part in page
    for view in ("view=person", "task=1"):
        assert client.get(f"{plan}?{view}").status_code == 200
    assert client.get(f"{plan}/files/plan.xlsx").content.startswith(b"PK")
    assert client.get("/list").status_code == 200
    waited(client, jobs["long.xlsx"], lambda job: job["state"] == "running" and job["progress"])
    client.post(f"{jobs['long.xlsx']}/cancel")
    assert ended(client, jobs["long.xlsx"])["state"] == "cancelled"
    assert ended(client, jobs["waits.xlsx"])["state"] == "done"
    change = {"task": "1", "field": "duration", "text": "3d"}
    assert client.post(f"{plan}/edits", data=change).status_code == 303
    assert "Takes longer or shorter than the plan gives it" in client.get(f"{plan}/edits").text
    again = client.post(f"{plan}/replan").headers["location"]
    assert "changes" in {goal["name"] for goal in ended(client, again)["result"]["goals"]}
