"""Several people on a task: each for themselves or together, part-timers, job shares."""

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.features.support import march, planned, sheets
from tests.planner.reading.books import Rows, book

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


PART: Rows = [
    ["Name", "Skills", "Max Units", "Rate"],
    ["Fay", "Test:3", "100%", 100],
    ["Gus", "Test:2", "40%", 10],
]
SKILLS = "ID, Task Name, Duration, Skills"


def test_a_part_timer_may_take_a_seat_and_needs_longer() -> None:
    """4d at 40 % are ten days: cheap for one of the two, and the other is done by Fay."""
    tasks = ([1, "Test A", "4d", "Test:2"], [2, "Test B", "4d", "Test:2"])
    quick = planned(sheets(*tasks, head=SKILLS, People=PART), "finish", "cost")
    assert [quick.who(1), quick.who(2)] == [["Fay"], ["Fay"]]
    assert quick.plan.finish == march(10, 17)
    assert quick.plan.cost == 2 * 32 * 100
    cheap = planned(sheets(*tasks, head=SKILLS, People=PART), "cost", "finish")
    assert [cheap.who(1), cheap.who(2)] == [["Gus"], ["Gus"]]
    assert cheap.plan.finish == march(26, 17)
    assert cheap.plan.cost == 2 * 32 * 10


def test_a_part_timer_may_be_one_of_those_named() -> None:
    """`Fay or Gus` twice for 2d: Fay in two days, Gus at 40 % in five, side by side."""
    tasks = ([1, "A", "2d", "Fay or Gus"], [2, "B", "2d", "Fay or Gus"])
    people: Rows = [["Name", "Max Units"], ["Fay", "100%"], ["Gus", "50%"]]
    found = planned(sheets(*tasks, head=NAMES, People=people), "finish")
    assert found.plan.finish == march(4, 17)
    both = planned(
        sheets(*tasks, [3, "C", "2d", "Fay or Gus"], head=NAMES, People=people), "finish"
    )
    assert both.plan.finish == march(4, 17)
    assert sorted(both.who(k)[0] for k in (1, 2, 3)) == ["Fay", "Fay", "Gus"]


def test_two_seats_take_as_long_as_the_slower() -> None:
    found = planned(sheets([1, "Test", "2d", "Test:2 x2"], head=SKILLS, People=PART), "finish")
    assert found.when(1) == (march(1, 8), march(5, 17))
    assert part(found, 1, "Fay") == (march(1, 8), march(2, 17))
    assert found.cost(1) == 16 * 100 + 16 * 10


def test_a_duration_of_named_people_stays() -> None:
    """5d with Gus at 40 % are five days and 16 h, beside Fay as well as alone."""
    tasks = ([1, "A", "5d", "Gus"], [2, "B", "5d", "Fay; Gus"])
    found = planned(sheets(*tasks, head=NAMES, People=PART), "finish")
    assert found.plan.finish == march(12, 17)
    assert (found.cost(1), found.cost(2)) == (16 * 10, 40 * 100 + 16 * 10)


def test_named_people_share_work_by_what_there_is_of_them() -> None:
    """28 h with Fay and Gus at 40 %: 20 h of both, of which Gus does 8 h."""
    found = planned(sheets([1, "Sort", "28h", "Fay; Gus"], head=WORK, People=PART), "finish")
    assert found.when(1) == (march(1, 8), march(3, 12))
    assert found.cost(1) == 20 * 100 + 8 * 10


def test_work_on_a_seat_is_done_at_the_share_of_whoever_takes_it() -> None:
    """8 h of Gus at 40 % are 20 h of his time, and cost 8 h."""
    head = "ID, Task Name, Work, Skills"
    found = planned(sheets([1, "Test", "8h", "Test:2"], head=head, People=PART), "cost")
    assert found.when(1) == (march(1, 8), march(3, 12))
    assert (found.who(1), found.cost(1)) == (["Gus"], 80)


def test_who_is_asked_for_less_than_they_have_needs_no_longer() -> None:
    """A fifth of Fay or Gus: both have that much."""
    found = planned(sheets([1, "Help", "1d", "Fay[20%] or Gus[20%]"], head=NAMES, People=PART))
    assert found.plan.finish == march(1, 17)


def test_shares_are_exact() -> None:
    """Seven sevenths are one whole, eight are not; six times 17 % are more than one."""

    def at(share: float, count: int) -> object:
        tasks = [[k, f"T{k}", "1d"] for k in range(1, count + 1)]
        rows: Rows = [
            ["Task ID", "Resource", "Units"],
            *([k, "Ann", share] for k in range(1, count + 1)),
        ]
        book = sheets(*tasks, head="ID, Task Name, Duration", People=PEOPLE, Assignments=rows)
        return planned(book, "finish").plan.finish

    assert at(0.142857142857143, 7) == march(1, 17)
    assert at(1 / 7, 8) == march(2, 17)
    assert at(0.17, 5) == march(1, 17)
    assert at(0.17, 6) == march(2, 17)


def test_what_is_paid_is_never_rounded() -> None:
    """8 h at 33 % are 24 h 14 min 33 s of Ann's time and cost 8 h; a third and 37 % the same."""
    for share in ("33%", "33.3333333333333%", "37%"):
        book = sheets([1, "Write", "8h", f"Ann[{share}]"], head=WORK, People=PEOPLE)
        assert planned(book).cost(1) == 8 * 50


LAWYERS: Rows = [
    ["Name", "Skills", "Rate"],
    ["Ann", "Law", 10],
    ["Bob", "Tax", 10],
    ["Cem", "Law; Tax", 50],
]
SAME = "ID, Task Name, Duration, Skills, Resource Names, Same People As, Different People From"


def faults(*tasks: list[object], people: Rows = LAWYERS) -> list[tuple[str, str]]:
    """Code and cell of every error."""
    data = book(sheets(*tasks, head=SAME, People=people))
    try:
        read_project(data)
    except InputError as error:
        return [(issue.code, issue.cell) for issue in error.issues if issue.severity == "error"]
    return []


def test_the_same_people_are_the_very_same() -> None:
    """Only Cem has Law and Tax, though Ann and Bob are cheaper; without the column they do it."""
    tasks = [[1, "Draft", "1d", "Law", "", "", ""], [2, "Review", "1d", "Tax", "", "1", ""]]
    found = planned(sheets(*tasks, head=SAME, People=LAWYERS), "cost")
    assert (found.who(1), found.who(2)) == (["Cem"], ["Cem"])
    tasks[1][5] = ""
    found = planned(sheets(*tasks, head=SAME, People=LAWYERS), "cost")
    assert (found.who(1), found.who(2)) == (["Ann"], ["Bob"])


def test_the_same_pair_is_found_where_each_task_has_more_to_choose_from() -> None:
    """Two of Ann, Bob, Cem and two of Bob, Cem, Dan: Bob and Cem, whatever they cost."""
    people: Rows = [["Name", "Rate"], ["Ann", 1], ["Bob", 9], ["Cem", 9], ["Dan", 1]]
    one, two = "Ann or Bob or Cem; Bob or Cem or Ann", "Bob or Cem or Dan; Dan or Cem or Bob"
    tasks = ([1, "A", "1d", "", one, "", ""], [2, "B", "1d", "", two, "1", ""])
    found = planned(sheets(*tasks, head=SAME, People=people), "cost")
    assert found.who(1) == found.who(2) == ["Bob", "Cem"]


def test_a_chain_of_the_same_people_is_one_team() -> None:
    people: Rows = [["Name", "Skills"], ["Ann", "A; B"], ["Bob", "B; C"], ["Cem", "A; B; C"]]
    tasks = (
        [1, "A", "1d", "A", "", "", ""],
        [2, "B", "1d", "B", "", "1", ""],
        [3, "C", "1d", "C", "", "2", ""],
    )
    found = planned(sheets(*tasks, head=SAME, People=people), "finish")
    assert found.who(1) == found.who(2) == found.who(3) == ["Cem"]


def test_what_cannot_be_the_same_people_is_an_error_at_the_cell() -> None:
    both = [1, "A", "1d", "", "Ann; Bob", "", ""]
    assert faults(both, [2, "B", "1d", "", "Ann or Cem or Bob", "1", ""]) == [
        ("people-conflict", "F3")
    ]
    ann = [1, "A", "1d", "", "Ann", "", ""]
    assert faults(ann, [2, "B", "1d", "", "Bob", "1", ""]) == [("people-conflict", "F3")]
    assert faults(ann, [2, "B", "1d", "Tax", "", "1", ""]) == [("people-conflict", "F3")]
    assert faults(ann, [2, "B", "1d", "", "", "1", ""]) == [("people-conflict", "F3")]
    assert faults(both, [2, "B", "1d", "", "Bob; Ann", "1", ""]) == []
    assert faults(ann, [2, "B", "1d", "", "Ann or Bob", "1", ""]) == []


def test_what_cannot_be_different_people_is_an_error_at_the_cell() -> None:
    ann = [1, "A", "1d", "", "Ann", "", ""]
    assert faults(ann, [2, "B", "1d", "", "Ann; Bob", "", "1"]) == [("people-conflict", "G3")]
    assert faults(ann, [2, "B", "1d", "", "Ann or Bob", "", "1"]) == []
    seats = [[1, "A", "1d", "Law x2", "", "", ""], [2, "B", "1d", "Law", "", "", "1"]]
    assert faults(*seats) == [("people-conflict", "G3")]
    assert faults(ann, [2, "B", "1d", "", "Ann", "1", "1"])[0] == ("people-conflict", "F3")


def test_machines_and_rooms_are_nobody() -> None:
    """The same lab on both, though the people have to be different."""
    people: Rows = [["Name", "Type"], ["Ann", ""], ["Bob", ""], ["Lab", "Room"]]
    tasks = (
        [1, "A", "1d", "", "Ann or Bob; Lab", "", ""],
        [2, "B", "1d", "", "Ann; Lab", "", "1"],
        [3, "C", "1d", "", "Ann or Bob", "1", ""],
    )
    found = planned(sheets(*tasks, head=SAME, People=people), "finish")
    assert found.who(1) == ["Bob", "Lab"]
    assert found.who(3) == ["Bob"]
