"""Lags to the minute: whose time they count in, when two instants are one, true instants."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.features.support import OFFICE, Planned, march, planned, refused, sheets
from tests.planner.reading.books import Rows, book

HEAD = "ID, Task Name, Duration, Resource Names, Predecessors, Earliest Start"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CALENDARS: Rows = [
    ["Name", *DAYS],
    ["Office", *[OFFICE] * 5, "", ""],
    ["Night", *["22:00-06:00"] * 7],
    ["Late", *["14:00-22:00"] * 5, "", ""],
    ["Weekend", "", "", "", "", "", OFFICE, OFFICE],
]
PEOPLE: Rows = [
    ["Name", "Calendar"],
    ["Ann", "Office"],
    ["Bob", "Office"],
    ["Nora", "Night"],
    ["Lea", "Late"],
    ["Wim", "Weekend"],
    ["Wes", "Weekend"],
]
IDLE: Rows = [PEOPLE[0], PEOPLE[1], PEOPLE[2]]


def times(*tasks: Sequence[object], people: Rows = PEOPLE, lag: str = "") -> Planned:
    """The plan that ends first."""
    settings = [["Lag calendar", lag]] if lag else []
    book = sheets(*tasks, head=HEAD, settings=settings, People=people, Calendars=CALENDARS)
    return planned(book, "finish")


@pytest.mark.parametrize("people", [PEOPLE, IDLE])
def test_at_once_is_the_next_morning_whoever_else_works(people: Rows) -> None:
    """Evening and morning are one instant; a night worker who has no part in it changes nothing."""
    found = times(
        [1, "Mix", "1d", "Ann", "", ""], [2, "Pour", "1d", "Bob", "1FS max 0d", ""], people=people
    )
    assert found.when(1) == (march(1, 8), march(1, 17))
    assert found.when(2) == (march(2, 8), march(2, 17))


def test_at_once_over_the_weekend() -> None:
    found = times([1, "Mix", "5d", "Ann", "", ""], [2, "Pour", "1d", "Bob", "1FS max 0d", ""])
    assert found.when(2)[0] == march(8, 8)


def test_friday_evening_and_sunday_are_not_one_for_a_weekend_crew() -> None:
    """Wim could begin on Saturday at 08:00: at once is then, not on Sunday."""
    tasks = ([1, "Mix", "5d", "Ann", "", ""], [2, "Pour", "4h", "Wim", "1FS max 0d", ""])
    assert times(*tasks).when(2)[0] == march(6, 8)
    late = ([1, "Mix", "5d", "Ann", "", ""], [2, "Pour", "4h", "Wim", "1FS max 0d", march(7)])
    found = times(*late)
    assert found.when(1)[1] != march(5, 17)


def test_evening_and_morning_are_not_one_for_a_night_crew() -> None:
    """Nora works from 22:00, so at once after Ann is at 22:00; at 08:00 after Nora's end at 06:00
    nobody has worked in between."""
    found = times([1, "Mix", "1d", "Ann", "", ""], [2, "Pour", "2h", "Nora", "1FS max 0d", ""])
    assert found.when(2)[0] == march(1, 22)
    after = times(
        [1, "Mix", "8h", "Nora", "", march(1, 22)], [2, "Pour", "2h", "Ann", "1FS max 0d", ""]
    )
    assert after.when(1) == (march(1, 22), march(2, 6))
    assert after.when(2)[0] == march(2, 8)


@pytest.mark.parametrize("people", [PEOPLE, IDLE])
def test_a_guard_until_the_start_may_go_the_evening_before(people: Rows) -> None:
    tasks = (
        [1, "Open", "1d", "Bob", "", march(3)],
        [2, "Guard", "1d", "Ann", "1SF", march(2)],
    )
    found = times(*tasks, people=people)
    assert found.when(2) == (march(2, 8), march(2, 17))


def test_a_guard_who_works_at_night_stays_until_morning() -> None:
    """Until Wednesday 08:00 is Wednesday 06:00 for Nora, not Tuesday 06:00."""
    tasks = ([1, "Open", "1d", "Bob", "", march(3)], [2, "Guard", "8h", "Nora", "1SF", ""])
    assert times(*tasks).when(2) == (march(2, 22), march(3, 6))


def test_at_once_ties_phases_as_well() -> None:
    head = "WBS, Task Name, Duration, Resource Names, Predecessors"
    tasks = (
        ["1", "Dig", "", "", ""],
        ["1.1", "North", "2d", "Ann", ""],
        ["2", "Pour", "", "", "1FS max 0d"],
        ["2.1", "All", "1d", "Bob", ""],
        ["3", "Watch", "8h", "Nora", ""],
    )
    found = planned(sheets(*tasks, head=head, People=PEOPLE, Calendars=CALENDARS), "finish")
    assert found.when(2)[1] == march(2, 17)
    assert found.when(4)[0] == march(3, 8)


def test_an_elapsed_lag_counts_from_the_true_instant_of_a_milestone() -> None:
    """Friday 17:00 and 48 hours are over on Sunday; from Monday 08:00 it would be Wednesday."""
    found = times(
        [1, "Cast", "5d", "Ann", "", ""],
        [2, "Cast done", "0d", "", "1", ""],
        [3, "Strip", "1d", "Bob", "2FS+2ed", ""],
    )
    assert found.when(2)[0] == march(5, 17)
    assert found.when(3)[0] == march(8, 8)


def test_a_milestone_after_a_start_is_at_the_start() -> None:
    """Monday 08:00 and 48 hours are over on Wednesday morning."""
    found = times(
        [1, "Cast", "1d", "Ann", "", march(8)],
        [2, "Begun", "0d", "", "1SS", ""],
        [3, "Strip", "1d", "Bob", "2FS+2ed", ""],
    )
    assert found.when(2)[0] == march(8, 8)
    assert found.when(3)[0] == march(10, 8)


def test_an_elapsed_lag_to_a_milestone_ends_at_night() -> None:
    """Monday 17:00 and 12 hours are 05:00; another 3 are 08:00, another 4 the next slot."""
    found = times(
        [1, "Cast", "1d", "Ann", "", ""],
        [2, "Set", "0d", "", "1FS+12eh", ""],
        [3, "Strip", "1d", "Bob", "2FS+3eh", ""],
        [4, "Check", "1d", "Ann", "2FS+4eh", ""],
    )
    assert found.when(2)[0] == march(2, 5)
    assert found.when(3)[0] == march(2, 8)
    assert found.when(4)[0] == march(2, 9)


def test_at_most_a_day_on_the_clock_to_a_milestone() -> None:
    """The milestone is on Friday 17:00, not on Monday."""
    found = times([1, "Pour", "5d", "Ann", "", ""], [2, "Inspect", "0d", "", "1FS max 1ed", ""])
    assert found.when(1) == (march(1, 8), march(5, 17))
    assert found.when(2)[0] == march(5, 17)


def test_at_most_a_day_on_the_clock_is_over_on_monday() -> None:
    tasks = ([1, "Pour", "5d", "Ann", "", ""], [2, "Strip", "1d", "Bob", "1FS max 1ed", ""])
    assert times(*tasks).when(1)[1] != march(5, 17)


@pytest.mark.parametrize(
    ("lag", "start"),
    [
        ("", march(6, 8)),  # Friday 08:00 to 17:00 is the day
        ("project", march(6, 8)),
        ("successor", march(7, 8)),  # Saturday is one of Wim's days
        ("predecessor", march(6, 8)),  # 8 h of Nora's are over on Saturday, 06:00
        ("24 h", march(6, 8)),
    ],
)
def test_whose_time_a_lag_counts_in_is_a_setting(lag: str, start: datetime) -> None:
    """Nora is done on Friday 06:00 (22:00 to 06:00); one day later Wim strips."""
    tasks = ([1, "Cast", "8h", "Nora", "", march(4, 22)], [2, "Strip", "2h", "Wim", "1FS+1d", ""])
    found = times(*tasks, lag=lag)
    assert found.when(1)[1] == march(5, 6)
    assert found.when(2)[0] == start


def test_around_the_clock_a_day_is_still_eight_hours() -> None:
    tasks = ([1, "Cast", "4h", "Ann", "", ""], [2, "Strip", "1h", "Bob", "1FS+4h", ""])
    assert times(*tasks, lag="24 h").when(2)[0] == march(1, 16)
    assert times(*tasks).when(2)[0] == march(2, 8)


def test_a_lag_calendar_that_is_none_is_an_error_at_the_cell() -> None:
    settings = [["Lag calendar", "moon"]]
    book = sheets([1, "Cast", "1d"], head="ID, Task Name, Duration", settings=settings)
    with pytest.raises(InputError, match="24 h"):
        refused(book)


@pytest.mark.parametrize(
    ("lag", "start"),
    [("50%", march(9, 8)), ("50e%", march(5, 9)), ("25e%", march(5, 8)), ("100e%", march(8, 8))],
)
def test_per_cent_are_of_the_duration_in_working_time_or_on_the_clock(
    lag: str, start: datetime
) -> None:
    """Four days are 32 h. Thursday 17:00 and 16 working hours are Monday 17:00, on the clock
    Friday 09:00; 8 h are Friday 01:00, 32 h Saturday 01:00."""
    tasks = ([1, "Cast", "4d", "Ann", "", ""], [2, "Strip", "1d", "Bob", f"1FS+{lag}", ""])
    found = times(*tasks)
    assert found.when(2)[0] == start
    share = lag.rstrip("e%") + "% of its length"
    assert found.why(2).endswith(f", then {share}{', nights counted' * ('e%' in lag)}")


def test_per_cent_on_the_clock_from_a_phase() -> None:
    """The phase takes 32 h of the project's time; 16 h after Thursday 17:00 is Friday 09:00."""
    head = "WBS, Task Name, Duration, Resource Names, Predecessors"
    tasks = (
        ["1", "Cast", "", "", ""],
        ["1.1", "North", "2d", "Ann", ""],
        ["1.2", "South", "2d", "Ann", "2"],
        ["2", "Strip", "1d", "Bob", "1FS+50e%"],
    )
    found = planned(sheets(*tasks, head=head, People=PEOPLE, Calendars=CALENDARS), "finish")
    assert found.when(4)[0] == march(5, 9)


def test_the_next_of_a_weekend_crew_begins_at_the_true_end() -> None:
    tasks = ([1, "Lift", "12h", "Wim", "", ""], [2, "Weld", "2h", "Wes", "1", ""])
    found = times(*tasks)
    assert found.when(1)[1] == march(7, 12)
    assert found.when(2)[0] == march(7, 13)


def test_the_lag_calendar_project_is_not_taken_for_the_projects_name() -> None:
    """It has a meaning beside it, as in our own sheets."""
    settings = [["Project", "House"], ["Lag calendar", "project", "In whose time lags count."]]
    rows = sheets([1, "Dig", "1d"], head="ID, Task Name, Duration", settings=settings)
    project = read_project(book(rows))
    assert (project.name, project.settings.lag_calendar) == ("House", "project")


@pytest.mark.parametrize(
    ("cheap", "start"), [("Ann", march(3, 13)), ("Gus", march(1, 8))], ids=["short", "long"]
)
def test_a_longest_wait_in_per_cent_follows_whoever_is_chosen(cheap: str, start: datetime) -> None:
    """Ann takes two days, Gus four: a quarter of that is half a day, or one.

    Bob is away on Friday, so that what is ready on Thursday evening waits for one day.
    """
    rates = {"Ann": "200/h", "Gus": "200/h", cheap: "1/h"}
    people = [["Name", "Max Units", "Rate"], ["Ann", "100%", rates["Ann"]]]
    people += [["Gus", "50%", rates["Gus"]], ["Bob", "100%", "1/h"]]
    book = sheets(
        [1, "Mix", "2d", "Ann or Gus", "", ""],
        [2, "Pour", "1d", "Bob", "1FS max 25%", march(4)],
        head=HEAD,
        People=people,
        Leave=[["Who", "From", "To"], ["Bob", march(1), march(5)]],
    )
    found = planned(book, "cost", "finish")
    assert found.when(2)[0] == march(8, 8)
    assert found.when(1)[0] == start
