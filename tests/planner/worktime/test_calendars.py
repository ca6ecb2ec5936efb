from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendars import Calendar
from planner.worktime.moments import DAY, midnight, moment, stamp
from planner.worktime.shapes import MinuteSpans
from planner.worktime.slot_axis import Axis, build
from planner.worktime.working_time import Week, WorkTime, default_days, union, week_of, without
from tests.sample import sample

MONDAY = datetime(2026, 1, 5)
OFFICE: MinuteSpans = ((480, 720), (780, 1020))
OFFICE_WEEK: Week = (OFFICE,) * 5 + ((), ())


def office(off: Mapping[int, MinuteSpans] | None = None) -> WorkTime:
    return WorkTime(week=OFFICE_WEEK, off=off or {})


def test_a_moment_is_the_minute_of_a_date_time_and_back() -> None:
    when = datetime(2026, 11, 24, 9, 30)
    assert stamp(moment(when)) == when
    assert moment(when) - midnight(when.date()) == 9 * 60 + 30


def test_a_week_in_minutes_with_a_shift_over_midnight() -> None:
    days = (((time(22), time(6)),), *[()] * 5, ((time(20), time(0)),))
    assert week_of(days) == (((1320, DAY),), ((0, 360),), *[()] * 4, ((1200, DAY),))


@pytest.mark.parametrize(
    ("hours", "days", "monday"),
    [
        (8, 5, ((time(8), time(12)), (time(13), time(17)))),
        (9, 6, ((time(8), time(17)),)),
        (7.5, 5, ((time(8), time(15, 30)),)),
        (24, 7, ((time(0), time(0)),)),
        (20, 7, ((time(0), time(20)),)),
    ],
)
def test_hours_where_no_calendar_is_given(
    hours: float, days: float, monday: tuple[tuple[time, time], ...]
) -> None:
    week = default_days(hours, days)
    assert week == tuple(monday if day < days else () for day in range(7))
    assert sum(end - start for start, end in week_of(week)[0]) == hours * 60


def test_what_is_off_is_taken_out() -> None:
    assert without(OFFICE, ((600, 840),)) == ((480, 600), (840, 1020))
    assert union([(5, 9), (1, 3), (3, 6), (20, 20)]) == ((1, 9),)


def test_eight_hour_days_become_one_slot_each_and_weekends_vanish() -> None:
    axis = build([office()], start=MONDAY, days=14, amounts=[480, 960])
    assert axis.grid.slot_minutes == 480
    assert axis.grid.horizon == 10
    assert axis.calendars == (Calendar.always(10),)
    assert axis.grid.opening(5) == datetime(2026, 1, 12, 8)
    assert axis.grid.closing(5) == datetime(2026, 1, 9, 17)


def test_a_slot_may_straddle_lunch_and_its_pieces_leave_it_out() -> None:
    axis = build([office()], start=MONDAY, days=1, amounts=[480])
    base = midnight(MONDAY.date())
    assert axis.grid.pieces(0, 1) == [(base + 480, base + 720), (base + 780, base + 1020)]


def test_the_slot_divides_durations_and_moments_within_working_time() -> None:
    ten_thirty = moment(datetime(2026, 1, 6, 10, 30))
    assert build([office()], start=MONDAY, days=7, amounts=[480, 90]).grid.slot_minutes == 30
    assert build([office()], start=MONDAY, days=7, moments=[ten_thirty]).grid.slot_minutes == 30
    lunch = moment(datetime(2026, 1, 6, 12, 20))
    assert build([office()], start=MONDAY, days=7, moments=[lunch]).grid.slot_minutes == 240


def test_a_slot_is_as_short_as_a_minute() -> None:
    axis = build([office()], start=MONDAY, days=7, amounts=[7])
    assert (axis.grid.slot_minutes, axis.grid.exact) == (1, True)
    assert (axis.grid.slots(7), axis.grid.slots(Fraction(13, 2)), axis.grid.slots(-7)) == (7, 7, -7)


@pytest.mark.parametrize(("years", "slot"), [(1, 1), (4, 5), (15, 15), (30, 15)])
def test_too_many_slots_are_made_coarser_step_by_step(years: int, slot: int) -> None:
    """261 days of 480 min a year: 125,280 a year; 250,000 slots are not too many."""
    axis = build([office()], start=MONDAY, days=365 * years, amounts=[7])
    assert (axis.grid.slot_minutes, axis.grid.unit, axis.grid.exact) == (slot, 1, slot == 1)


def test_exact_slots_of_five_minutes_or_more_are_never_made_coarser_than_fifteen() -> None:
    assert build([office()], start=MONDAY, days=365 * 60, amounts=[20]).grid.slot_minutes == 20
    assert build([office()], start=MONDAY, days=365 * 60, amounts=[5]).grid.slot_minutes == 15


def test_leave_and_other_hours_make_other_calendars_on_the_same_axis() -> None:
    half = WorkTime(week=(((480, 720),),) * 4 + ((),) * 3)
    away = office(off={date(2026, 1, 6).toordinal(): ((0, DAY),)})
    axis = build([office(), half, away, office()], start=MONDAY, days=7)
    assert axis.grid.slot_minutes == 240
    assert axis.calendars[0] is axis.calendars[3]
    assert axis.calendars[1] == Calendar(spans=((0, 1), (2, 3), (4, 5), (6, 7)))
    assert axis.calendars[2] == Calendar(spans=((0, 2), (4, 10)))


def test_holidays_are_cut_out_and_contracts_end() -> None:
    holidays = {date(2026, 1, 6).toordinal(): ((0, DAY),)}
    until = date(2026, 1, 7).toordinal()
    times = [
        WorkTime(week=OFFICE_WEEK, holidays=holidays),
        WorkTime(week=OFFICE_WEEK, holidays=holidays, last=until),
        WorkTime(week=OFFICE_WEEK, holidays=holidays, first=until + 1),
    ]
    axis = build(times, start=MONDAY, days=7, amounts=[480])
    assert axis.grid.horizon == 4
    assert axis.calendars[1].spans == ((0, 2),)
    assert axis.calendars[2].spans == ((2, 4),)


def test_the_axis_begins_at_the_project_start_in_the_middle_of_a_day() -> None:
    axis = build([office()], start=datetime(2026, 1, 5, 15), days=2, amounts=[60])
    assert axis.grid.opening(0) == datetime(2026, 1, 5, 15)
    assert axis.grid.opening(2) == datetime(2026, 1, 6, 8)


def test_dates_are_found_on_the_axis_from_both_sides() -> None:
    grid = build([office()], start=MONDAY, days=14, amounts=[60]).grid
    saturday, noon = moment(datetime(2026, 1, 10)), moment(datetime(2026, 1, 5, 12, 30))
    assert grid.first_start(saturday) == 40
    assert grid.last_start(saturday) == 39
    assert grid.last_end(saturday) == 40
    assert grid.first_end(saturday) == 41
    assert (grid.first_start(noon), grid.last_end(noon)) == (4, 4)
    assert grid.touched(noon - 60, noon + 60) == (3, 5)
    assert grid.touched(saturday, saturday + 600) == (40, 40)


def test_an_axis_without_any_work_has_no_slots() -> None:
    axis = build([WorkTime(week=((),) * 7)], start=MONDAY, days=7, amounts=[60])
    assert axis.grid.horizon == 0
    assert axis.calendars[0].spans == ()


def test_the_wall_clock_of_slots_on_a_common_raster() -> None:
    grid = build([office()], start=MONDAY, days=2, amounts=[120], apart=True).grid
    assert grid.slot_minutes == 60
    assert grid.clock()[:5] == (0, 1, 2, 3, 5)
    assert grid.clock()[8] == 24


WORKED = st.lists(
    st.tuples(st.integers(0, 95), st.integers(1, 40)).map(
        lambda pair: (pair[0] * 15, min(DAY, (pair[0] + pair[1]) * 15))
    ),
    max_size=3,
).map(union)
WEEKS = st.lists(WORKED, min_size=7, max_size=7).map(tuple)
OFF = st.dictionaries(st.integers(0, 6), WORKED, max_size=3).map(
    lambda days: {MONDAY.toordinal() + day: spans for day, spans in days.items()}
)


@st.composite
def worktimes(draw: st.DrawFn) -> list[WorkTime]:
    holidays = draw(OFF)
    weeks = draw(st.lists(WEEKS, min_size=1, max_size=2))
    return [
        WorkTime(week=draw(st.sampled_from(weeks)), holidays=holidays, off=draw(OFF))
        for _ in range(draw(st.integers(1, 3)))
    ]


def minutes_worked(worktime: WorkTime) -> set[int]:
    """Independent of the code under test: every minute of the week looked at by itself."""
    found = set()
    for step in range(7 * DAY):
        when = MONDAY + timedelta(minutes=step)
        minute, day = when.hour * 60 + when.minute, when.toordinal()

        def within(spans: MinuteSpans, minute: int = minute) -> bool:
            return any(start <= minute < end for start, end in spans)

        off = within(worktime.holidays.get(day, ())) or within(worktime.off.get(day, ()))
        if within(worktime.week[when.weekday()]) and not off:
            found.add(moment(when))
    return found


@settings(deadline=None, max_examples=sample(100))
@given(worktimes(), st.booleans())
def test_every_calendar_works_exactly_its_minutes(times: list[WorkTime], apart: bool) -> None:
    axis = build(times, start=MONDAY, days=7, amounts=[60], apart=apart)
    everybody: set[int] = set()
    for worktime, calendar in zip(times, axis.calendars, strict=True):
        on_axis = [
            minute
            for start, end in calendar.spans
            for low, high in axis.grid.pieces(start, end)
            for minute in range(low, high)
        ]
        assert len(on_axis) == len(set(on_axis))
        assert set(on_axis) == minutes_worked(worktime)
        everybody |= set(on_axis)
    assert len(everybody) == axis.grid.horizon * axis.grid.slot_minutes


@settings(deadline=None, max_examples=sample(100))
@given(worktimes(), st.integers(0, 12), st.data())
def test_work_ends_when_its_minutes_are_done(
    times: list[WorkTime], work: int, data: st.DataObject
) -> None:
    axis = build(times, start=MONDAY, days=7, amounts=[60])
    minutes = sorted(minutes_worked(times[0]))
    slots = [slot for start, end in axis.calendars[0].spans for slot in range(start, end)]
    if not slots:
        assert not minutes
        return
    start = data.draw(st.sampled_from(slots))
    needed = work * axis.grid.slot_minutes
    end = axis.calendars[0].finish(start, work)
    left = [minute for minute in minutes if minute >= moment(axis.grid.opening(start))]
    if end is None:
        assert len(left) < needed
    elif work:
        assert moment(axis.grid.closing(end)) == left[needed - 1] + 1


@settings(deadline=None, max_examples=sample(100))
@given(worktimes(), st.integers(-DAY, 8 * DAY))
def test_first_and_last_slots_around_a_moment(times: list[WorkTime], offset: int) -> None:
    axis: Axis = build(times, start=MONDAY, days=7, amounts=[60])
    grid, when = axis.grid, moment(MONDAY) + offset
    opens = [moment(grid.opening(slot)) for slot in range(grid.horizon)]
    closes = [moment(grid.closing(slot)) for slot in range(1, grid.horizon + 1)]
    assert grid.first_start(when) == sum(at < when for at in opens)
    assert grid.last_start(when) == sum(at <= when for at in opens) - 1
    assert grid.last_end(when) == sum(at <= when for at in closes)
    assert grid.first_end(when) == sum(at < when for at in closes) + 1
