"""Plans of trades, sites and events as people type them: dates, people and hours in columns."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import look, read_project
from planner.project import Project, Task
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows, **others: Rows) -> Project:
    return read_project(book({"Plan": rows, **others}), choice=Choice(otherwise=MON))


def codes(found: Project) -> list[str]:
    return [issue.code for issue in found.remarks]


def days(task: Task) -> tuple[str, str]:
    return str(task.current_start)[5:10], str(task.current_finish)[5:10]


def moments(task: Task) -> tuple[str, str]:
    return str(task.current_start)[5:16], str(task.current_finish)[5:16]


def people(task: Task) -> list[str]:
    return [name for need in task.needs for name in need.names]


@pytest.mark.parametrize(
    ("head", "texts"),
    [
        (["Lp.", "Etap", "Wykonawca", "Od", "Do"], ["01.03.2027", "03.03.2027"]),
        (["Č.", "Činnost", "Odpovídá", "Od", "Do"], ["1. 3. 2027", "3. 3. 2027"]),
        (["№", "Вид работ", "Исполнитель", "Начало", "Окончание"], ["01.03", "03.03"]),
    ],
)
def test_dates_with_points_are_neither_lengths_nor_numbers_of_days(
    head: list[str], texts: list[str]
) -> None:
    rows = [[n, name, "Jan", *texts] for n, name in enumerate(("Dig", "Pour", "Roof"), 1)]
    found = project([["2027"], head, *rows])
    assert {days(task) for task in found.tasks} == {("03-01", "03-03")}


def test_decimal_numbers_of_weeks_stay_numbers() -> None:
    found = project([["Task", "Weeks"], ["Dig", "1.5"], ["Pour", "2.25"], ["Roof", "12.25"]])
    assert [task.duration for task in found.tasks] == [3600, 5400, 29400]


@pytest.mark.parametrize(
    "head",
    [["Person 1", "Person 2"], ["Mitarbeiter 1", "Mitarbeiter 2"], ["Owner", "Owner 2"],
     ["Who", None]],
)  # fmt: skip
def test_further_columns_of_people_take_part(head: list[str | None]) -> None:
    found = project(
        [["Task", "Days", *head], ["Dig", 2, "Ann", "Bob"], ["Pour", 3, "Bob", "Cy"],
         ["Roof", 1, "Cy", None], ["Paint", 1, "Ann", "Cy"]]
    )  # fmt: skip
    assert [people(t) for t in found.tasks] == [
        ["Ann", "Bob"],
        ["Bob", "Cy"],
        ["Cy"],
        ["Ann", "Cy"],
    ]


def test_a_department_left_of_people_and_marks_of_teams_are_no_further_people() -> None:
    rows = [["Dig", 2, "Site", "Bob"], ["Pour", 3, "Site", "Cy"], ["Draw", 1, "Office", "Eve"]]
    found = project([["Task", "Days", "Who", None], *rows])
    assert [people(task) for task in found.tasks] == [["Bob"], ["Cy"], ["Eve"]]
    rows = [["Dig", 2, "Ann", "x"], ["Pour", 3, "Bob", "x"], ["Draw", 1, "Cy", None]]
    found = project([["Task", "Days", "Team 1", "Team 2"], *rows])
    assert "x" not in {name for task in found.tasks for name in people(task)}


@pytest.mark.parametrize("text", ["2 people", "2 Personen", "2 personnes", "2 osoby", "2人"])
def test_a_number_of_people_is_nobody(text: str) -> None:
    found = project([["Task", "Days", "Who"], ["Dig", 2, text], ["Roof", 1, "Ann"]])
    assert [one.name for one in found.resources] == ["Ann"]
    assert "people-of-no-kind" in codes(found)


def test_men_of_a_trade_and_somebody_called_mann_are_known() -> None:
    found = project([["Task", "Days", "Who"], ["Dig", 2, "3 masons"], ["Roof", 1, "Mann"]])
    assert {one.name for one in found.resources} == {"masons", "Mann"}


HOURS = [
    ["07:00", "08:00", "09:00", "10:00", "11:00"],
    ["7am", "8am", "9am", "10am", "11am"],
    ["7 Uhr", "8 Uhr", "9 Uhr", "10 Uhr", "11 Uhr"],
    ["7h", "8h", "9h", "10h", "11h"],
]


@pytest.mark.parametrize("hours", HOURS)
def test_hours_as_columns_are_times_of_the_day_in_the_title(hours: list[str]) -> None:
    found = project(
        [["Site day, 11 June 2027"], ["Task", "Who", *hours], ["Unload", "Crew", "x", "x"],
         ["Erect", "Riggers", None, "x", None, "x"], ["Test", "Ann", *[None] * 4, "x"]]
    )  # fmt: skip
    assert [moments(task) for task in found.tasks] == [
        ("06-11 07:00", "06-11 09:00"), ("06-11 08:00", "06-11 11:00"),
        ("06-11 11:00", "06-11 12:00"),
    ]  # fmt: skip
    assert "broken-bars" in codes(found)


def test_hours_of_a_night_go_on_the_next_day() -> None:
    head = ["Task", "22:00", "23:00", "00:00", "01:00"]
    found = project([[datetime(2027, 6, 11)], head, ["Close", "x"], ["Mill", None, "x", "x", "x"]])
    assert [moments(task) for task in found.tasks] == [
        ("06-11 22:00", "06-11 23:00"), ("06-11 23:00", "06-12 02:00"),
    ]  # fmt: skip


def test_a_day_of_hours_that_nothing_names_is_told() -> None:
    head = ["Task", "07:00", "08:00", "09:00"]
    found = project([head, ["Close", "x"], ["Mill", None, "x", "x"]])
    told = [issue.severity for issue in found.remarks if issue.code == "clock-times"]
    assert told == ["warning"]


@pytest.mark.parametrize("word", ["Hour", "Time", "Uhrzeit"])
def test_bare_numbers_are_hours_below_a_word_for_them(word: str) -> None:
    head = ["Task", *range(7, 12)]
    found = project([[None, word], head, ["Close", "x", "x"], ["Mill", None, None, "x", "x"]])
    assert [moments(task)[0][6:] for task in found.tasks] == ["07:00", "09:00"]


@pytest.mark.parametrize(
    ("head", "texts"),
    [
        ("Day", ["Day one", "Day two", "Day four"]),
        ("Tag", ["Erster Tag", "Zweiter Tag", "Vierter Tag"]),
        ("时间", ["第一天", "第二天", "第四天"]),
        ("When", ["1st day", "2nd day", "4th day"]),
    ],
)
def test_days_numbered_in_words_are_days(head: str, texts: list[str]) -> None:
    rows = [[text, name] for text, name in zip(texts, ("Dig", "Pour", "Roof"), strict=True)]
    found = project([[head, "Task"], *rows])
    assert [days(task)[0] for task in found.tasks] == ["05-03", "05-04", "05-06"]


def test_weeks_among_days_are_five_working_days() -> None:
    rows = [["Day 1", "Tour"], ["Day 2-3", "Course"], ["Week 2", "Work"], ["Third week", "Talk"]]
    found = project([["When", "Task"], *rows])
    assert [days(task) for task in found.tasks] == [
        ("05-03", "05-03"), ("05-04", "05-05"), ("05-10", "05-14"), ("05-17", "05-21"),
    ]  # fmt: skip


def test_lengths_in_words_and_names_of_tasks_are_not_numbered() -> None:
    lengths = ["1 day", "two days", "1 week"]
    names = ["Day one", "Day two", "Day three"]
    rows = [[name, length] for name, length in zip(names, lengths, strict=True)]
    found = project([["Task", "Duration"], *rows])
    assert [(task.name, task.duration) for task in found.tasks] == [
        ("Day one", 480), ("Day two", 960), ("Day three", 2400),
    ]  # fmt: skip


def test_titles_of_levels_in_numbered_columns_make_the_tree() -> None:
    head = ["ID", "Work Item Type", "Title 1", "Title 2", "Title 3", "Original Estimate"]
    rows = [
        [1, "Epic", "Portal"],
        [2, "Feature", None, "Login"],
        [3, "Task", None, None, "Form", 8],
    ]
    found = project([head, *rows, [4, "Task", None, None, "Tokens", 16]])
    assert [(task.name, task.parent) for task in found.tasks] == [
        ("Portal", ""), ("Login", "1"), ("Form", "2"), ("Tokens", "2"),
    ]  # fmt: skip


def test_codes_of_single_tasks_are_ids_and_no_phases() -> None:
    head = ["WP", "Title", "Lead", "Start month", "End month"]
    found = project([head, ["WP1", "Lead", "A", 1, 36], ["WP2", "Data", "B", 3, 18]])
    assert [(task.id, task.parent) for task in found.tasks] == [("WP1", ""), ("WP2", "")]
    rows = [["WP1", "Lead", "A", 1, 36], ["WP1", "Data", "B", 3, 18], ["WP2", "End", "B", 3, 18]]
    assert [task.summary for task in project([head, *rows]).tasks].count(True) == 2


@pytest.mark.parametrize(
    "head",
    [["Meilenstein", "Plan", "Ist"], ["Jalon", "Prévu", "Réel"], ["Веха", "План", "Факт"],
     ["Milestone", "Planned", "Actual"]],
)  # fmt: skip
def test_planned_and_actual_dates_are_no_start_and_finish(head: list[str]) -> None:
    planned = [datetime(2027, month, 1) for month in (3, 4, 6)]
    actual = [datetime(2027, 3, 2), datetime(2027, 4, 8), None]
    rows = [list(row) for row in zip(("Go", "Draft", "End"), planned, actual, strict=True)]
    found = project([head, *rows])
    assert [task.current_finish for task in found.tasks] == planned
    assert [str(task.progress.actual_finish)[:10] for task in found.tasks] == [
        "2027-03-02", "2027-04-08", "None",
    ]  # fmt: skip
    told = [str(issue.message) for issue in found.remarks if issue.code == "assumed-project-start"]
    assert "2027-03-02" in told[0]


def test_planned_and_actual_lengths_are_no_dates() -> None:
    rows = [["Dig", "Ann", 5, 3], ["Pour", "Bob", 2, None], ["Roof", "Bob", 1, None]]
    found = project([["Task", "Owner", "Plan", "Ist"], *rows])
    assert {task.current_finish for task in found.tasks} == {None}


@pytest.mark.parametrize(
    "title",
    [
        ["start ma 1 maart 2027"], ["Bauzeit ab Montag, 1. März 2027"],
        ["Début des travaux : lundi 1er mars 2027"], ["Début du chantier", "1 mars 2027"],
        ["Inicio de obra: 1 de marzo de 2027"], ["Rozpoczęcie prac", "01.03.2027"],
        ["A munka kezdete", "2027.03.01."], ["Начало строительства: 1 марта 2027 г."],
        ["Drehbeginn", "01.03.2027"], ["着工：2027/3/1"], ["开工日期", "2027年3月1日"],
        ["İşe başlama", "01.03.2027"], ["Works commence 1 March 2027"],
    ],
)  # fmt: skip
def test_words_for_a_beginning_tell_the_start_of_the_project(title: list[str]) -> None:
    found = project([title, [], ["Task", "Days"], ["Dig", 3]])
    assert f"{found.start:%Y-%m-%d}" == "2027-03-01"
    assert "title-start" in codes(found)


def test_what_is_called_the_start_counts_before_other_beginnings() -> None:
    day, later = datetime(2027, 3, 1), datetime(2027, 6, 1)
    rows: Rows = [["Project start", day], ["Start of phase 2", later], ["Task", "Days"], ["Dig", 3]]
    found = project(rows)
    assert found.start == day
    assert "title-start" not in codes(found)
    found = project([["Start of holidays", later], ["Startup Ltd", day], *rows[2:]])
    assert found.start == MON


@pytest.mark.parametrize(
    "head", [["Due", "Done"], ["Fällig", "Erledigt"], ["Due date", "Completed"]]
)
def test_days_below_a_word_for_done_are_actual_finishes(head: list[str]) -> None:
    rows = [["Dig", "Ann", datetime(2027, 3, 1), datetime(2027, 3, 2)]]
    rows += [["Pour", "Bob", datetime(2027, 3, 8)]]
    found = project([["Task", "Who", *head], *rows])
    assert [str(task.progress.actual_finish)[:10] for task in found.tasks] == ["2027-03-02", "None"]


def test_deadlines_of_what_is_done_may_be_past() -> None:
    rows = [["x", "Book", "1 Feb 2027"], ["", "Invite", "1 Mar 2027"], ["", "Wed", "1 Jul 2027"]]
    found = project([["Done?", "To do", "By when"], *rows])
    told = [issue.cell for issue in found.remarks if issue.code == "deadline-before-start"]
    assert told == ["C3"]


@pytest.mark.parametrize(
    ("head", "texts"),
    [
        ("Depends on", ["after the survey", "after permit is granted", "once 1 and 3 are done"]),
        ("When", ["after the survey", "once permit is granted", "once 1 and 3 are done"]),
        ("Voraussetzung", ["nach Survey", "sobald Permit fertig ist", "wenn 1 und 3 fertig sind"]),
        ("Après", ["après survey", "dès que permit est fini", "une fois 1 et 3 terminées"]),
        ("When", ["Survey'den sonra", "Permit'ten sonra", "1, 3"]),
        ("前置", ["Survey之后", "Permit完成后", "1, 3"]),
    ],
)
def test_what_has_to_be_done_before_may_be_said_in_words(head: str, texts: list[str]) -> None:
    rows = [[n, name, 2] for n, name in enumerate(("Survey", "Permit", "Dig", "Pour"), 1)]
    rows = [[*row, text] for row, text in zip(rows, ("", *texts), strict=True)]
    found = project([["No", "Task", "Days", head], *rows])
    linked = [[link.task for link in task.dependencies] for task in found.tasks]
    assert linked[1:3] == [["1"], ["2"]]
    assert linked[3] == ["1", "3"] or head == "When"


def test_words_around_other_names_are_no_links() -> None:
    rows = [["Survey", 2, ""], ["Report", 2, "after survey report is signed"]]
    with pytest.raises(InputError) as refused:
        project([["Task", "Days", "Depends on"], *rows])
    assert "unknown-predecessor" in {issue.code for issue in refused.value.issues}
    found = project([["Task", "Days", "Hint"], ["Survey", 2, "after lunch"], ["Dig", 1, "later"]])
    assert not any(task.dependencies for task in found.tasks)


def test_letters_of_weekdays_begin_in_the_week_of_the_title() -> None:
    rows: Rows = [
        ["3 WEEK LOOK AHEAD", None, "Mon 7 June 2027"],
        ["Item", "Activity", "Sub", *"MTWTFMTWTF"],
        [1, "Form", "ABC", "x", "x", "x"],
        [2, "Rebar", "ABC", None, None, None, "x", "x", "x"],
        [3, "Pour", "RMX", *[None] * 6, "x"],
    ]
    found = project(rows)
    assert [days(task) for task in found.tasks] == [
        ("06-07", "06-09"), ("06-10", "06-14"), ("06-15", "06-15"),
    ]  # fmt: skip
    assert [people(task) for task in found.tasks] == [["ABC"], ["ABC"], ["RMX"]]


@pytest.mark.parametrize("title", ["Printed 16 June 2027", "Status: 16 June 2027"])
def test_other_dates_in_the_title_begin_no_week(title: str) -> None:
    rows: Rows = [[title], ["Activity", *"MTWTF"], ["Form", "x"], ["Pour", None, "x", "x"]]
    assert days(project([*rows, ["Cure", *[None] * 3, "x", "x"]]).tasks[0])[0] == "05-03"


def test_letters_of_months_head_a_chart_and_name_no_tasks() -> None:
    head = ["Job", *"JFMAMJJASOND"]
    rows = [["Prune", None, "x", "x"], ["Sow", *[None] * 2, "x", "x"], ["Reap", *[None] * 6, "x"]]
    found = project([["2028"], head, *rows])
    assert [days(task) for task in found.tasks] == [
        ("02-01", "03-31"), ("03-01", "04-30"), ("07-01", "07-31"),
    ]  # fmt: skip


def test_ranges_of_weeks_that_follow_each_other_are_when_tasks_are() -> None:
    rows = [["Ask", "1-3", "Ann"], ["Sort", "3-5", "Bob"], ["Tell", "6", "Ann"]]
    found = project([["Activity", "Weeks", "Lead"], *rows])
    assert [days(task) for task in found.tasks] == [
        ("05-03", "05-21"), ("05-17", "06-04"), ("06-07", "06-11"),
    ]  # fmt: skip
    rows = [["Ask", "1-3", "Ann"], ["Sort", "2", "Bob"], ["Tell", "1-2", "Ann"]]
    found = project([["Activity", "Weeks", "Lead"], *rows])
    assert [task.duration for task in found.tasks] == [4800, 4800, 3600]


def test_the_middle_of_a_range_of_work_is_told() -> None:
    found = project([["Task", "Estimate"], ["Ask", "3-5 days"], ["Sort", "2 days"]])
    assert "range-of-durations" in codes(found)


@pytest.mark.parametrize(("unit", "minutes"), [("Hours", 60), ("Days", 480)])
def test_people_below_a_merged_header_of_amounts_work_so_much(unit: str, minutes: int) -> None:
    rows: Rows = [
        ["Task", unit, None, "After"],
        [None, "Ann", "Bob"],
        ["Dig", 8, 4, None],
        ["Pour", 2, None, "Dig"],
    ]
    data = book({"Plan": rows}, merged=["B1:C1"])
    found = read_project(data, choice=Choice(otherwise=MON))
    assert [(people(task), task.work) for task in found.tasks] == [
        (["Ann", "Bob"], 12 * minutes), (["Ann"], 2 * minutes),
    ]  # fmt: skip
    assert len(found.tasks[1].dependencies) == 1


def test_what_is_on_the_day_of_an_event_or_after_it_is_not_before_it() -> None:
    event = datetime(2027, 9, 15)
    whens = ["T-8 weeks", "T-1 week", "T-day", "T+1 week"]
    rows = [[when, name] for when, name in zip(whens, ("Plan", "Brief", "Go", "Ask"), strict=True)]
    found = project([["Launch date:", event], [], ["When", "Action"], *rows])
    assert [task.earliest_start for task in found.tasks] == [None, None, event, event]
    assert found.start == MON


def test_parts_of_months_are_days_also_below_due_dates() -> None:
    rows = [["Move", "15 January 2027"], ["Book", "end of February"], ["Pack", "by mid April"]]
    found = project([["Task", "Due"], *rows, ["Go", "Anfang Mai"]])
    days = [str(task.deadline)[5:10] for task in found.tasks]
    assert days == ["01-15", "02-28", "04-15", "05-01"]


def test_a_day_below_when_may_be_chosen_as_the_start() -> None:
    rows = [["1 May 2027", "Book"], ["10 May 2027", "Invite"], ["1 June 2027", "Wed"]]
    data = book({"Plan": [["When", "What"], *rows]})
    found = look(data, "a.xlsx", choice=Choice(otherwise=MON))
    assert [dict(one.choice.columns).get("Start") for one in found.offers] == [None, "When"]


def test_a_text_that_was_encoded_twice_is_read() -> None:
    text = "Tâche,Début,Durée (j)\nÉtude – à faire,2027-03-01,5\n"
    twice = text.encode().decode("latin-1").translate(CP1252).encode()
    (task,) = read_project(twice, choice=Choice(otherwise=MON)).tasks
    assert (task.name, task.duration) == ("Étude – à faire", 2400)


CP1252 = {n: ord(bytes([n]).decode("cp1252", "replace")) for n in (0x80, 0x93)}


@pytest.mark.parametrize("head", ["Lieu", "Box"])
def test_codes_of_a_letter_and_a_number_are_no_days(head: str) -> None:
    found = project([[head, "Tâche", "Durée (j)"], ["J1", "Murs", 2], ["J2", "Sols", 3]])
    assert {task.current_start for task in found.tasks} == {None}
    found = project([["Jour", "Tâche", "Durée (j)"], ["J1", "Murs", 2], ["J3", "Sols", 3]])
    assert [str(task.current_start)[5:10] for task in found.tasks] == ["05-03", "05-05"]


def test_names_with_a_stroke_between_them_are_those_that_stand_elsewhere() -> None:
    rows = [["Dig", 2, "Bob / Cy"], ["Pour", 3, "Ann"], ["Roof", 1, "Cy / Ann"]]
    found = project([["Task", "Days", "Owner"], *rows])
    assert [people(task) for task in found.tasks] == [["Bob", "Cy"], ["Ann"], ["Cy", "Ann"]]
    rows = [["Dig", 2, "QA / QC"], ["Pour", 3, "Smith & Sons"], ["Roof", 1, "Ann + Bob"]]
    found = project([["Task", "Days", "Owner"], *rows, ["Cure", 1, "Bob"]])
    assert [people(task) for task in found.tasks][:2] == [["QA / QC"], ["Smith & Sons"]]


def test_days_left_of_times_are_no_phases_and_missing_ends_are_told() -> None:
    rows: Rows = [
        ["jueves 17 junio 2027", "09:00", "Descarga"],
        [None, "11:00", "Escenario"],
        ["viernes 18 junio 2027", "08:00", "Sonido"],
        [None, "14:00", "Fin"],
    ]
    found = project([["Montaje"], ["Día", "Hora", "Actividad"], *rows])
    assert [(task.name, moments(task)[0]) for task in found.tasks] == [
        ("Descarga", "06-17 09:00"), ("Escenario", "06-17 11:00"),
        ("Sonido", "06-18 08:00"), ("Fin", "06-18 14:00"),
    ]  # fmt: skip
    (told,) = [issue for issue in found.remarks if issue.code == "no-end"]
    assert (told.cell, str(told.message).endswith("rows: 4")) == ("B4", True)


def test_archived_cards_are_left_out() -> None:
    head = ["Card ID", "Card Name", "Members", "Due Date", "List Name", "Archived"]
    rows = [["c1", "Dig", "ann", "2027-03-05", "To Do", "false"]]
    found = project([head, *rows, ["c2", "Old idea", "bob", "", "To Do", "true"]])
    assert [task.name for task in found.tasks] == ["Dig"]
    assert "inactive-row" in codes(found)
