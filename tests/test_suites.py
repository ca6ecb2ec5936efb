"""Benchmark instances as problems: small ones in each format, written for this."""

from pathlib import Path

import pytest

from benchmarks.suites import SUITES
from models.problem import Problem

PATTERSON = "4 1\n2\n0 0 2 2 3\n3 1 1 4\n2 2 1 4\n0 0 0\n"
MPLIB = "2\n1\n2\n2 0\n1\n3 1 1 1:2\n1 1 0\n1 5\n1\n2 2 0\n"  # the second may start at 5
MAXIMUM = (
    "2 1 0 0\n0 1 2 1 2 [0] [0]\n1 1 1 2 [4]\n2 1 2 3 1 [3] [-6]\n3 1 0\n"
    "0 1 0 0\n1 1 2 1\n2 1 3 1\n3 1 0 0\n1\n"
)
MSPSP = """% two people
nActs = 3;
dur = [0,4,0];
nSkills = 2;
sreq = [| 0,0,
 | 1,1,
 | 0,0, |];
mastery = [| true,false,
 | true,true, |];
pred = [1,2];
succ = [2,3];
"""


MSLIB = """* Project module
3 2 2 0
9
0
0 1 2
4 1 3
0 0
* Workforce module
1 0
1 1
* Workforce module with skill levels
1 0
2 1
* Skill requirements module
0 0
1 1
0 0
"""


def read(suite: str, text: str, folder: Path) -> Problem:
    path = folder / "instance"
    path.write_text(text)
    return SUITES[suite].read(path)


@pytest.mark.parametrize("suite", ["psplib", "rcp"])
def test_pattersons_format_has_one_mode_a_task(suite: str, tmp_path: Path) -> None:
    problem = read(suite, PATTERSON, tmp_path)
    assert [activity.modes[0].work for activity in problem.activities] == [0, 3, 2, 0]
    assert [resource.capacity for resource in problem.resources] == [2]
    assert problem.activities[2].modes[0].seats[0].candidates[0].units == 2
    assert [(link.first, link.second) for link in problem.precedences] == [
        (0, 1),
        (0, 2),
        (1, 3),
        (2, 3),
    ]
    assert problem.horizon == 5


def test_projects_that_share_people_begin_when_they_are_released(tmp_path: Path) -> None:
    problem = read("mplib", MPLIB, tmp_path)
    assert [activity.start_min for activity in problem.activities] == [0, 0, 5]
    assert [(link.first, link.second) for link in problem.precedences] == [(0, 1)]
    assert problem.horizon == 11


def test_maximum_lags_are_links_from_start_to_start(tmp_path: Path) -> None:
    problem = read("max", MAXIMUM, tmp_path)
    links = [(link.first, link.second, link.kind, link.lag) for link in problem.precedences]
    assert (1, 2, "SS", 4) in links
    assert (2, 1, "SS", -6) in links
    assert problem.horizon == 0 + 4 + 3 + 0


@pytest.mark.parametrize(("suite", "text"), [("mslib", MSLIB), ("mspsp", MSPSP)])
def test_a_crew_has_a_seat_for_each_skill(suite: str, text: str, tmp_path: Path) -> None:
    problem = read(suite, text, tmp_path)
    assert [(link.first, link.second) for link in problem.precedences] == [(0, 1), (1, 2)]
    groups = [seat.group for seat in problem.activities[1].modes[0].seats]
    assert groups == [frozenset({0, 1}), frozenset({1})]
    assert problem.horizon == 4


def test_what_is_no_instance_is_named(tmp_path: Path) -> None:
    for suite in ("psplib", "mplib", "max", "mm", "mslib", "mspsp"):
        with pytest.raises(ValueError, match="instance"):
            read(suite, "hello", tmp_path)


IMOPSE = """=====
ResourceID Salary Skills
1 50.0 Q0: 1 Q1: 0
2 20.0 Q0: 0
=====
TaskID Duration Skill Predecessor IDs
1 30 Q0: 0
2 12 Q0: 1 1
3 9 Q1: 0 1 2
=====
"""


def test_a_company_plans_the_same_work_with_leave_and_a_budget_by_month(tmp_path: Path) -> None:
    plain, problem = (read(suite, IMOPSE, tmp_path) for suite in ("imopse", "imopse-workbook"))
    for before, now in zip(plain.activities, problem.activities, strict=True):
        (mode,), (seat,) = now.modes, now.modes[0].seats
        assert mode.work == 0
        assert seat.group == before.modes[0].seats[0].group
        assert [(c.work, c.cost) for c in seat.candidates] == [  # a quarter of an hour each
            (4 * c.work, c.cost) for c in before.modes[0].seats[0].candidates
        ]
    assert [(link.first, link.second) for link in problem.precedences] == [
        (link.first, link.second) for link in plain.precedences
    ]
    first_month = problem.budgets[0]
    assert first_month.period == (0, 640)
    weeks = [problem.calendars[who.calendar].worked(320) for who in problem.resources]
    assert min(weeks) < 320  # somebody is away in the first two weeks, or works part-time
