"""What the cells of a column look like."""

from datetime import datetime

from planner.reading.cells import Cell
from planner.reading.profile import ColumnProfile


def test_a_column_of_dates_alone_has_nothing_else_however_many_they_are() -> None:
    day = datetime(2027, 3, 1)
    for count in range(1, 61):
        cells = [(n, Cell(n, 1, "date", day)) for n in range(count)]
        column = ColumnProfile(column=1, cells=cells, rows=count, language="en")
        assert column.kinds == {"date": 1, "number": 0, "amount": 0, "text": 0}
