"""How long reading a large workbook takes, and how much memory.

    python -m benchmarks.reading [TASKS PEOPLE]

Writes a workbook as `benchmarks.workbooks` does, 10,000 tasks and 200 people if nothing is said,
then reads it in a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.workbooks import workbook


def read(path: Path) -> None:
    """Read a workbook and print tasks, seconds and MB."""
    from planner.pipeline import read_project

    data = path.read_bytes()
    began, used = time.perf_counter(), time.process_time()
    project = read_project(data)
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    tasks = f"{len(project.tasks):,} tasks with summaries"
    sys.stdout.write(f"{tasks}: {wall:.1f} s, {cpu:.1f} s of CPU, at most {peak} MB\n")


def main(tasks: int = 10_000, people: int = 200) -> None:
    """Write a workbook and have it read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        path.write_bytes(workbook(tasks, people))
        subprocess.run([sys.executable, "-m", "benchmarks.reading", str(path)], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        read(Path(sys.argv[1]))
    else:
        main(*map(int, sys.argv[1:]))
