"""When people work: weekly hours, part time, leave, contracts, holidays, meetings."""

from datetime import date, time

import pytest

from planner.errors import InputError
from tests.planner.features.support import OFFICE, march, planned, refused, sheets
from tests.planner.projects import row
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Resource Names"
DIG = [1, "Dig", "3d", "Ann"]
WEEK: Rows = [
    ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    ["Standard", *[OFFICE] * 5, ""],
    ["Mornings", *["08:00-12:00"] * 5, ""],
    ["Three days", OFFICE, "", OFFICE, "", OFFICE, ""],
    ["Night", *["22:00-06:00"] * 5, ""],
    ["Six", *[OFFICE] * 6],
]


@pytest.mark.parametrize(
    ("calendar", "finish"),
    [
        ("", march(3, 17)),
        ("Mornings", march(8, 12)),
        ("Three days", march(5, 17)),
        ("Night", march(4, 6)),
        ("Six", march(3, 17)),
    ],
)
def test_the_end_depends_on_the_weekly_hours_of_who_does_it(calendar: str, finish: object) -> None:
    people: Rows = [["Name", "Calendar"], ["Ann", calendar]]
    found = planned(sheets(DIG, head=HEAD, People=people, Calendars=WEEK))
    assert found.when(1)[1] == finish


def test_hours_that_a_task_waits_for_are_told_at_the_cell_of_the_calendar() -> None:
    people: Rows = [["Name", "Calendar"], ["Ann", "Mornings"], ["Bob", ""]]
    tasks = ([1, "Dig", "6h", "Bob", ""], [2, "Pour", "1h", "Ann", 1])
    head = f"{HEAD}, Predecessors"
    found = planned(sheets(*tasks, head=head, People=people, Calendars=WEEK))
    assert found.why(2).endswith("Ann works again on 2 Mar 2027 08:00")
    assert [cause.cell for cause in row(found.plan, "2").causes] == ["E3", "B2"]


def test_a_task_pauses_over_leave_and_goes_on_with_the_same_person() -> None:
    leave: Rows = [["Who", "From", "To"], ["Ann", march(2), march(3)]]
    found = planned(sheets(DIG, head=HEAD, Leave=leave))
    assert found.when(1) == (march(1, 8), march(5, 17))
    assert found.who(1) == ["Ann"]
    assert "Calendar" in found.result


def test_half_a_day_off_is_half_a_day() -> None:
    leave: Rows = [["Who", "From", "Hours"], ["Ann", march(2), "afternoon"]]
    found = planned(sheets(DIG, head=HEAD, Leave=leave))
    assert found.when(1)[1] == march(4, 12)
    assert found.plan.load["Ann"][date(2027, 3, 2)].available == 240


def test_somebody_else_takes_over_what_leave_would_make_late() -> None:
    leave: Rows = [["Who", "From", "To"], ["Ann", march(1), march(31)]]
    found = planned(sheets([1, "Dig", "3d", "Ann or Bob"], head=HEAD, Leave=leave))
    assert found.who(1) == ["Bob"]


def test_nobody_works_outside_of_their_contract() -> None:
    people: Rows = [["Name", "Available From", "Available Until"], ["Ann", march(3), march(5)]]
    found = planned(sheets(DIG, head=HEAD, People=people))
    assert found.when(1) == (march(3, 8), march(5, 17))
    assert "available from" in found.why(1)
    assert row(found.plan, "1").causes[0].cell == "B2"
    error = refused(sheets([1, "Dig", "4d", "Ann"], head=HEAD, People=people))
    assert {issue.code for issue in error.issues} == {"conflict"}


def test_nobody_works_on_a_holiday() -> None:
    days: Rows = [["Date", "Until", "Name"], [march(2), march(3), "Fair"]]
    found = planned(sheets(DIG, head=HEAD, Holidays=days))
    assert found.when(1)[1] == march(5, 17)


def test_public_holidays_of_the_region_are_days_off_and_written_out() -> None:
    """Good Friday and Easter Monday, 26 and 29 March 2027, lie in the middle."""
    place = (["Country", "DE"], ["Region", "BY"])
    head = f"{HEAD}, Earliest Start"
    found = planned(sheets([*DIG, march(25)], head=head, settings=place))
    assert found.when(1) == (march(25, 8), march(31, 17))
    assert "Karfreitag" in found.texts("Calendar")
    assert "Ostermontag" in found.texts("Calendar")
    assert "public-holidays" in found.texts("Issues")


def test_own_holidays_count_beside_the_public_ones_and_take_one_back() -> None:
    """Thursday is the company's day off; Easter Monday is worked; Good Friday stays."""
    place = (["Country", "DE"], ["Region", "BY"])
    own: Rows = [
        ["Date", "Name", "Hours"],
        [march(25), "Company day", ""],
        [march(29), "Worked", "08:00-12:00, 13:00-17:00"],
    ]
    head = f"{HEAD}, Earliest Start"
    found = planned(sheets([*DIG, march(24)], head=head, settings=place, Holidays=own))
    assert found.when(1) == (march(24, 8), march(30, 17))


def test_a_task_may_have_a_calendar_of_its_own() -> None:
    """Ann works all day, the task in the mornings only: three days of work take six mornings."""
    found = planned(sheets([*DIG, "Mornings"], head=f"{HEAD}, Calendar", Calendars=WEEK))
    assert found.when(1)[1] == march(8, 12)


def test_a_crew_ends_with_the_slowest_and_who_is_done_is_free() -> None:
    people: Rows = [["Name", "Calendar"], ["Ann", ""], ["Bob", "Mornings"]]
    tasks = [1, "Dig", "2d", "Ann; Bob"], [2, "Fill", "1d", "Ann"]
    found = planned(sheets(*tasks, head=HEAD, People=people, Calendars=WEEK))
    assert found.when(1) == (march(1, 8), march(4, 12))
    assert found.when(2)[0] == march(3, 8)  # Ann has done her two days


def test_a_fixed_appointment_is_time_off_work() -> None:
    meetings: Rows = [["Meeting", "Start", "Finish", "Who"], ["Jury", march(1, 8), "12:00", "Ann"]]
    found = planned(sheets(DIG, head=HEAD, Meetings=meetings))
    assert found.when(1) == (march(1, 13), march(4, 12))


def test_a_weekly_meeting_eats_capacity_every_week() -> None:
    """Two hours each Monday: 40 h of work from 1 March end on Monday, the 8th, at 12."""
    meetings: Rows = [
        ["Meeting", "Start", "Finish", "Who", "Repeat", "Repeat Until"],
        ["Review", march(1, 8), "10:00", "all", "Weekly", march(31)],
    ]
    people: Rows = [["Name"], ["Ann"]]
    found = planned(sheets([1, "Dig", "5d", "Ann"], head=HEAD, Meetings=meetings, People=people))
    assert found.when(1) == (march(1, 10), march(8, 12))
    assert found.plan.load["Ann"][date(2027, 3, 8)].available == 360


MEETING = ("Meeting", "Start", "Finish", "Duration", "Who")


def test_a_meeting_is_put_where_all_are_there() -> None:
    """Bob works in the mornings, Cem comes on Thursday: Thursday or Friday morning."""
    people: Rows = [
        ["Name", "Calendar", "Available From"],
        ["Ann", "", ""],
        ["Bob", "Mornings", ""],
        ["Cem", "", march(4)],
    ]
    meetings: Rows = [MEETING, ["Kick-off", march(1), march(5), "2h", "Ann; Bob; Cem"]]
    found = planned(sheets(DIG, head=HEAD, People=people, Calendars=WEEK, Meetings=meetings))
    start, finish = found.when("M2")
    assert start is not None
    assert finish is not None
    assert (start.day in (4, 5), start.time() >= time(8), finish.time() <= time(12)) == (True,) * 3
    assert found.who("M2") == ["Ann", "Bob", "Cem"]
    assert found.when(1) == (march(1, 8), march(3, 17))
    assert "Kick-off" in found.texts("Plan")


def test_a_meeting_lies_between_tasks_and_delays_as_little_as_it_can() -> None:
    """On Monday or Tuesday, but Ann's task fills both: it is before it, for all of one hour."""
    meetings: Rows = [MEETING, ["Talk", march(1), march(2), "1h", "Ann"]]
    found = planned(sheets([1, "Dig", "2d", "Ann"], head=HEAD, Meetings=meetings))
    assert found.when("M2") == (march(1, 8), march(1, 9))
    assert found.when(1) == (march(1, 9), march(3, 9))


def test_a_meeting_is_held_in_one_go() -> None:
    """Four hours from nine would go on after lunch: so from one; five are never free."""
    meetings: Rows = [MEETING, ["Talk", march(1), march(1), "4h", "Ann"]]
    leave: Rows = [["Who", "From", "Hours"], ["Ann", march(1), "08:00-09:00"]]
    tasks = [1, "Dig", "1d", "Ann"]
    found = planned(sheets(tasks, head=HEAD, Meetings=meetings, Leave=leave))
    assert found.when("M2") == (march(1, 13), march(1, 17))
    long: Rows = [MEETING, ["Talk", march(1), march(2), "5h", "Ann"]]
    error = refused(sheets(tasks, head=HEAD, Meetings=long))
    assert {issue.place for issue in error.issues} == {"Meetings!D2"}


def test_a_repeated_meeting_is_put_anew_each_time() -> None:
    meetings: Rows = [
        [*MEETING, "Repeat", "Repeat Until"],
        ["Sync", march(1), march(2), "1h", "Ann; Bob", "weekly", march(14)],
    ]
    tasks = ([1, "Dig", "1d", "Ann"], [2, "Pour", "1d", "Bob"])
    found = planned(sheets(*tasks, head=HEAD, Meetings=meetings))
    days = [found.when(f"M2.{k}")[0] for k in (1, 2)]
    assert [day is not None and day.day // 7 for day in days] == [0, 1]


def test_a_meeting_takes_all_of_a_group_and_nobody_who_is_not_there() -> None:
    people: Rows = [["Name", "Group"], ["Ann", "Crew"], ["Bob", "Crew"], ["Cem", ""]]
    meetings: Rows = [MEETING, ["Talk", march(1), march(2), "1h", "Crew; Dora"]]
    found = planned(sheets([1, "Dig", "1d", "Cem"], head=HEAD, Meetings=meetings, People=people))
    assert found.who("M2") == ["Ann", "Bob"]
    assert "unknown-person" in found.codes()


def test_with_a_time_and_a_duration_a_meeting_is_fixed() -> None:
    meetings: Rows = [MEETING, ["Jury", march(1, 8), "", "4h", "Ann"]]
    found = planned(sheets(DIG, head=HEAD, Meetings=meetings))
    assert [row.task.id for row in found.plan.rows] == ["1"]
    assert found.when(1) == (march(1, 13), march(4, 12))


def test_a_meeting_that_is_over_is_not_planned() -> None:
    meetings: Rows = [MEETING, ["Old", "2027-02-01", "2027-02-05", "1h", "Ann"]]
    found = planned(sheets(DIG, head=HEAD, Meetings=meetings))
    assert [row.task.id for row in found.plan.rows] == ["1"]


DAYS: Rows = [
    ["Date", "Until", "Name", "Calendar", "Hours"],
    [march(6), "", "Extra Saturday", "", "08:00-12:00"],
    [march(2), march(3), "Plant shut", "Six", ""],
]


@pytest.mark.parametrize(
    ("calendar", "duration", "finish"),
    [
        ("", "5.5d", march(6, 12)),  # the Saturday is worked for half a day
        ("Six", "3d", march(5, 17)),  # two days off that only this calendar has
        ("Mornings", "3d", march(6, 12)),  # 24 h at 4 h a day, Saturday included
    ],
)
def test_a_calendar_works_other_hours_on_some_days(
    calendar: str, duration: str, finish: object
) -> None:
    people: Rows = [["Name", "Calendar"], ["Ann", calendar]]
    task = [1, "Dig", duration, "Ann"]
    found = planned(sheets(task, head=HEAD, People=people, Calendars=WEEK, Holidays=DAYS))
    assert found.when(1)[1] == finish


def test_a_day_of_a_calendar_that_is_not_there_is_a_fault() -> None:
    days: Rows = [["Date", "Calendar"], [march(2), "Sixx"]]
    with pytest.raises(InputError) as refusal:
        planned(sheets(DIG, head=HEAD, Calendars=WEEK, Holidays=days))
    (issue,) = (i for i in refusal.value.issues if i.severity == "error")
    assert (issue.place, issue.code) == ("Holidays!B2", "unknown-calendar")
    assert "Six" in issue.remedy
