"""Charts and dates as they stand in files of strangers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from tests.planner.reading.strangers import (
    BLUE,
    GREY,
    WEEKS,
    YELLOW,
    codes,
    people,
    read,
    starts,
    tree,
)


def test_a_legend_above_the_chart_names_no_columns() -> None:
    project = read(
        [
            ["Kitchen", None, None, None, None, "Actual Start", None, "% Complete"],
            [
                "Activity",
                "Plan Start",
                "Plan Duration",
                "Actual Start",
                "Percent Complete",
                *range(1, 7),
            ],
            ["Strip", datetime(2027, 3, 1), 2, None, None, 1, 2, 3],
            ["Fit", datetime(2027, 3, 3), 4, None, None, 1, 2, 3],
        ]
    )
    assert not any(task.progress.recorded for task in project.tasks)


def test_day_3_is_the_third_day_of_the_project() -> None:
    project = read(
        [["Task", "Who", "Due"], ["Dig", "Ann", "Day 2"], ["Build", "Bo", "Day 4-6"]],
    )
    assert [f"{t.deadline:%m-%d}" for t in project.tasks if t.deadline] == ["03-02", "03-08"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("15.11.", "1.12.", "7.1."), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("11/15", "12/1", "1/7"), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("15 nov", "1 déc.", "7 janv."), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("11月15日", "12月1日", "1月7日"), ["2026-11-15", "2026-12-01", "2027-01-07"]),
    ],
)
def test_dates_without_a_year_are_of_the_year_in_the_title(
    cells: Sequence[str], told: Sequence[str]
) -> None:
    rows: list[list[Any]] = [["Plan 2026"], ["Task", "Start", "Days"]]
    rows += [[f"T{n}", cell, 1] for n, cell in enumerate(cells)]
    project = read(rows)
    assert starts(project) == told
    assert "year-assumed" in codes(project)


def test_a_finish_is_told_by_starts_and_lengths_and_progress_by_its_look() -> None:
    first, last = datetime(2027, 3, 1), datetime(2027, 3, 5)
    project = read(
        [
            ["Task", "Days", "Start", "Xyzzy", "Plugh"],
            ["Dig", 5, first, last, 0.5],
            ["Build", 5, first, last, 1],
        ],
        percent="E2 E3",
    )
    assert [f"{t.current_finish:%d}" for t in project.tasks if t.current_finish] == ["05", "05"]
    assert [task.percent_complete for task in project.tasks] == [0.5, 1]


def test_a_bar_over_the_whole_chart_is_told_from_a_band() -> None:
    rows = [["Obra", *WEEKS], ["Gestão"], ["Fase 1"], ["Cavar"], ["Fase 2"], ["Casa"]]
    bands = {"A3:K3": GREY, "A5:K5": GREY}
    bars = {"B2:K2": BLUE, "C4:D4": BLUE, "E6:K6": BLUE}
    project = read(rows, fills={**bands, **bars})
    dated = {t.name: t.current_start for t in project.tasks}
    assert [name for name, start in dated.items() if start] == ["Gestão", "Cavar", "Casa"]
    finish = {t.name: t.current_finish for t in project.tasks}
    assert finish["Gestão"] == finish["Casa"]


def test_bars_show_before_the_bands_behind_them() -> None:
    rows = [["Работа", *WEEKS], ["Котлован"], ["Стены"], ["Крыша"]]
    bands = {"B2:K2": GREY, "B3:K3": YELLOW, "B4:K4": GREY}
    bars = {"B2:C2": BLUE, "D3:F3": BLUE, "G4:I4": BLUE}
    assert starts(read(rows, fills={**bands, **bars})) == ["2027-03-01", "2027-03-15", "2027-04-05"]


def test_weeks_go_on_over_the_new_year_below_months_in_pairs() -> None:
    rows = [
        [None, "November 2026", None, "Nov/Dez", "Dezember", None, None, None, "Januar"],
        ["Phase", 47, 48, 49, 50, 51, 52, 53, 1, 2],
        ["Entwurf"],
        ["Bau"],
        ["Abnahme"],
    ]
    project = read(
        rows,
        merged="B1:C1 E1:H1 I1:J1",
        fills={"B3:D3": BLUE, "E4:H4": BLUE, "I5:J5": BLUE},
    )
    assert starts(project) == ["2026-11-16", "2026-12-07", "2027-01-04"]


def test_dates_below_some_numbers_say_when_all_are() -> None:
    day = datetime(2027, 5, 3)
    rows = [
        ["Task", *range(1, 7)],
        [None, None, None, None, day, day.replace(day=10), day.replace(day=17)],
        ["Dig"],
        ["Build"],
    ]
    project = read(rows, fills={"B3:C3": BLUE, "D4:G4": BLUE})
    assert starts(project) == ["2027-04-12", "2027-04-26"]


def test_what_stands_above_the_header_of_the_names_is_a_legend() -> None:
    rows = [
        ["Legend", "Plan", *WEEKS],
        ["Milestone"],
        ["Holiday"],
        ["Activities"],
        ["Dig"],
        ["Build"],
    ]
    project = read(rows, fills={"C5:D5": BLUE, "E6:H6": BLUE})
    assert tree(project) == ["Dig", "Build"]


def test_a_date_of_completion_beside_a_start_is_the_finish() -> None:
    rows = [["Task", "Start Date", "Completion Date"]]
    rows += [[f"T{n}", datetime(2027, 3, n), datetime(2027, 3, n + 1)] for n in (1, 3)]  # type: ignore[list-item]
    project = read(rows)
    assert [task.duration for task in project.tasks] == [960, 960]
    assert not any(task.progress.done for task in project.tasks)


def test_spans_of_days_without_a_year_are_starts_and_finishes() -> None:
    rows = [
        ["2026 - 2027"],
        ["Task", "Kada"],
        ["Kasti", "28/12 - 31/12"],
        ["Statyti", "2/1 - 9/1"],
    ]
    project = read(rows)
    spans = [(t.current_start, t.current_finish) for t in project.tasks]
    assert spans == [
        (datetime(2026, 12, 28), datetime(2026, 12, 31)),
        (datetime(2027, 1, 2), datetime(2027, 1, 9)),
    ]


def test_a_bar_that_begins_left_of_its_column_is_no_band() -> None:
    rows = [["Opgave", "", *WEEKS], ["Grave"], ["Mure"]]
    project = read(rows, fills={"B2:D2": BLUE, "E3:G3": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-15"]


def test_a_legend_may_have_its_texts_left_of_its_colours() -> None:
    blank = [None] * 11
    rows = [["Uppgift", *WEEKS], ["Gräva", *blank, "Ann :"], ["Mura", *blank, "Bo :"], ["Tak"]]
    bars = {"B2:C2": BLUE, "D3:F3": YELLOW, "G4:H4": BLUE, "N2:N2": BLUE, "N3:N3": YELLOW}
    assert people(read(rows, fills=bars)) == [["Ann"], ["Bo"], ["Ann"]]


def test_a_numbered_phase_above_a_chart_is_no_column_of_phases() -> None:
    rows: list[list[Any]] = [
        ["Tarea", "Inicio", "Días", "Fase dos (obra)"],
        [None, None, None, *"LMXJV"],
        ["Cavar", datetime(2027, 3, 1), 2],
        ["Muros", datetime(2027, 3, 3), 3],
    ]
    assert tree(read(rows)) == ["Cavar", "Muros"]


def test_numbers_left_of_the_names_of_a_chart_tell_the_levels() -> None:
    rows = [[None, None, *WEEKS], ["1", "Grund"], ["1.1", "Graben"], ["1.2", "Bauen"]]
    rows += [["2", "Haus"], ["2.1", "Dach"]]
    project = read(rows, fills={"C3:D3": BLUE, "E4:F4": BLUE, "G6:H6": BLUE})
    assert tree(project) == ["Grund", ".Graben", ".Bauen", "Haus", ".Dach"]


def test_a_chart_may_name_spans_of_one_month() -> None:
    rows = [
        ["Obra", "1-14 mars", "15-31 mars", "1-15 avril"],
        ["Cavar", "X"],
        ["Muros", None, "X", "X"],
    ]
    assert [t[5:] for t in starts(read(rows))] == ["03-01", "03-15"]


def test_days_may_stand_below_numbered_weeks() -> None:
    rows: list[list[Any]] = [[None, "Uke 1", *[None] * 4, "Uke 2", *[None] * 4]]
    rows += [["Oppgave", *range(1, 6), *range(1, 6)], ["Grave"], ["Mure"]]
    project = read(rows, merged="B1:F1 G1:K1", fills={"B3:D3": BLUE, "E4:H4": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-04"]
    assert [f"{t.current_finish:%m-%d}" for t in project.tasks if t.current_finish] == [
        "03-03",
        "03-09",
    ]


def test_days_that_a_formula_counts_from_a_blank_start_are_no_duration() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Task", "Start", "Due", "Days"], ["Dig", day, day, 1]]
    rows += [["Build", None, datetime(2027, 3, 5), 33180]]
    assert [task.duration for task in read(rows).tasks] == [480, 480]


def test_starts_may_be_counted_from_zero() -> None:
    rows = [["Task", "Begin", "Days"], ["Dig", 0, 2], ["Build", 1, 3], ["Roof", 5, 1]]
    assert starts(read(rows)) == ["2027-03-01", "2027-03-02", "2027-03-08"]


def test_the_month_comes_first_in_all_spans_where_one_says_so() -> None:
    rows = [["작업", "7/2~7/6", "7/9~7/13", "7/16~7/20", "7/23~7/27"], ["점검"], ["조치"]]
    project = read(rows, fills={"B2:C2": BLUE, "D3:E3": BLUE})
    assert starts(project) == ["2027-07-02", "2027-07-16"]


def test_a_span_may_name_its_month_once() -> None:
    rows = [["작업", "8/5~9", "8/12~16", "8/19~23", "8/26~30", "9/2~6"], ["점검"], ["조치"]]
    assert starts(read(rows, fills={"B2:C2": BLUE, "F3:F3": BLUE})) == ["2027-08-05", "2027-09-02"]


def test_a_week_with_its_first_day_is_no_quarter() -> None:
    rows = [["Plan", "Wk 1 21/06", "Wk 2 28/06", "Wk 3 05/07", "Wk 4 12/07", "Wk 5 19/07"]]
    project = read([*rows, ["Dig"], ["Build"]], fills={"B2:C2": BLUE, "D3:F3": BLUE})
    assert starts(project) == ["2027-06-21", "2027-07-05"]


def test_months_may_be_numbered_below_their_years() -> None:
    rows: list[list[Any]] = [[None, 2027, *[None] * 5, 2028], ["Étapes", *range(7, 13), 1, 2, 3]]
    rows += [["Préparer"], ["Construire"]]
    project = read(rows, merged="B1:G1 H1:J1", fills={"B3:D3": BLUE, "H4:I4": BLUE})
    assert starts(project) == ["2027-07-01", "2028-01-01"]


def test_a_chart_of_weeks_and_weekdays_is_begun_again_for_each_person() -> None:
    days = ["Mon", "Tue", "Wed", "Thu", "Fri"] * 3
    weeks = ["Week 1", *[None] * 4, "Week 2", *[None] * 4, "Week 3"]
    rows: list[Any] = [["No.", "Task", *weeks], [None, None, *days], ["Ann"]]
    rows += [[1, "Dig"], [2, "Report"], [], ["Bo", None, *days], [1, "Pour"], [2, "Report"]]
    fills = {"C4:D4": BLUE, "H5:I5": BLUE, "C8:E8": BLUE, "M9:N9": BLUE}
    found = read(rows, fills=fills, merged="C1:G1 H1:L1 M1:Q1")
    assert [(t.name, f"{t.current_start:%m-%d} {t.current_finish:%m-%d}") for t in found.tasks
            if not t.summary] == [
        ("Dig", "03-01 03-02"), ("Report", "03-08 03-09"),
        ("Pour", "03-01 03-03"), ("Report", "03-15 03-16"),
    ]  # fmt: skip


def test_numbered_weeks_side_by_side_are_a_chart_however_few() -> None:
    rows: list[Any] = [["Task", "Week 1", "Week 2", "Week 3"], ["Dig"], ["Pour"], ["Cure"]]
    found = read(rows, fills={"B2": BLUE, "C3": BLUE, "C4:D4": BLUE})
    assert starts(found) == ["2027-03-01", "2027-03-08", "2027-03-08"]
