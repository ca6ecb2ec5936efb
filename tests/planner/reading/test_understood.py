"""Files as people have them are understood: words, cells, formulas, charts, kinds of tables."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from planner.choice import Choice, next_working_day
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project, Task
from planner.schema import vocabulary
from tests.planner.reading.books import book

MONDAY = datetime(2027, 3, 1)
CHOICE = Choice(otherwise=MONDAY)


def read(rows: Sequence[Any], **more: Any) -> Project:
    return read_project(book({"Sheet1": rows, **more}), choice=CHOICE)


def csv(text: str) -> Project:
    return read_project(text.encode(), choice=CHOICE)


def days(project: Project) -> list[float]:
    return [(task.duration or 0) / 480 for task in project.tasks]


def waits(project: Project) -> list[list[str]]:
    return [[f"{link.task}{link.kind}" for link in task.dependencies] for task in project.tasks]


def people(task: Task) -> list[str]:
    return [name for need in task.needs for name in need.names]


def told(project: Project, severity: str = "") -> set[str]:
    return {i.code for i in project.remarks if severity in ("", i.severity)}


@pytest.mark.parametrize(
    "header",
    [
        ("Uppgift", "Varaktighet", "Föregångare", "Ansvarig"),
        ("Tehtävä", "Kesto", "Edeltäjät", "Vastuuhenkilö"),
        ("Завдання", "Тривалість", "Попередник", "Відповідальний"),
        ("taskName", "durationDays", "dependsOn", "assignedTo"),
        ("TASK NAME", "# of days", "Pred.", "Responsible Person"),
        ("Tsak name", "Duraton", "Predecesors", "Asignee"),
    ],
)
def test_headers_are_known_in_many_languages_and_spellings(header: tuple[str, ...]) -> None:
    project = read(
        [header, ["Dig", 2, "", "Ann"], ["Pour", 1, "Dig", "Bob"], ["Dry", 3, "Pour", "Ann"]]
    )

    assert days(project) == [2, 1, 3]
    assert waits(project) == [[], ["1FS"], ["2FS"]]
    assert people(project.tasks[0]) == ["Ann"]
    assert "column-by-content" not in told(project)


@pytest.mark.parametrize(
    ("header", "unit", "minutes"),
    [
        (("Vorgang", "Dauer"), "t", 3 * 480),
        (("Aktivitet", "Varaktighet"), "t", 3 * 60),
        (("Úkol", "Trvání"), "t", 3 * 2400),
    ],
)
def test_a_letter_is_the_unit_of_the_language(
    header: tuple[str, str], unit: str, minutes: int
) -> None:
    named = [*header, "Start"]
    project = read([named, ["A", f"3 {unit}", MONDAY], ["B", f"3 {unit}", MONDAY]])

    assert {task.duration for task in project.tasks} == {minutes}


def test_words_cut_short_mean_what_they_begin_and_cells_decide() -> None:
    """Without a row of their own in any list: Vorgang, Vorgänger, Beginn, Bezeichnung."""
    named = read(
        [
            ("Vorg.", "Beg.", "Verantw."),
            ("Aushub", datetime(2027, 3, 1), "Ann"),
            ("Bau", datetime(2027, 3, 8), "Bob"),
        ]
    )
    assert [task.name for task in named.tasks] == ["Aushub", "Bau"]
    assert [people(task) for task in named.tasks] == [["Ann"], ["Bob"]]
    assert named.tasks[1].current_start == datetime(2027, 3, 8)
    linked = read(
        [
            ("Nr.", "Bezeichn.", "Dauer", "Vorg."),
            (1, "Aushub", "5 Tage", ""),
            (2, "Wände", "8 Tage", 1),
            (3, "Dach", "3 Tage", 2),
        ]
    )
    assert waits(linked) == [[], ["1FS"], ["2FS"]]


@pytest.mark.parametrize(
    ("heads", "finish"),
    [
        ("Q1 2027, Q2 2027, Q3 2027", datetime(2027, 9, 30)),
        ("2027-Q3, 2027-Q4, 2028-Q1", datetime(2028, 3, 31)),
        ("3. Quartal 2027, 4. Quartal 2027, 1. Quartal 2028", datetime(2028, 3, 31)),
        ("Q3/27, Q4, Q1", datetime(2028, 3, 31)),
        ("1Q27, 2Q27, 3Q27", datetime(2027, 9, 30)),
    ],
)
def test_charts_may_be_headed_by_quarters(heads: str, finish: datetime) -> None:
    rows = [
        ("Initiative", "Team", *heads.split(", ")),
        ("Login", "Web", "X", "X", ""),
        ("Billing", "Back", "", "X", "X"),
        ("Reports", "Web", "", "", "X"),
    ]
    assert [task.current_finish for task in read(rows).tasks][1:] == [finish, finish]


def test_what_the_critical_path_method_computes_names_nobody() -> None:
    project = read(
        [
            ("Activity", "Predecessor", "Time", "ES", "EF", "LS", "LF", "Slack"),
            *(("A", "-", 3, 0, 3, 0, 3, 0), ("B", "A", 4, 3, 7, 3, 7, 0)),
            *(("C", "A", 2, 3, 5, 5, 7, 2), ("D", "B, C", 5, 7, 12, 7, 12, 0)),
        ]
    )
    assert days(project) == [3, 4, 2, 5]
    assert not project.resources
    assert waits(project)[3] == ["2FS", "3FS"]


def test_cells_resolve_what_a_word_may_mean() -> None:
    note = read(
        [
            ["Görev", "Süre", "Sorumlu", "Not"],
            ["A", 5, "Ayşe", "Önce izin al"],
            ["B", 3, "Can", "-"],
        ]
    )
    work = read([["Название", "Работа"], ["A", "40ч"], ["B", "8ч"]])
    name = read([["Работа", "Длительность"], ["Копать", 2], ["Лить", 1]])

    assert note.tasks[0].notes == "Önce izin al"
    assert [task.work for task in work.tasks] == [2400, 480]
    assert [task.name for task in name.tasks] == ["Копать", "Лить"]


def test_adding_a_language_is_adding_lines() -> None:
    languages = {word.language for term in ("start", "id") for word in vocabulary.meanings(term)}
    assert len(languages) > 10
    assert vocabulary.language_of(["Tarea", "Inicio", "Fin", "Asignado a"]) == "es"


def test_a_table_without_headers_is_known_by_its_cells() -> None:
    rows = [
        [n, name, f"{n} days", "" if n == 1 else n - 1]
        for n, name in enumerate(("Dig the hole", "Pour the slab", "Set the walls"), 1)
    ]

    project = read(rows)

    assert [task.name for task in project.tasks] == [
        "Dig the hole",
        "Pour the slab",
        "Set the walls",
    ]
    assert waits(project) == [[], ["1FS"], ["2FS"]]
    assert all(not column.sure for column in project.columns)


def formulas(rows: Sequence[Any]) -> bytes:
    """A workbook whose formulas have no stored results."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_starts_computed_from_other_rows_are_links() -> None:
    data = formulas(
        [
            ["Task", "Days", "Start", "Finish"],
            ["Design", 5, MONDAY, "=WORKDAY(C2,B2-1)"],
            ["Build", 10, "=WORKDAY(D2,1)", "=WORKDAY(C3,B3-1)"],
            ["Test", 3, "=WORKDAY(D3,3)", "=WORKDAY(C4,B4-1)"],
            ["Train", 2, "=C3", "=WORKDAY(C5,B5-1)"],
            ["Launch", 1, "=WORKDAY(MAX(D4,D5),1)", "=WORKDAY(C6,B6-1)"],
        ]
    )
    project = read_project(data)

    assert waits(project) == [[], ["1FS"], ["2FS"], ["2SS"], ["3FS", "4FS"]]
    assert project.tasks[2].dependencies[0].lag.amount == 2 * 480
    assert project.tasks[1].current_start == datetime(2027, 3, 8)
    assert "links-from-formulas" in told(project)


def test_a_cell_above_that_starts_refer_to_is_the_project_start() -> None:
    rows = [
        ["Plan", datetime(2027, 2, 1)],
        [],
        ["Task", "Start", "Days"],
        ["A", "=B1+7", 2],
        ["B", "=B4+C4", 1],
    ]
    project = read_project(formulas(rows))

    assert project.start == datetime(2027, 2, 1)
    assert waits(project) == [[], ["1FS"]]


def test_summaries_do_not_wait_for_their_own_tasks() -> None:
    rows = [
        ["WBS", "Task", "Days", "Start", "Finish"],
        ["1", "Phase", "", "=D3", "=E4"],
        ["1.1", "A", 2, MONDAY, "=WORKDAY(D3,C3-1)"],
        ["1.2", "B", 1, "=WORKDAY(E3,1)", "=WORKDAY(D4,C4-1)"],
    ]
    project = read_project(formulas(rows))
    assert project.tasks[0].summary
    assert not project.tasks[0].dependencies


def chart(*, legend: bool = False) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["What", *(datetime(2027, 3, day) for day in range(1, 13))])
    colours = ("FFC00000", "FF00B050")
    for row, (name, first, last) in enumerate((("Dig", 1, 3), ("Pour", 4, 5), ("Dry", 8, 12)), 2):
        sheet.cell(row, 1, name)
        for day in range(first, last + 1):
            sheet.cell(row, 1 + day).fill = PatternFill("solid", fgColor=colours[row % 2])
    if legend:
        for row, who in ((7, "Ann"), (8, "Bob")):
            sheet.cell(row, 1, who)
            sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colours[row % 2])
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_bars_of_coloured_cells_are_dates() -> None:
    project = read_project(chart())

    assert [(t.current_start, t.current_finish) for t in project.tasks] == [
        (datetime(2027, 3, 1), datetime(2027, 3, 3)),
        (datetime(2027, 3, 4), datetime(2027, 3, 5)),
        (datetime(2027, 3, 8), datetime(2027, 3, 12)),
    ]


def test_a_legend_says_whose_bars_they_are() -> None:
    project = read_project(chart(legend=True))

    assert [people(task) for task in project.tasks] == [["Bob"], ["Ann"], ["Bob"]]


def test_marks_below_numbered_weeks_are_bars() -> None:
    header = ["Task", *(f"W{n}" for n in range(1, 7))]
    rows = [["Project start", MONDAY], header, ["A", "x", "x"], ["B", "", "", "x", "x"]]

    assert days(read(rows)) == [10, 10]


def test_a_chart_beside_dates_adds_nothing() -> None:
    header = ["Task", "Start", "End", *"MTWTFSS"]
    rows = [header, ["A", MONDAY, datetime(2027, 3, 2), "x", "x"], ["B", MONDAY, MONDAY, "x"]]

    assert days(read(rows)) == [2, 1]


def test_the_mean_of_three_points_is_planned() -> None:
    project = read([["Activity", "a", "m", "b"], ["A", 2, 5, 8], ["B", 1, 2, 9]])

    assert days(project) == [5, 3]
    assert project.tasks[1].three_points == (480, 960, 4320)


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (("Start (Week)", "End (Week)"), ((1, 2), (3, 3)), [10, 5]),
        (("From", "To"), (("Week 1", "Week 2"), ("Week 3", "Week 3")), [10, 5]),
        (("Start (Day)", "End (Day)"), ((1, 4), (5, 5)), [4, 1]),
    ],
)
def test_starts_may_be_numbers_of_periods(
    header: tuple[str, str], cells: Sequence[tuple[object, object]], expected: list[float]
) -> None:
    rows = [["Project start", MONDAY], [], ["Task", *header]]
    project = read([*rows, *([name, *pair] for name, pair in zip("AB", cells, strict=True))])

    assert days(project) == expected
    assert project.tasks[0].current_start == MONDAY


def test_months_are_those_of_the_year_in_the_title() -> None:
    project = read(
        [
            ["Rollout 2028"],
            [],
            ["Task", "Start month", "End month"],
            ["A", "March", "April"],
            ["B", "May", "May"],
        ]
    )

    assert project.tasks[0].current_start == datetime(2028, 3, 1)
    assert project.tasks[0].current_finish == datetime(2028, 4, 30)


def test_people_as_columns() -> None:
    marks = read([["Task", "Days", "Ann", "Bob"], ["A", 1, "x", ""], ["B", 2, "x", "x"]])
    hours = read([["Task", "Predecessors", "Ann", "Bob"], ["A", "", 8, ""], ["B", "1", 4, 12]])

    assert [people(task) for task in marks.tasks] == [["Ann"], ["Ann", "Bob"]]
    assert [task.work for task in hours.tasks] == [480, 960]


def test_the_unit_that_fits_the_dates_is_taken_and_told() -> None:
    fridays = (datetime(2027, 3, 12), datetime(2027, 4, 2))
    rows = [
        ["Task", "Duration", "Start", "End"],
        ["A", 2, MONDAY, fridays[0]],
        ["B", 3, datetime(2027, 3, 15), fridays[1]],
    ]
    project = read(rows)

    assert days(project) == [10, 15]
    assert "unit-by-dates" in told(project)


def test_sheets_of_one_form_are_phases_that_share_people() -> None:
    head = ["Task", "Days", "Owner"]
    project = read_project(
        book({"North": [head, ["A", 2, "Ann"]], "South": [head, ["B", 1, "Ann"], ["C", 1, "Bob"]]}),
        choice=CHOICE,
    )
    names = [(task.name, task.summary) for task in project.tasks]
    assert names == [("North", True), ("A", False), ("South", True), ("B", False), ("C", False)]
    assert len({task.id for task in project.tasks}) == 5
    assert {person.name for person in project.resources} == {"Ann", "Bob"}


@pytest.mark.parametrize("beside", [True, False])
def test_people_below_or_beside_the_tasks_are_a_table_of_their_own(beside: bool) -> None:
    tasks: list[list[Any]] = [["Task", "Days", "Owner"], ["A", 2, "Ann"], ["B", 1, "Bob"]]
    staff = [["Name", "Rate"], ["Ann", "50/h"], ["Bob", "40/h"]]
    rows: list[Any] = [*tasks, [], *staff]
    if beside:
        rows = [[*one, None, *two] for one, two in zip(tasks, staff, strict=True)]
    project = read(rows)

    assert [task.name for task in project.tasks] == ["A", "B"]
    assert [person.rate.amount for person in project.resources] == [50, 40]


def test_sections_left_of_the_names_are_phases() -> None:
    rows = [["", "Task", "Days"], ["Prepare"], ["", "A", 1], ["", "B", 1], ["Build"], ["", "C", 2]]
    project = read(rows)

    assert [(t.name, t.summary) for t in project.tasks if t.summary] == [
        ("Prepare", True),
        ("Build", True),
    ]
    assert project.tasks[1].parent == project.tasks[0].id


def test_columns_of_names_are_levels() -> None:
    rows = [
        ["大項目", "中項目", "小項目", "日数"],
        ["開発", "画面", "ログイン", 2],
        ["", "", "検索", 3],
        ["", "帳票", "請求書", 2],
    ]
    project = read(rows)

    names = {task.id: task.name for task in project.tasks}
    assert [(t.name, names.get(t.parent, "")) for t in project.tasks] == [
        ("開発", ""),
        ("画面", "開発"),
        ("ログイン", "画面"),
        ("検索", "画面"),
        ("帳票", "開発"),
        ("請求書", "帳票"),
    ]


def test_bold_rows_that_span_those_below_are_summaries() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ["Task", "Start", "End"],
        ["Design", 1, 12],
        ["A", 1, 3],
        ["B", 4, 12],
        ["Build", 15, 19],
        ["C", 15, 17],
        ["D", 18, 19],
    ):
        sheet.append(
            [row[0], *(datetime(2027, 3, n) if isinstance(n, int) else n for n in row[1:])]
        )
    for number in (2, 5):
        sheet.cell(number, 1).font = Font(bold=True)
    buffer = BytesIO()
    made.save(buffer)

    project = read_project(buffer.getvalue())

    assert [task.name for task in project.tasks if task.summary] == ["Design", "Build"]


@pytest.mark.parametrize("last", [["Total", 6], ["", 6], ["Total days:", 6]])
def test_sums_are_no_tasks(last: list[object]) -> None:
    project = read([["Task", "Days"], ["A", 2], ["B", 4], [], last])

    assert [task.name for task in project.tasks] == ["A", "B"]
    assert "total-row" in told(project)


def test_leftovers_of_a_template_are_no_tasks_and_nothing_else_is_an_error() -> None:
    head = ["Task", "Start", "End"]
    project = read(
        [
            head,
            ["A", MONDAY, MONDAY],
            ["Task 2", "date", "date"],
            ["Insert new rows ABOVE this one"],
        ]
    )
    assert [task.name for task in project.tasks] == ["A"]

    with pytest.raises(InputError) as caught:
        read([head, ["<Task 1>", MONDAY, MONDAY], ["<Task 2>", MONDAY, MONDAY]])
    assert "no-tasks" in {issue.code for issue in caught.value.issues}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 week & 4 days", 9), ("half a day", 0.5), ("a week", 5), ("ca. 3d", 3), ("1-2 days", 1.5)],
)
def test_durations_as_people_say_them(text: str, expected: float) -> None:
    assert days(read([["Task", "Duration"], ["A", text]])) == [expected]


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (("Must", "Should", "Could"), (1, 0, -1)),
        (("P0", "P1", "P2"), (1, 0, -1)),
        ((1, 3, 5), (1, 0, -1)),
        (("Hoch", "Mittel", "Niedrig"), (1, 0, -1)),
    ],
)
def test_priorities(cells: tuple[object, ...], signs: tuple[int, ...]) -> None:
    project = read(
        [["Task", "Priority", "Days"], *([f"Task {n}", cell, 1] for n, cell in enumerate(cells))]
    )

    assert tuple((t.priority > 500) - (t.priority < 500) for t in project.tasks) == signs


def test_a_date_among_milestones_is_a_milestone_on_that_date() -> None:
    rows = [
        ["Task Name", "Duration", "Start", "Finish", "Mile Stone"],
        ["Plan", "2 days", MONDAY, datetime(2027, 3, 2), None],
        ["Submit", None, None, None, datetime(2027, 3, 3)],
        ["Check", None, None, None, datetime(2027, 3, 4)],
    ]
    project = read(rows)

    assert [task.milestone for task in project.tasks] == [False, True, True]
    assert project.tasks[1].current_start == datetime(2027, 3, 3)


def test_lists_with_brackets_and_quotes() -> None:
    project = csv(
        "id,name,days,dependencies,owner\nT1,A,1,[],[Ann]\nT2,B,1,['T1'],Bob\n"
        "T3,C,1,\"['T1', 'T2']\",@Ann\n"
    )

    assert waits(project) == [[], ["T1FS"], ["T1FS", "T2FS"]]
    assert [people(task) for task in project.tasks] == [["Ann"], ["Bob"], ["Ann"]]


def test_the_column_of_codes_that_others_refer_to_is_the_id() -> None:
    project = read(
        [
            ["No", "Code", "Task", "Days", "Predecessors"],
            [1, "T01", "A", 1, ""],
            [2, "T02", "B", 1, "T01"],
            [3, "T03", "C", 1, "T02"],
        ]
    )

    assert waits(project) == [[], ["T01FS"], ["T02FS"]]


def test_encodings_are_told_by_the_headers() -> None:
    text = "Задача;Длительность;Предшественник\nКопать;2;\nЛить;1;1\n"
    project = read_project(text.encode("cp1251"), choice=CHOICE)

    assert [task.name for task in project.tasks] == ["Копать", "Лить"]


def test_tasks_with_dates_and_in_no_link_are_kept() -> None:
    rows = [
        ["Task", "Start", "End", "Predecessors"],
        ["A", MONDAY, MONDAY, ""],
        ["B", MONDAY, MONDAY, "1"],
        ["C", MONDAY, MONDAY, ""],
        ["D", "", "", ""],
    ]
    project = read(rows)

    assert [task.kept for task in project.tasks] == [False, False, True, False]


def test_what_is_missing_is_assumed_and_told() -> None:
    data = book({"Sheet1": [["Task", "Days"], ["A", 2], ["B", ""], ["C", ""]]})
    project = read_project(data, choice=CHOICE)

    assert project.start == MONDAY
    assert days(project) == [2, 1, 1]
    assert {"assumed-project-start", "missing-duration"} <= told(project, "warning")
    assert read_project(data, choice=Choice(start=datetime(2027, 5, 3))).start == datetime(
        2027, 5, 3
    )
    with pytest.raises(InputError):
        read_project(data)


def test_the_default_duration_may_be_set() -> None:
    settings = [["Project start", MONDAY], ["Default duration", "3d"]]
    assert days(read([["Task", "Days"], ["A", 1], ["B", ""]], Settings=settings)) == [1, 3]


def test_the_next_working_day_after_a_friday_is_a_monday() -> None:
    assert next_working_day(datetime(2027, 3, 5, 13, 30)) == datetime(2027, 3, 8)


def test_a_sheet_and_a_header_row_can_be_chosen() -> None:
    rows: list[Any] = [["Task", "Days"], ["Old", 9], [], ["Task", "Weeks", "Days"], ["New", 1, 2]]
    data = book({"One": [["Task", "Days", "Owner"], ["X", 1, "Ann"]], "Two": rows})
    project = read_project(data, choice=Choice(sheet="two", header_row=4, otherwise=MONDAY))

    assert [task.name for task in project.tasks] == ["New"]
    with pytest.raises(InputError) as caught:
        read_project(data, choice=Choice(sheet="Tow", otherwise=MONDAY))
    assert [issue.code for issue in caught.value.issues if issue.severity == "error"] == [
        "unknown-sheet"
    ]


def test_a_unit_can_be_chosen() -> None:
    project = read_project(
        book({"Sheet1": [["Task", "Duration"], ["A", 2]]}),
        choice=Choice(unit="w", otherwise=MONDAY),
    )

    assert days(project) == [10]


def test_the_reading_explains_itself() -> None:
    project = read([["Activity", "Duraton", "Owner"], ["A", 2, "Ann"], ["B", 1, "Bob"]])
    seen = {
        column.header: (column.meaning, column.sure, column.samples) for column in project.columns
    }

    assert seen["Activity"] == ("Task Name", True, ("A", "B"))
    assert seen["Duraton"] == ("Duration", False, ("2", "1"))
    assert all(column.evidence for column in project.columns)


def test_a_refusal_names_the_nearest_table_and_what_it_lacks() -> None:
    with pytest.raises(InputError, match=r"nearest is row 1 of Sheet1 with .*, which lacks"):
        read([["Task", "Colour"], ["A", "red"]])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.1, "lost-list"),
        (datetime(2026, 2, 1), "date-as-predecessor"),
        ("Twin", "ambiguous-predecessor"),
    ],
)
def test_what_excel_made_of_a_list_is_an_error(cell: object, code: str) -> None:
    rows = [
        ["ID", "Task", "Days", "Predecessors"],
        *([n, f"Task {n}", 1, ""] for n in range(1, 11)),
        [11, "Twin", 1, ""],
        [12, "Twin", 1, ""],
        [13, "Last", 1, cell],
    ]
    with pytest.raises(InputError) as caught:
        read(rows)
    assert code in {issue.code for issue in caught.value.issues}


def test_doubts_about_single_cells_are_told() -> None:
    staff = [["Name", "Max Units"], ["Ann", 50]]
    settings = [["Project start", MONDAY], ["Currncy", "EUR"]]
    rows = [
        ["ID", "Task", "Days", "Predecessors", "Resource Names", "Earliest Start"],
        [1, "A", 1, "", "Ann", datetime(2027, 3, 2)],
        [2, "B", 1, "", "", datetime(2062, 3, 2)],
        [3, "C", 1, "", "", ""],
        [4, "D", 1, "1-3", "", ""],
    ]
    project = read(rows, People=staff, Settings=settings, Budgets=[["Limit"], [1000]])

    assert {"units-as-percent", "unknown-setting", "far-date", "range-or-lead"} <= told(
        project, "warning"
    )
    assert project.resources[0].max_units == 0.5


def test_columns_of_duties_are_people() -> None:
    rows = [["Task", "Ann", "Bob", "Cem", "Days"], ["Dig", "R", "A", "C", 5]]
    project = read([*rows, ["Pour", "", "R/A", "I", 3], ["Dry", "R", "", "I", 2]])
    assert [people(task) for task in project.tasks] == [["Ann"], ["Bob"], ["Ann"]]
    assert waits(project) == [[], [], []]


def test_spans_of_dates_may_leave_out_what_the_other_end_says() -> None:
    rows = [["Task", "When", "Who"], ["Dig", "1 Mar - 3 Mar 2027", "Ann"]]
    project = read([*rows, ["Pour", "4-5 March 2027", "Bob"], ["Dry", "8 Mar 2027", "Ann"]])
    assert days(project) == [3, 2, 1]


def test_short_names_beside_numbers_are_names() -> None:
    rows = [["Pos.", "Gewerk", "Dauer (AT)"], [1, "Rohbau", 5], [2, "Dach", 3], [3, "Putz", 4]]
    assert [task.name for task in read(rows).tasks] == ["Rohbau", "Dach", "Putz"]


def test_stories_that_wait_for_stories_are_named() -> None:
    rows = [["Story", "Days", "Dep."], ["Login", 3, ""], ["Pay", 5, "Login"], ["Ship", 1, "Pay"]]
    project = read(rows)
    assert [task.name for task in project.tasks] == ["Login", "Pay", "Ship"]
    assert waits(project) == [[], ["1FS"], ["2FS"]]


def test_headers_of_people_tell_money_and_hours_by_their_units() -> None:
    tasks = [["Task", "Days", "Who"], ["Dig", 5, "Ann"], ["Pour", 3, "Bob"]]
    team = [["Who", "€/h", "Max h/week"], ["Ann", 50, 20], ["Bob", 60, 40]]
    project = read(tasks, Rates=team)
    assert [one.rate.amount for one in project.resources] == [50, 60]
    assert [one.max_units for one in project.resources] == [0.5, 1]


def test_dates_in_front_are_no_codes_and_no_task_is_lost() -> None:
    rows: list[list[Any]] = [
        ["When", "What", "Who", "Done?"],
        [datetime(2027, 3, 1), "Book hall", "Mia", "yes"],
        [datetime(2027, 3, 8), "Send invitations", "Tom", "no"],
        [datetime(2027, 3, 15), "Order food", "Mia", "no"],
        [datetime(2027, 4, 2), "Party", "All", ""],
    ]
    assert [task.name for task in read(rows).tasks] == [row[1] for row in rows[1:]]
