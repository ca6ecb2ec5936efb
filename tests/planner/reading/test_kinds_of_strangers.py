"""Kinds of plans as they stand in files of strangers, each in a sheet of our own."""

from datetime import datetime
from typing import Any

import pytest

from planner.pipeline import look, read_project
from tests.planner.reading.strangers import (
    BLUE,
    CHOICE,
    GREY,
    WEEKS,
    YELLOW,
    codes,
    made,
    people,
    read,
    starts,
    tree,
)


def test_amounts_of_time_are_no_headers() -> None:
    long = "They are asked for with the first letters that come to mind, then with the rest"
    project = read(
        [
            ["Building of different parts", "Priority", "Duration", "Deadline", "Comments"],
            ["Welcome page", "High", "3 hours", datetime(2027, 3, 15), "after the lists"],
            [f"- {long}, once"],
            [f"- {long}, twice"],
            [],
            ["Help feature", "Low", "6 hours", datetime(2027, 3, 12), "last of all"],
            [f"- {long}, thrice"],
            [f"- {long}, and again"],
            [],
            ["Main page", "High", "10 hours", datetime(2027, 3, 14), "with all who are there"],
        ]
    )
    assert tree(project) == ["Welcome page", "Help feature", "Main page"]
    assert [f"{t.deadline:%d}" for t in project.tasks if t.deadline] == ["15", "12", "14"]
    assert "twice" in project.tasks[0].notes
    assert "details-below" in codes(project)


def test_bullets_below_a_heading_without_an_amount_are_tasks() -> None:
    rows = [["Task", "Days", "Who"], ["Build:"], ["- walls"], ["- roof"], ["Clean", 1, "Ann"]]
    assert tree(read(rows)) == ["Build:", ".- walls", ".- roof", "Clean"]
    rows = [["Task", "Days"], ["Build", 3], ["- walls", 2], ["- roof", None], ["Clean", 1]]
    assert len(read(rows).tasks) == 4


def test_numbered_codes_name_no_tasks_and_points_that_remain_are_no_days() -> None:
    rows: list[list[Any]] = [
        ["Saga", "What is delivered", "Progress", "Remaining", "Points", "Start", "Finish", "Days"]
    ]
    for n, what in enumerate(["Load data", "Export data", "Draft", "Review", "Hand in", "Show"]):
        first, last = datetime(2027, 3, 1 + n), datetime(2027, 3, 2 + n)
        rows.append([f"Saga {n + 1}", what, 1, 0, 10, first, last, 1])
    rows.append(["Saga 7", "Deliver", 0, 170, 170, datetime(2027, 3, 8), datetime(2027, 3, 9), 1])
    project = read(rows)
    assert project.tasks[0].name == "Load data"
    assert not any(task.progress.remaining_duration for task in project.tasks)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["02.03 - 04.03", "04.03-06.03", "31.03 - 02.04"], ["03-02", "03-04", "03-31"]),
        (["3/2-3/4", "3/4 - 3/6", "3/8-3/9"], ["03-02", "03-04", "03-08"]),
        (["2/3-4/3", "4/3-6/3", "8/3-9/3"], ["03-02", "03-04", "03-08"]),
    ],
)
def test_spans_without_a_year_tell_their_order_together(cells: list[str], told: list[str]) -> None:
    rows: list[list[Any]] = [["Meilenstein", "Datum", "Wer"]]
    rows += [["Auftakt", datetime(2027, 3, 1), "Ann"]]
    rows += [[f"Schritt {n}", cell, "Bo"] for n, cell in enumerate(cells)]
    project = read(rows)
    assert [day[5:] for day in starts(project)] == ["03-01", *told]
    assert {t.current_finish.month for t in project.tasks if t.current_finish} <= {3, 4}


def test_ranges_of_numbers_are_no_spans_of_days() -> None:
    rows = [["Task", "Owner", "Size"], ["Dig", "Ann", "1.5 - 2.5"], ["Build", "Bo", "2.5 - 3.5"]]
    project = read([*rows, ["Paint", "Ann", "1.5 - 1.5"]])
    assert not starts(project)


def test_a_legend_of_states_in_another_form_of_the_word_is_no_list_of_people() -> None:
    weeks = [datetime(2027, 3, day) for day in (1, 8, 15, 22)]
    project = read(
        [
            [None, "Týden:", *weeks],
            *(["Návrh"], ["Dokumentace"], ["Program"], ["Testování"], [], []),
            ["Legenda:", None, "V plánu"],
            [None, None, "Hotové"],
            [None, None, "Přesunuté"],
        ],
        fills={"C2": "FF00A933", "C3:D3": "FF00A933", "D4:E4": "FF2A6099", "F5": "FFFFCC00",
               "B8": "FFFFCC00", "B9": "FF00A933", "B10": "FF2A6099"},
    )  # fmt: skip
    assert people(project) == [[], [], [], []]
    assert not project.resources


def test_dates_beyond_a_blank_column_that_all_rows_have_belong_to_the_tasks() -> None:
    rows: list[list[Any]] = [["Stories", None, "Wanted on", None, "Made on"]]
    rows += [
        [f"Long story {n}", None, datetime(2027, 3, n), None, datetime(2027, 3, 9) if n < 3 else ""]
        for n in range(1, 8)
    ]
    project = read(rows)
    assert tree(project) == [f"Long story {n}" for n in range(1, 8)]
    assert [t.deadline.day for t in project.tasks if t.deadline] == [*range(1, 8)]


def test_a_list_of_others_beyond_a_blank_column_is_none_of_the_tasks() -> None:
    rows: list[list[Any]] = [["Task", "Days", None, "Birthdays", "Name"]]
    born = ["Mia", "Leo", "Ida", "Tom"]
    rows += [[f"T{n}", n, None, datetime(2027, 3, n), who] for n, who in enumerate(born, 1)]
    assert not any(task.deadline or task.current_start for task in read(rows).tasks)


def test_rows_whose_dates_span_those_below_are_summaries() -> None:
    rows: list[list[Any]] = [["Task", "Start", "Finish"]]
    for name, first, last in [
        *(("Plan all", 1, 5), ("Scope", 1, 2), ("Use", 3, 4), ("List", 5, 5)),
        *(("Build all", 8, 12), ("Walls", 8, 10), ("Roof", 11, 12)),
    ]:
        rows.append([name, datetime(2027, 3, first), datetime(2027, 3, last)])
    assert tree(read(rows)) == [
        *("Plan all", ".Scope", ".Use", ".List", "Build all", ".Walls", ".Roof"),
    ]
    rows.append(["Hand over", datetime(2027, 3, 15), datetime(2027, 3, 15)])
    assert all(task.level == 1 for task in read(rows).tasks)


def test_durations_longer_than_their_dates_are_told() -> None:
    rows: list[list[Any]] = [["Task", "Duration", "Start", "Finish"]]
    rows += [["Study", "1 day", datetime(2027, 3, 1), datetime(2027, 3, 1)]]
    rows += [["Build", "33 days", datetime(2027, 3, 2), datetime(2027, 4, 13)]]
    rows += [["Test", "5 days", datetime(2027, 4, 14), datetime(2027, 4, 20)]]
    project = read(rows)
    (told,) = (issue for issue in project.remarks if issue.code == "longer-than-dates")
    assert (told.severity, told.cell) == ("warning", "B3")
    rows[2][1] = "31 days"
    assert "longer-than-dates" not in codes(read(rows))


def test_joint_work_in_a_legend_is_everybody_and_responsibility_heads_people() -> None:
    days = [datetime(2027, 3, day) for day in (1, 2, 3, 4)]
    project = read(
        [["Part", "Task", *days], ["A", "Dig"], ["A", "Fill"], ["B", "Load"], [], [None, "Ann"],
         [None, "Bo"], [None, "공동작업"]],
        fills={"C2": BLUE, "D3": YELLOW, "E4": GREY, "A6": BLUE, "A7": YELLOW, "A8": GREY},
    )  # fmt: skip
    assert [one for one in people(project) if one] == [["Ann"], ["Bo"], ["Ann", "Bo"]]
    assert people(read([["Task", "Days", "Responsibility"], ["Dig", 1, "Ann"]])) == [["Ann"]]


def test_weekdays_in_brackets_tell_the_year_of_the_days_before_them() -> None:
    days = ["5月8日（土）", "5月9日（日）", "5月10日（月）", "5月11日（火）", "5月12日（水）"]
    project = read(
        [["作業", *days], ["設計"], ["製造"]],
        fills={"B2:C2": BLUE, "D3:F3": BLUE},
    )
    assert starts(project) == ["2027-05-08", "2027-05-10"]
    days = ["5月8日（金）", "5月9日（土）", "5月10日（日）", "5月11日（月）", "5月12日（火）"]
    project = read([["作業", *days], ["設計"], ["製造"]], fills={"B2:C2": BLUE, "D3:F3": BLUE})
    assert starts(project) == ["2026-05-08", "2026-05-10"]


def test_few_topics_beside_many_texts_that_may_be_names_are_levels_above_them() -> None:
    rows: list[list[Any]] = [["Topic", "To Do List", "Assigned", "Status"]]
    rows += [["Sound", "Find sounds"], [None, "Cut sounds", "Ann"], [None, "Test sounds"]]
    rows += [["Map"], [None, "Draw map"], [None, "Test map", None, "done"], [None, "Cite"]]
    assert tree(read(rows)) == [
        *("Sound", ".Find sounds", ".Cut sounds", ".Test sounds"),
        *("Map", ".Draw map", ".Test map", ".Cite"),
    ]


def test_lines_of_a_description_are_no_tasks() -> None:
    rows: list[list[Any]] = [["Task", "Description", "Days"], ["Dig", "Mark the ground", 2]]
    rows += [[None, "call the neighbours"], [None, "get the digger"], ["Fill", "Order gravel", 1]]
    rows += [[None, "ask for a ramp"], [None, "rake it"]]
    assert tree(read(rows)) == ["Dig", "Fill"]


def test_names_with_initials_one_after_the_other_are_several_people() -> None:
    rows: list[list[Any]] = [
        ["Task", "Days", "Who"],
        ["Dig", 1, "Wood A. B. Hill C. D."],
        ["Fill", 1, "Hill C. D."],
    ]
    assert people(read(rows)) == [["Wood A. B.", "Hill C. D."], ["Hill C. D."]]
    rows[1][2] = "Wood A. B."
    assert people(read(rows))[0] == ["Wood A. B."]


def test_coloured_names_without_a_number_below_numbered_tasks_are_a_legend() -> None:
    rows: list[list[Any]] = [["No", "Predecessors", "Days", "Task"], [1, None, 2, "Dig"]]
    rows += [[2, 1, 1, "Fill"], [3, 2, 1, "Pave"], [None, None, None, "Day of work"]]
    rows += [[None, None, None, "Day off"], [None, None, None, "Garden of Ann"]]
    coloured = {"D5": BLUE, "D6": YELLOW}
    assert tree(read(rows, fills=coloured)) == ["Dig", "Fill", "Pave"]
    assert len(read(rows).tasks) == 6


def test_people_in_lists_in_the_bars_are_read_and_other_texts_there_are_told() -> None:
    rows: list[list[Any]] = [["Task", *WEEKS[:8]], ["Dig", "Ann, Bo"], ["Fill", None, "Bo, Cy"]]
    rows += [["Load", None, "Ann"], ["Pave", None, None, "Cy"], ["Rake", None, None, "Ann, Cy"]]
    rows += [["Sow", None, None, None, "Bo"]]
    fills = {"B2": BLUE, "C3": BLUE, "C4": BLUE, "D5": BLUE, "D6:E6": BLUE, "E7": BLUE}
    project = read(rows, fills=fills)
    assert people(project) == [["Ann", "Bo"], ["Bo", "Cy"], ["Ann"], ["Cy"], ["Ann", "Cy"], ["Bo"]]
    assert "texts-in-bars" not in codes(project)
    rows = [["Task", *WEEKS[:8]], ["Dig", "due 20/10"], ["Fill"], ["Load"], ["Pave"], ["Rake"]]
    (told,) = (i for i in read(rows, fills=fills).remarks if i.code == "texts-in-bars")
    assert (told.severity, told.cell, told.got) == ("warning", "B2", "due 20/10")


def test_tables_side_by_side_are_offered_as_one_and_two_days_are_a_span() -> None:
    rows: list[list[Any]] = [["Data", "Tarefas", None, "Data", "Tarefas"]]
    rows += [
        [f"{n}/03 e {n + 2}/03", f"Fazer {n}", None, f"{n + 14}/03 e {n + 16}/03", f"Usar {n}"]
        for n in (1, 3, 5, 8, 10)
    ]
    found = look(made(rows), "plan.xlsx", CHOICE)
    assert [f"{offer.choice.form}{offer.counts.tasks}" for offer in found.offers] == [
        "5",
        "blocks10",
    ]
    assert found.project is not None
    assert starts(found.project)[:2] == ["2027-03-01", "2027-03-03"]


def test_texts_beside_numbers_of_phases_name_them() -> None:
    rows: list[list[Any]] = [["Phase", None, "Task", "Days"], [1, "Ground", "Dig", 2]]
    rows += [[None, None, "Drain", 1], [2, "House", "Walls", 5], [None, None, "Roof", 3]]
    assert tree(read(rows)) == ["Ground", ".Dig", ".Drain", "House", ".Walls", ".Roof"]


def test_labels_before_the_first_that_is_read_end_where_it_begins() -> None:
    header = ["작업", "22-23", "24-26", "27-30", "12/31-1/2", "1/3-1/4", "1/5-1/6", "1/7-1/9"]
    rows: list[list[Any]] = [header, ["설계"], ["구현"], ["시험"]]
    fills = {"B2": BLUE, "C3:D3": BLUE, "F4:G4": BLUE}
    found = read(rows, fills=fills)
    assert [day[5:] for day in starts(found)] == ["12-22", "12-24", "01-03"]
    rows[0] = ["Task", "3/2-3-8", "3/9-3/15", "3/16-3/22", "3/23-3/29", "3/30-4/5"]
    found = read(rows, fills={"B2": BLUE, "C3:D3": BLUE, "E4": BLUE})
    assert starts(found) == ["2027-03-02", "2027-03-09", "2027-03-23"]
    rows[0] = ["Task", "Size 1-2", *header[4:]]
    assert len(starts(read(rows, fills={"C2": BLUE, "D3:E3": BLUE, "F4": BLUE}))) == 3


def test_dates_among_labels_without_a_year_tell_their_year() -> None:
    header = [
        "Task",
        "12/30~1/3",
        "1/4~1/6",
        datetime(2021, 1, 7),
        "1/8~1/9",
        datetime(2021, 1, 10),
    ]
    fills = {"B2": BLUE, "C3:D3": BLUE, "E4:F4": BLUE}
    project = read([header, ["Draw"], ["Build"], ["Test"]], fills=fills)
    assert starts(project) == ["2020-12-30", "2021-01-04", "2021-01-08"]


def test_weeks_beside_spans_are_no_numbers_of_levels() -> None:
    rows: list[list[Any]] = [["Zeitraum", "Wochen", None, "Aufgabe"]]
    rows += [["04.07-06.07", 0.5, None, "Werte"], ["09.07.-13.07.", 1, None, "Gruppen"]]
    rows += [["16.07.-27.07.", 2, None, "Bilder"], ["30.07.-03.08.", 1, None, "Testen"]]
    assert tree(read(rows)) == ["Werte", "Gruppen", "Bilder", "Testen"]


def test_texts_beside_roles_are_no_people_and_days_of_creation_no_starts() -> None:
    rows: list[list[Any]] = [
        ["Task", "Role", "Hours", "Occasion"],
        ["Plan", "QA, PO", 8, "Planning"],
    ]
    rows += [["Fake", "QA", 3, "Sprint"], ["Run", "Dev", 3, "Sprint"], ["End", "QA", 5, "Sprint"]]
    assert {who for task in people(read(rows)) for who in task} == {"QA", "PO", "Dev"}
    rows = [["Task", "Who", "Create Date", "Finish Date"]]
    rows += [[f"T{n}", "Ann", datetime(2027, 3, 1), datetime(2027, 3, n)] for n in (2, 3, 4)]
    assert not starts(read(rows))


def test_columns_of_categories_left_of_a_chart_are_levels() -> None:
    header = ["대분류", "중분류", "소분류", "1/3-1/4", "1/5-1/6", "1/7-1/9", "1/10-1/11"]
    rows: list[list[Any]] = [header, ["회원", "가입", "입력"], [None, None, "확인"]]
    rows += [[None, "로그인", "화면"], ["메뉴", "전체", "로맨스"], [None, None, "만화"]]
    fills = {"D2": BLUE, "E3": BLUE, "F4": BLUE, "G5": BLUE, "G6": BLUE}
    assert tree(read(rows, fills=fills)) == [
        *("회원", ".가입", "..입력", "..확인", ".로그인", "..화면"),
        *("메뉴", ".전체", "..로맨스", "..만화"),
    ]


def test_commas_in_the_brackets_of_a_header_part_no_columns() -> None:
    text = "Task ID,Story (As a..., I want..., So that...),Priority,Estimated Hours\n"
    text += 'US1,"As a guest, I want a key",High,4\nUS2,"As a cook, I want a stove",Low,6\n'
    project = read_project(text.encode(), choice=CHOICE)
    assert [task.work for task in project.tasks] == [240, 360]
    assert project.tasks[0].name == "As a guest, I want a key"


def test_a_bold_project_above_bold_phases_is_the_summary_of_all() -> None:
    rows: list[list[Any]] = [["Task", "Who", "Start", "Finish"]]
    for name, first, last in [
        *(("Whole site", 1, 19), ("Plan", 1, 5), ("Scope", 1, 2), ("Use", 3, 5)),
        *(
            ("Build", 8, 12),
            ("Walls", 8, 10),
            ("Roof", 11, 12),
            ("Close", 15, 19),
            ("Clean", 15, 19),
        ),
    ]:
        rows.append([name, "", datetime(2027, 3, first), datetime(2027, 3, last)])
    rows[3][1] = "Ann"
    assert tree(read(rows, bold="A2 A3 A6 A9")) == [
        *("Whole site", ".Plan", "..Scope", "..Use", ".Build", "..Walls", "..Roof"),
        *(".Close", "..Clean"),
    ]


@pytest.mark.parametrize("actual", ["実績", "Actual"])
def test_a_completion_date_beside_actual_dates_is_the_finish_that_is_planned(actual: str) -> None:
    """No column is what was done twice: the one beside those that say `actual` is the plan."""
    finish = "完了日" if actual == "実績" else "Completion date"
    day = [datetime(2027, 3, n) for n in range(1, 13)]
    rows: list[list[Any]] = [["Task", "Hours", "Start", finish, actual, actual]]
    rows += [["Survey", "2h", day[0], day[1], day[0], day[2]]]
    rows += [["Design", "6h", day[2], day[4], day[3], None], ["Build", 20, day[7], day[10]]]
    tasks = read(rows).tasks
    assert [task.current_finish and task.current_finish.day for task in tasks] == [2, 5, 11]
    assert [task.progress.done for task in tasks] == [True, False, False]
