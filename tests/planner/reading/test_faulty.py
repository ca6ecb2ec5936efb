"""Every faulty workbook gives exactly the issues that it must give."""

import json
import runpy
from pathlib import Path

import pytest

from planner.errors import InputError, Issue
from planner.pipeline import read_project

FOLDER = Path(__file__).parents[3] / "data" / "faulty"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def _issues(path: Path) -> list[Issue]:
    try:
        return list(read_project(path.read_bytes(), path.name).remarks)
    except InputError as error:
        return list(error.issues)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_faulty_workbook_gives_exactly_these_issues(name: str) -> None:
    found = {(i.code, i.place) for i in _issues(FOLDER / name) if i.severity != "info"}
    assert found == {(code, place) for code, place in EXPECTED[name]}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_issue_says_what_to_do(name: str) -> None:
    for issue in _issues(FOLDER / name):
        assert issue.remedy or issue.severity == "info", issue


def test_every_file_of_the_folder_is_expected() -> None:
    assert {path.name for path in FOLDER.glob("*.xlsx")} == set(EXPECTED)


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    runpy.run_path(str(FOLDER.parent / "make_faulty.py"))["main"](tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.iterdir()}
