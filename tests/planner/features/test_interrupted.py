"""Splittable tasks, from workbook to workbook: urgent work passes, and the same people go on."""

import json
from collections import defaultdict
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest

from planner.audit.dated import as_it_stands
from planner.audit.hours_of_work import efforts
from planner.errors import InputError
from planner.export.csv_tables import csv_files
from planner.export.drawing import gantt_svg
from planner.export.ics import calendars
from planner.export.jsonplan import to_json
from planner.export.mspdi_out import mspdi
from planner.export.notices import notice_files
from planner.interchange.mspdi_splits import pauses_of
from planner.interchange.place import Report
from planner.pipeline import Draft, Options, publish, read_project, solve, write_plan
from planner.translate import to_problem
from planner.whatif.replan import carried, placed, stands
from planner.writing.inputs import write_inputs
from planner.writing.keep import kept_plan
from tests.planner.features.support import Planned, march, planned, refused, sheets
from tests.planner.projects import row
from tests.planner.reading.books import Rows, book

HEAD = (
    "ID, Task Name, Duration, Resource Names, Must Start On, Splittable, Smallest Piece, "
    "Most Pieces"
)
THURSDAY = march(4)
ANN: Rows = [["Name"], ["Ann"]]


def warehouse(
    *split: Any, head: str = HEAD, event: Any = THURSDAY, **more: Rows
) -> dict[str, Rows]:
    """Two weeks of Ann's from Monday, and an audit of two days on a fixed Thursday."""
    return sheets(
        [1, "Migrate", "10d", "Ann", None, *split],
        [2, "Audit", "2d", "Ann", event],
        head=head,
        **{"People": ANN, **more},
    )


def pieces(found: Planned, task: int = 1) -> list[tuple[Any, Any]]:
    return list(row(found.plan, str(task)).pieces)


HALVES = [(march(1, 8), march(3, 17)), (march(8, 8), march(16, 17))]


@pytest.mark.parametrize("split", [("yes",), ("yes", "3d", 2), ("", "4h"), (None, None, 2)])
def test_urgent_work_passes(split: tuple[Any, ...]) -> None:
    """Who says how small or how many says that it may be interrupted."""
    found = planned(warehouse(*split), "finish")
    assert pieces(found) == HALVES
    assert found.when(1) == (march(1, 8), march(16, 17))
    assert found.when(2) == (march(4, 8), march(5, 17))
    assert found.goal("interruptions") == 1
    assert found.why(1) == (
        "project start; interrupted from 3 Mar 2027 17:00 to 8 Mar 2027 08:00 "
        "so that 2 Audit can pass"
    )


@pytest.mark.parametrize("split", [(), ("no",), ("yes", "4d"), ("yes", None, 1), ("yes", "6d")])
def test_otherwise_it_waits(split: tuple[Any, ...]) -> None:
    """Three days are too small a piece of four, and of ten days there is no second of six."""
    found = planned(warehouse(*split), "finish")
    assert pieces(found) == []
    assert found.when(1) == (march(8, 8), march(19, 17))


def test_it_is_interrupted_no_more_often_than_it_may_be() -> None:
    fixed = [[n, f"Visit {n}", "4h", "Ann", march(n, 13)] for n in (2, 4, 9)]
    found = planned(
        sheets([1, "Study", "8d", "Ann", None, "yes", "1d", 3], *fixed, head=HEAD, People=ANN),
        "finish",
    )
    assert len(pieces(found)) == 3
    assert found.goal("interruptions") == 2


def test_nothing_is_interrupted_for_nothing() -> None:
    found = planned(warehouse("yes", "1h", 9, event=march(15)), "finish")
    assert pieces(found) == []
    assert found.when(1) == (march(1, 8), march(12, 17))


def test_maintenance_of_a_machine_interrupts_its_run() -> None:
    """Nobody stops the press but the fitter on a day of his; press and printer go on together."""
    found = planned(
        sheets(
            [1, "Print the catalogue", "6d", "Press; Paula", None, "yes", "1d", ""],
            [2, "Maintenance", "1d", "Press; Fitter", march(3), "", "", ""],
            head=HEAD,
            People=[["Name", "Type"], ["Press", "equipment"], ["Paula", ""], ["Fitter", ""]],
        ),
        "finish",
    )
    assert pieces(found) == [(march(1, 8), march(2, 17)), (march(4, 8), march(9, 17))]
    assert found.who(1) == ["Paula", "Press"]


def until(last: Any, splittable: str) -> dict[str, Rows]:
    return sheets(
        [1, "Migrate", "10d", "Ann", None, last, splittable],
        [2, "Audit", "2d", "Ann", march(4), None, None],
        head="ID, Task Name, Duration, Resource Names, Must Start On, Finish No Later Than, "
        "Splittable",
        People=ANN,
    )


def test_a_hard_date_that_only_an_interruption_keeps() -> None:
    """The construction finds no plan in one piece; the proof that there is none knows of breaks."""
    assert pieces(planned(until(march(16), "yes"), "finish")) == HALVES
    for book_ in (until(march(16), "no"), until(march(15), "yes")):
        assert any(one.cell == "F2" for one in refused(book_).issues)


def test_the_columns_have_german_heads() -> None:
    german = (
        "Nr, Vorgangsname, Dauer, Ressourcennamen, Muss anfangen am, Teilbar, Kleinstes Stück, "
        "Höchstens Stücke"
    )
    task, _ = read_project(book(warehouse("ja", "2 Tage", 4, head=german))).tasks
    assert (task.smallest_piece, task.most_pieces) == (960, 4)


def test_the_pieces_are_shown_everywhere() -> None:
    found = planned(warehouse("yes"), "finish")
    assert "2027-03-01 – 2027-03-03, 2027-03-08 – 2027-03-16" in found.texts("Plan")
    lines = [line[:6] for line in found.result["Work by person"] if line[3] == "Migrate"]
    assert [(line[0], line[1], line[5]) for line in lines] == [
        (*HALVES[0], 24),
        (*HALVES[1], 56),
    ]
    events = calendars(found.plan)["Ann"].decode()
    assert events.count("BEGIN:VEVENT") == 3
    assert len({line for line in events.splitlines() if line.startswith("UID")}) == 3
    told = next(one for one in json.loads(to_json(found.plan))["tasks"] if one["id"] == "1")
    assert told["pieces"] == [
        {"start": "2027-03-01T08:00:00", "finish": "2027-03-03T17:00:00"},
        {"start": "2027-03-08T08:00:00", "finish": "2027-03-16T17:00:00"},
    ]
    assert "2027-03-08T08:00:00/2027-03-16T17:00:00" in csv_files(found.plan)["tasks.csv"].decode()
    load = {day.day: one.worked for day, one in found.plan.load["Ann"].items()}
    assert set(load.values()) == {480}


CALENDAR = "ID, Task Name, Duration, Resource Names, Must Start On, Splittable, "


@pytest.mark.parametrize(
    ("head", "cell", "people", "more", "reason"),
    [
        ("Unbroken", "yes", "Ann", {}, "nothing may pause it"),
        ("Notes", "", "Ann; Bob", {}, "several people do it, each for themselves"),
        (
            "Notes",
            "",
            "Ann",
            {"Budget": [["Budget", "Month"], [900, march(1)]]},
            "a budget counts what it costs within some days",
        ),
        (
            "Notes",
            "",
            "Ann",
            {
                "People": [
                    ["Name", "Max Units", "Available From", "Available Until"],
                    ["Ann", 1, "", march(8)],
                    ["Ann", 0.5, march(9), ""],
                ]
            },
            "what there is of Ann changes at a date",
        ),
    ],
)
def test_what_cannot_be_interrupted_is_told_at_its_cell(
    head: str, cell: str, people: str, more: dict[str, Rows], reason: str
) -> None:
    found = planned(
        sheets(
            [1, "Migrate", "10d", people, None, "yes", cell],
            [2, "Audit", "2d", "Ann", march(4)],
            head=CALENDAR + head,
            **{"People": [["Name"], ["Ann"], ["Bob"]], **more},
        ),
        "finish",
    )
    (issue,) = (one for one in found.plan.issues if one.code == "not-interrupted")
    assert (issue.message, issue.cell) == (f"it is not interrupted: {reason}", "F2")
    assert issue.remedy
    assert pieces(found) == []


def test_together_several_people_are_interrupted_at_once() -> None:
    found = planned(
        sheets(
            [1, "Migrate", "10d", "Ann; Bob", None, "yes", "yes"],
            [2, "Audit", "2d", "Ann", march(4)],
            head=CALENDAR + "Together",
            People=[["Name"], ["Ann"], ["Bob"]],
        ),
        "finish",
    )
    assert pieces(found) == HALVES


@pytest.mark.parametrize(
    ("split", "cell", "code"),
    [
        (("perhaps",), "F2", "bad-yes-no"),
        (("yes", "long"), "G2", "bad-duration"),
        (("yes", "", 0), "H2", "bad-number"),
        (("no", "1d"), "G2", "not-splittable"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_named(split: Any, cell: str, code: str) -> None:
    data = book(warehouse(*split))
    try:
        issues = read_project(data).remarks
    except InputError as error:
        issues = error.issues
    assert (cell, code) in {(one.cell, one.code) for one in issues}


def test_what_remains_of_a_task_under_way_is_interrupted() -> None:
    """Two days are done by the evening of Tuesday; that was a piece."""
    found = planned(
        sheets(
            [1, "Migrate", "10d", "Ann", None, "yes", march(1), 0.2],
            [2, "Audit", "2d", "Ann", march(4)],
            head="ID, Task Name, Duration, Resource Names, Must Start On, Splittable, "
            "Actual Start, % Complete",
            settings=[["Status date", march(2, 17)]],
            People=ANN,
        ),
        "finish",
    )
    assert found.when(1) == (march(1, 8), march(16, 17))
    assert pieces(found) == [(march(3, 8), march(3, 17)), (march(8, 8), march(16, 17))]


def test_a_kept_plan_keeps_its_pieces() -> None:
    data = book(warehouse("yes"))
    plan = planned(warehouse("yes"), "finish").plan
    again = kept_plan(write_plan(data, plan).data, read_project(data))
    assert [one.pieces for one in again.rows] == [tuple(HALVES), ()]


def test_ms_project_sees_the_split() -> None:
    """Start and finish of the whole, and timephased work with a stretch of none in it."""
    root = fromstring(mspdi(planned(warehouse("yes"), "finish").plan))
    assert pauses_of(root, Report()) == {"1": [(march(3, 17), march(8, 8))]}


def test_the_drawn_bar_has_a_gap() -> None:
    chart = gantt_svg(planned(warehouse("yes"), "finish").plan)
    assert chart.count('class="gap"') == 1


def test_the_published_plan_is_kept_with_its_pieces() -> None:
    """Planned again from the workbook with the plan in it, nothing changes."""
    data = book(warehouse("yes"))
    first = solve(read_project(data), Options(deterministic_limit=8, goals=("finish",)))
    told = publish(write_plan(data, first).data, march(1).date()).data
    again = solve(read_project(told), Options(deterministic_limit=8))
    assert [one.pieces for one in again.rows] == [one.pieces for one in first.rows]
    assert next(goal.value for goal in again.goals if goal.name == "changes") == 0


def test_a_plan_is_carried_over_to_another_form_of_the_project() -> None:
    """As it stands, and as early as it can: piece by piece."""
    project = read_project(book(warehouse("yes")))
    drafts: list[Draft] = []
    solve(project, Options(deterministic_limit=8, goals=("finish",)), keep=drafts.append)
    first, again = (to_problem(project, goals=("finish",)) for _ in range(2))
    known = stands(first, drafts[-1].schedule)
    assert placed(again, known) == drafts[-1].schedule
    assert carried(again, known) == drafts[-1].schedule


@pytest.mark.parametrize(("split", "most"), [("yes", 480), ("no", 880)])
def test_the_audit_of_dates_knows_that_it_stands_still(split: str, most: int) -> None:
    """Ten days of work from the first to the sixteenth, and two days of the audit in between."""
    dates = [[march(1), march(16)], [march(4), march(5)]]
    book_ = sheets(
        [1, "Migrate", "10d", "Ann", *dates[0], split],
        [2, "Audit", "2d", "Ann", *dates[1], ""],
        head="ID, Task Name, Duration, Resource Names, Start, Finish, Splittable",
        People=ANN,
    )
    by_day: dict[int, float] = defaultdict(float)
    for one in efforts(as_it_stands(read_project(book(book_)))):
        by_day[one.day] += one.minutes
    assert round(max(by_day.values())) == most
    assert sum(by_day.values()) == 5760


def test_a_workbook_made_of_a_project_says_what_is_splittable() -> None:
    project = read_project(book(warehouse("yes", "1d", 2)))
    task, other = read_project(write_inputs(project, {}, {})).tasks
    assert (task.smallest_piece, task.most_pieces) == (480, 2)
    assert other.smallest_piece is None


def test_the_event_of_a_piece_that_is_no_more_is_cancelled() -> None:
    """Published with an interruption; then the audit falls out, and all is done in one piece."""
    plan = solve(read_project(book(warehouse("yes"))), Options(deterministic_limit=8))
    told = publish(write_plan(book(warehouse("yes")), plan).data, march(1).date()).data
    cells = openpyxl.load_workbook(BytesIO(told))
    cells["Tasks"].delete_rows(3)
    changed = BytesIO()
    cells.save(changed)
    again = solve(read_project(changed.getvalue()), Options(deterministic_limit=8))
    assert [row.pieces for row in again.rows] == [()]
    calendar = notice_files(again)["Ann.ics"].decode()
    assert calendar.count("STATUS:CANCELLED") >= 2
