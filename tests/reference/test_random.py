"""The reference against its own check by counting, and against changes that must not matter."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.reference.changes import CHANGES
from tests.reference.check import Found, violations
from tests.reference.exact import Answer, solve
from tests.reference.random_spec import FEATURES, features, random_spec
from tests.reference.workbook import as_text, to_bytes

QUICK = ("kinds", "lags", "phases", "leave", "calendars", "choice")
SAMPLE = range(6)


def found(answer: Answer) -> list[Found]:
    return [
        Found(task=row.task, start=row.start, end=row.end, people=row.people) for row in answer.rows
    ]


@pytest.mark.parametrize("seed", SAMPLE)
def test_counting_minutes_finds_no_fault_in_an_exact_plan(seed: int) -> None:
    spec = random_spec(seed, QUICK)
    assert violations(spec, found(solve(spec))) == [], as_text(spec)


def test_counting_minutes_finds_a_task_that_begins_a_day_early() -> None:
    spec = random_spec(1, ("lags",))
    rows = found(solve(spec))
    late = max(rows, key=lambda row: row.start or 0)
    assert late.start is not None
    assert late.end is not None
    early = replace(late, start=late.start - 1440, end=late.end - 1440)
    assert violations(spec, [early if row is late else row for row in rows])


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
