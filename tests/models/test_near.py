"""Planning near a plan that people know, where it is too large for a proof."""

from dataclasses import replace
from functools import cache, partial
from random import Random

from models import SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Goal, Objective, Tolerance, value
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat, Stay
from models.schedule import Schedule
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.left_shift import left_shifted
from models.search.near import anneal_near, goal_of_changes
from models.search.repair import repaired

LATE = Goal(name="late", terms=(("lateness", 1),), tolerance=Tolerance(units=1))
GOALS = Objective(
    goals=(LATE, Goal(name="changes", terms=(("changes", 1),)), *Objective.of("cost").goals)
)


def dense(count: int = 80, people: int = 6) -> Problem:
    """Work of people with days off, each task for three or four of them, some with a due date."""
    random = Random(3)
    horizon = 500
    week = Calendar.from_slots(slot for slot in range(horizon) if slot % 7 < 5)
    activities = []
    for i in range(count):
        work = random.randint(2, 8)
        able = random.sample(range(people), random.randint(3, 4))
        seat = Seat(candidates=tuple(Candidate(resource=r, work=work, cost=r) for r in able))
        due = random.randint(i, i + 60) if i % 4 == 0 else None
        activities.append(Activity(name=str(i), modes=(Mode(seats=(seat,)),), due=due))
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon), week),
        resources=tuple(Resource(calendar=r % 2) for r in range(people)),
        activities=tuple(activities),
        precedences=tuple(Precedence(first=i - 9, second=i) for i in range(9, count, 2)),
    )


def known_plan(problem: Problem) -> Problem:
    """The problem with a plan that people know."""
    plan = construct(problem, Objective.of("lateness"))
    assert plan is not None
    known = []
    for activity, task in zip(problem.activities, plan.tasks, strict=True):
        assert task is not None
        ((told,),) = [[one.resource for one in task.assignments]]
        seat = activity.modes[0].seats[0]
        candidates = tuple(
            replace(c, strange=0 if c.resource == told else 8) for c in seat.candidates
        )
        stay = Stay(at=task.start, later=1, sooner=1, until=20)
        known.append(
            replace(activity, modes=(Mode(seats=(Seat(candidates=candidates),)),), stay=stay)
        )
    return replace(problem, activities=tuple(known))


@cache
def changed() -> Problem:
    """The problem with a plan that people know, in which a task then takes ten slots longer."""
    problem = known_plan(dense())
    known = list(problem.activities)
    (seat,) = known[20].modes[0].seats
    longer = tuple(replace(c, work=c.work + 10) for c in seat.candidates)
    known[20] = replace(known[20], modes=(Mode(seats=(Seat(candidates=longer),)),))
    return replace(problem, activities=tuple(known))


def dragged() -> Problem:
    """A larger one, in which a task may then not start before six slots later."""
    problem = known_plan(dense(200, 10))
    known = list(problem.activities)
    stay = known[80].stay
    assert stay is not None
    known[80] = replace(known[80], start_min=stay.at + 6)
    return replace(problem, activities=tuple(known))


def values(problem: Problem, schedule: Schedule | None) -> list[int]:
    assert schedule is not None
    assert violations(problem, schedule) == ()
    return [value(problem, schedule, goal) for goal in GOALS.goals]


def test_lists_that_cool_down_near_a_plan_change_less_than_pushing_all_later() -> None:
    problem = changed()
    pushed = repaired(problem)
    assert pushed is not None
    found: list[Schedule] = []
    limits = Limits(work=0.005, workers=1)
    anneal_near(
        problem,
        GOALS.goals,
        pushed,
        limits,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    before, after = values(problem, pushed), values(problem, found[-1])
    assert after[0] <= before[0]
    assert after[1] < before[1]


def test_a_small_change_comes_to_the_best_by_any_chance() -> None:
    """One chain comes to 91, 93 or 97: it begins again and again."""
    problem = dragged()
    pushed = repaired(problem)
    assert pushed is not None
    for seed in (0, 5):
        found = [pushed]
        limits = Limits(work=0.02, workers=2, seed=seed)
        search = partial(anneal_near, problem, GOALS.goals, pushed, limits)
        search(found=lambda schedule, _: found.append(schedule), stop=lambda: False)  # noqa: B023
        assert min(values(problem, one)[:2] for one in found) == [0, 91], seed


def test_a_plan_too_large_for_a_proof_stays_near_the_one_before() -> None:
    """Lateness first, then few changes: of all that the search keeps none is an unrelated plan."""
    problem = changed()
    assert goal_of_changes(problem, GOALS.goals) == 1
    pushed = repaired(problem)
    kept: list[Schedule] = []
    options = SolveOptions(deterministic_limit=0.03)
    result = solve(problem, GOALS, options, known=pushed, keep=kept.append)
    begun, ended = values(problem, pushed), values(problem, result.schedule)
    assert ended[0] <= begun[0]
    assert ended[1] < begun[1]
    assert max(values(problem, one)[1] for one in kept) <= begun[1]
    assert result == solve(problem, GOALS, options, known=pushed)


def roomy() -> Problem:
    """One person, free until what cannot begin sooner; that takes four slots more than was known.

    What was to come after it, in the ninth slot, may be pulled forward for nothing.
    """
    seats = [Seat(candidates=(Candidate(resource=0, work=work),)) for work in (6, 2)]
    known = [Stay(at=at, later=1, sooner=1, until=0) for at in (6, 8)]
    activities = tuple(
        Activity(modes=(Mode(seats=(seat,)),), start_min=least, stay=stay, due=30)
        for seat, least, stay in zip(seats, (6, 0), known, strict=True)
    )
    return Problem(
        horizon=40,
        calendars=(Calendar.always(40),),
        resources=(Resource(calendar=0),),
        activities=activities,
    )


def test_lists_pull_forward_what_would_be_pushed() -> None:
    problem = roomy()
    pushed = repaired(problem)
    assert values(problem, pushed)[:2] == [0, 4]
    assert pushed is not None
    found: list[Schedule] = []
    search = partial(anneal_near, problem, GOALS.goals, pushed, Limits(work=0.005))
    search(found=lambda schedule, _: found.append(schedule), stop=lambda: False)
    assert values(problem, found[-1])[:2] == [0, 0]


def test_what_was_pulled_forward_goes_back_as_far_as_there_is_room() -> None:
    problem = roomy()
    result = solve(problem, GOALS, SolveOptions(deterministic_limit=0.1), known=repaired(problem))
    assert values(problem, result.schedule)[:2] == [0, 0]
    assert result.schedule is not None
    assert [task.start for task in result.schedule.tasks if task] == [6, 4]


def test_the_last_touch_near_a_plan_breaks_nothing_and_costs_no_goal() -> None:
    problem = changed()
    pushed = repaired(problem)
    assert pushed is not None
    before = values(problem, pushed)
    touched = left_shifted(problem, pushed, no_worse=lambda one: values(problem, one) <= before)
    assert values(problem, touched) <= before


def test_where_nobody_knows_a_plan_nothing_is_near() -> None:
    assert goal_of_changes(dense(), GOALS.goals) is None
    assert goal_of_changes(changed(), GOALS.goals[:1]) is None
    assert repaired(dense()) is None
