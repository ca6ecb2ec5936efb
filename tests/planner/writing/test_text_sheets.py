"""A plan of a table of text comes back in a workbook with that table, which is planned again."""

import io
import zipfile
from dataclasses import replace

import pytest

from planner.pipeline import (
    Options,
    as_workbook,
    plan_workbook,
    publish,
    read_project,
    solve,
    write_plan,
)
from planner.project import Source, Task
from tests.planner.features.support import march

OPTIONS = Options(deterministic_limit=1)
TABLE = """Nr;Aufgabe;Dauer;Vorgänger;Wer;Beginn
1;=Graben;2,5 Tage;;Änn;01.03.2027
2;Füllen;1;1;Bob;
"""
TABLES = {"tasks": "ID,Task,Days,Who\n1,Dig,2,Ann\n", "people": "Name,Rate\nAnn,50/h\n"}


def archive(tables: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, text in tables.items():
            file.writestr(f"{name}.csv", text)
    return target.getvalue()


def plain(data: bytes) -> list[Task]:
    return [replace(task, source=Source()) for task in read_project(data).tasks]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("cp1252"),
        archive({**TABLES, "settings": "Project start,2027-03-01\n"}),
    ],
    ids=["utf-8", "cp1252", "archive"],
)
def test_the_workbook_says_what_the_tables_say(data: bytes) -> None:
    book = as_workbook(data)
    assert book.startswith(b"PK")
    assert plain(book) == plain(data)
    assert book == as_workbook(data)


def test_the_plan_of_a_table_lives_on() -> None:
    planned = plan_workbook(TABLE.encode(), OPTIONS)
    assert plain(planned)[0].name == "=Graben"
    published = publish(planned, march(1).date()).data
    again = solve(read_project(published), OPTIONS)
    assert again.project.previous is not None
    assert again.project.previous.published
    first = solve(read_project(TABLE.encode()), OPTIONS)
    assert [row.start for row in again.rows] == [row.start for row in first.rows]


@pytest.mark.parametrize("name", ["a/b:c", "x" * 40, "History"])
def test_what_no_sheet_can_be_called_stays_a_table(name: str) -> None:
    data = archive({name: TABLES["tasks"]})
    assert as_workbook(data) is data


def test_a_table_has_no_columns_of_its_own_to_write_into() -> None:
    plan = solve(read_project(TABLE.encode()), OPTIONS)
    (told,) = write_plan(TABLE.encode(), plan, write_back=True).left
    assert told.code == "no-own-cells"
