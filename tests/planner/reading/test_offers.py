"""Other readings that may be meant: at most three are offered, and one word chooses each."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from planner import pipeline
from planner.choice import Choice
from planner.reading.look import Look
from planner.writing.back.own_columns import back
from tests.planner.reading.books import book, tasks
from tests.planner.reading.strangers import CHOICE
from tests.planner.writing.fake import fake_plan

OWNERS: list[list[Any]] = [
    ["Task", "Start", "Finish", "Team", "Owner"],
    ["Dig", datetime(2027, 3, 1), datetime(2027, 3, 3), "Ground", "Ann"],
    ["Build", datetime(2027, 3, 4), datetime(2027, 3, 9), "Walls", "Bo"],
    ["Paint", datetime(2027, 3, 10), datetime(2027, 3, 12), "Walls", "Cy"],
]
ACROSS: list[list[Any]] = [
    ["Week", "Dig", "Build", "Paint", "Move in", "Garden"],
    *[
        [f"W{n}", *["X" if n in weeks else None for weeks in ((1, 2), (3,), (4, 5), (6,), (7, 8))]]
        for n in range(1, 9)
    ],
]
LIST: list[list[Any]] = [
    ["Our summer"],
    [],
    ["Coding"],
    ["24.7.2027 – 13.8.2027"],
    [],
    ["Testing"],
    ["16.8.2027 – 18.8.2027"],
    [],
    ["Mending"],
    ["19.8.2027 – 20.8.2027"],
]
MONTH: list[list[Any]] = [
    ["March 2027"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    [1, 2, 3, 4, 5, 6, 7],
    ["Dig", "Dig", None, "Build", "Build"],
    [8, 9, 10, 11, 12, 13, 14],
    ["Build", None, "Paint", "Paint"],
    [15, 16, 17, 18, 19, 20, 21],
]


def look(rows: list[list[Any]], choice: Choice = CHOICE) -> Look:
    return pipeline.look(book({"Plan": rows}), "plan.xlsx", choice)


def dated(found: Look) -> list[tuple[str, str, str]]:
    assert found.project is not None
    return [
        (task.name, f"{task.current_start:%m-%d}", f"{task.current_finish:%m-%d}")
        for task in found.project.tasks
        if task.current_start and task.current_finish
    ]


def test_a_clean_file_is_offered_in_no_other_way() -> None:
    found = pipeline.look(book(tasks([1, "Dig", "2d", None, "Ann"])), "plan.xlsx", Choice())
    assert found.offers == ()
    assert not any(issue.code == "other-readings" for issue in found.issues)


def test_of_two_columns_of_people_either_may_be_meant() -> None:
    found = look(OWNERS)
    assert 1 < len(found.offers) <= 3
    assert [one.severity for one in found.issues if one.code == "other-readings"] == ["info"]
    names = [look(OWNERS, replace(CHOICE, offer=n + 1)) for n in range(len(found.offers))]
    people = [
        sorted(person.name for person in one.project.resources) for one in names if one.project
    ]
    assert ["Ann", "Bo", "Cy"] in people
    assert ["Ground", "Walls"] in people


def test_what_is_chosen_is_kept_as_words_that_choose_it() -> None:
    chosen = look(OWNERS, replace(CHOICE, offer=2))
    assert chosen.project is not None
    words = chosen.project.choice.text
    assert words
    again = look(OWNERS, replace(Choice.said(words), otherwise=CHOICE.otherwise))
    assert again.project is not None
    assert again.project.resources == chosen.project.resources


@pytest.mark.parametrize(
    ("rows", "form", "expected"),
    [
        (
            ACROSS,
            "across",
            [("Dig", "03-01", "03-12"), ("Build", "03-15", "03-19"), ("Paint", "03-22", "04-02"),
             ("Move in", "04-05", "04-09"), ("Garden", "04-12", "04-23")],
        ),
        (
            LIST,
            "lists",
            [("Coding", "07-24", "08-13"), ("Testing", "08-16", "08-18"),
             ("Mending", "08-19", "08-20")],
        ),
        (
            MONTH,
            "calendar",
            [("Dig", "03-01", "03-02"), ("Build", "03-04", "03-08"), ("Paint", "03-10", "03-11")],
        ),
    ],
)  # fmt: skip
def test_tasks_side_by_side_in_lists_and_calendars_are_offered(
    rows: list[list[Any]], form: str, expected: list[tuple[str, str, str]]
) -> None:
    found = look(rows)
    forms = [offer.choice.form for offer in found.offers]
    assert form in forms
    assert dated(look(rows, replace(CHOICE, offer=forms.index(form) + 1))) == expected


def test_places_in_a_sheet_that_is_turned_are_those_of_the_file() -> None:
    rows: list[list[Any]] = [
        ["Task", "Dig", "Build", "Paint"],
        ["Start", datetime(2027, 3, 1), datetime(2027, 3, 4), datetime(2027, 3, 10)],
        ["Duration", "2d", "soon", "3d"],
    ]
    found = look(rows, replace(CHOICE, sheet="Plan", form="across"))
    places = {issue.cell for issue in found.issues if issue.got == "soon"}
    assert places == {"C3"}


def test_dates_that_may_be_read_both_ways_are_offered_both_ways() -> None:
    rows = [["Task", "Start", "Finish"], ["Dig", "03/04/2027", "05/04/2027"]]
    rows += [["Build", "06/04/2027", "07/04/2027"], ["Paint", "08/04/2027", "09/04/2027"]]
    found = look(rows)
    assert [offer.choice.dates for offer in found.offers] == ["", "dmy", "mdy"]
    assert dated(look(rows, replace(CHOICE, offer=3)))[0] == ("Dig", "03-04", "05-04")


def test_a_reading_that_is_not_offered_cannot_be_chosen() -> None:
    found = look(OWNERS, replace(CHOICE, offer=9))
    assert [issue.code for issue in found.issues] == ["no-such-reading"]


def test_what_chooses_a_form_can_be_written_and_read() -> None:
    choice = Choice(sheet="Plan", form="bars", dates="mdy")
    assert choice.text == "sheet Plan; form bars; dates mdy"
    assert Choice.said(choice.text) == choice
    assert Choice.of(choice.data) == choice


def test_a_column_of_references_to_no_task_can_be_left_out() -> None:
    rows: list[list[Any]] = [["ID", "Task", "Days", "Predecessors"]]
    rows += [[n, f"Step {n}", 2, f"access to system {n}"] for n in range(1, 6)]
    found = look(rows)
    assert found.project is None
    assert found.offers[0].choice.columns == (("Ignore", "Predecessors"),)
    taken = look(rows, replace(CHOICE, offer=1))
    assert taken.project is not None
    assert len(taken.project.tasks) == 5


def test_a_single_cell_that_refers_to_no_task_can_be_left_out_with_its_column() -> None:
    rows: list[list[Any]] = [["Plan"], ["Task", "Days", "Dependencies"]]
    rows += [[f"Step {n}", 2, "Cocaine" if n == 3 else None] for n in range(1, 6)]
    found = look(rows)
    assert found.project is None
    assert (("Ignore", "Dependencies"),) in [offer.choice.columns for offer in found.offers]


def test_nothing_is_written_back_where_tasks_stand_side_by_side() -> None:
    taken = look(ACROSS, replace(CHOICE, sheet="Plan", form="across"))
    assert taken.project is not None
    plan = replace(fake_plan(2), project=taken.project)
    written = back(book({"Plan": ACROSS}), plan)
    assert not written.entries
    assert [issue.code for issue in written.issues] == ["no-rows"]


def test_numbers_without_end_below_names_are_no_fault_of_ours() -> None:
    rows: list[list[Any]] = [["Task", "Ann", "Bo"], *[[f"Step {n}", "1e999", 2] for n in range(4)]]
    assert look(rows).book is not None


def test_a_column_whose_cells_are_none_of_its_words_may_be_left_out() -> None:
    rows: list[list[Any]] = [["Task", "Days", "Pin"]]
    rows += [["Dig", 2, "A"], ["Build", 3, "L"], ["Paint", 1, "L"], ["Clean", 1, "A"]]
    found = look(rows)
    assert found.project is None
    assert any(("Ignore", "Pin") in offer.choice.columns for offer in found.offers)


def test_a_list_that_says_nothing_of_when_may_be_taken_for_tasks() -> None:
    rows: list[list[Any]] = [["To be fixed:", "Fixed?", "By:"]]
    rows += [[f"Level {n}", "Yes", ("Nico", "Robin")[n % 2]] for n in range(6)]
    found = look(rows)
    assert found.project is None
    lists = [at for at, one in enumerate(found.offers, 1) if one.choice.header_row == 1]
    taken = look(rows, replace(CHOICE, offer=lists[0])).project
    assert taken is not None
    assert [task.name for task in taken.tasks] == [f"Level {n}" for n in range(6)]
    assert {one.name for one in taken.resources} == {"Nico", "Robin"}
    assert [one.first[0].hours for one in found.offers] == [0] * len(found.offers)


def test_a_list_without_dates_may_be_named_by_either_of_two_columns() -> None:
    rows: list[list[Any]] = [["Ötlet", "Részletezés"]]
    rows += [
        ["Shield", "To fight with animations"],
        ["Recoil", "Less of it for small weapons"],
        ["Bullets", "They merge on impact"],
        ["Menu", "Bars of health and fuel"],
    ]
    data = book({"Munka1": rows})
    offered = pipeline.look(data, "plan.xlsx", CHOICE).offers
    columns = [one.choice.columns for one in offered]
    assert (("Task Name", "Munka1!B"),) in columns
    named = columns.index((("Task Name", "Munka1!A"),)) + 1
    taken = pipeline.look(data, "plan.xlsx", replace(CHOICE, offer=named)).project
    assert taken is not None
    assert [task.name for task in taken.tasks] == ["Shield", "Recoil", "Bullets", "Menu"]


def test_of_lists_without_dates_all_are_offered_together_and_each_alone() -> None:
    ideas: list[list[Any]] = [["Task", "Description", "Status"]]
    ideas += [[n, f"About the {n}", "Open"] for n in ("Service", "Docker", "Cloud", "Test")]
    planned: list[list[Any]] = [["SL#", "Activity", "Type", "Status"]]
    planned += [[n, f"Step {n} of it", "Code", "WIP" if n < 3 else None] for n in range(1, 8)]
    data = book({"Planned Activities": planned, "Task List": ideas})
    found = pipeline.look(data, "plan.xlsx", CHOICE)
    assert [(one.choice.form, one.choice.sheet, one.counts.tasks) for one in found.offers] == [
        ("", "", 7),
        ("together", "", 11),
        ("", "Task List", 4),
    ]
    assert not any(first.hours for one in found.offers for first in one.first)


def _bars_with_texts() -> bytes:
    """Bars of weeks beside a table of contents; their texts are what people do."""
    book_ = Workbook()
    sheet = book_.active
    assert sheet is not None
    sheet.append(["Report", None, None, "Weeks"])
    sheet.append(["Abstract", None, None, *range(18, 38)])
    rows = [("Intro", "Ann", {3: "Survey", 7: "Reading"}),
            ("General", "Bob", {4: "Dinic", 9: "EK"}),
            ("Graphs", None, {5: "Drawing", 12: "Tests"}),
            ("Flow", None, {6: "Coding", 14: "Int"}),
            ("Ends", None, {8: "Proofs", 15: "Print"})]  # fmt: skip
    fill = PatternFill("solid", fgColor="FFCC00")
    for at, (name, who, bars) in enumerate(rows, 3):
        sheet.cell(at, 1, name)
        if who:
            sheet.cell(at, 3, who)
        for column, text in bars.items():
            for c in (column + 1, column + 2):
                sheet.cell(at, c, text).fill = fill
    out = BytesIO()
    book_.save(out)
    return out.getvalue()


def test_texts_in_bars_that_are_not_planned_with_are_offered_as_tasks() -> None:
    found = pipeline.look(_bars_with_texts(), "plan.xlsx", CHOICE)
    assert "texts-in-bars" in {issue.code for issue in found.issues}
    assert "grid" in {offer.choice.form for offer in found.offers}
