"""The examples: made by their script, understood without a doubt."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from planner import read_project
from tests.planner.examples import EXAMPLES, ROOT

NAMES = ("software-release", "office-fit-out", "product-launch", "school-playground")


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    script = ROOT / "data" / "make_examples.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, capture_output=True)
    assert {path.stem for path in tmp_path.glob("*.xlsx")} == set(NAMES)
    for name in NAMES:
        assert cells(tmp_path / f"{name}.xlsx") == cells(EXAMPLES / f"{name}.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_of_believable_size_and_understood_without_a_doubt(name: str) -> None:
    project = read_project((EXAMPLES / f"{name}.xlsx").read_bytes())
    assert 25 <= len(project.tasks) <= 60
    assert any(task.summary for task in project.tasks)
    assert any(task.milestone for task in project.tasks)
    assert [remark for remark in project.remarks if remark.severity != "info"] == []
