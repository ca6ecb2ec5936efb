"""Finds the unit of bare durations from the dates beside them; reads three-point estimates."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import when
from planner.reading.durations import ON_THE_CLOCK, TimeUnits, duration
from planner.reading.heading import Heading
from planner.reading.profile import as_number
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError

_UNITS = ("d", "h", "w", "mo")
_MOST, _FEWEST = 0.75, 2
NAMES = {
    "ms": "milliseconds",
    "s": "seconds",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "mo": "months",
}
_ENDS = 2
POINTS = ("optimistic", "likely", "pessimistic")


def with_units(
    table: Table, rows: Sequence[Row], clock: TimeUnits, said: str, period: str = ""
) -> Table:
    """Sets the unit of the durations of a table where only the dates show it.

    Args:
        table: The tasks.
        rows: The rows of the table.
        clock: The lengths of a day and a week.
        said: The unit, if the user gives it.
        period: The unit of starts in numbered periods; headers with a unit count before it.
    """
    for field, default in _DEFAULTS.items():
        heading = table.fields.get(field)
        if heading is None:
            continue
        chosen = said or ("" if heading.unit else period)
        unit = _shown_unit(heading, rows, field, clock, chosen)
        if not unit and heading.unit:
            continue
        if not unit:
            _say_assumed(table, rows, field, default)
            continue
        headings = tuple(replace(h, unit=unit) if h is heading else h for h in table.headings)
        table = replace(table, headings=headings)
        if unit != default and not chosen:
            _say(table, rows[0], field, unit)
    return table


def _shown_unit(
    heading: Heading, rows: Sequence[Row], field: str, clock: TimeUnits, chosen: str
) -> str:
    """The unit that the user gives, or that the size of the numbers or the dates show; "" without.

    Work is never in days of the calendar.
    """
    if chosen and not (field == "work" and chosen in ON_THE_CLOCK):
        return chosen
    if size := _by_size(rows, field):
        return size
    return "" if heading.unit else _told(rows, field, _DEFAULTS[field], clock)


_DEFAULTS = {"duration": "d", "work": "h"}


def say_times_of_day(table: Table, rows: Sequence[Row]) -> None:
    """Notes a fault where supposed durations are times of the day, each with an end beside it."""
    heading = table.fields.get("duration")
    if heading is None:
        return
    spans = [_times(table, row.source.row, heading.column) for row in rows]
    known = [(start, end) for start, end in spans if start is not None and end is not None]
    if len(known) < _FEWEST or len(known) < _MOST * len(rows):
        return
    if all(start < end for start, end in known):
        table.note(
            "error",
            "times-of-day",
            phrase("these are times of the day, not durations; the column beside has the ends"),
            heading,
            phrase("write Start and Finish with their dates: 2027-06-12 08:00"),
        )


def _times(table: Table, row: int, column: int) -> tuple[timedelta | None, timedelta | None]:
    """The time of day in a cell and the one to its right."""
    cells = table.sheet.rows.get(row, {})
    values = [cells[at].value if at in cells else None for at in (column, column + 1)]
    start, end = (value if isinstance(value, timedelta) else None for value in values)
    return start, end


def _told(rows: Sequence[Row], field: str, default: str, clock: TimeUnits) -> str:
    """The unit in which most numbers equal the time from start to finish, "" without one."""
    pairs = []
    for row in rows:
        number = as_number(row.cells[field]) if row.has(field) else None
        days = _days(row) if number else 0
        if number and days:
            pairs.append((number, days))
    if len(pairs) < _FEWEST:
        return "w" if field == "duration" and _are_weeks_to_the_next(rows) else ""
    fit = {unit: _share(pairs, unit, clock) for unit in _UNITS}
    if fit[default] >= 1 - _MOST or max(fit.values()) < _MOST:
        return ""
    return max(_UNITS, key=lambda unit: fit[unit])


def _are_weeks_to_the_next(rows: Sequence[Row]) -> bool:
    """Whether nearly all tasks start as many weeks after the one above as that is long.

    Of several lengths, as weekly meetings of a day each prove nothing.
    """
    told = [(as_number(row.cells["duration"]), _moment(row, "start"))
            for row in rows if row.has("duration") and row.has("start")]  # fmt: skip
    known = [(number, start) for number, start in told if number and start]
    steps = [(number, (two - one).days) for (number, one), (_, two) in pairwise(known)]
    fitting = [number for number, days in steps if days == 7 * number]
    return len(set(fitting)) > 1 and len(fitting) >= max(_FEWEST_STEPS, _MOSTLY * len(steps))


_FEWEST_STEPS, _MOSTLY = 4, 0.8


def _by_size(rows: Sequence[Row], field: str) -> str:
    """Milliseconds or seconds, where the numbers are too large for any other unit."""
    cells = [row.cells[field] for row in rows if row.has(field)]
    numbers = [number for cell in cells if (number := as_number(cell))]
    if len(numbers) < _FEWEST or len(numbers) < len(cells) / 2:
        return ""
    for unit, minute, least in (("ms", 60_000, 600_000), ("s", 60, 1800)):
        if min(numbers) >= least and all(number % minute == 0 for number in numbers):
            return unit
    return ""


def _share(pairs: Sequence[tuple[float, int]], unit: str, clock: TimeUnits) -> float:
    """The share of numbers that equal their days; weeks and months may end on the day after."""
    day, more = clock.minutes("d"), unit in ("w", "mo")
    fit = sum(
        0 <= days - math.ceil(round(number * clock.minutes(unit) / day, 6)) <= more
        for number, days in pairs
    )
    return fit / len(pairs)


def _days(row: Row) -> int:
    """The days from Monday to Friday from start to finish, both included; 0 if unknown."""
    start, finish = (_moment(row, field) for field in ("start", "finish"))
    if not isinstance(start, datetime) or not isinstance(finish, datetime) or finish < start:
        return 0
    span = (finish.date() - start.date()).days + 1
    weeks, rest = divmod(span, 7)
    more = sum((start.weekday() + n) % 7 < 5 for n in range(rest))
    return weeks * 5 + more


def _moment(row: Row, field: str) -> datetime | None:
    try:
        return when(row.cells[field], "dmy") if row.has(field) else None
    except BadValueError:
        return None


def _say_assumed(table: Table, rows: Sequence[Row], field: str, unit: str) -> None:
    """Notes that nothing gives the unit of bare numbers of work, as days are usual too."""
    bare = next((r for r in rows if r.has(field) and as_number(r.cells[field])), None)
    if field == "work" and bare is not None:
        heading = table.fields[field]
        header, column = table.sheet.in_file(table.header, heading.column)
        bare.note(
            "info",
            "unit-assumed",
            phrase(
                "nothing tells what the numbers below {column}{header} count, so they are {names}",
                column=letters(column),
                header=header,
                names=Phrase(NAMES[unit]),
            ),
            field,
            phrase("if they are days, name the column {text} (days)", text=heading.text),
        )


def _say(table: Table, row: Row, field: str, unit: str) -> None:
    heading = table.fields[field]
    why = phrase("most of them fit the dates beside them")
    if unit in ("ms", "s"):
        why = phrase("they are too large for anything else")
    row.log.add(
        row.source.issue(
            "unit-by-dates",
            phrase(
                "the numbers below {column}{header} are {names}: {why}",
                column=letters(heading.column),
                header=table.header,
                names=Phrase(NAMES[unit]),
                why=why,
            ),
            field,
            severity="info",
        )
    )


def without_zeros(rows: Sequence[Row]) -> list[Row]:
    """Drops the durations where all of them are 0 and the dates contradict that."""
    cells = [row.cells["duration"] for row in rows if row.has("duration")]
    zero = cells and all(as_number(cell) == 0 for cell in cells)
    spans = [row for row in rows if _days(row) > 1] if zero else []
    if not zero or 2 * len(spans) < len(cells) or len(cells) < _FEWEST:
        return list(rows)
    message = phrase("all durations are 0; those between start and finish are planned instead")
    rows[0].note(
        "warning", "zero-durations", message, "duration", phrase("write them, or clear the column")
    )
    return [
        replace(row, cells={f: c for f, c in row.cells.items() if f != "duration"}) for row in rows
    ]


_TODAY = re.compile(r"\b(?:TODAY|NOW)\s*\(", re.IGNORECASE)


def without_countdown(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Drops a column of days left where it counts the days to some date, and such durations."""
    rows = _without_counted(table, rows)
    field = "remaining_duration"
    heading = table.fields.get(field)
    told = [row for row in rows if row.has(field)]
    if heading is None or not any(_counts_down(table, row, heading.column) for row in told):
        return list(rows)
    message = phrase("this counts the days to a date, not the work that is left; it is not read")
    remedy = phrase("write what is left without TODAY() and negative numbers, if it is meant")
    told[0].note("info", "countdown", message, field, remedy)
    return [replace(row, cells={f: c for f, c in row.cells.items() if f != field}) for row in rows]


def _without_counted(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Drops amounts that a formula counts from today: they change from day to day."""
    columns = {field: table.fields[field].column for field in _DEFAULTS if field in table.fields}
    return [_without_formulas_of_today(table, row, columns) for row in rows]


def _without_formulas_of_today(table: Table, row: Row, columns: Mapping[str, int]) -> Row:
    place = row.source.row
    formulas = {f: table.sheet.formulas.get((place, column), "") for f, column in columns.items()}
    counted = [f for f, formula in formulas.items() if row.has(f) and _TODAY.search(formula)]
    for field in counted:
        message = phrase("this counts the days from today, not how long it takes; not read")
        row.note("warning", "countdown", message, field, phrase("write 5d or 12h"))
    if not counted:
        return row
    return replace(row, cells={f: cell for f, cell in row.cells.items() if f not in counted})


def _counts_down(table: Table, row: Row, column: int) -> bool:
    formula = table.sheet.formulas.get((row.source.row, column), "")
    number = as_number(row.cells["remaining_duration"])
    return bool(_TODAY.search(formula)) or (number is not None and number < 0)


def three_points(row: Row, table: Table, clock: TimeUnits) -> tuple[int, int, int] | None:
    """The optimistic, likely and pessimistic minutes, if a row has all three.

    Of two, where no column has likely ones, the likely is the middle.
    """
    asked = [field for field in POINTS if field in table.fields]
    if POINTS[0] not in asked or POINTS[-1] not in asked or not all(map(row.has, asked)):
        return None
    found = []
    for field in asked:
        unit = next((table.unit(one, "") for one in POINTS if table.unit(one, "")), "d")

        def parse(cell: Cell, unit: str = unit) -> int:
            return duration(cell, clock, unit)

        found.append(row.take(field, parse))
    low, likely, high = found[0], found[1] if len(found) > _ENDS else None, found[-1]
    if len(found) == _ENDS and low is not None and high is not None:
        likely = round((low + high) / 2)
    if low is None or likely is None or high is None:
        return None
    return low, likely, high


def say_two_points(table: Table) -> None:
    """Notes that of a low and a high estimate the middle is planned."""
    low = table.fields.get(POINTS[0])
    if low and POINTS[1] not in table.fields and POINTS[-1] in table.fields:
        unit = table.unit(POINTS[0], "") or table.unit(POINTS[-1], "") or "d"
        message = phrase(
            "of a low and a high estimate in {names}, the middle is planned",
            names=Phrase(NAMES.get(unit, "minutes")),
        )
        remedy = phrase("write what is most likely in a column Most Likely between them")
        table.note("info", "two-points", message, low, remedy)


def mean(points: tuple[int, int, int]) -> int:
    """The expected time of three estimates, (a + 4m + b) / 6, as in PERT.

    Malcolm, Roseboom, Clark, Fazar 1959, Application of a Technique for R&D Program Evaluation.
    """
    low, likely, high = points
    return round((low + 4 * likely + high) / 6)
