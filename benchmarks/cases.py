"""Real projects against their human planners: python -m benchmarks.cases FOLDER [SECONDS].

Plans every workbook of a folder as it is and compares the finish with the one that its
`Baseline Start` column implies. One line for each, CSV on stdout; the last column counts the
resources that the human plan books more often than they are there, which no real plan can.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from planner import Options, read_project, solve
from planner.plan import Plan
from planner.project import Project, Task, WorkWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A plan beside the human one."""

    name: str
    plan: Plan
    baseline: datetime
    overbooked: int

    @property
    def days_won(self) -> float:
        """Calendar days by which the plan is finished earlier."""
        return (self.baseline - self.plan.finish) / timedelta(days=1)

    def __str__(self) -> str:
        """A line of CSV."""
        gap = max((goal.gap for goal in self.plan.goals), default=0.0)
        times = f"{self.baseline:%Y-%m-%d %H:%M},{self.plan.finish:%Y-%m-%d %H:%M}"
        won = f"{self.days_won:.1f},{gap:.4f},{self.overbooked}"
        return f"{self.name},{self.plan.status},{times},{won}"


def compare(path: Path, options: Options) -> Comparison:
    """Plans a workbook and sets it beside its baseline."""
    project = read_project(path.read_bytes(), path.name)
    return Comparison(
        name=path.stem,
        plan=solve(project, options),
        baseline=baseline_finish(project),
        overbooked=len(overbooked(project)),
    )


def baseline(project: Project) -> Iterator[tuple[Task, datetime, datetime]]:
    """The human plan: each task from its baseline start, for its duration on the calendar."""
    for task in project.tasks:
        if task.baseline_start:
            end = finish(project.weeks[0], task.baseline_start, task.duration or 0)
            yield task, task.baseline_start, end


def baseline_finish(project: Project) -> datetime:
    """When the human plan ends."""
    return max(end for _, _, end in baseline(project))


def overbooked(project: Project) -> list[str]:
    """The resources of which the human plan takes more at a time than there are."""
    changes: dict[str, list[tuple[datetime, float]]] = defaultdict(list)
    for task, start, end in baseline(project):
        for need in task.needs:
            changes[need.names[0]] += [(start, need.units), (end, -need.units)]
    return [
        resource.name
        for resource in project.resources
        if _peak(changes[resource.name]) > resource.max_units + 1e-6
    ]


def _peak(changes: list[tuple[datetime, float]]) -> float:
    """The most in use at a time; what ends then makes room for what begins then."""
    return max(accumulate((units for _, units in sorted(changes)), initial=0.0))


def finish(week: WorkWeek, start: datetime, minutes: int) -> datetime:
    """When work of some minutes, begun then, is done, by walking through the week's spans."""
    if minutes == 0:
        return start
    for opens, closes in spans(week, start):
        length = round((closes - opens) / timedelta(minutes=1))
        if minutes <= length:
            return opens + timedelta(minutes=minutes)
        minutes -= length
    raise AssertionError("a week without working time")


def spans(week: WorkWeek, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Working spans from a moment on, a hundred years at most."""
    for offset in range(100 * 366):
        day = (start + timedelta(days=offset)).date()
        for opens, closes in week.days[day.weekday()]:
            first = max(start, datetime.combine(day, opens))
            last = datetime.combine(day, closes)
            if first < last:
                yield first, last


def main(folder: Path, seconds: float) -> None:
    """Prints a line for each workbook of the folder."""
    print("case,status,baseline,finish,days_won,gap,overbooked")
    for path in sorted(folder.glob("*.xlsx")):
        print(compare(path, Options(time_limit=seconds, goals=("finish",))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60)
