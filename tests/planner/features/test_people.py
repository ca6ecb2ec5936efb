"""Who does it: skills, levels, crews, candidates, wishes, equipment, shares of people."""

import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.features.support import march, planned, sheets
from tests.planner.reading.books import Rows, book

SKILLED: Rows = [
    ["Name", "Skills", "Rate"],
    ["Ann", "Weld:3; Crane", 60],
    ["Bob", "Weld:1; Crane", 20],
    ["Cem", "Weld:3", 50],
]
SKILLS = "ID, Task Name, Duration, Skills"
NAMES = "ID, Task Name, Duration, Resource Names"


def test_each_seat_is_taken_by_somebody_else_who_can() -> None:
    """Two welders of level 3 are Ann and Cem, so the crane is left to Bob."""
    found = planned(sheets([1, "Lift", "2d", "Weld:3 x2; Crane"], head=SKILLS, People=SKILLED))
    assert found.who(1) == ["Ann", "Bob", "Cem"]
    skills = {b.resource: b.skill for b in found.plan.rows[0].bookings}
    assert skills == {"Ann": "Weld", "Bob": "Crane", "Cem": "Weld"}
    assert found.cost(1) == 16 * (60 + 20 + 50)


def test_somebody_with_two_skills_fills_one_seat_only() -> None:
    """A welder and a crane: only Ann could do both, and she is one person."""
    people: Rows = [["Name", "Skills"], ["Ann", "Weld; Crane"]]
    workbook = sheets([1, "Lift", "2d", "Weld; Crane"], head=SKILLS, People=people)
    with pytest.raises(InputError) as caught:
        planned(workbook)
    assert any(issue.place == "Tasks!D2" for issue in caught.value.issues)


def test_the_level_decides_who_may() -> None:
    """Bob is the cheapest, but his level is 1."""
    tasks = ([1, "Fine", "1d", "Weld:3"], [2, "Rough", "1d", "Weld"])
    found = planned(sheets(*tasks, head=SKILLS, People=SKILLED))
    assert (found.who(1), found.who(2)) == (["Cem"], ["Bob"])


def test_too_few_people_of_a_level_are_told_by_their_cell() -> None:
    workbook = sheets([1, "Fine", "1d", "Weld:3 x3"], head=SKILLS, People=SKILLED)
    with pytest.raises(InputError) as caught:
        read_project(book(workbook))
    (issue,) = [i for i in caught.value.issues if i.severity == "error"]
    assert (issue.code, issue.place) == ("too-few-people", "Tasks!D2")


def test_of_a_list_of_candidates_the_best_is_taken() -> None:
    """Two tasks side by side are finished in a day, by one person each; Cem takes no part."""
    tasks = ([1, "Dig", "1d", "Ann or Bob"], [2, "Pour", "1d", "Bob or Ann"])
    found = planned(sheets(*tasks, head=NAMES, People=SKILLED), "finish", "cost")
    assert sorted([*found.who(1), *found.who(2)]) == ["Ann", "Bob"]
    assert found.plan.finish == march(1, 17)
    alone = planned(sheets(tasks[0], head=NAMES, People=SKILLED))
    assert (alone.who(1), alone.cost(1)) == (["Bob"], 160)


def test_who_must_not_does_not() -> None:
    found = planned(
        sheets([1, "Rough", "1d", "Weld", "Bob"], head=f"{SKILLS}, Not", People=SKILLED)
    )
    assert found.who(1) == ["Cem"]


def test_the_same_people_and_other_people() -> None:
    """Bob digs because he is cheap, so he also fills, and the check is for Cem."""
    tasks = (
        [1, "Dig", "1d", "Weld", "", ""],
        [2, "Fill", "1d", "Weld", "1", ""],
        [3, "Check", "1d", "Weld", "", "1; 2"],
    )
    head = f"{SKILLS}, Same People As, Different People From"
    found = planned(sheets(*tasks, head=head, People=SKILLED), "cost")
    assert (found.who(1), found.who(2), found.who(3)) == (["Bob"], ["Bob"], ["Cem"])


def test_a_wish_is_kept_where_nothing_speaks_against_it() -> None:
    people: Rows = [["Name", "Skills", "Rate"], ["Ann", "Dig", 30], ["Bob", "Dig", 30]]
    tasks = ([1, "Dig", "1d", "Dig", "Bob"], [2, "Dig more", "1d", "Dig", "Bob"])
    one = planned(sheets(tasks[0], head=f"{SKILLS}, Preferred", People=people))
    assert (one.who(1), one.goal("wishes")) == (["Bob"], 0)
    both = planned(sheets(*tasks, head=f"{SKILLS}, Preferred", People=people), "finish", "cost")
    assert both.plan.finish == march(1, 17)  # done in a day comes first
    assert both.goal("wishes") == 1
    assert "wish-not-met" in both.codes()


def test_a_machine_and_a_room_are_needed_beside_people() -> None:
    """One digger for two crews: the second waits for it."""
    equipment: Rows = [["Name", "Max Units", "Cost Per Use"], ["Digger", 1, 100], ["Lab", 2, 0]]
    tasks = ([1, "North", "1d", "Ann; Digger; Lab"], [2, "South", "1d", "Bob; Digger; Lab"])
    people: Rows = [["Name", "Rate"], ["Ann", 50], ["Bob", 40]]
    found = planned(sheets(*tasks, head=NAMES, People=people, Equipment=equipment))
    assert found.plan.finish == march(2, 17)
    assert found.plan.cost == 8 * 50 + 8 * 40 + 2 * 100


def test_a_pool_does_as_much_at_a_time_as_it_has() -> None:
    """Five movers: three and two side by side, then three more."""
    people: Rows = [["Name", "Max Units", "Rate"], ["Mover", "500%", 10]]
    names = ("Mover[300%]", "Mover[200%]", "Mover[300%]")
    tasks = [[k, f"Move {k}", "1d", who] for k, who in enumerate(names, 1)]
    found = planned(sheets(*tasks, head=NAMES, People=people))
    assert found.plan.finish == march(2, 17)
    assert [found.cost(k) for k in (1, 2, 3)] == [240, 160, 240]


def test_half_of_somebody_can_be_on_two_things_at_a_time() -> None:
    """Fixed durations: two halves of Ann side by side, the third after them; half the money."""
    tasks = [[k, f"Task {k}", "2d", "Ann[50%]"] for k in (1, 2, 3)]
    found = planned(sheets(*tasks, head=NAMES, People=[["Name", "Rate"], ["Ann", 50]]))
    assert found.plan.finish == march(4, 17)
    assert found.cost(1) == 16 * 50 / 2


def test_half_of_somebody_needs_twice_as_long_for_work() -> None:
    found = planned(
        sheets(
            [1, "Write", "16h", "Ann[50%]"],
            head="ID, Task Name, Work, Resource Names",
            People=[["Name", "Rate"], ["Ann", 50]],
        )
    )
    assert found.when(1) == (march(1, 8), march(4, 17))
    assert found.cost(1) == 16 * 50


def test_work_is_shared_by_as_many_as_help() -> None:
    """40 h by one to three: three are quickest, 13 h 20 min each."""
    people: Rows = [["Name", "Skills", "Rate"], *([n, "IT", 30] for n in ("Ann", "Bob", "Cem"))]
    head = "ID, Task Name, Work, People, Skills"
    quick = planned(sheets([1, "Wire", "40h", "1-3", "IT"], head=head, People=people))
    assert quick.who(1) == ["Ann", "Bob", "Cem"]
    assert quick.when(1) == (march(1, 8), march(2, 14, 20))
    cheap = planned(sheets([1, "Wire", "40h", "1-3", "IT"], head=head, People=people), "cost")
    assert cheap.cost(1) == 40 * 30


def test_who_is_slower_needs_longer_and_costs_more() -> None:
    """16 h at 80 % take 20 h."""
    people: Rows = [["Name", "Efficiency", "Rate"], ["Ann", "80%", 10], ["Bob", "100%", 13]]
    head = "ID, Task Name, Work, Resource Names"
    slow = planned(sheets([1, "Write", "16h", "Ann"], head=head, People=people))
    assert slow.when(1) == (march(1, 8), march(3, 12))
    assert slow.cost(1) == 200
    either = sheets([1, "Write", "16h", "Ann or Bob"], head=head, People=people)
    assert planned(either, "cost").who(1) == ["Ann"]
    assert planned(either, "finish").who(1) == ["Bob"]


@pytest.mark.parametrize(
    ("away", "who", "finish"),
    [("Bob", ["Ann", "Cem"], march(1, 17)), ("Ann", ["Bob", "Cem"], march(1, 15))],
)
def test_work_is_shared_in_proportion_by_whoever_is_chosen(
    away: str, who: list[str], finish: object
) -> None:
    """12 h: Ann, who is there by half, does 4 h and Cem 8 h in the same time; Bob and Cem 6 h."""
    head = "ID, Task Name, Work, People, Resource Names"
    people: Rows = [["Name", "Max Units"], ["Ann", 0.5], ["Bob", 1], ["Cem", 1]]
    leave: Rows = [["Who", "From", "To"], [away, march(1), march(5)]]
    task = [1, "Sort", "12h", 2, "Ann or Bob or Cem"]
    found = planned(sheets(task, head=head, People=people, Leave=leave), "finish")
    assert (found.who(1), found.when(1)[1]) == (who, finish)


def test_a_group_in_part_is_one_of_its_members_in_part() -> None:
    people: Rows = [["Name", "Group", "Rate"], ["Ann", "Crew", 50], ["Bob", "Crew", 40]]
    found = planned(sheets([1, "Help", "1d", "Crew[50%]"], head=NAMES, People=people))
    assert (found.who(1), found.cost(1)) == (["Bob"], 8 * 40 / 2)


def test_people_without_a_sheet_are_one_each_and_cost_nothing() -> None:
    tasks = ([1, "Dig", "1d", "Ann"], [2, "Pour", "1d", "Ann"])
    found = planned(sheets(*tasks, head=NAMES))
    assert found.plan.finish == march(2, 17)
    assert found.plan.cost == 0
