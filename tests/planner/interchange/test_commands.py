"""Files of other programs on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.pipeline import read_project
from tests.planner.interchange.samples import RICH, mspdi, task

LIMIT = ("--workers", "1", "--deterministic-limit", "0.2")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    source = tmp_path / "house.xml"
    source.write_bytes(RICH)
    return source


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_solve_writes_a_workbook_and_never_the_file_itself(house: Path) -> None:
    assert run("solve", house, *LIMIT).exit_code == 0
    assert len(read_project((house.parent / "house.plan.xlsx").read_bytes()).tasks) == 5
    refused = run("solve", house, "--in-place", *LIMIT)
    assert (refused.exit_code, "file of another program" in refused.stderr) == (2, True)
    assert house.read_bytes() == RICH


def test_check_tells_what_became_of_it(house: Path) -> None:
    result = run("check", house, "--all")
    assert result.exit_code == 0
    assert "import-kept" in result.output
    assert "task 4, field Duration" in result.output


def test_remarks_of_one_kind_are_one_entry_and_solve_only_counts_them(tmp_path: Path) -> None:
    source = tmp_path / "trip.xml"
    manual = "<Manual>1</Manual><Start>2027-03-0{}T08:00:00</Start>"
    tasks = (task(day, more=manual.format(day)) for day in range(1, 6))
    source.write_bytes(mspdi(*tasks, task(6, more="<Active>0</Active>")))
    shown = run("check", source).output
    assert shown.count("scheduled by hand") == 1
    assert "also task 2, task 3, task 4, task 5" in " ".join(shown.split())
    told = run("solve", source, *LIMIT)
    assert "meaning something else here: 5, lost: 1" in told.stderr
    assert "scheduled by hand" not in told.output


def test_convert_writes_the_workbook_once(house: Path) -> None:
    target = house.parent / "house.xlsx"
    assert run("convert", house, target).exit_code == 0
    assert run("convert", house, target).exit_code == 2
    assert run("convert", target, house.parent / "again.xlsx").exit_code == 2


def test_a_plan_goes_out_as_xml_and_comes_back(house: Path) -> None:
    run("solve", house, *LIMIT)
    target = house.parent / "out.xml"
    assert run("export", house.parent / "house.plan.xlsx", "--mspdi", target).exit_code == 0
    assert [task.name for task in read_project(target.read_bytes()).tasks][1:3] == ["Dig", "Pour"]
