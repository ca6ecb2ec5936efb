"""What changed since the plan before: through the front door, from workbook to workbook."""

import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from planner.analysis.stated_cells import RECORDED, stated
from planner.console.save import read_plan
from planner.control.change_notices import notices, paragraph
from planner.control.plan_changes import EDITED, Change, since_baseline, since_previous
from planner.export.ics import ics_files
from planner.export.jsonplan import to_json
from planner.export.notices import notice_files
from planner.export.page import html_page
from planner.language.catalogues import entries, key
from planner.language.words import ENGLISH
from planner.ooxml.fill import Entry, fill_cells
from planner.ooxml.package import Package, parse
from planner.pipeline import Options, read_project, solve, write_plan
from planner.plan import Plan
from planner.project import Constraint
from tests.planner.features.support import PEOPLE, march, sheets
from tests.planner.opened import sheet_of
from tests.planner.projects import project, task
from tests.planner.reading.books import book

HEAD = "ID, Task Name, Duration, Predecessors, Resource Names, Stakeholders"
ROWS = (
    [1, "Dig", "2d", "", "Ann", ""],
    [2, "Build", "3d", 1, "Bob", "Client; Mayor"],
    [3, "Paint", "1d", "", "Ann", ""],
)


@cache
def planned(data: bytes) -> Plan:
    return solve(read_project(data), Options(deterministic_limit=0.1))


@cache
def first() -> bytes:
    data = book(sheets(*ROWS, head=HEAD, People=PEOPLE))
    return write_plan(data, planned(data)).data


def edited(data: bytes, cells: dict[str, Any]) -> bytes:
    """The workbook with other cells in Tasks."""
    file = openpyxl.load_workbook(BytesIO(data))
    for place, value in cells.items():
        file["Tasks"][place] = value
    target = BytesIO()
    file.save(target)
    return target.getvalue()


@cache
def longer() -> bytes:
    """The first plan's workbook, in which digging takes two days more."""
    return edited(first(), {"C2": "4d"})


def typed(data: bytes, cells: dict[str, str]) -> bytes:
    """The workbook with other cells in Tasks, as Excel saves it: with all that is kept in it."""
    package = Package.read(data)
    workbook = package.workbook_part()
    parts = {link.id: link.target for link in package.relationships(workbook)}
    found = re.search(rb'<sheet [^>]*name="Tasks"[^>]*r:id="(\w+)"', package.parts[workbook])
    assert found is not None
    styles = next(part for part in parts.values() if part.endswith("styles.xml"))
    entries = {cell: Entry(value=value) for cell, value in cells.items()}
    part = parts[found[1].decode()]
    fill_cells(package, part, parse(package.parts[styles]), entries, {})
    return package.data()


def changes(plan: Plan) -> dict[str, Change]:
    return {change.task: change for change in since_previous(plan, ENGLISH)}


def test_nothing_has_changed_in_the_same_workbook() -> None:
    plan = planned(first())
    assert plan.project.previous is not None
    assert changes(plan) == {}
    assert paragraph(plan, (), ENGLISH) == "Nothing changed."


def test_without_an_earlier_plan_nothing_is_compared() -> None:
    plan = planned(book(sheets(*ROWS, head=HEAD, People=PEOPLE)))
    assert since_previous(plan, ENGLISH) == ()
    assert "Changes" not in openpyxl.load_workbook(BytesIO(write_plan(None, plan).data)).sheetnames


def test_a_longer_task_moves_those_behind_it_and_says_so() -> None:
    plan = planned(longer())
    found = changes(plan)
    assert found["1"].kinds == ("moved", "longer", "dearer")
    assert found["1"].days == 2
    assert found["1"].cause == "takes 4 days instead of 2"
    assert found["2"].cause == "follows 1 Dig, whose finish moved by 2 days"
    assert found["1"].cost == 800
    text = paragraph(plan, since_previous(plan, ENGLISH), ENGLISH)
    assert "The cost rises by 800" in text
    assert "The finish moves from 2027-03-05 to 2027-03-09." in text


EDITED_CELLS = {
    "C2": ("4d", "1", "its duration was changed from 2d to 4d", "takes 4 days instead of 2"),
    "E4": (
        "Bob",
        "3",
        "who does it was changed from Ann to Bob",
        "Ann is no longer named for it",
    ),
    "D4": ("2", "3", "what it waits for was changed", "follows 2 Build"),
}


@pytest.mark.parametrize("cell", EDITED_CELLS)
def test_the_cause_is_the_cell_that_was_edited(cell: str) -> None:
    """Where the plan that Excel carries along is lost, what the sheet Plan tells is enough."""
    value, task, cause, otherwise = EDITED_CELLS[cell]
    assert changes(planned(typed(first(), {cell: value})))[task].cause.startswith(cause)
    if cell != "D4":
        assert otherwise in changes(planned(edited(first(), {cell: value})))[task].cause


def test_each_cell_that_may_be_edited_is_told_in_german_too() -> None:
    whole = replace(
        task("A", 1, "B", who=("Ann",), deadline=march(3), calendar="Standard"),
        work=60,
        constraint=Constraint.ALAP,
    )
    assert EDITED.keys() == stated(project([whole]))["A"].keys() - {RECORDED}
    assert set(EDITED.values()) <= {key(one) for one in entries("de")}


def test_a_leave_that_makes_it_longer_is_a_cause() -> None:
    file = openpyxl.load_workbook(BytesIO(first()))
    leave = file.create_sheet("Leave")
    for line in (["Name", "From", "To"], ["Bob", march(4), march(4)]):
        leave.append(line)
    target = BytesIO()
    file.save(target)
    found = changes(planned(target.getvalue()))
    assert found["2"].cause == "Bob is away on 4 Mar 2027"


def test_since_the_baseline_what_takes_longer_says_so() -> None:
    data = book(
        sheets(
            [1, "Dig", "4d", "", "Ann", march(1), march(2)],
            [2, "Build", "3d", 1, "Bob", march(3), march(5)],
            head="ID, Task Name, Duration, Predecessors, Resource Names, Baseline Start, "
            "Baseline Finish",
            People=PEOPLE,
        )
    )
    found = {one.task: one.cause for one in since_baseline(planned(data), ENGLISH)}
    assert found["1"] == "takes 4 days instead of 2"
    assert found["2"].startswith("follows 1 Dig")


def test_whoever_hands_over_is_told_why_and_no_more() -> None:
    plan = planned(typed(longer_elsewhere(), {"E3": "Ann"}))
    lines = {one.name: one.lines for one in notices(plan, since_previous(plan, ENGLISH), ENGLISH)}
    handed = "who does it was changed from Bob to Ann"
    assert lines["Bob"] == (f"“2 Build” is no longer yours: {handed}",)


def longer_elsewhere() -> bytes:
    return typed(first(), {"C2": "4d"})


def test_days_that_the_sheet_rounds_are_no_change() -> None:
    """1598 minutes are shown as 3.33 days."""
    rows = ([1, "Dig", "1598min", "", "Ann", ""], *ROWS[1:])
    data = book(sheets(*rows, head=HEAD, People=PEOPLE))
    again = write_plan(data, planned(data)).data
    assert changes(planned(again)) == {}
    build = changes(planned(edited(again, {"C3": "4d"})))
    assert build.keys() == {"2"}
    assert "3.33" not in build["2"].cause


def test_new_and_gone_tasks_are_told() -> None:
    plan = planned(edited(first(), {"A4": 7, "B4": "Mow"}))
    found = changes(plan)
    assert found["7"].kind == "new"
    assert found["3"].kind == "gone"
    assert found["3"].name == "3 Paint"


def test_other_people_are_told_with_the_cause() -> None:
    change = changes(planned(edited(first(), {"E3": "Ann"})))["2"]
    assert change.kind == "people"
    assert (change.people_before, change.people_after) == (("Bob",), ("Ann",))
    assert "Bob is no longer named for it" in change.cause


def test_everybody_concerned_gets_a_notice() -> None:
    plan = planned(longer())
    found = {one.name: one for one in notices(plan, since_previous(plan, ENGLISH), ENGLISH)}
    assert {"Ann", "Bob", "Client", "Mayor"} <= set(found)
    assert not found["Client"].works
    (line,) = found["Client"].lines
    assert line.startswith("“2 Build” is 2027-03-05 – 2027-03-09 instead of 2027-03-03 – 2027")
    assert line.endswith("follows 1 Dig, whose finish moved by 2 days")
    assert "Bob" in found["Bob"].text(plan, ENGLISH)


def test_a_move_within_a_day_is_told_with_its_times() -> None:
    change = Change(
        task="4",
        name="4 Call",
        kinds=("moved",),
        before=(march(3, 8), march(3, 10)),
        after=(march(3, 9), march(3, 11)),
        people_before=("Ann",),
        people_after=("Ann",),
    )
    (notice,) = notices(planned(first()), [change], ENGLISH)
    shown = ("2027-03-03 09:00 – 2027-03-03 11:00", "2027-03-03 08:00 – 2027-03-03 10:00")
    assert notice.lines == (f"“4 Call” is {shown[0]} instead of {shown[1]}",)


def test_machines_get_no_notice() -> None:
    plan = planned(longer())
    people = tuple(
        replace(one, kind="equipment") if one.name == "Bob" else one
        for one in plan.project.resources
    )
    moved = since_previous(plan, ENGLISH)
    there = replace(plan, project=replace(plan.project, resources=people))
    assert "Bob" not in {one.name for one in notices(there, moved, ENGLISH)}


def events(data: bytes) -> dict[str, dict[str, str]]:
    """The events of a calendar by summary."""
    found: dict[str, dict[str, str]] = {}
    for block in data.decode().split("BEGIN:VEVENT")[1:]:
        fields = dict(line.split(":", 1) for line in block.splitlines() if ":" in line)
        found[fields["SUMMARY"].removeprefix("2 ").removeprefix("1 ")] = fields
    return found


def test_events_keep_their_identity_and_get_a_higher_revision() -> None:
    before = first()
    old = events(ics_files(read_plan(before))["Bob.ics"])["Build"]
    again = longer()
    plan = planned(again)
    after = write_plan(again, plan).data
    new = events(notice_files(read_plan(after))["Bob.ics"])["Build"]
    assert new["UID"] == old["UID"]
    assert int(new["SEQUENCE"]) > int(old["SEQUENCE"])
    assert "STATUS" not in new


def test_events_of_work_that_is_no_longer_somebodys_are_cancelled() -> None:
    before = first()
    old = events(ics_files(read_plan(before))["Bob.ics"])["Build"]
    files = notice_files(planned(edited(before, {"E3": "Ann"})))
    gone = events(files["Bob.ics"])["Build"]
    assert gone["UID"] == old["UID"]
    assert gone["STATUS"] == "CANCELLED"
    assert "no longer yours" in files["Bob.txt"].decode()
    assert "STATUS" not in events(files["Ann.ics"])["Build"]


def test_what_a_plan_was_compared_with_is_kept_in_its_workbook() -> None:
    again = longer()
    plan = planned(again)
    kept = read_plan(write_plan(again, plan).data)
    assert since_previous(kept, ENGLISH) == since_previous(plan, ENGLISH)


def test_changes_stand_in_json_page_and_sheet() -> None:
    again = longer()
    plan = planned(again)
    told = {one["task"]: one for one in json.loads(to_json(plan))["changes"]}
    assert told["2"]["kind"] == "moved"
    assert told["2"]["days"] == 2
    assert told["2"]["finish_before"] == "2027-03-05T17:00:00"
    assert "whose finish moved by 2 days" in html_page(plan)
    sheet = sheet_of(write_plan(again, plan).data, "Changes")
    texts = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert "Bob (works on it)" in texts
    assert "Mayor (stakeholder)" in texts


def plannings(data: bytes) -> list[tuple[Any, ...]]:
    rows = sheet_of(data, "Plan history").iter_rows(min_row=5, max_col=9, values_only=True)
    return [row for row in rows if row[0]]


def charts(data: bytes) -> int:
    """The number of charts of what the sheet Plan history says."""
    parts = Package.read(data).parts
    drawn = (text.decode() for name, text in parts.items() if "/charts/chart" in name)
    return sum("Plan history" in text for text in drawn)


def test_each_planning_is_a_row_of_the_history() -> None:
    one = first()
    assert [row[2] for row in plannings(one)] == [datetime(2027, 3, 5, 17)]
    same = write_plan(one, planned(one)).data
    assert len(plannings(same)) == 1, "the same again is no row of its own"
    changed = edited(same, {"C2": "4d"})
    two = write_plan(changed, planned(changed)).data
    assert [row[0] for row in plannings(two)] == [1, 2]
    assert [row[2] for row in plannings(two)] == [march(5, 17), march(9, 17)]
    assert [row[8] for row in plannings(two)] == [0, 3]
    assert (charts(one), charts(two)) == (0, 1)  # there is no trend of one planning


def test_the_history_is_kept_where_the_plan_is_lost() -> None:
    file = openpyxl.load_workbook(BytesIO(first()))  # openpyxl drops what keeps the plan
    target = BytesIO()
    file.save(target)
    changed = edited(target.getvalue(), {"C2": "4d"})
    plan = planned(changed)
    assert set(changes(plan)) == {"1", "2", "3"}
    assert len(plannings(write_plan(changed, plan).data)) == 2
