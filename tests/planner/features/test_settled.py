"""Meanings that two readers of the manual may read in two ways, with values worked out by hand."""

from typing import Any

import pytest

from tests.planner.features.support import WEEKDAYS, march, planned, sheets
from tests.planner.features.test_whose_day import CALENDARS, PEOPLE
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Resource Names"
NIGHTS: Rows = [
    ["Calendar", *WEEKDAYS, "Sat", "Sun"],
    ["Standard", *["08:00-12:00, 13:00-17:00"] * 5, "", ""],
    ["Night", *["22:00-06:00"] * 7],
]
NICK: Rows = [["Name", "Calendar"], ["Nick", "Night"]]
DAY = [["Hours per day", 8]]


def nightly(*tasks: list[Any], **more: Any) -> Any:
    book = sheets(*tasks, head=HEAD, settings=DAY, Calendars=NIGHTS, People=NICK, **more)
    return planned(book, "finish")


def test_nobody_goes_on_with_the_shift_before_the_projects_start() -> None:
    assert nightly([1, "Guard", "8h", "Nick"]).when(1) == (march(1, 22), march(2, 6))


def test_leave_takes_the_shift_that_starts_on_its_day() -> None:
    leave: Rows = [["Who", "From", "To"], ["Nick", march(2), march(2)]]
    found = nightly([1, "Guard", "16h", "Nick"], Leave=leave)
    assert found.when(1) == (march(1, 22), march(4, 6))


def test_a_holiday_does_too_but_hours_of_leave_are_cut_by_the_clock() -> None:
    holidays: Rows = [["Date", "Until"], [march(1), march(1)]]
    found = nightly([1, "Guard", "8h", "Nick"], Holidays=holidays)
    assert found.when(1) == (march(2, 22), march(3, 6))
    hours: Rows = [["Who", "From", "To", "Hours"], ["Nick", march(2), march(2), "00:00-03:00"]]
    assert nightly([1, "Guard", "8h", "Nick"], Leave=hours).when(1)[1] == march(3, 1)


def test_a_contract_ends_with_the_shift_of_its_last_day() -> None:
    people: Rows = [
        ["Name", "Calendar", "Available From", "Available Until"],
        ["Nick", "Night", march(2), march(3)],
    ]
    book = sheets([1, "Guard", "16h", "Nick"], head=HEAD, settings=DAY, Calendars=NIGHTS)
    found = planned({**book, "People": people}, "finish")
    assert found.when(1) == (march(2, 22), march(4, 6))


def test_a_milestone_begins_with_the_projects_first_day_though_others_start_earlier() -> None:
    head = f"{HEAD}, Predecessors"
    tasks: list[list[Any]] = [[1, "Go", 0, None, None], [2, "Dig", "8h", "Early", 1]]
    book = sheets(*tasks, head=head, settings=DAY, Calendars=CALENDARS, People=PEOPLE)
    found = planned(book, "finish")
    assert found.when(1)[0] == march(1, 8)
    assert found.when(2) == (march(1, 8), march(2, 8))


@pytest.mark.parametrize(
    ("together", "finish"), [("Yes", march(3, 16)), ("No", march(1, 22))], ids=["joint", "apart"]
)
def test_together_is_while_all_of_them_work(together: str, finish: object) -> None:
    """Standard 08:00-17:00 and Late 14:00-22:00 have three hours a day in common."""
    row = [1, "Lift", "8h", "Standard; Late", together]
    book = sheets(row, head=f"{HEAD}, Together", settings=DAY, Calendars=CALENDARS, People=PEOPLE)
    assert planned(book, "finish").when(1)[1] == finish


def test_whose_time_is_common_depends_on_who_is_chosen() -> None:
    """With Early 08:00-14:00 less lunch, 5 h a day, are better than Late's three."""
    row = [1, "Lift", "8h", "Standard; Early or Late", "Yes"]
    book = sheets(row, head=f"{HEAD}, Together", settings=DAY, Calendars=CALENDARS, People=PEOPLE)
    found = planned(book, "finish")
    assert (found.who(1), found.when(1)[1]) == (["Early", "Standard"], march(2, 11))


def test_work_of_three_by_name_is_shared_in_proportion() -> None:
    """12 h by 100 %, 100 % and 50 %: 4.8 h each at their share, not 4 h."""
    people: Rows = [["Name", "Max Units"], ["Ann", 1], ["Bob", 1], ["Gus", 0.5]]
    head = "ID, Task Name, Work, People, Resource Names"
    book = sheets([1, "Sort", "12h", "1-3", "Ann or Bob or Gus"], head=head, People=people)
    found = planned(book, "finish")
    assert found.who(1) == ["Ann", "Bob", "Gus"]
    assert found.when(1)[1] == march(1, 13, 48)


def test_a_row_that_is_over_before_the_start_sets_no_rate() -> None:
    people: Rows = [
        ["Name", "Rate", "Available From", "Available Until"],
        ["Ann", 20, None, march(1).replace(month=2)],
        ["Ann", 40, march(1).replace(month=2, day=2), None],
    ]
    book = sheets([1, "Dig", "8h", "Ann"], head=HEAD, People=people)
    assert planned(book, "finish").cost(1) == 320


@pytest.mark.parametrize(
    ("who", "start"), [("Ann", march(1, 9, 30)), ("Gus", march(1, 10, 30))], ids=["full", "part"]
)
def test_per_cent_are_of_the_duration_of_who_is_chosen(who: str, start: object) -> None:
    """Half of 3 h if Ann does it, of 5 h if Gus (60 %) does, as the other one is away."""
    people: Rows = [["Name", "Max Units"], ["Ann", 1], ["Gus", 0.6], ["Cem", 1]]
    away = "Gus" if who == "Ann" else "Ann"
    leave: Rows = [["Who", "From", "To"], [away, march(1), march(31)]]
    tasks = ([1, "Dig", "3h", "Ann or Gus", None], [2, "Sort", "1h", "Cem", "1SS+50%"])
    book = sheets(*tasks, head=f"{HEAD}, Predecessors", People=people, Leave=leave)
    assert planned(book, "finish").when(2)[0] == start


def test_a_lead_in_per_cent_is_too() -> None:
    """Half of two days before Ann's end, though Gus (50 %), who is dearer, would need four."""
    people: Rows = [
        ["Name", "Max Units", "Rate"],
        ["Ann", 1, 10],
        ["Gus", 0.5, 100],
        ["Cem", 1, 10],
    ]
    tasks = ([1, "Dig", "2d", "Ann or Gus", None], [2, "Sort", "1d", "Cem", "1FS-50%"])
    found = planned(sheets(*tasks, head=f"{HEAD}, Predecessors", People=people), "cost", "finish")
    assert found.when(2) == (march(2, 8), march(2, 17))


def test_per_cent_of_a_task_with_a_choice_are_exact_to_the_minute() -> None:
    """Half of 7.6 h are 3.8 h, though all that is done takes whole multiples of 24 minutes."""
    people: Rows = [["Name", "Max Units"], ["Ann", 1], ["Gus", 0.25], ["Cem", 1]]
    hours: Rows = [["Calendar", *WEEKDAYS], ["Standard", *["08:00-12:00, 12:30-16:06"] * 5]]
    tasks = ([1, "Dig", "1d", "Ann or Gus", None], [2, "Sort", "1d", "Cem", "1FS+50%"])
    book = sheets(
        *tasks,
        head=f"{HEAD}, Predecessors",
        People=people,
        Calendars=hours,
        settings=[["Hours per day", 7.6]],
    )
    assert planned(book, "finish").when(2)[0] == march(2, 11, 48)


def test_a_deadline_on_a_day_off_is_the_end_of_that_day() -> None:
    """Due on Tuesday, Ann is away then, done on Wednesday: one day late."""
    leave: Rows = [["Who", "From", "To"], ["Ann", march(2), march(2)]]
    head = f"{HEAD}, Deadline, Earliest Start"
    row = [1, "Dig", "1d", "Ann", march(2), march(2)]
    found = planned(sheets(row, head=head, Leave=leave), "lateness")
    assert (found.when(1)[1], found.goal("lateness")) == (march(3, 17), 1)


@pytest.mark.parametrize(
    ("who", "late"), [("Early", 3 / 8), ("Late", 0)], ids=["due at 14:00", "due at 22:00"]
)
def test_a_deadline_is_that_of_who_does_it(who: str, late: float) -> None:
    """It ends on Tuesday, 3 h of the project's time after the early shift of Monday at 14:00."""
    head = f"{HEAD}, Deadline, Start No Earlier Than"
    begun = march(1, 15) if who == "Late" else march(2, 6)
    row = [1, "Dig", "2h" if who == "Early" else "7h", "Early or Late", march(1), begun]
    away = "Late" if who == "Early" else "Early"
    leave: Rows = [["Who", "From", "To"], [away, march(1), march(31)]]
    book = sheets(row, head=head, settings=DAY, Calendars=CALENDARS, People=PEOPLE, Leave=leave)
    assert planned(book, "lateness").goal("lateness") == late


def test_a_hard_date_of_a_phase_is_that_of_the_people_of_its_first_task() -> None:
    head = "ID, Task Name, Duration, Resource Names, Parent ID, Must Start On"
    tasks: list[list[Any]] = [
        [1, "Watch", None, None, None, march(3)],
        [2, "Guard", "8h", "Nick", 1, None],
    ]
    book = sheets(*tasks, head=head, settings=DAY, Calendars=NIGHTS, People=NICK)
    assert planned(book, "finish").when(2) == (march(3, 22), march(4, 6))


def test_an_elapsed_lag_puts_a_milestone_on_a_day_that_costs() -> None:
    """48 hours after Friday 17:00 are Sunday: seven days of 100, not five."""
    tasks: list[list[Any]] = [[1, "Dig", "5d", "Ann", None], [2, "Dry", 0, None, "1FS+2ed"]]
    settings = [["Cost per day", 100]]
    book = sheets(*tasks, head=f"{HEAD}, Predecessors", settings=settings)
    found = planned(book, "cost", "finish")
    assert found.when(2)[0] == march(7, 17)
    assert found.plan.overhead == 700


@pytest.mark.parametrize(("february", "paid"), [(1000, (2, 26)), (300, (3, 1))])
def test_a_milestone_is_paid_in_the_month_that_has_money_left(
    february: int, paid: tuple[int, int]
) -> None:
    """Work to Friday, 26 February; the next work is on Monday, 1 March, 08:00."""
    tasks: list[list[Any]] = [[1, "Dig", "1d", "Ann", 0, None], [2, "Pay", 0, None, 500, 1]]
    head = f"{HEAD}, Fixed Cost, Predecessors"
    start = march(1).replace(month=2, day=26)
    book = sheets(*tasks, head=head, Budgets=[["Month", "Limit"], ["2027-02", february]])
    book["Settings"] = [["Project start", start]]
    when = planned(book, "finish", "cost").when(2)[0]
    assert when is not None
    assert (when.month, when.day) == paid
