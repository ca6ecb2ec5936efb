"""iMOPSE multi-skill instances (`.def`) as `models.Problem`.

Every task needs one resource that lists its skill at the level required or higher, which then
works on it for the whole duration; predecessors are finished first; there are no calendars. The
cost of a task is its duration times the salary, here in cents. Format and instances: Myszkowski
et al., http://imopse.ii.pwr.edu.pl.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.calendars import Calendar
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat

_SKILL = re.compile(r"(Q\d+):\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Names, salaries in cents, and the level of each skill."""

    names: tuple[str, ...]
    salaries: tuple[int, ...]
    skills: tuple[dict[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task, the skill it needs at a level, and what comes before it."""

    name: str
    duration: int
    skill: str
    level: int
    predecessors: tuple[str, ...]


def read(text: str) -> Problem:
    """The problem in the text of a `.def` file; its horizon is the work of all tasks in a row.

    Raises:
        ValueError: if the text is not a `.def` file.
    """
    people, rows = parts(text)
    horizon = sum(row.duration for row in rows)
    position = {row.name: i for i, row in enumerate(rows)}
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon),),
        resources=tuple(Resource(name=name) for name in people.names),
        activities=tuple(_activity(row, people) for row in rows),
        precedences=tuple(
            Precedence(first=position[before], second=i)
            for i, row in enumerate(rows)
            for before in row.predecessors
        ),
    )


def parts(text: str) -> tuple[People, list[Task]]:
    """The people and the tasks in the text of a `.def` file.

    Raises:
        ValueError: if the text is not a `.def` file.
    """
    sections = re.split(r"^=+\s*$", text, flags=re.MULTILINE)
    people = next((part for part in sections if part.lstrip().startswith("ResourceID")), None)
    tasks = next((part for part in sections if part.lstrip().startswith("TaskID")), None)
    if people is None or tasks is None:
        raise ValueError("no ResourceID or no TaskID section: not an iMOPSE .def file")
    return _people(people), list(_tasks(tasks))


def _people(section: str) -> People:
    lines = section.strip().splitlines()[1:]
    names, salaries = zip(*(line.split()[:2] for line in lines), strict=True)
    return People(
        names=names,
        salaries=tuple(round(float(salary) * 100) for salary in salaries),
        skills=tuple(
            {skill: int(level) for skill, level in _SKILL.findall(line)} for line in lines
        ),
    )


def _tasks(section: str) -> Iterator[Task]:
    for line in section.strip().splitlines()[1:]:
        found = _SKILL.search(line)
        if found is None:
            raise ValueError(f"task without a skill: {line!r}")
        name, duration = line[: found.start()].split()
        yield Task(
            name=name,
            duration=int(duration),
            skill=found[1],
            level=int(found[2]),
            predecessors=tuple(line[found.end() :].split()),
        )


def _activity(row: Task, people: People) -> Activity:
    candidates = tuple(
        Candidate(resource=r, work=row.duration, cost=row.duration * people.salaries[r])
        for r, has in enumerate(people.skills)
        if has.get(row.skill, -1) >= row.level
    )
    return Activity(name=row.name, modes=(Mode(seats=(Seat(candidates=candidates),)),))


def with_due_dates(problem: Problem, seed: int, tightness: float = 0.7) -> Problem:
    """The same work with due dates and penalties, for weighted lateness + cost.

    Every activity that nothing follows, and one in five of the others, gets a due date: its
    longest chain of work up to its end plus a uniform share, up to `tightness`, of the average
    load per resource (work over number of resources). Its penalty per slot late is a salary
    drawn evenly from the people's, times 1 (7 of 10), 3 (2 of 10) or 10 (1 of 10), in cents.

    Args:
        problem: An instance as read.
        seed: Same seed, same dates and penalties.
        tightness: Larger is easier.
    """
    rng = random.Random(seed)
    lengths = [a.modes[0].seats[0].candidates[0].work for a in problem.activities]
    average = sum(lengths) / len(problem.resources)
    ends = list(lengths)
    for i in _in_order(problem):
        before = (ends[link.first] for link in problem.incoming[i])
        ends[i] = lengths[i] + max(before, default=0)
    rates = sorted({c.cost // c.work for a in problem.activities for c in _seated(a)})
    activities = []
    for i, activity in enumerate(problem.activities):
        chosen, share, factor = rng.random(), rng.random(), rng.choice([1] * 7 + [3] * 2 + [10])
        rate = rng.choice(rates)
        if not problem.outgoing[i] or chosen < 0.2:
            due = ends[i] + round(share * tightness * average)
            activities.append(replace(activity, due=due, weight=rate * factor))
        else:
            activities.append(activity)
    return replace(problem, activities=tuple(activities))


def _seated(activity: Activity) -> tuple[Candidate, ...]:
    return activity.modes[0].seats[0].candidates


def _in_order(problem: Problem) -> list[int]:
    waits = [len(links) for links in problem.incoming]
    ready = [i for i, count in enumerate(waits) if not count]
    for i in ready:
        for link in problem.outgoing[i]:
            waits[link.second] -= 1
            if not waits[link.second]:
                ready.append(link.second)
    return ready
