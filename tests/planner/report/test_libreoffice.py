"""LibreOffice opens what we write, and shows the user's own pages as before."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
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
