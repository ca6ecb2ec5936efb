"""Writing a plan into somebody's workbook leaves theirs as it is."""

import io
import random
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from lxml import etree

from planner.ooxml.package import RESULT_PREFIX
from planner.ooxml.restyle import tag
from planner.plan import Plan
from planner.writing.write import write_plan
from tests.planner.writing.checker import faults
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import (
    HOSTS,
    Host,
    all_that_excel_knows,
    deselected,
    parts,
    plain,
    zipped,
)
from tests.sample import sample

CASES = sorted((Path(__file__).parents[3].parent / "shared" / "cases").glob("*.xlsx"))
REWRITTEN = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return fake_plan(12, people=3)


def assert_grafted(source: bytes, result: bytes, marked: set[str]) -> None:
    assert faults(result) == []
    before, after = parts(source), parts(result)
    assert set(before) <= set(after)
    changed = {name for name in before if deselected(before[name]) != after[name]}
    assert changed == REWRITTEN | marked


@pytest.mark.parametrize("make", HOSTS, ids=lambda make: make.__name__)
def test_all_other_parts_stay_byte_for_byte(make: Callable[[], Host], plan: Plan) -> None:
    source, suffix = make()
    written = write_plan(source, plan)
    assert written.remark == ""
    assert written.suffix == suffix
    assert_grafted(source, written.data, {"xl/worksheets/sheet1.xml"})
    for names in (openpyxl_names(written.data), calamine_names(written.data)):
        assert {"Tasks", "Plan", "Gantt", "Load", "Issues"} <= set(names)


def openpyxl_names(data: bytes) -> list[str]:
    with warnings.catch_warnings():  # openpyxl says what it would not keep
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def calamine_names(data: bytes) -> list[str]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    return book.sheet_names


def test_the_list_of_sheets_keeps_all_else_it_holds(plan: Plan) -> None:
    source, _ = all_that_excel_knows()
    roots = [
        etree.fromstring(parts(data)["xl/workbook.xml"])
        for data in (source, write_plan(source, plan).data)
    ]
    ours = {tag("sheets"), tag("definedNames")}
    before, after = (
        [etree.tostring(child) for child in root if child.tag not in ours] for root in roots
    )
    assert [view.replace(b' activeTab="0"', b"") for view in after] == before
    kept = [etree.tostring(sheet) for sheet in roots[0].iter(tag("sheet"))]
    assert [etree.tostring(sheet) for sheet in roots[1].iter(tag("sheet"))][-len(kept) :] == kept


@pytest.mark.parametrize("make", HOSTS, ids=lambda make: make.__name__)
def test_writing_again_replaces_our_sheets_only(make: Callable[[], Host], plan: Plan) -> None:
    source, _ = make()
    once = write_plan(source, plan).data
    assert write_plan(once, plan).data == once
    other = write_plan(once, fake_plan(6, people=2)).data
    assert_grafted(source, other, {"xl/worksheets/sheet1.xml"})
    assert parts(other).keys() == parts(once).keys()


def test_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    assert write_plan(None, plan) == write_plan(None, fake_plan(12, people=3))
    assert faults(write_plan(None, plan).data) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_real_cases_take_the_sheets(case: Path, plan: Plan) -> None:
    source = case.read_bytes()
    assert_grafted(source, write_plan(source, plan).data, {"xl/worksheets/sheet1.xml"})


def test_names_of_the_user_are_kept_and_ours_step_aside(plan: Plan) -> None:
    source = plain(sheets=("Tasks", "plan", "Gantt"))
    book = openpyxl.load_workbook(io.BytesIO(write_plan(source, plan).data))
    assert book.sheetnames[-3:] == ["Tasks", "plan", "Gantt"]
    assert "Plan (2)" in book.sheetnames
    assert book["plan"]["A1"].value == "ID"


def test_a_result_sheet_the_user_renamed_keeps_its_name_and_place(plan: Plan) -> None:
    once = write_plan(plain(), plan).data
    renamed = parts(once)
    workbook = renamed["xl/workbook.xml"].replace(b'name="Plan"', b'name="My plan"')
    for old in (b"'Plan'!", b">Plan!"):
        workbook = workbook.replace(
            old, old.replace(b"'Plan'", b"Plan").replace(b"Plan", b"'My plan'")
        )
    renamed["xl/workbook.xml"] = workbook
    again = write_plan(zipped(renamed), plan).data
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert faults(again) == []
    assert "My plan" in book.sheetnames
    assert "Plan" not in book.sheetnames


def test_a_sheet_the_user_deleted_comes_back_and_one_not_wanted_goes(plan: Plan) -> None:
    once = write_plan(plain(), plan).data
    without = write_plan(once, replace(plan, load={})).data
    assert faults(without) == []
    assert "Load" not in openpyxl.load_workbook(io.BytesIO(without)).sheetnames
    assert "Load" in openpyxl.load_workbook(io.BytesIO(write_plan(without, plan).data)).sheetnames


def test_results_are_tagged_also_in_a_new_workbook(plan: Plan) -> None:
    for source in (None, plain()):
        book = openpyxl.load_workbook(io.BytesIO(write_plan(source, plan).data))
        keys = {name for name in book.defined_names if name.startswith(RESULT_PREFIX)}
        assert RESULT_PREFIX + "Plan" in keys
        assert RESULT_PREFIX + "Issues" in keys


def swapped(source: bytes, part: str, old: bytes, new: bytes) -> bytes:
    content = parts(source)
    assert old in content[part]
    content[part] = content[part].replace(old, new)
    return zipped(content)


STRICT = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
PROTECTED = (b"<workbookPr", b'<workbookProtection lockStructure="1"/><workbookPr')


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"ID;Task\n1;Dig\n", "not an .xlsx or .xlsm file"),
        (b"\xd0\xcf\x11\xe0 an old .xls file", "not an .xlsx or .xlsm file"),
        (zipped({"hello.txt": b"hello"}), "not an .xlsx or .xlsm file"),
        (plain()[:2000], "not an .xlsx or .xlsm file"),
        (swapped(plain(), "xl/workbook.xml", *STRICT), "Strict Open XML"),
        (swapped(plain(), "xl/workbook.xml", *PROTECTED), "structure is protected"),
        (zipped({**parts(plain()), "_xmlsignatures/sig1.xml": b"<a/>"}), "digitally signed"),
        (zipped({**parts(plain()), "xl/revisions/log.xml": b"<a/>"}), "shared workbook"),
        (swapped(plain(), "xl/styles.xml", b"<styleSheet", b"<!DOCTYPE x><styleSheet"), "entities"),
        (swapped(plain(), "xl/workbook.xml", b'sheetId="1"', b'sheetId="x"'), "damaged"),
        (swapped(plain(), "xl/workbook.xml", b"</workbook>", b""), "damaged"),
    ],
)
def test_a_refused_graft_gives_a_new_workbook_and_the_reason(
    source: bytes, reason: str, plan: Plan
) -> None:
    written = write_plan(source, plan)
    assert reason in written.remark
    assert written.data == write_plan(None, plan).data


@pytest.mark.damaged
def test_damaged_packages_are_refused_or_taken_but_never_break() -> None:
    plan, rng = fake_plan(4, people=1), random.Random(7)
    for _ in range(sample(60)):
        content = parts(plain())
        name = rng.choice(sorted(content))
        part = bytearray(content[name])
        at = rng.randrange(len(part))
        part[at : at + rng.randrange(9)] = rng.randbytes(rng.randrange(3))
        content[name] = bytes(part)
        assert write_plan(zipped(content), plan).data
