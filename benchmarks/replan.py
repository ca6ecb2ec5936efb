"""Re-planning replayed: what changes from period to period beyond what the actuals forced.

Each period of a tracked project is planned from what was known then, near the plan of the period
before (of the baseline, in the first). A task that has not begun counts as changed where it

- starts more than half a day later than where the plan before, carried on, has it: not before the
  status date and what it waits for, its people's tasks in their order, and no earlier than before;
- starts more than half a day earlier than that: it is pulled forward, which the goals count as a
  change in the near weeks only; or
- is given to other people.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import mean

from benchmarks.replay import Tracked
from planner import Options, PlannerError, solve
from planner.control.forecast import ordered
from planner.control.outlook import Remainder, stand
from planner.plan import Plan, PlannedTask
from planner.tracking.records import Previous, PreviousTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A period planned: tasks that had not begun, changes among them by kind, seconds, the plan."""

    status: datetime
    open: int
    later: int
    earlier: int
    restaffed: int
    seconds: float
    plan: Plan


def replan(case: Tracked, options: Options) -> Iterator[Step]:
    """The periods planned one after the other."""
    previous = _baseline(case)
    for period in case.periods[:-1]:
        project = replace(case.at(period), previous=previous)
        begun = time.perf_counter()
        plan = solve(project, options)
        seconds = time.perf_counter() - begun
        standing = stand(project, previous)
        if standing is None:
            raise ValueError(f"{case.name}: no status date")
        carried = _carried(standing)
        rows = [row for row in plan.rows if row.task.id in carried and row.start]
        half = project.settings.day / 2
        off = [_off(standing, row, carried[row.task.id]) for row in rows]
        yield Step(
            status=period.status,
            later=sum(minutes > half for minutes in off),
            earlier=sum(minutes < -half for minutes in off),
            restaffed=sum(_people(row) != previous.tasks[row.task.id].people for row in rows),
            open=len(rows),
            seconds=seconds,
            plan=plan,
        )
        previous = _kept(plan)


def _baseline(case: Tracked) -> Previous:
    """The baseline as the plan before the first period."""
    tasks = {
        task.id: PreviousTask(
            start=before.start,
            finish=before.finish,
            people=tuple(sorted(name for need in task.needs for name in need.names[:1])),
        )
        for task in case.project.tasks
        if (before := case.baseline.tasks.get(task.id)) and before.start and before.finish
    }
    return Previous(tasks=tasks, origin="columns", published=True)


def _kept(plan: Plan) -> Previous:
    tasks = {
        row.task.id: PreviousTask(start=row.start, finish=row.finish, people=_people(row))
        for row in plan.rows
        if not row.task.summary and row.start and row.finish
    }
    return Previous(tasks=tasks, published=True)


def _people(row: PlannedTask) -> tuple[str, ...]:
    return tuple(sorted({booking.resource for booking in row.bookings}))


def _carried(standing: Remainder) -> dict[str, float]:
    """Where each task that has not begun starts if the plan before is only pushed on."""
    by_id = {step.id: step for step in standing.steps}
    starts: dict[str, float] = {}
    ends: dict[str, float] = {}
    for id_ in ordered(standing.steps):
        step, seen = by_id[id_], standing.observed.get(id_)
        if seen is None:
            bounds = [standing.now, step.start, *(ends[one] for one in step.after if one in ends)]
            for link in step.links:
                events = ends if link.kind[0] == "F" else starts
                back = step.length if link.kind[1] == "F" else 0
                if link.task in events:
                    bounds.append(events[link.task] + link.lag - back)
            starts[id_] = max(bounds)
            ends[id_] = starts[id_] + step.length
        else:
            starts[id_] = seen.started
            rest = max(standing.now, seen.started, seen.resumes) + step.length * seen.rest
            ends[id_] = rest if seen.finished is None else seen.finished
    return {id_: start for id_, start in starts.items() if id_ not in standing.observed}


def _off(standing: Remainder, row: PlannedTask, carried: float) -> float:
    """Working minutes from where a task would have been carried to until where it starts."""
    return standing.clock.at(row.start or datetime.max) - carried


_FIGURES = ("open", "later", "earlier", "restaffed", "seconds")


def report(cases: Sequence[Tracked], options: Options) -> None:
    """Prints a line for each project: changes a period, seconds, and how early the plan ends."""
    heads = "".join(f"{head:>8}" for head in ("periods", "open", "later", "earlier", "people", "s"))
    print(f"{'project':38}{heads}  error %")
    for case in cases:
        try:
            steps = list(replan(case, options))
        except PlannerError as error:
            print(f"{case.name:38} {error}")
            continue
        judged = {period.status for period in case.judged()}
        off = [
            abs(case.error(case.clock.at(step.plan.finish)))
            for step in steps
            if step.status in judged
        ]
        figures = [mean(getattr(step, one) for step in steps) for one in _FIGURES]
        row = "".join(f"{figure:8.1f}" for figure in figures)
        print(f"{case.name:38}{len(steps):8}{row}{mean(off):9.1f}")
