"""What is used up: stock, deliveries, when it is used, what waits for it, what is too little."""

import json
from datetime import datetime

import pytest

from planner.errors import InputError
from planner.export.csv_tables import csv_files
from planner.export.jsonplan import to_json
from planner.pipeline import Options, read_project, solve, write_plan
from planner.writing.keep import kept_plan
from planner.writing.report.stock import stock_lines
from tests.planner.features.support import PEOPLE, Planned, march, planned, refused, sheets
from tests.planner.reading.books import Rows
from tests.planner.reading.books import book as workbook

HEAD = "ID, Task Name, Duration, Resource Names, Materials"


def stock(*rows: list[object]) -> Rows:
    return [["Material", "Unit", "Stock", "Price"], *rows]


def deliveries(*rows: list[object]) -> Rows:
    return [["Material", "Date", "Quantity"], *rows]


def built(*tasks: list[object], head: str = HEAD, **more: Rows) -> dict[str, Rows]:
    """With 10 t of cement at hand and 40 t on the second Monday."""
    more.setdefault("Materials", stock(["Cement", "t", 10, 100]))
    more.setdefault("Deliveries", deliveries(["Cement", march(8), 40]))
    return sheets(*tasks, head=head, People=PEOPLE, **more)


def start(found: Planned, task: int) -> object:
    return found.when(task)[0]


def test_a_task_waits_for_the_delivery_of_what_it_uses() -> None:
    found = planned(built([1, "Pour", "2d", "Ann", "Cement 20 at start"]))
    assert start(found, 1) == march(8, 8)
    assert found.why(1) == "waits for the delivery of 40 t of Cement on 8 Mar 2027"
    (cause,) = found.plan.rows[0].causes
    assert (cause.kind, cause.sheet, cause.cell) == ("delivery", "Deliveries", "C2")
    assert "waits for the delivery" in found.texts("Why")


def test_what_is_used_over_the_work_may_come_while_it_goes_on() -> None:
    """Of 20 t over 4 days half is there: it starts on Thursday."""
    found = planned(built([1, "Pour", "4d", "Ann", "20 t Cement"]))
    assert start(found, 1) == march(4, 8)
    assert found.cost(1) == 4 * 8 * 50 + 20 * 100


def test_what_is_used_at_the_finish_has_to_be_there_then() -> None:
    found = planned(built([1, "Pour", "2d", "Ann", "Cement: 20 at finish"]))
    assert found.when(1) == (march(4, 8, 15), march(8, 8, 15))


def test_several_materials_and_those_without_an_end() -> None:
    """Of bricks there are as many as wanted; sand comes a day after the cement."""
    found = planned(
        built(
            [1, "Wall", "2d", "Ann", "bricks 400; Cement 2,5 at start\nSand 3 at start"],
            Materials=stock(["Cement", "t", 10, 100], ["Bricks", "", "", 2], ["Sand"]),
            Deliveries=deliveries(["Sand", march(9), "4 t"]),
        )
    )
    assert start(found, 1) == march(9, 8)
    assert found.why(1) == "waits for the delivery of 4 of Sand on 9 Mar 2027"
    assert found.cost(1) == 2 * 8 * 50 + 400 * 2 + 250


def test_who_goes_first_leaves_enough_for_the_others() -> None:
    tasks = (
        [1, "Small", "2d", "Ann", "Cement 4 at start"],
        [2, "Large", "2d", "Bob", "Cement 9 at start"],
    )
    found = planned(built(*tasks), "finish")
    assert {start(found, 1), start(found, 2)} == {march(1, 8), march(8, 8)}


def test_material_named_with_the_people_counts_too() -> None:
    """A fifth of 50 t is there, enough for 3.2 of 16 hours, in steps of 15 minutes."""
    task = [1, "Pour", "2d", "Ann; Cement[50 t]"]
    book = built(task, head="ID, Task Name, Duration, Resource Names")
    assert start(planned(book), 1) == march(5, 14)


def test_what_was_used_before_the_status_date_is_gone() -> None:
    """8 of 10 t are gone; 4 more are needed for the other, at its start."""
    head = "ID, Task Name, Duration, Resource Names, Materials, Actual Start, Actual Finish"
    book = built(
        [1, "Base", "1d", "Ann", "Cement 8", march(1, 8), march(1, 17)],
        [2, "Wall", "1d", "Ann", "Cement 4 at start"],
        head=head,
    )
    book["Settings"] = [*book["Settings"], ["Status date", march(1, 17)]]
    assert start(planned(book), 2) == march(8, 8)


def test_too_little_before_a_hard_date_is_told_by_cell() -> None:
    head = f"{HEAD}, Finish No Later Than"
    error = refused(built([1, "Pour", "2d", "Ann", "Cement 20 at start", march(5)], head=head))
    told = {f"{issue.sheet}!{issue.cell}": issue for issue in error.issues}
    assert "1 Pour uses 20 t of Cement (Tasks!E2)" in told["Materials!C2"].message
    assert "40 t of Cement come on 8 Mar 2027 (Deliveries!C2)" in told["Materials!C2"].message
    assert told["Materials!C2"].remedy == "have 10 t of Cement more there"
    assert told["Tasks!F2"].remedy.startswith("move it to 9 Mar 2027 17:00 or later")


def test_the_sheet_of_stock_and_the_tables_tell_day_by_day_what_is_left() -> None:
    """Of 20 t over 4 days half is used by the weekend, and all that was there."""
    found = planned(built([1, "Pour", "4d", "Ann", "20 t Cement"]))
    (line,) = stock_lines(found.plan)
    assert (line.stock, line.delivered, line.used, line.left) == (10, 40, 20, 30)
    assert [(one.day.day, one.delivered, one.used, one.left) for one in line.days] == [
        (4, 0, 5, 5),
        (5, 0, 5, 0),
        (8, 40, 5, 35),
        (9, 0, 5, 30),
    ]
    assert line.lowest is not None
    assert (line.lowest.day.day, line.lowest.left) == (5, 0)
    told = found.result["Stock"]
    assert ("Cement", "t", 10, 40, 20, 30, 0, march(5)) in told
    assert (march(5), 0) in [row[:2] for row in told]
    assert "2027-03-05,0,5,0" in csv_files(found.plan)["stock.csv"].decode()
    (said,) = json.loads(to_json(found.plan))["materials"]
    assert (said["lowest"], said["lowest_on"], said["days"][2]["left"]) == (0, "2027-03-05", 35)


def test_what_was_used_of_a_task_under_way_is_in_the_curve_once() -> None:
    """Half of 8 t are used by the status date, and the rest over the rest."""
    head = "ID, Task Name, Duration, Resource Names, Materials, Actual Start, % Complete"
    book = built([1, "Base", "4d", "Ann", "Cement 8", march(1, 8), 0.5], head=head)
    book["Settings"] = [*book["Settings"], ["Status date", march(2)]]
    (line,) = stock_lines(planned(book).plan)
    assert [(one.day.day, one.used) for one in line.days[:4]] == [(1, 2), (2, 2), (3, 2), (4, 2)]
    assert line.used == 8


def test_a_plan_that_is_read_again_knows_what_was_used() -> None:
    data = workbook(built([1, "Pour", "4d", "Ann", "20 t Cement"]))
    plan = solve(read_project(data), Options(deterministic_limit=8))
    again = kept_plan(write_plan(data, plan).data, read_project(data))
    assert stock_lines(again) == stock_lines(plan)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Steel 5", "unknown-material"),
        ("Cement", "missing-quantity"),
        ("Cement -5", "bad-quantity"),
        ("Cement 5 kg", "bad-unit"),
        ("Cement 60", "material-short"),
        ("Cement 5; Cement 3 at start", "material-twice"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_cell(cell: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        planned(built([1, "Pour", "2d", "Ann", cell]))
    (issue,) = (one for one in caught.value.issues if one.severity == "error")
    place = ("Materials", "C2") if code == "material-short" else ("Tasks", "E2")
    assert (issue.code, issue.sheet, issue.cell) == (code, *place)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["Steel", march(8), 5], "A2"),
        (["Cement", "soon", 5], "B2"),
        (["Cement", march(8), -1], "C2"),
        (["Cement", march(8), ""], "C2"),
    ],
)
def test_faults_of_deliveries_are_told_with_their_cells(row: list[object], cell: str) -> None:
    with pytest.raises(InputError) as caught:
        planned(built([1, "Pour", "2d", "Ann", "Cement 1"], Deliveries=deliveries(row)))
    (issue,) = (one for one in caught.value.issues if one.severity == "error")
    assert (issue.sheet, issue.cell) == ("Deliveries", cell)


def test_without_a_sheet_of_materials_the_column_says_nothing() -> None:
    book = sheets([1, "Pour", "2d", "Ann", "some nails"], head=HEAD, People=PEOPLE)
    found = planned(book)
    assert start(found, 1) == march(1, 8)
    assert "no-materials" in found.codes()


def test_a_delivery_long_after_the_start_is_waited_for() -> None:
    comes = deliveries(["Cement", datetime(2028, 9, 4), 40])
    found = planned(built([1, "Pour", "2d", "Ann", "Cement 20 at start"], Deliveries=comes))
    assert start(found, 1) == datetime(2028, 9, 4, 8)


def test_german_sheets_and_headers_of_materials() -> None:
    rows: Rows = [["Vorgang", "Dauer", "Material"], ["Türen", "1d", "Türblatt 2"]]
    book: dict[str, Rows] = {
        "Vorgänge": rows,
        "Materialien": [["Material", "Einheit", "Bestand", "Preis"], ["Türblatt", "Stk", 0, 90]],
        "Lieferungen": [["Material", "Datum", "Menge"], ["Türblatt", march(15), 2]],
        "Einstellungen": [["Projektstart", march(1)]],
    }
    project = read_project(workbook(book))
    assert [one.quantity for one in project.deliveries] == [2]
    assert solve(project).rows[0].start == march(15, 8)
