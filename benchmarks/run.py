"""Plans the instances of a suite, each in a process of its own, and prints a line for each.

    python -m benchmarks.run SUITE PATH… --time-limit 20 --workers 2 --csv OUT --set PARAMETER=VALUE

Suites: see `benchmarks.suites`; the goal is the makespan, in imopse-money weighted lateness + cost.
A path is an instance or a folder of them. The last lines compare the makespans with
`best_known.csv` beside them.
"""

import argparse
import ast
import csv
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.suites import SUITES, Suite, files, known
from models.check import violations
from models.measures.goals import value
from models.problem import Problem
from models.schedule import Schedule
from models.search.params import DEFAULT, SearchParams

Method = Callable[[Problem, Suite, float, int, int], tuple[str, Schedule | None, float]]
"""``method(problem, suite, seconds, workers, seed) -> (status, schedule, bound)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one instance; an objective of -1 is no schedule."""

    instance: str
    status: str
    objective: int
    bound: int
    seconds: float
    peak_mb: int
    violations: int


def planner(
    problem: Problem,
    suite: Suite,
    seconds: float,
    workers: int,
    seed: int,
    params: SearchParams = DEFAULT,
    known: Schedule | None = None,
) -> tuple[str, Schedule | None, float]:
    """The method under test: `models.solve`, tuned by `params`, from a schedule that is `known`."""
    from models.solve import SolveOptions, solve

    options = SolveOptions(time_limit=seconds, workers=workers, seed=seed, params=params)
    result = solve(problem, suite.objective, options, known=known)
    return result.status, result.schedule, result.bounds[0] if result.bounds else 0


def measured(
    path: Path, suite: Suite, method: Method, *, seconds: float, workers: int, seed: int = 0
) -> Line:
    """Runs the method on one instance in a new process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, path, suite, method, seconds, workers, seed)
    process = context.Process(target=_measure, args=arguments)
    process.start()
    theirs.close()
    try:
        line: Line = ours.recv()
    except EOFError:
        line = Line(
            instance=path.name,
            status="crashed",
            objective=-1,
            bound=0,
            seconds=0.0,
            peak_mb=0,
            violations=0,
        )
    process.join()
    return line


def _measure(
    pipe: Connection,
    path: Path,
    suite: Suite,
    method: Method,
    seconds: float,
    workers: int,
    seed: int,
) -> None:
    problem = suite.read(path)
    began = time.monotonic()
    status, schedule, bound = method(problem, suite, seconds, workers, seed)
    took = time.monotonic() - began
    goal = suite.objective.goals[0]
    pipe.send(
        Line(
            instance=path.name,
            status=status,
            objective=-1 if schedule is None else value(problem, schedule, goal),
            bound=round(bound),
            seconds=round(took, 2),
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            violations=0 if schedule is None else len(violations(problem, schedule)),
        )
    )


def write(lines: Sequence[Any], out: Path, options: str) -> None:
    """Lines of one dataclass as CSV, with version, options and machine in a comment on top."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", newline="") as file:
        file.write(f"# {_versions()}; {options}; {_machine()}\n")
        table = csv.DictWriter(
            file, [field.name for field in fields(lines[0])], lineterminator="\n"
        )
        table.writeheader()
        table.writerows(asdict(line) for line in lines)


def _versions() -> str:
    from importlib.metadata import version

    return f"crewplan {version('crewplan')}, ortools {version('ortools')}"


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def tuned(settings: Iterable[str]) -> SearchParams:
    """Search parameters with some set, as in ``annealing.heat=(3.0, 0.1)``.

    Raises:
        ValueError: if there is no such parameter, or its value is of another type.
    """
    params = DEFAULT
    for setting in settings:
        path, _, text = setting.partition("=")
        params = _with(params, path.split("."), ast.literal_eval(text))
    return params


def _with(one: Any, path: Sequence[str], new: Any) -> Any:
    """A dataclass or a named tuple with something in it set."""
    name, *deeper = path
    if not hasattr(one, name):
        raise ValueError(f"{type(one).__name__} has no {name!r}")
    old = getattr(one, name)
    if deeper:
        new = _with(old, deeper, new)
    elif isinstance(old, float) and isinstance(new, int):
        new = float(new)
    if type(new) is not type(old):
        raise ValueError(f"{name}: {new!r} is no {type(old).__name__}")
    change: Any = getattr(one, "_replace", partial(replace, one))
    return change(**{name: new})


def totals(suite: Suite, lines: list[Line], paths: list[Path]) -> str:
    """Sums over all instances, against what is known of their makespans."""
    done = [line for line in lines if line.objective >= 0]
    proved = sum(line.status == "optimal" for line in lines)
    gaps = [(line.objective - line.bound) / max(1, line.objective) for line in done]
    text = f"{len(lines)} instances, sum {sum(line.objective for line in done)}, proved {proved}"
    text += f", mean gap {100 * sum(gaps) / max(1, len(gaps)):.2f} %"
    pairs = [(line, known(suite, path)) for line, path in zip(lines, paths, strict=True)]
    best = [(line.objective, facts.best) for line, facts in pairs if facts.best is not None]
    if best:
        off = sum((ours - theirs) / theirs for ours, theirs in best) / len(best)
        text += f"\nbest known {sum(b for _, b in best)}, mean deviation {100 * off:.2f} %"
        text += f", better {sum(o < b for o, b in best)}, worse {sum(o > b for o, b in best)}"
    bounds = [(line.objective, facts.bound) for line, facts in pairs if facts.bound is not None]
    if bounds:
        off = sum((ours - low) / low for ours, low in bounds) / len(bounds)
        text += f"\nknown lower bounds {sum(b for _, b in bounds)}, mean gap {100 * off:.2f} %"
    return text


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run")
    parser.add_argument("suite", choices=sorted(SUITES))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--csv", type=Path)
    parser.add_argument(
        "--set", action="append", default=[], help="a search parameter, as annealing.anew=0.9"
    )
    options = parser.parse_args(arguments)
    suite = SUITES[options.suite]
    paths = list(files(suite, options.paths))
    method = partial(planner, params=tuned(options.set))
    lines: list[Line] = []
    print(",".join(field.name for field in fields(Line)))
    for path in paths:
        line = measured(
            path,
            suite,
            method,
            seconds=options.time_limit,
            workers=options.workers,
            seed=options.seed,
        )
        lines.append(line)
        print(",".join(str(each) for each in asdict(line).values()), flush=True)
    if options.csv:
        wanted = f"{options.suite}, {options.time_limit} s, {options.workers} workers"
        wanted = ", ".join([wanted, f"seed {options.seed}", *options.set])
        write(lines, options.csv, wanted)
    print(totals(suite, lines, paths), file=sys.stderr)
    return 0 if all(line.violations == 0 for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
