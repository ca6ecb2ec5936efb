"""What is good: every measure as a linear expression of the model, exact to the cent and minute."""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.reference.clock import DAY, WorkTime, month_of
from tests.reference.model import Event, Expr, Model
from tests.reference.options import Month, hourly
from tests.reference.spec import Budget, Task, UnsupportedError

FINEST = 10**7
"""The most parts of a unit of money that are told apart."""


class Goals:
    """The measures of a model."""

    def __init__(self, model: Model) -> None:
        self.model, self.spec, self.cp = model, model.spec, model.cp
        self.clock, self.options = model.clock, model.options
        self.cost_unit = self._cost_unit()

    def _cost_unit(self) -> int:
        options = (o for options in self.options.of.values() for o in options)
        unit = math.lcm(100, *{c.denominator for o in options for c in o.cost.values()})
        for task in self.spec.hammocks:
            for turn in self.options.crews[task.id][0].turns:
                for row, units in zip(self.clock.rows(turn.name), turn.units, strict=True):
                    unit = math.lcm(unit, (hourly(self.spec, row) * units / 60).denominator)
        if unit > FINEST:
            raise UnsupportedError("money too finely divided")
        return unit

    def spent(self, tasks: Iterable[Task], month: Month | None) -> Expr:
        """What some tasks cost, in all or in a month."""
        sums: list[Any] = [0]
        for task in tasks:
            if task.spans:
                sums += self._hammock_cost(task, month)
                continue
            for lit, option in zip(self.model.lits[task.id], self.options.of[task.id], strict=True):
                costs = option.cost.items()
                amount = sum((c for m, c in costs if month in (None, m)), Fraction(0))
                if amount:
                    sums.append(lit * int(amount * self.cost_unit))
        return sum(sums)

    def _hammock_cost(self, task: Task, month: Month | None) -> Iterable[Expr]:
        """A hammock costs the hours that its people work between its start and its finish."""
        first, last = self.model.spanned(task)
        for turn in self.options.crews[task.id][0].turns:
            for number, row in enumerate(self.clock.rows(turn.name)):
                rate = hourly(self.spec, row) * turn.units[number] / 60 * self.cost_unit
                pieces = tuple(p for p in turn.time.pieces if p.row == number)
                if month is not None and {month_of(p.start) for p in pieces} != {month}:
                    raise UnsupportedError("a hammock under a monthly budget")
                time = WorkTime(pieces)
                until, since = (
                    self.model.position(last[0], time),
                    self.model.position(first[0], time),
                )
                yield int(rate) * (until - since)
                yield int(row.cost_per_use * turn.units[number] * self.cost_unit)
                if row.cost_per_use and len(turn.units) > 1:
                    raise UnsupportedError("a cost per use of a hammock that changes")
        if task.fixed_cost:
            yield int(task.fixed_cost * self.cost_unit)

    def budgets(self) -> list[Expr]:
        """A budget without a price is hard; with one, each unit above it costs so much."""
        return [price for budget in self.spec.budgets for price in self._budget(budget)]

    def _budget(self, budget: Budget) -> Iterable[Expr]:
        planned = (*self.spec.leaves, *self.spec.hammocks)
        tasks = self.spec.within(budget.scope) if budget.scope else planned
        spent = self.spent(tasks, budget.month)
        if not budget.scope and not budget.month:
            spent += self.days_paid()
        elif not budget.scope and self.spec.settings.cost_per_day:
            raise UnsupportedError("cost per day under a monthly budget")
        limit = int(budget.limit * self.cost_unit)
        if budget.price is None:
            self.cp.add(spent <= limit)
        elif budget.price:
            over = self.cp.new_int_var(0, 10**13, "")
            self.cp.add(over >= spent - limit)
            yield budget.price * over

    def days_paid(self) -> Expr:
        """The project costs so much on each calendar day from its first start to its finish."""
        if not self.spec.settings.cost_per_day:
            return 0
        first = self.cp.new_int_var(0, 10**6, "")
        last = self.cp.new_int_var(0, 10**6, "")
        for task in self.spec.leaves:
            here = self.model.present[task.id]
            starts = self.model.total(task.id, lambda o: o.start // DAY)
            ends = self.model.total(task.id, lambda o: max(o.start, o.end - 1) // DAY)
            self.cp.add(first <= starts).only_enforce_if(here)
            self.cp.add(last >= ends).only_enforce_if(here)
        return int(self.spec.settings.cost_per_day * self.cost_unit) * (last - first + 1)

    def cost(self) -> Expr:
        """All money: people, fixed cost, days, what is left out, budgets exceeded."""
        planned = (*self.spec.leaves, *self.spec.hammocks)
        drops = [
            int(t.drop_cost * self.cost_unit) * (1 - self.model.present[t.id])
            for t in self.spec.leaves
            if t.drop_cost
        ]
        return self.spent(planned, None) + self.days_paid() + sum(drops) + sum(self.budgets())

    def late(self) -> dict[str, Any]:
        """Minutes of the project's working time after each deadline."""
        found = {}
        for task in self.spec.tasks:
            if task.deadline is None:
                continue
            late = self.cp.new_int_var(0, self.clock.end, "")
            for leaf in self.spec.within(task.id):
                self.cp.add(late >= self.model.total(leaf.id, self._lateness(leaf, task)))
            found[task.id] = late
        return found

    def _lateness(self, leaf: Task, task: Task) -> Any:
        crews, deadline = self.options.crews[leaf.id], task.deadline
        assert deadline is not None
        return lambda option: self.model.dates.late(leaf, crews[option.crew], option, deadline)

    def finish(self) -> Expr:
        """The project's working time until everything is done; a hammock never makes it."""
        latest = self.cp.new_int_var(0, self.clock.end, "")
        for task in self.spec.leaves:
            self.cp.add(latest >= self.model.position(Event(task.id, "F"), self.clock.project))
        return latest

    def wishes(self) -> Expr:
        """Seats that nobody preferred takes."""
        sums: list[Any] = [0]
        for task in self.spec.leaves:
            for lit, crew in zip(
                self.model.crew_lits[task.id], self.options.crews[task.id], strict=True
            ):
                if task.preferred:
                    sums.append(len(crew.names - set(task.preferred)) * lit)
        return sum(sums)

    def all(self) -> list[tuple[str, Expr, Fraction]]:
        """Each goal by name, as whole numbers, with the unit they count in.

        Without any deadline the finish takes the place of lateness. Where every deadline has a
        penalty, lateness is that money.
        """
        wanted = list(self.spec.settings.goals)
        due = [t for t in self.spec.tasks if t.deadline and (t.priority or t.late_penalty)]
        if not due:
            wanted = ["finish" if g in ("lateness", "late_count") else g for g in wanted]
        if any(task.preferred and task.seats for task in self.spec.tasks):
            wanted.append("wishes")
        late = self.late()
        if not {"cost", "money"} & set(wanted):
            self.budgets()
        found = [(name, *self._goal(name, due, late)) for name in dict.fromkeys(wanted)]
        at = [name for name, *_ in found].index("finish") + 1 if "finish" in wanted else 0
        if at and (self.spec.calendars or any(task.calendar for task in self.spec.tasks)):
            found.insert(at, ("", self.last(), Fraction(1)))
        return found

    def last(self) -> Expr:
        """When everything is done on the clock: of two finishes that are equal in the project's
        time the earlier one is better.
        """
        latest = self.cp.new_int_var(0, self.clock.end + DAY, "")
        for task in self.spec.leaves:
            self.cp.add(latest >= self.model.instants[task.id, "F"])
        return latest

    def _goal(self, name: str, due: list[Task], late: dict[str, Any]) -> tuple[Expr, Fraction]:
        day = self.spec.settings.day
        if name == "finish":
            return self.finish(), Fraction(1, day)
        if name == "cost":
            return self.cost(), Fraction(1, self.cost_unit)
        if name == "wishes":
            return self.wishes(), Fraction(1)
        if name == "late_count":
            return self._late_count(late), Fraction(1)
        if name == "money":
            paid = sum(int((t.late_penalty or 0) * 100) * late[t.id] for t in due)
            return self.cost() * 100 * day + paid * self.cost_unit, Fraction(
                1, 100 * day * self.cost_unit
            )
        if name == "lateness":
            if all(task.late_penalty for task in due):
                weights = {t.id: int((t.late_penalty or 0) * 100) for t in due}
                return sum(weights[t.id] * late[t.id] for t in due), Fraction(1, 100 * day)
            return sum(t.priority * late[t.id] for t in due), Fraction(1, 500 * day)
        raise UnsupportedError(f"the goal {name}")

    def _late_count(self, late: dict[str, Any]) -> Expr:
        tardy = []
        for minutes in late.values():
            tardy.append(self.cp.new_bool_var(""))
            self.cp.add(minutes == 0).only_enforce_if(~tardy[-1])
        return sum(tardy)
