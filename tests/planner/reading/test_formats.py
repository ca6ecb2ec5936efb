"""Files that are not plain .xlsx workbooks."""

import subprocess
from datetime import datetime
from pathlib import Path
from shutil import which

import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from planner.reading import foreign
from tests.planner.reading.books import book, tasks
from tests.planner.reading.corpus.hazards import edited

GOOD = tasks([1, "Dig", "2d", "", "Ann"], [2, "Pour", "1d", "1FS+2h", "Bob"])


def code(data: bytes, name: str = "") -> str:
    """The code of the only fault."""
    with pytest.raises(InputError) as caught:
        read_project(data, name)
    (issue,) = [issue for issue in caught.value.issues if issue.severity == "error"]
    return issue.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_of_values_is_read(delimiter: str, encoding: str) -> None:
    rows = ("ID", "Task Name", "Duration", "Predecessors", "Start")
    rows_below = ("1", "Größe prüfen", "2d", "", "2027-03-01"), ("2", "Dig", "1d", "1", "")
    text = "\r\n".join(delimiter.join(row) for row in (rows, *rows_below)) + "\r\n"
    project = read_project(text.encode(encoding), "plan.csv")
    assert [task.name for task in project.tasks] == ["Größe prüfen", "Dig"]
    assert project.tasks[1].dependencies[0].task == "1"
    assert project.start == datetime(2027, 3, 1)


def test_the_content_decides_not_the_name() -> None:
    assert len(read_project(book(GOOD), "plan.csv").tasks) == 2
    assert len(read_project(b"ID,Task,Days,Start\n1,Dig,2,2027-03-01\n", "plan.xlsx").tasks) == 1


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    declared = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", declared, 1) if name == part else data

    assert code(edited(book(GOOD), change)) == "entity-declaration"


def test_entities_are_refused_in_any_encoding() -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return data
        text = data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        return text.replace("?>", '?><!DOCTYPE x [<!ENTITY e "x">]>', 1).encode("utf-16")

    assert code(edited(book(GOOD), change)) == "entity-declaration"


def test_a_broken_part_is_told() -> None:
    data = edited(book(GOOD), lambda n, d: d[: len(d) // 2] if n.endswith("sheet1.xml") else d)
    assert code(data) == "damaged-file"


def test_another_format_without_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "find_spec", lambda _name: None)
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old-format"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_workbook_in_another_format_is_read(tmp_path: Path, suffix: str) -> None:
    office = which("soffice")
    pytest.importorskip("python_calamine")
    if office is None:
        pytest.skip("LibreOffice is not here to make one")
    source = tmp_path / "plan.xlsx"
    source.write_bytes(book(GOOD))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    project = read_project((tmp_path / f"plan.{suffix}").read_bytes())
    assert [task.duration for task in project.tasks] == [960, 480]
    assert project.tasks[1].dependencies[0].lag.amount == 120
    assert project.start == datetime(2027, 3, 1)
