import os
import zipfile
from pathlib import Path

import pytest

from planner.console import files
from planner.errors import OutputError


def test_a_result_is_named_after_its_source() -> None:
    assert files.beside(Path("a/work.xlsx")) == Path("a/work.plan.xlsx")
    assert files.beside(Path("work.XLSM")) == Path("work.plan.xlsm")
    assert files.beside(Path("tasks.csv")) == Path("tasks.plan.xlsx")
    assert files.beside(Path("work.plan.xlsx")) == Path("work.plan.xlsx")


def test_a_new_name_is_taken_as_it_is(tmp_path: Path) -> None:
    assert files.settle(tmp_path / "new.xlsx") == files.Target(path=tmp_path / "new.xlsx")


def test_an_earlier_result_is_replaced_but_another_file_only_with_force(tmp_path: Path) -> None:
    ours, other = tmp_path / "a.plan.xlsx", tmp_path / "a.xlsx"
    ours.touch()
    other.touch()
    assert files.settle(ours).path == ours
    assert files.settle(other, force=True).path == other
    with pytest.raises(OutputError, match="exists, choose another name or add --force"):
        files.settle(other)


def test_the_input_is_never_the_target_even_with_force(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.touch()
    with pytest.raises(OutputError, match="never written over"):
        files.settle(source, source=source, force=True)


def test_a_result_planned_again_gets_a_number(tmp_path: Path) -> None:
    source = tmp_path / "a.plan.xlsx"
    source.touch()
    target = files.settle(files.beside(source), source=source)
    assert target.path.name == "a.plan (2).xlsx"
    assert "never written over" in target.note


@pytest.mark.parametrize("sign", ["~$a.plan.xlsx", ".~lock.a.plan.xlsx#"])
def test_a_file_open_in_excel_or_libreoffice_gets_a_numbered_neighbour(
    tmp_path: Path, sign: str
) -> None:
    for name in ("a.plan.xlsx", "a.plan (2).xlsx", sign):
        (tmp_path / name).touch()
    target = files.settle(tmp_path / "a.plan.xlsx")
    assert target.path.name == "a.plan (3).xlsx"
    assert "open elsewhere" in target.note


def test_a_missing_folder_and_a_folder_as_target_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        files.settle(tmp_path / "nowhere" / "a.xlsx")
    with pytest.raises(OutputError, match="is a folder"):
        files.settle(tmp_path)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device file")
def test_a_device_is_refused() -> None:
    with pytest.raises(OutputError):
        files.settle(Path("/dev/null"), force=True)


def test_what_is_written_is_all_there_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = files.Target(path=tmp_path / "a.plan.xlsx")
    assert files.write(target, b"one") == target
    files.write(target, b"two")
    assert target.path.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.plan.xlsx"]


def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path) -> None:
    target = files.Target(path=tmp_path / ("a" * 245 + ".plan.xlsx"))
    files.write(target, b"one")
    assert target.path.read_bytes() == b"one"


def test_content_with_macros_gets_its_suffix_and_replaces_nothing(tmp_path: Path) -> None:
    target = files.Target(path=tmp_path / "a.xlsx")
    assert files.suited(target, ".xlsx") == target
    assert files.suited(target, ".xlsm").path.name == "a.xlsm"
    (tmp_path / "a.xlsm").touch()
    assert files.suited(target, ".xlsm").path.name == "a (2).xlsm"
    (tmp_path / "a.plan.xlsm").touch()
    ours = files.Target(path=tmp_path / "a.plan.xlsx")
    assert files.suited(ours, ".xlsm").path.name == "a.plan.xlsm"


def test_a_draft_that_cannot_be_read_back_leaves_the_old_file(tmp_path: Path) -> None:
    def check(draft: Path) -> None:
        if not zipfile.is_zipfile(draft):
            raise ValueError("not a workbook")

    target = files.Target(path=tmp_path / "a.plan.xlsx")
    target.path.write_bytes(b"old")
    with pytest.raises(OutputError, match="not a workbook"):
        files.write(target, b"stump", check)
    assert target.path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    target = files.Target(path=tmp_path / "a.plan.xlsx")
    target.path.write_bytes(b"old")
    with pytest.raises(OutputError, match="No space left on device"):
        files.write(target, b"new")
    assert target.path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_target_locked_in_the_meantime_gets_a_numbered_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = files.Target(path=tmp_path / "a.plan.xlsx")
    target.path.write_bytes(b"old")
    replace = Path.replace

    def locked(self: Path, other: Path) -> Path:
        if other == target.path:
            raise PermissionError(13, "in use")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", locked)
    written = files.write(target, b"new")
    assert written.path.name == "a.plan (2).xlsx"
    assert written.path.read_bytes() == b"new"
    assert target.path.read_bytes() == b"old"


def test_reading_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        files.read_bytes(tmp_path)
