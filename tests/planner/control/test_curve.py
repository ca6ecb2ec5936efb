"""The clock of working time, curves of money over it, and the measures, by hand."""

from datetime import datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.control.project_clock import ProjectClock
from planner.control.value_curve import Curve, CurveAccrual
from planner.control.value_measures import EarnedValue
from planner.worktime.working_time import WorkTime, week_of

MONDAY = datetime(2026, 3, 2)
HOURS = ((time(8), time(12)), (time(13), time(17)))
OFFICE = WorkTime(week=week_of((HOURS,) * 5 + ((), ())))


def clock() -> ProjectClock:
    return ProjectClock(OFFICE, MONDAY)


def march(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute)


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        (march(1, 12), 0),
        (march(2, 8), 0),
        (march(2, 9, 30), 90),
        (march(2, 12, 30), 240),
        (march(2, 17), 480),
        (march(3), 480),
        (march(7, 12), 2400),
        (march(9, 9), 2460),
    ],
)
def test_the_clock_counts_working_time(when: datetime, minutes: int) -> None:
    assert clock().at(when) == minutes


@pytest.mark.parametrize(
    ("minutes", "when"),
    [
        (0, march(2, 8)),
        (90, march(2, 9, 30)),
        (240, march(2, 12)),
        (241, march(2, 13, 1)),
        (480, march(2, 17)),
        (2400, march(6, 17)),
        (2401, march(9, 8, 1)),
    ],
)
def test_the_clock_tells_when_work_is_done(minutes: int, when: datetime) -> None:
    assert clock().when(minutes) == when


@given(st.integers(0, 60_000))
def test_the_clock_read_back_is_the_same(minutes: int) -> None:
    one = clock()
    assert one.at(one.when(minutes)) == minutes


def test_work_goes_on_after_the_weekend() -> None:
    assert clock().after(march(6, 13), 480) == march(9, 12)
    assert clock().after(march(6, 13), 0) == march(6, 13)


def test_a_clock_of_no_work_stands_still() -> None:
    idle = ProjectClock(WorkTime(week=week_of(((),) * 7)), MONDAY)
    assert idle.at(march(20)) == 0


def test_a_curve_adds_what_falls_due() -> None:
    curve = Curve.of(
        (
            CurveAccrual(start=0, finish=100, amount=100),
            CurveAccrual(start=50, finish=150, amount=200),
            CurveAccrual(start=120, finish=120, amount=10),
        )
    )
    found = [curve.by(minute) for minute in (-1, 0, 50, 100, 119.999, 120, 150, 999)]
    assert found == pytest.approx([0, 0, 50, 200, 240, 250, 310, 310], abs=0.01)
    assert curve.total == 310
    assert (curve.start, curve.finish) == (0, 150)


def test_time_is_read_from_a_curve() -> None:
    curve = Curve.of(
        (
            CurveAccrual(start=10, finish=110, amount=100),
            CurveAccrual(start=200, finish=300, amount=100),
        )
    )
    assert curve.time(0) == 10
    assert curve.time(50) == 60
    assert curve.time(100) == 200, "the last moment at which no more was planned"
    assert curve.time(150) == 250
    assert curve.time(200) == 300
    assert curve.time(999) == 300
    assert Curve.of(()).time(5) == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(0, 500), st.integers(0, 10_000)), max_size=12
    ),
    st.integers(0, 1600),
)
def test_a_curve_is_the_sum_of_its_accruals(parts: list[tuple[int, int, int]], at: int) -> None:
    accruals = [CurveAccrual(start=s, finish=s + length, amount=a) for s, length, a in parts]
    curve = Curve.of(accruals)
    assert curve.by(at) == pytest.approx(sum(one.by(at) for one in accruals), abs=1e-6)
    assert all(low <= high + 1e-6 for low, high in pairwise(curve.values))


def test_the_measures_are_those_of_the_books() -> None:
    found = EarnedValue(bac=1000, pv=500, ev=400, ac=500, es=40, at=50, pd=100)
    assert found.sv == -100
    assert found.cv == -100
    assert found.spi == 0.8
    assert found.cpi == 0.8
    assert found.eac == 1250
    assert found.eac_budget == 1100
    assert found.eac_cpi_spi == pytest.approx(500 + 600 / 0.64)
    assert found.etc == 750
    assert found.vac == -250
    assert found.tcpi == 1.2
    assert found.spi_t == 0.8
    assert found.duration_by_es == 110
    assert found.duration_by_spi_t == 125


def test_a_measure_without_a_divisor_is_none() -> None:
    found = EarnedValue(bac=1000)
    nothing = (found.spi, found.cpi, found.eac, found.eac_cpi_spi, found.etc, found.vac)
    assert nothing == (None,) * 6
    assert (found.spi_t, found.duration_by_spi_t) == (None, None)
    assert found.eac_budget == 1000
    assert EarnedValue(bac=100, ev=50, ac=120).tcpi is None, "the budget is spent"
