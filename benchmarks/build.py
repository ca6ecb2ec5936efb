"""Time and memory to build the CP-SAT model: python -m benchmarks.build [TASKS PEOPLE].

Prints a line of CSV for each source: a problem made directly (one slot is an hour), and a project
with leave, half days, part-time weeks and two skills per person that `planner.translate` turns
into one (slots as short as its durations ask for). The peak is that of the whole process, the
libraries included (`libraries_mb`).
"""

import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal

from benchmarks.large import large
from models.measures.goals import Objective
from models.problem import Problem
from planner.project import (
    DayOff,
    Dependency,
    Lag,
    Need,
    Project,
    Rate,
    Resource,
    Settings,
    Task,
    WorkWeek,
)

_START = date(2027, 1, 4)
_MORNING, _AFTERNOON = (clock(8), clock(12)), (clock(13), clock(17))


def project(tasks: int, people: int, seed: int = 1) -> Project:
    """A project of this size; the same for the same seed.

    A third of the people work part-time, in one of four patterns; everybody has two weeks of
    leave, half a day off now and then, and two of the skills.
    """
    rng = random.Random(seed)
    skills = [f"skill {k}" for k in range(max(3, people // 6))]
    resources = tuple(
        Resource(
            name=f"Person {k}",
            skills={skills[k % len(skills)]: 1, rng.choice(skills): 1},
            calendar=rng.choice(("", "", "Mornings", "Four days", "Three days", "Early")),
            rate=Rate(amount=Decimal(rng.randint(40, 120))),
        )
        for k in range(people)
    )
    days_off = tuple(off for k in range(people) for off in _leave(rng, f"Person {k}"))
    return Project(
        settings=Settings(name="Large", currency="EUR"),
        start=datetime.combine(_START, clock(8)),
        tasks=tuple(_task(rng, k, skills) for k in range(tasks)),
        resources=resources,
        weeks=_weeks(),
        days_off=days_off,
    )


def _weeks() -> tuple[WorkWeek, ...]:
    full, morning = (_MORNING, _AFTERNOON), (_MORNING,)
    early = ((clock(7), clock(11)), (clock(12), clock(16)))
    patterns = {
        "Standard": (full,) * 5,
        "Mornings": (morning,) * 5,
        "Four days": (full,) * 4,
        "Three days": (full, (), full, (), full),
        "Early": (early,) * 5,
    }
    return tuple(
        WorkWeek(name=name, days=(*days, *((),) * (7 - len(days))))
        for name, days in patterns.items()
    )


def _leave(rng: random.Random, who: str) -> list[DayOff]:
    holiday = _START + timedelta(weeks=rng.randint(0, 40))
    half = _START + timedelta(days=rng.randint(0, 300))
    return [
        DayOff(who=who, start=holiday, finish=holiday + timedelta(days=11)),
        DayOff(who=who, start=half, finish=half, hours=_AFTERNOON),
    ]


def _task(rng: random.Random, k: int, skills: list[str]) -> Task:
    before = rng.sample(range(max(0, k - 25), k), min(k, rng.choice((0, 1, 1, 2))))
    lag = Lag(amount=rng.choice((0, 0, 0, 480)))
    shared = rng.random() < 0.2
    due = datetime.combine(_START + timedelta(days=20 + k), clock(17)) if k % 10 == 9 else None
    return Task(
        id=str(k + 1),
        name=f"Task {k + 1}",
        duration=None if shared else rng.choice((1, 2, 4, 6, 10)) * 240,
        work=rng.choice((4, 8, 12)) * 480 if shared else None,
        heads=(1, 3) if shared else (1, 1),
        needs=(Need(skill=rng.choice(skills), level=1),),
        dependencies=tuple(Dependency(task=str(b + 1), lag=lag) for b in before),
        deadline=due,
    )


def _direct(tasks: int, people: int) -> Problem:
    return large(tasks, people)


def _translated(tasks: int, people: int) -> Problem:
    from planner.translate import to_problem

    return to_problem(project(tasks, people)).problem


_SOURCES: dict[str, Callable[[int, int], Problem]] = {
    "problem": _direct,
    "project": _translated,
}


def _measure(source: str, tasks: int, people: int) -> None:
    from models.measures import objective
    from models.rules import model_of

    problem = _SOURCES[source](tasks, people)
    libraries = _peak()
    began = time.process_time()
    variables = model_of(problem)
    for goal in Objective.of("lateness", "cost", "finish").goals:
        objective.expression(variables, goal)
    seconds = time.process_time() - began
    model = variables.model
    counts = (problem.horizon, len(model.proto.variables), len(model.proto.constraints))
    print(source, tasks, people, *counts, f"{seconds:.2f}", _peak(), libraries, sep=",", flush=True)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> None:
    """Each source in a process of its own."""
    tasks, people = map(int, arguments or ("300", "30"))
    print("source,tasks,people,horizon,variables,constraints,cpu_seconds,peak_mb,libraries_mb")
    for source in _SOURCES:
        process = multiprocessing.get_context("spawn").Process(
            target=_measure, args=(source, tasks, people)
        )
        process.start()
        process.join()


if __name__ == "__main__":
    main(sys.argv[1:])
