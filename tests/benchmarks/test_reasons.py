"""What reasons, levers and conflicts say holds; long runs: ``python -m benchmarks.reasons``."""

from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.planted import planted, tangled, varied
from benchmarks.reasons import conflict, gains, named_first
from benchmarks.sentences import Reader
from planner.pipeline import Options, solve


@pytest.mark.parametrize("seed", range(10))
def test_a_planted_cause_is_named_first(seed: int) -> None:
    assert named_first(planted(seed))


@pytest.mark.parametrize("seed", [0, 1, 4, 6])
def test_sentences_say_what_is_so_and_all_of_it(seed: int) -> None:
    assert list(Reader(solve(varied(seed), Options(deterministic_limit=0.2))).wrong()) == []


def test_a_sentence_with_another_date_is_found() -> None:
    plan = solve(varied(1), Options(deterministic_limit=0.2))
    late = tuple(
        replace(row, start=row.start and row.start - timedelta(days=7)) for row in plan.rows
    )
    assert len(list(Reader(replace(plan, rows=late)).wrong())) > len(plan.rows) / 2


def test_what_is_said_of_levers_holds_when_solved_anew() -> None:
    kinds, wrong = gains(tangled(1), 1, effort=0.2, most=3)
    assert kinds["at least"]
    assert wrong == []


def test_conflicts_are_minimal() -> None:
    found = [conflict(seed) for seed in range(4)]
    assert set(found) <= {"", None}
    assert "" in found
