"""Random small workbooks in which every feature occurs, alone and with others.

`random_spec(seed, only)` switches some of `FEATURES` on. Amounts are coarse, so that an exact
answer is feasible, and most workbooks can be planned.
"""

import random
from collections.abc import Iterable

from tests.reference import random_people as people
from tests.reference import random_time as timing
from tests.reference.random_parts import Change, plain
from tests.reference.spec import Spec

FEATURES: dict[str, Change] = {
    change.__name__: change
    for change in (
        timing.calendars,
        timing.short_days,
        timing.task_calendar,
        timing.idle_worker,
        timing.leave,
        timing.holidays,
        timing.meetings,
        people.part_time,
        people.choice,
        people.skills,
        people.groups,
        people.teams,
        people.equipment,
        people.together,
        people.work,
        people.heads,
        people.units,
        people.efficiency,
        people.same_people,
        people.wishes,
        people.overtime,
        timing.milestones,
        timing.pauses,
        timing.phases,
        timing.phase_dates,
        timing.kinds,
        timing.lags,
        timing.leads,
        timing.elapsed,
        timing.shares_of_duration,
        timing.longest_waits,
        timing.lag_calendar,
        timing.optional,
        timing.hammock,
        timing.dates,
        timing.timed_dates,
        timing.free_days,
        timing.starts,
        timing.deadlines,
        people.costs,
        people.budgets,
        people.months,
        people.days_cost,
        people.rows,
        timing.late_as_possible,
    )
}
"""What a workbook may have beside plain tasks; applied in this order."""


def random_spec(seed: int, only: Iterable[str] = ()) -> Spec:
    """A workbook with one to five features; with `only` with some of these, at least one."""
    rng, chosen = _chosen(seed, tuple(only))
    spec = plain(rng)
    for feature in chosen:
        spec = FEATURES[feature](rng, spec)
    return spec


def features(seed: int, only: Iterable[str] = ()) -> tuple[str, ...]:
    """The features that a seed has."""
    return _chosen(seed, tuple(only))[1]


def _chosen(seed: int, only: tuple[str, ...]) -> tuple[random.Random, tuple[str, ...]]:
    unknown = set(only) - set(FEATURES)
    if unknown:
        raise ValueError(f"no such features: {unknown}, but {', '.join(FEATURES)}")
    rng = random.Random(f"reference {seed}")
    wanted = only or tuple(FEATURES)
    chosen = rng.sample(wanted, min(len(wanted), rng.choice((1, 1, 2, 3, 3, 4, 5, 6, 7))))
    return rng, tuple(feature for feature in FEATURES if feature in chosen)
