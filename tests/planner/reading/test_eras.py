"""Dates of other eras: Buddhist years and the Persian calendar."""

from datetime import datetime
from typing import Any

import pytest

from planner.reading.eras import day_of_era
from tests.planner.reading.strangers import codes, read, starts

Rows = list[list[Any]]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((2567, 3, 15), datetime(2024, 3, 15)),
        ((1402, 1, 1), datetime(2023, 3, 21)),
        ((1402, 5, 12), datetime(2023, 8, 3)),
        ((1402, 12, 29), datetime(2024, 3, 19)),
        ((1403, 1, 1), datetime(2024, 3, 20)),
        ((1403, 12, 30), datetime(2025, 3, 20)),
        ((1399, 12, 30), datetime(2021, 3, 20)),
        ((2027, 3, 1), datetime(2027, 3, 1)),
    ],
)
def test_a_day_of_an_era(day: tuple[int, int, int], expected: datetime) -> None:
    assert day_of_era(*day) == expected


@pytest.mark.parametrize("day", [(1402, 12, 30), (1402, 7, 31), (1402, 13, 1), (2567, 2, 30)])
def test_a_day_that_no_era_has(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="day"):
        day_of_era(*day)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("1402/05/12", "1402/05/20", ["2023-08-03", "2023-08-11"]),
        ("۱۴۰۲/۰۵/۱۲", "۱۴۰۲/۰۵/۲۰", ["2023-08-03", "2023-08-11"]),
        ("15/03/2567", "20/03/2567", ["2024-03-15", "2024-03-20"]),
        (datetime(2567, 3, 15), datetime(2567, 3, 20), ["2024-03-15", "2024-03-20"]),
    ],
)
def test_dates_of_another_era_are_read_and_told(
    first: Any, second: Any, expected: list[str]
) -> None:
    rows: Rows = [["Task", "Start", "Days"], ["Dig", first, 2], ["Build", second, 3]]
    project = read(rows)
    assert starts(project) == expected
    assert "other-era" in codes(project)
