"""Faults of people: names and skills that nobody has, too few people, calendars, absences."""

from collections.abc import Iterator

from planner.checks.directory import Directory
from planner.checks.matching import matched
from planner.checks.pairs import pair_faults
from planner.checks.row_terms import term_faults
from planner.errors import Issue
from planner.language.text import did_you_mean
from planner.phrase import Phrase, phrase
from planner.project import Need, Source, Task


def staffing_faults(known: Directory) -> Iterator[Issue]:
    """Seats that nobody, or too few people, can fill."""
    for task in known.project.tasks:
        if task.summary:
            continue
        faults = [fault for need in task.needs if (fault := _need_fault(known, task, need))]
        yield from faults
        if not faults and len(task.needs) > 1:
            yield from _seats_fault(known, task)


def _need_fault(known: Directory, task: Task, need: Need) -> Issue | None:
    columns = task.source.columns
    by_skill = "skills" in columns and (not need.names or "resources" not in columns)
    field = "skills" if by_skill and (need.skill or need.names) else "resources"

    def fault(code: str, message: Phrase, got: str, remedy: Phrase) -> Issue:
        return task.source.issue(code, message, field, got=got, remedy=remedy)

    for name in need.names:
        if not known.members(name):
            remedy = did_you_mean(name, known.resources, phrase("add a row for it to People"))
            return fault("unknown-resource", phrase("nobody has this name"), name, remedy)
    if need.skill and need.skill not in known.skills:
        remedy = did_you_mean(
            need.skill, known.skills, phrase("add it to somebody's skills on People")
        )
        return fault("unknown-skill", phrase("nobody has this skill"), need.skill, remedy)
    able = known.qualified(need)
    there = sum(1 for resource in able if resource.max_units > 0)
    wanted = f"{need.skill}:{need.level:g}" if need.level else need.skill or " or ".join(need.names)
    if there < need.count:
        message = phrase("{count} needed, {there} there", count=need.count, there=there)
        return fault(
            "too-few-people", message, wanted, phrase("ask for fewer, or add people or skills")
        )
    if need.units > 1 and all(need.units > r.max_units for r in able if r.kind != "material"):
        most = max((r.max_units for r in able if r.kind != "material"), default=None)
        if most is not None:
            return fault(
                "too-many-units",
                phrase("{units:.0%} needed, Max Units is {most:.0%}", units=need.units, most=most),
                wanted,
                phrase("lower the units, or raise Max Units on People"),
            )
    return None


def _seats_fault(known: Directory, task: Task) -> Iterator[Issue]:
    """Seats that can be filled one by one, but not all by different people."""
    needs = [need for need in task.needs for _ in range(need.count)]
    able = [[r.name for r in known.qualified(n) if r.kind != "material"] for n in needs]
    seats = [names for names in able if names]
    if matched(seats) is not None:
        return
    names = sorted({name for seat in seats for name in seat})
    field = "skills" if any(need.skill for need in needs) else "resources"
    yield task.source.issue(
        "too-few-people",
        phrase(
            "{seats} seats need as many different people, and one person fills one seat only",
            seats=len(seats),
        ),
        field,
        got=", ".join(names),
        remedy=phrase("ask for fewer, or add people or skills"),
    )


def faults_of_pairs(known: Directory) -> Iterator[Issue]:
    """Pairs of tasks with the same or different people that cannot be staffed."""
    return pair_faults(known.project, known.qualified)


def calendar_faults(known: Directory) -> Iterator[Issue]:
    """Calendars that are not there or have no working hours."""
    project = known.project
    users: list[tuple[str, Source]] = [(task.calendar, task.source) for task in project.tasks]
    users += [(one.calendar, one.source) for r in project.resources for one in r.terms or (r,)]
    for name, source in users:
        if name and name not in known.calendars:
            yield source.issue(
                "unknown-calendar",
                phrase("there is no calendar of this name"),
                "calendar",
                got=name,
                remedy=did_you_mean(name, known.calendars, phrase("add it to the Calendars sheet")),
            )
    for week in project.weeks:
        if not any(week.days):
            yield week.source.issue(
                "empty-calendar",
                phrase("the calendar has no working hours at all"),
                "calendar",
                got=week.name,
                remedy=phrase("write hours such as 08:00-12:00, 13:00-17:00"),
            )


def absence_faults(known: Directory) -> Iterator[Issue]:
    """Absences and meetings of people who are not there."""
    names: list[tuple[str, Source, str]] = [
        (day.who, day.source, "leave") for day in known.project.days_off if day.who
    ]
    seen = {(m.source.sheet, m.source.row, who) for m in known.project.meetings for who in m.who}
    sources = {(m.source.sheet, m.source.row): m.source for m in known.project.meetings}
    names += [(who, sources[sheet, row], "meeting") for sheet, row, who in sorted(seen)]
    for name, source, what in names:
        if not known.members(name):
            yield source.issue(
                "unknown-person",
                phrase("nobody has this name; the {what} is ignored for it", what=Phrase(what)),
                "who",
                got=name,
                severity="warning",
                remedy=did_you_mean(
                    name, known.resources, phrase("correct it or add a row to People")
                ),
            )


def contract_faults(known: Directory) -> Iterator[Issue]:
    """Contracts that end before they begin, and rows of one resource that do not fit together."""
    yield from term_faults(known.project.resources)
    for resource in (one for r in known.project.resources for one in r.terms or (r,)):
        first, last = resource.available_from, resource.available_until
        if first and last and last < first:
            yield resource.source.issue(
                "finish-before-start",
                phrase("is available until a day before the first"),
                "available_until",
                got=last,
                remedy=phrase("correct one of the dates"),
            )
