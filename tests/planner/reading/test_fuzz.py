import pytest

from tests.planner.reading.fuzz import damaged, outcome


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_told_to_be_faulty(seed: int) -> None:
    assert outcome(damaged(seed))
