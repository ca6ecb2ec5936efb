"""A plan for the team: no amount, rate or budget is left in any form of it."""

import zipfile
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner

from planner.cli import main
from planner.control.audience import for_team
from planner.export.jsonplan import to_json
from planner.export.page import html_page
from planner.pipeline import Options, read_project, solve, write_plan
from tests.planner.features.support import march, sheets
from tests.planner.reading.books import Rows, book

PEOPLE: Rows = [["Name", "Rate"], ["Ann", 471], ["Bob", 389]]
HEAD = "ID, Task Name, Duration, Predecessors, Resource Names, Fixed Cost, Deadline, Late Penalty"
HEAD += ", Baseline Start, Baseline Cost, Actual Start, % Complete, Actual Cost"
RECORDED = (march(1, 8), 0.5, 4321)
SECRETS = (
    "471",
    "389",
    "1234",
    "5678",
    "91234",
    "7536",
    "65432",
    "4321",
    "EUR",
    "1,234",
    "5,678",
    "91,234",
    "7,536",
    "65,432",
    "4,321",
)
"""Rates, fixed cost, penalty, budget, the cost of a task, and what was spent."""


def workbook() -> bytes:
    return book(
        sheets(
            [
                1,
                "Dig",
                "2d",
                "",
                "Ann",
                1234,
                march(1),
                5678,
                march(1),
                65432,
                march(1, 8),
                0.5,
                4321,
            ],
            [2, "Build", "3d", 1, "Bob", "", "", "", "", "", "", "", ""],
            head=HEAD,
            settings=[["Currency", "EUR"], ["Status date", march(1, 17)]],
            People=PEOPLE,
            Budgets=[["Scope", "Limit", "Price"], ["", 91234, 1]],
        )
    )


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def texts(data: bytes) -> str:
    """All that a workbook holds, styles apart."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if "styles" not in n and "theme" not in n]
        return "".join(archive.read(name).decode("utf-8", "replace") for name in names)


def test_no_form_of_it_tells_money() -> None:
    plan = solve(read_project(workbook()), Options(deterministic_limit=0.1))
    assert leaks(texts(write_plan(None, plan).data)), "the test would see it"
    team = for_team(plan)
    assert leaks(texts(write_plan(None, team).data)) == []
    assert leaks(html_page(team)) == []
    assert leaks(to_json(team)) == []
    assert [row.start for row in team.rows] == [row.start for row in plan.rows]
    assert [row.days_late for row in team.rows] == [row.days_late for row in plan.rows]


def test_the_command_writes_it_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "team.xlsx"
    source.write_bytes(workbook())
    arguments = ["solve", str(source), "-o", str(target), "--audience", "team"]
    done = CliRunner().invoke(main, [*arguments, "--deterministic-limit", "0.1"])
    assert done.exit_code == 0, done.output
    assert leaks(texts(target.read_bytes())) == []


def test_earned_value_is_no_sheet_of_the_team() -> None:
    data = workbook()
    plan = solve(read_project(data), Options(deterministic_limit=0.1))
    for shown, there in ((plan, True), (for_team(plan), False)):
        with zipfile.ZipFile(BytesIO(write_plan(None, shown).data)) as file:
            assert (b'"Earned value"' in file.read("xl/workbook.xml")) is there
