"""A low and a high estimate, without a likely one."""

import pytest

from planner.errors import InputError
from tests.planner.reading.strangers import codes, people, read, tree

ROWS = [["Design", 2, 4], ["Build", 5, 10], ["Test", 1, 3], ["Ship", 2, 2]]


def test_the_middle_of_a_low_and_a_high_estimate_is_planned() -> None:
    rows = [[*row, who] for row, who in zip(ROWS, ("Ann", "Bob", "Ann", "Bob"), strict=True)]
    found = read([["Task", "Low", "High", "Who"], *rows])
    assert [task.duration for task in found.tasks] == [1440, 3600, 960, 960]
    assert found.tasks[1].three_points == (2400, 3600, 4800)
    assert (people(found)[0], "two-points" in codes(found)) == (["Ann"], True)


@pytest.mark.parametrize(
    "head",
    [("Low (h)", "High (h)"), ("Min hours", "Max hours"), ("Best case (h)", "Worst case (h)"),
     ("Optimistic (h)", "Pessimistic (h)")],
)  # fmt: skip
def test_their_unit_tells_that_they_are_estimates(head: tuple[str, str]) -> None:
    found = read([["Feature", *head], *ROWS])
    assert [task.duration for task in found.tasks] == [180, 450, 120, 120]
    assert found.resources == ()


def test_bounds_of_parameters_are_no_estimates() -> None:
    with pytest.raises(InputError):
        read([["Name", "Min", "Max"], *ROWS])


def test_three_estimates_stay_three() -> None:
    found = read(
        [["Task", "Low", "Likely", "High"], ["A", 1, 2, 9], ["B", 2, 3, 4], ["C", 1, 1, 1]]
    )
    assert [task.duration for task in found.tasks] == [1440, 1440, 480]
    assert (tree(found), "two-points" in codes(found)) == (["A", "B", "C"], False)


def test_units_in_the_next_column_count() -> None:
    rows = [["Cut", 8, "hrs"], ["Weld", 30, "mins"], ["Paint", 2, "days"], ["Pack", 1, "hr"]]
    found = read([["Task", "Duration", "NewDuration", "Who"], *([*row, "Ann"] for row in rows)])
    assert [task.duration for task in found.tasks] == [480, 30, 960, 60]
    assert "unit-column" in codes(found)
