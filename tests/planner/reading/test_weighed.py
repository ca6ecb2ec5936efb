"""Columns and rows that are told by how they fit together, where no word does."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book

DAY = 480
CHOICE = Choice(start=datetime(2027, 3, 1))
DATE = datetime(2027, 3, 1)


def read(rows: Rows) -> Project:
    return read_project(book({"Plan": rows}), choice=CHOICE)


def codes(project: Project) -> list[str]:
    return [issue.code for issue in project.remarks]


@pytest.mark.parametrize(
    "headers",
    [
        ["Optimistisk", "Sandsynlig", "Pessimistisk"],
        ["Optimista", "Legvalószínűbb", "Pesszimista"],
        ["İyimser", "En olası", "Kötümser"],
        ["Kiire", "Tavaline", "Aeglane"],
    ],
)
def test_three_estimates_by_their_words_or_by_how_they_grow(headers: list[str]) -> None:
    project = read([["Opgave", *headers], ["A", 2, 3, 6], ["B", 3, 5, 9], ["C", 1, 2, 3]])
    assert project.tasks[0].three_points == (2 * DAY, 3 * DAY, 6 * DAY)
    assert not project.resources


PEOPLE: Rows = [
    ["Α/Α", "Εργασία", "Γιώργος", "Μαρία", "Σύνολο"],
    [1, "Ανάλυση", 16, 8, 24],
    [2, "Ανάπτυξη", 40, None, 40],
    [3, "Έλεγχος", None, 24, 24],
    [None, "Σύνολο", 56, 32, 88],
]


@pytest.mark.parametrize("sum_of_them", ["Σύνολο", "Όλα μαζί"])
def test_numbers_of_rows_and_sums_are_no_people(sum_of_them: str) -> None:
    head = [*PEOPLE[0][:-1], sum_of_them]
    project = read([head, *PEOPLE[1:]])
    assert [person.name for person in project.resources] == ["Γιώργος", "Μαρία"]
    assert [(task.work or 0) / 60 for task in project.tasks] == [24, 40, 24]
    assert "total-row" in codes(project)


def test_a_last_row_that_says_less_and_adds_up_the_others_is_a_total() -> None:
    rows: Rows = [
        ["Zadanie", "Dni", "Osoba"],
        ["Projekt", 10, "Jan"],
        ["Budowa", 15, "Ewa"],
        ["Odbiór", 2, "Jan"],
    ]
    assert len(read([*rows, ["W sumie", 27, None]]).tasks) == 3
    assert len(read([*rows, ["Naprawy", 26, None]]).tasks) == 4
    assert len(read([*rows, ["Naprawy", 27, "Ewa"]]).tasks) == 4


def test_a_list_of_milestones_takes_no_time() -> None:
    rows: Rows = [["Meilenstein", "Termin"], ["Start", DATE], ["Ende", DATE + timedelta(days=9)]]
    project = read(rows)
    assert [task.duration for task in project.tasks] == [0, 0]
    assert "no-durations" not in codes(project)


def test_a_diamond_marks_a_milestone() -> None:
    rows: Rows = [["Task", "Duration", "Milestone"], ["Dig", "3d", None], ["Go live", None, "◆"]]
    assert [task.duration for task in read(rows).tasks] == [3 * DAY, 0]


def test_one_row_called_a_phase_stands_above_the_tasks_below_it() -> None:
    rows: Rows = [["Task", "Days", "Who"], ["Phase 1 Title", None, None], ["Dig", 3, "Ann"]]
    project = read(rows)
    assert [(task.name, task.summary) for task in project.tasks] == [
        ("Phase 1 Title", True),
        ("Dig", False),
    ]


def chart(rows: Rows, bars: dict[int, tuple[int, int]]) -> bytes:
    """A workbook whose rows have cells filled in a theme's colour, from column to column."""
    workbook = load_workbook(BytesIO(book({"Plan": rows})))
    sheet = workbook["Plan"]
    for row, (first, last) in bars.items():
        for column in range(first, last + 1):
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=Color(theme=4 + row % 2))
    data = BytesIO()
    workbook.save(data)
    return data.getvalue()


def test_weeks_of_the_calendar_count_more_than_the_months_above_them() -> None:
    weeks = [f"KW {n}" for n in range(9, 19)]
    months = [None, "März", None, None, None, "April", None, None, None, "Mai"]
    rows: Rows = [["Zeitplan 2027"], months, ["Gewerk", *weeks], ["Abbruch"], ["Rohbau"], ["Maler"]]
    project = read_project(chart(rows, {4: (3, 5), 5: (6, 7), 6: (11, 11)}))
    spans = [(task.current_start, task.current_finish) for task in project.tasks]
    assert spans[0] == (datetime(2027, 3, 8), datetime(2027, 3, 26))
    assert spans[2] == (datetime(2027, 5, 3), datetime(2027, 5, 7))


def test_quarters_in_other_languages() -> None:
    head = ["Attività", *(f"T{n} 2027" for n in (1, 2, 3, 4))]
    rows: Rows = [head, ["Studio", "■"], ["Lavori", None, "■", "■"], ["Collaudo", *[None] * 3, "■"]]
    project = read(rows)
    assert project.tasks[1].current_start == datetime(2027, 4, 1)
    assert project.tasks[1].current_finish == datetime(2027, 9, 30)


@pytest.mark.parametrize(
    "header",
    [
        ["AKTIVITET", "STARTDATO FOR PLAN", "VARIGHED FOR PLAN", "FAKTISK STARTDATO", "TIDSRUM"],
        ["TOIMINTO", "SUUNNITELMAN ALOITUS", "KESTO", "TODELLINEN ALOITUS", "KAUDET"],
        ["ACTIVITÉ", "DÉBUT DU PLAN", "DURÉE", "DÉBUT RÉEL", "PÉRIODES"],
    ],
)
def test_a_chart_of_numbered_periods_proves_the_numbers_of_starts(header: list[str]) -> None:
    numbers = ["", "", "", "", *range(1, 13)]
    rows: Rows = [header, numbers, ["Dig", 1, 2, 1], ["Pour", 3, 4, 0], ["Dry", 7, 3, 0]]
    tasks = read(rows).tasks
    assert [task.current_start for task in tasks] == [DATE + timedelta(days=n) for n in (0, 2, 8)]
    assert [task.progress.actual_start is not None for task in tasks] == [True, False, False]


def test_recorded_starts_count_periods_as_planned_ones_do() -> None:
    project = read(
        [
            ["Activity", "Plan start", "Plan duration", "Actual start", "Percent complete"],
            ["Survey", 1, 5, 1, 1],
            ["Draw", 1, 6, 2, 0.5],
            ["Build", 7, 4, None, 0],
        ]
    )
    assert [task.current_start for task in project.tasks] == [DATE, DATE, datetime(2027, 3, 9)]
    assert project.tasks[1].progress.actual_start == datetime(2027, 3, 2, 8)
    assert "bad-date" not in codes(project)


def test_a_list_of_quantities_and_prices_is_no_plan() -> None:
    rows: Rows = [["Item", "Qty", "Unit price", "Total"], ["Bricks", 9, 2, 18], ["Sand", 5, 3, 15]]
    with pytest.raises(InputError) as refused:
        read(rows)
    assert "no-tasks-sheet" in {issue.code for issue in refused.value.issues}


@pytest.mark.parametrize("named", ["P2", "Pour"])
def test_predecessors_may_stand_on_another_sheet(named: str) -> None:
    head = ["ID", "Task", "Days", "After"]
    first: Rows = [head, ["P1", "Dig", 2, None], ["P2", "Pour", 3, "P1"]]
    second: Rows = [head, ["P3", "Frame", 4, named], ["P4", "Roof", 3, "P3"]]
    project = read_project(book({"Phase 1": first, "Phase 2": second}), choice=CHOICE)
    (frame,) = [task for task in project.tasks if task.id == "P3"]
    assert [link.task for link in frame.dependencies] == ["P2"]


def test_what_two_sheets_call_alike_is_not_meant_from_a_third() -> None:
    head = ["ID", "Task", "Days", "After"]
    sheets: dict[str, Rows] = {
        "A": [head, ["X", "Dig", 2, None], ["A2", "Fill", 1, "X"]],
        "B": [head, ["X", "Pour", 2, None], ["B2", "Dry", 1, "X"]],
        "C": [head, ["C1", "Roof", 2, "X"], ["C2", "Tile", 1, "C1"]],
    }
    with pytest.raises(InputError) as refused:
        read_project(book(sheets), choice=CHOICE)
    faults = [issue for issue in refused.value.issues if issue.severity == "error"]
    assert [(issue.code, issue.place) for issue in faults] == [("unknown-predecessor", "C!D2")]


def test_a_remark_is_made_once() -> None:
    project = read([["Task", "Days", "% done"], ["Dig", None, "150%"], ["Pour", 2, None]])
    assert codes(project).count("bad-percent") == 1


@pytest.mark.parametrize(
    ("title", "header", "weeks"),
    [
        ("Plan 2027", "Vecka", [10, 11, "12-14"]),
        ("Plan 2027", "Wann", ["KW 10", "KW 11", "KW 12-14"]),
        ("Plan", "Week", ["Week 2", "Week 3", "Week 4-6"]),
    ],
)
def test_a_column_of_weeks_has_the_starts_and_the_ends(
    title: str, header: str, weeks: list[object]
) -> None:
    names = ["Planera", "Bygga", "Besiktiga"]
    people = ["Eva", "Max", "Eva"]
    head = [header, "Aktivitet", "Ansvarig"]
    rows: Rows = [[title], head, *zip(weeks, names, people, strict=True)]
    project = read(rows)
    spans = [(task.current_start, task.current_finish) for task in project.tasks]
    monday = datetime(2027, 3, 8)
    assert spans == [
        (monday + timedelta(weeks=n), monday + timedelta(weeks=n + more, days=4))
        for n, more in ((0, 0), (1, 0), (2, 2))
    ]


def test_a_column_of_spans_of_dates_is_no_number_of_people() -> None:
    rows: Rows = [["Was", "Wann"], ["Planung", "1.3.-5.3.2027"], ["Bau", "8.3.-19.3.2027"]]
    assert [task.duration for task in read(rows).tasks] == [5 * DAY, 10 * DAY]


def test_words_left_of_the_names_are_no_codes() -> None:
    head = ["Phase", "Package", "Task", "Days"]
    rows: Rows = [head, ["Design", "Concept", "Sketch", 2], [None, "Detail", "Draw", 5]]
    assert [task.id for task in read(rows).tasks if not task.summary] == ["1", "2"]


def test_a_bar_may_be_cells_that_are_merged_around_a_text() -> None:
    head = ["Actividad", "Ene", "Feb", "Mar", "Abr", "May", "Jun"]
    rows: Rows = [["Cronograma 2027"], head, ["Estudio", "en curso"], ["Obra", *[""] * 3, "obra"]]
    workbook = load_workbook(BytesIO(chart(rows, {3: (2, 2), 4: (5, 5)})))
    sheet = workbook["Plan"]
    sheet.merge_cells("B3:D3")
    sheet.merge_cells("E4:G4")
    data = BytesIO()
    workbook.save(data)
    project = read_project(data.getvalue())
    finishes = [task.current_finish for task in project.tasks]
    assert finishes == [datetime(2027, 3, 31), datetime(2027, 6, 30)]


def test_twelve_numbers_below_a_year_are_its_months() -> None:
    rows: Rows = [["Rok 2027"], ["Zadanie", *range(1, 13)], ["Projekt", "x", "x"]]
    project = read([*rows, ["Budowa", None, None, "x", "x"]])
    assert [task.current_start for task in project.tasks] == [
        datetime(2027, 1, 1),
        datetime(2027, 3, 1),
    ]


def test_the_start_may_stand_in_one_cell_with_its_word() -> None:
    rows: Rows = [["Project start: 2027-03-08"], ["Task", "Days"], ["Dig", 2]]
    project = read_project(book({"Plan": rows}))
    assert project.start.date() == datetime(2027, 3, 8).date()


@pytest.mark.parametrize("header", ["People", "Staff", "Crew", "Workers", "Leute", "Personas"])
def test_names_below_a_word_for_people_say_who_does_it(header: str) -> None:
    """The same words head the number of people, where there are numbers."""
    who = ("Ann", "Bob", "Ann; Bob")
    rows = [[n, f"Job {n}", f"{n}d", None, names] for n, names in enumerate(who, 1)]
    project = read([["ID", "Task", "Duration", "Predecessors", header], *rows])
    named = [[name for need in task.needs for name in need.names] for task in project.tasks]
    assert named == [["Ann"], ["Bob"], ["Ann", "Bob"]]
    assert not [one for one in project.remarks if one.severity != "info"]
