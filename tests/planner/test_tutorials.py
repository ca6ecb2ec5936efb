"""A stranger who follows a tutorial sees what it shows."""

import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.pipeline import read_project
from planner.tracking.records import PreviousTask

DOCS = Path(__file__).parents[2] / "docs"
BRIEF = ("--deterministic-limit", "0.02")  # on any machine the same plan
BRIEFEST = ("--deterministic-limit", "0.005")  # where the plan before is most of it
PRICE = "raise it to 2,210.00 EUR, or give it a Price"


def _run(words: list[str]) -> str:
    near = BRIEFEST if words[1].startswith("week") else BRIEF
    brief = near if words[0] == "solve" else ()
    result = CliRunner().invoke(main, [*words, *brief])
    assert result.exit_code in (0, 1), result.output
    return result.output


_follow: Callable[..., Any] = runpy.run_path(str(DOCS / "follow.py"))["follow"]


def _followed(page: Path, folder: Path) -> list[Any]:
    """What was said at each step; every line that the page shows was."""
    steps = [*_follow(page, folder, _run)]
    for step in steps:
        said = step.output.splitlines()
        assert [line for line in step.shown if line not in said] == [], step.command
    return steps


@pytest.mark.parametrize(
    ("name", "told"), [("software", ""), ("building", ""), ("event", PRICE), ("materials", "")]
)
def test_a_tutorial_shows_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    page = DOCS / "tutorials" / f"{name}.md"
    steps = [*_followed(page, tmp_path)]
    assert sum(bool(step.shown) for step in steps) >= 4
    assert told in page.read_text(encoding="utf-8")
    assert any(told in step.output for step in steps)


def test_a_week_of_thirty_tasks_takes_fewer_than_forty_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten on time, ten late, five early, three by others, two new; then half an hour more."""
    monkeypatch.chdir(tmp_path)
    steps = _followed(DOCS / "weekly.md", tmp_path)
    edits = {step.command.partition(" -o ")[0]: step.edits for step in steps if not step.shown}
    assert edits["planner solve monday.xlsx"] == 38
    assert edits["planner solve friday.xlsx"] == 1
    project = read_project((tmp_path / "friday.xlsx").read_bytes())
    assert len(project.tasks) == 30
    before, after = _plan("friday.xlsx"), _plan("corrected.xlsx")
    moved = {task for task in before if before[task] != after[task]}
    assert moved == {"3", "5", "28"}
    assert all(before[task].people == after[task].people for task in before)
    assert after["28"].start == datetime(2027, 2, 11, 8, 30)
    assert (tmp_path / "notices" / "Hana.txt").is_file()


def _plan(book: str) -> dict[str, PreviousTask]:
    """The plan that a workbook holds, without what its cells said, which typing may lose."""
    previous = read_project(Path(book).read_bytes()).previous
    assert previous is not None
    return {task: replace(one, stated=None) for task, one in previous.tasks.items()}
