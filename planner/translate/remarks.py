"""Remarks on what became of a project when it was laid on the axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.problem import (
    Budget,
)
from planner.checks.task_faults import constraint_field
from planner.errors import Issue
from planner.phrase import joined, phrase
from planner.translate.activities import Activities
from planner.translate.aims import Aims, unpaid
from planner.translate.groundwork import Groundwork
from planner.translate.prices_in_cents import cents, money, whole
from planner.worktime.grid import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Dates that moved, times that were rounded, limits that were passed, values without effect."""

    ground: Groundwork
    activities: Activities
    aims: Aims
    placed: Sequence[Budget]
    grid: Grid

    def all(self) -> Iterator[Issue]:
        """All remarks, in the order of the sheet of issues."""
        yield from self._rounded()
        yield from self._moved()
        yield from self.activities.open_dates.issues()
        yield from self._overspent()
        yield from self.activities.stocks.issues()
        yield from self._waited()
        yield from self.activities.splits.issues(self.activities.ways)
        for budget in self.ground.project.budgets:
            if budget.price is not None and budget.price != whole(budget.price):
                message = phrase("the price is rounded to {price}", price=whole(budget.price))
                yield budget.source.issue(
                    "rounded", message, "price", got=budget.price, severity="warning"
                )
        for worker in self.ground.times.without_overtime():
            yield worker.source.issue(
                "overtime-ignored",
                phrase(
                    "no overtime is planned: it needs an Overtime Rate, and time off after "
                    "the last shift of a day"
                ),
                "overtime_hours",
                got=f"{worker.overtime_hours:g}",
                remedy=phrase("correct one of them, or leave Overtime Hours blank"),
                severity="warning",
            )
        yield from unpaid(self.ground.project, self.aims)

    def _overspent(self) -> Iterator[Issue]:
        """Hard limits that history has passed."""
        for budget, placed in zip(self.ground.project.budgets, self.placed, strict=True):
            if budget.price is None and placed.price is not None:
                spent = money(cents(budget.limit) - placed.limit)
                yield budget.source.issue(
                    "budget-overspent",
                    phrase(
                        "{spent:,.2f} were spent before the status date, so the limit is only "
                        "shown",
                        spent=spent,
                    ),
                    "limit",
                    got=budget.limit,
                    remedy=phrase("raise it, or give it a Price so that what is above it counts"),
                    severity="warning",
                )

    def _waited(self) -> Iterator[Issue]:
        """Longest waits that were over before the status date."""
        for row, dependency in self.ground.network.passed:
            yield self.ground.project.tasks[row].source.issue(
                "wait-passed",
                phrase(
                    "the longest wait for {task} was over by the status date; it is planned "
                    "without it",
                    task=dependency.task,
                ),
                "predecessors",
                remedy=phrase("record what was done, or allow a longer wait"),
                severity="warning",
            )

    def _moved(self) -> Iterator[Issue]:
        """Dates to be met on days on which nobody works."""
        for origin, window in zip(
            self.ground.network.origins, self.activities.windows, strict=True
        ):
            task = self.ground.project.tasks[origin.row]
            for bound in (*window.starts, *window.ends):
                if bound.moved:
                    starts = bound.event == "start"
                    when = (self.grid.opening if starts else self.grid.closing)(bound.slot)
                    yield task.source.issue(
                        "date-moved",
                        phrase(
                            "nobody who may do it works then, "
                            "so it {form} on {when:%Y-%m-%d %H:%M}",
                            form=phrase("starts") if starts else phrase("finishes"),
                            when=when,
                        ),
                        constraint_field(task, bound.kind),
                        got=f"{bound.when:%Y-%m-%d}",
                        remedy=phrase("move the date, or let somebody work on it"),
                        severity="warning",
                    )

    def _rounded(self) -> Iterator[Issue]:
        """Amounts of time that coarse slots make longer or shorter, and by how much."""
        grid, tasks = self.grid, self.ground.project.tasks
        if grid.exact:
            return
        slot = grid.slot_minutes
        longer = [
            (grid.slots(way.longest) * slot - way.longest, tasks[row])
            for row, options in self.ground.ways.items()
            for way in options
        ]
        lags = (
            grid.slots(link.minutes) * slot - link.minutes for link in self.ground.network.links
        )
        most, task = max(longer, key=lambda one: one[0], default=(0, None))
        changes = [
            phrase("work is up to {n} min longer (task {task})", n=most, task=task.id)
            if task and most
            else "",
            phrase("lags up to {n} min longer", n=lag) if (lag := max(lags, default=0)) else "",
            phrase("a working day is up to {n} min shorter", n=grid.lost) if grid.lost else "",
        ]
        told = joined(", ", filter(None, changes))
        yield self.ground.project.settings.source.issue(
            "rounded",
            phrase(
                "planned in steps of {slot} min, as there would be too many of {unit} min: {what}",
                slot=slot,
                unit=grid.unit,
                what=told or phrase("dates move by less than {n} min", n=slot),
            ),
            remedy=phrase(
                "shorten what lies far in the future, or write times in wholes of {slot} "
                "min; what is proved holds for these steps, money is paid for the exact "
                "work",
                slot=slot,
            ),
            severity="warning",
        )
