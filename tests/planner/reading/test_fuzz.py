import pytest

from tests.planner.reading.fuzz import damaged, outcome
from tests.sample import sample


@pytest.mark.parametrize("seed", range(sample(100)))
def test_a_damaged_workbook_is_read_or_told_to_be_faulty(seed: int) -> None:
    assert outcome(damaged(seed))
