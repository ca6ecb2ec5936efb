"""PSPLIB instances in Patterson's format (`.rcp`) as `models.Problem`.

Single mode, renewable resources. Numbers in free format: the counts of activities and resources;
the capacities; then per activity its duration, its demand per resource, the number of its
successors and their numbers, counted from 1. Instances: Kolisch and Sprecher (1996).
"""

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat


def read(text: str) -> Problem:
    """The problem in the text of a `.rcp` file; its horizon is all durations in a row.

    Raises:
        ValueError: if the text is not a `.rcp` file.
    """
    numbers = iter(map(int, text.split()))
    try:
        count, resources = next(numbers), next(numbers)
        capacities = [next(numbers) for _ in range(resources)]
        activities, links = [], []
        for i in range(count):
            duration = next(numbers)
            demands = [next(numbers) for _ in range(resources)]
            followers = [next(numbers) - 1 for _ in range(next(numbers))]
            activities.append((duration, demands))
            links += [Precedence(first=i, second=j) for j in followers]
    except StopIteration:
        raise ValueError("the text ends too early: not a Patterson .rcp file") from None
    horizon = sum(duration for duration, _ in activities)
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon),),
        resources=tuple(Resource(name=f"R{r}", capacity=c) for r, c in enumerate(capacities)),
        activities=tuple(_activity(i, *row) for i, row in enumerate(activities)),
        precedences=tuple(links),
    )


def _activity(i: int, duration: int, demands: list[int]) -> Activity:
    seats = tuple(
        Seat(candidates=(Candidate(resource=r, work=duration, units=units),))
        for r, units in enumerate(demands)
        if units
    )
    return Activity(name=str(i + 1), modes=(Mode(seats=seats, work=duration),))
