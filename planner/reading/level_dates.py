"""Numbers of levels that a spreadsheet program took for dates: 1.2 became the 1st of February."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

_LAST_MONTH = 12
_FEWEST, _NEARLY_ALL = 4, 0.8


def both_ways(days: Mapping[int, datetime]) -> tuple[dict[int, str], dict[int, str]]:
    """The numbers that dates may have been, the day first and the month first.

    A year other than that of most is a third number, as in 1.2.3.
    """
    year = Counter(day.year for day in days.values()).most_common(1)[0][0]
    third = {n: "" if day.year == year else f".{day.year % 100}" for n, day in days.items()}
    return (
        {n: f"{day.day}.{day.month}{third[n]}" for n, day in days.items()},
        {n: f"{day.month}.{day.day}{third[n]}" for n, day in days.items()},
    )


def followers(codes: Mapping[int, str]) -> int:
    """How many codes follow the one above: its first part, its next sister, or the next number."""
    found = 0
    for above, code in pairwise(codes[n].strip(".").split(".") for n in sorted(codes)):
        child = code == [*above, "1"]
        before = above[len(code) - 1] if len(code) <= len(above) else ""
        numbers = code[-1].isdigit() and before.isdigit()
        sister = code[:-1] == above[: len(code) - 1] and numbers
        found += child or (sister and int(code[-1]) == int(before) + 1)
    return found


def are_levels(values: Sequence[datetime]) -> bool:
    """Whether dates alone are most likely numbers of levels: they count on, in one year.

    So do the first of each month; those below a second number begin again with 1.
    """
    days = dict(enumerate(values))
    if len(days) < _FEWEST or any(day.day > _LAST_MONTH for day in values):
        return False
    if len({day.year for day in values}) > 1 or len({(d.month, d.day) for d in values}) < len(days):
        return False
    return max(map(_counting, both_ways(days))) >= _NEARLY_ALL * (len(days) - 1)


def _counting(codes: Mapping[int, str]) -> int:
    """How many codes have a greater last number than the one above, or begin the next group."""
    parts = [tuple(map(int, codes[n].split("."))) for n in sorted(codes)]
    groups = {first for first, *_ in parts}
    if len(groups) < 2:
        return 0
    return sum(
        (two[0] == one[0] and two[1] > one[1]) or (two[0] > one[0] and two[1] == 1)
        for one, two in pairwise(parts)
    )
