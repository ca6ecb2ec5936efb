"""Rows that are no tasks, codes of other lists, and spaces that are no levels."""

from datetime import datetime

import pytest

from planner.errors import InputError
from planner.project import Project
from tests.planner.reading.strangers import codes, read, tree

D = datetime


def told(project: Project, code: str) -> list[str]:
    return [issue.cell for issue in project.remarks if issue.code == code]


def links(project: Project) -> list[list[str]]:
    return [[link.task for link in task.dependencies] for task in project.tasks]


HEAD = ["ID", "Active", "Task Mode", "Name", "Duration", "Start", "Finish", "Predecessors"]


def test_what_is_not_active_is_left_out_and_nothing_waits_for_it() -> None:
    found = read(
        [HEAD, [1, "Yes", "Auto", "Dig", "5 days", D(2027, 3, 1), D(2027, 3, 5), ""],
         [2, "No", "Auto", "Old idea", "9 days", D(2027, 3, 1), D(2027, 3, 11), ""],
         [3, "Yes", "Auto", "Pour", "2 days", D(2027, 3, 8), D(2027, 3, 9), "1,2"]]
    )  # fmt: skip
    assert (tree(found), links(found)) == (["Dig", "Pour"], [[], ["1"]])
    assert (told(found, "inactive-row"), told(found, "inactive-link")) == (["B3"], ["H4"])


def test_a_column_active_that_says_something_else_leaves_nothing_out() -> None:
    found = read([["Task", "Active", "Days"], ["Dig", "since May", 3], ["Pour", "later", 2]])
    assert tree(found) == ["Dig", "Pour"]


def test_names_of_marks_alone_are_placeholders() -> None:
    found = read(
        [["Task", "Start", "Days"], ["Meet", D(2027, 3, 1), 1], ["--", D(2027, 3, 2), 1],
         ["   ...", D(2027, 3, 3), 1], ["Close", D(2027, 3, 12), 1]]
    )  # fmt: skip
    assert (tree(found), told(found, "placeholder-row")) == (["Meet", "Close"], ["A3", "A4"])


def test_codes_of_other_lists_among_the_predecessors_are_told_and_not_waited_for() -> None:
    found = read(
        [["ID", "Task", "Predecessor", "Days"], ["T1", "Dig", "REQ-12", 3], ["T2", "Pour", "T1", 2],
         ["T3", "Roof", "T2, REQ-15", 4], ["T4", "Paint", "DOC-3", 1]]
    )  # fmt: skip
    assert links(found) == [[], ["T1"], ["T2"], []]
    assert told(found, "unknown-predecessor") == ["C2", "C4", "C5"]


def test_a_code_of_this_list_that_is_missing_stays_a_fault() -> None:
    with pytest.raises(InputError) as error:
        read([["ID", "Task", "Predecessor", "Days"], ["T1", "Dig", "", 3], ["T2", "Pour", "T7", 2]])
    assert {issue.code for issue in error.value.issues} >= {"unknown-predecessor"}


def test_spaces_before_a_name_are_no_level_where_the_dates_contradict_that() -> None:
    found = read(
        [["Task", "Start", "Days"], ["Meet", D(2027, 3, 1), 1], ["     Collect", D(2027, 3, 2), 5],
         ["Plan", D(2027, 3, 3), 1], ["   Review", D(2027, 3, 9), 2], ["Close", D(2027, 3, 12), 1]]
    )  # fmt: skip
    assert tree(found) == ["Meet", "Collect", "Plan", "Review", "Close"]
    assert told(found, "levels-against-dates") == ["A2"]


def test_names_in_two_columns_are_no_levels_where_the_upper_are_due_first() -> None:
    found = read(
        [["Due", "", "Activity", "", "State"], [D(2027, 3, 1), "", "", "Search papers"],
         [D(2027, 3, 2), "", "First report"], [D(2027, 3, 12), "", "", "Classify the data"],
         [D(2027, 3, 22), "", "Second report"], [D(2027, 3, 28), "", "", "Correct it"],
         [D(2027, 4, 2), "", "Last report"]]
    )  # fmt: skip
    assert all(not name.startswith(".") for name in tree(found))
    assert "levels-against-dates" in codes(found)


def test_spaces_stay_levels_where_the_dates_fit() -> None:
    found = read(
        [["Task", "Start", "End"], ["Build", D(2027, 3, 1), D(2027, 3, 12)],
         ["   Dig", D(2027, 3, 1), D(2027, 3, 5)], ["   Pour", D(2027, 3, 8), D(2027, 3, 12)]]
    )  # fmt: skip
    assert tree(found) == ["Build", ".Dig", ".Pour"]


def test_a_roster_and_grades_are_no_plans() -> None:
    roster = [["Name", "Mon", "Tue", "Wed", "Thu", "Fri"], ["Ann", "E", "E", "L", "L", "off"],
              ["Bob", "L", "L", "E", "off", "E"], ["Cleo", "off", "E", "E", "L", "L"]]  # fmt: skip
    grades = [["Student", "HW1", "HW2", "Exam", "Total"], ["Ann", 10, 9, 80, 99],
              ["Bob", 8, 7, 70, 85], ["Cleo", 9, 9, 90, 108]]  # fmt: skip
    for rows, code in ((roster, "timetable"), (grades, "other-kind")):
        with pytest.raises(InputError) as error:
            read(rows)
        assert {issue.code for issue in error.value.issues} >= {code, "no-tasks-sheet"}


def test_who_reported_something_and_when_is_no_assignee_and_no_deadline() -> None:
    found = read(
        [["Bug", "Summary", "Status", "Reported by", "Reported on"],
         ["B1", "Crash", "Open", "Ann", D(2027, 1, 3)],
         ["B2", "Typo", "Done", "Bob", D(2027, 1, 4)],
         ["B3", "Slow", "Open", "Ann", D(2027, 1, 5)]]
    )  # fmt: skip
    assert ([task.deadline for task in found.tasks], found.resources) == ([None] * 3, ())


def test_links_that_count_a_longer_list_are_left_out_where_dates_tell_the_order() -> None:
    head = ["Task", "Duration", "Start", "Predecessors"]
    rows = [[f"Step {n}", "1d", D(2027, 3, n), str(10 * n) if n > 1 else ""] for n in range(1, 8)]
    found = read([head, *rows])
    assert links(found) == [[]] * 7
    assert told(found, "foreign-references") == ["D1"]
    with pytest.raises(InputError):  # nothing else tells the order
        read([[*head[:2], head[3]], *([*row[:2], row[3]] for row in rows)])
