"""Why there is no plan: facts that cannot hold together, by cell, and what would have to give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property

from models.conflict.explain import (
    Conflict,
    changed,
    explain_all,
    possible,
    remedy,
    without,
)
from models.conflict.facts import Fact, Kind
from models.problem import Problem
from models.restated import doubled
from planner.analysis.reasons import lag_text
from planner.checks.validate import constraint_field
from planner.errors import Issue
from planner.project import DayOff, Lag, Source, Task
from planner.translate.dates import Bound
from planner.translate.money import amount_text, money
from planner.translate.translation import Translation
from planner.worktime.shifts import week_text

EFFORT = 5.0
"""CP-SAT's deterministic seconds for each of the questions asked here."""

_GIVE = ("end_max", "start_max", "budget", "end_min", "start_min")
"""What the user may want to change, first choice first."""

_FIRST = ("calendar", "capacity", "staffing", "precedence")
"""Where a conflict without dates and budgets is told: at what is least expected."""

_WEIGHTS: tuple[tuple[Kind, ...], ...] = (
    ("end_max", "start_max", "budget", "end_min", "start_min"),
    ("reservation", "staffing", "pause", "hours"),
    ("capacity",),
    ("work", "precedence"),
)
"""The order in which the facts of a conflict are named; the usual hours of people come last."""

_LATE = ("start_max", "end_max")
_NAMED = 6

_HELD = {"actual_start": "began on", "pin": "is pinned to", "frozen_until": "is frozen at"}
"""What a start that is not to be changed says."""

_LEAVE = 2
"""Absences of somebody that are named."""

_PEOPLE = 2
"""Of so many people it is tried whether two of them would do."""


def reasons_against(translation: Translation, *, asked: str = "") -> list[Issue]:
    """One issue for each hard date or budget of each smallest set of facts that excludes any plan.

    The sets are independent: no two have a date, link or budget in common. Where none of a set is
    a date or a budget it is told at its first fact; where no such set is found in time that is
    said. Every value in a remedy is one with which everything was planned; of several sets, with
    the others lifted, and then one of each set together.

    The latest finish of the task `asked` (an id) stands in no cell: it is only asked for.
    """
    problem = translation.problem
    conflicts = explain_all(problem, effort=EFFORT)
    if not conflicts:
        message = "no plan keeps all hard dates, longest waits and hard budgets together"
        remedy = "loosen one: a Deadline instead of a hard date, a Price for a budget"
        return [Issue(code="infeasible", message=message, remedy=remedy)]
    issues: list[Issue] = []
    repairs: list[tuple[Fact, int, str]] = []
    for number, conflict in enumerate(conflicts):
        others = (fact for one in conflicts if one is not conflict for fact in one.facts)
        alone = without(problem, others) if len(conflicts) > 1 else problem
        number_told = number + 1 if len(conflicts) > 1 else 0
        teller = _Teller(translation, conflict, alone, number_told, asked)
        issues += teller.issues()
        repairs += teller.repairs[:1]
    if len(conflicts) > 1 and len(repairs) == len(conflicts):
        issues += _together(problem, repairs)
    return issues


def _together(problem: Problem, repairs: list[tuple[Fact, int, str]]) -> Iterator[Issue]:
    """One repair of each conflict, if everything was planned with all of them."""
    for fact, value, _ in repairs:
        problem = changed(problem, fact, value)
    if possible(problem, effort=EFFORT):
        message = "there is a plan with these together: " + "; ".join(
            text for _, _, text in repairs
        )
        yield Issue(severity="warning", code="repair", message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A fact in words, and the cell it stands in."""

    text: str
    source: Source
    field: str = ""

    @property
    def placed(self) -> str:
        """The text with its place."""
        cell = self.source.cell(self.field)
        return f"{self.text} ({self.source.sheet}!{cell})" if cell else self.text


def _unsaid(_fact: Fact) -> _Told:
    """What goes without saying once the others are said."""
    return _Told(text="", source=Source())


def _days(off: DayOff) -> str:
    """When somebody is off."""
    return f"on {off.start}" if off.start == off.finish else f"{off.start} to {off.finish}"


class _Teller:
    """Tells a conflict; `alone` is the problem that has no other one."""

    def __init__(
        self,
        translation: Translation,
        conflict: Conflict,
        alone: Problem,
        number: int,
        asked: str,
    ) -> None:
        self.translation, self.conflict, self.alone = translation, conflict, alone
        self.project, self.problem = translation.project, translation.problem
        self.number, self.asked = number, asked
        self.repairs: list[tuple[Fact, int, str]] = []

    def issues(self) -> list[Issue]:
        """One for each fact that the user may want to change; the others are named in it."""
        facts = self.conflict.facts
        given = [fact for kind in _GIVE for fact in facts if fact.kind == kind]
        first = sorted(facts, key=lambda fact: fact.kind not in _FIRST)
        return [self.issue(fact) for fact in given or first[:1]]

    def issue(self, fact: Fact) -> Issue:
        """The fact as an issue that names the others."""
        told = self._told(fact)
        others = sorted(self.conflict.facts, key=self._weight)
        rest = [self._told(other) for other in others if other != fact]
        texts = list(dict.fromkeys(other.placed for other in rest if other.text))
        more = len(texts) - _NAMED
        named = "; ".join(texts[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
        message = f"{told.text}, which cannot hold together with: {named}"
        message = f"conflict {self.number}: {message}" if self.number else message
        return told.source.issue("conflict", message, told.field, remedy=self._remedy(fact))

    def _weight(self, fact: Fact) -> int:
        """What is least expected comes first: the rest of many may be left out."""
        if fact.kind == "calendar":
            worker = self.translation.crew.workers[fact.position]
            stated = worker.available_from or worker.available_until or self._away(fact.position)
            return 1 if stated else len(_WEIGHTS)
        return next((k for k, kinds in enumerate(_WEIGHTS) if fact.kind in kinds), 0)

    def _told(self, fact: Fact) -> _Told:
        return self._words[fact.kind](fact)

    @property
    def _words(self) -> dict[str, Callable[[Fact], _Told]]:
        return {
            "work": self._work,
            "precedence": self._link,
            **dict.fromkeys(("start_max", "end_max"), self._latest),
            **dict.fromkeys(("start_min", "end_min"), self._earliest),
            **dict.fromkeys(("capacity", "calendar"), self._resource),
            "reservation": self._meeting,
            "budget": self._budget,
            "staffing": self._staffing,
            "hours": self._hours,
            "pause": self._pause,
            **dict.fromkeys(("seats", "horizon"), _unsaid),
        }

    def _of(self, activity: int) -> Task:
        return self.project.tasks[self.translation.origins[activity].row]

    def _name(self, activity: int) -> str:
        task = self._of(activity)
        return task.title

    def _work(self, fact: Fact) -> _Told:
        task, settings = self._of(fact.position), self.project.settings
        if self.translation.origins[fact.position].role != "task":
            return _unsaid(fact)
        if task.spans:
            text = f"{self._name(fact.position)} runs from the first to the last of what it spans"
            return _Told(text=text, source=task.source, field="spans")
        amount = task.duration if task.duration is not None else task.work or 0
        if not amount:
            return _unsaid(fact)
        text = f"{self._name(fact.position)} takes {lag_text(Lag(amount=amount), settings)}"
        return _Told(
            text=text, source=task.source, field="work" if task.duration is None else "duration"
        )

    def _hours(self, fact: Fact) -> _Told:
        task = self._of(fact.position)
        if not task.unbroken:
            return _unsaid(fact)
        text = f"all of {self._name(fact.position)} are there at the same time only now and then"
        return _Told(text=text, source=task.source, field="resources")

    def _pause(self, fact: Fact) -> _Told:
        task = self._of(fact.position)
        most = lag_text(Lag(amount=task.longest_pause or 0), self.project.settings)
        how = f"may pause for at most {most}" if task.longest_pause else "may not pause"
        field = "longest_pause" if "longest_pause" in task.source.columns else "no_pause"
        text = f"who is on {self._name(fact.position)} {how}"
        return _Told(text=text, source=task.source, field=field)

    def _link(self, fact: Fact) -> _Told:
        link, pair = self.translation.links[fact.position], self.problem.precedences[fact.position]
        if link.dependency is None:
            return _unsaid(fact)
        first, second = (pair.second, pair.first) if link.back else (pair.first, pair.second)
        wait = "may not wait so long for" if link.back else "waits for"
        text = f"{self._name(second)} {wait} {self._name(first)}"
        return _Told(text=text, source=self._of(second).source, field="predecessors")

    def _latest(self, fact: Fact) -> _Told:
        window, grid = self.translation.windows[fact.position], self.translation.grid
        by_start = fact.kind == "start_max"
        bound = min(
            window.latest_starts if by_start else window.latest_ends, key=lambda bound: bound.slot
        )
        when = grid.opening(max(0, bound.slot)) if by_start else grid.closing(bound.slot)
        verb = "start" if by_start else "be finished"
        text = f"{self._name(fact.position)} has to {verb} by {self._meant(bound, when)}"
        field = bound.field or constraint_field(bound.task, bound.kind)
        if bound.field in _HELD:
            text = f"{self._name(fact.position)} {_HELD[field]} {self._meant(bound, when)}"
        if self._is_asked(fact):
            return _Told(text=text, source=Source())
        return _Told(text=text, source=bound.task.source, field=field)

    def _is_asked(self, fact: Fact) -> bool:
        """Whether it is the finish that is asked for."""
        return fact.kind == "end_max" and self._of(fact.position).id == self.asked

    def _meant(self, bound: Bound, when: datetime) -> str:
        """A date, and the hour that it means to those who do the task."""
        if bound.at is not None or bound.when.time() != time():
            return f"{bound.when:%Y-%m-%d}" + ("" if bound.at else f" {bound.when:%H:%M}")
        if when.date() == bound.when.date():
            return f"{when:%Y-%m-%d %H:%M}"
        return f"{bound.when:%Y-%m-%d}, which is {when:%Y-%m-%d %H:%M}"

    def _earliest(self, fact: Fact) -> _Told:
        window = self.translation.windows[fact.position]
        bounds, verb = (
            (window.starts, "start") if fact.kind == "start_min" else (window.ends, "end")
        )
        grid = self.translation.grid
        if not bounds:  # a milestone, as the project's first day begins
            text = f"{self._name(fact.position)} cannot {verb} before the project starts"
            settings = self.translation.project.settings
            source = settings.cells.get("start", settings.source)
            return _Told(text=text, source=source, field="value")
        bound = max(bounds, key=lambda bound: bound.slot)
        when = grid.opening(bound.slot) if fact.kind == "start_min" else grid.closing(bound.slot)
        text = f"{self._name(fact.position)} cannot {verb} before {self._meant(bound, when)}"
        field = bound.field or constraint_field(bound.task, bound.kind)
        if bound.field in _HELD:
            text = f"{self._name(fact.position)} {_HELD[field]} {self._meant(bound, when)}"
        elif bound.field == "status_date":
            settings = self.project.settings
            source = settings.cells.get("status_date", settings.source)
            return _Told(text=f"{text}, the status date", source=source, field="status_date")
        return _Told(text=text, source=bound.task.source, field=field)

    def _resource(self, fact: Fact) -> _Told:
        worker = self.translation.crew.workers[fact.position]
        if fact.kind == "calendar":
            return self._hours_of(fact.position)
        shares = dict.fromkeys(f"{term.max_units:.0%}" for term in worker.there)
        text = f"there is {', then '.join(shares)} of {worker.name}"
        return _Told(text=text, source=worker.source, field="max_units")

    def _hours_of(self, position: int) -> _Told:
        """When somebody works: the contract, if there is one, else the calendar.

        With the calendar of a task that these hours have to meet, if it has its own.
        """
        worker = self.translation.crew.workers[position]
        terms = (("from", worker.available_from), ("until", worker.available_until))
        stated = [f"{word} {day}" for word, day in terms if day is not None]
        if stated:
            text = f"{worker.name} is there only {' '.join(stated)}"
            field = "available_until" if worker.available_from is None else "available_from"
            return _Told(text=text, source=worker.source, field=field)
        if away := self._away(position):
            days = " and ".join(map(_days, away[:_LEAVE]))
            more = f" and {len(away) - _LEAVE} times more" if len(away) > _LEAVE else ""
            text = f"{worker.name} is away {days}{more}"
            return _Told(text=text, source=away[0].source, field="start")
        text = f"{worker.name} works {week_text(self.translation.times.people[position].week)}"
        for fact in self.conflict.facts:
            if fact.kind == "work" and (calendar := self._of(fact.position).calendar):
                choices = self.problem.choices(fact.position)
                if any(candidate.resource == position for _, _, candidate in choices):
                    name, source = self._name(fact.position), self._of(fact.position).source
                    text += f", and {name} is done on the calendar {calendar} only"
                    return _Told(text=text, source=source, field="calendar")
        field = "calendar" if "calendar" in worker.source.columns else "name"
        return _Told(text=text, source=worker.source, field=field)

    def _away(self, position: int) -> list[DayOff]:
        """When somebody is off before the latest date of the conflict, their own leave first."""
        worker = self.translation.crew.workers[position]
        ends = [bound.when.date() for bound in self._latest_dates()]
        first, last = self.project.start.date(), max(ends, default=date.min)
        there = [
            off
            for off in self.project.days_off
            if off.who in ("", worker.name) and off.start <= last and off.finish >= first
        ]
        return sorted(there, key=lambda off: (not off.who, off.start))

    def _latest_dates(self) -> Iterator[Bound]:
        """The latest starts and ends in the conflict."""
        for fact in self.conflict.facts:
            if fact.kind in _LATE:
                window = self.translation.windows[fact.position]
                yield from window.latest_starts if fact.kind == "start_max" else window.latest_ends

    def _meeting(self, fact: Fact) -> _Told:
        worker = self.translation.crew.workers[self.problem.reservations[fact.position].resource]
        return _Told(text=f"{worker.name} is in meetings", source=worker.source)

    def _budget(self, fact: Fact) -> _Told:
        budget = self.project.budgets[fact.position]
        text = f"{self._amount(budget.limit)} may be spent on {budget.scope or 'the project'}"
        return _Told(text=text, source=budget.source, field="limit")

    def _staffing(self, fact: Fact) -> _Told:
        pair = self.problem.staffing[fact.position]
        how, field = (
            ("the people of", "same_as") if pair.same else ("others than", "different_from")
        )
        text = f"{self._name(pair.first)} needs {how} {self._name(pair.second)}"
        return _Told(text=text, source=self._of(pair.first).source, field=field)

    def _remedy(self, fact: Fact) -> str:
        """What to do about a fact; a value is one with which all of the project was planned."""
        people = self._people
        if fact.kind != "budget" and not fact.kind.endswith(("_max", "_min")):
            return f"change one of them{people}"
        if self._told(fact).field in ("actual_start", "status_date"):
            return "change one of the others"
        found = remedy(self.alone, fact, effort=EFFORT)
        soft = {"budget": "give it a Price", "end_max": "make it a Deadline, which may be missed"}
        way = (f", or {soft[fact.kind]}" if fact.kind in soft else "") + people
        if found is None and self._is_asked(fact):
            return f"change one of the others{people}"
        if found is None:
            return f"change it together with another of them{way}"
        if fact.kind == "budget":
            limit = self._amount(money(found.value))
            self._repair(fact, found.value, f"{self._told(fact).placed}: {limit}")
            return f"raise it to {limit}{way}"
        if self._told(fact).field in _HELD:
            return f"release it{people}"
        grid = self.translation.grid
        by_start = fact.kind.startswith("start")
        when = grid.opening(found.value) if by_start else grid.closing(found.value)
        if self._is_asked(fact):
            return f"possible by {when:%Y-%m-%d %H:%M}{people}"
        side = "earlier" if fact.kind.endswith("min") else "later"
        self._repair(fact, found.value, f"{self._told(fact).placed}: {when:%Y-%m-%d %H:%M}")
        return f"move it to {when:%Y-%m-%d %H:%M} or {side}{way}"

    def _repair(self, fact: Fact, value: int, text: str) -> None:
        self.repairs.append((fact, value, text))

    @cached_property
    def _people(self) -> str:
        """People and equipment of whom twice as much would do, if that was planned."""
        taken = [fact.position for fact in self.conflict.facts if fact.kind == "capacity"]
        names = [
            self.translation.crew.workers[k].name
            for k in taken[:_PEOPLE]
            if possible(doubled(self.alone, k), effort=EFFORT)
        ]
        return f", or have {' or '.join(names)} twice" if names else ""

    def _amount(self, amount: Decimal) -> str:
        return amount_text(amount, self.project.currency)
