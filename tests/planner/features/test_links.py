"""What waits for what: four kinds of links, lags of each kind, summaries, milestones, options."""

from datetime import datetime

import pytest

from tests.planner.features.support import march, planned, refused, sheets
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Predecessors"


@pytest.mark.parametrize(
    ("link", "start"),
    [
        ("1", march(3, 8)),
        ("1FS", march(3, 8)),
        ("1FS+1d", march(4, 8)),
        ("1FS-1d", march(2, 8)),
        ("1FS+50%", march(4, 8)),
        ("1FS+1ed", march(4, 8)),
        ("1SS", march(1, 8)),
        ("1SS+1d", march(2, 8)),
        ("1SS+25%", march(1, 13)),
        ("1FF", march(1, 8)),
        ("1FF+1d", march(2, 8)),
        ("1SF+3d", march(2, 8)),
    ],
)
def test_a_link_holds_the_second_back(link: str, start: datetime) -> None:
    """Two tasks of two days; an elapsed day after the first ends when work does on the 3rd."""
    tasks = ([1, "Dig", "2d", ""], [2, "Pour", "2d", link], [3, "Tick", "1h", ""])
    found = planned(sheets(*tasks, head=HEAD))
    assert found.when(2)[0] == start
    if start > march(1, 8):
        assert "1 Dig" in found.why(2)


def test_an_elapsed_lag_runs_over_the_weekend_and_a_working_one_does_not() -> None:
    """Concrete poured on Friday is hard on Sunday; two working days would be Wednesday."""
    elapsed = planned(sheets([1, "Pour", "5d", ""], [2, "Build", "1d", "1FS+2ed"], head=HEAD))
    assert elapsed.when(2)[0] == march(8, 8)
    working = planned(sheets([1, "Pour", "5d", ""], [2, "Build", "1d", "1FS+2d"], head=HEAD))
    assert working.when(2)[0] == march(10, 8)


def test_a_longest_wait_makes_the_first_wait() -> None:
    """2 cannot start before Monday, the 8th, and 1 must end at most a day before it."""
    head = f"{HEAD}, Earliest Start"
    tasks = ([1, "Mix", "1d", "", ""], [2, "Pour", "1d", "1FS max 1d", march(8)])
    found = planned(sheets(*tasks, head=head))
    assert found.when(2)[0] == march(8, 8)
    assert found.when(1)[0] in (march(4, 8), march(5, 8))
    assert "no more than 1 day before 2 Pour" in found.why(1)


def test_a_longest_wait_that_cannot_hold_is_told() -> None:
    head = f"{HEAD}, Earliest Start, Must Start On"
    tasks = ([1, "Mix", "1d", "", "", march(1)], [2, "Pour", "1d", "1FS max 1d", march(8), ""])
    error = refused(sheets(*tasks, head=head))
    text = str(error)
    assert "Tasks!F2" in text
    assert "Tasks!D3" in text


def test_a_link_to_a_summary_binds_all_its_tasks() -> None:
    """Phase 2 starts after both tasks of phase 1, the longer of which takes three days."""
    head = "WBS, Task Name, Duration, Predecessors"
    tasks = (
        ["1", "Dig", "", ""],
        ["1.1", "North", "3d", ""],
        ["1.2", "South", "1d", ""],
        ["2", "Pour", "", "1"],
        ["2.1", "North", "1d", ""],
        ["2.2", "South", "1d", "2.1"],
    )
    found = planned(sheets(*tasks, head=head))
    assert [found.when(k)[0] for k in (5, 6)] == [march(4, 8), march(5, 8)]
    assert found.when(4) == (march(4, 8), march(5, 17))


def test_a_milestone_takes_no_time_and_nobody() -> None:
    tasks = ([1, "Dig", "1d", ""], [2, "Dug", 0, "1"], [3, "Pour", "1d", "2"])
    found = planned(sheets(*tasks, head=HEAD))
    assert found.when(2) == (march(1, 17), march(1, 17))
    assert found.when(3)[0] == march(2, 8)


OPTIONAL = (
    "ID, Task Name, Duration, Resource Names, Deadline, Late Penalty, Drop Cost, Predecessors"
)


@pytest.mark.parametrize(("price", "done"), [(900, True), (100, False)])
def test_what_is_optional_is_left_out_where_that_is_cheaper(price: int, done: bool) -> None:
    """The extra day of Ann costs 400; leaving it out costs its price, and what follows goes on."""
    tasks = (
        [1, "Extra", "1d", "Ann", "", "", price, ""],
        [2, "Pour", "1d", "Bob", "", "", "", "1"],
    )
    people: Rows = [["Name", "Rate"], ["Ann", 50], ["Bob", 0]]
    found = planned(sheets(*tasks, head=OPTIONAL, People=people), "cost", "finish")
    assert (found.when(1)[0] is not None) == done
    assert found.when(2)[0] == (march(2, 8) if done else march(1, 8))
    assert found.goal("cost") == min(400, price)
    assert ("left-out" in found.codes()) != done
    if not done:
        assert "Extra" in found.texts("Status")
        assert "100.00" in found.texts("Issues")


def test_optional_without_a_price_is_left_out_for_nothing() -> None:
    head = "ID, Task Name, Duration, Resource Names, Optional"
    people: Rows = [["Name", "Rate"], ["Ann", 50]]
    found = planned(sheets([1, "Extra", "1d", "Ann", "yes"], head=head, People=people), "cost")
    assert found.when(1) == (None, None)
