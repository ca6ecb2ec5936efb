"""What spans objects."""

from datetime import datetime
from typing import Any

import pytest

from planner.checks.circles import circles
from planner.checks.validate import validate
from planner.project import Dependency, Lag, Need, Project, Resource, Settings, Source, Task


def task(name: str, *waits: Any, **more: Any) -> Task:
    links = tuple(Dependency(task=w) if isinstance(w, str) else w for w in waits)
    return Task(**{"id": name, "name": name, "duration": 480, "dependencies": links, **more})


def project(*tasks: Task, **more: Any) -> Project:
    start = datetime(2027, 3, 1)
    return Project(settings=Settings(start=start), start=start, tasks=tasks, **more)


def names(*tasks: Task) -> list[list[str]]:
    return [[found.id for found, _ in circle] for circle in circles(tasks)]


def test_a_circle_is_spelled_out() -> None:
    found = names(task("a", "c"), task("b", "a"), task("c", "b"), task("d", "a"))
    assert len(found) == 1
    assert sorted(found[0]) == ["a", "b", "c"]


def test_a_circle_in_which_each_waits_for_the_next_is_in_that_order() -> None:
    assert names(task("a", "c"), task("b", "a"), task("c", "b")) == [["a", "c", "b"]]


def test_two_knots_are_two_circles() -> None:
    found = names(task("a", "b"), task("b", "a"), task("c", "d"), task("d", "c"))
    assert [sorted(circle) for circle in found] == [["a", "b"], ["c", "d"]]


def test_starting_and_finishing_together_is_no_circle() -> None:
    together = Dependency(task="b", kind="SS"), Dependency(task="b", kind="FF")
    assert names(task("a", *together), task("b", Dependency(task="a", kind="SS"))) == []


def test_milestones_that_wait_for_each_other_take_no_time() -> None:
    assert names(task("a", "b", duration=0), task("b", "a", duration=0)) == []
    late = Dependency(task="a", lag=Lag(amount=60))
    assert names(task("a", "b", duration=0), task("b", late, duration=0)) == [["a", "b"]]


def test_a_circle_through_a_summary_is_found() -> None:
    found = names(
        task("s", "c", summary=True, duration=None),
        task("a", parent="s"),
        task("b", "a", parent="s"),
        task("c", "b"),
    )
    assert len(found) == 1
    assert set(found[0]) <= {"s", "b", "c", "a"}
    assert {"s", "c"} <= set(found[0])


def codes(whole: Project) -> set[str]:
    return {issue.code for issue in validate(whole)}


def test_a_sound_project_has_no_issue() -> None:
    ann = Resource(name="Ann", skills={"Welding": 3})
    need = Need(skill="Welding", level=3)
    assert codes(project(task("a", needs=(need,)), resources=(ann,))) == set()


@pytest.mark.parametrize(
    ("need", "code"),
    [
        (Need(names=("Zoe",)), "unknown-resource"),
        (Need(skill="Singing"), "unknown-skill"),
        (Need(skill="Welding", level=4), "too-few-people"),
        (Need(skill="Welding", count=2), "too-few-people"),
        (Need(skill="Welding", excluded=("Ann",)), "too-few-people"),
        (Need(names=("Ann",), units=2), "too-many-units"),
    ],
)
def test_people_who_are_not_enough_are_told(need: Need, code: str) -> None:
    ann = Resource(name="Ann", skills={"Welding": 3})
    assert codes(project(task("a", needs=(need,)), resources=(ann,))) == {code}


def test_a_task_cannot_wait_for_its_own_summary() -> None:
    whole = project(task("s", summary=True), task("a", "s", parent="s"))
    assert codes(whole) == {"own-summary"}


def test_a_nearest_name_is_offered() -> None:
    (issue,) = validate(project(task("dig"), task("pour", "digg")))
    assert issue.remedy == 'did you mean "dig"?'


def test_it_is_odd_if_no_task_waits_for_another() -> None:
    many = [task(name) for name in "abcde"]
    codes = [issue.code for issue in validate(project(*many))]
    assert codes == ["no-dependencies"]
    assert validate(project(*many[:4])) == ()
    assert validate(project(*many, task("f", "a"))) == ()
    column = Source(sheet="Tasks", columns={"predecessors": "D"})
    assert validate(project(*many, task("f", source=column))) == ()
