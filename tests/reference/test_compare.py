"""What counts as agreement, and one plain workbook through both."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.reference.compare import Said, Verdict, ask, compare
from tests.reference.exact import Answer, Value, solve
from tests.reference.hand import D, after, book, paid, who
from tests.reference.spec import Task

SPEC = book(
    Task(id="1", duration=D, seats=who("Ann")),
    Task(id="2", duration=D, seats=who("Ann or Bob"), links=(after("1"),)),
    people=(paid("Ann", 20), paid("Bob", 10)),
)


def days(value: float, bound: float | None = None) -> Value:
    bound = value if bound is None else bound
    return Value(goal="finish", value=Fraction(value), bound=Fraction(bound))


EXACT = Answer(status="optimal", values=(days(2),))
ROUGH = Answer(status="optimal", values=(days(2),), grid=15)


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        (Said(status="optimal", goals=(days(2),)), EXACT, "agree proved"),
        (Said(status="optimal", goals=(days(2.001),)), EXACT, "agree proved"),
        (Said(status="optimal", goals=(days(2.25),)), EXACT, "disagree"),
        (Said(status="optimal", goals=(days(1.75),)), EXACT, "disagree"),
        (Said(status="feasible", goals=(days(2.25, 1.5),)), EXACT, "agree within bounds"),
        (Said(status="feasible", goals=(days(2.25, 2.125),)), EXACT, "disagree"),
        (Said(status="feasible", goals=(days(1.5, 1.5),)), EXACT, "disagree"),
        (Said(status="optimal", goals=(days(1.75),)), ROUGH, "agree within bounds"),
        (Said(status="optimal", goals=(days(2.25),)), ROUGH, "disagree"),
        (Said(status="infeasible"), EXACT, "disagree"),
        (Said(status="unknown"), EXACT, "agree within bounds"),
        (Said(status="infeasible"), Answer(status="infeasible"), "agree proved"),
        (Said(status="optimal", goals=(days(2),)), Answer(status="infeasible"), "disagree"),
        (Said(status="optimal", goals=(days(2),)), Answer(status="unknown"), "reference unknown"),
        (
            Said(status="optimal", goals=(days(1),)),
            Answer(status="unknown", values=(days(3, 2),)),
            "disagree",
        ),
        (Said(status="refused"), EXACT, "product refused"),
        (Said(status="crashed"), EXACT, "product crashed"),
    ],
)
def test_verdicts(told: Said, answer: Answer, verdict: Verdict) -> None:
    assert compare(SPEC, told, answer)[0] == verdict


def test_a_plain_workbook_is_planned_the_same_by_both() -> None:
    told = ask(SPEC, 5)
    assert compare(SPEC, told, solve(SPEC)) == ("agree proved", "")
    assert [row.people for row in told.rows] == [{"Ann"}, {"Bob"}]


def test_nothing_else_here_imports_the_product() -> None:
    product = re.compile(r"^\s*(from|import) (planner|models)\b", re.MULTILINE)
    files = Path(__file__).parent.glob("*.py")
    found = {file.name for file in files if product.search(file.read_text(encoding="utf-8"))}
    assert found == {"compare.py"}
