"""Orders that evolve, for makespans where only times are to be found (`models.search.orders`).

Where modes are to be found too, or deliveries waited for, lists with modes are annealed instead
(`models.search.mode_annealing`). Until the machine code of orders is there they evolve in plain
Python (`models.search.plain_orders`), on one core.

Each worker has orders of its own (`models.search.order_line`). The best of all counts.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from models.problem import Mode, Problem
from models.schedule import Assignment, Schedule, Task
from models.search import mode_annealing, order_annealing, plain_serial, timetable
from models.search.arrays import Ints
from models.search.large_neighbourhood import Limits
from models.search.lines import Lap, Lines
from models.search.link_table import cycles
from models.search.mode_annealing import ModeLine
from models.search.order_line import WARM, OrderLine
from models.search.params import DEFAULT, SearchParams
from models.search.plain_orders import PlainLine
from models.search.timetable import Timetable
from models.search.timetable_fit import chooses, fits
from models.search.warm import Warm

L = TypeVar("L", bound=OrderLine | ModeLine | PlainLine)


def axis(problem: Problem, schedule: Schedule, params: SearchParams) -> int:
    """Slots of the axis on which orders are planned."""
    room = params.modes.room if chooses(problem) else params.evolution.room
    return int(room * schedule.makespan) + 1


def evolves(problem: Problem, schedule: Schedule, params: SearchParams = DEFAULT) -> bool:
    """Whether orders can evolve from a schedule of the problem."""
    return fits(problem, axis(problem, schedule, params))


def warm(problem: Problem) -> Warm:
    """The machine code that orders of the problem need."""
    return mode_annealing.WARM if chooses(problem) else WARM


def evolve(
    problem: Problem,
    schedule: Schedule,
    limits: Limits,
    *,
    bound: int,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Looks for schedules with a lower makespan within the limits.

    Orders are annealed once the machine code for that is there (`annealing_code`).

    Args:
        problem: What to plan; `evolves` with the schedule.
        schedule: One to begin with.
        limits: See `models.search.large_neighbourhood.Limits`; each worker has populations of its
            own.
        bound: No makespan is lower; the search ends when it is reached.
        found: Given every better schedule.
        stop: Asked often; once true, the search ends.
    """
    table = timetable.timetable(problem, axis(problem, schedule, limits.params))
    if table is None:
        return
    if limits.work is not None or warm(problem).wait(lambda: stop() or _late(limits)):
        with ThreadPoolExecutor(limits.workers) as threads:
            lines = _lines_of(problem, schedule, limits, _lines(problem, table, schedule, limits))
            source = "annealing" if chooses(problem) else "evolution"
            lines.run(threads, bound, lambda one: found(one, source), stop)


def is_plain(problem: Problem) -> bool:
    """Whether there is a search in plain Python for orders of the problem."""
    return not chooses(problem)


def evolve_plainly(
    problem: Problem,
    schedule: Schedule,
    limits: Limits,
    *,
    bound: int,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Does what `evolve` does in plain Python, with one population, without machine code."""
    table = timetable.timetable(problem, axis(problem, schedule, limits.params))
    if table is None or not plain_serial.is_small(table):
        return
    line = PlainLine(table, _starts(schedule), limits.params.evolution, limits.seed)
    with ThreadPoolExecutor(1) as thread:
        lines = _lines_of(problem, schedule, limits, [line])
        lines.run(thread, bound, lambda one: found(one, "evolution"), stop)


def _lines(
    problem: Problem, table: Timetable, schedule: Schedule, limits: Limits
) -> list[OrderLine | ModeLine]:
    """A search for each worker, as machine code."""
    params, starts = limits.params, _starts(schedule)
    seeds = range(limits.seed, limits.seed + limits.workers)
    if not chooses(problem):
        code = annealing_code(problem, limits)
        coded = (lambda: limits.work is not None or code.ready()) if code else None
        return [
            OrderLine(table, starts, params.evolution, seed, coded if _walks(table, k) else None)
            for k, seed in enumerate(seeds)
        ]
    modes = np.array([task.mode for task in schedule.tasks if task is not None])
    return [ModeLine(table, starts, modes, params.modes, seed) for seed in seeds]


def _walks(table: Timetable, worker: int) -> bool:
    """Whether a worker anneals: every other one, or all.

    Some makespans are lower by annealing, some by populations that go on; with leave, or where
    maximum lags close cycles, none of these.
    """
    return worker % 2 == 0 or not table.even or table.cyclic


def annealing_code(problem: Problem, limits: Limits) -> Warm | None:
    """The machine code that annealing of orders needs, if there is time for enough moves.

    Where maximum lags close cycles some moves are worth more than populations.
    """
    params, count = limits.params.evolution, len(problem.activities)
    left = limits.work
    if left is None and limits.until is not None:
        left = limits.until - time.monotonic()
    enough = left is not None and left >= params.moves * count * params.work * count
    enough = enough or bool(cycles(problem))
    return order_annealing.WARM if enough and not chooses(problem) else None


def _starts(schedule: Schedule) -> Ints:
    return np.array([task.start for task in schedule.tasks if task is not None])


def _late(limits: Limits) -> bool:
    return limits.until is not None and time.monotonic() >= limits.until


def _lines_of(problem: Problem, schedule: Schedule, limits: Limits, lines: Sequence[L]) -> Lines[L]:
    """The search of some lines."""
    params, moded = limits.params, chooses(problem)
    count = len(problem.activities)
    lists = max(1, params.evolution.lap // count)
    work = params.modes.work if moded else params.evolution.work
    lap = Lap(lists=lists, work=work * lists * count)
    return Lines(lines, limits, lap, schedule.makespan, lambda line: told(problem, line))


def told(problem: Problem, line: OrderLine | ModeLine | PlainLine) -> Schedule:
    """The best schedule of a line."""
    starts, ends = np.split(line.times, 2)
    rows = zip(starts.tolist(), ends.tolist(), line.modes.tolist(), strict=True)
    tasks = (
        Task(start=start, end=end, mode=mode, assignments=_all_of(activity.modes[mode]))
        for activity, (start, end, mode) in zip(problem.activities, rows, strict=True)
    )
    return Schedule(tasks=tuple(tasks))


def _all_of(mode: Mode) -> tuple[Assignment, ...]:
    """Seats everybody where nobody is to be chosen."""
    seats = enumerate(mode.seats)
    return tuple(Assignment(seat=s, resource=c.resource) for s, x in seats for c in x.candidates)
