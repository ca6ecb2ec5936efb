"""Damaged files of other programs: good ones changed at random.

Reading them must give a project or an `InputError`, never anything else.
`benchmarks.interchange_fuzz` reads thousands.
"""

import random
import re
from collections.abc import Callable

from planner.errors import InputError
from planner.pipeline import as_workbook
from tests.planner.interchange import samples

GOOD = (
    samples.RICH,
    samples.xer(
        samples.activity(100, "A100", 16),
        samples.activity(101, "A101", kind="TT_LOE", constraint="CS_MEOB 2027-03-08~17:00"),
        samples.activity(102, "A102", 0, kind="TT_FinMile", wbs=12),
        links=("1 102 100 PR_FS 8", "2 101 100 PR_SS 0"),
    ),
    samples.PMXML,
    samples.GAN,
    samples.pod(samples.RICH),
)
_ODD = (
    "", " ", "-1", "0", "1e400", "NaN", "inf", "99999999999999999999", "-0.5", "P", "PT", "PT1H",
    "PT9999999999999H0M0S", "2027-13-45T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59",
    "2027-03-01", "25:00:00", "24:00:00", "::", "(", ")", "((((", "d|999999", "s|08:00", "\u202e",
    "x" * 500, "&amp;", "3", "7", "TT_WBS", "CS_MANDFIN", "true", "Y", "08:00-12:00; =1+1",
)  # fmt: skip


def damaged(seed: int) -> bytes:
    """A good file, changed in a few places as the seed decides."""
    chance = random.Random(seed)
    data = chance.choice(GOOD)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def outcome(data: bytes) -> str:
    """What comes of a file: ``read``, or the code of its first fault."""
    from planner.interchange.formats import format_of

    if format_of(data) is None:
        return "no project file"
    try:
        as_workbook(data)
    except InputError as error:
        faults = [issue for issue in error.issues if issue.severity == "error"]
        assert faults
        assert all(issue.message and str(issue) for issue in faults)
        return faults[0].code
    return "read"


def _byte(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 60) :]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) // 2, len(data) + 1)]


def _twice(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.randint(1, 400)]
    return data[:at] + piece + data[at:]


def _value(data: bytes, chance: random.Random) -> bytes:
    """Another text in an element, an attribute or a field of a table."""
    places = list(re.finditer(rb'(?<=>)[^<>]+(?=</)|(?<==")[^"<>]*(?=")|(?<=\t)[^\t\n]+', data))
    if not places:
        return data
    found = chance.choice(places)
    return data[: found.start()] + chance.choice(_ODD).encode() + data[found.end() :]


def _element(data: bytes, chance: random.Random) -> bytes:
    """An element or a line left out, or moved somewhere else."""
    places = list(re.finditer(rb"<(\w+)[^<>]*>[^<>]*</\1>|%R[^\n]*\n", data))
    if not places:
        return data
    found = chance.choice(places)
    rest = data[: found.start()] + data[found.end() :]
    if chance.random() < 0.5:
        return rest
    other = chance.choice(places).start()
    return rest[:other] + found[0] + rest[other:]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _byte, _cut, _end, _twice, _value, _value, _value, _element, _element,
)  # fmt: skip
