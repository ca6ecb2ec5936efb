"""Plans as people abroad write them: years told by weekdays, headers of templates, no plans."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from planner.language.text import fold
from planner.project import Project
from planner.reading.axis import find_axis
from planner.reading.cells import Sheet
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.opening import open_book
from planner.reading.read import look
from planner.schema.columns import TASKS
from tests.planner.reading.strangers import BLUE, CHOICE, GREY, YELLOW, made, read, starts, tree

Rows = list[list[Any]]
START = datetime(2027, 3, 1)


def sheet_of(rows: Rows) -> Sheet:
    return open_book(made(rows), "plan.xlsx").sheets[0]


def first_days(rows: Rows, row: int, year: int = 0) -> list[str]:
    axis = find_axis(sheet_of(rows), row, year, START)
    assert axis is not None
    return [f"{axis.spans[column][0]:%Y-%m-%d}" for column in axis.columns]


def test_weekdays_below_days_tell_the_year_that_no_text_names() -> None:
    days: Rows = [[None, "May"], [None, *range(14, 21)], [None, *"TFSSMTW"]]
    days[2][1:] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    assert first_days(days, 2)[0] == "2026-05-14"
    assert first_days([["2027"], *days], 3)[0] == "2027-05-14", "a named year stays"


def test_weeks_of_five_days_tell_the_year() -> None:
    rows: Rows = [[None, "11월 1주차", *[None] * 4, "11월 2주차", *[None] * 4, "11월 3주차"]]
    rows += [[None, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21]]
    assert first_days(rows, 2)[::5] == ["2025-11-03", "2025-11-10", "2025-11-17"]


def test_days_before_the_first_of_a_month_belong_to_the_one_before_its_first_week() -> None:
    rows: Rows = [[None, "12월 4주차", *[None] * 4, "1월 1주차"]]
    rows += [[None, 21, 22, 23, 24, 25, 28, 29, 30, 31, 1]]
    told = first_days(rows, 2)
    assert [day[5:] for day in told[5:]] == ["12-28", "12-29", "12-30", "12-31", "01-01"]


@pytest.mark.parametrize(
    ("language", "headers"),
    [
        ("it", ["ATTIVITÀ", "INIZIO DEL PIANO", "DURATA DEL PIANO", "DURATA EFFETTIVA", "GIORNI"]),
        ("tr", ["ETKİNLİK", "PLAN BAŞLANGICI", "PLAN SÜRESİ", "GERÇEK SÜRE", "DÖNEMLER"]),
        ("ko", ["작업", "계획 시작", "계획 기간", "실제 기간", "기간"]),
    ],
)
def test_the_planned_length_counts_beside_the_actual_one_and_the_numbers_of_a_chart(
    language: str, headers: list[str]
) -> None:
    rows: Rows = [headers, [None] * 4 + list(range(1, 13)), ["Dig", 1, 4, 5], ["Build", 5, 2, 3]]
    project = read([*rows, ["Paint", 7, 3, 1]])
    assert tree(project) == ["Dig", "Build", "Paint"], language
    assert [task.duration for task in project.tasks] == [4 * 480, 2 * 480, 3 * 480]


def test_capitals_of_turkish_words_are_the_words() -> None:
    assert fold("BAŞLANGIÇ") == fold("Başlangıç")


def test_an_amount_in_brackets_is_no_link() -> None:
    found = names("Endet nach [Tagen]", TASKS, HeaderWishes(language="de"))
    assert "predecessors" not in {one.field for one in found}


def test_marks_are_bars_where_stripes_colour_all_rows() -> None:
    rows: Rows = [["Uke:", *range(38, 46)], ["Survey", "*"], ["Design", None, "*", "*"]]
    rows += [["Build", *[None] * 3, "*", "*"], ["Test", *[None] * 6, "*"]]
    project = read(rows, fills={"A2:I2": GREY, "A3:I3": BLUE, "A4:I4": GREY, "A5:I5": BLUE})
    assert starts(project) == ["2027-09-20", "2027-09-27", "2027-10-11", "2027-11-01"]


def test_the_first_part_stands_beside_the_name_of_the_whole() -> None:
    rows: Rows = [["Task", None, "Days"], ["Survey", None, 1], ["Compare", "- today", 2]]
    rows += [[None, "- wanted", 3], ["Report", None, 1]]
    assert tree(read(rows)) == ["Survey", "Compare", ".- today", ".- wanted", "Report"]


def test_one_span_that_cannot_be_read_keeps_no_other_from_it() -> None:
    rows: Rows = [["任务", "起止日期"], ["勘察现场", "?-2027/3/11"]]
    names = zip((1, 8, 15, 22), ("设计方案", "采购材料", "施工安装", "验收交付"), strict=True)
    rows += [[name, f"2027/3/{n}-2027/3/{n + 4}"] for n, name in names]
    project = read(rows)
    assert [task.current_start is not None for task in project.tasks] == [False] + [True] * 4
    assert ("bad-date", "B2") in {(one.code, one.cell) for one in project.remarks}


def refusals(rows: Rows) -> set[str]:
    found = look(made(rows), "plan.xlsx", CHOICE)
    assert found.project is None
    return {issue.code for issue in found.issues}


def test_a_timetable_whose_rows_begin_with_a_code_is_none_of_bars() -> None:
    week = ["Semaine 1", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"]
    rows: Rows = [[None, *week]]
    rows += [[f"P{n}", f"{7 + n:02}H00 - {7 + n:02}H45", *["Maths"] * 5] for n in range(1, 6)]
    assert "timetable" in refusals(rows)


def test_a_record_of_who_made_and_checked_what_is_no_plan() -> None:
    rows: Rows = [["javascript", "作成者", "作成日", "確認者", "確認日", "結果"]]
    rows += [[f"({c})", "Sato", datetime(2027, 3, n), "Ito", None, None] for n, c in [(1, "A")] * 3]
    assert "other-kind" in refusals(rows)


def who(project: Project) -> list[str]:
    return [
        ", ".join(name for need in t.needs for name in need.names)
        for t in project.tasks
        if not t.summary
    ]


def test_a_completion_date_is_the_finish_where_the_lengths_last_until_then() -> None:
    rows: Rows = [["Задача", "Дата начала", "Продолжительность", "Дата завершения"]]
    rows += [[f"T{n}", datetime(2027, 3, n), 4, datetime(2027, 3, n + 4)] for n in (1, 8, 15, 22)]
    project = read(rows)
    assert all(task.current_finish for task in project.tasks)
    rows[2][3] = rows[3][3] = rows[4][3] = datetime(2027, 6, 1)
    assert not any(task.current_finish for task in read(rows).tasks)


def test_headers_of_amounts_are_no_people() -> None:
    rows: Rows = [["ID", "Zadanie", "Planowany czas pracy", "Rzeczywisty czas pracy"]]
    rows += [[n, f"Zadanie {c}", 30, 40 + n] for n, c in enumerate("abcd", 1)]
    project = read(rows)
    assert not project.resources
    assert {task.work for task in project.tasks} == {30 * 60}
    bounds: Rows = [["Task", "min", "max"], *([f"T{c}", n, n + 2] for n, c in enumerate("abc", 1))]
    assert look(made(bounds), "plan.xlsx", CHOICE).project is None


def test_names_in_bars_that_come_again_are_those_who_do_them() -> None:
    rows: Rows = [["Taak", *[f"Week {n}" for n in range(1, 9)]]]
    rows += [["Ontwerp", "Keanu"], ["Bouw", None, "Keanu"], ["Test", None, None, "Sofie"]]
    rows += [["Verf", None, None, None, "Sofie"], ["Feest"]]
    fills = {"B2:C2": BLUE, "C3:D3": BLUE, "D4:E4": BLUE, "E5:F5": BLUE, "G6:H6": BLUE}
    project = read(rows, fills=fills, merged="D4:E4")
    assert who(project) == ["Keanu", "Keanu", "Sofie", "Sofie", ""]


def test_a_bar_that_is_merged_over_rows_is_that_of_each() -> None:
    rows: Rows = [["Task", *[f"Week {n}" for n in range(1, 9)]]]
    rows += [["Draw", "Ann"], ["Ask"], ["Build", None, None, "Bea"], ["Paint"], ["Show", "Ann"]]
    fills = {"B2:C3": BLUE, "D4:E5": BLUE, "B6": BLUE}
    project = read(rows, fills=fills, merged="B2:C3 D4:E5")
    assert who(project) == ["Ann", "Ann", "Bea", "Bea", "Ann"]
    assert starts(project)[:4] == ["2027-03-01"] * 2 + ["2027-03-15"] * 2


def test_a_header_over_several_columns_of_people_is_that_of_each() -> None:
    rows: Rows = [["Task", "Days", "Assegnato a", None], ["Dig", 1, "Ann", "Bo"]]
    rows += [["Pour", 2, "Bo", None], ["Dry", 1, None, "Cy"]]
    assert who(read(rows, merged="C1:D1")) == ["Ann, Bo", "Bo", "Cy"]


def test_levels_may_be_called_anything_and_share_merged_people() -> None:
    rows: Rows = [["구분", "카테고리", "대분류", "소분류", "담당자", "시작일자", "종료일자"]]
    day = datetime(2027, 3, 1)
    rows += [["설계", "DB", "표", "표 만들기", "Kim", day, day]]
    rows += [[None, None, None, "표 쓰기", None, day, day]]
    rows += [[None, "화면", "창", "창 만들기", None, day, day]]
    rows += [[None, None, None, "창 쓰기", None, day, day]]
    project = read(rows, merged="A2:A5 B2:B3 B4:B5 C2:C3 C4:C5 E2:E5")
    assert tree(project) == [
        *("설계", ".DB", "..표", "...표 만들기", "...표 쓰기"),
        *(".화면", "..창", "...창 만들기", "...창 쓰기"),
    ]
    assert who(project) == ["Kim"] * 4


def test_quotation_marks_do_not_hide_dates_or_how_others_are_turned() -> None:
    rows: Rows = [["Công việc", "Ngày bắt đầu", "Ngày kết thúc"]]
    rows += [["A", "27/8/2027", "30/8/2027"], ["B", "6/9/2027'", "14/9/2027"]]
    rows += [["C", "19/9/2027", "25/9/2027"], ["D", datetime(2027, 4, 10), "20/10/2027"]]
    rows += [["E", datetime(2027, 11, 10), "25/10/2027"]]
    assert starts(read(rows)) == [
        *("2027-08-27", "2027-09-06", "2027-09-19", "2027-10-04", "2027-10-11"),
    ]


def test_the_year_may_stand_in_another_row_of_the_header() -> None:
    rows: Rows = [[None, "Diciembre", *[None] * 3, "Enero"], [None, *[None] * 8]]
    rows[1] = [None, "Del 28 al 31 /2019", *[None] * 3, "Del 1 al 4 /2020"]
    rows += [[None, 28, 29, 30, 31, 1, 2, 3, 4]]
    assert first_days(rows, 3)[::4] == ["2019-12-28", "2020-01-01"]


def test_rows_without_a_code_are_parts_of_those_with_one_that_span_them() -> None:
    rows: Rows = [["WBS", "Task", "Start", "Finish"]]
    for code, name in [("1", "Plan"), ("2", "Build")]:
        rows += [[code, name, datetime(2027, 3, 1), datetime(2027, 3, 12)]]
        rows += [[None, f"{name} {n}", datetime(2027, 3, n), datetime(2027, 3, n)] for n in (1, 12)]
    assert tree(read(rows)) == ["Plan", ".Plan 1", ".Plan 12", "Build", ".Build 1", ".Build 12"]
    for row in rows[1::3]:
        row[3] = datetime(2027, 3, 5)
    assert "." not in "".join(tree(read(rows)))
    rows[2][2] = datetime(1920, 3, 5)
    assert len(read(rows).tasks) == 6, "a date out of range ends nothing"


def test_days_in_signs_without_a_year_head_the_columns_of_a_chart() -> None:
    assert first_days([["업무", *[f"08월{n:02}일" for n in range(1, 8)]]], 1)[0] == "2027-08-01"


def test_numbered_weeks_in_signs_count_on_below_months() -> None:
    months: Rows = [[None, 45689, 45717, None, None, None, 45748]]
    weeks = [[None, *[f"第{n}周" for n in "一二三四五六"]]]
    assert first_days([*months, *weeks], 2)[:3] == ["2025-02-24", "2025-03-03", "2025-03-10"]


def test_dates_beside_bars_tell_when_numbered_periods_are() -> None:
    rows: Rows = [["Task", "Begin", *[f"Week {n}" for n in range(1, 9)]]]
    rows += [[f"T{n}", datetime(2024, 8, 5 + 7 * n)] for n in range(3)] + [["Last", None]]
    fills = {f"{'CDEF'[n]}{n + 2}": BLUE for n in range(4)}
    project = look(made(rows, fills=fills), "plan.xlsx", replace(CHOICE, form="bars")).project
    assert project is not None
    assert starts(project)[-1] == "2024-08-26"


def test_a_legend_of_lengths_leaves_the_names_in_bars_to_people() -> None:
    rows: Rows = [["Taak", *[f"Week {n}" for n in range(1, 9)]]]
    names = ["K + X", "K + X", "K", "Xavier", "Xavier", "K + X"]
    rows += [
        [f"Taak {c}", *[None] * n, name]
        for n, (c, name) in enumerate(zip("abcdef", names, strict=True))
    ]
    rows += [[None], ["15 minuten"], ["30 minuten"]]
    fills = {f"{'BCDEFG'[n]}{n + 2}": [BLUE, YELLOW][n % 2] for n in range(6)}
    project = read(rows, fills={**fills, "B9": BLUE, "B10": YELLOW})
    assert who(project)[:4] == ["K, X", "K, X", "K", "Xavier"]


def test_a_header_of_hours_over_words_and_numbers_is_that_of_the_numbers() -> None:
    rows: Rows = [["Tätigkeit", "Stunden", None], ["Konfiguration", "Soll", 4]]
    rows += [[None, "Ist", 5], ["Test", "Soll", 2], [None, "Ist", None]]
    project = read(rows, merged="B1:C1 A2:A3 A4:A5")
    assert [task.duration or task.work for task in project.tasks] == [240, 120]
