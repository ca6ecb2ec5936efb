"""MSPSP instances (`.dzn`) as `models.Problem`: crews of several skills.

A task needs so many people of each skill, all of them from its start to its end; each person has
some skills and gives one of them to one task at a time. Instances: Young, Feydy and Schutt (2017),
https://github.com/youngkd/MSPSP-InstLib.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat

_SET = re.compile(r"^(\w+)\s*=\s*([^;]*);", re.MULTILINE)


def read(path: Path) -> Problem:
    """The problem in a `.dzn` file; its horizon is all tasks one after the other.

    Raises:
        ValueError: if the file says too little: not an MSPSP instance.
    """
    text = re.sub(r"%.*", "", path.read_text())
    said = dict(_SET.findall(text))
    try:
        durations, needs = _numbers(said["dur"]), _rows(said["sreq"])
        masters = _rows(said["mastery"])
        links = zip(_numbers(said["pred"]), _numbers(said["succ"]), strict=True)
    except KeyError as missing:
        raise ValueError(f"{path.name} does not say {missing}: no MSPSP instance") from None
    horizon = sum(durations)
    skilled = [[r for r, row in enumerate(masters) if row[s]] for s in range(len(masters[0]))]
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon),),
        resources=tuple(Resource(name=str(r + 1)) for r in range(len(masters))),
        activities=tuple(
            Activity(name=str(i + 1), modes=(crew(duration, row, skilled),))
            for i, (duration, row) in enumerate(zip(durations, needs, strict=True))
        ),
        precedences=tuple(Precedence(first=a - 1, second=b - 1) for a, b in links),
    )


def crew(duration: int, needs: Sequence[int], skilled: Sequence[Sequence[int]]) -> Mode:
    """A mode that takes `needs[s]` of the resources `skilled[s]` for each skill s."""
    seats = tuple(
        Seat(
            candidates=tuple(Candidate(resource=r, work=duration) for r in people),
            count=count,
        )
        for count, people in zip(needs, skilled, strict=True)
        if count
    )
    return Mode(seats=seats, work=duration)


def _numbers(text: str) -> list[int]:
    values = re.findall(r"\d+|true|false", text)
    return [int(value) if value.isdigit() else int(value == "true") for value in values]


def _rows(text: str) -> list[list[int]]:
    """The rows of a table ``[| 1,2, | 3,4, |]``."""
    rows = (_numbers(row) for row in text.split("|")[1:-1])
    return [row for row in rows if row]
