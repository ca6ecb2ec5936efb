"""Which file it is, what is refused, and that nothing else than clear faults comes of damage."""

import io
import re
import subprocess
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from planner.errors import InputError
from planner.interchange import mpp, safe_xml, xer
from planner.interchange.formats import format_of
from planner.interchange.import_project import import_project
from planner.pipeline import Options, as_workbook, read_project, solve, write_plan
from planner.project import Project, Source
from planner.writing.template import make_template
from tests.planner.interchange import samples
from tests.planner.interchange.fuzz import GOOD, damaged, outcome
from tests.planner.opened import sheet_of

ALL = {
    "mspdi": samples.RICH,
    "xer": GOOD[1],
    "pmxml": samples.PMXML,
    "gan": samples.GAN,
    "pod": samples.pod(samples.RICH),
}


def code(data: bytes) -> str:
    with pytest.raises(InputError) as refusal:
        read_project(data)
    return next(issue.code for issue in refusal.value.issues if issue.severity == "error")


@pytest.mark.parametrize("kind", ALL)
def test_the_content_tells_which_file_it_is(kind: str) -> None:
    assert format_of(ALL[kind]) == kind


def test_encodings_comments_and_marks_before_the_root_do_not_matter() -> None:
    text = samples.RICH.decode().replace("UTF-8", "UTF-16")
    assert format_of(text.encode("utf-16")) == "mspdi"
    assert read_project(text.encode("utf-16")).name == "House"
    assert (
        format_of(b"\xef\xbb\xbf\n" + samples.GAN.replace(b"?>", b"?><!-- <Project> -->")) == "gan"
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Name,Duration\nDig,3d\n", b"<html></html>"])
def test_other_files_are_none_of_these(data: bytes) -> None:
    assert format_of(data) is None


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE Project [<!ENTITY a "aaaa">]>'
    assert code(samples.RICH.replace(b"?>", b"?>" + bomb, 1)) == "entity-declaration"


def test_what_is_too_big_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "fromstring", None)
    monkeypatch.setattr(safe_xml, "MAX_BYTES", 1000)
    assert code(samples.RICH) == "too-big"
    monkeypatch.setattr(safe_xml, "MAX_BYTES", 1 << 20)
    monkeypatch.setattr(safe_xml, "MAX_ELEMENTS", 10)
    assert code(samples.RICH) == "too-big"
    monkeypatch.setattr(xer, "MAX_ROWS", 3)
    assert code(GOOD[1]) == "too-big"


def test_what_is_nested_too_deep_is_refused() -> None:
    deep = b"<task id='1'>" * 200 + b"</task>" * 200
    assert code(b"<project><tasks>" + deep + b"</tasks></project>") == "too-big"


def test_an_old_file_of_projectlibre_says_what_to_do() -> None:
    assert code(b"\xac\xed\x00\x05sr\x00\x1ecom.projity") == "old-format"


@pytest.mark.parametrize("seed", range(150))
def test_damaged_files_give_faults_and_nothing_else(seed: int) -> None:
    outcome(damaged(seed))


def test_a_file_without_tasks_is_refused() -> None:
    assert code(samples.mspdi()) == "no-tasks"


# the workbook that says the same


def plain(project: Project) -> tuple[Any, ...]:
    """A project without the places it was read from."""
    bare: dict[str, Any] = {"source": None}
    return (
        [replace(one, **bare, needs=frozenset(one.needs)) for one in project.tasks],  # type: ignore[arg-type]
        [replace(one, **bare) for one in project.resources],
        [replace(one, **bare) for one in project.weeks],
        [replace(one, **bare) for one in project.days_off],
        project.start,
        replace(project.settings, source=Source(), cells={}),
    )


@pytest.mark.parametrize("kind", ALL)
def test_the_workbook_made_of_a_file_is_read_as_the_same_project(kind: str) -> None:
    assert plain(read_project(as_workbook(ALL[kind]))) == plain(read_project(ALL[kind]))


def test_odd_names_and_ids_survive_too() -> None:
    names = samples.resource(1, "Doe, Ann (2 x Bob); or [Cy]") + samples.resource(2, "Everyone")
    data = samples.xer(samples.activity(100, "A-10.5SS"), samples.activity(101, "B/2"),
                       links=("1 101 100 PR_SS 12",))  # fmt: skip
    assert plain(read_project(as_workbook(data))) == plain(read_project(data))
    who = samples.assignment(1, 1, 0.375) + samples.assignment(1, 2)
    data = samples.mspdi(samples.task(1), resources=names, assignments=who)
    assert plain(read_project(as_workbook(data))) == plain(read_project(data))


def test_columns_without_a_meaning_are_in_the_workbook_and_not_taken_for_others() -> None:
    titles = (
        "<ExtendedAttributes><ExtendedAttribute><FieldID>1</FieldID><Alias>Phase</Alias>"
        "</ExtendedAttribute></ExtendedAttributes>"
    )
    more = "<ExtendedAttribute><FieldID>1</FieldID><Value>=Two</Value></ExtendedAttribute>"
    data = samples.mspdi(samples.task(1, more=more), head=titles)
    book = as_workbook(data)
    assert plain(read_project(book)) == plain(read_project(data))
    sheet = sheet_of(book, "Tasks")
    column = [cell.value for cell in next(iter(sheet.iter_cols(min_col=sheet.max_column)))]
    assert column == ["Imported Phase", "=Two"]
    assert sheet.cell(2, sheet.max_column).data_type == "s"


def test_the_report_is_a_sheet() -> None:
    report = sheet_of(as_workbook(GOOD[1]), "Import report")
    outcomes = {row[1].value for row in report.iter_rows(min_row=2)}
    assert {"kept", "changed in meaning"} <= outcomes


def test_a_plan_of_a_file_is_a_workbook_to_go_on_with() -> None:
    plan = solve(read_project(samples.RICH), Options(deterministic_limit=2))
    written = write_plan(samples.RICH, plan)
    assert (written.suffix, written.remark) == (".xlsx", "")
    sheets = openpyxl.load_workbook(io.BytesIO(written.data), read_only=True).sheetnames
    assert {"Tasks", "People", "Import report", "Plan", "Gantt"} <= set(sheets)
    assert plain(read_project(written.data)) == plain(read_project(samples.RICH))


def test_a_workbook_stays_as_it_is() -> None:
    data = make_template(example=True)
    assert as_workbook(data) is data


# MS Project's own files

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "TBkndTask".encode("utf-16-le")


def test_mpp_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpp, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=re.escape("crewplan[mpp]")):
        read_project(OLE2)


@pytest.mark.parametrize(("returned", "told"), [(3, "needs-java"), (4, "damaged-file")])
def test_mpp_that_cannot_be_read_says_why(
    monkeypatch: pytest.MonkeyPatch, returned: int, told: str
) -> None:
    monkeypatch.setattr(mpp, "find_spec", lambda _: True)
    answer = SimpleNamespace(returncode=returned, stdout=b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    assert code(OLE2) == told


def test_mpp_is_read_as_the_xml_that_mpxj_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpp, "as_mspdi", lambda _: samples.RICH)
    assert import_project(OLE2).project.name == "House"
