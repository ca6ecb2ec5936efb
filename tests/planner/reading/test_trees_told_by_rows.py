"""Summaries told by dates, sums, looks and columns left of the names, and what is none."""

from datetime import datetime, timedelta

import pytest

from tests.planner.reading.strangers import BLUE, read, tree

MON = datetime(2027, 3, 1)
HEAD = ["Task", "Start", "End"]


def spans(*lines: tuple[str, int, int]) -> list[list[object]]:
    """Rows with a first and a last day, counted from a Monday."""
    return [[n, MON + timedelta(days=one), MON + timedelta(days=two)] for n, one, two in lines]


TWO = (("Plan", 0, 4), ("Ask", 0, 1), ("Report", 2, 4), ("Build", 7, 11), ("Code", 7, 9),
       ("Test", 10, 11))  # fmt: skip


def test_the_project_above_its_phases_is_told_by_dates() -> None:
    rows = [HEAD, *spans(("Shop", 0, 11), *TWO)]
    assert tree(read(rows)) == [
        *("Shop", ".Plan", "..Ask", "..Report", ".Build", "..Code", "..Test"),
    ]


def test_blocks_within_blocks_are_three_levels() -> None:
    second = [(name, one + 14, two + 14) for name, one, two in TWO]
    rows = [HEAD, *spans(("A", 0, 11), *TWO, ("B", 14, 25), *second)]
    found = tree(read(rows))
    assert found[:3] == ["A", ".Plan", "..Ask"]
    assert found[7:10] == ["B", ".Plan", "..Ask"]


@pytest.mark.parametrize(
    ("first", "below"),
    [
        ("House project", True),
        ("新网站项目", True),
        ("Monitoring", False),
        ("Проектирование", False),
    ],
)
def test_the_first_row_is_the_project_where_more_says_so(first: str, below: bool) -> None:
    rows = [HEAD, *spans((first, 0, 11), ("Dig", 0, 1), ("Pour", 2, 4), ("Walls", 7, 9),
                         ("Roof", 10, 11))]  # fmt: skip
    assert (tree(read(rows))[1] == ".Dig") is below


def test_only_the_project_has_nobody() -> None:
    lines = spans(("All of it", 0, 11), ("Dig", 0, 1), ("Pour", 2, 4), ("Roof", 7, 11))
    who = [None, "Ann", "Bob", "Ann"]
    rows = [[*HEAD, "Who"], *([*line, one] for line, one in zip(lines, who, strict=True))]
    assert tree(read(rows)) == ["All of it", ".Dig", ".Pour", ".Roof"]
    who = ["Cy", "Ann", "Bob", "Ann"]
    rows = [[*HEAD, "Who"], *([*line, one] for line, one in zip(lines, who, strict=True))]
    assert tree(read(rows))[1] == "Dig"


def test_parallel_tasks_make_no_summaries() -> None:
    rows = [HEAD, *spans(("Dig", 0, 1), ("Pour", 2, 4), ("Walls", 7, 9), ("Paint", 7, 11))]
    assert tree(read(rows)) == ["Dig", "Pour", "Walls", "Paint"]
    rows = [HEAD, *spans(*TWO[:3], ("Ship", 7, 8))]
    assert tree(read(rows))[1] == "Ask"


def test_rows_that_add_up_those_below_are_summaries() -> None:
    days = [("Plan", 5), ("Ask", 2), ("Report", 3), ("Build", 9), ("Dig", 4), ("Walls", 5),
            ("End", 3), ("Clean", 1), ("Hand over", 2)]  # fmt: skip
    found = tree(read([["Task", "Days"], *days]))
    assert [name for name in found if not name.startswith(".")] == ["Plan", "Build", "End"]
    assert tree(read([["Task", "Days"], *days[:6]]))[1] == "Ask"  # may be by chance
    assert tree(read([["Task", "Days"], *days[:8], ("Hand over", 3)]))[1] == "Ask"


def test_coloured_rows_that_span_those_below_are_summaries() -> None:
    lines = spans(("Plan", 0, 4), ("Ask", 0, 1), ("Report", 2, 3), ("Build", 7, 14), ("Dig", 7, 9),
                  ("Walls", 10, 11))  # fmt: skip
    found = read([HEAD, *lines], fills={"A2": BLUE, "A5": BLUE})
    assert tree(found) == ["Plan", ".Ask", ".Report", "Build", ".Dig", ".Walls"]
    found = read([HEAD, *lines], fills={"A3": BLUE, "A5": BLUE})
    assert tree(found)[1] == "Ask"
    found = read([["Task", "Days"], ["Plan", 7], ["Ask", 3], ["Report", 4], ["Build", 9],
                  ["Dig", 5], ["Walls", 4]], fills={"A2": BLUE, "A5": BLUE})  # fmt: skip
    assert tree(found) == ["Plan", ".Ask", ".Report", "Build", ".Dig", ".Walls"]


@pytest.mark.parametrize("head", ["Bereich", "Sprint", "모듈", "Workstream"])
def test_a_column_that_repeats_its_groups_is_the_phase(head: str) -> None:
    rows = [["North", "Dig", 1], ["North", "Pour", 2], ["South", "Walls", 3], ["South", "Roof", 2]]
    found = read([[head, "Task", "Days"], *rows])
    assert tree(found) == ["North", ".Dig", ".Pour", "South", ".Walls", ".Roof"]


@pytest.mark.parametrize(
    "texts", [["Ann", "Ann", "Bob", "Bob"], ["High", "High", "Low", "Low"], ["x", "y", "x", "y"]]
)
def test_other_columns_left_of_the_names_are_no_phase(texts: list[str]) -> None:
    names = ["Dig", "Pour", "Walls", "Roof"]
    rows = [[text, name, 1] for text, name in zip(texts, names, strict=True)]
    assert [name for name in tree(read([["Q", "Task", "Days"], *rows])) if name[0] == "."] == []


def test_stages_by_number_and_text_are_phases_by_their_text() -> None:
    rows = [[1, "Plan", "Ask", MON, MON], [1, "Plan", "Report", MON, MON],
            [2, "Build", "Code", MON, MON], [2, "Build", "Test", MON, MON]]  # fmt: skip
    found = read([["Этап", "Название этапа", "Работа", "Начало", "Конец"], *rows])
    assert tree(found) == ["Plan", ".Ask", ".Report", "Build", ".Code", ".Test"]


def test_names_right_of_merged_names_are_the_tasks() -> None:
    rows = [["設計", "基本", "画面", MON, MON], [None, None, "DB", MON, MON],
            [None, "詳細", "API", MON, MON], ["製造", "画面", "一覧表", MON, MON],
            [None, None, "ログイン", MON, MON]]  # fmt: skip
    found = read(
        [["工程", "区分", "作業", "開始日", "終了日"], *rows], merged="A2:A4 B2:B3 A5:A6 B5:B6"
    )
    assert tree(found) == [
        *("設計", ".基本", "..画面", "..DB", ".詳細", "..API"),
        *("製造", ".画面", "..一覧表", "..ログイン"),
    ]


def test_lines_of_a_description_are_no_tasks() -> None:
    rows = [["Dig", "by hand", 2], [None, "with care", None], ["Pour", "with a pump", 1],
            [None, "at once", None]]  # fmt: skip
    found = tree(read([["Task", "Description", "Days"], *rows]))
    assert "by hand" not in found
    assert ".by hand" not in found


def test_steps_over_columns_are_levels_whatever_they_are_called() -> None:
    rows: list[list[object]] = [["Web"], [None, "Plan"], [None, None, "Ask"]]
    rows += [[None, None, None, "Users", 2], [None, None, None, "Staff", 1]]
    rows += [[None, "Build"], [None, None, "Code"], [None, None, None, "Core", 3]]
    found = tree(read([["Project", "Phase", "Task", "Subtask", "Days"], *rows]))
    assert found == [
        *("Web", ".Plan", "..Ask", "...Users", "...Staff"),
        *(".Build", "..Code", "...Core"),
    ]


def test_long_stories_left_of_their_tasks_are_phases() -> None:
    story = "As a member of the staff I want to log in with the name that I have at work, {}."
    rows = [[story.format("at home"), "Table", 2], [None, "Page", 3]]
    rows += [[story.format("away"), "Link", 1], [None, "Check", 2]]
    found = tree(read([["User Story", "Tasks", "Hours"], *rows]))
    assert found[1:3] == [".Table", ".Page"]
    assert found[4:] == [".Link", ".Check"]


def test_words_before_the_names_tell_levels() -> None:
    rows = [["Phase 1: plan", 4], ["Task 01: ask", 2], ["Subtask 1: users", 1]]
    rows += [["Task 02: report", 2], ["Phase 2: build", 5], ["Task 03: code", 5]]
    assert [name.count(".") for name in tree(read([["Task", "Days"], *rows]))] == [0, 1, 2, 1, 0, 1]
    rows = [["Task 1", 2], ["Task 2", 2], ["Tasks of phase 3", 1]]
    assert not any(name.startswith(".") for name in tree(read([["Task", "Days"], *rows])))


def test_texts_that_come_again_beside_names_are_no_parts_of_them() -> None:
    rows = [["Ask", "team", 1], ["Report", "team", 2], ["Code", "pc", 1], ["Test", "team", 1],
            ["Ship", "pc", 1]]  # fmt: skip
    assert tree(read([["Task", None, "Days"], *rows])) == ["Ask", "Report", "Code", "Test", "Ship"]
