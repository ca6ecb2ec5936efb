"""Tables of other people: what their days count, where they end, which column says how long."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.strangers import BLUE, CHOICE, YELLOW, codes, people, read, starts, tree

Rows = list[list[Any]]


def _days(*told: tuple[int, int]) -> Rows:
    """Tasks with a day of March 2027, of which the 1st is a Monday, and a number of days."""
    rows = [[f"Part {n}", datetime(2027, 3, day), days] for n, (day, days) in enumerate(told, 1)]
    return [["Task", "Start", "Days"], *rows]


def test_starts_on_weekends_tell_that_weekends_are_counted_where_starts_are_close() -> None:
    told = [(1, 3), (4, 2), (5, 3), (6, 2), (8, 2), (10, 4), (11, 3), (14, 2), (16, 6), (22, 3)]
    project = read(_days(*told))
    assert "calendar-days" in codes(project)
    finishes = [task.current_finish.day for task in project.tasks if task.current_finish]
    assert finishes == [day + days - 1 for day, days in told]


def test_one_start_on_a_weekend_does_not_tell_so() -> None:
    told = [(1, 5), (8, 5), (6, 1), (15, 3), (18, 3), (19, 2), (23, 4)]
    assert "calendar-days" not in codes(read(_days(*told)))


def test_a_start_with_a_number_of_days_on_a_weekend_is_planned_there() -> None:
    rows: Rows = [["Task", "Start", "Days"], ["Dig", datetime(2027, 3, 1), 5]]
    rows += [["Open day", datetime(2027, 3, 6), 1], ["Build", datetime(2027, 3, 8), 5]]
    project = read(rows)
    assert "worked-days" in codes(project)
    assert datetime(2027, 3, 6).date() in project.weeks[0].exceptions


def test_a_table_of_other_columns_below_the_tasks_is_none_of_them() -> None:
    rows: Rows = [["Task", "Planned days", "Start", "Finish", "Remark"]]
    rows += [["Papers", 5, datetime(2027, 3, 1), datetime(2027, 3, 5), "all"]]
    rows += [["Screens", 2, datetime(2027, 3, 8), datetime(2027, 3, 9), "Ann"]]
    rows += [["Code", 3, datetime(2027, 3, 10), datetime(2027, 3, 12), "all"]]
    rows += [["How it goes"], ["Event", "Planned date", "Actual date", "Days late", "Opinion"]]
    rows += [["Kick-off", datetime(2027, 3, 1), datetime(2027, 3, 2), 0, "agreed"]]
    rows += [["Review", datetime(2027, 3, 9)], ["Defence"], [], ["Risks"]]
    project = read(rows)
    assert tree(project) == ["Papers", "Screens", "Code"]
    assert "other-table" in codes(project)


def test_words_in_place_of_dates_below_a_headline_begin_no_other_table() -> None:
    rows: Rows = [["Task", "Days", "Start", "Finish", "Remark"]]
    rows += [["Dig", 5, datetime(2027, 3, 1), datetime(2027, 3, 5), "all"]]
    rows += [["Build", 2, datetime(2027, 3, 8), datetime(2027, 3, 9), "Ann"], ["Inside"]]
    rows += [["Floor", "some", "later", "unknown", "Bob"]]
    rows += [["Walls", 3, datetime(2027, 3, 10), datetime(2027, 3, 12), "all"]]
    project = read_or_issues(rows)
    assert "other-table" not in project


def read_or_issues(rows: Rows) -> set[str]:
    """The codes of what is said of a sheet, whether it can be planned or not."""
    try:
        return codes(read(rows))
    except InputError as error:
        return {issue.code for issue in error.issues}


WEEKS_OF_MONTHS: Rows = [
    ["Task", "Who", "January", None, None, None, "February", None, None, None, "March"],
    [None, None, 6, 13, 20, 27, 3, 10, 17, 24, 3, 10, 17, 24],
    [None, None, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 10, 12],
    ["Dig", "Ann"],
    ["Build", "Bob"],
    ["Roof", "Ann"],
    ["Paint", "Bob"],
]
COLOURED = {"C1": BLUE, "G1": YELLOW, "C4:D4": BLUE, "E5": BLUE, "F6": YELLOW, "G7:H7": YELLOW}


def test_numbers_that_count_on_from_month_to_month_are_no_days() -> None:
    project = read(WEEKS_OF_MONTHS, merged="A1:A3 B1:B3 C1:F1 G1:J1 K1:N1", fills=COLOURED)
    assert tree(project) == ["Dig", "Build", "Roof", "Paint"]
    assert [start[5:] for start in starts(project)] == ["01-06", "01-20", "01-27", "02-03"]
    assert people(project) == [["Ann"], ["Bob"], ["Ann"], ["Bob"]]


def test_names_with_a_hyphen_are_two_people_where_both_stand_alone() -> None:
    rows: Rows = [["Task", "Days", "Who"], ["Dig", 1, "Rossi-Verdi"], ["Build", 2, "Rossi"]]
    rows += [["Roof", 2, "Verdi"], ["Paint", 1, "Anna-Lena"], ["Floor", 1, "Lena"]]
    project = read(rows)
    assert people(project) == [["Rossi", "Verdi"], ["Rossi"], ["Verdi"], ["Anna-Lena"], ["Lena"]]


def test_sheets_that_repeat_the_tasks_of_one_person_are_told_also_below_levels() -> None:
    head = ["Task", "Subtask", "Start", "Finish"]
    first: Rows = [head]
    parts = ["Dig", "Pour", "Build", "Roof", "Paint", "Wires", "Pipes", "Doors"]
    for n, part in enumerate(parts):
        day = datetime(2027, 3, 1 + n)
        first.append([["Ground", "House"][n // 4] if n % 4 == 0 else None, part, day, day])
    project = read_sheets(All=first, Ann=[head, *first[1:5]], Bob=[head, *first[5:9]])
    assert tree(project) == ["Ground", *(f".{p}" for p in parts[:4]), "House",
                             *(f".{p}" for p in parts[4:])]  # fmt: skip
    assert "other-version" in codes(project)


def read_sheets(**sheets: Rows) -> Project:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return read_project(buffer.getvalue(), choice=CHOICE)


@pytest.mark.parametrize(
    ("planned", "spent"),
    [("Skattad tid", "Verklig tid"), ("Estimeret tid", "Realtid"), ("Geschätzte Zeit", "Ist-Zeit"),
     ("Estimated time", "Actual time"), ("Szacowany czas", "Rzeczywisty czas")],
)  # fmt: skip
def test_the_time_that_a_task_took_is_not_the_planned_one(planned: str, spent: str) -> None:
    rows: Rows = [
        ["Task", "Status", planned, spent],
        ["Dig", "Done", 3, 8],
        ["Build", "Done", 2, 1],
    ]
    rows += [["Roof", "Open", 20, 5], ["Paint", "Open", 4, None], ["Floor", "Open", 6, None]]
    project = read(rows)
    assert [task.work for task in project.tasks] == [180, 120, 1200, 240, 360]


@pytest.mark.parametrize("total", ["Totaal uren", "Total hours", "Summe Stunden", "Stunden gesamt"])
def test_a_total_of_hours_tells_what_the_numbers_above_it_are(total: str) -> None:
    rows: Rows = [["What", "Time", "Done?"], ["Plan", 0.5, "y"], ["Draw", 1.5, "y"]]
    rows += [["Code", 2, None], ["Test", 4, None], [], [total, 8]]
    project = read(rows)
    assert [task.duration or task.work for task in project.tasks] == [30, 90, 120, 240]
    assert "total-row" in codes(project)


def test_another_number_beside_hours_in_total_tells_no_unit() -> None:
    rows: Rows = [["What", "Days"], ["Plan", 1], ["Draw", 2], [], ["Total hours", 24]]
    assert [task.duration for task in read(rows).tasks] == [480, 960]


@pytest.mark.parametrize("text", ["*2027/3/8", "2027-03-08*", "※2027/3/8", "8.3.2027 †"])
def test_the_mark_of_a_footnote_is_no_part_of_a_date(text: str) -> None:
    rows: Rows = [["Task", "Start", "Finish"], ["Dig", datetime(2027, 3, 1), text]]
    (task,) = read([*rows]).tasks
    assert task.current_finish == datetime(2027, 3, 8)


def test_a_row_whose_words_stand_again_below_is_no_header() -> None:
    rows: Rows = [["Group", "Job", "Details", "State"], ["Set up", "Idea", "found", "Done"]]
    rows += [["Set up", "List", "of tasks and what is done", "Done"]]
    rows += [["Code", f"Part {n}", f"text {n} of it", "Done"] for n in "ABCD"]
    project = read(rows)
    assert tree(project)[:2] != [f".Part {n}" for n in "AB"]
    assert "Idea" in {task.name for task in project.tasks}


def test_a_blank_column_does_not_part_a_table_whose_dates_stand_right_of_it() -> None:
    head = ["Task", "Class", None, "Start", "Finish", "Actual Start", "Actual Finish"]
    days = [datetime(2027, 3, day) for day in range(1, 9)]
    rows: Rows = [head, ["Dig", "A", None, days[0], days[0], days[0], days[1]]]
    rows += [[f"Part {n}", "B", None, day, day] for n, day in enumerate(days[1:])]
    done = read(rows).tasks[0].progress.actual_finish
    assert done is not None
    assert done.date() == days[1].date()


def test_numbered_periods_below_months_are_their_weeks() -> None:
    blank: list[Any] = [None]
    months = ["April", *blank * 2, "May", *blank * 3, "June", *blank * 4]
    head = ["Task", "Plan Start", "Plan Duration", *months]
    rows: Rows = [head, [None, None, None, *range(1, 13)]]
    rows += [["Dig", 1, 2], ["Build", 3, 1], ["Roof", 4, 4], ["Paint", 8, 1]]
    project = read(rows)
    assert starts(project) == ["2027-04-12", "2027-04-26", "2027-05-03", "2027-05-31"]
    assert [task.duration for task in project.tasks] == [4800, 2400, 9600, 2400]


def test_names_in_part_are_the_only_task_that_has_them() -> None:
    rows: Rows = [["Task", "Hours", "Dependencies"], ["Create EventBus", 2, ""]]
    rows += [["Create HUD", 2, "EventBus"], ["Create HUD tests", 1, "Create HUD"]]
    rows += [["Idle timeout (server)", 1, "Create EventBus"], ["Cut over", 1, "Idle timeout"]]
    rows += [["Release", 1, "Create HUD tests (done)"]]
    project = read(rows)
    waits = [[link.task for link in task.dependencies] for task in project.tasks]
    assert waits == [[], ["1"], ["2"], ["1"], ["4"], ["3"]]
    assert "name-in-part" in codes(project)


def test_names_in_part_that_several_tasks_have_are_in_question() -> None:
    rows: Rows = [["Task", "Hours", "Dependencies"], ["Create EventBus", 2, ""]]
    rows += [["Test EventBus", 2, "Create EventBus"], ["Create HUD", 1, "EventBus"]]
    assert "unknown-predecessor" in read_or_issues(rows)


def test_several_spans_in_a_cell_are_one_from_the_first_to_the_last_day() -> None:
    rows: Rows = [["Kind", "Task", "Who", "When planned"]]
    rows += [
        ["New", "Search", "Ann", "2027.3.1~2027.3.5"],
        [None, "List", "Bob", "2027.3.8~2027.3.9"],
    ]
    rows += [[None, "Form", "both", "back: 2027.3.3~2027.3.5\nfront: 2027.3.4~2027.3.8"]]
    (*_, form) = read(rows).tasks
    assert (form.current_start, form.current_finish) == (datetime(2027, 3, 3), datetime(2027, 3, 8))


def test_single_spaces_before_names_here_and_there_are_no_levels() -> None:
    names = ["Search", "List", " Form", "Login", "Logout", " Mail", "Help"]
    rows: Rows = [["Task", "Days"], *([name, 2] for name in names)]
    assert tree(read(rows)) == [name.strip() for name in names]
    levels = ["Search", " List", " Form", "Login", " Logout", " Mail", " Help"]
    rows = [["Task", "Days"], *([name, 2] for name in levels)]
    assert tree(read(rows))[1] == ".List"


def test_a_header_that_returns_above_other_days_is_one() -> None:
    rows: Rows = []
    for n in range(4):
        days = [datetime(2027, 3, 1 + 7 * n + day) for day in range(5)]
        rows += [["No", "Task", "Begin", "End", *days], [f"{n + 1}", f"Part {n}", days[0], days[4]]]
        rows += [[f"{n + 1}.1", f"Piece {n}", days[0], days[1]], []]
    assert tree(read(rows))[:2] == ["Part 0", ".Piece 0"]


def test_amounts_of_hours_are_no_dates_whatever_their_header() -> None:
    rows: Rows = [["Task", "Group member", "Estimated hours", "Final hours"]]
    rows += [["Art", "Ann", "1h", "2h"], ["Code", "Bob", "6h", "18h"], ["Sound", "Ann", "4h", "4h"]]
    rows += [[], ["Total"], ["Member", "Estimated time", "Real time"]]
    rows += [["Ann", "5h 30min", "6h"], ["Bob", "6h", "18h"]]
    project = read(rows)
    assert tree(project) == ["Art", "Code", "Sound"]
    assert not starts(project)
    assert [task.current_finish for task in project.tasks] == [None] * 3
    assert people(project) == [["Ann"], ["Bob"], ["Ann"]]


def test_codes_that_predecessors_refer_to_are_ids_whatever_their_header() -> None:
    rows: Rows = [["Jalon", "Tache", "Duree", "Dependance"], ["J1", "Init", 1, ""]]
    rows += [["J2", "Config", 1, "J1"], ["J3", "Login", 2, "J2"], ["J4", "Roles", 1, "J1,J3"]]
    project = read(rows)
    assert [[link.task for link in task.dependencies] for task in project.tasks] == [
        *([], ["J1"], ["J2"], ["J1", "J3"])
    ]


def test_bars_beside_linked_tasks_tell_the_start_also_without_a_year() -> None:
    rows: Rows = [["No", "Task", "Predecessors", "Duration", "8.04-14.04", "15.04-21.04"]]
    rows[0] += ["22.04-28.04", "29.04-5.05"]
    rows += [[1, "Dig", "", "1w"], [2, "Build", 1, "2w"], [3, "Roof", 2, "1w"]]
    project = read(rows, fills={"E2": BLUE, "F3:G3": BLUE, "H4": BLUE})
    assert project.start == datetime(2027, 4, 8)
    assert "assumed-project-start" in codes(project)


def test_days_in_words_count_before_numbers_of_weeks() -> None:
    rows: Rows = [["Fecha", "Semana", "Sesión", "Actividad"]]
    rows += [["4 Agosto", 1, "Inicio", "Leer"], ["11 Agosto", 2, "Estilos", "Hilos"]]
    rows += [["18 Agosto", 3, "Nubes", "API"], ["1 Septiembre", 4, "Cierre", "Examen"]]
    project = read(rows)
    assert starts(project) == ["2027-08-04", "2027-08-11", "2027-08-18", "2027-09-01"]


def test_a_column_called_task_names_the_tasks_before_their_description() -> None:
    rows: Rows = [["Tache", "Phase", "Jour Prevu", "Priorite", "Description"]]
    rows += [["Login", "Auth", "Dim 23", "Haute", "Page de connexion"]]
    rows += [["Logout", "Auth", "Dim 23", "Haute", "Deconnexion"]]
    rows += [["Rooms", "CRUD", "Lun 24", "Basse", "Creer lister modifier"]]
    project = read(rows)
    assert {"Login", "Logout", "Rooms"} <= {task.name for task in project.tasks}
    assert not project.resources


def test_an_error_below_status_stops_no_plan() -> None:
    rows: Rows = [["Task", "Days", "Status", "Notes"], ["Dig", 2, "#VALUE!", "a"]]
    rows += [["Build", 3, "Done", "#N/A"]]
    project = read(rows)
    assert "error-cell" in codes(project)


def test_marks_below_an_event_of_a_run_sheet_say_that_it_goes_on() -> None:
    rows: Rows = [["Time", "What (day 1)", "What (day 2)"]]
    told = [("Read", "Tables"), ("Ask", "---"), ("---", "---"), ("---", "Code"), ("Break", "Break")]
    told += [("Draw", "---")]
    rows += [[f"{9 + n // 4}:{n % 4 * 15:02}", *pair] for n, pair in enumerate(told)]
    project = read(rows)
    told_so = [(t.name, f"{t.current_start:%d %H:%M}", f"{t.current_finish:%H:%M}")
               for t in project.tasks]  # fmt: skip
    assert told_so[:4] == [
        *(("Read", "01 09:00", "09:15"), ("Ask", "01 09:15", "10:00")),
        *(("Break", "01 10:00", "10:15"), ("Draw", "01 10:15", "10:15")),
    ]
    assert told_so[4] == ("Tables", "02 09:00", "09:45")


def test_everybody_below_a_merged_name_and_date_works_on_it() -> None:
    rows: Rows = [["When", "Part", "Task", "Who", "What"]]
    for n, (day, task) in enumerate([(1, "Think"), (8, "Draw"), (15, "Build"), (22, "Show")]):
        span = f"{day:02}/03/2027 - {day + 4:02}/03/2027"
        rows += [[span, f"Part {n}", task, "Ann", "reads"], [None, None, None, "Bob", "asks"]]
        rows += [[None, None, None, "Cid", "writes"]]
    merged = " ".join(f"{c}{2 + 3 * n}:{c}{4 + 3 * n}" for n in range(4) for c in "ABC")
    project = read(rows, merged=merged)
    done = [task for task in project.tasks if not task.summary]
    assert [task.name for task in done] == ["Think", "Draw", "Build", "Show"]
    assert [[n for need in task.needs for n in need.names] for task in done] == [
        ["Ann", "Bob", "Cid"]
    ] * 4
