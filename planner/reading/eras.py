"""Years of other eras: 2567 of the Buddhist one, and Persian dates such as 1402/05/12."""

from datetime import datetime, timedelta

_BUDDHIST, _BUDDHIST_YEARS = 543, range(2443, 2643)
_PERSIAN_YEARS = range(1340, 1480)
_ZERO_YEAR, _ZERO = 1403, datetime(2024, 3, 20)
"""A Persian year and its first day."""


def is_of_era(year: int) -> bool:
    """Whether a year is one of our time in another era."""
    return year in _BUDDHIST_YEARS or year in _PERSIAN_YEARS


def day_of_era(year: int, month: int, day: int) -> datetime:
    """The day of a year of any era.

    Raises:
        ValueError: There is no such day.
    """
    if year in _BUDDHIST_YEARS:
        return datetime(year - _BUDDHIST, month, day)
    return _persian(year, month, day) if year in _PERSIAN_YEARS else datetime(year, month, day)


def _persian(year: int, month: int, day: int) -> datetime:
    """Six months of 31 days, five of 30, and one of 29, in leap years 30.

    Of 33 years eight are leap years, those with (8 year + 29) mod 33 < 8.
    """
    longest = 31 if month <= 6 else 30 if month < 12 or (8 * year + 29) % 33 < 8 else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError("no such day")
    before = 31 * (month - 1) if month <= 6 else 186 + 30 * (month - 7)
    return _ZERO + timedelta(days=_days(year) - _days(_ZERO_YEAR) + before + day - 1)


def _days(year: int) -> int:
    """The days before a Persian year, from some day on."""
    return 365 * year + (8 * year + 21) // 33
