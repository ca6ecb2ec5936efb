"""Months with short years, times of the day and weeks of months, as people type them."""

from datetime import timedelta

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows, **others: Rows) -> Project:
    return read_project(book({"Sheet1": rows, **others}), choice=Choice(otherwise=MON))


def spans(found: Project, form: str = "%m-%d") -> list[str]:
    return [
        f"{t.current_start:{form}}..{t.current_finish:{form}}"
        for t in found.tasks
        if t.current_start and t.current_finish
    ]


@pytest.mark.parametrize(
    "months",
    [
        ["mar/27", "abr/27", "mai/27", "jun/27"],
        ["Mar 27", "Apr 27", "May 27", "Jun 27"],
        ["Mar-27", "Jun-27", "Sep-27", "Dec-27"],
    ],
)
def test_months_of_a_chart_with_one_number_behind_them_are_those_of_that_year(
    months: list[str],
) -> None:
    rows: Rows = [["Review", "x", "x"], ["Write", None, None, "x"], ["Defend", *[None] * 3, "x"]]
    found = project([["Task", *months], *rows])
    days = spans(found, "%Y-%m")
    assert days[0].startswith("2027-03")
    assert {day[:4] for day in days} == {"2027"}


def test_numbers_behind_months_go_on_with_the_new_year() -> None:
    months = ["Nov 26", "Dec 26", "Jan 27", "Feb 27"]
    found = project([["Task", *months], ["Ask", "x", "x"], ["Make", None, None, "x", "x"]])
    assert spans(found, "%Y-%m-%d") == ["2026-11-01..2026-12-31", "2027-01-01..2027-02-28"]


def test_days_of_several_months_are_no_years() -> None:
    days = ["Mar 20", "Mar 27", "Apr 3", "Apr 10"]
    found = project([["Plan 2027"], ["Task", *days], ["Ask", "x", "x"], ["Make", *[None] * 2, "x"]])
    assert spans(found)[0].startswith("03-20")


SHOW = ["Time", "What", "Who"]


def test_rows_with_a_time_alone_last_until_the_next_and_others_as_long_as_they_say() -> None:
    rows: Rows = [["14:00 - 16:00", "Tent", "Jan"], ["16:00 - 16:30", "Sound", "Piet"],
                  ["17:00", "Guests", "Els"], ["18:00 - 20:00", "Dinner", "Ida"]]  # fmt: skip
    found = project([["Party 18 June 2027"], SHOW, *rows])
    assert spans(found, "%H:%M") == [
        "14:00..16:00", "16:00..16:30", "17:00..18:00", "18:00..20:00",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [False, True])
def test_times_may_be_typed_as_numbers(text: bool) -> None:
    times = [(900, 1030), (1030, 1115), (1200, 1300), (1800, 2100)]
    names = ["Set up", "Sound", "Lunch", "Show"]
    rows: Rows = [
        [*([f"{one:04}", f"{two:04}"] if text else [one, two]), name]
        for (one, two), name in zip(times, names, strict=True)
    ]
    found = project([["Gala, 12 June 2027"], [], ["Start", "End", "What"], *rows])
    assert spans(found, "%m-%d %H:%M")[0] == "06-12 09:00..06-12 10:30"
    assert spans(found, "%H:%M")[1:] == ["10:30..11:15", "12:00..13:00", "18:00..21:00"]


def test_spans_of_times_may_be_typed_as_numbers() -> None:
    rows: Rows = [["0900-1030", "Set up"], ["1030-1115", "Sound"], ["1800-2100", "Show"]]
    found = project([["Gala, 12 June 2027"], ["Time", "What"], *rows])
    assert spans(found, "%H:%M") == ["09:00..10:30", "10:30..11:15", "18:00..21:00"]


def test_years_and_distances_are_no_times() -> None:
    rows: Rows = [["2020-2025", "Study"], ["2025-2030", "Build"], ["2030-2035", "Run"]]
    found = project([["Time", "What"], *rows])
    assert not any(issue.code == "clock-times" for issue in found.remarks)
    rows = [[0, 200, "Dig"], [200, 400, "Pipe"], [400, 600, "Fill"]]
    found = project([["Start", "End", "Task", "Days"], *([*row, 2] for row in rows)])
    assert not any(issue.code == "clock-times" for issue in found.remarks)


DAY = [MON + timedelta(days=n) for n in range(3)]
WORKED: Rows = [
    [DAY[0], "Ann", "Alpha", "Code", 6, "Yes"],
    [DAY[0], "Bob", "Alpha", "Test", 4, "Yes"],
    [DAY[1], "Ann", "Beta", "Meet", 2, "No"],
]


@pytest.mark.parametrize(
    "head",
    [
        ["Date", "Employee", "Project", "Task", "Hours", "Billable"],
        ["Datum", "Mitarbeiter", "Projekt", "Tätigkeit", "Stunden", "Abrechenbar"],
        ["Fecha", "Empleado", "Proyecto", "Tarea", "Horas", "Facturable"],
    ],
)
def test_hours_that_were_worked_are_no_plan(head: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        project([head, *WORKED])
    assert "other-kind" in {issue.code for issue in refused.value.issues}


@pytest.mark.parametrize("title", ["Weekly timesheet", "Stundenzettel KW 9", "工时表"])
def test_a_timesheet_is_no_plan(title: str) -> None:
    head = ["Project", "Task", "Mon", "Tue", "Wed", "Thu", "Fri", "Total"]
    rows: Rows = [["Alpha", "Code", 4, 4, 8, 2, 0, 18], ["Alpha", "Meet", 2, 2, 0, 2, 4, 10]]
    with pytest.raises(InputError) as refused:
        project([[title, "Ann Lee"], [], head, *rows])
    assert "other-kind" in {issue.code for issue in refused.value.issues}


def test_a_plan_with_hours_and_people_and_a_date_stays_one() -> None:
    head = ["Task", "Owner", "Due date", "Hours"]
    found = project([head, ["Code", "Ann", DAY[0], 6], ["Fill in the timesheet", "Bob", DAY[1], 4]])
    assert [task.deadline is not None for task in found.tasks] == [True, True]


def test_weekdays_are_no_people() -> None:
    head = ["Task", "Owner", "Mon", "Tue", "Wed", "Thu", "Fri", "Days"]
    found = project([head, ["Code", "", 4, 4, 8, 2, 1, 3], ["Meet", "", 2, 2, 1, 2, 4, 2]])
    assert found.resources == ()
    head = ["Task", "Ann", "Bob", "Sun"]
    found = project([head, ["Code", 4, 4, 8], ["Meet", 2, 2, 1]])
    assert [person.name for person in found.resources] == ["Ann", "Bob", "Sun"]


def test_mon_beside_other_weekdays_counts_no_months() -> None:
    head = ["Project", "Task", "Mon", "Tue", "Wed", "Thu", "Fri", "Total"]
    rows: Rows = [["Alpha", "Code", 4, 4, 8, 2, 1, 19], ["Alpha", "Meet", 2, 2, 1, 2, 4, 11]]
    try:
        found = project([head, *rows])
    except InputError:
        return
    assert {task.current_start for task in found.tasks} == {None}


@pytest.mark.parametrize(
    ("head", "days"),
    [
        (["KW", "Tag", "Aufgabe", "Wer"], ["Mo", "Mi", "Di", "Fr"]),
        (["Week", "Day", "Topic", "Trainer"], ["Monday", "Wednesday", "Tuesday", "Friday"]),
        (["Semaine", "Jour", "Tâche", "Qui"], ["lundi", "mercredi", "mardi", "vendredi"]),
    ],
)
def test_weekdays_beside_numbers_of_weeks_say_the_day(head: list[str], days: list[str]) -> None:
    names = ["Offer", "Order", "Deliver", "Build"]
    rows: Rows = [
        [9 + at // 2, day, name, "Ann"]
        for at, (day, name) in enumerate(zip(days, names, strict=True))
    ]
    found = project([["Plan 2027"], head, *rows])
    assert spans(found) == [
        "03-01..03-01", "03-03..03-03", "03-09..03-09", "03-12..03-12",
    ]  # fmt: skip
    ignored = {issue.cell for issue in found.remarks if issue.code == "ignored-column"}
    assert "B2" not in ignored


@pytest.mark.parametrize(
    "title",
    [
        "Training plan, starts 1 March 2027",
        "Cleaning rota from 1 March 2027",
        "Schulung ab 01.03.2027",
        "Chantier à partir du 2027-03-01",
        "Project X - commencing 1 March 2027",
    ],
)
def test_a_title_says_in_a_sentence_when_work_begins(title: str) -> None:
    found = project([[title], [], ["Task", "Days"], ["Dig", 1], ["Pour", 2]])
    assert f"{found.start:%Y-%m-%d}" == "2027-03-01"


@pytest.mark.parametrize("title", ["Printed 1 March 2027", "Version of 1 March 2027"])
def test_other_dates_of_titles_are_no_starts(title: str) -> None:
    found = project([[title], [], ["Task", "Days"], ["Dig", 1], ["Pour", 2]])
    assert found.start.date() == MON.date()


def test_an_assumed_start_is_not_told_as_one_of_the_file() -> None:
    rows: Rows = [["Task", "Start week", "Weeks"], ["Dig", 1, 2], ["Pour", 3, 1]]
    bars: Rows = [["Task", "W1", "W2", "W3"], ["Dig", "x", "x"], ["Pour", None, None, "x"]]
    for plan in (rows, bars):
        (told,) = [one for one in project(plan).remarks if one.code == "assumed-project-start"]
        assert "earliest" not in str(told.message)
    rows = [["Task", "Start", "Days"], ["Dig", MON, 2], ["Pour", MON, 1]]
    (told,) = [one for one in project(rows).remarks if one.code == "assumed-project-start"]
    assert "earliest Start" in str(told.message)


def test_marks_below_a_date_in_the_title_are_no_days() -> None:
    head = ["Task", "Who", "Week 1", "Week 2", "Week 3", "Week 4"]
    rows: Rows = [["Kitchen", "Ann", *"xxxx"], ["Windows", "Bob", "x", None, "x"],
                  ["Garden", "Cy", None, "x", None, "x"]]  # fmt: skip
    found = project([["Rota from 1 March 2027"], head, *rows])
    assert spans(found) == ["03-01..03-26", "03-01..03-19", "03-08..03-26"]
    assert [person.name for person in found.resources] == ["Ann", "Bob", "Cy"]


@pytest.mark.parametrize("head", ["No.", "WBS"])
@pytest.mark.parametrize("again", [True, False])
def test_roman_numbers_stand_above_numbers_with_dots(head: str, again: bool) -> None:
    numbers = ["1", "2", "2.1", "2.2"] if again else ["3", "4", "4.1", "4.2"]
    rows: Rows = [["I", "Prepare", None], ["1", "Clear", 3], ["2", "Measure", None],
                  ["2.1", "Stakes", 1], ["2.2", "Levels", 1], ["II", "Found", None],
                  [numbers[0], "Dig", 5], [numbers[1], "Fill", None], [numbers[2], "Sand", 2],
                  [numbers[3], "Press", 1]]  # fmt: skip
    found = project([[head, "Task", "Days"], *rows])
    names = {task.id: task.name for task in found.tasks}
    assert [names.get(task.parent, "") for task in found.tasks] == [
        "", "Prepare", "Prepare", "Measure", "Measure", "", "Found", "Found", "Fill", "Fill",
    ]  # fmt: skip


def test_ids_such_as_roman_numbers_among_others_are_no_heads() -> None:
    rows: Rows = [["A", "Ask", 1], ["I", "Invite", 2], ["1.1", "Go", 1], ["1.2", "Do", 1]]
    found = project([["No.", "Task", "Days"], *rows])
    assert not any(task.parent for task in found.tasks)


@pytest.mark.parametrize("title", ["Work plan 2027/28", "Work plan 2027", "2027-2028"])
def test_months_below_a_year_in_the_title_go_on_in_the_next_one(title: str) -> None:
    months = ["Oct", "Nov", "Dec", "Jan", "Feb"]
    rows: Rows = [["Ask", "x", "x"], ["Make", *[None] * 2, "x", "x"], ["Tell", *[None] * 3, "x"]]
    found = project([[title], ["Task", *months], *rows])
    assert spans(found, "%Y-%m") == ["2027-10..2027-11", "2027-12..2028-01", "2028-01..2028-01"]


@pytest.mark.parametrize("before", ["Prec. job", "Predecessors", "Job before"])
def test_codes_below_a_second_header_of_names_are_the_ids(before: str) -> None:
    head = ["Job", "Description", "Craft", "Hrs", before]
    rows: Rows = [["J10", "Isolate", "Operator", 4, None], ["J20", "Open", "Fitter", 8, "J10"],
                  ["J30", "Clean", "Cleaner", 12, "J10, J20"]]  # fmt: skip
    found = project([head, *rows])
    assert [(task.id, task.name) for task in found.tasks] == [
        ("J10", "Isolate"), ("J20", "Open"), ("J30", "Clean"),
    ]  # fmt: skip
    assert [[link.task for link in task.dependencies] for task in found.tasks] == [
        [], ["J10"], ["J10", "J20"],
    ]  # fmt: skip
    assert [task.needs[0].names for task in found.tasks] == [
        ("Operator",), ("Fitter",), ("Cleaner",),
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["AT", "Jrs ouvrés"])
def test_numbers_of_working_days_between_the_dates_are_durations(header: str) -> None:
    head = ["Vorgang", "Beginn", "Ende", header]
    rows: Rows = [
        ["Erde", "01.03.2027", "05.03.2027", 5],
        ["Beton", "08.03.2027", "19.03.2027", 10],
        ["Dach", "22.03.2027", "24.03.2027", 3],
        ["Fest", "24.03.2027", "24.03.2027", 0],
    ]
    found = project([head, *rows])
    assert [(task.duration or 0) / 480 for task in found.tasks] == [5, 10, 3, 0]
    others: Rows = [[*row[:3], n] for row, n in zip(rows, [7, 2, 9, 1], strict=True)]
    assert (project([head, *others]).tasks[3].duration or 0) == 480


WEEKS = [MON + timedelta(weeks=n) for n in range(4)]


@pytest.mark.parametrize("header", ["Week beginning", "W/C", "Week commencing", "Week", "Woche ab"])
def test_dates_of_weeks_mean_the_whole_week(header: str) -> None:
    names = ["Forces", "Friction", "Levers", "Test week"]
    rows: Rows = [
        [at + 1, day, name] for at, (day, name) in enumerate(zip(WEEKS, names, strict=True))
    ]
    for number in ("No.", "Week no."):
        found = project([[number, header, "Topic"], *rows])
        assert spans(found)[:2] == ["05-03..05-07", "05-10..05-14"]
        assert {task.deadline for task in found.tasks} == {None}


def test_dates_of_weeks_beside_lengths_are_starts_and_beside_weekdays_days() -> None:
    names = ["Forces", "Friction", "Levers"]
    rows: Rows = [[day, name, 2] for day, name in zip(WEEKS[:3], names, strict=True)]
    found = project([["Week beginning", "Topic", "Days"], *rows])
    assert [(task.current_start, task.duration) for task in found.tasks][:1] == [(MON, 960)]
    rows = [[day, "Tue", name] for day, name in zip(WEEKS[:3], names, strict=True)]
    found = project([["Week beginning", "Day", "Topic"], *rows])
    assert spans(found)[0] == "05-04..05-04"


def test_actual_dates_of_milestones_say_when_they_were_met() -> None:
    head = ["Milestone", "Planned date", "Actual date", "Owner"]
    rows: Rows = [["Approved", DAY[0], DAY[1], "Ann"], ["First in", WEEKS[1], None, "Bob"]]
    found = project([head, *rows])
    met = [task.progress.actual_finish for task in found.tasks]
    assert [str(day)[:10] for day in met] == [str(DAY[1])[:10], "None"]


@pytest.mark.parametrize(
    ("weeks", "title"),
    [
        (["Minggu ke-2 Maret 2027", "Minggu ke-3 Maret 2027", "Minggu ke-1 April 2027"], ""),
        (["Minggu II Maret", "Minggu III Maret", "Minggu I April"], "Jadwal 2027"),
        (["2nd week of March", "3rd week of March", "first week of April"], "Plan 2027"),
        (
            ["2ème semaine de mars 2027", "3ème semaine de mars 2027", "1ère semaine d'avril 2027"],
            "",
        ),
    ],
)
@pytest.mark.parametrize("header", ["Waktu", "Jadwal", "When"])
def test_weeks_of_months_are_their_days(weeks: list[str], title: str, header: str) -> None:
    names = ["Meet", "Survey", "Report"]
    rows: Rows = [[name, week, "Ann"] for name, week in zip(names, weeks, strict=True)]
    found = project([[title], ["Kegiatan", header, "PIC"], *rows])
    assert spans(found) == ["03-08..03-14", "03-15..03-21", "04-01..04-07"]


def test_several_weeks_of_a_month_are_one_span() -> None:
    rows: Rows = [["Meet", "Minggu 1-2 Maret 2027"], ["Ask", "Minggu 3 - 4 Maret 2027"]]
    found = project([["Kegiatan", "Waktu"], *rows])
    assert spans(found) == ["03-01..03-14", "03-15..03-28"]


@pytest.mark.parametrize(
    ("head", "one", "two"),
    [
        (["Kegiatan", "Mulai", "Selesai"], "Minggu II Maret", "Minggu III Maret"),
        (["Task", "Start", "End"], "2nd week of March", "3rd week of March"),
    ],
)
def test_weeks_of_months_are_starts_and_ends(head: list[str], one: str, two: str) -> None:
    found = project([["Plan 2027"], head, ["Meet", one, two], ["Ask", two, two]])
    assert spans(found) == ["03-08..03-21", "03-15..03-21"]


def test_parts_of_months_without_a_year_are_no_numbers() -> None:
    rows: Rows = [["Meet", "mid-March", "end of March"], ["Ask", "early April", "mid-April"]]
    found = project([["Plan 2027"], ["Task", "Start", "End"], *rows])
    assert spans(found) == ["03-11..03-31", "04-01..04-20"]


def test_quarters_of_the_year_in_the_title_are_spans() -> None:
    rows: Rows = [["IA-1", "Payroll", "Q1"], ["IA-2", "Buying", "Q2"], ["IA-3", "Cash", "Q4"]]
    found = project([["Audit plan 2027"], ["Ref", "Task", "Quarter"], *rows])
    assert spans(found, "%Y-%m-%d") == [
        "2027-01-01..2027-03-31", "2027-04-01..2027-06-30", "2027-10-01..2027-12-31",
    ]  # fmt: skip
    found = project([["Audit plan 2027"], ["Ref", "Task", "Quarter", "Days"],
                     *([*row, 10] for row in rows)])  # fmt: skip
    assert [f"{t.current_start:%m-%d} {t.duration}" for t in found.tasks][1] == "04-01 4800"


@pytest.mark.parametrize("header", ["Week no.", "Week number", "Woche Nr.", "Semaine n°", "Day #"])
def test_the_number_of_a_week_is_no_number_of_weeks(header: str) -> None:
    rows: Rows = [
        [at + 1, day, name] for at, (day, name) in enumerate(zip(DAY, "ABC", strict=True))
    ]
    found = project([[header, "Date", "Task"], *rows])
    assert {task.duration for task in found.tasks} == {480}
    rows = [["Dig it", 2], ["Pour it", 3]]
    for counted in ("No. of weeks", "Number of weeks", "Weeks", "# weeks"):
        found = project([["Task", counted], *rows])
        assert [task.duration for task in found.tasks] == [4800, 7200]


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("header", ["Objective", "Componente", "Output"])
def test_objectives_left_of_few_activities_group_them(header: str, again: bool) -> None:
    aims = ["Be known", "Be known" if again else None, "Be good"]
    names = ["Radio show", "Posters", "Workshop"]
    rows: Rows = [
        [aim, name, DAY[at], DAY[at]]
        for at, (aim, name) in enumerate(zip(aims, names, strict=True))
    ]
    found = project([[header, "Activity", "Start", "End"], *rows])
    names_of = {task.id: task.name for task in found.tasks}
    assert [names_of[task.parent] for task in found.tasks if not task.summary] == [
        "Be known", "Be known", "Be good",
    ]  # fmt: skip


def test_objectives_right_of_tasks_or_alone_group_nothing() -> None:
    rows: Rows = [["Open", "Shop", DAY[0]], ["Hire", "List", DAY[1]], ["Train", "List", DAY[2]]]
    found = project([["Task", "Output", "Start"], *rows])
    assert [task.name for task in found.tasks] == ["Open", "Hire", "Train"]
    found = project([["Objective", "Notes", "Start"], *rows])
    assert [task.name for task in found.tasks] == ["Open", "Hire", "Train"]
