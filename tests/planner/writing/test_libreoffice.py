"""LibreOffice opens what we write, and shows the user's own pages as before."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.plan import Plan
from planner.writing.write import write_plan
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import (
    Host,
    all_that_excel_knows,
    charts_images_tables,
    parts,
    saved_by_openpyxl,
)
from tests.planner.writing.test_backlink import numbered
from tests.planner.writing.test_write import REWRITTEN

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.slow,
]


def converted(folder: Path, data: bytes, suffix: str, target: str) -> Path:
    source = folder / f"book{suffix}"
    source.write_bytes(data)
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", target, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / f"book.{target}"


def numbered_tasks() -> Host:
    """With ids from which links lead into the plan."""
    return numbered(), ".xlsx"


LOOKED_AT = [charts_images_tables, all_that_excel_knows, saved_by_openpyxl, numbered_tasks]


@pytest.mark.parametrize("make", LOOKED_AT[:2], ids=lambda make: make.__name__)
def test_libreoffice_reads_all_sheets(make: Callable[[], Host], tmp_path: Path) -> None:
    source, suffix = make()
    plan = fake_plan(12, people=3)
    out = converted(tmp_path, write_plan(source, plan).data, suffix, "ods")
    with zipfile.ZipFile(out) as archive:
        content = archive.read("content.xml").decode()
    for name in ("Tasks", "Own data", "Status", "Plan", "Gantt", "Load", "Costs", "Issues"):
        assert f'table:name="{name}"' in content
    assert plan.rows[1].task.name in content


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("make", LOOKED_AT, ids=lambda make: make.__name__)
def test_the_pages_of_the_user_look_as_before(make: Callable[[], Host], tmp_path: Path) -> None:
    source, suffix = make()
    assert_same_pages(tmp_path, source, suffix)


def test_a_workbook_that_libreoffice_saved_takes_the_sheets(tmp_path: Path) -> None:
    made, suffix = charts_images_tables()
    source = converted(tmp_path, made, suffix, "xlsx").read_bytes()
    before = parts(source)
    after = parts(write_plan(source, calm_plan()).data)
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == REWRITTEN | {"xl/worksheets/sheet1.xml"}  # no longer the selected one
    if shutil.which("pdftoppm"):
        assert_same_pages(tmp_path, source, suffix)


def calm_plan() -> Plan:
    """A plan without anything to mark in the input."""
    plan = fake_plan(12, people=3)
    return replace(plan, issues=(), project=replace(plan.project, remarks=()))


def assert_same_pages(folder: Path, source: bytes, suffix: str) -> None:
    """The pages of a workbook are the last pages of the result, dot for dot."""
    pages = []
    for name, data in (("before", source), ("after", write_plan(source, calm_plan()).data)):
        place = folder / name
        place.mkdir()
        pdf = converted(place, data, suffix, "pdf")
        command = ["pdftoppm", "-r", "50", "-png", str(pdf), str(place / "page")]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        found = sorted(place.glob("page*.png"), key=lambda path: int(path.stem.split("-")[1]))
        pages.append([path.read_bytes() for path in found])
    before, after = pages
    assert before
    assert before == after[-len(before) :]
