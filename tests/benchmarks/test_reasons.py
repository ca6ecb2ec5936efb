"""What reasons, levers and conflicts say holds; long runs: ``python -m benchmarks.reasons``."""

import pytest

from benchmarks.reasons import conflict, gains, named_first, planted, tangled, wrong_texts
from planner.pipeline import Options, solve


@pytest.mark.parametrize("seed", range(10))
def test_a_planted_cause_is_named_first(seed: int) -> None:
    assert named_first(planted(seed))


@pytest.mark.parametrize("seed", range(3))
def test_dates_in_sentences_are_those_of_the_plan(seed: int) -> None:
    assert list(wrong_texts(solve(tangled(seed), Options(deterministic_limit=0.2)))) == []


def test_what_is_proved_of_a_lever_holds_when_solved_anew() -> None:
    proved, wrong = gains(1, effort=0.2)
    assert proved
    assert wrong == []


def test_conflicts_are_minimal() -> None:
    found = [conflict(seed) for seed in range(4)]
    assert set(found) <= {"", None}
    assert "" in found
