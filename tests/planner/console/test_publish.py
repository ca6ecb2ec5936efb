"""A plan that is published, from the command line to the next plan."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner

from planner.cli import main
from tests.planner.examples import EXAMPLES


def _run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.output


def _tasks(path: Path) -> list[dict[str, Any]]:
    fields = ("id", "start", "finish", "assignments")
    tasks = json.loads(path.read_text("utf-8"))["tasks"]
    return [{name: task[name] for name in fields} for task in tasks]


def test_a_published_plan_is_kept_with_another_seed(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "software-release.xlsx", tmp_path / "in.xlsx")
    first, told, again = (tmp_path / name for name in ("a.xlsx", "told.xlsx", "b.xlsx"))
    quick = ("--deterministic-limit", "0.1")
    one, two = tmp_path / "a.json", tmp_path / "b.json"
    _run("solve", str(tmp_path / "in.xlsx"), "-o", str(first), "--json", str(one), *quick)
    said = _run("publish", str(first), "-o", str(told), "--date", "2027-01-05")
    assert "published as of 2027-01-05" in said
    _run("solve", str(told), "-o", str(again), "--json", str(two), "--seed", "9", *quick)
    assert _tasks(two) == _tasks(one)
    goals = json.loads(two.read_text("utf-8"))["goals"]
    assert [goal["name"] for goal in goals] == ["lateness", "changes", "cost", "finish"]
    assert "published as of" in _run("publish", str(again), "--in-place")


def test_a_week_as_planned_moves_nothing(tmp_path: Path) -> None:
    """Recorded up to Friday, 22 January: what was done or under way then, and no date changes."""
    shutil.copy(EXAMPLES / "software-release.xlsx", tmp_path / "in.xlsx")
    first, friday, again = (tmp_path / name for name in ("a.xlsx", "friday.xlsx", "b.xlsx"))
    quick = ("--deterministic-limit", "0.1")
    one, two = tmp_path / "a.json", tmp_path / "b.json"
    _run("solve", str(tmp_path / "in.xlsx"), "-o", str(first), "--json", str(one), *quick)
    status = ("--status-date", "2027-01-22")
    said = _run("progress", str(first), "--as-planned", *status, "-o", str(friday))
    assert "as planned up to 2027-01-22" in said
    _run("solve", str(friday), "-o", str(again), "--json", str(two), *quick)
    before, after = (json.loads(path.read_text("utf-8"))["tasks"] for path in (one, two))
    assert [(t["id"], t["start"], t["finish"]) for t in after] == [
        (t["id"], t["start"], t["finish"]) for t in before
    ]
    assert json.loads(two.read_text("utf-8"))["status_date"] == "2027-01-22T00:00:00"
    done = [task for task in after if task["actual_finish"]]
    assert done
    assert all(task["finish"] < "2027-01-23" for task in done)


def test_a_plan_of_a_list_that_needed_options_is_carried_on_without_them(tmp_path: Path) -> None:
    """The start, the column of durations and their unit were said beside the file, once."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Work", 0)
    sheet.append(("What", "Size", "Who"))
    sheet.append(("Dig", 2, "Ann"))
    sheet.append(("Fence", 1, "Ann"))
    source, first, told, again = (tmp_path / f"{name}.xlsx" for name in ("in", "a", "b", "c"))
    book.save(source)
    said = ("--map", "Duration=Size", "--unit", "w", "--start", "2027-03-01")
    quick = ("--deterministic-limit", "1")
    one, two = tmp_path / "a.json", tmp_path / "b.json"
    _run("solve", str(source), "-o", str(first), "--json", str(one), *said, *quick)
    _run("publish", str(first), "-o", str(told))
    _run("solve", str(told), "-o", str(again), "--json", str(two), *quick)
    assert _tasks(two) == _tasks(one)
    said_before = 'read as in the plan before: --map "Duration=Size" --unit w'
    assert said_before in _run("check", str(told))
    run = openpyxl.load_workbook(first)["Run"]
    facts = {row[0]: row[1] for row in run.iter_rows(values_only=True)}
    assert facts["Columns"] == "Duration=Size; unit w"
    assert '--map "Duration=Size" --unit w' in str(facts["To make it again"])
    bare = tmp_path / "bare.xlsx"
    openpyxl.load_workbook(first).save(bare)  # it drops what is hidden
    assert said_before in _run("check", str(bare))
    _run("export", str(again), "--html", str(tmp_path / "page.html"))
