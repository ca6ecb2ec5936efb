"""Where tables stand on real sheets, and how their rows hang together."""

from cProfile import Profile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from planner.choice import Choice
from planner.errors import InputError
from planner.ooxml.package import Package
from planner.pipeline import read_project
from planner.reading import cells
from planner.reading.opening import open_book
from tests.planner.reading.books import Rows, book
from tests.planner.reading.corpus import HEAD, ONE, TWO, lines, sheet

MON, TUE = datetime(2027, 5, 3), datetime(2027, 5, 4)


def test_project_start_is_taken_from_the_title_block() -> None:
    rows: Rows = ["Plan"], ["Project start:", datetime(2027, 3, 8)], [], HEAD, ONE
    assert read_project(book({"Tasks": list(rows)})).start == datetime(2027, 3, 8)


def test_project_name_is_taken_from_the_title_block() -> None:
    rows: Rows = ["Project name", "New harbour"], [], HEAD, ONE
    assert read_project(book(sheet(*rows))).name == "New harbour"


def test_blocked_by_holds_predecessors_if_it_names_tasks_and_else_words() -> None:
    head = ["ID", "Task Name", "Duration", "Blocked by"]
    rows = [1, "Dig", "2d", ""], [2, "Pour", "1d", 1], [3, "Dry", "1d", 2]
    assert lines(read_project(book(sheet(head, *rows))))[1:] == [
        "2 Pour 1 after 1",
        "3 Dry 1 after 2",
    ]
    rows = ["A-1", "Dig", "2d", ""], ["A-2", "Pour", "1d", "A-1"], ["A-3", "Dry", "1d", "A-1, A-2"]
    assert lines(read_project(book(sheet(head, *rows))))[-1] == "A-3 Dry 1 after A-1,A-2"
    (task,) = read_project(book(sheet(head, [1, "Dig", "2d", "the city's permit"]))).tasks
    assert (task.blocked_by, task.dependencies) == ("the city's permit", ())


def test_project_start_is_else_the_earliest_start() -> None:
    rows: Rows = [["Task", "Days", "Start"], ["Dig", 2, datetime(2027, 3, 9)]]
    project = read_project(book({"Tasks": rows}))
    assert project.start == datetime(2027, 3, 9)
    assert "assumed-project-start" in {issue.code for issue in project.remarks}


def test_start_and_finish_are_never_constraints() -> None:
    rows = (
        ["Task", "Days", "Start", "Finish"],
        ["Dig", 2, datetime(2027, 5, 1), datetime(2027, 6, 1)],
    )
    (task,) = read_project(book(sheet(*rows))).tasks
    assert (task.constraint_date, task.earliest_start, task.deadline) == (None, None, None)
    assert task.current_start == datetime(2027, 5, 1)


def test_the_1904_date_system_means_the_same_days() -> None:
    rows = ["Task", "Days", "Deadline"], ["Dig", 2, datetime(2027, 5, 1)]
    usual = read_project(book(sheet(*rows)))
    other = read_project(book(sheet(*rows), options={"date_1904": True}))
    assert usual.tasks[0].deadline == other.tasks[0].deadline == datetime(2027, 5, 1)


def test_a_stray_cell_in_the_last_corner_is_no_burden() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as target:
        page = target.add_worksheet("Tasks")
        for r, row in enumerate((HEAD, ONE, TWO)):
            page.write_row(r, 0, row)
        page.write_string(1048575, 16383, "x")
    with pytest.raises(InputError) as caught:
        read_project(buffer.getvalue())
    faults = [issue.code for issue in caught.value.issues if issue.severity == "error"]
    assert faults == ["missing-project-start"]


def test_a_site_programme_is_read_by_the_words_of_the_trade() -> None:
    head = ["Ref", "Item", "Trade", "How long", "Follows", "Needed by", "Value"]
    rows = ["A1", "Dig", "Mason x 2", "1w", "", "", 900], ["A2", "Pour", "", "2d", "A1", "", 50]
    people: Rows = [["Name", "Max Units"], ["Mason", 2]]
    project = read_project(book({**sheet(head, *rows), "People": people}))
    assert lines(project) == ["A1 Dig 5 by Masonx2", "A2 Pour 2 after A1"]
    assert project.tasks[0].needs[0].units == 2
    assert project.tasks[0].drop_cost is None


def test_a_header_that_stands_again_is_no_task() -> None:
    head = ["Task", "Start", "Finish"]
    rows: Rows = ["Dig", MON, MON], head, ["Pour", TUE, TUE]
    project = read_project(book(sheet(head, *rows)))
    assert [task.name for task in project.tasks] == ["Dig", "Pour"]


def test_two_rows_of_a_header_that_stand_again_are_no_tasks() -> None:
    head: Rows = ["No.", "Task", "When", ""], ["", "", "Start", "Finish"]
    rows: Rows = [1, "Dig", MON, MON], *head, [2, "Pour", TUE, TUE]
    project = read_project(book(sheet(*head, *rows)))
    assert [task.name for task in project.tasks] == ["Dig", "Pour"]


def test_a_table_that_only_lists_the_tables_below_it_is_left_out() -> None:
    head = ["No.", "Task", "Start", "Finish"]
    first = [1, "Groundwork", MON, TUE], [2, "Walls", TUE, TUE]
    parts = [1, "Groundwork", MON, TUE], ["1.1", "Dig", MON, MON], ["1.2", "Pour", TUE, TUE]
    more = [2, "Walls", TUE, TUE], ["2.1", "Lay", TUE, TUE]
    project = read_project(book(sheet(head, *first, head, *parts, head, *more)))
    assert [task.name for task in project.tasks] == ["Groundwork", "Dig", "Pour", "Walls", "Lay"]
    assert [task.parent for task in project.tasks] == ["", "1", "1", "", "2"]


def test_bold_names_alone_are_phases_though_the_last_has_no_tasks_yet() -> None:
    bold = {"bold": True}
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as target:
        page, heavy = target.add_worksheet("Plan"), target.add_format(bold)
        page.write_row(0, 0, ["Milestone description", "Owner", "Start", "Days"])
        for r, (name, days) in enumerate(
            [("Design", 0), ("Draw", 2), ("Check", 1), ("Build", 0), ("Dig", 3), ("Paint", 0)], 1
        ):
            page.write(r, 0, name, None if days else heavy)
            if days:
                page.write_row(r, 1, ["Ann", "2027-05-03", days])
    tasks = read_project(buffer.getvalue()).tasks
    assert [task.name for task in tasks if task.summary] == ["Design", "Build"]
    assert [(task.name, task.duration) for task in tasks if task.name == "Paint"] == [
        ("Paint", 480)
    ]


def test_dates_on_a_weekend_are_as_many_days_of_work_and_told() -> None:
    head = ["Task", "Start", "Finish"]
    rows = ["Dig", MON, MON], ["Test", datetime(2027, 5, 8), datetime(2027, 5, 9)]
    project = read_project(book(sheet(head, *rows)))
    assert [task.duration for task in project.tasks] == [480, 960]
    assert "worked-days" in {issue.code for issue in project.remarks}


def test_single_letters_that_come_again_are_marks_and_no_people() -> None:
    head = ["Task", "Days", "Confidence (H/M/L)"]
    rows = ["Dig", 2, "H"], ["Pour", 1, "L"], ["Dry", 3, "M"], ["Paint", 1, "H"]
    project = read_project(book(sheet(head, *rows)))
    assert not any(task.needs for task in project.tasks)


def test_the_day_on_which_a_bar_starts_is_no_date() -> None:
    head = ["Task name", "Start date", "End date", "Start on day*", "Duration* (work days)"]
    rows = ["Dig", MON, MON, 0, 1], ["Pour", TUE, TUE, 1, 1], ["Dry", TUE, TUE, 1, 1]
    project = read_project(book(sheet(head, *rows)))
    assert [task.duration for task in project.tasks] == [480, 480, 480]


def test_a_headline_of_a_chart_with_a_numeral_is_no_column_of_phases() -> None:
    for numeral in ("One", "2", "III"):
        head = ["Task title", "Start date", "Duration", f"Phase {numeral}"]
        rows = ["Dig", MON, 1, "x"], ["Pour", TUE, 1, "x"], ["Dry", TUE, 2, "x"]
        project = read_project(book(sheet(head, *rows)))
        assert [task.name for task in project.tasks] == ["Dig", "Pour", "Dry"]


def test_what_a_formula_makes_of_no_date_is_no_date() -> None:
    head = ["Task", "Start", "Due date", "Days"]
    rows = ["Dig", MON, MON, 1], ["Walls", None, -1, 2], ["Pour", TUE, TUE, 1], ["Dry", TUE, TUE, 1]
    project = read_project(book(sheet(head, *rows)))
    assert len(project.tasks) == 4
    assert project.tasks[1].deadline is None
    assert "no-date-yet" in {issue.code for issue in project.remarks}


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        (["WBS #", "Phase", "Task Name"], ["1", "Site"], []),
        (["Tâches", "Qui"], [], ["Ann"]),
        (["Aufgabe", "Verantwortlich"], [], ["Ann"]),
    ],
)
def test_a_list_of_tasks_alone_is_planned_with_the_default_and_told(
    head: list[str], before: list[str], after: list[str]
) -> None:
    names = ["Dig", "Pour", "Dry"]
    rows = [[*before, name, *after] for name in names]
    project = read_project(book({"Sheet1": [head, *rows]}), choice=Choice(start=MON))
    assert [task.name for task in project.tasks if not task.summary] == names
    assert "no-durations" in {issue.code for issue in project.remarks}


def test_a_list_of_names_alone_is_no_list_of_tasks() -> None:
    rows: Rows = [["Name", "Team"], ["Ann", "North"], ["Bob", "South"], ["Eve", "North"]]
    with pytest.raises(InputError) as refused:
        read_project(book({"Sheet1": rows}), choice=Choice(start=MON))
    assert "no-tasks-sheet" in {issue.code for issue in refused.value.issues}


def test_a_chart_that_cannot_be_read_is_no_fault_of_the_workbook() -> None:
    """Its bars are of a kind that openpyxl does not know; nobody looks at the charts here."""
    target = BytesIO()
    with xlsxwriter.Workbook(target) as made:
        tasks = made.add_worksheet("Tasks")
        for number, row in enumerate([HEAD, ONE]):
            tasks.write_row(number, 0, row, made.add_format({"bold": number == 0}))
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Tasks!$A$2:$A$2"})
        tasks.insert_chart("H2", chart)
    package = Package.read(target.getvalue())
    part = "xl/charts/chart1.xml"
    package.parts[part] = package.parts[part].replace(b'val="clustered"', b'val="floating"')
    reading = cells._LOOKS_LEFT.set(False)
    with pytest.raises(ValueError, match="could not read worksheets"):
        openpyxl.load_workbook(BytesIO(package.data()))
    found = open_book(package.data())
    cells._LOOKS_LEFT.reset(reading)
    (task,) = read_project(package.data(), choice=Choice(start=MON)).tasks
    assert found.sheets[0].rows[1][1].bold
    assert task.name == str(ONE[1])


def test_a_sheet_twice_as_wide_takes_twice_as_many_steps_to_read() -> None:
    """Not four times, as it takes where each column is compared with each other one."""

    def steps(width: int) -> int:
        made = book(sheet([*HEAD, *(f"x{n}" for n in range(width))], ONE, TWO))
        profile = Profile()
        profile.runcall(read_project, made)
        return sum(one.callcount for one in profile.getstats())

    steps(600)  # what is done once in a process, and once for each header
    assert steps(600) < 2.5 * steps(300)
