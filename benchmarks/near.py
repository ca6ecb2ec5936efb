"""Planning again near a plan after one change: a short search beside a long one.

``python -m benchmarks.near [--tasks 1000] [--people 60] [--seeds 3] [--plan 40] [--limits 3 60]``
plans a workbook of that size, changes one thing in it as the page does (a task is dragged two days
later, takes four days longer or waits for another, somebody is ill for a week, a deadline is
earlier), reads it again and plans near the plan before with each limit. It prints processor and
wall seconds of reading, of making the problem and of the search, lateness and changes, for the plan
before pushed later only (right-shift repair) and for each limit.

With ``--cpu`` the limits count processor seconds of this process, all its threads together: on a
machine that does other work too that comes near what as many seconds bring on an idle one.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from benchmarks.workbooks import workbook
from models.measures.goals import value
from models.schedule import Schedule
from models.search.repair import repaired
from models.solve import SolveOptions, solve
from planner import pipeline
from planner.choice import Choice
from planner.project import Project
from planner.reading.look import Look
from planner.translate import Translation, to_problem
from planner.writing.back.applied_edits import edited
from planner.writing.back.cell_edit import CellEdit

CHANGES = {
    "dragged": CellEdit(of="{task}", field="earliest_start", text="{later}"),
    "longer": CellEdit(of="{task}", field="duration", text="{days}d"),
    "ill": CellEdit(
        subject="person", of="Person 7", field="leave", text="2027-01-18 to 2027-01-22"
    ),
    "sooner": CellEdit(of="{due}", field="deadline", text="2027-01-20"),
    "linked": CellEdit(of="{task}", field="predecessors", text="{other}"),
}
"""What is changed of a plan, by the name it is printed under."""


class Watch:
    """Processor and wall seconds of steps."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def __str__(self) -> str:
        cpu, wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        return f"{cpu:.1f} s of CPU, {wall:.1f} s"


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--plan", type=float, default=40, help="Seconds for the first plan.")
    parser.add_argument("--limits", type=float, nargs="+", default=(3.0, 60.0))
    parser.add_argument("--cpu", action="store_true")
    arguments = parser.parse_args()
    if arguments.cpu:
        time.monotonic = time.process_time
    for seed in range(1, arguments.seeds + 1):
        data = workbook(arguments.tasks, arguments.people, seed)
        options = pipeline.Options(time_limit=arguments.plan)
        plan = pipeline.solve(pipeline.read_project(data), options)
        planned = pipeline.write_plan(data, plan).data
        for name, change in CHANGES.items():
            print(f"seed {seed}, {name}:", flush=True)
            for line in replanned(planned, meant(planned, change), arguments.limits):
                print(f"  {line}", flush=True)


def meant(data: bytes, change: CellEdit) -> CellEdit:
    """The change with a task in the middle of the plan, the last of a phase, and dates."""
    project = _near(pipeline.read_project(data))
    tasks = sum(not task.summary for task in project.tasks)
    task, known = str(tasks * 2 // 5 + 10), project.previous
    later = known.tasks[task].start.date() + timedelta(days=2) if known else ""
    names = {"task": task, "due": tasks * 2 // 5, "other": tasks * 3 // 5 + 5}
    return replace(
        change,
        of=change.of.format(**names),
        text=change.text.format(**names, days=5, later=later),
    )


def replanned(data: bytes, change: CellEdit, limits: list[float]) -> Iterator[str]:
    """Lines of what comes of a change."""
    found = edited(data, _look(data), change, _look)
    yield f"{found.before or '-'} -> {found.after}"
    watch = Watch()
    project = _near(pipeline.read_project(found.data))
    yield f"reading: {watch}"
    watch = Watch()
    translation = to_problem(project)
    yield f"problem: {watch}"
    pushed = repaired(translation.problem)
    yield f"pushed later only: {_values(translation, pushed)}"
    for limit in limits:
        watch = Watch()
        options = SolveOptions(time_limit=limit, workers=2)
        result = solve(translation.problem, translation.objective, options, known=pushed)
        yield f"{limit:g} s: {_values(translation, result.schedule)} ({watch})"


def _look(data: bytes) -> Look:
    return pipeline.look(data, "", Choice())


def _near(project: Project) -> Project:
    """The project as if people had been told of its plan, as the page plans it again."""
    if project.previous is None:
        raise ValueError("there is no plan in the workbook")
    return replace(project, previous=replace(project.previous, published=True))


def _values(translation: Translation, schedule: Schedule | None) -> str:
    if schedule is None:
        return "no plan"
    pairs = zip(translation.objective.goals, translation.scales, strict=True)
    values = {
        goal.name: value(translation.problem, schedule, goal) / scale.divisor
        for goal, scale in pairs
    }
    return ", ".join(f"{name} {values[name]:g}" for name in ("lateness", "changes"))


if __name__ == "__main__":
    main()
