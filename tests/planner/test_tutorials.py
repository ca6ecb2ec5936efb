"""A stranger who follows a tutorial sees what it shows."""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main

DOCS = Path(__file__).parents[2] / "docs"
BRIEF = ("--deterministic-limit", "1")  # on any machine the same plan
PRICE = "raise it to 2,210.00 EUR, or give it a Price"


def _run(words: list[str]) -> str:
    brief = BRIEF if words[0] == "solve" else ()
    result = CliRunner().invoke(main, [*words, *brief])
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.mark.parametrize(("name", "told"), [("software", ""), ("building", ""), ("event", PRICE)])
def test_a_tutorial_shows_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    follow = runpy.run_path(str(DOCS / "follow.py"))["follow"]
    page = DOCS / "tutorials" / f"{name}.md"
    steps = [*follow(page, tmp_path, _run)]
    assert sum(bool(step.shown) for step in steps) >= 4
    for step in steps:
        said = step.output.splitlines()
        assert [line for line in step.shown if line not in said] == [], step.command
    assert told in page.read_text(encoding="utf-8")
    assert any(told in step.output for step in steps)
