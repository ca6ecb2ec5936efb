"""A phase starts with its first task and finishes with its last, in every rule, both ways."""

from datetime import datetime
from typing import Any

import pytest

from planner.errors import Issue
from planner.export.drawing import gantt_svg
from tests.planner.features.support import (
    PEOPLE,
    WEEKDAYS,
    Planned,
    march,
    planned,
    refused,
    sheets,
)
from tests.planner.reading.books import Rows

HEAD = "ID, WBS, Task Name, Duration, Predecessors, Earliest Start"
Row = list[Any]


def phase(*rows: Row, head: str = HEAD, **more: Any) -> Planned:
    return planned(sheets(*rows, head=head, **more))


def days(found: Planned, task: int) -> tuple[int, int]:
    """The days in March on which a task starts and finishes, in the morning and in the evening."""
    start, finish = found.when(task)
    assert start is not None
    assert finish is not None
    assert (start.hour, finish.hour) == (8, 17)
    return start.day, finish.day


SITE: list[Row] = [
    [1, "1", "Site", "", "", ""],
    [2, "1.1", "Survey", "2d", "", march(3)],
    [3, "1.2", "Drill", "1d", "", march(10)],
]
"""From Wednesday, 3 March, to Wednesday, 10 March: six working days."""


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("1SS", (3, 3)),  # with the first task, not with the last of those that wait for none
        ("1SS+1d", (4, 4)),
        ("1SS-1d", (2, 2)),
        ("1SF+3d", (5, 5)),  # its finish three days after the start: Wed, Thu, Fri
        ("1", (11, 11)),
        ("1FF", (10, 10)),
        ("1FS-2d", (9, 9)),
        ("1SS+50%", (8, 8)),  # after Wed, Thu, Fri
        ("1FS-50%", (8, 8)),  # half of it before its finish
        ("1FS+1ed", (12, 12)),  # from Wed 17:00 to Thu 17:00
        ("1SS+1ed", (4, 4)),
        ("2SS+50%", (4, 4)),  # of a task: one of its two days
    ],
)
def test_what_waits_for_a_phase(link: str, expected: tuple[int, int]) -> None:
    found = phase(*SITE, [4, "2", "Next", "1d", link, ""])
    assert days(found, 4) == expected
    assert (days(found, 2), days(found, 3)) == ((3, 4), (10, 10))


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("1FS+50%", (9, 9)),  # from Monday to Thursday, then Friday and Monday
        ("1SS+50%", (3, 3)),
        ("1SS+25%", (2, 2)),
        ("1FF+25%", (5, 5)),
        ("1FS-75%", (2, 2)),
    ],
)
def test_per_cent_are_of_the_time_from_the_first_to_the_last(
    link: str, expected: tuple[int, int]
) -> None:
    rows = [[1, "1", "Phase", "", "", ""], [2, "1.1", "A", "1d", "", ""]]
    found = phase(*rows, [3, "1.2", "B", "3d", "2", ""], [4, "2", "Next", "1d", link, ""])
    assert days(found, 4) == expected


def test_a_phase_is_drawn_together_where_per_cent_of_it_decide_the_finish() -> None:
    found = phase(*SITE, [4, "2", "Next", "1d", "1FS+50%", ""])
    assert (days(found, 2), days(found, 4)) == ((9, 10), (12, 12))  # two days, so one to wait


def test_an_elapsed_lag_counts_from_the_end_of_the_last_task() -> None:
    rows = [[1, "1", "Site", "", "", ""], [2, "1.1", "Survey", "5d", "", ""]]
    found = phase(
        *rows, [3, "2", "Phase", "1d", "1FS+2ed", ""], [4, "3", "Task", "1d", "2FS+2ed", ""]
    )
    assert days(found, 3) == days(found, 4) == (8, 8)  # Friday 17:00 to Sunday 17:00
    found = phase(*rows, [3, "2", "Phase", "1d", "1FS+3ed", ""])
    assert found.when(3) == (march(9, 8), march(9, 17))  # until Monday 17:00


def test_the_start_of_a_phase_is_named_as_the_reason() -> None:
    found = phase(*SITE, [4, "2", "Next", "1d", "1SS+50%", ""])
    assert found.why(4) == "waits for 1 Site to start (3 Mar 2027 08:00), then 50% of its length"


BUILD: list[Row] = [
    [1, "1", "Long", "8d", "", ""],
    [2, "2", "Phase", "", "", ""],
    [3, "2.1", "Early", "1d", "", ""],
    [4, "2.2", "Mid", "2d", "3", ""],
]
"""Long until Wednesday, 10 March."""


@pytest.mark.parametrize(
    ("link", "early", "mid"),
    [
        ("1FF", (1, 1), (9, 10)),  # only the last to end has to wait
        ("1FF+1d", (1, 1), (10, 11)),
        ("1FF-2d", (1, 1), (5, 8)),
        ("1SF+4d", (1, 1), (3, 4)),
        ("1SF+3d", (1, 1), (2, 3)),  # it ends on Wednesday anyhow
        ("1", (11, 11), (12, 15)),
        ("1SS+2d", (3, 3), (4, 5)),
    ],
)
def test_a_phase_that_waits(link: str, early: tuple[int, int], mid: tuple[int, int]) -> None:
    rows = [list(row) for row in BUILD]
    rows[1][4] = link
    found = phase(*rows)
    assert (days(found, 3), days(found, 4)) == (early, mid)


def test_why_the_last_task_of_a_phase_starts_so_late() -> None:
    rows = [list(row) for row in BUILD]
    rows[1][4] = "1FF"
    found = phase(*rows)
    assert found.why(4) == "its finish waits for 1 Long (until 10 Mar 2027 17:00)"
    assert found.why(3) == "project start"


def test_another_task_is_the_last_where_one_has_to_be_done_before() -> None:
    head = f"{HEAD}, Finish No Later Than"
    rows: list[Row] = [
        [1, "1", "Long", "8d", "", "", None],
        [2, "2", "Phase", "", "1FF", "", None],
        [3, "2.1", "Mid", "2d", "", "", march(3)],
        [4, "2.2", "Tail", "1d", "", "", None],
    ]
    found = phase(*rows, head=head)
    assert (days(found, 3), days(found, 4)) == ((1, 2), (10, 10))


def test_a_longest_wait_after_a_phase_pulls_its_last_task() -> None:
    rows: list[Row] = [
        [1, "1", "Phase", "", "", ""],
        [2, "1.1", "A", "1d", "", ""],
        [3, "1.2", "B", "1d", "2", ""],
        [4, "2", "X", "1d", "1FS max 2d", march(10)],
    ]
    found = phase(*rows)  # Monday and Tuesday between
    assert (days(found, 2), days(found, 3), days(found, 4)) == ((1, 1), (5, 5), (10, 10))


def test_a_longest_wait_before_a_phase_is_up_to_its_first_task() -> None:
    rows: list[Row] = [
        [1, "1", "Pour", "1d", "", ""],
        [2, "2", "Phase", "", "1FS max 1d", ""],
        [3, "2.1", "Prepare", "1d", "", march(3)],
        [4, "2.2", "Cure", "1d", "", march(12)],
    ]
    assert days(phase(*rows), 1) == (1, 1)  # Tuesday between
    rows[2][5] = march(4)
    assert days(phase(*rows), 1) == (2, 2)


def test_a_longest_wait_that_no_task_of_the_phase_can_keep_is_told() -> None:
    head = f"{HEAD}, Must Start On"
    rows: list[Row] = [
        [1, "1", "Phase", "", "", "", None],
        [2, "1.1", "A", "1d", "", "", march(1)],
        [3, "2", "X", "1d", "1FS max 1d", march(15), None],
    ]
    error = refused(sheets(*rows, head=head))
    assert {(issue.code, issue.cell) for issue in error.issues} == {
        ("conflict", "G3"),
        ("conflict", "F4"),
    }
    assert "3 X may wait for 1 Phase for at most 1 day (Tasks!E4)" in error.issues[0].message


DATES = (
    "ID, WBS, Task Name, Duration, Predecessors, Earliest Start, Constraint Type, Constraint Date"
)


def dated(kind: str, when: datetime, *, first: datetime | None = None) -> list[Row]:
    return [
        [1, "1", "Phase", "", "", "", kind, when],
        [2, "1.1", "A", "1d", "", first, "", None],
        [3, "1.2", "B", "2d", "2", "", "", None],
    ]


@pytest.mark.parametrize(
    ("kind", "day", "one", "two"),
    [
        ("Must Start On", 3, (3, 3), (4, 5)),
        ("Start No Earlier Than", 3, (3, 3), (4, 5)),
        ("Start No Later Than", 3, (1, 1), (2, 3)),
        ("Must Finish On", 10, (1, 1), (9, 10)),
        ("Finish No Earlier Than", 10, (1, 1), (9, 10)),
        ("Finish No Earlier Than", 2, (1, 1), (2, 3)),
        ("Finish No Later Than", 10, (1, 1), (2, 3)),
    ],
)
def test_a_hard_date_of_a_phase(
    kind: str, day: int, one: tuple[int, int], two: tuple[int, int]
) -> None:
    found = phase(*dated(kind, march(day)), head=DATES)
    assert (days(found, 2), days(found, 3)) == (one, two)


def told(issues: tuple[Issue, ...]) -> set[tuple[str, str]]:
    return {(issue.code, issue.cell) for issue in issues}


@pytest.mark.parametrize("kind", ["Must Start On", "Start No Later Than"])
def test_a_phase_whose_first_task_comes_too_late_is_told_at_its_date(kind: str) -> None:
    error = refused(sheets(*dated(kind, march(3), first=march(5)), head=DATES))
    assert told(tuple(error.issues)) == {("conflict", "H2"), ("conflict", "F3")}


def test_a_phase_that_cannot_finish_so_late_is_told() -> None:
    rows = dated("Finish No Earlier Than", march(10))
    rows[1][6:] = ["Finish No Later Than", march(4)]
    rows[2][6:] = ["Finish No Later Than", march(4)]
    error = refused(sheets(*rows, head=DATES))
    assert ("conflict", "H2") in told(tuple(error.issues))


CREWS: dict[str, Any] = {
    "People": [
        ["Name", "Calendar", "Rate"],
        ["Ann", "", 20],
        ["Cem", "Late", 10],
        ["Mo", "Mornings", 20],
    ],
    "Calendars": [
        ["Calendar", *WEEKDAYS],
        ["Standard", *["08:00-12:00, 13:00-17:00"] * 5],
        ["Late", *["14:00-22:00"] * 5],
        ["Mornings", *["08:00-12:00"] * 5],
    ],
}


def shifts(*rows: Row) -> Planned:
    """Phase 1 with a hard date, and tasks of people of different shifts."""
    head = "ID, WBS, Task Name, Duration, Resource Names, Constraint Type, Constraint Date"
    return planned(sheets(*rows, head=head, **CREWS), "cost", "finish")


@pytest.mark.parametrize(
    ("kind", "who", "start", "finish"),
    [
        # Cem is cheaper: the phase ends on Monday when his day does, at 22:00
        ("Must Finish On", "Cem or Ann", march(8, 18), march(8, 22)),
        ("Must Finish On", "Ann", march(8, 13), march(8, 17)),
        ("Finish No Earlier Than", "Cem or Ann", march(8, 18), march(8, 22)),
        ("Finish No Earlier Than", "Mo", march(8, 8), march(8, 12)),
        ("Must Start On", "Cem or Ann", march(8, 14), march(8, 18)),
        ("Start No Later Than", "Cem or Ann", march(1, 14), march(1, 18)),
    ],
)
def test_a_hard_date_of_a_phase_is_that_of_who_does_its_task(
    kind: str, who: str, start: datetime, finish: datetime
) -> None:
    rows = [[1, "1", "Site", "", "", kind, march(8)], [2, "1.1", "Dig", "4h", who, "", None]]
    assert shifts(*rows).when(2) == (start, finish)


def test_a_hard_date_of_a_phase_is_that_of_who_ends_it() -> None:
    """By Monday's end Cem would have to end it at 22:00: it is Ann who does, at 17:00."""
    rows = [
        [1, "1", "Site", "", "", "Must Finish On", march(8)],
        [2, "1.1", "Dig", "4h", "Ann", "", None],
        [3, "1.2", "Sort", "2h", "Cem", "Finish No Later Than", march(8, 17)],
    ]
    found = shifts(*rows)
    assert found.when(2)[1] == march(8, 17)
    assert (found.when(3)[1] or march(9)) <= march(8, 17)


def test_what_does_not_end_a_phase_is_as_early_as_it_can_be() -> None:
    """Mo ends it on the 12th at noon; Cem's work, after Ann's, begins on the first evening."""
    rows = [
        [1, "1", "Site", "", "", "Must Finish On", march(12)],
        [2, "1.1", "Dig", "6h", "Ann", "", None],
        [3, "1.2", "Sort", "12h", "Cem", "", None],
        [4, "1.3", "Look", "4h", "Mo", "Start No Earlier Than", march(2)],
    ]
    found = shifts(*rows)
    assert found.when(2)[0] == march(1, 8)
    assert found.when(3)[0] == march(1, 14)
    assert found.when(4) == (march(12, 8), march(12, 12))


def test_a_phase_that_has_to_start_when_nobody_who_could_start_it_is_free_is_told() -> None:
    """Ann's Monday starts at 08:00, Cem's at 14:00: at 10:00 neither starts the phase in time."""
    head = "ID, WBS, Task Name, Duration, Resource Names, Constraint Type, Constraint Date"
    rows: list[Row] = [
        [1, "1", "Site", "", "", "Start No Later Than", march(8)],
        [2, "1.1", "Dig", "4h", "Ann", "Start No Earlier Than", march(8, 10)],
        [3, "1.2", "Sort", "4h", "Cem", "Start No Earlier Than", march(8, 15)],
    ]
    error = refused(sheets(*rows, head=head, **CREWS))
    found = {(issue.code, issue.cell) for issue in error.issues}
    assert found == {("conflict", "G2"), ("conflict", "G3"), ("conflict", "G4")}


LATE = f"{HEAD}, Constraint Type"


def test_as_late_as_possible_uses_the_time_up_to_a_phase() -> None:
    rows: list[Row] = [
        [1, "1", "Buy", "2d", "", "", "ALAP"],
        [2, "2", "Use", "", "1", march(10), ""],
        [3, "2.1", "x", "1d", "", "", ""],
    ]
    assert days(phase(*rows, head=LATE), 1) == (8, 9)
    rows[1][4] = "1FS+1d"
    assert days(phase(*rows, head=LATE), 1) == (5, 8)


def test_as_late_as_possible_moves_no_successor() -> None:
    rows: list[Row] = [
        [1, "1", "Buy", "2d", "", "", "ALAP"],
        [2, "2", "Pay", "1d", "1", "", ""],
        [3, "3", "Use", "", "2", march(10), ""],
        [4, "3.1", "x", "1d", "", "", ""],
    ]
    found = phase(*rows, head=LATE)
    assert (days(found, 1), days(found, 2)) == ((1, 2), (3, 3))


def test_as_late_as_possible_within_a_phase_ends_where_what_follows_begins() -> None:
    rows: list[Row] = [
        [1, "1", "Phase", "", "", "", ""],
        [2, "1.1", "Buy", "1d", "", "", "ALAP"],
        [3, "1.2", "Long", "3d", "", "", ""],
        [4, "2", "Next", "2d", "1", march(8), ""],
    ]
    found = phase(*rows, head=LATE)
    assert (days(found, 2), days(found, 3), days(found, 4)) == ((5, 5), (1, 3), (8, 9))


def test_as_late_as_possible_of_a_phase_holds_for_its_tasks() -> None:
    rows: list[Row] = [
        [1, "1", "Phase", "", "", "", "ALAP"],
        [2, "1.1", "A", "1d", "", "", ""],
        [3, "1.2", "B", "1d", "2", "", ""],
        [4, "2", "Next", "1d", "1", march(10), ""],
    ]
    found = phase(*rows, head=LATE)
    assert (days(found, 2), days(found, 3)) == ((8, 8), (9, 9))


def test_texts_show_the_id_of_the_table_not_its_wbs() -> None:
    found = phase([10, "1", "A", "1d", "", ""], [20, "2", "B", "1d", "10", ""])
    assert found.why(20) == "waits for 10 A (until 1 Mar 2027 17:00)"


def test_a_phase_has_one_name_on_all_sheets_and_in_the_drawn_chart() -> None:
    """The ID of the table, as on Plan, where there is a WBS as well."""
    tasks = (["P", "1", "Build", "", ""], ["a", "1.1", "Dig", "1d", "Ann"])
    found = planned(sheets(*tasks, head="ID,WBS,Task,Duration,Resources", People=PEOPLE))
    for sheet in ("Status", "Costs"):
        texts = {str(row[0]) for row in found.result[sheet]}
        assert "P Build" in texts, sheet
    drawn = gantt_svg(found.plan)
    assert "P Build" in drawn
    assert "1 Build" not in drawn


def test_a_budget_of_a_phase_is_named_by_the_phase_though_an_id_is_the_same() -> None:
    """4 is the WBS of a phase and the ID of another task; the budget holds the phase back."""
    tasks = (
        [4, "1", "Survey", "1d", "Ann"],
        [5, "4", "Electrical", "", ""],
        [6, "4.1", "Lights", "1d", "Ann"],
    )
    budgets: Rows = [["Scope", "Limit"], ["4", 100]]
    error = refused(
        sheets(*tasks, head="ID,WBS,Task,Duration,Resources", People=PEOPLE, Budgets=budgets)
    )
    (issue,) = [one for one in error.issues if one.code == "conflict"]
    assert str(issue.message).startswith("the budget of 5 Electrical is 100.00")
