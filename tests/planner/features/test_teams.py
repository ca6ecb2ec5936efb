"""Several people on a task: each for themselves or together, part-timers, job shares."""

from tests.planner.features.support import march, planned, sheets
from tests.planner.reading.books import Rows

NAMES = "ID, Task Name, Duration, Resource Names"
WORK = "ID, Task Name, Work, Resource Names"
PEOPLE: Rows = [["Name", "Rate"], ["Ann", 50], ["Bob", 40]]
DAY = "08:00-12:00, 13:00-17:00"
WEEK: Rows = [["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri"], ["Standard", *[DAY] * 5]]


def part(plan: object, task: object, name: str) -> tuple[object, object]:
    """When somebody begins and ends their part of a task."""
    rows = getattr(plan, "plan").rows  # noqa: B009
    row = next(row for row in rows if row.task.id == str(task))
    spans = next(b.spans for b in row.bookings if b.resource == name)
    return spans[0][0], spans[-1][1]


def test_who_has_done_their_share_is_free() -> None:
    """Bob is away in the second week: Ann has done her eight days on Wed 10, Bob his on Wed 17."""
    leave: Rows = [["Who", "From", "To"], ["Bob", march(8), march(12)]]
    tasks = ([1, "Dig", "8d", "Ann; Bob"], [2, "Sort", "1d", "Ann"])
    found = planned(sheets(*tasks, head=NAMES, People=PEOPLE, Leave=leave), "finish", "cost")
    assert found.when(1) == (march(1, 8), march(17, 17))
    assert part(found, 1, "Ann") == (march(1, 8), march(10, 17))
    assert found.when(2) == (march(11, 8), march(11, 17))
    assert "Ann is on 1 Dig until 10 Mar 2027 17:00" in found.why(2)
    assert found.cost(1) == 8 * 8 * 90


def test_together_nobody_is_free_before_the_end() -> None:
    """The same with Yes in Together: Sort waits for Bob to come back and end the digging."""
    leave: Rows = [["Who", "From", "To"], ["Bob", march(8), march(12)]]
    tasks = ([1, "Dig", "8d", "Ann; Bob", "Yes", ""], [2, "Sort", "1d", "Ann", "", "1SS"])
    head = f"{NAMES}, Together, Predecessors"
    found = planned(sheets(*tasks, head=head, People=PEOPLE, Leave=leave), "finish", "cost")
    assert found.when(1) == (march(1, 8), march(17, 17))
    assert found.when(2) == (march(18, 8), march(18, 17))


def test_the_setting_says_it_for_all_and_the_column_for_one() -> None:
    """Bob comes on Wednesday: together both tasks wait for him, but one says No."""
    leave: Rows = [["Who", "From", "To"], ["Bob", march(1), march(2)]]
    tasks = ([1, "Dig", "1d", "Ann; Bob", "", "2"], [2, "Sort", "1d", "Ann; Bob", "No", ""])
    book = sheets(
        *tasks,
        head=f"{NAMES}, Together, Predecessors",
        settings=[["Team works", "together"]],
        People=PEOPLE,
        Leave=leave,
    )
    found = planned(book, "finish", "cost")
    assert found.when(2) == (march(1, 8), march(3, 17))
    assert part(found, 2, "Ann") == (march(1, 8), march(1, 17))
    assert found.when(1) == (march(4, 8), march(4, 17))


def test_a_full_timer_is_done_before_a_half_timer() -> None:
    """32 h in halves: Ann until Tue 17:00, Bob on four mornings until Thu 12:00."""
    people: Rows = [["Name", "Calendar"], ["Ann", ""], ["Bob", "Mornings"]]
    calendars: Rows = [*WEEK, ["Mornings", *["08:00-12:00"] * 5]]
    tasks = ([1, "Sort", "32h", "Ann; Bob"], [2, "Pack", "4h", "Ann"])
    found = planned(sheets(*tasks, head=WORK, People=people, Calendars=calendars), "finish")
    assert found.when(1) == (march(1, 8), march(4, 12))
    assert found.when(2) == (march(3, 8), march(3, 12))


def test_a_job_share_does_one_task() -> None:
    """Ann is there Mon and Tue, Bob from Wed to Fri: 24 h each for 48 h; Ann's third day is Mon."""
    people: Rows = [["Name", "Calendar"], ["Ann", "First"], ["Bob", "Second"]]
    calendars: Rows = [*WEEK, ["First", DAY, DAY, "", "", ""], ["Second", "", "", DAY, DAY, DAY]]
    book = sheets([1, "Desk", "48h", "Ann; Bob"], head=WORK, People=people, Calendars=calendars)
    found = planned(book, "finish")
    assert found.when(1) == (march(1, 8), march(8, 17))
    assert part(found, 1, "Bob") == (march(3, 8), march(5, 17))


def test_a_machine_waits_for_its_operator() -> None:
    """Two days with the crane, the operator away on Tue: the crane is taken until Wed."""
    people: Rows = [["Name", "Type"], ["Crane", "Equipment"], ["Op", ""]]
    leave: Rows = [["Who", "From", "To"], ["Op", march(2), march(2)]]
    tasks = ([1, "Lift", "2d", "Crane; Op"], [2, "Other lift", "1d", "Crane"])
    links = "ID, Task Name, Duration, Resource Names, Predecessors"
    book = sheets([*tasks[0], ""], [*tasks[1], "1SS"], head=links, People=people, Leave=leave)
    found = planned(book, "finish")
    assert found.when(1) == (march(1, 8), march(3, 17))
    assert found.when(2) == (march(4, 8), march(4, 17))


def test_a_machine_that_is_said_not_to_wait_goes_on() -> None:
    """The same with No in Together: the crane is done on Tue, though Op ends on Wed only."""
    people: Rows = [["Name", "Type"], ["Crane", "Equipment"], ["Op", ""]]
    leave: Rows = [["Who", "From", "To"], ["Op", march(2), march(2)]]
    head = "ID, Task Name, Duration, Resource Names, Predecessors, Together"
    book = sheets(
        [1, "Lift", "2d", "Crane; Op", "", "No"],
        [2, "Other lift", "1d", "Crane", "1SS", ""],
        head=head,
        People=people,
        Leave=leave,
    )
    found = planned(book, "finish")
    assert found.when(1) == (march(1, 8), march(3, 17))
    assert found.when(2) == (march(3, 8), march(3, 17))
