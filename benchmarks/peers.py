"""Runs the planner and its peers on the same instances, one after the other, and prints both.

    python -m benchmarks.peers SUITE PATH… --time-limit 20 --workers 2 --csv OUT

Peers: `textbook` (optional intervals and no-overlap in CP-SAT, with our first schedule as hint) and
`listed` (the same with a plain list schedule as hint) on iMOPSE suites, mslib and mspsp;
`formulation` (the rules of `models.rules` in CP-SAT, from our first schedule too) on workbooks;
`pyjobshop` (PyJobShop, the extra `peers`) on other makespan suites and imopse. With `--from-list`
the planner begins with that plain list schedule too, in place of its own first one. Each run has a
process of its own; all schedules are checked by the same referee.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.pyjobshop import pyjobshop
from benchmarks.run import Line, Method, measured, planner, write
from benchmarks.suites import SUITES, Suite, files, known
from benchmarks.textbook import formulation, listed, plain, textbook
from models.problem import Problem
from models.schedule import Schedule
from models.search.params import ConstructionParams, SearchParams

_PEERS: dict[str, dict[str, Method]] = {
    "imopse": {"pyjobshop": pyjobshop, "textbook": textbook},
    "imopse-money": {"textbook": textbook, "listed": listed},
    "imopse-workbook": {"formulation": formulation},
    **{name: {"textbook": textbook, "listed": listed} for name in ("mslib", "mspsp")},
    **{name: {"pyjobshop": pyjobshop} for name in ("psplib", "rcp", "mm", "mplib", "max")},
}


def from_list(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """The planner from the plain list schedule; see `benchmarks.run.Method`."""
    params = SearchParams(construction=ConstructionParams(begins=False))
    return planner(problem, suite, seconds, workers, seed, params, plain(problem))


def compared(ours: list[Line], theirs: list[Line]) -> str:
    """One peer against the planner over all instances, both with a schedule."""
    pairs = [
        (a, b) for a, b in zip(ours, theirs, strict=True) if a.objective >= 0 and b.objective >= 0
    ]
    lower = sum(a.objective < b.objective for a, b in pairs)
    higher = sum(a.objective > b.objective for a, b in pairs)
    ratios = [a.objective / b.objective - 1 for a, b in pairs if b.objective > 0]
    mean = 100 * sum(ratios) / max(1, len(ratios))
    worst = 100 * max(ratios, default=0.0)
    return (
        f"{sum(a.objective for a, _ in pairs)} against {sum(b.objective for _, b in pairs)}, "
        f"ours {mean:+.2f} % on the mean, lower {lower}, higher {higher}, worst {worst:+.2f} %; "
        f"proved {_proved(ours)} against {_proved(theirs)}; without a schedule "
        f"{sum(line.objective < 0 for line in ours)} against "
        f"{sum(line.objective < 0 for line in theirs)}"
    )


def _proved(lines: list[Line]) -> int:
    return sum(line.status == "optimal" for line in lines)


def _row(suite: Suite, path: Path, name: str, line: Line) -> str:
    best = known(suite, path).best
    return (
        f"{name},{line.instance},{line.status},{line.objective},{line.bound},{line.seconds},"
        f"{line.peak_mb},{line.violations},{'' if best is None else best}"
    )


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("suite", choices=sorted(_PEERS))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--peer", action="append", help="one of them; may be repeated")
    parser.add_argument("--from-list", action="store_true", help="begin the planner with that too")
    parser.add_argument("--time-limit", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--csv", type=Path, help="OUT-planner.csv and OUT-<peer>.csv are written")
    options = parser.parse_args(arguments)
    suite, peers = SUITES[options.suite], _PEERS[options.suite]
    ours = from_list if options.from_list else planner
    methods = {"planner": ours} | {name: peers[name] for name in options.peer or peers}
    lines: dict[str, list[Line]] = {name: [] for name in methods}
    print("method,instance,status,objective,bound,seconds,peak_mb,violations,best_known")
    for path in files(suite, options.paths):
        for name, method in methods.items():
            line = measured(
                path, suite, method, seconds=options.time_limit, workers=options.workers
            )
            lines[name].append(line)
            print(_row(suite, path, name, line), flush=True)
    for name, theirs in lines.items():
        if options.csv:
            wanted = f"{name}, {options.suite}, {options.time_limit} s, {options.workers} workers"
            wanted += ", from the list" if options.from_list else ""
            out = options.csv.with_name(f"{options.csv.stem}-{name}.csv")
            write(theirs, out, wanted)
        if name != "planner":
            print(f"{name}: {compared(lines['planner'], theirs)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
