"""Tables with a day in one column and the times of a start and an end in two others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planner.phrase import phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import when
from planner.reading.heading import Heading
from planner.reading.profile import as_number
from planner.reading.span_texts import is_date
from planner.reading.tables import Table
from planner.reading.values import BadValueError

_FEWEST, _MOSTLY = 3, 0.8
_DAY, _MINUTE, _HOUR = timedelta(days=1), timedelta(minutes=1), timedelta(hours=1)
_OTHERS = frozenset(["", "duration", "deadline", "work"])
"""What the cells of such columns may have been taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """The columns of the days and of the times, and row → start and end."""

    day: int
    first: int
    last: int
    spans: Mapping[int, tuple[datetime, datetime]]


def with_clock(table: Table) -> Table:
    """The table with the days and the times put together as starts and finishes.

    Only where it has no other dates. Durations without a unit that count the minutes or hours in
    between have that unit.
    """
    if {"start", "finish"} & table.fields.keys():
        return table
    free = [h for h in table.headings if h.field in _OTHERS and not h.ignored and not h.person]
    clock = _clock(table, [h.column for h in free])
    if clock is None:
        return table
    rows = {number: dict(cells) for number, cells in table.sheet.rows.items()}
    for number, ends in clock.spans.items():
        for column, moment in zip((clock.first, clock.last), ends, strict=True):
            cell = rows[number][column]
            rows[number][column] = cell._replace(kind="date", value=moment)
    why = phrase("its times are those of the days in {column}", column=letters(clock.day))
    fields = {clock.first: "start", clock.last: "finish"}
    headings = tuple(
        replace(h, field=fields[h.column], by_content=why, names=())
        if h.column in (clock.first, clock.last)
        else replace(h, field="", by_content="", names=(), span=True)
        if h.column == clock.day
        else _counted(h, table, clock)
        for h in table.headings
    )
    return replace(table, sheet=replace(table.sheet, rows=rows), headings=headings)


def _clock(table: Table, columns: Sequence[int]) -> _Clock | None:
    """The first columns of days with two of times next to each other somewhere right of them."""
    rows = {n: cells for n, cells in table.sheet.rows.items() if n > table.header}
    dated, timed = Counter[int](), Counter[int]()
    for cells in rows.values():
        dated.update(column for column, cell in cells.items() if is_date(cell))
        timed.update(c for c, cell in cells.items() if isinstance(cell.value, timedelta))
    times = {column for column in columns if timed[column] >= _FEWEST}
    for day in (column for column in columns if dated[column] >= _FEWEST):
        for first in sorted(c for c in times if c > day and c + 1 in times):
            spans = {
                number: ends
                for number, cells in rows.items()
                if (ends := _ends(cells.get(day), cells.get(first), cells.get(first + 1)))
            }
            filled = sum(first in cells for cells in rows.values())
            if len(spans) >= _FEWEST and len(spans) >= _MOSTLY * filled:
                return _Clock(day=day, first=first, last=first + 1, spans=spans)
    return None


def _ends(
    day: Cell | None, start: Cell | None, end: Cell | None
) -> tuple[datetime, datetime] | None:
    """Start and end on a day; None where a cell is something else, or the end is not later."""
    if day is None or start is None or end is None or not is_date(day):
        return None
    one, two = start.value, end.value
    if not isinstance(one, timedelta) or not isinstance(two, timedelta) or not one < two <= _DAY:
        return None
    with suppress(BadValueError):
        midnight = when(day, "dmy").replace(hour=0, minute=0, second=0)
        return midnight + one, midnight + two
    return None


def _counted(heading: Heading, table: Table, clock: _Clock) -> Heading:
    """The heading of durations, with the unit in which they count the time from start to end."""
    if heading.field != "duration" or heading.unit:
        return heading
    told = {
        number: value
        for number in clock.spans
        if (cell := table.sheet.rows[number].get(heading.column))
        and (value := as_number(cell)) is not None
    }
    for unit, length in (("m", _MINUTE), ("h", _HOUR)):
        same = sum(clock.spans[n][1] - clock.spans[n][0] == v * length for n, v in told.items())
        if same > len(told) / 2:
            return replace(heading, unit=unit)
    return heading
