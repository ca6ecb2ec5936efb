"""Time, links, phases and dates, worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from tests.reference.exact import solve
from tests.reference.hand import (
    ALL,
    MONDAY,
    SHORT_WEEK,
    D,
    H,
    after,
    best,
    book,
    elapsed,
    on,
    paid,
    percent,
    planned,
    values,
    who,
)
from tests.reference.spec import (
    Calendar,
    HardDate,
    Holiday,
    Leave,
    Meeting,
    Person,
    Settings,
    Spec,
    Task,
    When,
)

WEEK_38 = Settings(start=MONDAY, hours_per_day=Fraction(38, 5), goals=("finish", "cost"))
Dates = dict[str, tuple[str, str]]


def rule(kind: str, when: When) -> tuple[HardDate, ...]:
    return (HardDate(kind=kind, when=when),)  # type: ignore[arg-type]


def check(spec: Spec, expected: Dates) -> None:
    found = planned(spec)
    assert {task: found[task] for task in expected} == expected


def test_days_of_7_6_hours_end_at_16_06() -> None:
    a = Task(id="A", duration=5 * 456, dates=rule("FNLT", on(5)))
    b = Task(id="B", duration=2 * 456, links=(after("A"),))
    odd = Task(id="C", work=435, seats=who("Ann"))
    spec = book(a, b, odd, calendars=(SHORT_WEEK,), people=(paid("Ann"),), settings=WEEK_38, days=9)
    check(spec, {"A": ("Mon 1 08:00", "Fri 5 16:06"), "B": ("Mon 8 08:00", "Tue 9 16:06")})


def test_a_day_of_work_is_the_projects_day_and_costs_a_day() -> None:
    a = Task(id="A", work=456, seats=who("Ann"))
    b = Task(id="B", work=456, seats=who("Ann"), links=(after("A"),))
    ann = paid("Ann", 100)
    daily = type(ann)(name="Ann", rate=Fraction(100), per="d")
    spec = book(a, b, calendars=(SHORT_WEEK,), people=(daily,), settings=WEEK_38, days=3)
    check(spec, {"A": ("Mon 1 08:00", "Mon 1 16:06"), "B": ("Tue 2 08:00", "Tue 2 16:06")})
    assert values(spec)["cost"] == 200


def test_a_wait_of_nothing_at_most_means_the_next_working_instant() -> None:
    mix = Task(id="1", duration=D)
    pour = Task(id="2", duration=D, links=(after("1", longest=0),))
    expected = {"1": ("Mon 1 08:00", "Mon 1 17:00"), "2": ("Tue 2 08:00", "Tue 2 17:00")}
    check(book(mix, pour), expected)
    nora = Task(id="3", duration=D, seats=who("Nora"))
    with_nora = book(mix, pour, nora, people=(paid("Nora", 0, "Night"),), calendars=ALL)
    check(with_nora, expected)


@pytest.mark.parametrize("others", [(), (paid("Zed", 0, "Late"), paid("Nora", 0, "Night"))])
def test_start_to_finish_ends_the_day_before(others: tuple[Person, ...]) -> None:
    first = Task(id="1", duration=D, seats=who("Bob"), dates=rule("MSO", on(3, 8)))
    guard = Task(id="2", duration=D, seats=who("Ann"), links=(after("1", "SF"),))
    people = (paid("Ann"), paid("Bob"), *others)
    ends = Task(id="3", duration=0, dates=rule("FNLT", on(3, 8)))
    spec = book(first, guard, ends, people=people, calendars=ALL)
    check(spec, {"2": ("Tue 2 08:00", "Tue 2 17:00")})


@pytest.mark.parametrize("others", [(), (paid("Nora", 0, "Night"),)])
def test_the_plainest_guard_stands_on_monday(others: tuple[Person, ...]) -> None:
    run = Task(id="1", duration=D, earliest_start=on(2))
    guard = Task(id="2", duration=D, links=(after("1", "SF"),))
    spec = book(run, guard, people=others, calendars=ALL)
    check(spec, {"2": ("Mon 1 08:00", "Mon 1 17:00")})


def test_a_task_on_a_weekend_calendar_takes_what_the_crew_is_there_for() -> None:
    hours, morning = ((420, 720), (780, 960)), ((420, 720),)
    standard = Calendar(name="Standard", days=(hours,) * 5 + (morning, ()))
    weekend = Calendar(name="Weekend", days=((),) * 5 + (hours,) * 2)
    task = Task(id="1", duration=D, seats=who("Sparks"), calendar="Weekend")
    spec = book(task, people=(paid("Sparks", 50),), calendars=(standard, weekend))
    # Five hours on Saturday the 6th, three on the 13th.
    check(spec, {"1": ("Sat 6 07:00", "Sat 13 10:00")})
    assert values(spec)["cost"] == 400


def test_a_phase_that_is_waited_for_by_a_phase() -> None:
    first, second = Task(id="P"), Task(id="Q", links=(after("P", lag=D),))
    tasks = [Task(id=i, duration=int(i) * D, parent="P") for i in "123"]
    late = [Task(id=i, duration=D, parent="Q") for i in "45"]
    friday = ("Fri 5 08:00", "Fri 5 17:00")
    check(book(first, *tasks, second, *late), {"4": friday, "5": friday})


def test_elapsed_lags_count_from_the_true_instant_of_milestones_and_phases() -> None:
    phase = Task(id="P")
    a = Task(id="A", duration=5 * D, parent="P")
    event = Task(id="M", duration=0, links=(after("A"),))
    lag = elapsed(2 * 1440)
    tasks = [
        Task(id=x, duration=D, links=(after(f, lag=lag),))
        for x, f in zip("BCE", "MAP", strict=True)
    ]
    monday = ("Mon 8 08:00", "Mon 8 17:00")
    check(book(phase, a, event, *tasks), {"B": monday, "C": monday, "E": monday})


def test_a_milestone_may_be_at_five_in_the_afternoon() -> None:
    pour = Task(id="1", duration=5 * D)
    inspect = Task(id="2", duration=0, links=(after("1", longest=elapsed(1440)),))
    check(book(pour, inspect), {"1": ("Mon 1 08:00", "Fri 5 17:00")})


def test_a_weekend_crew_is_waited_for_until_its_true_end() -> None:
    a = Task(id="1", duration=12 * H, seats=who("W1"))
    b = Task(id="2", duration=2 * H, seats=who("W2"), links=(after("1"),))
    day = Task(id="3", duration=D, seats=who("Dan"))
    people = (paid("W1", 0, "Weekend"), paid("W2", 0, "Weekend"), paid("Dan"))
    expected = {"1": ("Sat 6 08:00", "Sun 7 12:00"), "2": ("Sun 7 13:00", "Sun 7 15:00")}
    check(book(a, b, day, people=people, calendars=ALL), expected)


def test_friday_evening_and_sunday_are_two_instants_for_a_weekend_crew() -> None:
    a = Task(id="1", duration=5 * D)
    b = Task(id="2", duration=4 * H, seats=who("W"), links=(after("1", longest=0),))
    late = rule("SNET", on(7))
    people = (paid("W", 0, "Weekend"),)
    check(book(a, b, people=people, calendars=ALL), {"2": ("Sat 6 08:00", "Sat 6 12:00")})
    sunday = Task(id="2", duration=4 * H, seats=who("W"), links=b.links, dates=late)
    fixed = Task(id="1", duration=5 * D, dates=rule("MSO", on(1)))
    assert solve(book(fixed, sunday, people=people, calendars=ALL)).status == "infeasible"


def test_a_night_crew_is_waited_for_until_its_true_end() -> None:
    a = Task(id="1", duration=6 * H, seats=who("N1"))
    b = Task(id="2", duration=2 * H, seats=who("N2"), links=(after("1"),))
    people = (paid("N1", 0, "Night"), paid("N2", 0, "Night"))
    expected = {"1": ("Mon 1 22:00", "Tue 2 04:00"), "2": ("Tue 2 04:00", "Tue 2 06:00")}
    check(book(a, b, people=people, calendars=ALL), expected)


def test_per_cent_are_of_the_duration_not_of_the_work() -> None:
    a = Task(id="1", work=24 * H, seats=who("A1", "A2", "A3"))
    b = Task(id="2", work=8 * H, seats=who("B1"), links=(after("1", lag=percent(50)),))
    people = tuple(paid(name, 1) for name in ("A1", "A2", "A3", "B1"))
    check(book(a, b, people=people), {"2": ("Tue 2 13:00", "Wed 3 12:00")})


def test_per_cent_of_a_part_timers_task_are_of_its_duration() -> None:
    a = Task(id="1", duration=4 * D, seats=who("Gus"))
    b = Task(id="2", duration=D, links=(after("1", "SS", percent(50)),))
    spec = book(a, b, people=(paid("Gus", 0, units=Fraction(3, 5)),))
    check(spec, {"2": ("Wed 3 08:00", "Wed 3 17:00")})


def test_elapsed_per_cent_are_on_the_wall_clock() -> None:
    a = Task(id="1", duration=4 * D)
    b = Task(id="2", duration=D, links=(after("1", lag=percent(50, on_clock=True)),))
    # Thursday 17:00 and 16 hours on the clock: Friday 09:00.
    check(book(a, b), {"2": ("Fri 5 09:00", "Mon 8 09:00")})


def test_per_cent_of_a_phase_are_of_its_length() -> None:
    phase, child = Task(id="P"), Task(id="1", duration=4 * D, parent="P")
    after_end = Task(id="2", duration=D, links=(after("P", lag=percent(50)),))
    after_start = Task(id="3", duration=D, links=(after("P", "SS", percent(50)),))
    expected = {"2": ("Tue 9 08:00", "Tue 9 17:00"), "3": ("Wed 3 08:00", "Wed 3 17:00")}
    check(book(phase, child, after_end, after_start), expected)


def test_a_longest_wait_on_a_phase_is_one_on_its_last_task() -> None:
    phase = Task(id="P")
    a = Task(id="A", duration=D, parent="P", dates=rule("MSO", on(1)))
    x = Task(id="X", duration=D, links=(after("P", longest=D),), earliest_start=on(15))
    assert solve(book(phase, a, x)).status == "infeasible"


def test_a_phase_starts_with_its_first_task() -> None:
    phase, early = Task(id="P"), Task(id="1", duration=D, parent="P")
    late = Task(id="2", duration=D, parent="P", earliest_start=on(15))
    follow = Task(id="3", duration=D, links=(after("P", "SS"),))
    check(book(phase, early, late, follow), {"3": ("Mon 1 08:00", "Mon 1 17:00")})


def test_only_the_last_task_of_a_phase_waits_for_its_finish() -> None:
    long = Task(id="L", duration=10 * D)
    phase = Task(id="P", links=(after("L", "FF"),))
    early = Task(id="1", duration=D, parent="P")
    mid = Task(id="2", duration=2 * D, parent="P", links=(after("1"),))
    spec = book(long, phase, early, mid)
    check(spec, {"1": ("Mon 1 08:00", "Mon 1 17:00"), "2": ("Thu 11 08:00", "Fri 12 17:00")})


def test_as_late_as_possible_takes_the_free_float_through_phases_too() -> None:
    buy = Task(id="1", duration=2 * D, late_as_possible=True)
    use = Task(id="2", duration=D, links=(after("1"),), earliest_start=on(10))
    check(book(buy, use), {"1": ("Mon 8 08:00", "Tue 9 17:00")})
    phase = Task(id="P", links=(after("1"),), earliest_start=on(10))
    check(
        book(buy, phase, Task(id="3", duration=D, parent="P")),
        {"1": ("Mon 8 08:00", "Tue 9 17:00")},
    )


@pytest.mark.parametrize(
    ("calendar", "kind", "day", "expected"),
    [
        ("Late", "FNLT", 5, ("Mon 1 14:00", "Fri 5 22:00")),
        ("Short", "MSO", 3, ("Wed 3 09:00", "Wed 3 13:00")),
        ("Short", "MFO", 3, ("Wed 3 09:00", "Wed 3 13:00")),
        ("Early", "SNET", 3, ("Wed 3 06:00", "Wed 3 14:00")),
        ("Night", "MSO", 3, ("Wed 3 22:00", "Thu 4 02:00")),
        ("Weekend", "MSO", 3, ("Sat 6 08:00", "Sat 6 12:00")),
    ],
)
def test_a_date_means_that_days_work_of_whoever_does_it(
    calendar: str, kind: str, day: int, expected: tuple[str, str]
) -> None:
    length = {"Late": 5 * D, "Early": D}.get(calendar, 4 * H)
    task = Task(id="1", duration=length, seats=who("Lea"), dates=rule(kind, on(day)))
    check(book(task, people=(paid("Lea", 0, calendar),), calendars=ALL), {"1": expected})


def test_a_date_means_the_work_in_the_tasks_own_calendar() -> None:
    window = Calendar(name="Window", days=(((600, 960),),) * 6 + ((),))
    task = Task(id="1", duration=4 * H, calendar="Window", dates=rule("MSO", on(4)))
    check(book(task, calendars=(*ALL, window)), {"1": ("Thu 4 10:00", "Thu 4 14:00")})


def test_a_latest_start_is_the_start_of_the_day() -> None:
    a = Task(id="1", duration=4 * H)
    b = Task(id="2", duration=D, links=(after("1"),), dates=rule("SNLT", on(1)))
    assert solve(book(a, b)).status == "infeasible"


def test_a_milestone_stays_on_saturday() -> None:
    live = Task(id="1", duration=0, dates=rule("MSO", on(6)), deadline=on(6))
    clean = Task(id="2", duration=D, links=(after("1"),))
    settings = Settings(start=MONDAY, goals=("lateness", "finish"))
    spec = book(live, clean, settings=settings)
    check(spec, {"1": ("Sat 6 00:00", "Sat 6 00:00"), "2": ("Mon 8 08:00", "Mon 8 17:00")})
    assert values(spec)["lateness"] == 0


def test_a_hard_date_that_nobody_works_moves_to_the_next_working_time() -> None:
    task = Task(id="1", duration=D, dates=rule("MSO", on(12)))
    off = (Holiday(first=date(2027, 3, 12), last=date(2027, 3, 12)),)
    check(book(task, holidays=off), {"1": ("Mon 15 08:00", "Mon 15 17:00")})
    saturday = Task(id="1", duration=5 * D, dates=rule("MSO", on(6)))
    check(book(saturday), {"1": ("Mon 8 08:00", "Fri 12 17:00")})


def test_an_unbroken_task_is_not_torn_apart_by_leave() -> None:
    review = Task(id="1", duration=4 * H, seats=who("Ann"), earliest_start=on(2, 15))
    leave = (Leave(who="Ann", first=date(2027, 3, 3), last=date(2027, 3, 12)),)
    check(book(review, people=(paid("Ann"),), leave=leave), {"1": ("Tue 2 15:00", "Mon 15 10:00")})
    whole = Task(
        id="1", duration=4 * H, seats=who("Ann"), earliest_start=on(2, 15), longest_pause=0
    )
    check(book(whole, people=(paid("Ann"),), leave=leave), {"1": ("Mon 15 08:00", "Mon 15 12:00")})


def test_a_hammock_follows_the_work_and_costs_its_share() -> None:
    span = Task(
        id="1", seats=(type(who("Pat")[0])(names=("Pat",), units=Fraction(1, 5)),), spans=("2", "3")
    )
    design = Task(id="2", duration=5 * D, seats=who("Ann"))
    build = Task(id="3", duration=10 * D, seats=who("Ann"), links=(after("2"),))
    spec = book(span, design, build, people=(paid("Pat", 80), paid("Ann", 50)), days=28)
    assert values(spec) == {"finish": 15, "cost": 15 * 8 * 50 + 15 * 8 * 80 / Fraction(5)}


def test_a_meeting_falls_out_on_a_holiday() -> None:
    work = Task(id="1", duration=5 * D, seats=who("Ann"))
    weekly = Meeting(
        name="W",
        start=on(1, 8),
        finish=on(1, 12),
        who=("Ann",),
        repeat="weekly",
        until=date(2027, 4, 5),
    )
    off = (Holiday(first=date(2027, 3, 8), last=date(2027, 3, 8)),)
    spec = book(work, people=(paid("Ann"),), meetings=(weekly,), holidays=off)
    check(spec, {"1": ("Mon 1 13:00", "Tue 9 12:00")})


def test_a_lead_lets_the_next_task_start_before() -> None:
    a = Task(id="1", duration=3 * D)
    b = Task(id="2", duration=2 * D, links=(after("1", lag=-D),))
    check(book(a, b), {"2": ("Wed 3 08:00", "Thu 4 17:00")})


def test_lag_on_the_chosen_calendar() -> None:
    a = Task(id="1", duration=D, seats=who("W"))
    b = Task(id="2", duration=4 * H, seats=who("W"), links=(after("1", lag=4 * H),))
    people = (paid("W", 0, "Weekend"),)
    for lag_calendar, expected in (
        ("project", ("Sat 13 08:00", "Sat 13 12:00")),
        ("predecessor", ("Sun 7 13:00", "Sun 7 17:00")),
        ("successor", ("Sun 7 13:00", "Sun 7 17:00")),
        ("24 h", ("Sun 7 08:00", "Sun 7 12:00")),
    ):
        settings = Settings(start=MONDAY, goals=("finish",), lag_calendar=lag_calendar)  # type: ignore[arg-type]
        spec = book(a, b, people=people, calendars=ALL, settings=settings)
        check(spec, {"1": ("Sat 6 08:00", "Sat 6 17:00"), "2": expected})


def test_an_answer_is_proved_or_infeasible() -> None:
    assert all(v.value == v.bound for v in best(book(Task(id="1", duration=D))).values)
