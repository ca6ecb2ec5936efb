"""The CP-SAT model of a workbook: one option a task, who is taken when, what phases are."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ortools.sat.python import cp_model

from tests.reference.clock import DAY, Clock, WorkTime
from tests.reference.crews import named
from tests.reference.dates import Dates
from tests.reference.options import Option, Options
from tests.reference.spec import HardDate, Spec, Task, UnsupportedError

Which = Literal["S", "F"]

Expr = Any
"""A linear expression of CP-SAT."""


@dataclass(frozen=True)
class Event:
    """The start or finish of a task, if `when` (the task is the first or last of its phase)."""

    task: str
    which: Which
    when: tuple[Expr, ...] = ()


class Model:
    """The CP-SAT model of a workbook."""

    def __init__(self, spec: Spec) -> None:
        self.spec, self.clock = spec, Clock(spec)
        self.options = Options(spec, self.clock)
        self.dates = Dates(spec, self.clock)
        self.cp = cp_model.CpModel()
        self.lits: dict[str, list[Any]] = {}
        self.crew_lits: dict[str, list[Any]] = {}
        self.present: dict[str, Any] = {}
        self.instants: dict[tuple[str, str], Any] = {}
        self.counted: dict[tuple[str, str, int], Any] = {}
        self.ends_of_phase: dict[tuple[str, str], dict[str, Any]] = {}
        self._keep_alive: list[object] = []
        for task in spec.leaves:
            self._choose(task)
        for task in spec.hammocks:
            self._span(task)
        self._take_people()
        self._overtime()
        self._teams()
        self._phase_dates()

    # One option a task

    def _choose(self, task: Task) -> None:
        """Each task is done in one way, or left out if it has a drop cost."""
        options, crews = self.options.of[task.id], self.options.crews[task.id]
        lits = [self.cp.new_bool_var("") for _ in options]
        here: Any = 1
        if task.drop_cost is not None:
            here = self.cp.new_bool_var("")
            self.cp.add(sum(lits) == here)
        else:
            self.cp.add_exactly_one(lits)
        self.lits[task.id], self.present[task.id] = lits, here
        crew_lits = [self.cp.new_bool_var("") for _ in crews]
        for number, lit in enumerate(crew_lits):
            mine = [x for x, o in zip(lits, options, strict=True) if o.crew == number]
            self.cp.add(sum(mine) == lit)
        self.crew_lits[task.id] = crew_lits
        for which, pick in (("S", _start), ("F", _end)):
            self.instants[task.id, which] = self.total(task.id, pick)

    def total(self, task: str, pick: Callable[[Option], int]) -> Any:
        """A variable that has the chosen option's number; 0 for a task left out."""
        numbers = [pick(option) for option in self.options.of[task]]
        if not numbers:
            return self.cp.new_int_var(0, 0, "")
        variable = self.cp.new_int_var(min(0, *numbers), max(0, *numbers), "")
        pairs = zip(self.lits[task], numbers, strict=True)
        self.cp.add(variable == sum(lit * n for lit, n in pairs))
        return variable

    def position(self, event: Event, calendar: WorkTime) -> Any:
        """The working time of a calendar before an event."""
        key = (event.task, event.which, id(calendar))
        if key not in self.counted:
            self._keep_alive.append(calendar)
            pick = _start if event.which == "S" else _end
            self.counted[key] = self.total(event.task, lambda o: calendar.worked(pick(o)))
        return self.counted[key]

    def _span(self, task: Task) -> None:
        """A hammock starts with the first task it spans and finishes with the last."""
        first, last = self.spanned(task)
        for side in (first, last):
            if len(side) != 1 or side[0].when:
                raise UnsupportedError("a hammock over a phase of several tasks")
        start = self.instants[first[0].task, "S"]
        end = self.instants[last[0].task, "F"]
        self.cp.add(end >= start)
        self.instants[task.id, "S"], self.instants[task.id, "F"] = start, end
        self.present[task.id] = 1
        if len(self.options.crews[task.id]) != 1 or any(
            not named(self.spec, seat) for seat in task.seats
        ):
            raise UnsupportedError("a hammock with a choice of people")

    def spanned(self, task: Task) -> tuple[list[Event], list[Event]]:
        """The first and the last event of a hammock."""
        return self.events(task.spans[0], "S"), self.events(task.spans[-1], "F")

    # People

    def _take_people(self) -> None:
        """At no instant more of a person is taken than there is."""
        taken: dict[str, list[tuple[Any, Fraction]]] = defaultdict(list)
        for task in self.spec.leaves:
            for number, crew in enumerate(self.options.crews[task.id]):
                for turn in crew.turns:
                    demand = self._demand(turn.name, turn.units)
                    taken[turn.name].append((self._booking(task, number, turn.name), demand))
        for task in self.spec.hammocks:
            start, end = (self.instants[task.id, which] for which in "SF")
            size = self.cp.new_int_var(0, self.clock.end + DAY, "")
            for turn in self.options.crews[task.id][0].turns:
                interval = self.cp.new_interval_var(start, size, end, "")
                taken[turn.name].append((interval, self._demand(turn.name, turn.units)))
        for uses in taken.values():
            unit = math.lcm(*(demand.denominator for _, demand in uses))
            demands = [int(demand * unit) for _, demand in uses]
            self.cp.add_cumulative([interval for interval, _ in uses], demands, unit)

    def _demand(self, name: str, units: tuple[Fraction, ...]) -> Fraction:
        """The share of all there is of a person, exact."""
        shares = {
            u / row.units if row.units else Fraction(2)
            for u, row in zip(units, self.clock.rows(name), strict=True)
        }
        if len(shares) > 1:
            raise UnsupportedError("a share of a person whose share changes")
        return shares.pop()

    def _booking(self, task: Task, number: int, name: str) -> Any:
        """Somebody is taken from the first working instant to the end of the own share."""

        def edge(option: Option, at: int) -> int:
            taken = option.taken if option.crew == number else ()
            return next(((since, until)[at] for who, since, until in taken if who == name), 0)

        start = self.total(task.id, lambda o: edge(o, 0))
        end = self.total(task.id, lambda o: edge(o, 1))
        size = self.cp.new_int_var(0, self.clock.end + 9 * DAY, "")
        here = self.crew_lits[task.id][number]
        return self.cp.new_optional_interval_var(start, size, end, here, "")

    def _overtime(self) -> None:
        """In no week more overtime than somebody may work; a share of them counts as that."""
        used: dict[tuple[str, int], list[tuple[Fraction, Any]]] = defaultdict(list)
        for task in self.spec.leaves:
            for lit, option in zip(self.lits[task.id], self.options.of[task.id], strict=True):
                crew = self.options.crews[task.id][option.crew]
                taken = {turn.name: turn.units[0] for turn in crew.turns}
                for name, week, minutes in option.overtime:
                    weight = minutes * taken[name] / self.clock.rows(name)[0].units
                    used[name, week].append((weight, lit))
        for (name, _), uses in used.items():
            whole = math.lcm(*(weight.denominator for weight, _ in uses))
            most = self.clock.rows(name)[0].overtime_hours * 60 * whole
            self.cp.add(sum(int(weight * whole) * lit for weight, lit in uses) <= most)

    def _teams(self) -> None:
        """Same means the very same people, different none in common."""
        for task in self.spec.leaves:
            for other in task.same_as:
                self._forbid(task.id, other, lambda a, b: a.names != b.names)
            for other in task.different_from:
                self._forbid(task.id, other, lambda a, b: bool(a.names & b.names))

    def _forbid(self, one: str, other: str, wrong: Any) -> None:
        for x, a in zip(self.crew_lits[one], self.options.crews[one], strict=True):
            for y, b in zip(self.crew_lits[other], self.options.crews[other], strict=True):
                if wrong(a, b):
                    self.cp.add_bool_or(~x, ~y)

    # Phases

    def events(self, name: str, which: Which) -> list[Event]:
        """The event of a task; of a phase, that of its first or last task, whichever it is."""
        if self.spec.by_id[name].spans:
            return self.spanned(self.spec.by_id[name])[which == "F"]
        if name not in self.spec.phases:
            return [Event(name, which)]
        inside = self.spec.within(name)
        if len(inside) == 1:
            return [Event(inside[0].id, which)]
        if (name, which) not in self.ends_of_phase:
            self.ends_of_phase[name, which] = self._edge(inside, which)
        chosen = self.ends_of_phase[name, which]
        return [Event(task, which, (lit,)) for task, lit in chosen.items()]

    def _edge(self, inside: Iterable[Task], which: Which) -> dict[str, Any]:
        """A phase starts with its first task and finishes with its last."""
        if any(task.drop_cost is not None for task in inside):
            raise UnsupportedError("an event of a phase with optional tasks")
        lits = {task.id: self.cp.new_bool_var("") for task in inside}
        self.cp.add_exactly_one(lits.values())
        for name, lit in lits.items():
            mine = self.instants[name, which]
            for other in lits:
                theirs = self.instants[other, which]
                rule = mine <= theirs if which == "S" else mine >= theirs
                self.cp.add(rule).only_enforce_if(lit)
        return lits

    def _phase_dates(self) -> None:
        """Hard dates of a phase bind its first or last task, as those who do it work."""
        for phase in (task for task in self.spec.tasks if task.id in self.spec.phases):
            for rule in phase.dates:
                if rule.kind not in ("SNET", "FNLT"):
                    which: Which = "S" if rule.kind in ("SNLT", "MSO") else "F"
                    for event in self.events(phase.id, which):
                        self._keep_date(event, rule)

    def _keep_date(self, event: Event, rule: HardDate) -> None:
        crews = self.options.crews[event.task]
        for lit, option in zip(self.lits[event.task], self.options.of[event.task], strict=True):
            task = self.spec.by_id[event.task]
            if not self.dates.keeps(task, crews[option.crew], option, rule):
                self.cp.add_bool_or(~lit, *(~when for when in event.when))


def _start(option: Option) -> int:
    return option.start


def _end(option: Option) -> int:
    return option.end
