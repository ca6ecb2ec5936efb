"""Columns left of the names that group them, spans without a year, and words among dates."""

from datetime import datetime

import pytest

from planner.reading.read import look
from planner.reading.span_texts import span_parts
from tests.planner.reading.strangers import BLUE, CHOICE, YELLOW, codes, made, people, read, tree


def test_two_grouping_columns_left_of_a_chart_are_two_levels() -> None:
    rows = [
        ["Part", None, "Work", *(datetime(2027, 3, day) for day in range(1, 7))],
        ["House", "Ground", "Dig"],
        [None, None, "Pour"],
        [None, "Walls", "Lay"],
        [None, None, "Plaster"],
        [None, "Roof"],
        ["Garden", "Ground", "Level"],
        [None, None, "Sow"],
    ]
    fills = {"D2": BLUE, "E3": BLUE, "F4": YELLOW, "G5": YELLOW, "H7": BLUE, "I8": BLUE}
    project = read(rows, fills=fills, merged="A2:A6 A7:A8 B2:B3 B4:B5 B7:B8")
    assert tree(project) == [
        *("House", ".Ground", "..Dig", "..Pour", ".Walls", "..Lay", "..Plaster", ".Roof"),
        *("Garden", ".Ground", "..Level", "..Sow"),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10.26~11.1", ("10月26日", "11月1日")),
        ("26.10.-1.11.", ("10月26日", "11月1日")),
        ("3/22-3/28", ("3月22日", "3月28日")),
        ("3月2日～5日", ("3月2日", "3月5日")),
        ("3/5-3/8", ()),
        ("30/3-3/30", ()),
    ],
)
def test_spans_without_a_year(text: str, days: tuple[str, ...]) -> None:
    assert span_parts(text) == days


def test_a_span_merged_over_tasks_holds_for_all_and_a_remark_is_no_task() -> None:
    rows = [
        [None, "内容", "负责人", "时间"],
        ["阶段一", "挖掘", "王伟", "3.22~4.2"],
        [None, "浇筑", "李娜"],
        [None, "砌墙", "王伟"],
        ["备注：", "有问题请及时沟通"],
    ]
    project = read(rows, merged="D2:D4 A2:A4")
    assert tree(project) == ["阶段一", ".挖掘", ".浇筑", ".砌墙"]
    assert {f"{t.current_start:%m-%d}" for t in project.tasks if t.current_start} == {"03-22"}
    assert people(project)[1:] == [["王伟"], ["李娜"], ["王伟"]]


def test_a_word_among_deadlines_is_told_and_left_aside() -> None:
    rows = [
        ["Tarea", "Fecha de inicio", "Fecha de entrega", "Duración"],
        ["Cavar", datetime(2027, 3, 1), datetime(2027, 3, 5), 4],
        ["Verter", datetime(2027, 3, 8), datetime(2027, 3, 12), 4],
        ["Entregar", datetime(2027, 3, 15), "Fecha examen", 1],
    ]
    project = read(rows)
    assert "bad-date" in codes(project)
    assert [task.deadline is None for task in project.tasks] == [False, False, True]


def test_numbers_of_weeks_above_texts_may_be_those_of_the_year() -> None:
    rows = [
        [None, 19, 20, 21, 22],
        ["Anders", "Kort", "Kort", "Lyd", "Rapport"],
        ["Bodil", "Lyd", "Kamp", "Kamp", "Rapport"],
        ["Jens", "Menu", "Menu", "Test", "Rapport"],
    ]
    found = look(made(rows), "plan.xlsx", CHOICE).offers
    first = [offer.first[0] for offer in found if "grid" in offer.choice.text]
    assert [one.start and f"{one.start:%G-%V}" for one in first] == ["2027-19"]


def test_a_row_with_a_name_of_a_middle_level_alone_is_a_summary() -> None:
    rows = [["Task", None, None, "Work (h)"], ["House", "Walls", "Lay", 5]]
    rows += [[None, None, "Plaster", 3], [None, "Roof"], [None, None, "Beam", 2]]
    rows += [[None, None, "Tile", 4]]
    assert tree(read(rows)) == [
        "House",
        ".Walls",
        "..Lay",
        "..Plaster",
        ".Roof",
        "..Beam",
        "..Tile",
    ]
