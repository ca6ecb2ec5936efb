"""Units that notes tell, marks beside durations, men of a trade: plans as people make them."""

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

HEAD = ["Activity", "Predecessor", "Duration"]
ROWS: Rows = [["A", "", 4], ["B", "", 6], ["C", "A", 8]]


def project(rows: Rows, name: str = "Plan", **others: Rows) -> Project:
    return read_project(book({name: rows, **others}), choice=Choice(start=MON))


def codes(found: Project) -> set[str]:
    return {issue.code for issue in found.remarks}


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("All durations in weeks", 2400),
        ("* times are given in hours", 60),
        ("Project X (time in weeks)", 2400),
        ("Alle Dauern in Wochen", 2400),
        ("Durée en semaines", 2400),
        ("Duration: 12 weeks", 480),
        ("Weeks of hard work", 480),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_note_above_or_below_the_tasks_tells_their_unit(
    note: str, unit: int, below: bool
) -> None:
    table = [HEAD, *ROWS]
    found = project([*table, [], [note]] if below else [[note], [], *table])
    assert [task.duration for task in found.tasks] == [4 * unit, 6 * unit, 8 * unit]
    assert ("unit-by-note" in codes(found)) is (unit != 480)


def test_a_unit_in_the_header_counts_before_a_note() -> None:
    found = project([["All durations in weeks"], [], [*HEAD[:2], "Duration (h)"], *ROWS])
    assert [task.duration for task in found.tasks] == [240, 360, 480]


def test_the_letters_of_three_estimates_are_no_units_and_their_spread_nobody() -> None:
    head = ["Activity", "Predecessor", "Optimistic (a)", "Most Likely (m)", "Pessimistic (b)"]
    found = project([[*head, "Std dev"], ["Dig", "", 2, 3, 6, 0.7], ["Pour", "Dig", 3, 5, 9, 1]])
    assert [task.three_points for task in found.tasks] == [(960, 1440, 2880), (1440, 2400, 4320)]
    assert found.resources == ()


def test_numbered_m_heads_months() -> None:
    months = [f"M{number}" for number in range(1, 7)]
    found = project(
        [["Work Package", "Task", *months], ["Data", "Collect", "x", "x"],
         ["", "Clean", None, None, "x"], ["Models", "Build", *[None] * 3, "x", "x", "x"]]
    )  # fmt: skip
    tasks = [task for task in found.tasks if not task.summary]
    assert [str(task.current_start)[:10] for task in tasks] == [
        "2027-05-01", "2027-07-01", "2027-08-01",
    ]  # fmt: skip
    assert [str(tasks[0].current_finish)[:10], len(found.tasks)] == ["2027-06-30", 5]


def test_marks_date_tasks_that_have_durations() -> None:
    weeks = [f"W{number}" for number in range(1, 6)]
    found = project(
        [["Task", "Who", "Days", *weeks], ["Dig", "Ann", 5, "x"],
         ["Pour", "Bob", 8, None, "x", "x"], ["Roof", "Ann", 10, *[None] * 3, "x", "x"]]
    )  # fmt: skip
    assert [(str(task.current_start)[:10], task.duration) for task in found.tasks] == [
        ("2027-05-03", 2400), ("2027-05-10", 3840), ("2027-05-24", 4800),
    ]  # fmt: skip


def test_men_of_a_trade_are_planned_and_men_of_none_told() -> None:
    head = ["Operation", "Trade", "Men", "Days"]
    found = project([head, ["Dig", "Labourer", 2, 3], ["Roof", "Joiner", 1, 2]])
    assert [task.needs[0].units for task in found.tasks] == [2, 1]
    found = project([["Operation", "Men", "Days"], ["Dig", 2, 3], ["Roof", 1, 2]])
    assert "people-of-no-kind" in codes(found)


def test_a_capacity_in_story_points_is_no_number_of_people() -> None:
    team: Rows = [["Member", "Capacity (pts/sprint)"], ["Ann", 10], ["Bob", 8]]
    found = project([["Task", "Days", "Owner"], ["Dig", 2, "Ann"]], "Tasks", Team=team)
    assert [one.max_units for one in found.resources] == [1, 1]
    assert "ignored-column" in codes(found)


def test_a_description_beside_codes_is_what_is_done() -> None:
    head = ["Activity", "Description", "Predecessor", "Weeks"]
    found = project(
        [head, ["A", "Ask", "-", 2], ["B", "Draw", "A", 3], ["C", "Build it", "A, B", 4]]
    )
    assert [(task.id, task.name) for task in found.tasks] == [
        ("A", "Ask"), ("B", "Draw"), ("C", "Build it"),
    ]  # fmt: skip
    assert [link.task for link in found.tasks[2].dependencies] == ["A", "B"]
