"""Meetings that fall on holidays and leave; what is said of meetings and of absences."""

from typing import Any

import pytest

from tests.planner.features.support import march, planned, refused, sheets
from tests.planner.reading.books import Rows

MEETING = ["Meeting", "Start", "Finish", "Duration", "Who", "Repeat", "Repeat Until"]
LEAVE = ["Who", "From", "To", "Hours"]


def book(meeting: list[Any], length: str = "5d", **more: Rows) -> dict[str, Rows]:
    """One task of Ann's, and a meeting."""
    return sheets(
        [1, "Work", length, "Ann"],
        head="ID, Task Name, Duration, Resource Names",
        People=[["Name", "Group"], ["Ann", "Team"], ["Bob", "Team"]],
        Meetings=[MEETING, ["Weekly", *meeting]],
        **more,
    )


def weekly(who: str = "Ann", length: str | None = "1h") -> list[Any]:
    """On Mondays between 08:00 and 12:00, the 1st to the 15th."""
    return [march(1, 8), march(1, 12), length, who, "weekly", march(15)]


def held(found: Any) -> list[Any]:
    rows = (row for row in found.plan.rows if row.task.id.startswith("M"))
    return [row.start.day for row in rows]


def lost(found: Any) -> list[str]:
    return [issue.message for issue in found.plan.issues if issue.code == "meeting-lost"]


def test_a_planned_meeting_is_not_held_on_a_holiday() -> None:
    found = planned(book(weekly(), Holidays=[["Date", "Name"], [march(8), "Founders' Day"]]))
    assert held(found) == [1, 15]
    assert lost(found) == ["Weekly is not held on 2027-03-08 (Founders' Day)"]


@pytest.mark.parametrize("who", ["Bob", "Team"])
def test_it_is_not_held_while_somebody_who_attends_is_on_leave(who: str) -> None:
    leave: Rows = [LEAVE, [who, march(8), march(9), None]]
    found = planned(book(weekly("Ann; Bob"), Leave=leave))
    assert held(found) == [1, 15]
    away = "Bob" if who == "Bob" else "Ann, Bob"
    assert lost(found) == [f"Weekly is not held on 2027-03-08 ({away} away)"]


def test_leave_of_others_or_for_part_of_the_time_does_not_matter() -> None:
    others: Rows = [LEAVE, ["Bob", march(8), march(9), None]]
    assert held(planned(book(weekly("Ann"), Leave=others))) == [1, 8, 15]
    part: Rows = [LEAVE, ["Ann", march(8), None, "08:00-11:00"]]
    found = planned(book(weekly("Ann"), Leave=part))
    assert (held(found), lost(found)) == ([1, 8, 15], [])
    assert found.when("M2.2") == (march(8, 11), march(8, 12))


def test_a_week_to_choose_from_needs_one_day() -> None:
    """An hour in any of five days: four of them are holidays, and it is on the fifth."""
    meeting = [march(8), march(12), "1h", "Ann", None, None]
    found = planned(book(meeting, Holidays=[["Date", "Until"], [march(8), march(11)]]))
    assert held(found) == [12]
    gone = planned(book(meeting, Holidays=[["Date", "Until"], [march(8), march(12)]]))
    assert (held(gone), len(lost(gone))) == ([], 1)


def test_a_meeting_that_has_no_room_on_any_day_is_a_fault() -> None:
    """Nobody works at six, holiday or not."""
    meeting = [march(1, 6), march(1, 8), "1h", "Ann", "weekly", march(15)]
    refused(book(meeting, Holidays=[["Date"], [march(8)]]))


def test_a_fixed_meeting_falls_out_on_a_holiday_by_itself() -> None:
    """4 h on Mondays: 40 h of work from Tuesday, the 2nd, to Monday, the 8th, which is off."""
    meeting = weekly(length=None)
    with_it = planned(book(meeting, "5d"))
    assert with_it.when(1) == (march(1, 13), march(8, 17))
    holiday: Rows = [["Date"], [march(8)]]
    assert planned(book(meeting, "5d", Holidays=holiday)).when(1) == (march(1, 13), march(9, 12))


@pytest.mark.parametrize(
    ("start", "finish", "text"),
    [
        ((8, 0), (8, 30), "Ann is in the meeting Weekly until 1 Mar 2027 08:30"),
        ((8, 0), (12, 0), "Ann is in the meeting Weekly until 1 Mar 2027 12:00"),
        ((9, 0), (9, 30), "project start"),
    ],
)
def test_a_meeting_is_told_as_a_meeting(
    start: tuple[int, int], finish: tuple[int, int], text: str
) -> None:
    found = planned(book([march(1, *start), march(1, *finish), None, "all", None, None]))
    assert found.why(1) == text


def test_leave_is_told_as_leave_though_there_was_a_meeting_before() -> None:
    meeting = [march(1, 8), march(1, 9), None, "Ann", None, None]
    found = planned(book(meeting, Leave=[LEAVE, ["Ann", march(1), march(2), None]]))
    assert found.why(1) == "Ann is away until 3 Mar 2027 08:00"


def test_half_a_day_of_leave_is_half_a_day_everywhere() -> None:
    leave: Rows = [LEAVE, ["Ann", march(3), None, "morning"], ["Bob", march(4), march(5), None]]
    found = planned(book(weekly("Ann"), Leave=leave))
    lines = found.result["Calendar"]
    assert [line[1] for line in lines if line[0] == "Ann"] == [0.5, 0.5]
    assert [line[1] for line in lines if line[0] == "Bob"] == [2, 2]


def test_a_fixed_meeting_takes_place_without_those_who_are_away_or_have_left() -> None:
    data = book([march(1, 8), march(1, 9), None, "Team", "weekly", march(22)])
    data["Leave"] = [LEAVE, ["Ann", march(8), march(9), None], ["Bob", march(15), None, "08-09:00"]]
    data["People"] = [["Name", "Group", "Until"], ["Ann", "Team", None], ["Bob", "Team", march(16)]]
    found = planned(data)
    who = [one.who for one in found.plan.project.meetings]
    assert [set(names) for names in who] == [{"Ann", "Bob"}, {"Bob"}, {"Ann", "Bob"}, {"Ann"}]
    (told,) = (one for one in found.plan.issues if one.code == "meeting-without")
    message = "takes place without those who are on leave or not employed then"
    assert told.cell == "E2"
    assert told.message == f"{message}: Ann on 2027-03-08; Bob on 2027-03-22"


def test_a_fixed_meeting_of_nobody_who_is_there_is_not_held() -> None:
    data = book([march(1, 8), march(1, 9), None, "Ann", "weekly", march(8)])
    data["Leave"] = [LEAVE, ["Ann", march(8), march(9), None]]
    assert [one.start for one in planned(data).plan.project.meetings] == [march(1, 8)]
