"""Plans as strangers have them: marks, backgrounds, names left by a template, skills of nobody."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from planner.errors import InputError
from planner.reading.read import look
from tests.planner.reading.books import book
from tests.planner.reading.strangers import BLUE, CHOICE, codes, made, people, read, starts, tree

Rows = list[list[Any]]
DATE = datetime(2027, 3, 1)
DAY = timedelta(days=1)
GREY, SILVER = "BFBFBF", "D9D9D9"


def test_a_diamond_alone_in_a_row_of_a_chart_is_a_milestone() -> None:
    rows: Rows = [["", "W1", "W2", "W3", "W4"], ["Kick-off", "◊"], ["Dig"], ["Hand in"]]
    rows[3] += [None, None, None, "◊"]
    project = read(rows, fills={"C3:D3": BLUE})
    assert [task.duration for task in project.tasks if task.name != "Dig"] == [0, 0]
    assert starts(project) == ["2027-03-05", "2027-03-08", "2027-03-26"]


def test_stripes_of_months_behind_a_chart_are_background_however_far_they_go_down() -> None:
    days = ["5th", "12th", "19th", "26th", "2nd", "9th", "16th", "23rd"]
    rows: Rows = [["", None, "April 2027", None, None, None, "May"], ["Tasks", *days]]
    names = ["Dig", "Build", "Roof", "Paint", "Clean", "Move in"]
    rows += [[name] for name in names]
    fills = {"B3:E40": GREY, "F3:I10": SILVER}
    project = read(rows, fills=fills | {f"{'BCEFHI'[n]}{3 + n}": BLUE for n in range(6)})
    assert starts(project) == [
        *("2027-04-05", "2027-04-12", "2027-04-26", "2027-05-02", "2027-05-16", "2027-05-23")
    ]  # fmt: skip


def test_skills_that_nobody_is_said_to_have_are_left_out_and_told() -> None:
    rows: Rows = [["Task", "Role", "Owner", "Days"]]
    rows += [["Plan", "Project Manager", "Ann", 2], ["Code", "Developer", "Bo", 3]]
    project = read(rows)
    assert "skills-of-nobody" in codes(project)
    assert [need.names for task in project.tasks for need in task.needs] == [("Ann",), ("Bo",)]


def test_a_date_out_of_range_is_told_and_left_out() -> None:
    rows: Rows = [["Task", "Days", "Deadline"]]
    rows += [["Dig", 3, DATE + 9 * DAY], ["Roof", 4, datetime(2203, 1, 1)]]
    project = read(rows)
    (issue,) = (one for one in project.remarks if one.code == "bad-date")
    assert (issue.severity, issue.cell) == ("warning", "C3")
    assert [task.deadline is None for task in project.tasks] == [False, True]


def test_names_that_are_only_numbered_give_way_to_the_texts_beside_them() -> None:
    texts = ["Dig the hole", "Pour the base", "Build all walls", "Lay the roof", "Paint it all"]
    texts += ["Clean up the site", "Hand over the keys", "Have a big party"]
    rows: Rows = [["Task", "Assigned to", "Start", "End"]]
    rows += [[f"Task {n}", text, DATE + n * DAY, DATE + n * DAY] for n, text in enumerate(texts, 1)]
    project = read(rows)
    assert [task.name for task in project.tasks] == texts
    assert not project.resources
    assert project.tasks[0].id == "Task 1"


def test_a_column_of_sprints_names_nobody() -> None:
    rows: Rows = [["Story", "Estimated hours", "Sprint"]]
    rows += [[f"Page {name}", 5, f"Sprint {1 + n // 3}"] for n, name in enumerate("abcdef")]
    assert not read(rows).resources


def test_an_expected_time_is_an_amount_of_work_where_it_is_the_only_estimate() -> None:
    rows: Rows = [["Task", "Time Expected (hrs)", "Date Started"], ["Dig", 6, DATE], ["Roof", 9]]
    assert [(task.work or 0) / 60 for task in read(rows).tasks] == [6, 9]


def test_a_label_below_the_header_belongs_to_the_chart() -> None:
    rows: Rows = [["Task", "Start Date", "End Date", *"March "], ["Date:", None, None]]
    rows[1] += [f"3/{n}" for n in range(1, 7)]
    rows += [["Dig", DATE, DATE + DAY], ["Roof", DATE + DAY, DATE + 3 * DAY]]
    assert [task.name for task in read(rows).tasks] == ["Dig", "Roof"]


def test_weeks_beside_their_dates_are_no_start_of_the_project() -> None:
    rows: Rows = [["Start Date:", "Wk 1 21/05", "Wk 2 28/05", "Wk 3 04/06", "Wk 4 11/06"]]
    rows += [["Dig"], ["Build"], ["Paint"]]
    project = read(rows, fills={"B2": BLUE, "C3:D3": BLUE, "E4": BLUE})
    assert starts(project) == ["2027-05-21", "2027-05-28", "2027-06-11"]


def test_a_month_in_words_before_a_date_that_says_it_again_does_not_matter() -> None:
    rows: Rows = [["Task", "Start", "Finish"], ["Dig", "Mar 21/03/27", "Mar 23/03/27"]]
    rows += [["Roof", "Wed 24/03/27", "Thu 25/03/27"]]
    assert starts(read(rows)) == ["2027-03-21", "2027-03-24"]


def test_a_board_of_sprints_has_phases_and_no_people() -> None:
    rows: Rows = [["Sprint 1", "Sprint 2", "Sprint 3", "Next release"]]
    rows += [["Log in", "Pay", "Search"], ["Log out", "Refund", "Sort", "Print"]]
    rows += [["Backlog"] * 4, ["Reset", "Export"]]
    (offered,) = look(book({"Plan": rows}), "plan.xlsx", CHOICE).offers
    assert (offered.counts.tasks, offered.counts.people) == (9, 0)


def test_sprints_side_by_side_may_begin_on_dates_that_lead_on() -> None:
    heads = [
        f"Friday, {day:%d.%m.%Y} to" for day in (DATE + 4 * DAY + n * 14 * DAY for n in range(4))
    ]
    rows: Rows = [
        ["Sprint", *range(1, 5)],
        ["From", *heads],
        ["Stories", "Log in", "Pay", "Sort", "Print"],
    ]
    offered = look(book({"Plan": rows}), "plan.xlsx", CHOICE).offers[0]
    assert [f"{one.start:%m-%d}" for one in offered.first if one.start] == [
        "03-05",
        "03-19",
        "04-02",
    ]


def test_months_before_days_with_strokes_between_are_dates() -> None:
    rows: Rows = [["Task", "Start", "End"], ["Dig", "May-03-2027", "June-01-2027"]]
    rows += [["Roof", "Jun/02/2027", "Jun.09.2027"]]
    assert starts(read(rows)) == ["2027-05-03", "2027-06-02"]


def test_one_date_without_a_year_among_others_is_of_their_year() -> None:
    rows: Rows = [["Task", "Days", "Due date"], ["Dig", 3, DATE], ["Roof", 4, "Mar 30"]]
    rows += [["Paint", 2, DATE + 40 * DAY]]
    assert read(rows).tasks[1].deadline == datetime(2027, 3, 30)


def test_weeks_may_end_on_the_day_after() -> None:
    rows: Rows = [["ID", "Task", "Duration", "Start", "End", "Predecessors"]]
    rows += [[n, f"Part {n}", n, DATE, DATE + 7 * n * DAY, n - 1 or None] for n in (1, 2, 3)]
    assert [task.duration for task in read(rows).tasks] == [n * 5 * 480 for n in (1, 2, 3)]


def test_a_code_that_comes_twice_stands_where_it_stands() -> None:
    rows: Rows = [["WBS", "Task", "Days"], ["1", "House"], ["1.1", "Ground"], ["1.1.1", "Dig", 3]]
    rows += [["2", "Garden"], ["2.1", "Beds"], ["1.1.1", "Sow", 2]]
    assert tree(read(rows)) == ["House", ".Ground", "..Dig", "Garden", ".Beds", "..Sow"]


def test_words_in_the_column_of_codes_name_a_row_without_a_name() -> None:
    rows: Rows = [["WBS", "Task", "Days"], ["GROUND WORK", None, 5], ["A", "Dig", 3]]
    rows += [["B", "Pour", 2], ["Total", None, 5]]
    assert [task.name for task in read(rows).tasks] == ["GROUND WORK", "Dig", "Pour"]


def test_weeks_count_from_nought_below_their_bars_too() -> None:
    rows: Rows = [["Dig"], ["Build"], ["Paint"], [None, "w0", "w1", "w2", "w3", "w4"]]
    project = read(rows, fills={"B1": BLUE, "C2:D2": GREY, "F3": SILVER})
    assert starts(project) == ["2027-03-01", "2027-03-08", "2027-03-29"]


def test_names_that_a_program_gave_to_columns_are_no_task() -> None:
    rows: Rows = [["Activity", "Description", "Start", "End"], [f"Column{n}" for n in range(1, 5)]]
    rows += [["Dig", "the hole", DATE, DATE + DAY], ["Roof", "of it", DATE + DAY, DATE + 3 * DAY]]
    assert [task.name for task in read(rows).tasks] == ["Dig", "Roof"]


def test_two_columns_called_task_are_told_and_the_one_that_says_more_has_the_names() -> None:
    rows: Rows = [["Task", "Task", "Start", "End"]]
    rows += [["Build", "Build the walls", DATE, DATE + DAY], ["Paint", "Paint them", DATE, DATE]]
    rows += [["Build", "Build the roof", DATE + DAY, DATE + 3 * DAY]]
    project = read(rows)
    assert [task.name for task in project.tasks] == [
        *("Build the walls", "Paint them", "Build the roof")
    ]  # fmt: skip
    assert "duplicate-column" in codes(project)


def test_groups_left_of_codes_without_their_first_level_are_phases() -> None:
    rows: Rows = [["Goal", "No", "Task", "Days"], ["A warm house", "1.1", "Dig", 3]]
    rows += [
        [None, "1.2", "Build", 9],
        [None, "1.3", "Roof", 4],
        ["A green garden", "2.1", "Sow", 2],
    ]
    rows += [[None, "2.2", "Water", 1]]
    assert tree(read(rows, merged="A2:A4 A5:A6")) == [
        *("A warm house", ".Dig", ".Build", ".Roof", "A green garden", ".Sow", ".Water")
    ]  # fmt: skip


def test_weeks_may_have_their_days_in_brackets() -> None:
    rows: Rows = [["Week", "Task"], ["1 (1/18/27 - 1/22/27)", "Dig"], [None, "Build"]]
    rows += [["2 (1/25/27 - 1/29/27)", "Roof"], ["3 (2/1/27 - 2/5/27)", "Paint"]]
    project = read(rows, merged="A2:A3")
    assert starts(project) == ["2027-01-18", "2027-01-18", "2027-01-25", "2027-02-01"]


def test_columns_in_which_nearly_all_bars_lie_are_no_background() -> None:
    rows: Rows = [["", *(f"Week {n}" for n in range(1, 17))]]
    rows += [[name] for name in ("Dig", "Build", "Roof", "Paint", "Clean", "Plant")]
    bars = {f"{first}{row}:Q{row}": BLUE for row, first in enumerate("LLMMKM", 2)}
    assert starts(read(rows, fills=bars)) == [
        *("2027-05-10", "2027-05-10", "2027-05-17", "2027-05-17", "2027-05-03", "2027-05-17")
    ]  # fmt: skip


def test_weeks_above_their_days_may_be_named_by_a_number_and_a_date() -> None:
    rows: Rows = [["Ann"], ["Bo"], ["Task", "Week 16 , 1st March 2027", *[None] * 6]]
    rows[2] += ["Week 17, 8th March 2027"]
    rows += [[None, *range(1, 15)], ["Dig"], ["Build"], ["Paint"]]
    fills = {"B1": GREY, "B2": BLUE, "B5:C5": GREY, "D6:F6": BLUE, "I7:J7": GREY}
    project = read(rows, fills=fills)
    assert starts(project) == ["2027-03-01", "2027-03-03", "2027-03-08"]
    assert people(project) == [["Ann"], ["Bo"], ["Ann"]]


def test_a_blank_column_with_the_header_of_another_does_not_stop_the_reading() -> None:
    rows: list[Any] = [["Task", "Status", "Days", "Status"], ["Dig", "Done", 2], ["Pour", "", 1]]
    found = read(rows)
    assert [issue.severity for issue in found.remarks if issue.code == "duplicate-column"] == [
        "info"
    ]


def test_words_among_the_numbers_of_predecessors_are_told_and_left_out() -> None:
    rows: list[Any] = [["No", "Task", "Days", "Dependencies"], [1, "Order bricks", 2, "Brick Ltd"]]
    rows += [[2, "Dig", 1, "Task 1"], [3, "Pour", 1, "2"], [4, "Roof", 2, "The council"]]
    found = read(rows)
    assert [[link.task for link in task.dependencies] for task in found.tasks] == [
        [], ["1"], ["2"], []
    ]  # fmt: skip
    told = [issue.got for issue in found.remarks if issue.code == "unknown-predecessor"]
    assert told == ["Brick Ltd", "The council"]


def test_a_misspelt_name_among_the_predecessors_is_a_fault() -> None:
    rows: list[Any] = [["No", "Task", "Days", "Predecessors"], [1, "Order bricks", 2, None]]
    rows += [[2, "Dig", 1, "1"], [3, "Pour", 1, "2"], [4, "Roof", 2, "Oder bricks"]]
    with pytest.raises(InputError):
        read(rows)


def test_columns_merged_in_pairs_do_not_part_the_people_from_the_tasks() -> None:
    rows: Rows = [["Task", None, "Person responsible", None, "Start date", None, "End date"]]
    rows += [[f"Step {n}", None, "AnnBo"[n % 2 :], None, DATE, None, DATE + DAY] for n in range(4)]
    pairs = [f"{a}{n}:{b}{n}" for n in range(1, 6) for a, b in ("AB", "CD", "EF", "GH")]
    project = read(rows, merged=" ".join(pairs))
    assert len(project.tasks) == 4
    assert starts(project) == ["2027-03-01"] * 4


def test_a_grid_of_hours_without_names_is_no_list_of_tasks() -> None:
    hours = [[time(7 + n), *(None for _ in range(6))] for n in range(8)]
    rows: Rows = [[None, "Monday", None, "Tuesday", None, "Friday"], [None, *["Ann", "Bo"] * 3]]
    fills = {"B3:B6": BLUE, "D5:D9": BLUE, "G4:G8": BLUE}
    found = look(made([*rows, *hours, ["Lecture"]], fills=fills), "hours.xlsx", CHOICE)
    assert found.project is None
