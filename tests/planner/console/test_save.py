"""The command export."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner import pipeline
from planner.cli import main

EXAMPLE = pipeline.make_template(example=True)


@pytest.fixture(scope="module")
def book() -> bytes:
    options = pipeline.Options(deterministic_limit=0.01, workers=1)
    return pipeline.plan_workbook(EXAMPLE, options)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_all_forms_are_written(book: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.plan.xlsx"
    source.write_bytes(book)
    options = ("--ics", tmp_path / "ics", "--csv", tmp_path / "tables",
               "--svg", tmp_path / "g.svg", "--html", tmp_path / "p.html")  # fmt: skip
    result = run(source, *options)
    assert (result.exit_code, result.output.count("is written")) == (0, 4)
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {
        "tasks.csv", "assignments.csv", "load.csv", "costs.csv", "stock.csv",
    }  # fmt: skip
    assert all(path.suffix == ".ics" for path in (tmp_path / "ics").iterdir())
    assert (tmp_path / "g.svg").read_text("utf-8").startswith("<svg")
    assert (tmp_path / "p.html").read_text("utf-8").startswith("<!doctype html>")
    again = run(source, *options)
    assert again.exit_code == 2
    assert "--force" in again.output
    assert run(source, *options, "--force").exit_code == 0


def test_a_workbook_that_was_not_planned_says_so(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(EXAMPLE)
    result = run(source, "--svg", tmp_path / "g.svg")
    assert result.exit_code == 1
    assert "[no-plan]" in result.output


def test_nothing_wanted_says_what_there_is(book: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.plan.xlsx"
    source.write_bytes(book)
    result = run(source)
    assert result.exit_code == 2
    assert "--html" in result.output
