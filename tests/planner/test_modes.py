"""The result as a copy, as a workbook of its own, or in place of the input."""

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.pipeline import make_template
from tests.planner.examples import ROOT
from tests.planner.writing.hosts import parts
from tests.planner.writing.test_write import PROTECTED, swapped

EXAMPLE = make_template(example=True)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "work.xlsx"
    path.write_bytes(EXAMPLE)
    return path


def solve(*arguments: object) -> Result:
    limits = ["--deterministic-limit", "0.01", "--workers", "1"]
    return CliRunner().invoke(main, ["solve", *map(str, arguments), *limits])


def sheets(path: Path) -> set[str]:
    return set(openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames)


def test_fresh_leaves_the_input_sheets_out(source: Path) -> None:
    assert solve(source, "--fresh").exit_code == 0
    written = sheets(source.with_name("work.plan.xlsx"))
    assert "Plan" in written
    assert "Tasks" not in written
    assert source.read_bytes() == EXAMPLE


def test_new_workbooks_carry_the_date_asked_for(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = source.with_name("work.plan.xlsx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert solve(source, "--fresh").exit_code == 0
    first = target.read_bytes()
    assert b"2023-11-14T22:13:20Z" in parts(first)["docProps/core.xml"]
    assert solve(source, "--fresh").exit_code == 0
    assert target.read_bytes() == first


@pytest.mark.parametrize("text", ["yesterday", "9" * 30])
def test_a_date_asked_for_that_is_none_is_told_before_planning(
    source: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    result = solve(source, "--fresh")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output


def test_in_place_keeps_a_backup_of_each_run(source: Path) -> None:
    assert solve(source, "--in-place").exit_code == 0
    assert {"Tasks", "Plan"} <= sheets(source)
    assert source.with_name("work.backup.xlsx").read_bytes() == EXAMPLE
    first = source.read_bytes()
    assert solve(source, "--in-place").exit_code == 0
    assert source.with_name("work.backup.xlsx").read_bytes() == EXAMPLE
    assert source.with_name("work.backup (2).xlsx").read_bytes() == first


def test_in_place_never_replaces_a_workbook_by_a_new_one(source: Path) -> None:
    properties = (
        b"<workbookPr" if b"<workbookPr" in parts(EXAMPLE)["xl/workbook.xml"] else b"<sheets"
    )
    protected = swapped(
        EXAMPLE, "xl/workbook.xml", properties, PROTECTED[1].replace(b"<workbookPr", properties)
    )
    source.write_bytes(protected)
    result = solve(source, "--in-place")
    assert result.exit_code == 0
    assert "structure is protected" in result.output
    assert source.read_bytes() == protected
    assert source.with_name("work.plan.xlsx").is_file()


@pytest.mark.parametrize("other", [["--fresh"], ["-o", "x.xlsx"]])
def test_in_place_goes_with_no_other_target(source: Path, other: list[str]) -> None:
    assert solve(source, "--in-place", *other).exit_code == 2
    assert source.read_bytes() == EXAMPLE


def check(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_check_marks_the_cells_of_a_workbook_that_cannot_be_planned(tmp_path: Path) -> None:
    faulty = ROOT / "data" / "faulty" / "bad-duration.xlsx"
    target = tmp_path / "marked.xlsx"
    result = check(faulty, "--mark", target)
    assert result.exit_code == 1
    assert "[bad-duration]" in result.output
    assert "Issues" in sheets(target)
    assert check(faulty, "--mark", target).exit_code == 2
    assert check(faulty, "--mark", target, "--force").exit_code == 1


def test_check_also_marks_what_can_be_planned(source: Path) -> None:
    result = check(source, "--mark", source.with_name("marked.xlsx"))
    assert result.exit_code == 0
    assert "Issues" in sheets(source.with_name("marked.xlsx"))
