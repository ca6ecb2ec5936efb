"""Stocks and deliveries on the axis, and their use by tasks."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from models.calendars import union
from models.materials import Consumption, Material
from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Need, Project, Resource, Task
from planner.translate.modes import Calendars
from planner.translate.recorded_history import History, left
from planner.translate.ways import Way, exact
from planner.worktime.grid import Grid
from planner.worktime.moments import moment

_MOST = 10**6
"""Units of one of what a material is counted in, at most."""


@dataclass(frozen=True, kw_only=True)
class ScarceMaterials:
    """The materials whose supply is limited, in whole units.

    The supply excludes what finished tasks, and tasks under way so far, have used.
    """

    project: Project
    history: History
    grid: Grid
    placed: Calendars

    @cached_property
    def limited(self) -> tuple[Resource, ...]:
        """These materials; `models` knows them by position."""
        return self.project.limited_materials

    @cached_property
    def _position(self) -> dict[str, int]:
        return {one.name: m for m, one in enumerate(self.limited)}

    @cached_property
    def scales(self) -> tuple[int, ...]:
        """For each material the units of its unit of measure, such that all quantities are whole.

        If that needs too many, quantities used are rounded up by a negligible amount.
        """
        quantities = {one.name: [Fraction(one.stock or 0)] for one in self.limited}
        for delivery in self.project.deliveries:
            quantities.get(delivery.material, []).append(Fraction(delivery.quantity))
        for task in self.project.tasks:
            for name, amount, _ in self._uses(task):
                quantities[name].append(amount)
        return tuple(
            min(_MOST, math.lcm(*(one.denominator for one in quantities[m.name])))
            for m in self.limited
        )

    def materials(self) -> tuple[Material, ...]:
        """The materials with stocks and deliveries, less what was used before the status date."""
        return tuple(self._material(m, one) for m, one in enumerate(self.limited))

    def _material(self, m: int, one: Resource) -> Material:
        scale, used = self.scales[m], self.used[m]
        deliveries = (
            (self.grid.first_start(moment(d.when)), int(d.quantity * scale))
            for d in self.project.deliveries
            if d.material == one.name
        )
        whole = Material.delivered(one.name, int((one.stock or 0) * scale), deliveries)
        return whole.less(used)

    @cached_property
    def used(self) -> tuple[int, ...]:
        """Units of each that were used before the status date."""
        found = [0] * len(self.limited)
        for row in self.history.records:
            for m, units, _ in self.begun(row):
                found[m] += units
        return tuple(found)

    def begun(self, row: int) -> Iterator[tuple[int, int, str]]:
        """The use of materials so far by a task: material, units, and when."""
        for name, amount, accrual in self._uses(self.project.tasks[row]):
            m = self._position[name]
            yield m, self._begun(row, amount * self.scales[m], accrual), accrual

    def _begun(self, row: int, amount: Fraction, accrual: str) -> int:
        """The use of materials so far by a task."""
        record = self.history.records.get(row)
        if record is None or (accrual == "end" and not record.done):
            return 0
        if record.done or accrual == "start":
            return math.ceil(amount)
        open_ = left(self.project.tasks[row], self.history.whole[row][0])
        return math.ceil(amount * max(Fraction(0), 1 - open_))

    def consumption(self, row: int, way: Way) -> tuple[Consumption, ...]:
        """The use of materials by a way to do a task, or by what remains of it."""
        found = []
        for name, amount, accrual in self._uses(self.project.tasks[row]):
            m = self._position[name]
            units = math.ceil(amount * self.scales[m])
            units -= self._begun(row, amount * self.scales[m], accrual)
            spread, calendar = self._over(row, way) if accrual == "prorated" else (0, None)
            found.append(
                Consumption(
                    material=m,
                    amount=units,
                    accrual="end" if accrual == "end" else "start",
                    spread=spread,
                    calendar=calendar,
                )
            )
        return tuple(found)

    def _over(self, row: int, way: Way) -> tuple[int, int | None]:
        """The work over which something is used evenly; the use is never counted too late.

        It counts by the hours of those who may do the task, and as fast as the fastest of them; at
        the start if the duration is unknown.
        """
        task = self.project.tasks[row]
        if task.unbroken or task.spans or way.overtime:
            return 0, None
        if not way.parts:
            return self.grid.slots(way.minutes), None
        shortest = max(min((one.minutes for one in part.stints), default=Fraction(0))
                       for part in way.parts)  # fmt: skip
        workers = {one.worker for part in way.parts for one in part.stints}
        calendars = sorted({self.placed.of(worker, task.calendar) for worker in workers})
        if not calendars:
            return 0, None
        at = calendars[0]
        if len(calendars) > 1:
            at = self.placed.add(union(self.placed.all[k] for k in calendars))
        return int(shortest // self.grid.slot_minutes), at

    def _uses(self, task: Task) -> Iterable[tuple[str, Fraction, str]]:
        """The uses of a task: which material, how much, and when."""
        for need in () if task.summary else task.needs:
            for name in need.names:
                if name in self._position:
                    yield name, quantity(need), need.accrual

    def issues(self) -> Iterable[Issue]:
        """Materials of which more was used than was supplied."""
        for one, used, scale in zip(self.limited, self.used, self.scales, strict=True):
            comes = [d.quantity for d in self.project.deliveries if d.material == one.name]
            there = sum(comes, one.stock or Decimal(0))
            if used > there * scale:
                yield one.source.issue(
                    "material-overused",
                    phrase(
                        "{amount:,.12g} of {material} were used before the status date",
                        amount=used / scale,
                        material=one.name,
                    ),
                    "stock",
                    got=there,
                    remedy=phrase("correct what was at hand, or add the delivery"),
                    severity="warning",
                )


def quantity(need: Need) -> Fraction:
    """The quantity of a material that is needed."""
    return exact(need.units) * need.count
