"""Tasks that are torn apart are told, and may be forbidden to be."""

from typing import Any

import pytest

from tests.planner.features.support import march, planned, refused, sheets
from tests.planner.reading.books import Rows

LEAVE = ["Who", "From", "To"]


def told(found: Any, code: str = "long-pause") -> list[str]:
    return [issue.message for issue in found.plan.issues if issue.code == code]


def review(first: Any, last: Any, *more: Any, head: str = "", who: str = "Ann") -> dict[str, Rows]:
    """Two days of Ann's from Thursday, 4 March, while she is away from one day to another."""
    return sheets(
        [1, "Review", "2d", who, march(4), *more],
        head=f"ID, Task Name, Duration, Resource Names, Earliest Start{head}",
        People=[["Name"], ["Ann"], ["Bob"]],
        Leave=[LEAVE, ["Ann", first, last]],
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(march(5), march(12), True), (march(5), march(11), False), (march(8), march(19), False)],
)
def test_a_pause_of_more_than_a_week_is_told(first: Any, last: Any, said: bool) -> None:
    """Six working days are, five are not, nor is leave after it is done."""
    found = planned(review(first, last))
    assert told(found) == (
        ["pauses from 2027-03-04 17:00 to 2027-03-15 08:00, while Ann does not work on it"]
        if said
        else []
    )


@pytest.mark.parametrize(
    ("crew", "finish", "said"),
    [
        ("07:00-12:00", march(13, 10), True),  # 5 h on the first Saturday, 3 h on the next
        ("07:00-12:00, 13:00-16:00", march(6, 16), False),
        ("07:00-18:00", march(6, 16), False),
    ],
)
def test_hours_that_hardly_meet_those_of_the_calendar_are_told(
    crew: str, finish: Any, said: bool
) -> None:
    day = "07:00-12:00, 13:00-16:00"
    book = sheets(
        [1, "Cut-over", "8h", "Sparks", "Weekend"],
        head="ID, Task Name, Duration, Resource Names, Calendar",
        People=[["Name", "Calendar"], ["Sparks", "Crew"]],
        Calendars=[
            ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ["Standard", *[day] * 5, "", ""],
            ["Crew", *[day] * 5, crew, ""],
            ["Weekend", "", "", "", "", "", day, day],
        ],
    )
    found = planned(book)
    assert found.when(1)[1] == finish
    assert bool(told(found, "worked-in-bits")) == said


def test_a_calendar_that_its_people_never_work_is_named_with_their_hours() -> None:
    day = "07:00-12:00, 13:00-16:00"
    book = sheets(
        [1, "Cut-over", "8h", "Sparks", "Weekend"],
        head="ID, Task Name, Duration, Resource Names, Calendar",
        People=[["Name", "Rate"], ["Sparks", 50]],
        Calendars=[
            ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ["Standard", *[day] * 5, "", ""],
            ["Weekend", "", "", "", "", "", day, day],
        ],
    )
    (issue,) = [one for one in refused(book).issues if one.code == "conflict"]
    assert f"Sparks works Mon-Fri {day}, and 1 Cut-over is done on the calendar Weekend" in str(
        issue
    )
    assert "Tasks!E2" in str(issue)


@pytest.mark.parametrize(
    ("column", "value", "start"),
    [
        ("Unbroken", "yes", march(15, 8)),
        ("Unbroken", "no", march(4, 8)),
        ("Longest Pause", "5d", march(15, 8)),
        ("Longest Pause", "6d", march(4, 8)),  # as long as the leave
        ("Longest Pause", "48h", march(4, 8)),
    ],
)
def test_a_longest_pause_is_kept(column: str, value: str, start: Any) -> None:
    """Ann is away from Friday, the 5th, to Friday, the 12th: six working days."""
    found = planned(review(march(5), march(12), value, head=f", {column}"))
    assert found.when(1)[0] == start
    late = start == march(15, 8)
    assert ("would pause for too long" in found.why(1)) == late
    assert bool(told(found)) != late


def test_who_is_not_away_does_it_instead() -> None:
    book = review(march(5), march(12), "yes", head=", Unbroken", who="Ann or Bob")
    found = planned(book)
    assert (found.who(1), found.when(1)) == (["Bob"], (march(4, 8), march(5, 17)))


@pytest.mark.parametrize("holidays", [[], [march(5)]])
def test_weekends_holidays_and_other_peoples_nights_are_no_pauses(holidays: list[Any]) -> None:
    """Three nights of 8 h from Thursday, 4 March, without and with a holiday in between."""
    day = "08:00-12:00, 13:00-17:00"
    book = sheets(
        [1, "Watch", "24h", "Nik", march(4), "yes"],
        [2, "Dig", "10d", "Ann", None, None],
        head="ID, Task Name, Duration, Resource Names, Earliest Start, Unbroken",
        People=[["Name", "Calendar"], ["Nik", "Night"], ["Ann", "Standard"]],
        Calendars=[
            ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ["Standard", *[day] * 5, "", ""],
            ["Night", *["20:00-00:00"] * 5, "", ""],
        ],
        Holidays=[["Date"], *([one] for one in holidays)],
    )
    assert planned(book).when(1)[0] == march(4, 20)


def test_a_meeting_of_all_is_a_pause() -> None:
    meetings: Rows = [
        ["Meeting", "Start", "Finish", "Who"],
        ["Board", march(4, 10), march(4, 11), "Ann"],
    ]
    rows = sheets(
        [1, "Pour", "3h", "Ann", march(4), "yes"],
        head="ID, Task Name, Duration, Resource Names, Earliest Start, Unbroken",
        People=[["Name"], ["Ann"]],
        Meetings=meetings,
    )
    assert planned(rows).when(1) == (march(4, 11), march(4, 15))


def test_what_cannot_be_unbroken_is_a_conflict_with_its_cell() -> None:
    """It has to start on the 4th, and pause from the 5th."""
    book = review(march(5), march(12), "yes", march(4), head=", Unbroken, Must Start On")
    found = [str(one) for one in refused(book).issues if one.code == "conflict"]
    assert found
    assert all("who is on 1 Review may not pause (Tasks!F2)" in issue for issue in found)


@pytest.mark.parametrize(("cell", "said"), [("", True), ("No", False), ("Yes", False)])
def test_people_of_one_task_who_never_meet_are_told(cell: str, said: bool) -> None:
    """A day of both, of whom one is away: it is each one's own day unless that is said."""
    book = review(march(4), march(4), cell, head=", Together", who="Ann; Bob")
    book["Tasks"][1][2] = "1d"  # type: ignore[index]
    found = planned(book)
    assert told(found, "never-together") == (
        ["Bob has done their part on 2027-03-04 17:00, Ann begins on 2027-03-05 08:00"]
        if said
        else []
    )
