"""Instances of resource-constrained project scheduling as `models.Problem`, read by `psplib`.

Patterson's format (PSPLIB `.rcp`, RG300), PSPLIB's own (`.mm`, MMLIB), MPLIB (several projects that
share the resources), RCPSP/max (`.sch`: lags from start to start, negative ones are maximum lags)
and MSLIB (crews of several skills; its skill levels and dates due are not read). Sources: Kolisch
and Sprecher (1996); Debels and Vanhoucke (2007); Van Peteghem and Vanhoucke (2014); Van Eynde and
Vanhoucke (2020); Schwindt (1998); Snauwaert and Vanhoucke (2023).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.mspsp import crew
from models.calendars import Calendar
from models.materials import Consumption, Material
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat


def read(path: Path, form: str) -> Problem:
    """The problem in a file; its horizon holds everything one after the other.

    Args:
        path: The file.
        form: What `psplib.parse` calls its format.

    Raises:
        ValueError: if the file is not of that format.
    """
    from psplib import parse

    try:
        instance = parse(path, form)
    except (AssertionError, LookupError, RuntimeError, StopIteration, ValueError) as error:
        raise ValueError(f"{path.name} is not a file of the format {form}") from error
    kinds = [resource.renewable for resource in instance.resources]
    skilled = [
        [r for r, resource in enumerate(instance.resources) if resource.skills[skill]]
        for skill in instance.skills or ()
    ]
    releases = {i: one.release_date for one in instance.projects for i in one.activities}
    horizon = max(releases.values()) + sum(map(_longest, instance.activities))
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon),),
        resources=tuple(
            Resource(name=f"R{r}", capacity=resource.capacity)
            for r, resource in enumerate(instance.resources)
            if resource.renewable
        ),
        materials=tuple(
            Material.delivered(f"R{r}", resource.capacity, ())
            for r, resource in enumerate(instance.resources)
            if not resource.renewable
        ),
        activities=tuple(
            Activity(
                name=activity.name or str(i + 1),
                modes=tuple(_mode(mode, kinds, skilled) for mode in activity.modes),
                start_min=releases[i],
            )
            for i, activity in enumerate(instance.activities)
        ),
        precedences=tuple(_links(instance.activities)),
    )


patterson = partial(read, form="patterson")
multimode = partial(read, form="psplib")
multiproject = partial(read, form="mplib")
maximum = partial(read, form="rcpsp_max")
multiskill = partial(read, form="mslib")


def _longest(activity: Any) -> int:
    """How long the activity, or the wait after its start, takes at most."""
    times: list[int] = [mode.duration for mode in activity.modes]
    times += activity.delays or ()
    return max(times)


def _mode(mode: Any, kinds: Sequence[bool], skilled: Sequence[Sequence[int]]) -> Mode:
    """What it takes of those that are renewed (true in `kinds`), and uses up of the others.

    Where skills are asked for, it takes a crew instead: so many of the resources that have each.
    """
    duration = mode.duration
    if mode.skill_requirements is not None:
        return crew(duration, mode.skill_requirements, skilled)
    pairs = list(zip(mode.demands, kinds, strict=True))
    taken = [units for units, renewed in pairs if renewed]
    used = [units for units, renewed in pairs if not renewed]
    seats = tuple(
        Seat(candidates=(Candidate(resource=r, work=duration, units=units),))
        for r, units in enumerate(taken)
        if units
    )
    consumes = (Consumption(material=m, amount=units) for m, units in enumerate(used) if units)
    return Mode(seats=seats, work=duration, consumes=tuple(consumes))


def _links(activities: Sequence[Any]) -> Iterator[Precedence]:
    for i, activity in enumerate(activities):
        if activity.delays is None:
            yield from (Precedence(first=i, second=j) for j in activity.successors)
            continue
        for j, lag in zip(activity.successors, activity.delays, strict=True):
            yield Precedence(first=i, second=j, kind="SS", lag=lag)
