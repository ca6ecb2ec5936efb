"""Large workbooks from file to file: time, memory and what the search is worth.

    python -m benchmarks.growth 1000x40 10000x200 100000x2000 --time-limit 60 --csv OUT

Each size is written by `benchmarks.workbooks`, then read, planned and written back in a process of
its own. ``first_s`` is the time from the end of reading to the first verified plan, ``peak_mb`` the
memory of the whole process. The last lines give time and memory per task from size to size.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.run import write
from benchmarks.workbooks import workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one size: lateness in weighted days and cost in thousands, at first and last."""

    tasks: int
    people: int
    read_s: float
    first_s: float
    solve_s: float
    write_s: float
    total_s: float
    peak_mb: int
    late_first: float
    late_last: float
    late_bound: float
    cost_first: float
    cost_last: float
    cost_bound: float


def measured(tasks: int, people: int, seconds: float, workers: int) -> Line:
    """Plans a workbook of this size in a new process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, tasks, people, seconds, workers, workbook(tasks, people))
    process = context.Process(target=_measure, args=arguments)
    process.start()
    theirs.close()
    line: Line = ours.recv()
    process.join()
    return line


def _measure(
    pipe: Connection, tasks: int, people: int, seconds: float, workers: int, data: bytes
) -> None:
    began = time.monotonic()
    from planner.pipeline import Draft, News, Options, read_project, solve, write_plan

    project = read_project(data, "large.xlsx")
    read = time.monotonic()
    drafts: list[float] = []
    values = defaultdict[str, list[float]](list)

    def keep(_draft: Draft) -> None:
        drafts.append(time.monotonic() - read)

    def observe(news: News) -> None:
        if news.value is not None:
            values[news.goal].append(news.value)

    plan = solve(project, Options(time_limit=seconds, workers=workers), observer=observe, keep=keep)
    solved = time.monotonic()
    goals = {goal.name: goal for goal in plan.goals}
    write_plan(data, plan)
    done = time.monotonic()
    pipe.send(
        Line(
            tasks=tasks,
            people=people,
            read_s=round(read - began, 1),
            first_s=round(drafts[0], 1),
            solve_s=round(solved - read, 1),
            write_s=round(done - solved, 1),
            total_s=round(done - began, 1),
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            late_first=round(values["lateness"][0], 1),
            late_last=round(goals["lateness"].value, 1),
            late_bound=round(goals["lateness"].bound, 1),
            cost_first=round(values["cost"][0] / 1000, 1),
            cost_last=round(goals["cost"].value / 1000, 1),
            cost_bound=round(goals["cost"].bound / 1000, 1),
        )
    )


def growth(lines: list[Line]) -> Iterator[str]:
    """Time without the search, and memory, per task."""
    for line in lines:
        fixed = line.total_s - line.solve_s + line.first_s
        yield (
            f"{line.tasks} tasks: {1000 * fixed / line.tasks:.1f} ms and "
            f"{1024 * line.peak_mb / line.tasks:.0f} KB a task, search after the first plan aside"
        )
    for small, large in pairwise(lines):
        more = (large.peak_mb - small.peak_mb) / (large.tasks - small.tasks)
        yield f"{small.tasks} to {large.tasks} tasks: {1024 * more:.0f} KB for each task more"


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("sizes", nargs="+", metavar="TASKSxPEOPLE")
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args(arguments)
    lines: list[Line] = []
    print(",".join(field.name for field in fields(Line)))
    for size in options.sizes:
        tasks, people = map(int, size.split("x"))
        lines.append(measured(tasks, people, options.time_limit, options.workers))
        print(",".join(str(each) for each in asdict(lines[-1]).values()), flush=True)
    if options.csv:
        write(lines, options.csv, f"{options.time_limit} s, {options.workers} workers")
    print("\n".join(growth(lines)), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
