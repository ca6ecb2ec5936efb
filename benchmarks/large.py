"""Large problems with skills, part-time people, leave, phases and due dates, from a seed.

Like a company's year plan: 50 tasks per person, one slot is an hour, eight to a working day, the
nights cut out of the axis. Everyone has two of the skills, one in five works three or four days a
week, everyone has two weeks of leave in every fifty. Tasks come in phases of about 25; within a
phase each follows one or two others; a phase has a due date and follows an earlier phase of the
same project three times out of ten.
"""

import random

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat

_DAY = 8
_WEEK = 5 * _DAY
_PHASE = 25


def large(tasks: int, people: int, seed: int = 1) -> Problem:
    """A problem of this size; the same for the same seed."""
    rng = random.Random(seed)
    skills = max(4, people // 10)
    weeks = 30 + 4 * round(tasks * 12 / (people * 35))
    horizon = weeks * _WEEK
    has = [tuple(rng.sample(range(skills), 2)) for _ in range(people)]
    for skill in range(skills):
        has[skill % people] = (skill, *has[skill % people][:1])
    rates = [rng.randint(40, 140) * 100 for _ in range(people)]
    calendars = [Calendar.always(horizon), *(_person(rng, weeks) for _ in range(people))]
    able: list[list[int]] = [[] for _ in range(skills)]
    for person, mine in enumerate(has):
        for skill in set(mine):
            able[skill].append(person)
    activities, links = [], []
    last: dict[int, int] = {}
    for first in range(0, tasks, _PHASE):
        size = min(_PHASE, tasks - first)
        project = rng.randrange(max(1, tasks // 500))
        due = round(rng.uniform(0.25, 0.9) * 12 * tasks / people * 1.4)
        for i in range(first, first + size):
            work = rng.choice((2, 4, 8, 8, 16, 16, 24))
            people_able = able[rng.randrange(skills)]
            candidates = tuple(
                Candidate(resource=p, work=work, cost=work * rates[p]) for p in people_able
            )
            wanted = 2 if len(people_able) > 1 and rng.random() < 0.1 else 1
            seats = (Seat(candidates=candidates, count=wanted),)
            end = i == first + size - 1
            activities.append(
                Activity(
                    name=f"T{i}",
                    modes=(Mode(seats=seats),),
                    due=due if end else None,
                    weight=rng.choice((1, 1, 1, 3, 10)),
                )
            )
            if i > first:
                before = rng.sample(range(first, i), min(i - first, rng.choice((1, 1, 2))))
                links += [Precedence(first=b, second=i) for b in before]
        if project in last and rng.random() < 0.3:
            links.append(Precedence(first=last[project], second=first))
        last[project] = first + size - 1
    return Problem(
        horizon=horizon,
        calendars=tuple(calendars),
        resources=tuple(Resource(name=f"P{p}", calendar=p + 1) for p in range(people)),
        activities=tuple(activities),
        precedences=tuple(links),
    )


def _person(rng: random.Random, weeks: int) -> Calendar:
    days = set(range(5))
    if rng.random() < 0.2:
        days -= set(rng.sample(range(5), rng.choice((1, 2))))
    leave = {
        week + k
        for year in range(0, weeks, 50)
        for week in [year + rng.randrange(49)]
        for k in (0, 1)
    }
    return Calendar.from_slots(
        week * _WEEK + day * _DAY + hour
        for week in range(weeks)
        if week not in leave
        for day in sorted(days)
        for hour in range(_DAY)
    )
