"""An amount of time as the number that a column of numbers has for it: ``4d`` is 4 in days."""

from collections import Counter
from collections.abc import Sequence

from planner.project import Task
from planner.reading.cells import Cell
from planner.reading.durations import duration
from planner.reading.look import Look
from planner.reading.parts import clock
from planner.reading.tables import Table
from planner.reading.values import BadValueError
from planner.writing.back.typed import number_of

_DECIMALS, _NEAR = 4, 1e-6


class NumberMeaning:
    """What one of the numbers in a column of durations is, by the tasks read from them.

    Args:
        look: How the workbook is read.
        table: The table with the column.
    """

    def __init__(self, look: Look, table: Table) -> None:
        language = look.tables.language if look.tables else ""
        self._clock = clock(look.project.settings, language) if look.project else None
        tasks = look.project.tasks if look.project else ()
        self._tasks = {t.source.row: t for t in tasks if t.source.sheet == table.sheet.name}

    def in_numbers(self, cells: Sequence[Cell], field: str, text: str) -> str:
        """The text as a number like those of a column; unchanged where it has none for it.

        Args:
            cells: Those of the column; most of them have to be numbers.
            field: ``duration`` or ``work``.
            text: An amount of time such as ``4d``.
        """
        numbers = [one for one in cells if one.kind == "number"]
        if self._clock is None or number_of(text) is not None or 2 * len(numbers) <= len(cells):
            return text
        each = [one for cell in numbers if (one := self._each(cell, field))]
        if not each:
            return text
        ((per, _),) = Counter(each).most_common(1)
        try:
            minutes = duration(Cell(1, 1, "text", text), self._clock)
        except BadValueError:
            return text
        number = round(minutes / per, _DECIMALS)
        return f"{number:.15g}" if abs(number * per - minutes) < _NEAR else text

    def _each(self, cell: Cell, field: str) -> float:
        """The minutes that each unit of a number stands for; 0 if nobody knows."""
        task: Task | None = self._tasks.get(cell.row)
        minutes = getattr(task, field, None) if task and field in ("duration", "work") else None
        if not minutes or not isinstance(cell.value, int | float) or cell.value <= 0:
            return 0
        return float(round(minutes / cell.value, _DECIMALS))
