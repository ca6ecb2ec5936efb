"""Every decision as CP-SAT variables: made once, with tight domains, asked for by meaning.

For activity i, mode m, seat s, resource r:

* ``start[i]``, ``size[i]``, ``end[i]``: when it runs; ``end = start + size``;
* ``present[i]``: it is not left out; ``mode[i][m]``: it runs in mode m;
* ``sits[i][m, s, r]``: r is on seat s of mode m; ``uses[i][r]``: r is on any of its seats.

What is fixed by the problem is a constant, not a variable; `memo` keeps expressions that several
rules share, `pieces` the functions behind them, `stays` when people do their own work, `efforts`
when those do who may work overtime, `splits` the pieces of what may be interrupted, `groups` the
parts of work that take the same time, `tardy` and `late` what the goals say of each due date,
`days` when everything begins and ends. Rules that need variables of their own make them through
`boolean` and `integer`, which take the value each has in a given schedule, so that a hint is always
complete.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.bookings import distributed
from models.cpsat.piecewise import Piece
from models.problem import Problem
from models.schedule import Assignment, Extra, Schedule, Task
from models.timing import durations
from models.timing.durations import DurationKind, Ranges, WorkPart
from models.timing.network import windows

if TYPE_CHECKING:
    from models.cpsat.calendar_days import DayOfInstant
    from models.cpsat.overtime_work import OvertimeWork
    from models.cpsat.splits import SplitVariables
    from models.cpsat.stays import StayVariables

ValueOf = Callable[[Schedule], int]
"""What a variable is in a given schedule."""

Linear = cp_model.LinearExpr | int
"""A variable, a linear expression, or a constant."""


def domain(ranges: Ranges) -> cp_model.Domain:
    """The slots in the ranges."""
    return cp_model.Domain.from_flat_intervals(list(chain.from_iterable(ranges)))


def holding(groups: dict[int, Ranges], slot: int) -> int | None:
    """Which of the groups has a range that holds the slot; their ranges increase."""
    for value, ranges in groups.items():
        k = bisect_right(ranges, slot, key=itemgetter(0)) - 1
        if k >= 0 and slot <= ranges[k][1]:
            return value
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An interval that takes units of a resource; `least` is the least slots it spans."""

    interval: cp_model.IntervalVar
    units: int
    least: int


class Variables:
    """The variables of a problem in a model, see the module.

    Args:
        problem: What is planned.
        model: The model to add to.
    """

    def __init__(self, problem: Problem, model: cp_model.CpModel) -> None:
        self.problem = problem
        self.model = model
        self.true = model.new_constant(1)
        self.taking: list[list[Use]] | None = None
        self.tardy: dict[int, Linear] = {}
        self.late: dict[int, cp_model.IntVar] = {}
        self.memo: dict[tuple[object, ...], Linear] = {}
        self.pieces: dict[tuple[object, ...], tuple[Piece, ...]] = {}
        self.instants: tuple[Schedule, dict[tuple[int, str], int]] | None = None
        self.stays: dict[tuple[int, int, int], StayVariables] = {}
        self.groups: dict[int, dict[DurationKind, tuple[WorkPart, ...]]] = {}
        self.efforts: dict[tuple[int, int, int, int], OvertimeWork] = {}
        self.splits: dict[int, SplitVariables] = {}
        self.days: tuple[DayOfInstant, DayOfInstant] | None = None
        self._starts: dict[tuple[int, int], dict[int, cp_model.Domain]] = {}
        self._gaps: dict[int, dict[int, tuple[list[int], cp_model.Domain]]] = {}
        self._value_by_index: dict[int, ValueOf] = {self.true.index: lambda _: 1}
        activities = range(len(problem.activities))
        self.window = self._windows()
        self.exclusive = [durations.exclusive(problem, i) for i in activities]
        self.alike = [
            problem.activities[i].together or alone for i, alone in enumerate(self.exclusive)
        ]
        self.apart = [not self.alike[i] and durations.apart(problem, i) for i in activities]
        self.span = [durations.span(problem, i, self.window[i]) for i in activities]
        self.start = [self._start(i) for i in activities]
        self.size = [self._size(i) for i in activities]
        self.end = [self._end(i) for i in activities]
        self.present = [self._present(i) for i in activities]
        self.mode = [self._modes(i) for i in activities]
        self.sits = [dict(self._seats(i)) for i in activities]
        self.uses = [self._uses(i) for i in activities]

    def total(self, terms: Sequence[Linear]) -> Linear:
        """The sum of some terms, built in one go."""
        return cp_model.LinearExpr.sum(list(terms))

    def boolean(self, name: str, value: ValueOf) -> cp_model.IntVar:
        """A new 0-1 variable; `value` tells it for a schedule."""
        return self._noted(self.model.new_bool_var(name), value)

    def integer(self, low: int, high: int, name: str, value: ValueOf) -> cp_model.IntVar:
        """A new integer variable in ``low … high``; `value` tells it for a schedule."""
        return self._noted(self.model.new_int_var(low, max(low, high), name), value)

    def _noted(self, variable: cp_model.IntVar, value: ValueOf) -> cp_model.IntVar:
        self._value_by_index[variable.index] = value
        return variable

    def value_of(self, variable: cp_model.IntVar) -> ValueOf:
        """What the variable is in a given schedule."""
        return self._value_by_index[variable.index]

    def hint(self, schedule: Schedule) -> None:
        """Suggest the schedule to the solver, every variable of it."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        hint = self.model.proto.solution_hint  # written at once: one call for each takes longer
        hint.vars.extend(list(self._value_by_index))
        hint.values.extend([int(value(schedule)) for value in self._value_by_index.values()])

    def extract(self, value: Callable[[Linear], int]) -> Schedule:
        """The schedule in a solution; `value` gives an expression's value there."""
        return Schedule(tasks=tuple(self._task(i, value) for i in range(len(self.start))))

    def _task(self, i: int, value: Callable[[Linear], int]) -> Task | None:
        if not value(self.present[i]):
            return None
        mode = next(m for m, chosen in enumerate(self.mode[i]) if value(chosen))
        assignments = tuple(
            Assignment(seat=s, resource=r)
            for (m, s, r), sits in self.sits[i].items()
            if m == mode and value(sits)
        )
        start, end = value(self.start[i]), value(self.end[i])
        extras = tuple(self._extras(i, mode, assignments, value))
        return Task(
            start=start,
            end=end,
            mode=mode,
            assignments=assignments,
            overtime=extras,
            breaks=self.splits[i].breaks(value) if i in self.splits else (),
        )

    def _extras(
        self, i: int, m: int, assignments: Sequence[Assignment], value: Callable[[Linear], int]
    ) -> Iterator[Extra]:
        """The overtime of those who may work some."""
        for one in assignments:
            effort = self.efforts.get((i, m, one.seat, one.resource))
            if effort is not None:
                seat = self.problem.activities[i].modes[m].seats[one.seat]
                who = next(c for c in seat.candidates if c.resource == one.resource)
                stay = value(effort.start.at), value(effort.end.at)
                amounts = {stretch: value(x) for stretch, x in effort.amounts.items()}
                yield distributed(self.problem, who, stay, amounts)

    def _windows(self) -> list[tuple[int, int]]:
        """For each activity, the span it must lie in; what has no room gets an empty one."""
        found, horizon = windows(self.problem), self.problem.horizon
        pairs = zip(found.earliest_start, found.latest_end, strict=True)
        return [(min(start, horizon), max(min(start, horizon), end)) for start, end in pairs]

    def _start(self, i: int) -> cp_model.IntVar:
        earliest, latest = self.window[i][0], self.window[i][1] - self.span[i][0]
        return self.integer(earliest, latest, f"start[{i}]", lambda s: self.span_in(s, i)[0])

    def _size(self, i: int) -> Linear:
        least, most = self.span[i]
        if least == most:
            return least
        return self.integer(least, most, f"size[{i}]", lambda s: self.span_in(s, i)[1])

    def _end(self, i: int) -> Linear:
        if isinstance(self.size[i], int):
            return self.start[i] + self.size[i]
        earliest, latest = self.window[i][0] + self.span[i][0], self.window[i][1]
        end = self.integer(earliest, latest, f"end[{i}]", lambda s: sum(self.span_in(s, i)))
        self.model.add(end == self.start[i] + self.size[i])
        return end

    def span_in(self, schedule: Schedule, i: int) -> tuple[int, int]:
        """Start and size in the schedule; any consistent pair for what is left out."""
        task = schedule.tasks[i]
        return (task.start, task.end - task.start) if task else (self.window[i][0], self.span[i][0])

    def _present(self, i: int) -> cp_model.IntVar:
        if not self.problem.activities[i].optional:
            return self.true
        return self.boolean(f"present[{i}]", lambda s: s.tasks[i] is not None)

    def _modes(self, i: int) -> list[cp_model.IntVar]:
        modes = self.problem.activities[i].modes
        if len(modes) == 1:
            return [self.present[i]]
        literals = [self._in_mode(i, m) for m in range(len(modes))]
        self.model.add(sum(literals) == self.present[i])
        return literals

    def _in_mode(self, i: int, m: int) -> cp_model.IntVar:
        def value(schedule: Schedule) -> bool:
            task = schedule.tasks[i]
            return task is not None and task.mode == m

        return self.boolean(f"mode[{i},{m}]", value)

    def _seats(self, i: int) -> Iterator[tuple[tuple[int, int, int], cp_model.IntVar]]:
        for m, mode in enumerate(self.problem.activities[i].modes):
            for s, seat in enumerate(mode.seats):
                people = [candidate.resource for candidate in seat.candidates]
                if seat.count == len(people):
                    literals = [self.mode[i][m]] * len(people)
                else:
                    literals = [self._sit(i, m, s, r) for r in people]
                    self.model.add(sum(literals) == seat.count * self.mode[i][m])
                yield from (((m, s, r), at) for r, at in zip(people, literals, strict=True))

    def _sit(self, i: int, m: int, s: int, r: int) -> cp_model.IntVar:
        wanted = Assignment(seat=s, resource=r)

        def value(schedule: Schedule) -> bool:
            task = schedule.tasks[i]
            return task is not None and task.mode == m and wanted in task.assignments

        return self.boolean(f"sits[{i},{m},{s},{r}]", value)

    def _uses(self, i: int) -> dict[int, cp_model.IntVar]:
        sitting: dict[int, list[cp_model.IntVar]] = {}
        for (_, _, r), literal in self.sits[i].items():
            sitting.setdefault(r, []).append(literal)
        return {r: self._any_of(i, r, literals) for r, literals in sitting.items()}

    def _any_of(self, i: int, r: int, literals: list[cp_model.IntVar]) -> cp_model.IntVar:
        """Whether r is on activity i; it sits on one seat at most."""
        if len(literals) == 1:
            return literals[0]

        def value(schedule: Schedule) -> bool:
            task = schedule.tasks[i]
            return task is not None and any(a.resource == r for a in task.assignments)

        used = self.boolean(f"uses[{i},{r}]", value)
        self.model.add(sum(literals) == used)
        return used

    def either(self, literals: Sequence[cp_model.IntVar], name: str) -> cp_model.IntVar:
        """A literal that is true exactly if one of these is."""
        different = {literal.index: literal for literal in literals}
        if self.true.index in different:
            return self.true
        if len(different) == 1:
            return literals[0]
        values = [self._value_by_index[index] for index in different]
        one = self.boolean(name, lambda s: any(value(s) for value in values))
        self.model.add_max_equality(one, list(different.values()))
        return one

    def both(self, literals: tuple[cp_model.IntVar, cp_model.IntVar], name: str) -> cp_model.IntVar:
        """A literal that is true exactly if both of these are."""
        one, other = literals
        if self.true.index in (one.index, other.index):
            return one if other.index == self.true.index else other
        values = self.value_of(one), self.value_of(other)
        found = self.boolean(name, lambda s: all(value(s) for value in values))
        self.model.add_min_equality(found, [one, other])
        return found

    def starts(self, calendar: int, work: int) -> dict[int, cp_model.Domain]:
        """Elapsed size of the work → all starts on the calendar that have it; made once."""
        key = (calendar, work)
        if key not in self._starts:
            sizes = self.problem.calendars[calendar].sizes(work)
            self._starts[key] = {size: domain(ranges) for size, ranges in sizes.items()}
        return self._starts[key]

    def gaps(self, calendar: int) -> dict[int, tuple[list[int], cp_model.Domain]]:
        """Length of a gap of the calendar → the slots after one; 0 → all working slots; made once.

        After the last slot that is worked comes the one past the end of the axis.
        """
        if calendar not in self._gaps:
            what = self.problem.calendars[calendar]
            works = domain([(first, after - 1) for first, after in what.spans])
            ends = what.gaps(self.problem.horizon + 1)
            found = {
                length: (slots, domain([(t, t) for t in slots])) for length, slots in ends.items()
            }
            self._gaps[calendar] = {0: ([], works)} | found
        return self._gaps[calendar]

    def cases(
        self,
        values: Collection[int],
        active: cp_model.IntVar,
        found: Callable[[Schedule], int | None],
        name: str,
    ) -> Iterator[tuple[int, cp_model.IntVar]]:
        """A literal for each value that a function may have.

        Exactly one of the literals is true if `active` is, none otherwise; the caller ties each
        to its value, and to where the function has it.

        Args:
            values: Which there are.
            active: Whether it matters.
            found: The value in a schedule; ``None`` where `active` is false.
            name: For the solver's log.
        """
        several = len(values) > 1
        literals = []
        for value in values:
            literal = self._case(value, found, f"{name}={value}") if several else active
            literals.append(literal)
            yield value, literal
        if several:
            self.model.add(sum(literals) == active)
        elif not values:
            self.model.add(active == 0)

    def _case(
        self, value: int, found: Callable[[Schedule], int | None], name: str
    ) -> cp_model.IntVar:
        return self.boolean(name, lambda schedule: found(schedule) == value)
