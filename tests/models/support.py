"""Small words for tests of the model: make tasks, build some of the rules, pin a schedule."""

from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

from ortools.sat.python import cp_model

from models import SolveOptions, check
from models import rules as constraints
from models.bookings import evenings
from models.calendars import Calendar
from models.cpsat.splits import split_of
from models.cpsat.variables import Variables
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.schedule import Assignment, Schedule, Task
from models.search.params import DEFAULT
from models.search.warm import Warm

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Loose(Variables):
    """Variables whose windows are the whole axis, so that nothing but the rules says no."""

    def _windows(self) -> list[tuple[int, int]]:
        return [(0, self.problem.horizon) for _ in self.problem.activities]


def build(
    problem: Problem,
    rules: Iterable[ModuleType] = constraints.ALL,
    kind: type[Variables] = Variables,
) -> tuple[cp_model.CpModel, Variables]:
    model = cp_model.CpModel()
    variables = kind(problem, model)
    for rule in rules:
        rule.add(model, problem, variables)
    return model, variables


def run(model: cp_model.CpModel) -> tuple[cp_model.CpSolverStatus, cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 7
    return solver.solve(model), solver


def fix(model: cp_model.CpModel, variables: Variables, schedule: Schedule) -> None:
    """Pin the decisions (not the auxiliaries) to the schedule."""
    for i, task in enumerate(schedule.tasks):
        model.add(variables.present[i] == (task is not None))
        if task is None:
            continue
        model.add(variables.start[i] == task.start)
        model.add(variables.end[i] == task.end)
        for m, literal in enumerate(variables.mode[i]):
            model.add(literal == (m == task.mode))
        sitting = {(task.mode, a.seat, a.resource) for a in task.assignments}
        for key, literal in variables.sits[i].items():
            if key[0] == task.mode:
                model.add(literal == (key in sitting))
        _fix_overtime(model, variables, i, task)
        _fix_breaks(model, variables, i, task)


def _fix_breaks(model: cp_model.CpModel, variables: Variables, i: int, task: Task) -> None:
    if variables.problem.activities[i].split is None:
        if task.breaks:
            model.add_bool_or([])
        return
    pieces = split_of(variables, i).pieces
    if len(task.pieces) > len(pieces):
        model.add_bool_or([])
    for n, piece in enumerate(pieces):
        model.add(piece.there == (n < len(task.pieces)))
        if n < len(task.pieces):
            model.add(piece.start.at == task.pieces[n][0])
            model.add(piece.end.at == task.pieces[n][1])


def _fix_overtime(model: cp_model.CpModel, variables: Variables, i: int, task: Task) -> None:
    for (k, m, s, r), found in variables.efforts.items():
        if (k, m) == (i, task.mode) and Assignment(seat=s, resource=r) in task.assignments:
            seat = variables.problem.activities[i].modes[m].seats[s]
            who = next(one for one in seat.candidates if one.resource == r)
            for (first, last), x in found.amounts.items():
                spans = evenings(variables.problem, who, task)
                model.add(x == sum(end - start for start, end in spans if first <= start < last))


def allowed(
    problem: Problem,
    schedule: Schedule,
    rules: Iterable[ModuleType] = constraints.ALL,
    kind: type[Variables] = Variables,
) -> bool:
    model, variables = build(problem, rules, kind)
    fix(model, variables, schedule)
    return run(model)[0] in FOUND


def hint_holds(model: cp_model.CpModel) -> bool:
    """Whether the hint is a whole solution."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    return solver.solve(model) in FOUND


def verdict(rule: ModuleType, problem: Problem, schedule: Schedule) -> bool:
    """What the rule alone says of the schedule.

    It must say the same with tight and with wide windows, the referee's rule of the same name
    must agree, and without the rule nothing must be against the schedule.
    """
    assert allowed(problem, schedule, (), Loose), "something else than the rule is against it"
    alone = allowed(problem, schedule, (rule,), Loose)
    assert allowed(problem, schedule, (rule,)) == alone
    assert (not list(check.RULES[name(rule)](problem, schedule))) == alone
    return alone


def name(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2]


def task(start: int, end: int, *people: int, mode: int = 0, seats: Iterable[int] = ()) -> Task:
    """People on the first seat, or on the seats given."""
    where = [*seats] or [0] * len(people)
    sitting = zip(where, people, strict=True)
    assignments = tuple(Assignment(seat=s, resource=r) for s, r in sitting)
    return Task(start=start, end=end, mode=mode, assignments=assignments)


def plan(*tasks: Task | None) -> Schedule:
    return Schedule(tasks=tasks)


def seat(*people: int, work: int = 1, count: int = 1, units: int = 1, cost: int = 0) -> Seat:
    candidates = tuple(Candidate(resource=r, work=work, cost=cost, units=units) for r in people)
    return Seat(candidates=candidates, count=count)


def alone(work: int, cost: int = 0) -> tuple[Mode, ...]:
    """One way: so much work that needs nobody."""
    return (Mode(work=work, cost=cost),)


def by(*people: int, work: int = 1, cost: int = 0) -> tuple[Mode, ...]:
    """One way: one of these people does the work."""
    return (Mode(seats=(seat(*people, work=work, cost=cost),)),)


MILESTONE = (Mode(),)


def small(
    *activities: Activity,
    horizon: int = 12,
    people: int = 0,
    calendars: tuple[Calendar, ...] = (),
    **rest: object,
) -> Problem:
    """A problem with people of capacity 1 who always work, and calendars 1, 2, … beside."""
    rest.setdefault("resources", (Resource(),) * people)
    return Problem(
        horizon=horizon,
        activities=activities,
        calendars=(Calendar.always(horizon), *calendars),
        **rest,  # type: ignore[arg-type]
    )


class Endless(Warm):
    """Machine code that some other process makes for ever."""

    begun = 0

    def begin(self) -> None:
        """Counts how often that began."""
        self.begun += 1


def being_made() -> Endless:
    """Machine code that some other process makes for ever."""
    return Endless("nothing", lambda: False)


def patient(**options: Any) -> SolveOptions:
    """SolveOptions of a search that has machine code made beside it, however little time it has."""
    sharing = replace(DEFAULT.sharing, compiling=0.0)
    return SolveOptions(params=replace(DEFAULT, sharing=sharing), **options)
