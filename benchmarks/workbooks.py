"""Writes a large workbook: a company's plan with phases, skills, leave, part-time and deadlines.

    python -m benchmarks.workbooks TASKS PEOPLE OUT.xlsx [SEED]

Everyone has two of the skills (one skill for every ten people), one in five works three or four
days a week, everyone is away for two weeks a year. Tasks come in phases of 25 under a summary;
each follows one or two others of its phase, the last of a phase has a deadline, and three phases
in ten follow an earlier one. About a year and a half of work for everybody.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import xlsxwriter

_START = date(2027, 1, 4)
_PHASE = 25
_DAY = "08:00-12:00, 13:00-17:00"
_DURATIONS = ("2h", "4h", "1d", "1d", "2d", "2d", "3d")
CALENDARS = {
    "Standard": (0, 1, 2, 3, 4),
    "Mon-Thu": (0, 1, 2, 3),
    "Tue-Fri": (1, 2, 3, 4),
    "Mon-Wed": (0, 1, 2),
    "No Wednesday": (0, 1, 3, 4),
}
"""Names of calendars, and the days of the week they work."""

Row = tuple[object, ...]


def workbook(tasks: int, people: int, seed: int = 1) -> bytes:
    """The bytes of such a workbook; the same plan for the same seed."""
    choose = random.Random(seed)
    skills = [f"Skill {k + 1}" for k in range(max(3, people // 10))]
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheets = {
        "Tasks": _tasks(choose, tasks, people, skills),
        "People": _people(choose, people, skills),
        "Calendars": calendars(),
        "Leave": _leave(choose, people, tasks),
        "Settings": iter([("Setting", "Value"), ("Project start", _START)]),
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, day)
                elif cell != "":
                    sheet.write(r, c, cell)
    book.close()
    return buffer.getvalue()


def _tasks(choose: random.Random, tasks: int, people: int, skills: list[str]) -> Iterator[Row]:
    yield ("ID", "WBS", "Task Name", "Duration", "Predecessors", "Skills", "Deadline")
    days = 1.7 * tasks / people * 1.2
    for phase, first in enumerate(range(0, tasks, _PHASE), 1):
        ids = range(first + 1, min(first + _PHASE, tasks) + 1)
        yield (f"P{phase}", str(phase), f"Phase {phase}", "", "", "", "")
        for place, number in enumerate(ids, 1):
            before = choose.sample(ids[: place - 1], min(place - 1, choose.choice((1, 1, 2))))
            if place == 1 and phase > 20 and choose.random() < 0.3:
                before = [_PHASE * choose.randint(1, phase - 20)]
            need = choose.choice(skills) + (" x2" if choose.random() < 0.1 else "")
            due: object = ""
            if number == ids[-1]:
                due = _START + timedelta(days=round(choose.uniform(0.1, 1.0) * days) + 10)
            yield (
                number,
                f"{phase}.{place}",
                f"Task {number}",
                choose.choice(_DURATIONS),
                "; ".join(map(str, sorted(before))),
                need,
                due,
            )


def _people(choose: random.Random, people: int, skills: list[str]) -> Iterator[Row]:
    yield ("Name", "Skills", "Rate", "Calendar")
    part_time = [name for name in CALENDARS if name != "Standard"]
    for person in range(people):
        mine = {skills[person % len(skills)], choose.choice(skills)}
        calendar = choose.choice(part_time) if choose.random() < 0.2 else "Standard"
        yield (f"Person {person + 1}", "; ".join(sorted(mine)), choose.randint(40, 140), calendar)


def calendars() -> Iterator[Row]:
    """The sheet of the calendars."""
    yield ("Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    for name, days in CALENDARS.items():
        yield (name, *(_DAY if day in days else "" for day in range(7)))


def _leave(choose: random.Random, people: int, tasks: int) -> Iterator[Row]:
    yield ("Name", "From", "To")
    years = 1 + round(1.7 * tasks / people / 200)
    for person in range(people):
        for year in range(years):
            start = _START + timedelta(weeks=52 * year + choose.randrange(2, 48))
            yield (f"Person {person + 1}", start, start + timedelta(days=11))


def main() -> int:
    """The command line."""
    tasks, people, out, *seed = sys.argv[1:]
    Path(out).write_bytes(workbook(int(tasks), int(people), *map(int, seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
