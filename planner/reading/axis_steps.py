"""Dates of a chart's header that are out of step with those beside them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise


def out_of_step(dated: Sequence[tuple[int, datetime]]) -> dict[int, datetime]:
    """Column → day in place of dates that do not fit those beside them; nearly all are in step.

    They are single dates, or all from a new year on that has the number of the old one.
    """
    days = [day for _, day in dated]
    steps = Counter(two - one for one, two in pairwise(days))
    step, usual = steps.most_common(1)[0] if steps else (timedelta(), 0)
    if len(days) < _FEWEST_IN_STEP or step <= timedelta() or 2 * usual < len(days):
        return {}
    if (again := _old_year(days, step)) is not None:
        by = days[again - 1] + step - days[again]
        return {column: day + by for column, day in dated[again:]}
    found: dict[int, datetime] = {}
    for at, (column, day) in enumerate(dated[1:], 1):
        between = at + 1 < len(days) and days[at + 1] - days[at - 1] == 2 * step
        back = at + 1 == len(days) and day < days[at - 1]
        if day - days[at - 1] != step and (between or back):
            found[column] = days[at - 1] + step
    return found if len(found) * _FEWEST_IN_STEP <= len(days) else {}


_FEWEST_IN_STEP = 5
"""At least so many dates tell their step, and at most one in so many is mended."""


def _old_year(days: Sequence[datetime], step: timedelta) -> int | None:
    """Where alone the dates go back by a year, and go on from there; None if they do not."""
    back = [at for at in range(1, len(days)) if days[at] < days[at - 1]]
    if len(back) != 1:
        return None
    years = (days[back[0] - 1] + step - days[back[0]]).days
    return back[0] if _YEAR[0] <= years <= _YEAR[1] else None


_YEAR = 364, 367
"""The days of a year, and one more or less on either side."""
