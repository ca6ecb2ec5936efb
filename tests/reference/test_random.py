"""The reference against its own check by counting, and against changes that must not matter."""

from collections import Counter
from datetime import datetime

import pytest

from tests.reference.changes import CHANGES
from tests.reference.check import Found, violations
from tests.reference.clock import minute_of
from tests.reference.exact import Answer, solve
from tests.reference.hand import D, after, book, on, paid, who
from tests.reference.random_spec import FEATURES, features, random_spec
from tests.reference.spec import HardDate, Task
from tests.reference.workbook import as_text, to_bytes

QUICK = ("kinds", "lags", "phases", "leave", "calendars", "choice")
SAMPLE = (0, 1, 2, 3, 4, 6)


def found(answer: Answer) -> list[Found]:
    return [
        Found(task=row.task, start=row.start, end=row.end, people=row.people) for row in answer.rows
    ]


@pytest.mark.parametrize("seed", SAMPLE)
def test_counting_minutes_finds_no_fault_in_an_exact_plan(seed: int) -> None:
    spec = random_spec(seed, QUICK)
    answer = solve(spec)
    assert answer.status == "optimal"
    assert violations(spec, found(answer)) == [], as_text(spec)


@pytest.mark.parametrize(
    ("start", "end", "people", "fault"),
    [
        (on(2, 8), on(2, 17), "Ann", ""),
        (on(1, 8), on(1, 17), "Bob", "minutes of working time"),
        (on(2, 8), on(2, 16), "Ann", "ends"),
        (on(4, 8), on(4, 17), "Ann", "breaks a hard date"),
        (on(2, 8), on(2, 17), "Cem", "may not be done by Cem"),
        (on(1, 8), on(1, 17), "Ann", "taken more than there is"),
    ],
)
def test_counting_minutes_finds_what_a_plan_breaks(
    start: datetime, end: datetime, people: str, fault: str
) -> None:
    last = (HardDate(kind="FNLT", when=on(3)),)
    first = Task(id="1", duration=D, seats=who("Ann"))
    second = Task(id="2", duration=D, seats=who("Ann or Bob"), links=(after("1"),), dates=last)
    spec = book(first, second, people=(paid("Ann"), paid("Bob"), paid("Cem")))
    begin, until = minute_of(on(1, 8)), minute_of(on(1, 17))
    rows = [
        Found(task="1", start=begin, end=until, people=frozenset({"Ann"})),
        Found(task="2", start=minute_of(start), end=minute_of(end), people=frozenset({people})),
    ]
    faults = " ".join(violations(spec, rows))
    assert fault in faults if fault else not faults


@pytest.mark.parametrize("name", CHANGES)
def test_changes_that_must_not_matter_change_no_value(name: str) -> None:
    for seed in (1, 3):
        spec = random_spec(seed, QUICK)
        before, after = solve(spec), solve(CHANGES[name](spec, seed))
        assert (before.status, before.values) == (after.status, after.values), as_text(spec)


def test_every_feature_occurs_alone_and_with_others() -> None:
    seen: Counter[str] = Counter()
    alone: set[str] = set()
    for seed in range(600):
        chosen = features(seed)
        seen.update(chosen)
        alone |= set(chosen) if len(chosen) == 1 else set()
    assert min(seen[name] for name in FEATURES) >= 15
    assert len(alone) >= len(FEATURES) * 0.8


def test_a_seed_gives_one_workbook() -> None:
    assert random_spec(5) == random_spec(5)
    assert to_bytes(random_spec(5))[:2] == b"PK"


def test_an_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="no such features"):
        random_spec(1, ("nothing",))
