"""The product against exact values on a fixed sample, and changes that must not matter."""

from dataclasses import replace

import pytest

from tests.reference.changes import CHANGES
from tests.reference.check import violations
from tests.reference.compare import Said, ask, compare
from tests.reference.exact import Answer
from tests.reference.random_spec import FEATURES, features, random_spec
from tests.reference.sample import SEEDS, stored
from tests.reference.workbook import as_text

SECONDS = 60
CHANGED = SEEDS[:3]


def test_the_sample_has_every_feature() -> None:
    assert {name for seed in SEEDS for name in features(seed)} == set(FEATURES)
    assert tuple(stored()) == SEEDS


@pytest.mark.parametrize(("seed", "answer"), stored().items())
def test_the_product_proves_the_exact_values(seed: int, answer: Answer) -> None:
    spec = random_spec(seed)
    told = ask(spec, SECONDS)
    assert compare(spec, told, answer) == ("agree proved", ""), as_text(spec)
    faults = violations(replace(spec, days=3 * spec.days), told.rows) if told.rows else []
    assert faults == [], as_text(spec)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", CHANGED)
def test_what_must_not_matter_changes_neither_values_nor_status(seed: int, change: str) -> None:
    spec = random_spec(seed)
    told = ask(CHANGES[change](spec, seed), SECONDS)
    wanted = stored()[seed]
    assert compare(spec, Said(status=told.status, goals=told.goals), wanted)[0] == "agree proved"
