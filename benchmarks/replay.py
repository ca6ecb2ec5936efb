"""Forecasts of the finish, replayed.

    python -m benchmarks.replay [FOLDER] [--periods] [--constants] [--replan SECONDS]

A folder holds tracked projects: NAME.xlsx, the plan with its Baseline Start column, and
NAME.tracking.csv, what was known on each status date (period, status_date, id, actual_start,
actual_finish, percent_complete, remaining_hours, actual_cost). Each project is walked through
period by period, knowing what was known then. The error of a forecast is its distance to the real
finish in % of the real duration, in working hours of the project; it counts in periods between 10
and 90 % of that duration. Printed are the means for each project and the mean of these, for

    baseline  the untouched baseline
    spi_t     PD / SPI(t), earned schedule by cost
    es        AT + PD - ES, earned schedule by cost
    plan      the plan's own forecast, `planner.control.outlook`

`--periods` prints each forecast in days before (-) or after the real finish; `--constants` what
other constants would have done, and what comes out where they are chosen by the other projects;
`--replan` plans each period too, for so long, and counts what changes (`benchmarks.replan`).
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product
from pathlib import Path
from statistics import mean

from planner import Options, PlannerError, read_project
from planner.control.forecast import USUAL, Assumptions
from planner.control.outlook import Outlook, outlook
from planner.control.project_clock import ProjectClock, project_clock
from planner.control.value_curve import Curve, CurveAccrual
from planner.project import Project, Task
from planner.tracking.records import Baseline, BaselineTask, Progress
from planner.translate.prices_in_cents import money, work_cost

FOLDER = Path("../shared/cases/tracked/replay")
_EARLIEST, _LATEST = 0.1, 0.9
"""Between which shares of the real duration forecasts are judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was known on a status date: progress by task."""

    status: datetime
    progress: Mapping[str, Progress]


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A project with what was recorded of it over time."""

    name: str
    project: Project
    periods: Sequence[Period]

    @cached_property
    def clock(self) -> ProjectClock:
        """The project's working time from before its baseline on."""
        starts = [task.baseline_start for task in self.project.tasks if task.baseline_start]
        return project_clock(self.project, min(starts, default=self.project.start))

    @cached_property
    def baseline(self) -> Baseline:
        """The plan of the beginning: each task from its baseline start, for its duration."""
        return Baseline(
            tasks={
                task.id: BaselineTask(
                    start=task.baseline_start,
                    finish=self.clock.after(task.baseline_start, task.duration or 0),
                    cost=self._cost(task),
                )
                for task in self.project.tasks
                if task.baseline_start
            }
        )

    def _cost(self, task: Task) -> Decimal:
        """Its fixed cost and that of those whom its row names, for its duration."""
        resources = {one.name: one for one in self.project.resources}
        minutes = Fraction(task.duration or 0)
        return task.fixed_cost + sum(
            money(work_cost(who, minutes, need.units * need.count, self.project.settings))
            for need in task.needs
            if len(need.names) == 1 and (who := resources.get(need.names[0]))
        )

    @cached_property
    def planned(self) -> Curve:
        """Planned value."""
        return Curve.of(
            CurveAccrual(
                start=self.clock.at(one.start or datetime.max),
                finish=self.clock.at(one.finish or datetime.max),
                amount=float(one.cost or 0),
            )
            for one in self.baseline.tasks.values()
        )

    @cached_property
    def start(self) -> float:
        """When the baseline begins."""
        return min(self.clock.at(one.start) for one in self.baseline.tasks.values() if one.start)

    @cached_property
    def baseline_finish(self) -> float:
        """When the baseline ends."""
        ends = (one.finish for one in self.baseline.tasks.values())
        return max(self.clock.at(end) for end in ends if end)

    @cached_property
    def finish(self) -> float:
        """When it was really finished."""
        ends = (one.actual_finish for one in self.periods[-1].progress.values())
        return max((self.clock.at(end) for end in ends if end), default=self.baseline_finish)

    def judged(self) -> Iterator[Period]:
        """The periods whose forecasts count."""
        whole = self.finish - self.start
        for period in self.periods:
            if _EARLIEST <= (self.clock.at(period.status) - self.start) / whole <= _LATEST:
                yield period

    def error(self, finish: float) -> float:
        """How much too late a forecast is, in % of the real duration."""
        return 100 * (finish - self.finish) / (self.finish - self.start)

    def at(self, period: Period) -> Project:
        """The project as it stood in a period."""
        tasks = tuple(
            replace(task, progress=period.progress.get(task.id, task.progress))
            for task in self.project.tasks
        )
        settings = replace(self.project.settings, status_date=period.status)
        return replace(self.project, tasks=tasks, settings=settings, settled=False)


def tracked(folder: Path) -> Iterator[Tracked]:
    """The tracked projects of a folder; one that cannot be read is told and left out."""
    for path in sorted(folder.glob("*.tracking.csv")):
        book = path.with_name(path.name.removesuffix(".tracking.csv") + ".xlsx")
        try:
            project = read_project(book.read_bytes(), book.name)
        except (OSError, PlannerError) as error:
            print(f"{book.name} is left out: {error}", file=sys.stderr)
            continue
        case = Tracked(name=book.stem, project=project, periods=_periods(path))
        if not case.baseline.tasks or next(case.judged(), None) is None:
            print(f"{book.name} is left out: no baseline or no period to judge", file=sys.stderr)
            continue
        yield case


def _periods(path: Path) -> tuple[Period, ...]:
    found: dict[int, tuple[datetime, dict[str, Progress]]] = {}
    with path.open(newline="") as lines:
        for row in csv.DictReader(lines):
            status = datetime.fromisoformat(row["status_date"])
            found.setdefault(int(row["period"]), (status, {}))[1][row["id"]] = _progress(row)
    return tuple(
        Period(status=status, progress=progress) for _, (status, progress) in sorted(found.items())
    )


def _progress(row: Mapping[str, str]) -> Progress:
    def when(column: str) -> datetime | None:
        return datetime.fromisoformat(row[column]) if row[column] else None

    def number(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    hours, cost = number("remaining_hours"), row["actual_cost"]
    return Progress(
        actual_start=when("actual_start"),
        actual_finish=when("actual_finish"),
        percent=number("percent_complete"),
        remaining_duration=None if hours is None else round(hours * 60),
        actual_cost=Decimal(cost) if cost else None,
    )


Forecaster = Callable[[Tracked, Period], float]


def untouched(case: Tracked, period: Period) -> float:
    """The baseline, whatever happened."""
    del period
    return case.baseline_finish


def by_spi_t(case: Tracked, period: Period) -> float:
    """PD / SPI(t); the baseline where nothing is earned yet."""
    earned = case.planned.reached(_earned(case, period)) - case.start
    passed = case.clock.at(period.status) - case.start
    planned = case.baseline_finish - case.start
    return case.start + (planned * passed / earned if earned > 0 else planned)


def by_es(case: Tracked, period: Period) -> float:
    """AT + PD - ES."""
    reached = case.planned.reached(_earned(case, period))
    return case.clock.at(period.status) + case.baseline_finish - reached


def _earned(case: Tracked, period: Period) -> float:
    """Earned value."""
    costs = ((case.baseline.tasks.get(id_), one) for id_, one in period.progress.items())
    return sum(float(task.cost or 0) * (one.percent or 0) for task, one in costs if task)


def by_plan(assumed: Assumptions = USUAL) -> Forecaster:
    """The plan's own forecast."""

    def found(case: Tracked, period: Period) -> float:
        return case.clock.at(_outlook(case, period, assumed).finish)

    return found


def _outlook(case: Tracked, period: Period, assumed: Assumptions) -> Outlook:
    found = outlook(case.at(period), case.baseline, assumed=assumed)
    if found is None:
        raise ValueError(f"{case.name}: no status date or no baseline")
    return found


FORECASTERS: Mapping[str, Forecaster] = {
    "baseline": untouched,
    "spi_t": by_spi_t,
    "es": by_es,
    "plan": by_plan(),
}


def errors(case: Tracked, forecaster: Forecaster) -> list[float]:
    """Its error in each period that counts, in % of the real duration."""
    return [case.error(forecaster(case, period)) for period in case.judged()]


def mean_error(case: Tracked, forecaster: Forecaster) -> float:
    """The mean of its absolute errors."""
    return mean(map(abs, errors(case, forecaster)))


def report(cases: Sequence[Tracked]) -> None:
    """Prints a line for each project, the mean of them, and how often the plan is nearer."""
    print(f"{'project':38}{'periods':>8}", *(f"{name:>9}" for name in FORECASTERS), "  ms/period")
    means: dict[str, list[float]] = {name: [] for name in FORECASTERS}
    for case in cases:
        count = len(list(case.judged()))
        begun = time.perf_counter()
        for name, forecaster in FORECASTERS.items():
            begun = time.perf_counter()
            means[name].append(mean_error(case, forecaster))
        spent = 1000 * (time.perf_counter() - begun) / count
        row = (f"{values[-1]:9.1f}" for values in means.values())
        print(f"{case.name:38}{count:8}", *row, f"{spent:11.1f}")
    print(f"{'mean':46}", *(f"{mean(values):9.2f}" for values in means.values()))
    nearer = sum(plan < es for plan, es in zip(means["plan"], means["es"], strict=True))
    print(f"The plan's forecast is nearer than AT + PD - ES in {nearer} of {len(cases)} projects.")


def report_periods(cases: Sequence[Tracked]) -> None:
    """Prints every forecast in calendar days after the real finish."""
    for case in cases:
        real = case.clock.when(case.finish)
        print(f"{case.name}: finished on {real:%Y-%m-%d}")
        for period in case.judged():
            days = (
                (case.clock.when(one(case, period)) - real) / timedelta(days=1)
                for one in FORECASTERS.values()
            )
            pace = _outlook(case, period, USUAL).forecast.pace
            observed = "" if pace.observed is None else f"{pace.observed:.2f}"
            row = "".join(f"{day:8.0f}" for day in days)
            print(f"  {period.status:%Y-%m-%d}{row}  x{pace.factor:.2f}  observed {observed}")


_CHOICES: Mapping[str, tuple[float, ...]] = {
    "expected": (1, 1.05, 1.1, 1.15, 1.2),
    "expected_share": (0.1, 0.25, 0.5, 1),
    "used_slack": (0, 0.5, 1),
    "plan_share": (0, 0.25, 0.5, 0.75, 1),
}


def report_constants(cases: Sequence[Tracked]) -> None:
    """Prints what other constants do, one changed at a time, and all of them left out in turn."""
    found: dict[Assumptions, list[float]] = {}
    for values in product(*_CHOICES.values()):
        assumed = Assumptions(**dict(zip(_CHOICES, values, strict=True)))
        found[assumed] = [mean_error(case, by_plan(assumed)) for case in cases]
    for name, choices in _CHOICES.items():
        row = (f"{value}: {mean(found[replace(USUAL, **{name: value})]):.2f}" for value in choices)
        print(f"{name:16}", "  ".join(row))
    means = sorted(mean(row) for row in found.values())
    print(f"all {len(means)} combinations: {means[0]:.2f} to {means[-1]:.2f}")
    left_out = []
    for k in range(len(cases)):
        best = min(found, key=lambda one, k=k: sum(found[one]) - found[one][k])  # type: ignore[misc]
        left_out.append(found[best][k])
    print(f"chosen by the other projects: {mean(left_out):.2f}")


def main(arguments: Sequence[str]) -> None:
    """Replays the projects of a folder."""
    from benchmarks import replan

    parser = argparse.ArgumentParser(prog="python -m benchmarks.replay")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--periods", action="store_true")
    parser.add_argument("--constants", action="store_true")
    parser.add_argument("--replan", type=float, metavar="SECONDS")
    chosen = parser.parse_args(arguments)
    cases = list(tracked(chosen.folder))
    if not cases:
        sys.exit(f"{chosen.folder} holds no *.tracking.csv")
    report(cases)
    if chosen.periods:
        report_periods(cases)
    if chosen.constants:
        report_constants(cases)
    if chosen.replan:
        replan.report(cases, Options(time_limit=chosen.replan))


if __name__ == "__main__":
    main(sys.argv[1:])
