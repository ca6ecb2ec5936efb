"""Stocks of materials while activities are placed: where a schedule may go on."""

from dataclasses import replace

from models.materials import Consumption, Material, Supply
from models.measures.material_use import used
from models.problem import Mode, Problem, once
from models.schedule import Task
from models.search.room import Room


class Stocks:
    """The stock of each material at each of its supplies; `take` keeps it up to date.

    For what is not placed yet, and has to be, as much is kept back as it uses at least.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.left = [[supply.amount for supply in m.supplies] for m in problem.materials]
        self._uses = any(mode.consumes for a in problem.activities for mode in a.modes)
        self._least = _least(problem) if self._uses else ()
        self._kept = [sum(amounts) for amounts in zip(*self._least, strict=True)]

    def enough(self, i: int, task: Task) -> bool:
        """Whether there is enough for a task that is not placed."""
        return self.lacking(i, task) is None

    def lacking(self, i: int, task: Task) -> tuple[int, Supply] | None:
        """The material that a task lacks, and its latest supply, or None."""
        self.take(i, task, 1)
        found = [
            (m, supply)
            for m, (material, row) in enumerate(zip(self.problem.materials, self.left, strict=True))
            for supply, left in zip(material.supplies, row, strict=True)
            if left < 0
        ]
        self.take(i, task, -1)
        return max(found, key=lambda one: (one[1].until is None, one[1].until or 0), default=None)

    @property
    def short(self) -> bool:
        """Whether more is used of something than there is."""
        return any(left < 0 for row in self.left for left in row)

    def take(self, i: int, task: Task | None, sign: int) -> None:
        """Uses what a task uses (1), or puts it back (-1)."""
        if not self._uses:
            return
        for m, least in enumerate(self._least[i]):
            self._kept[m] -= sign * least
        if task is None:
            return
        for one in self.problem.activities[i].modes[task.mode].consumes:
            row = self.left[one.material]
            for k, supply in enumerate(self.problem.materials[one.material].supplies):
                row[k] -= sign * used(self.problem, i, task, one, supply.until)

    def room(self, i: int, m: int, room: Room) -> Room | None:
        """The room that is left to an activity in a mode; None if there is too little for it."""
        for one in self.problem.activities[i].modes[m].consumes if self._uses else ():
            kept = self._kept[one.material] - self._least[i][one.material]
            supplies = self.problem.materials[one.material].supplies
            for supply, left in zip(supplies, self.left[one.material], strict=True):
                if supply.until is None and one.amount > left - kept:
                    return None
                if supply.until is not None and one.amount > left:
                    room = self._later(i, one, supply.until, max(0, left), room)
        return room

    def _later(self, i: int, one: Consumption, until: int, left: int, room: Room) -> Room:
        """The room in which no more than what is left is used before a slot."""
        if one.spread:
            calendar = self.problem.used_by(i, one)
            work = left * calendar.needs(one.spread) // one.amount
            first = calendar.reaching(calendar.progress(until) - work)
            first = until if first is None else first
            return replace(room, start_min=max(room.start_min, first))
        if one.accrual == "start":
            return replace(room, start_min=max(room.start_min, until))
        return replace(room, end_min=max(room.end_min, until + 1))

    def materials(self) -> tuple[Material, ...]:
        """The materials as far as they are left."""
        return tuple(
            replace(
                material,
                supplies=tuple(
                    Supply(until=supply.until, amount=left)
                    for supply, left in zip(material.supplies, row, strict=True)
                ),
            )
            for material, row in zip(self.problem.materials, self.left, strict=True)
        )


@once
def _least(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """The least use of each material by each activity; an optional activity uses none."""
    materials = range(len(problem.materials))
    return tuple(
        tuple(
            0 if activity.optional else min(_of(mode, m) for mode in activity.modes)
            for m in materials
        )
        for activity in problem.activities
    )


def _of(mode: Mode, material: int) -> int:
    return sum(one.amount for one in mode.consumes if one.material == material)
