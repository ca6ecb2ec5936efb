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
    horizon, middle = problem.horizon, problem.horizon // 2
    edges = {edge for budget in problem.budgets for edge in budget.period or ()} | {middle}
    calendars, resources = list(problem.calendars), []
    for who in problem.resources:
        own = problem.calendars[who.calendar]
        slots = []
        for _, end in own.spans:
            for slot in range(end, min(end + random.randint(1, 2), horizon)):
                if own.works(slot) or (slot in edges and slot > end):
                    break
                slots.append(slot)
        if not slots:
            resources.append(who)
            continue
        calendars.append(Calendar.from_slots(slots))
        ceilings = (
            Ceiling(start=0, end=middle, most=random.randint(0, 2)),
            Ceiling(start=middle, end=horizon, most=random.randint(1, 2)),
        )
        overtime = Overtime(calendar=len(calendars) - 1, ceilings=random.choice([(), ceilings]))
        resources.append(replace(who, overtime=overtime))
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
