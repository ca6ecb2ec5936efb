"""Damaged workbooks: good ones with bytes, XML parts or cells changed at random.

Reading them must give a project or an `InputError`, never anything else. `benchmarks.reading_fuzz`
reads thousands.
"""

import random
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from planner.errors import InputError
from planner.pipeline import read_project
from planner.writing.template import make_template
from tests.planner.reading.books import book, tasks
from tests.planner.reading.corpus import own

_ODD: tuple[Any, ...] = (
    *(
        "",
        " ",
        "-",
        "0",
        "-1",
        "1e400",
        "NaN",
        "5d",
        "5ed",
        "12FS+2d",
        "1;2;3",
        "7SS+50%",
        "A or B",
    ),
    *("Ann[", "Ann[50%", "[50%]", "x" * 40000, "\u202e=1+1", "08:00-12:00", "24:00-00:00"),
    "2027-13-45",
    *("31.02.2027", "03/04/2027", "9999-12-31", "Welding:x9999", "x 0", ":", ",", ";;;", "max"),
    *("1 max", 0, -1, 1.5, 1e300, 60, 2958466, 25.27, True, False),
    *(datetime(1900, 1, 1), datetime(9999, 12, 31)),
    *(
        "1-0",
        "9" * 400,
        "٣",
        "½",
        "１２",
        "%",
        "1%",
        "€",
        "1.2.3.4",
        "\n",
        "'",
        '"',
        "#REF!",
        "0d",
        "0%",
    ),
)


@cache
def _good() -> list[bytes]:
    people = [["Name", "Max Units", "Rate", "Skills"], ["Ann", "50%", "50/h", "Welding:3"]]
    rows = [1, "Dig", "2d", "", "Ann"], [2, "Pour", 3, "1FS+2d", "Ann[50%]; Bob"]
    small = book(tasks(*rows, People=people))
    return [make_template(example=True), small, *(case.make() for case in own.CASES.values())]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    cut = chance.randrange(len(changed)) if chance.random() < 0.2 else len(changed)
    return bytes(changed[:cut])


def _parts(data: bytes, chance: random.Random) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = chance.choice(_PART_CHANGES)(part, chance)
            if name != chosen or chance.random() > 0.1:
                new.writestr(name, part)
    return target.getvalue()


def _swap_text(part: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"[\w.:/-]+", part))
    one, two = chance.choice(found), chance.choice(found)
    return part[: one.start()] + two[0] + part[one.end() :]


def _drop_tag(part: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"<[^>]*>", part))
    one = chance.choice(found)
    return part[: one.start()] + part[one.end() :]


def _repeat(part: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"<c [^>]*>.*?</c>|<row.*?</row>|<[^>]*/>", part))
    if not found:
        return part + part
    one = chance.choice(found)
    return part[: one.end()] + one[0] * chance.randint(1, 50) + part[one.end() :]


def _number(part: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb'(?<=[">])-?\d+(?=["<])', part))
    if not found:
        return part[:-1]
    one = chance.choice(found)
    value = chance.choice([b"-1", b"0", b"99999999", b"1e999", b"NaN", b"4294967296", b"", b"x"])
    return part[: one.start()] + value + part[one.end() :]


_PART_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_swap_text, _drop_tag, _repeat, _number),
    lambda part, chance: _bytes(part, chance) if part else part,
)


def _cells(_data: bytes, chance: random.Random) -> bytes:
    """A workbook with odd values in any cells, headers included now and then."""
    header = ["ID", "Task Name", "Duration", "Work", "People", "Predecessors", "Resource Names"]
    header += ["Skills", "Deadline", "Priority", "Constraint Type", "Constraint Date", "WBS"]
    header += ["% Complete", "Fixed Cost", "Milestone", "Start", "Finish", "Phase", "Successors"]
    count = chance.randint(1, 12)
    rows = [
        [chance.choice(_ODD) if chance.random() < 0.5 else "" for _ in header] for _ in range(count)
    ]
    for number, row in enumerate(rows):
        row[1] = row[1] or f"Task {number}"
    others = {
        "People": ["Name", "Type", "Skills", "Max Units", "Rate", "Calendar", "From", "Leave"],
        "Calendars": ["Calendar", "Mon", "Tue", "Wed"],
        "Leave": ["Who", "From", "To", "Hours"],
        "Holidays": ["Date", "Until", "Name"],
        "Meetings": ["Meeting", "Start", "Finish", "Who", "Repeat", "Repeat Until"],
        "Budgets": ["Scope", "Month", "Limit", "Price"],
    }
    sheets: dict[str, Any] = {
        name: [head, *([chance.choice(_ODD) for _ in head] for _ in range(3))]
        for name, head in others.items()
        if chance.random() < 0.5
    }
    if chance.random() < 0.2:
        header[chance.randrange(len(header))] = str(chance.choice(_ODD))[:100]
    return book(tasks(*rows, header=header, **sheets))


_CHANGES = (_bytes, _parts, _parts, _cells)


def damaged(seed: int) -> bytes:
    """A workbook damaged in a way that the seed decides."""
    chance = random.Random(seed)
    change = chance.choice(_CHANGES)
    return change(chance.choice(_good()), chance)


def outcome(data: bytes) -> str:
    """``read`` or the codes of the faults.

    Raises:
        Exception: whatever is not an `InputError`: a bug.
    """
    try:
        read_project(data)
    except InputError as error:
        return ", ".join(sorted({i.code for i in error.issues if i.severity == "error"}))
    return "read"
