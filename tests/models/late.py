"""Random problems in which people may work overtime."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from models.calendars import Calendar, union
from models.overtime import Ceiling, Overtime
from models.problem import Activity, Candidate, Problem


def late(problem: Problem, seed: int) -> Problem:
    """The problem with evenings after own work, some of whom may work in them on some things.

    An evening has one or two slots, those of two weeks together at most two or three.
    """
    random = Random(seed)
    calendars, resources = list(problem.calendars), []
    for who in problem.resources:
        slots = _slots(problem, problem.calendars[who.calendar], random)
        if slots:
            calendars.append(Calendar.from_slots(slots))
            overtime = _overtime(problem, len(calendars) - 1, random)
            who = replace(who, overtime=overtime)  # noqa: PLW2901
        resources.append(who)
    patterns = {}
    for r, who in enumerate(resources):
        if who.overtime is not None and not who.overtime.ceilings:
            both = (calendars[who.calendar], calendars[who.overtime.calendar])
            calendars.append(union(both))
            patterns[r] = len(calendars) - 1

    def changed(candidate: Candidate) -> Candidate:
        who = resources[candidate.resource]
        fits = candidate.work and not candidate.rate and candidate.calendar is None
        if who.overtime is None or not fits or random.random() < 0.3:
            return candidate
        price = random.choice([Fraction(0), Fraction(1), Fraction(5, 2)])
        return replace(candidate, overtime=price, calendar=patterns.get(candidate.resource))

    def with_some(activity: Activity) -> Activity:
        modes = tuple(
            replace(
                mode,
                seats=tuple(
                    replace(seat, candidates=tuple(map(changed, seat.candidates)))
                    for seat in mode.seats
                ),
            )
            for mode in activity.modes
        )
        return replace(activity, modes=modes)

    return replace(
        problem,
        calendars=tuple(calendars),
        resources=tuple(resources),
        activities=tuple(map(with_some, problem.activities)),
    )


def _slots(problem: Problem, own: Calendar, random: Random) -> list[int]:
    """The slots of evenings: none lies across the middle, or the edge of a budget."""
    edges = {edge for budget in problem.budgets for edge in budget.period or ()}
    edges.add(problem.horizon // 2)
    slots = []
    for _, end in own.spans:
        for slot in range(end, min(end + random.randint(1, 2), problem.horizon)):
            if own.works(slot) or (slot in edges and slot > end):
                break
            slots.append(slot)
    return slots


def _overtime(problem: Problem, calendar: int, random: Random) -> Overtime:
    middle = problem.horizon // 2
    ceilings = (
        Ceiling(start=0, end=middle, most=random.randint(0, 2)),
        Ceiling(start=middle, end=problem.horizon, most=random.randint(1, 2)),
    )
    return Overtime(calendar=calendar, ceilings=random.choice([(), ceilings]))
