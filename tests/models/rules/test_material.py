"""Materials: what is used by when, of what was delivered by then."""

from typing import Literal

import pytest

from models.calendars import Calendar
from models.materials import Consumption, Material
from models.problem import Activity, Mode, Problem
from models.rules import material
from models.schedule import Task
from tests.models.support import build, hint_holds, plan, small, task, verdict

PAUSE = Calendar(spans=((0, 4), (6, 12)))
"""Works but for slots 4 and 5."""


def keeps(case: Problem, *tasks: Task | None) -> bool:
    return verdict(material, case, plan(*tasks))


def uses(
    amount: int, *, of: int = 0, spread: int = 0, accrual: Literal["start", "end"] = "start"
) -> Mode:
    one = Consumption(material=of, amount=amount, spread=spread, accrual=accrual)
    return Mode(work=4, consumes=(one,))


def stocked(*modes: Mode, stock: int, deliveries: tuple[tuple[int, int], ...] = ()) -> Problem:
    """An activity for each mode."""
    return small(
        *(Activity(modes=(mode,)) for mode in modes),
        materials=(Material.delivered("cement", stock, deliveries),),
    )


@pytest.mark.parametrize(("stock", "expected"), [(6, False), (7, True), (8, True)])
def test_no_more_is_used_than_there_ever_is(stock: int, expected: bool) -> None:
    case = stocked(uses(4), uses(3, accrual="end"), stock=stock)
    assert keeps(case, task(0, 4), task(2, 6)) == expected


@pytest.mark.parametrize(("mode", "expected"), [(0, False), (1, True)])
def test_what_is_used_depends_on_the_mode(mode: int, expected: bool) -> None:
    case = small(
        Activity(modes=(uses(4), uses(3))), materials=(Material.delivered("cement", 3, ()),)
    )
    assert keeps(case, task(0, 4, mode=mode)) == expected


def test_what_is_left_out_uses_nothing() -> None:
    case = small(
        Activity(modes=(uses(4),), drop_cost=9), materials=(Material.delivered("cement", 3, ()),)
    )
    assert keeps(case, None)
    assert not keeps(case, task(0, 4))


def test_each_material_has_its_own_stock() -> None:
    one, two = Material.delivered("cement", 2, ()), Material.delivered("bricks", 5, ())
    case = small(Activity(modes=(uses(4, of=1),)), materials=(one, two))
    assert keeps(case, task(0, 4))


def test_of_what_has_no_supply_there_is_as_much_as_anybody_wants() -> None:
    case = small(Activity(modes=(uses(400),)), materials=(Material(name="water"),))
    assert keeps(case, task(0, 4))


@pytest.mark.parametrize(
    ("accrual", "start", "expected"),
    [("start", 4, False), ("start", 5, True), ("end", 1, False), ("end", 2, True)],
)
def test_what_is_delivered_can_be_used_from_then_on(
    accrual: Literal["start", "end"], start: int, expected: bool
) -> None:
    # 5 come at slot 5; a start at 5 is after that, an end at 5 is before.
    case = stocked(uses(5, accrual=accrual), stock=0, deliveries=((5, 5),))
    assert keeps(case, task(start, start + 4)) == expected


@pytest.mark.parametrize(("start", "expected"), [(0, False), (2, False), (3, True), (5, True)])
def test_what_is_used_over_the_work_may_come_in_the_meantime(start: int, expected: bool) -> None:
    # 3 of 4 slots' worth come at slot 5; what was at hand is enough for two slots of work.
    case = stocked(uses(8, spread=4), stock=4, deliveries=((5, 4),))
    assert keeps(case, task(start, start + 4)) == expected


@pytest.mark.parametrize(("stock", "expected"), [(2, False), (3, True)])
def test_what_is_used_over_the_work_is_rounded_up(stock: int, expected: bool) -> None:
    # Of 5 over 4 slots, 2 slots use 2.5.
    case = stocked(uses(5, spread=4), stock=stock, deliveries=((2, 9),))
    assert keeps(case, task(0, 4)) == expected


@pytest.mark.parametrize(("stock", "expected"), [(5, False), (6, True)])
def test_nothing_is_used_in_a_pause(stock: int, expected: bool) -> None:
    case = small(
        Activity(modes=(uses(8, spread=4),), calendar=1),
        calendars=(PAUSE,),
        materials=(Material.delivered("cement", stock, ((6, 9),)),),
    )
    assert keeps(case, task(1, 7)) == expected


def test_several_deliveries_are_kept_to_one_after_the_other() -> None:
    case = stocked(uses(3), uses(3), uses(3), stock=3, deliveries=((6, 3), (4, 3), (6, 0)))
    assert keeps(case, task(0, 4), task(4, 8), task(6, 10))
    assert not keeps(case, task(0, 4), task(4, 8), task(5, 9))
    assert not keeps(case, task(0, 4), task(3, 7), task(6, 10))


def test_the_hint_is_a_whole_solution() -> None:
    case = stocked(uses(3, spread=4), uses(2, accrual="end"), stock=3, deliveries=((5, 2),))
    model, variables = build(case, (material,))
    variables.hint(plan(task(1, 5), task(4, 8)))
    assert hint_holds(model)


def test_a_mode_names_a_material_once_and_one_that_is_there() -> None:
    with pytest.raises(ValueError, match="once only"):
        Mode(consumes=(Consumption(material=0, amount=1), Consumption(material=0, amount=2)))
    with pytest.raises(ValueError, match="no material 1"):
        small(Activity(modes=(uses(1, of=1),)), materials=(Material(),))
    with pytest.raises(ValueError, match="negative"):
        Consumption(material=0, amount=-1)


def test_what_is_used_evenly_may_go_by_another_calendar() -> None:
    used = Consumption(material=0, amount=4, spread=4, calendar=1)
    cement = Material.delivered("cement", 2, ((6, 9),))
    case = small(
        Activity(modes=(Mode(work=4, consumes=(used,)),)), calendars=(PAUSE,), materials=(cement,)
    )
    assert keeps(case, task(2, 6))
    assert not keeps(case, task(1, 5))
