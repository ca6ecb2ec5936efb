"""Reads run sheets: times of the day below each other, with the day named once or not at all.

Their times become moments of that day, numbers that count the minutes in between become minutes.
A column of starts alone has each line last until the next one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.durations import unit_of
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import TYPED, as_number, is_amount
from planner.reading.program_grids import as_events, parallel_columns
from planner.reading.tables import Log
from planner.reading.timed_rows import say_endless, without_days
from planner.reading.times_of_day import TimesOfDay, by_columns, day_in, day_taken, times_in
from planner.reading.timetables import days_of_timetable
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_FEWEST, _MOSTLY, _TITLE_ROWS = 3, 0.8, 15
_FEWEST_FITTING = 2
_DAY, _HALF = timedelta(days=1), timedelta(hours=12)
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_LATE = 18
_EVENING, _NIGHT = timedelta(hours=18), timedelta(hours=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Program:
    """The columns of the starts and ends, and row → times; `last` is 0 without ends of their own.

    Args:
        lengths: The column with the length of each row, 0 for none; its numbers count `unit`.
    """

    header: int
    first: int
    last: int
    times: Mapping[int, TimesOfDay]
    lengths: int = 0
    unit: timedelta = _MINUTE


def with_moments(sheet: Sheet, start: datetime | None, reading: HeaderWishes, log: Log) -> Sheet:
    """The sheet with its times of the day as moments, if it is a run sheet, with a note.

    Args:
        sheet: Any sheet.
        start: The day that is taken where the sheet names none.
        reading: What headers may be called.
        log: Receives the note.
    """
    program = _program(sheet, reading)
    if program is None or days_of_timetable(sheet) is not None:
        return sheet
    named = _days(sheet, program, start.year if start else 0)
    if named is None:  # a day in each row is read by `clock_columns`
        return sheet
    first = min(program.times)
    day = named.get(first) or start
    if day is None:
        return sheet
    moments = _moments(program, named, day)
    right_of = max(program.first, program.last)
    place = program.header, program.first
    columns = parallel_columns(sheet, program.header, right_of, sorted(moments), reading)
    if columns:
        grid = as_events(sheet, program.header, columns, moments)
        dated = grid.dated or first in named
        log.add(day_taken(sheet, place, grid.first, named=dated))
        return grid.sheet
    earliest = min(one for one, _ in moments.values())
    log.add(day_taken(sheet, place, earliest, named=first in named))
    if not (program.last or program.lengths):
        say_endless(sheet, program.first, moments, log)
    bare = without_days(sheet, program.header, program.first, program.times.keys())
    return _rewritten(bare, program, moments, reading)


def _program(sheet: Sheet, reading: HeaderWishes) -> _Program | None:
    """The first column of times that go on from row to row, with what belongs to it."""
    told = by_columns(sheet, times_in)
    every = (_of_column(sheet, first, told, reading) for first in sorted(told))
    return next((program for program in every if program is not None), None)


def _of_column(
    sheet: Sheet, first: int, told: Mapping[int, Mapping[int, TimesOfDay]], reading: HeaderWishes
) -> _Program | None:
    """What starts in a column, with the ends in it or beside it, or the lengths; else None."""
    starts = told[first]
    header = min(starts) - 1
    if len(starts) < _FEWEST or header not in sheet.rows or not _goes_on(sheet, first, starts):
        return None
    program = _Program(header=header, first=first, last=0, times=starts)
    if _ended(program):
        return program
    beside = told.get(first + 1, {})
    both = {n: one._replace(end=beside[n].start) for n, one in starts.items() if n in beside}
    if told.keys() == {first, first + 1} and _last_until_next(beside, starts):
        return replace(program, lengths=first + 1)
    others = told.keys() - {first, first + 1}
    lengths_only = all(_are_lengths(told[column], both) for column in others)
    if len(both) >= _MOSTLY * len(starts) and _are_spans(both.values()) and lengths_only:
        return replace(program, last=first + 1, times={**starts, **both})
    if any(column != first for column in told):  # times in several columns are hours of days
        return None
    lengths, unit = _column_of_lengths(sheet, program)
    if not lengths:
        lengths, unit = _column_of_units(sheet, program)
    if lengths:
        return replace(program, lengths=lengths, unit=unit)
    if not _headed_by_time(sheet, program, reading):
        return None
    return replace(program, lengths=_column_of_amounts(sheet, program))


def _are_lengths(told: Mapping[int, TimesOfDay], spans: Mapping[int, TimesOfDay]) -> bool:
    """Whether the times of a column mostly are those from a start to an end."""
    known = [(one.start, spans[n]) for n, one in told.items() if n in spans]
    fit = sum(span.end is not None and span.end - span.start == one for one, span in known)
    return 2 * fit > len(told)


def _last_until_next(told: Mapping[int, TimesOfDay], starts: Mapping[int, TimesOfDay]) -> bool:
    """Whether the times of a column mostly are those from a start to the next one."""
    gaps = [
        (told[one].start, starts[two].start - starts[one].start)
        for one, two in pairwise(sorted(starts))
        if one in told
    ]
    fit = sum(length == gap for length, gap in gaps)
    return fit >= _FEWEST_FITTING and 2 * fit > len(gaps)


def _goes_on(sheet: Sheet, column: int, times: Mapping[int, TimesOfDay]) -> bool:
    """Whether times fill a column below their header, and each is hardly ever before the last."""
    filled = sum(column in cells for number, cells in sheet.rows.items() if number >= min(times))
    starts = [times[number].start for number in sorted(times)]
    forward = sum(_later(one, two) for one, two in pairwise(starts))
    rises = len({*starts}) > len(starts) / 2
    return rises and forward >= _MOSTLY * (len(starts) - 1) and len(times) >= _MOSTLY * filled


def _later(one: timedelta, two: timedelta | None) -> bool:
    """Whether a time is not before another, on a clock of twelve hours or after midnight too."""
    if two is None:
        return False
    return two >= one or one <= two + _HALF < _DAY or (one >= _EVENING and two <= _NIGHT)


def _are_spans(times: Iterable[TimesOfDay]) -> bool:
    """Whether most ends are later than their starts."""
    later = [one.end != one.start and _later(one.start, one.end) for one in times]
    return sum(later) >= _MOSTLY * len(later)


def _column_of_lengths(sheet: Sheet, program: _Program) -> tuple[int, timedelta]:
    """The column whose numbers count the time until the next row, and what they count; else 0."""
    numbers = sorted(program.times)
    columns = Counter(c for n in numbers for c in sheet.rows[n] if c > program.first)
    for column in (c for c, count in columns.items() if count >= _FEWEST):
        pairs = [
            (value, program.times[two].start - program.times[one].start)
            for one, two in pairwise(numbers)
            if (cell := sheet.rows[one].get(column)) and (value := as_number(cell))
        ]
        for unit in (_MINUTE, _HOUR):
            fit = sum(value * unit == gap for value, gap in pairs)
            if fit >= _FEWEST_FITTING and 2 * fit > len(pairs):
                return column, unit
    return 0, _MINUTE


def _column_of_units(sheet: Sheet, program: _Program) -> tuple[int, timedelta]:
    """The column of numbers, one in each row, that is headed by minutes or hours alone; else 0."""
    for column, head in sheet.rows[program.header].items():
        unit = _UNITS.get(unit_of(head.text.strip(" .()[]"))) if head.kind == "text" else None
        cells = [sheet.rows[number].get(column) for number in program.times]
        if unit and all(cell is not None and as_number(cell) is not None for cell in cells):
            return column, unit
    return 0, _MINUTE


_UNITS = {"m": _MINUTE, "h": _HOUR}


def _column_of_amounts(sheet: Sheet, program: _Program) -> int:
    """The column of lengths with a unit of their own, 0 without one."""
    numbers = sorted(program.times)
    columns = Counter(
        column
        for number in numbers
        for column, cell in sheet.rows[number].items()
        if column > program.first and is_amount(cell)
    )
    return next((c for c, count in columns.items() if count >= _MOSTLY * len(numbers)), 0)


def _headed_by_time(sheet: Sheet, program: _Program, reading: HeaderWishes) -> bool:
    """Whether the header says that these are times, or starts, and no lengths."""
    cell = sheet.rows[program.header].get(program.first)
    if cell is None:
        return False
    fields = {n.field for n in names(cell.text, TASKS, reading) if n.rank < IN_PART}
    return "start" in fields or fold(cell.text) in words_for("clock")


def _days(sheet: Sheet, program: _Program, year: int) -> dict[int, datetime] | None:
    """Row → the day that the title, a heading or a cell left of the times names for it.

    None where a column has the day of each row.
    """
    month_first = any(one.halved for one in program.times.values())
    dated = Counter[int]()
    found: dict[int, datetime] = {}
    day: datetime | None = None
    last, right = max(program.times), _dates_right(sheet, program)
    for number in sorted(sheet.rows):
        if number < program.header - _TITLE_ROWS or number > last:
            continue
        timed = number in program.times
        cells = [
            c
            for column, c in sheet.rows[number].items()
            if not timed or column < program.first or column == right
        ]
        said = [
            (one, cell)
            for cell in cells
            if (one := day_in(cell, month_first=month_first, year=year))
        ]
        if said:
            day = said[0][0]
        if timed and said:
            dated[said[0][1].column] += 1
        if timed and day:
            found[number] = day
    every = any(count >= _MOSTLY * len(program.times) for count in dated.values())
    if every and program.last:
        return None
    if not found and (named := _day_of_name(sheet, month_first, year)):
        found = dict.fromkeys(program.times, named)
    return found


def _dates_right(sheet: Sheet, program: _Program) -> int:
    """The column headed as one of dates right of the times, 0 without one."""
    heads = sheet.rows[program.header].items()
    return next((c for c, h in heads if c > program.first and fold(h.text) in TYPED), 0)


def _day_of_name(sheet: Sheet, month_first: bool, year: int) -> datetime | None:
    cell = Cell(1, 1, "text", sheet.name)
    return day_in(cell, month_first=month_first, year=year)


def _moments(
    program: _Program, named: Mapping[int, datetime], day: datetime
) -> dict[int, tuple[datetime, datetime]]:
    """Row → start and end; a time long before the last one is in the afternoon, or the night."""
    found: dict[int, tuple[datetime, datetime]] = {}
    halved = any(one.halved for one in program.times.values())
    before, today = timedelta(), day.replace(hour=0, minute=0, second=0, microsecond=0)
    for number in sorted(program.times):
        own = named.get(number, today)
        if own != today:
            today, before = own, timedelta()
        times = program.times[number]
        start = _after(times.start, before, halved)
        end = start if times.end is None else _after(times.end, start, halved)
        found[number] = (today + start, today + end)
        before = start
    if program.last or program.lengths or _ended(program):
        return found
    ended = {number for number, times in program.times.items() if times.end is not None}
    return {n: found[n] if n in ended else ends for n, ends in _until_next(found).items()}


def _after(moment: timedelta, before: timedelta, halved: bool) -> timedelta:
    """A time that follows another: 1:30 after 12:00 is 13:30, 0:30 after 23:00 the next day."""
    moment += (before // _DAY) * _DAY
    if moment >= before:
        return moment
    if not halved and before <= moment + _HALF and (moment + _HALF) % _DAY > _HALF:
        return moment + _HALF
    return moment + _DAY if before % _DAY >= _EVENING and moment % _DAY <= _NIGHT else moment


def _ended(program: _Program) -> bool:
    """Whether most starts have their ends beside them."""
    ended = sum(one.end is not None for one in program.times.values())
    return ended >= _MOSTLY * len(program.times)


def _until_next(
    found: Mapping[int, tuple[datetime, datetime]],
) -> dict[int, tuple[datetime, datetime]]:
    """Each row until the next one of its day that begins later; the last one is a moment."""
    starts = {number: start for number, (start, _) in found.items()}
    ends: dict[int, tuple[datetime, datetime]] = {}
    for number, start in starts.items():
        later = [one for n, one in starts.items() if n > number and one > start]
        ends[number] = (start, later[0] if later and _same_day(start, later[0]) else start)
    return ends


def _same_day(one: datetime, two: datetime) -> bool:
    """Whether a moment is on the day of another, or in the night after it."""
    night = two - timedelta(hours=two.hour, minutes=two.minute) + _NIGHT
    return one.date() == two.date() or (two - one < _HALF and two <= night and one.hour >= _LATE)


def _rewritten(
    sheet: Sheet,
    program: _Program,
    moments: Mapping[int, tuple[datetime, datetime]],
    reading: HeaderWishes,
) -> Sheet:
    """The sheet with moments as dates; ends that have no column get one at the right."""
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    right, beyond = _free_columns(sheet, program)
    last = program.last or (0 if program.lengths else right)
    for column, name in ((program.first, "Start"), (last, "Finish")):
        head = rows[program.header].get(column)
        meant = names(head.text, TASKS, reading) if head else ()
        if column and (not meant or meant[0].field != name.lower()):
            rows[program.header][column] = Cell(program.header, column, "text", name)
    nightly = not program.lengths and any(one.date() != two.date() for one, two in moments.values())
    if nightly:  # work over midnight is longer than the working time between its ends
        rows[program.header][beyond] = Cell(program.header, beyond, "text", "Duration")
    for number, (start, end) in moments.items():
        row, ended = rows[number], program.times[number].end is not None
        row[program.first] = row[program.first]._replace(kind="date", value=start)
        if last and (ended or not program.last):
            row[last] = Cell(number, last, "date", end)
        if nightly:
            row[beyond] = Cell(number, beyond, "time", end - start)
        if program.lengths in row:
            row[program.lengths] = _as_length(row[program.lengths], program.unit)
    return replace(sheet, rows=rows)


def _free_columns(sheet: Sheet, program: _Program) -> tuple[int, int]:
    """The first two blank columns right of the times and all headers: they belong to the table."""
    used = {column for cells in sheet.rows.values() for column in cells}
    first = max(program.first, *sheet.rows[program.header]) + 1
    free = [column for column in range(first, max(first, *used) + 3) if column not in used]
    return free[0], free[1]


def _as_length(cell: Cell, unit: timedelta) -> Cell:
    """A number that counts a unit as the time that it means; any other cell as it is."""
    counted = as_number(cell)
    return cell if counted is None else cell._replace(kind="time", value=counted * unit, form="")
