"""A fixed sample of random workbooks with the exact values of their goals, for every commit.

``python -m tests.reference.sample`` makes `sample.json` anew, with the reference alone; after a
change of the reference or of the random workbooks.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.reference.exact import Answer, Value, solve
from tests.reference.random_spec import random_spec

SEEDS = (
    43,
    64,
    93,
    146,
    156,
    176,
    244,
    254,
    277,
    336,
    348,
    366,
    388,
    400,
    405,
    440,
    465,
    469,
    474,
    475,
    483,
    486,
    562,
    573,
    575,
    611,
    666,
    686,
    701,
    752,
    776,
    862,
    913,
    933,
    988,
    1083,
    1158,
    1209,
    1232,
    1246,
    1260,
    1296,
    1302,
    1356,
    1360,
    1487,
    1502,
    1663,
)
"""Together they have every feature; the product proves each in a second."""

FILE = Path(__file__).with_name("sample.json")


def stored() -> dict[int, Answer]:
    """The answers of the sample by seed."""
    return {int(seed): _answer(found) for seed, found in json.loads(FILE.read_text()).items()}


def _answer(found: dict[str, Any]) -> Answer:
    values = (
        Value(goal=goal, value=Fraction(value), bound=Fraction(value))
        for goal, value in found["goals"]
    )
    return Answer(status=found["status"], values=tuple(values), grid=found["grid"])


def made() -> dict[int, dict[str, Any]]:
    """The answers of the reference now."""
    found = {}
    for seed in SEEDS:
        answer = solve(random_spec(seed))
        goals = [[one.goal, str(one.value)] for one in answer.values]
        found[seed] = {"status": answer.status, "goals": goals, "grid": answer.grid}
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(made(), indent=1) + "\n")
