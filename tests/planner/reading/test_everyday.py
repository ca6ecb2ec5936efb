"""Plans as people write them in their own language, with what they leave to the reader."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project, solve
from planner.project import Constraint, Project
from tests.planner.reading.books import Rows, book

CHOICE = Choice(start=datetime(2027, 3, 1))
DAY = 480


def read(tasks: Rows, **sheets: Rows) -> Project:
    return read_project(book({"Plan": tasks, **sheets}), choice=CHOICE)


def codes(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


def people(project: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in project.tasks]


def test_days_of_work_of_a_person_are_no_hours() -> None:
    project = read([["Tâche", "Charge (j/h)"], ["API", 12], ["Tests", 6]])
    assert [task.work for task in project.tasks] == [12 * DAY, 6 * DAY]


@pytest.mark.parametrize("header", ["TJM (€)", "Taux journalier", "Tagessatz", "Coût/jour"])
def test_a_rate_by_the_day(header: str) -> None:
    people: Rows = [["Nom", header], ["Claire", 480], ["Marc", 420]]
    tasks: Rows = [["Tâche", "Durée", "Responsable"], ["API", 2, "Claire"], ["Tests", 1, "Marc"]]
    project = read(tasks, Équipe=people)
    rates = [f"{one.rate.amount}/{one.rate.per}" for one in project.resources]
    assert rates == ["480/d", "420/d"]


def test_holidays_with_names_are_those_of_all() -> None:
    tasks: Rows = [["Tâche", "Durée"], ["API", 2], ["Tests", 1]]
    holidays: Rows = [["Date", "Nom"], [datetime(2027, 3, 29), "Lundi de Pâques"]]
    project = read(tasks, **{"Jours fériés": holidays})
    assert [(day.who, day.name) for day in project.days_off] == [("", "Lundi de Pâques")]


FRENCH: Rows = [["Tâche", "Durée", "Date limite"], ["API", 2, "05/04/2027"], ["Tests", 1, None]]


def test_dates_are_read_day_first_where_the_language_does_so() -> None:
    project = read(FRENCH)
    assert project.tasks[0].deadline == datetime(2027, 4, 5)
    (told,) = [issue for issue in project.remarks if issue.code == "date-order"]
    assert (told.place, told.severity) == ("Plan!C2", "info")


def test_english_dates_that_may_be_two_are_asked_for() -> None:
    tasks: Rows = [["Task", "Duration", "Deadline"], *FRENCH[1:]]
    with pytest.raises(InputError) as refused:
        read(tasks)
    assert [issue.code for issue in refused.value.issues if issue.severity == "error"] == [
        "ambiguous-date"
    ]


@pytest.mark.parametrize(("told", "found"), [("25/12/2027", (4, 5)), ("12/25/2027", (5, 4))])
def test_dates_of_another_sheet_tell_their_order(told: str, found: tuple[int, int]) -> None:
    tasks: Rows = [["Task", "Duration", "Deadline"], *FRENCH[1:]]
    project = read(tasks, Holidays=[["Date", "Name"], [told, "Christmas"]])
    assert project.tasks[0].deadline == datetime(2027, *found)


def test_pairs_of_people_are_known_by_those_who_come_again() -> None:
    people = ["Ann and Kim", "Bob and Kim", "Ann", "Eve and Tom", "Research and Development Dept"]
    rows: Rows = [["Task", "Days", "Who"], *([f"Do {who}", 2, who] for who in people)]
    project = read(rows)
    assert [[need.names[0] for need in task.needs] for task in project.tasks] == [
        ["Ann", "Kim"],
        ["Bob", "Kim"],
        ["Ann"],
        ["Eve", "Tom"],
        ["Research and Development Dept"],
    ]


def test_a_name_with_an_and_stays_whole_where_no_part_comes_again() -> None:
    rows: Rows = [["Task", "Days", "Who"], ["Buy", 2, "Smith and Sons"], ["Dig", 1, "Ann"]]
    assert [task.needs[0].names for task in read(rows).tasks] == [("Smith and Sons",), ("Ann",)]


@pytest.mark.parametrize("both", ["Ann and Bob", "Ann und Bob", "Ann y Bob", "Ann et Bob"])
def test_two_who_work_together_are_not_a_third(both: str) -> None:
    tasks: Rows = [["Task", "Days", "Who"], ["Dig", 2, "Ann"], ["Pour", 1, "Bob"], ["Go", 1, both]]
    project = read(tasks)
    assert people(project) == [["Ann"], ["Bob"], ["Ann", "Bob"]]
    assert [one.name for one in project.resources] == ["Ann", "Bob"]


def test_names_of_other_tasks_are_predecessors_under_any_header() -> None:
    rows: list[Any] = [["Tarea", "Duración", "Antes hay que"], ["Menú", "1 día", None]]
    rows += [["Música", "3 días", "Menú"], ["Boda", "1 día", "Música, Menú"]]
    project = read(rows)
    assert [[link.task for link in task.dependencies] for task in project.tasks] == [
        [],
        ["1"],
        ["2", "1"],
    ]
    assert "column-by-content" in codes(project)


def test_names_of_phases_are_no_predecessors() -> None:
    rows: list[Any] = [["Task", "Days", "Belongs"], ["House", 1, None], ["Wall", 2, "House"]]
    project = read([*rows, ["Roof", 3, "House"], ["Door", 1, "House"]])
    assert not any(task.dependencies for task in project.tasks)


EVENT: Rows = [
    ["Task", "Start", "Finish", "Days"],
    ["Invite", datetime(2027, 3, 1), datetime(2027, 3, 3), 3],
    ["Wedding", datetime(2027, 3, 6), datetime(2027, 3, 6), 1],
]


def test_an_event_on_a_saturday_stays_there() -> None:
    project = read(EVENT)
    _, wedding = solve(project).rows
    assert (wedding.start, wedding.finish) == (
        datetime(2027, 3, 6, 8),
        datetime(2027, 3, 6, 17),
    )
    (told,) = [issue for issue in project.remarks if issue.code == "worked-days"]
    assert "2027-03-06" in told.message


def test_a_calendar_of_the_workbook_is_kept() -> None:
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    calendars: Rows = [["Name", *days], ["Ours", *["8-16"] * 5, "", ""]]
    assert "worked-days" not in codes(read(EVENT, Calendars=calendars))


def test_a_holiday_is_no_day_of_work_for_a_task_on_it() -> None:
    holidays: Rows = [["Date", "Name"], [datetime(2027, 3, 6), "Local feast"]]
    assert not read(EVENT, Holidays=holidays).weeks[0].exceptions


def test_what_remains_counts_as_the_estimate_does() -> None:
    tasks: Rows = [["Task", "Est. (hrs)", "Remaining"], ["API", 40, 10], ["UI", 24, 24]]
    project = read(tasks)
    assert [task.progress.remaining_work for task in project.tasks] == [600, 1440]
    assert not any(task.progress.remaining_duration for task in project.tasks)


@pytest.mark.parametrize("header", ["Must ship by", "Liefern bis", "Entregar hasta"])
def test_dates_by_which_something_is_to_be_done_are_deadlines(header: str) -> None:
    rows: list[Any] = [["Task", "Days", header], ["API", 5, datetime(2027, 3, 12)]]
    rows += [["UI", 3, datetime(2027, 3, 19)], ["Go", 1, None]]
    assert read(rows).tasks[0].deadline == datetime(2027, 3, 12)


INFO: list[Any] = [["Client", "ACME"], ["Kick-off", "Mon 1 March 2027"]]


def test_a_short_sheet_of_words_and_values_is_the_settings() -> None:
    tasks: Rows = [["Task", "Days"], ["API", 5], ["UI", 3]]
    info = [*INFO, ["Today", datetime(2027, 3, 3)]]
    project = read_project(book({"Plan": tasks, "Info": info}))
    assert project.start.date() == datetime(2027, 3, 1).date()
    assert project.settings.status_date is not None


def test_one_such_word_makes_no_settings() -> None:
    tasks: Rows = [["Task", "Days"], ["API", 5], ["UI", 3]]
    project = read(tasks, Info=INFO)
    assert [i.sheet for i in project.remarks if i.code == "ignored-sheet"] == ["Info"]


@pytest.mark.parametrize(
    "text",
    ["after 1", "Task 1", "#1", "end of 1", "nach Vorgang 1", "1 (FS)", "task 1 is done", "1 done"],
)
def test_words_around_a_reference(text: str) -> None:
    rows: list[Any] = [["ID", "Task", "Days", "Depends on"], [1, "Dig", 2, "-"], [2, "Go", 1, text]]
    assert [link.task for link in read(rows).tasks[1].dependencies] == ["1"]


def test_numbers_before_the_names_are_what_others_refer_to() -> None:
    rows: list[Any] = [["Task", "Days", "After"], ["1.1 Concept", 2, None]]
    rows += [["1.2 Draft", 3, "1.1"], ["2.1 Build", 4, "1.1 und 1.2"]]
    links = [[link.task for link in task.dependencies] for task in read(rows).tasks]
    assert links == [[], ["1"], ["1", "2"]]


def test_a_milestone_by_its_duration() -> None:
    tasks: Rows = [["Task", "Duration"], ["Dig", "2d"], ["Handover", "milestone"]]
    assert [task.duration for task in read(tasks).tasks] == [960, 0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mid March 2027", (3, 15)),
        ("end of April 2027", (4, 30)),
        ("Ende April 2027", (4, 30)),
        ("début avril 2027", (4, 1)),
        ("finales de abril de 2027", (4, 30)),
    ],
)
def test_parts_of_months_are_days(text: str, found: tuple[int, int]) -> None:
    tasks: Rows = [["Task", "Days", "Deadline"], ["Dig", 2, text], ["Go", 1, "ASAP"]]
    project = read(tasks)
    assert [task.deadline for task in project.tasks] == [datetime(2027, *found), None]


def test_a_word_for_a_deadline_may_be_one_for_a_length() -> None:
    tasks: Rows = [["Atividade", "Prazo (dias úteis)"], ["Fundação", 10], ["Estrutura", 20]]
    assert [task.duration for task in read(tasks).tasks] == [10 * DAY, 20 * DAY]


def test_an_event_by_the_clock_keeps_its_hours() -> None:
    def at(hour: int, day: int = 4) -> datetime:
        return datetime(2027, 3, day, hour)

    rows: list[Any] = [["Task", "Start", "Finish", "Who"], ["Set up", at(8), at(11), "Ann"]]
    rows += [["Barbecue", at(12), at(14), "Bob"], ["Concert", at(19), at(22), "Ann"]]
    rows += [["Breakfast", at(7, 6), at(9, 6), "Ann"]]
    planned = [(row.start, row.finish) for row in solve(read(rows)).rows]
    assert planned == [
        (at(8), at(11)),
        (at(12), at(14)),
        (at(19), at(22)),
        (at(7, 6), at(9, 6)),
    ]


def test_times_of_the_day_are_no_durations() -> None:
    start, end, late = (timedelta(hours=hour) for hour in (8, 10, 12))
    rows: list[Any] = [["Time", "End", "Activity"], [start, end, "Set up"], [end, late, "Play"]]
    with pytest.raises(InputError) as refused:
        read(rows)
    assert "times-of-day" in {issue.code for issue in refused.value.issues}


@pytest.mark.parametrize(
    "header",
    [
        ("Attività", "Durata (gg lav)", "Dopo", "Ditta", "Entro il"),
        ("Taak", "Duur (werkdagen)", "Na", "Wie", "Uiterlijk klaar"),
        ("Задача", "Срок, дней", "После", "Исполнитель", "Не позднее"),
        ("Work item", "Dur (working days)", "After", "Trade", "Contract date"),
        ("Vorgang", "Dauer (AT)", "Nach", "Firma", "Spätestens"),
    ],
)
def test_everyday_headers(header: tuple[str, ...]) -> None:
    day = datetime(2027, 3, 31)
    rows: list[Any] = [header, ["Uno", 2, None, "Ann", None], ["Due", 3, 1, "Bob", day]]
    first, second = read(rows).tasks
    assert (first.duration, second.duration, second.deadline) == (2 * DAY, 3 * DAY, day)
    assert [link.task for link in second.dependencies] == [first.id]
    assert people(read(rows)) == [["Ann"], ["Bob"]]


@pytest.mark.parametrize("header", ["Fixed date", "Fixed"])
def test_dates_are_no_pin(header: str) -> None:
    day = datetime(2027, 3, 18)
    rows: list[Any] = [["Task", "Days", header], ["Fair", 3, day], ["Pack", 1, day]]
    project = read(rows)
    assert not any(task.pin for task in project.tasks)
    assert bool(project.tasks[0].more_dates or project.tasks[0].constraint_date) is (
        header == "Fixed date"
    )


def test_a_saturday_on_which_all_work_is_worked_by_those_who_are_off_on_fridays_too() -> None:
    team: Rows = [["Name", "Absences"], ["Paul", "every Friday"], ["Lea", ""]]
    days: Rows = [["Date", "Hours"], *([datetime(2027, 3, day), "08:00-12:00"] for day in (5, 6))]
    tasks: Rows = [["Task", "Duration", "Who"], ["A", "1d", "Paul"], ["B", "2d", "Lea"]]
    project = read(tasks, Team=team, Holidays=days)
    week = next(one for one in project.weeks if one.name == project.resources[0].calendar)
    assert set(week.exceptions) == {datetime(2027, 3, 6).date()}


def test_a_task_that_stands_apart_from_its_phase_is_put_below_it() -> None:
    rows: Rows = [
        *(["ID", "Task", "Days", "Phase"], [1, "Draw", 2, "Design"], [2, "Check", 1, "Design"]),
        *([3, "Cut", 3, "Build"], [4, "Glue", 1, "Build"], [5, "Redraw", 1, "Design"]),
    ]
    tree = [(task.name, task.parent) for task in read(rows).tasks]
    assert tree == [
        *(("Design", ""), ("Draw", "Design"), ("Check", "Design"), ("Redraw", "Design")),
        *(("Build", ""), ("Cut", "Build"), ("Glue", "Build")),
    ]


def test_work_that_names_nobody_among_work_of_people_is_told() -> None:
    rows: Rows = [
        *(["Task", "Days", "Assignee"], ["Cart", 3, "Ann"], ["Login", 2, "Bob"]),
        *(["Search", 5, ""], ["Ship", 1, "Ann"]),
    ]
    (told,) = [issue for issue in read(rows).remarks if issue.code == "nobody-named"]
    assert told.cell == "C4"
    assert "3 Search" in str(told)
    assert "nobody-named" not in codes(read([row[:2] for row in rows]))


@pytest.mark.parametrize("header", ["Début fixe", "Fecha fija", "Fester Beginn", "Vaste datum"])
def test_a_fixed_date_in_other_languages_is_a_hard_date(header: str) -> None:
    (task,) = read([["Task", "Duration", header], ["Move", "1d", datetime(2027, 3, 19)]]).tasks
    assert task.hard_dates == ((Constraint.MSO, datetime(2027, 3, 19)),)


@pytest.mark.parametrize(
    ("text", "days"), [("1 sem.", 5), ("2 sem", 10), ("1/2 sem.", 2.5), ("3 jrs", 3)]
)
def test_short_words_for_weeks_and_days_in_french(text: str, days: float) -> None:
    (task,) = read([["Tâche", "Durée"], ["Cloisons", text]]).tasks
    assert task.duration == days * DAY


@pytest.mark.parametrize("text", ["le vendredi", "tous les vendredis", "vendredi"])
def test_a_day_off_every_week_with_its_article(text: str) -> None:
    team: Rows = [["Nom", "Absences"], ["Paul", text], ["Léa", ""]]
    project = read(
        [["Tâche", "Durée", "Qui"], ["A", "1 j", "Paul"], ["B", "2 j", "Léa"]], Équipe=team
    )
    paul = project.resources[0]
    week = next(one for one in project.weeks if one.name == paul.calendar)
    assert [n for n, spans in enumerate(week.days) if not spans] == [4, 5, 6]
