"""TaskJuggler 3 (`tj3`, free software) on iMOPSE instances, as its manual would have them written.

    python -m benchmarks.taskjuggler FILES

Each task is so many hours of effort with its candidates as alternatives; one of them stays with it
to its end (`persistent`). A slot is an hour, everybody works around the clock. TaskJuggler's
scheduler may interrupt a task for a more important one: its makespan may then be shorter than the
instance allows. That is left to it, so its schedules are not put before the referee.
"""

import csv
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import imopse
from models.problem import Activity, Problem

SELECTIONS = ("order", "minallocated", "minloaded", "maxloaded")
"""How TaskJuggler chooses among alternatives; its fifth, at random, is left out."""

_START = datetime(2026, 1, 5)
_TIME = "%Y-%m-%d-%H:%M"


def makespan(problem: Problem, selection: str) -> int:
    """Hours from the start to the last end, as TaskJuggler plans.

    Args:
        problem: Of iMOPSE: one seat each, links from end to start, no calendars.
        selection: One of `SELECTIONS`.

    Raises:
        subprocess.CalledProcessError: if TaskJuggler finds no schedule, or is not installed.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "project.tjp").write_text("\n".join(_lines(problem, selection)), "utf-8")
        command = ["tj3", "--silent", "--output-dir", str(folder), str(folder / "project.tjp")]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
            ends = [row["End"] for row in csv.DictReader(file, delimiter=";")]
    last = max(datetime.strptime(end, _TIME) for end in ends)
    return int((last - _START) / timedelta(hours=1))


def _lines(problem: Problem, selection: str) -> list[str]:
    """The project in TaskJuggler's language."""
    days = problem.horizon // 24 + 2
    lines = [
        f'project p "p" {_START:%Y-%m-%d} +{days}d {{',
        '  timezone "UTC"',
        "  timingresolution 60min",
        "  dailyworkinghours 24",
        "  workinghours mon - sun 0:00 - 24:00",
        "}",
        *(f'resource r{r} "r{r}"' for r in range(len(problem.resources))),
    ]
    for i, activity in enumerate(problem.activities):
        lines += _task(problem, i, activity, selection)
    columns = "columns id, end"
    return [
        *lines,
        f'taskreport "out" {{ formats csv {columns} timeformat "{_TIME}" loadunit hours }}',
    ]


def _task(problem: Problem, i: int, activity: Activity, selection: str) -> list[str]:
    (seat,) = activity.modes[0].seats
    first, *others = (f"r{candidate.resource}" for candidate in seat.candidates)
    more = f"alternative {', '.join(others)} select {selection} " if others else ""
    before = [f"t{link.first}" for link in problem.incoming[i]]
    return [
        f'task t{i} "t{i}" {{',
        f"  effort {seat.candidates[0].work}h",
        f"  allocate {first} {{ {more}persistent }}",
        *([f"  depends {', '.join(before)}"] if before else ()),
        "}",
    ]


def main(paths: list[str]) -> None:
    """A line of CSV for each file: the makespan by each selection, and the seconds for all."""
    print("instance", *SELECTIONS, "least", "seconds", sep=",")
    for path in map(Path, paths):
        problem = imopse.read(path.read_text(encoding="utf-8"))
        begun = time.monotonic()
        found = [makespan(problem, selection) for selection in SELECTIONS]
        seconds = time.monotonic() - begun
        print(path.name, *found, min(found), f"{seconds:.1f}", sep=",", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
