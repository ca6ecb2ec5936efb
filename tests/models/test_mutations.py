"""The referee sees it when the model is wrong: a rule left out, or a number read wrong.

CP-SAT plans as well as it can with the mistake; the plan must break the rule, and no other one.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from types import ModuleType

import pytest
from ortools.sat.python import cp_model

from models import check
from models import rules as constraints
from models.calendars import Calendar
from models.check import violations
from models.materials import Consumption, Material
from models.measures import objective
from models.measures.goals import Objective
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    Activity,
    Bounds,
    Budget,
    Candidate,
    Edge,
    Mode,
    Pause,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from models.schedule import Schedule, Task
from models.splitting import Split
from tests.models.support import alone, build, by, name, plan, run, seat, small, task

PAUSE = Calendar(spans=((0, 2), (4, 12)))
"""Works but for slots 2 and 3."""
EARLY_PAUSE = Calendar(spans=((0, 1), (4, 12)))
NIGHTS = tuple(slot + 5 * (slot // 4) for slot in range(13))
"""The wall clock of days of 4 slots with nights of 5 between."""

DATED = small(
    Activity(modes=by(0, work=3), previous=0),
    Activity(modes=alone(5), previous=0),
    Activity(
        modes=(Mode(),),
        spans=(0, 1),
        edges=(
            Edge(activity=0),
            Edge(activity=1, bounds=Bounds(end_min=7)),
            Edge(activity=0, mode=0, resource=0, bounds=Bounds(end_min=6)),
        ),
    ),
    people=1,
)
"""A phase that is to end at 6 if who does its first task ends it, at 7 if its second does."""

CHEAP, DEAR = Candidate(resource=0, work=2, cost=10), Candidate(resource=1, work=2, cost=30)
TORN = Candidate(resource=0, work=2, calendar=1, pause=Pause(calendar=0, most=1))
TORN_LONGER = replace(TORN, pause=Pause(calendar=0, most=2))
UNBROKEN = small(
    Activity(modes=(Mode(seats=(Seat(candidates=(TORN,)),)),), previous=1),
    people=1,
    calendars=(PAUSE,),
)
THREE = Activity(modes=alone(3))
TWO_BY_ONE = Activity(modes=by(0, work=2))


EVENING = Calendar(spans=((2, 4),))
"""Slots 2 and 3, in which somebody may go on."""


def longer(work: int, price: int = 4) -> Mode:
    """Somebody who may work overtime, for so many cents a slot on top."""
    who = Candidate(resource=0, work=work, cost=10, calendar=0, overtime=Fraction(price))
    return Mode(seats=(Seat(candidates=(who,)),))


ONE_A_DAY = Overtime(calendar=2, ceilings=(Ceiling(start=0, end=12, most=1),))
TIRED = small(
    Activity(modes=(longer(5),)),
    resources=(Resource(calendar=1, overtime=ONE_A_DAY),),
    calendars=(PAUSE, EVENING),
)


def pouring(*, spread: int = 0, amount: int = 8) -> Mode:
    """Four slots that use cement."""
    used = Consumption(material=0, amount=amount, spread=spread)
    return Mode(work=4, consumes=(used,))


CEMENT = small(
    Activity(modes=(pouring(),)), materials=(Material.delivered("cement", 4, ((3, 4),)),)
)
TWO_POURS = small(
    *[Activity(modes=(pouring(amount=4),))] * 2,
    materials=CEMENT.materials,
)


INTERRUPTED = small(
    Activity(modes=by(0, work=4), together=True, split=Split(least=2)),
    Activity(modes=by(0, work=1), start_min=1, start_max=1),
    people=1,
)


def best(problem: Problem, goal: str, without: ModuleType | None = None) -> Schedule:
    """The best plan the model allows, with one rule left out."""
    rules = [rule for rule in constraints.ALL if rule is not without]
    model, variables = build(problem, rules)
    model.minimize(objective.expression(variables, Objective.of(goal).goals[0]))
    status, solver = run(model)
    assert status == cp_model.OPTIMAL
    return variables.extract(solver.value)


def broken(problem: Problem, schedule: Schedule) -> set[str]:
    return {violation.rule for violation in violations(problem, schedule)}


# What each rule is needed for: without it the best plan is too good to be true.
NEEDED: dict[str, tuple[str, Problem]] = {
    "window": (
        "moves",
        small(Activity(modes=(Mode(work=2), Mode(work=5)), start_max=4, previous=9)),
    ),
    "duration": (
        "moves",
        small(Activity(modes=alone(3), calendar=1, previous=2), calendars=(PAUSE,)),
    ),
    "span": (
        "moves",
        small(
            replace(THREE, previous=5, start_min=5),
            Activity(modes=(Mode(),), spans=(0,), previous=0),
        ),
    ),
    "edge": ("moves", DATED),
    "split": ("finish", INTERRUPTED),
    "pause": ("moves", UNBROKEN),
    "precedence": (
        "moves",
        small(
            replace(THREE, previous=5),
            replace(THREE, previous=3),
            precedences=(Precedence(first=0, second=1),),
        ),
    ),
    "overtime": ("finish", TIRED),
    "capacity": ("late_count", small(*(replace(TWO_BY_ONE, due=2),) * 2, people=1)),
    "staffing": (
        "cost",
        small(
            *(Activity(modes=(Mode(seats=(Seat(candidates=(CHEAP, DEAR)),)),)),) * 2,
            people=2,
            staffing=(Staffing(first=0, second=1, same=False),),
        ),
    ),
    "budget": (
        "finish",
        small(
            Activity(modes=(Mode(work=1, cost=9), Mode(work=3, cost=5))),
            budgets=(Budget(limit=5),),
        ),
    ),
    "material": ("finish", TWO_POURS),
}


@pytest.mark.parametrize("rule", constraints.ALL, ids=name)
def test_without_the_rule_the_referee_objects_to_exactly_that(rule: ModuleType) -> None:
    goal, problem = NEEDED[name(rule)]
    assert broken(problem, best(problem, goal)) == set()
    assert broken(problem, best(problem, goal, without=rule)) == {name(rule)}


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """What the model is told instead of the problem, and the rule that is then broken."""

    rule: str
    goal: str = "finish"
    problem: Problem
    told: Problem


def mistake(rule: str, problem: Problem, *, goal: str = "finish", **told: object) -> Mistake:
    changed = replace(problem, **told)  # type: ignore[arg-type]
    return Mistake(rule=rule, goal=goal, problem=problem, told=changed)


def one(problem: Problem, **changes: object) -> tuple[Activity, ...]:
    """The activities with the first changed."""
    first, *others = problem.activities
    return (replace(first, **changes), *others)  # type: ignore[arg-type]


def linked(link: Precedence, *activities: Activity) -> Problem:
    pair = activities or (THREE, THREE)
    return small(*pair, calendars=(PAUSE,), precedences=(link,), clock=NIGHTS)


def lag_off_by(
    link: Precedence, error: int, *activities: Activity, goal: str = "finish"
) -> Mistake:
    told = (replace(link, lag=link.lag + error),)
    return mistake("precedence", linked(link, *activities), goal=goal, precedences=told)


PHASE = small(
    replace(THREE, previous=0),
    replace(THREE, previous=4, start_min=4),
    Activity(modes=(Mode(),), spans=(0, 1)),
)
HALF = small(
    THREE,
    replace(THREE, start_min=3),
    Activity(modes=(Mode(),), spans=(0, 1)),
    THREE,
    precedences=(Precedence(first=2, second=3, kind="FS", share=Fraction(1, 2)),),
)
BEFORE = small(Activity(modes=alone(3), start_min=2, end_min=7, previous=0))
UNTIL = small(Activity(modes=alone(3), start_max=4, end_max=8, previous=9))
PAUSED = small(Activity(modes=alone(3), calendar=1), calendars=(PAUSE,))
SLOW = small(Activity(modes=by(0, work=3)), people=1)
PAIR = small(
    Activity(modes=(Mode(seats=(seat(0, 1, work=3, count=2),)),)),
    resources=(Resource(), Resource(calendar=1)),
    calendars=(PAUSE,),
)
CREW = small(*(TWO_BY_ONE,) * 3, resources=(Resource(capacity=2),))
HALVES = small(
    *(Activity(modes=(Mode(seats=(seat(0, work=2, units=500),)),)),) * 3,
    resources=(Resource(capacity=1000),),
)
MEETING = small(TWO_BY_ONE, people=1, reservations=(Reservation(resource=0, start=1, end=3),))
EITHER = Activity(modes=(Mode(seats=(Seat(candidates=(CHEAP, DEAR)),)),))
SAME = small(
    Activity(modes=by(0)),
    Activity(modes=by(0, 1)),
    people=2,
    staffing=(Staffing(first=0, second=1, same=True),),
)
OTHER = small(EITHER, EITHER, people=2, staffing=(Staffing(first=0, second=1, same=False),))
MONTHS = small(
    Activity(modes=(Mode(work=4, cost=100, spread=4),)),
    budgets=(Budget(limit=40, period=(0, 4)),),
)
FAST_OR_CHEAP = small(
    Activity(modes=(Mode(work=1, cost=9), Mode(work=3, cost=5))), budgets=(Budget(limit=8),)
)
OVERTIME = small(
    Activity(modes=(longer(2),), start_min=2),
    resources=(Resource(calendar=1, overtime=Overtime(calendar=2)),),
    calendars=(PAUSE, EVENING),
    budgets=(Budget(limit=10),),
)

HALF_DAYS = Overhead(
    cents=3,
    activities=(0,),
    opens=tuple(t // 2 for t in range(12)),
    closes=tuple((t + 1) // 2 for t in range(12)),
)
DAYS = small(
    Activity(modes=(Mode(work=2), Mode(work=1, cost=2)), start_min=2),
    budgets=(Budget(limit=5),),
    overhead=HALF_DAYS,
)

SHARES = small(
    Activity(modes=(Mode(seats=(seat(0, work=2), seat(1, work=4))),)),
    Activity(modes=by(0, work=2)),
    people=2,
    staffing=(),
)
SHIFTS = small(
    Activity(modes=(Mode(seats=(seat(0, work=3), seat(1, work=2))),), together=True),
    resources=(Resource(calendar=1), Resource(calendar=2)),
    calendars=(Calendar(spans=((0, 3), (8, 12))), Calendar(spans=((2, 4), (6, 12)))),
)

POURED = small(Activity(modes=(pouring(spread=4),)), materials=CEMENT.materials)

MISTAKES = {
    "a smaller piece": mistake(
        "split",
        INTERRUPTED,
        activities=one(INTERRUPTED, split=Split(least=1)),
    ),
    "a delivery a slot too early": mistake(
        "material", CEMENT, materials=(Material.delivered("cement", 4, ((2, 4),)),)
    ),
    "more at hand": mistake(
        "material", POURED, materials=(Material.delivered("cement", 6, ((3, 2),)),)
    ),
    "what is used over the work used at its end": mistake(
        "material",
        POURED,
        activities=one(
            POURED,
            modes=(Mode(work=4, consumes=(Consumption(material=0, amount=8, accrual="end"),)),),
        ),
    ),
    "a little less used": mistake(
        "material", POURED, activities=one(POURED, modes=(pouring(spread=4, amount=5),))
    ),
    "the share of somebody a slot too short": mistake(
        "capacity",
        SHARES,
        activities=one(SHARES, modes=(Mode(seats=(seat(0, work=1), seat(1, work=4))),)),
    ),
    "who is needed to the end goes before it": mistake(
        "capacity",
        replace(SHARES, activities=one(SHARES, together=True)),
        activities=SHARES.activities,
    ),
    "who works together begins apart": mistake(
        "duration", SHIFTS, activities=one(SHIFTS, together=False)
    ),
    "the first start a slot too early": mistake(
        "window", BEFORE, goal="moves", activities=one(BEFORE, start_min=1, end_min=0)
    ),
    "the first end a slot too early": mistake("window", BEFORE, activities=one(BEFORE, end_min=6)),
    "the last start a slot too late": mistake(
        "window", UNTIL, goal="moves", activities=one(UNTIL, start_max=5)
    ),
    "the last end a slot too late": mistake(
        "window", UNTIL, goal="moves", activities=one(UNTIL, start_max=None, end_max=9)
    ),
    "a slot of work too few": mistake("duration", PAUSED, activities=one(PAUSED, modes=alone(2))),
    "a slot of a person's work too few": mistake(
        "duration", SLOW, activities=one(SLOW, modes=by(0, work=2))
    ),
    "a calendar with a slot too many": mistake(
        "duration", PAUSED, calendars=(PAUSED.calendars[0], Calendar(spans=((0, 3), (4, 12))))
    ),
    "a person's calendar without its pause": mistake(
        "duration", PAIR, resources=(Resource(), Resource())
    ),
    "the pause of somebody else": mistake(
        "duration", PAUSED, calendars=(PAUSED.calendars[0], EARLY_PAUSE)
    ),
    "the wrong calendar": mistake("duration", PAUSED, activities=one(PAUSED, calendar=0)),
    "the last task of a phase forgotten": mistake(
        "span", PHASE, activities=(*PHASE.activities[:2], replace(PHASE.activities[2], spans=(0,)))
    ),
    "a phase that starts with its last task": mistake(
        "span",
        PHASE,
        goal="moves",
        activities=(*PHASE.activities[:2], replace(PHASE.activities[2], spans=(1,))),
    ),
    "dates of a phase that mean the same to all": mistake(
        "edge",
        DATED,
        goal="moves",
        activities=(*DATED.activities[:2], replace(DATED.activities[2], edges=())),
    ),
    "dates of a phase that mean the same to whoever does a task": mistake(
        "edge",
        DATED,
        goal="moves",
        activities=(
            *DATED.activities[:2],
            replace(DATED.activities[2], edges=DATED.activities[2].edges[:2]),
        ),
    ),
    "a share of a phase one too small": mistake(
        "precedence",
        HALF,
        precedences=tuple(replace(link, share=Fraction(1, 3)) for link in HALF.precedences),
    ),
    "a lag one too small": lag_off_by(Precedence(first=0, second=1, lag=2), -1),
    "no lag at all": lag_off_by(Precedence(first=0, second=1, kind="SS", lag=1), -1),
    "a lead one too large": lag_off_by(Precedence(first=0, second=1, lag=-1), -1),
    "a maximum lag one too large": lag_off_by(
        Precedence(first=1, second=0, kind="SS", lag=-2),
        -1,
        replace(THREE, start_max=0),
        replace(THREE, previous=9),
        goal="moves",
    ),
    "a working lag one too small": lag_off_by(Precedence(first=0, second=1, lag=2, calendar=1), -1),
    "an elapsed lag one too small": lag_off_by(
        Precedence(first=0, second=1, lag=9, elapsed=True), -1
    ),
    "a lag in axis slots instead of working slots": mistake(
        "precedence",
        linked(Precedence(first=0, second=1, kind="SS", lag=3, calendar=1)),
        precedences=(Precedence(first=0, second=1, kind="SS", lag=3),),
    ),
    "the wrong kind of link": mistake(
        "precedence",
        linked(Precedence(first=0, second=1)),
        precedences=(Precedence(first=0, second=1, kind="FF"),),
    ),
    "a link forgotten": mistake(
        "precedence", linked(Precedence(first=0, second=1)), precedences=()
    ),
    "a capacity one too large": mistake("capacity", CREW, resources=(Resource(capacity=3),)),
    "fractional units rounded down": mistake(
        "capacity", HALVES, activities=one(HALVES, modes=(Mode(seats=(seat(0, work=2, units=0),)),))
    ),
    "a reservation forgotten": mistake("capacity", MEETING, reservations=()),
    "a reservation a slot too short": mistake(
        "capacity", MEETING, reservations=(Reservation(resource=0, start=1, end=2),)
    ),
    "a pause a slot too long": mistake(
        "pause",
        UNBROKEN,
        goal="moves",
        activities=one(
            UNBROKEN,
            modes=(
                Mode(seats=(Seat(candidates=(replace(TORN, pause=Pause(calendar=0, most=2)),)),)),
            ),
        ),
    ),
    "same and different taken for each other": mistake(
        "staffing", OTHER, goal="cost", staffing=(Staffing(first=0, second=1, same=True),)
    ),
    "different people forgotten": mistake("staffing", OTHER, goal="cost", staffing=()),
    "the same people forgotten": mistake("staffing", SAME, staffing=()),
    "a budget too generous": mistake("budget", FAST_OR_CHEAP, budgets=(Budget(limit=9),)),
    "the share of a month one too small": mistake(
        "budget", MONTHS, activities=one(MONTHS, modes=(Mode(work=4, cost=79, spread=4),))
    ),
    "a month a slot too short": mistake(
        "budget", MONTHS, budgets=(Budget(limit=40, period=(0, 3)),)
    ),
    "a calendar day too few": mistake(
        "budget", DAYS, goal="cost", overhead=replace(HALF_DAYS, closes=HALF_DAYS.opens)
    ),
    "overtime for nothing": mistake(
        "budget",
        OVERTIME,
        activities=one(OVERTIME, modes=(longer(2, price=0),)),
    ),
    "a ceiling too high": mistake(
        "overtime", TIRED, resources=(Resource(calendar=1, overtime=Overtime(calendar=2)),)
    ),
}


def test_every_rule_of_the_model_and_the_referee_has_mutations() -> None:
    names = {name(rule) for rule in constraints.ALL}
    assert names == check.RULES.keys() == NEEDED.keys()
    assert names == {made.rule for made in MISTAKES.values()}


@pytest.mark.parametrize("words", MISTAKES)
def test_the_referee_objects_to_a_plan_for_other_numbers(words: str) -> None:
    made = MISTAKES[words]
    assert broken(made.problem, best(made.problem, made.goal)) == set()
    assert broken(made.told, best(made.told, made.goal)) == set()
    assert broken(made.problem, best(made.told, made.goal)) == {made.rule}


STAFFED = small(
    Activity(modes=(Mode(seats=(seat(0, 1, count=2), seat(2))),)),
    Activity(modes=alone(1)),
    people=4,
)
FINE = task(0, 1, 0, 1, 2, seats=(0, 0, 1))

MISSHAPED: dict[str, tuple[Task | None, Task | None]] = {
    "left out": (None, task(0, 1)),
    "ends before it starts": (FINE, task(2, 1)),
    "starts before the axis": (FINE, task(-1, 0)),
    "ends after the axis": (FINE, task(12, 13)),
    "a mode there is not": (FINE, task(0, 1, mode=1)),
    "somebody on two seats": (task(0, 1, 0, 1, 1, seats=(0, 0, 1)), task(0, 1)),
    "an empty seat": (task(0, 1, 0, 1), task(0, 1)),
    "a seat for two with one": (task(0, 1, 0, 2, seats=(0, 1)), task(0, 1)),
    "a seat for one with two": (task(0, 1, 0, 1, 2, 3, seats=(0, 0, 1, 1)), task(0, 1)),
    "somebody who may not": (task(0, 1, 0, 1, 3, seats=(0, 0, 1)), task(0, 1)),
    "a seat there is not": (FINE, task(0, 1, 3)),
}


@pytest.mark.parametrize("words", MISSHAPED)
def test_the_referee_objects_to_what_is_no_schedule(words: str) -> None:
    assert broken(STAFFED, plan(FINE, task(0, 1))) == set()
    assert broken(STAFFED, plan(*MISSHAPED[words])) == {"shape"}


def test_a_schedule_of_another_length_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="another number of tasks"):
        violations(STAFFED, plan(FINE))
