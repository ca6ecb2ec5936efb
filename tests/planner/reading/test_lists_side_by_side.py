"""Lists side by side on one sheet, below the same headers."""

from datetime import datetime
from typing import Any

import pytest

from planner.choice import Choice
from planner.reading.read import look
from tests.planner.reading.strangers import CHOICE, codes, made, people, read, starts, tree

_BLOCKS = Choice(otherwise=CHOICE.otherwise, form="blocks")
_HEADERS = {
    "en": ["Task", "Who", "Estimate (h)", "Spent", "Progress"],
    "fr": ["Tâche", "Qui ?", "Temps estimé", "Temps effectif", "Avancement"],
    "de": ["Aufgabe", "Wer", "Aufwand (h)", "Tatsächlicher Aufwand", "Fertig"],
}


def _side_by_side(header: list[str], lists: int = 3) -> list[list[Any]]:
    days: list[Any] = [
        cell for n in range(lists) for cell in (f"Day {n + 1}", None, None, None, None)
    ]
    rows: list[list[Any]] = [days, header * lists]
    for row in range(1, 5):
        found: list[Any] = []
        for n in range(lists):
            found += [f"Job {n + 1}.{row} here", ("Ann", "Bob", "Cleo")[n], f"{row} h", None, "0%"]
        rows.append(found)
    return rows


@pytest.mark.parametrize("language", _HEADERS)
def test_columns_of_another_list_say_nothing_of_this_one(language: str) -> None:
    project = read(_side_by_side(_HEADERS[language]))
    assert tree(project) == [f"Job 1.{row} here" for row in range(1, 5)]
    assert people(project) == [["Ann"]] * 4
    assert "further-list" in codes(project)


@pytest.mark.parametrize("language", _HEADERS)
def test_all_lists_side_by_side_are_offered(language: str) -> None:
    found = look(made(_side_by_side(_HEADERS[language])), "a.xlsx", CHOICE)
    assert "blocks" in {offer.choice.form for offer in found.offers}
    every = look(made(_side_by_side(_HEADERS[language])), "a.xlsx", _BLOCKS).project
    assert every is not None
    assert sum(not task.summary for task in every.tasks) == 12


def test_a_second_column_of_people_is_read_where_the_name_stands_once() -> None:
    rows: list[list[Any]] = [["Task", "Who", "Days", "Who"]]
    rows += [["Dig", "Ann", 2, "Bob"], ["Wall", "Bob", 1, "Ann"], ["Roof", "Ann", 3, "Bob"]]
    assert "ignored-column" not in codes(read(rows))


def test_a_sign_alone_is_no_amount() -> None:
    rows: list[list[Any]] = [["Task", "Work"], ["Dig", "4 h"], ["Wall", "<"], ["Roof", "2 h"]]
    project = read(rows)
    assert [task.work for task in project.tasks] == [240, None, 120]
    assert "bad-duration" in codes(project)


def test_a_number_in_the_column_of_people_is_the_total() -> None:
    rows: list[list[Any]] = [["Task", "Days", "Who"], ["Dig", 2, "Ann"], ["Wall", 3, "Bob"]]
    project = read([*rows, ["Total:", 5, 12]])
    assert tree(project) == ["Dig", "Wall"]
    assert {one.name for one in project.resources} == {"Ann", "Bob"}


@pytest.mark.parametrize("word", ["{}. etapp", "Sprint {}", "{}-й этап", "Phase {}"])
def test_numbered_stages_side_by_side_are_a_chart(word: str) -> None:
    stages = [word.format(n) for n in range(1, 6)]
    rows: list[list[Any]] = [["Task", "Days", *stages, "Who"]]
    rows += [
        ["Dig", 2, 1, None, None, None, None, "Ann"],
        ["Wall", 3, None, 2, None, None, None, "Bob"],
        ["Roof", 1, None, None, 3, None, None, "Ann"],
    ]
    project = read(rows)
    assert tree(project) == ["Dig", "Wall", "Roof"]
    assert people(project) == [["Ann"], ["Bob"], ["Ann"]]


def test_three_of_many_numbers_are_no_ids() -> None:
    rows: list[list[Any]] = [["Task", "Days", "Stage", "Who"]]
    rows += [[f"Job {n} here", n, n if n < 3 else None, "Ann"] for n in range(1, 9)]
    assert "ID" not in {column.meaning for column in read(rows).columns}


def test_words_among_three_estimates_are_faults_in_their_cells() -> None:
    rows: list[list[Any]] = [["ID", "Task", "Best case", "Expected", "Worst case"]]
    rows += [[f"D{n}", f"Job {n} here", n, 2 * n, 3 * n] for n in range(1, 5)]
    rows += [["D5", "Job 5 here", "D7", 10, 15], ["D6", "Job 6 here", "D2", 5, 8]]
    found = look(made(rows), "a.xlsx", CHOICE)
    places = {issue.cell for issue in found.issues if issue.code == "bad-duration"}
    assert places == {"C6", "C7"}


def _sprints(header: list[str], below: int = 0) -> list[list[Any]]:
    spans = ["1/21/27-2/2/27", "2/4/27-2/16/27", "2/18/27-3/2/27"]
    rows: list[list[Any]] = [[] for _ in range(below)]
    rows.append([cell for span in spans for cell in (header[0], span, header[1])])
    rows[-1] += [None, "Finals 5/9/27-5/14/27"]
    for row in range(1, 5):
        who = "Ann" if row % 2 else "Bob"
        rows.append([one for n in "123" for one in (who, f"Story {n}.{row} here", 4 * row)])
    return rows


@pytest.mark.parametrize(
    "header", [["Assignee", "Estimate"], ["Wer", "Aufwand"], ["Qui", "Charge"]]
)
@pytest.mark.parametrize("below", [0, 70])
def test_dates_above_lists_side_by_side_are_those_of_their_tasks(
    header: list[str], below: int
) -> None:
    rows = [*_sprints(header), *[[] for _ in range(below)]]
    rows += [["Work", "Sum", header[1]], ["Story", 38, 2]] if below else []
    every = look(made(rows), "a.xlsx", _BLOCKS).project
    assert every is not None
    tasks = [task for task in every.tasks if not task.summary]
    assert [task.name for task in tasks][:5:4] == ["Story 1.1 here", "Story 2.1 here"]
    assert len(tasks) == 12
    assert {f"{t.current_start:%m-%d}" for t in tasks if t.current_start} == {
        *("01-21", "02-04", "02-18")
    }
    assert people(every)[1:3] == [["Ann"], ["Bob"]]


def test_texts_that_differ_between_lists_are_no_dates() -> None:
    rows: list[list[Any]] = [["Who", "Room A", "Hours", None, "Who", "Room B", "Hours"]]
    rows += [["Ann", f"Paint {n} here", n, None, "Bob", f"Clean {n} here", n] for n in "1234"]
    every = look(made(rows), "a.xlsx", _BLOCKS).project
    assert every is not None
    assert [task.name for task in every.tasks if task.summary] == ["Room A", "Room B"]
    assert not any(task.current_start for task in every.tasks)


@pytest.mark.parametrize(
    ("planned", "actual", "start", "finish"),
    [("Planned", "Actual", "Start", "Finish"), ("予定", "実績", "開始日", "終了日")],
)
def test_stages_planned_and_actual_are_offered(
    planned: str, actual: str, start: str, finish: str
) -> None:
    stages = ("Design", "Build", "Check")
    rows: list[list[Any]] = [["Function"], ["Name"], [None]]
    for n, stage in enumerate(stages):
        rows[0] += [stage, None, None, None]
        rows[1] += [planned, None, actual, None]
        rows[2] += [start, finish, start, finish]
        for row in range(3):
            if n == 0:
                rows.append([f"Screen {row} here"])
            days = (datetime(2027, 3, 1 + 7 * n + row), datetime(2027, 3, 3 + 7 * n + row))
            rows[3 + row] += [*days, None, None]
    merged = "B1:E1 F1:I1 J1:M1 B2:C2 D2:E2 F2:G2 H2:I2 J2:K2 L2:M2"
    found = look(made(rows, merged=merged), "a.xlsx", CHOICE)
    assert "blocks" in {offer.choice.form for offer in found.offers}
    every = look(made(rows, merged=merged), "a.xlsx", _BLOCKS).project
    assert every is not None
    assert [task.name for task in every.tasks[:4]] == ["Screen 0 here", *stages]
    assert starts(every)[:3] == ["2027-03-01", "2027-03-08", "2027-03-15"]


def _below_a_hidden_header() -> list[list[Any]]:
    """Tasks of sprints side by side, below headers that the first row of tasks hides."""
    spans = ["1/21/27-2/2/27", "2/4/27-2/16/27", "2/18/27-3/2/27", "3/4/27-3/16/27"]
    rows: list[list[Any]] = [[None], [None]]
    rows[0] += [cell for n in range(1, 5) for cell in (f"Sprint {n}", None, None)]
    rows[1] += [cell for span in spans for cell in ("Assignee", span, "Estimate")]
    for row, who in enumerate("PVJMMMMM"):
        rows.append(["Work Items" if not row else None])
        for n in range(4):
            rows[-1] += [who if n else "JPVMMMMM"[row], f"Item {n + 1}.{row} to do", 4 + row + n]
    return rows


def test_lists_below_a_header_that_stands_twice_are_offered_where_there_is_no_plan() -> None:
    found = look(made(_below_a_hidden_header()), "a.xlsx", CHOICE)
    assert found.project is None
    assert found.offers[0].choice.form == "blocks"
    every = look(made(_below_a_hidden_header()), "a.xlsx", _BLOCKS).project
    assert every is not None
    assert sum(not task.summary for task in every.tasks) == 32


@pytest.mark.parametrize("language", _HEADERS)
def test_all_lists_come_first_among_what_is_offered_beside_the_present(language: str) -> None:
    found = look(made(_side_by_side(_HEADERS[language])), "a.xlsx", CHOICE)
    assert [offer.choice.form for offer in found.offers[:2]] == ["", "blocks"]


def test_remarks_on_lists_read_as_one_name_cells_of_the_file() -> None:
    rows = _side_by_side(_HEADERS["en"])
    rows[3][7] = "soon"
    every = look(made(rows), "a.xlsx", _BLOCKS)
    assert [i.cell for i in every.issues if i.got == "soon"] == ["H4"]


def test_remarks_on_stages_read_as_one_name_cells_of_the_file() -> None:
    rows: list[list[Any]] = [[None, "Design", None, "Build", None, "Test", None]]
    rows.append(["Module", *["Start", "Finish"] * 3])
    for row, name in enumerate(("Store", "Send", "Show"), 3):
        days = [datetime(2027, 3, row + 7 * n) for n in (0, 1, 1, 2, 2, 3)]
        rows.append([name, *days])
    rows[3][4] = "31.6.2027"
    every = look(made(rows), "a.xlsx", _BLOCKS)
    assert [i.cell for i in every.issues if i.got == "31.6.2027"] == ["E4"]
