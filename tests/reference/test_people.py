"""People and money, worked out by hand."""

from datetime import date
from fractions import Fraction

from tests.reference.exact import solve
from tests.reference.hand import ALL, MONDAY, D, H, after, book, on, paid, planned, values, who
from tests.reference.spec import (
    Budget,
    HardDate,
    Leave,
    Person,
    Seat,
    Settings,
    Spec,
    Task,
)

BY_COST = Settings(start=MONDAY, goals=("cost", "finish"))


def skilled(skill: str, count: int = 1, level: int = 0) -> Seat:
    return Seat(skill=skill, level=level, count=count)


def able(name: str, skills: str, rate: int = 10, units: Fraction | int = 1) -> Person:
    pairs = tuple((skill, 1) for skill in skills.split())
    return Person(name=name, skills=pairs, rate=Fraction(rate), units=Fraction(units))


def people_on(spec: Spec) -> dict[str, set[str]]:
    return {row.task: set(row.people) for row in solve(spec, 30).rows}


def test_same_people_are_the_very_same() -> None:
    draft = Task(id="1", duration=D, seats=(skilled("Law"),))
    review = Task(id="2", duration=D, seats=(skilled("Tax"),), links=(after("1"),), same_as=("1",))
    people = (able("Ann", "Law"), able("Bob", "Tax"), able("Cem", "Law Tax", 50))
    spec = book(draft, review, people=people)
    assert people_on(spec) == {"1": {"Cem"}, "2": {"Cem"}}
    assert values(spec)["cost"] == 2 * 8 * 50


def test_same_people_that_cannot_be_are_infeasible() -> None:
    a = Task(id="1", duration=D, seats=who("Ann", "Bob"))
    b = Task(id="2", duration=D, seats=who("Ann or Cem or Bob"), same_as=("1",))
    people = (paid("Ann", 10), paid("Bob", 10), paid("Cem", 10))
    assert solve(book(a, b, people=people)).status == "infeasible"


def test_different_people_have_none_in_common() -> None:
    a = Task(id="1", duration=D, seats=who("Ann or Bob"))
    b = Task(id="2", duration=D, seats=who("Ann or Bob"), different_from=("1",))
    spec = book(a, b, people=(paid("Ann", 10), paid("Bob", 20)), settings=BY_COST)
    assert values(spec) == {"cost": 8 * 30, "finish": 1}


def test_a_part_timer_may_fill_a_seat_and_takes_longer() -> None:
    tasks = [Task(id=i, duration=6 * H, seats=(skilled("Test"),)) for i in "12"]
    tasks.append(Task(id="3", work=6 * H, seats=(skilled("Test"),)))
    people = (able("Fay", "Test", 100), able("Gus", "Test", 10, Fraction(3, 5)))
    # The cheapest is that Gus does all: 18 h of work at 60 % are 30 h.
    spec = book(*tasks, people=people, settings=BY_COST, days=7)
    assert values(spec) == {"cost": 180, "finish": Fraction(30, 8)}
    # Gus does one of the three (10 h), Fay two (12 h).
    quick = book(*tasks, people=people, days=7)
    assert values(quick) == {"finish": Fraction(12, 8), "cost": 12 * 100 + 6 * 10}


def test_ann_or_a_part_timer_either() -> None:
    tasks = [Task(id=i, duration=5 * D, seats=who("Ann or Gus")) for i in "12"]
    people = (paid("Ann", 50), paid("Gus", 10, units=Fraction(1, 2)))
    # Both at once: Gus takes 10 days, as long as Ann needs for both.
    assert values(book(*tasks, people=people)) == {"finish": 10, "cost": 40 * 50 + 40 * 10}


def test_two_seats_take_as_long_as_the_slower_needs() -> None:
    task = Task(id="1", duration=5 * D, seats=(skilled("Test", 2),))
    people = (able("Fay", "Test"), able("Gus", "Test", 10, Fraction(3, 5)))
    # 5 d at 60 %: 8 days 2 h 40 min; each does 40 h.
    spec = book(task, people=people)
    assert planned(spec) == {"1": ("Mon 1 08:00", "Thu 11 10:40")}
    assert values(spec)["cost"] == 80 * 10


def test_six_sixths_of_a_person_are_one() -> None:
    seat = (Seat(names=("Ann",), units=Fraction(1, 6)),)
    tasks = [Task(id=str(i), duration=5 * D, seats=seat) for i in range(6)]
    assert values(book(*tasks, people=(paid("Ann"),)))["finish"] == 5
    tasks.append(Task(id="6", duration=5 * D, seats=seat))
    assert values(book(*tasks, people=(paid("Ann"),)))["finish"] == 10


def test_each_is_free_when_the_own_share_is_done() -> None:
    a = Task(id="A", duration=10 * D, seats=who("Ann", "Bob"))
    b = Task(id="B", duration=D, seats=who("Ann"))
    leave = (Leave(who="Bob", first=date(2027, 3, 8), last=date(2027, 3, 12)),)
    spec = book(a, b, people=(paid("Ann", 10), paid("Bob", 10)), leave=leave, days=28)
    found = planned(spec)
    assert found["A"] == ("Mon 1 08:00", "Fri 19 17:00")
    assert found["B"] == ("Mon 15 08:00", "Mon 15 17:00")


def test_a_full_timer_does_not_wait_for_the_half_timer() -> None:
    sort = Task(id="1", work=40 * H, seats=who("Ann", "Bob"))
    pack = Task(id="2", work=8 * H, seats=who("Ann"))
    people = (paid("Ann"), paid("Bob", 0, "Mornings"))
    assert values(book(sort, pack, people=people, calendars=ALL))["finish"] == Fraction(9, 2)


def test_a_job_share_is_plannable() -> None:
    first = ((480, 720), (780, 1020))
    early, late = (first,) * 3 + ((),) * 4, ((),) * 3 + (first,) * 2 + ((),) * 2
    calendar = type(ALL[0])
    calendars = (*ALL, calendar(name="First", days=early), calendar(name="Second", days=late))
    desk = Task(id="1", work=40 * H, seats=who("Ann", "Bob"))
    people = (paid("Ann", 0, "First"), paid("Bob", 0, "Second"))
    found = planned(book(desk, people=people, calendars=calendars))
    assert found == {"1": ("Mon 1 08:00", "Thu 11 12:00")}


def test_a_crane_does_not_work_without_its_operator() -> None:
    lift = Task(id="1", duration=3 * D, seats=who("Crane", "Op"))
    other = Task(id="2", duration=D, seats=who("Crane"))
    crane = Person(name="Crane", type="Equipment", rate=Fraction(100))
    leave = (Leave(who="Op", first=date(2027, 3, 2), last=date(2027, 3, 5)),)
    spec = book(lift, other, people=(crane, paid("Op", 50)), leave=leave)
    found = planned(spec)
    # Either the other lift comes first, on Monday, and both wait for the operator until the 8th.
    assert found == {"1": ("Mon 8 08:00", "Wed 10 17:00"), "2": ("Mon 1 08:00", "Mon 1 17:00")}
    assert values(spec)["cost"] == 3 * 8 * 150 + 8 * 100


def test_a_crane_stays_taken_while_its_operator_is_away() -> None:
    fixed = (HardDate(kind="MSO", when=on(1)),)
    lift = Task(id="1", duration=3 * D, seats=who("Crane", "Op"), dates=fixed)
    other = Task(id="2", duration=D, seats=who("Crane"))
    crane = Person(name="Crane", type="Equipment")
    leave = (Leave(who="Op", first=date(2027, 3, 2), last=date(2027, 3, 5)),)
    found = planned(book(lift, other, people=(crane, paid("Op")), leave=leave))
    assert found == {"1": ("Mon 1 08:00", "Tue 9 17:00"), "2": ("Wed 10 08:00", "Wed 10 17:00")}


def test_a_duration_with_a_named_part_timer_stays() -> None:
    a = Task(id="1", duration=5 * D, seats=who("Gus"))
    b = Task(id="2", duration=5 * D, seats=who("Ann", "Gus"), links=(after("1"),))
    spec = book(a, b, people=(paid("Gus", 10, units=Fraction(3, 5)), paid("Ann", 10)))
    assert planned(spec)["1"] == ("Mon 1 08:00", "Fri 5 17:00")
    assert values(spec) == {"finish": 10, "cost": 24 * 10 + 24 * 10 + 40 * 10}


def test_a_share_that_changes_at_a_date() -> None:
    ann = [
        Person(name="Ann", rate=Fraction(10), until=date(2027, 3, 5)),
        Person(name="Ann", rate=Fraction(20), units=Fraction(1, 2), since=date(2027, 3, 8)),
    ]
    named = book(Task(id="1", duration=10 * D, seats=who("Ann")), people=tuple(ann))
    assert values(named) == {"finish": 10, "cost": 40 * 10 + 20 * 20}
    work = book(Task(id="1", work=60 * H, seats=who("Ann")), people=tuple(ann))
    assert values(work) == {"finish": 10, "cost": 40 * 10 + 20 * 20}


def test_ten_tasks_of_six_minutes_take_an_hour() -> None:
    tasks = [Task(id="0", work=6, seats=who("Ann"))]
    tasks += [
        Task(id=str(i), work=6, seats=who("Ann"), links=(after(str(i - 1)),)) for i in range(1, 10)
    ]
    spec = book(*tasks, people=(paid("Ann", 60),), days=1)
    assert values(spec) == {"finish": Fraction(1, 8), "cost": 60}


def test_an_hour_of_three_is_twenty_minutes_each() -> None:
    task = Task(id="1", work=60, seats=who("Ann", "Bob", "Cem"))
    spec = book(task, people=tuple(paid(n, 60) for n in ("Ann", "Bob", "Cem")), days=2)
    assert planned(spec) == {"1": ("Mon 1 08:00", "Mon 1 08:20")}
    assert values(spec)["cost"] == 60


def test_what_is_paid_is_never_rounded() -> None:
    seat = (Seat(names=("Ann",), units=Fraction(33, 100)),)
    spec = book(Task(id="1", work=8 * H, seats=seat), people=(paid("Ann", 60),), days=8)
    assert values(spec)["cost"] == 480


def test_a_milestones_cost_falls_on_its_day() -> None:
    work = Task(id="1", duration=2 * D, fixed_cost=Fraction(500), accrual="Start")
    licence = Task(id="2", duration=0, fixed_cost=Fraction(1000), accrual="End")
    budget = (Budget(limit=Fraction(1000), month=(2027, 3)),)
    rows = dict(planned(book(work, licence, budgets=budget, days=35)))
    assert rows["1"] == ("Mon 1 08:00", "Tue 2 17:00")
    assert rows["2"] == ("Thu 1 00:00", "Thu 1 00:00")


def test_hours_fall_into_the_month_in_which_they_are_worked() -> None:
    settings = Settings(start=date(2027, 3, 29), goals=("finish", "cost"))
    task = Task(id="1", duration=5 * D, seats=who("Ann"), fixed_cost=Fraction(100))
    for limit, status in ((24 * 10 + 60, "optimal"), (24 * 10 + 59, "infeasible")):
        budget = (Budget(limit=Fraction(limit), month=(2027, 3)),)
        fixed = Task(
            id="1",
            duration=5 * D,
            seats=task.seats,
            fixed_cost=task.fixed_cost,
            dates=(HardDate(kind="MSO", when=date(2027, 3, 29)),),
        )
        spec = book(fixed, people=(paid("Ann", 10),), budgets=budget, settings=settings)
        assert solve(spec).status == status


def test_a_budget_with_a_price_may_be_exceeded() -> None:
    task = Task(id="1", duration=D, seats=who("Ann"))
    soft = (Budget(limit=Fraction(60), price=3),)
    assert values(book(task, people=(paid("Ann", 10),), budgets=soft))["cost"] == 80 + 3 * 20


def test_cost_per_day_counts_calendar_days() -> None:
    settings = Settings(start=MONDAY, goals=("cost",), cost_per_day=Fraction(7))
    spec = book(Task(id="1", duration=6 * D), settings=settings)
    assert values(spec)["cost"] == 8 * 7


def test_lateness_is_working_days_by_priority_or_penalties() -> None:
    late = Task(id="1", duration=6 * D, deadline=on(5), priority=1000)
    settings = Settings(start=MONDAY, goals=("lateness", "money"))
    assert values(book(late, settings=settings)) == {"lateness": 2, "money": 0}
    fined = Task(id="1", duration=6 * D, deadline=on(5), late_penalty=Fraction(30))
    assert values(book(fined, settings=settings)) == {"lateness": 30, "money": 30}


def test_what_is_left_out_costs_its_price() -> None:
    dear = Task(id="1", duration=D, seats=who("Ann"), drop_cost=Fraction(79))
    spec = book(dear, people=(paid("Ann", 10),), settings=BY_COST)
    assert values(spec) == {"cost": 79, "finish": 0}


def test_more_people_are_quicker_and_cost_the_same() -> None:
    task = Task(id="1", work=24 * H, heads=(1, 3), seats=(skilled("W"),))
    people = tuple(able(name, "W") for name in ("Ann", "Bob", "Cem"))
    assert values(book(task, people=people)) == {"finish": 1, "cost": 240}


def test_two_hours_of_overtime_in_time_for_the_deadline() -> None:
    task = Task(id="1", duration=42 * H, seats=who("Ann"), deadline=on(5))
    ann = Person(name="Ann", rate=Fraction(50), overtime_rate=Fraction(75), overtime_hours=10)
    settings = Settings(start=MONDAY, goals=("lateness", "cost", "finish"))
    spec = book(task, people=(ann,), settings=settings, days=9)
    assert values(spec) == {"lateness": 0, "cost": 40 * 50 + 2 * 75, "finish": 5}


def test_overtime_is_at_most_two_hours_a_day_and_so_many_a_week() -> None:
    task = Task(id="1", duration=48 * H, seats=who("Ann"), deadline=on(5))
    settings = Settings(start=MONDAY, goals=("lateness", "cost", "finish"))
    for hours, late in ((10, 0), (6, Fraction(1, 4))):
        ann = Person(
            name="Ann", rate=Fraction(50), overtime_rate=Fraction(75), overtime_hours=hours
        )
        spec = book(task, people=(ann,), settings=settings, days=9)
        assert values(spec)["lateness"] == late


def test_there_is_no_overtime_on_a_day_off() -> None:
    task = Task(id="1", duration=12 * H, seats=who("Ann"), deadline=on(1))
    ann = Person(name="Ann", overtime_rate=Fraction(75), overtime_hours=10)
    off = (Leave(who="Ann", first=date(2027, 3, 1), last=date(2027, 3, 1)),)
    settings = Settings(start=MONDAY, goals=("lateness", "finish"))
    # Tuesday ten hours, Wednesday two: a day and a quarter after the end of Monday.
    spec = book(task, people=(ann,), settings=settings, leave=off, days=9)
    assert values(spec)["lateness"] == Fraction(5, 4)


def test_a_deadline_on_a_day_off_is_the_end_of_that_day() -> None:
    task = Task(id="1", duration=2 * D, seats=who("Ann"), deadline=on(2))
    off = (Leave(who="Ann", first=date(2027, 3, 2), last=date(2027, 3, 2)),)
    settings = Settings(start=MONDAY, goals=("lateness",))
    assert values(book(task, people=(paid("Ann"),), leave=off, settings=settings)) == {
        "lateness": 1
    }
