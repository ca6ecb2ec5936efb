"""LibreOffice opens what we write, and shows the user's own pages as before."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.workbook.write import write_plan
from tests.planner.report.fake import fake_plan
from tests.planner.report.hosts import HOSTS, Host

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


@pytest.mark.parametrize("make", [HOSTS[2]], ids=lambda make: make.__name__)
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
def test_the_pages_of_the_user_look_as_before(tmp_path: Path) -> None:
    source, suffix = HOSTS[2]()
    plan = fake_plan(12, people=3)
    calm = replace(plan, issues=(), project=replace(plan.project, remarks=()))
    pages = []
    for name, data in (("before", source), ("after", write_plan(source, calm).data)):
        folder = tmp_path / name
        folder.mkdir()
        pdf = converted(folder, data, suffix, "pdf")
        command = [
            "pdftoppm",
            "-r",
            "50",
            "-png",
            "-f",
            "1",
            "-l",
            "1",
            str(pdf),
            str(folder / "page"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        pages.append([path.read_bytes() for path in sorted(folder.glob("page*.png"))])
    assert pages[0]
    assert pages[0] == pages[1]
