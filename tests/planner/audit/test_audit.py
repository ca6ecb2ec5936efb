"""Plans as they stand, judged. Every figure was worked out by hand."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.pipeline import Options, audit, read_project, solve, write_plan
from planner.project import Project
from tests.planner.opened import sheet_of

HEADS = ("ID", "Task Name", "Duration", "Predecessors", "Resource Names", "Start", "Finish")
Row = tuple[Any, ...]


def day(number: int) -> date:
    """A day of January 2027; the 11th is a Monday."""
    return date(2027, 1, number)


def workbook(*rows: Row, heads: Row = HEADS, **sheets: list[Row]) -> bytes:
    book = openpyxl.Workbook()
    tasks = book.active
    assert tasks is not None
    tasks.title = "Tasks"
    for row in (heads, *rows):
        tasks.append(row)
    usual: dict[str, list[Row]] = {"Settings": [("Project start", day(11))]}
    for name, lines in (usual | sheets).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def found(data: bytes) -> tuple[dict[str, int], float | None]:
    """How many findings there are of each kind, and the share of good hours."""
    judged = audit(read_project(data))
    share = judged.share
    return dict(judged.counts), None if share is None else round(share, 4)


def test_a_sound_plan_breaks_nothing() -> None:
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15)),
        (2, "Two", "2d", "1", "Ann", day(18), day(19)),
    )
    assert found(data) == ({}, 1.0)


def test_two_tasks_at_once_are_too_much_for_one_person() -> None:
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15)),
        (2, "Two", "2d", "", "Ann", day(14), day(15)),
    )
    assert found(data) == ({"double-booked": 1}, round(40 / 56, 4))
    (issue,) = audit(read_project(data)).issues
    assert issue.place == "Tasks!E3"
    assert "Ann has 16 h on each of 2 days from 2027-01-14 to 2027-01-15" in issue.message


@pytest.mark.parametrize("who", ["Ann [50%]", "Ann [25%]"])
def test_halves_fit_beside_each_other(who: str) -> None:
    data = workbook(
        (1, "One", "5d", "", who, day(11), day(15)),
        (2, "Two", "5d", "", "Ann [50%]", day(11), day(15)),
    )
    assert found(data) == ({}, 1.0)


def test_work_on_leave_counts_only_where_there_is_no_other_time() -> None:
    leave: list[Row] = [("Who", "From", "To"), ("Ann", day(12), day(12))]
    full = workbook((1, "One", "3d", "", "Ann", day(11), day(13)), Leave=leave)
    assert found(full) == ({"work-on-away": 1}, round(16 / 24, 4))
    loose = workbook((1, "One", "2d", "", "Ann", day(11), day(13)), Leave=leave)
    assert found(loose) == ({}, 1.0)


def test_work_on_a_holiday_is_told() -> None:
    holidays: list[Row] = [("Date", "Name"), (day(13), "Day of rest")]
    data = workbook((1, "One", "5d", "", "Ann", day(11), day(15)), Holidays=holidays)
    assert found(data) == ({"work-on-holiday": 1}, 0.8)


def test_dates_that_are_too_close_are_told() -> None:
    data = workbook((1, "One", "5d", "", "Ann", day(11), day(13)))
    assert found(data) == ({"dates-too-close": 1}, 0.6)


def test_a_broken_link_names_the_next_working_time() -> None:
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15)),
        (2, "Two", "5d", "1", "Bob", day(14), day(20)),
    )
    assert found(data) == ({"broken-link": 1}, 0.8)
    (issue,) = audit(read_project(data)).issues
    assert "move it to 2027-01-18 08:00 or later" in issue.remedy


@pytest.mark.parametrize(
    ("link", "start", "broken"),
    [("1FS", 18, False), ("1FS", 16, False), ("1FS+1d", 18, True), ("1FS+1d", 19, False),
     ("1SS+3d", 14, False), ("1SS+3d", 13, True), ("1FS-2d", 14, False), ("1FS+3ed", 18, True)],
)  # fmt: skip
def test_lags_count(link: str, start: int, *, broken: bool) -> None:
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15)),
        (2, "Two", "1d", link, "Bob", day(start), day(max(start, 18))),
    )
    assert ("broken-link" in found(data)[0]) is broken


def test_a_weekend_crew_does_work_between() -> None:
    """Nobody on either task works between Friday and Monday, unless one of them does."""
    rows: tuple[Row, ...] = (
        (1, "One", "2d", "", "Wes", day(16), day(17)),
        (2, "Two", "1d", "1", "Wes", day(16), day(16)),
    )
    people: list[Row] = [("Name", "Calendar"), ("Wes", "Weekend")]
    calendars: list[Row] = [
        ("Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ("Office", *["08:00-12:00, 13:00-17:00"] * 5, "", ""),
        ("Weekend", "", "", "", "", "", *["08:00-12:00, 13:00-17:00"] * 2),
    ]
    data = workbook(*rows, People=people, Calendars=calendars)
    assert "broken-link" in found(data)[0]


def test_deadlines_and_budgets_and_what_is_past() -> None:
    heads = (*HEADS, "Deadline")
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15), day(14)),
        (2, "Two", "1d", "", "", day(18), day(18), day(18)),
        heads=heads,
        People=[("Name", "Rate"), ("Ann", "50/h")],
        Budgets=[("Scope", "Limit"), ("", 1500)],
        Settings=[("Project start", day(11)), ("Status date", day(12))],
    )
    kinds = {"deadline-missed": 1, "over-budget": 1, "start-in-the-past": 1, "nobody-named": 1}
    assert found(data)[0] == kinds


def test_who_is_not_named_is_not_judged() -> None:
    data = workbook(
        (1, "One", "5d", "", "Ann or Bob", day(11), day(15)),
        (2, "Two", "5d", "", "Ann", day(11), day(15)),
    )
    assert found(data) == ({"still-to-choose": 1}, 1.0)


def test_the_fourteen_points() -> None:
    """Three may finish on the 22nd at the latest, two days earlier than dated; so must Two."""
    heads = (*HEADS, "Deadline", "Baseline Start", "Baseline Finish", "Actual Start",
             "Actual Finish", "Must Start On")  # fmt: skip
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15), None, day(11), day(15), day(11), day(18)),
        (2, "Two", "5d", "1", "Bob", day(19), day(25), None, day(18), day(22)),
        (3, "Three", "5d", "2SS+1d", "Cid", day(20), day(26), day(22), None, None, None, None),
        (4, "Four", "100d", "", "", day(11), date(2027, 5, 28), None, None, None, None, None,
         day(11)),
        heads=heads,
        Settings=[("Project start", day(11)), ("Status date", day(22))],
    )  # fmt: skip
    points = {point.number: point for point in audit(read_project(data)).points}
    values = {n: None if p.value is None else round(p.value, 3) for n, p in points.items()}
    assert values == {
        1: 0.667, 2: 0.0, 3: 0.5, 4: 0.5, 5: 0.333, 6: 0.0, 7: 2, 8: 0.333, 9: 3, 10: 1,
        11: 1.0, 12: 0.0, 13: 0.978, 14: 0.5,
    }  # fmt: skip


def test_what_was_planned_breaks_nothing(project: Project) -> None:
    plan = solve(project, Options(deterministic_limit=2))
    judged = audit(plan)
    assert judged.share == pytest.approx(1.0)
    assert not judged.counts.keys() & {"double-booked", "work-on-away", "broken-link"}


@pytest.fixture
def data() -> bytes:
    return workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15)),
        (2, "Two", "5d", "1", "Ann", day(14), day(20)),
        (3, "Three", "1d", "2", "Ann", None, None),
    )


@pytest.fixture
def project(data: bytes) -> Project:
    return read_project(data)


def test_the_plan_stands_beside_it_on_a_sheet(data: bytes, project: Project) -> None:
    plan = solve(project, Options(deterministic_limit=2))
    sheet = sheet_of(write_plan(data, plan).data, "Audit")
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("planned hours break no rule as dated" in str(text) for text in texts)
    assert "Links that the dates break" in texts
    undated = replace(project, tasks=tuple(
        replace(task, current_start=None, current_finish=None) for task in project.tasks
    ))  # fmt: skip
    plan = solve(undated, Options(deterministic_limit=2))
    names = openpyxl.load_workbook(io.BytesIO(write_plan(data, plan).data)).sheetnames
    assert "Audit" not in names


def test_the_command_writes_a_copy_and_json(data: bytes, tmp_path: Path) -> None:
    source, copy, told = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.json"
    source.write_bytes(data)
    arguments = ["audit", str(source), "-o", str(copy), "--json", str(told)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "2 tasks have dates, 1 have none" in result.output
    assert source.read_bytes() == data
    assert "Audit" in openpyxl.load_workbook(copy).sheetnames
    document = json.loads(told.read_text())
    assert document["counts"] == {"double-booked": 1, "broken-link": 1}
    assert len(document["points"]) == 14
    assert CliRunner().invoke(main, arguments).exit_code == 2  # the copy is there already


def test_a_file_without_dates_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(workbook((1, "One", "5d", "", "Ann", None, None)))
    result = CliRunner().invoke(main, ["audit", str(source)])
    assert result.exit_code == 1
    assert "no-dates" in result.output


def test_of_a_planned_workbook_without_dates_of_its_own_the_kept_plan_is_judged(
    tmp_path: Path,
) -> None:
    data = workbook((1, "One", "5d", "", "Ann", None, None), (2, "Two", "1d", "1", "", None, None))
    source = tmp_path / "a.xlsx"
    source.write_bytes(
        write_plan(data, solve(read_project(data), Options(deterministic_limit=1))).data
    )
    result = CliRunner().invoke(main, ["audit", str(source)])
    assert result.exit_code == 0, result.output
    assert "2 tasks have dates" in result.output


TRACKED = (*HEADS, "Actual Start", "Actual Finish", "Baseline Start")
"""With what was done, and a baseline that says starts only."""


def test_what_is_finished_is_no_fault_of_the_plan() -> None:
    """Both were done at once by Ann, the second before the first was: that is over now."""
    done = [day(11), day(15)]
    data = workbook(
        (1, "One", "5d", "", "Ann", *done, *done, None),
        (2, "Two", "5d", "1", "Ann", *done, *done, None),
        (3, "Three", "1d", "2", "Ann", day(15), day(15), None, None, None),
        heads=TRACKED,
        Settings=[("Project start", day(11)), ("Status date", day(15))],
    )
    counts, share = found(data)
    assert counts == {"broken-link": 1, "double-booked": 1, "start-in-the-past": 1}
    assert share == round(80 / 88, 4)


def test_a_baseline_of_starts_only_is_worked_out() -> None:
    """The first was to take from the 11th to the 12th and did; the second is a day late."""
    data = workbook(
        (1, "One", "2d", "", "Ann", None, None, day(11), day(12), day(11)),
        (2, "Two", "2d", "", "Ann", None, None, day(13), day(15), day(13)),
        (3, "Three", "2d", "", "Ann", day(18), day(19), None, None, day(18)),
        heads=TRACKED,
        Settings=[("Project start", day(11)), ("Status date", day(15))],
    )
    points = {point.number: point for point in audit(read_project(data)).points}
    assert (points[11].value, points[11].tasks) == (0.5, ("2",))
    assert points[14].value == 1


def test_findings_are_told_in_the_language_of_the_workbook() -> None:
    data = workbook(
        (1, "Graben", "3t", "", "Anna", day(11), day(13), ""),
        (2, "Gießen", "3t", "1", "Anna", day(12), day(14), day(13)),
        heads=("Nr.", "Vorgang", "Dauer", "Vorgänger", "Ressourcennamen", *HEADS[5:], "Termin"),
    )
    booked, link, late = audit(read_project(data)).issues
    assert booked.message.startswith("Anna hat an 2 Tagen vom 12.01.2027 bis 13.01.2027 je 16 h")
    assert link.message == (
        "2 Gießen beginnt 12.01.2027, aber 1 Graben endet 13.01.2027 "
        "und lässt es nach 13.01.2027 anfangen"
    )
    assert late.message == "2 Gießen endet 14.01.2027, 1 Arbeitstag nach seinem Termin"
    assert late.remedy == "neu planen oder den Termin verschieben"


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        (((1, "Permit", 0, "", "", 12, 12), (2, "Dig", "1d", "1", "Ann", 12, 12)), False),
        (((1, "Permit", 0, "", "", 12, 12), (2, "Dig", "1d", "1", "Ann", 11, 11)), True),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "4h", "1", "Ann", 11, 11)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "1d", "1", "Bob", 11, 12)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "1d", "1", "Bob", 11, 11)), True),
        (((1, "Whole", "1d", "", "Ann", 11, 11), (2, "Dig", "1d", "1", "Bob", 11, 13)), True),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Two", "3d", "1", "Ann", 11, 14),
          (3, "Three", "4h", "2", "Bob", 14, 14)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Two", "3d", "1", "Ann", 11, 14),
          (3, "Three", "6h", "2", "Bob", 14, 14)), True),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "4h", "1FF", "Bob", 11, 11)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Gate", 0, "1", "", 11, 11),
          (3, "Dig", "4h", "2", "Bob", 11, 11)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Gate", 0, "1", "", 11, 11),
          (3, "Dig", "6h", "2", "Bob", 11, 11)), True),
        (((3, "Dig", "6h", "2", "Bob", 11, 11), (2, "Gate", 0, "1", "", 11, 11),
          (1, "Half", "4h", "", "Ann", 11, 11)), True),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "2d", "1", "Part", 11, 18)), True),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Dig", "2d", "1", "Part", 11, 25)), False),
        (((1, "Dry", "2ed", "", "", 11, 13), (2, "Dig", "4h", "1", "Bob", 13, 13)), False),
        (((1, "Half", "4h", "", "Ann", 11, None), (2, "Dig", "1d", "1", "Bob", 11, None)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Lag", "2h", "1+2h", "Bob", 11, 11)), False),
        (((1, "Half", "4h", "", "Ann", 11, 11), (2, "Lag", "2h", "1+4h", "Bob", 11, 11)), True),
    ],
)  # fmt: skip
def test_links_that_days_without_times_could_keep_are_not_broken(
    rows: tuple[Row, ...], *, broken: bool
) -> None:
    dated = [(*row[:5], *(day(when) if when else None for when in row[5:])) for row in rows]
    team: list[Row] = [("Name", "Working Time"), ("Part", "Mon")]
    assert ("broken-link" in found(workbook(*dated, People=team))[0]) is broken


def test_a_link_broken_within_days_names_the_day_on_which_it_could_be_kept() -> None:
    data = workbook(
        (1, "Permit", 0, "", "", day(12), day(12)), (2, "Dig", "1d", "1", "Ann", day(11), day(11))
    )
    (issue,) = (one for one in audit(read_project(data)).issues if one.code == "broken-link")
    assert issue.message == "2 Dig starts 2027-01-11, but 1 Permit finishes 2027-01-12"
    assert "move it to 2027-01-12 08:00 or later" in issue.remedy


def test_an_end_that_no_cell_gives_is_worked_out_from_the_work() -> None:
    heads = ("ID", "Task Name", "Work (h)", "Resource Names", "Actual Start", "Finish")
    team: list[Row] = [("Name", "Max Units"), ("Ann", "50%")]
    data = workbook((1, "Draw", 24, "Ann", day(11), None), heads=heads, People=team)
    assert found(data) == ({}, 1.0)
    short = workbook((1, "Draw", 24, "Ann", day(11), day(12)), heads=heads, People=team)
    (issue,) = audit(read_project(short)).issues
    assert (issue.code, issue.place) == ("dates-too-close", "Tasks!F2")


def test_a_missed_deadline_leaves_a_path_on_which_the_finish_depends() -> None:
    heads = (*HEADS, "Deadline")
    data = workbook(
        (1, "One", "5d", "", "Ann", day(11), day(15), ""),
        (2, "Two", "5d", "1", "Ann", day(18), day(22), day(19)),
        heads=heads,
    )
    points = {point.number: point for point in audit(read_project(data)).points}
    assert (points[7].value, points[12].value) == (2, 1)
