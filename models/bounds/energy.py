"""Redundant: by no date can more be done than there is time for.

For a date t, a group G of resources with capacities C and working times W, activities i of which
G has to do at least the energy e_i(G) = min over modes of Σ of the least units × work on the seats
that only G can take, and ``done_it ⇔ end_i ≤ t``:

    Σ e_i(G) × done_it  ≤  Σ over r in G of C_r × W_r(t) − reserved

The dates are due slots, and an even spread up to where all could be done. They bound

    tardy_i  ≥  Σ over dates t_k > due_i of Δ(t_{k−1}, t_k) × (1 − done_i,k)     (t_0 = due_i)
    late_i   ≥  1 − done_it                                                     (t = due_i)

and ``done_jt ≥ done_it`` where i waits for the end of j. Without these rows the linear relaxation
lets everything be done at once; with them it is that of a fractional plan by dates (energetic
reasoning as of Baptiste, Le Pape and Nuijten 2001, stated for the relaxation of lateness).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ortools.sat.python import cp_model

from models.bounds.load import reserved
from models.bounds.lower import last_end
from models.cpsat.variables import Linear, Variables
from models.measures.duedates import slots_between
from models.problem import Activity, Problem
from models.schedule import Schedule

_DATES = 24
"""Dates that get rows."""

_UNIONS = 10
"""Groups of candidates up to which pairs of them are looked at too."""


def add(
    variables: Variables, tardy: Mapping[int, Linear], late: Mapping[int, cp_model.IntVar]
) -> None:
    """Add the rows.

    Args:
        variables: The variables of the model to add to.
        tardy: For some activities, their tardy slots; at least those.
        late: For some activities, a literal that is true if they are late.
    """
    rows = _Rows(variables, _dates(variables.problem))
    for i, slots in tardy.items():
        rows.bound_tardy(i, slots)
    for i, literal in late.items():
        rows.bound_late(i, literal)
    rows.limit()
    rows.order()


def _dates(problem: Problem) -> list[int]:
    last = last_end(problem, range(len(problem.activities)))
    due = {a.due for a in problem.activities if a.due is not None and a.weight}
    spread = {round(last * k / _DATES) for k in range(1, _DATES + 1)}
    dates = sorted(t for t in due | spread if 0 < t <= last)
    return dates[:: -(-len(dates) // _DATES)] if dates else []


class _Rows:
    def __init__(self, variables: Variables, dates: list[int]) -> None:
        self.variables, self.problem, self.model = variables, variables.problem, variables.model
        self.dates = dates
        self._done: dict[tuple[int, int], Linear] = {}

    def done(self, i: int, t: int) -> Linear:
        """Whether an activity that must be done has ended by a date; made once."""
        if (i, t) not in self._done:
            self._done[i, t] = self._made(i, t)
        return self._done[i, t]

    def _made(self, i: int, t: int) -> Linear:
        variables = self.variables
        if t < variables.window[i][0] + variables.span[i][0]:
            return 0
        if t >= variables.window[i][1]:
            return 1

        def by(schedule: Schedule) -> bool:
            task = schedule.tasks[i]
            return task is not None and task.end <= t

        literal = variables.boolean(f"done[{i},{t}]", by)
        self.model.add(variables.end[i] <= t).only_enforce_if(literal)
        self.model.add(variables.end[i] > t).only_enforce_if(~literal)
        return literal

    def bound_tardy(self, i: int, slots: Linear) -> None:
        before = self.problem.activities[i].due
        if before is None or self.problem.activities[i].optional:
            return
        terms: list[Linear] = []
        for t in self.dates:
            if t > before:
                terms.append(slots_between(self.problem, before, t) * (1 - self.done(i, t)))
                before = t
        self.model.add(slots >= cp_model.LinearExpr.sum(terms))

    def bound_late(self, i: int, literal: cp_model.IntVar) -> None:
        activity = self.problem.activities[i]
        due = activity.due
        if due is None or due not in self.dates or activity.optional:
            return
        if slots_between(self.problem, due, due + 1):  # else it may end later and not be late
            self.model.add(literal + self.done(i, due) >= 1)

    def limit(self) -> None:
        """Nobody does more by a date than there is time for."""
        energies = [list(_energies(activity)) for activity in self.problem.activities]
        taken = {t: reserved(self.problem, t) for t in self.dates}
        for group in _groups({group for energy in energies for way in energy for group in way}):
            inside = {i: least for i, e in enumerate(energies) if (least := _least(e, group))}
            for t in self.dates:
                time = sum(self._time(r, t) - taken[t].get(r, 0) for r in group)
                if sum(inside.values()) > time:
                    terms = [energy * self.done(i, t) for i, energy in inside.items()]
                    self.model.add(cp_model.LinearExpr.sum(terms) <= time)

    def _time(self, r: int, t: int) -> int:
        return self.problem.resources[r].capacity * self.problem.widest[r].worked(t)

    def order(self) -> None:
        """Nothing that waits for the end of an activity is done before that activity."""
        for link in self.problem.precedences:
            pair = self.problem.activities[link.first], self.problem.activities[link.second]
            if link.kind[0] == "S" or link.kind == "SF" or not link.forward:
                continue
            if not any(activity.optional for activity in pair):
                for t in self.dates:
                    second = self.done(link.second, t)
                    if not isinstance(second, int):
                        self.model.add(self.done(link.first, t) >= second)


SeatEnergy = dict[frozenset[int], int]
"""The resources that can take some seats → units × slots of work those take at least."""


def _energies(activity: Activity) -> Iterator[SeatEnergy]:
    """For each mode of an activity that must be done."""
    for mode in () if activity.optional else activity.modes:
        way: SeatEnergy = defaultdict(int)
        for seat in mode.seats:
            way[seat.group] += seat.energy
        yield way


def _least(ways: list[SeatEnergy], group: frozenset[int]) -> int:
    """The least energy that an activity takes of the group, in any mode."""
    return min((sum(e for some, e in way.items() if some <= group) for way in ways), default=0)


def _groups(groups: set[frozenset[int]]) -> list[frozenset[int]]:
    """The groups, everybody, and unions of two."""
    found = groups | {frozenset(r for group in groups for r in group)}
    if len(found) <= _UNIONS:
        found |= {one | two for one in found for two in found}
    return sorted(found, key=sorted)
