"""The textbook CP-SAT model, for comparison: optional intervals, no-overlap, the same hint.

One optional interval per task, seat and person that could take it, as many of them present as
needed; one no-overlap per person; end-to-start precedences; the objective as it is. No load rows,
no neighbourhood search. It starts from the same first schedule as `models.solve`, or from a plain
list schedule. Where calendars and budgets count, the rules of the formulation take its place.
"""

from ortools.sat.python import cp_model

from benchmarks.suites import Suite
from models.measures.goals import Objective
from models.problem import Problem
from models.rules import model_of
from models.schedule import Assignment, Schedule, Task
from models.search.greedy import construct, forward
from models.timing.network import windows


def textbook(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """From the schedule that `models.solve` begins with; see `benchmarks.run.Method`."""
    return _solve(problem, suite, construct(problem, suite.objective), seconds, workers, seed)


def listed(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """From a plain list schedule."""
    return _solve(problem, suite, plain(problem), seconds, workers, seed)


def formulation(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """CP-SAT alone on the rules and the last end, from the schedule `models.solve` begins with.

    For calendars and budgets, of which the textbook model knows nothing.
    """
    hint, variables = construct(problem, suite.objective), model_of(problem)
    last = variables.model.new_int_var(0, problem.horizon, "makespan")
    variables.model.add_max_equality(last, variables.end)
    variables.model.minimize(last)
    if hint is not None:
        variables.hint(hint)
    solver = _solver(seconds, workers, seed)
    status = solver.solve(variables.model)
    if status not in _STATUS:
        return "unknown", hint, solver.best_objective_bound
    return _STATUS[status], variables.extract(solver.value), solver.best_objective_bound


def plain(problem: Problem) -> Schedule | None:
    """A list schedule: what has least slack first, each at its earliest end."""
    return forward(problem, tuple(map(float, windows(problem).latest_start)))


def _solve(
    problem: Problem, suite: Suite, hint: Schedule | None, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    model = _Model(problem, suite.objective)
    if hint is not None:
        model.hint(hint)
    solver = _solver(seconds, workers, seed)
    status = solver.solve(model.model)
    if status not in _STATUS:
        return "unknown", hint, solver.best_objective_bound
    return _STATUS[status], model.schedule(solver), solver.best_objective_bound


_STATUS = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible"}


def _solver(seconds: float, workers: int, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    return solver


class _Model:
    def __init__(self, problem: Problem, objective: Objective) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.starts = [
            self.model.new_int_var(0, problem.horizon, "start") for _ in problem.activities
        ]
        self.ends = []
        self.takes: list[dict[tuple[int, int], cp_model.IntVar]] = []
        busy: list[list[cp_model.IntervalVar]] = [[] for _ in problem.resources]
        for activity, start in zip(problem.activities, self.starts, strict=True):
            (mode,) = activity.modes
            work = max([mode.work, *(c.work for seat in mode.seats for c in seat.candidates)])
            self.ends.append(start + work)
            takes = {}
            for s, seat in enumerate(mode.seats):
                for c in seat.candidates:
                    takes[s, c.resource] = literal = self.model.new_bool_var("takes")
                    busy[c.resource].append(
                        self.model.new_optional_fixed_size_interval_var(start, work, literal, "on")
                    )
                seated = [takes[s, c.resource] for c in seat.candidates]
                self.model.add(cp_model.LinearExpr.sum(seated) == seat.count)
            self.takes.append(takes)
        for intervals in busy:
            self.model.add_no_overlap(intervals)
        for link in problem.precedences:
            self.model.add(self.starts[link.second] >= self.ends[link.first])
        self.model.minimize(self._value(objective))

    def _value(self, objective: Objective) -> cp_model.LinearExprT:
        terms: list[cp_model.LinearExprT] = []
        for name, weight in objective.goals[0].terms:
            if name == "finish":
                terms.append(weight * self._makespan())
            elif name == "cost":
                terms += [weight * line for line in self._costs()]
            else:
                terms += [weight * line for line in self._lateness()]
        return cp_model.LinearExpr.sum(terms)

    def _makespan(self) -> cp_model.IntVar:
        last = self.model.new_int_var(0, self.problem.horizon, "makespan")
        self.model.add_max_equality(last, self.ends)
        return last

    def _costs(self) -> list[cp_model.LinearExprT]:
        return [
            candidate.cost * takes[s, candidate.resource]
            for activity, takes in zip(self.problem.activities, self.takes, strict=True)
            for s, seat in enumerate(activity.modes[0].seats)
            for candidate in seat.candidates
        ]

    def _lateness(self) -> list[cp_model.LinearExprT]:
        lines: list[cp_model.LinearExprT] = []
        for activity, end in zip(self.problem.activities, self.ends, strict=True):
            if activity.due is not None:
                late = self.model.new_int_var(0, self.problem.horizon, "late")
                self.model.add(late >= end - activity.due)
                lines.append(activity.weight * late)
        return lines

    def hint(self, schedule: Schedule) -> None:
        for i, task in enumerate(schedule.tasks):
            assert task is not None
            self.model.add_hint(self.starts[i], task.start)
            taken = {(one.seat, one.resource) for one in task.assignments}
            for place, literal in self.takes[i].items():
                self.model.add_hint(literal, place in taken)

    def schedule(self, solver: cp_model.CpSolver) -> Schedule:
        tasks = []
        for start, end, takes in zip(self.starts, self.ends, self.takes, strict=True):
            taken = (place for place, literal in takes.items() if solver.boolean_value(literal))
            tasks.append(
                Task(
                    start=solver.value(start),
                    end=solver.value(end),
                    assignments=tuple(Assignment(seat=s, resource=r) for s, r in taken),
                )
            )
        return Schedule(tasks=tuple(tasks))
