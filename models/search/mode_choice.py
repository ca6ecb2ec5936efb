"""Chooses one mode for each activity such that materials suffice, before anything is placed.

Where modes differ in what they use up, the scheme of placing one activity after the other may run
out of something: with two materials or more it is NP-complete whether there is enough at all
(Kolisch and Drexl 1997). So CP-SAT chooses: within what is ever supplied, the modes with the
shortest longest chain, or the least load of the fullest resource if that is longer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from models.problem import Mode, Problem
from models.schedule import Schedule

_WORK = 1.0
"""CP-SAT's deterministic seconds; what is found then is taken."""


def scarce(problem: Problem) -> bool:
    """Whether some choice of modes uses more of a material than is ever supplied."""
    several = any(len(activity.modes) > 1 for activity in problem.activities)
    return several and any(
        sum(max(_used(mode, m) for mode in activity.modes) for activity in problem.activities)
        > total
        for m, total in _totals(problem)
    )


def chosen_modes(problem: Problem) -> tuple[int, ...] | None:
    """The position of a mode for each activity; None if no such modes were found."""
    model = cp_model.CpModel()
    picks = [[model.new_bool_var("") for _ in a.modes] for a in problem.activities]
    for row in picks:
        model.add_exactly_one(row)
    for m, total in _totals(problem):
        model.add(_sum(problem, picks, [_used_of(a.modes, m) for a in problem.activities]) <= total)
    lengths = [[_length(mode) for mode in a.modes] for a in problem.activities]
    longest = sum(map(max, lengths)) + sum(abs(link.lag) for link in problem.precedences)
    makespan = model.new_int_var(0, longest, "")
    starts = [model.new_int_var(0, longest, "") for _ in problem.activities]
    took = [cp_model.LinearExpr.weighted_sum(p, n) for p, n in zip(picks, lengths, strict=True)]
    for start, time in zip(starts, took, strict=True):
        model.add(start + time <= makespan)
    for link in problem.precedences:
        if link.kind == "FS" and link.calendar is None and not link.elapsed and link.lag >= 0:
            model.add(starts[link.second] >= starts[link.first] + took[link.first] + link.lag)
    for r, resource in enumerate(problem.resources):
        energies = [[_energy(mode, r) for mode in a.modes] for a in problem.activities]
        model.add(_sum(problem, picks, energies) <= resource.capacity * makespan)
    model.minimize(longest * makespan + sum(took))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _WORK
    solver.parameters.catch_sigint_signal = False
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return tuple(next(m for m, pick in enumerate(row) if solver.value(pick)) for row in picks)


def in_modes(problem: Problem, modes: Sequence[int]) -> Problem:
    """The problem in which each activity has one mode only."""
    return replace(
        problem,
        activities=tuple(
            replace(activity, modes=(activity.modes[m],))
            for activity, m in zip(problem.activities, modes, strict=True)
        ),
        precedences=tuple(link.in_mode(modes[link.decider]) for link in problem.precedences),
    )


def back(schedule: Schedule, modes: Sequence[int]) -> Schedule:
    """A schedule of that problem as one of the whole."""
    tasks = (
        None if task is None else replace(task, mode=m)
        for task, m in zip(schedule.tasks, modes, strict=True)
    )
    return Schedule(tasks=tuple(tasks))


def _totals(problem: Problem) -> Iterator[tuple[int, int]]:
    """Yields the total supply of each limited material."""
    for m, material in enumerate(problem.materials):
        for supply in material.supplies:
            if supply.until is None:
                yield m, supply.amount


def _used_of(modes: Sequence[Mode], material: int) -> list[int]:
    return [_used(mode, material) for mode in modes]


def _used(mode: Mode, material: int) -> int:
    return sum(one.amount for one in mode.consumes if one.material == material)


def _length(mode: Mode) -> int:
    """Slots of work that a mode takes at least."""
    works = (sorted(c.work for c in seat.candidates)[: seat.count] for seat in mode.seats)
    return max([mode.work, *(work for group in works for work in group)])


def _energy(mode: Mode, resource: int) -> int:
    """The energy that a mode always takes of a resource."""
    return sum(
        one.units * one.work
        for seat in mode.seats
        if seat.forced
        for one in seat.candidates
        if one.resource == resource
    )


def _sum(
    problem: Problem, picks: Sequence[Sequence[cp_model.IntVar]], amounts: Sequence[Sequence[int]]
) -> cp_model.LinearExpr:
    """The sum over activities that must be done, in the modes that are picked."""
    pairs = [
        (pick, amount)
        for activity, row, values in zip(problem.activities, picks, amounts, strict=True)
        if not activity.optional
        for pick, amount in zip(row, values, strict=True)
    ]
    return cp_model.LinearExpr.weighted_sum(
        [pick for pick, _ in pairs], [amount for _, amount in pairs]
    )
