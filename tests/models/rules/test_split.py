"""No piece of what is interrupted is too small for anybody who works on it."""

from dataclasses import replace

import pytest

from models.calendars import Calendar
from models.problem import Activity, Resource
from models.rules import split
from models.schedule import Task
from models.splitting import Split
from tests.models.support import by, plan, small, task, verdict

PAUSE = Calendar(spans=((0, 3), (5, 12)))
"""Works but for slots 3 and 4."""
PROBLEM = small(
    Activity(modes=by(0, 1, work=4), together=True, split=Split(least=2, most=3)),
    resources=(Resource(calendar=1),) * 2,
    calendars=(PAUSE,),
)


def broken(start: int, end: int, *breaks: tuple[int, int]) -> Task:
    return replace(task(start, end, 0), breaks=breaks)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (broken(0, 6), True),
        (broken(0, 8, (2, 6)), True),
        (broken(0, 8, (1, 6)), False),
        (broken(0, 8, (2, 7)), False),
        (broken(0, 9, (2, 6), (7, 8)), False),
        (broken(0, 12, (2, 6), (8, 10)), True),
        (broken(0, 12, (2, 6), (7, 10)), False),
        (broken(2, 9, (5, 7)), False),  # slots 3 and 4 are no work
        (broken(2, 9, (6, 7)), True),
    ],
)
def test_each_piece_is_large_enough(found: Task, right: bool) -> None:
    assert verdict(split, PROBLEM, plan(found)) == right
