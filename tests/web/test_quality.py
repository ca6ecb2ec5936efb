"""How good a plan is: one value and gap for each goal, everywhere, and never better than proved."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.pipeline import News
from planner.web import pages
from planner.web.compared import compare
from planner.web.course import Course
from planner.web.words import LANGUAGES
from tests.web.helpers import ended, long_workbook, searching, upload, waited

ENGLISH = LANGUAGES["en"]
GERMAN = LANGUAGES["de"]

GOALS = ("lateness", "cost", "finish")


def told(*values: float | None, bound: float = 0) -> list[News]:
    """News of all goals in their order."""
    return [
        News(goal=goal, unit="days", value=value, bound=bound, place=place)
        for place, (goal, value) in enumerate(zip(GOALS, values, strict=True))
    ]


def alone(place: int, value: float | None, bound: float = 0) -> News:
    return News(goal=GOALS[place], unit="days", value=value, bound=bound, place=place)


def after(*news: News, course: Course | None = None) -> Any:
    course = course or Course()
    for one in news:
        course.take(one)
    return course.told()


def test_the_goal_at_hand_is_told_with_those_before() -> None:
    begun = after(alone(0, 10), alone(0, 9))
    assert (begun["goal"], begun["value"]) == ("lateness", 9)
    later = after(alone(0, 9, 9), alone(1, 900, 100), alone(1, 850))
    assert (later["goal"], later["value"], later["bound"]) == ("cost", 850, 100)
    assert [(goal["name"], goal["gap"]) for goal in later["goals"]] == [
        ("lateness", 0),
        ("cost", 750 / 850),
    ]


def test_a_value_never_rises_and_a_bound_never_falls() -> None:
    found = after(alone(0, 10), alone(0, 8, 3), alone(0, 9, 1))
    assert (found["value"], found["bound"], found["gap"]) == (8, 3, 5 / 8)
    assert after(alone(0, None, 5))["gap"] is None


def test_a_later_goal_begins_anew_when_one_before_got_better() -> None:
    course = Course()
    first = after(*told(10, 900, 45), alone(2, 45, 40), course=course)
    then = after(*told(8, 900, 71), course=course)
    assert (first["goal"], first["value"], first["run"]) == ("finish", 45, 0)
    assert (then["goal"], then["value"], then["run"]) == ("finish", 71, 1)
    assert after(alone(2, 72), course=course)["value"] == 71


def test_an_attempt_that_goes_on_keeps_what_was_proved() -> None:
    before = after(alone(0, 10, 2), alone(0, 10, 7))
    course = Course(before)
    again = after(alone(0, 11, 2), course=course)
    assert (again["value"], again["bound"]) == (10, 7)


def test_a_goal_that_comes_again_without_its_tolerance_is_told_apart() -> None:
    places = [("finish", 45.0, 45.0), ("cost", 900.0, 800.0), ("finish", 46.0, 40.0)]
    news = [
        News(goal=goal, unit="days", value=value, bound=bound, place=place)
        for place, (goal, value, bound) in enumerate(places)
    ]
    found = after(*news)
    assert [goal["value"] for goal in found["goals"]] == [45, 900, 46]
    assert (found["place"], found["value"], found["bound"]) == (2, 46, 40)


def test_a_gap_that_is_there_is_never_shown_as_none() -> None:
    assert ENGLISH.gap(0.00004) == "under 0.1%"
    assert GERMAN.gap(0.00004) == "unter 0,1 %"
    assert ENGLISH.gap(0.4) == "40%"


def test_tile_progress_and_comparison_tell_every_goal(client: TestClient) -> None:
    addresses = []
    for goals in ("lateness,cost,finish", "finish,lateness,cost"):
        address = upload(client, long_workbook(), time_limit="300", goals=goals)
        waited(client, address, searching)
        progress = client.get(f"/api{address}").json()["progress"]
        assert progress["goals"][-1]["name"] == progress["goal"]
        assert "no plan can be better" in client.get(f"{address}/live").text
        client.post(f"{address}/cancel")
        addresses.append(address)
    jobs = [ended(client, address) for address in addresses]
    for address, job in zip(addresses, jobs, strict=True):
        result = job["result"]
        assert result["gap"] == max(goal["gap"] for goal in result["goals"])
        page = client.get(address).text
        for goal in result["goals"]:
            quality = f"gap {ENGLISH.gap(goal['gap'])}" if goal["gap"] else "proved best"
            assert f"{_figure(goal)}: {quality}" in page
    query = "&".join(f"job={job['id']}" for job in jobs)
    page = client.get(f"/compare?{query}").text
    for job in jobs:
        for goal in job["result"]["goals"]:
            assert f"{_figure(goal)}: " in page


def _figure(goal: Mapping[str, Any]) -> str:
    """A value with its unit; money of no currency has none."""
    unit = "" if goal["unit"] == "money" else f" {goal['unit']}"
    return f"{ENGLISH.number(goal['value'])}{unit}"


def row(key: str, name: str, start: str = "2027-01-11T08:00", **more: Any) -> dict[str, Any]:
    common = {"wbs": "", "label": "", "level": 1, "kind": "task", "people": [], "finish": start}
    return {**common, "id": key, "name": name, "start": start, "deadline": None, "days": 1, **more}


def plan(*rows: dict[str, Any], currency: str = "EUR") -> dict[str, Any]:
    return {"rows": list(rows), "headline": {"currency": currency}}


def test_tasks_are_paired_by_id_and_name_then_by_name_then_by_id() -> None:
    one = plan(row("1", "Dig"), row("2", "Pour"), row("3", "Wall"), row("4", "Roof"))
    two = plan(row("1", "Survey"), row("2", "Dig"), row("3", "Pour "), row("4", "Rooftop"))
    found = compare(one, two, ENGLISH)
    assert [(change.what, change.one, change.two) for change in found.changes] == [
        ("name", "Pour", "Pour "),
        ("name", "Roof", "Rooftop"),
    ]
    assert [task["name"] for task in found.gone] == ["Wall"]
    assert [task["name"] for task in found.new] == ["Survey"]
    assert found.related


def test_tasks_of_the_same_name_are_paired_in_their_phase() -> None:
    phases = [row("a", "Design", kind="summary"), row("b", "Build", kind="summary")]
    one = plan(
        phases[0], row("1", "Review", level=2), phases[1], row("2", "Review", "2027-02-01", level=2)
    )
    two = plan(
        phases[1], row("8", "Review", "2027-02-01", level=2), phases[0], row("9", "Review", level=2)
    )
    assert compare(one, two, ENGLISH).changes == ()


def test_other_projects_and_currencies_are_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = compare(
        plan(row("1", "Dig"), row("2", "Pour")),
        plan(row("1", "Sing"), row("2", "Dance"), currency="USD"),
        ENGLISH,
    )
    assert not found.related
    assert (found.changes, len(found.gone), len(found.new)) == ((), 2, 2)
    assert found.currencies == ("EUR", "USD")
    one = upload(client, name="one.xlsx")
    table = b"ID,Task Name,Duration,Start\n1,Sing,1d,2027-01-11\n2,Dance,1d,\n"
    two = upload(client, table, name="two.csv")
    jobs = [ended(client, address)["id"] for address in (one, two)]
    page = client.get(f"/compare?job={jobs[1]}&job={jobs[0]}").text
    assert "people, " in page
    assert page.index("1. one.xlsx") < page.index("2. two.csv")
    assert "New: only in 2. two.csv" in page
    assert "Gone: only in 1. one.xlsx" in page
    assert "different projects" in page
    assert client.get(f"/compare?job={jobs[0]}&job={jobs[0]}").status_code == 422
    third = upload(client)
    jobs.append(ended(client, third)["id"])
    three = "/compare?" + "&".join(f"job={job}" for job in jobs)
    page = client.get(three).text
    assert "What differs: 2. two.csv" in page
    assert "What differs: 3. work.xlsx" in page
    assert page.count("different projects") == 1
    monkeypatch.setattr(pages, "_MOST_COMPARED", 2)
    assert client.get(three).status_code == 422
