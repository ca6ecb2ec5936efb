"""The true slack of tasks: how far one could move if people and order may change."""

from planner.pipeline import solve
from planner.plan import Plan
from planner.project import Need
from planner.translate import to_problem
from planner.whatif.slack import with_true_slack
from tests.planner.projects import on, project, row, task
from tests.planner.whatif.support import OPTIONS, helped, planned

EITHER = [Need(names=("Ann", "Bob"))]


def slack(plan: Plan, name: str) -> tuple[float | None, float | None, bool]:
    found = row(plan, name)
    return found.slack, found.true_slack, found.true_slack_proved


def test_a_task_may_swap_with_another_that_has_its_person() -> None:
    """In the order of the plan the first has a day; another order gives it the second's place."""
    tasks = [task("a", 1, who=["Ann"]), task("b", 2, who=["Ann"]), task("c", 4)]
    plan = helped(project(tasks, ("Ann", "Bob")))
    first = min("ab", key=lambda name: row(plan, name).start or on(9))
    assert slack(plan, first)[0] == 1
    assert slack(plan, first)[1:] == ({"a": 3, "b": 2}[first], True)


def test_another_person_gives_room() -> None:
    tasks = [task("a", 2, who=EITHER), task("b", 2, "a", who=["Ann"]), task("c", 4, who=["Bob"])]
    plan = helped(project(tasks, ("Ann", "Bob")))
    assert slack(plan, "b") == (0, 0, True)
    assert slack(plan, "c") == (0, 0, True)


def test_deadlines_and_the_finish_are_kept() -> None:
    tasks = [task("a", 1, deadline=on(6)), task("b", 3, deadline=on(6))]
    plan = helped(project(tasks))
    assert slack(plan, "a") == (1, 1, True)
    assert slack(plan, "b") == (0, 0, True)


def test_it_is_never_less_than_the_slack_and_stops_when_told() -> None:
    found = project([task(f"t{n}", 1 + n % 3, who=EITHER) for n in range(6)], ("Ann", "Bob"))
    plan, draft = planned(found)
    translation = to_problem(found, stretch=draft.stretch)
    told = with_true_slack(plan, translation, draft.schedule)
    assert all((one.true_slack or 0) >= (one.slack or 0) for one in told.rows)
    assert any((one.true_slack or 0) > (one.slack or 0) for one in told.rows)
    assert with_true_slack(plan, translation, draft.schedule, stop=lambda: True) == plan


def test_a_plan_without_levers_has_none() -> None:
    plan = solve(project([task("a", 1)]), OPTIONS)
    assert slack(plan, "a") == (0, None, False)
