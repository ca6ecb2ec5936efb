"""iMOPSE instances as workbooks of a company: leave, part-time weeks, and a budget by month.

    python -m benchmarks.company INSTANCE.def OUT.xlsx [SEED]

The tasks, links, skills and rates are those of the instance, a unit of its time is an hour. One
person in five works three or four days a week, everyone is away for two weeks at a time within what
the work takes, and no month may cost more than a tenth above what an even spread of the work would.
As the suite `imopse-workbook` of `benchmarks.run` and `benchmarks.peers` such workbooks are read
and planned for the makespan.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import xlsxwriter

from benchmarks.imopse import People, Task, parts
from benchmarks.workbooks import CALENDARS, Row, calendars
from models.problem import Problem

_START = date(2027, 1, 4)
_HOURS = 40
"""Hours of a full week."""


def workbook(text: str, seed: int = 1) -> bytes:
    """The bytes of such a workbook; the same for the same seed."""
    choose = random.Random(seed)
    people, tasks = parts(text)
    hours = sum(task.duration for task in tasks)
    weeks = -(-hours // (_HOURS * len(people.names)))
    sheets = {
        "Tasks": _tasks(tasks),
        "People": _people(choose, people),
        "Calendars": calendars(),
        "Leave": _leave(choose, people, weeks),
        "Budgets": _budgets(people, hours, weeks),
        "Settings": iter([("Setting", "Value"), ("Project start", _START), ("Goals", "finish")]),
    }
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, day)
                else:
                    sheet.write(r, c, cell)
    book.close()
    return buffer.getvalue()


def read(path: Path) -> Problem:
    """The problem that such a workbook of an instance is read as."""
    from planner.pipeline import read_project
    from planner.translate import to_problem

    return to_problem(read_project(workbook(path.read_text()), f"{path.stem}.xlsx")).problem


def _tasks(tasks: list[Task]) -> Iterator[Row]:
    yield ("ID", "Task Name", "Duration", "Predecessors", "Skills")
    for task in tasks:
        before = "; ".join(task.predecessors)
        need = f"{task.skill}:{1 + task.level}"
        yield (task.name, f"Task {task.name}", f"{task.duration}h", before, need)


def _people(choose: random.Random, people: People) -> Iterator[Row]:
    yield ("Name", "Skills", "Rate", "Calendar")
    part_time = [name for name in CALENDARS if name != "Standard"]
    for name, cents, skills in zip(people.names, people.salaries, people.skills, strict=True):
        week = choose.choice(part_time) if choose.random() < 0.2 else "Standard"
        able = "; ".join(f"{skill}:{1 + level}" for skill, level in sorted(skills.items()))
        yield (f"Person {name}", able, cents / 100, week)


def _leave(choose: random.Random, people: People, weeks: int) -> Iterator[Row]:
    yield ("Name", "From", "To")
    for name in people.names:
        start = _START + timedelta(weeks=choose.randrange(max(1, weeks)))
        yield (f"Person {name}", start, start + timedelta(days=11))


def _budgets(people: People, hours: int, weeks: int) -> Iterator[Row]:
    yield ("Month", "Limit")
    rate = sum(people.salaries) / len(people.salaries) / 100
    months = weeks * 7 / 30.4
    for month in range(round(months) + 3):
        year, number = divmod(month, 12)
        limit = round(1.1 * hours * rate / max(1.0, months))
        yield (f"{_START.year + year}-{number + 1:02}", limit)


def main() -> int:
    """The command line."""
    source, out, *seed = sys.argv[1:]
    Path(out).write_bytes(workbook(Path(source).read_text(), *map(int, seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
