"""Annealing of lists with crews, for makespans where only times and people are to be found.

It cools down once within the limits, as `models.search.annealing` does; the moves are machine code
(`models.search.crew_walk`).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.schedule import Schedule
from models.search.annealing import cooled
from models.search.arrays import Ints, PackedWords
from models.search.crew_seats import seated
from models.search.crew_table import CrewTable, crews, crews_fit
from models.search.large_neighbourhood import Limits
from models.search.lines import Lap, Lines
from models.search.params import CrewParams
from models.search.timetable import Timetable
from models.search.warm import Warm


def axis(schedule: Schedule, params: CrewParams) -> int:
    """Slots of the axis on which lists are planned."""
    return int(params.room * schedule.makespan) + 1


def anneals_crews(problem: Problem, schedule: Schedule, params: CrewParams) -> bool:
    """Whether lists with crews can be annealed from a schedule of the problem."""
    return crews_fit(problem, axis(schedule, params))


def anneal_crews(
    problem: Problem,
    schedule: Schedule,
    limits: Limits,
    *,
    bound: int,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Looks for schedules with a lower makespan within the limits, a line for each worker.

    Args:
        problem: What to plan; `anneals_crews` with the schedule.
        schedule: One to begin with.
        limits: See `models.search.large_neighbourhood.Limits`.
        bound: No makespan is lower; the search ends when it is reached.
        found: Given every better schedule.
        stop: Asked often; once true, the search ends.
    """
    params, count = limits.params, len(problem.activities)
    tables = crews(problem, axis(schedule, params.crews))
    if tables is None:
        return
    starts = np.array([task.start for task in schedule.tasks if task is not None])
    seeds = range(limits.seed, limits.seed + limits.workers)
    each = [CrewLine(*tables, starts, params.crews, seed) for seed in seeds]
    lists = max(1, params.evolution.lap // count)
    lap = Lap(lists=lists, work=params.crews.work * lists * count)
    lines = Lines(
        each,
        limits,
        lap,
        schedule.makespan,
        lambda line: seated(problem, line.times, line.crew),
    )
    with ThreadPoolExecutor(limits.workers) as threads:
        lines.run(threads, bound, lambda one: found(one, "annealing"), stop)


class CrewLine:
    """One course of cooling, and its best schedule."""

    def __init__(
        self, table: Timetable, people: CrewTable, starts: Ints, params: CrewParams, seed: int
    ) -> None:
        from models.search import crew_serial, crew_walk, serial

        self._move = crew_walk.walk_crews
        self._table, self._people, self._params = table, people, params
        self._board, self._staff = serial.board(table), crew_serial.crew_board(people)
        self._walk = crew_walk.crew_walk(table, people, starts, seed, params.move)
        self.modes = np.zeros(len(starts), dtype=np.int64)

    @property
    def span(self) -> int:
        """The least makespan."""
        return int(self._walk.best[-1])

    @property
    def times(self) -> Ints:
        """Its starts, then its ends."""
        return self._walk.best[:-1]

    @property
    def crew(self) -> PackedWords:
        """Who is on each activity of it, as bits."""
        return self._walk.staff

    def go(self, moves: int, share: float) -> None:
        """Makes so many moves, where a share of the limits is used up."""
        heat = self._params.heat[0] * cooled(self._params.heat, share)
        self._move(self._table, self._people, self._board, self._staff, self._walk, heat, moves)


def make() -> None:
    """Makes machine code of what is used here, by the smallest of problems."""
    seat = Seat(candidates=tuple(Candidate(resource=r, work=1) for r in range(3)), count=2)
    problem = Problem(
        horizon=2,
        activities=(Activity(modes=(Mode(seats=(seat,)),)),) * 2,
        calendars=(Calendar.always(2),),
        resources=(Resource(),) * 3,
    )
    found = crews(problem, 2)
    if found is None:
        raise ValueError("the smallest problem has no crews")
    CrewLine(*found, np.zeros(2, dtype=np.int64), CrewParams(), 0).go(2, 0.0)


def _kept() -> bool:
    from models.search import compiled, crew_walk

    return compiled.kept(crew_walk.walk_crews)


WARM = Warm(__name__, _kept)
"""The machine code of lists with crews."""
