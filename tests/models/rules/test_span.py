"""What spans others starts with the first of them and ends with the last."""

from dataclasses import replace

import pytest

from models.problem import Activity, Problem
from models.rules import span
from models.schedule import Task
from tests.models.support import MILESTONE, alone, by, plan, small, task, verdict

TWO = Activity(modes=alone(2))
PERHAPS = Activity(modes=alone(2), drop_cost=5)
PHASE = Activity(modes=MILESTONE, spans=(0, 1))


def keeps(*tasks: Task | None, activities: tuple[Activity, ...] = (TWO, TWO, PHASE)) -> bool:
    return verdict(span, small(*activities, people=1), plan(*tasks))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [  # the two run in [1, 3) and [6, 8)
        (1, 8, True),
        (0, 8, False),
        (2, 8, False),
        (1, 7, False),
        (1, 9, False),
        (6, 8, False),
        (1, 1, False),
    ],
)
def test_it_runs_from_the_first_start_to_the_last_end(start: int, end: int, expected: bool) -> None:
    assert keeps(task(1, 3), task(6, 8), task(start, end)) == expected
    assert keeps(task(6, 8), task(1, 3), task(start, end)) == expected


def test_one_inside_the_other_decides_nothing() -> None:
    long = replace(TWO, modes=alone(6))
    assert keeps(task(1, 7), task(3, 5), task(1, 7), activities=(long, TWO, PHASE))
    assert not keeps(task(1, 7), task(3, 5), task(3, 5), activities=(long, TWO, PHASE))


def test_what_is_left_out_is_not_spanned() -> None:
    some = (TWO, PERHAPS, PHASE)
    assert keeps(task(1, 3), None, task(1, 3), activities=some)
    assert keeps(task(1, 3), task(6, 8), task(1, 8), activities=some)
    assert not keeps(task(1, 3), task(6, 8), task(1, 3), activities=some)


def test_it_is_left_out_exactly_if_all_it_spans_is() -> None:
    free = (PERHAPS, PERHAPS, replace(PHASE, drop_cost=0))
    assert keeps(None, None, None, activities=free)
    assert not keeps(None, None, task(0, 0), activities=free)
    assert not keeps(task(1, 3), None, None, activities=free)
    assert keeps(None, task(4, 6), task(4, 6), activities=free)


def test_milestones_are_spanned_like_everything_else() -> None:
    activities = (Activity(modes=MILESTONE), TWO, PHASE)
    assert keeps(task(0, 0), task(3, 5), task(0, 5), activities=activities)
    assert not keeps(task(0, 0), task(3, 5), task(3, 5), activities=activities)


@pytest.mark.parametrize(
    ("activities", "message"),
    [
        ((TWO, replace(PHASE, spans=(5,))), "no activity 5"),
        ((TWO, PHASE, replace(PHASE, spans=(1,))), "1 spans others itself"),
        ((PERHAPS, PERHAPS, PHASE), "optional exactly if all it spans are"),
        ((TWO, TWO, replace(PHASE, drop_cost=0)), "optional exactly if all it spans are"),
    ],
)
def test_a_problem_checks_what_is_spanned(activities: tuple[Activity, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        small(*activities)


def test_what_spans_others_has_no_work_of_its_own() -> None:
    for modes in (alone(1), by(0)):
        with pytest.raises(ValueError, match="spans and works"):
            Activity(modes=modes, spans=(0,))


def test_a_phase_is_no_milestone() -> None:
    problem: Problem = small(TWO, TWO, PHASE)
    assert not problem.activities[2].instant
    assert problem.spanned_by == ((2,), (2,), ())
