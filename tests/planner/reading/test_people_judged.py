"""Whether texts are people, by their names, their header and what else they say."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from planner.reading.people_evidence import likeness
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

NAMES = ("Login page", "Schema", "Settings", "Keys", "Tests")


def project(head: list[str | None], rows: Rows) -> Project:
    return read_project(book({"Plan": [head, *rows]}), choice=Choice(otherwise=MON))


def people(found: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in found.tasks]


def beside(header: str | None, texts: list[str]) -> Project:
    """Tasks with texts in a column between their names and their dates."""
    rows = [[name, text, MON, MON] for name, text in zip(NAMES, texts, strict=True)]
    return project(["Task", header, "Start", "End"], rows)


@pytest.mark.parametrize(
    "texts",
    [["Anna", "Bert", "Anna", "Bert", "Anna, Bert"], ["Igor", "Olga", "Igor", "Igor", "Olga"],
     ["张三", "李四", "张三", "李四", "张三"], ["김민수", "박지영", "김민수", "박지영", "박지영"],
     ["J. Doe", "K. Roe", "J. Doe", "K. Roe", "J. Doe"]],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Q", None])
def test_names_are_people_below_any_header(header: str | None, texts: list[str]) -> None:
    found = people(beside(header, texts))
    assert found[:2] == [[texts[0]], [texts[1]]]
    assert len(found) == len(NAMES)


def test_sure_names_need_not_come_again_often_and_numbered_ones_are_no_numbers() -> None:
    rows = [["Dig", "Petr", MON], ["Pour", "Jana", MON], ["Roof", "Ivan, Jana", MON],
            ["Paint", "Petr", MON]]  # fmt: skip
    assert people(project(["Task", "Q", "Start"], rows))[2] == ["Ivan", "Jana"]
    rows = [["Dig", "1. Ann\n2. Tom", MON], ["Pour", "1. Tom", MON], ["Roof", "Ann", MON]]
    assert people(project(["Task", "People", "Start"], rows)) == [["Ann", "Tom"], ["Tom"], ["Ann"]]


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Tilanne nyt", ["Valmis", "Kesken", "Aloittamatta", "Kesken", "Valmis"]),
        ("When in day", ["Morning", "Afternoon", "Morning", "Evening", "Evening"]),
        ("Ferramenta", ["Figma", "Moodle", "Figma", "Moodle", "Figma"]),
        ("Venue", ["Hall A", "Hall B", "Hall A", "Garden", "Garden"]),
        (None, ["Frontend", "Backend", "Frontend", "Backend", "Frontend"]),
        ("Client", ["Anna", "Bert", "Anna", "Bert", "Anna"]),
    ],
)
def test_other_texts_are_no_people(header: str | None, texts: list[str]) -> None:
    found = beside(header, texts)
    assert [task.name for task in found.tasks] == list(NAMES)
    assert people(found) == [[], [], [], [], []]


@pytest.mark.parametrize("header", ["Team", "Support", "Unterstützung [Name]", "Helfer"])
def test_a_further_column_of_the_same_people_is_read(header: str) -> None:
    rows = [["Dig", 1, "Ann Lee", "Bob Ray"], ["Pour", 2, "Bob Ray", None],
            ["Roof", 2, "Ann Lee", "Ann Lee, Bob Ray"]]  # fmt: skip
    found = project(["Task", "Days", "Owner", header], rows)
    assert people(found) == [["Ann Lee", "Bob Ray"], ["Bob Ray"], ["Ann Lee", "Bob Ray"]]


@pytest.mark.parametrize("header", ["Reviewer", "Geprüft von", "Kunde", "承認者"])
def test_who_only_looks_on_does_not_do_it(header: str) -> None:
    rows = [["Dig", 1, "Ann Lee", "Bob Ray"], ["Pour", 2, "Bob Ray", "Ann Lee"],
            ["Roof", 2, "Ann Lee", "Bob Ray"]]  # fmt: skip
    found = project(["Task", "Days", "Owner", header], rows)
    assert people(found) == [["Ann Lee"], ["Bob Ray"], ["Ann Lee"]]


def test_roles_above_names_are_columns_of_people() -> None:
    rows = [
        ["Login", "Ann", "Bob", MON],
        ["Cart", "Ann", "Cid", MON],
        ["Search", "Dora", "Bob", MON],
    ]
    found = project(["Task", "Frontend", "Backend", "Start"], rows)
    assert people(found) == [["Ann", "Bob"], ["Ann", "Cid"], ["Dora", "Bob"]]


def test_people_in_brackets_behind_the_names() -> None:
    rows = [["Dig (Ann)", 1], ["Pour (Bob)", 2], ["Roof (Ann - Bob)", 1], ["Paint (Bob)", 1]]
    found = project(["Task", "Days"], rows)
    assert [task.name for task in found.tasks] == ["Dig", "Pour", "Roof", "Paint"]
    assert people(found) == [["Ann"], ["Bob"], ["Ann", "Bob"], ["Bob"]]
    rows = [["Dig (north)", 1], ["Pour (south)", 2], ["Roof (north)", 1], ["Paint (south)", 1]]
    assert project(["Task", "Days"], rows).tasks[0].name == "Dig (north)"
    rows = [["Dig (Ann)", 1], ["Pour", 2], ["Roof", 1], ["Paint (Bob)", 1]]
    assert project(["Task", "Days"], rows).tasks[0].name == "Dig (Ann)"


def coloured(legend: list[tuple[str, str]]) -> Project:
    """Four rows in two colours, and a legend beside them."""
    target = openpyxl.Workbook()
    sheet = target.active
    assert sheet is not None
    for name, days in [("Task", "Days"), ("Dig", 1), ("Pour", 2), ("Roof", 1), ("Paint", 1)]:
        sheet.append([name, days])
    fills = {name: PatternFill("solid", fgColor=name) for name in ("FF92D050", "FFFFC000")}
    for number, look in zip(range(2, 6), ("FF92D050", "FFFFC000") * 2, strict=True):
        sheet.cell(number, 1).fill = fills[look]
    for number, (text, look) in enumerate(legend, 3):
        sheet.cell(number, 5, text).fill = fills[look]
    data = BytesIO()
    target.save(data)
    return read_project(data.getvalue(), choice=Choice(otherwise=MON))


def test_colours_of_rows_are_people_where_a_legend_says_so() -> None:
    found = coloured([("Anna", "FF92D050"), ("Bert", "FFFFC000")])
    assert people(found) == [["Anna"], ["Bert"], ["Anna"], ["Bert"]]
    assert people(coloured([("A", "FF92D050"), ("B", "FFFFC000")]))[1] == ["B"]
    assert people(coloured([("done", "FF92D050"), ("open", "FFFFC000")]))[1] == []
    assert people(coloured([("Outside", "FF92D050"), ("Inside", "FFFFC000")]))[1] == []


def test_both_are_the_two_who_were_named_until_there() -> None:
    rows = [["Dig", 1, "Ann"], ["Pour", 2, "Bob"], ["Roof", 2, "Both"], ["Paint", 1, "Cid"]]
    assert people(project(["Task", "Days", "Owner"], rows))[2] == ["Ann", "Bob"]


def test_given_and_family_name_with_initials_are_one_person() -> None:
    rows = [["Dig", 1, "Carlos A. Fuentes M."], ["Pour", 2, "Wood A. Hill C."]]
    found = people(project(["Task", "Days", "Owner"], rows))
    assert found == [["Carlos A. Fuentes M."], ["Wood A.", "Hill C."]]


def test_lines_of_what_was_done_below_a_merged_name_are_no_tasks() -> None:
    rows: Rows = [["Dig", "Plan", 4], [None, "Ist", 5], ["Pour", "Plan", 2], [None, "Ist", None]]
    data = book({"Plan": [["Tätigkeit", "Zeile", "Stunden"], *rows]}, merged=["A2:A3", "A4:A5"])
    found = read_project(data, choice=Choice(otherwise=MON))
    assert [task.name for task in found.tasks] == ["Dig", "Pour"]


def test_what_shows_people() -> None:
    assert likeness(["Ann", "Bob"]) > 0
    assert likeness(["QA", "Open", "Done"]) < 0
    assert likeness(["Walls", "Roof"]) == 0
    assert likeness(["Walls", "Roof"], "Responsible") > 0
    assert likeness([]) == 0
