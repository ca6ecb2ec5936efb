"""Resources of a file as people, machines and materials here, and who is on which task."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.build_terms import begins, table_a, terms_of
from planner.interchange.draft import (
    DraftAssignment,
    DraftRate,
    DraftResource,
    DraftTask,
    ImportDraft,
)
from planner.interchange.place import ElementPlace, Report
from planner.phrase import phrase
from planner.project import ALWAYS, Need, Resource

_TOLERANCE = 0.01
_LEAST = 0.001
"""Share of one person below which nobody is planned."""
_SEVERAL = 2


class _Hours(NamedTuple):
    """The working time of a resource.

    `works_by` is the uid of one calendar that says so, or of the one that never stops where each
    of its tasks does. `mixed` is whether its own calendar counts on some tasks, `apart` are those
    on which it does not count, though it makes a difference.
    """

    works_by: str
    mixed: bool
    apart: list[DraftTask]


@dataclass(kw_only=True)
class People:
    """Makes the resources; those that nothing is known of but their name included."""

    draft: ImportDraft
    times: ImportedWorktimes
    report: Report
    most: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    roles: dict[str, ElementPlace] = field(default_factory=dict)
    named: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def _by_uid(self) -> Mapping[str, DraftResource]:
        return {one.uid: one for one in self.draft.resources}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each resource by uid, made unique."""
        taken: set[str] = set()
        found = {}
        for one in self.draft.resources:
            otherwise = f"Resource {one.uid}"
            found[one.uid] = self.report.unique(one.place, "name", one.name, otherwise, taken)
        return found

    @cached_property
    def _skilled(self) -> Mapping[str, set[str]]:
        """The uids of those who have each skill."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.draft.resources:
            for skill in one.skills:
                found[skill].add(one.uid)
        return found

    def needs(self, task: DraftTask, duration: float) -> Iterator[Need]:
        """The people on a task of this many minutes."""
        for one in _merged(task.assignments):
            resource = self._by_uid.get(one.resource)
            if one.role:
                yield self._role(one, {other.resource for other in task.assignments})
            elif resource is None:
                self.report.lost(
                    one.place, "resources", phrase("nobody has this number"), one.resource
                )
            elif resource.kind == "material":
                yield Need(names=(self.names[resource.uid],), units=max(one.units, 0))
            elif resource.kind != "cost":
                yield from self._worker(one, resource, task, duration)

    def calendars(self, task: DraftTask) -> Iterator[str]:
        """The uids of the calendars of those on a task that have one."""
        for one in task.assignments:
            resource = self._by_uid.get(one.resource)
            if resource is not None and self.times.known(resource.calendar):
                yield resource.calendar

    def hours(self, task: DraftTask) -> Iterator[str]:
        """The uids of the calendars by which those on a task work here."""
        for one in filter(self._works, task.assignments):
            resource = self._by_uid[one.resource]
            yield self._hours(resource).works_by

    def longest(self, task: DraftTask, duration: int) -> int:
        """The longest time that one of those on a task needs for their work at their units."""
        times = [
            one.work / one.units
            for one in task.assignments
            if one.work and one.units > 0 and self._works(one)
        ]
        return round(max(times, default=duration))

    def overloaded(self) -> bool:
        """Whether somebody has more to do at some time, by the dates in the file, than they can."""
        return any(
            load > max([one.max_units, *(p.units for p in one.availability)]) + _TOLERANCE
            for one in self.draft.resources
            if one.kind in ("person", "equipment")
            for load in _loads(one.uid, self._on.get(one.uid, ()))
        )

    def _works(self, one: DraftAssignment) -> bool:
        resource = self._by_uid.get(one.resource)
        return resource is not None and resource.kind in ("person", "equipment")

    def lumps(self, task: DraftTask) -> Decimal:
        """The cost of resources that are only a cost."""
        total = Decimal(0)
        for one in task.assignments:
            resource = self._by_uid.get(one.resource)
            if resource is not None and resource.kind == "cost" and one.cost:
                rule = phrase(
                    "the cost of {name} is part of the task's fixed cost", name=resource.name
                )
                self.report.changed(task.place, "fixed_cost", rule, one.cost)
                total += one.cost
        return total

    def _role(self, one: DraftAssignment, busy: set[str]) -> Need:
        """A role as a skill if somebody else has it, else as a person of that name."""
        if self._skilled.get(one.role, set()) - busy:
            return Need(skill=one.role, units=one.units or 1)
        self.roles.setdefault(one.role, one.place)
        self.most[one.role] = max(self.most[one.role], one.units)
        return Need(names=(one.role,), units=one.units or 1)

    def _worker(
        self, one: DraftAssignment, resource: DraftResource, task: DraftTask, duration: float
    ) -> Iterator[Need]:
        name, units = self.names[resource.uid], one.units
        if task.kind == "effort":
            yield from self._along(task, name, units)
            return
        if duration <= 0:
            rule = phrase("a milestone takes nobody")
            self.report.lost(task.place, "resources", rule, name)
            return
        if one.work is not None and abs(one.work - units * duration) > _TOLERANCE * one.work + 1:
            shown = f"{name}: {one.work / 60:g} h at {units:.4g}"
            units = one.work / duration
            rule = phrase("the work is spread evenly over the task, at {units:.0%}", units=units)
            self.report.changed(task.place, "resources", rule, shown)
        elif one.delayed:
            rule = phrase("{name} is on the task from its start", name=name)
            self.report.changed(task.place, "resources", rule)
        if units < _LEAST:
            self.report.lost(task.place, "resources", phrase("has no work on it"), name)
            return
        units = round(units, 6)
        self.most[name] = max(self.most[name], units)
        yield Need(names=(name,), units=units)

    def _along(self, task: DraftTask, name: str, units: float) -> Iterator[Need]:
        """Somebody on a level of effort, as long as it runs."""
        if units < _LEAST:
            self.report.lost(task.place, "resources", phrase("has no work on it"), name)
            return
        self.most[name] = max(self.most[name], round(units, 6))
        yield Need(names=(name,), units=round(units, 6))

    def resources(self) -> Iterator[Resource]:
        """All resources but lumps of cost; call it when all tasks are made."""
        for one in self.draft.resources:
            if one.kind != "cost":
                yield self._resource(one, self.names[one.uid])
        for role, place in self.roles.items():
            self.report.changed(
                place,
                "role",
                phrase("nobody has this role; it is planned as a person of that name"),
                role,
            )
            yield Resource(name=role, source=place, max_units=max(1.0, self.most[role]))

    def _resource(self, one: DraftResource, name: str) -> Resource:
        rate = self._rate(one)
        since, until, units = self._available(one)
        if self.most[name] > units + 1e-9 and one.kind != "material":
            rule = phrase("{most:.0%}, since a task takes so much of it", most=self.most[name])
            self.report.changed(one.place, "max_units", rule, f"{units:.0%}")
            units = self.most[name]
        if one.named:
            self.named[name] = one.named
        found = Resource(
            name=name,
            source=one.place,
            kind="person" if one.kind == "cost" else one.kind,
            max_units=round(units, 6),
            skills=dict(one.skills),
            groups=(one.group,) if one.group else (),
            calendar=self._calendar(one, name),
            rate=rate.rate,
            overtime_rate=rate.overtime if rate.overtime and rate.overtime.amount else None,
            cost_per_use=rate.per_use,
            available_from=since,
            available_until=until,
        )
        return self._with_terms(one, found)

    def _rate(self, one: DraftResource) -> DraftRate:
        """The rate of today: the last that begins by the status date, or else by the start."""
        today = self.draft.status_date or self.draft.start or datetime.max
        first = table_a(one)
        begun = [rate for rate in first if rate.start is None or rate.start <= today]
        chosen = max(begun, key=begins, default=None) or next(iter(first), DraftRate())
        others = {
            rate.rate
            for rate in one.rates
            if rate.table != "A" and rate.rate.amount and rate.rate != chosen.rate
        }
        if others:
            got = "; ".join(sorted(f"{rate.amount:f}/{rate.per}" for rate in others))
            self.report.changed(one.place, "rate", phrase("rate table A holds for every task"), got)
        return chosen

    def _available(self, one: DraftResource) -> tuple[date | None, date | None, float]:
        """First and last day, and how many there are at most."""
        there = [period for period in one.availability if period.units > 0]
        if not there:
            return None, None, one.max_units
        units = max(period.units for period in there)
        since, until = there[0].start, there[-1].finish
        return since, until, units

    def _with_terms(self, one: DraftResource, found: Resource) -> Resource:
        """The resource with a row for each stretch of days of other units or another rate."""
        terms = list(terms_of(one, found))
        if one.kind == "material" or len(terms) < _SEVERAL:
            return found
        if self.most[found.name] > max(term.max_units for term in terms) + _LEAST:
            rule = phrase(
                "{max_units:.0%} at the rate of today hold all the time", max_units=found.max_units
            )
            self.report.changed(one.place, "max_units", rule)
            return found
        if found.overtime_rate is not None:
            rule = phrase("no overtime is planned, since units or rate change at a date")
            self.report.changed(one.place, "overtime_rate", rule)
        last = [term.available_until for term in terms]
        return replace(
            found,
            max_units=max(term.max_units for term in terms),
            overtime_rate=None,
            available_from=terms[0].available_from,
            available_until=None if None in last else max(day for day in last if day),
            terms=tuple(terms),
        )

    def beyond(self, task: DraftTask, calendar: str) -> bool:
        """Whether somebody on a task works at times at which a calendar does not."""
        return any(not self.times.within(uid, calendar) for uid in self.hours(task))

    def _calendar(self, one: DraftResource, name: str) -> str:
        """Its own calendar, or that of its tasks where its own does not count for them."""
        if one.kind == "material":
            return ""
        hours = self._hours(one)
        if hours.works_by == ALWAYS:
            rule = phrase(
                "works whenever its tasks' calendars do, since its own does not count for them"
            )
            self.report.changed(one.place, "calendar", rule)
            return self.times.whole_days()
        for task in hours.apart if hours.mixed else ():
            rule = phrase("the calendar of {name} counts as well as the task's", name=name)
            self.report.changed(task.place, "calendar", rule)
        return self.times.of_resource(hours.works_by, name)

    def _hours(self, one: DraftResource) -> _Hours:
        """The working time of a resource, by its own calendar or by those of its tasks."""
        if one.uid not in self._known:
            self._known[one.uid] = self._found(one)
        return self._known[one.uid]

    @cached_property
    def _known(self) -> dict[str, _Hours]:
        return {}

    def _found(self, one: DraftResource) -> _Hours:
        standard, known = self.times.standard, self.times.known(one.calendar)
        own = one.calendar if known else standard
        tasks = self._on.get(one.uid, ())
        mixed = known and any(task.resource_dated for task in tasks)
        apart = [
            task
            for task in tasks
            if not (known and task.resource_dated)
            and not self.times.within(task.calendar or standard, own)
        ]
        calendars = {task.calendar or standard for task in tasks}
        if mixed or not apart:
            return _Hours(own, mixed, apart)
        return _Hours(calendars.pop() if len(calendars) == 1 else ALWAYS, mixed, apart)

    @cached_property
    def _on(self) -> Mapping[str, list[DraftTask]]:
        """The tasks each resource is on."""
        found: dict[str, list[DraftTask]] = defaultdict(list)
        for task in self.draft.tasks:
            if task.kind == "task":
                for uid in dict.fromkeys(one.resource for one in task.assignments):
                    found[uid].append(task)
        return found


def _loads(uid: str, tasks: Iterable[DraftTask]) -> Iterator[float]:
    """What somebody does at once, from each start or finish of a task to the next."""
    changes: list[tuple[datetime, float]] = []
    for task in tasks:
        if task.start and task.finish and task.start < task.finish:
            units = sum(_share(one, task) for one in task.assignments if one.resource == uid)
            changes += [(task.start, units), (task.finish, -units)]
    yield from accumulate(units for _, units in sorted(changes))


def _share(one: DraftAssignment, task: DraftTask) -> float:
    return one.work / task.duration if one.work and task.duration else one.units


def _merged(assignments: Sequence[DraftAssignment]) -> Iterator[DraftAssignment]:
    """One assignment for each resource: several of one resource to one task are added up."""
    found: dict[tuple[str, str], DraftAssignment] = {}
    for one in assignments:
        place = one.resource, one.role
        known = found.get(place)
        if known is None:
            found[place] = one
        else:
            work = None if one.work is None or known.work is None else one.work + known.work
            found[place] = replace(known, units=known.units + one.units, work=work)
    yield from found.values()
