"""Orders that evolve, for makespans where only times are to be found (`models.search.orders`).

Where modes are to be found too, or deliveries waited for, lists with modes are annealed instead
(`models.search.mode_annealing`). Until the machine code of orders is there they evolve in plain
Python (`models.search.plain_orders`), on one core.

Each worker lets populations of its own evolve one after the other, each twice as large as the one
before and until hardly any child lives: small ones give a good schedule at once, large ones a
better one later. The best of all counts.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np

from models.problem import Mode, Problem
from models.schedule import Assignment, Schedule, Task
from models.search import mode_annealing, plain_serial, timetable
from models.search.arrays import NEVER, Ints
from models.search.large_neighbourhood import Limits
from models.search.mode_annealing import ModeLine
from models.search.params import DEFAULT, EvolutionParams, SearchParams
from models.search.plain_orders import PlainLine
from models.search.timetable import Timetable
from models.search.timetable_fit import fits
from models.search.warm import Warm


def axis(problem: Problem, schedule: Schedule, params: SearchParams) -> int:
    """Slots of the axis on which orders are planned."""
    room = params.modes.room if _chooses(problem) else params.evolution.room
    return int(room * schedule.makespan) + 1


def _chooses(problem: Problem) -> bool:
    """Whether there are modes to be found, or deliveries to be waited for."""
    several = any(len(activity.modes) > 1 for activity in problem.activities)
    dated = (one.until is not None for m in problem.materials for one in m.supplies)
    return several or any(dated)


def evolves(problem: Problem, schedule: Schedule, params: SearchParams = DEFAULT) -> bool:
    """Whether orders can evolve from a schedule of the problem."""
    return fits(problem, axis(problem, schedule, params))


def warm(problem: Problem) -> Warm:
    """The machine code that orders of the problem need."""
    return mode_annealing.WARM if _chooses(problem) else WARM


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
            lines = _lines(problem, table, schedule, limits)
            _Evolution(problem, schedule, limits, bound, lines).run(threads, found, stop)


def is_plain(problem: Problem) -> bool:
    """Whether there is a search in plain Python for orders of the problem."""
    return not _chooses(problem)


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
        _Evolution(problem, schedule, limits, bound, [line]).run(thread, found, stop)


def _lines(
    problem: Problem, table: Timetable, schedule: Schedule, limits: Limits
) -> list["_Line | ModeLine"]:
    """A search for each worker, as machine code."""
    params, starts = limits.params, _starts(schedule)
    seeds = range(limits.seed, limits.seed + limits.workers)
    if not _chooses(problem):
        return [_Line(table, starts, params.evolution, seed) for seed in seeds]
    modes = np.array([task.mode for task in schedule.tasks if task is not None])
    return [ModeLine(table, starts, modes, params.modes, seed) for seed in seeds]


def _starts(schedule: Schedule) -> Ints:
    return np.array([task.start for task in schedule.tasks if task is not None])


def _late(limits: Limits) -> bool:
    return limits.until is not None and time.monotonic() >= limits.until


class _Evolution:
    """The state of one call of `evolve`, or of `evolve_plainly`."""

    def __init__(
        self,
        problem: Problem,
        schedule: Schedule,
        limits: Limits,
        bound: int,
        lines: Sequence["_Line | ModeLine | PlainLine"],
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.bound = bound
        self.lines = lines
        self.best = schedule.makespan
        params = limits.params
        count = len(problem.activities)
        self.lap = max(1, params.evolution.lap // count)
        chooses = _chooses(problem)
        work = params.modes.work if chooses else params.evolution.work
        self.effort = work * self.lap * count
        self.work, self.begun = 0.0, time.monotonic()
        self.source = "annealing" if chooses else "evolution"

    def run(
        self, threads: Executor, found: Callable[[Schedule, str], None], stop: Callable[[], bool]
    ) -> None:
        """Some children of every line, time and again."""
        while not stop() and not self._over() and self.best > self.bound:
            for done in [threads.submit(line.go, self.lap, self._share()) for line in self.lines]:
                done.result()
            self.work += self.effort
            line = min(self.lines, key=lambda line: line.span)
            if line.span < self.best:
                self.best = line.span
                found(self._schedule(line.times, line.modes), self.source)

    def _over(self) -> bool:
        return self._share() >= 1

    def _share(self) -> float:
        """The share of the limits that is used up; without a deterministic one, of the clock."""
        if self.limits.work is not None:
            return self.work / self.limits.work if self.limits.work > 0 else 1.0
        if self.limits.until is None:
            return 0.0
        whole = max(1e-9, self.limits.until - self.begun)
        return (time.monotonic() - self.begun) / whole

    def _schedule(self, times: Ints, modes: Ints) -> Schedule:
        """The schedule with these starts, ends and modes."""
        starts, ends = np.split(times, 2)
        rows = zip(starts.tolist(), ends.tolist(), modes.tolist(), strict=True)
        tasks = (
            Task(start=start, end=end, mode=mode, assignments=_all_of(activity.modes[mode]))
            for activity, (start, end, mode) in zip(self.problem.activities, rows, strict=True)
        )
        return Schedule(tasks=tuple(tasks))


def _all_of(mode: Mode) -> tuple[Assignment, ...]:
    """Seats everybody where nobody is to be chosen."""
    seats = enumerate(mode.seats)
    return tuple(Assignment(seat=s, resource=c.resource) for s, x in seats for c in x.candidates)


class _Line:
    """Populations one after the other, and the best schedule of them."""

    def __init__(self, table: Timetable, starts: Ints, params: EvolutionParams, seed: int) -> None:
        from models.search import orders, serial

        self._orders = orders
        self._table = table
        self._starts = starts
        self._params = params
        self._board = serial.board(table)
        self._seeds = np.random.default_rng(seed)
        self.span, self.times = NEVER, np.empty(0, dtype=np.int64)
        self.modes = np.zeros(len(starts), dtype=np.int64)
        self._settle(params.first)

    def _settle(self, population: int) -> None:
        """A new population, still without lists."""
        seed = int(self._seeds.integers(2**31))
        jitter, mutants = self._params.jitter, self._params.mutants
        self._lives = self._orders.orders(
            self._starts, population, seed, jitter=jitter, mutants=mutants
        )
        self._planned = 0

    def go(self, children: int, _share: float) -> None:
        """Plans `children` lists, whatever share of the limits is used up."""
        population = len(self._lives.early.spans)
        calm = self._orders.grow(self._table, self._board, self._lives, self._planned, children)
        self._planned += children
        if self._lives.best[-1] < self.span:
            self.span, self.times = int(self._lives.best[-1]), self._lives.best[:-1].copy()
        if calm > self._params.calm:
            self._settle(min(self._params.growth * population, self._params.most))


def make() -> None:
    """Makes machine code of what is used here, by the smallest of problems."""
    from models.search import orders, serial

    table, starts = timetable.smallest(modes=1), np.zeros(2, dtype=np.int64)
    lives = orders.orders(starts, 2, 0, jitter=0.0, mutants=0.0)
    orders.grow(table, serial.board(table), lives, 0, 4)


def _kept() -> bool:
    from models.search import compiled, orders

    return compiled.kept(orders.grow)


WARM = Warm(__name__, _kept)
"""The machine code of orders."""
