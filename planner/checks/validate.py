"""What spans objects: names that nothing has, circles, people who are not enough.

`validate` lists every fault of a project, read from a workbook or built in Python. What one cell
says is checked where it is read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from planner.checks.circles import circles, related
from planner.checks.matching import matched
from planner.checks.pairs import pair_faults
from planner.checks.spans import spanned
from planner.checks.terms import term_faults
from planner.errors import Issue
from planner.language.text import did_you_mean, key
from planner.phrase import Phrase, phrase
from planner.project import Constraint, Need, Project, Resource, Source, Task

_LATEST = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)
FOR_ALL = (Constraint.SNET, Constraint.FNLT)
"""Hard dates that hold for a summary exactly if they hold for each of its tasks."""

_OWN_COLUMN = {
    Constraint.MSO: "must_start",
    Constraint.SNLT: "start_no_later",
    Constraint.FNLT: "finish_no_later",
}


_SOME = 5
"""From so many tasks on it is odd that none waits for another."""

_LINKED = ("predecessors", "successors")
_SIZES = ("duration", "work", "points")


def validate(project: Project) -> tuple[Issue, ...]:
    """Every fault and doubt about a project as a whole."""
    known = _Known(project=project)
    return tuple(issue for check in CHECKS for issue in check(known))


@dataclass(frozen=True, kw_only=True)
class _Known:
    """A project with its objects by name."""

    project: Project

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        return {task.id: task for task in self.project.tasks}

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        return {resource.name: resource for resource in self.project.resources}

    @cached_property
    def groups(self) -> frozenset[str]:
        return frozenset(group for r in self.project.resources for group in r.groups)

    @cached_property
    def calendars(self) -> frozenset[str]:
        return frozenset(week.name for week in self.project.weeks)

    @cached_property
    def skills(self) -> frozenset[str]:
        return frozenset(skill for r in self.project.resources for skill in r.skills)

    @cached_property
    def spanned(self) -> Mapping[str, frozenset[str]]:
        """The ids of what each summary, and each task that spans others, runs with."""
        tasks = self.project.tasks
        return {
            tasks[k].id: frozenset(tasks[n].id for n in inside)
            for k, inside in spanned(tasks).items()
        }

    def members(self, name: str) -> list[Resource]:
        """The resource of this name, or those of the group of this name."""
        if name in self.resources:
            return [self.resources[name]]
        return [resource for resource in self.project.resources if name in resource.groups]

    def qualified(self, need: Need) -> list[Resource]:
        """Who can fill a seat."""
        if need not in self._qualified:
            self._qualified[need] = self._look_up(need)
        return self._qualified[need]

    @cached_property
    def _qualified(self) -> dict[Need, list[Resource]]:
        return {}

    def _look_up(self, need: Need) -> list[Resource]:
        if need.names:
            named = {r.name: r for name in need.names for r in self.members(name)}
            found: Iterable[Resource] = named.values()
        else:
            found = self.project.resources
        excluded = {r.name for name in need.excluded for r in self.members(name)}
        return [
            resource
            for resource in found
            if resource.name not in excluded
            and (not need.skill or resource.skills.get(need.skill, -1) >= need.level)
        ]


def _duplicates(known: _Known) -> Iterator[Issue]:
    project = known.project
    named: tuple[tuple[str, str, Sequence[tuple[str, Source]]], ...] = (
        ("name", "name", [(key(r.name), r.source) for r in project.resources]),
        ("calendar", "name", [(key(w.name), w.source) for w in project.weeks]),
        ("id", "ID", [(key(t.id), t.source) for t in project.tasks]),
    )
    for field, what, objects in named:
        first: dict[str, Source] = {}
        for name, source in objects:
            earlier = first.setdefault(name, source)
            if earlier is not source:
                yield source.issue(
                    f"duplicate-{field}",
                    phrase(
                        "{sheet}!{field} has the same {what}",
                        sheet=earlier.sheet,
                        field=earlier.cell(field),
                        what=Phrase(what),
                    ),
                    field,
                    got=name,
                    remedy=phrase("give each its own, or delete one of the rows"),
                )


def _links(known: _Known) -> Iterator[Issue]:
    for task in known.project.tasks:
        for link in task.dependencies:
            issue = _link_fault(known, task, link.task)
            if issue:
                yield issue


def _link_fault(known: _Known, task: Task, other: str) -> Issue | None:
    def fault(code: str, message: Phrase, remedy: Phrase) -> Issue:
        return task.source.issue(code, message, "predecessors", got=other, remedy=remedy)

    if other not in known.tasks:
        remedy = did_you_mean(other, known.tasks, phrase("correct it or add the task"))
        return fault("unknown-predecessor", phrase("there is no task with this ID"), remedy)
    if other == task.id:
        return fault("self-dependency", phrase("the task waits for itself"), phrase("remove it"))
    hammock = task.spans or known.tasks[other].spans
    inside = known.spanned.get(task.id, frozenset()), known.spanned.get(other, frozenset())
    if hammock and (other in inside[0] or task.id in inside[1]):
        return fault(
            "own-span",
            phrase("a task and what it spans cannot wait for each other"),
            phrase(
                "remove it; it starts with the first and finishes with the last of what it spans"
            ),
        )
    if related(task, known.tasks[other], known.tasks):
        return fault(
            "own-summary",
            phrase("a task and a summary it belongs to cannot wait for each other"),
            phrase("link to a task outside instead"),
        )
    return None


def _spans(known: _Known) -> Iterator[Issue]:
    """Tasks that span others: what they span, and what is not theirs to say."""
    for task in known.project.tasks:
        unknown = [name for name in task.spans if name not in known.tasks]
        for name in unknown:
            remedy = did_you_mean(name, known.tasks, phrase("correct it or add the task"))
            yield task.source.issue(
                "unknown-task",
                phrase("there is no task with this ID"),
                "spans",
                got=name,
                remedy=remedy,
            )
        if task.spans and task.summary:
            message = phrase("a summary spans its own tasks; this is ignored")
            remedy = phrase("leave it blank, or give its own row to what runs with them")
            yield task.source.issue(
                "summary-spans", message, "spans", severity="warning", remedy=remedy
            )
        elif task.spans and not unknown:
            yield from _hammock(known, task)
    yield from _shares(known)


def _hammock(known: _Known, task: Task) -> Iterator[Issue]:
    if not known.spanned[task.id]:
        yield task.source.issue(
            "spans-nothing",
            phrase("it spans only itself, what spans it, or a summary without other tasks"),
            "spans",
            got="; ".join(task.spans),
            remedy=phrase("name the tasks or phases it runs with"),
        )
    for field in ("duration", "work"):
        if getattr(task, field):
            message = phrase(
                "is not used: it runs from the first start to the last finish of what it spans"
            )
            remedy = phrase("leave it blank, or leave Spans blank")
            yield task.source.issue(
                "spans-with-size", message, field, severity="warning", remedy=remedy
            )
    if task.drop_cost is not None:
        message = phrase("it is left out exactly if all it spans is; this is ignored")
        field = "drop_cost" if "drop_cost" in task.source.columns else "optional"
        remedy = phrase("leave it blank")
        yield task.source.issue("spans-optional", message, field, severity="warning", remedy=remedy)


def _shares(known: _Known) -> Iterator[Issue]:
    """Lags in per cent of something whose length follows from others."""
    for task in known.project.tasks:
        for link in task.dependencies:
            if link.task not in known.spanned:
                continue
            lag, most = link.lag, link.max_lag
            early = lag.amount < (-100 if link.kind[0] == "F" else 0)
            if (lag.unit.percent and early) or (most and most.unit.percent):
                yield task.source.issue(
                    "percent-of-phase",
                    phrase(
                        "per cent of a phase can be waited for after its start or finish, or "
                        "taken from its finish, up to 100 %"
                    ),
                    "predecessors",
                    got=link.task,
                    remedy=phrase("write the lag in days"),
                )


def _unlinked(known: _Known) -> Iterator[Issue]:
    tasks = [task for task in known.project.tasks if not task.summary]
    asked = any(set(_LINKED) & task.source.columns.keys() for task in tasks)
    linked = any(task.dependencies for task in known.project.tasks)
    if len(tasks) >= _SOME and not asked and not linked:
        yield Issue(
            severity="warning",
            code="no-dependencies",
            sheet=tasks[0].source.sheet,
            message=phrase(
                "no task waits for another, so all of them may be done at the same time"
            ),
            remedy=phrase("say what each waits for in a column Predecessors"),
        )


def _circles(known: _Known) -> Iterator[Issue]:
    for circle in circles(known.project.tasks):
        steps = [
            f"{task.id} {task.name} ({'!'.join(filter(None, (task.source.sheet, cell)))})"
            for task, cell in circle
        ]
        yield circle[0][0].source.issue(
            "cycle",
            phrase(
                "these tasks wait for each other in a circle: {tasks}",
                tasks=" → ".join((*steps, steps[0])),
            ),
            "predecessors",
            remedy=phrase("remove one of the links"),
        )


def _amounts(known: _Known) -> Iterator[Issue]:
    for task in known.project.tasks:
        if task.summary:
            yield from _summary(task)
        elif task.duration is None and not task.work and not task.spans:
            yield task.source.issue(
                "missing-duration",
                phrase("has neither a duration nor work"),
                next((f for f in _SIZES if f in task.source.columns), "name"),
                remedy=phrase("write a duration such as 5d, or 0 for a milestone"),
            )


def _summary(task: Task) -> Iterator[Issue]:
    """What a summary says and only its tasks can do."""
    remedy = phrase("write it at the tasks below")
    if task.needs:
        message = phrase("people of a summary are ignored; its tasks have their own")
        yield task.source.issue(
            "summary-with-people", message, "resources", severity="warning", remedy=remedy
        )
    if task.fixed_cost:
        message = phrase(
            "the cost of a summary is taken for the sum of its tasks and not added to it"
        )
        yield task.source.issue(
            "summary-with-cost", message, "fixed_cost", severity="info", remedy=remedy
        )
    if task.drop_cost is not None:
        message = phrase("a summary cannot be left out as a whole; this is ignored")
        field = "drop_cost" if "drop_cost" in task.source.columns else "optional"
        yield task.source.issue(
            "summary-optional", message, field, severity="warning", remedy=remedy
        )


def _staffing(known: _Known) -> Iterator[Issue]:
    for task in known.project.tasks:
        if task.summary:
            continue
        faults = [fault for need in task.needs if (fault := _need_fault(known, task, need))]
        yield from faults
        if not faults and len(task.needs) > 1:
            yield from _seats_fault(known, task)


def _need_fault(known: _Known, task: Task, need: Need) -> Issue | None:
    field = "skills" if need.skill and not need.names else "resources"

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


def _seats_fault(known: _Known, task: Task) -> Iterator[Issue]:
    """Seats that can each be filled, but not all of them by different people."""
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


def _pairs(known: _Known) -> Iterator[Issue]:
    return pair_faults(known.project, known.qualified)


def _calendars(known: _Known) -> Iterator[Issue]:
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


def _absences(known: _Known) -> Iterator[Issue]:
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


def _contracts(known: _Known) -> Iterator[Issue]:
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


def _dates(known: _Known) -> Iterator[Issue]:
    start = known.project.start
    for task in known.project.tasks:
        yield from _task_dates(task, start)


def _task_dates(task: Task, start: datetime) -> Iterator[Issue]:
    if task.deadline and task.deadline.date() < start.date():
        yield task.source.issue(
            "deadline-before-start",
            phrase("the deadline is before the project starts on {start:%Y-%m-%d}", start=start),
            "deadline",
            got=f"{task.deadline:%Y-%m-%d}",
            severity="warning",
            remedy=phrase("correct the year, or move the project start"),
        )
    for kind, date in task.hard_dates:
        if kind in _LATEST and date.date() < start.date():
            yield task.source.issue(
                "constraint-before-start",
                phrase("this cannot hold, the project starts on {start:%Y-%m-%d}", start=start),
                constraint_field(task, kind),
                got=f"{date:%Y-%m-%d}",
                remedy=phrase("correct the year, or move the project start"),
            )
    if task.current_start and task.current_finish and task.current_finish < task.current_start:
        yield task.source.issue(
            "finish-before-start",
            phrase("finishes before it starts; these dates are only compared with"),
            "finish",
            got=f"{task.current_finish:%Y-%m-%d}",
            severity="warning",
            remedy=phrase("correct one of the dates"),
        )


def constraint_field(task: Task, kind: Constraint) -> str:
    """The field in whose column a hard date of a task stands."""
    own = _OWN_COLUMN.get(kind, "")
    typed = ("constraint_date",) if kind == task.constraint else ()
    return next((f for f in (*typed, own) if f in task.source.columns), "constraint")


def _budgets(known: _Known) -> Iterator[Issue]:
    tasks = known.project.tasks
    names = {text for task in tasks for text in (task.id, task.wbs, task.name) if text}
    for budget in known.project.budgets:
        if budget.scope and budget.scope not in names:
            yield budget.source.issue(
                "unknown-scope",
                phrase("no task has this WBS, ID or name"),
                "scope",
                got=budget.scope,
                remedy=did_you_mean(
                    budget.scope, names, phrase("correct it, or leave it blank for all")
                ),
            )


def _materials(known: _Known) -> Iterator[Issue]:
    """A material that a task names twice, and more used than there ever is."""
    least: dict[str, float] = {}
    for task in known.project.tasks:
        used = [
            (name, need.units * need.count)
            for need in task.needs
            for name in need.names
            if name in known.resources and known.resources[name].kind == "material"
        ]
        names = [name for name, _ in used]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            field = "materials" if "materials" in task.source.columns else "resources"
            message = phrase("{name} is named more than once", name=name)
            remedy = phrase("add the amounts up")
            yield task.source.issue("material-twice", message, field, remedy=remedy)
        for name, amount in used if task.drop_cost is None and not task.summary else ():
            least[name] = least.get(name, 0) + amount
    yield from _short(known.project, least)


def _short(project: Project, least: Mapping[str, float]) -> Iterator[Issue]:
    """Materials of which tasks use more than there ever is."""
    for one in project.limited_materials:
        comes = [d.quantity for d in project.deliveries if d.material == one.name]
        there = float(sum(comes, one.stock or Decimal(0)))
        used = least.get(one.name, 0)
        if used > there + 1e-9:
            yield one.source.issue(
                "material-short",
                phrase(
                    "tasks use {used:,.12g} of {name}, there are {there:,.12g} in all",
                    used=used,
                    name=one.name,
                    there=there,
                ),
                "stock",
                got="" if one.stock is None else f"{float(one.stock):.12g}",
                remedy=phrase(
                    "add a delivery of {amount:,.12g} or more, or use less",
                    amount=used - there,
                ),
            )


CHECKS: tuple[Callable[[_Known], Iterator[Issue]], ...] = (
    _duplicates,
    _links,
    _spans,
    _unlinked,
    _circles,
    _amounts,
    _staffing,
    _pairs,
    _calendars,
    _absences,
    _contracts,
    _dates,
    _budgets,
    _materials,
)
"""All checks; their order does not matter."""
