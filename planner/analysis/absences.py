"""Why people do not work who usually would, row by row, and which of it a conflict is made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any, Literal

from models.conflict.explain import contradict, quickxplain
from models.conflict.facts import Fact
from models.problem import Problem
from planner.analysis.wording import day_text
from planner.language.words import Words
from planner.project import DayOff, Meeting, Project, Resource, Source
from planner.translate.times import takes_all
from planner.translate.translation import Translation

AbsenceKind = Literal["leave", "from", "until", "meeting", "holiday", "units", "week"]

_MOST = 200
"""At most this many absences are examined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A statement by which somebody, or nobody, works for some time.

    Args:
        kind: What it is; ``from`` and ``until`` are of a contract; ``units``: there is less than
            one of somebody; ``week``: somebody has hours other than the project's.
        who: Position of the worker; None is nobody.
        first, last: From when to when.
        name: Of the meeting or holiday.
        source, column: Where it stands.
        lifted: The project without it.
    """

    kind: AbsenceKind
    first: datetime
    last: datetime
    lifted: Callable[[Project], Project]
    who: int | None = None
    name: str = ""
    source: Source = field(default_factory=Source)
    column: str = ""


def grouped(found: Iterable[Absence]) -> list[list[Absence]]:
    """The absences, those together that are of one meeting."""
    groups: dict[object, list[Absence]] = {}
    for k, one in enumerate(found):
        place = (one.source.sheet, one.source.row, one.name, one.first)
        groups.setdefault(place if one.kind == "meeting" else k, []).append(one)
    return list(groups.values())


def absence_text(one: Absence, name: str, say: Words, *, several: bool = False) -> str:
    """An absence in words; `name` is whose it is, or the names of those at a meeting."""
    whole = one.last.time() == time.max
    first, last = day_text(one.first, say), day_text(one.last, say)
    text, about = _ABSENT[one.kind], f" ({one.name})" if one.name else ""
    if one.kind == "meeting":
        about = one.name
        text = "the meeting {about} takes {name} until {last}" if several else text
    elif whole:
        last = say.spelled.day(one.last)
        text = _ABSENT_ON.get(one.kind, text) if first == last else text
    return say(text, name=name, about=about, first=first, last=last)


def leave_text(off: DayOff, say: Words) -> str:
    """Somebody's leave in words."""
    return absence_text(_off(off, None, "leave"), off.who, say)


_ABSENT = {
    "leave": "{name} is away from {first} to {last}",
    "holiday": "nobody works from {first} to {last}{about}",
    "from": "{name} is there only from {last} on",
    "until": "{name} is there only until {first}",
    "meeting": "{name} is in the meeting {about} until {last}",
}
_ABSENT_ON = {
    "leave": "{name} is away on {first}",
    "holiday": "nobody works on {first}{about}",
}


def decisive(
    translation: Translation, facts: tuple[Fact, ...], until: date, effort: float
) -> tuple[Absence, ...]:
    """The absences without which facts that contradict each other would not; none can be dropped.

    Own leave is preferred to contracts, these to meetings, these to holidays, and these to what
    somebody works always. Of more than can be looked through it is those of the people whose hours
    are among the facts, all of them.

    Args:
        translation: Of the project.
        facts: Of its problem; they contradict each other.
        until: What is later does not count.
        effort: CP-SAT's deterministic seconds for each question.
    """
    stated = {fact.position for fact in facts if fact.kind == "calendar"}
    there = tuple(_absences(translation, stated | _able(translation.problem, facts), until))
    if len(there) > _MOST or any(fact.kind == "horizon" for fact in facts):
        return tuple(_absences(translation, stated, until))

    def prove(kept: tuple[Absence, ...]) -> bool:
        project = translation.project
        for one in there:
            project = project if one in kept else one.lifted(project)
        problem = translation.anew(project).problem
        same = _alike(problem, translation.problem)
        return same and contradict(problem, facts, effort=effort) is True

    return () if not there or prove(()) else quickxplain(prove, (), there)


def _alike(one: Problem, other: Problem) -> bool:
    """Whether facts of one mean the same in the other: all is at the same positions."""
    return all(
        len(getattr(one, name)) == len(getattr(other, name))
        for name in ("activities", "resources", "precedences", "reservations", "budgets")
    )


def _able(problem: Problem, facts: Iterable[Fact]) -> set[int]:
    """The people who may do a task; while all of them are away there is no time for it."""
    works = (fact.position for fact in facts if fact.kind == "work")
    return {candidate.resource for i in works for _, _, candidate in problem.choices(i)}


def _absences(translation: Translation, people: Iterable[int], until: date) -> Iterator[Absence]:
    """The absences of some people in a time, those preferred first."""
    project, workers = translation.project, sorted(people)
    found = [one for find in (leave_of, _contracts, _meetings) for who in workers
             for one in find(translation, who)]  # fmt: skip
    found += holidays(project)
    found += [one for who in workers for one in _always(translation, who)]
    for one in found:
        if one.first.date() <= until and one.last >= project.start:
            yield one


def _off(off: DayOff, who: int | None, kind: AbsenceKind) -> Absence:
    first, last = off.hours or (time(), time.max)
    return Absence(
        kind=kind,
        who=who,
        first=datetime.combine(off.start, first),
        last=datetime.combine(off.finish, last),
        name=off.name,
        source=off.source,
        column="date" if "date" in off.source.columns else "start",
        lifted=partial(_without_day_off, off=off),
    )


def holidays(project: Project) -> Iterator[Absence]:
    """The days off for all."""
    return (_off(off, None, "holiday") for off in project.days_off if not off.who)


def leave_of(translation: Translation, who: int) -> Iterator[Absence]:
    """The days off of a worker and of their groups."""
    worker = translation.crew.workers[who]
    for off in translation.project.days_off:
        if off.who in (worker.name, *worker.groups):
            yield _off(off, who, "leave")


def _contracts(translation: Translation, who: int) -> Iterator[Absence]:
    worker = translation.crew.workers[who]
    if worker.terms:
        return
    since, until = worker.available_from, worker.available_until
    if since is not None:
        during = datetime.min, datetime.combine(since, time())
        yield _own(worker, who, "from", "available_from", None, during)
    if until is not None:
        during = datetime.combine(until, time()), datetime.max
        yield _own(worker, who, "until", "available_until", None, during)


def _always(translation: Translation, who: int) -> Iterator[Absence]:
    """Facts that somebody is there in part only, or works other hours."""
    worker = translation.crew.workers[who]
    if worker.terms:
        return
    if worker.max_units < 1:
        yield _own(worker, who, "units", "max_units", 1.0)
    if worker.calendar and translation.times.people[who].week != translation.times.standard.week:
        yield _own(worker, who, "week", "calendar", "")


def _own(
    worker: Resource,
    who: int,
    kind: AbsenceKind,
    column: str,
    usual: object,
    during: tuple[datetime, datetime] = (datetime.min, datetime.max),
) -> Absence:
    """The absence that a column of a worker's row states; without it the column is `usual`."""
    return Absence(
        kind=kind,
        who=who,
        first=during[0],
        last=during[1],
        source=worker.source,
        column=column,
        lifted=partial(_with, name=worker.name, change={column: usual}),
    )


def _meetings(translation: Translation, who: int) -> Iterator[Absence]:
    worker = translation.crew.workers[who]
    for meeting in translation.project.meetings:
        attends = not {worker.name, *worker.groups}.isdisjoint(meeting.who)
        if attends and takes_all(meeting, worker.on(meeting.start.date())):
            yield at_meeting(meeting, who)


def at_meeting(meeting: Meeting, who: int) -> Absence:
    """That a worker is in a meeting."""
    return Absence(
        kind="meeting",
        who=who,
        first=meeting.start,
        last=meeting.finish,
        name=meeting.name,
        source=meeting.source,
        column="name",
        lifted=partial(_without_meeting, meeting=meeting),
    )


def _without_day_off(project: Project, off: DayOff) -> Project:
    return replace(project, days_off=tuple(one for one in project.days_off if one != off))


def _without_meeting(project: Project, meeting: Meeting) -> Project:
    return replace(project, meetings=tuple(one for one in project.meetings if one != meeting))


def _with(project: Project, name: str, change: Mapping[str, Any]) -> Project:
    people = (replace(one, **change) if one.name == name else one for one in project.resources)
    return replace(project, resources=tuple(people))
