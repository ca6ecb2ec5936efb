"""A hard date of a phase means what it means to the task that starts, or ends, it."""

from dataclasses import replace

import pytest

from models.problem import Activity, Bounds, Edge, Mode
from models.rules import edge
from models.schedule import Task
from tests.models.support import MILESTONE, alone, by, plan, seat, small, task, verdict

TWO = Activity(modes=alone(2))
PERHAPS = replace(TWO, drop_cost=5)
PHASE = Activity(
    modes=MILESTONE,
    spans=(0, 1),
    edges=(
        Edge(activity=0, bounds=Bounds(start_max=1, end_min=8)),
        Edge(activity=1, bounds=Bounds(start_max=3, end_min=5)),
    ),
)


def keeps(*tasks: Task | None, activities: tuple[Activity, ...] = (TWO, TWO, PHASE)) -> bool:
    return verdict(edge, small(*activities, people=2), plan(*tasks))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (1, 4, True),  # the first starts it by 1, the second ends it at 6
        (2, 4, False),  # started by the first, at 2
        (6, 3, True),  # started by the second by 3, ended by the first at 8
        (5, 3, False),  # ended by the first at 7
        (1, 2, False),  # ended by the second at 4
        (3, 3, True),  # the second starts it as well as the first, and ends it as well, at 5
    ],
)
def test_one_of_those_who_decide_keeps_what_the_date_means_to_it(
    one: int, two: int, expected: bool
) -> None:
    both = task(one, one + 2), task(two, two + 2)
    whole = task(min(one, two), max(one, two) + 2)
    assert keeps(*both, whole) == expected


def test_what_is_left_out_decides_nothing() -> None:
    some = (TWO, PERHAPS, PHASE)
    assert not keeps(task(1, 3), None, task(1, 3), activities=some)
    late = replace(PHASE, edges=(replace(PHASE.edges[0], bounds=Bounds(end_min=3)), PHASE.edges[1]))
    assert keeps(task(1, 3), None, task(1, 3), activities=(TWO, PERHAPS, late))
    free = (PERHAPS, PERHAPS, replace(PHASE, drop_cost=0))
    assert keeps(None, None, None, activities=free)


@pytest.mark.parametrize(("who", "expected"), [(0, False), (1, True)])
def test_it_depends_on_who_does_it(who: int, expected: bool) -> None:
    either = Activity(modes=by(0, 1, work=2))
    edges = tuple(
        Edge(activity=0, mode=0, resource=r, bounds=Bounds(end_min=end))
        for r, end in ((0, 6), (1, 4))
    )
    phase = Activity(modes=MILESTONE, spans=(0,), edges=(Edge(activity=0), *edges))
    assert keeps(task(2, 4, who), task(2, 4), activities=(either, phase)) == expected


def test_several_who_do_it_count_as_with_their_own_dates() -> None:
    """The first of them starts it and the last ends it."""
    edges = (
        Edge(activity=0, mode=0, resource=0, bounds=Bounds(start_min=2, end_max=4)),
        Edge(activity=0, mode=0, resource=1, bounds=Bounds(start_min=3, end_max=6)),
    )
    pair = Activity(modes=(Mode(seats=(seat(0, 1, work=2, count=2),)),))
    phase = Activity(modes=MILESTONE, spans=(0,), edges=edges)
    assert keeps(task(2, 4, 0, 1), task(2, 4), activities=(pair, phase))
    assert not keeps(task(1, 3, 0, 1), task(1, 3), activities=(pair, phase))
    assert not keeps(task(5, 7, 0, 1), task(5, 7), activities=(pair, phase))
