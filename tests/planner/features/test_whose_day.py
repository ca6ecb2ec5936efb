"""A date means that day's work of the people who do the task."""

from datetime import datetime
from typing import Any

import pytest

from models.problem import FREE, Bounds
from planner.errors import Issue
from planner.translate import to_problem
from tests.planner.features.support import march, planned, refused, sheets
from tests.planner.reading.books import Rows

HOURS = {
    "Standard": "08:00-12:00, 13:00-17:00",
    "Early": "06:00-14:00",
    "Late": "14:00-22:00",
    "Short": "09:00-13:00",
    "Night": "22:00-06:00",
    "Window": "10:00-16:00",
}
CALENDARS: Rows = [
    ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    *([name, *[hours] * 5, "", ""] for name, hours in HOURS.items()),
    ["Weekend", "", "", "", "", "", "08:00-17:00", "08:00-17:00"],
    ["Round", *["00:00-24:00"] * 7],
]
PEOPLE: Rows = [
    ["Name", "Calendar", "Skills"],
    *([name, name, "Any"] for name in [*HOURS, "Weekend"]),
]
KINDS = {
    "MSO": "Must Start On",
    "MFO": "Must Finish On",
    "SNET": "Start No Earlier Than",
    "SNLT": "Start No Later Than",
    "FNET": "Finish No Earlier Than",
    "FNLT": "Finish No Later Than",
}
HEAD = "ID, Task Name, Duration, Resource Names, Calendar, Constraint Type, Constraint Date"


def book(*rows: list[Any], head: str = HEAD, **more: Any) -> dict[str, Rows]:
    return sheets(
        *rows,
        head=head,
        Calendars=CALENDARS,
        People=PEOPLE,
        settings=[["Hours per day", 8]],
        **more,
    )


@pytest.mark.parametrize(
    ("who", "length", "kind", "date", "start", "finish"),
    [
        # an early shift, a late one, a short day
        ("Early", "8h", "SNET", march(3), march(3, 6), march(3, 14)),
        ("Late", "40h", "FNLT", march(5), march(1, 14), march(5, 22)),
        ("Short", "4h", "MSO", march(3), march(3, 9), march(3, 13)),
        ("Short", "4h", "MFO", march(3), march(3, 9), march(3, 13)),
        ("Late", "8h", "SNLT", march(1), march(1, 14), march(1, 22)),
        ("Early", "8h", "FNET", march(2), march(2, 6), march(2, 14)),
        # a night shift belongs to the day it starts
        ("Night", "8h", "MSO", march(3), march(3, 22), march(4, 6)),
        ("Night", "8h", "MFO", march(3), march(3, 22), march(4, 6)),
        ("Night", "8h", "SNET", march(3), march(3, 22), march(4, 6)),
        ("Night", "6h", "SNET", march(3), march(3, 22), march(4, 4)),
        # a time of day is that time, whoever does it
        ("Early", "2h", "SNET", march(3, 8), march(3, 8), march(3, 10)),
        ("Short", "2h", "SNET", march(3, 15), march(4, 9), march(4, 11)),
        ("Short", "2h", "FNLT", march(1, 11), march(1, 9), march(1, 11)),
    ],
)
def test_a_day_is_that_of_who_does_it(
    who: str, length: str, kind: str, date: datetime, start: datetime, finish: datetime
) -> None:
    found = planned(book([1, "B", length, who, "", KINDS[kind], date]))
    assert found.when(1) == (start, finish)
    assert "date-moved" not in found.codes()


def test_the_calendar_of_the_task_goes_before_that_of_the_person() -> None:
    alone = planned(book([1, "B", "4h", "", "Window", KINDS["MSO"], march(4)]))
    assert alone.when(1) == (march(4, 10), march(4, 14))
    both = planned(book([1, "B", "4h", "Early", "Window", KINDS["MSO"], march(4)]))
    assert both.when(1) == (march(4, 10), march(4, 14))
    own = planned(book([1, "B", "4h", "Early", "", KINDS["MSO"], march(4)]))
    assert own.when(1) == (march(4, 6), march(4, 10))


def test_round_the_clock_a_day_is_from_midnight_to_midnight() -> None:
    found = planned(book([1, "B", "4h", "", "Round", KINDS["MSO"], march(4)]))
    assert found.when(1) == (march(4), march(4, 4))
    found = planned(book([1, "B", "4h", "", "Round", KINDS["MFO"], march(4)]))
    assert found.when(1) == (march(4, 20), march(5))


@pytest.mark.parametrize(
    ("who", "dates", "start"),
    [
        ("Early or Late", (march(3), None), march(3, 6)),  # the early one is done first
        ("Late or Short", (march(3), None), march(3, 14)),  # Short is done on the next day only
        ("Late or Night", (march(3), march(3)), march(3, 14)),
        ("Early or Night", (None, march(1)), march(1, 6)),
        ("Late or Early", (march(2), march(2)), march(2, 6)),
    ],
)
def test_whoever_is_chosen_decides_what_the_day_means(
    who: str, dates: tuple[datetime | None, datetime | None], start: datetime
) -> None:
    head = "ID, Task Name, Duration, Resource Names, Earliest Start, Finish No Later Than"
    assert planned(book([1, "B", "8h", who, *dates], head=head)).when(1)[0] == start


def test_the_bounds_differ_only_where_they_have_to() -> None:
    """Not to start before 06:00 is for Late not to start before 14:00; by 06:00 it is not."""
    from planner.pipeline import read_project
    from tests.planner.reading.books import book as written

    def bounds(who: str, kind: str, calendar: str = "") -> set[Bounds]:
        row = [1, "B", "4h", who, calendar, KINDS[kind], march(3)]
        problem = to_problem(read_project(written(book(row)))).problem
        return {candidate.bounds for _, _, candidate in problem.choices(0)}

    assert bounds("Early or Late", "SNET") == bounds("Early or Late", "FNLT") == {FREE}
    early, late = sorted(bounds("Early or Late", "SNLT"), key=lambda one: one.start_max or 0)
    assert (early.start_max or 0) < (late.start_max or 0)
    assert bounds("Early or Standard", "SNLT", "Short") == {FREE}


@pytest.mark.parametrize(("together", "hour"), [("", 8), ("yes", 9)])
def test_a_team_starts_with_its_first_day_and_ends_with_its_last(together: str, hour: int) -> None:
    """Standard comes at 08:00, Short at 09:00; together they can start when both are there."""
    row = [1, "B", "3h", "Standard; Short", "", KINDS["MSO"], march(3), together]
    found = planned(book(row, head=f"{HEAD}, Together"))
    assert found.when(1) == (march(3, hour), march(3, 12))


@pytest.mark.parametrize(
    ("kind", "date", "start", "finish"),
    [
        ("MSO", march(6), march(8, 8), march(8, 17)),
        ("MSO", march(12), march(15, 8), march(15, 17)),  # a holiday
        ("MFO", march(12), march(15, 8), march(15, 17)),
    ],
)
@pytest.mark.parametrize("who", ["", "Standard"])
def test_work_that_must_be_on_a_day_off_moves_and_that_is_told(
    kind: str, date: datetime, start: datetime, finish: datetime, who: str
) -> None:
    rows: Rows = [["Date"], [march(12)]]
    found = planned(book([1, "A", "1d", who, "", KINDS[kind], date], Holidays=rows))
    assert found.when(1) == (start, finish)
    (told,) = [issue for issue in found.plan.issues if issue.code == "date-moved"]
    assert (told.severity, told.cell) == ("warning", "G2")
    shown = start if kind == "MSO" else finish
    assert f"on {shown:%Y-%m-%d %H:%M}" in told.message
    assert "the next working time after it" in found.why(1)


def test_who_works_on_that_day_is_not_told_that_nobody_does() -> None:
    found = planned(book([1, "A", "4h", "Weekend", "", KINDS["MSO"], march(6)]))
    assert found.when(1) == (march(6, 8), march(6, 12))
    assert "date-moved" not in found.codes()
    either = planned(book([1, "A", "4h", "Weekend or Standard", "", KINDS["MSO"], march(6)]))
    assert either.when(1)[0] == march(6, 8)
    assert "date-moved" not in either.codes()


@pytest.mark.parametrize("kind", ["MSO", "MFO", "SNET", "FNET"])
@pytest.mark.parametrize("crew", [False, True])
def test_a_milestone_stays_on_the_very_day(kind: str, crew: bool) -> None:
    """Also beside a crew that works on that day and has nothing to do with it."""
    rows = [
        [1, "Go live", "0", "", "", KINDS[kind], march(6), march(6), ""],
        [2, "Clean up", "1d", "", "", "", "", "", 1],
    ]
    if crew:
        rows.append([3, "Other", "4h", "Weekend", "", "", "", "", ""])
    found = planned(book(*rows, head=f"{HEAD}, Deadline, Predecessors"))
    assert found.when(1) == (march(6), march(6))
    assert "6 Mar 2027" in found.why(1)
    assert found.when(2) == (march(8, 8), march(8, 17))
    assert found.codes() & {"date-moved", "deadline-missed"} == set()


def test_a_milestone_on_a_working_day_is_at_its_start_or_end() -> None:
    rows = (
        [1, "Opens", "0", "", "", KINDS["MSO"], march(4)],
        [2, "Closes", "0", "", "", KINDS["MFO"], march(4)],
        [3, "Noon", "0", "", "", KINDS["MSO"], march(4, 12, 30)],
    )
    found = planned(book(*rows))
    assert [found.when(k)[0] for k in (1, 2, 3)] == [march(4, 8), march(4, 17), march(4, 12, 30)]


@pytest.mark.parametrize(("who", "days"), [("Standard", 0.875), ("Late", 1), ("Early", 0.875)])
def test_late_is_late_by_ones_own_shift(who: str, days: float) -> None:
    """Due on Friday at the end of one's shift; what is counted is time the project works.

    16 h from Thursday are on time. 23 h end on Monday: at 16:00, 7 h after Friday 17:00; at 21:00,
    8 h after Friday 22:00; at 13:00, 3 h of Friday and 4 h of Monday after Friday 14:00.
    """
    head = "ID, Task Name, Duration, Resource Names, Earliest Start, Deadline"
    assert planned(book([1, "B", "16h", who, march(4), march(5)], head=head)).goal("lateness") == 0
    late = planned(book([1, "B", "23h", who, march(4), march(5)], head=head))
    assert late.goal("lateness") == days


def test_a_conflict_says_which_hour_a_date_means() -> None:
    rows = (
        [1, "A", "4h", "", "", "", "", ""],
        [2, "B", "1d", "", "", KINDS["SNLT"], march(1), 1],
    )
    error = refused(book(*rows, head=f"{HEAD}, Predecessors"))
    (issue,) = _conflicts(error.issues)
    assert "has to start by 1 Mar 2027 08:00" in issue.message


def test_a_hard_start_before_somebody_who_leaves_is_a_conflict_not_a_crash() -> None:
    """Task1 may start on 12 March at the earliest; W is there until 10 March only."""
    rows = (
        [1, "Task0", "1h", "", "", KINDS["FNET"], march(9), ""],
        [2, "Task1", "8h", "Bob", "", KINDS["MSO"], march(8), "1FS+16h"],
    )
    workbook = book(*rows, head=f"{HEAD}, Predecessors")
    workbook["People"] = [["Name", "Available Until"], ["Bob", march(10)]]
    assert _conflicts(refused(workbook).issues)


def _conflicts(issues: Any) -> list[Issue]:
    return [issue for issue in issues if issue.code == "conflict"]
