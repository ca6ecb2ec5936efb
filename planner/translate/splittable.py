"""Decides which tasks may be interrupted, and explains why other splittable ones may not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.splitting import Split
from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.project import Task
from planner.translate.groundwork import Groundwork
from planner.translate.material_stocks import ScarceMaterials
from planner.translate.ways import Way, together
from planner.worktime.grid import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """How tasks may be interrupted.

    Args:
        ground: What is known of the project.
        grid: The axis.
        several: Workers who have several rows, by position.
        stocks: The materials that have a stock.
    """

    ground: Groundwork
    grid: Grid
    several: Sequence[int]
    stocks: ScarceMaterials

    def of(self, row: int, ways: Sequence[Way]) -> Split | None:
        """How a task, or what remains of it, may be interrupted; None if it may not be.

        What has begun has had a piece.
        """
        task = self.ground.project.tasks[row]
        if task.smallest_piece is None or self._obstacle(row, ways) is not None:
            return None
        least = max(1, self.grid.slots(task.smallest_piece))
        most = task.most_pieces - (row in self.ground.history.records)
        most = min(most, self.grid.slots(max(way.longest for way in ways)) // least)
        return Split(least=least, most=most) if most > 1 else None

    def issues(self, ways: Mapping[int, Sequence[Way]]) -> Iterator[Issue]:
        """Splittable tasks that are never interrupted, by the ways of each row."""
        for row, task in enumerate(self.ground.project.tasks):
            if task.smallest_piece is None or task.summary or task.spans or row not in ways:
                continue
            found = self._obstacle(row, ways[row])
            if found is not None and max(way.longest for way in ways[row]):
                reason, remedy = found
                field = next((name for name in _FIELDS if name in task.source.columns), _FIELDS[0])
                message = phrase("it is not interrupted: {reason}", reason=reason)
                yield task.source.issue(
                    "not-interrupted", message, field, remedy=remedy, severity="warning"
                )

    def _obstacle(self, row: int, ways: Sequence[Way]) -> tuple[Phrase, Phrase] | None:
        """Why a task cannot be interrupted, and what to do about it."""
        task, project = self.ground.project.tasks[row], self.ground.project
        if task.unbroken or task.longest_pause is not None:
            return phrase("nothing may pause it"), phrase("clear Unbroken and Longest Pause")
        if not self._at_once(task, ways):
            return (
                phrase("several people do it, each for themselves"),
                phrase("write Yes as Together, or one person"),
            )
        workers = {one.worker for way in ways for part in way.parts for one in part.stints}
        for worker in sorted(workers & set(self.several)):
            name = self.ground.crew.workers[worker].name
            return (
                phrase("what there is of {name} changes at a date", name=name),
                phrase("give {name} a single row, or let others do it", name=name),
            )
        if any(self._counts(row, budget.scope) for budget in project.budgets
               if budget.start is not None or budget.finish is not None):  # fmt: skip
            return (
                phrase("a budget counts what it costs within some days"),
                phrase("take the days out of the budget"),
            )
        if any(one.spread for way in ways for one in self.stocks.consumption(row, way)):
            return (
                phrase("it uses a material evenly over its work"),
                phrase("let it use the material at its start or end"),
            )
        if row in self.ground.shared:
            return (
                phrase("others wait for a share of its work"),
                phrase("link them by time, or by its finish"),
            )
        return None

    def _at_once(self, task: Task, ways: Sequence[Way]) -> bool:
        """Whether all who do it are there at the same time: together, or it is one person."""
        if together(self.ground.crew, self.ground.project.settings, task):
            return True
        work = all(one.minutes for way in ways for part in way.parts for one in part.stints)
        return work and all(way.alone or not way.parts for way in ways)

    def _counts(self, row: int, scope: str) -> bool:
        """Whether a task is one of those that a budget names."""
        return not scope.strip() or row in self.ground.structure.scope(scope)


_FIELDS = ("splittable", "smallest_piece", "most_pieces")
