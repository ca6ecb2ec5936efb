"""Plans of strangers in other languages: headers of charts, calendars, words, levels, stages."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from planner import pipeline
from planner.reading.cells import Cell
from planner.reading.numbered_labels import numbered
from planner.reading.vague_dates import parts_of_months
from planner.reading.weekday_names import week_row
from tests.planner.reading.books import Rows, book
from tests.planner.reading.strangers import BLUE, CHOICE, YELLOW, codes, made, people, read, tree


def _spans(rows: Rows, **look: Any) -> dict[str, str]:
    """Name → first and last day, as month and day, of the tasks of a sheet."""
    return {
        task.name: f"{task.current_start:%m-%d} {task.current_finish:%m-%d}"
        for task in read(rows, **look).tasks
        if task.current_start and task.current_finish
    }


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ("dom seg ter qua qui sex sáb", [6, 0, 1, 2, 3, 4, 5]),
        ("D S T Q Q S S", [6, 0, 1, 2, 3, 4, 5]),
        ("ma ti ke to pe", [0, 1, 2, 3, 4]),
        ("S M T W T F S", [6, 0, 1, 2, 3, 4, 5]),
        ("T2 T3 T4 T5 T6 T7 CN", [0, 1, 2, 3, 4, 5, 6]),
        ("A B C D E", None),
    ],
)
def test_weekdays_cut_short_are_told_by_those_beside_them(texts: str, days: list[int]) -> None:
    assert week_row(texts.split()) == days


@pytest.mark.parametrize(
    ("labels", "word"),
    [
        (["1.    Hafta", "2.    Hafta", "3.    Hafta"], "hafta"),
        (["第一周", "第二周", "第三周"], "周"),
        (["1주차", "2주차", "3주차"], "주"),
        (["1ª semana", "2ª semana", "3ª semana"], "semana"),
    ],
)
def test_numbers_of_weeks_stand_before_or_behind_the_word(labels: list[str], word: str) -> None:
    cells = [Cell(1, column, "text", label) for column, label in enumerate(labels, 1)]
    assert numbered(cells) == [(1, 1, word), (2, 2, word), (3, 3, word)]


def test_numbers_of_people_are_no_periods() -> None:
    assert not numbered([Cell(1, n, "text", f"{n} people") for n in (1, 2, 3)])


def test_halves_of_days_below_their_date_are_of_that_day() -> None:
    day = datetime(2027, 3, 1)
    dates = [x for n in range(5) for x in (day.replace(day=1 + n), None)]
    rows: Rows = [
        ["Aufgabe", *dates],
        [None, *["VM", "NM"] * 5],
        ["Planen", 4, 3, *[None] * 8],
        ["Bauen", None, None, 4, 4, None, 2, *[None] * 4],
        ["Testen", *[None] * 8, None, 3],
    ]
    merged = " ".join(f"{a}1:{b}1" for a, b in zip("BDFHJ", "CEGIK", strict=True))
    assert _spans(rows, merged=merged) == {
        "Planen": "03-01 03-01",
        "Bauen": "03-02 03-03",
        "Testen": "03-05 03-05",
    }


def test_a_date_of_a_chart_that_does_not_fit_is_told_and_mended() -> None:
    days: list[Any] = [datetime(2027, 3, n) for n in (1, 2, 3, 4, 15, 6, 7)]
    rows = [["Task", *days], ["Dig"], ["Pour"]]
    project = read(rows, fills={"E2:F2": BLUE, "G3:H3": BLUE})
    assert [f"{t.current_finish:%m-%d}" for t in project.tasks if t.current_finish] == [
        "03-05",
        "03-07",
    ]
    assert "date-out-of-order" in codes(project)


def test_the_text_beside_the_number_of_a_day_stands_on_it() -> None:
    heads = [x for day in ("dom", "seg", "ter", "qua", "qui", "sex", "sáb") for x in (day, None)]
    weeks: list[list[Any]] = [["mar '27", *[x for n in range(7) for x in (7 + n, None)]]]
    weeks.append([None, *[x for n in range(7) for x in (14 + n, None)]])
    weeks[0][4], weeks[0][12], weeks[1][6] = "Reunião", "Entrega 1", "Entrega 2"
    data = made([["Mês", *heads], *weeks])
    project = pipeline.read_project(data, choice=replace(CHOICE, form="calendar"))
    found = {t.name: t.current_start for t in project.tasks}
    assert found == {
        "Reunião": datetime(2027, 3, 8),
        "Entrega 1": datetime(2027, 3, 12),
        "Entrega 2": datetime(2027, 3, 16),
    }


def test_days_below_calendar_weeks_are_of_the_year() -> None:
    labels = [x for week in ("KW 51", "KW 52") for x in (week, *[None] * 4)]
    rows: Rows = [
        [None, *labels],
        ["Aufgabe", *["M", "D", "M", "D", "F"] * 2],
        ["Planen"],
        ["Bauen"],
    ]
    look = {"merged": "B1:F1 G1:K1", "fills": {"B3:C3": BLUE, "D4:H4": YELLOW}}
    assert _spans(rows, **look) == {"Planen": "12-20 12-21", "Bauen": "12-22 12-28"}


def test_colours_are_the_plan_where_hours_are_what_was_done() -> None:
    labels = [f"{n}.3.2027" for n in range(1, 6)]
    rows: Rows = [
        ["Aufgabe", "Plan (h)", *labels],
        ["Planen", 8, None, 6],
        ["Bauen", 16, None, None, 5, 3],
        ["Malen", 4, None, None, None, 2],
        ["Testen", 8],
        ["Abgeben", 2],
    ]
    fills = {"C2:D2": BLUE, "E3:F3": BLUE, "F4:F4": BLUE, "F5:G5": BLUE, "G6:G6": BLUE}
    project = read(rows, fills=fills)
    assert [t.work for t in project.tasks] == [480, 960, 240, 480, 120]
    assert [f"{t.current_start:%d} {t.current_finish:%d}" for t in project.tasks] == [
        *("01 02", "03 04", "04 04", "04 05", "05 05"),
    ]


def test_a_row_of_sums_is_a_total_whatever_it_is_called() -> None:
    rows: list[list[Any]] = [["Task", "Days", "Cost"]]
    rows += [["Dig", 2, 100], ["Pour", 3, 200], ["Paint", 1, 50], ["What it takes", "=SUM(C2:C4)"]]
    assert [task.name for task in read(rows).tasks] == ["Dig", "Pour", "Paint"]


def test_a_word_among_numbers_is_the_title_of_the_rows_below() -> None:
    rows: Rows = [
        ["№", "Название", "Длительность", "Дата начала"],
        ["Подготовка"],
        ["1.1", "Анализ", "2 дня", datetime(2027, 3, 1)],
        ["1.2", "Выбор", "1 день", datetime(2027, 3, 3)],
        ["Реализация"],
        ["2.1", "Сборка", "3 дня", datetime(2027, 3, 4)],
    ]
    assert tree(read(rows)) == ["Подготовка", ".Анализ", ".Выбор", "Реализация", ".Сборка"]


def test_a_name_that_ends_with_a_colon_only_introduces_those_below() -> None:
    rows: Rows = [
        ["Kegiatan", "Durasi (hari)"],
        ["1. Proposal", 5],
        ["Pelaksanaan:"],
        ["2. Aplikasi", 9],
        ["3. Laporan", 3],
    ]
    project = read(rows)
    assert len(project.tasks) == 3
    assert "caption-row" in codes(project)


def test_one_part_beside_its_parent_is_below_it_as_several_are() -> None:
    rows: Rows = [
        ["Công việc", None, "Thời gian (Tuần)", "Phân công"],
        ["Thiết kế", "Dữ liệu", 1, "An"],
        [None, "Xử lý", 1, "An"],
        ["Quản trị", "Phân quyền", 1, "Bình"],
    ]
    project = read(rows, merged="A2:A3")
    assert tree(project) == ["Thiết kế", ".Dữ liệu", ".Xử lý", "Quản trị", ".Phân quyền"]
    assert people(project) == [[], ["An"], ["An"], [], ["Bình"]]


def test_durations_of_a_day_less_are_the_time_from_start_to_finish() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Tehtävä", "Aloitus", "Päättyminen", "Kesto (päivinä)"]]
    for n, (first, last) in enumerate(((1, 1), (2, 4), (8, 9), (10, 12)), 1):
        rows.append([f"T{n}x", day.replace(day=first), day.replace(day=last), last - first])
    project = read(rows)
    assert [task.duration for task in project.tasks] == [480, 1440, 960, 1440]
    assert "calendar-days" in codes(project)


def test_days_of_work_that_count_from_start_to_finish_are_durations() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Tâche", "Début", "Fin", "Jours de travail", "Responsable"]]
    for n, (first, last) in enumerate(((1, 5), (8, 10), (15, 17)), 1):
        who = "Toute l'équipe" if n == 1 else f"Ann{n}"
        rows.append([f"Pose {n}", day.replace(day=first), day.replace(day=last), last - first, who])
    project = read(rows)
    assert [task.work for task in project.tasks] == [None] * 3
    assert people(project)[0] == ["Ann2", "Ann3"]


def test_levels_that_became_dates_beside_titles_are_levels() -> None:
    rows: list[list[Any]] = [["№", "Работы", "Длительность"], ["Анализ темы"]]
    rows += [[datetime(2024, n, 1), f"Шаг {n}", "1 день"] for n in (1, 2, 3, 4)]
    rows += [["Сборка макета"], *[[datetime(2024, n, 2), f"Блок {n}", "1 день"] for n in (1, 2, 3)]]
    project = read(rows)
    assert tree(project)[:3] == ["Анализ темы", ".Шаг 1", ".Шаг 2"]
    assert "levels-as-dates" in codes(project)


def test_stages_side_by_side_are_offered_as_tasks() -> None:
    pairs = ["开始时间", "结束时间"] * 3
    days = [datetime(2027, 3, n) for n in (1, 2, 3, 5, 8, 9)]
    rows: list[list[Any]] = [
        ["模块", "设计", None, "开发", None, "测试", None],
        [None, *pairs],
        ["数据采集", *days],
        ["数据存储", *days],
    ]
    merged = "B1:C1 D1:E1 F1:G1"
    data = made(rows, merged=merged)
    look = pipeline.look(data, "plan.xlsx", CHOICE)
    assert any(offer.choice.form == "blocks" and offer.counts.tasks == 6 for offer in look.offers)


def test_times_beside_a_day_are_starts_and_finishes() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Datum", "Starttijd", "Eindtijd", "Duur", "Taak"]]
    clocks = ((9, 0, 9, 10), (9, 10, 9, 55), (10, 0, 10, 30))
    for n, (hour, minute, to, past) in enumerate(clocks, 1):
        length = 60 * (to - hour) + past - minute
        rows.append([day, time(hour, minute), time(to, past), length, f"Overleg {n}"])
    project = read(rows)
    assert [task.duration for task in project.tasks] == [10, 45, 30]
    assert project.tasks[1].current_start == day.replace(hour=9, minute=10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6月下旬至7月初", (6, 21, 7, 10)),
        ("Mitte Juni", (6, 11, 6, 20)),
        ("mi-juin", (6, 11, 6, 20)),
        ("konec června", (6, 21, 6, 30)),
        ("Start", None),
    ],
)
def test_parts_of_months_have_days(text: str, days: tuple[int, ...] | None) -> None:
    found = parts_of_months(text)
    told = (found[0].month, found[0].first, found[1].month, found[1].last) if found else None
    assert told == days


def test_a_copy_of_an_earlier_month_is_left_out() -> None:
    head = ["Task", "Start", "Finish"]
    tasks: list[list[Any]] = [
        [f"Step {n}", datetime(2027, 3, n), datetime(2027, 3, n + 1)] for n in range(1, 13)
    ]
    sheets: dict[str, Rows] = {
        "March": [head, *tasks[:4]],
        "April": [head, *tasks[:7]],
        "May": [head, *tasks[7:]],
    }
    project = pipeline.read_project(book(sheets), choice=CHOICE)
    assert sorted(t.name for t in project.tasks if t.name.startswith("Step")) == sorted(
        f"Step {n}" for n in range(1, 13)
    )
